import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type PlainDate } from '../kernel/date.ts'
import type { Way } from './model.ts'
import { confirmsBy, isHuman, readOutside } from './outside-rules.ts'
import { isToken, newToken, seal, unseal } from './seal.ts'

const TODAY = day('2026-11-29')
const readDay = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? (text as PlainDate) : null)

const FROM_SCHOOL = {
  ...{ senderName: 'Eva Lund', senderRole: 'Kurator, Rekarnegymnasiet', senderEmail: 'eva@skolan.example' },
  ...{ givenName: 'Tove', familyName: 'Ask', reasons: ['absence'], words: 'Borta sedan oktober.' },
}

function read(way: Way, fields: Readonly<Record<string, string | readonly string[]>>) {
  const list = (name: string) => [fields[name] ?? []].flat()
  return readOutside(way, { text: (name) => list(name)[0] ?? '', list }, { today: TODAY, readDay })
}

const codes = (way: Way, fields: Readonly<Record<string, string | readonly string[]>>) => {
  const reading = read(way, fields)
  return reading.ok ? [] : reading.problems.map(({ field, code }) => `${field} ${code}`)
}

test('a school says who asks, who is meant and why; nothing else is asked for', () => {
  const reading = read('professional', FROM_SCHOOL)
  assert.ok(reading.ok)
  assert.equal(reading.referral.told.givenName, 'Tove')
  assert.equal(reading.referral.told.isConfirmed, false)
  assert.equal(confirmsBy(reading.referral), 'eva@skolan.example')
  assert.deepEqual(codes('professional', {}), [
    'givenName givenName_missing',
    'familyName familyName_missing',
    'senderName senderName_missing',
    'senderRole senderRole_missing',
    'senderEmail senderEmail_missing',
    'reasons reasons_missing',
  ])
  assert.deepEqual(codes('guardian', { ...FROM_SCHOOL, senderRole: '' }), [])
})

test('a young person says a name and how to be reached, and need not say why', () => {
  const reading = read('self', { givenName: 'Ali', phone: '070-174 06 01' })
  assert.ok(reading.ok)
  assert.deepEqual(reading.referral.reasons, ['other'])
  assert.equal(confirmsBy(reading.referral), null)
  assert.deepEqual(codes('self', { givenName: 'Ali' }), ['phone reach_missing'])
  const byMail = read('self', { givenName: 'Ali', email: 'ali@example.com' })
  assert.equal(byMail.ok && confirmsBy(byMail.referral), 'ali@example.com')
})

test('what cannot be right is told field by field', () => {
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, number: '20080101' }), ['number number_unreadable'])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, born: 'i våras' }), ['born day_unreadable'])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, born: '2026-11-30' }), ['born day_unreadable'])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, born: '2026-11-29' }), [])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, senderEmail: 'eva' }), ['senderEmail email_unreadable'])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, senderPhone: 'ring' }), ['senderPhone phone_unreadable'])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, words: 'x'.repeat(4000) }), [])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, words: 'x'.repeat(4001) }), ['words words_long'])
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, senderName: 'x'.repeat(121) }), ['senderName line_long'])
  const many = ['absence', 'work', 'guidance', 'isolated', 'wellbeing', 'other']
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, reasons: many }), ['reasons reasons_many'])
})

test('signs that cannot be seen are not kept, and line breaks are', () => {
  const reading = read('professional', { ...FROM_SCHOOL, givenName: 'To\u0000ve', words: 'En\u0000 rad.\r\nEn till.' })
  assert.ok(reading.ok)
  assert.deepEqual([reading.referral.told.givenName, reading.referral.words], ['To ve', 'En rad.\nEn till.'])
})

test('a line break in an address reaches no mail', () => {
  assert.deepEqual(codes('professional', { ...FROM_SCHOOL, senderEmail: 'a@b.example\nbcc: c@d.example' }), [
    'senderEmail email_unreadable',
  ])
})

test('nobody fills in the form in under three seconds, or in more than a day', () => {
  assert.deepEqual([null, 2, 3, 86_400, 86_401].map(isHuman), [false, false, true, true, false])
})

test('what is sealed by a link is opened by that link alone, and not when it was changed', () => {
  const [token, other] = [newToken(), newToken()]
  assert.ok(isToken(token) && token !== other)
  const sealed = seal(token, 'Tove Ask')
  assert.equal(sealed.includes('Tove'), false)
  assert.equal(unseal(token, sealed), 'Tove Ask')
  assert.equal(unseal(other, sealed), null)
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  assert.equal(unseal(token, sealed), null)
})
