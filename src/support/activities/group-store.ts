import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { ending } from '../../people/version-sql.ts'
import { type Activity, Attendance, Group, Member, type Presence, Session } from './model.ts'

const columns = raw(`
  g.id, g.group_id as "groupId", g.name, g.place, g.capacity, g.starts_on as "startsOn", g.ends_on as "endsOn", g.state, g.reason, g.factors,
  g.account_id as "accountId",
  (select count(*)::int from support_seat s where s.domain_id = g.domain_id and s.group_id = g.group_id and s.known_until is null) as taken,
  case when g.state in ('done', 'cancelled') then
    (select (min(h.known_from) at time zone 'Europe/Stockholm')::date from support_group h
      where h.domain_id = g.domain_id and h.group_id = g.group_id and h.state in ('done', 'cancelled')
        and h.known_from >= all (select o.known_from from support_group o
                                  where o.domain_id = g.domain_id and o.group_id = g.group_id and o.state in ('planned', 'under_way')))
  end as "overOn"`)

/** The groups of the domain: those that go on or are planned first. */
export function groups(tx: Read): Promise<Group[]> {
  return tx.all(
    Group,
    prepared(sql`
    select ${columns} from support_group g where g.known_until is null
     order by array_position('{under_way,planned,done,cancelled}', g.state), g.starts_on desc, g.name limit 200`),
  )
}

export function groupById(tx: Read, groupId: string): Promise<Group> {
  return tx.one(
    Group,
    sql`select ${columns} from support_group g where g.group_id = ${groupId} and g.known_until is null`,
  )
}

/** The group, held so that nobody else takes the last place meanwhile. */
export async function lockGroup(tx: Write, groupId: string): Promise<Group> {
  await tx.run(sql`select from support_group g where g.group_id = ${groupId} and g.known_until is null for update`)
  return groupById(tx, groupId)
}

export async function insertGroup(tx: Write, row: Omit<Group, 'taken' | 'overOn'>): Promise<void> {
  await tx.run(sql`
    insert into support_group (domain_id, id, group_id, name, place, capacity, starts_on, ends_on, state, reason, factors, account_id, set_by,
                               known_from)
    values (${tx.actor.domainId}, ${row.id}, ${row.groupId}, ${row.name}, ${row.place}, ${row.capacity}, ${row.startsOn}, ${row.endsOn},
            ${row.state}, ${row.reason}, ${row.factors}, ${row.accountId}, ${tx.actor.accountId}, ${tx.now})`)
}

export async function closeGroup(tx: Write, wordingId: string): Promise<void> {
  const touched = await tx.run(sql`
    update support_group v set known_until = ${ending(tx, 'v')}, closed_by = ${tx.actor.accountId}
     where v.id = ${wordingId} and v.known_until is null`)
  if (touched === 0) throw new Refused('conflict', 'written_meanwhile')
}

export async function takeSeat(
  tx: Write,
  { groupId, activityId }: { groupId: string; activityId: string },
): Promise<void> {
  await tx.run(sql`
    insert into support_seat (domain_id, activity_id, group_id, set_by, known_from)
    values (${tx.actor.domainId}, ${activityId}, ${groupId}, ${tx.actor.accountId}, ${tx.now})`)
}

/** The place that somebody had before is theirs again. */
export async function regainSeat(
  tx: Write,
  { groupId, activityId }: { groupId: string; activityId: string },
): Promise<void> {
  await tx.runOne(sql`
    update support_seat v set known_until = null, closed_by = null where v.activity_id = ${activityId} and v.group_id = ${groupId}`)
}

export async function freeSeat(tx: Write, activityId: string): Promise<void> {
  await tx.run(sql`
    update support_seat v set known_until = ${ending(tx, 'v')}, closed_by = ${tx.actor.accountId}
     where v.activity_id = ${activityId} and v.known_until is null`)
}

/** Those in a group whom one sees, and how often each has come. Whoever shows them records the reading. */
export function groupMembers(tx: Read, groupId: string): Promise<Member[]> {
  return tx.all(
    Member,
    sql`
    select a.activity_id as "activityId", a.person_id as "personId", r.id as "rootId", n.given_name as "givenName",
           n.family_name as "familyName", a.state, a.ended_on as "endedOn",
           (select count(*)::int from support_attendance t
             where t.domain_id = a.domain_id and t.activity_id = a.activity_id and t.known_until is null and t.came <> 'no_show') as came,
           (select count(*)::int from support_attendance t
             where t.domain_id = a.domain_id and t.activity_id = a.activity_id and t.known_until is null and t.came = 'no_show') as missed
      from support_activity a
      join person m on m.domain_id = a.domain_id and m.id = a.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null
     where a.group_id = ${groupId} and a.known_until is null
     order by a.state not in ('planned', 'under_way'), n.family_name, n.given_name, a.activity_id limit 500`,
  )
}

/** When the group has met, and how many of those whom one sees came. */
export function sessionsOf(tx: Read, groupId: string): Promise<Session[]> {
  return tx.all(
    Session,
    sql`
    select s.id, s.on_day as "onDay", s.minutes, count(t.id) filter (where t.came <> 'no_show')::int as came,
           count(t.id) filter (where t.came = 'no_show')::int as missed
      from support_session s left join support_attendance t on t.domain_id = s.domain_id and t.session_id = s.id and t.known_until is null
     where s.group_id = ${groupId} group by s.id, s.on_day, s.minutes, s.made_at order by s.on_day desc, s.made_at desc, s.id limit 100`,
  )
}

const Id = z.object({ id: z.uuid() })
const OfSession = z.object({ id: z.uuid(), onDay: Day })

/** A session of the group; another's is not found. */
export function sessionOf(
  tx: Read,
  { groupId, sessionId }: { readonly groupId: string; readonly sessionId: string },
): Promise<z.infer<typeof OfSession>> {
  return tx.one(
    OfSession,
    sql`select s.id, s.on_day as "onDay" from support_session s where s.id = ${sessionId} and s.group_id = ${groupId}`,
  )
}

/** The session of a day that was noted last; null where there was none. */
export async function lastSessionOn(
  tx: Read,
  { groupId, onDay }: { readonly groupId: string; readonly onDay: PlainDate },
): Promise<string | null> {
  const [found] = await tx.all(
    Id,
    sql`select s.id from support_session s where s.group_id = ${groupId} and s.on_day = ${onDay} order by s.made_at desc, s.id limit 1`,
  )
  return found?.id ?? null
}

export async function insertSession(
  tx: Write,
  { groupId, onDay, minutes }: { readonly groupId: string; readonly onDay: PlainDate; readonly minutes: number },
): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into support_session (domain_id, group_id, on_day, minutes, made_by, made_at)
        values (${tx.actor.domainId}, ${groupId}, ${onDay}, ${minutes}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** What is said of a session, of those whom one sees. Whoever shows it records the reading. */
export function attendanceOf(tx: Read, sessionId: string): Promise<Attendance[]> {
  return tx.all(
    Attendance,
    sql`
    select t.activity_id as "activityId", t.came, t.reason_kind as "reasonKind"
      from support_attendance t where t.session_id = ${sessionId} and t.known_until is null`,
  )
}

type OfOne = { readonly sessionId: string; readonly activityId: string }
type Attended = OfOne & NonNullable<Presence> & { readonly personId: PersonId }

export async function insertAttendance(tx: Write, at: Attended): Promise<void> {
  await tx.run(sql`
    insert into support_attendance (domain_id, session_id, activity_id, person_id, came, reason_kind, set_by, known_from)
    values (${tx.actor.domainId}, ${at.sessionId}, ${at.activityId}, ${at.personId}, ${at.came}, ${at.reasonKind}, ${tx.actor.accountId},
            ${tx.now})`)
}

/** What was said of somebody holds no more: something else is said, or nothing. */
export async function closeAttendance(tx: Write, { sessionId, activityId }: OfOne): Promise<void> {
  await tx.run(sql`
    update support_attendance v set known_until = ${ending(tx, 'v')}, closed_by = ${tx.actor.accountId}
     where v.session_id = ${sessionId} and v.activity_id = ${activityId} and v.known_until is null`)
}

type Following = {
  readonly groupId: string
  /** Where those are who follow the group, and where they come to. */
  readonly from: readonly Activity['state'][]
  readonly state: Activity['state']
  readonly reason: string | null
}

const Followed = z.object({ activityId: z.uuid(), rootId: PersonId })

/** Those in a group whom one sees follow it: all of them in one statement. Answers with whose activities were moved. */
export function moveMembers(tx: Write, { groupId, from, state, reason }: Following) {
  const isOver = state === 'done' || state === 'cancelled'
  return tx.all(
    Followed,
    sql`
    with closed as (
      update support_activity v set known_until = ${ending(tx, 'v')}, closed_by = ${tx.actor.accountId}
       where v.group_id = ${groupId} and v.known_until is null and v.state = any(${[...from]})
      returning v.*),
    followed as (
      insert into support_activity (domain_id, activity_id, case_id, person_id, kind, name, about, place, organiser, leads_to, tasks, weekdays,
                                    hours, sessions, goal_id, step_id, group_id, factors, starts_on, ends_on, state, ended_on, reason, set_by,
                                    known_from)
      select c.domain_id, c.activity_id, c.case_id, c.person_id, c.kind, c.name, c.about, c.place, c.organiser, c.leads_to, c.tasks, c.weekdays,
             c.hours, c.sessions, c.goal_id, c.step_id, c.group_id, c.factors, c.starts_on, c.ends_on, ${state},
             case when ${isOver} then greatest(c.starts_on, ${tx.today}::date) end, ${reason}, ${tx.actor.accountId}, ${tx.now}
        from closed c returning activity_id, person_id)
    select f.activity_id as "activityId", m.root_id as "rootId" from followed f join person m on m.id = f.person_id`,
  )
}

/** The places of a group that is called off are given up, whoever has them. */
export async function freeSeats(tx: Write, groupId: string): Promise<void> {
  await tx.run(sql`
    update support_seat v set known_until = ${ending(tx, 'v')}, closed_by = ${tx.actor.accountId}
     where v.group_id = ${groupId} and v.known_until is null`)
}
