import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import type { ExplanationJson } from '../../register/rule-words.ts'
import { explanationLines } from './explanation.ts'

const FOUND: ExplanationJson = {
  inScope: false,
  asOf: day('2026-11-22'),
  conditions: [
    {
      item: 1,
      met: true,
      fact: 'Fyller 20 år den 3 mars 2028',
      source: 'Personnumret',
      since: null,
    },
    {
      item: 3,
      met: false,
      fact: 'Går i gymnasieskolan',
      source: 'inskrivningar',
      since: day('2024-08-19'),
    },
  ],
  unclear: ['FHSK'],
  nextChange: { on: day('2028-03-03'), because: 'fyller 20 år' },
}

test('an explanation in the terminal names each condition in words, in the language of the terminal', () => {
  assert.deepEqual(explanationLines(FOUND, 'sv'), [
    '2026-11-22: inte i registret',
    '  + Har inte fyllt 20 år: Fyller 20 år den 3 mars 2028 (Personnumret)',
    '  - Går inte i gymnasial utbildning: Går i gymnasieskolan (inskrivningar, sedan 2024-08-19)',
    '  ? Går på folkhögskola',
    '  → 2028-03-03: fyller 20 år',
  ])
  const english = explanationLines(FOUND, 'en')
  assert.equal(english[0], '2026-11-22: not in the register')
  assert.match(english[2] ?? '', /^ {2}- Is not in upper secondary education: .*, since 2024-08-19\)$/)
  assert.equal(english[3], '  ? Attends a folk high school')
})
