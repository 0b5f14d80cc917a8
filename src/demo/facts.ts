import type { PopulationRow } from '../integrations/rows.ts'
import type { Instant, PlainDate } from '../kernel/date.ts'
import type { Evidence, Facts, Residence } from '../register/facts.ts'
import { parametersFrom } from '../register/parameters.ts'
import { isIntroductory } from '../register/rules.ts'
import { decisionsOn } from './decisions.ts'
import { deliveryDays, rowsOn } from './rows.ts'
import type { Youth } from './youth.ts'

/** The law's numbers as the first migration has them; only the years of the demonstration matter here. */
export const PARAMETERS = parametersFrom(
  [
    ['upper_age', '20'],
    ['introductory_counts_as_studies', 'true'],
    ['schooling_ends_age', '16'],
    ['schooling_ends_month_day', '06-15'],
    ['schooling_latest_age', '18'],
    ['work_starts_month_day', '09-01'],
    ['admission_grace_days', '14'],
  ].map(([name = '', value = '']) => ({ name, value, validFrom: '2018-07-01' as PlainDate })),
)

/** Whose register, on which day, and by what was known when (the last delivery, if not said). */
export type Register = { readonly municipality: string; readonly today: PlainDate; readonly on?: PlainDate }

/** What the register knows of a person: the same rows that the import is given, and what was decided by hand. */
export function factsFor(youth: Youth, { municipality, today, on }: Register): Facts {
  const known = on ?? deliveryDays(today)[2]
  const rows = rowsOn(youth, municipality, known)
  const evidence: Evidence = { source: 'demo', deliveryId: null, recordedAt: `${known}T12:00:00.000Z` as Instant }
  const { birthDate, latestBirthDate } = youth.identity
  return {
    municipality,
    birthDate,
    latestBirthDate,
    residences: residencesOf(youth, rows.population, evidence),
    ...standingOf(youth, rows.population[0], evidence, today),
    enrolments: rows.enrolments.map((row) => ({
      ...evidence,
      schoolForm: row.schoolForm,
      programmeCode: row.programmeCode,
      introductory: isIntroductory(row.schoolForm, row.programmeCode),
      schoolUnit: row.schoolUnit,
      startsOn: row.startsOn,
      endsBefore: row.endsBefore,
      interrupted: row.interrupted,
    })),
    completions: rows.completions.map((row) => ({ ...evidence, kind: row.kind, completedOn: row.completedOn })),
    decisions: decisionsOn(youth, municipality, today)
      .filter((each) => each.decidedOn <= known)
      .map((each) => ({ ...evidence, ...each })),
  }
}

function residencesOf(youth: Youth, rows: readonly PopulationRow[], evidence: Evidence): Residence[] {
  const residences = rows.flatMap(({ municipality, residentFrom, residentUntil }): Residence[] =>
    municipality === null
      ? []
      : [{ ...evidence, kind: 'registered', municipality, from: residentFrom, until: residentUntil }],
  )
  const { manualHome, part } = youth
  if (!manualHome) return residences
  return [
    ...residences,
    { ...evidence, kind: 'manual', municipality: part.place.code, from: manualHome.from, until: null },
  ]
}

/** Protection holds from the delivery that told of it, having left from the day itself. */
function standingOf(
  { protection, gone }: Youth,
  row: PopulationRow | undefined,
  evidence: Evidence,
  today: PlainDate,
): Pick<Facts, 'protections' | 'residencies' | 'schooling'> {
  const toldOn = protection && deliveryDays(today).find((day) => protection.knownOn <= day)
  const completedOn = row?.schoolingCompletedOn ?? null
  const firstRegisteredOn = row?.firstRegisteredOn ?? null
  return {
    protections: protection && toldOn ? [{ ...evidence, kind: protection.kind, from: toldOn, until: null }] : [],
    residencies: gone && row?.status ? [{ ...evidence, residency: gone.residency, from: gone.from, until: null }] : [],
    schooling: completedOn || firstRegisteredOn ? [{ ...evidence, completedOn, firstRegisteredOn }] : [],
  }
}
