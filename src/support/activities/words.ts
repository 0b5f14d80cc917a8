import { formatDayShort, type Language, type Say, words } from '../../ui/language.ts'
import type { Activity } from './model.ts'
import { type ActivityWord, TEXT } from './text.ts'

export type SayActivity = Say<ActivityWord>

export const activityWords = (language: Language): SayActivity => words(TEXT, language)

export function isActivityWord(code: string): code is ActivityWord {
  return Object.hasOwn(TEXT, code)
}

/** A code's word under a prefix; the code itself where there is none. */
export function wordUnder(prefix: string, code: string, say: SayActivity): string {
  const key = `${prefix}.${code}`
  return isActivityWord(key) ? say(key) : code
}

/** `Praktik, Varubud, 20 timmar i veckan`. */
export function activityLine({ kind, subject, place, hours }: Activity, say: SayActivity): string {
  const parts = [wordUnder('kind', kind, say), subject, place, hours === null ? null : say('hours.n', { n: hours })]
  return parts.filter((part) => part !== null).join(', ')
}

export function spanOf({ startsOn, endsOn }: Pick<Activity, 'startsOn' | 'endsOn'>, language: Language): string {
  const from = formatDayShort(startsOn, language)
  return endsOn === null ? `${from} –` : `${from} – ${formatDayShort(endsOn, language)}`
}
