import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import type { MergeId } from '../people/duplicates/model.ts'
import type { PersonId } from '../people/model.ts'
import { ending } from '../people/version-sql.ts'

/** A merge that has just been made. */
export type Merged = { readonly mergeId: MergeId; readonly survivorId: PersonId; readonly mergedId: PersonId }

/** A survivor without an owner gets the merged person's, as a version of its own: the merged person's stands as it stood. */
export async function carryOwner(tx: Write, { mergeId, survivorId, mergedId }: Merged): Promise<void> {
  await tx.run(sql`
    insert into register_owner (domain_id, person_id, account_id, from_on, assigned_by, known_from, carried_by)
    select o.domain_id, ${survivorId}, o.account_id, o.from_on, o.assigned_by, ${tx.now}, ${mergeId}
      from register_owner o
     where o.person_id = ${mergedId} and o.known_until is null
       and not exists (select from register_owner s where s.person_id = ${survivorId} and s.known_until is null)`)
}

/**
 * The later confirmed of the two open occupations becomes the survivor's. What the survivor had of those days is set aside,
 * as if the later had been recorded on the survivor.
 */
export async function carryOccupation(tx: Write, { mergeId, survivorId, mergedId }: Merged): Promise<void> {
  await tx.run(sql`
    with carried as (
      select m.* from register_occupation m
        left join register_occupation s on s.person_id = ${survivorId} and s.known_until is null and s.until_on is null
       where m.person_id = ${mergedId} and m.known_until is null and m.until_on is null
         and (s.id is null or (m.confirmed_on, m.from_on) > (s.confirmed_on, s.from_on))),
    aside as (
      update register_occupation o set known_until = ${ending(tx, 'o')}, set_aside_by = ${mergeId} from carried c
       where o.person_id = ${survivorId} and o.known_until is null and (o.until_on is null or o.until_on > c.from_on)
      returning o.*, c.from_on as cut_on)
    insert into register_occupation (domain_id, person_id, occupation, source, from_on, until_on, confirmed_on,
                                     best_before_on, recorded_by, known_from, carried_by)
    select domain_id, ${survivorId}, occupation, source, from_on, until_on, confirmed_on, best_before_on, recorded_by,
           ${tx.now}::timestamptz, ${mergeId}::uuid
      from (select domain_id, occupation, source, from_on, cut_on as until_on, confirmed_on, best_before_on, recorded_by
              from aside where from_on < cut_on
            union all
            select domain_id, occupation, source, from_on, null, confirmed_on, best_before_on, recorded_by from carried) made`)
}

/** Closes what a merge carried over, and no more: an owner chosen after the merge stays the survivor's. */
export async function closeCarriedOwner(tx: Write, mergeId: MergeId): Promise<void> {
  await tx.run(
    sql`update register_owner w set known_until = ${ending(tx, 'w')} where carried_by = ${mergeId} and known_until is null`,
  )
}

/** Closes what a merge carried over and brings back what it set aside, up to what has been recorded since. */
export async function closeCarriedOccupation(tx: Write, mergeId: MergeId): Promise<void> {
  await tx.run(
    sql`update register_occupation o set known_until = ${ending(tx, 'o')} where carried_by = ${mergeId} and known_until is null`,
  )
  await tx.run(sql`
    insert into register_occupation (domain_id, person_id, occupation, source, from_on, until_on, confirmed_on,
                                     best_before_on, recorded_by, known_from, carried_by)
    select a.domain_id, a.person_id, a.occupation, a.source, a.from_on, least(a.until_on, since.from_on), a.confirmed_on,
           a.best_before_on, a.recorded_by, ${tx.now}, a.carried_by
      from register_occupation a
      cross join lateral (
        select min(o.from_on) as from_on from register_occupation o
         where o.person_id = a.person_id and o.known_until is null
           and daterange(o.from_on, o.until_on) && daterange(a.from_on, a.until_on)) since
     where a.set_aside_by = ${mergeId} and (since.from_on is null or since.from_on > a.from_on)`)
}
