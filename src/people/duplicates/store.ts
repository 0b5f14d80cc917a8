import type { Read, Write } from '../../kernel/database.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../model.ts'
import { Comparable, Merge, type MergeId, Suggestion, type SuggestionId } from './model.ts'
import type { Likeness } from './rules.ts'

/** Of the person itself and those merged into it. */
const group = raw('in (select m.id from person m where m.id = p.id or (m.root_id = p.id and m.root_id <> m.id))')

const comparables = (chosen: Sql) => sql`
  select p.id, p.root_id as "rootId", n.given_name as "givenName", n.family_name as "familyName", coalesce(n.folded, '') as folded,
         coalesce((select jsonb_agg(jsonb_build_object('number', i.number, 'kind', i.kind)
                                    order by array_position(array['personal', 'coordination', 'interim'], i.kind), i.id)
                     from person_identifier i where i.person_id ${group} and i.known_until is null), '[]') as numbers,
         p.sex, p.birth_date as "birthDate", p.latest_birth_date as "latestBirthDate",
         a.street, a.postal_code as "postalCode", a.postal_town as "postalTown",
         array(select c.digits from person_contact c
                where c.person_id ${group} and c.known_until is null and c.digits is not null order by c.id) as phones,
         array(select c.value from person_contact c
                where c.person_id ${group} and c.known_until is null and c.kind = 'email' order by c.id) as emails,
         p.protection, p.residency, p.known_from as "knownFrom"
    from person p
    left join person_name n on n.person_id = p.id and n.known_until is null
    left join person_address a on a.person_id = p.id and a.known_until is null
   where p.known_until is null and ${chosen}`

/** Those of them who are there: one known no longer is nobody's double. */
export function comparablesById(tx: Read, ids: readonly PersonId[]): Promise<Comparable[]> {
  return tx.all(Comparable, comparables(sql`p.id = any(${ids}::uuid[])`))
}

/** Persons who share the folded name, the birth date or a telephone with this one: few enough to compare one by one. */
export function possibleTwins(tx: Read, person: Comparable): Promise<Comparable[]> {
  return tx.all(
    Comparable,
    comparables(sql`
      p.root_id = p.id and p.id <> ${person.id} and p.id in (
        select s.person_id from person_name s where s.folded = ${person.folded} and s.known_until is null
        union select s.id from person s where s.birth_date = ${person.birthDate}::date
        union select s.person_id from person_contact s where s.digits = any(${person.phones}::text[]) and s.known_until is null)`),
  )
}

/** Once for each pair: what was decided stays decided. */
export function insertSuggestion(tx: Write, pair: readonly [PersonId, PersonId], found: Likeness): Promise<number> {
  return tx.run(sql`
    insert into duplicate_suggestion (domain_id, person_id, other_id, reasons, score, suggested_at)
    select ${tx.actor.domainId}, least(a, b), greatest(a, b), ${found.reasons}::text[], ${found.score}, ${tx.now}
      from (values (${pair[0]}::uuid, ${pair[1]}::uuid)) pair (a, b)
    on conflict (domain_id, person_id, other_id) do nothing`)
}

/** Both as they are known today: a suggestion about a merged person is about its root. */
const suggestions = raw(`
  select s.id, a.root_id as "personId", b.root_id as "otherId", s.reasons, s.score, s.suggested_at as "suggestedAt", s.decision
    from duplicate_suggestion s
    join person a on a.id = s.person_id
    join person b on b.id = s.other_id`)

/** Undecided, the likeliest first. Protected persons are there only for those with the right. */
export function openSuggestions(tx: Read, most: number): Promise<Suggestion[]> {
  return tx.all(
    Suggestion,
    sql`${suggestions} where s.decision is null and a.root_id <> b.root_id order by s.score desc, s.id limit ${most}`,
  )
}

export function suggestionsOf(tx: Read, person: PersonId): Promise<Suggestion[]> {
  return tx.all(
    Suggestion,
    sql`${suggestions} where s.decision is null and a.root_id <> b.root_id and ${person} in (a.root_id, b.root_id) order by s.score desc`,
  )
}

export function suggestionById(tx: Read, id: SuggestionId): Promise<Suggestion> {
  return tx.one(Suggestion, sql`${suggestions} where s.id = ${id}`)
}

export async function lockSuggestion(tx: Write, id: SuggestionId): Promise<Suggestion> {
  await tx.run(sql`select from duplicate_suggestion where id = ${id} for update`)
  return suggestionById(tx, id)
}

export function decideSuggestion(tx: Write, id: SuggestionId, decision: 'different'): Promise<void> {
  return tx.runOne(sql`
    update duplicate_suggestion set decision = ${decision}, decided_at = ${tx.now}, decided_by = ${tx.actor.accountId}
     where id = ${id} and decision is null`)
}

export const merges = raw(`
  select m.id, m.survivor_id as "survivorId", m.merged_id as "mergedId", m.choices, m.replaced, m.merged_at as "mergedAt",
         m.merged_by as "mergedBy", m.unmerged_at as "unmergedAt"
    from person_merge m
    join person s on s.id = m.survivor_id
    join person d on d.id = m.merged_id`)

export function mergeById(tx: Read, id: MergeId): Promise<Merge> {
  return tx.one(Merge, sql`${merges} where m.id = ${id}`)
}

/** Those not undone, newest first. */
export function openMerges(tx: Read, most: number): Promise<Merge[]> {
  return tx.all(Merge, sql`${merges} where m.unmerged_at is null order by m.merged_at desc, m.id limit ${most}`)
}

/** Every merge that brought somebody under this person, newest first. */
export function mergesInto(tx: Read, root: PersonId): Promise<Merge[]> {
  return tx.all(
    Merge,
    sql`${merges} where m.unmerged_at is null and s.root_id = ${root} order by m.merged_at desc, m.id`,
  )
}
