import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Write } from '../../src/kernel/database.ts'
import { day, type PlainDate } from '../../src/kernel/date.ts'
import { sql } from '../../src/kernel/sql.ts'
import { type IdentifierKind, PersonId, type Protection, type Residency, type Sex } from '../../src/people/model.ts'
import { onNextFile } from './each-file.ts'

/** One of the official test numbers (data/identity). */
export type TestNumber = {
  readonly number: string
  readonly kind: 'personal' | 'coordination'
  /** Null when month or day is unknown. */
  readonly birthDate: PlainDate | null
  readonly latestBirthDate: PlainDate
  readonly sex: Sex
}

let numbers: readonly TestNumber[] | undefined

/** The official test numbers of those born 2003–2012, in order. */
export function testNumbers(): readonly TestNumber[] {
  numbers ??= readFileSync(new URL('../../data/identity/test_personnummer_2003_2012.csv', import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(testNumber)
  return numbers
}

function testNumber(line: string): TestNumber {
  const [number = '', kind, born, , sex] = line.split(',')
  const birthDate = born ? day(born) : null
  return {
    number,
    kind: kind === 'personnummer' ? 'personal' : 'coordination',
    birthDate,
    latestBirthDate: birthDate ?? day(`${number.slice(0, 4)}-12-31`),
    sex: sex === 'K' ? 'female' : 'male',
  }
}

const taken = new Set<string>()
onNextFile(() => taken.clear())

type WantedNumber = {
  readonly kind?: 'personal' | 'coordination'
  readonly born?: string
  /** The year that does as well: one has some seven hundred numbers. */
  readonly orBorn?: string
  readonly sex?: Sex
}

/** A number nobody has been given yet in this file. `born` is a year or a day. */
export function nextNumber(wanted: WantedNumber = {}): TestNumber {
  const born = wanted.born ?? '2008'
  const bornOn = (on: string) =>
    testNumbers().find(
      (each) =>
        each.kind === (wanted.kind ?? 'personal') &&
        (on.length === 4 ? each.number.startsWith(on) : each.birthDate === on) &&
        (wanted.sex === undefined || each.sex === wanted.sex) &&
        !taken.has(each.number),
    )
  const found = bornOn(born) ?? (wanted.orBorn === undefined ? undefined : bornOn(wanted.orBorn))
  if (!found) throw new Error(`no unused test number left for ${born}`)
  taken.add(found.number)
  return found
}

export type NewPerson = {
  readonly number?: TestNumber
  readonly orBorn?: string
  readonly numberKind?: IdentifierKind
  readonly born?: string
  readonly sex?: Sex | null
  readonly givenName?: string
  readonly familyName?: string
  readonly street?: string
  readonly postalCode?: string
  readonly postalTown?: string
  readonly phone?: string
  readonly email?: string
  /** Folkbokförd; null for nobody's. Half-open: `until` is the day after the last. */
  readonly municipality?: string | null
  readonly residentFrom?: string | null
  readonly residentUntil?: string | null
  readonly protection?: Protection
  readonly protectedFrom?: string
  readonly residency?: Residency
  readonly residencyFrom?: string
}

export type TestPerson = { readonly id: PersonId; readonly number: string }

const Made = z.object({ id: PersonId })

/**
 * A person as an import would leave one: number, name, where folkbokförd (0484 since birth unless told), and what else is given.
 * For a machine's transaction; leaves its event.
 */
export async function aPerson(tx: Write, person: NewPerson = {}): Promise<TestPerson> {
  const wanted = {
    ...(person.born && { born: person.born }),
    ...(person.orBorn && { orBorn: person.orBorn }),
    ...(person.sex && { sex: person.sex }),
  }
  const number = person.number ?? nextNumber(wanted)
  const domain = tx.actor.domainId
  const { id } = await tx.one(
    Made,
    sql`
    with fresh as (select gen_random_uuid() as id)
    insert into person (domain_id, id, root_id, sex, birth_date, latest_birth_date, protection, residency, known_from)
    select ${domain}, id, id, ${person.sex === undefined ? number.sex : person.sex}, ${number.birthDate}::date,
           ${number.latestBirthDate}::date, ${person.protection ?? 'none'}, ${person.residency ?? 'active'}, ${tx.now}
      from fresh returning id`,
  )
  await tx.run(sql`
    insert into person_identifier (domain_id, person_id, kind, number, source, known_from)
    values (${domain}, ${id}, ${person.numberKind ?? number.kind}, ${number.number}, 'folkbokföring', ${tx.now})`)
  await withName(tx, id, person)
  await withPlace(tx, id, person)
  await withContacts(tx, id, person)
  await withStanding(tx, id, person)
  await tx.record('people.built', { personId: id })
  return { id, number: number.number }
}

async function withName(tx: Write, id: PersonId, person: NewPerson): Promise<void> {
  const givenName = person.givenName ?? 'Elsa'
  const familyName = person.familyName ?? 'Lindqvist'
  await tx.run(sql`
    insert into person_name (domain_id, person_id, given_name, family_name, folded, source, known_from)
    values (${tx.actor.domainId}, ${id}, ${givenName}, ${familyName},
            fold_name(${`${givenName} ${familyName}`}), 'folkbokföring', ${tx.now})`)
}

async function withPlace(tx: Write, id: PersonId, person: NewPerson): Promise<void> {
  const domain = tx.actor.domainId
  if (person.street !== undefined)
    await tx.run(sql`
      insert into person_address (domain_id, person_id, street, postal_code, postal_town, source, known_from)
      values (${domain}, ${id}, ${person.street}, ${person.postalCode ?? null}, ${person.postalTown ?? null},
              'folkbokföring', ${tx.now})`)
  const municipality = person.municipality === undefined ? '0484' : person.municipality
  if (municipality !== null)
    await tx.run(sql`
      insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, until_on, source, known_from)
      values (${domain}, ${id}, 'registered', ${municipality}, ${person.residentFrom ?? null}::date,
              ${person.residentUntil ?? null}::date, 'folkbokföring', ${tx.now})`)
}

async function withContacts(tx: Write, id: PersonId, person: NewPerson): Promise<void> {
  const contact = (kind: string, value: string, digits: string | null) =>
    tx.run(sql`
      insert into person_contact (domain_id, person_id, kind, value, digits, source, noted_on, known_from)
      values (${tx.actor.domainId}, ${id}, ${kind}, ${value}, ${digits}, 'skolan', ${tx.today}, ${tx.now})`)
  if (person.phone !== undefined)
    await contact('phone', person.phone, person.phone.replace(/\D/g, '').replace(/^0/, '46'))
  if (person.email !== undefined) await contact('email', person.email, null)
}

async function withStanding(tx: Write, id: PersonId, person: NewPerson): Promise<void> {
  if (person.protection !== undefined && person.protection !== 'none')
    await tx.run(sql`
      insert into person_protection (domain_id, person_id, kind, from_on, source, known_from)
      values (${tx.actor.domainId}, ${id}, ${person.protection}, ${person.protectedFrom ?? tx.today}::date,
              'folkbokföring', ${tx.now})`)
  if (person.residency !== undefined && person.residency !== 'active')
    await tx.run(sql`
      insert into person_residency (domain_id, person_id, residency, from_on, source, known_from)
      values (${tx.actor.domainId}, ${id}, ${person.residency}, ${person.residencyFrom ?? tx.today}::date,
              'folkbokföring', ${tx.now})`)
}
