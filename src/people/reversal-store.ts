import { z } from 'zod'
import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { ending } from './version-sql.ts'

/** A table of versions, and its columns beside domain, id, delivery and the two ends of what was known. */
export type VersionTable = {
  readonly name: string
  readonly columns: readonly string[]
  /** No delivery writes in it. */
  readonly byHand?: boolean
}

/** The tables of this module that a delivery writes versions in. */
export const PEOPLE_VERSIONS: readonly VersionTable[] = [
  { name: 'person_identifier', columns: ['person_id', 'kind', 'number', 'source'] },
  { name: 'person_name', columns: ['person_id', 'given_name', 'family_name', 'folded', 'source'] },
  { name: 'person_address', columns: ['person_id', 'street', 'postal_code', 'postal_town', 'source'] },
  { name: 'person_contact', columns: ['person_id', 'kind', 'value', 'digits', 'source', 'noted_on', 'recorded_by'] },
  {
    name: 'person_guardian',
    columns: ['person_id', 'name', 'relation', 'phone', 'email', 'external_id', 'source', 'noted_on', 'recorded_by'],
  },
  {
    name: 'person_residence',
    columns: ['person_id', 'kind', 'municipality_code', 'from_on', 'until_on', 'source', 'recorded_by'],
  },
  { name: 'person_protection', columns: ['person_id', 'kind', 'from_on', 'until_on', 'source', 'recorded_by'] },
  { name: 'person_residency', columns: ['person_id', 'residency', 'from_on', 'until_on', 'source', 'recorded_by'] },
  { name: 'person_external_id', columns: ['person_id', 'system', 'external_id'] },
]

/** A delivery to be taken back, and those that were taken back before it: what they closed stands again. */
export type Reversal = { readonly deliveryId: string; readonly reversed: readonly string[] }

const Count = z.object({ count: z.number() })

/** How many of the delivery's versions something later has closed. */
export async function closedLater(tx: Write, table: VersionTable, { deliveryId, reversed }: Reversal): Promise<number> {
  const row = await tx.one(
    Count,
    sql`
    select count(*) as count from ${raw(table.name)}
     where delivery_id = ${deliveryId} and known_until is not null
       and (closed_by is null or closed_by <> all(${[...reversed]}::uuid[]))`,
  )
  return row.count
}

/** The persons the delivery made known, and who are still there. */
export const personsMadeBy = (deliveryId: string): Sql =>
  sql`select id from person where delivery_id = ${deliveryId} and known_until is null`

/**
 * Locks the persons the delivery made known, in the order of their ids: what others are writing of one is waited for, and then
 * counts among what was built on them.
 */
export async function lockPersonsMadeBy(tx: Write, { deliveryId }: Reversal): Promise<void> {
  await tx.run(sql`${personsMadeBy(deliveryId)} order by id for update`)
}

/** How many current versions others have brought of the persons the delivery made known. */
export async function builtOn(tx: Write, table: VersionTable, { deliveryId }: Reversal): Promise<number> {
  const others = table.byHand ? raw('true') : sql`delivery_id is distinct from ${deliveryId}`
  const row = await tx.one(
    Count,
    sql`
    select count(*) as count from ${raw(table.name)}
     where person_id in (${personsMadeBy(deliveryId)}) and known_until is null and ${others}`,
  )
  return row.count
}

/** How many of the persons it made known have been merged with another. */
export async function mergesOn(tx: Write, { deliveryId }: Reversal): Promise<number> {
  const row = await tx.one(
    Count,
    sql`
    select count(*) as count from person_merge
     where unmerged_at is null
       and (survivor_id in (${personsMadeBy(deliveryId)}) or merged_id in (${personsMadeBy(deliveryId)}))`,
  )
  return row.count
}

/** Closes the delivery's versions, and opens again what it had closed. Everybody concerned is gathered in incoming_touched. */
export async function reverseVersions(tx: Write, table: VersionTable, { deliveryId }: Reversal): Promise<number> {
  const name = raw(table.name)
  const columns = raw(table.columns.join(', '))
  await tx.run(sql`
    insert into incoming_touched
    select distinct person_id from ${name} where delivery_id = ${deliveryId} or closed_by = ${deliveryId}`)
  const closed = await tx.run(sql`
    update ${name} set known_until = ${ending(tx, table.name)}, closed_by = ${deliveryId}
     where delivery_id = ${deliveryId} and known_until is null`)
  const before = sql`from ${name} where closed_by = ${deliveryId} and delivery_id is distinct from ${deliveryId}`
  const expected = await tx.one(Count, sql`select count(*) as count ${before}`)
  const reopened = await tx.run(sql`
    insert into ${name} (domain_id, ${columns}, delivery_id, known_from)
    select domain_id, ${columns}, delivery_id, ${tx.now} ${before}
    on conflict do nothing`)
  if (reopened !== expected.count) throw new Refused('conflict', 'built_upon')
  return closed
}

/** The persons it made known are known no longer, and nobody need decide whether they were somebody else. */
export async function retractPersons(tx: Write, { deliveryId }: Reversal): Promise<number> {
  const made = personsMadeBy(deliveryId)
  await tx.run(sql`
    update duplicate_suggestion set decision = 'different', decided_at = ${tx.now}, decided_by = ${tx.actor.accountId}
     where decision is null and (person_id in (${made}) or other_id in (${made}))`)
  return tx.run(sql`
    update person set known_until = ${ending(tx, 'person')}
     where delivery_id = ${deliveryId} and known_until is null`)
}
