import { randomUUID } from 'node:crypto'
import type { Context } from '../../src/kernel/database.ts'
import { day } from '../../src/kernel/date.ts'
import { startPlacement } from '../../src/support/placements/actions.ts'
import { addEmployer, addOffer, addSupervisor } from '../../src/support/placements/employer-actions.ts'
import type { EmployerInput, OfferInput, TermsInput } from '../../src/support/placements/model.ts'
import { stepsOf } from '../../src/support/placements/store.ts'
import { saveStudyPlan } from '../../src/support/studies/actions.ts'
import type { TestBed } from './domain.ts'
import { aSupported } from './supported.ts'
import type { Asking, Place } from './things.ts'

/** Builders of workplaces, places and placements, through the actions. */

type By = Context & { readonly accountId: string }

const WORKSHOP = {
  ...{ name: 'Verkstaden i Eskilstuna', organisationNumber: '', sector: 'vehicles', municipalityCode: '0484' },
  ...{ street: 'Verkstadsgatan 1', postalCode: '632 20', postalTown: 'Eskilstuna' },
} as const satisfies EmployerInput

const OFFER = {
  ...{ kind: 'practice', title: 'Bilverkstad', places: 5, fromOn: day('2026-09-01'), lastOn: null },
  ...{ openTo: 'everybody', demands: '' },
} as const satisfies OfferInput

export type AtWork = { readonly employerId: string; readonly supervisorId: string; readonly offerId: string }

/** A workplace with a supervisor who can be texted, and a place. */
export function aWorkplace(bed: TestBed, by: By, offer: Partial<OfferInput> = {}): Promise<AtWork> {
  return bed.web.write(by, async (tx) => {
    const employerId = await addEmployer(tx, { ...WORKSHOP, name: `Verkstaden ${randomUUID().slice(0, 8)}` })
    const reached = { name: 'Siv Holm', phone: '0701740699', email: '' }
    const supervisorId = await addSupervisor(tx, employerId, reached)
    return { employerId, supervisorId, offerId: await addOffer(tx, employerId, { ...OFFER, ...offer }) }
  })
}

/** Tuesday to Thursday, from the 13th of October on; 2026-10-15, when the tests run, is a Thursday. */
export const TERMS = {
  ...{ supervisorId: null, fromOn: day('2026-10-13'), lastOn: day('2026-12-18') },
  ...{
    days: ['tuesday', 'wednesday', 'thursday'],
    startsAt: '08:00',
    endsAt: '15:00',
    holdsFrom: null,
    breakMinutes: 0,
  },
  ...{ tasks: 'Däckbyten och att ta emot kunder.', insurance: 'municipality', riskSeenOn: null, asks: 'never' },
} as const satisfies TermsInput

type Placing = AtWork & { readonly personId: string; readonly terms?: Partial<TermsInput>; readonly accompany?: number }

/** Places somebody whose case is open. Answers with the placement's id. */
export function aPlacement(bed: TestBed, by: By, { personId, offerId, supervisorId, terms, accompany = 1 }: Placing) {
  const made = { personId, offerId, accompany, terms: { ...TERMS, supervisorId, ...terms } }
  return bed.web.write(by, (tx) => startPlacement(tx, made))
}

async function placed(place: Place, asking: Asking): Promise<[person: string, placement: string]> {
  const { bed, staff } = place
  const personId = await aSupported(place, asking)
  const at = await aWorkplace(bed, staff.kaa_coordinator)
  return [personId, await aPlacement(bed, staff.kaa_coordinator, { ...at, personId })]
}

const workplace = ({ bed, staff }: Place) => aWorkplace(bed, staff.kaa_coordinator)

/** What an address of placements, the week and studies names. */
export const WORK_THINGS = {
  employer: async (place: Place) => [(await workplace(place)).employerId],
  supervisor: async (place: Place) => {
    const { employerId, supervisorId } = await workplace(place)
    return [employerId, supervisorId]
  },
  offer: async (place: Place) => {
    const { employerId, offerId } = await workplace(place)
    return [employerId, offerId]
  },
  placed,
  workStep: async (place: Place, asking: Asking) => {
    const [personId, placementId] = await placed(place, asking)
    const [step] = await place.bed.web.read(place.staff.kaa_coordinator, (tx) => stepsOf(tx, placementId))
    return [personId, step?.id ?? '']
  },
  studyPlanned: async (place: Place, asking: Asking) => {
    const personId = await aSupported(place, asking)
    const parts = [{ year: 2026, term: 'autumn', course: 'Matematik', state: 'ongoing' }] as const
    const plan = { goal: 'vocational', adjustments: [], extra: [], parts, seen: null } as const
    await place.bed.web.write(place.staff.kaa_coordinator, (tx) => saveStudyPlan(tx, { ...plan, personId }))
    return [personId]
  },
} as const
