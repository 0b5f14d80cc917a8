import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { BUILT_IN } from '../forms/built-in.ts'
import type { Answers, Definition } from '../forms/model.ts'
import { METHODS } from './model.ts'
import {
  alike,
  compared,
  draftOf,
  type Filled,
  goesOn,
  partsOf,
  SCALES_OF,
  saysSomething,
  scoreOf,
  unreadTopics,
  who5Score,
} from './rules.ts'
import { HEADINGS } from './session-text.ts'

const [, ...VECTORS] = readFileSync(new URL('../../../data/surveys/scoring_vectors.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const definitionOf = (code: string) => BUILT_IN.find((form) => form.code === code)?.definition as Definition

for (const line of VECTORS.filter((each) => each.startsWith('WHO-5'))) {
  const [, answers = '', , final = '', ...comment] = line.split(',')
  test(`WHO-5 of ${answers} is ${final || 'no score'} (${comment.join(',')})`, () => {
    const items = answers.split('|').map((item) => (item === '' ? undefined : item))
    assert.equal(who5Score(items)?.value ?? null, final === '' ? null : Number(final))
  })
}

for (const [items, value, level] of [
  ['1 2 1 1 2', 28, 'very_low'],
  ['1 2 2 1 2', 32, 'low'],
  ['2 2 3 2 3', 48, 'low'],
  ['3 2 3 2 3', 52, 'usual'],
] as const)
  test(`a WHO-5 of ${value} is ${level}`, () => {
    assert.deepEqual(who5Score(items.split(' ')), { value, level })
  })

test('WHO-5 guesses nothing: a missing or strange item gives no score', () => {
  assert.equal(who5Score(['5', '5', '5', '5']), null)
  assert.equal(who5Score(['5', '5', '5', '5', '6']), null)
  assert.equal(who5Score(['5', '5', '5', '5', ['5']]), null)
  const items = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`who5_${n}`, '3']))
  assert.deepEqual(scoreOf(definitionOf('who5'), new Map([['who5', items]])), { value: 60, level: 'usual' })
  const { who5_5: _, ...four } = items
  assert.equal(scoreOf(definitionOf('who5'), new Map([['who5', four]])), null)
  assert.equal(scoreOf(definitionOf('entry'), new Map([['everyday', { day_scale: '3' }]])), null)
})

const filled = (id: string, pages: Record<string, Answers>): Filled => ({
  mapping: { id, beganOn: day('2026-10-01'), endedOn: null },
  definition: definitionOf('entry'),
  saved: new Map(Object.entries(pages)),
})

test('side by side: what the latest says otherwise is marked, and what either is silent on is not', () => {
  const rows = compared([
    filled('a', { everyday: { day: 'Sover', day_scale: '3' }, school: { school_hard: ['rooms', 'way_there'] } }),
    filled('b', { everyday: { day_scale: '6', around: 'Mormor' }, school: { school_hard: ['way_there', 'rooms'] } }),
  ])
  assert.deepEqual(
    rows.map(({ question, answers, changed }) => [question.key, answers, changed]),
    [
      ['day', ['Sover', null], false],
      ['day_scale', ['3', '6'], true],
      ['around', [null, 'Mormor'], false],
      [
        'school_hard',
        [
          ['rooms', 'way_there'],
          ['way_there', 'rooms'],
        ],
        false,
      ],
    ],
  )
})

test('the second school is compared with the second, not with the first', () => {
  const rows = compared([
    filled('a', { schools: { school_name: 'Rinman' }, 'schools#2': { school_name: 'Duveholm' } }),
    filled('b', { schools: { school_name: 'Rinman' }, 'schools#2': { school_name: 'Thomas' } }),
  ])
  assert.deepEqual(
    rows.map(({ question, turn, changed }) => [question.key, turn, changed]),
    [
      ['school_name', 1, false],
      ['school_name', 2, true],
    ],
  )
})

test('what only an earlier version asked is still shown', () => {
  const old = filled('a', { everyday: { day: 'Sover' } })
  const [everyday, ...rest] = old.definition.sections
  const without = {
    ...old.definition,
    sections: [{ ...everyday, questions: everyday?.questions.slice(1) }, ...rest],
  } as Definition
  const rows = compared([old, { ...filled('b', { everyday: { day_scale: '5' } }), definition: without }])
  assert.deepEqual(
    rows.map(({ question }) => question.key),
    ['day_scale', 'day'],
  )
})

test('every method has headings in both languages, as many in each, and a template sent back as it was says nothing', () => {
  for (const method of METHODS) {
    const { sv, en } = HEADINGS[method]
    assert.equal(sv.split('\n').length, en.split('\n').length, method)
    const headings = sv.split('\n')
    assert.equal(saysSomething(draftOf(headings), headings), false, method)
    assert.equal(saysSomething(`${draftOf(headings)}\nVill prova`, headings), true, method)
  }
  assert.deepEqual(SCALES_OF.seven_twenty, [])
})

for (const [formCode, beganOn, isFilled, anew, answer] of [
  ['entry', '2026-10-15', true, false, 'go_on'],
  ['entry', '2026-10-15', true, true, 'go_on'],
  ['entry', '2026-10-14', true, false, 'ask'],
  ['entry', '2026-10-14', false, true, 'anew'],
  ['result', '2026-10-15', false, false, 'go_on'],
  ['result', '2026-10-15', true, false, 'anew'],
  ['result', '2026-10-14', false, false, 'anew'],
] as const)
  test(`of ${formCode} open since ${beganOn}, ${isFilled ? 'filled in' : 'empty'}, ${anew ? 'begun anew' : 'begun'}: ${answer}`, () => {
    const [own, other] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002']
    const open = { formCode, beganOn: day(beganOn), begunBy: own }
    const now = { today: day('2026-10-15'), isFilled, anew }
    assert.equal(goesOn(open, { ...now, account: own }), answer)
    assert.equal(goesOn(open, { ...now, account: other }), formCode === 'result' ? 'anew' : answer)
  })

test('a form that is too much to read at once is read in parts, in its own order, and no part is more than fits', () => {
  const places = ['help', 'everyday', 'schools#2', 'schools', 'everyday', 'strengths']
  const parts = (most: number) => partsOf(definitionOf('entry'), { places, most })
  assert.deepEqual(parts(6), [['everyday', 'strengths', 'schools', 'schools#2', 'help']])
  assert.deepEqual(parts(3), [
    ['everyday', 'strengths'],
    ['schools', 'schools#2', 'help'],
  ])
  // What stands in one place of several mappings is never torn apart.
  assert.deepEqual(parts(1), [['everyday'], ['strengths'], ['schools'], ['schools#2'], ['help']])
  assert.deepEqual(partsOf(definitionOf('entry'), { places: [], most: 3 }), [[]])
})

test('results stand beside those of the same instrument, and of others by the name they were given', () => {
  const result = (id: string, answers: Answers) => ({
    ...filled(id, { result: answers, 'result.2': { instrument_other: String(answers['other'] ?? '') } }),
    definition: definitionOf('result'),
  })
  const all = [
    result('a', { instrument: 'sdq' }),
    result('b', { instrument: 'other', other: 'Star' }),
    result('c', { instrument: 'sdq' }),
    result('d', { instrument: 'other', other: ' star' }),
  ]
  const ids = (from: string, code = 'result') => alike(all, { code, from }).map(({ mapping }) => mapping.id)
  assert.deepEqual(ids('a'), ['a', 'c'])
  assert.deepEqual(ids('b'), ['b', 'd'])
  assert.deepEqual(ids('gone'), ['b', 'd'])
  assert.deepEqual(ids('a', 'entry'), ['a', 'b', 'c', 'd'])
})

test('what nobody of those around reads is known from their roles', () => {
  assert.deepEqual(unreadTopics(definitionOf('who5'), ['coach', 'team_lead']), ['health'])
  assert.deepEqual(unreadTopics(definitionOf('who5'), ['coach', 'welfare_counsellor']), [])
  assert.deepEqual(unreadTopics(definitionOf('term_start'), ['coach']), ['health'])
  assert.deepEqual(unreadTopics(definitionOf('term_start'), ['partner']), ['school', 'health'])
})
