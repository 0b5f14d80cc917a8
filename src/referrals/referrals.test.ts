import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, type Writer } from '../../test/build/notes.ts'
import { aDropout } from '../../test/build/register.ts'
import { aTeam } from '../../test/build/staff.ts'
import type { Context } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { PLAN_LADDER } from '../outreach/ladder/planning.ts'
import { alerts } from '../tasks/alert-store.ts'
import { acceptReferral, handOver, placeReferral, tieToKnown } from './accept-actions.ts'
import { declineReferral, endReferral, openReferral, sendReferral, takeReferral, withdrawReferral } from './actions.ts'
import { inboxRows, queueRows, roomTaken, sentRows, stageTimes } from './list-store.ts'
import { inQueue, UNDECIDED } from './rules.ts'
import { decidePlaces, decideSettings } from './setting-actions.ts'
import { referralById, stagesOf, wordsOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Writer
let coach: Writer
let colleague: Writer
let mentor: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  coach = await signedIn(bed, domain, { role: 'coach' })
  colleague = await signedIn(bed, domain, { role: 'coach' })
  mentor = await signedIn(bed, domain, { role: 'class_mentor' })
})
after(() => bed.close())

const notFound = { kind: 'not_found' }
const ASKED = { origin: 'inside', reasons: ['absence'], words: 'Svarar bäst på sms.' } as const

/** A young person of the coach's, referred by the coach. */
async function sent(by: Writer = coach) {
  const personId = await aCase(bed, domain, by)
  const referralId = await bed.web.write(by, (tx) => sendReferral(tx, { personId, ...ASKED }))
  return { personId, referralId }
}
const now = (who: Context, id: string) => bed.web.read(who, (tx) => referralById(tx, id))
const which = async (id: string) => ({ referralId: id, seen: (await now(coordinator, id)).id })
const taken = async (id: string) => {
  const at = await which(id)
  await bed.web.write(coordinator, (tx) => takeReferral(tx, at))
}
const readBy = async (who: Context, id: string) => {
  const { ticket } = await bed.web.write(who, (tx) => openReferral(tx, id))
  return ticket === null ? null : bed.web.read(who, (tx) => wordsOf(tx, id, ticket))
}

test('what a coach sends stands in triage, with a day by which somebody is to look at it', async () => {
  const { referralId } = await sent()
  const { stage, targetOn, sentBy } = await now(coordinator, referralId)
  // 15 October 2026 is a Thursday.
  assert.deepEqual([stage, targetOn, sentBy], ['received', '2026-10-16', coach.accountId])
  const inbox = await bed.web.read(coordinator, (tx) =>
    inboxRows(tx, { stage: 'received', mine: false, limit: 50, offset: 0 }),
  )
  assert.ok(inbox.some((row) => row.referralId === referralId))
})

test('it is there for those who triage, who sent it and who has the case, and absent for everybody else', async () => {
  const { referralId } = await sent()
  for (const who of [coordinator, coach]) assert.equal((await now(who, referralId)).referralId, referralId)
  for (const who of [colleague, mentor]) await assert.rejects(now(who, referralId), notFound)
  const elsewhere = await signedIn(bed, await aDomain(bed), { role: 'kaa_coordinator' })
  await assert.rejects(now(elsewhere, referralId), notFound)
})

test('a mentor without the contact log refers a pupil and sees how it goes, and nobody else’s referral of the same', async () => {
  const personId = await aCase(bed, domain, mentor)
  const own = await bed.web.write(mentor, (tx) => sendReferral(tx, { personId, ...ASKED }))
  const theirs = await bed.web.write(coordinator, (tx) => sendReferral(tx, { personId, ...ASKED }))
  const listed = await bed.web.read(mentor, (tx) => sentRows(tx, { limit: 50, offset: 0 }))
  assert.deepEqual(
    listed.map(({ referralId }) => referralId),
    [own],
  )
  await assert.rejects(now(mentor, theirs), notFound)
})

test('one cannot refer somebody one does not see', async () => {
  const personId = await aCase(bed, domain, coach)
  await assert.rejects(
    bed.web.write(colleague, (tx) => sendReferral(tx, { personId, ...ASKED })),
    notFound,
  )
})

test('the words are read by ticket, and no role can select them', async () => {
  const { referralId } = await sent()
  assert.equal((await readBy(coordinator, referralId))?.body, ASKED.words)
  assert.equal((await readBy(coach, referralId))?.body, ASKED.words)
  const past = bed.web.read(coordinator, (tx) => tx.all(z.unknown(), sql`select body from referral`))
  await assert.rejects(past, { code: '42501' })
  const untaken = bed.web.read(coordinator, (tx) => wordsOf(tx, referralId, 1))
  await assert.rejects(untaken, { code: '42501' })
})

test('a sender who no longer works with the young person still sees how it goes, and not the words', async () => {
  const { referralId, personId } = await sent()
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`update register_owner w set known_until = ${tx.now} where w.person_id = ${personId}`)
    await tx.record('test.released')
  })
  assert.equal((await now(coach, referralId)).stage, 'received')
  assert.equal(await readBy(coach, referralId), null)
})

test('of two who take it at once the second is told, and nothing is done twice', async () => {
  const { referralId } = await sent()
  const at = await which(referralId)
  const both = await Promise.allSettled([
    bed.web.write(coordinator, (tx) => takeReferral(tx, at)),
    bed.web.write(coordinator, (tx) => takeReferral(tx, at)),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const [lost] = both.filter((each) => each.status === 'rejected')
  assert.deepEqual([lost?.reason.kind, lost?.reason.code], ['conflict', 'referral_moved'])
  const stages = await bed.web.read(coordinator, (tx) => stagesOf(tx, referralId))
  assert.deepEqual(
    stages.map(({ stage }) => stage),
    ['received', 'triage'],
  )
})

test('accepted by a team: its members are let in, a place is taken, and it is free again at the end', async () => {
  const [teamId] = await aTeam({ bed, domain })
  await bed.web.write(coordinator, (tx) => decidePlaces(tx, { teamId, places: 20 }))
  const { referralId, personId } = await sent()
  await taken(referralId)
  const room = async () =>
    (await bed.web.read(coordinator, roomTaken)).find((each) => each.teamId === teamId)?.taken ?? 0
  const at = await which(referralId)
  await bed.web.write(coordinator, (tx) => acceptReferral(tx, { ...at, teamId, ownerId: null }))
  assert.equal(await room(), 1)
  const queued = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(z.object({ payload: z.unknown() }), sql`select payload from job where name = ${PLAN_LADDER}`),
  )
  assert.deepEqual(
    queued.filter(({ payload }) => JSON.stringify(payload).includes(personId)),
    [{ payload: { personIds: [personId], startedAs: 'referral' } }],
    'the ladder starts',
  )
  assert.equal((await now(coach, referralId)).stage, 'accepted')
  const end = await which(referralId)
  await bed.web.write(coordinator, (tx) => endReferral(tx, { ...end, reason: 'goal_reached' }))
  assert.equal(await room(), 0)
})

test('17 of 20: of two who take the last place at once the second is told; more than the places takes a tick', async () => {
  const [teamId] = await aTeam({ bed, domain })
  await bed.web.write(coordinator, (tx) => decidePlaces(tx, { teamId, places: 1 }))
  const others = await signedIn(bed, domain, { role: 'team_lead' })
  const waiting = [await sent(), await sent()]
  for (const { referralId } of waiting) await taken(referralId)
  const [one, two] = await Promise.all(waiting.map(({ referralId }) => which(referralId)))
  assert.ok(one && two)
  const accept = (who: Context, at: typeof one, anyway = false) =>
    bed.web.write(who, (tx) => acceptReferral(tx, { ...at, teamId, ownerId: null, anyway }))
  const both = await Promise.allSettled([accept(coordinator, one), accept(others, two)])
  const [lost] = both.filter((each) => each.status === 'rejected')
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.deepEqual(lost?.reason.fields, [{ field: 'anyway', code: 'team_full' }])
  const left = both[0]?.status === 'rejected' ? one : two
  await accept(others, left, true)
  const room = (await bed.web.read(coordinator, roomTaken)).find((each) => each.teamId === teamId)
  assert.equal(room?.taken, 2)
})

test('whoever referred somebody is told when it is decided, and not of what they did themselves', async () => {
  const told = async (who: Context, id: string) =>
    (await bed.web.read(who, (tx) => alerts(tx, 50))).filter(({ object }) => object === id).map(({ code }) => code)
  const { referralId } = await sent()
  await taken(referralId)
  assert.deepEqual(await told(coach, referralId), [])
  const at = await which(referralId)
  await bed.web.write(coordinator, (tx) => declineReferral(tx, { ...at, reason: 'other_support' }))
  assert.deepEqual(await told(coach, referralId), ['referral_answered'])
  const own = (await sent(coordinator)).referralId
  await taken(own)
  const mine = await which(own)
  await bed.web.write(coordinator, (tx) => declineReferral(tx, { ...mine, reason: 'twice' }))
  assert.deepEqual(await told(coordinator, own), [])
})

test('accepted by a case holder: whoever is in the register gets one, and nobody else can', async () => {
  const personId = await bed.jobs.write(domain.machine, async (tx) => (await aDropout(tx)).id)
  const referralId = await bed.web.write(coordinator, (tx) => sendReferral(tx, { personId, ...ASKED }))
  await taken(referralId)
  const at = await which(referralId)
  const accepting = { ...at, teamId: null, ownerId: colleague.accountId }
  await bed.web.write(coordinator, (tx) => acceptReferral(tx, accepting))
  const owner = await bed.web.read(coordinator, (tx) =>
    tx.one(
      z.object({ is: z.uuid() }),
      sql`select account_id as is from register_owner where person_id = ${personId} and known_until is null`,
    ),
  )
  assert.equal(owner.is, colleague.accountId)
})

test('nobody is accepted by nobody, nor by a team that is not there', async () => {
  const { referralId } = await sent()
  await taken(referralId)
  const at = await which(referralId)
  const accept = (teamId: string | null) =>
    bed.web.write(coordinator, (tx) => acceptReferral(tx, { ...at, teamId, ownerId: null }))
  await assert.rejects(accept(null), { kind: 'invalid', fields: [{ field: 'team', code: 'holder_missing' }] })
  await assert.rejects(accept(at.seen), { kind: 'invalid', fields: [{ field: 'team', code: 'unknown_team' }] })
})

test('a no has a reason out of its own list, and cannot be taken back', async () => {
  const { referralId } = await sent()
  await taken(referralId)
  const at = await which(referralId)
  const decline = (reason: 'goal_reached' | 'other_support' | null) =>
    bed.web.write(coordinator, (tx) => declineReferral(tx, { ...at, reason }))
  await assert.rejects(decline(null), { kind: 'invalid' })
  await assert.rejects(decline('goal_reached'), { kind: 'invalid' })
  await decline('other_support')
  assert.deepEqual([(await now(coach, referralId)).reason], ['other_support'])
  const over = await which(referralId)
  await assert.rejects(
    bed.web.write(coordinator, (tx) => takeReferral(tx, over)),
    { code: 'no_such_move' },
  )
})

test('the sender takes it back until it is decided; nobody else does', async () => {
  const { referralId } = await sent()
  const at = await which(referralId)
  const withdraw = (who: Context) =>
    bed.web.write(who, (tx) => withdrawReferral(tx, { ...at, reason: 'no_longer_needed' }))
  await assert.rejects(withdraw(coordinator), { kind: 'forbidden' })
  await assert.rejects(withdraw(colleague), notFound)
  await withdraw(coach)
  assert.equal((await now(coordinator, referralId)).stage, 'withdrawn')
})

test('to another team it begins anew there, with why; not to the team it is with', async () => {
  const [[one], [two]] = [await aTeam({ bed, domain }), await aTeam({ bed, domain })]
  const { referralId } = await sent()
  await taken(referralId)
  const queued = await which(referralId)
  await bed.web.write(coordinator, (tx) => placeReferral(tx, { ...queued, to: 'waiting', teamId: one }))
  const at = await which(referralId)
  const hand = (teamId: string) =>
    bed.web.write(coordinator, (tx) => handOver(tx, { ...at, teamId, reason: 'no_room' }))
  await assert.rejects(hand(one), { fields: [{ field: 'toTeam', code: 'same_team' }] })
  await hand(two)
  const { stage, teamId, reason } = await now(coordinator, referralId)
  assert.deepEqual([stage, teamId, reason], ['received', two, 'no_room'])
})

test('whoever is not in the register can have no case holder there, and stays where they were', async () => {
  const { referralId } = await sent()
  await taken(referralId)
  const at = await which(referralId)
  const accept = bed.web.write(coordinator, (tx) =>
    acceptReferral(tx, { ...at, teamId: null, ownerId: colleague.accountId }),
  )
  await assert.rejects(accept, { fields: [{ field: 'owner', code: 'owner_not_member' }] })
  assert.equal((await now(coordinator, referralId)).stage, 'triage')
})

test('the queue is in the order they came, and each stage has taken its time', async () => {
  const [first, second] = [await sent(), await sent()]
  for (const { referralId } of [second, first]) {
    await taken(referralId)
    const at = await which(referralId)
    await bed.web.write(coordinator, (tx) => placeReferral(tx, { ...at, to: 'waiting', teamId: null }))
  }
  const rows = await bed.web.read(coordinator, (tx) => queueRows(tx, { limit: 50, offset: 0 }))
  const queue = rows.map(({ referralId }) => referralId)
  const sorted = rows.map(({ receivedAt, referralId }) => ({ receivedAt, id: referralId })).sort(inQueue)
  assert.deepEqual(
    rows.map(({ receivedAt }) => receivedAt),
    sorted.map(({ receivedAt }) => receivedAt),
  )
  assert.ok(queue.includes(first.referralId) && queue.includes(second.referralId))
  const rest = await bed.web.read(coordinator, (tx) => queueRows(tx, { limit: 50, offset: 1 }))
  assert.deepEqual(
    rest.map(({ referralId }) => referralId),
    queue.slice(1),
  )
  const times = await bed.web.read(coordinator, (tx) => stageTimes(tx, tx.today))
  assert.ok((times.find(({ stage }) => stage === 'received')?.n ?? 0) >= 2)
})

test('the days of each stage are the domain’s own to decide', async () => {
  const own = await aDomain(bed)
  const lead = await signedIn(bed, own, { role: 'team_lead' })
  await bed.web.write(lead, (tx) => decideSettings(tx, { ...UNDECIDED, receivedDays: 3 }))
  const personId = await aCase(bed, own, lead)
  const id = await bed.web.write(lead, (tx) => sendReferral(tx, { personId, ...ASKED }))
  // Thursday, and three workdays: Tuesday.
  assert.equal((await bed.web.read(lead, (tx) => referralById(tx, id))).targetOn, '2026-10-20')
  await assert.rejects(
    bed.web.write(lead, (tx) => decideSettings(tx, { ...UNDECIDED, receivedDays: 0 })),
    { kind: 'invalid' },
  )
  await assert.rejects(
    bed.web.write(coach, (tx) => decideSettings(tx, UNDECIDED)),
    { kind: 'forbidden' },
  )
})

test('a referral that is somebody’s already cannot be tied to another', async () => {
  const { referralId } = await sent()
  const at = await which(referralId)
  const tie = bed.web.write(coordinator, (tx) => tieToKnown(tx, { ...at, number: '20080101-2386' }))
  await assert.rejects(tie, { kind: 'conflict', code: 'tied_already' })
})
