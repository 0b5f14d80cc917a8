import { addDays } from '../../kernel/date.ts'
import { formatSpan, type Language, type Say, words } from '../../ui/language.ts'
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
export function activityLine(activity: Activity, say: SayActivity): string {
  const { kind, subject, place, organiser, leadsTo, weekdays, hours, sessions } = activity
  const parts = [
    ...[wordUnder('kind', kind, say), subject, organiser, place, weekdays],
    hours === null ? null : say('hours.n', { n: hours }),
    sessions === null ? null : say('sessions.n', { n: sessions }),
    leadsTo === null ? null : say('leadsTo.n', { what: leadsTo }),
  ]
  return parts.filter((part) => part !== null).join(', ')
}

export function spanOf({ startsOn, endsOn }: Pick<Activity, 'startsOn' | 'endsOn'>, language: Language): string {
  return formatSpan(startsOn, endsOn && addDays(endsOn, 1), language)
}
