import type { Choice, Condition, Question, QuestionKind, Section, Words } from './model.ts'

/** How the product's own forms are written down: the wordings first, and all else as it usually is. */

/** Swedish, English, and Swedish in plain words where the usual are not plain. */
export const say = (sv: string, en?: string, plain?: string): Words => ({
  sv,
  ...(en === undefined ? {} : { en }),
  ...(plain === undefined ? {} : { 'sv-plain': plain }),
})

export const choice = (value: string, sv: string, en?: string): Choice => ({ value, label: say(sv, en) })

export function question(key: string, kind: QuestionKind, label: Words, more: Partial<Question> = {}): Question {
  const usual = { help: null, required: false, when: null, choices: [], ends: null, least: null, most: null }
  return { key, kind, label, ...usual, ...more }
}

type SectionParts = Pick<Section, 'key' | 'topic' | 'title' | 'questions'> & Partial<Section>
export const section = (parts: SectionParts): Section => ({ lead: null, when: null, repeat: null, ...parts })

/** Asked when an earlier question was answered so. */
export const when = (asked: string, value: string): Condition => ({
  match: 'all',
  tests: [{ question: asked, way: 'is', value }],
})
