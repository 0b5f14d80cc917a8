import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { Day, InstantText, type PlainDate } from '../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { Cause, Origin, Outcome, Stage } from './model.ts'

/** A referral in a list: who, if that is known, where from, and how it stands. */
export const ListedReferral = z.object({
  referralId: z.uuid(),
  personId: PersonId.nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  protection: z.string().nullable(),
  origin: Origin,
  reasons: z.array(Cause),
  stage: Stage,
  reason: Outcome.nullable(),
  teamId: z.uuid().nullable(),
  targetOn: Day.nullable(),
  receivedAt: InstantText,
  knownFrom: InstantText,
  recordedBy: z.uuid(),
})
export type ListedReferral = z.infer<typeof ListedReferral>

const listed = (which: Sql, order: Sql): Sql => sql`
  select l.referral_id as "referralId", p.id as "personId", n.given_name as "givenName", n.family_name as "familyName", p.protection,
         l.origin, l.reasons, l.stage, l.reason, l.team_id as "teamId", l.target_on as "targetOn", l.received_at as "receivedAt",
         l.known_from as "knownFrom", l.recorded_by as "recordedBy"
    from (select r.id, r.referral_id, r.person_id, r.origin, r.reasons, r.stage, r.reason, r.team_id, r.target_on, r.received_at,
                 r.known_from, r.recorded_by from referral r ${which}) l
    left join person m on m.id = l.person_id
    left join person p on p.id = m.root_id and p.known_until is null
    left join person_name n on n.person_id = p.id and n.known_until is null
   order by ${order}`

export type InboxAsked = {
  readonly stage: Stage
  readonly mine: boolean
  readonly limit: number
  readonly offset: number
}

const inStage = (tx: Read, { stage, mine }: Pick<InboxAsked, 'stage' | 'mine'>): Sql => sql`
  where r.known_until is null and r.stage = ${stage}${mine ? sql` and r.recorded_by = ${tx.actor.accountId}` : raw('')}`

/** What is in a stage: the one that is latest first, what is decided with the latest decision first. */
export function inboxRows(tx: Read, asked: InboxAsked): Promise<ListedReferral[]> {
  const which = sql`${inStage(tx, asked)}
    order by r.target_on nulls last, case when r.target_on is null then r.known_from end desc, r.received_at, r.id
    limit ${asked.limit} offset ${asked.offset}`
  const order = raw(
    'l.target_on nulls last, case when l.target_on is null then l.known_from end desc, l.received_at, l.id',
  )
  return tx.all(ListedReferral, listed(which, order))
}

const StageCount = z.object({ stage: Stage, n: z.number(), overdue: z.number() })
export type StageCount = z.infer<typeof StageCount>

/** How many are in each stage, and how many of them are late. */
export function stageCounts(tx: Read, mine: boolean): Promise<StageCount[]> {
  const own = mine ? sql` and r.recorded_by = ${tx.actor.accountId}` : raw('')
  return tx.all(
    StageCount,
    sql`
    select r.stage, count(*) as n, count(*) filter (where r.target_on < ${tx.today}) as overdue
      from referral r where r.known_until is null${own} group by r.stage`,
  )
}

/** What the actor has sent, what has just happened first. */
export function sentRows(
  tx: Read,
  page: { readonly limit: number; readonly offset: number },
): Promise<ListedReferral[]> {
  const which = sql`where r.known_until is null and r.sent_by = ${tx.actor.accountId}
    order by r.known_from desc, r.id limit ${page.limit} offset ${page.offset}`
  return tx.all(ListedReferral, listed(which, raw('l.known_from desc, l.id')))
}

const Total = z.object({ n: z.number() })

export async function countSent(tx: Read): Promise<number> {
  const asked = sql`select count(*) as n from referral r where r.known_until is null and r.sent_by = ${tx.actor.accountId}`
  return (await tx.one(Total, asked)).n
}

/** Those who wait for a place, in the order of the queue. */
export function queueRows(
  tx: Read,
  page: { readonly limit: number; readonly offset: number },
): Promise<ListedReferral[]> {
  const which = sql`where r.known_until is null and r.stage in ('offered', 'waiting') order by r.received_at, r.id
    limit ${page.limit} offset ${page.offset}`
  return tx.all(ListedReferral, listed(which, raw('l.received_at, l.id')))
}

const TeamRoom = z.object({ teamId: z.uuid().nullable(), taken: z.number(), waiting: z.number() })

/** How many places of each team are taken, and how many wait: true for everybody, those one may not see too. */
export function roomTaken(tx: Read): Promise<z.infer<typeof TeamRoom>[]> {
  return tx.all(TeamRoom, sql`select team_id as "teamId", taken, waiting from access.count_referrals()`)
}

const Places = z.object({ teamId: z.uuid(), places: z.number() })

export function placesOf(tx: Read): Promise<z.infer<typeof Places>[]> {
  return tx.all(Places, sql`select c.team_id as "teamId", c.places from referral_capacity c`)
}

/** How many a team has room for, locked until the end: whoever waited counts what the other has taken. Null: nobody has said. */
export async function lockPlaces(tx: Write, teamId: string): Promise<number | null> {
  await tx.run(sql`select from referral_capacity c where c.team_id = ${teamId} for update`)
  return (await placesOf(tx)).find((each) => each.teamId === teamId)?.places ?? null
}

const StageTime = z.object({ stage: Stage, n: z.number(), median: z.number(), longest: z.number() })
export type StageTime = z.infer<typeof StageTime>

/** How long the stages took that ended since a day: the median and the longest, in days. */
export function stageTimes(tx: Read, since: PlainDate): Promise<StageTime[]> {
  return tx.all(
    StageTime,
    prepared(sql`
    select t.stage, count(*) as n, round(percentile_cont(0.5) within group (order by t.days)::numeric, 1) as median,
           round(max(t.days)::numeric, 1) as longest
      from (select r.stage, extract(epoch from r.known_until - r.known_from) / 86400 as days from referral r
             where r.known_until >= ${since}::date and r.stage in ('received', 'triage', 'offered', 'waiting')) t
     group by t.stage`),
  )
}
