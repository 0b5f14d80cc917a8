import { type Language, type Say, words } from '../../ui/language.ts'
import { TEXT } from './text.ts'

export type WeekWord = keyof typeof TEXT
export type SayWeek = Say<WeekWord>

export const weekWords = (language: Language): SayWeek => words(TEXT, language)

export function isWeekWord(code: string): code is WeekWord {
  return Object.hasOwn(TEXT, code)
}

/** The text to a supervisor. It names nobody, and is in Swedish: so is the workplace's week. */
export const askText = (of: { readonly office: string; readonly link: string }) => weekWords('sv')('sms', of)
