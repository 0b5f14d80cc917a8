import type { Role } from '../access/model.ts'
import { ROLES } from '../access/roles.ts'
import type { Instant } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Glass, GroundKind, Shut, Verdict } from './model.ts'

/** How long an access in an emergency may be chosen to last. The database holds four hours as the longest. */
export const GLASS_MINUTES = [15, 30, 60, 120, 240] as const

const REASON = { least: 3, most: 400 }
const GLASS_REASON = { least: 20, most: 1000 }
const STOP_REASON = { least: 10, most: 400 }
const DONE = { least: 10, most: 1000 }

type Length = { readonly least: number; readonly most: number }

const fits = (text: string, { least, most }: Length) => text.trim().length >= least && text.trim().length <= most

/** What one who lets somebody in must say. */
export function lettingInFaults(
  given: { readonly reason: string; readonly until: Instant | null },
  now: Instant,
): readonly FieldProblem[] {
  return [
    ...(fits(given.reason, REASON) ? [] : [{ field: 'reason', code: 'reason_missing' }]),
    ...(given.until !== null && given.until <= now ? [{ field: 'until', code: 'until_past' }] : []),
  ]
}

export function blockFaults({
  shut,
  reason,
}: {
  readonly shut: Shut
  readonly reason: string
}): readonly FieldProblem[] {
  return [
    ...(shut.kind === 'one' && shut.accountId === '' ? [{ field: 'account', code: 'account_missing' }] : []),
    ...(shut.kind === 'others' && shut.excepted.length === 0 ? [{ field: 'excepted', code: 'nobody_excepted' }] : []),
    ...(fits(reason, REASON) ? [] : [{ field: 'blockReason', code: 'reason_missing' }]),
  ]
}

const mayLift = (role: Role) => (ROLES[role].rights as readonly string[]).includes('block')

/** Whoever is shut out lifts no block: one against everybody but some leaves somebody who can. */
export function lifterFaults(
  shut: Shut,
  staff: readonly { readonly accountId: string; readonly role: Role; readonly current: boolean }[],
): readonly FieldProblem[] {
  if (shut.kind === 'one' || shut.excepted.length === 0) return []
  const lifts = staff.some(
    ({ accountId, role, current }) => current && shut.excepted.includes(accountId) && mayLift(role),
  )
  return lifts ? [] : [{ field: 'excepted', code: 'nobody_lifts' }]
}

export function recusalFaults(reason: string): readonly FieldProblem[] {
  return fits(reason, REASON) ? [] : [{ field: 'recusalReason', code: 'reason_missing' }]
}

export function glassFaults(asked: { readonly reason: string; readonly minutes: number }): readonly FieldProblem[] {
  const known = GLASS_MINUTES.some((minutes) => minutes === asked.minutes)
  return [
    ...(fits(asked.reason, GLASS_REASON) ? [] : [{ field: 'reason', code: 'glass_reason_short' }]),
    ...(known ? [] : [{ field: 'minutes', code: 'minutes_missing' }]),
  ]
}

/** What was not justified has consequences, and they are written down. */
export function verdictFaults(given: {
  readonly verdict: Verdict | null
  readonly done: string
}): readonly FieldProblem[] {
  if (given.verdict === null) return [{ field: 'verdict', code: 'verdict_missing' }]
  const said = given.done.trim()
  if (given.verdict === 'not_justified' && !fits(said, DONE)) return [{ field: 'done', code: 'done_missing' }]
  return said.length > DONE.most ? [{ field: 'done', code: 'done_missing' }] : []
}

export function stopFaults(reason: string): readonly FieldProblem[] {
  return fits(reason, STOP_REASON) ? [] : [{ field: 'stop', code: 'stop_missing' }]
}

/** Past its time: the review of an access in an emergency is due within 72 hours, and late from the moment after. */
export function isOverdue(glass: Pick<Glass, 'dueAt' | 'reviewedAt'>, now: Instant): boolean {
  return glass.dueAt !== null && glass.reviewedAt === null && new Date(glass.dueAt) < new Date(now)
}

/** Whether an access still opens the person. */
export function isRunning(glass: Pick<Glass, 'until' | 'endedAt'>, now: Instant): boolean {
  return glass.until !== null && glass.endedAt === null && new Date(glass.until) > new Date(now)
}

/** Whether somebody still has to tell the young person. */
export function isToBeTold(glass: Pick<Glass, 'outcome' | 'toldAt' | 'stopReason'>): boolean {
  return glass.outcome === 'given' && glass.toldAt === null && glass.stopReason === null
}

/**
 * What each ground rests on. Within a nämnd only those see a person who need to for their work (dataskyddsförordningen art. 5.1 c and f);
 * that OSL 10 kap. 2 § lets them is not verified against its wording.
 */
export const LAW_OF: Readonly<Record<GroundKind, 'register' | 'need' | 'emergency' | 'share'>> = {
  owner: 'register',
  case: 'need',
  team: 'need',
  unit: 'need',
  role: 'need',
  glass: 'emergency',
  share: 'share',
}
