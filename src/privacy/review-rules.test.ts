import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../kernel/date.ts'
import { type Around, draw, isDrawn, type Reading, weekOf, weeksDue } from './review-rules.ts'

const NOTHING: Around = {
  protectedIds: new Set(),
  familyNames: new Map(),
  guardianNames: new Map(),
  addresses: new Map(),
  homes: new Map(),
}
/** A seed under which none of the first hundred events is drawn by lot. */
const UNLUCKY = 'vecka 41'
const reading = (given: Partial<Reading> = {}): Reading => ({
  id: 1,
  at: '2026-10-06T09:00:00Z',
  action: 'register.person_read',
  actorId: 'jonas',
  actorName: 'Jonas Ek',
  personId: 'elsa',
  ...given,
})
const reasons = (given: Partial<Reading>, around: Partial<Around>) =>
  draw([reading(given)], { ...NOTHING, ...around }, UNLUCKY)[0]?.reasons ?? []

test('a week begins on Monday', () => {
  assert.equal(weekOf(day('2026-10-11')), '2026-10-05')
  assert.equal(weekOf(day('2026-10-12')), '2026-10-12')
})

test('the week that is over is gone through once, and missed weeks are caught up with, eight at most', () => {
  assert.deepEqual(weeksDue(day('2026-10-15'), null), ['2026-10-05'])
  assert.deepEqual(weeksDue(day('2026-10-15'), day('2026-10-05')), [])
  assert.deepEqual(weeksDue(day('2026-10-19'), day('2026-10-05')), ['2026-10-12'])
  assert.deepEqual(weeksDue(day('2026-10-15'), day('2026-01-05')).length, 8)
})

test('a reading of a protected person is always looked at, another one is not', () => {
  assert.deepEqual(reasons({}, { protectedIds: new Set(['elsa']) }), ['protected'])
  assert.deepEqual(reasons({}, { protectedIds: new Set(['olle']) }), [])
  assert.deepEqual(reasons({}, {}), [])
})

test('one with the same surname is looked at, however it is spelled, and a name that merely ends alike is not', () => {
  const named = (...names: string[]) => ({ familyNames: new Map([['elsa', names]]) })
  assert.deepEqual(reasons({}, named('Ek')), ['same_name'])
  assert.deepEqual(reasons({ actorName: 'Anna Wikström' }, named('Lind', 'Vikström')), ['same_name'])
  assert.deepEqual(reasons({ actorName: 'Eva von Essen' }, named('von Essen')), ['same_name'])
  assert.deepEqual(reasons({ actorName: 'Jonas Björnek' }, named('Ek')), [])
  assert.deepEqual(reasons({}, named('')), [])
})

test('one with the name of a guardian, or who lives at the same address, is looked at', () => {
  assert.deepEqual(reasons({}, { guardianNames: new Map([['elsa', ['JONAS EK']]]) }), ['guardian'])
  const homes = new Map([['jonas', { street: 'Storgatan 3', postalCode: '63220' }]])
  const at = (street: string, postalCode: string) => ({
    homes,
    addresses: new Map([['elsa', [{ street, postalCode }]]]),
  })
  assert.deepEqual(reasons({}, at('STORGATAN 3', '632 20')), ['same_address'])
  assert.deepEqual(reasons({}, at('Storgatan 5', '63220')), [])
  assert.deepEqual(reasons({}, at('Storgatan 3', '63221')), [])
})

test('all readings in an emergency are looked at, those before the access was taken as well', () => {
  const taken = reading({ id: 2, action: 'sight.glass_taken', at: '2026-10-06T09:05:00Z' })
  const later = reading({ id: 3, at: '2026-10-06T09:06:00Z' })
  const other = reading({ id: 4, personId: 'olle' })
  const [drawn, none] = draw([reading(), taken, later, other], NOTHING, UNLUCKY)
  assert.deepEqual(
    [drawn?.personId, drawn?.reasons, drawn?.readings, drawn?.firstAt, drawn?.lastAt],
    ['elsa', ['glass'], 3, '2026-10-06T09:00:00Z', '2026-10-06T09:06:00Z'],
  )
  assert.equal(none, undefined)
})

test('going over the budget for notes is looked at', () => {
  assert.deepEqual(reasons({ action: 'notes.budget_exceeded' }, {}), ['overrun'])
})

test('two in a hundred are drawn by lot, the same each time under one seed and others under another', () => {
  const ids = Array.from({ length: 100_000 }, (_, index) => index + 1)
  const drawn = (seed: string) => ids.filter((id) => isDrawn(id, seed))
  const first = drawn('41f0')
  assert.ok(first.length > 1_850 && first.length < 2_150, `${first.length} of 100,000`)
  assert.deepEqual(drawn('41f0'), first)
  const again = new Set(drawn('41f1'))
  const both = first.filter((id) => again.has(id)).length
  assert.ok(both < 120, `${both} are drawn under both seeds`)
  const runs = first.filter((id, index) => first[index + 1] === id + 1).length
  assert.ok(runs < 100, `${runs} neighbours`)
})
