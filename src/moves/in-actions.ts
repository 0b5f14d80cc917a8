import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { personByNumber } from '../people/store.ts'
import { lookUp } from '../register/actions.ts'
import { isMember } from '../register/store.ts'
import * as box from './in-store.ts'
import type { ByHand, MoveIn, Refusal } from './model.ts'
import { answerParcel } from './post-store.ts'
import { type InVerb, mayDoIn } from './rules.ts'

/** Opens one who comes. The first time, the sender gets a receipt. */
export async function openIn(tx: Write, id: string): Promise<MoveIn> {
  tx.require('moves.work')
  const move = await box.lockIn(tx, id)
  if (move.openedAt === null) {
    await box.setOpened(tx, id)
    if (move.parcelId !== null && move.state === 'to_receive') await answerParcel(tx, move.parcelId, { said: 'opened' })
  }
  await tx.record('moves.opened', { object: id, personId: move.personId ?? undefined })
  return box.moveIn(tx, id)
}

/** Whether they are in the register here on the day they come; null of somebody who is nobody here. */
export async function isHereFrom(tx: Read, { personId, movedOn }: MoveIn): Promise<boolean | null> {
  return personId === null ? null : isMember(tx, personId, movedOn > tx.today ? movedOn : tx.today)
}

/** Takes over somebody who was handed over through Sedd. Refuses with `conflict` one who is nobody here yet (`unknown_here`). */
export async function receiveMove(tx: Write, id: string): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'receive')
  if (move.personId === null) throw new Refused('conflict', 'unknown_here')
  await box.setReceived(tx, id, { how: 'sedd', on: tx.today })
  if (move.parcelId !== null) await answerParcel(tx, move.parcelId, { said: 'received' })
  await tx.record('moves.received', { object: id, personId: move.personId, detail: { how: 'sedd' } })
}

/** Takes over somebody who was handed over another way: how, and when. */
export async function receiveByHand(
  tx: Write,
  { id, how, on }: { readonly id: string; readonly how: ByHand | null; readonly on: PlainDate | null },
): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'receive_by_hand')
  const problems = [
    ...(how === null ? [{ field: 'how', code: 'how_missing' }] : []),
    ...(on === null ? [{ field: 'receivedOn', code: 'day_unreadable' }] : []),
    ...(on !== null && on > tx.today ? [{ field: 'receivedOn', code: 'day_in_future' }] : []),
  ]
  if (how === null || on === null || problems.length > 0) throw new Refused('invalid', 'receipt', problems)
  await box.setReceived(tx, id, { how, on })
  await tx.record('moves.received', { object: id, personId: move.personId ?? undefined, detail: { how } })
}

/** Sends it back: whoever it is is not ours to answer for. The number and the name go from here. */
export async function refuseMove(
  tx: Write,
  { id, why }: { readonly id: string; readonly why: Refusal },
): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'refuse')
  await box.setSettled(tx, id, { as: 'declined', reason: why })
  if (move.parcelId !== null) await answerParcel(tx, move.parcelId, { said: 'declined', why })
  await tx.record('moves.declined', { object: id, personId: move.personId ?? undefined, detail: { why } })
}

/** Says that no handover is awaited: it has been seen to. */
export async function setInAside(tx: Write, id: string): Promise<void> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'set_aside')
  await box.setSettled(tx, id, { as: 'not_needed', reason: 'done_otherwise' })
  await tx.record('moves.set_aside', {
    object: id,
    personId: move.personId ?? undefined,
    detail: { why: 'done_otherwise' },
  })
}

/** Looks once more for whose number it is. Answers whether it is somebody known here by now. */
export async function matchMove(tx: Write, id: string): Promise<boolean> {
  tx.require('moves.work')
  const move = await locked(tx, id, 'match')
  if (move.number === null) throw new Refused('conflict', 'done_already')
  const personId = await personByNumber(tx, move.number)
  if (personId !== null) {
    await lookUp(tx, personId)
    await box.dropAwaitedOf(tx, personId)
    await box.setPerson(tx, id, personId)
  }
  await tx.record('moves.matched', {
    object: id,
    personId: personId ?? undefined,
    detail: { found: personId !== null },
  })
  return personId !== null
}

async function locked(tx: Write, id: string, verb: InVerb): Promise<MoveIn> {
  const move = await box.lockIn(tx, id)
  if (!mayDoIn(move.state, verb)) throw new Refused('conflict', 'done_already')
  return move
}
