import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, type Writer } from '../../test/build/notes.ts'
import { aPerson, nextNumber } from '../../test/build/people.ts'
import { assertHides, assertShows, type FormFields, type Site, siteOf } from '../../test/build/site.ts'
import { aTeam } from '../../test/build/staff.ts'
import { asAccessOwner } from '../../test/build/ways-in.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { grounds } from '../sharing/law-store.ts'
import { received } from '../sharing/received-store.ts'
import { sharesOf } from '../sharing/store.ts'
import { alerts } from '../tasks/alert-store.ts'
import { paths } from '../ui/paths.ts'
import { referralRound } from './jobs.ts'
import { inboxRows } from './list-store.ts'
import { courseOf } from './parcel-store.ts'
import { referralById } from './store.ts'

let bed: TestBed
let home: TestDomain
let there: TestDomain
let coordinator: Writer
let coach: Writer
let lead: Writer
let site: Site
let ground: string

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  home = await aDomain(bed, { name: 'Skolan' })
  there = await aDomain(bed, { name: 'Socialnämnden', kind: 'social_board' })
  coordinator = await signedIn(bed, home, { role: 'kaa_coordinator' })
  coach = await signedIn(bed, home, { role: 'coach' })
  lead = await signedIn(bed, there, { role: 'team_lead' })
  site = siteOf(bed)
  const known = await bed.web.read(coordinator, grounds)
  ground = known.find(({ code }) => code === 'own_activity')?.id ?? ''
})
after(() => bed.close())

const exchange = async () => {
  for (const { machine } of [there, home]) await referralRound(bed.jobs, machine)
}
const SAID = { detail: 'Utan detta når vi inte fram', purpose: 'Behöver stöd hemma i höst', until: '2026-12-31' }
const sending = (more: FormFields = {}) => ({ to: there.id, ground, reasons: ['isolated'], ...SAID, ...more })

/** A young person of the coach's, sent straight to the other authority by the coach. */
async function sent(more: FormFields = {}) {
  const number = nextNumber()
  const personId = await aCase(bed, home, coach, { givenName: 'Tove', familyName: 'Ask', number })
  const done = await site.tab(coach).post(paths.personReferralElsewhere(personId), sending(more))
  return { personId, number, id: done.location?.split('/').at(-1) ?? '', done }
}
const inboxThere = () =>
  bed.web.read(lead, (tx) => inboxRows(tx, { stage: 'received', mine: false, limit: 100, offset: 0 }))
/** Takes in what has come, and answers with the new one of it there. */
async function arrived(): Promise<string> {
  const known = new Set((await inboxThere()).map(({ referralId }) => referralId))
  await exchange()
  return (await inboxThere()).find(({ referralId }) => !known.has(referralId))?.referralId ?? ''
}
const stageThere = async (id: string) => (await bed.web.read(lead, (tx) => referralById(tx, id))).stage
const course = (id: string) => bed.web.read(coach, (tx) => courseOf(tx, id))
const seen = async (who: Writer, id: string) => (await bed.web.read(who, (tx) => referralById(tx, id))).id

test('the compass first: which secrecy, which ground, and what will be seen; nothing is sent without a ground and a reason', async () => {
  const personId = await aCase(bed, home, coach, { givenName: 'Nora', familyName: 'Ek' })
  const tab = site.tab(coach)
  assertShows(await tab.get(paths.personReferralNew(personId)), /Aktualisera till en annan myndighet/)
  assertShows(await tab.get(paths.personReferralElsewhere(personId)), /Till vem\?/, /Socialnämnden/)
  const page = await tab.get(paths.personReferralElsewhere(personId, { to: there.id }))
  assertShows(page, /Från Skolan till Socialnämnden/, /Vilken sekretess gäller hos oss/, /Vad kommer de att se/)
  assertShows(page, /Nora/, /Frånvaro från skolan/, /value="2027-01-13"/)
  const wrong = await tab.post(paths.personReferralElsewhere(personId), sending({ ground: '', reasons: [] }))
  assert.equal(wrong.status, 422)
  assertShows(wrong, /Välj minst en anledning|Välj en grund/, /Behöver stöd hemma i höst/)
  assert.deepEqual(await inboxThere(), [])
  assert.deepEqual(await bed.web.read(coach, (tx) => sharesOf(tx, personId)), [])
})

test('it comes to the other authority with codes and a share, and in between lies nothing of whom', async () => {
  const { id, personId } = await sent()
  assert.equal((await bed.web.read(coach, (tx) => referralById(tx, id))).stage, 'passed_on')
  const [parcel] = await asAccessOwner(bed, 'select to_jsonb(p) as row from access.referral_parcel p')
  assert.equal(JSON.stringify(parcel.row).includes(personId), false)
  assert.deepEqual(parcel.row.reasons, ['isolated'])
  assertShows(await site.tab(coach).get(paths.referral(id)), /Hos Socialnämnden/, /Skickad, inte framme än/)
  await exchange()
  const [row] = await inboxThere()
  assert.deepEqual([row?.origin, row?.personId, row?.reasons], ['domain', null, ['isolated']])
  const [kept] = await asAccessOwner(bed, 'select reasons from access.referral_parcel')
  assert.equal(kept.reasons, null)
  await exchange()
  assert.equal((await inboxThere()).length, 1)
  const page = await site.tab(lead).get(paths.referral(row?.referralId ?? ''))
  assertShows(page, /Från Skolan/, /Behöver stöd hemma i höst/, /Se vem det gäller/)
  assertHides(page, /Tove/)
  assertShows(await site.tab(coach).get(paths.referral(id)), /Framme i deras inkorg/)
})

test('taken, tied by the number in the share, and accepted: the share with it; the sender is told that, and no more', async () => {
  const { id, personId, number } = await sent()
  const theirs = await arrived()
  const tab = site.tab(lead)
  await tab.post(paths.referralTaking(theirs), { seen: await seen(lead, theirs) })
  assertShows(await site.tab(coach).get(paths.referral(id)), /De bedömer den/)
  const own = await bed.jobs.write(there.machine, async (tx) => (await aPerson(tx, { number })).id)
  const tied = await tab.submit(paths.referralPerson(theirs), { seen: await seen(lead, theirs), number: '' })
  assertShows(tied, /Aktualiseringen är knuten/)
  assert.equal((await bed.web.read(lead, (tx) => referralById(tx, theirs))).personId, own)
  const [teamId] = await aTeam({ bed, domain: there })
  await tab.post(paths.referralAcceptance(theirs), { seen: await seen(lead, theirs), team: teamId })
  assert.equal(await stageThere(theirs), 'accepted')
  const [share] = await bed.web.read(coach, (tx) => sharesOf(tx, personId))
  assert.equal(share?.accepted, true)
  const { answer, reason } = (await course(id)) ?? {}
  assert.deepEqual([answer, reason], ['accepted', null])
  await exchange()
  await exchange()
  const told = await bed.web.read(coach, (tx) => alerts(tx, 50))
  assert.deepEqual(
    told.filter(({ object }) => object === id).map(({ code }) => code),
    ['referral_answered'],
  )
  const page = await site.tab(coach).get(paths.referral(id))
  assertShows(page, /De har antagit den/)
  assertHides(page, /Ta tillbaka aktualiseringen/)
})

test('a no is told, with why only where it says nothing of the young person; the share is declined with it', async () => {
  for (const [reason, across] of [
    ['not_resident', 'not_resident'],
    ['declined_offer', null],
  ] as const) {
    const { id, personId } = await sent()
    const theirs = await arrived()
    const tab = site.tab(lead)
    await tab.post(paths.referralTaking(theirs), { seen: await seen(lead, theirs) })
    await tab.post(paths.referralRefusal(theirs), { seen: await seen(lead, theirs), reason })
    const told = await course(id)
    assert.deepEqual([told?.answer, told?.reason], ['declined', across])
    const [share] = await bed.web.read(coach, (tx) => sharesOf(tx, personId))
    assert.equal(share?.accepted, false)
  }
})

test('the sender takes it back: the share closes at once, it is withdrawn there, and nobody can answer it', async () => {
  const { id } = await sent()
  const theirs = await arrived()
  const tab = site.tab(lead)
  await tab.post(paths.referralTaking(theirs), { seen: await seen(lead, theirs) })
  const shareId = (await bed.web.read(lead, (tx) => referralById(tx, theirs))).shareId ?? ''
  assertShows(await site.tab(coach).get(paths.referral(id)), /Ta tillbaka aktualiseringen/)
  const back = { seen: await seen(coach, id), reason: 'changed_mind' }
  assertShows(await site.tab(coach).submit(paths.referralWithdrawal(id), back), /återtagen/, /Tagen tillbaka/)
  assert.equal((await bed.web.read(lead, (tx) => received(tx, shareId)))[0]?.mayOpen ?? false, false)
  // Before Sedd has told them.
  const late = { seen: await seen(lead, theirs), reason: 'not_our_task' }
  const answered = await tab.post(paths.referralRefusal(theirs), late)
  assert.equal(answered.status, 409)
  assertShows(answered, /Avsändaren har tagit tillbaka aktualiseringen/)
  await exchange()
  assert.equal(await stageThere(theirs), 'withdrawn')
})

test('what was taken back before it came leaves nothing behind, and what is answered cannot be taken back', async () => {
  const before = (await inboxThere()).length
  const first = await sent()
  const withdraw = async (id: string) =>
    site.tab(coach).post(paths.referralWithdrawal(id), { seen: await seen(coach, id), reason: 'twice' })
  await withdraw(first.id)
  await exchange()
  assert.equal((await inboxThere()).length, before)
  const second = await sent()
  const theirs = await arrived()
  await site.tab(lead).post(paths.referralTaking(theirs), { seen: await seen(lead, theirs) })
  await site.tab(lead).post(paths.referralRefusal(theirs), { seen: await seen(lead, theirs), reason: 'twice' })
  const late = await withdraw(second.id)
  assert.equal(late.status, 409)
  assertShows(late, /De har redan svarat/)
  assert.equal((await bed.web.read(coach, (tx) => referralById(tx, second.id))).stage, 'passed_on')
})

test('those who triage pass on what a coach asked for: closed here, and the coach follows it and may take it back', async () => {
  const personId = await aCase(bed, home, coach, { givenName: 'Vera', familyName: 'Lind' })
  const sentHere = await site.tab(coach).submit(paths.personReferrals(personId), {
    ...{ origin: 'inside', reasons: ['wellbeing'], words: 'Mår sämre i höst.' },
  })
  const id = /\/referrals\/([0-9a-f-]{36})">Vera Lind/.exec(sentHere.html)?.[1] ?? ''
  const tab = site.tab(coordinator)
  await tab.post(paths.referralTaking(id), { seen: await seen(coordinator, id) })
  const asked = { seen: await seen(coordinator, id), toDomain: there.id, reason: 'other_domain_fits' }
  const chosen = await tab.post(paths.referralForwarding(id), asked)
  assert.equal(chosen.status, 303)
  assertShows(await tab.get(chosen.location ?? ''), /Från Skolan till Socialnämnden/, /En annan verksamhet passar/)
  const at = { referral: id, seen: asked.seen, reason: asked.reason }
  await tab.post(paths.personReferralElsewhere(personId), sending({ ...at, reasons: [] }))
  const { stage, toDomainId } = await bed.web.read(coach, (tx) => referralById(tx, id))
  assert.deepEqual([stage, toDomainId], ['passed_on', there.id])
  await exchange()
  const [row] = (await inboxThere()).filter(({ reasons }) => reasons.join() === 'wellbeing')
  assert.ok(row)
  const again = await tab.post(paths.personReferralElsewhere(personId), sending({ ...at, reasons: [] }))
  assertShows(await tab.get(again.location ?? ''), /Någon annan har flyttat aktualiseringen/)
  const back = { seen: await seen(coach, id), reason: 'no_longer_needed' }
  assert.equal((await site.tab(coach).post(paths.referralWithdrawal(id), back)).status, 303)
  await exchange()
  assert.equal(await stageThere(row.referralId), 'withdrawn')
})

test('nobody sends whom they do not see, and a second press sends nothing', async () => {
  const colleague = await signedIn(bed, home, { role: 'coach' })
  const personId = await aCase(bed, home, coach)
  const strange = await site.tab(colleague).post(paths.personReferralElsewhere(personId), sending())
  assert.equal(strange.status, 404)
  const token = '0b0e6d53-3a8f-4d0e-9d58-3f4b6c0a7c11'
  const tab = site.tab(coach)
  for (let press = 0; press < 2; press += 1) await tab.post(paths.personReferralElsewhere(personId), sending({ token }))
  assert.equal((await bed.web.read(coach, (tx) => sharesOf(tx, personId))).length, 1)
})
