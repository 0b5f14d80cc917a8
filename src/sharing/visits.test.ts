import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { aDropout } from '../../test/build/register.ts'
import { accepted, consented, shared } from '../../test/build/share.ts'
import { seenOnVisit } from '../../test/build/visits.ts'
import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import type { PersonId } from '../people/model.ts'
import { setOwner } from '../register/store.ts'
import { block, letIn, liftBlock } from '../sight/actions.ts'
import { assignmentsOf, blocks, groundsOf, lookers } from '../sight/store.ts'
import { events } from '../trail/store.ts'
import { revoke, withdrawConsent } from './actions.ts'
import { grounds } from './law-store.ts'
import { accept, end, letOut, recuse } from './received-actions.ts'
import { lettable, received, visitorsOf } from './received-store.ts'

/** What holds of visits whatever the program does: asked of the database itself. */

const Counted = z.object({ n: z.number() })

type Staff = Awaited<ReturnType<typeof signedIn>>

let bed: TestBed
let owner: Client
let school: TestDomain
let social: TestDomain
let coach: Staff
let worker: Staff
let colleague: Staff

before(async () => {
  bed = await testBed()
  owner = new Client(bed.owner)
  await owner.connect()
  await owner.query('set role sedd_access')
  school = await aDomain(bed, { kind: 'school_board' })
  social = await aDomain(bed, { kind: 'social_board', keepsRegister: false })
  coach = await signedIn(bed, school, { role: 'coach' })
  worker = await signedIn(bed, social, { role: 'social_worker' })
  colleague = await signedIn(bed, social, { role: 'social_worker' })
})
after(async () => {
  await owner.end()
  await bed.close()
})

const youth = (): Promise<PersonId> =>
  bed.jobs.write(school.machine, async (tx) => {
    const { id } = await aDropout(tx, { phone: '070-1740601' })
    await setOwner(tx, [id], coach.accountId)
    return id
  })

async function openShare(personId: string, ground = 'own_activity'): Promise<string> {
  const id = await shared(bed, coach, { personId, toDomainId: social.id, ground, topics: ['identity', 'contact'] })
  await accepted(bed, worker, id)
  return id
}

/** How many persons a visit of the program's own sees, before others act and after: it goes on while they do. */
function whileVisiting(visit: string, act: () => Promise<unknown>): Promise<[number, number]> {
  return bed.web.read({ ...worker, visit }, async (tx) => {
    const count = async () => (await tx.one(Counted, sql`select count(*) as n from person`)).n
    const before = await count()
    await act()
    return [before, await count()]
  })
}

const blocked = (personId: string, against: { account: string | null; except?: readonly string[] }) =>
  owner.query(
    `insert into access.block (domain_id, person_id, account_id, except_ids, reason, set_by, from_at)
     values ($1, $2, $3, $4, 'nära anhörig', $5, now())`,
    [school.id, personId, against.account, against.except ?? [], coach.accountId],
  )

/** What the coach asks of the database itself, past the program. */
async function asCoach(query: string, values: unknown[]) {
  const client = new Client({ ...bed.owner, user: 'sedd_web' })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select from access.begin($1, $2, null)', [coach.token, bed.web.clock.now()])
    return (await client.query(query, values)).rows[0]
  } finally {
    await client.end()
  }
}

test('revoked by one, a share shows nothing to the next question of a visit that has begun', async () => {
  const personId = await youth()
  const id = await openShare(personId)
  const seen = await whileVisiting(id, () => bed.web.write(coach, (tx) => revoke(tx, { id, personId })))
  assert.deepEqual(seen, [1, 0])
})

test('12:2: a consent that is withdrawn closes a visit that has begun, at its next question', async () => {
  const personId = await youth()
  const consentId = await consented(bed, coach, { personId, toDomainId: social.id })
  const seen = await whileVisiting(await openShare(personId, 'consent'), () =>
    bed.web.write(coach, (tx) => withdrawConsent(tx, { id: consentId, personId })),
  )
  assert.deepEqual(seen, [1, 0])
})

test('ended by the receiver, a visit that has begun closes as well', async () => {
  const id = await openShare(await youth())
  assert.deepEqual(await whileVisiting(id, () => bed.web.write(worker, (tx) => end(tx, id))), [1, 0])
})

test('let out, or shut out by a block, one sees nothing more on a visit that has begun', async () => {
  const id = await openShare(await youth())
  const [visitor] = await bed.web.read(worker, (tx) => visitorsOf(tx, id))
  const out = () => bed.web.write(worker, (tx) => letOut(tx, id, visitor?.id ?? ''))
  assert.deepEqual(await whileVisiting(id, out), [1, 0])

  const personId = await youth()
  const block = () => blocked(personId, { account: worker.accountId })
  assert.deepEqual(await whileVisiting(await openShare(personId), block), [1, 0])
})

test('a block against one who visits stops the visit, and the share is as absent as any', async () => {
  const personId = await youth()
  const id = await openShare(personId)
  await blocked(personId, { account: worker.accountId })
  assert.equal(await seenOnVisit(bed, worker, id), null)
  assert.deepEqual(await bed.web.read(worker, (tx) => received(tx, id)), [])
})

test('one at the receiver who may look is blocked by name from where the person is, and nobody of other domains', async () => {
  const coordinator = await signedIn(bed, school, { role: 'kaa_coordinator' })
  const officer = await signedIn(bed, school, { role: 'data_protection_officer' })
  const stranger = await signedIn(bed, await aDomain(bed, { kind: 'region' }), { role: 'health_worker' })
  const [personId, other] = [await youth(), await youth()]
  const id = await openShare(personId)
  const shut = (of: string, accountId: string) =>
    bed.web.write(coordinator, (tx) => block(tx, { personId: of, shut: { kind: 'one', accountId }, reason: 'kusin' }))
  const names = (who: Staff, of = personId) =>
    bed.web.read(who, async (tx) => (await lookers(tx, of)).map(({ accountId }) => accountId))
  assert.deepEqual(await names(coordinator), [worker.accountId])
  assert.deepEqual(await names(officer), [worker.accountId])
  assert.deepEqual(await names(coordinator, other), [])
  assert.deepEqual(await names(coach), [])
  await assert.rejects(shut(other, worker.accountId), /conflict: blocked_already/)
  await assert.rejects(shut(personId, stranger.accountId), /conflict: blocked_already/)
  const blockId = await shut(personId, worker.accountId)
  assert.equal(await seenOnVisit(bed, worker, id), null)
  assert.deepEqual(await names(coordinator), [])
  await bed.web.write(coordinator, (tx) => liftBlock(tx, blockId))
  assert.deepEqual(await seenOnVisit(bed, worker, id), ['identity', 'contact'])
  await bed.web.write(coach, (tx) => revoke(tx, { id, personId }))
  await assert.rejects(shut(personId, worker.accountId), /conflict: blocked_already/)
})

test('jäv: one who visits says that they know the person, and is shut out until somebody at home lets them in', async () => {
  const coordinator = await signedIn(bed, school, { role: 'kaa_coordinator' })
  const personId = await youth()
  const id = await openShare(personId)
  const out = (who: Staff, reason: string) => bed.web.write(who, (tx) => recuse(tx, id, reason))
  await assert.rejects(out(worker, ' '), /invalid: recusal/)
  await assert.rejects(out(colleague, 'granne'), /not_found: share/)
  await out(worker, 'granne till familjen')
  assert.equal(await seenOnVisit(bed, worker, id), null)
  await assert.rejects(out(worker, 'granne till familjen'), /not_found: share/)
  const [known] = await bed.web.read(coordinator, (tx) => blocks(tx, personId))
  assert.deepEqual([known?.reason, known?.setBy], ['granne till familjen', known?.displayName])
  const logged = await bed.web.read(coordinator, (tx) =>
    events(tx, { personIds: [personId], actions: ['sharing.recused'], most: 5 }),
  )
  assert.deepEqual(
    logged.map(({ actorId, actorDomainId }) => [actorId, actorDomainId]),
    [[worker.accountId, social.id]],
  )
  await bed.web.write(coordinator, (tx) => liftBlock(tx, known?.id ?? ''))
  assert.deepEqual(await seenOnVisit(bed, worker, id), ['identity', 'contact'])
})

test('a block against everybody but those named stops all visits but theirs', async () => {
  const personId = await youth()
  const id = await shared(bed, coach, { personId, toDomainId: social.id })
  await accepted(bed, worker, id, [colleague.accountId])
  await blocked(personId, { account: null, except: [coach.accountId, colleague.accountId] })
  assert.equal(await seenOnVisit(bed, worker, id), null)
  assert.deepEqual(await seenOnVisit(bed, colleague, id), ['identity', 'contact'])
})

test('a block that was set on another number of the same person stops the visit as well', async () => {
  const personId = await youth()
  const id = await openShare(personId)
  const other = await bed.jobs.write(school.machine, async (tx) => {
    const { id: twin } = await aPerson(tx, { born: '2009' })
    await tx.run(sql`update person set root_id = ${personId} where id = ${twin}`)
    return twin
  })
  await blocked(other, { account: worker.accountId })
  assert.deepEqual(await seenOnVisit(bed, worker, id), [])
})

test('a block holds for one who may see the protected, too', async () => {
  const sighted = await signedIn(bed, school, { role: 'kaa_coordinator', seesProtected: true })
  const cleared = await signedIn(bed, social, { role: 'social_worker', seesProtected: true })
  const { id: personId } = await bed.jobs.write(school.machine, (tx) =>
    aPerson(tx, { protection: 'confidentiality_marking' }),
  )
  const { id: twin } = await bed.jobs.write(school.machine, (tx) => aPerson(tx, { born: '2010' }))
  await bed.jobs.write(school.machine, async (tx) => {
    await tx.run(sql`update person set root_id = ${personId} where id = ${twin}`)
    await tx.record('people.built', { personId: twin })
  })
  const protectedReason = 'Socialtjänsten måste nå den unga'
  const id = await shared(bed, sighted, { personId, toDomainId: social.id, protectedReason })
  assert.deepEqual(await seenOnVisit(bed, cleared, id), ['identity'])
  await blocked(twin, { account: cleared.accountId })
  assert.deepEqual(await seenOnVisit(bed, cleared, id), [])
})

test('let in as a team, one sees while one is of the team', async () => {
  const { rows } = await owner.query(
    `insert into access.team (domain_id, name, made_at) values ($1, 'Mottagningen', '2026-10-01') returning id`,
    [social.id],
  )
  const teamId: string = rows[0].id
  const found = await bed.web.read(worker, lettable)
  const membershipId = found.find(({ accountId }) => accountId === colleague.accountId)?.membershipId
  await owner.query(
    `insert into access.team_member (domain_id, team_id, membership_id, from_at) values ($1, $2, $3, '2026-10-01')`,
    [social.id, teamId, membershipId],
  )
  const id = await shared(bed, coach, { personId: await youth(), toDomainId: social.id })
  await bed.web.write(worker, (tx) => accept(tx, id, { memberships: [], teams: [teamId] }))
  assert.deepEqual(await seenOnVisit(bed, colleague, id), ['identity', 'contact'])
  assert.equal(await seenOnVisit(bed, worker, id), null)
  await owner.query(`update access.team_member set ended_at = '2026-10-15T09:00:00Z' where team_id = $1`, [teamId])
  assert.equal(await seenOnVisit(bed, colleague, id), null)
})

test('somebody of another domain cannot be let in', async () => {
  const stranger = await signedIn(bed, school, { role: 'coach' })
  const theirs = (await bed.web.read(coach, lettable)).find(({ accountId }) => accountId === stranger.accountId)
  const id = await shared(bed, coach, { personId: await youth(), toDomainId: social.id })
  const named = { memberships: [theirs?.membershipId ?? ''], teams: [] }
  await assert.rejects(
    bed.web.write(worker, (tx) => accept(tx, id, named)),
    { kind: 'invalid' },
  )
})

test('the functions refuse by themselves what the program would not ask', async () => {
  const personId = await youth()
  const grounds = await asCoach(
    `select max(id::text) filter (where code = 'consent') as consent, max(id::text) filter (where code = 'own_activity') as own,
            max(id::text) filter (where code = 'school_notice') as notice from access.share_grounds()`,
    [],
  )
  const make = (over: Record<string, unknown>) => {
    const asked = {
      to: social.id,
      wanted: ['identity'],
      ground: grounds.own,
      detail: 'Utan detta når vi inte fram',
      until: '2026-12-31',
      consent: null,
      ...over,
    }
    return asCoach(`select access.make_share($1, $2, $3, $4, $5, 'Gemensam planering', $6, $7, null) as id`, [
      personId,
      asked.to,
      asked.wanted,
      asked.ground,
      asked.detail,
      asked.until,
      asked.consent,
    ])
  }
  assert.ok((await make({})).id)
  await assert.rejects(make({ wanted: ['contact'] }), { code: '42501' })
  await assert.rejects(make({ wanted: ['identity', 'note.health'] }), { code: '42501' })
  await assert.rejects(make({ detail: 'kort' }), { code: '22023' })
  await assert.rejects(make({ ground: grounds.notice }), { code: '22023' })
  await assert.rejects(make({ ground: grounds.consent }), { code: '22023' })
  await assert.rejects(make({ until: '2027-12-31' }), { code: '22023' })
  await assert.rejects(make({ until: '2026-10-01' }), { code: '23514' })
  await assert.rejects(make({ to: school.id }), { code: '23514' })
  await assert.rejects(asCoach(`select access.confirm_ground($1)`, [grounds.own]), { code: '42501' })
  await assert.rejects(asCoach('select * from access.share', []), { code: '42501' })
})

test('who works in a domain is told at home, and neither on a visit to a share nor on one to an extract', async () => {
  const visit = await openShare(await youth())
  const home = (await bed.web.read(worker, colleagues)).map(({ accountId }) => accountId)
  assert.ok(home.includes(colleague.accountId) && !home.includes(coach.accountId))
  assert.deepEqual(await bed.web.read({ ...worker, visit }, colleagues), [])
  const officer = await signedIn(bed, school, { role: 'data_protection_officer' })
  const { id } = await bed.jobs.write(school.machine, (tx) => aPerson(tx))
  const opening = sql`select access.open_extract(${id}, 30) as id`
  const { id: extract } = await bed.web.technical(officer, (tx) => tx.one(z.object({ id: z.uuid() }), opening))
  assert.ok((await bed.web.read(officer, colleagues)).length >= 2)
  assert.deepEqual(await bed.web.read({ ...officer, visit: extract }, colleagues), [])
})

test('of how the other domain works a visitor is told nothing: who is let in, how many there are, on what grounds it shares', async () => {
  const personId = await youth()
  const visit = await openShare(personId)
  const asked = async (tx: Read) => {
    const [register] = await tx.all(Counted, sql`select members as n from access.count_register(${tx.today})`)
    return [(await assignmentsOf(tx, personId)).length, register?.n ?? null, (await grounds(tx)).length]
  }
  await bed.jobs.write(school.machine, (tx) => {
    const to = { membershipId: coach.membershipId, teamId: null, until: null }
    return letIn(tx, { personId, reason: 'misstänkt våld i hemmet', ...to })
  })
  const [letInTo, members, known] = await bed.web.read(coach, asked)
  assert.ok(letInTo === 1 && Number(members) > 0 && Number(known) > 0)
  assert.deepEqual(await bed.web.read({ ...worker, visit }, asked), [0, null, 0])
  const why = await bed.web.read({ ...worker, visit }, (tx) => groundsOf(tx, personId))
  assert.deepEqual(
    why.map(({ kind }) => kind),
    ['share'],
  )
})

/** The last second on which a ground holds for one born on the day: the next is their birthday. */
const AGES = [
  { ground: 'concern', born: '2008-02-29', to: 'social_board', last: '2026-02-27T22:59:59Z', lastDay: '2026-02-27' },
  { ground: 'concern', born: '2008-10-16', to: 'social_board', last: '2026-10-15T21:59:59Z', lastDay: '2026-10-15' },
  {
    ground: 'school_notice',
    born: '2006-06-05',
    to: 'school_board',
    last: '2026-06-04T21:59:59Z',
    lastDay: '2026-06-04',
  },
] as const

for (const { ground, born, to, last, lastDay } of AGES)
  test(`OSL 10:28: ${ground} holds until the birthday, for whoever asks the database, of one born ${born}`, async () => {
    bed.setNow(last)
    const receiver = await aDomain(bed, { kind: to, keepsRegister: false })
    const personId = await bed.jobs.write(school.machine, async (tx) => {
      const [elder, merged] = [await aPerson(tx, { born }), await aPerson(tx, { born: '2009' })]
      await tx.run(sql`update person set root_id = ${elder.id} where id = ${merged.id}`)
      await setOwner(tx, [elder.id], coach.accountId)
      return elder.id
    })
    const { id } = await asCoach('select id from access.share_grounds() where code = $1', [ground])
    const past = (until: string) =>
      asCoach(`select access.make_share($1, $2, '{identity}', $3, $4, $4, $5, null, null) as id`, [
        personId,
        receiver.id,
        id,
        'Utan detta når vi inte fram',
        until,
      ])
    const through = (until: string) =>
      shared(bed, coach, { personId, toDomainId: receiver.id, ground, lastDay: day(until) })
    const birthday = new Date(Date.parse(last) + 1000).toISOString()
    assert.ok((await past(birthday)).id)
    assert.ok(await through(lastDay))
    // Nor is it shared today for a day on which it will no longer hold.
    await assert.rejects(past('2026-12-31'), { code: '22023' })
    await assert.rejects(through('2026-12-31'), /invalid: share/)
    bed.setNow(birthday)
    await assert.rejects(past('2026-12-31'), { code: '22023' })
    await assert.rejects(through('2026-12-31'), /invalid: share/)
    bed.setNow('2026-10-15T10:00:00Z')
  })
