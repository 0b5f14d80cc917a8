import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { writeNote } from '../notes/actions.ts'
import { secrecyToBegin } from '../notes/store.ts'
import type { PersonHeader } from '../people/model.ts'
import { lockSupported, personToSupport } from '../support/cases/actions.ts'
import type { HandoverEnd, HandoverInput, Said, Standing } from './model.ts'
import { ageingBorn, handoverProblems, watchedDays } from './rules.ts'
import * as store from './store.ts'

/** Opens one young person's transitions; that they were read stands in the trail. */
export async function openTransitions(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('transitions.listed', { personId: person.id })
  return person
}

/** As many as one page shows of each list. */
export const MOST = 100

export type Watching = {
  readonly bySchool: readonly store.PerSchool[]
  readonly rows: readonly store.Watch[]
}

/** Opens the watch over those who were admitted: how many stand where, and who they are that stand so. */
export async function openWatch(
  tx: Write,
  of: { readonly standing: Standing; readonly page: number },
): Promise<Watching> {
  tx.require('transitions.see')
  const within = { ...watchedDays(tx.today), today: tx.today }
  const rows = await store.watched(tx, { ...within, standing: of.standing, limit: MOST, offset: (of.page - 1) * MOST })
  const bySchool = await store.watchedBySchool(tx, within)
  await tx.record('transitions.watched', { detail: { rows: rows.length } })
  return { bySchool, rows }
}

/** Opens who turns twenty, and what is planned for them. */
export async function openAgeing(tx: Write) {
  tx.require('transitions.see')
  const rows = await store.ageing(tx, { born: ageingBorn(tx.today), limit: MOST })
  await tx.record('transitions.ageing_listed', { detail: { rows: rows.length } })
  return rows
}

/** Opens the handovers that nobody has answered. */
export async function openWaiting(tx: Write) {
  tx.require('transitions.see')
  const rows = await store.waitingHandovers(tx, MOST)
  await tx.record('transitions.waiting_listed', { detail: { rows: rows.length } })
  return rows
}

/** What is watched of one: the admission that counts, or nothing. */
export const admission = (tx: Read, { id }: PersonHeader) =>
  store.admissionOf(tx, id, { ...watchedDays(tx.today), today: tx.today })

/**
 * Says of one who was admitted whether they have come. `startsOn`: the day one has read; when the school has said another meanwhile it is
 * refused, for it is not the same arrival.
 */
export async function recordArrival(
  tx: Write,
  of: { readonly personId: string; readonly startsOn: PlainDate; readonly said: Said },
): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, of.personId)
  const found = await admission(tx, person)
  if (found === null || found.startsOn !== of.startsOn) throw new Refused('conflict', 'admission_changed')
  if (of.said === 'arrived' && of.startsOn > tx.today) throw new Refused('conflict', 'not_begun')
  const { startsOn, said } = of
  const id = await store.saveArrival(tx, { personId: person.id, startsOn, said })
  await tx.record('transitions.arrival_said', { object: id, personId: person.id, detail: { startsOn, said } })
}

/**
 * Hands over to the next school or organisation. What is needed stands in codes; what else is said becomes a note. To another secrecy domain
 * it goes by a share or a referral: this says that it was done, and waits for the receiver's word.
 */
export async function handOver(
  tx: Write,
  made: HandoverInput & { readonly personId: string; readonly words: string },
): Promise<string> {
  tx.require('support.work')
  const person = await lockSupported(tx, made.personId)
  const problems = handoverProblems(made, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'handover', problems)
  const noteId = made.words.trim() === '' ? null : await noteOf(tx, person, made)
  const id = await store.insertHandover(tx, { ...made, personId: person.id, noteId })
  const { kind, receiver, consent } = made
  await tx.record('transitions.handed_over', { object: id, personId: person.id, detail: { kind, receiver, consent } })
  return id
}

async function noteOf(tx: Write, { id }: PersonHeader, { onDay, words }: HandoverInput & { readonly words: string }) {
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId: id, topic: 'support', secrecy, happenedOn: onDay, body: words })
}

/** Writes down what the receiver has said, or that it was taken back. Once said it stands. */
export async function endHandover(
  tx: Write,
  of: { readonly personId: string; readonly handoverId: string; readonly as: HandoverEnd },
): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, of.personId)
  const found = await store.lockHandover(tx, { root: person.id, id: of.handoverId })
  if (found === null) throw new Refused('not_found', 'handover')
  if (found.endedAs !== null) throw new Refused('conflict', 'answered_already')
  await store.endHandover(tx, { id: found.id, as: of.as, on: tx.today })
  await tx.record('transitions.answered', { object: found.id, personId: person.id, detail: { as: of.as } })
}
