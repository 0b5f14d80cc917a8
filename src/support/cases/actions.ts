import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { reachesNotes } from '../../notes/store.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson, personById } from '../../people/store.ts'
import { membersAmong } from '../../register/store.ts'
import { afterReopening, type Resumed } from '../exits/reopen-actions.ts'
import type { NewCase, SupportCase } from './model.ts'
import { handCases } from './owner-actions.ts'
import { openingProblems, reachesEverybody } from './rules.ts'
import * as store from './store.ts'

/** The person, for one who supports them; out of reach is not found. */
export async function personToSupport(tx: Read, id: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personById(tx, PersonId.parse(id))
  if (!(await store.reachesSupport(tx, person.id))) throw new Refused('not_found', 'person')
  return person
}

/** Whether the actor writes notes of the person: words of support are notes, and who does not is told before they write. */
export async function mayNote(tx: Read, person: PersonId): Promise<boolean> {
  return tx.may('notes.write') && (await reachesNotes(tx, person))
}

/**
 * Whether the actor writes notes of the person when the case is theirs. Whoever reaches everybody does so of those in the register, as the
 * owner there; nobody lets themselves in to the words of the others, and the pages lead to naming whoever is to work with them.
 */
export async function notesAsOwner(tx: Read, person: PersonId): Promise<boolean> {
  if (!reachesEverybody(tx.actor.role) || (await mayNote(tx, person))) return true
  if (!tx.may('notes.write') || !tx.may('register.assign_owner')) return false
  return (await membersAmong(tx, [person], tx.today)).length > 0
}

/** Locks the person, whose case is one thing: whoever writes what hangs on it begins here. */
export async function lockSupported(tx: Write, id: string): Promise<PersonHeader> {
  tx.require('support.work')
  const person = await lockPerson(tx, PersonId.parse(id))
  if (!(await store.reachesSupport(tx, person.id))) throw new Refused('not_found', 'person')
  return person
}

/** The same with the case, which must be open: nothing new is planned in one that is closed. */
export async function lockOpenCase(
  tx: Write,
  id: string,
): Promise<{ readonly person: PersonHeader; readonly of: SupportCase }> {
  tx.require('support.work')
  const person = await lockSupported(tx, id)
  const of = await store.caseOf(tx, person.id)
  if (of === null || of.closedOn !== null) throw new Refused('conflict', 'no_open_case')
  return { person, of }
}

/** `resumed`: what goes on again of a case that was closed by mistake. */
type Opened = { readonly caseId: string; readonly resumed: Resumed | null }

/** Opens a case, or opens it again after it was closed. */
export async function openCase(tx: Write, made: NewCase): Promise<Opened> {
  tx.require('support.work')
  const person = await lockSupported(tx, made.personId)
  const before = await store.caseOf(tx, person.id)
  if (before !== null && before.closedOn === null) throw new Refused('conflict', 'case_open_already')
  const lastClosedOn = before?.closedOn ?? null
  const reopenReason = before === null ? null : (made.reopenReason ?? null)
  const problems = openingProblems({ openedOn: made.openedOn, lastClosedOn, reopenReason }, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'case', problems)
  const caseId = before?.id ?? (await store.insertCase(tx, person.id))
  const personId = before?.personId ?? person.id
  const { setting, origin, openedOn } = made
  await store.insertPeriod(tx, { caseId, personId, setting, origin, openedOn, reopenReason })
  await handCases(tx, await store.lockOpenCases(tx, [caseId]), made.ownerId)
  const resumed =
    before !== null && reopenReason !== null
      ? await afterReopening(tx, { of: before, rootId: person.id, reason: reopenReason })
      : null
  const detail = { setting, origin, openedOn, reopenReason }
  await tx.record('cases.opened', { object: caseId, personId: person.id, detail })
  return { caseId, resumed }
}

/**
 * Gives the case to somebody else, or takes it over. `seen` is who answered for it when the form was shown: when somebody has given it
 * away meanwhile, that is shown first.
 */
export async function changeOwner(
  tx: Write,
  changed: { readonly personId: string; readonly seen: string; readonly accountId: string },
): Promise<void> {
  tx.require('support.work')
  const { of } = await lockOpenCase(tx, changed.personId)
  if (changed.seen !== (of.ownerId ?? '') && of.ownerId !== changed.accountId)
    throw new Refused('conflict', 'owner', [{ field: 'owner', code: 'owner_meanwhile' }])
  await handCases(tx, await store.lockOpenCases(tx, [of.id]), changed.accountId)
}

/** Opens the page of somebody's case; that it was read stands in the trail. */
export async function readCase(tx: Write, id: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, id)
  await tx.record('cases.case_read', { personId: person.id })
  return person
}

/** Whether the actor still supports the person: who gives a case away may not, and is led elsewhere. */
export async function stillSupports(tx: Read, id: string): Promise<boolean> {
  return store.reachesSupport(tx, PersonId.parse(id))
}
