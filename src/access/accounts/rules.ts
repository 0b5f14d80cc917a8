import type { FieldProblem } from '../../kernel/errors.ts'
import { type Right, ROLES, type RoleCode } from '../roles.ts'
import type { StaffChange } from './model.ts'

const POWERS: readonly Right[] = ['accounts', 'log', 'extract', 'retention']

/**
 * Whether nobody gives this alone: sight of protected persons, a role that reaches everybody, or the right to give access, to read
 * the log, to take out extracts or to decide on erasure. Otherwise an administrator could let themself in by a second account.
 */
export function takesTwo(role: RoleCode, seesProtected: boolean): boolean {
  const { reach, rights } = ROLES[role]
  return seesProtected || reach === 'domain' || POWERS.some((power) => (rights as readonly Right[]).includes(power))
}

/** Days within which what waits for a second person can be agreed to. */
export const DAYS_TO_DECIDE = 14

/** How long an invitation is good for. */
export const INVITATION_HOURS = 72

/** Why the actor cannot decide what waits; null when they can. */
export function whyNotDecide(
  change: Pick<StaffChange, 'aboutOneself' | 'askedOneself'>,
): 'about_oneself' | 'asked_oneself' | null {
  if (change.aboutOneself) return 'about_oneself'
  return change.askedOneself ? 'asked_oneself' : null
}

export type Person = {
  readonly userName: string
  readonly displayName: string
  readonly email: string | null
  readonly phone: string | null
}

/** Characters of a title; the file of staff and SCIM cut, or refuse, at the same. */
export const LONGEST_TITLE = 120

const EMAIL = /^[^\s@<>"',;]{1,64}@[^\s@<>"',;]+\.[^\s@<>"',;]{2,}$/
const PHONE = /^\+?[\d\s()/-]{5,40}$/

/** What is wrong in what somebody wrote of a colleague. */
export function personProblems({ userName, displayName, email, phone }: Person): FieldProblem[] {
  return [
    ...(displayName.length < 2 || displayName.length > 200 ? [{ field: 'displayName', code: 'name_missing' }] : []),
    ...(/^\S{1,200}$/.test(userName) ? [] : [{ field: 'userName', code: 'user_name' }]),
    ...contactProblems({ email, phone }),
  ]
}

export function contactProblems({ email, phone }: Pick<Person, 'email' | 'phone'>): FieldProblem[] {
  const isEmail = email === null || (email.length <= 254 && EMAIL.test(email))
  const isPhone = phone === null || PHONE.test(phone)
  return [
    ...(isEmail ? [] : [{ field: 'email', code: 'email_wrong' }]),
    ...(isPhone ? [] : [{ field: 'phone', code: 'phone_wrong' }]),
  ]
}
