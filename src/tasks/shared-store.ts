import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { addDays, addMonths, addYears, Day, endOf } from '../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import { stuckBefore } from '../outreach/messages/sending-rules.ts'
import { ageingOut } from '../register/ageing-sql.ts'
import { missingUnseen, watchOf } from '../register/arrival-sql.ts'
import { SHARED_SOURCES, type SharedSource, type SharedWork, SOURCES } from './model.ts'

const Counted = z.object({ count: z.number(), due: Day.nullable() })

/** A share that others have opened ends so soon that somebody is to ask for more, or be done. */
const ENDS_WITHIN = 14

const dayOf = (at: string) => raw(`(${at} at time zone 'Europe/Stockholm')::date`)

/** How much of each there is, and the first day of it that is late. */
const STATEMENTS: Readonly<Record<SharedSource, (tx: Read) => Sql>> = {
  glass_review: () => sql`
    select count(*) as count, min(${dayOf('g.due_at')}) as due from access.glasses(false, null) g
     where g.outcome = 'given' and g.reviewed_at is null`,
  approval: (tx) => sql`
    select count(*) as count, min(${dayOf('a.until_at')}) as due
      from approval a left join approval_answer w on w.domain_id = a.domain_id and w.approval_id = a.id
     where a.asked_by <> ${tx.actor.accountId} and w.approval_id is null and a.until_at > ${tx.now}`,
  // What the protocol asks of those who lead, where somebody's step is due.
  ladder_leader: (tx) => sql`
    select count(*) as count, min(s.deadline_on) as due from outreach_step s
     where s.known_until is null and s.role = 'leader' and s.due_from <= ${tx.today}`,
  reply_unmatched: () => sql`
    select count(*) as count, min(${dayOf('u.received_at')}) as due from message_unmatched u where u.closed_as is null`,
  // What did not arrive, does not leave, or nobody can tell of, until somebody has seen to it.
  message_failed: (tx) => sql`
    select count(*) as count, null::date as due from message m
     where m.direction = 'out' and ((m.state in ('failed', 'uncertain') and (m.state = 'uncertain' or m.settled_by is null))
        or (m.state = 'queued' and m.due_at < ${stuckBefore(tx.now)}::timestamptz))`,
  share_waiting: () => sql`select access.shares_waiting() as count, null::date as due`,
  share_ends: (tx) => sql`
    select count(*) as count, min(${dayOf('s.until_at')}) as due from access.shares_to_us(null) s
     where s.lasts and s.may_open and s.until_at < ${endOf(addDays(tx.today, ENDS_WITHIN))}`,
  move_out: () => sql`
    select count(*) as count, min(o.due_on) as due from move_out o where o.state in ('to_hand_over', 'declined')`,
  move_in: () => sql`
    select count(*) as count, min(o.due_on) as due from move_in o where o.state in ('awaited', 'to_receive')`,
  // Those in the queue wait for a place, and are work when their day has come.
  referral: (tx) => sql`
    select count(*) as count, min(r.target_on) as due from referral r
     where r.known_until is null and (r.stage in ('received', 'triage') or (r.stage in ('offered', 'waiting') and r.target_on <= ${tx.today}))`,
  notice_send: () =>
    sql`select count(*) as count, min(n.due_on) as due from notice_out n where n.state in ('to_send', 'failed')`,
  notice_handle: () => sql`select count(*) as count, min(n.due_on) as due from notice_in n where n.state = 'new'`,
  // Who has not come where they were admitted, and for whom nobody is about to do anything.
  not_arrived: (tx) => sql`
    select count(*) as count, min(x.settled_on) as due from (${missingUnseen(watchOf(tx))}) x`,
  ageing_out: (tx) => sql`
    select count(*) as count, min(x.twenty_on) as due
      from (${ageingOut(tx.today, { from: addYears(addDays(tx.today, 1), -20), to: addYears(addMonths(tx.today, 6), -20) })}) x
     where x.handover is distinct from 'received' and x.handover is distinct from 'open' and (x.next_on is null or x.next_on < ${tx.today})`,
  // The register still says what the sender no longer does.
  notice_withdrawn: () => sql`
    select count(*) as count, null::date as due from notice_in n where n.state = 'applied' and n.withdrawn_at is not null`,
  unclear: (tx) => sql`
    select count(distinct u.person_id) as count, null::date as due from register_unclear u
     where u.known_until is null and (u.from_on is null or u.from_on <= ${tx.today}) and (u.until_on is null or u.until_on > ${tx.today})`,
}

/** What is shared by all who may do it and waits for any of them: only what there is something of. */
export async function sharedWork(tx: Read): Promise<SharedWork[]> {
  const sources = SHARED_SOURCES.filter((source) => tx.may(SOURCES[source].permission))
  const counted = await Promise.all(
    sources.map(async (source) => {
      const { count, due } = await tx.one(Counted, prepared(STATEMENTS[source](tx)))
      return { source, count, dueOn: due }
    }),
  )
  return counted.filter(({ count }) => count > 0)
}
