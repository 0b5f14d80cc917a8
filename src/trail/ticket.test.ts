import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson } from '../../test/build/people.ts'
import { accepted, shared } from '../../test/build/share.ts'
import type { Context, Read, Write } from '../kernel/database.ts'
import type { Request } from '../kernel/http.ts'
import { sql } from '../kernel/sql.ts'
import { released } from './released.ts'
import { events, recordVisit, takeTicket } from './store.ts'

let bed: TestBed
let domain: TestDomain
let owner: Client
let coordinator: Context
let personId: string

/** A body of another schema, given out by a function of its owner's: for as long as the ticket holds. `of`: whose it is. */
const A_BODY = `
  set role sedd_owner;
  select trail.add_ticket_kind('test_note'), trail.add_ticket_kind('test_answer');
  create function test_body(ticket bigint, kind text, id text, of uuid) returns text
    language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    select 'the body of ' || id from trail.released(ticket, kind) r where id = any (r.ids) and of = any (r.persons) $$;
  grant execute on function test_body(bigint, text, text, uuid) to sedd_web, sedd_jobs;
  reset role`

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  personId = (await bed.jobs.write(domain.machine, (tx) => aPerson(tx))).id
  owner = new Client(bed.owner)
  await owner.connect()
  await owner.query(A_BODY)
})
after(async () => {
  await owner.end()
  await bed.close()
})

const Body = z.object({ body: z.string().nullable() })
const wanted = (ids: readonly string[]) => ({ kind: 'test_note', ids, personId })

const take = (who: Context, ids: readonly string[]) => bed.web.write(who, (tx) => takeTicket(tx, wanted(ids), null))
const bodyIn = async (tx: Read, ticket: number, { kind = 'test_note', id = 'a', of = personId } = {}) =>
  (await tx.one(Body, sql`select test_body(${ticket}, ${kind}, ${id}, ${of}) as body`)).body
const body = (who: Context, ticket: number, asked: { kind?: string; id?: string; of?: string } = {}) =>
  bed.web.read(who, (tx) => bodyIn(tx, ticket, asked))

test('a committed ticket opens the bodies it names, and the trail says whose were read', async () => {
  const ticket = await take(coordinator, ['a', 'b'])
  assert.equal(await body(coordinator, ticket), 'the body of a')
  assert.equal(await body(coordinator, ticket, { id: 'b' }), 'the body of b')
  const [event] = await bed.jobs.read(domain.machine, (tx) => events(tx, { personIds: [personId], most: 1 }))
  assert.deepEqual(
    [event?.action, event?.actorRole, event?.detail],
    ['test_note.read', 'kaa_coordinator', { ids: ['a', 'b'], reason: null }],
  )
})

test('a ticket opens no other body, no body of another kind, and nothing for anybody else', async () => {
  const ticket = await take(coordinator, ['a'])
  const colleague = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const elsewhere = await signedIn(bed, await aDomain(bed), { role: 'kaa_coordinator' })
  assert.equal(await body(coordinator, ticket, { id: 'b' }), null)
  assert.equal(await body(coordinator, ticket, { kind: 'test_answer' }), null)
  assert.equal(await body(colleague, ticket), null)
  assert.equal(await body(elsewhere, ticket), null)
  assert.equal(await body(coordinator, ticket + 1), null)
  assert.equal(await body(coordinator, ticket), 'the body of a')
})

test('a ticket names the person, and opens only what is that person’s', async () => {
  const other = (await bed.jobs.write(domain.machine, (tx) => aPerson(tx))).id
  const ticket = await take(coordinator, ['a'])
  assert.equal(await body(coordinator, ticket, { of: other }), null)
  assert.equal(await body(coordinator, ticket), 'the body of a')
  const ofNobody = { kind: 'test_note', ids: ['a'], personId: null as unknown as string }
  await assert.rejects(
    bed.web.write(coordinator, (tx) => takeTicket(tx, ofNobody, null)),
    { kind: 'not_found' },
  )
})

test('a ticket opens nothing in the transaction that took it, not past a savepoint either, and nothing once rolled back', async () => {
  let taken = 0
  await assert.rejects(
    bed.web.write(coordinator, async (tx) => {
      taken = await takeTicket(tx, wanted(['a']), null)
      assert.equal(await bodyIn(tx, taken), null)
      await tx.run(sql`savepoint inner_one`)
      const inner = await takeTicket(tx, wanted(['a']), null)
      assert.equal(await bodyIn(tx, inner), null)
      await tx.run(sql`release savepoint inner_one`)
      assert.equal(await bodyIn(tx, inner), null)
      throw new Error('thought better of it')
    }),
    /thought better/,
  )
  assert.equal(await body(coordinator, taken), null)
})

test('a ticket is good for ten seconds', async () => {
  const aged = async (seconds: number) => {
    const ticket = await take(coordinator, ['a'])
    await owner.query('begin; set local session_replication_role = replica')
    await owner.query(`update trail.event set at = at - make_interval(secs => $1) where id = $2`, [seconds, ticket])
    await owner.query('commit')
    return body(coordinator, ticket)
  }
  assert.equal(await aged(7), 'the body of a')
  assert.equal(await aged(10), null)
})

test('a ticket is for one to two hundred bodies of a kind there is, of a person in reach', async () => {
  const many = Array.from({ length: 200 }, (_, n) => `note ${n}`)
  const ticket = await take(coordinator, many)
  assert.equal(await body(coordinator, ticket, { id: 'note 199' }), 'the body of note 199')
  await assert.rejects(take(coordinator, [...many, 'one more']), /1 to 200/)
  await assert.rejects(take(coordinator, []), /1 to 200/)
  await assert.rejects(
    bed.web.write(coordinator, (tx) => takeTicket(tx, { ...wanted(['a']), kind: 'vanish' }, null)),
    /no bodies of the kind/,
  )
  const coach = await signedIn(bed, domain, { role: 'coach' })
  await assert.rejects(take(coach, ['a']), { kind: 'not_found' })
})

test('pages read bodies by a ticket that is committed before they are rendered, whatever then happens', async () => {
  const c = { var: { db: bed.web, context: coordinator } } as unknown as Request
  const page = await released(c, wanted(['a']), (tx, ticket) => bodyIn(tx, ticket))
  assert.equal(page, 'the body of a')
  const read = () => bed.jobs.read(domain.machine, (tx) => events(tx, { actions: ['test_note.read'], most: 100 }))
  const before = (await read()).length
  await assert.rejects(
    released(c, wanted(['b']), () => Promise.reject(new Error('the page failed'))),
    /the page failed/,
  )
  const after = await read()
  assert.deepEqual([after.length, after[0]?.detail?.['ids']], [before + 1, ['b']])
})

test('what a visitor reads stands in the trails of both domains, and where the visitor came from', async () => {
  const away = await aDomain(bed, { kind: 'social_board', keepsRegister: false })
  const worker = await signedIn(bed, away, { role: 'social_worker' })
  const visit = await shared(bed, coordinator, { personId, toDomainId: away.id })
  await accepted(bed, worker, visit)
  const context = { token: worker.token, visit }
  const c = { var: { db: bed.web, context } } as unknown as Request
  assert.equal(await released(c, wanted(['a']), (tx, ticket) => bodyIn(tx, ticket)), 'the body of a')
  await bed.web.write(worker, (tx) => recordVisit(tx, visit, { action: 'sharing.looked' }))
  const asked = {
    personIds: [personId],
    actorId: worker.accountId,
    actions: ['sharing.looked', 'test_note.read'],
    most: 9,
  }
  for (const { machine } of [domain, away]) {
    const told = await bed.jobs.read(machine, (tx) => events(tx, asked))
    assert.deepEqual(
      told.map(({ action, actorDomainId, purpose }) => [action, actorDomainId, purpose]),
      [
        ['sharing.looked', away.id, 'visit'],
        ['test_note.read', away.id, 'visit'],
      ],
    )
  }
  assert.deepEqual(await bed.web.read(context, (tx) => events(tx, { personIds: [personId], most: 9 })), [])
  const stranger = await signedIn(bed, await aDomain(bed), { role: 'kaa_coordinator' })
  await assert.rejects(
    bed.web.write(stranger, (tx) => recordVisit(tx, visit, { action: 'sharing.looked' })),
    /no visit/,
  )
})

test('what others do not get from the functions they cannot take from the tables, and nobody rewrites', async () => {
  await assert.rejects(
    bed.web.read(coordinator, (tx) => tx.all(Body, sql`select * from trail.event`)),
    /permission denied/,
  )
  await assert.rejects(
    bed.web.read(coordinator, (tx) => tx.all(Body, sql`select trail.released(1, 'test_note')`)),
    /permission denied/,
  )
  const rewrites = [
    `update trail.event set action = 'a.b'`,
    'delete from trail.event',
    'truncate trail.event',
    `update trail.event_private set object = 'x'`,
    'delete from trail.event_private',
    'truncate trail.event_private',
  ]
  for (const rewrite of rewrites) await assert.rejects(owner.query(rewrite), /append-only/, rewrite)
})

test('the log is for those whose role carries the right to it, and for others only of a person in their reach', async () => {
  await take(coordinator, ['a'])
  const officer = await signedIn(bed, domain, { role: 'data_protection_officer' })
  const coach = await signedIn(bed, domain, { role: 'coach' })
  const seen = (who: Context, ids?: readonly string[]) =>
    bed.web.read(who, async (tx) => (await events(tx, { personIds: ids, most: 500 })).length)
  assert.ok((await seen(officer)) > (await seen(officer, [personId])))
  assert.ok((await seen(officer, [personId])) > 0)
  assert.equal(await seen(coordinator), 0)
  assert.equal(await seen(coordinator, [personId]), await seen(officer, [personId]))
  assert.equal(await seen(coordinator, [personId, crypto.randomUUID()]), 0)
  assert.equal(await seen(coach, [personId]), 0)
  const elsewhere = await signedIn(bed, await aDomain(bed), { role: 'data_protection_officer' })
  assert.equal(await seen(elsewhere, [personId]), 0)
})

test('the log is searched by who, what and when, page by page, and tells in which role it was done', async () => {
  const other = await aDomain(bed)
  const member = await signedIn(bed, other, { role: 'kaa_coordinator', displayName: 'Kim Lund' })
  for (let n = 0; n < 5; n += 1) {
    await bed.web.write(member, (tx) => tx.record('people.edited', { object: `${n}` }))
    await sleep(3) // so that no two are of the same millisecond
  }
  const find = (filter: object) => bed.jobs.read(other.machine, (tx) => events(tx, { most: 3, ...filter }))
  const first = await find({ actorId: member.accountId })
  assert.deepEqual(
    first.map(({ object, actorName }) => [object, actorName]),
    [
      ['4', 'Kim Lund'],
      ['3', 'Kim Lund'],
      ['2', 'Kim Lund'],
    ],
  )
  const second = await find({ actorId: member.accountId, before: first[2]?.id })
  assert.deepEqual(
    second.map(({ object }) => object),
    ['1', '0'],
  )
  const [third] = first.slice(1)
  const window = { actions: ['people.edited'], from: second[0]?.at, until: third?.at }
  assert.deepEqual(
    (await find(window)).map(({ object }) => object),
    ['2', '1'],
  )
})

/** What only the trail itself says: a record of it by anybody would be a ticket, or leave to erase. */
const RESERVED = ['test_note.read', 'note.read', 'anything.read', 'trail.private_erased', 'trail.anything']

test('nobody records an erasure or a ticket by hand, at home, on a visit or before there is a context', async () => {
  const away = await aDomain(bed, { kind: 'social_board', keepsRegister: false })
  const worker = await signedIn(bed, away, { role: 'social_worker' })
  const visit = await shared(bed, coordinator, { personId, toDomainId: away.id })
  await accepted(bed, worker, visit)
  const reserved = { code: '42501', message: /the trail itself/ }
  for (const action of RESERVED) {
    const detail = { ids: ['a'], events: 5 }
    const forged = (tx: Write) => tx.record(action, { personId, detail })
    await assert.rejects(bed.web.write(coordinator, forged), reserved, action)
    await assert.rejects(bed.jobs.write(domain.machine, forged), reserved, action)
    const looked = bed.web.write(worker, (tx) => recordVisit(tx, visit, { action }))
    await assert.rejects(looked, reserved, action)
    const early = `select trail.record_as('${domain.id}', '${domain.id}', 'machine', 'setup', '${action}', null, '{"events": 5}')`
    await assert.rejects(owner.query(early), reserved, action)
  }
  await bed.web.write(coordinator, (tx) => tx.record('people.reads', { personId }))
})
