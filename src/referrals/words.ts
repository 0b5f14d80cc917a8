import { type Language, type Say, words } from '../ui/language.ts'
import { ELSEWHERE_TEXT } from './elsewhere-text.ts'
import type { Stage } from './model.ts'
import { TEXT } from './text.ts'

const ALL = { ...TEXT, ...ELSEWHERE_TEXT }
export type ReferralWord = keyof typeof ALL
export type SayReferral = Say<ReferralWord>

export const referralWords = (language: Language): SayReferral => words(ALL, language)

export function isReferralWord(code: string): code is ReferralWord {
  return Object.hasOwn(ALL, code)
}

/** What a stage looks like: a shape, beside its word. */
export const STAGE_TONE = {
  received: 'due',
  triage: 'due',
  offered: 'unclear',
  waiting: 'unclear',
  accepted: 'in',
  declined: 'neutral',
  passed_on: 'neutral',
  withdrawn: 'neutral',
  ended: 'neutral',
} as const satisfies Readonly<Record<Stage, string>>
