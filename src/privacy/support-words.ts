import { TEXT as CASE_TEXT } from '../support/cases/text.ts'
import { TEXT as MEETING_TEXT } from '../support/meetings/text.ts'
import type { Words } from './extract-model.ts'

const byColumn = (column: string, text: string) => `${column}.${text}`

const MEETING_PARTS = ['support_meeting', 'support_meeting_item', 'support_attendee']

/** Where the words of the codes of the case, and of what hangs on it, stand. */
export const SUPPORT_WORDS: readonly Words[] = [
  { fits: (part) => MEETING_PARTS.includes(part), catalogue: MEETING_TEXT, key: byColumn },
  { fits: (part) => part.startsWith('support_'), catalogue: CASE_TEXT, key: byColumn },
]
