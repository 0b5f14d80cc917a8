import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { onLadder } from '../../test/build/ladder.ts'
import type { Writer } from '../../test/build/notes.ts'
import { withCodes } from '../../test/build/things.ts'
import { colleagues } from '../access/store.ts'
import { addDays, dayIn, type Instant, instantOf } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { endForMoved } from '../outreach/ladder/moved-actions.ts'
import { cancelVisit, logVisit, moveVisit, planVisit } from '../outreach/ladder/visit-actions.ts'
import { openVisit } from '../outreach/ladder/visit-store.ts'
import { PersonId } from '../people/model.ts'
import { block, letIn } from '../sight/actions.ts'
import { ownGrounds } from '../sight/store.ts'
import { tellOfVisit } from './alert-queue.ts'
import { alerts } from './alert-store.ts'
import { personTasks, taskSlots } from './source-sql.ts'

/** Who goes on a visit to somebody's home: that both see whose home it is, and are told what becomes of it. */

let bed: TestBed
let domain: TestDomain
let coach: Writer
let other: Writer
let lead: Writer
let coordinator: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  other = await signedIn(bed, domain, { role: 'supervisor' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  await withCodes({ bed, domain, staff: { administrator, kaa_coordinator: coordinator } })
})
after(() => bed.close())

const NOON = '2026-10-15T10:00:00Z'
const VISIT_AT = '2026-10-20T12:30:00.000Z' as Instant
const later = (days: number) => instantOf(addDays(dayIn(VISIT_AT), days), '14:30')

async function aYouth(): Promise<PersonId> {
  bed.setNow(NOON)
  const [id] = await onLadder({ bed, domain, staff: { kaa_coordinator: coordinator } } as never, coach)
  return PersonId.parse(id)
}

function plan(personId: string, secondBy: string, by: Writer = coach) {
  const who = { personId, firstBy: coach.accountId, secondBy, visitAt: VISIT_AT }
  const how = { announced: 'letter', safety: ['call_in'], words: 'Hund i hallen.' } as const
  return bed.web.write(by, (tx) => planVisit(tx, { ...who, ...how }, tellOfVisit))
}
const tasksOf = async (who: Writer, personId: string) =>
  (
    await bed.web.read(who, (tx) =>
      personTasks(tx, { account: who.accountId, until: addDays(tx.today, 60), limit: 300, source: 'home_visit' }),
    )
  ).filter((task) => task.personId === personId)
const groundsOf = (who: Writer, personId: string) => bed.web.read(who, (tx) => ownGrounds(tx, personId))
const membershipOf = async (who: Writer) =>
  (await bed.web.read(who, colleagues)).find(({ accountId }) => accountId === who.accountId)?.membershipId ?? ''
/** How often somebody was told so. */
const told = async (who: Writer, code: string) =>
  (await bed.web.read(who, (tx) => alerts(tx, 100))).filter((each) => each.code === code).length
const refusal = (field: string, code: string) => ({ fields: [{ field, code }] })

const Id = z.object({ id: z.uuid() })

test('a colleague who does not see the young person is let in for the visit: with the reason, until a week after, and with the note', async () => {
  const personId = await aYouth()
  assert.deepEqual(await groundsOf(other, personId), [])
  await plan(personId, other.accountId)
  const [ground, ...more] = await groundsOf(other, personId)
  assert.deepEqual([ground?.kind, ground?.reason, more.length], ['case', 'Går på hembesök', 0])
  assert.equal(ground?.until && dayIn(ground.until as Instant), '2026-10-28', 'the first moment after seven days')
  assert.equal((await tasksOf(other, personId)).length, 1)
  const { noteId } = (await bed.web.read(other, (tx) => openVisit(tx, personId))) ?? {}
  const notes = await bed.web.read(other, (tx) => tx.all(Id, sql`select id from note where id = ${noteId}`))
  assert.equal(notes.length, 1)
})

test('who sees them already is let in to nothing more', async () => {
  const personId = await aYouth()
  await plan(personId, lead.accountId)
  assert.deepEqual(
    (await groundsOf(lead, personId)).map(({ kind }) => kind),
    ['role'],
  )
})

test('who lets nobody in plans no visit with one who does not see them, and nothing is left of it', async () => {
  const personId = await aYouth()
  const here = await signedIn(bed, domain, { role: 'coach' })
  const letting = { personId, membershipId: await membershipOf(here), teamId: null, reason: 'tillfälligt', until: null }
  await bed.web.write(coach, (tx) => letIn(tx, letting))
  await assert.rejects(plan(personId, other.accountId, here), refusal('secondBy', 'goer_out_of_reach'))
  assert.deepEqual(await groundsOf(other, personId), [])
  assert.equal(await bed.web.read(coach, (tx) => openVisit(tx, personId)), null)
})

test('a colleague who is shut out from the young person goes on no visit to them, whoever lets in', async () => {
  const personId = await aYouth()
  const shut = { kind: 'one', accountId: other.accountId } as const
  await bed.web.write(coordinator, (tx) => block(tx, { personId, shut, reason: 'granne till familjen' }))
  await assert.rejects(plan(personId, other.accountId), refusal('secondBy', 'goer_out_of_reach'))
  assert.equal(await bed.web.read(coach, (tx) => openVisit(tx, personId)), null)
})

test('who works with nobody’s case does not go', async () => {
  const personId = await aYouth()
  const officer = await signedIn(bed, domain, { role: 'administrator' })
  await assert.rejects(plan(personId, officer.accountId), refusal('secondBy', 'unknown_colleague'))
})

test('a visit that is called off tells the other, once, is on no list, and whoever was let in for it sees nothing more', async () => {
  const personId = await aYouth()
  const visitId = await plan(personId, other.accountId)
  const before = await told(other, 'visit_called_off')
  const off = (by: Writer) => bed.web.write(by, (tx) => cancelVisit(tx, { personId, visitId }, tellOfVisit))
  await off(coach)
  await assert.rejects(off(coach), { code: 'visit_closed' })
  assert.equal(await told(other, 'visit_called_off'), before + 1)
  assert.deepEqual(await tasksOf(coach, personId), [])
  assert.deepEqual(await groundsOf(other, personId), [])
  assert.equal(await told(coach, 'visit_called_off'), 0, 'who did it knows')
})

test('the one who was let in may call it off, which tells the first and shuts the door behind them', async () => {
  const personId = await aYouth()
  const visitId = await plan(personId, other.accountId)
  await bed.web.write(other, (tx) => cancelVisit(tx, { personId, visitId }, tellOfVisit))
  assert.equal(await told(coach, 'visit_called_off'), 1)
  assert.deepEqual(await groundsOf(other, personId), [])
})

test('a visit that is moved tells the other, once, and stands at its new time in both lists and calendars', async () => {
  const personId = await aYouth()
  const visitId = await plan(personId, other.accountId)
  const before = await told(other, 'visit_moved')
  const move = (by: Writer, days: number, which = visitId) => {
    const to = { personId, visitId: which, visitAt: later(days), announced: 'sms' } as const
    return bed.web.write(by, (tx) => moveVisit(tx, to, tellOfVisit))
  }
  const movedId = await move(coach, 30)
  await assert.rejects(move(coach, 30), { code: 'visit_closed' })
  assert.equal(await told(other, 'visit_moved'), before + 1)
  for (const who of [coach, other]) {
    const [task, ...more] = await tasksOf(who, personId)
    assert.deepEqual([task?.subject, task?.onDay, task?.atTime, more.length], [movedId, '2026-11-19', '14:30', 0])
    const asked = {
      account: who.accountId,
      until: addDays(dayIn(VISIT_AT), 60),
      limit: 300,
      source: 'home_visit',
    } as const
    assert.ok((await bed.web.read(who, (tx) => taskSlots(tx, asked))).some(({ onDay }) => onDay === '2026-11-19'))
  }
  const grounds = await groundsOf(other, personId)
  assert.deepEqual(
    grounds.map(({ until }) => until && dayIn(until as Instant)),
    ['2026-11-27'],
    'let in to a week after the new day, and no longer to the old',
  )
  await assert.rejects(move(coach, 30, movedId), refusal('visitOn', 'visit_same_time'))
})

test('the one who was let in moves it within the time that lasts, and further ahead asks the one who lets in', async () => {
  const personId = await aYouth()
  const visitId = await plan(personId, other.accountId)
  const move = (days: number, which: string) => {
    const to = { personId, visitId: which, visitAt: later(days), announced: 'not' } as const
    return bed.web.write(other, (tx) => moveVisit(tx, to, tellOfVisit))
  }
  const movedId = await move(3, visitId)
  assert.equal(await told(coach, 'visit_moved'), 1)
  assert.equal((await groundsOf(other, personId)).length, 1)
  await assert.rejects(move(20, movedId), refusal('secondBy', 'sight_ends'))
})

test('once it is done, whoever came along sees the young person for the week, and then no longer', async () => {
  const personId = await aYouth()
  const visitId = await plan(personId, other.accountId)
  bed.setNow('2026-10-20T14:00:00Z')
  await bed.web.write(other, (tx) => logVisit(tx, { personId, visitId, outcome: 'talked', minutes: 30 }))
  assert.equal((await groundsOf(other, personId)).length, 1)
  bed.setNow('2026-10-27T23:00:00Z')
  assert.deepEqual(await groundsOf(other, personId), [])
})

test('when the young person’s municipality is another, both are told and whoever was let in sees nothing more', async () => {
  const personId = await aYouth()
  await plan(personId, other.accountId)
  const both = () => Promise.all([coach, other].map((who) => told(who, 'visit_called_off')))
  const before = await both()
  await bed.jobs.write(domain.machine, (tx) => endForMoved(tx, personId, tellOfVisit))
  assert.deepEqual(
    await both(),
    before.map((count) => count + 1),
  )
  assert.deepEqual(await groundsOf(other, personId), [])
})
