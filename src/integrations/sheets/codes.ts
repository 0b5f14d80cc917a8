import type { Protection, Residency, Sex } from '../../people/model.ts'
import { CompletionKind, SchoolForm } from '../../register/model.ts'
import { fold } from './columns.ts'

/** What a column's codes mean, found by the folded code. */
export type CodeTable<Value> = ReadonlyMap<string, Value>

export const SEX = table<Sex>([
  ['K', 'female'],
  ['M', 'male'],
])

export const RESIDENCY = table<Residency>([
  ['AKTIV', 'active'],
  ['UTVANDRAD', 'emigrated'],
  ['AVLIDEN', 'deceased'],
])

export const PROTECTION = table<Protection>([
  ['SEKRETESSMARKERING', 'confidentiality_marking'],
  ['SKYDDAD_FOLKBOKFÖRING', 'protected_registration'],
])

/** Särskola's older codes, which suppliers still send, are read as today's school forms (skollagen 1:3, from 2023). */
export const OLDER_SCHOOL_FORMS = table<SchoolForm>([
  ['GRS', 'GRAN'],
  ['GYS', 'GYAN'],
])

export const SCHOOL_FORM = new Map([
  ...table<SchoolForm>(SchoolForm.options.map((form) => [form, form])),
  ...OLDER_SCHOOL_FORMS,
])

/** Held to be equivalent education while they last (K14), a reading that the authority has not confirmed. */
export const UNVERIFIED_SCHOOL_FORMS: ReadonlySet<SchoolForm> = new Set(['IB', 'INTERNATIONELL'])

export const COMPLETION = table<CompletionKind>(CompletionKind.options.map((kind) => [kind, kind]))

export const INTERRUPTED = table<boolean>([
  ['J', true],
  ['N', false],
])

function table<Value>(pairs: readonly (readonly [string, Value])[]): CodeTable<Value> {
  return new Map(pairs.map(([code, value]) => [fold(code), value]))
}
