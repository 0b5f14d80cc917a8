import { day } from '../../src/kernel/date.ts'
import { planStep } from '../../src/support/placements/actions.ts'
import { markAttendance, planWeek } from '../../src/support/week/actions.ts'
import { placementLink } from '../../src/support/week/answer-routes.ts'
import { askRound } from '../../src/support/week/ask-actions.ts'
import { askText } from '../../src/support/week/words.ts'
import { paths } from '../../src/ui/paths.ts'
import { aPlacement, aWorkplace } from '../build/placements.ts'
import { type Reply, type Site, siteOf, type Tab } from '../build/site.ts'
import { aSupported } from '../build/supported.ts'
import type { Place } from '../build/things.ts'

type Keep = (name: string, reply: Promise<Reply>) => Promise<void>

/** The pages of placements, the week and studies and their states, as the coordinator and a supervisor have them. */
export async function workPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const coordinator = site.tab(place.staff.kaa_coordinator)
  const pages = new Map<string, Reply>()
  const keep: Keep = async (name, reply) => void pages.set(name, await reply)
  await keep('no places', coordinator.get(paths.placements()))
  await keep('no employers', coordinator.get(paths.employers()))
  await keep(
    'an employer with mistakes',
    coordinator.post(paths.employers(), { sector: 'trade', name: '', organisationNumber: '1' }),
  )
  const personId = await aSupported(place, place.staff.kaa_coordinator)
  await keep('no placements', coordinator.get(paths.personPlacements(personId)))
  await keep('no week', coordinator.get(paths.personWeek(personId)))
  await keep('no studies', coordinator.get(paths.personStudies(personId)))
  await placementPages(coordinator, { place, personId, keep })
  await weekPages(coordinator, { place, personId, keep })
  await studyPages(coordinator, { personId, keep })
  await keep('a young person at work', coordinator.get(paths.person(personId)))
  return pages
}

type At = { readonly place: Place; readonly personId: string; readonly keep: Keep }

async function placementPages(coordinator: Tab, { place, personId, keep }: At): Promise<void> {
  const { bed, staff } = place
  const by = staff.kaa_coordinator
  const at = await aWorkplace(bed, by)
  const made = await aPlacement(bed, by, { ...at, personId, accompany: 2, terms: { asks: 'weekly' } })
  const call = { kind: 'call', plannedOn: day('2026-10-20'), withWhom: 'workplace', accountId: by.accountId } as const
  await bed.web.write(by, (tx) => planStep(tx, { personId, placementId: made, step: call }))
  const of = paths.personPlacement(personId, made)
  await keep('places to be had', coordinator.get(paths.placements()))
  await keep('employers', coordinator.get(paths.employers()))
  await keep('an employer', coordinator.get(paths.employer(at.employerId)))
  await keep('a supervisor with mistakes', coordinator.post(paths.employerSupervisors(at.employerId), { name: '' }))
  await keep('places with mistakes', coordinator.post(paths.employerOffers(at.employerId), { title: '', places: 'x' }))
  await keep('placements', coordinator.get(paths.personPlacements(personId)))
  await keep('a placement with mistakes', coordinator.post(paths.personPlacements(personId), { fromOn: 'snart' }))
  await keep('one placement', coordinator.get(of))
  await keep('terms with mistakes', coordinator.post(paths.personPlacementTerms(personId, made), { fromOn: 'snart' }))
  await keep('a step with mistakes', coordinator.post(paths.personPlacementSteps(personId, made), { kind: 'visit' }))
  await keep('an ending with mistakes', coordinator.post(paths.personPlacementEnd(personId, made), { outcome: 'done' }))
}

const MIXED = ['school', 'placement', 'placement', 'placement', 'school', 'free', 'free'] as const

async function weekPages(coordinator: Tab, { place, personId, keep }: At): Promise<void> {
  const { bed, domain, staff } = place
  const by = staff.kaa_coordinator
  const week = { mornings: [...MIXED], afternoons: [...MIXED], fromOn: day('2026-10-12'), reason: 'first' } as const
  await bed.web.write(by, (tx) =>
    planWeek(tx, { ...week, mornings: [...MIXED], afternoons: [...MIXED], personId, seen: null }),
  )
  const before = bed.web.clock.now()
  bed.setNow('2026-10-15T13:30:00Z')
  const mark = { onDay: day('2026-10-12'), half: 'morning', mark: 'late', was: null } as const
  await bed.web.write(by, (tx) => markAttendance(tx, { personId, marks: [mark], source: 'school' }))
  let link = ''
  const linkTo = (domainId: string, token: string) => {
    link = placementLink('')(domainId, token)
    return `https://exempel.se${link}`
  }
  const gateway = {
    name: 'none',
    send: async () => ({ kind: 'taken', gatewayId: 'x' }) as const,
    whatBecameOf: async () => ({ kind: 'cannot_tell' }) as const,
  }
  await askRound(bed.jobs, domain.machine, { gateway, linkTo, wording: askText })
  const messaging = { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs }
  const supervisor = siteOf(bed, { messaging }).tab(null)
  await keep('who came to work', supervisor.get(link))
  await keep('who came, answered', supervisor.post(link, { pressed: '2026-10-13 late' }))
  await keep('who came, with an answer', supervisor.get(link))
  await keep('a link of a placement that is none', supervisor.get(paths.placementAnswer('x', 'x')))
  await keep('a week', coordinator.get(paths.personWeek(personId)))
  await keep('a week with mistakes', coordinator.post(paths.personWeek(personId), { fromOn: 'snart' }))
  await keep('attendance with mistakes', coordinator.post(paths.personAttendance(personId), { monday: '2026-10-12' }))
  bed.setNow(before)
}

async function studyPages(coordinator: Tab, { personId, keep }: Omit<At, 'place'>): Promise<void> {
  const pasted = 'SV E\nEN F\nMA D\nBL C\nHKK D\nIDH B\nMU E\nSL E\nM1 C\nBI E\nGE E'
  await coordinator.post(paths.personGrades(personId), { pasted, source: 'catalogue', gradedOn: '2024-06-12' })
  await keep('grades with mistakes', coordinator.post(paths.personGrades(personId), { pasted: 'x', gradedOn: 'x' }))
  const parts = 'HT 2026: Engelska, pågår\nVT 2027: Fordonsteknik'
  const plan = { goal: 'vocational', parts, adjustments: ['part_week'], extra: ['two_teachers'], seen: '' }
  await coordinator.post(paths.personStudyPlan(personId), plan)
  await keep('a study plan with mistakes', coordinator.post(paths.personStudyPlan(personId), { parts: 'x' }))
  const language = { pasted: 'Spanska C', source: 'catalogue', gradedOn: '2024-06-12' }
  await keep('grades of which one is asked about', coordinator.post(paths.personGrades(personId), language))
  await keep('studies', coordinator.get(paths.personStudies(personId)))
}
