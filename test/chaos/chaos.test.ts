import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawing } from './drawing.ts'
import { broken, type Kept, type Promises } from './ledger.ts'
import { tooSlow } from './recovery.ts'
import { rage } from './storm.ts'

const KILLS = 20

test('killed twenty times under load, the program keeps all it has promised', async (t) => {
  const seed = Number(process.env['SEDD_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  t.diagnostic(`SEDD_TEST_SEED=${seed}`)
  const storm = await rage(KILLS, drawing(seed), () => {})
  assert.deepEqual(storm.broken, [], `seed ${seed}`)
  assert.equal(storm.recovery.length, KILLS)
  assert.ok(
    storm.saved >= KILLS && storm.read >= KILLS && storm.files >= 3,
    `only ${storm.saved} writes, ${storm.read} readings and ${storm.files} files`,
  )
})

const PROMISED: Promises = {
  saved: ['a@example.org', 'b@example.org'],
  unanswered: ['c@example.org'],
  readings: [
    { note: 'nora', asked: 1000, came: 1040 },
    { note: 'nora', asked: 2000, came: 2050 },
  ],
  files: [
    { numbers: ['1', '2'], finished: true },
    { numbers: ['3', '4'], finished: false },
  ],
}
const WHOLE: Kept = {
  addresses: new Map([
    ['a@example.org', 1],
    ['b@example.org', 1],
  ]),
  events: 2,
  tickets: [
    { notes: ['nora'], at: 1010 },
    { notes: ['nora', 'nils'], at: 2050 },
  ],
  numbers: new Set(['1', '2']),
}

/** What would be a broken promise, and how it is told. */
const FAULTS: readonly (readonly [what: string, kept: Partial<Kept>, said: readonly string[]])[] = [
  ['nothing is wrong', {}, []],
  ['what was acknowledged is gone', { addresses: new Map([['a@example.org', 1]]), events: 1 }, ['lost: b@example.org']],
  [
    'what was sent again is saved twice',
    { addresses: new Map([...WHOLE.addresses, ['a@example.org', 2]]), events: 3 },
    ['saved twice: a@example.org'],
  ],
  [
    'what nobody sent is there',
    { addresses: new Map([...WHOLE.addresses, ['x@example.org', 1]]), events: 3 },
    ['never sent: x@example.org'],
  ],
  ['a change has no event', { events: 1 }, ['2 addresses and 1 events of them']],
  [
    'words were read without a ticket',
    { tickets: [{ notes: ['nora'], at: 1010 }] },
    ['read without a ticket of its own: nora'],
  ],
  [
    'a ticket is there for another note',
    { tickets: [...WHOLE.tickets.slice(0, 1), { notes: ['nils'], at: 2010 }] },
    ['read without a ticket of its own: nora'],
  ],
  [
    'tickets of requests that were killed are there instead',
    { tickets: [1010, 1020, 1999, 2051].map((at) => ({ notes: ['nora'], at })) },
    ['read without a ticket of its own: nora'],
  ],
  ['a request that was killed has left a ticket', { tickets: [...WHOLE.tickets, { notes: ['nora'], at: 1500 }] }, []],
  ['a file came in by half', { numbers: new Set(['1', '2', '3']) }, ['file 1: 1 of 2 persons']],
  ['a file that was done is not there', { numbers: new Set() }, ['file 0: 0 of 2 persons']],
  [
    'what was never answered may be there',
    { addresses: new Map([...WHOLE.addresses, ['c@example.org', 1]]), events: 3 },
    [],
  ],
  ['a file whose command was killed may be there whole', { numbers: new Set(['1', '2', '3', '4']) }, []],
]

for (const [what, kept, said] of FAULTS) {
  test(`the count after the storm: ${what}`, () => {
    assert.deepEqual(broken(PROMISED, { ...WHOLE, ...kept }), said)
  })
}

test('recovery is too slow when more than one in a hundred takes over two seconds', () => {
  const of = (slow: number) => [...Array<number>(200 - slow).fill(900), ...Array<number>(slow).fill(2001)]
  assert.deepEqual(tooSlow(of(2)), [])
  assert.deepEqual(tooSlow(of(3)), ['recovery p99 2001 ms: over 2000 ms'])
  assert.deepEqual(tooSlow(Array<number>(200).fill(2000)), [])
  assert.deepEqual(tooSlow([2001]), ['recovery p99 2001 ms: over 2000 ms'])
})
