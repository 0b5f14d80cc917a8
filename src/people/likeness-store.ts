import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { countRows, type Intake } from './intake-store.ts'

/**
 * New persons (and those who now get a name) who may be one already known under another number: samordningsnummer before personnummer is the common case.
 *
 * Joined on equality of keys, so that a whole municipality takes a second. Two persons meet on the day of birth and on the
 * same words of the name in any order, or the first given name with one more word; where the day is unknown to one of them,
 * on the year and all words. Twins share a day and a family name and meet on none of these. Two who both have a personnummer
 * are not suggested: the authority gives one person one. Scores are those of `duplicates/rules.ts`.
 */
export async function planDuplicates(tx: Write, intake: Intake): Promise<number> {
  await gatherCandidates(tx)
  await gatherKeys(tx)
  await tx.run(sql`drop table if exists likeness_pair`)
  await tx.run(sql`
    create temp table likeness_pair on commit drop as
    select distinct on (person_id, other_id) person_id, other_id, reasons, score
      from (${pairs(intake)}) pair
     where not exists (select from duplicate_suggestion s where s.person_id = pair.person_id and s.other_id = pair.other_id)
     order by person_id, other_id, score desc`)
  await tx.run(sql`drop table likeness, likeness_key`)
  return countRows(tx, sql`select from likeness_pair`)
}

/** Puts the pairs before people. What was decided of a pair stays decided. */
export async function suggestDuplicates(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    insert into duplicate_suggestion (domain_id, person_id, other_id, reasons, score, suggested_at, delivery_id)
    select ${tx.actor.domainId}, person_id, other_id, reasons, score, ${tx.now}, ${intake.deliveryId} from likeness_pair
    on conflict do nothing`)
}

/** Those the plan gives a name for the first time, and those who have one. */
async function gatherCandidates(tx: Write): Promise<void> {
  await tx.run(sql`
    create temp table likeness on commit drop as
    with identified as (
      select person_id, bool_or(kind = 'personal') as personal from person_identifier where known_until is null group by 1)
    select w.person_id, true as is_new, i.birth_date, trim(g.folded || ' ' || f.folded) as folded,
           extract(year from i.latest_birth_date)::integer as born, i.number_kind = 'personal' as personal
      from person_plan w
      join incoming_person i on i.number = w.number
      join folded_name g on g.name = w.given_name
      join folded_name f on f.name = w.family_name
     where w.unnamed and w.renames
    union all
    select p.id, false, p.birth_date, n.folded, extract(year from p.latest_birth_date)::integer, coalesce(i.personal, false)
      from person p
      join person_name n on n.person_id = p.id and n.known_until is null
      left join identified i on i.person_id = p.id
     where p.known_until is null and p.root_id = p.id and n.folded <> ''`)
  await tx.run(sql`analyze likeness`)
}

/** Keys of those without a personnummer, and of those born when one of them was. `scope` is the day, or the year. */
async function gatherKeys(tx: Write): Promise<void> {
  await tx.run(sql`
    create temp table likeness_key on commit drop as
    with scoped as (
      select l.*, l.birth_date::text as scope from likeness l
       where l.birth_date is not null
         and (not l.personal or l.birth_date in (select birth_date from likeness where not personal))
      union all
      select l.*, l.born::text from likeness l
       where l.born in (select born from likeness where birth_date is null)),
    worded as (select *, string_to_array(folded, ' ') as words from scoped)
    select person_id, is_new, personal, birth_date, folded, scope,
           (select string_agg(word, ' ' order by word) from unnest(words) word) as key, true as whole
      from worded
    union
    select person_id, is_new, personal, birth_date, folded, scope, words[1] || '+' || word, false
      from worded, unnest(words[2:]) word
     where length(scope) = 10`)
  await tx.run(sql`analyze likeness_key`)
}

const pairs = (intake: Intake) => sql`
  select least(a.person_id, b.person_id) as person_id, greatest(a.person_id, b.person_id) as other_id,
         array[case when length(a.scope) = 10 then 'same_birth_date' else 'born_same_year' end,
               case when a.folded = b.folded then 'same_name' when a.whole then 'swapped_name' else 'similar_name' end] as reasons,
         case when length(a.scope) < 10 then 60 when a.folded = b.folded then 80 when a.whole then 75 else 65 end as score
    from likeness_key a
    join likeness_key b on b.scope = a.scope and b.key = a.key and b.whole = a.whole and b.person_id <> a.person_id
   where a.is_new and not (a.personal and b.personal)
     and (length(a.scope) = 10 or a.birth_date is null or b.birth_date is null)
  union all
  select least(p.person_id, e.person_id), greatest(p.person_id, e.person_id), array['same_external_id'], 95
    from person_plan p
    join person_external_id e on e.external_id = p.external_id and e.person_id <> p.person_id
   where p.unnamed and e.system = ${intake.source} and e.known_until is null`
