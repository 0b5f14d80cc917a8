import { addDays, day, type PlainDate, weekday } from '../kernel/date.ts'
import { logStep, noteSigned, startPlacement } from '../support/placements/actions.ts'
import { addEmployer, addOffer, addSupervisor } from '../support/placements/employer-actions.ts'
import { openOffers, supervisorsOf } from '../support/placements/employer-store.ts'
import type { EmployerInput, OfferInput, Sector, TermsInput } from '../support/placements/model.ts'
import { hasRoom } from '../support/placements/rules.ts'
import { placementsOf, stepsOf } from '../support/placements/store.ts'
import { saveStudyPlan, tellGrades } from '../support/studies/actions.ts'
import { readGrades } from '../support/studies/paste-rules.ts'
import { markAttendance, planWeek } from '../support/week/actions.ts'
import type { MarkInput, Where } from '../support/week/model.ts'
import { staffOf } from './accounts.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { caseToWorkIn } from './open-case.ts'
import { drawFor } from './random.ts'

type Workplace = { readonly name: string; readonly sector: Sector; readonly title: string; readonly places: number }

/** Made up, like everything here; supervisors have test numbers. */
const WORKPLACES: readonly Workplace[] = [
  { name: 'Åbro Bilverkstad', sector: 'vehicles', title: 'Verkstad och däck', places: 3 },
  { name: 'Kafé Kvarnen', sector: 'hospitality', title: 'Kök och servering', places: 2 },
  { name: 'Solbackens äldreboende', sector: 'care', title: 'Aktiviteter med äldre', places: 4 },
  { name: 'Lagret i Norr', sector: 'transport', title: 'Plock och truck', places: 5 },
  { name: 'Parkgruppen', sector: 'green', title: 'Park och trädgård', places: 3 },
]
const SUPERVISORS = ['Siv Holm', 'Adnan Begic', 'Maria Lund', 'Pekka Niemi', 'Ulla Sand'] as const
const MOST = 8
const MOST_ELSEWHERE = 3
/** Days from the first to the last. */
const LASTS = 74

/** Workplaces with their places, some young people who have one with a mixed week, and some whose grades are told. */
export function placementDeeds(municipality: DemoMunicipality): Deed[] {
  const { code, persons, deliveries } = municipality
  const last = deliveries.at(-1)?.on
  if (last === undefined) return []
  const begun = mondayBefore(addDays(last, -21))
  const most = code === '0484' ? MOST : MOST_ELSEWHERE
  const placed = persons.filter((person) => isPlaced(person, begun)).slice(0, most)
  const workplaces: Deed = {
    on: addDays(begun, -4),
    by: staffOf(code).coordinator,
    act: async (tx) => {
      for (const [index, workplace] of WORKPLACES.entries()) {
        const employerId = await addEmployer(tx, employerOf(workplace, code))
        await addSupervisor(tx, employerId, {
          name: SUPERVISORS[index] ?? '',
          phone: `07017406${60 + index}`,
          email: '',
        })
        await addOffer(tx, employerId, offerOf(workplace, addDays(begun, -4)))
      }
    },
  }
  return [workplaces, ...placed.flatMap((person, index) => deedsFor(person, { begun, index }))]
}

const mondayBefore = (on: PlainDate) => addDays(on, 1 - weekday(on))

function isPlaced({ number, owner, population }: DemoPerson, begun: PlainDate): boolean {
  return (
    owner !== null &&
    owner.from < addDays(begun, -14) &&
    population.every(({ protection, status }) => protection === null && (status === null || status === 'active')) &&
    drawFor(number, 'placements').chance(0.3)
  )
}

const employerOf = ({ name, sector }: Workplace, municipalityCode: string): EmployerInput => ({
  ...{ name, sector, municipalityCode, organisationNumber: '', street: '', postalCode: '', postalTown: '' },
})

const offerOf = ({ title, places }: Workplace, fromOn: PlainDate): OfferInput => ({
  ...{ kind: 'practice', title, places, fromOn, lastOn: null, openTo: 'everybody', demands: '' },
})

type When = { readonly begun: PlainDate; readonly index: number }

const MIXED: readonly Where[] = ['school', 'placement', 'placement', 'placement', 'school', 'free', 'free']

/** A case, a place with somebody along the first times, a week that is mixed, and grades with a plan. */
function deedsFor(person: DemoPerson, { begun, index }: When): Deed[] {
  const by = person.owner?.signInName ?? ''
  const idIn = ({ ids }: Cast) => ids.get(person.number) ?? ''
  const begin: Deed = {
    on: addDays(begun, -3),
    by,
    act: async (tx, cast) => {
      const personId = idIn(cast)
      const root = cast.ids.get(person.number)
      if (root === undefined) return
      if ((await caseToWorkIn(tx, root, tx.today)) === null) return
      const span = { fromOn: begun, lastOn: addDays(begun, LASTS) }
      const offers = (await openOffers(tx)).filter((each) => hasRoom(each, span))
      const offer = offers[index % Math.max(1, offers.length)]
      if (offer === undefined) return
      const [supervisor] = await supervisorsOf(tx, offer.employerId)
      const terms = termsOf(begun, supervisor?.id ?? null)
      await startPlacement(tx, { personId, offerId: offer.id, terms, accompany: 2 })
      const week = { mornings: [...MIXED], afternoons: [...MIXED], fromOn: begun }
      await planWeek(tx, { ...week, reason: 'placement_begins', personId, seen: null })
      await tellStudies(tx, { personId, index })
    },
  }
  const alongside: Deed = {
    on: addDays(begun, 4),
    by,
    act: async (tx, cast) => {
      const root = cast.ids.get(person.number)
      if (root === undefined || (await caseToWorkIn(tx, root, null)) === null) return
      const [placement] = await placementsOf(tx, root)
      if (placement === undefined) return
      const which = { personId: idIn(cast), placementId: placement.id }
      await noteSigned(tx, { ...which, on: begun, seen: placement.terms.id })
      for (const { id: stepId, kind, plannedOn } of await stepsOf(tx, placement.id))
        if (kind === 'accompany')
          await logStep(tx, { personId: which.personId, stepId, doneOn: plannedOn, outcome: 'well', words: '' })
      await markAttendance(tx, { personId: which.personId, marks: marksOf(begun, index), source: 'staff' })
    },
  }
  return [begin, alongside]
}

const termsOf = (begun: PlainDate, supervisorId: string | null): TermsInput => ({
  ...{ supervisorId, fromOn: begun, lastOn: addDays(begun, LASTS), holdsFrom: null },
  ...{ days: ['tuesday', 'wednesday', 'thursday'], breakMinutes: 30 },
  ...{ startsAt: '09:00', endsAt: '14:00', tasks: 'Följa en kollega och ta eget ansvar efter hand.' },
  ...{ insurance: 'municipality', riskSeenOn: addDays(begun, -3), asks: 'weekly' },
})

/** How the first week went, Monday to Thursday: most came. */
function marksOf(begun: PlainDate, index: number): readonly MarkInput[] {
  return [0, 1, 2, 3].flatMap((at) =>
    (['morning', 'afternoon'] as const).map((half): MarkInput => {
      const isLate = half === 'morning' && (at + index) % 4 === 1
      return { onDay: addDays(begun, at), half, mark: isLate ? 'late' : 'came', was: null }
    }),
  )
}

/** What they left compulsory school with: some are one subject short. */
const REPORTS = [
  'SV E\nEN F\nMA E\nBL D\nHKK C\nIDH B\nMU E\nSL E\nSH E',
  'SVA E\nEN E\nMA F\nBL E\nHKK E\nIDH C\nMU D\nBI E\nGE E',
  'SV D\nEN C\nMA E\nBL C\nHKK B\nIDH A\nMU C\nSL D\nM1 E\nHI E',
] as const

async function tellStudies(
  tx: Parameters<Deed['act']>[0],
  { personId, index }: { readonly personId: string; readonly index: number },
): Promise<void> {
  const { told } = readGrades(REPORTS[index % REPORTS.length] ?? '')
  await tellGrades(tx, { personId, told, source: 'catalogue', gradedOn: day('2024-06-12') })
  const year = Number(tx.today.slice(0, 4))
  const parts = [
    { year, term: 'autumn', course: 'Engelska', state: 'ongoing' },
    { year: year + 1, term: 'spring', course: 'Matematik', state: 'planned' },
  ] as const
  const plan = { goal: 'vocational', adjustments: ['part_week'], extra: ['mentor'], parts, seen: null } as const
  await saveStudyPlan(tx, { ...plan, personId })
}
