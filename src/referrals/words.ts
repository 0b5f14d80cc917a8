import { type Language, type Say, words } from '../ui/language.ts'
import type { Stage } from './model.ts'
import { type ReferralWord, TEXT } from './text.ts'

export type SayReferral = Say<ReferralWord>

export const referralWords = (language: Language): SayReferral => words(TEXT, language)

export function isReferralWord(code: string): code is ReferralWord {
  return Object.hasOwn(TEXT, code)
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
