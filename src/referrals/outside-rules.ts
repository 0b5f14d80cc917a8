import type { PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { readBody } from '../notes/rules.ts'
import { parseNumber } from '../people/identity.ts'
import { Cause, type OutsideReferral, type Told, type Way } from './model.ts'
import { causeProblems } from './rules.ts'

/** What a form from outside must and may say, by who writes. */

/** Nobody fills in the form faster than this, in seconds; and one that has lain open for longer than a day is shown anew. */
export const FASTEST = 3
export const OLDEST = 24 * 3600

/** Whether a form was shown long enough ago, and not too long. `age`: null for a stamp that is not ours. */
export function isHuman(age: number | null): boolean {
  return age !== null && age >= FASTEST && age <= OLDEST
}

/** How often one address, and everybody together, may write to a domain in an hour; and how many letters one mailbox is sent for it. */
export const OUTSIDE_LIMITS = {
  address: { most: 20, seconds: 3600 },
  domain: { most: 300, seconds: 3600 },
  /** Letters to one e-mail address. */
  mail: { most: 20, seconds: 3600 },
} as const

/** How long a link to confirm with lasts, and one to a draft. */
export const CONFIRM_HOURS = 72
export const DRAFT_HOURS = 168

export const LONGEST_OUTSIDE = 4000
/** Of a draft, all of it, in bytes. */
export const LONGEST_DRAFT = 38_000
const LONGEST_LINE = 120

type Field = Exclude<keyof Told, 'isConfirmed'>

const LINES: readonly Field[] = [
  ...(['givenName', 'familyName', 'number', 'born', 'phone', 'email'] as const),
  ...(['senderName', 'senderRole', 'senderPhone', 'senderEmail'] as const),
]

/** What must be said, by way. */
const REQUIRED: Readonly<Record<Way, readonly Field[]>> = {
  professional: ['givenName', 'familyName', 'senderName', 'senderRole', 'senderEmail'],
  guardian: ['givenName', 'familyName', 'senderName', 'senderEmail'],
  self: ['givenName'],
}

export type Typed = { readonly text: (name: string) => string; readonly list: (name: string) => readonly string[] }

export type OutsideReading =
  | { readonly ok: true; readonly referral: OutsideReferral }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

const isEmail = (text: string) => /^[^\s@<>,;:"]{1,64}@[^\s@<>,;:"]+\.[^\s@<>,;:".]{2,}$/.test(text)
const isPhone = (text: string) => /^[+\d][\d\s()/-]{5,24}$/.test(text)

/** Everything that is wrong at once. `readDay`: a day as people type it. */
export function readOutside(
  way: Way,
  typed: Typed,
  { today, readDay }: { readonly today: PlainDate; readonly readDay: (text: string) => PlainDate | null },
): OutsideReading {
  const told = Object.fromEntries(LINES.map((name) => [name, oneLine(typed.text(name))])) as Record<Field, string>
  const reasons = typed.list('reasons').flatMap((each) => Cause.safeParse(each).data ?? [])
  const words = readBody(typed.text('words'))
  const problems = [
    ...REQUIRED[way].filter((name) => told[name] === '').map((field) => ({ field, code: `${field}_missing` })),
    ...LINES.filter((name) => told[name].length > LONGEST_LINE).map((field) => ({ field, code: 'line_long' })),
    ...(told.number !== '' && !parseNumber(told.number.replace(/\s/g, ''), today).ok
      ? [{ field: 'number', code: 'number_unreadable' }]
      : []),
    ...bornProblems(told.born, { today, readDay }),
    ...(['phone', 'senderPhone'] as const)
      .filter((name) => told[name] !== '' && !isPhone(told[name]))
      .map((field) => ({ field, code: 'phone_unreadable' })),
    ...(['email', 'senderEmail'] as const)
      .filter((name) => told[name] !== '' && !isEmail(told[name]))
      .map((field) => ({ field, code: 'email_unreadable' })),
    ...(way === 'self' && told.phone === '' && told.email === '' ? [{ field: 'phone', code: 'reach_missing' }] : []),
    ...(way === 'self' && reasons.length === 0 ? [] : causeProblems(reasons)),
    ...(words.length > LONGEST_OUTSIDE ? [{ field: 'words', code: 'words_long' }] : []),
  ]
  if (problems.length > 0) return { ok: false, problems }
  // Who asks for oneself need not say why.
  const why: Cause[] = reasons.length === 0 ? ['other'] : reasons
  return { ok: true, referral: { way, reasons: why, words, told: { ...told, isConfirmed: false } } }
}

function bornProblems(
  born: string,
  { today, readDay }: { readonly today: PlainDate; readonly readDay: (text: string) => PlainDate | null },
): readonly FieldProblem[] {
  if (born === '') return []
  const day = readDay(born)
  if (day === null) return [{ field: 'born', code: 'day_unreadable' }]
  return day > today ? [{ field: 'born', code: 'day_unreadable' }] : []
}

const oneLine = (text: string) =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Where the link to confirm with goes; null for whoever has left a number to be rung at, and nothing else. */
export function confirmsBy({ way, told }: OutsideReferral): string | null {
  const address = way === 'self' ? told.email : told.senderEmail
  return address === '' ? null : address
}
