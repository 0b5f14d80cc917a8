import { formatDay, type Language, type Say, words } from '../../ui/language.ts'
import { ANSWER_TEXT } from './answer-text.ts'
import type { Goal, Step, WholePlan } from './model.ts'
import { planWords, whoDoes } from './words.ts'

type SayAnswer = Say<keyof typeof ANSWER_TEXT>

/** A goal in plain words: under each heading a sentence or two, or a list of what is done. */
export type PlainGoal = {
  readonly title: string
  readonly parts: readonly { readonly title: string; readonly words: string; readonly items: readonly string[] }[]
}

/** The goals that are open, in plain words: what I do, what we do, what others do. Nothing says whose plan it is. */
export function plainGoals({ goals }: WholePlan, language: Language): readonly PlainGoal[] {
  const say = words(ANSWER_TEXT, language)
  return goals
    .filter(({ state }) => state === 'open')
    .map((goal, index) => ({
      title: `${say('goal.n', { n: index + 1 })}: ${goal.words}`,
      parts: [
        ...told(say('matters'), goal.matters),
        ...told(say('strengths'), goal.strengths),
        ...done(say('you.do'), stepsFor(goal, 'youth', language)),
        ...done(say('we.do'), stepsFor(goal, 'municipality', language)),
        ...done(say('others.do'), stepsFor(goal, 'other', language)),
      ],
    }))
}

const told = (title: string, text: string | null) => (text === null ? [] : [{ title, words: text, items: [] }])
const done = (title: string, items: readonly string[]) => (items.length === 0 ? [] : [{ title, words: '', items }])

function stepsFor(
  { steps }: Goal & { readonly steps: readonly Step[] },
  who: Step['responsible'],
  language: Language,
): readonly string[] {
  const say = words(ANSWER_TEXT, language)
  return steps
    .filter(({ responsible, state }) => responsible === who && state !== 'not_needed')
    .map((step) => plainStep(step, language, say))
}

function plainStep(step: Step, language: Language, say: SayAnswer): string {
  // No colleague is named: the paper outlives who answers for it.
  const who = step.responsible === 'other' ? `${whoDoes(step, planWords(language), [])}: ` : ''
  if (step.state === 'done') return `${who}${step.words} (${say('done')})`
  return `${who}${step.words}${step.dueOn === null ? '' : `, ${say('by.day', { day: formatDay(step.dueOn, language) })}`}`
}
