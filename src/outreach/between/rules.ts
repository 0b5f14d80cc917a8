import { addDays, dayIn, type Instant, type PlainDate } from '../../kernel/date.ts'
import { ANSWER_DAYS, GAPS, type Gap } from './model.ts'

/** What the gaps of one in the register are read from, on a day. */
export type Standing = {
  readonly hasOwner: boolean
  /** The first day that is agreed on with them, whatever it is for. */
  readonly nextOn: PlainDate | null
  /** On the ladder: its next step comes by itself. */
  readonly isOnLadder: boolean
  /** The latest contact that was not struck out. */
  readonly last: { readonly at: Instant; readonly achieved: boolean } | null
  /** By when whoever moves is to be handed over or taken over; null when nothing is left to do. */
  readonly handoverBy: PlainDate | null
  /** When the open step of the ladder should be done; null when none stands open. */
  readonly stepBy: PlainDate | null
  readonly statusKnown: boolean
  /** The first day on which what is known of the occupation is too old; null when nothing is known. */
  readonly statusUntil: PlainDate | null
  /** Has not come where they were admitted, and nobody is about to do anything. */
  readonly isMissing: boolean
}

/** Every gap of somebody whose work has begun, in the order in which they are mended. */
export function gapsOf(standing: Standing, today: PlainDate): readonly Gap[] {
  const { hasOwner, nextOn, isOnLadder, last, stepBy, statusKnown, statusUntil, handoverBy, isMissing } = standing
  const waitedOut = last !== null && !last.achieved && dayIn(last.at) <= addDays(today, -ANSWER_DAYS)
  const found: Readonly<Record<Gap, boolean>> = {
    no_owner: !hasOwner,
    no_next: nextOn === null && !isOnLadder,
    overdue: nextOn !== null && nextOn < today,
    late_step: stepBy !== null && stepBy < today,
    no_answer: waitedOut,
    no_status: !statusKnown,
    stale: statusUntil !== null && statusUntil <= today,
    late_handover: handoverBy !== null && handoverBy < today,
    not_arrived: isMissing,
  }
  return GAPS.filter((gap) => found[gap])
}

/** What to do first about somebody: the first gap decides. */
export type Action = 'assign' | 'decide_next' | 'log' | 'record_status' | 'hand_over' | 'find'

export const ACTION_OF: Readonly<Record<Gap, Action>> = {
  no_owner: 'assign',
  no_next: 'decide_next',
  overdue: 'log',
  late_step: 'log',
  no_answer: 'log',
  no_status: 'record_status',
  stale: 'record_status',
  late_handover: 'hand_over',
  not_arrived: 'find',
}
