import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../../kernel/date.ts'
import { idOfShort, newLink, shaOf, shortId } from './link.ts'
import type { PlanInput, Said } from './model.ts'
import { firstOn, isCall, isOpen, nextOf, planProblems } from './rules.ts'

const at = (text: string) => text as Instant

test('the first question comes on the weekday chosen, from tomorrow on', () => {
  // 2026-10-15 is a Thursday.
  assert.equal(firstOn(5, day('2026-10-15')), '2026-10-16')
  assert.equal(firstOn(4, day('2026-10-15')), '2026-10-22')
  assert.equal(firstOn(1, day('2026-10-15')), '2026-10-19')
})

test('the next question comes so many weeks later on the same weekday, also over the change of the clocks', () => {
  assert.equal(nextOf({ nextOn: day('2026-10-22'), everyWeeks: 1 }, day('2026-10-22')), '2026-10-29')
  assert.equal(nextOf({ nextOn: day('2026-10-22'), everyWeeks: 4 }, day('2026-10-22')), '2026-11-19')
})

test('what was missed while nothing ran is not asked several times over', () => {
  assert.equal(nextOf({ nextOn: day('2026-10-01'), everyWeeks: 2 }, day('2026-11-12')), '2026-11-26')
})

const PLAN: PlanInput = { templateCode: 'checkin', everyWeeks: 2, weekday: 4, last: day('2026-10-22') }
const PLANS: readonly (readonly [string, Partial<PlanInput>, string | null])[] = [
  ['until the first day it is sent on is right', {}, null],
  ['until the day before that is too early', { last: day('2026-10-21') }, 'last_early'],
  ['a year ahead is right', { last: day('2027-10-15') }, null],
  ['a day more is too late', { last: day('2027-10-16') }, 'last_late'],
  ['every twelfth week is right', { everyWeeks: 12, last: day('2027-01-01') }, null],
  ['every thirteenth is not', { everyWeeks: 13 }, 'weeks_range'],
  ['none at all is not', { everyWeeks: 0 }, 'weeks_range'],
  ['half a week is not', { everyWeeks: 1.5 }, 'weeks_range'],
  ['a Saturday is not', { weekday: 6 }, 'weekday_missing'],
]
for (const [says, given, expected] of PLANS)
  test(`a plan: ${says}`, () => {
    assert.equal(planProblems({ ...PLAN, ...given }, day('2026-10-15'))[0]?.code ?? null, expected)
  })

test('a link takes an answer until it is over, and another answer within the hour', () => {
  const open = { expiresAt: at('2026-10-22T22:00:00Z'), answeredAt: null }
  assert.equal(isOpen(open, at('2026-10-22T21:59:59Z')), true)
  assert.equal(isOpen(open, at('2026-10-22T22:00:00Z')), false)
  const answered = { ...open, answeredAt: at('2026-10-16T10:00:00Z') }
  assert.equal(isOpen(answered, at('2026-10-16T10:59:59Z')), true)
  assert.equal(isOpen(answered, at('2026-10-16T11:00:00Z')), false)
})

const CALLS: readonly (readonly [Said, boolean])[] = [
  [{ mood: 1, wantsContact: false }, true],
  [{ mood: 2, wantsContact: false }, true],
  [{ mood: 3, wantsContact: false }, false],
  [{ mood: 5, wantsContact: false }, false],
  [{ mood: 5, wantsContact: true }, true],
  [{ mood: null, wantsContact: true }, true],
]
for (const [said, expected] of CALLS)
  test(`${said.mood ?? 'no mood'}${said.wantsContact ? ', and wants somebody,' : ''} is ${expected ? '' : 'not '}work for today`, () =>
    assert.equal(isCall(said), expected))

test('a link tells neither who nor where from, and its hash leads back to nothing', () => {
  const [one, two] = [newLink(), newLink()]
  assert.notEqual(one.token, two.token)
  assert.match(one.token, /^[\w-]{22}$/)
  assert.equal(one.sha, shaOf(one.token))
  assert.equal(one.sha.includes(one.token), false)
  const id = '0b7e6c1a-9a41-4d6e-8f2b-0123456789ab'
  assert.equal(idOfShort(shortId(id)), id)
  for (const wrong of ['', 'kaa', shortId(id).slice(1), `${shortId(id)}A`, '../../../../etc/pass'])
    assert.equal(idOfShort(wrong), null)
})
