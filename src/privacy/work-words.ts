import { TEXT as PLACEMENT_TEXT } from '../support/placements/text.ts'
import { TEXT as STUDY_TEXT } from '../support/studies/text.ts'
import { TEXT as WEEK_TEXT } from '../support/week/text.ts'
import type { Words } from './extract-model.ts'

const byColumn = (column: string, text: string) => `${column}.${text}`
const prefixed = (prefix: string) => (_column: string, text: string) => `${prefix}.${text}`

/** Where the words of the codes of placements, the week and studies stand. */
export const WORK_WORDS: readonly Words[] = [
  {
    fits: (part, column) => part === 'work_step' && column === 'kind',
    catalogue: PLACEMENT_TEXT,
    key: prefixed('step'),
  },
  { fits: (part) => part.startsWith('work_'), catalogue: PLACEMENT_TEXT, key: byColumn },
  {
    fits: (part, column) => part === 'week_plan' && /noons$|ings$/.test(column),
    catalogue: WEEK_TEXT,
    key: prefixed('what'),
  },
  { fits: (part) => part.startsWith('week_'), catalogue: WEEK_TEXT, key: byColumn },
  { fits: (_, column) => column === 'school_subject', catalogue: STUDY_TEXT, key: prefixed('subject') },
  { fits: (part) => part.startsWith('study_'), catalogue: STUDY_TEXT, key: byColumn },
]
