import { z } from 'zod'
import type { Write } from '../../kernel/database.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { type PersonId, Protection, type Sex } from '../model.ts'
import { PROTECTION_STRENGTH } from '../rules.ts'
import { ending } from '../version-sql.ts'
import type { Comparable, Exchange, Replaced } from './model.ts'
import type { ExchangedField, Restored } from './rules.ts'

/**
 * The chosen fields, carried over to the survivor and given back. A choice closes the survivor's version and opens another
 * with source `merge`; giving back closes that one and opens a copy of the first, unless a later fact has taken its place:
 * what came after the merge stays with the number it came by.
 */

const Id = z.object({ id: z.number() })

type Copied = { readonly table: string; readonly columns: string }
const NAME: Copied = { table: 'person_name', columns: 'given_name, family_name, folded' }
const ADDRESS: Copied = { table: 'person_address', columns: 'street, postal_code, postal_town' }
const PROTECTION: Copied = { table: 'person_protection', columns: 'kind, from_on, until_on, recorded_by' }

type Pair = { readonly survivor: Comparable; readonly merged: Comparable }

export const takeName = (tx: Write, pair: Pair): Promise<Exchange> => takeOver(tx, NAME, pair)
export const takeAddress = (tx: Write, pair: Pair): Promise<Exchange> => takeOver(tx, ADDRESS, pair)

async function takeOver(tx: Write, { table, columns }: Copied, { survivor, merged }: Pair): Promise<Exchange> {
  const closed = await close(tx, table, sql`person_id = ${survivor.id}`)
  const [opened] = await tx.all(
    Id,
    sql`
    insert into ${raw(table)} (domain_id, person_id, ${raw(columns)}, source, known_from)
    select domain_id, ${survivor.id}, ${raw(columns)}, 'merge', ${tx.now}
      from ${raw(table)} where person_id = ${merged.id} and known_until is null
    returning id`,
  )
  return { closed, opened: opened?.id ?? null, made: [] }
}

async function close(tx: Write, table: string, which: Sql): Promise<number[]> {
  const closed = await tx.all(
    Id,
    sql`
    update ${raw(table)} set known_until = ${ending(tx, table)}
     where ${which} and known_until is null returning id`,
  )
  return closed.map((row) => row.id)
}

const FirstDay = z.object({ from: z.string().nullable() })

/**
 * The merged group is protected as the one side was: what is stronger than that in either group is closed, and the survivor
 * has it as a fact of its own, so that a later delivery for its number can end it.
 */
export async function takeProtection(tx: Write, { survivor, merged }: Pair, chosen: Protection): Promise<Exchange> {
  const running = sql`until_on is null and person_id in (
    select id from person where root_id in (${survivor.id}, ${merged.id}))`
  const { from } = await tx.one(
    FirstDay,
    sql`select min(from_on)::text as "from" from person_protection where ${running} and kind = ${chosen} and known_until is null`,
  )
  const stronger = Protection.options.filter((kind) => PROTECTION_STRENGTH[kind] > PROTECTION_STRENGTH[chosen])
  const closed = await close(tx, PROTECTION.table, sql`${running} and kind = any(${stronger}::text[])`)
  if (chosen === 'none' || from === null) return { closed, opened: null, made: [] }
  closed.push(...(await close(tx, PROTECTION.table, sql`until_on is null and person_id = ${survivor.id}`)))
  const { id } = await tx.one(
    Id,
    sql`
    insert into person_protection (domain_id, person_id, kind, from_on, source, recorded_by, known_from)
    values (${tx.actor.domainId}, ${survivor.id}, ${chosen}, ${from}, 'merge', ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return { closed, opened: id, made: [] }
}

export type Birth = Pick<Comparable, 'birthDate' | 'latestBirthDate'>

export async function setSex(tx: Write, person: PersonId, sex: Sex | null): Promise<void> {
  await tx.runOne(sql`update person set sex = ${sex} where id = ${person}`)
}

export async function setBirth(tx: Write, person: PersonId, birth: Birth): Promise<void> {
  await tx.runOne(sql`
    update person set birth_date = ${birth.birthDate}, latest_birth_date = ${birth.latestBirthDate} where id = ${person}`)
}

/** Gives the survivor back what the merge took, where nothing later has come in its place. */
export async function giveBack(
  tx: Write,
  survivor: PersonId,
  replaced: Replaced,
): Promise<Readonly<Record<ExchangedField, Restored>>> {
  await giveBackPerson(tx, survivor, replaced)
  return {
    name: await restore(tx, NAME, replaced.name),
    address: await restore(tx, ADDRESS, replaced.address),
    protection: await restore(tx, PROTECTION, replaced.protection),
  }
}

/** A value that is no longer the one the merge set was set by a later fact, and stays. */
async function giveBackPerson(tx: Write, survivor: PersonId, { sex, birth }: Replaced): Promise<void> {
  if (sex)
    await tx.run(sql`
      update person set sex = ${sex.before} where id = ${survivor} and sex is not distinct from ${sex.after}`)
  if (birth)
    await tx.run(sql`
      update person set birth_date = ${birth.before.birthDate}, latest_birth_date = ${birth.before.latestBirthDate}
       where id = ${survivor} and birth_date is not distinct from ${birth.after.birthDate}::date
         and latest_birth_date = ${birth.after.latestBirthDate}::date`)
}

const Copy = z.object({ old: z.number(), id: z.number() })

/** A closed version comes back as a copy known from now, unless its person has had another since. */
async function restore(tx: Write, { table, columns }: Copied, exchange: Exchange | undefined): Promise<Restored> {
  if (!exchange) return []
  const { closed, opened, made } = exchange
  await close(tx, table, sql`id = ${opened}::bigint`)
  const ours = [...closed, ...made, ...(opened === null ? [] : [opened])]
  const restored: { old: number; id: number }[] = []
  for (const old of closed) {
    const copy = await tx.maybe(
      Copy,
      sql`
      insert into ${raw(table)} (domain_id, person_id, ${raw(columns)}, source, delivery_id, known_from)
      select domain_id, person_id, ${raw(columns)}, source, delivery_id, ${tx.now}
        from ${raw(table)} v
       where id = ${old}
         and not exists (select from ${raw(table)} later
                          where later.person_id = v.person_id and later.id > v.id and later.id <> all(${ours}::bigint[]))
      returning ${old}::bigint as old, id`,
    )
    if (copy) restored.push(copy)
  }
  return restored
}
