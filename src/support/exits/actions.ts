import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonHeader } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { lockSupported, personToSupport } from '../cases/actions.ts'
import { caseOf, endCaseOwner } from '../cases/store.ts'
import * as follow from './follow-store.ts'
import { type Exit, type ExitInput, type FollowUp, type Heard, WAVES } from './model.ts'
import { dueOn, exitProblems, isFollowed, twinOf } from './rules.ts'
import * as store from './store.ts'

/** Opens what a young person left to, and how it went afterwards; that it was read stands in the trail. */
export async function openExit(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('exits.listed', { personId: person.id })
  return person
}

/**
 * Says what a period of support led to, and closes it where it is open. The owner stays until nobody is asked any longer. Answers with the
 * exit's id.
 */
export async function recordExit(tx: Write, said: ExitInput & { readonly personId: string }): Promise<string> {
  tx.require('support.work')
  const person = await lockSupported(tx, said.personId)
  const of = await caseOf(tx, person.id)
  if (of === null) throw new Refused('conflict', 'no_case')
  if ((await store.exitOfPeriod(tx, of.periodId)) !== null) throw new Refused('conflict', 'exit_recorded')
  requireSound(tx, said, of.openedOn)
  const id = randomUUID()
  const exit = { ...exitIn(said), id, exitId: id, periodId: of.periodId, caseId: of.id, personId: of.personId }
  await store.insertExit(tx, exit)
  if (of.closedOn === null) await store.closePeriod(tx, exit)
  if (isFollowed(exit))
    for (const wave of WAVES) await follow.insertFollowUp(tx, { ...exit, wave, dueOn: dueOn(exit.exitedOn, wave) })
  await settleOwner(tx, person)
  const { outcome, kind, nextStep, backedBy } = exit
  await tx.record('exits.recorded', { object: id, personId: person.id, detail: { outcome, kind, nextStep, backedBy } })
  return id
}

/** `seen`: the wording one has read; another meanwhile is refused, so that nobody's words are passed over. */
export type ExitCorrection = ExitInput & { readonly personId: string; readonly seen: string }

/** Says of the last exit what is right. The one before stays as it stood; what has not been asked yet moves with the day. */
export async function correctExit(tx: Write, said: ExitCorrection): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, said.personId)
  const of = await caseOf(tx, person.id)
  const current = of === null ? null : await store.exitOfPeriod(tx, of.periodId)
  if (of === null || current === null) throw new Refused('not_found', 'exit')
  if (current.id !== said.seen) throw new Refused('conflict', 'exit_changed')
  requireSound(tx, said, of.openedOn)
  await store.endExit(tx, current.id)
  const exit = { ...current, ...exitIn(said), id: randomUUID() }
  await store.insertExit(tx, exit)
  for (const wave of WAVES)
    await follow.moveFollowUp(tx, { exitId: exit.exitId, wave, dueOn: dueOn(exit.exitedOn, wave) })
  if (!isFollowed(exit)) await closeAll(tx, person, exit.exitId)
  await settleOwner(tx, person)
  await tx.record('exits.corrected', { object: current.exitId, personId: person.id, detail: { before: current.id } })
}

function requireSound(tx: Read, said: ExitInput, openedOn: Exit['exitedOn']): void {
  const problems = exitProblems(said, { openedOn, today: tx.today })
  if (problems.length > 0) throw new Refused('invalid', 'exit', problems)
}

const exitIn = ({ exitedOn, outcome, kind, place, nextStep, nextOn, backedBy }: ExitInput): ExitInput => ({
  ...{ exitedOn, outcome, kind, place, nextStep, nextOn, backedBy },
})

/** What somebody said on the telephone, or that nobody got hold of them. */
export type Logged = { readonly personId: string; readonly followUpId: string; readonly answer: Heard }

/** A call comes as much before the day as this. */
const DAYS_BEFORE = 7

/** Writes down a call of follow-up. An answer may come after it was given up; an answer is never written over. */
export async function logFollowUp(tx: Write, { personId, followUpId, answer }: Logged): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const found = await follow.lockFollowUp(tx, { root: person.id, id: followUpId })
  if (found === null) throw new Refused('not_found', 'follow_up')
  if (found.closedAs === 'answered') throw new Refused('conflict', 'answered_already')
  if (found.closedAs === 'called_off') throw new Refused('conflict', 'called_off_already')
  if (Date.parse(found.dueOn) - Date.parse(tx.today) > DAYS_BEFORE * 86_400_000)
    throw new Refused('conflict', 'not_due')
  if (answer === 'not_reached') {
    if (found.closedAs === 'not_reached') throw new Refused('conflict', 'given_up_already')
    await follow.closeFollowUp(tx, found.id, 'not_reached')
  } else await answerWith(tx, found, { answer, how: 'call' })
  await settleOwner(tx, person)
  await tx.record('exits.follow_up_logged', {
    ...{ object: found.id, personId: person.id },
    detail: { wave: found.wave, reached: answer !== 'not_reached' },
  })
}

/** An answer, and the same for the wave beside it. Called by what has asked for permission and leaves the event. */
export async function answerWith(tx: Write, { id, exitId, wave }: FollowUp, said: follow.Answered): Promise<void> {
  await follow.saveAnswer(tx, id, said)
  const twin = twinOf(wave)
  if (twin !== null) await follow.saveSame(tx, { exitId, wave: twin, answer: said.answer })
}

/** Nobody is asked any longer: they have said so, or there is no reason to. Those who were to be asked stay counted. */
export async function callOffFollowUps(tx: Write, personId: string): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const n = await closeAll(tx, person, null)
  if (n === 0) throw new Refused('conflict', 'nothing_left')
  await settleOwner(tx, person)
  await tx.record('exits.follow_ups_called_off', { personId: person.id, detail: { n } })
}

async function closeAll(tx: Write, { id }: PersonHeader, exitId: string | null): Promise<number> {
  const open = (await follow.followUpsOf(tx, id)).filter(
    (each) => each.closedAs === null && (exitId === null || each.exitId === exitId),
  )
  for (const each of open) await follow.closeFollowUp(tx, each.id, 'called_off')
  return open.length
}

/**
 * Lets go of a case that is closed when nobody is to be asked any longer: until then its last owner follows up. Called by what has asked for
 * permission and leaves the event.
 */
export async function settleOwner(tx: Write, of: Pick<PersonHeader, 'id'>): Promise<void> {
  // What is followed up lies under the number it came by, which may since be another's.
  const { id } = await personById(tx, of.id)
  const found = await caseOf(tx, id)
  if (found === null || found.closedOn === null || found.ownerId === null) return
  const left = (await follow.followUpsOf(tx, id)).filter(({ closedAs }) => closedAs === null)
  if (left.length === 0) await endCaseOwner(tx, found.id)
}
