import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { raw, sql } from '../kernel/sql.ts'

/**
 * Makes the grams of these persons anew (merged ones too), or of the whole domain: what is missing is added
 * and what no longer holds is taken away, so that those who are members, or will be, are found and nobody else is. The grams
 * are those of `gramsOf` in people/folding.ts, held equal by a test.
 */
export async function refreshGrams(tx: Write, persons: readonly string[] | null): Promise<void> {
  if (persons?.length === 0) return
  const chosen = persons === null ? raw('true') : sql`p.id = any(${persons}::uuid[])`
  const theirs = persons === null ? raw('true') : raw('g.person_id in (select root_id from chosen)')
  await tx.run(sql`
    with chosen as materialized (select distinct p.root_id from person p where ${chosen}),
    member as materialized (
      select c.root_id from chosen c
       where exists (select from register_period r where r.person_id = c.root_id and r.known_until is null
                        and (r.until_on is null or r.until_on > ${tx.today}))),
    everybody as materialized (
      select root_id, root_id as id from member
      union all
      select p.root_id, p.id from person p join member m on m.root_id = p.root_id where p.root_id <> p.id),
    word as materialized (
      select distinct e.root_id, word from everybody e
        join person_name v on v.person_id = e.id
       cross join lateral string_to_table(v.folded, ' ') word where word <> ''),
    wanted as materialized (
      select distinct substr('^' || word || '$', at, 3) collate "C" as gram, root_id as person_id
        from word, generate_series(1, length(word)) at),
    gone as (
      delete from register_search g
       where ${theirs} and not exists (select from wanted w where w.person_id = g.person_id and w.gram = g.gram))
    insert into register_search (domain_id, gram, person_id)
    select ${tx.actor.domainId}, w.gram, w.person_id from wanted w order by w.gram, w.person_id
    on conflict do nothing`)
}

/** Whose facts have changed since the register was last computed: to be asked before it is. */
export async function touchedPersons(tx: Read): Promise<string[]> {
  const rows = await tx.all(z.object({ id: z.uuid() }), sql`select person_id as id from scope_touched`)
  return rows.map((row) => row.id)
}
