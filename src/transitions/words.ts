import { type Language, type Say, words } from '../ui/language.ts'
import { TEXT, type TransitionWord } from './text.ts'

export type SayTransition = Say<TransitionWord>

export const transitionWords = (language: Language): SayTransition => words(TEXT, language)

export function isTransitionWord(code: string): code is TransitionWord {
  return Object.hasOwn(TEXT, code)
}
