import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import { type Extent, facts, factTables } from './facts-sql.ts'
import { ageDays, latestSchoolEnd, listed, quoted, schoolEnd, yesRanges } from './law-sql.ts'
import type { RuleParameters } from './parameters.ts'
import { plainTables } from './plain-sql.ts'
import { reasonOf, studyKey } from './reason-sql.ts'
import { COMPULSORY, DOUBTFUL, UPPER_SECONDARY } from './rules.ts'

/**
 * rules.ts and scope.ts said set-based: every set of days is a datemultirange, one row per person. Null stands for no days.
 * Ends in `period (person_id, from_on, until_on, reason)` and `unclear (person_id, cause, from_on, until_on)`, and in
 * `circumstance` with what decided, for the change feed. A property test holds statement and function equal.
 */
export function scopeTables(extent: Extent): Sql {
  // A limit of age that changed over time, and persons by name, take the long way.
  const short = extent.persons === null && extent.parameters.upperAge.length === 1
  const tables = [
    ...factTables(extent),
    ...(short ? plainTables(extent) : []),
    target(extent, short),
    ...(short ? [numbers] : []),
    study(extent, short),
    studied(extent),
    lived(extent, short),
    excepted,
    gathered(extent),
    days,
    stretch,
    lastStudy,
    period(short),
    unclear(),
    circumstance(short),
  ]
  return joinSql(tables, ',\n')
}

/** The persons this file computes, with the rest of the days that follow from birth. */
function target({ parameters }: Extent, short: boolean): Sql {
  const born = raw('e.born')
  return sql`target as materialized (
    select e.*, ${schoolEnd(born, parameters, 1)} as special_end, ${latestSchoolEnd(born, parameters)} as latest_school_end,
           ${ageDays(born, parameters)} as age
      from everyone e where ${raw(short ? 'e.id not in (select person_id from plain)' : 'true')})`
}

/** The ids their facts may lie under. */
const numbers = sql`numbers as materialized (
    select id from target union all select o.id from other o join target t on t.id = o.root_id)`

/** Of the whole domain few are left for the long way: their facts are looked up, not found by going through everybody's. */
function theirs(short: boolean): Sql {
  return short
    ? raw('and f.person_id = any(array(select id from numbers))')
    : raw('and f.root in (select id from target)')
}

function study(extent: Extent, short: boolean): Sql {
  return sql`study as materialized (
    select f.root as person_id, f.school_form, f.introductory, f.interrupted, f.starts_on, f.ends_before,
           f.school_form in (${listed(UPPER_SECONDARY)}) as upper
      ${facts('enrolment', extent)} ${theirs(short)})`
}

/** Item 3, the derived end of item 2, and the days in doubt. */
function studied({ parameters }: Extent): Sql {
  const inDoubt = DOUBTFUL.map(
    (form) => sql`range_agg(s.days) filter (where s.school_form = ${raw(quoted(form))}) as ${raw(columnOf(form))}`,
  )
  return sql`studied as (
    select t.id as person_id, ${studyingDays(parameters)} as studying, bool_or(s.school_form = 'SP') as special,
           range_agg(s.days) filter (where s.school_form in (${listed(COMPULSORY)})) * datemultirange(daterange(null, min(t.latest_school_end))) as attending,
           ${joinSql(inDoubt, ', ')}
      from target t
      join (select *, daterange(starts_on, ends_before) as days from study) s on s.person_id = t.id
     group by t.id)`
}

/** K5: an introductory programme only on the days of the versions in which it counts. */
function studyingDays({ introductoryCounts }: RuleParameters): Sql {
  const national = sql`range_agg(s.days) filter (where s.upper and not s.introductory)`
  const introductory = yesRanges(introductoryCounts).map(
    ({ from, until }) =>
      sql`range_agg(s.days * daterange(${from}::date, ${until}::date)) filter (where s.introductory)`,
  )
  return introductory.reduce((union, days) => sql`coalesce(${union}, '{}') + coalesce(${days}, '{}')`, national)
}

/** 29:6. */
function lived(extent: Extent, short: boolean): Sql {
  const here = sql`f.municipality_code = ${extent.municipality}`
  return sql`lived as (
    select f.root as person_id, range_agg(daterange(f.from_on, f.until_on)) filter (where f.kind = 'manual') as placed,
           range_agg(daterange(f.from_on, f.until_on)) filter (where f.kind = 'registered' and ${here}) as registered,
           range_agg(daterange(f.from_on, f.until_on)) filter (where f.kind = 'manual' and ${here}) as manual
      ${facts('person_residence', extent)} ${theirs(short)}
     group by f.root)`
}

const excepted = sql`excepted as (
    select person_id, ${joinSql(
      ['hidden', 'gone', 'in_scope', 'out_of_scope', 'unclear'].map(
        (what) => sql`range_agg(days) filter (where what = ${raw(quoted(what))}) as ${raw(what)}`,
      ),
      ', ',
    )}
      from exception group by person_id)`

/** One row per person: everything found, and the two days between which age and school leave membership open. */
function gathered({ parameters }: Extent): Sql {
  const opens = sql`${parameters.upperAge[0].validFrom}::date`
  return sql`gathered as (
    select t.id as person_id, t.birth_unknown, t.age, t.age_until, f.finished_on, f.certified_on,
           s.studying, ${raw(DOUBTFUL.map((form) => `s.${columnOf(form)}`).join(', '))},
           c.arrived_on is not null as arrived, coalesce(c.completed_on, c.derived_end) as last_school_day,
           case when coalesce(c.completed_on, c.arrived_on) is null then s.attending end as attending,
           coalesce(least(c.completed_on + 1, c.arrived_on), c.derived_end + 1) as school_from,
           ${opens} as window_from, least(t.age_until, f.finished_on) as window_until,
           x.gone, x.in_scope, x.out_of_scope, x.unclear as marked,
           case when x.hidden is null then l.registered else l.registered - x.hidden end as registered, l.manual,
           l.person_id is null as nowhere, case when l.person_id is not null then x.hidden - coalesce(l.placed, '{}') end as unplaced
      from target t
      left join studied s on s.person_id = t.id
      left join lived l on l.person_id = t.id
      left join finished f on f.person_id = t.id
      left join schooled w on w.person_id = t.id
      left join excepted x on x.person_id = t.id
      cross join lateral (
        select derived_end, w.completed_on, case when w.first_registered_on > derived_end then w.first_registered_on end as arrived_on
          from (select case when s.special then t.special_end else t.school_end end as derived_end) e) c)`
}

/**
 * Membership: ((after school − studying) ∪ decided in) ∩ age ∩ home − completed − gone − decided out. A home that is null is
 * everywhere. `offset 0` keeps a layer from being merged into the next, which would compute its sets twice.
 */
const days = sql`days as materialized (
    select h.*, (h.open * coalesce(h.home, '{(,)}') - coalesce(h.excluded, '{}')) * h.age as member
      from (
        select k.*,
               case when k.window_from >= k.window_until then '{}'::datemultirange
                    else (datemultirange(daterange(k.school_from, null)) - coalesce(k.school, '{}') + coalesce(k.in_scope, '{}'))
                         * datemultirange(daterange(k.window_from, k.window_until)) end as open,
               case when k.nowhere then null else coalesce(k.known_home, '{}') + coalesce(k.unplaced, '{}') end as home
          from (
            select g.*, ${either('g.studying', 'g.attending')} as school, ${either('g.gone', 'g.out_of_scope')} as excluded,
                   ${either('g.registered', 'g.manual')} as known_home
              from gathered g offset 0) k
        offset 0) h)`

const stretch = sql`stretch as (
    select d.person_id, lower(r) as from_on, upper(r) as until_on, d.arrived, d.last_school_day, d.certified_on, d.known_home
      from days d cross join lateral unnest(d.member) r)`

const lastStudy = sql`last_study as (
    select p.person_id, p.from_on, max(${studyKey('s')}) as key
      from stretch p
      join study s on s.person_id = p.person_id and s.upper and s.starts_on < p.from_on
     group by p.person_id, p.from_on)`

function period(short: boolean): Sql {
  const plain = sql`union all select person_id, from_on, until_on, reason from plain_period`
  return sql`period as materialized (
    select person_id, from_on, until_on, ${reasonOf('arrived', 'known_home @> from_on - 1 or known_home @> last_school_day')} as reason
      from stretch left join last_study using (person_id, from_on)
    ${short ? plain : raw('')})`
}

/** Within membership, by cause; a decision "in scope" settles its days. */
function unclear(): Sql {
  const forms = DOUBTFUL.map((form) => sql`(${raw(quoted(form))}, d.${raw(columnOf(form))})`)
  return sql`unclear as materialized (
    select d.person_id, v.cause, lower(r) as from_on, upper(r) as until_on
      from days d
      cross join lateral (values ${joinSql(forms, ', ')},
        ('BIRTH_DATE', case when d.birth_unknown then '{(,)}'::datemultirange end),
        ('NO_RESIDENCE', case when d.nowhere then '{(,)}'::datemultirange end),
        ('PROTECTED_RESIDENCE', d.unplaced),
        ('MARKED', d.marked)) v (cause, days)
      cross join lateral unnest(v.days * (d.member - coalesce(d.in_scope, '{}'))) r
     where v.days is not null)`
}

/** What decided, person by person; nothing is computed here until a person is asked for. */
function circumstance(short: boolean): Sql {
  const plain = sql`
    union all
    select person_id, age_until, finished_on, null, null, null, here, null, home_from, home_until, window_from, null from plain`
  return sql`circumstance as not materialized (
    select person_id, age_until, finished_on, gone, in_scope, out_of_scope, true as here, home, null::date as home_from, null::date as home_until, school_from, attending
      from days
    ${short ? plain : raw('')})`
}

/** The union of two sets of which either may be null. */
function either(a: string, b: string): Sql {
  return raw(`case when ${a} is null then ${b} when ${b} is null then ${a} else ${a} + ${b} end`)
}

/** The column that holds the days of a doubtful form. */
const columnOf = (form: string) => `"${form.toLowerCase()}"`
