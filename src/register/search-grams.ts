import type { Write } from '../kernel/database.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { NUMBER_PREFIXES, PHONE_PREFIXES } from '../people/folding.ts'

/**
 * Makes the grams of these persons anew (a select of ids, merged ones too), or of the whole domain: what is missing is added
 * and what no longer holds is taken away, so that those who are members, or will be, are found and nobody else is.
 */
export async function refreshGrams(tx: Write, persons: Sql | null): Promise<void> {
  const chosen = persons === null ? raw('true') : sql`p.id in (${persons})`
  const all = persons === null ? raw('true') : raw('g.person_id in (select root_id from chosen)')
  await tx.run(sql`
    with chosen as materialized (select distinct p.root_id from person p where ${chosen}),
    member as materialized (
      select c.root_id from chosen c
       where exists (select from register_period r where r.person_id = c.root_id and r.known_until is null
                        and (r.until_on is null or r.until_on > ${tx.today}))),
    wanted as materialized (${gramsOfMembers()}),
    gone as (
      delete from register_search g
       where ${all} and not exists (select from wanted w where w.person_id = g.person_id and w.gram = g.gram))
    insert into register_search (domain_id, gram, person_id)
    select ${tx.actor.domainId}, w.gram, w.person_id from wanted w
     where not exists (select from register_search g where g.person_id = w.person_id and g.gram = w.gram)
    on conflict do nothing`)
}

/** The same grams as `gramsOf` in people/folding.ts, held equal by a test. */
function gramsOfMembers(): Sql {
  const places = (lengths: readonly number[]) => raw(`(values ${lengths.map((length) => `(${length})`).join(', ')}) n (places)`)
  return sql`
    with everybody as materialized (
      select root_id, root_id as id from member
      union all
      select p.root_id, p.id from person p join member m on m.root_id = p.root_id where p.root_id <> p.id),
    word as (
      select distinct e.root_id, word from everybody e
        join person_name v on v.person_id = e.id
       cross join lateral string_to_table(v.folded, ' ') word where word <> ''),
    number as (select distinct e.root_id, v.number from everybody e join person_identifier v on v.person_id = e.id),
    phone as (
      select distinct e.root_id, v.digits from everybody e
        join person_contact v on v.person_id = e.id and v.known_until is null and v.digits is not null)
    select root_id as person_id, substr('^' || word || '$', at, 3) collate "C" as gram from word, generate_series(1, length(word)) at
    union
    select root_id, '#' || left(number, places) from number, ${places(NUMBER_PREFIXES.long)}
    union
    select root_id, '#' || substr(number, 3, places) from number, ${places(NUMBER_PREFIXES.short)}
    union
    select root_id, '+' || left(digits, places) from phone, ${places(PHONE_PREFIXES)}
    union
    select root_id, '+' || digits from phone`
}
