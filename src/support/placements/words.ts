import { type Language, type Say, words } from '../../ui/language.ts'
import { EMPLOYER_TEXT } from './employer-text.ts'
import type { Weekday } from './model.ts'
import { TEXT } from './text.ts'

const WORDS = { ...EMPLOYER_TEXT, ...TEXT }

export type PlacementWord = keyof typeof WORDS
export type SayPlacement = Say<PlacementWord>

export const placementWords = (language: Language): SayPlacement => words(WORDS, language)

export function isPlacementWord(code: string): code is PlacementWord {
  return Object.hasOwn(WORDS, code)
}

export const weekdayWord = (on: Weekday, language: Language) => placementWords(language)(`days.${on}`)
