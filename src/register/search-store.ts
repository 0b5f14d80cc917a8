import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import { type PersonHeader, PersonId } from '../people/model.ts'
import { personsById } from '../people/store.ts'
import { gramsForSlip, gramsForWord, rangesOf, rankName, readSearch, type SearchQuery } from './search-query.ts'

/**
 * Search by part of name, number and telephone. Names are found by grams looked up by equality, numbers by ranges: under row
 * security a trigram index is never used, because its operators are not leakproof (decision 18). Only members have grams; who
 * is a member on the day, and whom one may see, the query asks.
 */

/** A member who answers to a search. `rank` 100: every word whole; 70 and below: inside a word, or a slip of the hand. */
export type Found = PersonHeader & { readonly rank: number }
/** `more`: others answer too, and one letter more would tell them apart. */
export type SearchResult = { readonly found: readonly Found[]; readonly more: boolean }

/** No more than these are weighed. */
const MOST_WEIGHED = 150
/** Nor are more numbers looked at: fewer digits than a birth date are half a class. */
const MOST_NUMBERS = 1000
const TELLING_PLACES = 6
/** So few who answer, and the word may be misspelt. */
const FEW = 5

/** Members whose name, number or telephone answers to what was typed; at most `limit`, the best first. */
export async function searchMembers(tx: Read, text: string, limit: number): Promise<SearchResult> {
  const query = readSearch(text)
  if (query === null) return { found: [], more: false }
  const exact = await weigh(tx, query, asTyped(query))
  const slips = exact.length < FEW ? withSlips(query) : null
  const ranked = slips === null ? exact : await weigh(tx, query, slips)
  const best = ranked.slice(0, limit)
  const persons = new Map(
    (
      await personsById(
        tx,
        best.map(({ id }) => id),
      )
    ).map((person) => [person.id, person]),
  )
  const found = best.flatMap(({ id, rank }) => {
    const person = persons.get(id)
    return person ? [{ ...person, rank }] : []
  })
  const vague = query.number !== null && query.number.places.length < TELLING_PLACES
  return { found, more: ranked.length > limit || (vague && found.length > 0) }
}

const Candidate = z.object({ id: PersonId, folded: z.array(z.string()) })
type Ranked = { readonly id: PersonId; readonly rank: number; readonly name: string }

async function weigh(tx: Read, query: SearchQuery, hits: Sql): Promise<Ranked[]> {
  const rows = await tx.all(Candidate, prepared(candidates(tx, hits)))
  return rows
    .map(({ id, folded }) => ({ id, rank: rankName(query.words, folded), name: folded[0] ?? '' }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || compare(a.name, b.name) || compare(a.id, b.id))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Every word somewhere in a name, and the number's beginning; those with whole words first. */
function asTyped({ words, number }: SearchQuery): Sql {
  const grams = words.map(gramsForWord)
  const required = [...new Set(grams.flatMap((each) => each.required))]
  const all = [...new Set([...required, ...grams.flatMap((each) => each.favoured)])]
  const having = sql`count(*) filter (where gram = any(${required}::text[])) = ${required.length}`
  const named = words.length === 0 ? null : byGrams(all, having)
  const numbered = number === null ? null : byNumber(rangesOf(number))
  if (named === null || numbered === null)
    return named ?? numbered ?? raw('select null::uuid as person_id, 0 as shared')
  return sql`select n.person_id, n.shared from (${named}) n join (${numbered}) d on d.person_id = n.person_id`
}

/** The same with one slip of the hand in each word; null where every word is too short for that. */
function withSlips({ words, number }: SearchQuery): Sql | null {
  const slips = words.map(gramsForSlip)
  if (number !== null || slips.every((slip) => slip === null)) return null
  const wanted = slips.map((slip, at) => slip ?? gramsForWord(words[at] ?? '').required)
  const conditions = wanted.map((grams) => sql`count(*) filter (where gram = any(${grams}::text[])) > 0`)
  return byGrams([...new Set(wanted.flat())], joinSql(conditions, ' and '))
}

function byGrams(grams: readonly string[], having: Sql): Sql {
  return sql`
    select person_id, count(*) as shared from register_search where gram = any(${grams}::text[])
     group by person_id having ${having} order by 2 desc, 1 limit ${MOST_WEIGHED}`
}

function byNumber({ numbers, phones }: ReturnType<typeof rangesOf>): Sql {
  const within = (column: string, ranges: typeof numbers) =>
    joinSql(
      ranges.map(([first, last]) => sql`${raw(column)} between ${first} and ${last}`),
      ' or ',
    )
  const numbered = sql`
    (select person_id from person_identifier
      where known_until is null and (${within('number', numbers)}) order by number limit ${MOST_NUMBERS})`
  const called = sql`
    (select person_id from person_contact
      where known_until is null and digits is not null and (${within('digits', phones)}) order by digits limit ${MOST_NUMBERS})`
  const holders = phones.length === 0 ? numbered : sql`${numbered} union all ${called}`
  return sql`select distinct p.root_id as person_id, 1 as shared from (${holders}) held join person p on p.id = held.person_id`
}

/** Of those, today's members whom one may see, with all their names. */
function candidates(tx: Read, hits: Sql): Sql {
  return sql`
    with hit as materialized (${hits})
    select r.id,
           array(select n.folded from person_name n where n.person_id = r.id order by n.known_until desc nulls first, n.id desc)
           || array(select n.folded from person m join person_name n on n.person_id = m.id
                     where m.root_id = r.id and m.root_id <> m.id) as folded
      from hit join person r on r.id = hit.person_id
     where exists (select from register_period p
                    where p.person_id = hit.person_id and p.known_until is null and (p.from_on is null or p.from_on <= ${tx.today})
                      and (p.until_on is null or p.until_on > ${tx.today}))
     order by hit.shared desc, r.id limit ${MOST_WEIGHED}`
}
