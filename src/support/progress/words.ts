import { type Language, type Say, words } from '../../ui/language.ts'
import { type Ladder, OUR_STEPS, type Reading, type Step } from './model.ts'
import { type ProgressWord, TEXT } from './text.ts'

export type SayProgress = Say<ProgressWord>

export const progressWords = (language: Language): SayProgress => words(TEXT, language)

export function isProgressWord(code: string): code is ProgressWord {
  return Object.hasOwn(TEXT, code)
}

/** What a code is called; the code itself where we have no word for it. */
export function wordOf(say: SayProgress, prefix: string, code: string): string {
  const key = `${prefix}.${code}`
  return isProgressWord(key) ? say(key) : code
}

/** The steps of a ladder in words; ours where the domain has worded none. */
export function stepsIn(ladder: Pick<Ladder, 'steps'> | null, language: Language): readonly Step[] {
  if (ladder !== null) return ladder.steps
  const say = progressWords(language)
  return Array.from({ length: OUR_STEPS }, (_, n) => ({
    name: wordOf(say, 'step', String(n)),
    meaning: wordOf(say, 'step', `${n}.meaning`),
  }))
}

/** The same steps as a young person would say them of themself; a domain's own stand as it has worded them. */
export function ownStepsIn(ladder: Pick<Ladder, 'steps'> | null, language: Language): readonly Step[] {
  if (ladder !== null) return ladder.steps
  const say = progressWords(language)
  return Array.from({ length: OUR_STEPS }, (_, n) => ({ name: wordOf(say, 'you', String(n)), meaning: '' }))
}

/** `3, Aktivitet` on the ladder it was read by; `7 av 10` of the other measures. */
export function valueWords(
  { measure, value, ladderId }: Pick<Reading, 'measure' | 'value' | 'ladderId'>,
  ladders: readonly Ladder[],
  language: Language,
): string {
  const say = progressWords(language)
  if (measure !== 'ladder') return say('value.of', { n: value })
  const steps = stepsIn(ladders.find(({ id }) => id === ladderId) ?? null, language)
  const name = steps[value]?.name
  return name === undefined ? String(value) : say('value.step', { n: value, name })
}
