import { addDays } from '../../src/kernel/date.ts'
import { restLadder, skipStep, startRun, stopRun } from '../../src/outreach/ladder/actions.ts'
import type { RunStep } from '../../src/outreach/ladder/model.ts'
import { planLadder } from '../../src/outreach/ladder/plan-actions.ts'
import { isOpen, ladderOf } from '../../src/outreach/ladder/standing-store.ts'
import { planVisit } from '../../src/outreach/ladder/visit-actions.ts'
import type { PersonId } from '../../src/people/model.ts'
import { tellOfVisit } from '../../src/tasks/alert-queue.ts'
import { ownedBy } from './case.ts'
import { signedIn } from './domain.ts'
import { aDropout } from './register.ts'
import type { Asking, Place } from './things.ts'

/** Somebody in the register whose first step, a text, is due today; a case of the one who asks. Answers with the person and the step. */
export async function onLadder({ bed, domain, staff }: Place, owner?: Asking): Promise<readonly [string, string]> {
  const personId = await bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, { phone: '070-174 06 05', street: 'Storgatan 1' })
    if (owner) await ownedBy(tx, id, owner.accountId)
    await planLadder(tx, [id])
    return id
  })
  const stepId = await openStepOf({ bed, domain }, personId)
  if (stepId !== '') return [personId, stepId]
  // Not at home in this municipality, and so in no register of its: put on the ladder by hand.
  await bed.web.write(staff.kaa_coordinator, (tx) => startRun(tx, personId))
  await bed.jobs.write(domain.machine, (tx) => planLadder(tx, [personId]))
  return [personId, await openStepOf({ bed, domain }, personId)]
}

/** The id of the step that is to be done; '' when none is. */
export async function openStepOf({ bed, domain }: Pick<Place, 'bed' | 'domain'>, personId: string): Promise<string> {
  const { steps } = await bed.jobs.read(domain.machine, (tx) => ladderOf(tx, personId as PersonId))
  return steps.find(isOpen)?.id ?? ''
}

/** A step that is for the young person: not one for guardians whom nobody has written down, or who decide no longer. */
export const isTheirs = ({ through, closedAs, reason }: Pick<RunStep, 'through' | 'closedAs' | 'reason'>): boolean =>
  through === 'self' || closedAs !== 'left_out' || reason === 'protected'

/** The same, stopped by hand. */
export async function offLadder(place: Place, owner: Asking): Promise<string> {
  const [personId] = await onLadder(place, owner)
  await place.bed.web.write(place.staff.kaa_coordinator, (tx) => stopRun(tx, { personId, reason: 'agreed' }))
  return personId
}

/** The same, on a pause. */
export async function resting(place: Place, owner: Asking): Promise<string> {
  const [personId] = await onLadder(place, owner)
  await place.bed.web.write(place.staff.kaa_coordinator, (tx) =>
    restLadder(tx, { personId, kind: 'pause', reason: 'away', lastOn: addDays(tx.today, 7) }),
  )
  return personId
}

/** The same, with nothing to do until the day of the next step. */
export async function betweenSteps(place: Place, owner: Asking): Promise<string> {
  const [personId, stepId] = await onLadder(place, owner)
  await place.bed.web.write(place.staff.kaa_coordinator, (tx) => skipStep(tx, { personId, stepId, reason: 'other' }))
  return personId
}

/** Somebody's home that two are to visit; the time has just come. Answers with the person and the visit. */
export async function aVisit(place: Place, owner: Asking): Promise<readonly [string, string]> {
  const [personId] = await onLadder(place, owner)
  const first = place.staff.kaa_coordinator
  const second = await signedIn(place.bed, place.domain, { role: 'coach' })
  const visitId = await place.bed.web.write(first, (tx) =>
    planVisit(
      tx,
      {
        ...{ personId, visitAt: tx.now, firstBy: first.accountId, secondBy: second.accountId },
        ...{ announced: 'letter', safety: ['call_in'], words: '' },
      },
      tellOfVisit,
    ),
  )
  return [personId, visitId]
}
