import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { ending } from '../../people/version-sql.ts'
import type { ListParameters } from '../../register/list-store.ts'
import { admittedLater, holdsOn, waitsForWork } from '../../register/work-sql.ts'
import { lastDay, type Workdays, workdaysFrom } from './calendar-sql.ts'
import type { Protocol, ProtocolStep } from './model.ts'
import {
  comingSteps,
  lastReached,
  membership,
  openRuns,
  restsOf,
  runsOf,
  stepsOfProtocol,
  stepsThoughtOf,
} from './plan-sql.ts'
import { among, isOf, type Planned, type Some } from './planned-sql.ts'
import { stepOfMessage } from './send-store.ts'

const closing = (tx: Write, alias: string): Sql =>
  sql`known_until = ${ending(tx, alias)}, closed_by = ${tx.actor.accountId}::uuid`

/**
 * Whole sets are joined to whole sets, which the database takes for a few rows each, as it knows nothing of them: looked over one by one
 * that takes minutes in a great domain, and sorted on disk many times what it takes in memory. Until it is taken back.
 */
export async function joinSets(tx: Write, isOn: boolean): Promise<void> {
  const way = isOn ? 'off' : 'on'
  await tx.run(sql`
    select set_config('enable_nestloop', ${way}, true), set_config('enable_mergejoin', ${way}, true),
           set_config('work_mem', ${isOn ? '64MB' : '4MB'}, true)`)
}

/** Everybody on the ladder follows the order as it stands. Steps that are no longer in it are taken back. Answers with how many. */
export async function followProtocol(tx: Write, protocol: Protocol): Promise<number> {
  const moved = await tx.run(
    sql`update outreach_run r set protocol_id = ${protocol.id} where r.known_until is null and r.protocol_id <> ${protocol.id}`,
  )
  await tx.run(sql`
    update outreach_step s set closed_as = 'withdrawn', reason = 'protocol_changed', closed_on = ${tx.today}, ${closing(tx, 's')}
     where s.known_until is null and not exists (
       select from outreach_protocol_step p where p.domain_id = s.domain_id and p.protocol_id = ${protocol.id}
          and p.code = s.code and p.channel = s.channel and p.through = s.through)`)
  if (protocol.movedRuns === null)
    await tx.run(sql`update outreach_protocol p set moved_runs = ${moved} where p.id = ${protocol.id}`)
  return moved
}

const Member = z.object({ root: z.uuid(), id: z.uuid() })

/** Who these are now, and all they are known under; whoever is no longer there is left out. */
export async function someOf(tx: Read, personIds: readonly string[]): Promise<Some> {
  const found = await tx.all(
    Member,
    sql`
    select m.root_id as root, m.id from person m
     where m.root_id = any(array(select p.root_id from person p where p.id = any(${[...new Set(personIds)]}::uuid[])))
     order by m.root_id, m.id`,
  )
  return { roots: [...new Set(found.map(({ root }) => root))], members: found.map(({ id }) => id) }
}

/** Closes open steps that a contact has done; each contact does one step. `doesStep` in rules.ts says the same of one. */
export function closeDone(tx: Write, planned: Pick<Planned, 'only'>): Promise<number> {
  return tx.run(sql`
    with step as materialized (
      select s.domain_id, s.id, s.channel, s.through, s.due_from, m.root_id as root
        from outreach_step s join person m on m.domain_id = s.domain_id and m.id = s.person_id
       where s.known_until is null and ${isOf('s', planned)}),
    tried as materialized (
      select c.contact_id, c.channel, c.through, c.happened_at, (c.happened_at at time zone 'Europe/Stockholm')::date as made_on, o.root_id as root
        from outreach_contact c join person o on o.domain_id = c.domain_id and o.id = c.person_id
       where ${isOf('c', planned)} and c.known_until is null and c.struck_at is null and c.direction = 'out' and c.outcome <> 'cancelled'
         and not exists (select from outreach_step t where t.domain_id = c.domain_id and t.contact_id = c.contact_id)
         -- What was sent for a step has done that one already, however late it went; one that was taken back it has not done.
         and not exists (
           select from message g join outreach_step f on f.domain_id = g.domain_id and f.id = ${stepOfMessage('g')} and f.closed_as = 'done'
            where g.domain_id = c.domain_id and g.contact_id = c.contact_id))
    update outreach_step s set closed_as = 'done', contact_id = d.contact_id, closed_on = d.made_on, ${closing(tx, 's')}
      from (
        select distinct on (s.id) s.domain_id, s.id, c.contact_id, c.made_on
          from step s join tried c on c.root = s.root and c.channel = s.channel and c.through = s.through and c.made_on >= s.due_from
         order by s.id, c.happened_at, c.contact_id) d
     where s.domain_id = d.domain_id and s.id = d.id and ${isOf('s', planned)}`)
}

/** Ends the runs of those who were reached since they began. Needs no more than the outreach of a person. */
export function endReached(tx: Write, planned: Planned): Promise<number> {
  return endRuns(
    tx,
    sql`
    select r.domain_id, r.id, 'reached' as how from (${openRuns(planned)}) r join (${lastReached(planned)}) a on a.root = r.root
     where a.at >= r.known_from`,
  )
}

/** Ends the runs of those who left the register, and those of a number that was merged into one who is on the ladder. */
export async function endLeft(tx: Write, planned: Planned): Promise<number> {
  const merged = sql`
    select r.domain_id, r.id, 'merged' as how from (${openRuns(planned)}) r
     where r.merged and exists (select from outreach_run o where o.domain_id = r.domain_id and o.person_id = r.root and o.known_until is null)`
  const left = sql`
    select r.domain_id, r.id, 'left' as how from (${openRuns(planned)}) r left join (${membership(planned)}) p on p.root = r.root
     where p.is_member is not true and (r.started_as = 'entered' or p.left_on > r.started_on)`
  return (await endRuns(tx, merged)) + (await endRuns(tx, left))
}

async function endRuns(tx: Write, which: Sql): Promise<number> {
  const { ended } = await tx.one(
    z.object({ ended: z.number() }),
    sql`
    with over as (${which}),
    stopped as (
      update outreach_run r set closed_as = o.how, closed_on = ${tx.today}, ${closing(tx, 'r')}
        from over o where r.domain_id = o.domain_id and r.id = o.id returning r.domain_id, r.id),
    taken_back as (
      update outreach_step s set closed_as = 'withdrawn', reason = 'stopped', closed_on = ${tx.today}, ${closing(tx, 's')}
        from stopped o where s.domain_id = o.domain_id and s.run_id = o.id and s.known_until is null returning s.id)
    select count(*)::integer as ended from stopped`,
  )
  return ended
}

/** Takes back the open steps of those who rest. */
export function withdrawResting(tx: Write, planned: Planned): Promise<number> {
  return tx.run(sql`
    update outreach_step s set closed_as = 'withdrawn', reason = 'rested', closed_on = ${tx.today}, ${closing(tx, 's')}
      from (${openRuns(planned)}) r join (${restsOf(planned)}) z on z.root = r.root
     where z.rests and s.domain_id = r.domain_id and s.run_id = r.id and s.known_until is null`)
}

/**
 * Starts a run anew for those whose last one ended with a contact that was struck out, or turned out to be no more than a try: they
 * have not been reached.
 */
export function startAgain(tx: Write, planned: Planned): Promise<number> {
  return tx.run(sql`
    insert into outreach_run (domain_id, person_id, protocol_id, started_as, started_on, set_by, known_from)
    select r.domain_id, r.root, ${planned.protocolId}::uuid, r.started_as, ${tx.today}::date, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from (
        select distinct on (m.root_id) r.domain_id, m.root_id as root, r.started_as, r.closed_as, r.known_from
          from outreach_run r join person m on m.domain_id = r.domain_id and m.id = r.person_id
         where ${isOf('r', planned)}
         order by m.root_id, r.known_until is not null, r.known_from desc, r.id) r
      left join (${lastReached(planned)}) a on a.root = r.root
     where r.closed_as = 'reached' and (a.at is null or a.at < r.known_from)
    on conflict do nothing`)
}

/**
 * Starts a run for everybody in the register whose work has begun, who has had none since they entered, does not rest, and has not
 * been reached since then.
 */
export function startRuns(tx: Write, planned: Planned, rules: ListParameters): Promise<number> {
  return tx.run(sql`
    insert into outreach_run (domain_id, person_id, protocol_id, started_as, started_on, set_by, known_from)
    select p.domain_id, p.person_id, ${planned.protocolId}::uuid, 'entered', ${tx.today}::date, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from register_period p
      join person n on n.domain_id = p.domain_id and n.id = p.person_id
      left join (${lastReached(planned)}) a on a.root = p.person_id
      left join (${restsOf(planned)}) z on z.root = p.person_id
      left join (${runsOf(planned)}) r on r.root = p.person_id
      left join (${admittedLater(tx.today)}) d on d.root = p.person_id
     where ${holdsOn(tx.today)} and ${among('p.person_id', planned)} and z.rests is not true
       and (a.at is null or (a.at at time zone 'Europe/Stockholm')::date < p.from_on)
       and (r.root is null or (not r.is_open and r.last_on < p.from_on))
       and d.root is null and not ${waitsForWork(tx.today, rules)}
     order by p.person_id
    on conflict do nothing`)
}

const Started = z.object({ id: z.uuid(), personId: z.uuid() })

/** Starts a run for a referral; null for one who has a run that is open, or is no longer there. */
export function startReferred(
  tx: Write,
  of: { readonly personId: string; readonly protocolId: string },
): Promise<z.infer<typeof Started> | null> {
  return tx.maybe(
    Started,
    sql`
    insert into outreach_run (domain_id, person_id, protocol_id, started_as, started_on, set_by, known_from)
    select n.domain_id, n.root_id, ${of.protocolId}::uuid, 'referral', ${tx.today}::date, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from person n
     where n.id = ${of.personId} and not exists (
       select from outreach_run r join person m on m.domain_id = r.domain_id and m.id = r.person_id
        where r.known_until is null and m.root_id = n.root_id)
    on conflict do nothing returning id, person_id as "personId"`,
  )
}

const Began = z.object({ first: Day.nullable() })

/** The workdays from the day the first open run began. */
export async function calendarOf(tx: Read): Promise<Workdays> {
  const { first } = await tx.one(
    Began,
    sql`select min(r.started_on) as first from outreach_run r where r.known_until is null`,
  )
  const from: PlainDate = first !== null && first < tx.today ? first : tx.today
  return workdaysFrom(from, tx.today, await holidaysBetween(tx, from, lastDay(tx.today)))
}

/** Opens the next step of each run whose day has come, says of those passed over why, and ends the runs in which none is left. */
export async function openDue(tx: Write, planned: Planned): Promise<{ opened: number; finished: number }> {
  const isOver = raw('(n.next_place is null and n.waited)')
  // Of all that is to come, only what is to be done about it now.
  await tx.run(sql`
    create temp table ladder_coming on commit drop as
    select n.*, ${isOver} as is_over from (${comingSteps(planned, stepsOfProtocol(planned.protocolId), await calendarOf(tx))}) n
     where ${isOver} or (n.open_id is not null and n.reason is not null)
        or (n.open_id is null and n.place <= n.next_place and n.next_due <= ${planned.on})`)
  // Nothing is known of what a new table holds, and few would be looked up one by one.
  await tx.run(sql`analyze ladder_coming`)
  await tx.run(sql`
    update outreach_step s set closed_as = 'left_out', reason = n.reason, closed_on = ${tx.today}, ${closing(tx, 's')}
      from ladder_coming n where n.open_id is not null and n.reason is not null and s.domain_id = n.domain_id and s.id = n.open_id`)
  await tx.run(sql`
    insert into outreach_step (${raw(STEP)}, closed_as, reason, closed_on, closed_by, known_until)
    select ${stepOf(tx)}, 'left_out', n.reason, ${tx.today}::date, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from ladder_coming n
     where n.open_id is null and n.reason is not null and (n.is_over or (n.place < n.next_place and n.next_due <= ${planned.on}))`)
  const opened = await tx.run(sql`
    insert into outreach_step (${raw(STEP)})
    select ${stepOf(tx)} from ladder_coming n
     where n.open_id is null and n.reason is null and n.place = n.next_place and n.due_from <= ${planned.on}`)
  const finished = await endRuns(
    tx,
    sql`select distinct n.domain_id, n.run_id as id, 'finished' as how from ladder_coming n where n.is_over`,
  )
  await tx.run(sql`drop table ladder_coming`)
  return { opened, finished }
}

const Moved = z.object({ of: z.number(), moved: z.number() })
export type Moved = z.infer<typeof Moved>

/** How many on the ladder would get another next step, or another day, by other steps than those in use. */
export async function movedBy(
  tx: Read,
  now: readonly ProtocolStep[],
  thought: readonly ProtocolStep[],
): Promise<Moved> {
  const planned: Planned = { on: tx.today, protocolId: '', only: null }
  const calendar = await calendarOf(tx)
  const next = (steps: readonly ProtocolStep[]) => sql`
    select c.run_id, c.code, c.due_from from (${comingSteps(planned, stepsThoughtOf(steps), calendar)}) c
     where c.reason is null and c.place = c.next_place`
  return tx.one(
    Moved,
    sql`
    select (select count(*)::integer from outreach_run r where r.known_until is null) as of, count(*)::integer as moved
      from (${next(now)}) a full join (${next(thought)}) b on b.run_id = a.run_id
     where (a.code, a.due_from) is distinct from (b.code, b.due_from)`,
  )
}

const STEP =
  'domain_id, person_id, run_id, code, channel, through, role, template_code, due_from, deadline_on, set_by, known_from'
const stepOf = (tx: Write): Sql => sql`
  n.domain_id, n.person_id, n.run_id, n.code, n.channel, n.through, n.role, n.template_code, n.due_from, n.deadline_on,
  ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz`
