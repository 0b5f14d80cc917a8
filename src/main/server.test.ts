import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { type TestBed, testBed } from '../../test/build/domain.ts'
import { systemClock } from '../kernel/clock.ts'
import { readConfig } from './config.ts'
import { type Running, startServer } from './server.ts'

/** Over a real line: messages that two readers would read in two ways, and a method that echoes what it was sent. */

let bed: TestBed
let server: Running

before(async () => {
  bed = await testBed()
  const sedd = {
    owner: bed.owner,
    embedded: true,
    clock: systemClock,
    database: () => bed.web,
    close: () => Promise.resolve(),
  }
  server = await startServer(sedd, readConfig({ PORT: '0' }))
})
after(async () => {
  await server.stop()
  await bed.close()
})

/** Sent as it stands; what comes back until the line is closed. */
function sent(...lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(lines.join('\r\n')))
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}

const HEAD = ['Host: localhost', 'Origin: http://localhost', 'Connection: close']

test('a message with two lengths, or two of one, is refused before anybody reads it', async () => {
  const form = ['POST /sign-in HTTP/1.1', ...HEAD, 'Content-Type: application/x-www-form-urlencoded']
  const chunked = ['Content-Length: 5', 'Transfer-Encoding: chunked', '', '0', '', '']
  const both = await sent(...form, ...chunked, 'GET /healthz HTTP/1.1', ...HEAD, '', '')
  assert.match(both, /^HTTP\/1\.1 400 /)
  assert.equal(both.split('HTTP/1.1 ').length, 2, 'what was smuggled in behind it is not answered')
  assert.match(await sent(...form, 'Content-Length: 3', 'Content-Length: 4', '', 'abcd'), /^HTTP\/1\.1 400 /)
  assert.match(await sent('GET /healthz HTTP/1.1', ...HEAD, '', ''), /^HTTP\/1\.1 200 /)
})

test('TRACE is never echoed', async () => {
  for (const path of ['/', '/healthz', '/sign-in', '/scim/v2/Users']) {
    const answer = await sent(`TRACE ${path} HTTP/1.1`, ...HEAD, 'X-Secret: hemligt', '', '')
    assert.match(answer, /^HTTP\/1\.1 (30|40)\d /, path)
    assert.doesNotMatch(answer, /hemligt/i, path)
  }
})
