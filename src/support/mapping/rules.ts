import { NOTE_TOPICS, type NoteTopic, ROLES, type RoleCode, type RoleTopic } from '../../access/roles.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { isSame } from '../forms/answer-rules.ts'
import type { Answer, Answers, Definition, Question, Saved, Section } from '../forms/model.ts'
import { pageOf, pagesOf, placed, placesOf, turnOf } from '../forms/rules.ts'
import type { Mapping, Method, Scale, Score } from './model.ts'

/** How long a link to a mapping is good for. */
export const LINK_DAYS = 14

/** How many mappings stand side by side; and among how many results one looks for those of the same instrument. */
export const MOST_COMPARED = 4
export const MOST_RESULTS = 12

/** The form of results: each time it is filled in it is of some instrument. */
export const RESULT = 'result'

/** What a form asks that none of these roles reads of what is said in confidence: it would be answered to nobody. */
export function unreadTopics(definition: Definition, roles: readonly RoleCode[]): readonly NoteTopic[] {
  const read = new Set<RoleTopic>(roles.flatMap((role) => [...ROLES[role].topics]))
  const asked = new Set(definition.sections.map(({ topic }) => topic))
  return NOTE_TOPICS.filter((topic) => asked.has(topic) && !read.has(`note.${topic}`))
}

type Beginning = {
  readonly today: PlainDate
  readonly account: string
  readonly isFilled: boolean
  readonly anew: boolean
}

/**
 * Whether one that is open is gone on with, or ended and another begun. Of another day somebody says which: what is answered today would take the
 * place of what was said then. A sheet of results that has one takes no other.
 */
export function goesOn(
  open: Pick<Mapping, 'formCode' | 'beganOn' | 'begunBy'>,
  { today, account, isFilled, anew }: Beginning,
): 'go_on' | 'anew' | 'ask' {
  const isToday = open.beganOn === today
  if (open.formCode === RESULT) return isToday && !isFilled && open.begunBy === account ? 'go_on' : 'anew'
  if (isToday) return 'go_on'
  return anew ? 'anew' : 'ask'
}

type Placed = { readonly places: readonly string[]; readonly most: number }

/** Places with something filled in, in the order of the form, in parts of so many wordings; each as often as it is filled in. */
export function partsOf(definition: Definition, { places, most }: Placed): readonly (readonly string[])[] {
  const pages = pagesOf(definition).map(({ key }) => key)
  const order = (place: string) => pages.indexOf(pageOf(place)) * 100 + turnOf(place)
  const parts: string[][] = [[]]
  let filled = 0
  for (const [place, same] of [...Map.groupBy(places, (each) => each)].toSorted(([a], [b]) => order(a) - order(b))) {
    filled += same.length
    if (filled > most && filled > same.length) {
      parts.push([])
      filled = same.length
    }
    parts.at(-1)?.push(place)
  }
  return parts
}

/**
 * WHO-5: the sum of five answers 0–5, times four. An item that is missing gives no score, for none may be guessed. 50 or below is low, 28 or
 * below very low: a reason to talk, and no diagnosis.
 */
export function who5Score(answers: readonly (Answer | undefined)[]): Score | null {
  const items = answers.map((answer) => (typeof answer === 'string' && /^[0-5]$/.test(answer) ? Number(answer) : null))
  if (items.length !== 5 || items.some((item) => item === null)) return null
  const value = items.reduce<number>((sum, item) => sum + (item ?? 0), 0) * 4
  return { value, level: value <= 28 ? 'very_low' : value <= 50 ? 'low' : 'usual' }
}

/** The score of a filled-in form, where it has one and nothing is missing. */
export function scoreOf(definition: Definition, saved: Saved): Score | null {
  if (definition.score !== 'who5') return null
  const answers: Answers = Object.assign({}, ...saved.values())
  return who5Score(definition.sections.flatMap(({ questions }) => questions.map(({ key }) => answers[key])))
}

/** One filled-in form among those that are compared. */
export type Filled = {
  readonly mapping: Pick<Mapping, 'id' | 'beganOn' | 'endedOn'>
  readonly definition: Definition
  readonly saved: Saved
}

/** Those that can be told beside each other: of results, those of the same instrument as the one that one came from; the latest. */
export function alike(filled: readonly Filled[], { code, from }: { code: string; from: string }): readonly Filled[] {
  if (code !== RESULT) return filled
  const own = filled.find(({ mapping }) => mapping.id === from) ?? filled.at(-1)
  const same = filled.filter((each) => own && instrumentOf(each) === instrumentOf(own))
  return same.slice(-MOST_COMPARED)
}

function instrumentOf({ saved }: Filled): string {
  const given = (key: string) => String(answerTo(saved, key, 1) ?? '')
  return `${given('instrument')} ${given('instrument_other').trim().toLowerCase()}`
}

export type ComparedRow = {
  readonly section: Section
  readonly question: Question
  readonly turn: number
  /** Where it is asked, in each version. */
  readonly places: readonly string[]
  /** One for each of those compared, the oldest first. */
  readonly answers: readonly (Answer | null)[]
  /** Whether the latest says something else than the one before it; not said where either is silent. */
  readonly changed: boolean
}

/** Mappings of the same form beside each other, question by question; the questions are the latest version's, then what only earlier ones had. */
export function compared(filled: readonly Filled[]): readonly ComparedRow[] {
  const rows = new Map<string, { section: Section; question: Question; turn: number; places: string[] }>()
  for (const { definition, saved } of filled.toReversed())
    for (const { page, turn, asked, place } of placesOf(definition, saved))
      for (const question of asked) {
        const id = placed(question.key, turn)
        const row = rows.get(id) ?? { section: page.section, question, turn, places: [] }
        row.places.push(place)
        rows.set(id, row)
      }
  return [...rows.values()]
    .map((row) => {
      const answers = filled.map(({ saved }) => answerTo(saved, row.question.key, row.turn))
      const [before, last] = [answers.at(-2) ?? null, answers.at(-1) ?? null]
      return { ...row, answers, changed: before !== null && last !== null && !isSame(before, last) }
    })
    .filter(({ answers }) => answers.some((answer) => answer !== null))
}

function answerTo(saved: Saved, key: string, turn: number): Answer | null {
  for (const [place, answers] of saved) {
    if (Number(place.split('#')[1] ?? 1) === turn && answers[key] !== undefined) return answers[key] ?? null
  }
  return null
}

/** The scales that each method asks, 0–10. */
export const SCALES_OF: Readonly<Record<Method, readonly Scale[]>> = {
  mi: ['importance', 'confidence'],
  solution_focused: ['standing', 'confidence'],
  psychoeducation: [],
  mentor_talk: ['standing'],
  coaching_talk: ['standing', 'confidence'],
  reflecting_talk: [],
  seven_twenty: [],
}

/** What a draft begins with: the headings of the method, with room under each. */
export const draftOf = (headings: readonly string[]) => headings.map((heading) => `${heading}\n\n`).join('\n')

/** Whether anything stands under the headings: a template that is sent back as it was says nothing. */
export function saysSomething(body: string, headings: readonly string[]): boolean {
  const lines = body.split(/\r?\n/).map((line) => line.trim())
  return lines.some((line) => line !== '' && !headings.includes(line))
}
