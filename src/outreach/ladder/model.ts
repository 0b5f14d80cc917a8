import { z } from 'zod'
import { Day } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * The outreach ladder: the order in which a young person is sought until somebody has been reached (Skolverkets allmänna råd om
 * aktivitetsansvaret, section 2; R129–R136).
 *
 * A *protocol* is a domain's own order of steps, in versions. A *run* is one young person on the ladder; it ends when they answer, leave
 * the register, or every step has been taken. A *step* stands open from the day it is due until it is done, skipped or left out. A *rest*
 * is a while in which nothing is planned: a pause, or an exemption somebody has decided.
 */
export const StepChannel = z.enum(['sms', 'call', 'letter', 'email', 'social', 'home_visit'])
export type StepChannel = z.infer<typeof StepChannel>

/** Whom a step turns to. */
export const StepTo = z.enum(['self', 'guardian'])
export type StepTo = z.infer<typeof StepTo>

/** When a step is for some and not for others. */
export const Condition = z.enum(['under_18', 'adult', 'protected', 'not_protected'])
export type Condition = z.infer<typeof Condition>

/** Who does a step: the case holder, or whoever of those who lead. */
export const StepRole = z.enum(['owner', 'leader'])
export type StepRole = z.infer<typeof StepRole>

export const MOST_STEPS = 20
export const LONGEST_WAIT = 60

export const ProtocolStep = z.object({
  /** Stands for the step from one version to the next: what has been done is not done again. */
  code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  place: z.number().int().min(1).max(MOST_STEPS),
  channel: StepChannel,
  through: StepTo,
  /** Workdays after the step before it; 0 is the same day. */
  waitDays: z.number().int().min(0).max(LONGEST_WAIT),
  /** Workdays from the day it is due until it should be done; 0 is that day. */
  deadlineDays: z.number().int().min(0).max(LONGEST_WAIT),
  role: StepRole,
  templateCode: z.string().nullable(),
  onlyIf: Condition.nullable(),
})
export type ProtocolStep = z.infer<typeof ProtocolStep>

export const Protocol = z.object({
  id: z.uuid(),
  version: z.number(),
  steps: z.array(ProtocolStep),
  /** How many on the ladder came over to this version; null until they have. */
  movedRuns: z.number().nullable(),
})
export type Protocol = z.infer<typeof Protocol>

export const STARTED = ['entered', 'referral', 'by_hand'] as const
export type Started = (typeof STARTED)[number]

/** Why a run is over. */
export const RunEnd = z.enum(['reached', 'left', 'finished', 'by_hand', 'merged'])
export type RunEnd = z.infer<typeof RunEnd>

export const StopReason = z.enum(['other_has_contact', 'agreed', 'started_wrongly', 'other'])
export type StopReason = z.infer<typeof StopReason>

/** Why the rule leaves a step out for somebody. */
export const LEFT_OUT = [
  'protected',
  'not_protected',
  'of_age',
  'under_age',
  'no_phone',
  'no_mobile',
  'no_email',
  'no_address',
  'opted_out',
  'wrong_number',
] as const
export type LeftOut = (typeof LEFT_OUT)[number]

/** Whether somebody can be written to on a channel: they can, no number or address takes it, they have said no, or it was not theirs. */
export const Sendable = z.enum(['yes', 'none', 'opted_out', 'wrong_number'])
export type Sendable = z.infer<typeof Sendable>

/** Why somebody skipped a step. */
export const SkipReason = z.enum(['done_otherwise', 'not_possible', 'not_suitable', 'other'])
export type SkipReason = z.infer<typeof SkipReason>

/** Why an open step was taken back; it may come again. */
export const WITHDRAWN = ['stopped', 'rested', 'protocol_changed', 'not_sent'] as const
export type Withdrawn = (typeof WITHDRAWN)[number]

/** How a step was closed. A step that was withdrawn is the only one that may be opened again. */
export const StepEnd = z.enum(['done', 'skipped', 'left_out', 'withdrawn'])
export type StepEnd = z.infer<typeof StepEnd>

export const RestKind = z.enum(['pause', 'exempt'])
export type RestKind = z.infer<typeof RestKind>

/** Why nothing is planned for a while. The closed list says nothing of anybody's health: that is for notes. */
export const RestReason = z.enum(['asked_to_wait', 'away', 'other_has_contact', 'declined', 'safety', 'other'])
export type RestReason = z.infer<typeof RestReason>

export const REASONS_OF: Readonly<Record<RestKind, readonly RestReason[]>> = {
  pause: ['asked_to_wait', 'away', 'other_has_contact', 'other'],
  exempt: ['declined', 'other_has_contact', 'safety', 'other'],
}

export const Rest = z.object({
  id: z.uuid(),
  kind: RestKind,
  reason: RestReason,
  fromOn: Day,
  /** The first day on which it is over. */
  untilOn: Day,
  setBy: z.uuid(),
})
export type Rest = z.infer<typeof Rest>

/** A step of a run, as it stands. */
export const RunStep = z.object({
  id: z.uuid(),
  code: z.string(),
  channel: StepChannel,
  through: StepTo,
  templateCode: z.string().nullable(),
  dueFrom: Day,
  deadlineOn: Day,
  closedAs: StepEnd.nullable(),
  reason: z.string().nullable(),
  closedOn: Day.nullable(),
  closedBy: z.uuid().nullable(),
  contactId: z.uuid().nullable(),
})
export type RunStep = z.infer<typeof RunStep>

export const Run = z.object({
  id: z.uuid(),
  personId: PersonId,
  startedAs: z.enum(STARTED),
  startedOn: Day,
  closedAs: RunEnd.nullable(),
  closedOn: Day.nullable(),
})
export type Run = z.infer<typeof Run>

/** What of the ladder one looks at: steps whose deadline is ahead, or passed; or those who have not answered yet. */
export const VIEWS = ['due', 'overdue', 'waiting'] as const
export type LadderView = (typeof VIEWS)[number]

export type LadderAsked = {
  readonly view: LadderView
  readonly mine: boolean
  /** The code of a step; null for all. */
  readonly step: string | null
  readonly role: StepRole | null
}
