import type { Colleague } from '../../access/model.ts'
import { type Language, type Say, words } from '../../ui/language.ts'
import type { Score } from './model.ts'
import { type MappingWord, TEXT } from './text.ts'

export type SayMapping = Say<MappingWord>

export const mappingWords = (language: Language): SayMapping => words(TEXT, language)

export const isMappingWord = (code: string): code is MappingWord => Object.hasOwn(TEXT, code)

/** `24 av 100, mycket lågt`. */
export function scoreText({ value, level }: Score, language: Language): string {
  const say = mappingWords(language)
  return `${say('score', { value })}, ${say(`score.${level}`)}`
}

/** Who wrote: a colleague by name; whoever else answered did so behind a link. */
export function writerName(accountId: string, colleagues: readonly Colleague[], language: Language): string {
  const found = colleagues.find((each) => each.accountId === accountId)
  return found?.displayName ?? mappingWords(language)('by_self')
}
