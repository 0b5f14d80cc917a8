import { seesTopic } from '../access/roles.ts'
import type { Read } from '../kernel/database.ts'
import { addDays, addYears, type PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { membersOf } from '../people/store.ts'
import { takesOut } from './admission-sql.ts'
import { watchedDays } from './arrival-rules.ts'
import { holdsOn } from './work-sql.ts'

export type Watched = {
  readonly today: PlainDate
  /** Studies that begin on these days, the last not included. */
  readonly from: PlainDate
  readonly until: PlainDate
  /** Of one alone, by root: then nobody else’s enrolments are read. */
  readonly root?: string
  /** Only those of a set: what the walls leave of everybody is read by way of whom one reaches. */
  readonly whose?: Sql
  /** Only those of whom it may be that they have not come: a few, found without looking at all who did. */
  readonly isMissing?: boolean
}

/** What the actor watches today: of everybody, only who works with the whole register. */
export function watchOf(tx: Read): Watched {
  const watch = { today: tx.today, ...watchedDays(tx.today) }
  const isOfAll = tx.actor.reach === 'domain' && seesTopic(tx.actor.role, 'register')
  return isOfAll ? watch : { ...watch, whose: sql`and ${ofFew(raw(`access.reach('schooling')`))}` }
}

/** Those who have not come where they were admitted, and for whom nobody is about to do anything: `isBetween` in transitions/rules.ts. */
export const missingUnseen = (of: Watched): Sql => sql`
    select x.root, x.owner, x.next_on, x.settled_on from (${admittedWithin({ ...of, isMissing: true })}) x
     where x.standing = 'not_arrived' and (x.owner is null or x.next_on is null or x.next_on < ${of.today})`

/** Whom a school says has not come is asked after for so long; whom somebody has found not to have come, until it is settled. */
const ASKED_AFTER_DAYS = 366

/**
 * Those who were admitted to studies that begin in a while, one row for each (root), and where they stand: `standingOf` in transitions/rules.ts
 * says the same of one. Who goes on from one enrolment to the next is no arrival. An admission that the school has taken back, and that was
 * known before its day, has fallen away where nothing else came in its place.
 *
 * Who has not come stays although the while is over, until somebody has said what became of them, another admission came, or the register
 * follows them: nobody falls off a list by a day passing.
 */
export function admittedWithin(of: Watched): Sql {
  const { today, from } = of
  return sql`
    with said as materialized (${saidOf(of)}),
         grace as materialized (
      select coalesce((select r.value::integer from register_parameter r
                        where r.name = 'admission_grace_days' and r.valid_from <= ${today}
                        order by r.valid_from desc limit 1), 0) as days)
    select y.* from (
      select x.*, x.starts_on + x.grace as settled_on,
             case when x.said in ('not_arrived', 'elsewhere') then x.said
                  when x.said is not null then 'arrived'
                  when x.fell_away or x.ends_before <= x.starts_on + x.grace then 'not_arrived'
                  when x.starts_on > ${today} then 'ahead'
                  when x.starts_on + x.grace > ${today} then 'awaited'
                  else 'arrived' end as standing
        from (
          select f.*, a.said, a.on_day as said_on, g.days as grace, coalesce(o.account_id, c.account_id) as owner, n.on_day as next_on
            from (${firsts(of)}) f
            cross join grace g
            left join said a on a.root = f.root and a.starts_on = f.starts_on
            left join register_owner o on o.person_id = f.root and o.known_until is null
            left join (${caseOwners(of)}) c on c.root = f.root
            left join (${nextContacts(of)}) n on n.root = f.root) x) y
     where y.starts_on >= ${from} or (y.standing = 'not_arrived' and ${isUnsettled(today)})`
}

/** Whether there is anything of one that `admittedWithin` could speak of: studies that begin about now, or what somebody has found out. */
export const mayBeAdmitted = (of: Watched): Sql => sql`
    select exists (
      select from (select e.school_form, e.starts_on from enrolment e where ${enrolledOnly(of)} offset 0) e
       where ${takesOut('e')} and e.starts_on < ${of.until}
         and (e.starts_on >= ${of.from} or e.starts_on >= ${addDays(of.today, -ASKED_AFTER_DAYS)}))
        or exists (select from transition_arrival t where t.known_until is null and ${only(of, 't.person_id')}) as found`

/** The numbers of the one asked for; of everybody, no condition. Each set is gathered by root once, and not looked up for each row. */
const only = ({ root }: Watched, column: string): Sql =>
  root === undefined ? raw('true') : sql`${raw(column)} in (${membersOf(sql`${root}::uuid`)})`

/**
 * The enrolments of a few: known now, and what was known once. Both are said, since each has an index of its own and there is none of all:
 * without it every enrolment of the domain is read.
 */
const ofFew = (ids: Sql): Sql => sql`(
               (e.person_id = any(array(select ${ids})) and e.known_until is null)
               or (e.person_id = any(array(select ${ids})) and e.known_until is not null))`

const enrolledOnly = ({ root }: Watched): Sql =>
  root === undefined ? raw('true') : ofFew(sql`m.id from (${membersOf(sql`${root}::uuid`)}) m`)

/** What somebody has found out, the latest of each admission. */
const saidOf = (of: Watched): Sql => sql`
      select distinct on (m.root_id, t.starts_on) m.root_id as root, t.starts_on, t.said, t.on_day
        from transition_arrival t join person m on m.domain_id = t.domain_id and m.id = t.person_id
       where t.known_until is null and ${only(of, 't.person_id')}
       order by m.root_id, t.starts_on, t.known_from desc`

/** Who answers for a case of theirs: of one outside the register they are who acts. */
const caseOwners = (of: Watched): Sql => sql`
              select distinct on (m.root_id) m.root_id as root, k.account_id
                from support_owner k join person m on m.domain_id = k.domain_id and m.id = k.person_id
               where k.known_until is null and ${only(of, 'k.person_id')} order by m.root_id, k.known_from desc`

const nextContacts = (of: Watched): Sql => sql`
              select m.root_id as root, min(c.on_day) as on_day
                from outreach_next c join person m on m.domain_id = c.domain_id and m.id = c.person_id
               where c.known_until is null and ${only(of, 'c.person_id')} group by m.root_id`

/** Of the living at home under twenty, whom the register does not follow today. */
const isUnsettled = (today: PlainDate): Sql => sql`exists (
         select from person r where r.id = y.root and r.residency = 'active' and r.latest_birth_date > ${addYears(today, -20)})
       and not exists (select from register_period p where p.person_id = y.root and ${holdsOn(today)})`

/** Of each the admission that counts: one that holds before one that was taken back, and of several the latest. */
const firsts = (of: Watched): Sql => sql`
            select distinct on (m.root_id) m.root_id as root, e.school_unit as school, e.starts_on, e.ends_before,
                   e.known_until is not null as fell_away
              from enrolment e join person m on m.domain_id = e.domain_id and m.id = e.person_id
             where ${takesOut('e')} and e.starts_on < ${of.until} and ${enrolledOnly(of)} ${(of.root === undefined && of.whose) || raw('')}
               and ${of.isMissing === true ? mayBeMissing(of) : sql`(e.starts_on >= ${of.from} or ${mayBeMissing(of)})`}
               and (e.known_until is null or (
                 (e.known_from at time zone 'Europe/Stockholm')::date < e.starts_on and not exists (
                   select from enrolment k join person s on s.domain_id = k.domain_id and s.id = k.person_id
                    where s.root_id = m.root_id and k.known_until is null and ${takesOut('k')}
                      and (k.ends_before is null or k.ends_before > ${of.today}))))
               and not exists (
                 select from enrolment b join person s on s.domain_id = b.domain_id and s.id = b.person_id
                  where s.root_id = m.root_id and b.known_until is null and ${takesOut('b')} and b.starts_on < e.starts_on
                    and (b.ends_before is null or b.ends_before >= e.starts_on))
             order by m.root_id, e.known_until is not null, e.starts_on desc, e.known_from desc`

/** Also before the while: who was said not to have come, or did not by what the school delivered, and has begun nothing since. */
const mayBeMissing = ({ today }: Watched): Sql => sql`(
                 ((m.root_id, e.starts_on) in (select d.root, d.starts_on from said d where d.said = 'not_arrived')
                   or e.starts_on >= ${addDays(today, -ASKED_AFTER_DAYS)}
                     and (e.known_until is not null or e.ends_before <= e.starts_on + (select g.days from grace g)))
                 and not exists (
                   select from enrolment l join person s on s.domain_id = l.domain_id and s.id = l.person_id
                    where s.root_id = m.root_id and l.known_until is null and ${takesOut('l')} and l.starts_on > e.starts_on))`
