import { addDays, type PlainDate } from '../kernel/date.ts'
import { includes } from '../kernel/ranges.ts'
import type { Enrolment, Facts } from './facts.ts'
import type { EntryReason } from './model.ts'
import { UPPER_SECONDARY } from './rules.ts'
import type { ScopeSets } from './scope.ts'

/** The paper often comes after the last day of study: a studiebevis this many days into a period still tells why it began. */
export const CERTIFICATE_GRACE_DAYS = 120

/** `orsak`: why a period that begins on a day began, from what lies before it (decision 4). */
export function entryReason(
  facts: Facts,
  sets: Pick<ScopeSets, 'knownHome' | 'schooled'>,
  from: PlainDate | null,
): EntryReason {
  if (from === null) return 'OKÄND'
  const last = lastUpperSecondary(facts, from)
  if (last) return reasonAfter(last, facts, from)
  if (sets.schooled.by === 'first_registered') return 'NY_I_LANDET'
  const livedHere = includes(sets.knownHome, addDays(from, -1)) || includes(sets.knownHome, sets.schooled.lastDay)
  return livedHere ? 'ALDRIG_BÖRJAT' : 'OKÄND'
}

function reasonAfter(last: Enrolment, facts: Facts, from: PlainDate): EntryReason {
  if (last.interrupted) return last.introductory ? 'AVBROTT_INTRODUKTION' : 'AVBROTT_NATIONELLT'
  const grace = addDays(from, CERTIFICATE_GRACE_DAYS)
  const certified = facts.completions.some((row) => row.kind === 'STUDIEBEVIS' && row.completedOn <= grace)
  return certified ? 'STUDIEBEVIS' : 'SLUTAT_UTAN_BEVIS'
}

/** Of the upper secondary enrolments begun before a day: the one that lasts longest, then the one begun last. */
export function lastUpperSecondary(facts: Facts, before: PlainDate): Enrolment | undefined {
  return facts.enrolments
    .filter((enrolment) => UPPER_SECONDARY.has(enrolment.schoolForm) && enrolment.startsOn < before)
    .reduce<Enrolment | undefined>((last, each) => (last && !isLater(each, last) ? last : each), undefined)
}

/** Ties fall to the interrupted, then to the introductory one, so that the answer does not hang on the order of rows. */
function isLater(a: Enrolment, b: Enrolment): boolean {
  if (a.endsBefore !== b.endsBefore)
    return a.endsBefore === null || (b.endsBefore !== null && a.endsBefore > b.endsBefore)
  if (a.startsOn !== b.startsOn) return a.startsOn > b.startsOn
  if (a.interrupted !== b.interrupted) return a.interrupted
  return a.introductory && !b.introductory
}
