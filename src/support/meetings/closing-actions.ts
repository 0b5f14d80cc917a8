import type { Write } from '../../kernel/database.ts'
import type { PersonId } from '../../people/model.ts'
import { lockSupported } from '../cases/actions.ts'
import type { Ended } from '../cases/closing-store.ts'
import * as store from './store.ts'

/** Cancels all that is still planned about somebody whose case was opened by mistake. Answers with what was cancelled. */
export async function cancelPlanned(tx: Write, { personId }: { readonly personId: string }): Promise<readonly Ended[]> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const planned = (await store.meetingsOf(tx, person.id)).filter(({ state }) => state === 'planned')
  const cancelled: Ended[] = []
  for (const each of planned) {
    const leftId = await store.replaceMeeting(tx, each, { ...each, state: 'cancelled' })
    cancelled.push({ kind: 'meeting', stoodId: each.id, leftId })
    await tx.record('meetings.cancelled', { object: each.meetingId, personId: person.id })
  }
  return cancelled
}

/** How many meetings are planned again, and how many stay cancelled for their day has passed. */
export type PlannedAgain = { readonly count: number; readonly past: number }

/** The case was closed by mistake: meetings that were cancelled with it are planned again, where the day is still to come. */
export async function planAgain(
  tx: Write,
  { rootId, ended }: { readonly rootId: PersonId; readonly ended: readonly Ended[] },
): Promise<PlannedAgain> {
  tx.require('support.work')
  const left = new Set(ended.filter(({ kind }) => kind === 'meeting').map(({ leftId }) => leftId))
  const cancelled = (await store.meetingsOf(tx, rootId)).filter(({ id }) => left.has(id))
  const coming = cancelled.filter(({ onDay }) => onDay >= tx.today)
  for (const each of coming) {
    await store.replaceMeeting(tx, each, { ...each, state: 'planned' })
    const { meetingId, onDay } = each
    await tx.record('meetings.changed', { object: meetingId, personId: rootId, detail: { onDay } })
  }
  return { count: coming.length, past: cancelled.length - coming.length }
}
