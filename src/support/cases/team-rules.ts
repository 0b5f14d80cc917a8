import { addDays, addYears, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { DUAL_MENTORS, type NewMember, type TeamMember } from './team-model.ts'

const LONGEST = { name: 80, organisation: 80, phone: 30, email: 120 } as const

/** What is wrong with somebody who is to stand in the team, beside those who stand there. */
export function memberProblems(
  made: NewMember,
  { team, today }: { readonly team: readonly TeamMember[]; readonly today: PlainDate },
): readonly FieldProblem[] {
  const { accountId, name, organisation, phone, email, from } = made
  const tooLong = (['name', 'organisation', 'phone', 'email'] as const).filter(
    (field) => made[field].length > LONGEST[field],
  )
  return [
    ...((accountId === null) === name.length < 2 ? [{ field: 'account', code: 'member_missing' }] : []),
    ...(organisation.length === 1 ? [{ field: 'organisation', code: 'organisation_short' }] : []),
    ...(phone !== '' && !/^\+?[\d\s()-]{5,}$/.test(phone) ? [{ field: 'phone', code: 'phone_unreadable' }] : []),
    ...(email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? [{ field: 'email', code: 'email_unreadable' }]
      : []),
    ...tooLong.map((field) => ({ field, code: 'too_long' })),
    ...(from > addYears(today, 1) ? [{ field: 'from', code: 'from_far' }] : []),
    ...mentorProblems(
      made,
      team.filter((each) => staysAfter(each, from)),
    ),
  ]
}

/** Of dual mentors there is one of each kind, and the two are two. */
function mentorProblems(made: NewMember, team: readonly TeamMember[]): readonly FieldProblem[] {
  if (team.some((each) => each.role === made.role && isSame(each, made)))
    return [{ field: 'account', code: 'member_already' }]
  if (!DUAL_MENTORS.includes(made.role)) return []
  if (team.some(({ role }) => role === made.role)) return [{ field: 'role', code: 'mentor_already' }]
  const other = team.find(({ role }) => DUAL_MENTORS.includes(role))
  return other && isSame(other, made) ? [{ field: 'account', code: 'mentors_same' }] : []
}

const folded = (name: string) => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('sv')

function isSame(member: TeamMember, made: NewMember): boolean {
  if (member.accountId !== null || made.accountId !== null) return member.accountId === made.accountId
  return folded(member.name ?? '') === folded(made.name)
}

/** Whether somebody stands in the team on a day, or will from then on. */
export const isThere = ({ until }: Pick<TeamMember, 'until'>, on: PlainDate) => until === null || until > on

/** Whether somebody stands in the team when a day is over: whose last day it is makes room for who follows. */
export const staysAfter = ({ until }: Pick<TeamMember, 'until'>, day: PlainDate) =>
  until === null || until > addDays(day, 1)

/** Half of a pair of dual mentors: the other is still to be found. */
export function lacksMentor(team: readonly TeamMember[]): boolean {
  return new Set(team.map(({ role }) => role).filter((role) => DUAL_MENTORS.includes(role))).size === 1
}
