import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { aDropout } from '../../test/build/register.ts'
import { accepted, consented, shared } from '../../test/build/share.ts'
import { seenOnVisit } from '../../test/build/visits.ts'
import type { Context } from '../kernel/database.ts'
import { day, endOf } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import type { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { setOwner } from '../register/store.ts'
import { events } from '../trail/store.ts'
import { revoke, withdrawConsent } from './actions.ts'
import { grounds } from './law-store.ts'
import { accept, decline, end, letIn, letOut, openShare } from './received-actions.ts'
import { received, visitorsOf } from './received-store.ts'
import { insertShare, sharesOf } from './store.ts'

type Staff = Awaited<ReturnType<typeof signedIn>>

let bed: TestBed
let school: TestDomain
let social: TestDomain
let coach: Staff
let worker: Staff
let colleague: Staff

before(async () => {
  bed = await testBed()
  school = await aDomain(bed, { kind: 'school_board' })
  social = await aDomain(bed, { kind: 'social_board', keepsRegister: false })
  coach = await signedIn(bed, school, { role: 'coach' })
  worker = await signedIn(bed, social, { role: 'social_worker' })
  colleague = await signedIn(bed, social, { role: 'social_worker' })
})
after(() => bed.close())

async function youth(): Promise<PersonId> {
  return bed.jobs.write(school.machine, async (tx) => {
    const { id } = await aDropout(tx, { phone: '070-1740601' })
    await setOwner(tx, [id], coach.accountId)
    return id
  })
}

const seen = (who: Context, visit: string) => seenOnVisit(bed, who, visit)

const refused = (kind: string, field?: string) => (error: unknown) => {
  const { kind: found, fields } = error as { kind: string; fields: readonly { code: string }[] }
  assert.equal(found, kind)
  if (field)
    assert.deepEqual(
      fields.map(({ code }) => code),
      [field],
    )
  return true
}

test('OSL 10:2: before the receiver has accepted, those who may answer see who it is and how to reach them, and nothing more', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, {
    personId,
    toDomainId: social.id,
    topics: ['identity', 'contact', 'schooling', 'register'],
  })
  assert.deepEqual(await seen(worker, id), ['identity', 'contact'])
  await accepted(bed, worker, id)
  assert.deepEqual(await seen(worker, id), ['identity', 'contact', 'schooling', 'register'])
})

test('what is shared is exactly what was said', async () => {
  const toDomainId = social.id
  const school = await shared(bed, coach, { personId: await youth(), toDomainId, topics: ['identity', 'schooling'] })
  const register = await shared(bed, coach, { personId: await youth(), toDomainId, topics: ['identity', 'register'] })
  await accepted(bed, worker, school)
  await accepted(bed, worker, register)
  assert.deepEqual(await seen(worker, school), ['identity', 'schooling'])
  assert.deepEqual(await seen(worker, register), ['identity', 'register'])
})

test('on a visit one sees the one person, and nobody else of that domain', async () => {
  await youth()
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  const found = await bed.web.read({ ...worker, visit: id }, (tx) =>
    tx.all(z.object({ id: z.uuid() }), sql`select id from person`),
  )
  assert.deepEqual(
    found.map((row) => row.id),
    [personId],
  )
})

test('accepted for a colleague, the share is the colleague’s to look into, and no longer the one’s who accepted', async () => {
  const id = await shared(bed, coach, { personId: await youth(), toDomainId: social.id })
  const third = await signedIn(bed, social, { role: 'social_worker' })
  const memberships = await bed.jobs.read(social.machine, (tx) =>
    tx.all(
      z.object({ membershipId: z.uuid(), accountId: z.uuid() }),
      sql`select membership_id as "membershipId", account_id as "accountId" from access.lettable() where membership_id is not null`,
    ),
  )
  const of = (who: Staff) => memberships.find(({ accountId }) => accountId === who.accountId)?.membershipId ?? ''

  await bed.web.write(worker, (tx) => accept(tx, id, { memberships: [of(colleague)], teams: [] }))
  assert.equal(await seen(worker, id), null)
  assert.equal(await seen(third, id), null)
  assert.deepEqual(await seen(colleague, id), ['identity', 'contact'])

  await bed.web.write(colleague, (tx) => letIn(tx, id, { membershipId: of(third), teamId: null }))
  assert.deepEqual(await seen(third, id), ['identity', 'contact'])
  const [, visitor] = await bed.web.read(colleague, (tx) => visitorsOf(tx, id))
  await bed.web.write(colleague, (tx) => letOut(tx, id, visitor?.id ?? ''))
  assert.equal((await bed.web.read(colleague, (tx) => visitorsOf(tx, id))).length, 1)
})

test('a share holds from its own moment until the last day is over', async () => {
  bed.setNow('2026-10-20T08:00:00Z')
  const id = await shared(bed, coach, { personId: await youth(), toDomainId: social.id, lastDay: day('2026-10-31') })
  bed.setNow('2026-10-20T07:59:59Z')
  assert.equal(await seen(worker, id), null)
  bed.setNow('2026-10-20T08:00:00Z')
  assert.deepEqual(await seen(worker, id), ['identity', 'contact'])
  bed.setNow('2026-10-31T22:59:59Z')
  assert.deepEqual(await seen(worker, id), ['identity', 'contact'])
  bed.setNow('2026-10-31T23:00:00Z')
  assert.equal(await seen(worker, id), null)
  bed.setNow('2026-10-31T23:00:01Z')
  assert.equal(await seen(worker, id), null)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('revoked, a share shows nothing more', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  await accepted(bed, worker, id)
  await bed.web.write(coach, (tx) => revoke(tx, { id, personId }))
  assert.equal(await seen(worker, id), null)
  const [mine] = (await bed.web.read(worker, (tx) => received(tx, id))) ?? []
  assert.deepEqual([mine?.mayOpen, mine?.personId, mine?.revokedAt !== null], [false, null, true])
})

test('12:2: a withdrawn consent closes the share at once', async () => {
  const personId = await youth()
  const toDomainId = social.id
  const consentId = await consented(bed, coach, { personId, toDomainId })
  const id = await shared(bed, coach, { personId, toDomainId, ground: 'consent', topics: ['identity', 'schooling'] })
  await accepted(bed, worker, id)
  assert.deepEqual(await seen(worker, id), ['identity', 'schooling'])
  await bed.web.write(coach, (tx) => withdrawConsent(tx, { id: consentId, personId }))
  assert.equal(await seen(worker, id), null)
  const [known] = await bed.web.read(coach, (tx) => sharesOf(tx, personId))
  assert.ok(known?.consentWithdrawnAt)
})

test('12:2: a consent reaches no further than it says', async () => {
  const personId = await youth()
  const toDomainId = social.id
  const asked = { personId, toDomainId, ground: 'consent' } as const
  await assert.rejects(shared(bed, coach, asked), refused('invalid', 'consent_missing'))
  await consented(bed, coach, { personId, toDomainId, lastDay: day('2026-11-30') })
  await assert.rejects(shared(bed, coach, asked), refused('invalid', 'consent_missing'))
  const untilThen = { ...asked, lastDay: day('2026-11-30') }
  await assert.rejects(
    shared(bed, coach, { ...untilThen, topics: ['identity', 'register'] }),
    refused('invalid', 'consent_missing'),
  )
  assert.ok(await shared(bed, coach, untilThen))
})

test('12:2: a share by consent is for what the consent was given for, whoever writes what', async () => {
  const personId = await youth()
  const toDomainId = social.id
  const job = await consented(bed, coach, { personId, toDomainId, purpose: 'Hitta ett sommarjobb tillsammans' })
  const money = await consented(bed, coach, { personId, toDomainId, purpose: 'Hjälp med ekonomin i höst' })
  const asked = { personId, toDomainId, ground: 'consent', consentId: job } as const
  await assert.rejects(
    shared(bed, coach, { ...asked, purpose: 'Utreda vårdnadshavarens ekonomi' }),
    refused('invalid', 'purpose_of_consent'),
  )
  await shared(bed, coach, { ...asked, purpose: '' })
  await shared(bed, coach, { ...asked, consentId: money, purpose: 'Hjälp med ekonomin i höst' })
  await assert.rejects(shared(bed, coach, { ...asked, consentId: '' }), refused('invalid', 'consent_missing'))
  // Nor do the functions believe what they are told.
  await bed.web.write(coach, async (tx) => {
    const ground = (await grounds(tx)).find(({ needsConsent }) => needsConsent)
    await insertShare(tx, {
      ...{ personId, toDomainId, topics: ['identity'], groundId: ground?.id ?? '', groundDetail: null, consentId: job },
      ...{ purpose: 'Utreda vårdnadshavarens ekonomi', untilAt: endOf(day('2026-12-31')), protectedReason: null },
    })
    await tx.record('sharing.tried', {})
  })
  const told = (await bed.web.read(coach, (tx) => sharesOf(tx, personId))).map(({ purpose }) => purpose)
  assert.deepEqual(told.sort(), [
    'Hitta ett sommarjobb tillsammans',
    'Hitta ett sommarjobb tillsammans',
    'Hjälp med ekonomin i höst',
  ])
})

test('one who is not theirs to see cannot be shared, and is as absent as nobody', async () => {
  const personId = await youth()
  const other = await signedIn(bed, school, { role: 'coach' })
  await assert.rejects(shared(bed, other, { personId, toDomainId: social.id }), refused('not_found'))
  await assert.rejects(shared(bed, worker, { personId, toDomainId: school.id }), refused('not_found'))
})

test('nobody shares more than they may see themself', async () => {
  const lead = await signedIn(bed, school, { role: 'team_lead' })
  const sent = { personId: await youth(), toDomainId: social.id }
  await assert.rejects(
    shared(bed, lead, { ...sent, topics: ['identity', 'register'] }),
    refused('invalid', 'topics_not_yours'),
  )
  assert.ok(await shared(bed, lead, sent))
})

test('what is visited cannot be shared on, and nothing can be written on a visit', async () => {
  const personId = await youth()
  const clinic = await aDomain(bed, { kind: 'region', municipality: null })
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  await accepted(bed, worker, id)
  await assert.rejects(shared(bed, worker, { personId, toDomainId: clinic.id }), refused('not_found'))
  const visiting = { ...worker, visit: id }
  await assert.rejects(bed.web.write(visiting, (tx) => tx.record('sharing.tried', {})))
  await bed.web.read(visiting, async (tx) => {
    const { may } = await tx.one(z.object({ may: z.boolean() }), sql`select access.may('share') as may`)
    assert.equal(may, false)
    await assert.rejects(tx.all(z.unknown(), sql`delete from person_contact returning id`))
  })
})

test('a visit is for the domain it was shared with, and for those who meet the young there', async () => {
  const id = await shared(bed, coach, { personId: await youth(), toDomainId: social.id })
  const elsewhere = await aDomain(bed, { kind: 'social_board', municipality: '0483', keepsRegister: false })
  const stranger = await signedIn(bed, elsewhere, { role: 'social_worker' })
  const administrator = await signedIn(bed, social, { role: 'administrator' })
  for (const who of [stranger, administrator, coach]) assert.equal(await seen(who, id), null)
  assert.deepEqual(await bed.web.read(stranger, (tx) => received(tx)), [])
  await assert.rejects(
    bed.web.write(stranger, (tx) => openShare(tx, id)),
    refused('not_found'),
  )
})

test('declined with a reason, a share shows nothing and cannot be answered again', async () => {
  const id = await shared(bed, coach, { personId: await youth(), toDomainId: social.id })
  await assert.rejects(
    bed.web.write(worker, (tx) => decline(tx, id, ' ')),
    refused('invalid', 'decline_reason_missing'),
  )
  await bed.web.write(worker, (tx) => decline(tx, id, 'Hör till Katrineholm'))
  assert.equal(await seen(worker, id), null)
  await assert.rejects(accepted(bed, worker, id), refused('conflict', 'share_answered'))
})

test('the receiver ends what is needed no longer', async () => {
  const id = await shared(bed, coach, { personId: await youth(), toDomainId: social.id })
  await accepted(bed, worker, id)
  await assert.rejects(
    bed.web.write(colleague, (tx) => end(tx, id)),
    refused('not_found'),
  )
  await bed.web.write(worker, (tx) => end(tx, id))
  assert.equal(await seen(worker, id), null)
})

test('protected identity is not shared; with a reason, only from one with the right to see it to another', async () => {
  const sighted = await signedIn(bed, school, { role: 'kaa_coordinator', seesProtected: true })
  const cleared = await signedIn(bed, social, { role: 'social_worker', seesProtected: true })
  const { id: personId } = await bed.jobs.write(school.machine, (tx) =>
    aPerson(tx, { protection: 'confidentiality_marking' }),
  )
  const sent = { personId, toDomainId: social.id }
  const unsighted = await signedIn(bed, school, { role: 'kaa_coordinator' })
  await assert.rejects(
    shared(bed, unsighted, { ...sent, protectedReason: 'Socialtjänsten måste nå' }),
    refused('not_found'),
  )
  await assert.rejects(shared(bed, sighted, sent), refused('invalid', 'protected_reason_short'))
  const id = await shared(bed, sighted, { ...sent, protectedReason: 'Socialtjänsten måste nå den unga' })
  assert.equal(await seen(worker, id), null)
  assert.deepEqual(await bed.web.read(worker, (tx) => received(tx, id)), [])
  assert.deepEqual(await seen(cleared, id), ['identity'])
})

test('one who becomes protected is shared no longer', async () => {
  const personId = await youth()
  const cleared = await signedIn(bed, social, { role: 'social_worker', seesProtected: true })
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  await accepted(bed, worker, id, [cleared.accountId])
  await bed.jobs.write(school.machine, async (tx) => {
    await tx.run(sql`update person set protection = 'protected_registration' where id = ${personId}`)
    await tx.record('people.built', { personId })
  })
  assert.deepEqual(await seen(worker, id), [])
  assert.deepEqual(await seen(cleared, id), [])
})

test('what was shared before a merge follows the one they are', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  const survivor = await bed.jobs.write(school.machine, async (tx) => {
    const { id: root } = await aPerson(tx, { givenName: 'Alma', born: '2009' })
    await tx.run(sql`update person set root_id = ${root} where id = ${personId}`)
    await tx.record('people.built', { personId })
    return root
  })
  const found = await bed.web.read({ ...worker, visit: id }, (tx) => personById(tx, personId))
  assert.deepEqual([found.id, found.givenName], [survivor, 'Alma'])
})

test('every look stands in the trail of both: who looked, and at whom', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  await bed.web.write(worker, (tx) => openShare(tx, id))

  const home = await bed.web.read(coach, (tx) =>
    events(tx, { personIds: [personId], actions: ['sharing.visited'], most: 5 }),
  )
  assert.deepEqual(
    home.map((each) => [each.actorId, each.actorDomainId, each.object]),
    [[worker.accountId, social.id, id]],
  )
})
