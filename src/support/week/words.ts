import type { PlainDate } from '../../kernel/date.ts'
import { formatWeekday, type Language, type Say, words } from '../../ui/language.ts'
import type { PlacementKind } from '../placements/model.ts'
import { TEXT } from './text.ts'

export type WeekWord = keyof typeof TEXT
export type SayWeek = Say<WeekWord>

export const weekWords = (language: Language): SayWeek => words(TEXT, language)

/** A weekday, or a day by its weekday, where a line begins with it. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
export const dayHeading = (on: PlainDate, language: Language) => capital(formatWeekday(on, language))

export function isWeekWord(code: string): code is WeekWord {
  return Object.hasOwn(TEXT, code)
}

/** The text to a supervisor. It names nobody, and is in Swedish: so is the workplace's week. */
export const askText = ({ kind, ...of }: AskText) =>
  weekWords('sv')('sms', { ...of, where: weekWords('sv')(`sms.${kind ?? 'several'}`) })

type AskText = { readonly office: string; readonly link: string; readonly kind: PlacementKind | null }
