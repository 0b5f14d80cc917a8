import { addYears, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { readEmail, readPhone } from '../../people/rules.ts'
import type { EmployerInput, OfferInput, SupervisorInput } from './model.ts'
import { readOrganisationNumber } from './rules.ts'

const isName = (text: string) => text.trim().length >= 2 && text.length <= 120

/** What is wrong with an employer, field by field. */
export function employerProblems(of: EmployerInput, municipalities: ReadonlySet<string>): readonly FieldProblem[] {
  const number = readOrganisationNumber(of.organisationNumber)
  return [
    ...(isName(of.name) ? [] : [{ field: 'name', code: 'name_missing' }]),
    ...(number.ok ? [] : [{ field: 'organisationNumber', code: number.code }]),
    ...(municipalities.has(of.municipalityCode) ? [] : [{ field: 'municipalityCode', code: 'municipality_missing' }]),
    ...(of.postalCode === '' || /^\d{3} ?\d{2}$/.test(of.postalCode)
      ? []
      : [{ field: 'postalCode', code: 'postal_code_form' }]),
  ]
}

export type SupervisorReading =
  | { readonly ok: true; readonly name: string; readonly phone: string | null; readonly email: string | null }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** A supervisor is reached somehow: without a number and an address there is nobody to call. */
export function readSupervisor({ name, phone, email }: SupervisorInput): SupervisorReading {
  const [told, address] = [phone === '' ? null : readPhone(phone), email === '' ? null : readEmail(email)]
  const problems = [
    ...(isName(name) ? [] : [{ field: 'name', code: 'name_missing' }]),
    ...(told === null || told.ok ? [] : [{ field: 'phone', code: 'phone_unreadable' }]),
    ...(email !== '' && address === null ? [{ field: 'email', code: 'email_unreadable' }] : []),
    ...(phone === '' && email === '' ? [{ field: 'phone', code: 'no_way' }] : []),
  ]
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, name: name.trim(), phone: told?.ok ? told.digits : null, email: address }
}

/** What is wrong with places that are offered. */
export function offerProblems(of: OfferInput, today: PlainDate): readonly FieldProblem[] {
  return [
    ...(isName(of.title) ? [] : [{ field: 'title', code: 'title_missing' }]),
    ...(Number.isInteger(of.places) && of.places >= 1 && of.places <= 99
      ? []
      : [{ field: 'places', code: 'places_range' }]),
    ...(of.fromOn < addYears(today, -1) || of.fromOn > addYears(today, 2)
      ? [{ field: 'fromOn', code: 'from_far' }]
      : []),
    ...(of.lastOn !== null && of.lastOn < of.fromOn ? [{ field: 'lastOn', code: 'last_before_first' }] : []),
    ...(of.demands.length > 1000 ? [{ field: 'demands', code: 'demands_long' }] : []),
  ]
}
