import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '../../kernel/date.ts'
import { lifeline } from './lifeline.ts'
import { clusters, placeLabels, swarm } from './lifeline-labels.ts'
import type { LifeSpan } from './lifeline-model.ts'
import { fitted, scaleOf, textWidth, ticksOf, windowFor } from './lifeline-scale.ts'

const TODAY = day('2026-11-21')

test('the window begins with the first fact and ends half a year ahead, in whole months', () => {
  assert.deepEqual(windowFor([day('2024-08-18')], TODAY), { from: '2024-08-01', until: '2027-06-01' })
})

test('the window is never shorter than a year back and never longer than six', () => {
  assert.deepEqual(windowFor([], TODAY), { from: '2025-11-01', until: '2027-06-01' })
  assert.deepEqual(windowFor([day('2009-03-10'), day('2040-01-01')], TODAY), {
    from: '2020-11-01',
    until: '2028-12-01',
  })
})

test('a day stands where its share of the window is', () => {
  const scale = scaleOf({ from: day('2026-01-01'), until: day('2027-01-01') }, 365)
  assert.equal(scale.x(day('2026-01-01')), 0)
  assert.equal(scale.x(day('2026-12-31')), 364)
  assert.equal(scale.x(day('2025-12-31')), -1)
})

test('the axis names every year, and months as closely as they have room', () => {
  const wide = ticksOf(scaleOf({ from: day('2026-01-01'), until: day('2027-01-01') }, 880), 'sv')
  assert.deepEqual(
    wide.map(({ label }) => label),
    ['2026', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  )
  const narrow = ticksOf(scaleOf({ from: day('2020-11-01'), until: day('2028-12-01') }, 880), 'sv')
  assert.deepEqual(
    narrow.slice(0, 4).map(({ label }) => label),
    ['2021', 'jul', '2022', 'jul'],
  )
})

test('labels with room stand nearest, each under its own beginning', () => {
  assert.deepEqual(
    placeLabels(
      [
        { x: 10, text: 'In' },
        { x: 500, text: 'Ut' },
      ],
      880,
      13,
    ).map(({ x, row }) => [x, row]),
    [
      [10, 0],
      [500, 0],
    ],
  )
})

test('a label that would run into its neighbour goes a row down', () => {
  const [first, second] = placeLabels(
    [
      { x: 10, text: 'Studieuppehåll utomlands' },
      { x: 60, text: 'beslut' },
    ],
    880,
    13,
  )
  assert.equal(second?.row, 0)
  assert.equal(first?.row, 1)
})

test('a label at the edge is moved in, never cut', () => {
  const [only] = placeLabels([{ x: 870, text: 'Avbrott, nationellt program' }], 880, 13)
  assert.ok(only && only.x + only.width <= 880 && only.text === 'Avbrott, nationellt program')
})

test('no two labels ever touch, and none leaves the picture', () => {
  const wish = fc.record({ x: fc.integer({ min: 0, max: 880 }), text: fc.string({ minLength: 1, maxLength: 60 }) })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 14 }), (wishes) => {
      const placed = placeLabels(wishes, 880, 13)
      for (const [index, a] of placed.entries()) {
        if (a.x < 0 || a.x + a.width > 880.5) return false
        const touches = placed
          .slice(index + 1)
          .some((b) => a.row === b.row && a.x < b.x + b.width && b.x < a.x + a.width)
        if (touches) return false
      }
      return placed.length === wishes.length
    }),
    { numRuns: 500 },
  )
})

test('a text is shortened only when it is wider than the whole picture', () => {
  assert.equal(fitted('Kort', 13, 100), 'Kort')
  const short = fitted('En mycket lång rad som inte får plats', 13, 100)
  assert.ok(short.endsWith('…') && textWidth(short, 13) <= 100)
})

test('marks within a finger of each other are one thing to reach', () => {
  const groups = clusters([{ x: 0 }, { x: 100 }, { x: 20 }, { x: 40 }], 24)
  assert.deepEqual(
    groups.map((group) => group.map(({ x }) => x)),
    [[0, 20, 40], [100]],
  )
})

test('dots that would cover each other stand above and below the line by turns', () => {
  assert.deepEqual(swarm([0, 5, 10, 50], 11), [-1, 1, -1, 0])
})

const school: LifeSpan = {
  from: day('2025-08-18'),
  until: day('2026-09-21'),
  label: 'Bygg <och> anläggning',
  tone: 'study',
  source: 'Skolan',
}

const drawn = (spans: readonly LifeSpan[]) =>
  String(lifeline({ id: 'l', language: 'sv', today: TODAY, lanes: [{ label: 'Skola', spans, marks: [] }] }))

test('each thing in the picture says its days and its source, and leads to its row in the table', () => {
  const markup = drawn([school])
  assert.match(
    markup,
    /<a href="#l-0-span-0"[^>]*aria-label="Skola: Bygg &lt;och&gt; anläggning, 18 aug 2025 – 20 sep 2026\. Källa: Skolan"/,
  )
  assert.match(markup, /<tr id="l-0-span-0">/)
})

test('what goes on today is told in words before the picture', () => {
  assert.match(drawn([school]), /21 nov 2026\. Inget pågår i dag\./)
  assert.match(
    drawn([{ ...school, until: null }]),
    /21 nov 2026\. Skola: Bygg &lt;och&gt; anläggning, från 18 aug 2025/,
  )
})

test('a fact outside the window is in the table but not in the picture', () => {
  const markup = drawn([
    school,
    { ...school, from: day('2012-08-18'), until: day('2015-06-10'), label: 'Förskola', tone: 'neutral' },
  ])
  assert.doesNotMatch(markup, /href="#l-0-span-1"/)
  assert.match(markup, /<tr id="l-0-span-1">/)
})

test('a person of whom nothing is known gets a hint instead of an empty picture', () => {
  assert.match(drawn([]), /Inget känt än/)
})
