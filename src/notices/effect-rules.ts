import { addDays, dayIn, type Instant, type PlainDate } from '../kernel/date.ts'
import type { NoticeIn, Reason, Told } from './model.ts'

/** What applying a notice would do to the facts that the register is computed from. */

/** A study period as it is known; `knownFrom` is when. */
export type KnownStudies = {
  readonly id: number
  readonly schoolForm: string
  readonly schoolUnitCode: string | null
  readonly schoolUnit: string | null
  readonly startsOn: PlainDate
  readonly endsBefore: PlainDate | null
  readonly interrupted: boolean
  readonly knownFrom: Instant
}

export type Planned =
  | { readonly does: 'begin' }
  | { readonly does: 'end'; readonly studies: KnownStudies; readonly endsBefore: PlainDate }
  /** It is for somebody to know, and changes nothing of the register. */
  | { readonly does: 'nothing'; readonly why: Exclude<Reason, 'not_ours' | 'wrong_municipality' | 'withdrawn'> }

type Notice = Told & Pick<NoticeIn, 'toldAt'>

/**
 * What a notice does, seen against what is known. What has been learnt after it was told is not overwritten: then it is for somebody to
 * say that it has no effect.
 */
export function plannedBy(notice: Notice, known: readonly KnownStudies[]): Planned {
  if (notice.kind === 'absent') return { does: 'nothing', why: 'absence' }
  const there = known.filter((each) => each.schoolForm === notice.schoolForm && isSameUnit(each, notice))
  return notice.kind === 'starts' ? begun(notice, there) : ended(notice, there)
}

function begun({ onDay, toldAt }: Notice, there: readonly KnownStudies[]): Planned {
  const covering = there.find((each) => each.startsOn <= onDay && (each.endsBefore === null || each.endsBefore > onDay))
  if (covering) return { does: 'nothing', why: 'known_already' }
  const newer = there.some((each) => each.startsOn > onDay && isNewer(each, toldAt))
  return newer ? { does: 'nothing', why: 'newer_known' } : { does: 'begin' }
}

function ended({ onDay, interrupted, toldAt }: Notice, there: readonly KnownStudies[]): Planned {
  const endsBefore = addDays(onDay, 1)
  const [studies] = there.filter(({ startsOn }) => startsOn <= onDay).sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
  if (!studies) return { does: 'nothing', why: 'no_such_studies' }
  if (studies.endsBefore === endsBefore && studies.interrupted === interrupted)
    return { does: 'nothing', why: 'known_already' }
  if (isNewer(studies, toldAt)) return { does: 'nothing', why: 'newer_known' }
  return { does: 'end', studies, endsBefore }
}

/** Told on the same day as it was learnt, neither is surely newer: then the notice, which somebody reads, holds. */
const isNewer = ({ knownFrom }: KnownStudies, toldAt: Instant) => dayIn(knownFrom) > dayIn(toldAt)

function isSameUnit(known: KnownStudies, told: Told): boolean {
  if (known.schoolUnitCode !== null && told.schoolUnitCode !== null) return known.schoolUnitCode === told.schoolUnitCode
  return known.schoolUnit !== null && known.schoolUnit.trim().toLowerCase() === told.schoolUnit.trim().toLowerCase()
}

/** The day from which it shows whether one is in the register or not: today, or the later day that it speaks of. */
export function shownFrom({ kind, onDay }: Told, today: PlainDate): PlainDate {
  const turns = kind === 'ends' ? addDays(onDay, 1) : onDay
  return turns > today ? turns : today
}
