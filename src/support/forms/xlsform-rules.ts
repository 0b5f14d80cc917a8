import type { NoteTopic } from '../../notes/model.ts'
import { keyFor } from './edit-rules.ts'
import type { Choice, Definition, Question, QuestionKind, Section, Words } from './model.ts'
import type { Report, RowReport, SheetRow, Sheets, Translated } from './xlsform-model.ts'
import { translateRelevant } from './xlsform-relevant-rules.ts'

/**
 * A form in the format XLSForm (xlsform.org) as one of ours. Sections are groups; what stands outside a group is in sections of its own. What cannot
 * be said here is told row by row, and nothing is left out without a word.
 */

/** The columns that mean something here, and those that are told of when something stands in them. */
const USED = [
  'type',
  'name',
  'label',
  'hint',
  'required',
  'relevant',
  'choice_filter',
  'list_name',
  'repeat_count',
  'form_title',
  'form_id',
  'title',
  'id_string',
  'default_language',
  'version',
  'style',
]
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
    integer: 'number',
    int: 'number',
    decimal: 'number',
    date: 'date',
    range: 'number',
  },
  ...{ 'phone number': 'text', phonenumber_text: 'text' },
}
const LANGUAGES: Readonly<Record<string, string>> = {
  ...{
    swedish: 'sv',
    svenska: 'sv',
    english: 'en',
    engelska: 'en',
    arabic: 'ar',
    somali: 'so',
    tigrinya: 'ti',
    dari: 'prs',
    persian: 'fa',
  },
  ...{ farsi: 'fa', ukrainian: 'uk', finnish: 'fi', french: 'fr', spanish: 'es', polish: 'pl', kurdish: 'ku' },
}
const MOST = { sections: 40, questions: 60, choices: 60 }

/** What is read and told while a file is gone through. */
class Reading {
  readonly reports: RowReport[] = []
  readonly variants = new Set<string>()
  readonly questions = new Map<string, Question>()
  readonly taken: string[] = []
  sections: Section[] = []
  isSwedish = false

  tell(sheet: string, row: number, code: Report, value: string): void {
    this.reports.push({ sheet, row, code, value: value.slice(0, 100) })
  }
}

type Line = { readonly sheet: string; readonly row: number; readonly cells: ReadonlyMap<string, string> }

const fold = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')
const columnOf = (header: string) =>
  fold(header)
    .replace(/ ?::? ?/, '::')
    .replace(/^(list|form) (name|title|id)$/, '$1_$2')
    .replace(/^caption/, 'label')

function linesOf(reading: Reading, sheet: string, rows: readonly SheetRow[]): readonly Line[] {
  const [head, ...rest] = rows
  const columns = (head?.cells ?? []).map(columnOf)
  const lines = rest
    .map(({ row, cells }) => ({
      ...{ sheet, row },
      cells: new Map(
        columns
          .map((column, index) => [column, (cells[index] ?? '').trim()] as const)
          .filter(([, text]) => text !== ''),
      ),
    }))
    .filter(({ cells }) => cells.size > 0)
  for (const column of columns) {
    const base = column.split('::')[0] ?? ''
    const isUsed =
      USED.includes(base) ||
      base === '' ||
      ['calculation', 'constraint', 'constraint_message', 'default'].includes(base)
    // What a list is filtered by stands in columns of the form's own; that the filter is not used is told where it is asked.
    if (!isUsed && sheet !== 'choices' && lines.some(({ cells }) => cells.has(column)))
      reading.tell(sheet, head?.row ?? 1, 'column', column)
  }
  return lines
}

export function translateXlsform(sheets: Sheets, of: { readonly topic: NoteTopic }): Translated {
  const reading = new Reading()
  const survey = sheets['survey']
  if (!survey) return { ok: false, code: 'file_no_survey' }
  const lists = choiceLists(reading, linesOf(reading, 'choices', sheets['choices'] ?? []))
  const [settings] = linesOf(reading, 'settings', sheets['settings'] ?? [])
  walk(reading, linesOf(reading, 'survey', survey), { topic: of.topic, lists })
  const sections = reading.sections.filter(({ questions }) => questions.length > 0)
  if (sections.length === 0) return { ok: false, code: 'file_no_questions' }
  if (!reading.isSwedish) reading.tell('survey', survey[0]?.row ?? 1, 'swedish', '')
  const title = settings?.cells.get('form_title') ?? settings?.cells.get('title') ?? 'XLSForm'
  const variants = [...reading.variants].filter((each) => each !== 'sv')
  const definition: Definition = {
    ...{ title: { sv: title.length < 3 ? 'XLSForm' : title.slice(0, 120) }, intro: null, credit: null, score: null },
    ...{ variants: variants.slice(0, 12), sections },
  }
  return { ok: true, definition, reports: reading.reports.toSorted(byPlace) }
}

const SHEETS = ['survey', 'choices', 'settings']
const byPlace = (a: RowReport, b: RowReport) => SHEETS.indexOf(a.sheet) - SHEETS.indexOf(b.sheet) || a.row - b.row

/** The wording in every language of the file; the first stands as Swedish where there is none. */
function wordsOf(reading: Reading, { sheet, row, cells }: Line, column: string): Words | null {
  const said: Record<string, string> = {}
  let first = ''
  for (const [name, text] of cells) {
    const [base, language] = name.split('::')
    if (base !== column) continue
    const code = language === undefined ? 'sv' : codeOf(language)
    if (text.length > 2000) reading.tell(sheet, row, 'long', text)
    if (code === null) reading.tell(sheet, row, 'language', language ?? '')
    else said[code] = text.slice(0, 2000)
    if (code !== null || first === '') first ||= text.slice(0, 2000)
  }
  if (first === '') return null
  if (said['sv'] !== undefined) reading.isSwedish = true
  for (const code of Object.keys(said)) reading.variants.add(code)
  return { sv: said['sv'] ?? first, ...said }
}

/** `English (en)`, `english` and `en` are the same. */
function codeOf(language: string): string | null {
  const code = /\(([a-z]{2,3}(?:-plain)?)\)/.exec(language)?.[1]
  if (code !== undefined) return code
  if (/^[a-z]{2,3}(-plain)?$/.test(language)) return language
  return LANGUAGES[fold(language)] ?? null
}

type Lists = ReadonlyMap<string, { readonly choices: readonly Choice[]; readonly codes: ReadonlyMap<string, string> }>

function choiceLists(reading: Reading, lines: readonly Line[]): Lists {
  const lists = new Map<string, { choices: Choice[]; codes: Map<string, string> }>()
  for (const line of lines) {
    const name = line.cells.get('list_name') ?? ''
    const written = line.cells.get('name') ?? ''
    const label = wordsOf(reading, line, 'label') ?? (written === '' ? null : { sv: written })
    const list = lists.get(name) ?? { choices: [] as Choice[], codes: new Map<string, string>() }
    lists.set(name, list)
    if (name === '' || label === null) reading.tell('choices', line.row, 'label_missing', written)
    else if (list.codes.has(written)) reading.tell('choices', line.row, 'choice_twice', `${name}: ${written}`)
    else if (list.choices.length >= MOST.choices) reading.tell('choices', line.row, 'too_many', `${name}: ${written}`)
    else {
      const fits = /^[a-z0-9][a-z0-9_]{0,39}$/.test(written)
      const value = fits
        ? written
        : keyFor(
            written,
            list.choices.map((each) => each.value),
          )
      list.codes.set(written, value)
      list.choices.push({ value, label })
    }
  }
  return lists
}

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
    } else if (type !== '')
      question(reading, line, { ...of, section: sectionFor(reading, of, open.at(-1)?.section ?? null) })
    else reading.tell('survey', line.row, 'type_unknown', line.cells.get('name') ?? '')
  }
  for (const { row, section } of open) reading.tell('survey', row, 'group_open', section.key)
}

/** The section that a question is put in: the open group's; else the last, if it is none; else a new one. */
function sectionFor(reading: Reading, { topic }: Walk, group: Section | null): Section {
  const last = reading.sections.at(-1)
  if (group !== null) {
    const found = reading.sections.find(({ key }) => key === group.key)
    if (found === last || found === undefined) return found ?? group
    // Something else came between: the rest of the group goes on in a part of its own.
    return addSection(reading, { ...group, key: keyFor(group.key, reading.taken), questions: [] })
  }
  if (last && /^part(_\d+)?$/.test(last.key) && last.repeat === null) return last
  return addSection(reading, {
    ...{ key: keyFor('part', reading.taken), topic, title: { sv: 'Frågor' } },
    ...{ lead: null, when: null, repeat: null, questions: [] },
  })
}

function addSection(reading: Reading, section: Section): Section {
  reading.taken.push(section.key)
  reading.sections.push(section)
  return section
}

type Beginning = Walk & { readonly kind: Open['kind']; readonly within: readonly Open[] }

function begin(reading: Reading, line: Line, { topic, kind, within }: Beginning): Open {
  const { row, cells } = line
  if (within.length > 0) reading.tell('survey', row, 'group_nested', cells.get('name') ?? '')
  if (cells.has('repeat_count')) reading.tell('survey', row, 'repeat_count', cells.get('repeat_count') ?? '')
  const title = wordsOf(reading, line, 'label') ?? { sv: cells.get('name') ?? 'Frågor' }
  const outer = within.at(-1)?.section
  const isRepeated = kind === 'repeat' || within.some((each) => each.kind === 'repeat')
  const when = conditionOf(reading, line) ?? outer?.when ?? null
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
  if (reading.sections.length >= MOST.sections) reading.tell('survey', row, 'too_many', cells.get('name') ?? '')
  else addSection(reading, section)
  return { kind, section, row }
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
  const kind = kindOf(line, within.lists)
  const made = 'code' in kind ? kind : readQuestion(reading, line, { section, kind })
  if ('code' in made) {
    reading.tell('survey', line.row, made.code, made.value)
    return
  }
  add(reading, section, made, line.cells.get('name') ?? '')
  if ('hasOther' in kind && kind.hasOther) addOther(reading, line, { section, key: made.key })
}

type OfKind = { readonly kind: QuestionKind; readonly choices: readonly Choice[]; readonly hasOther: boolean }

const SELECT = /^(select[ _]one|select[ _]multiple)(?:[ _]from)?(?: (?:from )?(.+?))?( or[ _](?:other|specify other))?$/

/** What a type of the file is here, with what can be chosen; or why it is nothing. */
function kindOf({ cells }: Line, lists: Lists): OfKind | Fault {
  const type = fold(cells.get('type') ?? '')
  if (META.includes(type)) return { code: 'type_meta', value: type }
  if (type === 'calculate') return { code: 'calculate', value: cells.get('name') ?? '' }
  const selects = SELECT.exec(type)
  if (!selects) {
    const kind = KINDS[type]
    return kind
      ? { kind, choices: [], hasOther: false }
      : { code: 'type_unknown', value: `${type} ${cells.get('name') ?? ''}` }
  }
  const list = listNamed(lists, selects[2] ?? '')
  if (!list) return { code: 'list_unknown', value: type }
  const hasOther = selects[3] !== undefined
  const addsOther = hasOther && !list.choices.some(({ value }) => value === 'other')
  const choices = [...list.choices, ...(addsOther ? [OTHER] : [])]
  if (choices.length < 2) return { code: 'list_short', value: type }
  const kind = selects[1]?.endsWith('multiple') ? 'many' : isYesNo(choices) ? 'yes_no' : 'one'
  return { kind, choices: kind === 'yes_no' ? [] : choices, hasOther }
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
const isYesNo = (choices: readonly Choice[]) =>
  choices.length === 2 && choices[0]?.value === 'yes' && choices[1]?.value === 'no'
const listNamed = (lists: Lists, name: string) => [...lists].find(([each]) => fold(each) === name.trim())?.[1] ?? null

function add(reading: Reading, section: Section, made: Question, name: string): void {
  reading.taken.push(made.key)
  reading.questions.set(name, made)
  section.questions.push(made)
}

function addOther(reading: Reading, { row }: Line, { section, key }: { section: Section; key: string }): void {
  const when = { match: 'all' as const, tests: [{ question: key, way: 'has' as const, value: 'other' }] }
  const rest = { help: null, required: false, choices: [], ends: null, least: null, most: null }
  const made: Question = {
    key: keyFor(`${key}_other`, reading.taken),
    kind: 'text',
    label: { sv: 'Vad?', en: 'What?' },
    when,
    ...rest,
  }
  add(reading, section, made, made.key)
  reading.tell('survey', row, 'other', key)
}

/** A text before the first question is what the section begins with; anywhere else there is no room for it. */
function addNote(reading: Reading, line: Line, section: Section): void {
  const label = wordsOf(reading, line, 'label')
  const at = reading.sections.findIndex(({ key }) => key === section.key)
  const fits = label !== null && section.lead === null && section.questions.length === 0 && at >= 0
  if (fits) reading.sections[at] = { ...section, lead: label }
  reading.tell('survey', line.row, fits ? 'note' : 'type_unknown', `note ${label?.['sv'] ?? ''}`)
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
