import { z } from 'zod'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { sql } from '../../kernel/sql.ts'
import { PersonId } from '../model.ts'
import { type Choices, Merge, MergeId, type Replaced } from './model.ts'
import { mergeById, merges } from './store.ts'

const Count = z.object({ count: z.number() })
const Made = z.object({ id: MergeId })
const Id = z.object({ id: PersonId })

/** Locks both in the order of their ids, so that two people merging the same pair wait for each other and never both hold one. */
export async function lockPair(tx: Write, one: PersonId, other: PersonId): Promise<void> {
  const locked = await tx.run(sql`select from person where id in (${one}, ${other}) order by id for update`)
  if (locked !== 2) throw new Refused('not_found', 'row')
}

/** The survivor before the merged: a merge that would move the survivor holds it first as well. */
export async function lockMerge(tx: Write, id: MergeId): Promise<Merge> {
  const merge = await mergeById(tx, id)
  await tx.run(sql`select from person where id = ${merge.survivorId} for update`)
  await tx.run(sql`select from person where id = ${merge.mergedId} for update`)
  return mergeById(tx, id)
}

/** How many merges have been made into this person, undone ones too. */
export async function mergePosition(tx: Write, survivor: PersonId): Promise<number> {
  return (await tx.one(Count, sql`select count(*) as count from person_merge where survivor_id = ${survivor}`)).count
}

export async function insertMerge(
  tx: Write,
  merge: { survivorId: PersonId; mergedId: PersonId; choices: Choices; replaced: Replaced },
): Promise<MergeId> {
  const row = await tx.one(
    Made,
    sql`
    insert into person_merge (domain_id, survivor_id, merged_id, choices, replaced, merged_at, merged_by)
    values (${tx.actor.domainId}, ${merge.survivorId}, ${merge.mergedId}, ${JSON.stringify(merge.choices)},
            ${JSON.stringify(merge.replaced)}, ${tx.now}, ${tx.actor.accountId})
    returning id`,
  )
  return row.id
}

/** The merged one and all that had been merged into it now answer as the survivor: a root is never more than one step away. */
export async function pointAtSurvivor(tx: Write, pair: { survivorId: PersonId; mergedId: PersonId }): Promise<void> {
  await tx.run(sql`update person set root_id = ${pair.survivorId} where root_id = ${pair.mergedId}`)
}

/** The merged one is itself again, and takes with it those who came with it. */
export async function pointBack(tx: Write, merge: Merge): Promise<void> {
  await tx.run(sql`
    with recursive back as (
      select ${merge.mergedId}::uuid as id
      union
      select m.merged_id from back join person_merge m on m.survivor_id = back.id and m.unmerged_at is null)
    update person set root_id = ${merge.mergedId} where id in (select id from back)`)
}

export function closeMerge(tx: Write, id: MergeId): Promise<void> {
  return tx.runOne(sql`
    update person_merge set unmerged_at = greatest(merged_at, ${tx.now}::timestamptz), unmerged_by = ${tx.actor.accountId} where id = ${id} and unmerged_at is null`)
}

/** A merge that was made after this one, of this survivor: with the values this one gave it. */
export async function isBuiltUpon(tx: Write, merge: Merge): Promise<boolean> {
  const later = await tx.one(
    Count,
    sql`
    select count(*) as count from person_merge
     where unmerged_at is null
       and (merged_id = ${merge.survivorId}
            or (survivor_id = ${merge.survivorId} and (replaced->>'position')::integer > ${merge.replaced.position}))`,
  )
  return later.count > 0
}

/** What was suggested of the two is decided by the merge, and open again when it is undone. */
export async function markSuggestion(
  tx: Write,
  pair: { survivorId: PersonId; mergedId: PersonId },
  merged: boolean,
): Promise<void> {
  const { survivorId: one, mergedId: other } = pair
  await tx.run(sql`
    update duplicate_suggestion
       set decision = case when ${merged} then 'merged' end,
           decided_at = case when ${merged} then ${tx.now}::timestamptz end,
           decided_by = case when ${merged} then ${tx.actor.accountId}::uuid end
     where person_id = least(${one}::uuid, ${other}::uuid) and other_id = greatest(${one}::uuid, ${other}::uuid)
       and decision is not distinct from case when ${merged} then null else 'merged' end`)
}

/** Everybody who answers as this person. */
export async function groupOf(tx: Write, root: PersonId): Promise<PersonId[]> {
  const rows = await tx.all(Id, sql`select id from person where root_id = ${root} order by id`)
  return rows.map((row) => row.id)
}

/** The merges not undone into any of these persons. */
export function mergesAmong(tx: Write, survivors: readonly PersonId[]): Promise<Merge[]> {
  return tx.all(Merge, sql`${merges} where m.unmerged_at is null and m.survivor_id = any(${survivors}::uuid[])`)
}

export function updateReplaced(tx: Write, id: MergeId, replaced: Replaced): Promise<void> {
  return tx.runOne(sql`update person_merge set replaced = ${JSON.stringify(replaced)} where id = ${id}`)
}
