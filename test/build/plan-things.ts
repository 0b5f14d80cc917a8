import { day } from '../../src/kernel/date.ts'
import { PersonId } from '../../src/people/model.ts'
import { addQualification, planActivity } from '../../src/support/activities/actions.ts'
import { bookAppointment } from '../../src/support/activities/appointment-actions.ts'
import { makeGroup } from '../../src/support/activities/group-actions.ts'
import { archiveGoal } from '../../src/support/plan/actions.ts'
import { aGoal, aStep } from './plan.ts'
import { aSupported } from './supported.ts'
import type { Asking, Place } from './things.ts'

/** With a plan that has a goal; the same with the goal's id. */
async function planned(place: Place, asking: Asking): Promise<readonly [string, string]> {
  const personId = await aSupported(place, asking)
  return [personId, await aGoal(place.bed, place.staff.kaa_coordinator, { personId })]
}

/** What an address of a plan or of activities names. */
export const PLAN_THINGS = {
  planned: async (place: Place, asking: Asking) => (await planned(place, asking)).slice(0, 1),
  goal: (place: Place, asking: Asking) => planned(place, asking),
  asideGoal: async (place: Place, asking: Asking) => {
    const { bed, staff } = place
    const [personId, goalId] = await planned(place, asking)
    await bed.web.write(staff.kaa_coordinator, (tx) =>
      archiveGoal(tx, { personId, goalId, seen: goalId, reason: 'wait' }),
    )
    return [personId, goalId]
  },
  step: async (place: Place, asking: Asking) => {
    const [personId, goalId] = await planned(place, asking)
    return [personId, await aStep(place.bed, place.staff.kaa_coordinator, { personId, goalId })]
  },
  activity: async (place: Place, asking: Asking) => {
    const personId = await aSupported(place, asking)
    const made = {
      ...{
        particulars: { kind: 'health', subject: null, place: null, hours: null },
        name: 'Simning',
        goalId: null,
        stepId: null,
      },
      ...{ factors: [], startsOn: day('2026-10-01'), endsOn: null },
    }
    return [
      personId,
      await place.bed.web.write(place.staff.kaa_coordinator, (tx) => planActivity(tx, { personId, ...made })),
    ]
  },
  qualification: async (place: Place, asking: Asking) => {
    const personId = await aSupported(place, asking)
    const got = {
      ...({ kind: 'forklift', name: 'Truckkort', level: 'A2', activityId: null, evidence: 'seen' } as const),
      ...{ gotOn: day('2026-10-01'), validUntil: null },
    }
    return [
      personId,
      await place.bed.web.write(place.staff.kaa_coordinator, (tx) => addQualification(tx, { personId, ...got })),
    ]
  },
  appointment: async (place: Place, asking: Asking) => {
    const { bed, staff } = place
    const personId = PersonId.parse(await aSupported(place, asking))
    const { accountId } = staff.kaa_coordinator
    const time = {
      activityId: null,
      onDay: day('2026-10-20'),
      atTime: '14:30',
      minutes: 45,
      way: 'here',
      accountId,
      reminds: true,
    } as const
    return [personId, await bed.web.write(staff.kaa_coordinator, (tx) => bookAppointment(tx, { personId, ...time }))]
  },
  group: async ({ bed, staff }: Place) => {
    const { accountId } = staff.kaa_coordinator
    const group = {
      name: 'Matte',
      place: null,
      capacity: 8,
      startsOn: day('2026-10-01'),
      endsOn: null,
      factors: [],
      accountId,
    }
    return [await bed.web.write(staff.kaa_coordinator, (tx) => makeGroup(tx, group))]
  },
} as const
