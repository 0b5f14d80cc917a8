import { addDays, isDay, type PlainDate } from '../../kernel/date.ts'
import type { SchoolForm } from '../../register/model.ts'
import type { EnrolmentRow, RowPerson } from '../rows.ts'
import { isOpenEnd } from '../sheets/days.ts'
import { type ProgrammeReading, readProgramme } from '../sheets/programmes.ts'
import { type ObjectProblem, problem } from './problem.ts'
import type { Enrolment, Person } from './schema.ts'
import type { ProblemCode } from './text.ts'

/** An organisation or a programme as far as persons need it. `code` is the school unit's or the programme's. */
export type ReferredEntry = {
  readonly name: string
  readonly type: string
  readonly code: string | null
  readonly parent: string | null
}

/** What persons refer to, by the supplier's id. */
export type Referred = {
  readonly organisations: ReadonlyMap<string, ReferredEntry>
  readonly programmes: ReadonlyMap<string, ReferredEntry>
}

/** `row` is the running number of the object in the pull, `birthDate` null when unknown. */
export type Context = { readonly row: number; readonly birthDate: PlainDate | null; readonly referred: Referred }

/** A row that still lacks its person. */
type Row = Omit<EnrolmentRow, keyof RowPerson>

export type Schooling = {
  readonly rows: readonly Row[]
  readonly problems: readonly ObjectProblem[]
  /** Enrolments that are not schooling. */
  readonly ignored: number
  /** True when there is any enrolment in schooling, refused ones included. */
  readonly attends: boolean
}

/**
 * SchoolTypesEnum to our school forms. The enumeration still says särskola (GRS, GYS, SARVUX); suppliers also send the
 * names of today (GRAN, GYAN). `null` is not schooling for us: preschool, leisure-time centre, school of arts.
 */
const FORMS: ReadonlyMap<string, SchoolForm | null> = new Map<string, SchoolForm | null>([
  ['FS', null],
  ['FKLASS', null],
  ['FTH', null],
  ['OPPFTH', null],
  ['KU', null],
  ['GR', 'GR'],
  ['GRS', 'GRAN'],
  ['GRAN', 'GRAN'],
  ['TR', 'GRAN'],
  ['SP', 'SP'],
  ['SAM', 'SAM'],
  ['GY', 'GY'],
  ['GYS', 'GYAN'],
  ['GYAN', 'GYAN'],
  ['VUX', 'ÖVRIG'],
  ['VUXGR', 'KOMVUX_GRUND'],
  ['VUXGY', 'KOMVUX_GY'],
  ['VUXSARGR', 'KOMVUX_ANPASSAD'],
  ['VUXSARTR', 'KOMVUX_ANPASSAD'],
  ['VUXSARGY', 'KOMVUX_ANPASSAD'],
  ['SARVUX', 'KOMVUX_ANPASSAD'],
  ['SARVUXGR', 'KOMVUX_ANPASSAD'],
  ['SARVUXGY', 'KOMVUX_ANPASSAD'],
  ['VUXSFI', 'SFI'],
  ['SFI', 'SFI'],
  ['FHS', 'FHSK'],
  ['STF', 'ÖVRIG'],
  ['KKU', 'ÖVRIG'],
  ['HS', 'ÖVRIG'],
  ['YH', 'ÖVRIG'],
  ['AU', 'ÖVRIG'],
  ['ABU', 'ÖVRIG'],
])

/** The study periods of a person. An enrolment that cannot be used is refused alone; the others go on. */
export function translateEnrolments(person: Person, context: Context): Schooling {
  const rows: Row[] = []
  const problems: ObjectProblem[] = []
  let ignored = 0
  let attends = false
  for (const enrolment of person.enrolments ?? []) {
    const form = FORMS.get(enrolment.schoolType)
    if (form === null) {
      ignored++
      continue
    }
    attends = true
    const notes = remarks(person, enrolment, context)
    const period = periodOf(enrolment, context.birthDate)
    if ('code' in period) problems.push(notes.of('refused', period.field, period.code))
    else rows.push({ ...period, ...placeOf(enrolment, form ?? 'ÖVRIG', notes), row: context.row, source: 'SS 12000' })
    problems.push(...notes.warnings)
  }
  return { rows, problems, ignored, attends }
}

type Period = Pick<Row, 'startsOn' | 'endsBefore' | 'interrupted'>
type Field = 'startDate' | 'endDate' | 'schoolType' | 'enroledAt' | 'educationCode' | 'programme'

/** Both days are included in the standard as in our sheets; `cancelled` makes the last day the day of interruption. */
function periodOf(
  enrolment: Enrolment,
  birthDate: PlainDate | null,
): Period | { readonly field: Field; readonly code: ProblemCode } {
  const { startDate, endDate = '', cancelled = false } = enrolment
  if (!isDay(startDate)) return { field: 'startDate', code: 'ss12000.day_invalid' }
  if (birthDate !== null && startDate < birthDate) return { field: 'startDate', code: 'ss12000.before_birth' }
  if (endDate === '' || isOpenEnd(endDate)) {
    if (cancelled) return { field: 'endDate', code: 'ss12000.cancelled_without_end' }
    return { startsOn: startDate, endsBefore: null, interrupted: false }
  }
  if (!isDay(endDate)) return { field: 'endDate', code: 'ss12000.day_invalid' }
  if (endDate < startDate) return { field: 'endDate', code: 'ss12000.end_before_start' }
  return { startsOn: startDate, endsBefore: addDays(endDate, 1), interrupted: cancelled }
}

type Remarks = {
  readonly warnings: ObjectProblem[]
  readonly referred: Referred
  of(severity: 'refused' | 'warning', field: Field, code: ProblemCode): ObjectProblem
}

function remarks(person: Person, enrolment: Enrolment & { index: number }, { row, referred }: Context): Remarks {
  return {
    warnings: [],
    referred,
    of(severity, field, code) {
      const member = enrolment[field]
      const value = typeof member === 'string' ? member : (member?.id ?? '')
      const column = `persons.enrolments[${enrolment.index}].${field}`
      return problem(person, { row, column, value, code, severity })
    },
  }
}

type Place = Pick<Row, 'schoolUnitCode' | 'schoolUnit' | 'organiser' | 'schoolForm' | 'programmeCode'>

function placeOf(enrolment: Enrolment, schoolForm: SchoolForm, notes: Remarks): Place {
  const { organisations } = notes.referred
  const { enroledAt, schoolType } = enrolment
  const warn = (field: Field, code: ProblemCode) => notes.warnings.push(notes.of('warning', field, code))
  if (!FORMS.has(schoolType)) warn('schoolType', 'ss12000.school_type_unknown')
  else if (schoolType === 'VUX') warn('schoolType', 'ss12000.school_type_vague')
  const unit = organisations.get(enroledAt.id)
  if (!unit) warn('enroledAt', 'ss12000.school_unit_unknown')
  const programme = programmeOf(enrolment, notes.referred)
  // Elsewhere than in upper secondary school there need be no programme, and other codes than Skolverket's are used.
  if (schoolForm === 'GY' || schoolForm === 'GYAN') {
    if (!programme) warn(enrolment.programme ? 'programme' : 'educationCode', 'ss12000.programme_missing')
    else if (!programme.known) warn('educationCode', 'ss12000.programme_unknown')
  }
  return {
    schoolUnitCode: unit?.code ?? null,
    schoolUnit: unit?.name ?? enroledAt.displayName ?? null,
    organiser: above(organisations, enroledAt.id).find((one) => one.type === 'Huvudman')?.name ?? null,
    schoolForm,
    programmeCode: programme?.code ?? null,
  }
}

/** The enrolment's own code, else the programme's, else that of the programme it is an orientation of. */
function programmeOf(enrolment: Enrolment, { programmes }: Referred): ProgrammeReading | null {
  const own = enrolment.educationCode?.trim()
  if (own) return readProgramme(own)
  if (!enrolment.programme) return null
  const code = above(programmes, enrolment.programme.id).find((one) => one.code)?.code
  return code ? readProgramme(code) : null
}

/** An entry and those above it, nearest first; a chain that bites its own tail ends where it began. */
function above<T extends { parent: string | null }>(entries: ReadonlyMap<string, T>, id: string): readonly T[] {
  const chain = new Set<T>()
  let entry = entries.get(id)
  while (entry && !chain.has(entry)) {
    chain.add(entry)
    entry = entry.parent === null ? undefined : entries.get(entry.parent)
  }
  return [...chain]
}
