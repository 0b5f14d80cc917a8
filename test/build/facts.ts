import { day, type Instant, type PlainDate } from '../../src/kernel/date.ts'
import type {
  Completion,
  Decision,
  Enrolment,
  Evidence,
  Facts,
  ProtectionPeriod,
  Residence,
  ResidencyPeriod,
  Schooling,
} from '../../src/register/facts.ts'
import type { CompletionKind, SchoolForm } from '../../src/register/model.ts'
import { parametersFrom, type RuleParameters } from '../../src/register/parameters.ts'
import { isIntroductory } from '../../src/register/rules.ts'

const EVIDENCE: Evidence = { source: 'test', deliveryId: null, recordedAt: '2026-01-01T00:00:00Z' as Instant }
const orNull = (text: string | undefined): PlainDate | null => (text === undefined ? null : day(text))

/** Born in Eskilstuna on 10 March 2009, folkbokförd there ever since: out of school age after 15 June 2025, 20 on 10 March 2029. */
export function aYouthsFacts(changes: Partial<Facts> = {}): Facts {
  return {
    municipality: '0484',
    birthDate: day('2009-03-10'),
    latestBirthDate: changes.birthDate ?? day('2009-03-10'),
    residences: [registered('0484', '2009-03-10')],
    protections: [],
    residencies: [],
    schooling: [],
    enrolments: [],
    completions: [],
    decisions: [],
    ...changes,
  }
}

export function registered(municipality: string, from?: string, until?: string): Residence {
  return { ...EVIDENCE, kind: 'registered', municipality, from: orNull(from), until: orNull(until) }
}

export function placedByHand(municipality: string, from?: string, until?: string): Residence {
  return { ...registered(municipality, from, until), kind: 'manual' }
}

export function protectedFrom(from: string, until?: string): ProtectionPeriod {
  return { ...EVIDENCE, kind: 'protected_registration', from: day(from), until: orNull(until) }
}

export function away(residency: 'emigrated' | 'deceased', from: string, until?: string): ResidencyPeriod {
  return { ...EVIDENCE, residency, from: day(from), until: orNull(until) }
}

export function schoolingUntil(completedOn: string): Schooling {
  return { ...EVIDENCE, completedOn: day(completedOn), firstRegisteredOn: null }
}

export function firstRegistered(on: string): Schooling {
  return { ...EVIDENCE, completedOn: null, firstRegisteredOn: day(on) }
}

/** `until` is the day after the last day of study. */
export function enrolled(form: SchoolForm, from: string, until?: string, programme: string | null = null): Enrolment {
  return {
    ...EVIDENCE,
    schoolForm: form,
    programmeCode: programme,
    introductory: isIntroductory(form, programme),
    schoolUnit: null,
    startsOn: day(from),
    endsBefore: orNull(until),
    interrupted: false,
  }
}

/** Interrupted: `until` is the day after the day of interruption. */
export function interrupted(form: SchoolForm, from: string, until: string, programme: string | null = null): Enrolment {
  return { ...enrolled(form, from, until, programme), interrupted: true }
}

export function completion(kind: CompletionKind, on: string): Completion {
  return { ...EVIDENCE, kind, completedOn: day(on) }
}

export function decision(outcome: Decision['outcome'], reason: string, from: string, until?: string): Decision {
  return { ...EVIDENCE, outcome, reason, from: day(from), until: orNull(until) }
}

/** The parameters as the first migration of the register writes them. */
export function aLawsParameters(): RuleParameters {
  const rows: readonly [string, string, string][] = [
    ['upper_age', '2015-01-01', '20'],
    ['introductory_counts_as_studies', '2015-01-01', 'false'],
    ['introductory_counts_as_studies', '2018-07-01', 'true'],
    ['schooling_ends_age', '2015-01-01', '16'],
    ['schooling_ends_month_day', '2015-01-01', '06-15'],
    ['schooling_latest_age', '2015-01-01', '18'],
    ['work_starts_month_day', '2015-01-01', '09-01'],
    ['admission_grace_days', '2015-01-01', '14'],
  ]
  return parametersFrom(rows.map(([name, from, value]) => ({ name, validFrom: day(from), value })))
}
