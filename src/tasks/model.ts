import { z } from 'zod'
import { Day, InstantText, type PlainDate } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'

/**
 * What a member of staff is to do, on one page and in one calendar (R134, R135, R138).
 *
 * A task is either *derived*: a day that stands elsewhere, read from there and never stored twice; or *own*: a reminder (huskelapp).
 * A reminder about a young person holds codes and no words, for words about somebody are a note; one about nobody has a few words, for
 * the eyes of its writer and of the colleague it is given to. What is said of a derived one (put off, given to a colleague) is a *mark*.
 */

/**
 * Where derived tasks come from: a closed list, to which a module adds its line here and its statement in `source-sql.ts`.
 *
 * `of`: about one young person, or work that is shared by all who may do it and shown as a count. `permission`: who does it.
 * `statutory`: the law or a decision sets the day, and nobody puts it off past that. `own`: nobody else can be given it. `stays`: it is put
 * off where it stands and not here: a visit is called off and planned anew, and a step waits while its ladder rests.
 */
export const SOURCES = {
  next_contact: { of: 'person', permission: 'outreach.log', statutory: false },
  home_visit: { of: 'person', permission: 'outreach.log', statutory: false, own: true, stays: true },
  ladder_step: { of: 'person', permission: 'outreach.log', statutory: false, stays: true },
  stale_status: { of: 'person', permission: 'register.record_occupation', statutory: false },
  decision_ends: { of: 'person', permission: 'register.decide', statutory: true },
  consent_ends: { of: 'person', permission: 'sharing.share', statutory: true, own: true },
  own_share_ends: { of: 'person', permission: 'sharing.share', statutory: true, own: true },
  reading_due: { of: 'person', permission: 'support.work', statutory: false },
  follow_up: { of: 'person', permission: 'support.work', statutory: false },
  plan_review: { of: 'person', permission: 'support.work', statutory: false },
  plan_step: { of: 'person', permission: 'support.work', statutory: false },
  group_over: { of: 'person', permission: 'support.work', statutory: false },
  mapping_answered: { of: 'person', permission: 'support.work', statutory: false },
  appointment: { of: 'person', permission: 'support.work', statutory: false },
  work_step: { of: 'person', permission: 'support.work', statutory: false },
  placement_ends: { of: 'person', permission: 'support.work', statutory: false },
  week_answer: { of: 'person', permission: 'support.work', statutory: false },
  meeting: { of: 'person', permission: 'support.work', statutory: false },
  meeting_action: { of: 'person', permission: 'support.work', statutory: false },
  ladder_leader: { of: 'shared', permission: 'outreach.exempt', statutory: false },
  reply_unmatched: { of: 'shared', permission: 'messages.tie', statutory: false },
  message_failed: { of: 'shared', permission: 'messages.read', statutory: false },
  referral: { of: 'shared', permission: 'referrals.triage', statutory: false },
  notice_send: { of: 'shared', permission: 'notices.work', statutory: true },
  notice_handle: { of: 'shared', permission: 'notices.work', statutory: false },
  notice_withdrawn: { of: 'shared', permission: 'notices.work', statutory: false },
  unclear: { of: 'shared', permission: 'register.decide', statutory: false },
  glass_review: { of: 'shared', permission: 'sight.review', statutory: true },
  approval: { of: 'shared', permission: 'access.answer_approval', statutory: true },
  share_waiting: { of: 'shared', permission: 'sharing.answer', statutory: false },
  share_ends: { of: 'shared', permission: 'sharing.visit', statutory: true },
  move_out: { of: 'shared', permission: 'moves.work', statutory: false },
  move_in: { of: 'shared', permission: 'moves.work', statutory: false },
  not_arrived: { of: 'shared', permission: 'transitions.see', statutory: false },
  ageing_out: { of: 'shared', permission: 'transitions.see', statutory: false },
} as const satisfies Readonly<Record<string, Source>>

type Source = {
  readonly of: 'person' | 'shared'
  readonly permission: string
  readonly statutory: boolean
  readonly own?: boolean
  readonly stays?: boolean
}
export type SourceCode = keyof typeof SOURCES

/** Whether a day is put off where it stands, and not among the tasks. */
export const stays = (source: SourceCode): boolean => 'stays' in SOURCES[source]

export const PERSON_SOURCES = [
  'next_contact',
  'home_visit',
  'ladder_step',
  'stale_status',
  'decision_ends',
  'consent_ends',
  'own_share_ends',
  'reading_due',
  'follow_up',
  'plan_review',
  'plan_step',
  'group_over',
  'mapping_answered',
  'appointment',
  'work_step',
  'placement_ends',
  'week_answer',
  'meeting',
  'meeting_action',
] as const satisfies readonly SourceCode[]
export type PersonSource = (typeof PERSON_SOURCES)[number]
export const SHARED_SOURCES = [
  'ladder_leader',
  'reply_unmatched',
  'message_failed',
  'referral',
  'notice_send',
  'notice_handle',
  'notice_withdrawn',
  'glass_review',
  'approval',
  'share_waiting',
  'share_ends',
  'move_out',
  'move_in',
  'not_arrived',
  'ageing_out',
  'unclear',
] as const satisfies readonly SourceCode[]
export type SharedSource = (typeof SHARED_SOURCES)[number]

/** What a reminder about a young person is for. */
export const TaskKind = z.enum([
  'call',
  'message',
  'meet',
  'guardian',
  'school',
  'partner',
  'documents',
  'follow_up',
  'other',
])
export type TaskKind = z.infer<typeof TaskKind>

/** Why something is put off. */
export const MoveReason = z.enum(['not_today', 'waiting_answer', 'young_away', 'colleague_away', 'agreed'])
export type MoveReason = z.infer<typeof MoveReason>

/** `HH:MM` by the clock on the wall in Sweden. */
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A task about one young person, derived or a reminder. */
export const PersonTask = z.object({
  /** `reminder`, or where it is read from. */
  source: z.enum([...PERSON_SOURCES, 'reminder']),
  /** The reminder, or the row that the day stands in. */
  subject: z.string(),
  personId: PersonId,
  /** Which of the person's numbers the day stands under: another than the person's own after a merge. */
  memberId: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string(),
  /** The day it is to be done: where it was put off, the day it was put off to. */
  onDay: Day,
  /** The day that stood first. */
  dueOn: Day,
  /** What tells those of one source that fall on the same day apart. */
  markedBy: z.string().nullable(),
  atTime: WallTime.nullable(),
  /** What it is: a reminder's kind, or the channel of a next contact. */
  detail: z.string().nullable(),
  /** Whose it is; null for what is shared by all who may do it. */
  account: z.uuid().nullable(),
  /** Who gave it to them, where somebody else did. */
  givenBy: z.uuid().nullable(),
  why: MoveReason.nullable(),
})
export type PersonTask = z.infer<typeof PersonTask>

/** A reminder of one's own, about nobody. */
export const OwnReminder = z.object({
  id: z.uuid(),
  account: z.uuid(),
  words: z.string(),
  onDay: Day,
  atTime: WallTime.nullable(),
  givenTo: z.uuid().nullable(),
  why: MoveReason.nullable(),
  doneAt: InstantText.nullable(),
})
export type OwnReminder = z.infer<typeof OwnReminder>

/** The open wording of a reminder about a young person. */
export const Reminder = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  personId: PersonId,
  kind: TaskKind,
  onDay: Day,
  atTime: WallTime.nullable(),
  assignedTo: z.uuid(),
  movedWhy: MoveReason.nullable(),
  setBy: z.uuid(),
  closedAs: z.enum(['done', 'removed', 'replaced']).nullable(),
  knownUntil: InstantText.nullable(),
})
export type Reminder = z.infer<typeof Reminder>

/** Work shared by all who may do it: how much, and the first day it is late. */
export type SharedWork = { readonly source: SharedSource; readonly count: number; readonly dueOn: PlainDate | null }

/** A colleague, and whether they reach the young person whom a task is about. */
export type Receiver = { readonly accountId: string; readonly displayName: string; readonly reaches: boolean }

export const AlertCode = z.enum([
  'given_to_you',
  'yours_done',
  'visit_with_you',
  'visit_moved',
  'visit_called_off',
  'approved',
  'declined',
  'referral_answered',
])
export type AlertCode = z.infer<typeof AlertCode>

export const Alert = z.object({
  id: z.uuid(),
  code: AlertCode,
  object: z.string().nullable(),
  byAccount: z.uuid(),
  madeAt: InstantText,
  readAt: InstantText.nullable(),
})
export type Alert = z.infer<typeof Alert>
