import { isSame } from '../forms/answer-rules.ts'
import type { Answer, Answers, Definition, Question, Saved, Section } from '../forms/model.ts'
import { placed, placesOf } from '../forms/rules.ts'
import type { Mapping, Method, Scale, Score } from './model.ts'

/** How long a link to a mapping is good for. */
export const LINK_DAYS = 14

/** How many mappings stand side by side. */
export const MOST_COMPARED = 4

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

export type ComparedRow = {
  readonly section: Section
  readonly question: Question
  readonly turn: number
  /** One for each of those compared, the oldest first. */
  readonly answers: readonly (Answer | null)[]
  /** Whether the latest says something else than the one before it; not said where either is silent. */
  readonly changed: boolean
}

/** Mappings of the same form beside each other, question by question; the questions are the latest version's, then what only earlier ones had. */
export function compared(filled: readonly Filled[]): readonly ComparedRow[] {
  const rows = new Map<string, { section: Section; question: Question; turn: number }>()
  for (const { definition, saved } of filled.toReversed())
    for (const { page, turn, asked } of placesOf(definition, saved))
      for (const question of asked) {
        const id = placed(question.key, turn)
        if (!rows.has(id)) rows.set(id, { section: page.section, question, turn })
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
