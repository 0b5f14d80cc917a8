import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, type PlainDate } from '../kernel/date.ts'
import { ALWAYS, before, includes, NEVER, union } from '../kernel/ranges.ts'
import {
  arriving,
  countedHomes,
  type Home,
  type Life,
  leaving,
  movesOf,
  responsibleDays,
  responsibleOn,
} from './day-rules.ts'

const HERE = '0484'
const THERE = '0483'
const home = (
  municipality: string,
  from: string | null,
  until: string | null = null,
  kind: Home['kind'] = 'registered',
): Home => ({
  ...{ kind, municipality, from: from === null ? null : day(from), until: until === null ? null : day(until) },
})
const MOVED = [home(HERE, '2010-03-01', '2026-09-01'), home(THERE, '2026-09-01')]

test('29:6: the first day folkbokförd in the new municipality is its first, and the day before is the old one’s last', () => {
  assert.equal(responsibleOn(MOVED, day('2026-08-31')), HERE)
  assert.equal(responsibleOn(MOVED, day('2026-09-01')), THERE)
  assert.equal(responsibleOn(MOVED, day('2010-02-28')), null)
  assert.equal(responsibleOn(MOVED, day('2010-03-01')), HERE)
  assert.deepEqual(movesOf(MOVED), [
    { from: HERE, to: THERE, leftOn: '2026-09-01', movedOn: '2026-09-01', clarity: 'clear' },
  ])
})

test('29:6: where the data leave days that nobody has, the old one goes on until the new one begins', () => {
  const gap = [home(HERE, null, '2026-09-01'), home(THERE, '2026-09-15')]
  assert.equal(responsibleOn(gap, day('2026-09-14')), HERE)
  assert.equal(responsibleOn(gap, day('2026-09-15')), THERE)
  assert.deepEqual(
    responsibleDays(gap).map(({ from, municipality, held }) => [from, municipality, held]),
    [
      [null, HERE, false],
      ['2026-09-01', HERE, true],
      ['2026-09-15', THERE, false],
    ],
  )
  assert.deepEqual(movesOf(gap), [
    { from: HERE, to: THERE, leftOn: '2026-09-01', movedOn: '2026-09-15', clarity: 'gap' },
  ])
  const nowhere = [home(HERE, null, '2026-09-01')]
  assert.equal(responsibleOn(nowhere, day('2027-01-01')), HERE)
  assert.deepEqual(movesOf(nowhere), [{ from: HERE, to: null, leftOn: '2026-09-01', movedOn: null, clarity: 'gap' }])
})

test('29:6: where two have the same days, the one that began last has them, and it is said', () => {
  const both = [home(HERE, '2010-03-01'), home(THERE, '2026-09-01')]
  assert.equal(responsibleOn(both, day('2026-08-31')), HERE)
  assert.equal(responsibleOn(both, day('2026-09-01')), THERE)
  assert.equal(movesOf(both)[0]?.clarity, 'overlap')
})

test('29:6: under protected registration the population register moves nobody, and what is set by hand does', () => {
  const hidden = union([{ from: day('2026-05-01'), until: null }])
  const homes = countedHomes([...MOVED, home('0482', '2026-06-01', null, 'manual')], hidden)
  assert.deepEqual(movesOf(homes), [
    { from: HERE, to: '0482', leftOn: '2026-05-01', movedOn: '2026-06-01', clarity: 'gap' },
  ])
  assert.deepEqual(
    movesOf(countedHomes(MOVED, hidden)).map(({ to }) => to),
    [null],
  )
})

test('who comes back after some days without a home has not moved', () => {
  assert.deepEqual(movesOf([home(HERE, null, '2026-09-01'), home(HERE, '2026-09-15')]), [])
})

const life = (homes: readonly Home[], of: Partial<Life> = {}): Life => ({
  ...{ homes, member: ALWAYS, gone: NEVER, young: ALWAYS },
  ...of,
})
const WINDOW = { municipality: HERE, since: day('2026-04-01'), until: day('2026-12-01') }

test('29:9: handed over is who was in the register the day before, and is not twenty, abroad or dead on the day', () => {
  const kept = (of: Partial<Life>) => leaving(life(MOVED, of), WINDOW).length
  assert.equal(kept({}), 1)
  assert.equal(kept({ member: [{ from: null, until: day('2026-09-01') }] }), 1)
  assert.equal(kept({ member: [{ from: null, until: day('2026-08-31') }] }), 0)
  assert.equal(kept({ young: before(day('2026-09-02')) }), 1)
  assert.equal(kept({ young: before(day('2026-09-01')) }), 0)
  assert.equal(kept({ gone: [{ from: day('2026-09-01'), until: null }] }), 0)
  assert.equal(kept({ gone: [{ from: day('2026-09-02'), until: null }] }), 1)
  assert.equal(leaving(life(MOVED), { ...WINDOW, since: day('2026-09-01') }).length, 1)
  assert.equal(leaving(life(MOVED), { ...WINDOW, since: day('2026-09-02') }).length, 0)
  assert.equal(leaving(life(MOVED), { ...WINDOW, until: day('2026-08-31') }).length, 0)
})

test('29:9: taken over is who is in the register from the first day', () => {
  const there = { ...WINDOW, municipality: THERE }
  const from = (first: string) => [{ from: day(first), until: null }]
  assert.equal(arriving(life(MOVED, { member: from('2026-09-01') }), there).length, 1)
  assert.equal(arriving(life(MOVED, { member: from('2026-09-02') }), there).length, 0)
  assert.equal(arriving(life(MOVED), WINDOW).length, 0)
})

const FIRST = day('2026-01-01')
const on = (n: number): PlainDate => addDays(FIRST, n)
const places = fc.constantFrom('0480', '0481', '0482', '0483')
const length = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null })
const anyHome: fc.Arbitrary<Home> = fc
  .record({ municipality: places, start: fc.integer({ min: 0, max: 120 }), days: length, manual: fc.boolean() })
  .map(({ municipality, start, days, manual }) => ({
    ...{ kind: manual ? ('manual' as const) : ('registered' as const), municipality, from: on(start) },
    until: days === null ? null : on(start + days),
  }))
/** One home after another, without a day between and without two. */
const soundHistory = fc
  .array(fc.tuple(places, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 6 })
  .map((steps) => {
    let at = 0
    return steps.map(([municipality, days], index): Home => {
      const from = on(at)
      at += days
      return { kind: 'registered', municipality, from, until: index === steps.length - 1 ? null : on(at) }
    })
  })
const DAYS = Array.from({ length: 200 }, (_, n) => on(n))

test('29:6: whatever the data say, every day from the first has exactly one who is responsible', () => {
  fc.assert(
    fc.property(fc.array(anyHome, { minLength: 1, maxLength: 7 }), (homes) => {
      const stretches = responsibleDays(homes)
      const first = homes.map(({ from }) => from ?? FIRST).sort()[0] ?? FIRST
      for (const each of DAYS) {
        const whose = stretches.filter((days) => includes([days], each))
        assert.equal(whose.length, each < first ? 0 : 1)
        const there = homes.filter((days) => includes([days], each))
        // Somebody who has the day by the data has it by the rule.
        if (there.length > 0) assert.ok(there.some(({ municipality }) => municipality === whose[0]?.municipality))
      }
    }),
  )
})

test('29:6: the one leaves on the day that the other takes over, in both their lists', () => {
  fc.assert(
    fc.property(fc.array(anyHome, { minLength: 1, maxLength: 7 }), (homes) => {
      for (const { from, to, leftOn, movedOn } of movesOf(homes)) {
        assert.equal(responsibleOn(homes, addDays(leftOn, -1)), from)
        if (movedOn === null) assert.equal(responsibleOn(homes, on(10_000)), from)
        else {
          assert.equal(responsibleOn(homes, addDays(movedOn, -1)), from)
          assert.equal(responsibleOn(homes, movedOn), to)
          const window = { since: FIRST, until: on(10_000) }
          const out = leaving(life(homes), { ...window, municipality: from })
          const came = arriving(life(homes), { ...window, municipality: to ?? '' })
          assert.equal(out.filter((each) => each.movedOn === movedOn && each.to === to).length, 1)
          assert.equal(came.filter((each) => each.movedOn === movedOn && each.from === from).length, 1)
        }
      }
    }),
  )
})

test('29:6: where the data are whole the rule says of each day what they say, and each move is clear', () => {
  fc.assert(
    fc.property(soundHistory, (homes) => {
      for (const each of DAYS.slice(0, 120)) {
        const [there] = homes.filter((days) => includes([days], each))
        assert.equal(responsibleOn(homes, each), there?.municipality)
      }
      assert.ok(movesOf(homes).every(({ clarity, leftOn, movedOn }) => clarity === 'clear' && leftOn === movedOn))
    }),
  )
})
