import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ownedBy } from '../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, nextNumber, type TestPerson } from '../../test/build/people.ts'
import { anEnrolment } from '../../test/build/register.ts'
import { consented, shared } from '../../test/build/share.ts'
import { lettingIn, sees, signedInAgo } from '../../test/build/sight.ts'
import { placeAt } from '../access/accounts/actions.ts'
import { staff as allStaff } from '../access/accounts/store.ts'
import type { Role } from '../access/model.ts'
import { runningGlass } from '../access/store.ts'
import { StrongerSignInNeeded } from '../kernel/database.ts'
import { day, type Instant } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { addOrganisation, addUnit } from '../organisations/actions.ts'
import { revoke, withdrawConsent } from '../sharing/actions.ts'
import { grounds } from '../sharing/law-store.ts'
import * as store from '../sharing/store.ts'
import { events } from '../trail/store.ts'
import { block, letIn } from './actions.ts'
import * as actions from './glass-actions.ts'
import { glassesToReview, overdueReviews, ownGlasses, takeGlass, waitingReviews } from './glass-store.ts'
import type { Verdict } from './model.ts'

type Staff = Awaited<ReturnType<typeof signedIn>>

const START = '2026-10-15T10:00:00Z'
const REASON = 'Ungdomen har ringt och talat om att ta sitt liv'

let bed: TestBed
let domain: TestDomain
let coordinator: Staff
let officer: Staff

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed, { name: 'Eskilstuna, skolnämnden' })
  coordinator = await staff('kaa_coordinator')
  officer = await staff('data_protection_officer')
})
after(() => bed.close())

const staff = (role: Role, more: { displayName?: string; seesProtected?: boolean } = {}) =>
  signedIn(bed, domain, { role, ...more })
const person = (more: Parameters<typeof aPerson>[1] = {}) => bed.jobs.write(domain.machine, (tx) => aPerson(tx, more))
const refused = (kind: string, code?: string) => (error: unknown) =>
  error instanceof Refused &&
  error.kind === kind &&
  (code === undefined || error.fields.some((each) => each.code === code))

const ask = (who: Staff, number: string, change: { reason?: string; minutes?: number } = {}) =>
  bed.web.write(who, (tx) => actions.askGlass(tx, { number, reason: REASON, minutes: 60, ...change }))
const take = (who: Staff, id: string) => bed.web.write(who, (tx) => actions.takeGlass(tx, id))

/** Asks and takes, and gives the access as its reviewer sees it. */
async function broken(who: Staff, of: TestPerson, minutes = 60): Promise<string> {
  const id = (await ask(who, of.number, { minutes })) ?? ''
  await take(who, id)
  return id
}

const review = (who: Staff, id: string, verdict: Verdict | null, done = '') =>
  bed.web.write(who, (tx) => actions.reviewGlass(tx, { id, verdict, done }))
const shown = async (who: Staff, id: string) =>
  (await bed.web.read(who, glassesToReview)).find((each) => each.id === id)

test('an access in an emergency opens one person, until the second it ends', async () => {
  const [youth, other] = [await person(), await person()]
  const coach = await staff('coach')
  assert.equal(await sees(bed, coach, youth), false)
  await broken(coach, youth, 15)
  assert.deepEqual([await sees(bed, coach, youth), await sees(bed, coach, other)], [true, false])
  bed.setNow('2026-10-15T10:14:59Z')
  assert.equal(await sees(bed, coach, youth), true)
  assert.equal((await bed.web.read(coach, runningGlass))?.personId, youth.id)
  bed.setNow('2026-10-15T10:15:00Z')
  assert.equal(await sees(bed, coach, youth), false)
  assert.equal(await bed.web.read(coach, runningGlass), null)
  bed.setNow('2026-10-15T10:15:01Z')
  assert.equal(await sees(bed, coach, youth), false)
  bed.setNow(START)
})

test('it takes a reason of twenty characters, a number, and at most four hours', async () => {
  const coach = await staff('coach')
  const { number } = await person()
  await assert.rejects(ask(coach, number, { reason: 'nitton tecken här..' }), refused('invalid', 'glass_reason_short'))
  await assert.rejects(ask(coach, number, { minutes: 300 }), refused('invalid', 'minutes_missing'))
  await assert.rejects(ask(coach, '12'), refused('invalid', 'number_unreadable'))
  assert.equal(typeof (await ask(coach, number, { minutes: 240 })), 'string')
})

test('nothing opens before the asking is committed, nor after a minute, nor twice, nor to somebody else', async () => {
  const youth = await person()
  const [coach, other] = [await staff('coach'), await staff('coach')]
  await bed.web.write(coach, async (tx) => {
    const id = await actions.askGlass(tx, { number: youth.number, reason: REASON, minutes: 60 })
    assert.equal(await takeGlass(tx, id ?? ''), null)
  })
  const id = (await ask(coach, youth.number)) ?? ''
  assert.equal(await take(other, id), null)
  bed.setNow('2026-10-15T10:01:00Z')
  assert.equal(await take(coach, id), null)
  bed.setNow('2026-10-15T10:00:59Z')
  assert.equal((await take(coach, id))?.personId, youth.id)
  assert.equal(await take(coach, id), null)
  bed.setNow(START)
})

test('a number nobody has and one of somebody hidden are answered alike, and both stand in the log', async () => {
  const hidden = await person({ protection: 'protected_registration' })
  const shut = await person()
  const coach = await staff('coach')
  await bed.web.write(coordinator, (tx) =>
    block(tx, { personId: shut.id, shut: { kind: 'one', accountId: coach.accountId }, reason: 'syskon' }),
  )
  for (const number of [nextNumber({ born: '2007' }).number, hidden.number, shut.number]) {
    const id = (await ask(coach, number)) ?? ''
    assert.equal(await take(coach, id), null)
  }
  assert.deepEqual(await bed.web.read(coach, ownGlasses), [])
  const logged = await bed.jobs.read(domain.machine, (tx) => events(tx, { actorId: coach.accountId, most: 20 }))
  assert.deepEqual(
    logged.map(({ action, personId }) => [action, personId]),
    Array.from({ length: 3 }, () => [
      ['sight.glass_refused', null],
      ['sight.glass_asked', null],
    ]).flat(),
  )
  const attempts = (await bed.web.read(officer, glassesToReview)).filter((each) => each.outcome !== 'given')
  assert.deepEqual(attempts.map(({ outcome }) => outcome).sort(), ['hidden', 'hidden', 'unknown'])
  assert.equal(
    (await bed.web.read(coordinator, glassesToReview)).some((each) => each.outcome !== 'given'),
    false,
  )
})

test('protected persons are opened by those with the right to see them, and nobody else', async () => {
  const youth = await person({ protection: 'confidentiality_marking' })
  const cleared = await staff('coach', { seesProtected: true })
  await broken(cleared, youth)
  assert.equal(await sees(bed, cleared, youth), true)
})

test('one who sees the person already needs no access, and none is made', async () => {
  const youth = await person()
  const coach = await staff('coach')
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, youth.id, coach.accountId))
  const id = (await ask(coach, youth.number)) ?? ''
  assert.deepEqual(await take(coach, id), { personId: youth.id, assignmentId: null })
  assert.deepEqual(await bed.web.read(coach, ownGlasses), [])
})

test('the sixth attempt within a day is refused, whatever became of the five', async () => {
  const coach = await staff('coach')
  const nobody = nextNumber({ born: '2006' }).number
  for (const minute of [0, 1, 2, 3, 4]) {
    bed.setNow(`2026-10-15T10:0${minute}:00Z`)
    assert.notEqual(await ask(coach, nobody), null)
  }
  assert.equal(await ask(coach, nobody), null)
  bed.setNow('2026-10-16T09:59:59Z')
  assert.equal(await ask(coach, nobody), null)
  bed.setNow('2026-10-16T10:00:00Z')
  assert.notEqual(await ask(coach, nobody), null)
  bed.setNow(START)
})

test('roles without the right take no access, and nobody who showed who they are more than five minutes ago', async () => {
  const youth = await person()
  await assert.rejects(ask(await staff('class_mentor'), youth.number), refused('forbidden'))
  const coach = await staff('coach')
  await signedInAgo(bed, coach, '5 minutes')
  await assert.rejects(
    ask(coach, youth.number),
    (error) => error instanceof StrongerSignInNeeded && error.assurance === 3,
  )
  await signedInAgo(bed, coach, '4 minutes')
  assert.equal(typeof (await ask(coach, youth.number)), 'string')
})

test('it is ended before its time by who took it', async () => {
  const youth = await person()
  const [coach, other] = [await staff('coach'), await staff('coach')]
  await broken(coach, youth)
  const { assignmentId = '' } = (await bed.web.read(coach, runningGlass)) ?? {}
  await assert.rejects(
    bed.web.write(other, (tx) => actions.endGlass(tx, assignmentId)),
    refused('not_found'),
  )
  await bed.web.write(coach, (tx) => actions.endGlass(tx, assignmentId))
  assert.equal(await sees(bed, coach, youth), false)
})

test('a block set while it lasts shuts out at once', async () => {
  const youth = await person()
  const coach = await staff('coach')
  await broken(coach, youth)
  await bed.web.write(coordinator, (tx) =>
    block(tx, { personId: youth.id, shut: { kind: 'one', accountId: coach.accountId }, reason: 'syskon' }),
  )
  assert.equal(await sees(bed, coach, youth), false)
})

test('what was opened in an emergency lets nobody in for longer', async () => {
  const youth = await person()
  const principal = await staff('principal')
  await broken(principal, youth)
  await assert.rejects(
    bed.web.write(principal, (tx) =>
      letIn(tx, {
        personId: youth.id,
        membershipId: principal.membershipId,
        teamId: null,
        reason: 'arbete',
        until: null,
      }),
    ),
    refused('forbidden'),
  )
})

test('what was opened in an emergency is not shared, and ends nothing that others have shared', async () => {
  const [youth, abroad] = [await person(), await aDomain(bed, { kind: 'social_board', keepsRegister: false })]
  const [coach, owner] = [await staff('coach'), await staff('coach')]
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, youth.id, owner.accountId))
  const to = { personId: youth.id, toDomainId: abroad.id }
  const consentId = await consented(bed, owner, to)
  const shareId = await shared(bed, owner, to)
  await broken(coach, youth, 15)
  const part = (id: string) => ({ id, personId: youth.id })
  for (const tried of [
    () => shared(bed, coach, to),
    () => consented(bed, coach, to),
    () => bed.web.write(coach, (tx) => revoke(tx, part(shareId))),
    () => bed.web.write(coach, (tx) => withdrawConsent(tx, part(consentId))),
  ])
    await assert.rejects(tried, refused('forbidden'))
  // Nor by the functions themselves.
  await bed.web.write(coach, async (tx) => {
    const untilAt = '2026-12-31T23:00:00.000Z' as Instant
    const ground = (await grounds(tx)).find(({ code }) => code === 'own_activity')
    const asked = { ...to, purpose: 'Gemensam planering inför hösten', untilAt, topics: ['identity' as const] }
    const words = { groundDetail: 'Utan detta når vi inte fram', protectedReason: null, consentId: null }
    assert.equal(await store.insertShare(tx, { ...asked, ...words, groundId: ground?.id ?? '' }), null)
    const given = {
      byPerson: true,
      byGuardian: true,
      aloneReason: null,
      how: 'paper',
      witness: null,
      document: 'Dnr 1',
    }
    assert.equal(await store.insertConsent(tx, { ...asked, ...given, givenOn: day('2026-10-15') }), null)
    assert.equal(await store.revokeShare(tx, shareId), null)
    assert.equal(await store.withdrawConsent(tx, consentId), null)
    await tx.record('sight.tried')
  })
})

test('an access in an emergency adds no topic to what one may share of a pupil of one’s own school', async () => {
  const [administrator, coach] = [await staff('administrator'), await staff('coach')]
  const unit = await bed.web.write(administrator, async (tx) => {
    const organisationId = await addOrganisation(tx, { name: 'Kommunen', kind: 'municipality', number: null })
    return addUnit(tx, { organisationId, name: 'Rekarnegymnasiet', schoolUnitCode: '12345678' })
  })
  const pupil = await person()
  await bed.jobs.write(domain.machine, async (tx) => {
    await anEnrolment(tx, pupil, { from: '2026-08-17', schoolUnitCode: '12345678' })
    await tx.record('register.built')
  })
  const known = (await bed.web.read(administrator, allStaff)).find((each) => each.accountId === coach.accountId)
  await bed.web.write(administrator, (tx) =>
    placeAt(tx, { staffId: known?.id ?? '', membershipId: coach.membershipId, units: [unit] }),
  )
  const shareable = () => bed.web.read(coach, (tx) => store.shareableTopics(tx, pupil.id))
  assert.deepEqual(await shareable(), ['identity', 'contact', 'schooling'])
  await broken(coach, pupil)
  assert.deepEqual(await shareable(), ['identity', 'contact', 'schooling'])
  await lettingIn({ bed, domain }, { person: pupil.id, membershipId: coach.membershipId })
  assert.deepEqual(await shareable(), ['identity', 'contact', 'schooling', 'register', 'note', 'support'])
})

test('it is reviewed by somebody else, who sees the person, and once', async () => {
  const youth = await person()
  const head = await staff('student_health_head')
  await lettingIn({ bed, domain }, { person: youth.id, membershipId: (await staff('coach')).membershipId })
  const id = await broken(head, youth)
  await assert.rejects(review(head, id, 'accepted'), refused('not_found'))
  const stranger = await staff('student_health_head')
  await assert.rejects(review(stranger, id, 'accepted'), refused('not_found'))
  await assert.rejects(review(coordinator, id, null), refused('invalid', 'verdict_missing'))
  await assert.rejects(review(coordinator, id, 'not_justified', 'kort'), refused('invalid', 'done_missing'))
  await review(coordinator, id, 'accepted')
  const said = await shown(coordinator, id)
  assert.deepEqual([said?.verdict, said?.reviewedBy], ['accepted', (await shown(officer, id))?.reviewedBy])
  await assert.rejects(review(officer, id, 'accepted'), refused('not_found'))
})

test('what was not justified is ended at once', async () => {
  const youth = await person()
  const coach = await staff('coach')
  const id = await broken(coach, youth)
  await review(officer, id, 'not_justified', 'Samtal med närmaste chef')
  assert.equal(await sees(bed, coach, youth), false)
})

test('a review is due within 72 hours, and late the moment after', async () => {
  const home = await aDomain(bed)
  const [coach, boss] = [
    await signedIn(bed, home, { role: 'coach' }),
    await signedIn(bed, home, { role: 'kaa_coordinator' }),
  ]
  const youth = await bed.jobs.write(home.machine, (tx) => aPerson(tx))
  bed.setNow('2026-11-02T08:00:00Z')
  const before = await overdueReviews(bed.web, bed.web.clock.now())
  const id = await broken(coach, youth)
  bed.setNow('2026-11-05T08:00:00Z')
  assert.deepEqual(await bed.web.read(boss, waitingReviews), { waiting: 1, overdue: 0, untold: 0 })
  const onTime = await overdueReviews(bed.web, bed.web.clock.now())
  bed.setNow('2026-11-05T08:00:01Z')
  assert.deepEqual(await bed.web.read(boss, waitingReviews), { waiting: 1, overdue: 1, untold: 0 })
  assert.deepEqual([onTime - before, (await overdueReviews(bed.web, bed.web.clock.now())) - before], [0, 1])
  await review(boss, id, 'accepted')
  assert.deepEqual(await bed.web.read(boss, waitingReviews), { waiting: 0, overdue: 0, untold: 1 })
  bed.setNow(START)
})

test('the young person is to be told, unless that is stopped, and only a reviewer takes a stop away', async () => {
  const youth = await person()
  const coach = await staff('coach')
  const id = await broken(coach, youth)
  const stop = (reason: string) => bed.web.write(coach, (tx) => actions.stopTellingOfOwn(tx, { id, reason }))
  await assert.rejects(stop('farligt'), refused('invalid', 'stop_missing'))
  await stop('En förälder läser ungdomens post')
  await assert.rejects(
    bed.web.write(coach, (tx) => actions.tellOfOwnGlass(tx, id)),
    refused('not_found'),
  )
  assert.equal((await shown(coordinator, id))?.stopReason, 'En förälder läser ungdomens post')
  await bed.web.write(coordinator, (tx) => actions.takeAwayStop(tx, id))
  await bed.web.write(coach, (tx) => actions.tellOfOwnGlass(tx, id))
  assert.equal((await shown(coordinator, id))?.toldAt, '2026-10-15T10:00:00.000Z')
  await assert.rejects(
    bed.web.write(coordinator, (tx) => actions.stopTellingOfReviewed(tx, { id, reason: 'det var farligt' })),
    refused('not_found'),
  )
})
