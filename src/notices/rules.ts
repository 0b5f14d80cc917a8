import type { PlainDate } from '../kernel/date.ts'
import type { InState, OutState } from './model.ts'

/** What may be done with a notice as it stands. */
export type OutVerb = 'send' | 'send_by_hand' | 'set_aside' | 'confirm' | 'fail'
const OUT: Readonly<Record<OutState, readonly OutVerb[]>> = {
  to_send: ['send', 'send_by_hand', 'set_aside'],
  sent: ['confirm', 'fail'],
  received: [],
  // It came back, or they said that it is not theirs: it goes another way, or nowhere.
  failed: ['send_by_hand', 'set_aside'],
  not_needed: [],
}

export type InVerb = 'apply' | 'set_no_effect' | 'return' | 'match' | 'undo'
const IN: Readonly<Record<InState, readonly InVerb[]>> = {
  new: ['apply', 'set_no_effect', 'return', 'match'],
  applied: ['undo'],
  no_effect: ['undo'],
  // They have been told: it is another municipality's now.
  returned: [],
}

export const mayDoOut = (state: OutState, verb: OutVerb): boolean => OUT[state].includes(verb)
export const mayDoIn = (state: InState, verb: InVerb): boolean => IN[state].includes(verb)

/** Why a notice does not go through Sedd. */
export type Obstacle = 'protected' | 'not_in_sedd' | 'not_to_send'

/** Null: it may go. One with protected identity never goes by itself; by hand somebody sees to it. */
export function whyNotSend(
  notice: { readonly state: OutState; readonly protection: string; readonly municipality: string },
  inSedd: ReadonlySet<string>,
): Obstacle | null {
  if (!mayDoOut(notice.state, 'send')) return 'not_to_send'
  if (notice.protection !== 'none') return 'protected'
  return inSedd.has(notice.municipality) ? null : 'not_in_sedd'
}

/** How it stands with the days: late from the day after. */
export function urgencyOf(dueOn: PlainDate, today: PlainDate): 'overdue' | 'today' | 'later' {
  if (dueOn < today) return 'overdue'
  return dueOn === today ? 'today' : 'later'
}
