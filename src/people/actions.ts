import type { Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { municipalityName } from '../organisations/store.ts'
import {
  closeContact,
  closeGuardian,
  closeVersion,
  endResidence,
  insertContact,
  insertGuardian,
  insertManualResidence,
} from './fact-store.ts'
import type { ContactKind, PersonHeader, PersonId, Relation, Residence, Touched } from './model.ts'
import { isEndedBy, isKnownContact, type ManualResidence, readEmail, readPhone, residenceFault } from './rules.ts'
import { contacts, guardians, lockPerson, residences } from './store.ts'

/** Given to the routes by the module above: takes note, in the same transaction, that these persons' facts changed. */
export type Touch = (tx: Write, persons: readonly PersonId[]) => Promise<void>

/** What somebody typed: the telephone or address as text, who said so, and the day they said it. */
export type ContactInput = {
  readonly kind: ContactKind
  readonly value: string
  readonly source: string
  readonly notedOn: PlainDate
}

/** Notes a telephone number or an e-mail address. The same one known already is noted anew, with its new source and day. */
export async function addContact(tx: Write, id: PersonId, input: ContactInput): Promise<Touched> {
  tx.require('people.edit_contact')
  const person = await lockPerson(tx, id)
  const contact = { ...readContact(input), source: input.source, notedOn: notFuture(tx, input.notedOn) }
  const known = await contacts(tx, { root: person.id, knownAt: null })
  for (const same of known.filter((each) => isKnownContact([each], contact))) await closeContact(tx, same)
  await insertContact(tx, person.id, contact)
  await tx.record('people.contact_added', { personId: person.id, object: input.kind })
  return { touched: [person.id] }
}

/** The number or address no longer reaches the person. */
export async function endContact(tx: Write, id: PersonId, contactId: number): Promise<Touched> {
  tx.require('people.edit_contact')
  const person = await lockPerson(tx, id)
  const contact = named(await contacts(tx, { root: person.id, knownAt: null }), contactId)
  await closeContact(tx, contact)
  await tx.record('people.contact_ended', { personId: person.id, object: contact.kind })
  return { touched: [person.id] }
}

export type GuardianInput = {
  readonly name: string
  readonly relation: Relation
  /** Either may be empty. */
  readonly phone: string
  readonly email: string
  readonly source: string
  readonly notedOn: PlainDate
}

export async function addGuardian(tx: Write, id: PersonId, input: GuardianInput): Promise<Touched> {
  tx.require('people.edit_contact')
  const person = await lockPerson(tx, id)
  const guardian = { ...readGuardian(input), source: input.source, notedOn: notFuture(tx, input.notedOn) }
  await insertGuardian(tx, person.id, guardian)
  await tx.record('people.guardian_added', { personId: person.id, object: input.relation })
  return { touched: [] }
}

export async function endGuardian(tx: Write, id: PersonId, guardianId: number): Promise<Touched> {
  tx.require('people.edit_contact')
  const person = await lockPerson(tx, id)
  const guardian = named(await guardians(tx, { root: person.id, knownAt: null }), guardianId)
  await closeGuardian(tx, guardian)
  await tx.record('people.guardian_ended', { personId: person.id, object: guardian.relation })
  return { touched: [] }
}

/** Sets hemkommun by hand (29 kap. 6 §). One that still lasts ends where this begins. */
export async function setManualResidence(tx: Write, id: PersonId, input: ManualResidence): Promise<Touched> {
  tx.require('people.set_residence')
  const person = await lockPerson(tx, id)
  const known = await residences(tx, { root: person.id, knownAt: null })
  const fault = residenceFault(input, { protection: person.protection, residences: known })
  if (fault !== null) throw new Refused('invalid', fault, [{ field: RESIDENCE_FIELD[fault], code: fault }])
  await requireMunicipality(tx, input.municipality)
  for (const residence of known.filter((each) => isEndedBy(each, input))) await endResidence(tx, residence, input.from)
  const { municipality, from, until, ground } = input
  await insertManualResidence(tx, person.id, { municipality, from, until, source: ground })
  await tx.record('people.residence_set', {
    personId: person.id,
    object: municipality,
    detail: { from, until, ground },
  })
  return { touched: [person.id] }
}

const RESIDENCE_FIELD = {
  ends_before_start: 'until',
  not_protected: 'ground',
  is_registered: 'ground',
  overlaps: 'from',
} as const

/** `lastDay` is the last day there (decision 1); null takes back one that was set by mistake, as if it had never been. */
export async function endManualResidence(
  tx: Write,
  id: PersonId,
  end: { readonly residenceId: number; readonly lastDay: PlainDate | null },
): Promise<Touched> {
  tx.require('people.set_residence')
  const person = await lockPerson(tx, id)
  const residence = await manualResidence(tx, person, end.residenceId)
  if (end.lastDay === null) await closeVersion(tx, 'person_residence', residence.id)
  else await endResidence(tx, residence, dayAfter(residence, end.lastDay))
  const detail = { lastDay: end.lastDay, mistaken: end.lastDay === null }
  await tx.record('people.residence_ended', { personId: person.id, object: residence.municipality, detail })
  return { touched: [person.id] }
}

async function manualResidence(tx: Write, person: PersonHeader, id: number): Promise<Residence> {
  const residence = named(await residences(tx, { root: person.id, knownAt: null }), id)
  if (residence.kind !== 'manual') throw new Refused('invalid', 'residence_not_manual')
  return residence
}

function dayAfter(residence: Residence, lastDay: PlainDate): PlainDate {
  if (residence.from !== null && lastDay < residence.from) throw invalid('lastDay', 'ends_before_start')
  return addDays(lastDay, 1)
}

function readContact(input: ContactInput): { kind: ContactKind; value: string; digits: string | null } {
  if (input.kind === 'email') return { kind: 'email', value: requireEmail(input.value, 'value'), digits: null }
  const { value, digits } = requirePhone(input.value, 'value')
  return { kind: 'phone', value, digits }
}

function readGuardian(input: GuardianInput) {
  const name = input.name.trim().replace(/\s+/g, ' ')
  if (name === '' || name.length > 120) throw invalid('name', 'name_missing')
  return {
    name,
    relation: input.relation,
    phone: input.phone.trim() === '' ? null : requirePhone(input.phone, 'phone').value,
    email: input.email.trim() === '' ? null : requireEmail(input.email, 'email'),
  }
}

function requirePhone(text: string, field: string): { value: string; digits: string } {
  const reading = readPhone(text)
  if (!reading.ok) throw invalid(field, 'phone_unreadable')
  return reading
}

function requireEmail(text: string, field: string): string {
  const email = readEmail(text)
  if (email === null) throw invalid(field, 'email_unreadable')
  return email
}

function notFuture(tx: Write, on: PlainDate): PlainDate {
  if (on > tx.today) throw invalid('notedOn', 'day_in_future')
  return on
}

async function requireMunicipality(tx: Write, code: string): Promise<void> {
  if ((await municipalityName(tx, code)) === null) throw invalid('municipality', 'municipality_unknown')
}

function invalid(field: string, code: FieldProblem['code']): Refused {
  return new Refused('invalid', code, [{ field, code }])
}

/** The row with the id among those one may see; else there is none. */
function named<Row extends { readonly id: number }>(rows: readonly Row[], id: number): Row {
  const row = rows.find((each) => each.id === id)
  if (!row) throw new Refused('not_found', 'row')
  return row
}
