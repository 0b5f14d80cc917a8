import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { BUILT_IN } from '../forms/built-in.ts'
import type { Answers, Definition } from '../forms/model.ts'
import { METHODS } from './model.ts'
import { compared, draftOf, type Filled, SCALES_OF, saysSomething, scoreOf, who5Score } from './rules.ts'
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
