import { type Language, type Say, words } from '../../ui/language.ts'
import { type LetterWord, TEXT } from './text.ts'

export type SayLetter = Say<LetterWord>

export const letterWords = (language: Language): SayLetter => words(TEXT, language)

export function isLetterWord(code: string): code is LetterWord {
  return Object.hasOwn(TEXT, code)
}
