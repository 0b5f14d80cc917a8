import { colleagues } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import { logContact } from '../contacts/actions.ts'
import type { ContactOutcome } from '../contacts/model.ts'
import { isOpen, lockStanding } from './standing-store.ts'
import type { Visit, VisitInput } from './visit-model.ts'
import { visitProblems } from './visit-rules.ts'
import { closeVisit, insertVisit, openVisit, visitById } from './visit-store.ts'

export type PlannedVisit = VisitInput & {
  readonly personId: string
  /** What the two are to know beforehand: becomes a note on support, under the walls of notes. Empty for none. */
  readonly words: string
}

/** Tells a colleague that there is a visit with them in it. Where such things are told of lies above this. */
export type TellOfVisit = (tx: Write, told: { readonly to: string; readonly visitId: string }) => Promise<void>

/** Plans a visit to somebody's home, by two, who are told. Answers with its id. */
export async function planVisit(tx: Write, visit: PlannedVisit, tell: TellOfVisit): Promise<string> {
  tx.require('outreach.log')
  const { person, standing } = await lockStanding(tx, visit.personId)
  const known = new Set((await colleagues(tx)).filter(({ current }) => current).map(({ accountId }) => accountId))
  const problems = visitProblems(visit, { now: tx.now, colleagues: known })
  if (problems.length > 0) throw new Refused('invalid', 'visit', problems)
  if ((await openVisit(tx, person.id)) !== null) throw new Refused('conflict', 'visit_open')
  const step = standing.steps.find((each) => isOpen(each) && each.channel === 'home_visit')
  const noteId = await noteOf(tx, visit)
  const id = await insertVisit(tx, { ...visit, personId: person.id, stepId: step?.id ?? null, noteId })
  const { announced, safety } = visit
  await tx.record('outreach.visit_planned', { object: id, personId: person.id, detail: { announced, safety } })
  for (const to of [visit.firstBy, visit.secondBy]) if (to !== tx.actor.accountId) await tell(tx, { to, visitId: id })
  return id
}

async function noteOf(tx: Write, { personId, words }: PlannedVisit): Promise<string | null> {
  if (words.trim() === '') return null
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId, topic: 'support', secrecy, happenedOn: tx.today, body: words })
}

type Which = { readonly personId: string; readonly visitId: string }

/** What came of a visit: a contact in the log with both who went, and the step it was for is done. */
export async function logVisit(
  tx: Write,
  done: Which & { readonly outcome: ContactOutcome; readonly minutes: number | null },
): Promise<void> {
  tx.require('outreach.log')
  const { person, visit } = await openVisitOf(tx, done)
  if (visit.visitAt > tx.now) throw new Refused('conflict', 'visit_ahead')
  const contactId = await logContact(tx, {
    ...{ channel: 'home_visit', through: 'self', direction: 'out', outcome: done.outcome, minutes: done.minutes },
    ...{ personId: person.id, happenedAt: visit.visitAt, doneBy: visit.firstBy, withBy: visit.secondBy },
    ...{ next: null, words: '' },
  })
  await closeVisit(tx, { visitId: visit.id, as: 'done', contactId })
  await tx.record('outreach.visit_done', { object: visit.id, personId: person.id, detail: { outcome: done.outcome } })
}

/** Calls a visit off; the step stays, for another day. */
export async function cancelVisit(tx: Write, which: Which): Promise<void> {
  tx.require('outreach.log')
  const { person, visit } = await openVisitOf(tx, which)
  await closeVisit(tx, { visitId: visit.id, as: 'cancelled', contactId: null })
  await tx.record('outreach.visit_cancelled', { object: visit.id, personId: person.id })
}

async function openVisitOf(tx: Write, { personId, visitId }: Which) {
  const { person } = await lockStanding(tx, personId)
  const visit: Visit = await visitById(tx, { root: person.id, visitId })
  if (visit.closedAs !== null) throw new Refused('conflict', 'visit_closed')
  return { person, visit }
}
