import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import { canTakeText } from '../../outreach/messages/sending-rules.ts'
import type { PersonHeader } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import { countTaken, lockOffer, supervisorById } from './employer-store.ts'
import type { Ending, NewPlacement, Placement, Step, StepInput, StepOutcome, TermsInput } from './model.ts'
import { endingProblems, fillingProblems, firstDays, MOST_ACCOMPANIED, stepProblems, termsProblems } from './rules.ts'
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
    ...termsProblems(made.terms, person.birthDate),
    ...fillingProblems(offer, made.terms, person.birthDate),
    ...(await supervisorProblems(tx, { terms: made.terms, employerId: offer.employerId, person })),
    ...(made.accompany >= 0 && made.accompany <= MOST_ACCOMPANIED && Number.isInteger(made.accompany)
      ? []
      : [{ field: 'accompany', code: 'accompany_range' }]),
  ])
  const placementId = await store.insertPlacement(tx, { caseId: of.id, personId: of.personId, offer })
  const at = { placementId, personId: of.personId }
  await store.setTerms(tx, at, made.terms)
  for (const plannedOn of firstDays(made.terms, made.accompany))
    await store.insertStep(tx, at, { kind: 'accompany', plannedOn, withWhom: 'both', accountId: tx.actor.accountId })
  await countTaken(tx, offer.id, 1)
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
  return [
    ...(isTheirs ? [] : [{ field: 'supervisorId', code: 'supervisor_elsewhere' }]),
    ...(terms.asks === 'never' || canAsk ? [] : [{ field: 'asks', code: 'asks_no_phone' }]),
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

/** Agrees on other terms. `seen` is the version the form showed: nobody's words are written over. */
export async function changeTerms(
  tx: Write,
  which: Which & { readonly terms: TermsInput; readonly seen: string },
): Promise<void> {
  tx.require('support.work')
  const { person, placement, at } = await lockRunning(tx, which)
  if (placement.terms.id !== which.seen) throw new Refused('conflict', 'changed_meanwhile')
  requireNone('terms', [
    ...termsProblems(which.terms, person.birthDate),
    ...(await supervisorProblems(tx, { terms: which.terms, employerId: placement.employerId, person })),
  ])
  const termsId = await store.setTerms(tx, at, which.terms)
  const { fromOn, lastOn, days } = which.terms
  const detail = { from: fromOn, last: lastOn, days, terms: termsId }
  await tx.record('placements.changed', { object: placement.id, personId: placement.personId, detail })
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
  const known = new Set((await colleagues(tx)).filter(({ current }) => current).map(({ accountId }) => accountId))
  requireNone('step', stepProblems(which.step, { today: tx.today, colleagues: known }))
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

async function noteOf(
  tx: Write,
  { personId, words, on }: { readonly personId: string; readonly words: string; readonly on: PlainDate },
): Promise<string | null> {
  if (words.trim() === '') return null
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId, topic: 'support', secrecy, happenedOn: on, body: words })
}

/** Ends a placement: the place is free again, and what was still planned falls away. */
export async function endPlacement(tx: Write, which: Which & { readonly ending: Ending }): Promise<void> {
  tx.require('support.work')
  const { placement } = await lockRunning(tx, which)
  const { ending } = which
  requireNone('ending', endingProblems(ending, { fromOn: placement.terms.fromOn, today: tx.today }))
  await store.dropSteps(tx, placement.id, ending.endedOn)
  await store.endPlacement(tx, placement.id, ending)
  if (placement.offerId !== null) await countTaken(tx, placement.offerId, -1)
  const { outcome, endReason, endedOn } = ending
  const detail = { outcome, why: endReason, on: endedOn }
  await tx.record('placements.ended', { object: placement.id, personId: placement.personId, detail })
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
