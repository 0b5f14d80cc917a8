import { addDays, addYears, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { NoticeForm, NoticeKind, Setting } from './model.ts'

/** What is to be told to whom: skollagen 15 kap. 15 § and 18 kap. 15 §. */

/** The law says at once (snarast), and names neither days nor a share: our own until a domain has decided. Unverified. */
export const DEFAULT_SETTING: Setting = {
  targetDays: 7,
  handleDays: 7,
  handoverDays: 7,
  absencePercent: 20,
  organisationIds: [],
  decided: false,
}

/** How far back what happened is looked for: what is older was told in another way, or is told by hand. */
export const LOOK_BACK_DAYS = 180

/** Days at a home, half-open; null is unbounded. */
export type Home = {
  readonly kind: 'registered' | 'manual'
  readonly municipality: string
  readonly from: PlainDate | null
  readonly until: PlainDate | null
}

/** A study period at one of the huvudman's own schools; `endsBefore` is the day after the last. */
export type Attendance = {
  readonly schoolForm: NoticeForm
  readonly programmeCode: string | null
  readonly schoolUnitCode: string | null
  readonly schoolUnit: string
  readonly startsOn: PlainDate
  readonly endsBefore: PlainDate | null
  readonly interrupted: boolean
}

export type Pupil = {
  readonly personId: string
  readonly homes: readonly Home[]
  readonly attendances: readonly Attendance[]
}

/** Something to tell, and to whom. */
export type Owed = Pick<Attendance, 'schoolForm' | 'programmeCode' | 'schoolUnitCode' | 'schoolUnit'> & {
  readonly personId: string
  readonly kind: NoticeKind
  readonly onDay: PlainDate
  readonly interrupted: boolean
  readonly municipality: string
  readonly dueOn: PlainDate
}

/** 29 kap. 6 §: hemkommun on a day; what is set by hand goes before where one is folkbokförd. Null: nobody has said. */
export function homeOn(homes: readonly Home[], on: PlainDate): string | null {
  const there = homes.filter(({ from, until }) => (from === null || from <= on) && (until === null || until > on))
  const home = there.find(({ kind }) => kind === 'manual') ?? there[0]
  return home?.municipality ?? null
}

export type Asked = {
  /** The municipality whose school it is. */
  readonly municipality: string
  readonly since: PlainDate
  readonly today: PlainDate
  readonly targetDays: number
}

/** All that is to be told of a pupil: each beginning and each end, between two days, whose hemkommun then was another. */
export function owedOf(pupil: Pupil, asked: Asked): Owed[] {
  const { personId, attendances } = pupil
  const owed = attendances.flatMap((attendance) => {
    const where = whereOf(attendance)
    const starts = continued(attendances, attendance, 'before')
      ? []
      : [{ kind: 'starts', onDay: attendance.startsOn, interrupted: false } as const]
    const lastDay = attendance.endsBefore === null ? null : addDays(attendance.endsBefore, -1)
    const ends =
      lastDay === null || continued(attendances, attendance, 'after')
        ? []
        : [{ kind: 'ends', onDay: lastDay, interrupted: attendance.interrupted } as const]
    return [...starts, ...ends].flatMap((event) => {
      const municipality = homeOn(pupil.homes, event.onDay)
      if (municipality === null || municipality === asked.municipality || !hasHappened(event, asked)) return []
      return [{ ...event, ...where, personId, municipality, dueOn: addDays(event.onDay, asked.targetDays) }]
    })
  })
  // Two periods at one school that begin or end on the same day are one beginning, or one end.
  const first = (one: Owed) => owed.findIndex((other) => isSameEvent(one, other))
  return owed.filter((each, index) => first(each) === index)
}

function isSameEvent(one: Owed, other: Owed): boolean {
  const sameSchool = one.schoolForm === other.schoolForm && unitOf(one) === unitOf(other)
  return sameSchool && one.kind === other.kind && one.onDay === other.onDay
}

const whereOf = ({ schoolForm, programmeCode, schoolUnitCode, schoolUnit }: Attendance) => ({
  schoolForm,
  programmeCode,
  schoolUnitCode,
  schoolUnit,
})

/** One begins on the first day, and has left when the last day is over. */
function hasHappened(
  { kind, onDay }: { readonly kind: NoticeKind; readonly onDay: PlainDate },
  { since, today }: Asked,
): boolean {
  return onDay >= since && (kind === 'ends' ? onDay < today : onDay <= today)
}

/**
 * At the same school already the day before, or still the day after: another programme without a day between, or a period within another, is
 * neither beginning there nor leaving.
 */
function continued(all: readonly Attendance[], one: Attendance, side: 'before' | 'after'): boolean {
  return all.some((other) => {
    if (other === one || other.schoolForm !== one.schoolForm || unitOf(other) !== unitOf(one)) return false
    if (side === 'before') return other.startsOn < one.startsOn && lastsTo(other, one.startsOn)
    const { endsBefore } = one
    return (
      endsBefore !== null &&
      other.startsOn <= endsBefore &&
      other.endsBefore !== endsBefore &&
      lastsTo(other, endsBefore)
    )
  })
}

/** Whether a period goes on until a day, or ends where it begins. */
const lastsTo = ({ endsBefore }: Attendance, on: PlainDate) => endsBefore === null || endsBefore >= on

const unitOf = ({ schoolUnitCode, schoolUnit }: Pick<Attendance, 'schoolUnitCode' | 'schoolUnit'>) =>
  schoolUnitCode ?? schoolUnit.toLowerCase()

/** 15:15 second sentence: of absence is told while the pupil has not turned twenty. */
export function isUnder20(born: PlainDate, on: PlainDate): boolean {
  return on < addYears(born, 20)
}

export type Absence = { readonly percent: number | null; readonly onDay: PlainDate; readonly anyway: boolean }

/**
 * What stands in the way of telling of absence. The law's “to a considerable extent” has no share: below the domain's own it takes that
 * somebody says it is so all the same.
 */
export function absenceProblems(
  { percent, onDay, anyway }: Absence,
  given: { readonly born: PlainDate; readonly today: PlainDate; readonly threshold: number },
): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (percent === null || !Number.isInteger(percent) || percent < 1 || percent > 100)
    problems.push({ field: 'percent', code: 'percent_unreadable' })
  else if (percent < given.threshold && !anyway) problems.push({ field: 'percent', code: 'below_threshold' })
  if (onDay > given.today) problems.push({ field: 'onDay', code: 'day_in_future' })
  if (!isUnder20(given.born, onDay)) problems.push({ field: 'onDay', code: 'not_under_20' })
  return problems
}

type Named = { readonly id: string; readonly name: string; readonly kind: string }

/** Which organisations are this huvudman: those that were chosen, else the one that bears the municipality's name. */
export function ownOrganisations(
  all: readonly Named[],
  { chosen, municipality }: { readonly chosen: readonly string[]; readonly municipality: string },
): string[] {
  if (chosen.length > 0) return all.map(({ id }) => id).filter((id) => chosen.includes(id))
  const stem = municipality.toLowerCase()
  const names = [`${stem} kommun`, `${stem}s kommun`, `${stem} stad`, `${stem}s stad`]
  return all
    .filter(({ kind, name }) => kind === 'municipality' && names.includes(name.trim().toLowerCase()))
    .map(({ id }) => id)
}
