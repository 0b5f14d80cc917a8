import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { writeNote } from '../notes/actions.ts'
import { reachesNotes, secrecyToBegin } from '../notes/store.ts'
import type { PersonHeader } from '../people/model.ts'
import { watchOf } from '../register/arrival-sql.ts'
import { isLasting, shareState } from '../sharing/rules.ts'
import { sharesOf } from '../sharing/store.ts'
import { letIn } from '../sight/actions.ts'
import { endAssignment, letsIn } from '../sight/store.ts'
import { lockSupported, personToSupport } from '../support/cases/actions.ts'
import { mayAnswerFor, reachesEverybody } from '../support/cases/rules.ts'
import { seenBy } from '../support/cases/store.ts'
import type { Handover, HandoverEnd, HandoverInput, Said, Standing } from './model.ts'
import { ageingBorn, handoverProblems, mayAnswer, ON_PAGE } from './rules.ts'
import * as store from './store.ts'

/** Opens one young person's transitions; that they were read stands in the trail. */
export async function openTransitions(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('transitions.listed', { personId: person.id })
  return person
}

/** Opens the watch over those who were admitted: how many stand where, and who they are that stand so. */
export async function openWatch(
  tx: Write,
  of: { readonly standing: Standing; readonly page: number },
): Promise<store.Watching> {
  tx.require('transitions.see')
  const found = await store.watched(tx, { ...watchOf(tx), standing: of.standing, ...pageOf(of.page) })
  await tx.record('transitions.watched', { detail: { rows: found.rows.length } })
  return found
}

/** Opens who turns twenty, and what is planned for them: a page of it. */
export async function openAgeing(tx: Write, page: number) {
  tx.require('transitions.see')
  const rows = await store.ageing(tx, { born: ageingBorn(tx.today), ...pageOf(page) })
  await tx.record('transitions.ageing_listed', { detail: { rows: rows.length } })
  return rows
}

/** Opens the handovers that nobody has answered: a page of them. */
export async function openWaiting(tx: Write, page: number) {
  tx.require('transitions.see')
  const rows = await store.waitingHandovers(tx, pageOf(page))
  await tx.record('transitions.waiting_listed', { detail: { rows: rows.length } })
  return rows
}

const pageOf = (page: number) => ({ limit: ON_PAGE, offset: (page - 1) * ON_PAGE })

/** What is watched of one: the admission that counts, or nothing. */
export const admission = (tx: Read, { id }: PersonHeader) => store.admissionOf(tx, id, watchOf(tx))

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
 * it goes by a share or a referral: this says that it was done, and waits for the receiver's word. A colleague it goes to sees the young person.
 */
export async function handOver(
  tx: Write,
  made: HandoverInput & { readonly personId: string; readonly words: string },
): Promise<string> {
  tx.require('support.work')
  const person = await lockSupported(tx, made.personId)
  const hasWords = made.words.trim() !== ''
  const problems = [
    ...handoverProblems(made, tx.today),
    ...(made.consent === 'shared' && !(await isShared(tx, person))
      ? [{ field: 'consent', code: 'share_missing' }]
      : []),
    ...(hasWords && !(await mayNote(tx, person)) ? [{ field: 'words', code: 'words_not_kept' }] : []),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'handover', problems)
  const assignmentId = made.toAccount === null ? null : await letReceiverIn(tx, person, made.toAccount)
  const noteId = hasWords ? await noteOf(tx, person, made) : null
  const id = await store.insertHandover(tx, { ...made, personId: person.id, noteId, assignmentId })
  const { kind, receiver, consent } = made
  await tx.record('transitions.handed_over', { object: id, personId: person.id, detail: { kind, receiver, consent } })
  return id
}

/** Whether something of the person is shared with another domain, or asked to be. */
const isShared = async (tx: Read, { id }: PersonHeader) =>
  (await sharesOf(tx, id)).some((each) => isLasting(shareState(each, tx.now)))

/** Whether the actor may write a note of the person: who only leads the work, or reaches everybody, may not. */
export const mayNote = async (tx: Read, { id }: PersonHeader): Promise<boolean> =>
  tx.may('notes.write') && tx.actor.assurance >= 2 && (await reachesNotes(tx, id))

async function noteOf(tx: Write, { id }: PersonHeader, { onDay, words }: HandoverInput & { readonly words: string }) {
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId: id, topic: 'support', secrecy, happenedOn: onDay, body: words })
}

/** What is written where somebody is let in to receive, and for how long: whoever goes on gets a case of their own. */
const WHY = 'Tar emot en överlämning'
const RECEIVES_DAYS = 28

/**
 * A handover to a colleague who does not see the young person leads nowhere: they are let in, or it is refused. Answers with the letting-in;
 * null where they see them already.
 */
async function letReceiverIn(tx: Write, person: PersonHeader, accountId: string): Promise<string | null> {
  const isProtected = person.protection !== 'none'
  const [to, ...more] = (await colleagues(tx)).filter(
    (each) => each.accountId === accountId && mayAnswerFor(each, isProtected),
  )
  if (to === undefined) throw refusedReceiver('unknown_colleague')
  const sees = (await seenBy(tx, { personIds: [person.id], accountId })).has(person.id)
  if (sees || [to, ...more].some(({ role }) => reachesEverybody(role))) return null
  if (!tx.may('sight.assign') || !(await letsIn(tx, person.id))) throw refusedReceiver('receiver_out_of_reach')
  const until = endOf(addDays(tx.today, RECEIVES_DAYS))
  return letIn(tx, { personId: person.id, membershipId: to.membershipId, teamId: null, reason: WHY, until })
}

const refusedReceiver = (code: string) => new Refused('invalid', 'handover', [{ field: 'toAccount', code }])

type Answered = { readonly personId: string; readonly handoverId: string }

/**
 * Writes down what the receiver has said, or that it was taken back. A colleague it goes to says so for themself. Where it comes to nothing,
 * the letting-in that came with it ends: whoever does not go on sees the young person no longer by it.
 */
export async function endHandover(tx: Write, of: Answered & { readonly as: HandoverEnd }): Promise<void> {
  tx.require('support.work')
  const { person, found } = await lockHandover(tx, of)
  if (found.endedAs !== null) throw new Refused('conflict', 'answered_already')
  requireAnswering(tx, found, of.as)
  await store.endHandover(tx, { id: found.id, as: of.as, on: tx.today })
  await tx.record('transitions.answered', { object: found.id, personId: person.id, detail: { as: of.as } })
  if (of.as !== 'received' && found.assignmentId !== null) await letReceiverGo(tx, person, found.assignmentId)
}

/** Whoever was let in ends it for themself; so does whoever lets in. Of anybody else it runs out by itself. */
async function letReceiverGo(tx: Write, { id: personId }: PersonHeader, assignmentId: string): Promise<void> {
  const ended = await endAssignment(tx, assignmentId)
  if (ended !== null) await tx.record('sight.letting_in_ended', { object: assignmentId, personId })
}

/** The answer was written wrong: the handover waits for one again. What was written stays as it stood. */
export async function reopenHandover(tx: Write, of: Answered): Promise<void> {
  tx.require('support.work')
  const { person, found } = await lockHandover(tx, of)
  if (found.endedAs === null) throw new Refused('conflict', 'not_answered')
  requireAnswering(tx, found, found.endedAs)
  const assignmentId =
    found.toAccount === null || found.endedAs === 'received'
      ? found.assignmentId
      : await letReceiverIn(tx, person, found.toAccount)
  await store.insertHandover(tx, { ...found, assignmentId })
  const detail = { before: found.endedAs }
  await tx.record('transitions.answer_corrected', { object: found.id, personId: person.id, detail })
}

function requireAnswering(tx: Read, found: Handover, as: HandoverEnd): void {
  const who = { account: tx.actor.accountId, mayReallocate: tx.may('support.reallocate') }
  if (!mayAnswer(found, as, who)) throw new Refused('conflict', 'answer_of_another')
}

async function lockHandover(tx: Write, { personId, handoverId }: Answered) {
  const person = await lockSupported(tx, personId)
  const found = await store.lockHandover(tx, { root: person.id, id: handoverId })
  if (found === null) throw new Refused('not_found', 'handover')
  return { person, found }
}
