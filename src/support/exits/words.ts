import { type Language, type Say, words } from '../../ui/language.ts'
import { type ExitWord, TEXT } from './text.ts'

export type SayExit = Say<ExitWord>

export const exitWords = (language: Language): SayExit => words(TEXT, language)

export function isExitWord(code: string): code is ExitWord {
  return Object.hasOwn(TEXT, code)
}

/** What a code is called; the code itself where we have no word for it. */
export function wordOf(say: SayExit, prefix: string, code: string): string {
  const key = `${prefix}.${code}`
  return isExitWord(key) ? say(key) : code
}
