import { raw, type Sql, sql } from '../kernel/sql.ts'
import type { Extent } from './facts-sql.ts'
import { listed, yesRanges } from './law-sql.ts'
import { reasonOf, studyKey } from './reason-sql.ts'
import { COMPULSORY, DOUBTFUL } from './rules.ts'

/**
 * The short way, for the many whose membership is a window with studies cut out of it: one home, no exception, nothing in
 * doubt. Their days are plain dates and the gaps between studies one pass in the order of time; multiranges (scope-sql.ts)
 * do the rest of the persons. A property test takes both ways to the same answer.
 */
export function plainTables({ parameters }: Extent): readonly Sql[] {
  const opens = sql`${parameters.upperAge[0].validFrom}::date`
  return [
    unusual(yesRanges(parameters.introductoryCounts).at(-1)),
    sql`lodging as (
      select person_id, count(*) = 1 and bool_and(kind = 'registered') as sole, bool_and(here) as here, min(from_on) as from_on, min(until_on) as until_on
        from residence group by person_id)`,
    sql`plain as materialized (
      select e.id as person_id, e.age_until, f.finished_on, f.certified_on, l.here, l.from_on as home_from, l.until_on as home_until,
             c.arrived_on is not null as arrived, coalesce(w.completed_on, e.school_end) as last_school_day,
             greatest(${opens}, l.from_on, coalesce(least(w.completed_on + 1, c.arrived_on), e.school_end + 1)) as window_from,
             case when l.here then least(e.age_until, f.finished_on, l.until_on) end as window_until
        from everyone e
        join lodging l on l.person_id = e.id and l.sole
        left join finished f on f.person_id = e.id
        left join schooled w on w.person_id = e.id
        cross join lateral (select case when w.first_registered_on > e.school_end then w.first_registered_on end as arrived_on) c
       where not e.birth_unknown and e.id not in (select person_id from unusual))`,
    gaps,
    sql`plain_period as (
      select person_id, from_on, until_on, ${reasonOf('arrived', 'home_from is null or from_on > home_from or (last_school_day >= home_from and (home_until is null or last_school_day < home_until))')} as reason
        from plain_stretch where from_on < until_on)`,
  ]
}

/** Persons the short way does not serve. */
function unusual(counting: { from: string; until: string | null } | undefined): Sql {
  const introductory =
    counting && counting.until === null
      ? sql`s.introductory and s.starts_on < ${counting.from}::date`
      : raw('s.introductory')
  return sql`unusual as materialized (
    select person_id from exception
    union all
    select s.person_id from study s join everyone e on e.id = s.person_id
     where s.school_form in (${listed(['SP', ...DOUBTFUL])}) or ${introductory}
        or (s.school_form in (${listed(COMPULSORY)}) and (s.ends_before is null or s.ends_before > e.school_end + 1)))`
}

/**
 * From the end of all earlier studies to the beginning of the next; the window's end stands in for studies that never come.
 * The key of the last study carries its end in its high bits.
 */
const gaps = sql`plain_stretch as (
      select *, greatest(window_from, date '1800-01-01' + (key >> 20)::integer) as from_on
        from (
          select *, max(study_key) over (partition by person_id order by until_on rows between unbounded preceding and 1 preceding) as key
            from (
              select p.*, s.starts_on as until_on, ${studyKey('s')} as study_key
                from plain p join study s on s.person_id = p.person_id and s.upper and s.starts_on < p.window_until
              union all
              select p.*, p.window_until, null from plain p where p.window_from < p.window_until) o) g)`
