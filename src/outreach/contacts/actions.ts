import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { dayIn } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson, personById } from '../../people/store.ts'
import { afterContact } from '../ladder/plan-actions.ts'
import { planSoon } from '../ladder/planning.ts'
import { holdLadder } from '../ladder/protocol-store.ts'
import type { ContactInput, NextContact, NextInput, StruckReason } from './model.ts'
import { contactProblems, fulfils, MOST_AT_ONCE, nextProblems, seenNext } from './rules.ts'
import * as store from './store.ts'

/** Opens somebody's contact log; that it was read stands in the trail. */
export async function openContacts(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('outreach.read')
  const person = await personById(tx, PersonId.parse(personId))
  await store.requireReach(tx, person)
  await tx.record('outreach.listed', { personId: person.id })
  return person
}

export type Logged = ContactInput & {
  readonly personId: string
  /** The day to try next; null leaves it to what stands. */
  readonly next: NextInput | null
  /** What was said: becomes a note on support, under the walls of notes. Empty for none. */
  readonly words: string
}

/**
 * Writes a contact down, and what follows from it: the step it did is done, and who was reached is off the ladder. A next day that had
 * come is done; a new one takes the place of what was decided. Answers with its id.
 */
export async function logContact(tx: Write, logged: Logged): Promise<string> {
  tx.require('outreach.log')
  const person = await personToFollow(tx, logged.personId)
  await requireSound(tx, logged, logged.next)
  const noteId = logged.words.trim() === '' ? null : await noteOf(tx, person.id, logged)
  const id = await store.insertContact(tx, { ...logged, personId: person.id, groupId: null, noteId })
  await settleNext(tx, person.id, logged, logged.next)
  await tx.record('outreach.contact_logged', { object: id, personId: person.id, detail: told(logged) })
  await afterContact(tx, [person.id])
  return id
}

async function noteOf(tx: Write, personId: PersonId, { happenedAt, words }: Logged): Promise<string> {
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId, topic: 'support', secrecy, happenedOn: dayIn(happenedAt), body: words })
}

/** The same contact with several, recorded once: in each one's log, tied together. Answers with how many. */
export async function logForMany(
  tx: Write,
  logged: ContactInput & { readonly personIds: readonly string[] },
): Promise<number> {
  tx.require('outreach.log')
  const ids = [...new Set(logged.personIds)].sort()
  if (ids.length === 0) throw new Refused('invalid', 'persons', [{ field: 'persons', code: 'nobody_chosen' }])
  if (ids.length > MOST_AT_ONCE) throw new Refused('invalid', 'persons', [{ field: 'persons', code: 'too_many' }])
  await requireSound(tx, logged, null)
  const groupId = randomUUID()
  const roots: PersonId[] = []
  for (const each of ids) {
    const person = await personToFollow(tx, each)
    roots.push(person.id)
    const id = await store.insertContact(tx, { ...logged, personId: person.id, groupId, noteId: null })
    await settleNext(tx, person.id, logged, null)
    const detail = { ...told(logged), group: groupId }
    await tx.record('outreach.contact_logged', { object: id, personId: person.id, detail })
  }
  await afterContact(tx, roots)
  return ids.length
}

/**
 * Says of a contact what is right. `seen` is the wording one has read: when somebody has written another meanwhile it is refused with
 * `conflict` (`contact_changed`).
 */
export async function correctContact(
  tx: Write,
  corrected: ContactInput & { readonly personId: string; readonly contactId: string; readonly seen: string },
): Promise<void> {
  tx.require('outreach.log')
  const person = await personToFollow(tx, corrected.personId)
  const current = await store.lockContact(tx, { root: person.id, contactId: corrected.contactId })
  if (current.struckAt !== null) throw new Refused('conflict', 'contact_struck')
  if (current.id !== corrected.seen) throw new Refused('conflict', 'contact_changed')
  await requireSound(tx, corrected, null)
  const wording = await store.insertWording(tx, current, corrected)
  await tx.record('outreach.contact_corrected', {
    object: corrected.contactId,
    personId: person.id,
    detail: { ...told(corrected), before: current.id, wording },
  })
  await afterContact(tx, [person.id])
  await planSoon(tx, [person.id])
}

/** Strikes out what never happened, or not with this person: it stays, and counts for nothing. */
export async function strikeContact(
  tx: Write,
  struck: { readonly personId: string; readonly contactId: string; readonly reason: StruckReason },
): Promise<void> {
  tx.require('outreach.log')
  const person = await personToLog(tx, struck.personId)
  const current = await store.lockContact(tx, { root: person.id, contactId: struck.contactId })
  if (current.struckAt !== null) throw new Refused('conflict', 'contact_struck')
  await store.strikeWording(tx, current, struck.reason)
  await tx.record('outreach.contact_struck', {
    object: struck.contactId,
    personId: person.id,
    detail: { reason: struck.reason, wording: current.id },
  })
  // Who was taken off the ladder by it was not reached after all.
  await planSoon(tx, [person.id])
}

/**
 * Decides when somebody is to try next, or with null that nobody need. `seen` are the days one has read (`seenNext`): when an answer has come
 * meanwhile, or a colleague has decided another day, it is refused with `conflict` (`next_changed`), or that would be lost.
 */
export async function setNext(
  tx: Write,
  set: { readonly personId: string; readonly next: NextInput | null; readonly seen?: string },
): Promise<void> {
  tx.require('outreach.log')
  const person = await personToLog(tx, set.personId)
  if (set.next !== null) requireNone(nextProblems(set.next.onDay, tx.today))
  const before = await store.nextOf(tx, person.id)
  if (set.seen !== undefined && set.seen !== seenNext(before))
    throw new Refused('conflict', 'next_changed', [{ field: 'nextOn', code: 'next_changed' }])
  for (const each of before) await store.closeNext(tx, each, set.next === null ? 'removed' : 'replaced')
  if (set.next !== null) await store.insertNext(tx, person.id, { ...set.next, takenUp: false })
  const detail = set.next === null ? {} : { onDay: set.next.onDay, channel: set.next.channel }
  await tx.record(set.next === null ? 'outreach.next_removed' : 'outreach.next_set', { personId: person.id, detail })
}

/**
 * Something has come up, and somebody is to go on with it today. What was to be done by today gives way; what is planned for a later day
 * stands.
 */
export async function takeUpToday(
  tx: Write,
  { personId, channel }: { readonly personId: PersonId; readonly channel: NextInput['channel'] },
): Promise<void> {
  tx.require('outreach.log')
  const person = await personToLog(tx, personId)
  const open = (await store.nextOf(tx, person.id)).filter(({ onDay }) => onDay <= tx.today)
  if (open.some((each) => each.channel === channel)) return
  for (const each of open) await store.closeNext(tx, each, 'replaced')
  await store.insertNext(tx, person.id, { onDay: tx.today, channel, takenUp: true })
  await tx.record('outreach.next_set', { personId: person.id, detail: { onDay: tx.today, channel } })
}

/** What was made on a day does what was to be done by then; another day takes the place of all that stand. */
async function settleNext(tx: Write, person: PersonId, made: ContactInput, next: NextInput | null): Promise<void> {
  const open = await store.nextOf(tx, person)
  const on = dayIn(made.happenedAt)
  for (const each of open) {
    const how = closing(each, on, next)
    if (how !== null) await store.closeNext(tx, each, how)
  }
  if (next !== null) await store.insertNext(tx, person, { ...next, takenUp: false })
}

function closing(open: NextContact, on: ReturnType<typeof dayIn>, next: NextInput | null): 'done' | 'replaced' | null {
  if (fulfils(open, on)) return 'done'
  return next === null ? null : 'replaced'
}

/** The same of one whose ladder will follow: planning is kept away first, for it waits for persons too. */
async function personToFollow(tx: Write, id: string): Promise<PersonHeader> {
  await holdLadder(tx)
  return personToLog(tx, id)
}

/** The person, when one follows their outreach. Who does not has nothing here to find. */
async function personToLog(tx: Write, id: string): Promise<PersonHeader> {
  const person = await lockPerson(tx, PersonId.parse(id))
  await store.requireReach(tx, person)
  return person
}

async function requireSound(tx: Read, input: ContactInput, next: NextInput | null): Promise<void> {
  const doneBy = input.doneBy ?? tx.actor.accountId
  const known = new Set((await colleagues(tx)).map(({ accountId }) => accountId))
  requireNone([
    ...contactProblems({ ...input, doneBy }, tx.now),
    ...(known.has(doneBy) ? [] : [{ field: 'doneBy', code: 'unknown_colleague' }]),
    ...(input.withBy === null || known.has(input.withBy) ? [] : [{ field: 'withBy', code: 'unknown_colleague' }]),
    ...(next === null ? [] : nextProblems(next.onDay, tx.today)),
  ])
}

function requireNone(problems: ReturnType<typeof contactProblems>): void {
  if (problems.length > 0) throw new Refused('invalid', 'contact', problems)
}

const told = ({ channel, through, direction, outcome }: ContactInput) => ({ channel, through, direction, outcome })
