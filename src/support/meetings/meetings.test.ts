import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { aDropout } from '../../../test/build/register.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { aCase } from '../../../test/build/support.ts'
import { day } from '../../kernel/date.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { letIn } from '../../sight/actions.ts'
import { personTasks } from '../../tasks/source-sql.ts'
import { paths } from '../../ui/paths.ts'
import { recordExit } from '../exits/actions.ts'
import type { ExitInput } from '../exits/model.ts'
import { meetingsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let coach: Writer
let colleague: Writer
let tab: Tab

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  colleague = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Yusuf' })
  tab = site.tab(coach)
})
after(() => bed.close())

async function aYouth(): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { givenName: 'Tove', familyName: 'Ask' })
    await ownedBy(tx, made.id, coach.accountId)
    return made
  })
  await aCase(bed, coach, { personId: id })
  return id
}

const PLAN = { kind: 'joint', onDay: '2026-10-15', atTime: '13.30', place: 'Biblioteket', agenda: 'Hösten\nPraktik' }
const meetings = (id: PersonId) => bed.web.read(coach, (tx) => meetingsOf(tx, id))

/** A meeting that is today, which it is in these tests: 15 October 2026. */
async function planned(): Promise<{ id: PersonId; meetingId: string; seen: string }> {
  const id = await aYouth()
  await tab.submit(paths.personCaseMembers(id), { role: 'agency', name: 'Karin Berg', account: '', from: '2026-10-01' })
  const member =
    /name="asked"[^>]*value="([0-9a-f-]{36})"/.exec((await tab.get(paths.personMeetingNew(id))).html)?.[1] ?? ''
  await tab.submit(paths.personMeetings(id), { ...PLAN, asked: ['youth', member] })
  const [meeting] = await meetings(id)
  return { id, meetingId: meeting?.meetingId ?? '', seen: meeting?.id ?? '' }
}

test('a meeting that is planned is the next day of the case, a task for whoever answers for it, and a line of today', async () => {
  const { id, meetingId } = await planned()
  assertShows(await tab.get(paths.personCase(id)), /Nästa dag/, /15 oktober 2026/, /Gemensamt möte/)
  assertShows(
    await tab.get(paths.personMeeting(id, meetingId)),
    ...[/13\.30/, /Biblioteket/, /Hösten/, /Den unga/, /Karin Berg/, /Jonas Ek/, /Efter mötet/],
  )
  assertShows(await tab.get(paths.start()), /Dagens möten/, /13\.30/, /Tove Ask/)
  const asked = { account: coach.accountId, until: day('2026-10-15'), limit: 10 }
  const tasks = await bed.web.read(coach, (tx) => personTasks(tx, asked))
  const task = tasks.find(({ personId }) => personId === id)
  assert.deepEqual([task?.source, task?.onDay, task?.atTime], ['meeting', '2026-10-15', '13:30'])
  assertShows(await tab.get(paths.tasks()), /Möte/)
})

test('what cannot be read is told beside its field, and what was typed is kept', async () => {
  const id = await aYouth()
  const wrong = { ...PLAN, onDay: 'snart', atTime: '25', agenda: 'Vi tar upp praktiken' }
  const page = await tab.post(paths.personMeetings(id), wrong)
  assert.equal(page.status, 422)
  assertShows(page, /Skriv dagen som/, /Vi tar upp praktiken/, /value="snart"/)
  assertShows(await tab.post(paths.personMeetings(id), { ...wrong, onDay: '2026-11-02' }), /Skriv klockslaget som/)
  assert.deepEqual(await meetings(id), [])
})

test('of two who change a meeting at once the second sees what the first wrote beside their own words', async () => {
  const { id, meetingId, seen } = await planned()
  const theirs = { ...PLAN, agenda: 'Busskort', seen }
  await site.tab(colleague).submit(paths.personMeeting(id, meetingId), theirs)
  const page = await tab.post(paths.personMeeting(id, meetingId), { ...PLAN, agenda: 'Körkort', seen })
  assert.equal(page.status, 409)
  assertShows(page, /En kollega har ändrat mötet/, /<li>Busskort<\/li>/, /Körkort<\/textarea>/)
  assert.equal((await meetings(id))[0]?.agenda, 'Busskort')
  const merged = { ...PLAN, agenda: 'Busskort\nKörkort', seen: (await meetings(id))[0]?.id ?? '' }
  assertShows(await tab.submit(paths.personMeeting(id, meetingId), merged), /Ändringen är sparad/, /Körkort/)
})

test('after a meeting it is said who came, the minutes become a note, and the next one is planned with the same people', async () => {
  const { id, meetingId, seen } = await planned()
  const page = await tab.get(paths.personMeeting(id, meetingId))
  const [first = ''] = [...page.html.matchAll(/name="came"[^>]*value="([0-9a-f-]{36})"/g)].map(
    ([, found]) => found ?? '',
  )
  const after = { seen, came: [first], minutes: 'Tove vill pröva verkstaden.', nextOn: '2026-11-05' }
  const held = await tab.submit(paths.personMeetingHeld(id, meetingId), after)
  assertShows(held, /Mötet är sparat/, /Hållet/, /\(kom\)/, /\(kom inte\)/, /5 november 2026/, /Läs minnesanteckningen/)
  assertHides(held, /verkstaden/)
  const [next] = await meetings(id)
  assert.deepEqual([next?.onDay, next?.state, next?.atTime], ['2026-11-05', 'planned', '13:30'])
  assertShows(await tab.get(paths.personMeeting(id, next?.meetingId ?? '')), /Karin Berg/)
  assertShows(await tab.get(paths.personNotes(id)), /Tove vill pröva verkstaden/)
  assertShows(await tab.get(paths.personMeetingPrint(id, meetingId)), /Tove vill pröva verkstaden/, /Vi är överens/)
})

test('minutes that are there are written over by nobody', async () => {
  const { id, meetingId, seen } = await planned()
  const held = { came: [], nextOn: '' }
  await tab.submit(paths.personMeetingHeld(id, meetingId), { ...held, seen, minutes: 'Det första.' })
  const late = await tab.post(paths.personMeetingHeld(id, meetingId), { ...held, seen, minutes: 'Det andra.' })
  assert.equal(late.status, 409)
  assertShows(late, /Det andra\.<\/textarea>/)
  const now = (await meetings(id))[0]?.id ?? ''
  const again = await tab.post(paths.personMeetingHeld(id, meetingId), { ...held, seen: now, minutes: 'Det andra.' })
  assertShows(again, /Det finns redan en minnesanteckning/, /Det andra\.<\/textarea>/)
  assertHides(await tab.get(paths.personNotes(id)), /Det andra/)
})

test('what is decided stands with the meeting, and what a colleague takes upon themself is their task until it is done', async () => {
  const { id, meetingId } = await planned()
  const add = (fields: Readonly<Record<string, string>>) => tab.submit(paths.personMeetingItems(id, meetingId), fields)
  assertShows(await add({ kind: 'action', what: 'Ringa skolan', responsible: '' }), /Välj vem som gör det/)
  assertShows(await add({ kind: 'decision', what: 'Börja i verkstaden' }), /Börja i verkstaden/)
  const page = await add({ kind: 'action', what: 'Ringa skolan', responsible: coach.accountId, dueOn: '2026-10-20' })
  assertShows(page, /Ringa skolan/, /senast 20 oktober 2026/)
  const asked = { account: coach.accountId, until: day('2026-10-31'), limit: 100, source: 'meeting_action' } as const
  const mine = async () =>
    (await bed.web.read(coach, (tx) => personTasks(tx, asked))).filter(({ personId }) => personId === id)
  assert.deepEqual(
    (await mine()).map(({ onDay, dueOn }) => [onDay, dueOn]),
    [['2026-10-20', '2026-10-20']],
  )
  const item = /items\/([0-9a-f-]{36})\/done/.exec(page.html)?.[1] ?? ''
  assertShows(
    await tab.submit(paths.personMeetingItemDone(id, meetingId, item), { done: '1' }),
    /klart 15 oktober 2026/,
  )
  assert.deepEqual(await mine(), [])
})

const LEFT: ExitInput = {
  ...{ exitedOn: day('2026-10-15'), outcome: 'interrupted', kind: 'own_choice', place: null },
  ...{ nextStep: 'own_plan', nextOn: null, backedBy: 'none' },
}

test('after the case is closed a meeting is written down, its actions ticked off, and one that will not be is cancelled', async () => {
  const { id, meetingId, seen } = await planned()
  const action = { kind: 'action', what: 'Lämna intyget', responsible: coach.accountId, dueOn: '2026-10-14' }
  const page = await tab.submit(paths.personMeetingItems(id, meetingId), action)
  const [, item = ''] = /items\/([0-9a-f-]{36})\/done/.exec(page.html) ?? []
  await tab.submit(paths.personMeetings(id), { ...PLAN, onDay: '2026-11-20', asked: [] })
  await bed.web.write(coach, (tx) => recordExit(tx, { personId: id, ...LEFT }))
  const after = { seen, came: [], nextOn: '', minutes: 'Vi gick igenom hösten.' }
  const late = await tab.post(paths.personMeetingHeld(id, meetingId), { ...after, nextOn: '2026-11-05' })
  assertShows(late, /Ärendet är avslutat, så inget nytt möte planeras/, /Vi gick igenom hösten/)
  assertHides(late, /En kollega har ändrat mötet/)
  assertShows(await tab.submit(paths.personMeetingHeld(id, meetingId), after), /Mötet är sparat/, /Hållet/)
  const done = await tab.submit(paths.personMeetingItemDone(id, meetingId, item), { done: '1' })
  assertShows(done, /klart 15 oktober 2026/)
  const [ahead] = (await meetings(id)).filter(({ state }) => state === 'planned')
  const cancelled = { seen: ahead?.id ?? '' }
  assertShows(await tab.submit(paths.personMeetingCancellation(id, ahead?.meetingId ?? ''), cancelled), /Inställt/)
})

test('who writes no notes of the young person is told before they write, and what they say of the meeting is saved', async () => {
  const { id, meetingId, seen } = await planned()
  const lead = site.tab(await signedIn(bed, domain, { role: 'team_lead' }))
  const page = await lead.get(paths.personMeeting(id, meetingId))
  assertShows(page, /Du skriver inte anteckningar om den här unga/)
  assertHides(page, /name="minutes"/, /Läs minnesanteckningen/)
  const told = await lead.post(paths.personMeetingHeld(id, meetingId), { seen, nextOn: '', minutes: 'Det jag skrev.' })
  assert.equal(told.status, 422)
  assertShows(told, /Du skriver inte anteckningar/, /Det jag skrev\.<\/textarea>/)
  assertShows(await lead.submit(paths.personMeetingHeld(id, meetingId), { seen, nextOn: '2026-11-05' }), /Hållet/)
})

test('the next meeting moves when its day is changed where it was agreed on, and is cancelled when there is to be none', async () => {
  const { id, meetingId } = await planned()
  const held = async (nextOn: string) => {
    const seen = (await meetings(id)).find((each) => each.meetingId === meetingId)?.id ?? ''
    await tab.submit(paths.personMeetingHeld(id, meetingId), { seen, minutes: '', nextOn })
    return (await meetings(id)).filter((each) => each.meetingId !== meetingId).map(({ onDay, state }) => [onDay, state])
  }
  assert.deepEqual(await held('2026-11-05'), [['2026-11-05', 'planned']])
  assert.deepEqual(await held('2026-11-12'), [['2026-11-12', 'planned']])
  assert.deepEqual(await held(''), [['2026-11-12', 'cancelled']])
})

test('a colleague who is to come has a task and a line of their day, is added afterwards, and came though nobody had asked', async () => {
  const { id, meetingId, seen } = await planned()
  const helper = await signedIn(bed, domain, { role: 'coach', displayName: 'Sara Lind' })
  const { accountId, membershipId } = helper
  const seeing = { personId: id, membershipId, teamId: null, reason: 'Samtal', until: null }
  await bed.web.write(colleague, (tx) => letIn(tx, seeing))
  const mine = async () => {
    const asked = { account: accountId, until: day('2026-10-15'), limit: 100, source: 'meeting' } as const
    return (await bed.web.read(helper, (tx) => personTasks(tx, asked))).filter(({ personId }) => personId === id)
  }
  assert.deepEqual(await mine(), [])
  await tab.submit(paths.personCaseMembers(id), {
    role: 'counsellor',
    account: accountId,
    name: '',
    from: '2026-10-01',
  })
  const page = await tab.get(paths.personMeeting(id, meetingId))
  const team = [...page.html.matchAll(/name="asked"[^>]*value="([0-9a-f-]{36})"/g)].map(([, found]) => found ?? '')
  assertShows(await tab.submit(paths.personMeeting(id, meetingId), { ...PLAN, seen, asked: team }), /Sara Lind/)
  assert.equal((await mine())[0]?.account, accountId)
  assertShows(await site.tab(helper).get(paths.start()), /Dagens möten/, /13\.30/)
  const now = (await meetings(id))[0]?.id ?? ''
  const came = { seen: now, minutes: '', nextOn: '', came: ['youth'] }
  assertShows(await tab.submit(paths.personMeetingHeld(id, meetingId), came), /Den unga.*\(kom\)/s, /\(kom inte\)/)
})

test('the next meeting is with whoever answers for the case then, and with those who are still in the team', async () => {
  const { id, meetingId, seen } = await planned()
  const { accountId } = colleague
  await site.tab(colleague).submit(paths.personCaseOwner(id), { seen: coach.accountId, owner: accountId })
  const desk = site.tab(colleague)
  const [, member = ''] = /members\/([0-9a-f-]{36})\/end/.exec((await desk.get(paths.personCase(id))).html) ?? []
  await desk.submit(paths.personCaseMemberEnd(id, member))
  await desk.submit(paths.personMeetingHeld(id, meetingId), { seen, came: [], minutes: '', nextOn: '2026-11-05' })
  const next = (await bed.web.read(colleague, (tx) => meetingsOf(tx, id))).find(({ state }) => state === 'planned')
  const page = await desk.get(paths.personMeeting(id, next?.meetingId ?? ''))
  assertShows(page, /Deltagare/, /Den unga, Amina Yusuf/)
  assertHides(page, /Den unga, Amina Yusuf, /)
})

test('a decision is written in other words, and the place to write it asks for nothing of health', async () => {
  const { id, meetingId } = await planned()
  const address = paths.personMeetingItems(id, meetingId)
  const page = await tab.submit(address, { kind: 'decision', what: 'Börja i verkstan' })
  assertShows(page, /Skriv inget om hälsa eller familj här/)
  const [, item = ''] = /name="item" value="([0-9a-f-]{36})"/.exec(page.html) ?? []
  const right = { item, kind: 'decision', what: 'Börja i köket' }
  const corrected = await tab.submit(address, right)
  assertShows(corrected, /Börja i köket/)
  assertHides(corrected, /verkstan/)
  const again = await tab.post(address, right)
  assert.equal(again.status, 409)
  assertShows(again, /Någon annan hann före/)
})

test('a meeting that has not been is not held, and one that is cancelled is over', async () => {
  const id = await aYouth()
  await tab.submit(paths.personMeetings(id), { ...PLAN, onDay: '2026-10-16', asked: [] })
  const [meeting] = await meetings(id)
  const [meetingId, seen] = [meeting?.meetingId ?? '', meeting?.id ?? '']
  const early = await tab.post(paths.personMeetingHeld(id, meetingId), { seen, minutes: '', nextOn: '' })
  assertShows(early, /Mötet har inte varit/)
  assertShows(
    await tab.submit(paths.personMeetingCancellation(id, meetingId), { seen }),
    /Mötet är inställt/,
    /Inställt/,
  )
  assert.equal((await tab.post(paths.personMeetingCancellation(id, meetingId), { seen })).status, 409)
})
