import type { Read } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import { type Sql, sql } from '../kernel/sql.ts'

/** The rows behind what is to be done in a case: each with its day, and whoever is named for it. `source-sql.ts` says whose they are. */

/** A case that is open is read anew every third month (`nextReadingOn` in support/progress/rules.ts): from the last time, or from its opening. */
export const READING_DUE = `
      select d.domain_id, d.id, d.person_id, d.case_id, 'progress'::text as detail,
             (greatest(d.opened_on, coalesce(max(r.on_day), d.opened_on)) + interval '3 months')::date as day
        from support_period d
        left join progress_reading r on r.domain_id = d.domain_id and r.case_id = d.case_id and r.known_until is null
       where d.known_until is null
       group by d.domain_id, d.id, d.person_id, d.case_id, d.opened_on`

/**
 * A week after the day somebody who has left was to be asked, where they have not answered: then they are called, and a week after that
 * again. Whoever is supported again is not.
 */
export const FOLLOW_UP = `
      select f.domain_id, f.id, f.person_id, f.case_id, f.wave as detail, greatest(f.due_on, f.called_on) + 7 as day
        from support_follow_up f
       where f.closed_as is null and not exists (
         select from support_period o where o.domain_id = f.domain_id and o.case_id = f.case_id and o.known_until is null)`

/** So long what a supervisor said, or did not say, is worth getting in touch about. */
const WEEK_DAYS = 14

/**
 * What came of asking supervisors, of cases that are open: that somebody did not come, until a colleague has said of that day themself; a text that did
 * not go, or was not answered within two days, until something is said of the days it asked about; and one who wants no more texts, until it is
 * agreed otherwise.
 */
export const weekAnswers = ({ today }: Read): Sql => sql`
      select w.domain_id, w.id, w.person_id, w.case_id, w.detail, w.day
        from (select distinct on (a.domain_id, a.person_id, a.on_day)
                     a.domain_id, a.id, a.person_id, p.case_id, 'away'::text as detail, a.on_day + 1 as day
                from week_attendance a
                join work_placement p on p.domain_id = a.domain_id and p.id = a.placement_id
               where a.known_until is null and a.mark = 'away' and a.source = 'supervisor' and a.on_day >= ${addDays(today, -WEEK_DAYS)}
               order by a.domain_id, a.person_id, a.on_day, a.half
             ) w
        join support_period d on d.domain_id = w.domain_id and d.case_id = w.case_id and d.known_until is null
      union all
      select q.domain_id, q.id, q.person_id, p.case_id, case when q.state = 'handed' then 'unanswered' else 'unsent' end,
             case when q.state = 'handed' then (q.handed_at at time zone 'Europe/Stockholm')::date + 2 else q.last_on + 1 end
        from week_question q
        join work_placement p on p.domain_id = q.domain_id and p.id = q.placement_id
        join support_period d on d.domain_id = p.domain_id and d.case_id = p.case_id and d.known_until is null
       where q.answered_at is null and q.state in ('handed', 'failed', 'uncertain') and q.last_on >= ${addDays(today, -WEEK_DAYS)}
         and not exists (select from week_attendance a
                          where a.domain_id = q.domain_id and a.person_id = q.person_id and a.known_until is null
                            and a.what = 'placement' and a.on_day between q.from_on and q.last_on)
      union all
      select p.domain_id, t.id, p.person_id, p.case_id, 'stopped', (s.no_texts_at at time zone 'Europe/Stockholm')::date
        from work_placement p
        join work_terms t on t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null and t.asks <> 'never'
        join employer_supervisor s on s.domain_id = t.domain_id and s.id = t.supervisor_id and s.no_texts_at is not null
        join support_period d on d.domain_id = p.domain_id and d.case_id = p.case_id and d.known_until is null
       where p.known_until is null`

/** What the municipality has taken upon itself in a plan (2006:39, third item) is for the colleague who is named, else for whoever answers for the case. */
export const PLAN_STEPS = `
      select s.domain_id, s.step_id as id, s.person_id, g.case_id, s.account_id as named, null::text as detail, s.due_on as day
        from support_step s
        join support_goal g on g.domain_id = s.domain_id and g.goal_id = s.goal_id and g.known_until is null and g.state = 'open'
        join support_period d on d.domain_id = g.domain_id and d.case_id = g.case_id and d.known_until is null
       where s.known_until is null and s.responsible = 'municipality' and s.state in ('not_started', 'going_on') and s.due_on is not null`

/** An activity in a group that is over and that nobody has said the end of: of those whom the one who ended the group does not see. */
export const GROUPS_OVER = `
      select a.domain_id, a.activity_id as id, a.person_id, a.case_id, null::uuid as named, null::text as detail,
             (g.known_from at time zone 'Europe/Stockholm')::date as day
        from support_activity a
        join support_group g on g.domain_id = a.domain_id and g.group_id = a.group_id and g.known_until is null and g.state in ('done', 'cancelled')
        join support_period d on d.domain_id = a.domain_id and d.case_id = a.case_id and d.known_until is null
       where a.known_until is null and a.state in ('planned', 'under_way')`
