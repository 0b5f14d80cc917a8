import { type Language, type Say, words } from '../../ui/language.ts'
import type { CheckIn } from './model.ts'
import { type CheckInWord, TEXT } from './text.ts'

export type SayCheckIn = Say<CheckInWord>

export const checkInWords = (language: Language): SayCheckIn => words(TEXT, language)

export function isCheckInWord(code: string): code is CheckInWord {
  return Object.hasOwn(TEXT, code)
}

/** `Dåligt, vill att någon hör av sig`. */
export function saidWords({ mood, wantsContact }: Pick<CheckIn, 'mood' | 'wantsContact'>, say: SayCheckIn): string {
  const parts = [mood === null ? null : say(`mood.${mood}`), wantsContact ? say('wants') : null]
  return parts.filter((part) => part !== null).join(', ')
}
