import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonHeader } from '../../people/model.ts'
import { lockSupported } from '../cases/actions.ts'
import { caseOf, casePeriodsOf, seenBy, setCaseOwner } from '../cases/store.ts'
import { exitIn, requireSound, settleOwner } from './actions.ts'
import * as follow from './follow-store.ts'
import type { Exit, ExitInput } from './model.ts'
import { isFollowed, type Period } from './rules.ts'
import * as store from './store.ts'

/** `seen`: the wording one has read; another meanwhile is refused, so that nobody’s words are passed over. */
export type ExitCorrection = ExitInput & { readonly personId: string; readonly seen: string }

/**
 * Says of an exit what is right, also when they have been back since. The one before stays as it stood; what has not been asked yet moves
 * with the day.
 */
export async function correctExit(tx: Write, said: ExitCorrection): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, said.personId)
  const current = await exitSeen(tx, person, said.seen)
  requireSound(tx, said, await periodOf(tx, person, current))
  await store.endExit(tx, current.id)
  const exit = { ...current, ...exitIn(said), id: randomUUID() }
  await store.insertExit(tx, exit)
  await moveFollowUps(tx, person, { before: current, exit })
  await settleOwner(tx, person)
  await tx.record('exits.corrected', { object: current.exitId, personId: person.id, detail: { before: current.id } })
}

async function exitSeen(tx: Read, { id: root }: PersonHeader, seen: string): Promise<Exit> {
  const exits = await store.exitsOf(tx, root)
  const current = exits.find(({ id }) => id === seen)
  if (current !== undefined) return current
  throw (await store.wasExit(tx, { root, id: seen }))
    ? new Refused('conflict', 'exit_changed')
    : new Refused('not_found', 'exit')
}

/** The period that the exit ended, and when the case was opened again. */
async function periodOf(tx: Read, { id }: PersonHeader, { periodId, caseId }: Exit): Promise<Period> {
  const periods = (await casePeriodsOf(tx, id)).filter((each) => each.caseId === caseId)
  const index = periods.findIndex((each) => each.id === periodId)
  const period = periods[index]
  if (period === undefined) throw new Refused('not_found', 'exit')
  return { openedOn: period.openedOn, until: periods[index - 1]?.openedOn ?? null }
}

type Corrected = { readonly before: Exit; readonly exit: Exit }

/** Of one who was said to be dead, and is not, everything is asked that had not been called off already. */
async function moveFollowUps(tx: Write, person: PersonHeader, { before, exit }: Corrected): Promise<void> {
  if (!isFollowed(exit)) {
    await follow.callOff(tx, { root: person.id, exitId: exit.exitId })
    return
  }
  const isBack = !isFollowed(before)
  if (isBack) await follow.openAgain(tx, before)
  await follow.moveFollowUps(tx, exit)
  if (!isBack) return
  await follow.planFollowUps(tx, exit)
  await ownAgain(tx, person)
}

/** The case was let go of with the dead: whoever answered for it does again, or whoever corrects where they no longer see the person. */
async function ownAgain(tx: Write, { id }: PersonHeader): Promise<void> {
  const of = await caseOf(tx, id)
  if (of === null || of.ownerId !== null) return
  const last = await store.lastOwnerOf(tx, of.id)
  const sees = last !== null && (await seenBy(tx, { personIds: [id], accountId: last })).has(id)
  await setCaseOwner(tx, { caseId: of.id, personId: of.personId, accountId: sees ? last : tx.actor.accountId })
}
