import { z } from 'zod'
import { Day, InstantText, type PlainDate } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * What is done by the plan: activities of one's own, each kind told of in its own fields; groups, whose sessions are entered once for all;
 * the papers one gets; and the times one meets.
 */

export const ActivityKind = z.enum([
  ...['guidance_talk', 'coaching', 'study_support', 'two_teachers', 'psychoeducation', 'practice', 'apprenticeship'],
  ...['preparatory_track', 'vocational_course', 'summer_job', 'health', 'network', 'group'],
] as const)
export type ActivityKind = z.infer<typeof ActivityKind>

const Text = z.string().min(1).max(120).nullable()

/** What an activity may be told of, beside its name and days; which of it, is for the kind to say. */
export const Details = z.object({
  subject: Text,
  place: Text,
  organiser: Text,
  leadsTo: Text,
  tasks: z.string().min(1).max(300).nullable(),
  weekdays: Text,
  hours: z.int().min(1).max(60).nullable(),
  sessions: z.int().min(1).max(99).nullable(),
})
export type Details = z.infer<typeof Details>
export type Detail = keyof Details

/** The word that a field is asked for with: its own, or one that fits the kind better. */
type FieldWord =
  | Detail
  | 'subject.talk'
  | 'subject.theme'
  | 'subject.trade'
  | 'place.work'
  | 'organiser.school'
  | 'weekdays.teachers'
export type KindField = { readonly name: Detail; readonly word: FieldWord; readonly isNeeded: boolean }

const may = (name: Detail, word: FieldWord = name): KindField => ({ name, word, isNeeded: false })
const must = (name: Detail, word: FieldWord = name): KindField => ({ name, word, isNeeded: true })

/** What each kind of activity is told of, in the order it is asked for. A kind has no other field. */
export const KIND_FIELDS: Readonly<Record<ActivityKind, readonly KindField[]>> = {
  guidance_talk: [may('subject', 'subject.talk')],
  coaching: [may('subject', 'subject.talk'), may('hours')],
  study_support: [must('subject'), may('weekdays'), may('hours')],
  two_teachers: [must('subject'), must('place'), may('weekdays', 'weekdays.teachers')],
  psychoeducation: [must('subject', 'subject.theme'), may('sessions')],
  practice: [must('place', 'place.work'), may('tasks'), may('hours')],
  apprenticeship: [
    ...[must('subject', 'subject.trade'), must('place', 'place.work'), may('organiser', 'organiser.school')],
    ...[may('tasks'), may('hours')],
  ],
  preparatory_track: [must('subject'), may('organiser'), may('place'), may('hours')],
  vocational_course: [must('subject', 'subject.trade'), may('organiser'), must('place'), may('leadsTo'), may('hours')],
  summer_job: [must('place', 'place.work'), may('tasks'), may('hours')],
  health: [may('place'), may('weekdays'), may('sessions')],
  network: [may('organiser'), may('place'), may('weekdays')],
  group: [],
}

/** The kinds that are planned on a young person's own page; a group is joined on the group's. */
export const OWN_KINDS = [
  'guidance_talk',
  'coaching',
  'study_support',
  'two_teachers',
  'psychoeducation',
  'practice',
  'apprenticeship',
  'preparatory_track',
  'vocational_course',
  'summer_job',
  'health',
  'network',
] as const satisfies readonly ActivityKind[]
export const OwnKind = z.enum(OWN_KINDS)
export type OwnKind = z.infer<typeof OwnKind>

/** What was found to matter in Plug In: tags that may be set on what is done, and need not. */
export const Factor = z.enum(['individual', 'follow_up', 'approach', 'flexibility', 'collaboration'])
export type Factor = z.infer<typeof Factor>

export const ActivityState = z.enum(['planned', 'under_way', 'done', 'interrupted', 'cancelled'])
export type ActivityState = z.infer<typeof ActivityState>

/** Why an activity was interrupted by or with the young person. */
export const InterruptReason = z.enum([
  'studies',
  'work',
  'other_path',
  'not_suitable',
  'wish_changed',
  'moved',
  'no_contact',
  'other_first',
])
/** Why it never came about, or was called off by whoever offers it. */
export const CancelReason = z.enum(['too_few', 'provider', 'no_place', 'declined', 'mistaken'])
/** Why it is over when nobody has said how it ended before the case was closed: nobody chooses this one. */
export const CASE_CLOSED = 'case_closed'

export const Activity = z.object({
  id: z.uuid(),
  activityId: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  kind: z.string(),
  name: z.string(),
  ...Details.shape,
  goalId: z.uuid().nullable(),
  stepId: z.uuid().nullable(),
  groupId: z.uuid().nullable(),
  factors: z.array(Factor),
  startsOn: Day,
  endsOn: Day.nullable(),
  state: ActivityState,
  endedOn: Day.nullable(),
  reason: z.string().nullable(),
  reasonWords: z.string().nullable(),
  setBy: z.uuid(),
  knownFrom: InstantText,
})
export type Activity = z.infer<typeof Activity>

export type ActivityInput = {
  /** As it was typed; what the kind has use for is read out of it. */
  readonly particulars: Readonly<Record<string, unknown>> & { readonly kind: string }
  readonly name: string
  readonly goalId: string | null
  readonly stepId: string | null
  readonly factors: readonly Factor[]
  readonly startsOn: PlainDate
  readonly endsOn: PlainDate | null
}

export const QualificationKind = z.enum([
  'forklift',
  'lift',
  'hot_work',
  'construction',
  'hlr',
  'food_hygiene',
  'driving_licence',
  'other',
])
/** What was seen of it: the paper itself, what the provider says, or what the young person says. */
export const ProofKind = z.enum(['seen', 'told_by_provider', 'told_by_youth'])

export const Qualification = z.object({
  id: z.uuid(),
  personId: PersonId,
  activityId: z.uuid().nullable(),
  kind: QualificationKind,
  name: z.string(),
  level: z.string().nullable(),
  gotOn: Day,
  validUntil: Day.nullable(),
  evidence: ProofKind,
})
export type Qualification = z.infer<typeof Qualification>
export type QualificationInput = Omit<Qualification, 'id' | 'personId'>
export const QualificationEnd = z.enum(['mistaken', 'renewed', 'withdrawn'])

export const MeetingWay = z.enum(['here', 'home', 'school', 'workplace', 'walk', 'phone', 'video'])
export const Outcome = z.enum(['came', 'late', 'no_show', 'cancelled', 'moved'])
export const ReasonKind = z.enum(['acceptable', 'unacceptable', 'logistics'])
export const CancelledBy = z.enum(['youth', 'guardian', 'us', 'other'])
export const Came = z.enum(['came', 'late', 'no_show'])

export const Appointment = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  activityId: z.uuid().nullable(),
  onDay: Day,
  atTime: z.string(),
  minutes: z.number(),
  way: MeetingWay,
  accountId: z.uuid(),
  reminds: z.boolean(),
  remindedAs: z.string().nullable(),
  replacesId: z.uuid().nullable(),
  /** Something else was said of it afterwards: another row stands in its place. */
  isCorrected: z.boolean(),
  outcome: Outcome.nullable(),
  reasonKind: ReasonKind.nullable(),
  cancelledBy: CancelledBy.nullable(),
})
export type Appointment = z.infer<typeof Appointment>

export type AppointmentInput = {
  readonly activityId: string | null
  readonly onDay: PlainDate
  readonly atTime: string
  readonly minutes: number
  readonly way: z.infer<typeof MeetingWay>
  readonly accountId: string
  readonly reminds: boolean
}

export const GroupState = z.enum(['planned', 'under_way', 'done', 'cancelled'])

export const Group = z.object({
  id: z.uuid(),
  groupId: z.uuid(),
  name: z.string(),
  place: z.string().nullable(),
  capacity: z.number(),
  startsOn: Day,
  endsOn: Day.nullable(),
  state: GroupState,
  reason: z.string().nullable(),
  factors: z.array(Factor),
  accountId: z.uuid(),
  /** Places that are taken, also by those whom the reader does not see. */
  taken: z.number(),
  /** The day it was said to be over, as long as it is. */
  overOn: Day.nullable(),
})
export type Group = z.infer<typeof Group>

export type GroupInput = Pick<Group, 'name' | 'place' | 'capacity' | 'startsOn' | 'endsOn' | 'factors' | 'accountId'>

export const Member = z.object({
  activityId: z.uuid(),
  personId: PersonId,
  rootId: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  state: ActivityState,
  endedOn: Day.nullable(),
  came: z.number(),
  missed: z.number(),
})
export type Member = z.infer<typeof Member>

export const Session = z.object({
  id: z.uuid(),
  onDay: Day,
  minutes: z.number(),
  came: z.number(),
  missed: z.number(),
})
export type Session = z.infer<typeof Session>

/** What was said of somebody at a session; null says that nothing is. */
export type Presence = {
  readonly came: z.infer<typeof Came>
  readonly reasonKind: z.infer<typeof ReasonKind> | null
} | null

export const Attendance = z.object({ activityId: z.uuid(), came: Came, reasonKind: ReasonKind.nullable() })
export type Attendance = z.infer<typeof Attendance>
