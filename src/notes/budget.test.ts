import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, aNote, asOwner, readNotes, someNotes, type Writer } from '../../test/build/notes.ts'
import { signedInAgo } from '../../test/build/sight.ts'
import { answerApproval, askApproval, useApproval } from '../access/approval-actions.ts'
import { waitingApprovals } from '../access/approval-store.ts'
import type { StaffRole } from '../access/roles.ts'
import { StrongerSignInNeeded } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { events, takeTicket } from '../trail/store.ts'
import { decideSettings, openNotes } from './actions.ts'
import { NOTES_PERMISSIONS } from './permissions.ts'
import { bodiesOf, noteSettings, notesOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let administrator: Writer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  administrator = await signedIn(bed, domain, { role: 'administrator' })
  await decide(20, 30)
})
after(() => bed.close())

const decide = (mostShort: number, mostDay: number) =>
  bed.web.write(administrator, (tx) => decideSettings(tx, { secrecy: null, mostShort, mostDay }))

/** So many notes of one young person, who is a case of the reader's. */
async function withNotes(reader: Writer, many: number): Promise<string> {
  const personId = await aCase(bed, domain, reader)
  await someNotes(bed, reader, personId, many)
  return personId
}

/** Lets time pass for the tickets: the trail's own clock cannot be moved, so what stands in it is made older. */
function pass(reader: Writer, time: string): Promise<unknown> {
  return asOwner(bed, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query('update trail.event set at = at - $2::interval where actor_id = $1', [reader.accountId, time])
  })
}

const coachOf = (at: TestDomain = domain) => signedIn(bed, at, { role: 'coach' })
const open = (who: Writer, personId: string) =>
  bed.web.write(who, (tx) => openNotes(tx, { personId, page: 1, struck: false }))

test('over ten minutes’ budget nothing more is given out until there is room, and the page knows when', async () => {
  const coach = await coachOf()
  const [first, second] = [await withNotes(coach, 15), await withNotes(coach, 6)]
  assert.equal((await readNotes(bed, coach, first))?.length, 15)
  const before = Date.now()
  const over = await open(coach, second)
  assert.deepEqual([over.over, over.ticket], [true, null])
  const wait = (Date.parse(over.freeAt ?? '') - before) / 1000
  assert.ok(wait > 540 && wait <= 600, `${wait} seconds`)
  await pass(coach, '9 minutes')
  assert.equal((await open(coach, second)).over, true)
  await pass(coach, '1 minute')
  assert.equal((await readNotes(bed, coach, second))?.length, 6)
})

test('exactly as many as the budget has are read, and not one more', async () => {
  const coach = await coachOf()
  const [first, second, third] = [await withNotes(coach, 15), await withNotes(coach, 5), await withNotes(coach, 1)]
  await readNotes(bed, coach, first)
  assert.equal((await readNotes(bed, coach, second))?.length, 5)
  assert.equal(await readNotes(bed, coach, third), null)
})

test('to read again what one has read costs nothing', async () => {
  const coach = await coachOf()
  const personId = await withNotes(coach, 20)
  for (let n = 0; n < 4; n += 1) assert.equal((await readNotes(bed, coach, personId))?.length, 20)
})

test('a day’s budget holds for a day and a night, whatever the ten minutes have room for', async () => {
  const coach = await coachOf()
  const [first, second, third] = [await withNotes(coach, 20), await withNotes(coach, 10), await withNotes(coach, 1)]
  await readNotes(bed, coach, first)
  await pass(coach, '11 minutes')
  assert.equal((await readNotes(bed, coach, second))?.length, 10)
  await pass(coach, '11 minutes')
  assert.equal(await readNotes(bed, coach, third), null)
  await pass(coach, '23 hours 37 minutes')
  assert.equal(await readNotes(bed, coach, third), null)
  await pass(coach, '2 minutes')
  assert.equal((await readNotes(bed, coach, third))?.length, 1)
})

test('that the budget was used up stands in the trail, for the data protection officer', async () => {
  const coach = await coachOf()
  const [first, second] = [await withNotes(coach, 20), await withNotes(coach, 3)]
  await readNotes(bed, coach, first)
  await readNotes(bed, coach, second)
  const told = await bed.jobs.read(domain.machine, (tx) =>
    events(tx, { actorId: coach.accountId, actions: ['notes.budget_exceeded'], most: 5 }),
  )
  assert.deepEqual(
    told.map(({ personId, detail }) => [personId, detail]),
    [[second, { wanted: 3 }]],
  )
})

test('past the program too: tickets for more than the budget open none of what they name', async () => {
  const coach = await coachOf()
  const persons = [await withNotes(coach, 20), await withNotes(coach, 1)]
  const ids = await bed.web.read(coach, async (tx) => {
    const asked = { struck: true, limit: 20, offset: 0 }
    const lists = await Promise.all(persons.map((id) => notesOf(tx, { root: PersonId.parse(id), ...asked })))
    return lists.flat().map(({ id }) => id)
  })
  const ticketFor = (wanted: readonly string[]) =>
    bed.web.write(coach, (tx) => takeTicket(tx, { kind: 'note', ids: wanted, personId: persons[0] ?? '' }, null))
  const read = async (wanted: readonly string[]) => {
    const ticket = await ticketFor(wanted)
    return bed.web.read(coach, (tx) => bodiesOf(tx, wanted, ticket))
  }
  await assert.rejects(read(ids), { code: '42501', message: 'over the read budget' })
  await pass(coach, '11 minutes')
  assert.equal((await read(ids.slice(0, 20))).size, 20)
  await assert.rejects(read(ids.slice(20)), { code: '42501' })
})

test('two windows at once do not get more than one', async () => {
  const coach = await coachOf()
  const persons = await Promise.all(Array.from({ length: 6 }, () => withNotes(coach, 7)))
  const given = await Promise.all(persons.map((personId) => readNotes(bed, coach, personId)))
  assert.equal(given.filter((bodies) => bodies !== null).length, 2)
  const raced = await coachOf()
  const others = await Promise.all(Array.from({ length: 6 }, () => withNotes(raced, 7)))
  // Past the lock that the program takes: each with a ticket of its own, all at the same time.
  const raw = await Promise.allSettled(
    others.map(async (personId) => {
      const notes = await bed.web.read(raced, (tx) =>
        notesOf(tx, { root: PersonId.parse(personId), struck: true, limit: 20, offset: 0 }),
      )
      const ids = notes.map(({ id }) => id)
      const ticket = await bed.web.write(raced, (tx) => takeTicket(tx, { kind: 'note', ids, personId }, null))
      return bed.web.read(raced, (tx) => bodiesOf(tx, ids, ticket))
    }),
  )
  assert.ok(raw.filter(({ status }) => status === 'fulfilled').length <= 2)
})

test('the budget goes with the account, from one secrecy domain to another', async () => {
  const coach = await coachOf()
  await readNotes(bed, coach, await withNotes(coach, 20))
  const elsewhere = await aDomain(bed)
  const there = await coachOf(elsewhere)
  // The same account in both: the second sign-in is given to the first.
  await asOwner(bed, async (client) => {
    for (const table of ['session', 'membership'])
      await client.query(`update access.${table} set account_id = $1 where account_id = $2`, [
        coach.accountId,
        there.accountId,
      ])
  })
  const same = { token: there.token, accountId: coach.accountId }
  const personId = await aCase(bed, elsewhere, same)
  await someNotes(bed, same, personId, 20)
  assert.equal((await readNotes(bed, same, personId))?.length, 20)
  const more = await aCase(bed, elsewhere, same)
  await someNotes(bed, same, more, 20)
  assert.equal((await readNotes(bed, same, more))?.length, 20)
  const last = await aCase(bed, elsewhere, same)
  await aNote(bed, same, { personId: last })
  assert.equal(await readNotes(bed, same, last), null)
})

for (const role of NOTES_PERMISSIONS['notes.read'] as readonly StaffRole[]) {
  test(`a ${role} who reads all they can for an hour carries away no more than a day’s budget`, async () => {
    const reader = await signedIn(bed, domain, { role })
    const persons = [await withNotes(reader, 20), await withNotes(reader, 19), await withNotes(reader, 12)]
    const carried = new Set<string>()
    for (let tenth = 0; tenth < 6; tenth += 1) {
      const since = new Set<string>()
      for (const personId of persons) {
        for (const body of (await readNotes(bed, reader, personId)) ?? []) since.add(body)
      }
      assert.ok(since.size <= 20)
      for (const body of since) carried.add(body)
      await pass(reader, '10 minutes')
    }
    assert.ok(carried.size <= 30 && carried.size >= 20, `${carried.size} notes`)
  })
}

test('a higher budget takes a second person: asked for, agreed to and saved once more, and no higher than that', async () => {
  const own = await aDomain(bed)
  const decider = await signedIn(bed, own, { role: 'administrator' })
  const other = await signedIn(bed, own, { role: 'administrator' })
  const officer = await signedIn(bed, own, { role: 'data_protection_officer' })
  const set = (mostShort: number, mostDay: number, { by = decider, reason = 'Omorganisation i höst' } = {}) =>
    bed.web.write(by, (tx) => decideSettings(tx, { secrecy: null, mostShort, mostDay, reason }))
  const now = async () => {
    const { mostShort, mostDay } = await bed.web.read(decider, noteSettings)
    return [mostShort, mostDay]
  }
  await assert.rejects(set(61, 300, { reason: 'vill' }), { fields: [{ field: 'reason', code: 'approval_reason' }] })
  assert.equal(await set(80, 400), 'asked')
  assert.deepEqual(await now(), [60, 300])
  await assert.rejects(set(80, 400), { code: 'budget_waits' })
  const answer = async () => {
    const [waiting] = await bed.web.read(officer, (tx) => waitingApprovals(tx, 1))
    await bed.web.write(officer, (tx) => answerApproval(tx, { id: waiting?.id ?? '', approved: true, comment: '' }))
  }
  await answer()
  assert.equal(await set(80, 401), 'asked')
  await answer()
  assert.equal(await set(80, 400), 'saved')
  assert.deepEqual(await now(), [80, 400])
  // Another administrator changes the rest, and lowers; nobody raises it again on the same yes.
  assert.equal(await set(70, 400, { by: other }), 'saved')
  assert.equal(await set(60, 300, { by: other }), 'saved')
  assert.equal(await set(80, 400), 'asked')
})

test('past the program, the database holds a higher budget to what two have agreed to', async () => {
  const own = await aDomain(bed)
  const decider = await signedIn(bed, own, { role: 'administrator' })
  const officer = await signedIn(bed, own, { role: 'data_protection_officer' })
  const insert = (short: number, day: number, approval: string | null) =>
    bed.web.technical(decider, (tx) =>
      tx.run(sql`
        insert into note_setting (domain_id, most_short, most_day, approval_id, decided_by, decided_at)
        values (${own.id}, ${short}, ${day}, ${approval}, ${decider.accountId}, ${tx.now})
        on conflict (domain_id) do update set most_short = excluded.most_short, most_day = excluded.most_day, approval_id = excluded.approval_id`),
    )
  const ask = (kind: 'notes.budget' | 'register.export') =>
    bed.web.write(decider, (tx) =>
      askApproval(tx, { kind, detail: { mostShort: 100, mostDay: 500 }, reason: 'Omorganisation i höst' }),
    )
  const agreed = async (kind: 'notes.budget' | 'register.export') => {
    const id = await ask(kind)
    await bed.web.write(officer, (tx) => answerApproval(tx, { id, approved: true, comment: '' }))
    await bed.web.write(decider, (tx) => useApproval(tx, { id, kind }))
    return id
  }
  await insert(60, 300, null)
  await assert.rejects(insert(61, 300, null), { code: '42501' })
  await assert.rejects(insert(60, 301, null), { code: '42501' })
  await assert.rejects(insert(100, 500, await ask('notes.budget')), { code: '23503' })
  await assert.rejects(insert(100, 500, await agreed('register.export')), { code: '42501' })
  const id = await agreed('notes.budget')
  await assert.rejects(insert(101, 500, id), { code: '42501' })
  await assert.rejects(insert(100, 501, id), { code: '42501' })
  await insert(100, 500, id)
})

test('an administrator whose sign-in is no longer fresh changes no budget', async () => {
  const own = await aDomain(bed)
  const decider = await signedIn(bed, own, { role: 'administrator' })
  await signedInAgo(bed, decider, '6 minutes')
  await assert.rejects(
    bed.web.write(decider, (tx) => decideSettings(tx, { secrecy: null, mostShort: 20, mostDay: 20 })),
    StrongerSignInNeeded,
  )
})

test('a domain decides its own budget, between a page and what nobody needs, and the trail says what it was before', async () => {
  const own = await aDomain(bed)
  const decider = await signedIn(bed, own, { role: 'administrator' })
  const set = (mostShort: number, mostDay: number) =>
    bed.web.write(decider, (tx) => decideSettings(tx, { secrecy: 'other', mostShort, mostDay }))
  for (const [short, whole, code] of [
    [19, 300, 'budget_short'],
    [1001, 2000, 'budget_short'],
    [60, 59, 'budget_day'],
    [60, 5001, 'budget_day'],
    [20.5, 300, 'budget_short'],
  ] as const)
    await assert.rejects(
      set(short, whole),
      (error: { fields: readonly { code: string }[] }) => error.fields[0]?.code === code,
    )
  await set(20, 20)
  await set(60, 300)
  const [told] = await bed.jobs.read(own.machine, (tx) => events(tx, { most: 1 }))
  assert.deepEqual(told?.detail, {
    before: { secrecy: 'other', mostShort: 20, mostDay: 20 },
    after: { secrecy: 'other', mostShort: 60, mostDay: 300 },
  })
  const coach = await coachOf(own)
  await assert.rejects(
    bed.web.write(coach, (tx) => decideSettings(tx, { secrecy: null, mostShort: 1000, mostDay: 5000 })),
    { kind: 'forbidden' },
  )
})
