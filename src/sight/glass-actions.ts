import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { parseNumber } from '../people/identity.ts'
import * as store from './glass-store.ts'
import type { Verdict } from './model.ts'
import * as rules from './rules.ts'
import { endAssignment } from './store.ts'

export type GlassAsked = { readonly number: string; readonly reason: string; readonly minutes: number }

/**
 * Asks for access in an emergency (nödåtkomst) to whoever has the number. Null when one has asked five times within a day. It opens
 * nothing yet: `takeGlass` does, in a transaction of its own, once this has been committed. So nobody can try numbers without a trace.
 */
export async function askGlass(tx: Write, asked: GlassAsked): Promise<string | null> {
  tx.require('sight.break_glass')
  const reading = parseNumber(asked.number, tx.today)
  const faults = rules.glassFaults(asked)
  if (!reading.ok) throw new Refused('invalid', 'glass', [{ field: 'number', code: 'number_unreadable' }, ...faults])
  if (faults.length > 0) throw new Refused('invalid', 'glass', faults)
  tx.requireAssurance(3)
  const { minutes } = asked
  const id = await store.insertGlass(tx, { number: reading.number, reason: asked.reason.trim(), minutes })
  if (id === null) await tx.record('sight.glass_limited')
  else await tx.record('sight.glass_asked', { object: id, detail: { minutes } })
  return id
}

/** Opens what was asked for. Null for a number nobody has and for one of somebody who is not to be seen: the same, word for word. */
export async function takeGlass(tx: Write, id: string): Promise<store.Taken | null> {
  tx.require('sight.break_glass')
  const taken = await store.takeGlass(tx, id)
  if (taken === null) await tx.record('sight.glass_refused', { object: id })
  else if (taken.assignmentId === null)
    await tx.record('sight.glass_unneeded', { object: id, personId: taken.personId })
  else await tx.record('sight.glass_taken', { object: id, personId: taken.personId })
  return taken
}

/** Ends one's own before its time. */
export async function endGlass(tx: Write, assignmentId: string): Promise<void> {
  tx.require('sight.break_glass')
  const personId = await endAssignment(tx, assignmentId)
  if (personId === null) throw new Refused('not_found', 'glass')
  await tx.record('sight.glass_ended', { object: assignmentId, personId })
}

/** Records that an access and its reason are read by who reviews it, before they are shown. */
export async function openReview(tx: Write, id: string): Promise<void> {
  tx.require('sight.review')
  const { personId } = await store.glassToReview(tx, id)
  await tx.record('sight.glass_read', { object: id, ...(personId === null ? {} : { personId }) })
}

/** A second person says whether it was right: never the one who did it. What was not justified ends at once. */
export async function reviewGlass(
  tx: Write,
  said: { readonly id: string; readonly verdict: Verdict | null; readonly done: string },
): Promise<void> {
  tx.require('sight.review')
  const { verdict } = said
  const faults = rules.verdictFaults(said)
  if (verdict === null || faults.length > 0) throw new Refused('invalid', 'review', faults)
  const personId = await store.closeReview(tx, { id: said.id, verdict, done: said.done.trim() || null })
  if (personId === null) throw new Refused('not_found', 'glass')
  await tx.record('sight.glass_reviewed', { object: said.id, personId, detail: { verdict } })
}

/** The young person has been told that somebody used access in an emergency. */
export async function tellOfOwnGlass(tx: Write, id: string): Promise<void> {
  tx.require('sight.break_glass')
  await tell(tx, { id, told: true, stop: null })
}

/** Säkerhetsstopp: the young person is not told, because it would be a danger to them or somebody else. */
export async function stopTellingOfOwn(
  tx: Write,
  stopped: { readonly id: string; readonly reason: string },
): Promise<void> {
  tx.require('sight.break_glass')
  await stop(tx, stopped)
}

/** The same by who reviews; who also takes a stop away. */
export async function tellOfReviewed(tx: Write, id: string): Promise<void> {
  tx.require('sight.review')
  await tell(tx, { id, told: true, stop: null })
}

export async function stopTellingOfReviewed(
  tx: Write,
  stopped: { readonly id: string; readonly reason: string },
): Promise<void> {
  tx.require('sight.review')
  await stop(tx, stopped)
}

export async function takeAwayStop(tx: Write, id: string): Promise<void> {
  tx.require('sight.review')
  await tell(tx, { id, told: false, stop: null })
}

async function stop(tx: Write, { id, reason }: { readonly id: string; readonly reason: string }): Promise<void> {
  const faults = rules.stopFaults(reason)
  if (faults.length > 0) throw new Refused('invalid', 'stop', faults)
  await tell(tx, { id, told: false, stop: reason.trim() })
}

async function tell(
  tx: Write,
  said: { readonly id: string; readonly told: boolean; readonly stop: string | null },
): Promise<void> {
  const personId = await store.setTold(tx, said)
  if (personId === null) throw new Refused('not_found', 'glass')
  const action = said.told ? 'sight.glass_told' : said.stop === null ? 'sight.telling_freed' : 'sight.telling_stopped'
  await tx.record(action, { object: said.id, personId })
}
