import type { SchoolForm } from '../../register/model.ts'
import type { EnrolmentRow } from '../rows.ts'
import { INTERRUPTED, OLDER_SCHOOL_FORMS, SCHOOL_FORM, UNVERIFIED_SCHOOL_FORMS } from './codes.ts'
import { readProgramme } from './programmes.ts'
import type { RowReader } from './row-reader.ts'

const NEIGHBOURS = [SCHOOL_FORM, INTERRUPTED]

/** One row of `inskrivningar`: a study period. Null when refused; the reader then holds why. */
export function readEnrolment(reader: RowReader): EnrolmentRow | null {
  const person = reader.person()
  const schoolForm = readSchoolForm(reader)
  const startsOn = reader.day('startdatum')
  if (reader.isBlank('startdatum')) reader.refuse('startdatum', 'value_missing')
  const endsBefore = reader.dayAfter('slutdatum')
  if (startsOn && endsBefore && endsBefore <= startsOn) {
    reader.refuse('slutdatum', 'end_before_start', `${reader.value('startdatum')} – ${reader.value('slutdatum')}`)
  }
  reader.checkBirth('startdatum', startsOn, person)
  const interrupted = reader.code('avbrott', INTERRUPTED, { others: NEIGHBOURS }) ?? false
  if (interrupted && reader.isOpen('slutdatum')) reader.refuse('slutdatum', 'interrupted_without_end')
  const rest = {
    row: reader.row,
    schoolUnitCode: readSchoolUnitCode(reader),
    schoolUnit: reader.text('skolenhet'),
    organiser: reader.text('huvudman'),
    programmeCode: readProgrammeCode(reader, schoolForm),
    source: reader.text('källa'),
  }
  if (!person || !schoolForm || !startsOn || reader.refused) return null
  const { number, numberKind, birthDate, latestBirthDate } = person
  return { number, numberKind, birthDate, latestBirthDate, schoolForm, startsOn, endsBefore, interrupted, ...rest }
}

/** Eight digits. An unknown code is kept: new units open every year. Another form leaves the field empty. */
export function readSchoolUnitCode(reader: RowReader): string | null {
  const value = reader.value('skolenhetskod')
  if (value === '') return null
  const code = reader.mapped('skolenhetskod', value)
  if (!/^\d{8}$/.test(code)) {
    reader.warnShared('skolenhetskod', 'school_unit_format')
    return null
  }
  if (!reader.reference.schoolUnits.has(code)) reader.warnShared('skolenhetskod', 'school_unit_unknown')
  return code
}

function readSchoolForm(reader: RowReader): SchoolForm | null {
  const form = reader.code('skolform', SCHOOL_FORM, { others: NEIGHBOURS })
  if (reader.isBlank('skolform')) reader.refuse('skolform', 'value_missing')
  else if (OLDER_SCHOOL_FORMS.has(reader.folded('skolform'))) reader.warnShared('skolform', 'school_form_older')
  if (form && UNVERIFIED_SCHOOL_FORMS.has(form)) reader.warnShared('skolform', 'school_form_unverified')
  return form
}

function readProgrammeCode(reader: RowReader, form: SchoolForm | null): string | null {
  const text = reader.text('studievägskod', 40)
  if (text === null) {
    if (form === 'GY' && reader.isBlank('studievägskod')) reader.warnShared('studievägskod', 'programme_missing')
    return null
  }
  const programme = readProgramme(reader.mapped('studievägskod', text))
  const expected = form === 'GY' || form === 'GYAN'
  if (expected && !programme.known) reader.warnShared('studievägskod', 'programme_unknown')
  return programme.code
}
