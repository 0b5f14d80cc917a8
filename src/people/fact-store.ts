import type { Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import type { Contact, ContactKind, Guardian, PersonId, Relation, Residence } from './model.ts'
import { ending } from './version-sql.ts'

/** The SQL that changes what is known of a person. Versions are opened and closed, never rewritten. */

/** The tables a version of which is closed by hand. */
export type FactTable =
  | 'person_name'
  | 'person_address'
  | 'person_contact'
  | 'person_guardian'
  | 'person_residence'
  | 'person_protection'

/** From now on not held true. Refuses with `not_found` when it no longer was. */
export function closeVersion(tx: Write, table: FactTable, id: number): Promise<void> {
  return tx.runOne(sql`
    update ${raw(table)} set known_until = ${ending(tx, table)}
     where id = ${id} and known_until is null`)
}

/** Who and when, for what is written by hand. */
const byHand = (tx: Write): Sql => sql`${tx.actor.accountId}, ${tx.now}`

export type NewContact = {
  readonly kind: ContactKind
  readonly value: string
  readonly digits: string | null
  readonly source: string
  readonly notedOn: PlainDate
}

export async function insertContact(tx: Write, person: PersonId, contact: NewContact): Promise<void> {
  await tx.run(sql`
    insert into person_contact (domain_id, person_id, kind, value, digits, source, noted_on, recorded_by, known_from)
    values (${tx.actor.domainId}, ${person}, ${contact.kind}, ${contact.value}, ${contact.digits}, ${contact.source},
            ${contact.notedOn}, ${byHand(tx)})`)
}

export type NewGuardian = {
  readonly name: string
  readonly relation: Relation
  readonly phone: string | null
  readonly email: string | null
  readonly source: string
  readonly notedOn: PlainDate
}

export async function insertGuardian(tx: Write, person: PersonId, guardian: NewGuardian): Promise<void> {
  await tx.run(sql`
    insert into person_guardian (domain_id, person_id, name, relation, phone, email, source, noted_on, recorded_by, known_from)
    values (${tx.actor.domainId}, ${person}, ${guardian.name}, ${guardian.relation}, ${guardian.phone}, ${guardian.email},
            ${guardian.source}, ${guardian.notedOn}, ${byHand(tx)})`)
}

export type NewResidence = {
  readonly municipality: string
  readonly from: PlainDate | null
  readonly until: PlainDate | null
  readonly source: string
}

export async function insertManualResidence(tx: Write, person: PersonId, residence: NewResidence): Promise<void> {
  await tx.run(sql`
    insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, until_on, source, recorded_by, known_from)
    values (${tx.actor.domainId}, ${person}, 'manual', ${residence.municipality}, ${residence.from}, ${residence.until},
            ${residence.source}, ${byHand(tx)})`)
}

/** The same residence with another last day: the version is closed and another opened. */
export async function endResidence(tx: Write, residence: Residence, until: PlainDate): Promise<void> {
  await closeVersion(tx, 'person_residence', residence.id)
  const { municipality, from, source } = residence
  await insertManualResidence(tx, residence.personId, { municipality, from, until, source })
}

export const closeContact = (tx: Write, contact: Contact) => closeVersion(tx, 'person_contact', contact.id)
export const closeGuardian = (tx: Write, guardian: Guardian) => closeVersion(tx, 'person_guardian', guardian.id)

/** As `refreshStanding`, for those one has the ids of. */
export function refreshStandingOf(tx: Write, persons: readonly PersonId[]): Promise<number> {
  return refreshStanding(tx, sql`select unnest(${persons}::uuid[])`)
}

/**
 * Sets protection and residency of these persons, and of all merged with them, to what the facts say on the day: the
 * strongest of the whole group, so that no part of a protected person stands unprotected in a list. `ids`: a select of ids,
 * or null for the whole domain (the nightly round, as periods begin and end).
 */
export function refreshStanding(tx: Write, ids: Sql | null): Promise<number> {
  const chosen =
    ids === null ? raw('true') : sql`p.root_id in (select c.root_id from person c where c.id = any (array(${ids})))`
  const holds = sql`v.known_until is null and v.from_on <= ${tx.today} and (v.until_on is null or v.until_on > ${tx.today})`
  return tx.run(sql`
    with member as materialized (select p.id, p.root_id from person p where ${chosen}),
    protected as (
      select m.root_id, bool_or(v.kind = 'protected_registration') as fully
        from member m join person_protection v on v.person_id = m.id where ${holds} group by 1),
    gone as (
      select m.root_id, bool_or(v.residency = 'deceased') as deceased
        from member m join person_residency v on v.person_id = m.id where ${holds} group by 1),
    standing as (
      select m.id, case when s.root_id is null then 'none' when s.fully then 'protected_registration'
                        else 'confidentiality_marking' end as protection,
             case when g.root_id is null then 'active' when g.deceased then 'deceased' else 'emigrated' end as residency
        from member m left join protected s on s.root_id = m.root_id left join gone g on g.root_id = m.root_id)
    update person p set protection = s.protection, residency = s.residency
      from standing s
     where p.id = s.id and (p.protection, p.residency) is distinct from (s.protection, s.residency)`)
}
