import { z } from 'zod'
import type { Database, Read, Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { sql } from '../kernel/sql.ts'
import { Event, type EventFilter, TrailState } from './model.ts'

/**
 * The log, newest first. The whole domain's for those whose role carries the right to it; for others only what concerns persons
 * in their reach.
 */
export function events(tx: Read, filter: EventFilter): Promise<Event[]> {
  const { personIds = null, actorId = null, actions = null, from = null, until = null, before = null, most } = filter
  return tx.all(
    Event,
    sql`
    select id, at, actor_id as "actorId", actor_name as "actorName", actor_role as "actorRole", actor_title as "actorTitle",
           actor_domain_id as "actorDomainId", actor_units as "actorUnits", purpose, action, object, person_id as "personId", detail, erased, batch
      from trail.events(${personIds}, ${actorId}, ${actions}, ${from}, ${until}, ${before}, ${most})`,
  )
}

const AT_ONCE = 1_000

/** The same from the newest to the oldest, however many there are. */
export async function everyEvent(tx: Read, filter: Omit<EventFilter, 'before' | 'most'>): Promise<Event[]> {
  const found: Event[] = []
  for (;;) {
    const page = await events(tx, { ...filter, before: found.at(-1)?.id, most: AT_ONCE })
    found.push(...page)
    if (page.length < AT_ONCE) return found
  }
}

/** Which bodies somebody is about to read. */
export type Wanted = {
  readonly kind: string
  readonly ids: readonly string[]
  readonly personId: string
  readonly reason?: string | undefined
}

const Ticket = z.object({ ticket: z.number().nullable() })

/** A read ticket: it opens nothing until it is committed, and is then good for ten seconds. `visit` as in the context that will read. */
export async function takeTicket(tx: Write, wanted: Wanted, visit: string | null): Promise<number> {
  const { kind, ids, personId, reason = null } = wanted
  const { ticket } = await tx.one(
    Ticket,
    sql`select trail.ticket(${kind}, ${ids}, ${personId}, ${reason}, ${visit}) as ticket`,
  )
  if (ticket === null) throw new Refused('not_found', 'person')
  tx.recorded = true
  return ticket
}

/** A read ticket for words that are about nobody we know yet: it opens nothing that is a person's. */
export async function takeUntiedTicket(tx: Write, wanted: Pick<Wanted, 'kind' | 'ids'>): Promise<number> {
  const { kind, ids } = wanted
  const { ticket } = await tx.one(
    z.object({ ticket: z.number() }),
    sql`select trail.untied_ticket(${kind}, ${[...ids]}) as ticket`,
  )
  tx.recorded = true
  return ticket
}

/** What is about to be seen on a visit, in the trails of both domains. */
export async function recordVisit(
  tx: Write,
  visit: string,
  { action, object = null }: { action: string; object?: string | null },
): Promise<void> {
  await tx.run(sql`select trail.record_visit(${visit}, ${action}, ${object}, null)`)
  tx.recorded = true
}

export async function trailState(db: Database): Promise<TrailState> {
  const [state] = await db.call(
    TrailState,
    sql`
    select sealed, sealed_at as "sealedAt", signed, fingerprint as key, waiting, delay_seconds as "delaySeconds", passed
      from trail.state()`,
  )
  if (!state) throw new Error('the trail has no state')
  return state
}
