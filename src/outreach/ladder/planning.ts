import type { Write } from '../../kernel/database.ts'
import { enqueue } from '../../kernel/jobs.ts'

/** Plans the ladder: of everybody, or of some. */
export const PLAN_LADDER = 'outreach.plan_ladder'

/** The machine plans some anew within seconds, for it sees what decides it: the whole register. Many are planned together. */
export async function planSoon(tx: Write, personIds: readonly string[]): Promise<void> {
  const [only, ...others] = personIds
  if (only === undefined) return
  const once = others.length === 0 ? { once: `${PLAN_LADDER}:${only}` } : {}
  await enqueue(tx, { name: PLAN_LADDER, payload: { personIds } }, once)
}

/** The same of everybody: after a delivery, or when the order has changed. A planning that is under way has not seen that, so it is no reason not to plan. */
export async function planAllSoon(tx: Write): Promise<void> {
  await enqueue(tx, { name: PLAN_LADDER, payload: {} })
}

/**
 * A referral that is accepted puts the young person on the ladder, in the register or not: within seconds, by the machine, so that whoever
 * accepts needs no right of outreach and waits for nobody. Who is on it already stays where they are.
 */
export async function startFromReferral(tx: Write, personId: string): Promise<void> {
  const job = { name: PLAN_LADDER, payload: { personIds: [personId], startedAs: 'referral' } } as const
  await enqueue(tx, job, { once: `${PLAN_LADDER}:referral:${personId}` })
}
