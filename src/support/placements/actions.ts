import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import { canTakeText } from '../../outreach/messages/sending-rules.ts'
import type { PersonHeader, PersonId } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import { namingProblems } from '../cases/named.ts'
import { lockOffer, moveSeat, supervisorById, takeSeat } from './employer-store.ts'
import type { Ending, NewPlacement, Placement, Step, StepInput, StepOutcome, TermsInput } from './model.ts'
import {
  endingProblems,
  fillingProblems,
  firstDays,
  hasRoom,
  MOST_ACCOMPANIED,
  movedDays,
  stepProblems,
  termsProblems,
} from './rules.ts'
import * as store from './store.ts'

/** Opens somebody's placements; that they were read stands in the trail. */
export async function openPlacements(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('placements.listed', { personId: person.id })
  return person
}

/** Fills a place that is offered, on terms, with a colleague along the first days. Answers with the placement's id. */
export async function startPlacement(tx: Write, made: NewPlacement): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, made.personId)
  const offer = await lockOffer(tx, made.offerId)
  requireNone('placement', [
    ...termsProblems(made.terms),
    ...fillingProblems(offer, made.terms, person.birthDate),
    ...(await supervisorProblems(tx, { terms: made.terms, employerId: offer.employerId, person })),
    ...(made.accompany >= 0 && made.accompany <= MOST_ACCOMPANIED && Number.isInteger(made.accompany)
      ? []
      : [{ field: 'accompany', code: 'accompany_range' }]),
  ])
  const seatId = await takeSeat(tx, offer.id, made.terms)
  const placementId = await store.insertPlacement(tx, { caseId: of.id, personId: of.personId, offer, seatId })
  const at = { placementId, personId: of.personId }
  await store.setTerms(tx, at, made.terms)
  for (const plannedOn of firstDays(made.terms, made.accompany))
    await store.insertStep(tx, at, { kind: 'accompany', plannedOn, withWhom: 'both', accountId: tx.actor.accountId })
  const { fromOn, lastOn, days } = made.terms
  const detail = { kind: offer.kind, sector: offer.sector, from: fromOn, last: lastOn, days, accompany: made.accompany }
  await tx.record('placements.started', { object: placementId, personId: of.personId, detail })
  return placementId
}

type Supervising = { readonly terms: TermsInput; readonly employerId: string | null; readonly person: PersonHeader }

/** The supervisor is one of the workplace; is asked by text only where there is a number for it, and never about one whose identity is protected. */
async function supervisorProblems(
  tx: Read,
  { terms, employerId, person }: Supervising,
): Promise<readonly FieldProblem[]> {
  if (terms.asks !== 'never' && person.protection !== 'none') return [{ field: 'asks', code: 'asks_protected' }]
  if (terms.supervisorId === null) return []
  const supervisor = await supervisorById(tx, terms.supervisorId)
  const isTheirs = supervisor.employerId === employerId && supervisor.endedOn === null
  const canAsk = supervisor.phone !== null && canTakeText(supervisor.phone)
  const isAsked = terms.asks !== 'never'
  return [
    ...(isTheirs ? [] : [{ field: 'supervisorId', code: 'supervisor_elsewhere' }]),
    ...(isAsked && !canAsk ? [{ field: 'asks', code: 'asks_no_phone' }] : []),
    ...(isAsked && supervisor.noTextsAt !== null ? [{ field: 'asks', code: 'asks_stopped' }] : []),
  ]
}

function requireNone(what: string, problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Refused('invalid', what, problems)
}

type Which = { readonly personId: string; readonly placementId: string }

async function lockPlacement(tx: Write, { personId, placementId }: Which) {
  const person = await lockSupported(tx, personId)
  const placement = await store.placementById(tx, { root: person.id, placementId })
  return { person, placement, at: { placementId: placement.id, personId: placement.personId } }
}

async function lockRunning(tx: Write, which: Which) {
  const locked = await lockPlacement(tx, which)
  if (locked.placement.endedOn !== null) throw new Refused('conflict', 'placement_ended')
  return locked
}

export type Changed = Which & {
  readonly terms: TermsInput
  /** The version the form showed: nobody's words are written over. */
  readonly seen: string
  /** Whether the days on which somebody was to go along become the first ones of what is agreed now. */
  readonly movesSteps?: boolean
}

/** Agrees on other terms, from a day on or from the first. */
export async function changeTerms(tx: Write, which: Changed): Promise<void> {
  tx.require('support.work')
  const { person, placement, at } = await lockRunning(tx, which)
  if (placement.terms.id !== which.seen) throw new Refused('conflict', 'changed_meanwhile')
  requireNone('terms', [
    ...termsProblems(which.terms),
    ...(await supervisorProblems(tx, { terms: which.terms, employerId: placement.employerId, person })),
    ...(await keepSeat(tx, placement, which.terms)),
  ])
  const termsId = await store.setTerms(tx, at, which.terms)
  if (which.movesSteps === true) await moveSteps(tx, at, which.terms)
  const { fromOn, lastOn, days, holdsFrom } = which.terms
  const detail = { from: fromOn, last: lastOn, days, terms: termsId, holds: holdsFrom }
  await tx.record('placements.changed', { object: placement.id, personId: placement.personId, detail })
}

/** The place is taken for the days that are agreed now; what is wrong when somebody else has it then. */
async function keepSeat(
  tx: Write,
  { offerId, seatId }: Placement,
  days: Pick<TermsInput, 'fromOn' | 'lastOn'>,
): Promise<readonly FieldProblem[]> {
  if (offerId === null || seatId === null || days.lastOn < days.fromOn) return []
  const offer = await lockOffer(tx, offerId)
  if (!hasRoom(offer, days, seatId)) return [{ field: 'lastOn', code: 'offer_full_then' }]
  await moveSeat(tx, seatId, days)
  return []
}

/** Whoever was to go along goes along on the first days of what is agreed now. */
async function moveSteps(tx: Write, at: { placementId: string; personId: PersonId }, terms: TermsInput): Promise<void> {
  const open = (await store.stepsOf(tx, at.placementId)).filter(
    ({ kind, outcome }) => kind === 'accompany' && outcome === null,
  )
  for (const { step, plannedOn } of movedDays(open, terms)) {
    await store.closeStep(tx, { stepId: step.id, doneOn: step.plannedOn, outcome: 'not_held', noteId: null })
    const { withWhom, accountId } = step
    await store.insertStep(tx, at, { kind: 'accompany', plannedOn, withWhom, accountId, corrects: step.id })
  }
}

/** Notes that all have signed the version that holds. */
export async function noteSigned(
  tx: Write,
  which: Which & { readonly on: PlainDate; readonly seen: string },
): Promise<void> {
  tx.require('support.work')
  const { placement, at } = await lockRunning(tx, which)
  if (placement.terms.id !== which.seen) throw new Refused('conflict', 'changed_meanwhile')
  if (which.on > tx.today) throw new Refused('invalid', 'signed', [{ field: 'signedOn', code: 'signed_in_future' }])
  if (placement.signedOn !== null) throw new Refused('conflict', 'signed_already')
  await store.insertSigned(tx, at, { termsId: placement.terms.id, on: which.on })
  await tx.record('placements.signed', { object: placement.id, personId: placement.personId, detail: { on: which.on } })
}

/** Plans to go along, a visit or a call. */
export async function planStep(tx: Write, which: Which & { readonly step: StepInput }): Promise<string> {
  tx.require('support.work')
  const { placement, at } = await lockRunning(tx, which)
  const { accountId } = which.step
  const named = { personId: placement.personId, accountId, field: 'accountId' }
  requireNone('step', [
    ...stepProblems(which.step, tx.today),
    ...(await namingProblems(tx, named, 'unknown_colleague')),
  ])
  const stepId = await store.insertStep(tx, at, which.step)
  const { kind, plannedOn, withWhom } = which.step
  await tx.record('placements.step_planned', {
    object: stepId,
    personId: placement.personId,
    detail: { kind, plannedOn, withWhom },
  })
  return stepId
}

/** Opens one step of somebody's placement, to say how it went; that it was read stands in the trail. */
export async function openStep(tx: Write, of: { readonly personId: string; readonly stepId: string }): Promise<Step> {
  tx.require('support.work')
  const person = await openPlacements(tx, of.personId)
  return store.stepById(tx, { root: person.id, stepId: of.stepId })
}

export type StepDone = {
  readonly personId: string
  readonly stepId: string
  readonly doneOn: PlainDate
  readonly outcome: StepOutcome
  /** What was said: becomes a note on support. Empty for none. */
  readonly words: string
}

/** What came of a step, with what was said as a note under the walls of notes. */
export async function logStep(tx: Write, done: StepDone): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, done.personId)
  const step = await store.stepById(tx, { root: person.id, stepId: done.stepId })
  if (step.outcome !== null) throw new Refused('conflict', 'step_done')
  if (done.doneOn > tx.today) throw new Refused('invalid', 'step', [{ field: 'doneOn', code: 'done_in_future' }])
  const noteId = await noteOf(tx, { personId: person.id, words: done.words, on: done.doneOn })
  await store.closeStep(tx, { stepId: step.id, doneOn: done.doneOn, outcome: done.outcome, noteId })
  const detail = { kind: step.kind, outcome: done.outcome, on: done.doneOn }
  await tx.record('placements.step_done', { object: step.id, personId: step.personId, detail })
}

/** Takes back what was entered wrongly: a step is to be done once more, and what was signed is not. What was said stays as a version. */
export async function takeStepBack(
  tx: Write,
  of: { readonly personId: string; readonly stepId: string },
): Promise<Step> {
  tx.require('support.work')
  const person = await lockSupported(tx, of.personId)
  const found = await store.stepById(tx, { root: person.id, stepId: of.stepId })
  const step = (await store.stepsOf(tx, found.placementId)).find(({ id }) => id === found.id)
  if (step === undefined || step.outcome === null || (step.kind === 'signed' && step.outcome !== 'well'))
    throw new Refused('conflict', 'taken_back_already')
  const { kind, plannedOn, withWhom, accountId, termsId } = step
  const at = { placementId: step.placementId, personId: step.personId }
  if (kind !== 'signed') await store.insertStep(tx, at, { kind, plannedOn, withWhom, accountId, corrects: step.id })
  else if (termsId !== null) await store.insertSigned(tx, at, { termsId, on: plannedOn, corrects: step.id })
  await tx.record('placements.step_taken_back', { object: step.id, personId: step.personId, detail: { kind } })
  return step
}

async function noteOf(
  tx: Write,
  { personId, words, on }: { readonly personId: string; readonly words: string; readonly on: PlainDate },
): Promise<string | null> {
  if (words.trim() === '') return null
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId, topic: 'support', secrecy, happenedOn: on, body: words })
}

/** Ends a placement: the place is free from the day after, and what was planned for later falls away. */
export async function endPlacement(tx: Write, which: Which & { readonly ending: Ending }): Promise<void> {
  tx.require('support.work')
  const { placement } = await lockRunning(tx, which)
  const { ending } = which
  requireNone('ending', endingProblems(ending, { fromOn: placement.terms.fromOn, today: tx.today }))
  await store.dropSteps(tx, placement.id, ending.endedOn)
  await store.endPlacement(tx, placement.id, ending)
  const { fromOn } = placement.terms
  if (placement.seatId !== null) await moveSeat(tx, placement.seatId, { fromOn, lastOn: ending.endedOn })
  const { outcome, endReason, endedOn } = ending
  const detail = { outcome, why: endReason, on: endedOn }
  await tx.record('placements.ended', { object: placement.id, personId: placement.personId, detail })
}

/** Takes back an end that was entered wrongly: the placement goes on with its place, as it was agreed. Answers with the id it goes on under. */
export async function reopenPlacement(tx: Write, which: Which): Promise<string> {
  tx.require('support.work')
  await lockOpenCase(tx, which.personId)
  const { placement } = await lockPlacement(tx, which)
  if (placement.endedOn === null) throw new Refused('conflict', 'taken_back_already')
  const [problem] = await keepSeat(tx, placement, placement.terms)
  if (problem !== undefined) throw new Refused('conflict', problem.code)
  const at = { placementId: await store.insertAgain(tx, placement.id), personId: placement.personId }
  const { id: _, setBy: __, knownFrom: ___, knownUntil: ____, ...terms } = placement.terms
  const termsId = await store.setTerms(tx, at, terms)
  if (placement.signedOn !== null) await store.insertSigned(tx, at, { termsId, on: placement.signedOn })
  for (const step of await store.stepsOf(tx, placement.id))
    if (step.kind !== 'signed' && step.outcome === 'not_held' && step.knownUntil === placement.knownUntil)
      await store.insertStep(tx, at, { ...step, kind: step.kind, corrects: step.id })
  const { outcome, endReason, endedOn } = placement
  const detail = { outcome, why: endReason, on: endedOn, before: placement.id }
  await tx.record('placements.end_taken_back', { object: at.placementId, personId: placement.personId, detail })
  return at.placementId
}

export type Agreement = { readonly person: PersonHeader; readonly placement: Placement }

/** Takes out the agreement as a paper; that it was taken stands in the trail. */
export async function takeAgreement(tx: Write, { personId, placementId }: Which): Promise<Agreement> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  const placement = await store.placementById(tx, { root: person.id, placementId })
  await tx.record('placements.agreement_taken', { object: placement.id, personId: placement.personId })
  return { person, placement }
}
