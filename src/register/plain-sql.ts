import { raw, type Sql, sql } from '../kernel/sql.ts'
import { type Extent, facts } from './facts-sql.ts'
import { listed, yesRanges } from './law-sql.ts'
import { reasonOf, studyKey } from './reason-sql.ts'
import { COMPULSORY, DOUBTFUL, UPPER_SECONDARY } from './rules.ts'

/**
 * The short way, for the many with one home, at most two upper secondary enrolments, no exception and nothing in doubt.
 * Their membership is a window of plain days with studies cut out of it: what is left before the first enrolment, between
 * the two, and after the last. Multiranges (scope-sql.ts) do everybody else, and cost a multiple of this for each. A property
 * test takes both ways to the same answer.
 */
export function plainTables(extent: Extent): readonly Sql[] {
  return [attended(extent), lodged(extent), plain(extent), plainPeriod]
}

/** One row per person of all enrolments; `unusual` sends the person the long way. `offset 0`: each form is looked at once. */
function attended(extent: Extent): Sql {
  const counting = yesRanges(extent.parameters.introductoryCounts).at(-1)
  const uncounted =
    counting && counting.until === null ? sql`introductory and starts_on < ${counting.from}::date` : raw('introductory')
  return sql`attended as (
    select root as person_id, count(upper_on) as studies, min(upper_on) as first_on, max(upper_on) as second_on,
           min(key) as first_key, max(key) as last_key, max(compulsory_until) as compulsory_until, bool_or(unusual) as unusual
      from (
        select root, case when upper then starts_on end as upper_on, case when upper then ${studyKey('u')} end as key,
               case when not upper and school_form in (${listed(COMPULSORY)}) then coalesce(ends_before, 'infinity') end as compulsory_until,
               case when upper then ${uncounted} else school_form in (${listed(['SP', ...DOUBTFUL])}) end as unusual
          from (select f.*, f.school_form in (${listed(UPPER_SECONDARY)}) as upper ${facts('enrolment', extent)} offset 0) u
        offset 0) s
     group by root)`
}

function lodged(extent: Extent): Sql {
  return sql`lodged as (
    select f.root as person_id, count(*) = 1 and bool_and(f.kind = 'registered') as once,
           bool_and(f.municipality_code = ${extent.municipality}) as here, min(f.from_on) as from_on, min(f.until_on) as until_on
      ${facts('person_residence', extent)}
     group by f.root)`
}

function plain({ parameters }: Extent): Sql {
  return sql`plain as materialized (
    select e.id as person_id, e.age_until, f.finished_on, f.certified_on, l.here, l.from_on as home_from, l.until_on as home_until,
           coalesce(s.studies, 0) as studies, s.first_on, s.second_on, s.first_key, s.last_key,
           c.arrived_on is not null as arrived, coalesce(w.completed_on, e.school_end) as last_school_day,
           greatest(${parameters.upperAge[0].validFrom}::date, l.from_on,
                    coalesce(least(w.completed_on + 1, c.arrived_on), e.school_end + 1)) as window_from,
           case when l.here then least(e.age_until, f.finished_on, l.until_on) end as window_until
      from everyone e
      join lodged l on l.person_id = e.id and l.once
      left join attended s on s.person_id = e.id
      left join finished f on f.person_id = e.id
      left join schooled w on w.person_id = e.id
      cross join lateral (select case when w.first_registered_on > e.school_end then w.first_registered_on end as arrived_on) c
     where not e.birth_unknown and e.id not in (select person_id from exception)
       and (s.person_id is null
            or (s.studies <= 2 and not s.unusual and (s.compulsory_until is null or s.compulsory_until <= e.school_end + 1))))`
}

/** The key of a study carries its last day in its high bits. */
const plainPeriod = sql`plain_period as (
    select person_id, from_on, until_on,
           ${reasonOf('arrived', 'home_from is null or from_on > home_from or (last_school_day >= home_from and (home_until is null or last_school_day < home_until))')} as reason
      from (
        select p.*, g.key, greatest(p.window_from, date '1800-01-01' + (g.key >> 20)::integer) as from_on, least(p.window_until, g.until_on) as until_on
          from plain p
          cross join lateral (values (0, null::bigint, p.first_on), (2, p.first_key, p.second_on), (1, p.last_key, null)) g (needs, key, until_on)
         where p.studies >= g.needs and p.window_from < p.window_until) s
     where from_on < until_on)`
