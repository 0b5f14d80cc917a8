import type { Instant } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { known } from './facts-store.ts'
import { ageUntil, listed, schoolEnd } from './law-sql.ts'
import type { RuleParameters } from './parameters.ts'
import { COMPLETES } from './rules.ts'

/** Whose periods, and what was known when. */
export type Extent = {
  /** None of them merged into another; null for everybody of the domain. */
  readonly persons: readonly string[] | null
  readonly municipality: string
  readonly parameters: RuleParameters
  readonly knownAt: Instant | null
}

/** The facts that both ways take as they are, each row with the person it speaks of. */
export function factTables(extent: Extent): readonly Sql[] {
  return [everyone(extent), other(extent), finished(extent), schooled(extent), exception(extent)]
}

/** The persons themselves, with the days that follow from their birth alone. */
function everyone({ persons, parameters, knownAt }: Extent): Sql {
  const born = raw('p.latest_birth_date')
  // A plain "root_id = id" would be taken for rare, and everything after it planned for a handful of persons.
  return sql`everyone as materialized (
    select p.id, p.birth_date is null as birth_unknown, ${born} as born,
           ${schoolEnd(born, parameters, 0)} as school_end, ${ageUntil(born, parameters)} as age_until
      from person p
     where case when p.root_id = p.id then true else false end
       and ${known(knownAt)} and ${persons === null ? raw('true') : sql`p.id = any(${[...persons]})`})`
}

/** Ids whose facts belong to another person; for chosen persons their own ids as well. */
function other({ persons }: Extent): Sql {
  if (persons === null) return sql`other as materialized (select id, root_id from person where root_id <> id)`
  return sql`other as materialized (
    select id, root_id from person where root_id <> id and root_id = any(${[...persons]})
    union all
    select id, id from unnest(${[...persons]}::uuid[]) id)`
}

/** Items 4, 5 and 6, from whichever came first; and the studiebevis, which tells why a period began. */
function finished(extent: Extent): Sql {
  return sql`finished as (
    select f.root as person_id,
           min(f.completed_on) filter (where f.kind in (${listed(Object.keys(COMPLETES))})) as finished_on,
           min(f.completed_on) filter (where f.kind = 'STUDIEBEVIS') as certified_on
      ${facts('completion', extent)}
     group by f.root)`
}

function schooled(extent: Extent): Sql {
  return sql`schooled as (
    select f.root as person_id, min(f.completed_on) as completed_on, min(f.first_registered_on) as first_registered_on
      ${facts('schooling', extent)}
     group by f.root)`
}

/** What few persons have: protected registration, days gone, decisions by hand. */
function exception(extent: Extent): Sql {
  return sql`exception as materialized (
    select f.root as person_id, 'hidden' as what, daterange(f.from_on, f.until_on) as days
      ${facts('person_protection', extent)} and f.kind = 'protected_registration'
    union all
    select f.root, 'gone', daterange(f.from_on, f.until_on) ${facts('person_residency', extent)}
    union all
    select f.root, f.outcome, daterange(f.from_on, f.until_on) ${facts('scope_decision', extent)})`
}

/**
 * `from` a table of facts, each row `f` with its person as `root`: the one it was written under, or the one that person was
 * merged into.
 */
export function facts(table: string, { persons, knownAt }: Extent): Sql {
  const rows =
    persons === null
      ? sql`select coalesce(other.root_id, f.person_id) as root, f.* from ${raw(table)} f left join other on other.id = f.person_id`
      : sql`select other.root_id as root, f.* from other join ${raw(table)} f on f.person_id = other.id`
  return sql`from (${rows}) f where ${known(knownAt)}`
}
