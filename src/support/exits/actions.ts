import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import { daysBetween } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import type { PersonHeader } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { endActivities } from '../activities/closing-actions.ts'
import { lockSupported, personToSupport } from '../cases/actions.ts'
import { type Ended, keepEnded } from '../cases/closing-store.ts'
import { endWithCase } from '../cases/ending.ts'
import type { SupportCase } from '../cases/model.ts'
import { letGoOfCase } from '../cases/owner-actions.ts'
import { caseOf, closePeriod } from '../cases/store.ts'
import { cancelMeeting } from '../meetings/actions.ts'
import { meetingsOf } from '../meetings/store.ts'
import { endReviews } from '../plan/review-actions.ts'
import * as follow from './follow-store.ts'
import type { ExitInput, FollowUp, Heard } from './model.ts'
import { exitProblems, isFollowed, isNoSupport, type Period, twinOf } from './rules.ts'
import * as store from './store.ts'

/** Opens what a young person left to, and how it went afterwards; that it was read stands in the trail. */
export async function openExit(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('exits.listed', { personId: person.id })
  return person
}

/** `cancel`: the planned meetings that are not to be, by the wording one has read. */
export type NewExit = ExitInput & { readonly personId: string; readonly cancel?: readonly string[] }

/**
 * Says what a period of support led to, and closes it where it is open: with what goes on in it, the activities and their places in groups,
 * the review of the plan that is due, and the meetings that are not to be. How far a goal was reached is for somebody to say, also afterwards. The owner stays until nobody is asked any longer. Answers with the exit's id.
 */
export async function recordExit(tx: Write, said: NewExit): Promise<string> {
  tx.require('support.work')
  const person = await lockSupported(tx, said.personId)
  const of = await caseOf(tx, person.id)
  if (of === null) throw new Refused('conflict', 'no_case')
  // There was no support to leave: nobody is asked about it afterwards.
  if (isNoSupport(of)) throw new Refused('conflict', 'opened_by_mistake')
  if ((await store.exitOfPeriod(tx, of.periodId)) !== null) throw new Refused('conflict', 'exit_recorded')
  requireSound(tx, said, { openedOn: of.openedOn, closedOn: of.closedOn })
  const ended = of.closedOn === null ? await endWhatGoesOn(tx, { person, of, said }) : []
  // Whoever left before, came back and leaves again is asked about this time.
  const asked = await follow.callOff(tx, { root: person.id, exitId: null })
  const id = randomUUID()
  const exit = { ...exitIn(said), id, exitId: id, periodId: of.periodId, caseId: of.id, personId: of.personId }
  await store.insertExit(tx, exit)
  if (of.closedOn === null) {
    const alike = asked.map((each) => ({ kind: 'follow_up' as const, stoodId: each, leftId: each }))
    await closePeriod(tx, { ...exit, closedOn: exit.exitedOn, reason: exit.outcome })
    await keepEnded(tx, of, [...ended, ...alike])
  }
  if (isFollowed(exit)) await follow.planFollowUps(tx, exit)
  await settleOwner(tx, person)
  const { outcome, kind, nextStep, backedBy } = exit
  await tx.record('exits.recorded', { object: id, personId: person.id, detail: { outcome, kind, nextStep, backedBy } })
  return id
}

type Leaving = { readonly person: PersonHeader; readonly of: SupportCase; readonly said: NewExit }

/** While the case is open still: what belongs to it ends with it. Answers with what was ended. */
async function endWhatGoesOn(tx: Write, { person, of, said }: Leaving): Promise<readonly Ended[]> {
  const planned = (await meetingsOf(tx, person.id)).filter(({ state }) => state === 'planned')
  const meetings: Ended[] = []
  for (const seen of said.cancel ?? []) {
    const meeting = planned.find(({ id }) => id === seen)
    if (meeting === undefined) throw new Refused('conflict', 'meeting_changed')
    const leftId = await cancelMeeting(tx, { personId: person.id, meetingId: meeting.meetingId, seen })
    meetings.push({ kind: 'meeting', stoodId: seen, leftId })
  }
  return [
    ...meetings,
    ...(await endReviews(tx, { caseId: of.id, rootId: person.id })),
    ...(await endActivities(tx, { caseId: of.id, rootId: person.id, closedOn: said.exitedOn })),
    ...(await endWithCase(tx, of, said.exitedOn)),
  ]
}

/** Refuses an exit that is not sound in its period. */
export function requireSound(tx: Read, said: ExitInput, period: Period): void {
  const problems = exitProblems(said, { ...period, today: tx.today })
  if (problems.length > 0) throw new Refused('invalid', 'exit', problems)
}

/** What is said of an exit, and nothing else of what came with it. */
export const exitIn = ({ exitedOn, outcome, kind, place, nextStep, nextOn, backedBy }: ExitInput): ExitInput => ({
  ...{ exitedOn, outcome, kind, place, nextStep, nextOn, backedBy },
})

/** What somebody said on the telephone, or that nobody got hold of them. */
export type Logged = { readonly personId: string; readonly followUpId: string; readonly answer: Heard }

/** A call comes as much before the day as this. */
const DAYS_BEFORE = 7

/**
 * Writes down a call of follow-up. Who does not answer is asked all the same: by text on the day, and called again. An answer may come after
 * it was given up; an answer is never written over.
 */
export async function logFollowUp(tx: Write, { personId, followUpId, answer }: Logged): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const found = await follow.lockFollowUp(tx, { root: person.id, id: followUpId })
  if (found === null) throw new Refused('not_found', 'follow_up')
  requireAsked(tx, found)
  if (answer === 'not_reached') {
    if (found.closedAs === 'not_reached') throw new Refused('conflict', 'given_up_already')
    await follow.saveCall(tx, found.id)
  } else await answerWith(tx, found, { answer, how: 'call' })
  await settleOwner(tx, person)
  await tx.record('exits.follow_up_logged', {
    ...{ object: found.id, personId: person.id },
    detail: { wave: found.wave, reached: answer !== 'not_reached' },
  })
}

function requireAsked(tx: Read, { closedAs, dueOn: due }: FollowUp): void {
  if (closedAs === 'answered') throw new Refused('conflict', 'answered_already')
  if (closedAs === 'called_off') throw new Refused('conflict', 'called_off_already')
  if (closedAs === 'backdated') throw new Refused('conflict', 'never_asked')
  if (daysBetween(tx.today, due) > DAYS_BEFORE) throw new Refused('conflict', 'not_due')
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
  const n = (await follow.callOff(tx, { root: person.id, exitId: null })).length
  if (n === 0) throw new Refused('conflict', 'nothing_left')
  await settleOwner(tx, person)
  await tx.record('exits.follow_ups_called_off', { personId: person.id, detail: { n } })
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
  if (left.length === 0) await letGoOfCase(tx, found.id)
}
