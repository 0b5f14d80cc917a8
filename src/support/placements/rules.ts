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

type Had = Pick<Offer, 'places' | 'seats' | 'fromOn' | 'lastOn' | 'closedOn'>

/** How many of the places are taken on a day. */
export const takenOn = ({ seats }: Pick<Offer, 'seats'>, on: PlainDate) =>
  seats.filter(({ fromOn, lastOn }) => fromOn <= on && lastOn >= on).length

/** Whether there is a place that nobody has on any of the days; `but` is a seat that does not count, for it is one's own. */
export function hasRoom(
  { places, seats }: Pick<Offer, 'places' | 'seats'>,
  span: Pick<TermsInput, 'fromOn' | 'lastOn'>,
  but: string | null = null,
): boolean {
  const others = seats.filter(({ id }) => id !== but)
  const begins = others.map(({ fromOn }) => fromOn).filter((on) => on > span.fromOn && on <= span.lastOn)
  return [span.fromOn, ...begins].every((on) => takenOn({ seats: others }, on) < places)
}

/** The first day from a day on that there is a place nobody has; null where all are taken as long as the offer lasts. */
export function freeFrom(offer: Had, today: PlainDate): PlainDate | null {
  const first = offer.fromOn > today ? offer.fromOn : today
  const days = [first, ...offer.seats.map(({ lastOn }) => addDays(lastOn, 1))].filter((on) => on >= first).toSorted()
  return days.find((on) => (offer.lastOn === null || on <= offer.lastOn) && takenOn(offer, on) < offer.places) ?? null
}

/** Whether a place can be had on a day. */
export function offerState(offer: Had, on: PlainDate): OfferState {
  if (offer.closedOn !== null) return 'closed'
  if (offer.lastOn !== null && offer.lastOn < on) return 'over'
  if (offer.fromOn > on) return 'ahead'
  return takenOn(offer, on) >= offer.places ? 'full' : 'free'
}

/** What is wrong with somebody having a place on such terms, beside the terms themselves. */
export function fillingProblems(
  offer: Offer,
  terms: Pick<TermsInput, 'fromOn' | 'lastOn'>,
  birthDate: PlainDate | null,
): readonly FieldProblem[] {
  const age = AGES[offer.openTo]
  const isYoung = age > 0 && (birthDate === null || ageOn(birthDate, terms.fromOn) < age)
  return [
    ...(hasRoom(offer, terms) ? [] : [{ field: 'offerId', code: 'offer_full' }]),
    ...(offer.closedOn === null ? [] : [{ field: 'offerId', code: 'offer_closed' }]),
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

type Hours = Pick<TermsInput, 'days' | 'startsAt' | 'endsAt' | 'breakMinutes'>

/** Hours of work a day and in a week: breaks are none. */
export function hoursOf({ days, startsAt, endsAt, breakMinutes }: Hours) {
  const day = (minutes(endsAt) - minutes(startsAt) - breakMinutes) / 60
  return { day, week: day * days.length }
}

/** What is more than somebody under eighteen works. A thought for whoever agrees on it and never a refusal: the rule is unverified. */
export function minorWarnings(
  terms: Hours & Pick<TermsInput, 'fromOn'>,
  birthDate: PlainDate | null,
): readonly ('minor_day' | 'minor_week')[] {
  if (!isMinor(birthDate, terms.fromOn)) return []
  const { day, week } = hoursOf(terms)
  return [...(day > MINOR.day ? ['minor_day' as const] : []), ...(week > MINOR.week ? ['minor_week' as const] : [])]
}

/** The terms that held on a day: of those that were to hold by then, the ones agreed on last. The latest come first. */
export function termsOn<Version extends { readonly holdsFrom: PlainDate | null }>(
  versions: readonly Version[],
  on: PlainDate,
): Version | null {
  return versions.find(({ holdsFrom }) => holdsFrom === null || holdsFrom <= on) ?? null
}

/** As long a break as anybody has. */
const LONGEST_BREAK = 240

/** What is wrong with terms, field by field. */
export function termsProblems(terms: TermsInput): readonly FieldProblem[] {
  const { holdsFrom, breakMinutes } = terms
  const isBreak = Number.isInteger(breakMinutes) && breakMinutes >= 0 && breakMinutes <= LONGEST_BREAK
  const isWithin = holdsFrom === null || (holdsFrom >= terms.fromOn && holdsFrom <= terms.lastOn)
  return [
    ...(terms.lastOn < terms.fromOn ? [{ field: 'lastOn', code: 'last_before_first' }] : []),
    ...(daysBetween(terms.fromOn, terms.lastOn) > LONGEST_DAYS ? [{ field: 'lastOn', code: 'too_long' }] : []),
    ...(terms.days.length === 0 ? [{ field: 'days', code: 'no_days' }] : []),
    ...(isWithin ? [] : [{ field: 'holdsFrom', code: 'holds_outside' }]),
    ...(isBreak ? [] : [{ field: 'breakMinutes', code: 'break_range' }]),
    ...(isBreak && hoursOf(terms).day <= 0 ? [{ field: 'endsAt', code: 'ends_before_start' }] : []),
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

/** Steps that are still open, each with the day it moves to: the first ones of what is agreed. One for which there is no day stays. */
export function movedDays<Of extends { readonly plannedOn: PlainDate }>(
  open: readonly Of[],
  { fromOn, holdsFrom, lastOn, days }: Pick<TermsInput, 'fromOn' | 'holdsFrom' | 'lastOn' | 'days'>,
): readonly { readonly step: Of; readonly plannedOn: PlainDate }[] {
  const first = firstDays({ fromOn: holdsFrom ?? fromOn, lastOn, days }, open.length)
  return open.flatMap((step, index) => {
    const plannedOn = first[index]
    return plannedOn === undefined || plannedOn === step.plannedOn ? [] : [{ step, plannedOn }]
  })
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
export function stepProblems(step: StepInput, today: PlainDate): readonly FieldProblem[] {
  const days = daysBetween(today, step.plannedOn)
  return [
    ...(days > 366 ? [{ field: 'plannedOn', code: 'step_far' }] : []),
    ...(days < -31 ? [{ field: 'plannedOn', code: 'step_past' }] : []),
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
