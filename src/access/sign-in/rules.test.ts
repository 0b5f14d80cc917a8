import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, deviceOf, levelOf, pageOfFile, safeBack } from './rules.ts'

test('an answer is strong when the installation has said that its acr, or one of its amr, means that', () => {
  const settings = { strongAcr: ['http://id.elegnamnden.se/loa/1.0/loa3'], strongAmr: ['mfa'] }
  const level = (acr: string | null, ...amr: readonly string[]) => levelOf({ acr, amr }, settings)
  assert.equal(level('http://id.elegnamnden.se/loa/1.0/loa3'), 2)
  assert.equal(level('http://id.elegnamnden.se/loa/1.0/loa2'), 1)
  assert.equal(level('http://id.elegnamnden.se/loa/1.0/loa3-uncertified'), 1)
  assert.equal(level('urn:password', 'pwd', 'mfa'), 2)
  assert.equal(level('mfa', 'pwd'), 1, 'the one is not the other')
  assert.equal(level(null), 1)
  assert.equal(levelOf({ acr: null, amr: ['mfa'] }, { strongAcr: [], strongAmr: [] }), 1)
})

test('a browser is named as one would name it, and an odd one not at all', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
  assert.equal(deviceOf(chrome), 'Chrome · Windows')
  assert.equal(deviceOf(`${chrome} Edg/141.0.0.0`), 'Edge · Windows')
  assert.equal(
    deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1'),
    'Safari · iOS',
  )
  assert.equal(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'), 'Firefox · Linux')
  assert.equal(deviceOf('curl/8.5.0'), null)
  assert.equal(deviceOf(undefined), null)
})

test('who asks is the one at the other end of the line, unless that is a proxy that is trusted', () => {
  const trusted = ['10.0.0.1', '10.0.0.2']
  assert.equal(addressOf('192.0.2.7', undefined, []), '192.0.2.7')
  assert.equal(addressOf('::ffff:192.0.2.7', undefined, []), '192.0.2.7')
  assert.equal(addressOf('192.0.2.7', '198.51.100.1', trusted), '192.0.2.7')
  assert.equal(addressOf('10.0.0.1', '203.0.113.9, 198.51.100.1', trusted), '198.51.100.1')
  assert.equal(addressOf('10.0.0.1', '198.51.100.1, 10.0.0.2', trusted), '198.51.100.1')
  assert.equal(addressOf('10.0.0.1', '', trusted), '10.0.0.1')
  assert.equal(addressOf(undefined, '198.51.100.1', trusted), 'unknown')
})

test('the way back is a page of ours, or the start page', () => {
  assert.equal(safeBack('/register?sex=female&page=2'), '/register?sex=female&page=2')
  for (const away of [
    '',
    'register',
    '//example.com',
    '/\\example.com',
    'https://example.com',
    '/a b',
    '/a\nb',
    '/"><script>',
  ])
    assert.equal(safeBack(away), '/', away)
})

test('one who was stopped on the way to a file is led to the page it is fetched from', () => {
  const file = '/register/export?occupation=OK%C3%84ND&occupation=ARBETE&sex=female&format=csv'
  assert.equal(pageOfFile(file), '/register?occupation=OK%C3%84ND&occupation=ARBETE&sex=female')
  assert.equal(pageOfFile('/register/export?format=xlsx'), '/register')
  assert.equal(pageOfFile('/imports/7/problems.csv'), '/imports/7')
  const approval = '7f7f1f7e-0d1c-4b7e-9a3f-1c2d3e4f5a6b'
  assert.equal(pageOfFile(`/register/export?approval=${approval}`), `/approvals/${approval}`)
  assert.equal(pageOfFile('/admin/staff/file/export'), '/admin/staff/file')
  assert.equal(pageOfFile('/register?format=csv'), null)
})
