import type { Colleague } from '../../access/model.ts'
import type { Instant } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { CONTACT_PERMISSIONS } from '../contacts/permissions.ts'
import type { VisitInput } from './visit-model.ts'

/** A visit is planned within half a year; an hour back is one that somebody has just gone on. */
const FURTHEST_DAYS = 183

/** Whether a colleague may be one of the two: who follows outreach, and can log what came of it. */
export function mayGo({ current, role }: Pick<Colleague, 'current' | 'role'>): boolean {
  const follow: readonly string[] = CONTACT_PERMISSIONS['outreach.log']
  return current && follow.includes(role)
}

/** What is wrong with the time of a visit: it is to come, and not far ahead. */
export function timeProblems(visitAt: Instant, now: Instant): readonly FieldProblem[] {
  const hours = (Date.parse(visitAt) - Date.parse(now)) / 3_600_000
  return [
    ...(hours < -1 ? [{ field: 'visitOn', code: 'visit_passed' }] : []),
    ...(hours > FURTHEST_DAYS * 24 ? [{ field: 'visitOn', code: 'visit_too_far' }] : []),
  ]
}

/** What is wrong with a visit that is planned: two different colleagues, at a time that is to come. */
export function visitProblems(
  visit: Pick<VisitInput, 'visitAt' | 'firstBy' | 'secondBy'>,
  known: { readonly now: Instant; readonly colleagues: ReadonlySet<string> },
): readonly FieldProblem[] {
  return [
    ...timeProblems(visit.visitAt, known.now),
    ...(known.colleagues.has(visit.firstBy) ? [] : [{ field: 'firstBy', code: 'unknown_colleague' }]),
    ...(known.colleagues.has(visit.secondBy) ? [] : [{ field: 'secondBy', code: 'unknown_colleague' }]),
    ...(visit.firstBy === visit.secondBy ? [{ field: 'secondBy', code: 'two_persons' }] : []),
  ]
}
