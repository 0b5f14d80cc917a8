import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson, personById } from '../../people/store.ts'
import type { NewCase, SupportCase } from './model.ts'
import { openingProblems } from './rules.ts'
import * as store from './store.ts'

/** The person, for one who supports them; out of reach is not found. */
export async function personToSupport(tx: Read, id: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personById(tx, PersonId.parse(id))
  if (!(await store.reachesSupport(tx, person.id))) throw new Refused('not_found', 'person')
  return person
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

/** Opens a case, or opens it again after it was closed. */
export async function openCase(tx: Write, made: NewCase): Promise<string> {
  tx.require('support.work')
  const person = await lockSupported(tx, made.personId)
  const before = await store.caseOf(tx, person.id)
  if (before !== null && before.closedOn === null) throw new Refused('conflict', 'case_open_already')
  const problems = openingProblems({ ...made, lastClosedOn: before?.closedOn ?? null }, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'case', problems)
  const caseId = before?.id ?? (await store.insertCase(tx, person.id))
  const personId = before?.personId ?? person.id
  const { setting, origin, openedOn } = made
  await store.insertPeriod(tx, { caseId, personId, setting, origin, openedOn })
  await store.setCaseOwner(tx, { caseId, personId, accountId: made.ownerId })
  await tx.record('cases.opened', { object: caseId, personId: person.id, detail: { setting, origin, openedOn } })
  return caseId
}
