import { z } from 'zod'
import type { Database, Read, Write } from '../kernel/database.ts'
import type { Instant } from '../kernel/date.ts'
import { type Sql, sql } from '../kernel/sql.ts'
import { Glass, type Verdict } from './model.ts'
import { personName } from './store.ts'

const Id = z.object({ id: z.uuid().nullable() })

/** Leaves the asking; null when five have been asked for within a day. It opens nothing until it is committed. */
export async function insertGlass(
  tx: Write,
  asked: { readonly number: string; readonly reason: string; readonly minutes: number },
): Promise<string | null> {
  const { number, reason, minutes } = asked
  return (await tx.one(Id, sql`select access.ask_glass(${number}, ${reason}, ${minutes}) as id`)).id
}

const Taken = z.object({ personId: z.uuid(), assignmentId: z.uuid().nullable() })
export type Taken = z.infer<typeof Taken>

/** Whom a committed asking opens. Null: nobody there, or nobody to be seen. Without an assignment one saw the person already. */
export function takeGlass(tx: Write, id: string): Promise<Taken | null> {
  return tx.maybe(
    Taken,
    sql`select person_id as "personId", assignment_id as "assignmentId" from access.take_glass(${id})`,
  )
}

/** The actor's own of the last month, the newest first. */
export function ownGlasses(tx: Read): Promise<Glass[]> {
  return tx.all(Glass, glasses({ own: true, one: null }))
}

/** Those the actor reviews: the unreviewed first. */
export function glassesToReview(tx: Read): Promise<Glass[]> {
  return tx.all(Glass, glasses({ own: false, one: null }))
}

export function glassToReview(tx: Read, id: string): Promise<Glass> {
  return tx.one(Glass, glasses({ own: false, one: id }))
}

function glasses({ own, one }: { readonly own: boolean; readonly one: string | null }): Sql {
  return sql`
    select g.id, g.person_id as "personId", ${personName} as "personName", g.outcome, g.display_name as "displayName", g.role, g.title,
           g.reason, g.minutes, g.asked_at as "askedAt", g.assignment_id as "assignmentId", g.until_at as until,
           g.ended_at as "endedAt", g.due_at as "dueAt", g.verdict, g.done, g.reviewed_at as "reviewedAt", g.reviewed_by as "reviewedBy",
           g.stop_reason as "stopReason", g.stopped_by as "stoppedBy", g.told_at as "toldAt"
      from access.glasses(${own}, ${one}) g
      left join person p on p.id = g.person_id
      left join person_name n on n.person_id = p.root_id and n.known_until is null
     order by g.reviewed_at is not null, g.asked_at desc, g.id`
}

const Waiting = z.object({ waiting: z.number(), overdue: z.number(), untold: z.number() })
export type Waiting = z.infer<typeof Waiting>

/** How many wait for the actor's review, how many of them past their time, and of those reviewed how many the young person knows nothing of. */
export function waitingReviews(tx: Read): Promise<Waiting> {
  return tx.one(
    Waiting,
    sql`
    select count(*) filter (where reviewed_at is null) as waiting,
           count(*) filter (where reviewed_at is null and due_at < ${tx.now}) as overdue,
           count(*) filter (where reviewed_at is not null and told_at is null and stop_reason is null) as untold
      from access.glasses(false, null) where outcome = 'given'`,
  )
}

/** Answers whose it was. */
export async function closeReview(
  tx: Write,
  said: { readonly id: string; readonly verdict: Verdict; readonly done: string | null },
): Promise<string | null> {
  return (await tx.one(Id, sql`select access.review_glass(${said.id}, ${said.verdict}, ${said.done}) as id`)).id
}

/** That the young person was told; or why not; or neither, which takes the stop away. Answers whose it was. */
export async function setTold(
  tx: Write,
  said: { readonly id: string; readonly told: boolean; readonly stop: string | null },
): Promise<string | null> {
  return (await tx.one(Id, sql`select access.tell_of_glass(${said.id}, ${said.told}, ${said.stop}) as id`)).id
}

/** How many in all of Sedd wait for a review past their time, for those who run it. */
export async function overdueReviews(db: Database, now: Instant): Promise<number> {
  const [row] = await db.call(z.object({ count: z.number() }), sql`select access.glass_overdue(${now}) as count`)
  return row?.count ?? 0
}
