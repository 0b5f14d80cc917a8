import type { CompletionRow } from '../rows.ts'
import { COMPLETION } from './codes.ts'
import { readSchoolUnitCode } from './enrolments.ts'
import type { RowReader } from './row-reader.ts'

/** One row of `utfall`: a completion. Null when refused; the reader then holds why. */
export function readCompletion(reader: RowReader): CompletionRow | null {
  const person = reader.person()
  const kind = reader.code('typ', COMPLETION)
  if (reader.isBlank('typ')) reader.refuse('typ', 'value_missing')
  const completedOn = reader.day('datum')
  if (reader.isBlank('datum')) reader.refuse('datum', 'value_missing')
  reader.checkBirth('datum', completedOn, person)
  if (completedOn && completedOn > reader.today) reader.warn('datum', 'date_ahead')
  const rest = { row: reader.row, schoolUnitCode: readSchoolUnitCode(reader), source: reader.text('källa') }
  if (!person || !kind || !completedOn || reader.refused) return null
  const { number, numberKind, birthDate, latestBirthDate } = person
  return { number, numberKind, birthDate, latestBirthDate, kind, completedOn, ...rest }
}
