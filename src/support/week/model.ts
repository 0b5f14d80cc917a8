import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'
import { Asks, PlacementKind, Weekday } from '../placements/model.ts'

/**
 * The mixed week (R086, R136, R244): some half days at school, some at a placement, from a day on; and where the young person was. The plan is a
 * proposal that is followed up, never a gate.
 *
 * Attendance comes from three: a colleague, the school, and the supervisor behind a link of their own. What a colleague or the school has said stands
 * when the supervisor says otherwise.
 */

export const HALVES = ['morning', 'afternoon'] as const
export const Half = z.enum(HALVES)
export type Half = z.infer<typeof Half>

export const Where = z.enum(['school', 'placement', 'activity', 'home', 'free'])
export type Where = z.infer<typeof Where>
/** Where one can come, or be away from. */
export const Attended = z.enum(['school', 'placement', 'activity', 'home'])
export type Attended = z.infer<typeof Attended>

/** Came; came late; away and told beforehand; away. */
export const Mark = z.enum(['came', 'late', 'told', 'away'])
export type Mark = z.infer<typeof Mark>

export const AttendanceSource = z.enum(['staff', 'school', 'supervisor'])
export type AttendanceSource = z.infer<typeof AttendanceSource>

export const WeekReason = z.enum([
  ...(['first', 'placement_begins', 'placement_ends', 'more_school', 'less_school'] as const),
  ...(['own_wish', 'timetable', 'holiday', 'other'] as const),
])
export type WeekReason = z.infer<typeof WeekReason>

/** From a day on until the next one; both lists Monday to Sunday. */
export const WeekPlan = z.object({
  id: z.uuid(),
  personId: PersonId,
  fromOn: Day,
  mornings: z.array(Where).length(7),
  afternoons: z.array(Where).length(7),
  reason: WeekReason,
  setBy: z.uuid(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
})
export type WeekPlan = z.infer<typeof WeekPlan>

export type WeekPlanInput = Pick<WeekPlan, 'fromOn' | 'mornings' | 'afternoons' | 'reason'> & {
  /** The latest plan the form showed; null where there was none. */
  readonly seen: string | null
}

export const Attendance = z.object({
  id: z.uuid(),
  personId: PersonId,
  placementId: z.uuid().nullable(),
  onDay: Day,
  half: Half,
  what: Attended,
  mark: Mark,
  source: AttendanceSource,
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Attendance = z.infer<typeof Attendance>

export type MarkInput = {
  readonly onDay: z.infer<typeof Day>
  readonly half: Half
  /** Null takes back what was entered wrongly. */
  readonly mark: Mark | null
  /** What the form showed; null where nothing was said. */
  readonly was: Mark | null
}

/** One version of what is agreed of when somebody is there and who is asked; `canAsk`: the supervisor has a number and has not said no. */
export const Agreed = z.object({
  supervisorId: z.uuid().nullable(),
  fromOn: Day,
  lastOn: Day,
  holdsFrom: Day.nullable(),
  days: z.array(Weekday),
  startsAt: z.string(),
  endsAt: z.string(),
  asks: Asks,
  canAsk: z.boolean(),
})
export type Agreed = z.infer<typeof Agreed>

export const DaySpan = z.object({ fromOn: Day, lastOn: Day })
export type DaySpan = z.infer<typeof DaySpan>

/** A placement with every version of what is agreed, the latest first: what held on a day answers for that day. */
export const Asking = z.object({
  placementId: z.uuid(),
  personId: PersonId,
  kind: PlacementKind,
  endedOn: Day.nullable(),
  agreed: z.array(Agreed),
  /** What the supervisor has been asked about already. */
  asked: z.array(DaySpan),
  /** That the supervisor who would be asked has answered STOPP. */
  isStopped: z.boolean(),
})
export type Asking = z.infer<typeof Asking>

export const QuestionState = z.enum(['queued', 'handing', 'handed', 'failed', 'uncertain', 'withdrawn'])
export type QuestionState = z.infer<typeof QuestionState>

export const WeekQuestion = z.object({
  id: z.uuid(),
  placementId: z.uuid(),
  personId: PersonId,
  fromOn: Day,
  lastOn: Day,
  state: QuestionState,
  attempts: z.number(),
  expiresAt: InstantText,
  handedAt: InstantText.nullable(),
  answeredAt: InstantText.nullable(),
})
export type WeekQuestion = z.infer<typeof WeekQuestion>
