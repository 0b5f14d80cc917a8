import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Instant } from '../../kernel/date.ts'
import { type Server, serverSource } from './client.ts'
import { aPerson, id, ORGANISATIONS } from './persons.fake.ts'
import type { Endpoint } from './schema.ts'
import { type Scenario, startSupplier, TOKEN } from './server.fake.ts'
import { SourceFailure } from './source.ts'

const supplier = await startSupplier({
  organisations: ORGANISATIONS,
  persons: [1, 2, 3, 4, 5].map((last) => aPerson(100 + last)),
  deleted: [
    { entity: 'Person', id: id(300), at: '2026-02-02T10:00:00Z' },
    { entity: 'Person', id: id(301), at: '2026-01-02T10:00:00Z' },
    { entity: 'Group', id: id(302), at: '2026-02-02T10:00:00Z' },
  ],
})
after(() => supplier.close())

type Asking = Partial<Server> & { readonly endpoint?: Endpoint; readonly since?: string }

async function ask(scenario: Scenario | undefined, { endpoint = 'persons', since, ...server }: Asking = {}) {
  const waits: number[] = []
  const before = supplier.asked.length
  const means = { sleep: async (wait: number) => void waits.push(wait), random: () => 0.5 }
  const source = serverSource({
    url: supplier.url(scenario),
    token: TOKEN,
    ...server,
    means: { ...means, ...server.means },
  })
  const sizes: number[] = []
  let repeats = false
  let failure: SourceFailure | null = null
  try {
    for await (const page of source.pages(endpoint, (since ?? null) as Instant | null)) {
      sizes.push(page.items.length)
      repeats ||= page.repeats
    }
  } catch (error) {
    assert.ok(error instanceof SourceFailure)
    failure = error
  }
  return { sizes, repeats, waits, failure, asked: supplier.asked.slice(before) }
}

test('pages are followed to the end, each after the first with the token and the limit only', async () => {
  const { sizes, asked, failure } = await ask(undefined, { limit: 2 })
  assert.equal(failure, null)
  assert.deepEqual(sizes, [2, 2, 1])
  assert.equal(asked[0], '/v2.0/persons?expandReferenceNames=true&limit=2')
  assert.match(asked[1] ?? '', /^\/v2\.0\/persons\?pageToken=[\w-]+&limit=2$/)
})

test('a server that gives smaller pages than asked for is followed all the same', async () => {
  assert.deepEqual((await ask('small', { limit: 500 })).sizes, [2, 2, 1])
})

test('a page token that comes again ends the pull, which is marked', async () => {
  const { sizes, repeats } = await ask('loop', { limit: 2 })
  assert.deepEqual(sizes, [2, 2])
  assert.equal(repeats, true)
})

test('only what has changed since last time is asked for', async () => {
  const none = await ask(undefined, { since: '2026-02-01T09:30:00.000Z' })
  assert.deepEqual(none.sizes, [0])
  assert.match(none.asked[0] ?? '', /meta\.modified\.after=2026-02-01T09%3A30%3A00\.000Z/)
  const all = await ask(undefined, { since: '2026-02-01T09:29:59.000Z' })
  assert.deepEqual(all.sizes, [5])
})

test('deletions are asked for after an instant and for the entities read, and not at all the first time', async () => {
  const { asked } = await ask(undefined, { endpoint: 'deletedEntities', since: '2026-02-01T00:00:00Z', limit: 10 })
  assert.deepEqual(asked, [
    '/v2.0/deletedEntities?after=2026-02-01T00%3A00%3A00Z&entities=Person&entities=Organisation&entities=Programme&limit=10',
  ])
  assert.deepEqual((await ask(undefined, { endpoint: 'deletedEntities' })).asked, [])
})

test('a wrong or missing token is told as such and not tried again', async () => {
  for (const token of [null, 'wrong']) {
    const { failure, asked } = await ask(undefined, { token })
    assert.equal(failure?.code, 'unauthorised')
    assert.equal(asked.length, 1)
  }
})

test('a busy server is asked again after the time it names', async () => {
  const { sizes, waits } = await ask('busy')
  assert.deepEqual(sizes, [5])
  assert.deepEqual(waits, [7000, 7000])
})

test('the wait a server asks for is bounded', async () => {
  const { waits } = await ask('busy', { limit: 99, limits: { maxWaitMs: 3000 } })
  assert.deepEqual(waits, [3000, 3000])
})

test('a day and time in Retry-After is measured against the clock of the server', async () => {
  const headers = { date: 'Tue, 10 Feb 2026 10:00:00 GMT', 'retry-after': 'Tue, 10 Feb 2026 10:00:09 GMT' }
  const answers = [new Response(null, { status: 503, headers }), Response.json({ data: [] })]
  const { waits } = await ask(undefined, { means: { fetch: async () => answers.shift() ?? Response.error() } })
  assert.deepEqual(waits, [9000])
})

test('a broken connection is tried again', async () => {
  const { sizes, waits } = await ask('flaky')
  assert.deepEqual(sizes, [5])
  assert.deepEqual(waits, [750])
})

test('a server that stays broken is given up after ever longer waits', async () => {
  const { failure, waits } = await ask('broken')
  assert.equal(failure?.code, 'unavailable')
  assert.equal(failure?.status, 503)
  assert.equal(failure?.unusable, false)
  assert.deepEqual(waits, [750, 1500, 3000, 6000, 12000])
})

test('a server that does not answer is given up', async () => {
  const { failure, waits } = await ask('slow', { limits: { timeoutMs: 50, attempts: 2 } })
  assert.equal(failure?.code, 'timed_out')
  assert.equal(waits.length, 1)
})

test('an answer that is not what it says is refused at once', async () => {
  const cases = [
    ['garbage', 'not_json'],
    ['html', 'wrong_content_type'],
    ['huge', 'too_large'],
  ] as const
  for (const [scenario, code] of cases) {
    const { failure, waits } = await ask(scenario, { limits: { maxBytes: 100_000 } })
    assert.equal(failure?.code, code)
    assert.equal(failure?.unusable, true)
    assert.deepEqual(waits, [])
  }
  const { failure } = await ask(undefined, { means: { fetch: async () => Response.json([]) } })
  assert.equal(failure?.code, 'not_ss12000')
})

test('a redirect is followed on the same host, and the token goes nowhere else', async () => {
  assert.deepEqual((await ask('moved')).sizes, [5])
  const calls: string[] = []
  const { failure } = await ask('elsewhere', {
    means: {
      fetch: (input, init) => {
        calls.push(String(input))
        return fetch(input, init)
      },
    },
  })
  assert.equal(failure?.code, 'redirected')
  assert.deepEqual(
    calls.map((call) => new URL(call).hostname),
    ['127.0.0.1'],
  )
})

test('a redirect from https to http on the same host is not followed', async () => {
  const location = 'http://skola.example/v2.0/persons'
  const fetch = async () => new Response(null, { status: 302, headers: { location } })
  const { failure } = await ask(undefined, { url: 'https://skola.example', means: { fetch } })
  assert.equal(failure?.code, 'redirected')
})

test('only https is spoken, other than with the own machine', () => {
  const codeOf = (url: string) => {
    try {
      serverSource({ url, token: null })
      return 'accepted'
    } catch (error) {
      return error instanceof SourceFailure ? error.code : 'thrown'
    }
  }
  assert.equal(codeOf('https://skola.example/v2.0'), 'accepted')
  assert.equal(codeOf('http://127.0.0.1:8080'), 'accepted')
  assert.equal(codeOf('http://[::1]:8080'), 'accepted')
  assert.equal(codeOf('http://skola.example/v2.0'), 'address_insecure')
  assert.equal(codeOf('http://127.0.0.1.skola.example'), 'address_insecure')
  assert.equal(codeOf('ftp://skola.example'), 'address_insecure')
  assert.equal(codeOf('https://me:secret@skola.example'), 'address_invalid')
  assert.equal(codeOf('https://skola.example/v2.0?key=secret'), 'address_invalid')
  assert.equal(codeOf('skola.example'), 'address_invalid')
})

test('the base path of the standard is added where it is not given', async () => {
  const asked: string[] = []
  const fetch = async (input: string | URL | Request) => {
    asked.push(new URL(String(input)).pathname)
    return Response.json({ data: [] })
  }
  for (const url of [
    'https://a.example',
    'https://a.example/ss12k/',
    'https://a.example/api/v2.0',
    'https://a.example/v2',
  ]) {
    await ask(undefined, { url, means: { fetch } })
  }
  assert.deepEqual(asked, ['/v2.0/persons', '/ss12k/v2.0/persons', '/api/v2.0/persons', '/v2/persons'])
})

test('a failure names neither the token nor anything the server said', async () => {
  for (const scenario of ['broken', 'garbage'] as const) {
    const { failure } = await ask(scenario)
    const told = `${failure?.message} ${failure?.stack} ${JSON.stringify(failure)} ${String(failure?.cause)}`
    assert.doesNotMatch(told, /Anna|Testsson|20080110|a-token/)
  }
})
