import type { Write } from '../../kernel/database.ts'
import { listParameters } from '../../register/parameter-view.ts'
import type { Protocol } from './model.ts'
import * as store from './plan-store.ts'
import { planSoon } from './planning.ts'
import { holdLadder, insertProtocol, lockProtocol } from './protocol-store.ts'
import { DEFAULT_STEPS } from './rules.ts'

export type PlannedCounts = {
  readonly started: number
  readonly opened: number
  readonly done: number
  readonly ended: number
}

/**
 * Brings the ladder of a domain up to the day: closes what was done, ends what is over, starts those who are new, and opens what is
 * due. For everybody, or for some (by their id). Run again it changes nothing.
 */
export async function planLadder(tx: Write, persons: readonly string[] | null = null): Promise<PlannedCounts> {
  tx.require('outreach.plan_ladder')
  const protocol = await protocolToFollow(tx)
  const only = persons === null ? null : await store.someOf(tx, persons)
  const planned = { on: tx.today, protocolId: protocol.id, only }
  if (only === null) await store.joinSets(tx, true)
  await store.followProtocol(tx, protocol)
  const done = await store.closeDone(tx, planned)
  const reached = await store.endReached(tx, planned)
  const again = await store.startAgain(tx, planned)
  const ended = reached + (await store.endLeft(tx, planned))
  await store.withdrawResting(tx, planned)
  const started = again + (await store.startRuns(tx, planned, await listParameters(tx, tx.today)))
  const { opened, finished } = await store.openDue(tx, planned)
  if (only === null) await store.joinSets(tx, false)
  const counts = { started, opened, done, ended: ended + finished }
  await tx.record('outreach.ladder_planned', { detail: counts })
  return counts
}

/** Puts somebody whose referral was accepted on the ladder, unless they are on it, and plans them. */
export async function planReferred(tx: Write, personId: string): Promise<void> {
  tx.require('outreach.plan_ladder')
  const protocol = await protocolToFollow(tx)
  const run = await store.startReferred(tx, { personId, protocolId: protocol.id })
  if (run !== null) {
    const detail = { as: 'referral' }
    await tx.record('outreach.run_started', { object: run.id, personId: run.personId, detail })
  }
  await planLadder(tx, run === null ? [personId] : [run.personId])
}

/** The domain's own order; where nobody has said any, the usual one becomes its first version. */
async function protocolToFollow(tx: Write): Promise<Protocol> {
  const current = await lockProtocol(tx)
  if (current !== null) return current
  const id = await insertProtocol(tx, 1, DEFAULT_STEPS)
  await tx.record('outreach.protocol_set', { object: id, detail: { version: 1 } })
  return { id, version: 1, steps: [...DEFAULT_STEPS], movedRuns: null }
}

/**
 * After a contact, in its transaction: what it did is done, and who was reached is off the ladder, so that nothing more goes to them. What
 * comes next the machine plans. Whoever locks a person before this holds the ladder first (`holdLadder`).
 */
export async function afterContact(tx: Write, personIds: readonly string[]): Promise<void> {
  tx.require('outreach.log')
  await holdLadder(tx)
  const only = await store.someOf(tx, personIds)
  const done = await store.closeDone(tx, { only })
  const ended = await store.endReached(tx, { on: tx.today, protocolId: '', only })
  if (done + ended > 0) await tx.record('outreach.ladder_followed', { detail: { done, ended } })
  if (done > 0) await planSoon(tx, only.roots)
}
