import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSame, readAnswers } from './answer-rules.ts'
import { BUILT_IN } from './built-in.ts'
import { formProblems } from './check-rules.ts'
import { keyFor, keysIn, moved, newQuestion, without, withQuestion, withSection } from './edit-rules.ts'
import { type Answers, type Condition, Definition, type Question } from './model.ts'
import { holds, inVariant, nextPlace, numberOfPlace, pagesOf, placeOfNumber, placesOf, variantsOf } from './rules.ts'
import { choice, question, say, section } from './wording.ts'

const entry = BUILT_IN.find(({ code }) => code === 'entry')?.definition as Definition

test('every form that comes with Sedd is a form by its own rules, with nothing wrong in it', () => {
  for (const { code, definition } of BUILT_IN) {
    assert.deepEqual(Definition.parse(definition), definition, code)
    assert.deepEqual(formProblems(definition), [], code)
  }
})

test('the first mapping asks everybody the same, of strengths and dreams before help, and of health under health', () => {
  assert.deepEqual(
    entry.sections.map(({ key }) => key),
    ['everyday', 'strengths', 'challenges', 'school', 'schools', 'before', 'health', 'direction', 'help'],
  )
  assert.deepEqual(
    entry.sections.filter(({ topic }) => topic === 'health').map(({ key }) => key),
    ['health'],
  )
  assert.ok(entry.sections.every(({ questions }) => questions.every(({ required }) => !required)))
  assert.match(
    entry.sections.flatMap(({ questions }) => questions).find(({ key }) => key === 'dream_norms')?.label['sv'] ?? '',
    /killar eller för tjejer/,
  )
})

test('no items of an instrument that is protected by rights come with Sedd: a result has a name, a day, a value and a scale', () => {
  const result = BUILT_IN.find(({ code }) => code === 'result')?.definition
  assert.deepEqual(
    result?.sections.flatMap(({ questions }) => questions.map(({ key }) => key)),
    ['instrument', 'result_on', 'result_value', 'result_scale', 'instrument_other'],
  )
})

const asks = (way: Condition['tests'][number]['way'], value: string): Condition => ({
  match: 'all',
  tests: [{ question: 'q', way, value }],
})

for (const [condition, answer, holds_] of [
  [asks('is', 'yes'), 'yes', true],
  [asks('is', 'yes'), 'no', false],
  [asks('is', 'yes'), undefined, false],
  [asks('is_not', 'yes'), 'no', true],
  [asks('is_not', 'yes'), undefined, true],
  [asks('has', 'a'), ['b', 'a'], true],
  [asks('has', 'a'), ['b'], false],
  [asks('is_not', 'a'), ['b'], true],
  [asks('less', '5'), '4', true],
  [asks('less', '5'), '5', false],
  [asks('more', '9'), '10', true],
  [asks('more', '10'), '10', false],
  [asks('less', '2026-10-15'), '2026-10-14', true],
  [asks('less', '2026-10-15'), '2026-10-15', false],
  [asks('more', 'x'), '3', false],
  [asks('answered', ''), '', false],
  [asks('answered', ''), [], false],
  [asks('answered', ''), '0', true],
] as const)
  test(`asked when the answer ${condition.tests[0]?.way} ${condition.tests[0]?.value}: of ${JSON.stringify(answer)} ${holds_}`, () => {
    const answers: Answers = answer === undefined ? {} : { q: Array.isArray(answer) ? [...answer] : (answer as string) }
    assert.equal(holds(condition, answers), holds_)
  })

test('all must hold, or any: as the condition says', () => {
  const tests = [...asks('is', 'yes').tests, { question: 'r', way: 'is' as const, value: 'yes' }]
  assert.equal(holds({ match: 'all', tests }, { q: 'yes' }), false)
  assert.equal(holds({ match: 'any', tests }, { q: 'yes' }), true)
})

test('a question that hangs on one on the same page is asked on the page after', () => {
  assert.deepEqual(
    pagesOf(entry).map(({ key, questions }) => [key, questions.length]),
    [
      ['everyday', 4],
      ['strengths', 3],
      ['challenges', 2],
      ['school', 3],
      ['school.2', 1],
      ['schools', 2],
      ['before', 1],
      ['before.2', 1],
      ['health', 5],
      ['health.2', 2],
      ['direction', 5],
      ['help', 3],
    ],
  )
})

test('what is not asked has no page, and comes when the answer it hangs on does', () => {
  const keys = (answers: Answers) => placesOf(entry, new Map([['before', answers]])).map(({ place }) => place)
  assert.equal(keys({ had_support: 'no' }).includes('before.2'), false)
  assert.equal(keys({ had_support: 'yes' }).includes('before.2'), true)
})

test('a repeated part is filled in as many times as it has been, and once more when that is asked for', () => {
  const saved = new Map([
    ['schools', { school_name: 'Rinman' }],
    ['schools#2', { school_name: 'Duveholm' }],
  ])
  const places = (also: string[] = []) =>
    placesOf(entry, saved, [...saved.keys(), ...also])
      .map(({ place }) => place)
      .filter((place) => place.startsWith('schools'))
  assert.deepEqual(places(), ['schools', 'schools#2'])
  assert.deepEqual(places(['schools#3']), ['schools', 'schools#2', 'schools#3'])
})

test('one goes on with the first page that is not saved', () => {
  const places = placesOf(entry, new Map())
  assert.equal(nextPlace(places, new Set())?.place, 'everyday')
  assert.equal(nextPlace(places, new Set(['everyday', 'strengths']))?.place, 'challenges')
  assert.equal(nextPlace(places, new Set(places.map(({ place }) => place))), null)
})

test('an address tells the number of a page, and nothing of what is asked there', () => {
  for (const { place } of placesOf(entry, new Map(), ['schools#3'])) {
    const number = numberOfPlace(entry, place)
    assert.match(number, /^\d+(-\d+)?$/)
    assert.equal(placeOfNumber(entry, number), place)
  }
  for (const wrong of ['0', '13', '1-2', '6-9', 'health', '', '1e3', '-1'])
    assert.equal(placeOfNumber(entry, wrong), null, wrong)
  assert.equal(placeOfNumber(entry, '6-8'), 'schools#8')
})

test('plain words fall back on the usual, and other languages on Swedish', () => {
  const words = { sv: 'Vad önskar du?', 'sv-plain': 'Vad vill du?' }
  assert.equal(inVariant(words, 'sv-plain'), 'Vad vill du?')
  assert.equal(inVariant({ sv: 'Skolan' }, 'sv-plain'), 'Skolan')
  assert.equal(inVariant(words, 'en'), 'Vad önskar du?')
  assert.deepEqual(variantsOf(entry), ['sv', 'sv-plain', 'en'])
  // A language that lacks a question is not offered.
  assert.deepEqual(variantsOf({ ...entry, variants: ['en', 'ar'] }), ['sv', 'en'])
})

const of = (kind: Question['kind'], more: Partial<Question> = {}) => question('q', kind, say('Fråga'), more)
const CHOICES = [choice('a', 'A'), choice('b', 'B')]
for (const [asked, typed, answer] of [
  [of('text'), ['  hej '], 'hej'],
  [of('text'), [''], undefined],
  [of('text'), ['x'.repeat(300)], 'x'.repeat(300)],
  [of('text'), ['x'.repeat(301)], 'answer_long_text'],
  [of('long'), ['å'.repeat(5000)], 'å'.repeat(5000)],
  [of('long'), ['å'.repeat(5001)], 'answer_long_long'],
  [of('number'), ['7,5'], '7.5'],
  [of('number'), ['sju'], 'answer_number'],
  [of('whole'), ['7'], '7'],
  [of('whole'), ['7,5'], 'answer_whole'],
  [of('whole', { least: 0, most: 40 }), ['41'], 'answer_range'],
  [of('number', { least: 0, most: 40 }), ['40'], '40'],
  [of('number', { least: 0, most: 40 }), ['41'], 'answer_range'],
  [of('number', { least: 0, most: 40 }), ['-1'], 'answer_range'],
  [of('yes_no'), ['yes'], 'yes'],
  [of('yes_no'), ['ja'], 'answer_choice'],
  [of('one', { choices: CHOICES }), ['b'], 'b'],
  [of('one', { choices: CHOICES }), ['c'], 'answer_choice'],
  [of('many', { choices: CHOICES }), ['b', 'a', 'b'], ['b', 'a']],
  [of('many', { choices: CHOICES }), ['a', 'c'], 'answer_choice'],
  [of('scale'), ['0'], '0'],
  [of('scale'), ['10'], '10'],
  [of('scale'), ['11'], 'answer_scale'],
  [of('date'), ['2028-02-29'], '2028-02-29'],
  [of('date'), ['2027-02-29'], 'answer_day'],
  [of('text', { required: true }), ['  '], 'answer_missing'],
  [of('many', { required: true, choices: CHOICES }), [], 'answer_missing'],
] as const)
  test(`an answer to ${asked.kind}: ${JSON.stringify(typed).slice(0, 30)} is ${JSON.stringify(answer)?.slice(0, 30)}`, () => {
    const { answers, problems } = readAnswers([asked], () => typed)
    if (typeof answer === 'string' && answer.startsWith('answer_'))
      assert.deepEqual(problems, [{ field: 'q', code: answer }])
    else assert.deepEqual([problems, answers['q']], [[], answer])
  })

test('two answers say the same whatever order they were chosen in', () => {
  assert.equal(isSame(['a', 'b'], ['b', 'a']), true)
  assert.equal(isSame(['a'], ['a', 'b']), false)
  assert.equal(isSame('a', undefined), false)
  assert.equal(isSame(undefined, undefined), true)
})

test('what is wrong with a form is told part by part', () => {
  const form = (questions: Question[]): Definition => ({
    ...entry,
    sections: [section({ key: 's', topic: 'support', title: say('Del'), questions })],
  })
  const codes = (definition: Definition) => formProblems(definition).map(({ field, code }) => `${field} ${code}`)
  assert.deepEqual(codes({ ...entry, sections: [] }), [' form_empty'])
  assert.deepEqual(codes(form([])), [' form_empty', 's section_empty'])
  assert.deepEqual(codes(form([of('one')])), ['q choices_few'])
  assert.deepEqual(codes(form([of('scale')])), ['q ends_missing'])
  assert.deepEqual(codes(form([of('number', { least: 5, most: 4 })])), ['q limits_crossed'])
  assert.deepEqual(codes(form([of('text'), of('text')])), ['q key_twice'])
  const hanging = (when: Condition) => form([of('yes_no'), question('r', 'text', say('Sedan'), { when })])
  assert.deepEqual(codes(hanging(asks('is', 'yes'))), [])
  assert.deepEqual(codes(hanging(asks('is', 'kanske'))), ['r condition_value'])
  assert.deepEqual(codes(hanging(asks('less', '3'))), ['r condition_order'])
  assert.deepEqual(codes(form([question('r', 'text', say('Först'), { when: asks('is', 'yes') }), of('yes_no')])), [
    'r condition_unknown',
  ])
})

test('nothing outside a repeated part hangs on an answer in it', () => {
  const repeated = section({
    key: 'a',
    topic: 'support',
    title: say('A'),
    repeat: { most: 3 },
    questions: [of('yes_no')],
  })
  const after = section({
    key: 'b',
    topic: 'support',
    title: say('B'),
    questions: [question('r', 'text', say('R'), { when: asks('is', 'yes') })],
  })
  assert.deepEqual(formProblems({ ...entry, sections: [repeated, after] }), [{ field: 'r', code: 'condition_unknown' }])
})

test('moving and moving back leaves a form as it was, and nothing is lost on the way', () => {
  const key = fc.constantFrom(...keysIn(entry))
  fc.assert(
    fc.property(key, fc.constantFrom('up' as const, 'down' as const), (each, way) => {
      const there = moved(entry, each, way)
      assert.deepEqual([...keysIn(there)].sort(), [...keysIn(entry)].sort())
      const isMoved = JSON.stringify(there) !== JSON.stringify(entry)
      if (isMoved) assert.deepEqual(moved(there, each, way === 'up' ? 'down' : 'up'), entry)
    }),
  )
})

test('parts and questions are added, changed and removed by their keys', () => {
  const made = withSection(
    { ...entry, sections: [] },
    section({ key: 's', topic: 'school', title: say('Del'), questions: [] }),
  )
  const asked = withQuestion(made, {
    section: 's',
    question: newQuestion({ key: 'q', kind: 'scale', label: 'Hur går det?' }),
  })
  assert.deepEqual(keysIn(asked), ['s', 'q'])
  assert.deepEqual(formProblems(asked), [])
  assert.deepEqual(keysIn(without(asked, 'q')), ['s'])
  assert.deepEqual(keysIn(without(asked, 's')), [])
  assert.equal(keyFor('Vad är du bra på?', []), 'vad_ar_du_bra_pa')
  assert.equal(keyFor('Vad?', ['vad']), 'vad_2')
  assert.equal(keyFor('7', []), 'q')
})
