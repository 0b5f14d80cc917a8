import { TEXT as CASE_TEXT } from '../support/cases/text.ts'
import { TEXT as EXIT_TEXT } from '../support/exits/text.ts'
import { TEXT as MEETING_TEXT } from '../support/meetings/text.ts'
import { TEXT as PROGRESS_TEXT } from '../support/progress/text.ts'
import { TEXT as TRANSITION_TEXT } from '../transitions/text.ts'
import type { Words } from './extract-model.ts'
import { PLAN_WORDS } from './plan-words.ts'
import { WORK_WORDS } from './work-words.ts'

const byColumn = (column: string, text: string) => `${column}.${text}`

const MEETING_PARTS = ['support_meeting', 'support_meeting_item', 'support_attendee']

/** Where the words of the codes of the case, and of what hangs on it, stand. */
export const SUPPORT_WORDS: readonly Words[] = [
  ...(
    [
      ['progress_ask.ended_as', PROGRESS_TEXT, 'reason'],
      ['support_closing.kind', CASE_TEXT, 'ended'],
      ['support_exit.next_step', EXIT_TEXT, 'next'],
      ['support_exit.backed_by', EXIT_TEXT, 'back'],
      ['support_follow_up.answer', EXIT_TEXT, 'doing'],
      ['support_follow_up.closed_as', EXIT_TEXT, 'status'],
      ['transition_handover.needs', TRANSITION_TEXT, 'need'],
      ['transition_handover.ended_as', TRANSITION_TEXT, 'ended'],
    ] as const
  ).map(
    ([at, catalogue, prefix]): Words => ({
      fits: (part, column) => `${part}.${column}` === at,
      catalogue,
      key: (_column, text) => `${prefix}.${text}`,
    }),
  ),
  { fits: (part) => part.startsWith('progress_'), catalogue: PROGRESS_TEXT, key: byColumn },
  { fits: (part) => part === 'support_exit' || part === 'support_follow_up', catalogue: EXIT_TEXT, key: byColumn },
  { fits: (part) => part.startsWith('transition_'), catalogue: TRANSITION_TEXT, key: byColumn },
  ...PLAN_WORDS,
  { fits: (part) => MEETING_PARTS.includes(part), catalogue: MEETING_TEXT, key: byColumn },
  { fits: (part) => part.startsWith('support_'), catalogue: CASE_TEXT, key: byColumn },
  ...WORK_WORDS,
]
