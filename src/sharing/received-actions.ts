import type { Read, Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { budgetFor, type Room } from '../notes/store.ts'
import { recusalFaults } from '../sight/rules.ts'
import { recordVisit, takeTicket } from '../trail/store.ts'
import type { Received } from './model.ts'
import * as store from './received-store.ts'
import { openTopics } from './rules.ts'

/**
 * Records that a share is opened, before anything of the person is shown: in both trails when the actor may look, so that whoever shares
 * sees who has looked. Answers the share as the actor may know it.
 */
export async function openShare(tx: Write, id: string): Promise<Received> {
  tx.require('sharing.visit')
  const share = await shareToUs(tx, id)
  if (share.mayOpen) await recordVisit(tx, id, { action: 'sharing.visited', object: id })
  else await tx.record('sharing.opened', { object: id })
  return share
}

/** Opens the notes of a share, where they are shared: their words take a strong sign-in, as at home. */
export async function openSharedNotes(tx: Write, id: string): Promise<Received> {
  tx.require('sharing.visit')
  tx.requireAssurance(2)
  const share = await shareToUs(tx, id)
  if (!share.mayOpen || !openTopics(share).some((topic) => topic.startsWith('note')))
    throw new Refused('not_found', 'share')
  await recordVisit(tx, id, { action: 'sharing.visited', object: id })
  return share
}

/** What to read the words of shared notes with; none when the read budget, which is the same for all that one reads, is used up. */
export type NotesReleased = { readonly ticket: number | null; readonly over: { readonly freeAt: string | null } | null }

/** Takes the ticket for the words of these notes, in both trails; see `released`. `there`: what the sender's own budget has room for. */
export async function takeNotes(
  tx: Write,
  id: string,
  of: { readonly personId: string; readonly ids: readonly string[]; readonly there: Room },
): Promise<NotesReleased> {
  tx.require('sharing.visit')
  const { personId, ids, there } = of
  const here = await budgetFor(tx, ids)
  const { over, freeAt } = here.over ? here : there
  if (!over) return { ticket: await takeTicket(tx, { kind: 'note', ids, personId }, id), over: null }
  await tx.record('notes.budget_exceeded', { object: id, detail: { wanted: ids.length } })
  return { ticket: null, over: { freeAt } }
}

/** Accepts for those named, who are the only ones to look from now on. */
export async function accept(tx: Write, id: string, who: store.LetIn): Promise<void> {
  tx.require('sharing.answer')
  await requireWaiting(tx, id)
  if (who.memberships.length + who.teams.length === 0)
    throw new Refused('invalid', 'answer', [{ field: 'visitor', code: 'visitor_missing' }])
  // Before it is done: afterwards one who accepts for others may look no longer.
  await recordVisit(tx, id, { action: 'sharing.accepted', object: id })
  if (!(await store.acceptShare(tx, id, who)))
    throw new Refused('invalid', 'answer', [{ field: 'visitor', code: 'visitor_unknown' }])
}

export async function decline(tx: Write, id: string, reason: string): Promise<void> {
  tx.require('sharing.answer')
  await requireWaiting(tx, id)
  const said = reason.trim()
  if (said.length < 3) throw new Refused('invalid', 'answer', [{ field: 'reason', code: 'decline_reason_missing' }])
  await recordVisit(tx, id, { action: 'sharing.declined', object: id })
  if (!(await store.declineShare(tx, id, said))) throw new Refused('not_found', 'share')
}

export async function letIn(
  tx: Write,
  id: string,
  who: { readonly membershipId: string | null; readonly teamId: string | null },
): Promise<void> {
  tx.require('sharing.answer')
  await requireManaged(tx, id)
  if (!(await store.letVisit(tx, id, who)))
    throw new Refused('invalid', 'visitor', [{ field: 'visitor', code: 'visitor_unknown' }])
  await tx.record('sharing.visitor_added', { object: id, detail: { ...who } })
}

export async function letOut(tx: Write, id: string, visitorId: string): Promise<void> {
  tx.require('sharing.answer')
  if (!(await store.endVisitor(tx, id, visitorId))) throw new Refused('not_found', 'visitor')
  await tx.record('sharing.visitor_ended', { object: id, detail: { visitor: visitorId } })
}

/** The receiver needs it no longer. */
export async function end(tx: Write, id: string): Promise<void> {
  tx.require('sharing.answer')
  await requireManaged(tx, id)
  if (!(await store.endShare(tx, id))) throw new Refused('not_found', 'share')
  await tx.record('sharing.ended', { object: id })
}

async function shareToUs(tx: Read, id: string): Promise<Received> {
  const [share] = await store.received(tx, id)
  if (!share) throw new Refused('not_found', 'share')
  return share
}

async function requireWaiting(tx: Read, id: string): Promise<void> {
  const share = await shareToUs(tx, id)
  if (share.answeredAt !== null)
    throw new Refused('conflict', 'share_answered', [{ field: '', code: 'share_answered' }])
  if (!share.mayOpen) throw new Refused('not_found', 'share')
}

async function requireManaged(tx: Read, id: string): Promise<void> {
  await shareToUs(tx, id)
  if (!(await store.manages(tx, id))) throw new Refused('not_found', 'share')
}

/**
 * Jäv (förvaltningslagen (2017:900) 16–18 §§) on a visit: one who knows the young person is shut out from them at the domain that shares, and
 * only somebody there can take it back.
 */
export async function recuse(tx: Write, id: string, reason: string): Promise<void> {
  tx.require('sharing.visit')
  const faults = recusalFaults(reason)
  if (faults.length > 0) throw new Refused('invalid', 'recusal', faults)
  if (!(await shareToUs(tx, id)).mayOpen) throw new Refused('not_found', 'share')
  // Before it is done: afterwards there is no visit to tell of.
  await recordVisit(tx, id, { action: 'sharing.recused', object: id })
  if ((await store.recuseFromShare(tx, id, reason.trim())) === null) throw new Refused('not_found', 'share')
}
