import { addDays, ageOn, daysBetween, type PlainDate, weekday } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import {
  type Ending,
  type Offer,
  type OpenTo,
  type SectorCount,
  type StepInput,
  type TermsInput,
  WEEKDAYS,
  type Weekday,
} from './model.ts'

export type NumberReading =
  | { readonly ok: true; readonly number: string | null }
  | { readonly ok: false; readonly code: 'number_unreadable' | 'number_wrong' | 'number_sole_trader' }

/**
 * Reads an organisation number: ten digits, the third at least two, the last a check digit (Luhn). What looks like a personal number is a sole
 * trader's own, and is not kept. Empty is none.
 */
export function readOrganisationNumber(text: string): NumberReading {
  const digits = text.replaceAll(/[\s-]/g, '').replace(/^16(?=\d{10}$)/, '')
  if (digits === '') return { ok: true, number: null }
  if (/^(19|20)?\d{2}[01]\d{7}$/.test(digits)) return { ok: false, code: 'number_sole_trader' }
  if (!/^\d{10}$/.test(digits)) return { ok: false, code: 'number_unreadable' }
  return isLuhn(digits) ? { ok: true, number: digits } : { ok: false, code: 'number_wrong' }
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reduce((all, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** `556016-0680`. */
export const shownNumber = (number: string) => `${number.slice(0, 6)}-${number.slice(6)}`

/** From which age a place is open. Apprentices and pupils are known by their school, which the colleague knows. */
const AGES: Readonly<Record<OpenTo, number>> = {
  everybody: 0,
  sixteen: 16,
  eighteen: 18,
  upper_secondary: 0,
  apprentices: 0,
}

export type OfferState = 'free' | 'full' | 'ahead' | 'over' | 'closed'

/** Whether a place can be had on a day. */
export function offerState(
  offer: Pick<Offer, 'places' | 'taken' | 'fromOn' | 'lastOn' | 'closedOn'>,
  on: PlainDate,
): OfferState {
  if (offer.closedOn !== null) return 'closed'
  if (offer.lastOn !== null && offer.lastOn < on) return 'over'
  if (offer.taken >= offer.places) return 'full'
  return offer.fromOn > on ? 'ahead' : 'free'
}

/** What is wrong with somebody having a place on such terms, beside the terms themselves. */
export function fillingProblems(
  offer: Offer,
  terms: Pick<TermsInput, 'fromOn' | 'lastOn'>,
  birthDate: PlainDate | null,
): readonly FieldProblem[] {
  const state = offerState(offer, terms.fromOn)
  const age = AGES[offer.openTo]
  const isYoung = age > 0 && (birthDate === null || ageOn(birthDate, terms.fromOn) < age)
  return [
    ...(state === 'full' ? [{ field: 'offerId', code: 'offer_full' }] : []),
    ...(state === 'closed' ? [{ field: 'offerId', code: 'offer_closed' }] : []),
    ...(isYoung ? [{ field: 'offerId', code: 'offer_age' }] : []),
    ...(terms.fromOn < offer.fromOn ? [{ field: 'fromOn', code: 'before_offer' }] : []),
    ...(offer.lastOn !== null && terms.lastOn > offer.lastOn ? [{ field: 'lastOn', code: 'after_offer' }] : []),
  ]
}

/** Under eighteen: at most eight hours a day and forty a week (AFS on minderåriga, unverified). */
const MINOR = { age: 18, day: 8, week: 40 } as const
const LONGEST_DAYS = 400
const LONGEST_TASKS = 2000

export const isMinor = (birthDate: PlainDate | null, on: PlainDate) =>
  birthDate !== null && ageOn(birthDate, on) < MINOR.age

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Hours a day from begin to end, and in a week, the breaks within them. */
export function hoursOf({ days, startsAt, endsAt }: Pick<TermsInput, 'days' | 'startsAt' | 'endsAt'>) {
  const day = (minutes(endsAt) - minutes(startsAt)) / 60
  return { day, week: day * days.length }
}

/** What is wrong with terms, field by field. */
export function termsProblems(terms: TermsInput, birthDate: PlainDate | null): readonly FieldProblem[] {
  const hours = hoursOf(terms)
  const isYoung = isMinor(birthDate, terms.fromOn)
  return [
    ...(terms.lastOn < terms.fromOn ? [{ field: 'lastOn', code: 'last_before_first' }] : []),
    ...(daysBetween(terms.fromOn, terms.lastOn) > LONGEST_DAYS ? [{ field: 'lastOn', code: 'too_long' }] : []),
    ...(terms.days.length === 0 ? [{ field: 'days', code: 'no_days' }] : []),
    ...(hours.day <= 0 ? [{ field: 'endsAt', code: 'ends_before_start' }] : []),
    ...(isYoung && hours.day > MINOR.day ? [{ field: 'endsAt', code: 'minor_day' }] : []),
    ...(isYoung && hours.week > MINOR.week ? [{ field: 'days', code: 'minor_week' }] : []),
    ...(terms.tasks.trim().length < 2 ? [{ field: 'tasks', code: 'tasks_missing' }] : []),
    ...(terms.tasks.length > LONGEST_TASKS ? [{ field: 'tasks', code: 'tasks_long' }] : []),
    ...(terms.asks !== 'never' && terms.supervisorId === null ? [{ field: 'asks', code: 'asks_whom' }] : []),
  ]
}

export const weekdayOf = (on: PlainDate): Weekday => WEEKDAYS[weekday(on) - 1] as Weekday

/** The first so many days of a placement, for somebody to go along. */
export function firstDays(terms: Pick<TermsInput, 'fromOn' | 'lastOn' | 'days'>, count: number): readonly PlainDate[] {
  const found: PlainDate[] = []
  for (let on = terms.fromOn; on <= terms.lastOn && found.length < count; on = addDays(on, 1))
    if (terms.days.includes(weekdayOf(on))) found.push(on)
  return found
}

export const MOST_ACCOMPANIED = 10

/** Which reasons go with which outcome. */
const REASONS: Readonly<Record<Ending['outcome'], readonly Ending['endReason'][]>> = {
  done: ['as_planned', 'to_studies', 'to_work'],
  hired: ['hired_here'],
  interrupted: ['own_wish', 'workplace_wish', 'absence', 'not_suitable', 'to_studies', 'to_work', 'moved', 'other'],
}

export function endingProblems(
  { endedOn, outcome, endReason }: Ending,
  { fromOn, today }: { readonly fromOn: PlainDate; readonly today: PlainDate },
): readonly FieldProblem[] {
  return [
    ...(endedOn < fromOn && outcome !== 'interrupted' ? [{ field: 'endedOn', code: 'ended_before_first' }] : []),
    ...(endedOn > today ? [{ field: 'endedOn', code: 'ended_in_future' }] : []),
    ...(REASONS[outcome].includes(endReason) ? [] : [{ field: 'endReason', code: 'reason_does_not_fit' }]),
  ]
}

/** A step is planned within a year, or was taken within a month. */
export function stepProblems(
  step: StepInput,
  known: { readonly today: PlainDate; readonly colleagues: ReadonlySet<string> },
): readonly FieldProblem[] {
  const days = daysBetween(known.today, step.plannedOn)
  return [
    ...(days > 366 ? [{ field: 'plannedOn', code: 'step_far' }] : []),
    ...(days < -31 ? [{ field: 'plannedOn', code: 'step_past' }] : []),
    ...(known.colleagues.has(step.accountId) ? [] : [{ field: 'accountId', code: 'unknown_colleague' }]),
  ]
}

export type Nudge = { readonly sex: 'female' | 'male'; readonly sectors: readonly SectorCount['sector'][] }

/** So few of all in a sector that it is worth a thought. */
const FEW = 0.25
/** Of fewer than so many nobody draws a conclusion. */
const LEAST = 4

/**
 * Where few of one sex have been, among sectors with places that can be had: a thought to widen the choice with, and never a decision (R355; places go
 * by what the young person wants).
 */
export function nudges(counts: readonly SectorCount[], open: ReadonlySet<SectorCount['sector']>): readonly Nudge[] {
  const of = new Map(counts.map((count) => [count.sector, count]))
  return (['female', 'male'] as const)
    .map((sex) => ({
      sex,
      sectors: [...open].filter((sector) => {
        const { female, male } = of.get(sector) ?? { female: 0, male: 0 }
        const own = sex === 'female' ? female : male
        return female + male >= LEAST && own / (female + male) <= FEW
      }),
    }))
    .filter(({ sectors }) => sectors.length > 0)
}
