import type { Write } from '../../kernel/database.ts'
import { addDays, daysBetween, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { addWorkdays } from '../../organisations/calendar.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { reachesOutreach } from '../contacts/store.ts'
import { templates } from '../messages/template-store.ts'
import { lastDay } from './calendar-sql.ts'
import type { Protocol, ProtocolStep, RestKind, RestReason, RunStep, SkipReason, StopReason } from './model.ts'
import { planAllSoon, planSoon } from './planning.ts'
import { closeProtocol, insertProtocol, lockProtocol } from './protocol-store.ts'
import { protocolProblems, restingOn, restProblems, templateProblems } from './rules.ts'
import { isOpen, lockStanding, type Standing } from './standing-store.ts'
import * as store from './store.ts'

/** Opens the ladder of somebody; that it was read stands in the trail. */
export async function openLadder(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('outreach.read')
  const person = await personById(tx, PersonId.parse(personId))
  if (!(await reachesOutreach(tx, person.id))) throw new Refused('not_found', 'outreach')
  await tx.record('outreach.ladder_read', { personId: person.id })
  return person
}

/** Puts somebody on the ladder by hand: who has one open, or rests, is not put on another. */
export async function startRun(tx: Write, personId: string): Promise<void> {
  tx.require('outreach.run_ladder')
  const { person, standing } = await lockStanding(tx, personId)
  if (standing.run !== null && standing.run.closedAs === null) throw new Refused('conflict', 'run_open')
  if (restingOn(standing.rests, tx.today) !== null) throw new Refused('conflict', 'resting')
  if (standing.protocol.id === '') throw new Refused('conflict', 'no_protocol')
  const started = { personId: person.id, protocolId: standing.protocol.id, startedAs: 'by_hand' } as const
  const id = await store.insertRun(tx, started)
  await planSoon(tx, [person.id])
  await tx.record('outreach.run_started', { object: id, personId: person.id, detail: { as: 'by_hand' } })
}

/** Takes somebody off the ladder, with a reason. */
export async function stopRun(
  tx: Write,
  stopped: { readonly personId: string; readonly reason: StopReason },
): Promise<void> {
  tx.require('outreach.run_ladder')
  const { person, standing } = await lockStanding(tx, stopped.personId)
  const run = openRunOf(standing)
  await store.stopRun(tx, run.id, stopped.reason)
  await tx.record('outreach.run_stopped', { object: run.id, personId: person.id, detail: { reason: stopped.reason } })
}

export type RestInput = {
  readonly personId: string
  readonly kind: RestKind
  readonly reason: RestReason
  /** The last day of it. */
  readonly lastOn: PlainDate
}

/** Lets the ladder rest: a pause for those who work with the young person, an exemption for those who lead. */
export async function restLadder(tx: Write, input: RestInput): Promise<void> {
  tx.require(input.kind === 'pause' ? 'outreach.run_ladder' : 'outreach.exempt')
  const { person, standing } = await lockStanding(tx, input.personId)
  const problems = restProblems({ ...input, days: daysBetween(tx.today, input.lastOn) + 1 })
  if (problems.length > 0) throw new Refused('invalid', 'rest', problems)
  await store.closeRests(tx, { root: person.id, kind: input.kind, as: 'replaced' })
  const untilOn = addDays(input.lastOn, 1)
  const id = await store.insertRest(tx, { personId: person.id, kind: input.kind, reason: input.reason, untilOn })
  if (standing.run !== null && standing.run.closedAs === null) await store.withdrawOpen(tx, standing.run.id, 'rested')
  await tx.record('outreach.ladder_rested', {
    object: id,
    personId: person.id,
    detail: { kind: input.kind, reason: input.reason, until: untilOn },
  })
}

/** Ends a rest that holds: from today the ladder goes on. */
export async function endRest(tx: Write, ended: { readonly personId: string; readonly kind: RestKind }): Promise<void> {
  tx.require(ended.kind === 'pause' ? 'outreach.run_ladder' : 'outreach.exempt')
  const { person } = await lockStanding(tx, ended.personId)
  const closed = await store.closeRests(tx, { root: person.id, kind: ended.kind, as: 'ended' })
  if (closed === 0) throw new Refused('conflict', 'no_rest')
  await planSoon(tx, [person.id])
  await tx.record('outreach.rest_ended', { personId: person.id, detail: { kind: ended.kind } })
}

/** Passes an open step over, with a reason: it does not come again in this run. */
export async function skipStep(
  tx: Write,
  skipped: { readonly personId: string; readonly stepId: string; readonly reason: SkipReason },
): Promise<void> {
  tx.require('outreach.log')
  const { person, standing } = await lockStanding(tx, skipped.personId)
  const step = openStepOf(standing, skipped.stepId)
  await store.closeStep(tx, { stepId: step.id, as: 'skipped', reason: skipped.reason })
  await planSoon(tx, [person.id])
  await tx.record('outreach.step_skipped', {
    object: step.id,
    personId: person.id,
    detail: { code: step.code, reason: skipped.reason },
  })
}

/** Opens the next step before its day: somebody wants to do it now. */
export async function advanceRun(tx: Write, personId: string): Promise<void> {
  tx.require('outreach.run_ladder')
  const { person, standing } = await lockStanding(tx, personId)
  const run = openRunOf(standing)
  if (standing.steps.some(isOpen)) throw new Refused('conflict', 'step_open')
  if (standing.plan?.kind !== 'step') throw new Refused('conflict', 'nothing_next')
  const { step } = standing.plan
  const holidays = await holidaysBetween(tx, tx.today, lastDay(tx.today))
  const deadlineOn = addWorkdays(tx.today, step.deadlineDays, holidays)
  const id = await store.insertStep(tx, { run, step, dueFrom: tx.today, deadlineOn })
  await tx.record('outreach.step_advanced', { object: id, personId: person.id, detail: { code: step.code } })
}

/** Says the domain's order anew: a version of its own, which everybody on the ladder follows from now on. */
export async function setProtocol(
  tx: Write,
  set: { readonly steps: readonly ProtocolStep[]; readonly seen: number },
): Promise<Protocol> {
  tx.require('outreach.set_protocol')
  const current = await lockProtocol(tx)
  if ((current?.version ?? 0) !== set.seen) throw new Refused('conflict', 'protocol_changed')
  const problems = [...protocolProblems(set.steps), ...templateProblems(set.steps, await templates(tx))]
  if (problems.length > 0) throw new Refused('invalid', 'protocol', problems)
  if (current !== null) await closeProtocol(tx, current.id)
  const version = set.seen + 1
  const id = await insertProtocol(tx, version, set.steps)
  await planAllSoon(tx)
  await tx.record('outreach.protocol_set', { object: id, detail: { version } })
  return { id, version, steps: [...set.steps], movedRuns: null }
}

function openRunOf({ run }: Standing): NonNullable<Standing['run']> {
  if (run === null || run.closedAs !== null) throw new Refused('conflict', 'no_run')
  return run
}

function openStepOf({ steps }: Standing, stepId: string): RunStep {
  const step = steps.find(({ id }) => id === stepId)
  if (step === undefined) throw new Refused('not_found', 'step')
  if (!isOpen(step)) throw new Refused('conflict', 'step_closed')
  return step
}
