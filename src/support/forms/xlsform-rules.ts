import type { NoteTopic } from '../../notes/model.ts'
import { keyFor } from './edit-rules.ts'
import { type Choice, type Definition, MOST, type Question, type QuestionKind, type Section } from './model.ts'
import {
  choiceLists,
  fold,
  type Line,
  type Lists,
  linesOf,
  type Named,
  Reading,
  readDefaultLanguage,
  wordsOf,
} from './xlsform-lines-rules.ts'
import type { Report, RowReport, Sheets, Translated } from './xlsform-model.ts'
import { both, translateRelevant } from './xlsform-relevant-rules.ts'

/**
 * A form in the format XLSForm (xlsform.org) as one of ours. Sections are groups; what stands outside a group is in sections of its own. What cannot
 * be said here is told row by row, and nothing is left out without a word.
 */

const META = [
  'start',
  'end',
  'today',
  'deviceid',
  'phonenumber',
  'username',
  'email',
  'audit',
  'simserial',
  'subscriberid',
  'start-geopoint',
  'background-audio',
  'hidden',
  'imei',
]
const KINDS: Readonly<Record<string, QuestionKind>> = {
  ...{
    text: 'text',
    string: 'text',
    integer: 'whole',
    int: 'whole',
    decimal: 'number',
    date: 'date',
    range: 'number',
  },
  ...{ 'phone number': 'text', phonenumber_text: 'text' },
}

export function translateXlsform(sheets: Sheets, of: { readonly topic: NoteTopic }): Translated {
  const reading = new Reading()
  const survey = sheets['survey']
  if (!survey) return { ok: false, code: 'file_no_survey' }
  const [settings] = linesOf(reading, 'settings', sheets['settings'] ?? [])
  readDefaultLanguage(reading, settings)
  const lists = choiceLists(reading, linesOf(reading, 'choices', sheets['choices'] ?? []))
  walk(reading, linesOf(reading, 'survey', survey), { topic: of.topic, lists })
  const sections = reading.sections.filter(({ questions }) => questions.length > 0)
  if (sections.length === 0) return { ok: false, code: 'file_no_questions' }
  if (!reading.isSwedish) reading.tell('survey', survey[0]?.row ?? 1, 'swedish', '')
  const title = settings?.cells.get('form_title') ?? settings?.cells.get('title') ?? 'XLSForm'
  const variants = [...reading.variants].filter((each) => each !== 'sv')
  for (const variant of variants.slice(MOST.variants)) reading.tell('survey', survey[0]?.row ?? 1, 'too_many', variant)
  const definition: Definition = {
    ...{ title: { sv: title.length < 3 ? 'XLSForm' : title.slice(0, 120) }, intro: null, credit: null, score: null },
    ...{ variants: variants.slice(0, MOST.variants), sections },
  }
  return { ok: true, definition, reports: reading.reports.toSorted(byPlace) }
}

const SHEETS = ['survey', 'choices', 'settings']
const byPlace = (a: RowReport, b: RowReport) => SHEETS.indexOf(a.sheet) - SHEETS.indexOf(b.sheet) || a.row - b.row

type Walk = { readonly topic: NoteTopic; readonly lists: Lists }
type Open = { readonly kind: 'group' | 'repeat'; readonly section: Section; readonly row: number }

function walk(reading: Reading, lines: readonly Line[], of: Walk): void {
  const open: Open[] = []
  for (const line of lines) {
    const type = fold(line.cells.get('type') ?? '').replace('_', ' ')
    const [, verb = '', kind = ''] = /^(begin|end) (group|repeat)$/.exec(type) ?? []
    if (verb === 'begin') open.push(begin(reading, line, { ...of, kind: kind as Open['kind'], within: open }))
    else if (verb === 'end') {
      if (open.at(-1)?.kind === kind) open.pop()
      else reading.tell('survey', line.row, 'group_open', type)
      // What follows a group stands in a part of its own, after it.
    } else if (type !== '') {
      const section = sectionFor(reading, of, open.at(-1)?.section ?? null)
      if (section === null) reading.tell('survey', line.row, 'too_many', line.cells.get('name') ?? '')
      else question(reading, line, { ...of, section })
    } else reading.tell('survey', line.row, 'type_unknown', line.cells.get('name') ?? '')
  }
  for (const { row, section } of open) reading.tell('survey', row, 'group_open', section.key)
}

/** The section that a question is put in: the open group's; else the last, if it is none; else a new one. Null where there is no room for it. */
function sectionFor(reading: Reading, { topic }: Walk, group: Section | null): Section | null {
  const last = reading.sections.at(-1)
  if (group !== null) {
    const found = reading.sections.find(({ key }) => key === group.key)
    if (found === last || found === undefined) return found ?? null
    // Something else came between: the rest of the group goes on in a part of its own.
    return addSection(reading, { ...group, key: keyFor(group.key, reading.taken), questions: [] })
  }
  if (last && /^part(_\d+)?$/.test(last.key) && last.repeat === null) return last
  return addSection(reading, {
    ...{ key: keyFor('part', reading.taken), topic, title: { sv: 'Frågor' } },
    ...{ lead: null, when: null, repeat: null, questions: [] },
  })
}

function addSection(reading: Reading, section: Section): Section | null {
  reading.taken.push(section.key)
  if (reading.sections.length >= MOST.sections) return null
  reading.sections.push(section)
  return section
}

type Beginning = Walk & { readonly kind: Open['kind']; readonly within: readonly Open[] }

function begin(reading: Reading, line: Line, { topic, kind, within }: Beginning): Open {
  const { row, cells } = line
  if (within.length > 0) reading.tell('survey', row, 'group_nested', cells.get('name') ?? '')
  if (cells.has('repeat_count')) reading.tell('survey', row, 'repeat_count', cells.get('repeat_count') ?? '')
  const title = wordsOf(reading, line, 'label') ?? { sv: cells.get('name')?.slice(0, 120) ?? 'Frågor' }
  const outer = within.at(-1)?.section
  const isRepeated = kind === 'repeat' || within.some((each) => each.kind === 'repeat')
  const when = joined(reading, line, { outer: outer?.when ?? null, own: conditionOf(reading, line) })
  const section: Section = {
    ...{
      key: keyNamed(reading, line, cells.get('name') ?? title['sv'] ?? ''),
      topic,
      title,
      lead: null,
      when,
      questions: [],
    },
    repeat: isRepeated ? { most: 20 } : null,
  }
  if (addSection(reading, section) === null) reading.tell('survey', row, 'too_many', cells.get('name') ?? '')
  return { kind, section, row }
}

type Conditions = { readonly outer: Question['when']; readonly own: Question['when'] }

/** A group inside a group is asked when the conditions of both hold. Where they cannot be said as one, its own stands, and that is told. */
function joined(reading: Reading, { row, cells }: Line, { outer, own }: Conditions): Question['when'] {
  if (outer === null || own === null) return own ?? outer
  const condition = both(outer, own)
  if (condition === null) reading.tell('survey', row, 'relevant_joined', cells.get('relevant') ?? '')
  return condition ?? own
}

/** The name of the file where it can be a key here; else one made of it, and that is told. */
function keyNamed(reading: Reading, { row }: Line, name: string): string {
  const fits = /^[a-z][a-z0-9_]{0,39}$/.test(name) && !reading.taken.includes(name)
  if (!fits) reading.tell('survey', row, 'name_changed', name)
  return fits ? name : keyFor(name, reading.taken)
}

function conditionOf(reading: Reading, { row, cells }: Line): Question['when'] {
  const relevant = cells.get('relevant')
  if (relevant === undefined) return null
  const condition = translateRelevant(relevant, (name) => reading.questions.get(name) ?? null)
  if (condition === null) reading.tell('survey', row, 'relevant', relevant)
  return condition
}

type Within = Walk & { readonly section: Section }

type Fault = { readonly code: Report; readonly value: string }

function question(reading: Reading, line: Line, within: Within): void {
  const { section } = within
  if (fold(line.cells.get('type') ?? '') === 'note') {
    addNote(reading, line, section)
    return
  }
  const kind = kindOf(reading, line, within.lists)
  const made = 'code' in kind ? kind : readQuestion(reading, line, { section, kind })
  if ('code' in made) {
    reading.tell('survey', line.row, made.code, made.value)
    return
  }
  const codes = 'codes' in kind ? kind.codes : new Map<string, string>()
  add(reading, section, { name: line.cells.get('name') ?? '', question: made, codes })
  if ('hasOther' in kind && kind.hasOther) addOther(reading, line, { section, key: made.key })
}

type OfKind = {
  readonly kind: QuestionKind
  readonly choices: readonly Choice[]
  readonly hasOther: boolean
  /** What the choices are called in the file, and here. */
  readonly codes: Named['codes']
}

const SELECT = /^(select[ _]one|select[ _]multiple)(?:[ _]from)?(?: (?:from )?(.+?))?( or[ _](?:other|specify other))?$/

/** What a type of the file is here, with what can be chosen; or why it is nothing. */
function kindOf(reading: Reading, { row, cells }: Line, lists: Lists): OfKind | Fault {
  const type = fold(cells.get('type') ?? '')
  if (META.includes(type)) return { code: 'type_meta', value: type }
  if (type === 'calculate') return { code: 'calculate', value: cells.get('name') ?? '' }
  const selects = SELECT.exec(type)
  if (!selects) {
    const kind = KINDS[type]
    return kind
      ? { kind, choices: [], hasOther: false, codes: new Map() }
      : { code: 'type_unknown', value: `${type} ${cells.get('name') ?? ''}` }
  }
  const list = listNamed(lists, selects[2] ?? '')
  if (!list) return { code: 'list_unknown', value: type }
  const wantsOther = selects[3] !== undefined
  const isThere = list.choices.some(({ value }) => value === 'other')
  const fits = isThere || list.choices.length < MOST.choices
  if (wantsOther && !fits) reading.tell('survey', row, 'too_many', 'other')
  const hasOther = wantsOther && fits
  const choices = [...list.choices, ...(hasOther && !isThere ? [OTHER] : [])]
  if (choices.length < 2) return { code: 'list_short', value: type }
  const kind = selects[1]?.endsWith('multiple') ? 'many' : isYesNo(choices) ? 'yes_no' : 'one'
  return { kind, choices: kind === 'yes_no' ? [] : choices, hasOther, codes: list.codes }
}

function readQuestion(
  reading: Reading,
  line: Line,
  { section, kind: { kind, choices } }: { readonly section: Section; readonly kind: OfKind },
): Question | Fault {
  const name = line.cells.get('name') ?? ''
  const ownLabel = wordsOf(reading, line, 'label')
  const hint = wordsOf(reading, line, 'hint')
  const label = ownLabel ?? hint
  if (label === null) return { code: 'label_missing', value: name }
  if (section.questions.length >= MOST.questions) return { code: 'too_many', value: name }
  tellOfRest(reading, line)
  return {
    ...{ key: keyNamed(reading, line, name), kind, label, help: ownLabel === null ? null : hint },
    ...{ choices: [...choices], ends: null, least: null, most: null },
    ...{ when: conditionOf(reading, line), required: requiredOf(reading, line) },
  }
}

const OTHER: Choice = { value: 'other', label: { sv: 'Något annat', en: 'Something else' } }
/** A list that says yes and no as the program does. In other words, or in a language of its own, it is a choice of two. */
const isYesNo = ([yes, no, ...rest]: readonly Choice[]) =>
  rest.length === 0 && says(yes, 'yes', { sv: 'ja', en: 'yes' }) && says(no, 'no', { sv: 'nej', en: 'no' })
const says = (choice: Choice | undefined, value: string, words: Readonly<Record<string, string>>) =>
  choice?.value === value &&
  Object.entries(choice.label).every(([variant, label]) =>
    variant === 'sv' ? Object.values(words).includes(fold(label)) : words[variant] === fold(label),
  )
const listNamed = (lists: Lists, name: string) => [...lists].find(([each]) => fold(each) === name.trim())?.[1] ?? null

function add(reading: Reading, section: Section, made: Named & { readonly name: string }): void {
  reading.taken.push(made.question.key)
  reading.questions.set(made.name, made)
  section.questions.push(made.question)
}

function addOther(reading: Reading, { row }: Line, { section, key }: { section: Section; key: string }): void {
  if (section.questions.length >= MOST.questions) {
    reading.tell('survey', row, 'too_many', `${key}_other`)
    return
  }
  const when = { match: 'all' as const, tests: [{ question: key, way: 'has' as const, value: 'other' }] }
  const rest = { help: null, required: false, choices: [], ends: null, least: null, most: null }
  const made: Question = {
    key: keyFor(`${key}_other`, reading.taken),
    kind: 'text',
    label: { sv: 'Vad?', en: 'What?' },
    when,
    ...rest,
  }
  add(reading, section, { name: made.key, question: made, codes: new Map() })
  reading.tell('survey', row, 'other', key)
}

/** A text before the first question is what the section begins with; anywhere else there is no room for it. */
function addNote(reading: Reading, line: Line, section: Section): void {
  const label = wordsOf(reading, line, 'label')
  const at = reading.sections.findIndex(({ key }) => key === section.key)
  const fits = label !== null && section.lead === null && section.questions.length === 0 && at >= 0
  if (fits) reading.sections[at] = { ...section, lead: label }
  reading.tell('survey', line.row, fits ? 'note' : 'note_left', `note ${label?.['sv'] ?? ''}`)
}

function requiredOf(reading: Reading, { row, cells }: Line): boolean {
  const required = fold(cells.get('required') ?? '')
  const isPlain = ['', 'yes', 'no', 'true', 'false', 'true()', 'false()', '1', '0'].includes(required)
  if (!isPlain) reading.tell('survey', row, 'required', required)
  return ['yes', 'true', 'true()', '1'].includes(required)
}

function tellOfRest(reading: Reading, { row, cells }: Line): void {
  for (const [column, code] of [
    ['choice_filter', 'choice_filter'],
    ['constraint', 'constraint'],
    ['default', 'default'],
  ] as const) {
    const value = cells.get(column)
    if (value !== undefined) reading.tell('survey', row, code, value)
  }
}
