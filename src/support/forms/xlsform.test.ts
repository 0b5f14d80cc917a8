import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asSheets, sheetsOf } from '../../../test/build/workbook.ts'
import { formProblems } from './check-rules.ts'
import { Definition, type Question } from './model.ts'
import { TEXT } from './text.ts'
import { choice, question, say } from './wording.ts'
import { REPORTS, type Sheets } from './xlsform-model.ts'
import { translateRelevant } from './xlsform-relevant-rules.ts'
import { translateXlsform } from './xlsform-rules.ts'

function read(sheets: Sheets) {
  const translated = translateXlsform(sheets, { topic: 'support' })
  if (!translated.ok) throw new Error(translated.code)
  const { definition, reports } = translated
  assert.deepEqual(Definition.parse(definition), definition)
  assert.deepEqual(formProblems(definition), [])
  const questions = definition.sections.flatMap((section) => section.questions)
  return { definition, questions, told: reports.map(({ sheet, row, code }) => `${sheet} ${row} ${code}`) }
}
/** `«har»` is the answer to `har`, as XLSForm writes it. */
const written = (text: string) => text.replace(/«(\w+)»/g, (_, name: string) => `\${${name}}`)
const survey = (...rows: readonly (readonly string[])[]) =>
  asSheets({
    survey: [['type', 'name', 'label', 'relevant', 'required', 'hint'], ...rows.map((row) => row.map(written))],
    choices: CHOICES,
  })
const CHOICES = [
  ['list_name', 'name', 'label'],
  ['yn', 'yes', 'Ja'],
  ['yn', 'no', 'Nej'],
  ['colour', 'red', 'Röd'],
  ['colour', 'blue', 'Blå'],
  ['one', 'only', 'Bara'],
]

test('text and a number, with the languages of the file', async () => {
  const { questions, told } = read(await sheetsOf('text_and_integer.xlsx'))
  assert.deepEqual(
    questions.map(({ key, kind, label }) => [key, kind, label['sv']]),
    [
      ['your_name', 'text', 'What is your name?'],
      ['your_age', 'whole', 'How many years old are you?'],
    ],
  )
  assert.deepEqual(told, ['survey 1 swedish'])
})

test('yes and no is a question of its own kind', async () => {
  const { questions } = read(await sheetsOf('yes_or_no_question.xlsx'))
  assert.deepEqual(
    questions.map(({ key, kind, choices }) => [key, kind, choices.length]),
    [['good_day', 'yes_no', 0]],
  )
})

test('a group is a part, and what stands outside it is in a part before', async () => {
  const { definition, told } = read(await sheetsOf('group.xlsx'))
  assert.deepEqual(
    definition.sections.map(({ title, questions }) => [title['en'] ?? title['sv'], questions.map(({ key }) => key)]),
    [
      ['Frågor', ['family_name']],
      ['Father', ['phone_number', 'age']],
    ],
  )
  assert.deepEqual(told, ['survey 1 swedish'])
})

test('“or other” becomes a choice with a question after it, and that is told', async () => {
  const { questions, told } = read(await sheetsOf('specify_other.xlsx'))
  const [sex, other] = questions
  assert.deepEqual(
    sex?.choices.map(({ value }) => value),
    ['male', 'female', 'other'],
  )
  assert.deepEqual(other?.when, { match: 'all', tests: [{ question: 'sex', way: 'has', value: 'other' }] })
  assert.deepEqual(told, ['survey 1 swedish', 'survey 2 other'])
  assert.ok(read(await sheetsOf('or_other.xlsx')).told.includes('survey 2 other'))
})

test('a filter among choices is told of, and so is a choice that stands twice: nothing is dropped without a word', async () => {
  const { questions, told } = read(await sheetsOf('choice_filter_test.xlsx'))
  assert.deepEqual(
    questions.map(({ key }) => key),
    ['state', 'county', 'city'],
  )
  assert.deepEqual(
    questions[1]?.choices.map(({ value }) => value),
    ['king', 'pierce', 'cameron'],
  )
  assert.deepEqual(
    told.filter((each) => each.startsWith('survey')),
    ['survey 3 choice_filter', 'survey 4 choice_filter'],
  )
  assert.ok(told.includes('choices 6 choice_twice'))
})

test('every row of a file is either a question, a part, or told of', () => {
  const sheets = survey(
    ['start', 'begun', ''],
    ['note', 'hej', 'Välkommen'],
    ['text', 'namn', 'Vad heter hunden?'],
    ['geopoint', 'var', 'Var är du?'],
    ['calculate', 'summa', ''],
    ['select_one missing', 'val', 'Välj'],
    ['select_one one', 'ett', 'Välj'],
    ['text', 'utan', ''],
    ['text', 'Namn 2', 'Vad heter katten?'],
    ['', 'tom', 'Ingen typ'],
  )
  const { definition, questions, told } = read(sheets)
  assert.deepEqual(
    questions.map(({ key }) => key),
    ['namn', 'namn_2'],
  )
  assert.equal(definition.sections[0]?.lead?.['sv'], 'Välkommen')
  assert.deepEqual(told, [
    'survey 2 type_meta',
    'survey 3 note',
    'survey 5 type_unknown',
    'survey 6 calculate',
    'survey 7 list_unknown',
    'survey 8 list_short',
    'survey 9 label_missing',
    'survey 10 name_changed',
    'survey 11 type_unknown',
  ])
})

test('repeats, nested groups, conditions and what must be filled in', () => {
  const sheets = survey(
    ['select_one yn', 'har', 'Har du arbetat?', '', 'yes'],
    ['begin repeat', 'jobb', 'Arbeten', "«har» = 'yes'"],
    ['text', 'var', 'Var?', '', 'true()'],
    ['begin group', 'slut', 'Slutet'],
    ['text', 'varfor', 'Varför slutade du?', '', "«har»='yes'"],
    ['end group', '', ''],
    ['end repeat', '', ''],
    ['text', 'sist', 'Något mer?', 'round(«har») > 3'],
  )
  const { definition, told } = read(sheets)
  assert.deepEqual(
    definition.sections.map(({ key, repeat, when, questions }) => [
      key,
      repeat?.most ?? null,
      when !== null,
      questions.map((each) => each.key),
    ]),
    [
      ['part', null, false, ['har']],
      ['jobb', 20, true, ['var']],
      ['slut', 20, true, ['varfor']],
      ['part_2', null, false, ['sist']],
    ],
  )
  assert.deepEqual(told, ['survey 5 group_nested', 'survey 6 required', 'survey 9 relevant'])
  assert.deepEqual(
    definition.sections.flatMap(({ questions }) => questions.map(({ required }) => required)),
    [true, true, false, false],
  )
})

test('a group without its end, and an end without its group, are told of', () => {
  assert.deepEqual(read(survey(['begin group', 'a', 'A'], ['text', 'b', 'B'])).told, ['survey 2 group_open'])
  assert.deepEqual(read(survey(['text', 'b', 'B'], ['end group', '', ''])).told, ['survey 3 group_open'])
})

test('a file without a survey, or without questions, is none', () => {
  assert.deepEqual(translateXlsform({}, { topic: 'school' }), { ok: false, code: 'file_no_survey' })
  assert.deepEqual(translateXlsform(survey(['start', 'x', '']), { topic: 'school' }), {
    ok: false,
    code: 'file_no_questions',
  })
})

test('no file makes a form with more than there is room for, and every row that has none is told of', () => {
  const many = (n: number, row: (at: number) => readonly (readonly string[])[]) =>
    Array.from({ length: n }, (_, index) => row(index + 1)).flat()
  const around = (n: number) =>
    many(n, (at) => [
      ['begin group', `g${at}`, `Grupp ${at}`],
      ['text', `inne${at}`, 'Inne?'],
      ['end group', '', ''],
      ['text', `ute${at}`, 'Ute?'],
    ])
  const parts = read(survey(['text', 'forst', 'Först?'], ...around(21)))
  assert.equal(parts.definition.sections.length, 40)
  // The fortieth part is the twentieth group: what stands after it finds no room, nor does the group that follows.
  assert.deepEqual(parts.told, ['survey 82 too_many', 'survey 83 too_many', 'survey 84 too_many', 'survey 86 too_many'])
  const long = [...many(59, (at) => [['text', `f${at}`, 'Fråga?']]), ['select_one colour or_other', 'f60', 'Vilken?']]
  const full = read(survey(...long, ['text', 'f61', 'En till?']))
  assert.deepEqual([full.questions.length, full.questions.at(-1)?.choices.length], [60, 3])
  assert.deepEqual(full.told, ['survey 61 too_many', 'survey 62 too_many'])
  const choices = [['list_name', 'name', 'label'], ...many(60, (at) => [['stad', `s${at}`, `Stad ${at}`]])]
  const sixty = read(
    asSheets({
      survey: [
        ['type', 'name', 'label'],
        ['select_one stad or_other', 'var', 'Var?'],
      ],
      choices,
    }),
  )
  assert.deepEqual([sixty.questions.length, sixty.questions[0]?.choices.length], [1, 60])
  assert.deepEqual(sixty.told, ['survey 2 too_many'])
})

test('a group inside a group is asked when both conditions hold; where they cannot be joined that is told', () => {
  const nested = (outer: string, inner: string) => {
    const { definition, told } = read(
      survey(
        ['select_one yn', 'har', 'Har du arbetat?'],
        ['integer', 'alder', 'Hur gammal är du?'],
        ['begin group', 'yttre', 'Arbetet', outer],
        ['begin group', 'inre', 'Lönen', inner],
        ['text', 'lon', 'Lön?'],
        ['end group', '', ''],
        ['end group', '', ''],
      ),
    )
    return { when: definition.sections.at(-1)?.when, told }
  }
  const both = nested("«har» = 'yes'", '«alder» >= 18')
  assert.deepEqual(both.when, {
    match: 'all',
    tests: [
      { question: 'har', way: 'is', value: 'yes' },
      { question: 'alder', way: 'more', value: '17' },
    ],
  })
  assert.deepEqual(both.told, ['survey 5 group_nested'])
  const apart = nested("«har» = 'yes'", '«alder» < 18 or «alder» > 20')
  assert.equal(apart.when?.match, 'any')
  assert.deepEqual(apart.told, ['survey 5 group_nested', 'survey 5 relevant_joined'])
})

test('a yes and a no in words or languages of their own are kept as they stand', () => {
  const kindOf = (yes: string, no: string, header = 'label') => {
    const choices = [
      ['list_name', 'name', 'label', header],
      ['s', 'yes', 'Ja', yes],
      ['s', 'no', 'Nej', no],
    ]
    const rows = [
      ['type', 'name', 'label'],
      ['select_one s', 'f', 'Trivs du?'],
    ]
    const [found] = read(asSheets({ survey: rows, choices })).questions
    return [found?.kind, found?.choices[0]?.label]
  }
  assert.deepEqual(kindOf('Ja, det gör jag', 'Nej, inte alls'), ['one', { sv: 'Ja, det gör jag' }])
  assert.deepEqual(kindOf('Haa', 'Maya', 'label::Somali'), ['one', { sv: 'Ja', so: 'Haa' }])
  assert.deepEqual(kindOf('Yes', 'No', 'label::English'), ['yes_no', undefined])
})

test('what a column without a language is in, the file says; a whole number takes no half', () => {
  const settings = [
    ['form_title', 'default_language'],
    ['Work', 'English (en)'],
  ]
  const rows = [
    ['type', 'name', 'label', 'label::Swedish'],
    ['integer', 'age', 'How old are you?', 'Hur gammal är du?'],
  ]
  const { definition, questions } = read(asSheets({ survey: rows, choices: CHOICES, settings }))
  assert.deepEqual(questions[0]?.label, { sv: 'Hur gammal är du?', en: 'How old are you?' })
  assert.deepEqual([questions[0]?.kind, definition.variants], ['whole', ['en']])
  const unknown = read(asSheets({ survey: rows, choices: CHOICES, settings: [['default_language'], ['Klingon']] }))
  assert.ok(unknown.told.includes('settings 2 language'))
})

test('a condition on an answer that is called something else here still holds', () => {
  const sheets = survey(
    ['select_one storlek', 'storlek', 'Vilken storlek?'],
    ['text', 'varfor', 'Varför så stor?', "«storlek» = 'Large Size'"],
  )
  const choices = [
    ['list_name', 'name', 'label'],
    ['storlek', 'Large Size', 'Stor'],
    ['storlek', 'S', 'Liten'],
  ]
  const { questions, told } = read({ ...sheets, ...asSheets({ choices }) })
  assert.deepEqual(questions[1]?.when?.tests, [{ question: 'storlek', way: 'is', value: 'large_size' }])
  assert.deepEqual(told, [])
})

test('a text between questions is told of as a text, and not as a question', () => {
  const { told } = read(survey(['text', 'a', 'A?'], ['note', 'n', 'Tack så långt'], ['text', 'b', 'B?']))
  assert.deepEqual(told, ['survey 3 note_left'])
})

const KNOWN: Readonly<Record<string, Question>> = {
  ja: question('ja', 'yes_no', say('Ja?')),
  farg: question('farg', 'many', say('Färg'), { choices: [choice('red', 'Röd'), choice('blue', 'Blå')] }),
  val: question('val', 'one', say('Val'), { choices: [choice('red', 'Röd'), choice('blue', 'Blå')] }),
  tal: question('tal', 'number', say('Tal')),
  hela: question('hela', 'whole', say('Hela')),
  steg: question('steg', 'scale', say('Steg')),
  fritt: question('fritt', 'text', say('Fritt')),
}
const condition = (text: string) => {
  const codes = new Map([['RÖD', 'red']])
  const found = translateRelevant(written(text), (name) => (KNOWN[name] ? { question: KNOWN[name], codes } : null))
  return (
    found &&
    `${found.match}: ${found.tests.map(({ question: key, way, value }) => `${key} ${way} ${value}`.trim()).join(', ')}`
  )
}
for (const [text, says] of [
  ["«ja» = 'yes'", 'all: ja is yes'],
  ['«ja»!="no"', 'all: ja is_not no'],
  ["selected(«farg», 'red')", 'all: farg has red'],
  ["not(selected(«farg», 'red'))", 'all: farg is_not red'],
  ['«tal» > 17 and «tal» < 21', 'all: tal more 17, tal less 21'],
  ["(«ja» = 'yes') or («val» = 'blue')", 'any: ja is yes, val is blue'],
  ['«steg» <= 4', 'all: steg less 5'],
  ['«steg» >= 5', 'all: steg more 4'],
  ['«hela» <= 17', 'all: hela less 18'],
  ["selected(«farg», 'RÖD')", 'all: farg has red'],
  ['«steg» >= 0', null],
  ["«fritt» != ''", 'all: fritt answered'],
  ["«val» = 'and or'", null],
  ['«tal» <= 4', null],
  ["«ja» = 'yes' and «tal» > 1 or «tal» < 0", null],
  ["«okand» = 'yes'", null],
  ["«val» = 'grön'", null],
  ['«ja» > 1', null],
  ["not(selected(«farg», 'red')", null],
  ["selected(«farg», 'red'))", null],
  ['count-selected(«farg») > 1', null],
  ['«val» = «ja»', null],
  ['', null],
] as const)
  test(`relevant ${text} is ${says ?? 'not said here'}`, () => {
    assert.equal(condition(text), says)
  })

test('everything that can be told of a row has its words', () => {
  for (const code of REPORTS) assert.ok(`row.${code}` in TEXT, code)
})
