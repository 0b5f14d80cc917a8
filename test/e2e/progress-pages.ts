import { makeTeam } from '../../src/access/accounts/team-actions.ts'
import { day } from '../../src/kernel/date.ts'
import { shortId } from '../../src/outreach/checkins/link.ts'
import type { LinkTo } from '../../src/outreach/checkins/run-actions.ts'
import type { PersonId } from '../../src/people/model.ts'
import { followUpLink } from '../../src/support/exits/answer-routes.ts'
import { followUpRound } from '../../src/support/exits/follow-actions.ts'
import { askLink } from '../../src/support/progress/answer-routes.ts'
import { askRound } from '../../src/support/progress/ask-actions.ts'
import { readingsOf } from '../../src/support/progress/store.ts'
import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import { anExit, aReading } from '../build/progress.ts'
import { aDropout, anEnrolment } from '../build/register.ts'
import { type Reply, siteOf } from '../build/site.ts'
import { aCase } from '../build/support.ts'
import type { Place } from '../build/things.ts'

type Keep = (name: string, reply: Promise<Reply>) => Promise<void>

/** How it goes, leaving, follow-ups and transitions in their states, as the coordinator and the young person have them. */
export async function progressPages(place: Place): Promise<ReadonlyMap<string, Reply>> {
  const pages = new Map<string, Reply>()
  const keep: Keep = async (name, reply) => void pages.set(name, await reply)
  const before = place.bed.web.clock.now()
  place.bed.setNow('2026-10-15T10:00:00Z')
  const personId = await aYouth(place, 'Tove', '0701740691')
  await readings(place, { personId, keep })
  await leaving(place, { personId, keep })
  await transitions(place, keep)
  place.bed.setNow(before)
  return pages
}

async function aYouth({ bed, domain, staff }: Place, givenName: string, phone: string): Promise<PersonId> {
  const { kaa_coordinator: by } = staff
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName, familyName: 'Ask', phone })
    await ownedBy(tx, made.id, by.accountId)
    return made
  })
  await aCase(bed, by, { personId: id, openedOn: day('2026-03-02') })
  return id
}

type Of = { readonly personId: PersonId; readonly keep: Keep }

async function readings(place: Place, { personId, keep }: Of): Promise<void> {
  const { bed, domain, staff } = place
  const { kaa_coordinator: by } = staff
  const [coordinator, young] = [tabs(place, by), tabs(place, null)]
  const address = paths.personProgress(personId)
  await keep('how it goes before anything is read', coordinator.get(address))
  const read = (onDay: string, ladder: number, more: Record<string, number> = {}) =>
    aReading(bed, by, { personId, onDay: day(onDay), values: { ladder, ...more } })
  await read('2026-03-10', 1, { studies: 2, health: 3, everyday: 2, social: 5 })
  await read('2026-06-12', 3, { studies: 4, health: 5, everyday: 5, social: 5 })
  await read('2026-09-14', 2, { studies: 6, health: 6, everyday: 7, social: 6 })
  await aReading(bed, by, { personId, voice: 'youth', onDay: day('2026-06-14'), values: { ladder: 2, health: 3 } })
  await aReading(bed, by, { personId, voice: 'youth', onDay: day('2026-09-20'), values: { ladder: 3, health: 7 } })
  await keep('how it goes', coordinator.get(address))
  await keep('how it goes, in English', tabs(place, by, 'en').get(address))
  await keep('a reading with mistakes', coordinator.post(address, { onDay: 'snart', words: 'Kvar' }))
  const [first] = await bed.web.read(by, (tx) => readingsOf(tx, personId))
  const one = paths.personReading(personId, first?.readingId ?? '')
  await keep('a reading to change', coordinator.get(one))
  await keep(
    'a reading that a colleague has changed',
    coordinator.post(one, { value: '4', onDay: '2026-03-10', evidence: 'seen' }),
  )
  await coordinator.post(paths.personProgressAsk(personId))
  let link = ''
  const linkTo: LinkTo = (domainId, token) => {
    link = askLink('')(domainId, token)
    return `https://exempel.se${link}`
  }
  await askRound(bed.jobs, domain.machine, linkTo)
  await keep('how it goes while a question waits', coordinator.get(address))
  await keep('where are you right now', young.get(link))
  await keep('where are you, with nothing said', young.post(link, { ladder: 'skip' }))
  await keep('where one is, thanks', young.post(link, { ladder: '3', health: '7' }))
  await keep('a link to where one is that is none', young.get(paths.whereYouAre(shortId(domain.id), 'A'.repeat(22))))
  await keep('the coaching ladder', coordinator.get(paths.progressLadder()))
  const team = await bed.web.write(staff.administrator, (tx) => makeTeam(tx, 'Nyckelteamet'))
  const steps = { 'name-0': 'Låst', 'name-1': 'På glänt', 'name-2': 'Öppen', team, seen: '' }
  await keep('the coaching ladder of a team that has none', coordinator.get(paths.progressLadder({ team })))
  await coordinator.submit(paths.progressLadder(), steps)
  await keep('the coaching ladder of a team', coordinator.get(paths.progressLadder({ team })))
  await keep(
    'the coaching ladder with mistakes',
    coordinator.post(paths.progressLadder(), { 'name-0': 'X', 'name-2': 'Y' }),
  )
}

async function leaving(place: Place, { personId, keep }: Of): Promise<void> {
  const { bed, domain, staff } = place
  const { kaa_coordinator: by } = staff
  const [coordinator, young] = [tabs(place, by), tabs(place, null)]
  const address = paths.personExit(personId)
  await keep('a case to close', coordinator.get(address))
  await keep('a case to close, with mistakes', coordinator.post(address, { exitedOn: 'snart', place: 'Komvux' }))
  await anExit(bed, by, { personId, exitedOn: day('2026-09-15') })
  await keep('a case that is closed', coordinator.get(address))
  let link = ''
  const linkTo: LinkTo = (domainId, token) => {
    link = followUpLink('')(domainId, token)
    return `https://exempel.se${link}`
  }
  await followUpRound(bed.jobs, domain.machine, linkTo)
  await keep('what are you doing now', young.get(link))
  await keep('what one does, thanks', young.post(link, { pressed: 'work' }))
  await keep('a link to what one does that is none', young.get(link))
  await keep('a case that is followed up', coordinator.get(address))
  await keep('an exit that a colleague has corrected', coordinator.post(address, { ...CORRECTED, seen: personId }))
  await keep('a person who has left', coordinator.get(paths.person(personId)))
  const alone = await aYouth(place, 'Nils', '0701740692')
  const none = { outcome: 'interrupted', kind: 'no_contact', place: null, nextStep: 'none', backedBy: 'none' } as const
  await anExit(bed, by, { personId: alone, exitedOn: day('2026-10-01'), ...none })
  await keep('progress and results', coordinator.get(paths.progress()))
  await keep('progress and results of nobody', coordinator.get(paths.progress({ half: '2020-1' })))
}

const CORRECTED = {
  ...{ exitedOn: '2026-09-15', outcome: 'studies', kind: 'adult_education', place: 'Komvux', nextStep: 'goes_on' },
  ...{ nextOn: '', backedBy: 'school' },
}

async function transitions(place: Place, keep: Keep): Promise<void> {
  const { bed, domain, staff } = place
  const coordinator = tabs(place, staff.kaa_coordinator)
  const id = await aYouth(place, 'Ines', '0701740693')
  await keep('transitions before anything is handed over', coordinator.get(paths.personTransitions(id)))
  await bed.jobs.write(domain.machine, async (tx) => {
    const late = { from: '2026-10-05', until: '2026-10-09', interrupted: true, school: 'Rekarnegymnasiet' }
    await anEnrolment(tx, { id, number: '' }, late)
    await tx.record('register.built', { personId: id })
  })
  const over = { kind: 'school', receiver: 'adult_education', place: 'Komvux', consent: 'given', onDay: '2026-09-20' }
  await coordinator.post(paths.personTransitions(id), { ...over, needs: ['introduction', 'contact_person'] })
  await keep('transitions of one who has not come', coordinator.get(paths.personTransitions(id)))
  await keep('a handover with mistakes', coordinator.post(paths.personTransitions(id), { place: 'K', needs: ['aids'] }))
  await keep('who has not come', coordinator.get(paths.transitions()))
  await keep('who begins later', coordinator.get(paths.transitions({ standing: 'ahead' })))
  await keep('who turns twenty', coordinator.get(paths.transitions({ view: 'ageing' })))
  await keep('handovers that wait', coordinator.get(paths.transitions({ view: 'waiting' })))
}

function tabs({ bed }: Place, who: Place['staff']['kaa_coordinator'] | null, language: 'sv' | 'en' = 'sv') {
  const messaging = { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs }
  return siteOf(bed, { messaging }).tab(who, language)
}
