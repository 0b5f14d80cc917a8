import { addDays, addMonths, addYears, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Admitted, Ageing, HandoverEnd, HandoverInput, Receiver, Standing } from './model.ts'

/** As many as one page shows of each list. */
export const ON_PAGE = 100
/** So many months before they turn twenty somebody is to have planned what comes after (29 kap. 9 §: until twenty). */
const MONTHS_BEFORE_TWENTY = 6
/** A handover that nobody has answered for so long is asked after. */
export const ANSWER_DAYS = 14

/**
 * Where one stands who was admitted. What somebody has found out goes before what is delivered; without it, whoever is still enrolled when
 * the days of grace are over has arrived, and whoever is not by then has not.
 */
export function standingOf(
  { startsOn, endsBefore, fellAway, said }: Pick<Admitted, 'startsOn' | 'endsBefore' | 'fellAway' | 'said'>,
  { today, graceDays }: { readonly today: PlainDate; readonly graceDays: number },
): Standing {
  if (said !== null) return said
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

type Answering = { readonly account: string; readonly mayReallocate: boolean }

/**
 * Whether the word of a handover is for this account to write down: of one that goes to a colleague it is theirs, or of whoever shares out the
 * work; what an authority outside has said is for whoever heard it. Whoever has handed over may take it back.
 */
export const mayAnswer = (
  { toAccount }: Pick<HandoverInput, 'toAccount'>,
  as: HandoverEnd,
  { account, mayReallocate }: Answering,
): boolean => as === 'withdrawn' || toAccount === null || toAccount === account || mayReallocate

const PLACE = 120
const LONGEST_BACK = 366

/** Where the receiver may be of the same authority: between any others secrecy stands (OSL 8 kap. 1–2 §§). */
const WITHIN: readonly Receiver[] = ['upper_secondary', 'introductory', 'adult_education', 'municipality']

/** What is wrong with a handover, field by field. */
export function handoverProblems(
  { place, consent, kind, onDay, receiver }: HandoverInput,
  today: PlainDate,
): readonly FieldProblem[] {
  return [
    ...(place.length >= 2 && place.length <= PLACE ? [] : [{ field: 'place', code: 'place_length' }]),
    // Nobody is handed over past their own word once the municipality’s duty is over.
    ...(kind === 'ageing_out' && consent !== 'given' ? [{ field: 'consent', code: 'consent_needed' }] : []),
    ...(kind !== 'ageing_out' && consent === 'not_needed' && !WITHIN.includes(receiver)
      ? [{ field: 'consent', code: 'consent_or_share' }]
      : []),
    ...(kind !== 'ageing_out' && consent === 'refused' ? [{ field: 'consent', code: 'consent_refused' }] : []),
    ...(onDay > today ? [{ field: 'onDay', code: 'day_in_future' }] : []),
    ...(onDay < addDays(today, -LONGEST_BACK) ? [{ field: 'onDay', code: 'day_long_ago' }] : []),
  ]
}
