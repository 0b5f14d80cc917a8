import type { Sex } from '../../people/model.ts'
import type { PopulationRow, RowPerson } from '../rows.ts'
import { PROTECTION, RESIDENCY, SEX } from './codes.ts'
import type { RowReader } from './row-reader.ts'

const NEIGHBOURS = [SEX, RESIDENCY, PROTECTION]

/** One row of `befolkning`: a person and one period of residence. Null when refused; the reader then holds why. */
export function readPopulation(reader: RowReader): PopulationRow | null {
  const person = reader.person()
  const residence = readResidence(reader, person)
  const status = reader.code('status', RESIDENCY, { others: NEIGHBOURS })
  const protection = readProtection(reader)
  const leftOut = protection === 'protected_registration' || status === 'emigrated' || status === 'deceased'
  if (reader.isBlank('kommunkod') && !leftOut) reader.warn('kommunkod', 'municipality_missing')
  const read = {
    row: reader.row,
    givenName: reader.text('förnamn'),
    familyName: reader.text('efternamn'),
    sex: readSex(reader, person?.sex ?? null),
    ...readAddress(reader),
    ...residence,
    status,
    protection,
    schoolingCompletedOn: reader.day('skolplikt_fullgjord'),
    firstRegisteredOn: reader.day('första_folkbokföring_i_landet'),
    externalId: null,
    phone: null,
    email: null,
  }
  reader.checkBirth('skolplikt_fullgjord', read.schoolingCompletedOn, person)
  reader.checkBirth('första_folkbokföring_i_landet', read.firstRegisteredOn, person)
  return person && !reader.refused ? { ...person, ...read } : null
}

function readSex(reader: RowReader, fromNumber: Sex | null): Sex | null {
  const sex = reader.code('kön', SEX, { others: NEIGHBOURS })
  if (sex && fromNumber && sex !== fromNumber) reader.warn('kön', 'sex_contradicts')
  return sex ?? fromNumber
}

/** An empty cell says "no protection"; a sheet without the column says nothing about it. */
function readProtection(reader: RowReader): PopulationRow['protection'] {
  if (!reader.has('skydd')) return null
  return reader.code('skydd', PROTECTION, { others: NEIGHBOURS, unknown: 'protection_unknown' }) ?? 'none'
}

function readAddress(reader: RowReader): Pick<PopulationRow, 'street' | 'postalCode' | 'postalTown'> {
  const street = reader.text('gatuadress')
  const postalTown = reader.text('postort', 100)
  const value = reader
    .value('postnummer')
    .replace(/^(SE|S)-?(?=\d)/i, '')
    .replace(/\s/g, '')
  if (/^\d{5}$/.test(value)) return { street, postalCode: value, postalTown }
  if (value !== '') {
    if (/^\d{3}\s?\d{2}$/.test(postalTown ?? '')) reader.refuse('postnummer', 'columns_swapped')
    else reader.warn('postnummer', 'postal_code')
  }
  return { street, postalCode: null, postalTown }
}

function readResidence(
  reader: RowReader,
  person: RowPerson | null,
): Pick<PopulationRow, 'municipality' | 'residentFrom' | 'residentUntil'> {
  const municipality = readMunicipality(reader)
  const from = reader.day('folkbokförd_från')
  const residentUntil = reader.dayAfter('folkbokförd_till')
  reader.checkBirth('folkbokförd_från', from, person)
  if (from && residentUntil && residentUntil <= from) {
    const days = `${reader.value('folkbokförd_från')} – ${reader.value('folkbokförd_till')}`
    reader.refuse('folkbokförd_till', 'end_before_start', days)
  }
  if (municipality && reader.isBlank('folkbokförd_från')) reader.warn('folkbokförd_från', 'resident_from_missing')
  return { municipality, residentFrom: from ?? person?.birthDate ?? null, residentUntil }
}

/** Four digits of the list. A code of three is one whose leading zero a spreadsheet has eaten, if that makes a municipality. */
function readMunicipality(reader: RowReader): string | null {
  const value = reader.value('kommunkod')
  if (value === '') return null
  const code = reader.mapped('kommunkod', value)
  const whole = /^\d{3}$/.test(code) ? `0${code}` : code
  if (/^\d{4}-?\d{2}-?\d{2}$/.test(whole)) reader.refuse('kommunkod', 'columns_swapped')
  else if (!/^\d{4}$/.test(whole)) reader.refuse('kommunkod', 'municipality_format')
  else if (!reader.reference.municipalities.has(whole)) reader.refuse('kommunkod', 'municipality_unknown')
  else if (whole !== code) reader.warnShared('kommunkod', 'municipality_zeros')
  return whole
}
