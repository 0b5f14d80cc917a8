import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { callbackSecret, isCallbackSecret } from './callback-secret.ts'
import { elksGateway, readElksAnswer, readElksReceipts } from './elks-gateway.ts'
import type { Outgoing } from './gateway.ts'
import { genericGateway, readGenericAnswer, readGenericReceipts } from './generic-gateway.ts'
import { mailGateway } from './mail-gateway.ts'

type Asked = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

let server: Server
let url = ''
let asked: Asked[] = []
let answer: { status: number; body: string } = { status: 200, body: '{}' }

before(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
})
beforeEach(() => {
  asked = []
})
after(() => server.close())

const ID = '0b0f9a52-0d3f-4ad0-9f0e-1f2d3c4b5a69'
const OUT: Outgoing = { id: ID, domain: 'D1', to: '46701740605', sender: 'Ungdom', subject: null, text: 'Hej & hallå' }
const answering = (status: number, body: unknown) => {
  answer = { status, body: JSON.stringify(body) }
}

test('the generic gateway is told what, to whom and under which id, and what it answers is understood', async () => {
  const gateway = genericGateway({ url, secret: 'a secret of the gateway' })
  answering(201, { id: 'g-1' })
  assert.deepEqual(await gateway.send(OUT), { kind: 'taken', gatewayId: 'g-1' })
  assert.equal(asked[0]?.headers['idempotency-key'], ID)
  assert.equal(asked[0]?.headers.authorization, 'Bearer a secret of the gateway')
  assert.deepEqual(JSON.parse(asked[0]?.body ?? ''), {
    id: ID,
    from: 'Ungdom',
    to: '+46701740605',
    text: 'Hej & hallå',
  })
  for (const [status, body, expected] of [
    [200, {}, { kind: 'unknown' }],
    [422, { reason: 'unknown_subscriber' }, { kind: 'refused', reason: 'unknown_subscriber' }],
    [422, {}, { kind: 'refused', reason: 'rejected' }],
    [401, {}, { kind: 'later' }],
    [429, {}, { kind: 'later' }],
    [503, {}, { kind: 'later' }],
    [500, {}, { kind: 'unknown' }],
    [502, {}, { kind: 'unknown' }],
  ] as const) {
    answering(status, body)
    assert.deepEqual(await gateway.send(OUT), expected, String(status))
  }
})

test('the generic gateway tells what became of one, or that it never got it', async () => {
  const gateway = genericGateway({ url, secret: 'a secret of the gateway' })
  answering(200, { id: 'g-1' })
  assert.deepEqual(await gateway.whatBecameOf(ID), { kind: 'taken', gatewayId: 'g-1' })
  assert.equal(asked[0]?.url, `/${ID}`)
  answering(404, {})
  assert.deepEqual(await gateway.whatBecameOf(ID), { kind: 'never' })
  answering(500, {})
  assert.deepEqual(await gateway.whatBecameOf(ID), { kind: 'cannot_tell' })
})

test('where no line can be opened it was not sent, and is tried again', async () => {
  const gone = createServer()
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
  const address = gone.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await new Promise((resolve) => gone.close(resolve))
  const gateway = genericGateway({ url: `http://127.0.0.1:${port}`, secret: 'a secret of the gateway' })
  assert.deepEqual(await gateway.send(OUT), { kind: 'later' })
  assert.deepEqual(await gateway.whatBecameOf(ID), { kind: 'cannot_tell' })
})

test('46elks is asked as it wants to be, with where the receipt goes', async () => {
  const receiptsTo = () => 'https://sedd.example.se/gateway/D1/receipts/x'
  const gateway = elksGateway({ user: 'u', secret: 's', receiptsTo, url })
  answering(200, { id: 's1', status: 'created' })
  assert.deepEqual(await gateway.send(OUT), { kind: 'taken', gatewayId: 's1' })
  const form = new URLSearchParams(asked[0]?.body)
  assert.deepEqual([form.get('from'), form.get('to'), form.get('message')], ['Ungdom', '+46701740605', 'Hej & hallå'])
  assert.equal(form.get('whendelivered'), `https://sedd.example.se/gateway/D1/receipts/x?message=${ID}`)
  assert.equal(asked[0]?.headers.authorization, `Basic ${Buffer.from('u:s').toString('base64')}`)
  answering(400, {})
  assert.deepEqual(await gateway.send(OUT), { kind: 'refused', reason: 'rejected' })
  answering(403, {})
  assert.deepEqual(await gateway.send(OUT), { kind: 'later' })
  answering(500, {})
  assert.deepEqual(await gateway.send(OUT), { kind: 'unknown' })
  assert.deepEqual(await gateway.whatBecameOf(ID), { kind: 'cannot_tell' })
})

test('receipts and answers are read, and what cannot be read is none', () => {
  const told = { messageId: ID, gatewayId: 's1' }
  assert.deepEqual(readElksReceipts({ id: 's1', status: 'delivered' }, ID), [
    { ...told, outcome: 'delivered', reason: null },
  ])
  assert.deepEqual(readElksReceipts({ id: 's1', status: 'failed' }, 'x'), [
    { messageId: null, gatewayId: 's1', outcome: 'failed', reason: 'not_delivered' },
  ])
  assert.deepEqual(readElksReceipts({ id: 's1', status: 'sent' }, ID), [])
  assert.equal(readElksReceipts({ status: 'delivered' }, ID), null)
  assert.equal(readElksReceipts(null, ID), null)
  const one = { id: 'g-1', message: ID, outcome: 'failed', reason: 'unknown_subscriber' }
  assert.deepEqual(readGenericReceipts(one), [
    { messageId: ID, gatewayId: 'g-1', outcome: 'failed', reason: 'unknown_subscriber' },
  ])
  assert.equal(readGenericReceipts([one, one])?.length, 2)
  assert.equal(readGenericReceipts([{ ...one, outcome: 'maybe' }]), null)
  assert.deepEqual(readElksAnswer({ id: 's2', from: '+46701740605', message: 'Ja' }), {
    gatewayId: 's2',
    from: '+46701740605',
    text: 'Ja',
  })
  assert.deepEqual(readGenericAnswer({ id: 'g-2', from: '+46701740605', text: 'Ja' }), {
    gatewayId: 'g-2',
    from: '+46701740605',
    text: 'Ja',
  })
  assert.equal(readGenericAnswer({ id: 'g-2' }), null)
})

test('e-mail that the server refuses for good is told from what it takes later, and from what nobody knows', async () => {
  const failing = (error: object) =>
    mailGateway(() => Promise.reject(Object.assign(new Error('no'), error))).send({ ...OUT, subject: 'Hej' })
  assert.deepEqual(await mailGateway(async () => undefined).send(OUT), { kind: 'taken', gatewayId: ID })
  const [TO, SERVER] = [{ command: 'RCPT TO' }, { command: 'CONN' }]
  assert.deepEqual(await failing({ ...TO, responseCode: 550 }), { kind: 'refused', reason: 'unknown_subscriber' })
  const unknown = { ...TO, responseCode: 550, response: '550 5.1.1 No such user' }
  assert.deepEqual(await failing(unknown), { kind: 'refused', reason: 'unknown_subscriber' })
  // The server does not take it from us: the address may be right.
  const policy = { ...TO, responseCode: 550, response: '550 5.7.1 Relaying denied' }
  assert.deepEqual(await failing(policy), { kind: 'refused', reason: 'rejected' })
  assert.deepEqual(await failing({ command: 'DATA', responseCode: 554 }), { kind: 'refused', reason: 'rejected' })
  assert.deepEqual(await failing({ ...TO, responseCode: 451 }), { kind: 'later' })
  // Ours to mend: the password, the sender.
  assert.deepEqual(await failing({ command: 'AUTH PLAIN', code: 'EAUTH', responseCode: 535 }), { kind: 'later' })
  assert.deepEqual(await failing({ command: 'MAIL FROM', responseCode: 550 }), { kind: 'later' })
  assert.deepEqual(await failing({ ...SERVER, code: 'ESOCKET', originalCode: 'ECONNREFUSED' }), { kind: 'later' })
  assert.deepEqual(await failing({ ...SERVER, code: 'ETIMEDOUT', timeoutType: 'GREETING' }), { kind: 'later' })
})

test('a line that breaks once the words may have been given over is not tried again by itself', async () => {
  const failing = (error: object) =>
    mailGateway(() => Promise.reject(Object.assign(new Error('no'), { command: 'CONN', ...error }))).send(OUT)
  assert.deepEqual(await failing({ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }), { kind: 'unknown' })
  assert.deepEqual(await failing({ code: 'ECONNECTION' }), { kind: 'unknown' })
  assert.deepEqual(await failing({ code: 'ESOCKET', originalCode: 'ECONNRESET' }), { kind: 'unknown' })
  assert.deepEqual(await failing({ code: 'ESTREAM', command: 'DATA' }), { kind: 'unknown' })
})

test('the address of one domain opens no other', () => {
  const secret = 'a secret of the gateway'
  const own = callbackSecret(secret, 'D1')
  assert.equal(isCallbackSecret(secret, 'D1', own), true)
  assert.equal(isCallbackSecret(secret, 'D2', own), false)
  assert.equal(isCallbackSecret(secret, 'D1', own.slice(1)), false)
  assert.equal(isCallbackSecret('another', 'D1', own), false)
})
