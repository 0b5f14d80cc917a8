import { addDays, addMonths, addYears, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Admitted, Ageing, HandoverInput, Standing } from './model.ts'

/** So many months before they turn twenty somebody is to have planned what comes after (29 kap. 9 §: until twenty). */
const MONTHS_BEFORE_TWENTY = 6
/** A handover that nobody has answered for so long is asked after. */
export const ANSWER_DAYS = 14
/** The watch looks so far ahead, and so far back, from any day of the year: an autumn is seen from the spring and followed into October. */
const AHEAD_DAYS = 180
const BACK_DAYS = 60

/** The first days of studies that are watched, seen from a day. No year and no month is fixed: they come from what schools deliver. */
export function watchedDays(today: PlainDate): { readonly from: PlainDate; readonly until: PlainDate } {
  return { from: addDays(today, -BACK_DAYS), until: addDays(today, AHEAD_DAYS) }
}

/**
 * Where one stands who was admitted. What somebody has found out goes before what is delivered; without it, whoever is still enrolled when
 * the days of grace are over has arrived, and whoever is not by then has not.
 */
export function standingOf(
  { startsOn, endsBefore, fellAway, said }: Pick<Admitted, 'startsOn' | 'endsBefore' | 'fellAway' | 'said'>,
  { today, graceDays }: { readonly today: PlainDate; readonly graceDays: number },
): Standing {
  if (said !== null) return said === 'not_arrived' ? 'not_arrived' : 'arrived'
  const settled = addDays(startsOn, graceDays)
  if (fellAway || (endsBefore !== null && endsBefore <= settled)) return 'not_arrived'
  if (today < startsOn) return 'ahead'
  return today < settled ? 'awaited' : 'arrived'
}

/** Whether nobody is about to do anything for one who has not arrived: between the chairs. */
export const isBetween = ({ owner, nextOn }: Pick<Admitted, 'owner' | 'nextOn'>, today: PlainDate) =>
  owner === null || nextOn === null || nextOn < today

/** Born on these days, both included, one turns twenty from tomorrow until half a year from now. */
export function ageingBorn(today: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } {
  return { from: addYears(addDays(today, 1), -20), to: addYears(addMonths(today, MONTHS_BEFORE_TWENTY), -20) }
}

/** What is missing for one who ages out: a planned contact, or a handover that was received; nothing where either is there. */
export type Care = 'handed_over' | 'on_the_way' | 'planned' | 'nothing'

export function careOf({ handover, nextOn }: Pick<Ageing, 'handover' | 'nextOn'>, today: PlainDate): Care {
  if (handover === 'received') return 'handed_over'
  if (handover === 'open') return 'on_the_way'
  return nextOn !== null && nextOn >= today ? 'planned' : 'nothing'
}

const PLACE = 120
const LONGEST_BACK = 366

/** What is wrong with a handover, field by field. */
export function handoverProblems(
  { place, consent, kind, onDay }: HandoverInput,
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(place.length >= 2 && place.length <= PLACE ? [] : [{ field: 'place', code: 'place_length' }]),
    // Nobody is handed over past their own word once the municipality’s duty is over.
    ...(kind === 'ageing_out' && consent !== 'given' ? [{ field: 'consent', code: 'consent_needed' }] : []),
    ...(kind !== 'ageing_out' && consent === 'refused' ? [{ field: 'consent', code: 'consent_refused' }] : []),
    ...(onDay > today ? [{ field: 'onDay', code: 'day_in_future' }] : []),
    ...(onDay < addDays(today, -LONGEST_BACK) ? [{ field: 'onDay', code: 'day_long_ago' }] : []),
  ]
}
