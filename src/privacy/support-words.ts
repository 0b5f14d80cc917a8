import { TEXT as CASE_TEXT } from '../support/cases/text.ts'
import type { Words } from './extract-model.ts'
import { WORK_WORDS } from './work-words.ts'

const byColumn = (column: string, text: string) => `${column}.${text}`

/** Where the words of the codes of the case, and of what hangs on it, stand. */
export const SUPPORT_WORDS: readonly Words[] = [
  { fits: (part) => part.startsWith('support_'), catalogue: CASE_TEXT, key: byColumn },
  ...WORK_WORDS,
]
