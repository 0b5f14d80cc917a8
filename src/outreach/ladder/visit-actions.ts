import { colleagues } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import type { PersonId } from '../../people/model.ts'
import { endLettingsForVisit } from '../../sight/many-actions.ts'
import { letsIn, ownGrounds } from '../../sight/store.ts'
import { logContact } from '../contacts/actions.ts'
import type { ContactOutcome } from '../contacts/model.ts'
import { isOpen, lockStanding } from './standing-store.ts'
import type { Visit, VisitInput } from './visit-model.ts'
import { mayGo, timeProblems, visitProblems } from './visit-rules.ts'
import { letGoersIn } from './visit-sight-actions.ts'
import { closeVisit, insertVisit, openVisit, visitById } from './visit-store.ts'

export type PlannedVisit = VisitInput & {
  readonly personId: string
  /** What the two are to know beforehand: becomes a note on support, under the walls of notes. Empty for none. */
  readonly words: string
}

/** Tells a colleague what has become of a visit with them in it. Where such things are told of lies above this. */
export type TellOfVisit = (
  tx: Write,
  told: { readonly to: string; readonly visitId: string; readonly what: 'planned' | 'moved' | 'called_off' },
) => Promise<void>

/** Plans a visit to somebody's home, by two, who are let in for it where they need to be, and told. Answers with its id. */
export async function planVisit(tx: Write, visit: PlannedVisit, tell: TellOfVisit): Promise<string> {
  tx.require('outreach.log')
  const { person, standing } = await lockStanding(tx, visit.personId)
  const known = new Set((await colleagues(tx)).filter(mayGo).map(({ accountId }) => accountId))
  const problems = visitProblems(visit, { now: tx.now, colleagues: known })
  if (problems.length > 0) throw new Refused('invalid', 'visit', problems)
  if ((await openVisit(tx, person.id)) !== null) throw new Refused('conflict', 'visit_open')
  const step = standing.steps.find((each) => isOpen(each) && each.channel === 'home_visit')
  const lettings = await letGoersIn(tx, { personId: person.id, visit })
  const noteId = await noteOf(tx, visit)
  const id = await insertVisit(tx, { ...visit, personId: person.id, stepId: step?.id ?? null, noteId, lettings })
  const { announced, safety } = visit
  await tx.record('outreach.visit_planned', { object: id, personId: person.id, detail: { announced, safety } })
  await tellBoth(tx, visit, (to) => tell(tx, { to, visitId: id, what: 'planned' }))
  return id
}

/** One who goes and does it themself knows already. */
async function tellBoth(
  tx: Write,
  { firstBy, secondBy }: Pick<VisitInput, 'firstBy' | 'secondBy'>,
  tellOne: (to: string) => Promise<void>,
): Promise<void> {
  for (const to of [firstBy, secondBy]) if (to !== tx.actor.accountId) await tellOne(to)
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

/**
 * Moves a visit to another time, as another version of it. Who was let in for it stays so, as long as that lasts to the new day; further
 * ahead it takes one who lets in. Answers with the id of what is planned now.
 */
export async function moveVisit(
  tx: Write,
  moved: Which & Pick<VisitInput, 'visitAt' | 'announced'>,
  tell: TellOfVisit,
): Promise<string> {
  tx.require('outreach.log')
  const { person, visit } = await openVisitOf(tx, moved)
  const { visitAt, announced } = moved
  const problems = timeProblems(visitAt, tx.now)
  if (problems.length > 0) throw new Refused('invalid', 'visit', problems)
  if (Date.parse(visitAt) === Date.parse(visit.visitAt))
    throw new Refused('invalid', 'visit', [{ field: 'visitOn', code: 'visit_same_time' }])
  await closeVisit(tx, { visitId: visit.id, as: 'moved', contactId: null })
  const kept = (await letsInBeside(tx, person.id)) ? [] : visit.lettings
  if (kept.length === 0) await endLettingsForVisit(tx, visit.lettings)
  const lettings = [...kept, ...(await letGoersIn(tx, { personId: person.id, visit: { ...visit, visitAt } }))]
  const id = await insertVisit(tx, { ...visit, personId: person.id, visitAt, announced, lettings })
  await tx.record('outreach.visit_moved', { object: id, personId: person.id, detail: { from: visit.id, announced } })
  await tellBoth(tx, visit, (to) => tell(tx, { to, visitId: id, what: 'moved' }))
  return id
}

/** Whether the actor lets others in, and not because they were let in themself: that might be for this visit. */
async function letsInBeside(tx: Write, personId: PersonId): Promise<boolean> {
  if (!tx.may('sight.assign') || !(await letsIn(tx, personId))) return false
  return (await ownGrounds(tx, personId)).some(({ kind }) => kind === 'owner' || kind === 'team' || kind === 'role')
}

/** Calls a visit off; the step stays, for another day. Who was let in for it alone sees nothing of the young person afterwards. */
export async function cancelVisit(tx: Write, which: Which, tell: TellOfVisit): Promise<void> {
  tx.require('outreach.log')
  const { person, visit } = await openVisitOf(tx, which)
  await callOff(tx, visit, tell)
  await tx.record('outreach.visit_cancelled', { object: visit.id, personId: person.id })
  await endLettingsForVisit(tx, visit.lettings)
}

/** Closes it, and tells both. What calls this leaves the event, and ends who was let in for it: the actor may see nothing afterwards. */
export async function callOff(tx: Write, visit: Visit, tell: TellOfVisit): Promise<void> {
  tx.require('outreach.log')
  await closeVisit(tx, { visitId: visit.id, as: 'cancelled', contactId: null })
  await tellBoth(tx, visit, (to) => tell(tx, { to, visitId: visit.id, what: 'called_off' }))
}

async function openVisitOf(tx: Write, { personId, visitId }: Which) {
  const { person } = await lockStanding(tx, personId)
  const visit: Visit = await visitById(tx, { root: person.id, visitId })
  if (visit.closedAs !== null) throw new Refused('conflict', 'visit_closed')
  return { person, visit }
}
