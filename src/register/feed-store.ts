import { z } from 'zod'
import type { Question, Read, Write } from '../kernel/database.ts'
import { addMonths, addYears, Day, type Instant, type PlainDate } from '../kernel/date.ts'
import { prepared, raw, sql } from '../kernel/sql.ts'
import { Residency } from '../people/model.ts'
import { takesOut } from './admission-sql.ts'
import type { ListParameters } from './list-store.ts'
import { type RuleParameters, valueOn } from './parameters.ts'
import { waitingForWork } from './summer-sql.ts'

/**
 * Counts the members of a day anew and keeps the figures. They are counted past the walls within the domain: the total is true for
 * everybody, whoever's work brought it about.
 */
export async function keepTotals(tx: Write, on: PlainDate): Promise<void> {
  await tx.run(sql`
    insert into register_total (domain_id, on_day, members, protected, unclear)
    select ${tx.actor.domainId}, ${on}, c.members, c.protected, c.unclear from access.count_register(${on}) c
    on conflict (domain_id, on_day) do update
      set members = excluded.members, unclear = excluded.unclear, protected = excluded.protected`)
}

export const Total = z.object({ members: z.number(), protected: z.number(), unclear: z.number() })
export type Total = z.infer<typeof Total>

/** The kept figures of a day: one row, or none when that day has not been counted. */
export function keptTotal(on: PlainDate): Question<typeof Total> {
  return { row: Total, query: sql`select members, protected, unclear from register_total where on_day = ${on}` }
}

/** The same, asked alone. */
export function totalOf(tx: Read, on: PlainDate): Promise<Total | null> {
  const { row, query } = keptTotal(on)
  return tx.maybe(row, prepared(query))
}

/**
 * Gathers the schools that members of a day have attended, for the list's filter. It is offered to everybody, so those with
 * protected identity are left out whoever gathers: a school that nobody else attended would tell of one. Set by set, so that it takes as long as
 * there are members even where the database has not counted its tables lately.
 */
export async function keepSchools(tx: Write, on: PlainDate): Promise<void> {
  await tx.run(sql`
    update register_total set schools = coalesce((
      select array_agg(school order by school) from (
        select distinct coalesce(e.school_unit, s.name, e.school_unit_code) as school
          from enrolment e
          left join school_unit s on s.code = e.school_unit_code
         where e.known_until is null and e.starts_on <= ${on} and e.person_id = any(array(
           select r.id from person r where r.protection = 'none' and r.root_id = any(array(
             select p.person_id from register_period p
              where p.known_until is null and (p.from_on is null or p.from_on <= ${on}) and (p.until_on is null or p.until_on > ${on}))))) limit 500) attended where school is not null), '{}')
     where on_day = ${on}`)
}

const Schools = z.object({ schools: z.array(z.string()) })

/** The schools kept last, in at most one row: a day that has only been counted since has none of its own. */
export const KEPT_SCHOOLS: Question<typeof Schools> = {
  row: Schools,
  query: sql`select schools from register_total where schools <> '{}' order by on_day desc limit 1`,
}

/** Writes what the day itself brings into the change feed: soon too old, and statuses whose best-before has passed. */
export async function feedOfDay(tx: Write, on: PlainDate, rules: RuleParameters): Promise<number> {
  const upperAge = valueOn(rules.upperAge, on)
  if (upperAge === undefined) throw new RangeError('no upper age on this day')
  const member = sql`p.known_until is null and (p.from_on is null or p.from_on <= ${on}) and (p.until_on is null or p.until_on > ${on})`
  const soon = await tx.run(sql`
    insert into register_change (domain_id, person_id, kind, on_day, recorded_at)
    select p.domain_id, p.person_id, 'soon_upper_age', (n.latest_birth_date + make_interval(years => ${upperAge}))::date, ${tx.now}
      from register_period p join person n on n.domain_id = p.domain_id and n.id = p.person_id
     where ${member} and n.latest_birth_date <= ${addYears(addMonths(on, 3), -upperAge)}
    on conflict do nothing`)
  const expired = await tx.run(sql`
    insert into register_change (domain_id, person_id, kind, reason, on_day, recorded_at)
    select p.domain_id, p.person_id, 'occupation_expired', o.occupation, o.best_before_on, ${tx.now}
      from register_period p
      join register_occupation o on o.domain_id = p.domain_id and o.person_id = p.person_id
     where ${member} and o.known_until is null and o.until_on is null and o.best_before_on <= ${on}
    on conflict do nothing`)
  return soon + expired
}

export const Meter = z.object({
  members: z.number(),
  protected: z.number(),
  unclear: z.number(),
  soonUpperAge: z.number(),
  waiting: z.number(),
  admitted: z.number(),
})
export type Meter = z.infer<typeof Meter>

/**
 * The start page's figures of a day. Those whose work has not begun yet (K20) are counted as waiting, those with a coming enrolment as
 * admitted; the rest may fall between the chairs, which outreach counts.
 */
export function meter(tx: Read, on: PlainDate, rules: ListParameters): Promise<Meter> {
  const waiting = waitingForWork({ day: on, knownOf: (alias) => raw(`${alias}.known_until is null`) }, rules)
  return tx.one(
    Meter,
    sql`
    with merged as materialized (select id, root_id from person where root_id <> id),
    admission as (
      select distinct coalesce(m.root_id, e.person_id) as person_id from enrolment e left join merged m on m.id = e.person_id
       where e.known_until is null and ${takesOut('e')} and e.starts_on > ${on}),
    member as materialized (
      select n.protection, ${waiting} as waiting, a.person_id is not null as admitted,
             u.person_id is not null as unclear,
             n.latest_birth_date <= ${addYears(addMonths(on, 3), -rules.upperAge)} as soon
        from register_period p
        join person n on n.domain_id = p.domain_id and n.id = p.person_id
        left join admission a on a.person_id = p.person_id
        left join (select distinct domain_id, person_id from register_unclear
                    where known_until is null and (from_on is null or from_on <= ${on}) and (until_on is null or until_on > ${on})) u
             on u.domain_id = p.domain_id and u.person_id = p.person_id
       where p.known_until is null and (p.from_on is null or p.from_on <= ${on}) and (p.until_on is null or p.until_on > ${on}))
    select count(*) as members, count(*) filter (where protection <> 'none') as protected,
           count(*) filter (where unclear) as unclear,
           count(*) filter (where soon) as "soonUpperAge",
           count(*) filter (where waiting and not admitted) as waiting, count(*) filter (where admitted) as admitted
      from member m`,
  )
}

export const ChangeRow = z.object({
  id: z.number(),
  personId: z.uuid(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  kind: z.enum(['entered', 'left', 'moved_in', 'moved_out', 'soon_upper_age', 'occupation_expired', 'became_unclear']),
  reason: z.string().nullable(),
  residency: Residency,
  onDay: Day,
  recordedAt: z.string(),
})
export type ChangeRow = z.infer<typeof ChangeRow>

export type ChangeFilter = { readonly kind: string | null; readonly since: Instant | null; readonly page: number }

/** The change feed, newest first. Protected persons are not in it for those without the right. */
export function changes(tx: Read, filter: ChangeFilter, limit: number): Promise<ChangeRow[]> {
  return tx.all(
    ChangeRow,
    sql`
    select c.id, c.person_id as "personId", a.given_name as "givenName", a.family_name as "familyName", c.kind, c.reason,
           n.residency, c.on_day as "onDay", c.recorded_at as "recordedAt"
      from register_change c
      join person n on n.domain_id = c.domain_id and n.id = c.person_id
      left join person_name a on a.domain_id = c.domain_id and a.person_id = c.person_id and a.known_until is null
     where (${filter.kind}::text is null or c.kind = ${filter.kind})
       and (${filter.since}::timestamptz is null or c.recorded_at >= ${filter.since})
       and c.on_day <= ${addMonths(tx.today, 4)}
     order by c.recorded_at desc, c.id desc limit ${limit} offset ${(filter.page - 1) * limit}`,
  )
}

export async function changeTotal(tx: Read, filter: ChangeFilter): Promise<number> {
  const row = await tx.one(
    z.object({ count: z.number() }),
    sql`
    select count(*) as count from register_change c join person n on n.domain_id = c.domain_id and n.id = c.person_id
     where (${filter.kind}::text is null or c.kind = ${filter.kind})
       and (${filter.since}::timestamptz is null or c.recorded_at >= ${filter.since})
       and c.on_day <= ${addMonths(tx.today, 4)}`,
  )
  return row.count
}

export const ChangeCount = z.object({ kind: ChangeRow.shape.kind, reason: z.string().nullable(), count: z.number() })
export type ChangeCount = z.infer<typeof ChangeCount>

/** How many changes of each kind were recorded since an instant. */
export function changeCounts(tx: Read, since: Instant): Promise<ChangeCount[]> {
  return tx.all(
    ChangeCount,
    sql`
    select c.kind, c.reason, count(*) as count from register_change c
      join person n on n.domain_id = c.domain_id and n.id = c.person_id
     where c.recorded_at >= ${since} and c.on_day <= ${tx.today}
     group by c.kind, c.reason order by count(*) desc, c.kind`,
  )
}
