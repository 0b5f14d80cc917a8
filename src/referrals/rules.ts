import type { PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { addWorkdays, type Holidays } from '../organisations/calendar.ts'
import type { Outcome, Referral, ReferralSettings, Stage } from './model.ts'

/** Who moves a referral: those who triage, the colleague who sent it, or whoever sent it from outside. */
export type Mover = 'triage' | 'sender' | 'outside'

const BACK = ['sender', 'outside'] as const
const TRIAGE = ['triage'] as const

/** From where to where, and by whom. What is not here does not happen. */
export const MOVES: Readonly<Record<Stage, Readonly<Partial<Record<Stage, readonly Mover[]>>>>> = {
  received: { triage: TRIAGE, withdrawn: BACK },
  triage: {
    received: TRIAGE,
    offered: TRIAGE,
    waiting: TRIAGE,
    accepted: TRIAGE,
    declined: TRIAGE,
    passed_on: TRIAGE,
    withdrawn: BACK,
  },
  offered: {
    received: TRIAGE,
    waiting: TRIAGE,
    accepted: TRIAGE,
    declined: TRIAGE,
    passed_on: TRIAGE,
    withdrawn: BACK,
  },
  waiting: {
    received: TRIAGE,
    offered: TRIAGE,
    accepted: TRIAGE,
    declined: TRIAGE,
    passed_on: TRIAGE,
    withdrawn: BACK,
  },
  accepted: { ended: TRIAGE },
  declined: {},
  // To another domain of Sedd: until somebody there has answered.
  passed_on: { withdrawn: ['sender', 'triage'] },
  withdrawn: {},
  ended: {},
}

export function mayMove(from: Stage, to: Stage, by: Mover): boolean {
  return MOVES[from][to]?.includes(by) ?? false
}

/** Where a referral may go from here, by whoever asks. */
export function movesFrom(from: Stage, by: Mover): readonly Stage[] {
  return (Object.keys(MOVES[from]) as Stage[]).filter((to) => mayMove(from, to, by))
}

/** What waits for somebody here. */
export const OPEN_STAGES = ['received', 'triage', 'offered', 'waiting'] as const satisfies readonly Stage[]

export function isOpen(stage: Stage): boolean {
  return (OPEN_STAGES as readonly Stage[]).includes(stage)
}

/** Moves that say nothing of whom it is about need no person; whoever is offered a place is somebody. */
const NEEDS_PERSON: readonly Stage[] = ['offered', 'waiting', 'accepted', 'passed_on']
export const needsPerson = (to: Stage) => NEEDS_PERSON.includes(to)

/** Why each of these moves may be made: a closed list. `received` from triage is to another team of ours. */
export const OUTCOMES = {
  declined: [
    'not_our_task',
    'other_support',
    'not_resident',
    'declined_offer',
    'no_answer',
    'too_little_known',
    'twice',
    'too_old',
  ],
  received: ['other_team_fits', 'no_room'],
  passed_on: ['other_domain_fits', 'not_resident'],
  withdrawn: ['no_longer_needed', 'wrong_person', 'changed_mind', 'twice'],
  ended: ['goal_reached', 'other_support', 'ended_by_youth', 'moved', 'too_old'],
} as const satisfies Readonly<Partial<Record<Stage, readonly Outcome[]>>>
export type Reasoned = keyof typeof OUTCOMES

export function isOutcomeOf(to: Reasoned, reason: Outcome): boolean {
  return (OUTCOMES[to] as readonly Outcome[]).includes(reason)
}

/**
 * What whoever sent it from outside is told: that it is received, and that it is closed when somebody has decided. Neither how it was
 * decided nor whether anybody here is known (OSL 23 kap., 26 kap. 1 §: also that somebody is a client is secret).
 */
export type OutsideView = 'received' | 'closed'

export function outsideView(stage: Stage): OutsideView {
  return isOpen(stage) ? 'received' : 'closed'
}

/** What holds where the domain has decided nothing. */
export const UNDECIDED: ReferralSettings = {
  receivedDays: 1,
  triageDays: 5,
  offeredDays: 10,
  waitingDays: 30,
  untiedDays: 90,
}

const LIMITS: Readonly<Record<keyof ReferralSettings, readonly [least: number, most: number]>> = {
  receivedDays: [1, 60],
  triageDays: [1, 120],
  offeredDays: [1, 120],
  waitingDays: [1, 400],
  untiedDays: [1, 730],
}

export function settingProblems(wanted: ReferralSettings): readonly FieldProblem[] {
  return (Object.keys(LIMITS) as (keyof ReferralSettings)[]).flatMap((field) => {
    const [least, most] = LIMITS[field]
    const fits = Number.isInteger(wanted[field]) && wanted[field] >= least && wanted[field] <= most
    return fits ? [] : [{ field, code: `${field}_range` }]
  })
}

const DAYS: Readonly<Partial<Record<Stage, keyof ReferralSettings>>> = {
  received: 'receivedDays',
  triage: 'triageDays',
  offered: 'offeredDays',
  waiting: 'waitingDays',
}

/** The day by which a stage that begins on a day is to be over; null for what is decided. */
export function targetOf(
  stage: Stage,
  begun: PlainDate,
  { settings, holidays }: { readonly settings: ReferralSettings; readonly holidays: Holidays },
): PlainDate | null {
  const days = DAYS[stage]
  return days === undefined ? null : addWorkdays(begun, settings[days], holidays)
}

export type Lateness = 'overdue' | 'today' | 'ahead' | 'none'

export function latenessOf(targetOn: PlainDate | null, today: PlainDate): Lateness {
  if (targetOn === null) return 'none'
  if (targetOn < today) return 'overdue'
  return targetOn === today ? 'today' : 'ahead'
}

/** The queue: whoever was referred first is first, and of the same moment in an order that stays. */
export function inQueue(a: Pick<Referral, 'receivedAt' | 'id'>, b: Pick<Referral, 'receivedAt' | 'id'>): number {
  const [one, two] = [a.receivedAt + a.id, b.receivedAt + b.id]
  return one < two ? -1 : one > two ? 1 : 0
}

/** How full a team is. `places` null: nobody has said. */
export type Room = { readonly taken: number; readonly waiting: number; readonly places: number | null }

export type Fullness = 'free' | 'full' | 'over' | 'unsaid'

export function fullnessOf({ taken, places }: Room): Fullness {
  if (places === null) return 'unsaid'
  if (taken > places) return 'over'
  return taken === places ? 'full' : 'free'
}

/** What is wrong with why somebody is referred. */
export function causeProblems(reasons: readonly string[]): readonly FieldProblem[] {
  if (reasons.length === 0) return [{ field: 'reasons', code: 'reasons_missing' }]
  return reasons.length > 5 ? [{ field: 'reasons', code: 'reasons_many' }] : []
}

/** What is said of a team that has no room left; null when there is room, or nobody has said how many there are. */
export function roomProblem(room: Pick<Room, 'taken' | 'places'>, anyway: boolean): FieldProblem | null {
  const isFull = room.places !== null && room.taken >= room.places
  return isFull && !anyway ? { field: 'anyway', code: 'team_full' } : null
}

/** What the domain that sent a referral is told of why it was declined: what says nothing of the young person (OSL 26 kap. 1 §). */
const TOLD_ACROSS: readonly Outcome[] = ['not_our_task', 'not_resident', 'too_little_known', 'twice', 'too_old']

export const reasonAcross = (reason: Outcome | null): Outcome | null =>
  reason !== null && TOLD_ACROSS.includes(reason) ? reason : null

/** Of which decisions a colleague who referred somebody is told. */
export const isTold = (to: Stage) => ['accepted', 'declined', 'passed_on', 'withdrawn'].includes(to)

/** The longest words a referral may have, in characters. */
export const LONGEST = 8000

/** For how many days the young person is shared with whom they are referred to, when nobody says otherwise. */
export const SHARED_DAYS = 90
