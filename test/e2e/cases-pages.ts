import { randomUUID } from 'node:crypto'
import { PersonId } from '../../src/people/model.ts'
import { labels } from '../../src/support/cases/label-store.ts'
import { programmesOffered } from '../../src/support/cases/programme-store.ts'
import { caseOf } from '../../src/support/cases/store.ts'
import { meetingsOf } from '../../src/support/meetings/store.ts'
import { paths } from '../../src/ui/paths.ts'
import { signedIn } from '../build/domain.ts'
import type { Reply, Site } from '../build/site.ts'
import { aSupported } from '../build/supported.ts'
import type { Place } from '../build/things.ts'

/** The pages of cases and meetings in their states, as a coach and a coordinator have them. */
export async function casePages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, domain, staff } = place
  const coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  const [tab, desk] = [site.tab(coach), site.tab(staff.kaa_coordinator)]
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  await keep('no cases', tab.get(paths.cases()))
  const [id, closed] = [PersonId.parse(await aSupported(place, coach)), await aSupported(place, coach)]
  await keep('a case that is new', tab.get(paths.personCase(id)))
  await keep('settings with nothing', tab.get(paths.caseSettings()))
  for (const programme of ['Jobbspår', 'Studio ung']) await desk.submit(paths.caseProgrammes(), { programme })
  await tab.submit(paths.caseLabels(), { label: 'Ring först', colour: 'amber', shared: 'shared' })
  await tab.submit(paths.caseLabels(), { label: 'Redo för praktik', colour: 'green', shared: 'own' })
  await keep('programmes and labels', desk.get(paths.caseSettings()))
  await keep('a label with mistakes', tab.post(paths.caseLabels(), { label: '', colour: '' }))
  await fill(site, place, { id, coach })
  for (const [name, address] of Object.entries({
    'a case in use': paths.personCase(id),
    'the start of a coach': paths.start(),
    'the cases of a coach': paths.cases(),
    'cases cut by much': paths.cases({ day: 'overdue', setting: 'in_school', waiting: 1 }),
  }))
    await keep(name, tab.get(address))
  await tab.submit(paths.caseFilters(), { name: 'Utan nästa dag', shared: 'shared', query: 'whose=mine&day=none' })
  await keep('the cases of all, with a saved filter', desk.get(paths.cases()))
  await keep('a filter that names what is gone', tab.get(paths.cases({ label: randomUUID(), education: 'none' })))
  await keep('a filter with mistakes', tab.post(paths.caseFilters(), { name: '', shared: '', query: 'whose=mine' }))
  await keep('a team with mistakes', tab.post(paths.personCaseMembers(id), { role: '', from: 'snart' }))
  await keep('a step with mistakes', tab.post(paths.personCaseSteps(id), { step: 'gradual.visit', onDay: 'snart' }))
  await keep('a case that was opened by mistake', tab.get(paths.personCaseClosing(id)))
  await keep('a start talk with mistakes', tab.post(paths.personCaseStart(id), { happenedOn: 'snart', needs: 'Lugn' }))
  await keep('nobody marked', desk.post(paths.caseOwners(), { owner: '' }))
  await tab.submit(paths.personCaseClosing(closed))
  await keep('a case that is closed', tab.get(paths.personCase(closed)))
  await keep('opened again with mistakes', tab.post(paths.personCase(closed), { setting: '', openedOn: 'snart' }))
  return pages
}

type Filled = { readonly id: PersonId; readonly coach: Parameters<Site['tab']>[0] & { readonly accountId: string } }

/** A team, programmes, labels and meetings: one that was held, one to come. */
async function fill(site: Site, { bed }: Place, { id, coach }: Filled): Promise<void> {
  const tab = site.tab(coach)
  const from = '2026-10-02'
  const karin = {
    role: 'agency',
    name: 'Karin Berg',
    organisation: 'Arbetsförmedlingen',
    phone: '070-174 06 05',
    account: '',
  }
  await tab.submit(paths.personCaseMembers(id), { ...karin, email: 'karin@exempel.se', from })
  await tab.submit(paths.personCaseMembers(id), { role: 'mentor_teacher', name: 'Eva Holm', account: '', from })
  const [offered, own, found] = await bed.web.read(coach, async (tx) => [
    await programmesOffered(tx),
    await labels(tx),
    await caseOf(tx, id),
  ])
  for (const { id: programmeId } of offered.slice(0, 2))
    await tab.submit(paths.personCaseProgrammes(id), { programmeId, programmeFrom: from })
  for (const label of own.slice(0, 2))
    await tab.submit(paths.caseLabelling(), { cases: [found?.id ?? ''], label: label.id, on: 'on' })
  await tab.submit(paths.personCaseSteps(id), { step: 'gradual.visit', do: 'done', onDay: '2026-10-12' })
  await tab.submit(paths.personCaseSteps(id), { step: 'gradual.first_day', do: 'plan', onDay: '2026-10-19' })
  const plan = { kind: 'joint', onDay: '2026-10-15', atTime: '13:30', place: 'Biblioteket', agenda: 'Hösten\nPraktik' }
  await tab.submit(paths.personMeetings(id), { ...plan, asked: ['youth'] })
  const [meeting] = await bed.web.read(coach, (tx) => meetingsOf(tx, id))
  const which = [id, meeting?.meetingId ?? ''] as const
  await tab.submit(paths.personMeetingItems(...which), { kind: 'decision', what: 'Börja i verkstaden' })
  const action = { kind: 'action', what: 'Ringa skolan', responsible: coach.accountId, dueOn: '2026-10-10' }
  await tab.submit(paths.personMeetingItems(...which), action)
  const held = { seen: meeting?.id ?? '', came: [], minutes: 'Tove vill pröva verkstaden.', nextOn: '2026-11-05' }
  await tab.submit(paths.personMeetingHeld(...which), held)
  await tab.submit(paths.personMeetings(id), { ...plan, onDay: '2026-10-15', kind: 'follow_up', asked: ['youth'] })
}
