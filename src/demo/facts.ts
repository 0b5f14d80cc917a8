import { endOf, type PlainDate } from '../kernel/date.ts'
import type { Facts } from '../register/facts.ts'
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
  const days = deliveryDays(today)
  const known = on ?? days[2]
  const rows = rowsOn(youth, municipality, known)
  const evidence = { source: 'demo', deliveryId: null, recordedAt: endOf(known) }
  const { birthDate, latestBirthDate } = youth.identity
  const [person] = rows.population
  const hiddenFrom = days.find((day) => youth.protection !== null && youth.protection.knownOn <= day)
  return {
    municipality,
    birthDate,
    latestBirthDate,
    residences: [
      ...rows.population.flatMap((row) =>
        row.municipality === null
          ? []
          : [
              {
                ...evidence,
                kind: 'registered' as const,
                municipality: row.municipality,
                from: row.residentFrom,
                until: row.residentUntil,
              },
            ],
      ),
      ...(youth.manualHome
        ? [
            {
              ...evidence,
              kind: 'manual' as const,
              municipality: youth.part.place.code,
              from: youth.manualHome.from,
              until: null,
            },
          ]
        : []),
    ],
    protections:
      youth.protection && hiddenFrom
        ? [{ ...evidence, kind: youth.protection.kind, from: hiddenFrom, until: null }]
        : [],
    residencies:
      youth.gone && person?.status
        ? [{ ...evidence, residency: youth.gone.residency, from: youth.gone.from, until: null }]
        : [],
    schooling:
      person?.schoolingCompletedOn || person?.firstRegisteredOn
        ? [{ ...evidence, completedOn: person.schoolingCompletedOn, firstRegisteredOn: person.firstRegisteredOn }]
        : [],
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
