import { z } from 'zod'
import { type Read, Write } from '../kernel/database.ts'
import type { Instant } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import {
  Address,
  Contact,
  Guardian,
  Identifier,
  Name,
  PersonHeader,
  PersonId,
  type PersonRecord,
  ProtectionPeriod,
  Residence,
  ResidencyPeriod,
} from './model.ts'
import { membersRemembered, once, rememberMembers } from './once.ts'

const Id = z.object({ id: PersonId })

/**
 * The persons gathered under a root: itself and those merged into it. With an instant, those that were merged then, for how
 * things were known on a day. A select list of one column `id`, fenced by the wall on protected identity.
 */
export function membersOf(root: Sql, knownAt: Instant | null = null): Sql {
  if (knownAt === null)
    return sql`select k.id from person k where k.id = ${root} or (k.root_id = ${root} and k.root_id <> k.id)`
  return sql`
    with recursive merged as (
      select ${root} as id
      union
      select m.merged_id from merged join person_merge m on m.survivor_id = merged.id
       where m.merged_at < ${knownAt} and (m.unmerged_at is null or m.unmerged_at >= ${knownAt}))
    select p.id from merged join person p on p.id = merged.id`
}

/** The same of a person by id, as they are now; what a page that only reads has learnt of them is not asked of each table anew. */
export function membersOfRoot(tx: Read, root: PersonId): Sql {
  const known = membersRemembered(tx, root)
  if (known === null) return membersOf(sql`${root}::uuid`)
  // One alone, as nearly everybody is: of a list nobody knows how long it is, and each question about it would be planned anew.
  return known.length === 1 ? sql`${root}::uuid` : sql`select unnest(${known}::uuid[])`
}

/** What was held true before the instant; null is now. For tables with known_from and known_until, under the alias `v`. */
export function heldTrue(knownAt: Instant | null): Sql {
  return knownAt === null
    ? raw('v.known_until is null')
    : sql`v.known_from < ${knownAt} and (v.known_until is null or v.known_until >= ${knownAt})`
}

/** What had been learnt before the instant, superseded or not. */
function learnt(knownAt: Instant | null): Sql {
  return knownAt === null ? raw('true') : sql`v.known_from < ${knownAt}`
}

/**
 * Whether the root (alias `r`) is there: one whom a delivery made known is known no longer once it is taken back. With an
 * instant, those taken back later are there too, for how things were known then.
 */
function isThere(knownAt: Instant | null): Sql {
  return knownAt === null ? raw('r.known_until is null') : sql`(r.known_until is null or r.known_until >= ${knownAt})`
}

/** A person's current name, number and so on beside the row itself (alias `r`): for lists of persons as well. */
export const headerColumns = raw(`
  r.id, name.given_name as "givenName", name.family_name as "familyName", i.number, i.kind as "numberKind",
  r.sex, r.birth_date as "birthDate", r.latest_birth_date as "latestBirthDate", r.protection, r.residency`)

/** Joins for `headerColumns`: the root's own name, and the strongest current number of the root and those merged into it. */
export const headerJoins = raw(`
  left join person_name name on name.person_id = r.id and name.known_until is null
  left join lateral (
    select i.number, i.kind from person_identifier i
     where i.known_until is null
       and i.person_id in (select r.id union all select m.id from person m where m.root_id = r.id and m.root_id <> m.id)
     order by array_position(array['personal', 'coordination', 'interim'], i.kind), i.person_id <> r.id, i.id desc limit 1) i on true`)

/**
 * The person, or the one they were merged into. Refuses with `not_found` those who are not there or may not be seen. With an
 * instant, one who is known no longer is there as long as they were; the header is today's.
 */
export function personById(tx: Read, id: PersonId, knownAt: Instant | null = null): Promise<PersonHeader> {
  // Who stands under it is remembered where one only reads, and asked for nowhere else.
  const members = tx instanceof Write ? raw(`'{}'::uuid[]`) : sql`array(${membersOf(raw('r.id'))})`
  return once(tx, `person ${id} ${knownAt}`, async () => {
    const { members: ids, ...header } = await tx.one(
      PersonHeader.extend({ members: z.array(PersonId) }),
      prepared(sql`select ${headerColumns}, ${members} as members
          from person p join person r on r.id = p.root_id ${headerJoins} where p.id = ${id} and ${isThere(knownAt)}`),
    )
    rememberMembers(tx, header.id, ids)
    return header
  })
}

export function personsById(tx: Read, ids: readonly PersonId[]): Promise<PersonHeader[]> {
  return tx.all(
    PersonHeader,
    sql`select ${headerColumns} from person r ${headerJoins}
         where r.id = any(${ids}::uuid[]) and r.root_id = r.id and ${isThere(null)}`,
  )
}

/**
 * Whom the number (12 characters) is held by today, or was before, merged ones as their root; with an instant, whom it was held
 * by then. Null: nobody, or nobody one may see.
 */
export async function personByNumber(
  tx: Read,
  number: string,
  knownAt: Instant | null = null,
): Promise<PersonId | null> {
  const held = heldTrue(knownAt)
  const found = await holderOf(tx, number, { held, knownAt })
  return found ?? holderOf(tx, number, { held: sql`not (${held})`, knownAt })
}

type Holding = { readonly held: Sql; readonly knownAt: Instant | null }

async function holderOf(tx: Read, number: string, { held, knownAt }: Holding): Promise<PersonId | null> {
  const [found] = await tx.all(
    Id,
    sql`
    select r.id from person_identifier v
      join person p on p.id = v.person_id join person r on r.id = p.root_id
     where v.number = ${number} and ${held} and ${isThere(knownAt)} order by v.known_until desc limit 1`,
  )
  return found?.id ?? null
}

/**
 * Locks the person's root in a statement of its own and reads it afterwards: what is joined while waiting is stale. Who is a root is
 * locked at once, and nobody else ever is, so that a merge and this cannot wait for one another.
 */
export async function lockPerson(tx: Write, id: PersonId): Promise<PersonHeader> {
  if (await lockRoot(tx, id)) return personById(tx, id)
  const { id: root } = await personById(tx, id)
  if (!(await lockRoot(tx, root))) throw new Refused('conflict', 'merged_meanwhile')
  return personById(tx, root)
}

/** False for one who is no root, or has become none while the lock was waited for. */
async function lockRoot(tx: Write, id: PersonId): Promise<boolean> {
  const locked = await tx.all(
    Id,
    prepared(sql`select p.id from person p where p.id = ${id} and p.root_id = p.id for update`),
  )
  return locked.length > 0
}

const versionColumns = raw(`
  v.id, v.person_id as "personId", v.source, v.delivery_id as "deliveryId", v.known_from as "knownFrom",
  v.known_until as "knownUntil"`)

type Which = { readonly root: PersonId; readonly knownAt: Instant | null }

const among = ({ root, knownAt }: Which) => sql`v.person_id in (${membersOf(sql`${root}::uuid`, knownAt)})`

/** Current first, then the earlier ones, newest first. */
const newestFirst = raw('order by v.known_until desc nulls first, v.id desc')

function names(tx: Read, which: Which): Promise<Name[]> {
  return tx.all(
    Name,
    sql`select ${versionColumns}, v.given_name as "givenName", v.family_name as "familyName"
          from person_name v where ${among(which)} and ${learnt(which.knownAt)}
         order by v.person_id <> ${which.root}, v.known_until desc nulls first, v.id desc`,
  )
}

function identifiers(tx: Read, which: Which): Promise<Identifier[]> {
  return tx.all(
    Identifier,
    sql`select ${versionColumns}, v.kind, v.number
          from person_identifier v where ${among(which)} and ${learnt(which.knownAt)} ${newestFirst}`,
  )
}

function addresses(tx: Read, which: Which): Promise<Address[]> {
  return tx.all(
    Address,
    sql`select ${versionColumns}, v.street, v.postal_code as "postalCode", v.postal_town as "postalTown"
          from person_address v where ${among(which)} and ${learnt(which.knownAt)}
         order by v.person_id <> ${which.root}, v.known_until desc nulls first, v.id desc`,
  )
}

export function contacts(tx: Read, which: Which): Promise<Contact[]> {
  return tx.all(
    Contact,
    sql`select ${versionColumns}, v.kind, v.value, v.digits, v.noted_on as "notedOn", v.recorded_by as "recordedBy"
          from person_contact v where ${among(which)} and ${heldTrue(which.knownAt)}
         order by v.kind desc, v.noted_on desc, v.id desc`,
  )
}

export function guardians(tx: Read, which: Which): Promise<Guardian[]> {
  return tx.all(
    Guardian,
    sql`select ${versionColumns}, v.name, v.relation, v.phone, v.email, v.noted_on as "notedOn", v.recorded_by as "recordedBy"
          from person_guardian v where ${among(which)} and ${heldTrue(which.knownAt)} order by v.relation, v.name, v.id`,
  )
}

export function residences(tx: Read, which: Which): Promise<Residence[]> {
  return tx.all(
    Residence,
    sql`select ${versionColumns}, v.kind, v.municipality_code as municipality, v.from_on as "from", v.until_on as until,
               v.recorded_by as "recordedBy"
          from person_residence v where ${among(which)} and ${heldTrue(which.knownAt)}
         order by v.from_on desc nulls last, v.id desc`,
  )
}

function protections(tx: Read, which: Which): Promise<ProtectionPeriod[]> {
  return tx.all(
    ProtectionPeriod,
    sql`select ${versionColumns}, v.kind, v.from_on as "from", v.until_on as until
          from person_protection v where ${among(which)} and ${heldTrue(which.knownAt)} order by v.from_on desc, v.id desc`,
  )
}

function residencies(tx: Read, which: Which): Promise<ResidencyPeriod[]> {
  return tx.all(
    ResidencyPeriod,
    sql`select ${versionColumns}, v.residency, v.from_on as "from", v.until_on as until
          from person_residency v where ${among(which)} and ${heldTrue(which.knownAt)} order by v.from_on desc, v.id desc`,
  )
}

/** Everything people know of a person; with an instant, as it was known before it. The header is today's. */
export async function personRecord(tx: Read, id: PersonId, knownAt: Instant | null = null): Promise<PersonRecord> {
  const person = await personById(tx, id, knownAt)
  const which = { root: person.id, knownAt }
  const [name, identifier, address, contact, guardian, residence, protection, residency] = await Promise.all([
    names(tx, which),
    identifiers(tx, which),
    addresses(tx, which),
    contacts(tx, which),
    guardians(tx, which),
    residences(tx, which),
    protections(tx, which),
    residencies(tx, which),
  ])
  return {
    person,
    names: name,
    identifiers: identifier,
    addresses: address,
    contacts: contact,
    guardians: guardian,
    residences: residence,
    protections: protection,
    residencies: residency,
  }
}
