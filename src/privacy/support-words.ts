import { TEXT as CASE_TEXT } from '../support/cases/text.ts'
import type { Words } from './extract-model.ts'
import { PLAN_WORDS } from './plan-words.ts'

const byColumn = (column: string, text: string) => `${column}.${text}`

/** Where the words of the codes of the case, and of what hangs on it, stand. */
export const SUPPORT_WORDS: readonly Words[] = [
  ...PLAN_WORDS,
  { fits: (part) => part.startsWith('support_'), catalogue: CASE_TEXT, key: byColumn },
]
