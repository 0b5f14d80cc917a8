import type { Write } from '../../kernel/database.ts'
import { enqueue } from '../../kernel/jobs.ts'

/** Plans the ladder: of everybody, or of one. */
export const PLAN_LADDER = 'outreach.plan_ladder'

/** The machine plans somebody anew within seconds, for it sees what decides it: the whole register. */
export async function planSoon(tx: Write, personIds: readonly string[]): Promise<void> {
  for (const id of personIds)
    await enqueue(tx, { name: PLAN_LADDER, payload: { personId: id } }, { once: `${PLAN_LADDER}:${id}` })
}

/** The same of everybody: after a delivery, or when the order has changed. */
export async function planAllSoon(tx: Write): Promise<void> {
  await enqueue(tx, { name: PLAN_LADDER, payload: {} }, { once: PLAN_LADDER })
}

/**
 * A referral that is accepted puts the young person on the ladder, in the register or not: within seconds, by the machine, so that whoever
 * accepts needs no right of outreach and waits for nobody. Who is on it already stays where they are.
 */
export async function startFromReferral(tx: Write, personId: string): Promise<void> {
  const job = { name: PLAN_LADDER, payload: { personIds: [personId], startedAs: 'referral' } } as const
  await enqueue(tx, job, { once: `${PLAN_LADDER}:referral:${personId}` })
}
