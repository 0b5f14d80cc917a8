import type { Instant } from '../kernel/date.ts'
import { TEXT as MOVE_TEXT } from '../moves/text.ts'
import { TEXT as NOTE_TEXT } from '../notes/text.ts'
import { TEXT as NOTICE_TEXT } from '../notices/text.ts'
import type { Code } from '../organisations/model.ts'
import { TEXT as CONTACT_TEXT } from '../outreach/contacts/text.ts'
import { TEXT as LADDER_TEXT } from '../outreach/ladder/text.ts'
import { VISIT_TEXT } from '../outreach/ladder/visit-text.ts'
import { TEXT as MESSAGE_TEXT } from '../outreach/messages/text.ts'
import { TEXT as PEOPLE_TEXT } from '../people/text.ts'
import { TEXT as REFERRAL_TEXT } from '../referrals/text.ts'
import { COMPLETION_TEXT, SCHOOL_FORM_TEXT, UNCLEAR_TEXT } from '../register/rule-text.ts'
import { TEXT as REGISTER_TEXT } from '../register/text.ts'
import { TEXT as TASK_TEXT } from '../tasks/text.ts'
import type { Event } from '../trail/model.ts'
import { type Catalogue, formatInstant, type Language, words } from '../ui/language.ts'
import { ACCESS_TABLES } from './access-tables.ts'
import { COLUMN_TEXT } from './column-text.ts'
import { actorWords, deedText, roleThen } from './event-words.ts'
import type { Words } from './extract-model.ts'
import type { ExtractRow, Gathered } from './extract-store.ts'
import { EXTRACT_TEXT, type ExtractWord } from './extract-text.ts'
import type { Paper, PaperPart } from './pdf.ts'
import { PERSON_TABLES } from './person-tables.ts'
import { PLAN_COLUMN_TEXT } from './plan-column-text.ts'
import type { RetentionRule } from './retention-model.ts'
import { RETENTION_TEXT } from './retention-text.ts'
import { ruleText } from './retention-views.ts'
import { SUPPORT_COLUMN_TEXT } from './support-column-text.ts'
import { SUPPORT_WORDS } from './support-words.ts'
import { TEXT } from './text.ts'
import { WORK_COLUMN_TEXT } from './work-column-text.ts'

/** All that is known of one person, as it was gathered. */
export type Extract = {
  readonly at: Instant
  readonly domain: string
  readonly name: string
  readonly parts: Gathered
  readonly behind: Gathered
  readonly log: readonly Event[]
  /** What ids of accounts, memberships, teams and domains are called. */
  readonly names: ReadonlyMap<string, string>
  readonly municipalities: ReadonlyMap<string, string>
  readonly codes: readonly Code[]
  /** How long what is kept; none is decided when it is empty. */
  readonly retention: readonly RetentionRule[]
}

const ID = /"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g

/** The ids that stand in an extract, of whatever they are: nobody else who works here is named. */
export function idsInExtract(found: Pick<Extract, 'parts' | 'behind' | 'log'>): readonly string[] {
  return [...new Set([...JSON.stringify(found).matchAll(ID)].map(([, id = '']) => id))]
}

/** The extract for machines (art. 20 asks for a common form; art. 15.3 for an electronic one): every column as it stands. */
export function extractJson(extract: Extract): string {
  const { at, domain, parts, behind, log, names, retention } = extract
  const people = Object.fromEntries(names)
  return `${JSON.stringify({ format: 'sedd.extract/1', madeAt: at, domain, ...parts, access: behind, log, names: people, retention }, null, 2)}\n`
}

/** Parts with something in them, in the order they are read, with how many entries each has. */
export function partCounts({
  parts,
  behind,
  log,
}: Pick<Extract, 'parts' | 'behind' | 'log'>): readonly [string, number][] {
  const counted = [...Object.entries(parts), ...Object.entries(behind)].map(
    ([part, rows]) => [part, rows.length] as const,
  )
  return [...counted, ['log', log.length] as const]
    .filter(([, count]) => count > 0)
    .map(([part, count]) => [part, count])
}

export function partTitle(part: string, language: Language): string {
  const key = `part.${part}`
  return key in EXTRACT_TEXT ? words(EXTRACT_TEXT, language)(key as ExtractWord) : part
}

/** The extract in plain words for the young person, with what art. 15.1 a–h wants told. */
export function extractPaper(extract: Extract, language: Language): Paper {
  const say = words(EXTRACT_TEXT, language)
  const { name, domain, at } = extract
  const told = (key: 'purpose' | 'sources' | 'recipients' | 'rights' | 'out'): PaperPart => ({
    title: say(`paper.${key}`),
    text: [say(`paper.${key}.text`)],
  })
  const kept = extract.retention.map((rule) => {
    const type = words(RETENTION_TEXT, language)(`type.${rule.recordType}`)
    return say('paper.kept.rule', { type, rule: ruleText(rule, language), decision: rule.decision })
  })
  return {
    title: say('paper.title'),
    language,
    author: domain,
    footer: say('paper.whose', { name }),
    lead: [say('paper.whose', { name }), say('paper.lead', { domain, at: formatInstant(at, language) })],
    parts: [
      told('purpose'),
      told('sources'),
      told('recipients'),
      { title: say('paper.kept'), text: kept.length > 0 ? kept : [say('paper.kept.none')] },
      told('rights'),
      ...PERSON_TABLES.filter(({ shown }) => shown.length > 0).flatMap(({ table, shown, known }) =>
        partOf(extract, { part: table, rows: extract.parts[table] ?? [], shown, known, language }),
      ),
      ...Object.entries(extract.behind).flatMap(([part, rows]) =>
        partOf(extract, { part, rows, shown: ACCESS_TABLES[part] ?? [], known: [], language }),
      ),
      logPart(extract, language),
      told('out'),
    ],
  }
}

type Shown = {
  readonly part: string
  readonly rows: readonly ExtractRow[]
  readonly shown: readonly string[]
  readonly known: readonly string[]
  readonly language: Language
}

function partOf(extract: Extract, { part, rows, shown, known, language }: Shown): PaperPart[] {
  if (rows.length === 0) return []
  const say = words(EXTRACT_TEXT, language)
  const lines = (row: ExtractRow, columns: readonly string[]) =>
    columns
      .filter((column) => isSaid(row[column]))
      .map(
        (column) =>
          `${columnWord(column, language)}: ${valueWord(extract, { part, column, value: row[column], language })}`,
      )
      .join('\n')
  const both = known.length > 0
  return [
    {
      title: partTitle(part, language),
      columns: both ? [say('paper.what'), say('paper.known')] : [say('paper.what')],
      widths: both ? [3, 2] : [1],
      rows: rows.map((row) => (both ? [lines(row, shown), lines(row, known)] : [lines(row, shown)])),
    },
  ]
}

const isSaid = (value: unknown) =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)

const COLUMNS = { ...WORK_COLUMN_TEXT, ...PLAN_COLUMN_TEXT, ...SUPPORT_COLUMN_TEXT, ...COLUMN_TEXT }

export function columnWord(column: string, language: Language): string {
  return column in COLUMNS ? words(COLUMNS, language)(column as keyof typeof COLUMNS) : column
}

type Value = { readonly part: string; readonly column: string; readonly value: unknown; readonly language: Language }

/** A value as people say it: codes by their words, instants by the clock here, ids by the name of whoever they are. */
function valueWord(extract: Extract, { part, column, value, language }: Value): string {
  if (Array.isArray(value))
    return value.map((each) => valueWord(extract, { part, column: singular(column), value: each, language })).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .filter((each) => typeof each === 'string' && each !== '')
      .join(', ')
  if (typeof value === 'boolean') return words(COLUMN_TEXT, language)(value ? 'yes' : 'no')
  const text = String(value)
  if (/_at$|^known_/.test(column)) return formatInstant(text as Instant, language)
  if (/^[0-9a-f]{8}-/.test(text)) return extract.names.get(text) ?? text
  if (/^municipality/.test(column)) return extract.municipalities.get(text) ?? text
  return codeWordOf(extract, { part, column, text, language })
}

const singular = (column: string) => (column === 'more_topics' || column === 'topics' ? 'topic' : column)

const CODE_LISTS: Readonly<Record<string, Code['list']>> = {
  'register_occupation.occupation': 'occupation',
  'register_period.reason': 'entry_reason',
  'scope_decision.reason_code': 'decision_reason',
}

/** Where the words of a code stand: the domain's own lists, and the catalogues of the modules. */
function codeWordOf(
  extract: Extract,
  { part, column, text, language }: Omit<Value, 'value'> & { text: string },
): string {
  const list = CODE_LISTS[`${part}.${column}`]
  const code = extract.codes.find((each) => each.list === list && each.code === text)
  if (code) return language === 'sv' ? code.labelSv : code.labelEn
  const found = WORDS.find(({ fits, catalogue, key }) => fits(part, column) && catalogue[key(column, text)])
  return found?.catalogue[found.key(column, text)]?.[language] ?? text
}

const always = () => true
const own = (_column: string, text: string) => text
const prefixed = (prefix: string) => (_column: string, text: string) => `${prefix}.${text}`
const byColumn = (column: string, text: string) => `${column}.${text}`

/** Where the words of a notice's codes stand, by column. */
const NOTICE_COLUMNS = {
  kind: 'kind',
  sent_how: 'how',
  answer: 'answer',
  failed_why: 'failed',
  not_needed_why: 'not_needed',
  settled_as: 'in',
  reason: 'reason',
  effect: 'outcome',
} as const
/** Where the words of a move's codes stand, by column. */
const MOVE_COLUMNS = {
  clarity: 'clarity',
  ground: 'ground',
  sent_how: 'how',
  received_how: 'how',
  answer: 'out',
  settled_as: 'in',
  reason: 'reason',
  not_needed_why: 'not_needed',
} as const
/** The columns of the ladder whose codes have their words under another name. */
const OF_LADDER: readonly (readonly [at: string, catalogue: Catalogue, prefix: string])[] = [
  ['outreach_run.started_as', LADDER_TEXT, 'started'],
  ['outreach_run.closed_as', LADDER_TEXT, 'ended'],
  ['outreach_run.stop_reason', LADDER_TEXT, 'stop'],
  ['outreach_step.closed_as', LADDER_TEXT, 'state'],
  ['outreach_step.reason', LADDER_TEXT, 'left_out'],
  ['outreach_step.reason', LADDER_TEXT, 'withdrawn'],
  ['outreach_step.reason', LADDER_TEXT, 'skip'],
  ['outreach_rest.kind', LADDER_TEXT, 'kind'],
  ['outreach_rest.reason', LADDER_TEXT, 'rest'],
  ['outreach_rest.closed_as', LADDER_TEXT, 'rest_ended'],
  ['outreach_visit.announced', VISIT_TEXT, 'announced'],
  ['outreach_visit.safety', VISIT_TEXT, 'safety'],
  ['outreach_visit.closed_as', VISIT_TEXT, 'visit.state'],
]

const WORDS: readonly Words[] = [
  { fits: (part) => part === 'note', catalogue: NOTE_TEXT, key: byColumn },
  { fits: (part) => part === 'referral', catalogue: REFERRAL_TEXT, key: byColumn },
  { fits: (part) => part.startsWith('message'), catalogue: MESSAGE_TEXT, key: byColumn },
  { fits: (part) => part === 'letter' || part.startsWith('message'), catalogue: MESSAGE_TEXT, key: byColumn },
  {
    fits: (part, column) => part.startsWith('outreach_') && column === 'struck_reason',
    catalogue: CONTACT_TEXT,
    key: prefixed('reason'),
  },
  ...SUPPORT_WORDS,
  ...OF_LADDER.map(([at, catalogue, prefix]) => ({
    fits: (part: string, column: string) => `${part}.${column}` === at,
    catalogue,
    key: prefixed(prefix),
  })),
  { fits: (part) => part.startsWith('outreach_'), catalogue: CONTACT_TEXT, key: byColumn },
  ...Object.entries(MOVE_COLUMNS).map(
    ([name, prefix]): Words => ({
      fits: (part, column) => part.startsWith('move_') && column === name,
      catalogue: MOVE_TEXT,
      key: prefixed(prefix),
    }),
  ),
  ...Object.entries(NOTICE_COLUMNS).map(
    ([name, prefix]): Words => ({
      fits: (part, column) => part.startsWith('notice_') && column === name,
      catalogue: NOTICE_TEXT,
      key: prefixed(prefix),
    }),
  ),
  {
    fits: (part, column) => part === 'person_task' && column === 'moved_why',
    catalogue: TASK_TEXT,
    key: prefixed('why'),
  },
  { fits: (part) => part === 'person_task' || part === 'task_mark', catalogue: TASK_TEXT, key: byColumn },
  { fits: (_, column) => column === 'school_form', catalogue: SCHOOL_FORM_TEXT, key: own },
  { fits: (_, column) => column === 'cause', catalogue: UNCLEAR_TEXT, key: own },
  { fits: (_, column) => column === 'kind', catalogue: COMPLETION_TEXT, key: own },
  { fits: (part) => part === 'register_change', catalogue: REGISTER_TEXT, key: prefixed('change') },
  { fits: (part) => part === 'person_identifier', catalogue: PEOPLE_TEXT, key: prefixed('number') },
  { fits: (part) => part === 'person_protection', catalogue: PEOPLE_TEXT, key: prefixed('protection') },
  { fits: (_, column) => column.startsWith('sex'), catalogue: PEOPLE_TEXT, key: prefixed('sex') },
  { fits: always, catalogue: PEOPLE_TEXT, key: byColumn },
  { fits: always, catalogue: COLUMN_TEXT, key: byColumn },
]

function logPart({ log }: Extract, language: Language): PaperPart {
  const say = words(TEXT, language)
  return {
    title: partTitle('log', language),
    columns: [say('log.when'), say('log.who'), say('log.what')],
    widths: [2, 4, 5],
    rows: log.map((event) => [
      formatInstant(event.at as Instant, language),
      event.actorRole === 'machine'
        ? actorWords(event, language)
        : `${actorWords(event, language)}\n${roleThen(event, language)}`,
      deedText(event, language, say('log.youth.own')),
    ]),
  }
}
