import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { isPublicAddress } from './addresses.ts'
import { serverSource } from './client.ts'
import { publicFetch } from './public-fetch.ts'

const server = createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json')
  if (request.method === 'POST') {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    response.writeHead(201).end(JSON.stringify(Buffer.concat(parts).toString('hex')))
    return
  }
  response.end(JSON.stringify({ data: [], asked: request.headers.host, key: request.headers.authorization }))
})
let port = 0
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
after(() => server.close())

const resolvedTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

test('private, local and link-local addresses are not public, however they are written', () => {
  const within = `127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe 64:ff9b::a00:1 2002:a00:1::`
  for (const address of within.split(/\s+/)) assert.equal(isPublicAddress(address), false, address)
  for (const address of [
    '192.0.43.8',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2a00:1450:400f::1',
    '::ffff:192.0.43.8',
  ])
    assert.equal(isPublicAddress(address), true, address)
})

test('a host within a private network is not reached, nor one that has such an address beside a public one', async () => {
  for (const addresses of [['10.1.2.3'], ['192.0.43.8', '169.254.169.254'], ['::1']]) {
    const call = publicFetch([], resolvedTo(...addresses))(`https://skolan.example:${port}/`)
    await assert.rejects(call, { code: 'address_private' })
  }
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '0x7f.1', '2130706433']) {
    await assert.rejects(publicFetch([])(`http://${host}:${port}/`), { code: 'address_private' }, host)
  }
})

test('the names of this computer are refused without asking what they lead to', async () => {
  const asked: string[] = []
  const resolve = async (host: string) => {
    asked.push(host)
    return []
  }
  for (const host of ['localhost', 'LOCALHOST', 'localhost.', 'skolan.localhost']) {
    await assert.rejects(publicFetch([], resolve)(`http://${host}:${port}/`), { code: 'address_private' }, host)
  }
  assert.deepEqual(asked, [])
})

test('a host that whoever runs Sedd has named is reached, at the address that was checked and under its own name', async () => {
  const call = publicFetch(['skolan.example'], resolvedTo('127.0.0.1'))
  const answer = await call(`http://skolan.example:${port}/`, { headers: { authorization: 'Bearer nyckel' } })
  assert.equal(answer.status, 200)
  assert.deepEqual(await answer.json(), { data: [], asked: `skolan.example:${port}`, key: 'Bearer nyckel' })
})

test('what is sent goes out byte for byte, and the answer comes back', async () => {
  const call = publicFetch(['push.example'], resolvedTo('127.0.0.1'))
  const answer = await call(`http://push.example:${port}/`, { method: 'POST', body: Uint8Array.of(0, 255, 10) })
  assert.equal(answer.status, 201)
  assert.equal(await answer.json(), '00ff0a')
})

test('a pull from the browser of a host in a private network ends at once and says why', async () => {
  const source = serverSource({
    url: 'https://skolan.example',
    token: null,
    means: { fetch: publicFetch([], resolvedTo('192.168.0.10')) },
  })
  const pages = source.pages('persons', null)[Symbol.asyncIterator]()
  await assert.rejects(async () => pages.next(), { code: 'address_private' })
})
