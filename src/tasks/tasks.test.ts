import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, type Writer } from '../../test/build/notes.ts'
import { consented, shared } from '../../test/build/share.ts'
import type { Context } from '../kernel/database.ts'
import { addDays, day } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { setNext } from '../outreach/contacts/actions.ts'
import { mergePersons } from '../people/duplicates/actions.ts'
import { PersonId } from '../people/model.ts'
import {
  finishReminder,
  giveDay,
  giveReminder,
  moveReminder,
  putOff,
  remindOf,
  removeReminder,
  reopenReminder,
  takeBackMark,
} from './actions.ts'
import { alerts } from './alert-store.ts'
import { tasksToday } from './card.ts'
import type { PersonTask } from './model.ts'
import { finishOwn, giveOwn, jotDown, moveOwn, readAlerts, removeOwn } from './own-actions.ts'
import { ownReminders } from './own-store.ts'
import { sharedWork } from './shared-store.ts'
import { personTasks } from './source-sql.ts'
import { doneToday } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let colleague: Writer
let lead: Writer
let mentor: Writer

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  colleague = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  mentor = await signedIn(bed, domain, { role: 'class_mentor' })
})
after(() => bed.close())

const sqlDone = z.object({ done: z.boolean() })
const notFound = { kind: 'not_found' }
const aYouth = (owner: Writer = coach) => aCase(bed, domain, owner)
const CALL = { kind: 'call', onDay: day('2026-10-16'), atTime: '14:30', assignedTo: null } as const
const remind = (who: Context, personId: string, given: object = {}) =>
  bed.web.write(who, (tx) => remindOf(tx, { ...CALL, personId, ...given }))
const tasksOf = (who: Writer, account: string | null = who.accountId) =>
  bed.web.read(who, (tx) => personTasks(tx, { account, until: addDays(tx.today, 60), limit: 300 }))
const about = (tasks: readonly PersonTask[], personId: string) => tasks.filter((task) => task.personId === personId)
const told = async (who: Context) =>
  (await bed.web.read(who, (tx) => alerts(tx, 50))).map(({ code, object }) => [code, object])
const decideNext = (who: Context, personId: string, onDay: string) =>
  bed.web.write(who, (tx) => setNext(tx, { personId, next: { onDay: day(onDay), channel: 'call' } }))

test('a reminder about a young person is on one’s list until it is done, and can be taken up again', async () => {
  const personId = await aYouth()
  const taskId = await remind(coach, personId)
  const [task] = about(await tasksOf(coach), personId)
  assert.deepEqual(
    [task?.source, task?.subject, task?.detail, task?.onDay, task?.atTime, task?.account],
    ['reminder', taskId, 'call', '2026-10-16', '14:30', coach.accountId],
  )
  const of = { personId, taskId }
  await bed.web.write(coach, (tx) => finishReminder(tx, of))
  assert.deepEqual(about(await tasksOf(coach), personId), [])
  const finished = await bed.web.read(coach, doneToday)
  assert.deepEqual(
    about(finished, personId).map(({ subject }) => subject),
    [taskId],
  )
  await assert.rejects(
    bed.web.write(coach, (tx) => finishReminder(tx, of)),
    { kind: 'conflict', code: 'task_gone' },
  )
  await bed.web.write(coach, (tx) => reopenReminder(tx, of))
  assert.equal(about(await tasksOf(coach), personId).length, 1)
  assert.deepEqual(about(await bed.web.read(coach, doneToday), personId), [])
  bed.setNow('2026-10-15T10:01:00Z')
  await bed.web.write(coach, (tx) => removeReminder(tx, of))
  await assert.rejects(
    bed.web.write(coach, (tx) => reopenReminder(tx, of)),
    { kind: 'conflict' },
  )
})

test('reminders are there for those who follow the young person, and absent for everybody else', async () => {
  const personId = await aYouth()
  const taskId = await remind(coach, personId)
  assert.equal(about(await tasksOf(lead, null), personId).length, 1)
  assert.equal(about(await tasksOf(colleague, null), personId).length, 0)
  await assert.rejects(remind(colleague, personId), notFound)
  await assert.rejects(remind(colleague, randomUUID()), notFound)
  await assert.rejects(
    bed.web.write(colleague, (tx) => finishReminder(tx, { personId, taskId })),
    notFound,
  )
  await assert.rejects(remind(mentor, await aYouth(mentor)), { kind: 'forbidden' })
})

test('a reminder is given to a colleague who reaches the young person, who is told, and to nobody else', async () => {
  const personId = await aYouth()
  const taskId = await remind(coach, personId)
  const give = (to: string) => bed.web.write(coach, (tx) => giveReminder(tx, { personId, taskId, to }))
  for (const stranger of [colleague.accountId, mentor.accountId, randomUUID()])
    await assert.rejects(give(stranger), { fields: [{ field: 'to', code: 'cannot_receive' }] })
  await give(lead.accountId)
  assert.deepEqual(about(await tasksOf(coach), personId), [])
  const [task] = about(await tasksOf(lead), personId)
  assert.deepEqual([task?.account, task?.givenBy], [lead.accountId, coach.accountId])
  assert.ok((await told(lead)).some(([code, object]) => code === 'given_to_you' && object === taskId))
  await bed.web.write(lead, (tx) => finishReminder(tx, { personId, taskId }))
  assert.ok((await told(coach)).some(([code, object]) => code === 'yours_done' && object === taskId))
})

test('a reminder is put off with why, ahead and by thirty days at most', async () => {
  const personId = await aYouth()
  const taskId = await remind(coach, personId, { onDay: day('2026-10-15') })
  const move = (onDay: string) =>
    bed.web.write(coach, (tx) => moveReminder(tx, { personId, taskId, onDay: day(onDay), why: 'young_away' }))
  await assert.rejects(move('2026-10-15'), { fields: [{ field: 'onDay', code: 'snooze_not_ahead' }] })
  await assert.rejects(move('2026-11-15'), { fields: [{ field: 'onDay', code: 'snooze_too_far' }] })
  await move('2026-10-20')
  const [task] = about(await tasksOf(coach), personId)
  assert.deepEqual([task?.onDay, task?.why], ['2026-10-20', 'young_away'])
})

test('the day of a next contact is on the list of whoever answers for the young person, and goes when it is decided anew', async () => {
  const personId = await aYouth()
  await decideNext(coach, personId, '2026-10-15')
  const [task] = about(await tasksOf(coach), personId)
  assert.deepEqual([task?.source, task?.onDay, task?.detail], ['next_contact', '2026-10-15', 'call'])
  const day1 = { personId, source: 'next_contact', subject: task?.subject ?? '' }
  await bed.web.write(coach, (tx) => putOff(tx, { ...day1, onDay: day('2026-10-19'), why: 'waiting_answer' }))
  const [later] = about(await tasksOf(coach), personId)
  assert.deepEqual([later?.onDay, later?.dueOn, later?.why], ['2026-10-19', '2026-10-15', 'waiting_answer'])
  await bed.web.write(coach, (tx) => takeBackMark(tx, day1))
  assert.equal(about(await tasksOf(coach), personId)[0]?.onDay, '2026-10-15')
  await bed.web.write(coach, (tx) => putOff(tx, { ...day1, onDay: day('2026-10-19'), why: 'agreed' }))
  await decideNext(coach, personId, '2026-10-17')
  assert.equal(
    about(await tasksOf(coach), personId)[0]?.onDay,
    '2026-10-17',
    'what was said was said of the day before',
  )
})

test('a day that stands elsewhere is given to a colleague this once, keeps its new day, and is told of', async () => {
  const personId = await aYouth()
  await decideNext(coach, personId, '2026-10-15')
  const subject = about(await tasksOf(coach), personId)[0]?.subject ?? ''
  const of = { personId, source: 'next_contact', subject }
  await bed.web.write(coach, (tx) => putOff(tx, { ...of, onDay: day('2026-10-16'), why: 'not_today' }))
  await assert.rejects(
    bed.web.write(coach, (tx) => giveDay(tx, { ...of, to: colleague.accountId })),
    { fields: [{ field: 'to', code: 'cannot_receive' }] },
  )
  await bed.web.write(coach, (tx) => giveDay(tx, { ...of, to: lead.accountId }))
  assert.deepEqual(about(await tasksOf(coach), personId), [])
  const [given] = about(await tasksOf(lead), personId)
  assert.deepEqual([given?.onDay, given?.givenBy, given?.source], ['2026-10-16', coach.accountId, 'next_contact'])
  assert.ok((await told(lead)).some(([code, object]) => code === 'given_to_you' && object === subject))
  const another = await aYouth()
  for (const wrong of [
    { ...of, personId: another },
    { ...of, subject: randomUUID() },
    { ...of, source: 'unclear' },
  ])
    await assert.rejects(
      bed.web.write(coach, (tx) => takeBackMark(tx, wrong)),
      notFound,
    )
})

test('a decision by hand is never put off past its last day', async () => {
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const personId = await aYouth(coordinator)
  await bed.web.write(coordinator, async (tx) => {
    await tx.run(sql`
      insert into scope_decision (domain_id, person_id, outcome, reason_code, evidence, from_on, until_on, decided_by, decided_at, known_from)
      values (${tx.actor.domainId}, ${personId}, 'unclear', 'FHSK', 'intyg', '2026-09-01', '2026-10-21', ${tx.actor.accountId}, ${tx.now}, ${tx.now})`)
    await tx.record('register.decided', { personId })
  })
  const [task] = about(await tasksOf(coordinator), personId)
  assert.deepEqual([task?.source, task?.dueOn, task?.account], ['decision_ends', '2026-10-20', null])
  const of = { personId, source: 'decision_ends', subject: task?.subject ?? '' }
  const move = (onDay: string) =>
    bed.web.write(coordinator, (tx) => putOff(tx, { ...of, onDay: day(onDay), why: 'waiting_answer' }))
  await assert.rejects(move('2026-10-21'), { fields: [{ field: 'onDay', code: 'snooze_statutory' }] })
  await move('2026-10-20')
  await assert.rejects(
    bed.web.write(coach, (tx) => putOff(tx, { ...of, onDay: day('2026-10-16'), why: 'agreed' })),
    notFound,
  )
})

test('a consent, and a share of one’s own, about to end are tasks of the one who made them, and cannot be given away', async () => {
  const { id: toDomainId } = await aDomain(bed, { kind: 'social_board' })
  const personId = await aYouth()
  const lastDay = day('2026-10-25')
  await consented(bed, coach, { personId, toDomainId, lastDay })
  const share = { personId, toDomainId, lastDay: day('2026-10-22') }
  await shared(bed, coach, { ...share, ground: 'consent' })
  await shared(bed, coach, { ...share, lastDay: day('2026-11-30') })
  const ends = async (who: Writer, account: string | null = who.accountId) =>
    about(await tasksOf(who, account), personId).map(({ source, dueOn }) => [source, dueOn])
  assert.deepEqual(await ends(coach), [
    ['own_share_ends', '2026-10-22'],
    ['consent_ends', '2026-10-25'],
  ])
  for (const other of [colleague, lead]) assert.deepEqual(await ends(other, null), [])
  const [task] = about(await tasksOf(coach), personId)
  const of = { personId, source: 'own_share_ends', subject: task?.subject ?? '' }
  await assert.rejects(
    bed.web.write(coach, (tx) => giveDay(tx, { ...of, to: lead.accountId })),
    { fields: [{ field: 'to', code: 'cannot_receive' }] },
  )
  const move = (on: string) =>
    bed.web.write(coach, (tx) => putOff(tx, { ...of, onDay: day(on), why: 'waiting_answer' }))
  await assert.rejects(move('2026-10-23'), { fields: [{ field: 'onDay', code: 'snooze_statutory' }] })
  await move('2026-10-20')
  assert.equal(about(await tasksOf(coach), personId)[0]?.onDay, '2026-10-20')
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`update register_owner w set known_until = ${tx.now} where w.person_id = ${personId}`)
    await tx.record('test.released')
  })
  assert.deepEqual(await ends(coach), [], 'no longer theirs to share')
})

test('what is referred, and notices to send and to handle, wait for those whose work it is, with the first day', async () => {
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const personId = await aYouth()
  await bed.jobs.write(domain.machine, async (tx) => {
    const [by, at] = [tx.actor.accountId, tx.now]
    await tx.run(sql`
      insert into referral (domain_id, id, referral_id, person_id, origin, sent_by, reasons, stage, reason, target_on, received_at, recorded_by,
                            known_from)
      select ${domain.id}::uuid, i, i, ${personId}::uuid, 'inside', ${by}::uuid, '{work}', s, case s when 'declined' then 'twice' end, d::date, ${at}::timestamptz, ${by}::uuid, ${at}::timestamptz
        from (values (gen_random_uuid(), 'received', '2026-10-16'), (gen_random_uuid(), 'waiting', '2026-10-14'),
                     (gen_random_uuid(), 'waiting', '2026-11-14'), (gen_random_uuid(), 'declined', null)) r(i, s, d)`)
    await tx.run(sql`
      insert into notice_in (domain_id, id, subject_id, person_id, kind, on_day, school_form, school_unit, sender, told_at, came_at, entered_by, due_on)
      values (${domain.id}, gen_random_uuid(), ${personId}, ${personId}, 'starts', '2026-10-01', 'GY', 'S', 'A', ${at}, ${at}, ${by}, '2026-10-19')`)
    await tx.run(sql`
      insert into notice_out (domain_id, person_id, kind, on_day, school_form, school_unit, municipality_code, due_on, made_by, made_at)
      values (${domain.id}, ${personId}, 'starts', '2026-10-01', 'GY', 'S', '0483', '2026-10-08', ${by}, ${at})`)
    await tx.record('test.waiting', { personId })
  })
  const waits = async (who: Writer) =>
    (await bed.web.read(who, sharedWork))
      .filter(({ source }) => source === 'referral' || source.startsWith('notice'))
      .map(({ source, count, dueOn }) => [source, count, dueOn])
  assert.deepEqual(await waits(coordinator), [
    ['referral', 2, '2026-10-14'],
    ['notice_send', 1, '2026-10-08'],
    ['notice_handle', 1, '2026-10-19'],
  ])
  assert.deepEqual(await waits(coach), [])
})

test('an own reminder is its writer’s alone until it is given, and then the colleague’s as well', async () => {
  const onDay = day('2026-10-16')
  const id = await bed.web.write(coach, (tx) => jotDown(tx, { words: ' Boka lokalen ', onDay, atTime: null }))
  const seen = async (who: Context) =>
    (await bed.web.read(who, (tx) => ownReminders(tx, day('2026-12-01')))).filter((each) => each.id === id)
  assert.equal((await seen(coach))[0]?.words, 'Boka lokalen')
  for (const other of [colleague, lead]) assert.deepEqual(await seen(other), [])
  await assert.rejects(
    bed.web.write(colleague, (tx) => finishOwn(tx, id)),
    notFound,
  )
  await bed.web.write(coach, (tx) => giveOwn(tx, { id, to: colleague.accountId }))
  assert.deepEqual(await seen(coach), [])
  assert.equal((await seen(colleague))[0]?.words, 'Boka lokalen')
  assert.deepEqual((await told(colleague))[0], ['given_to_you', id])
  for (const not of [giveOwn, removeOwn] as const)
    await assert.rejects(
      bed.web.write(colleague, (tx) => (not === giveOwn ? giveOwn(tx, { id, to: lead.accountId }) : removeOwn(tx, id))),
      { kind: 'conflict', code: 'not_yours_to_give' },
    )
  await bed.web.write(colleague, (tx) => moveOwn(tx, { id, onDay: day('2026-10-19'), why: 'not_today' }))
  await bed.web.write(colleague, (tx) => finishOwn(tx, id))
  assert.ok((await told(coach)).some(([code, object]) => code === 'yours_done' && object === id))
  await assert.rejects(
    bed.web.write(coach, (tx) => jotDown(tx, { words: ' ', onDay, atTime: null })),
    { fields: [{ field: 'words', code: 'words_length' }] },
  )
})

test('past the program too nobody gives away what is a colleague’s, nor reads it', async () => {
  const onDay = day('2026-10-16')
  const id = await bed.web.write(coach, (tx) => jotDown(tx, { words: 'Handla fika', onDay, atTime: null }))
  const changed = await bed.web.write(colleague, async (tx) => {
    await tx.record('tasks.listed')
    return tx.run(sql`update own_reminder set given_to = ${tx.actor.accountId} where id = ${id}`)
  })
  assert.equal(changed, 0)
  const forged = bed.web.write(colleague, (tx) =>
    tx.run(sql`
      insert into own_reminder (domain_id, account_id, words, on_day, made_at)
      values (${domain.id}, ${coach.accountId}, 'Gör mitt jobb', '2026-10-16', ${tx.now})`),
  )
  await assert.rejects(forged, { code: '42501' })
})

test('an alert is one’s own, marked as read by oneself, and none is left for a stranger', async () => {
  const own = await signedIn(bed, domain, { role: 'coach' })
  const elsewhere = await signedIn(bed, await aDomain(bed), { role: 'coach' })
  const send = (to: string) =>
    bed.web.write(coach, async (tx) => {
      await tx.record('tasks.own_given')
      return tx.all(sqlDone, sql`select access.leave_alert(${to}, 'given_to_you', 'x') as done`)
    })
  assert.deepEqual(await send(own.accountId), [{ done: true }])
  assert.deepEqual(await send(elsewhere.accountId), [{ done: false }])
  assert.deepEqual(await send(coach.accountId), [{ done: false }], 'nobody is told of what they did themself')
  const [alert] = await bed.web.read(own, (tx) => alerts(tx, 5))
  await bed.web.write(colleague, (tx) => readAlerts(tx, alert?.id ?? ''))
  assert.equal((await bed.web.read(own, (tx) => alerts(tx, 5)))[0]?.readAt, null)
  await bed.web.write(own, (tx) => readAlerts(tx, null))
  assert.notEqual((await bed.web.read(own, (tx) => alerts(tx, 5)))[0]?.readAt, null)
})

test('a day passes at midnight in Sweden, in summer and in winter', async () => {
  const own = await signedIn(bed, domain, { role: 'coach' })
  const counted = (at: string) => {
    bed.setNow(at)
    return bed.web.read(own, tasksToday)
  }
  bed.setNow('2026-10-15T10:00:00Z')
  for (const onDay of ['2026-10-16', '2026-12-01'])
    await bed.web.write(own, (tx) => jotDown(tx, { words: 'Boka', onDay: day(onDay), atTime: null }))
  assert.deepEqual(await counted('2026-10-16T21:59:59Z'), { late: 0, today: 1 })
  assert.deepEqual(await counted('2026-10-16T22:00:00Z'), { late: 1, today: 0 })
  assert.deepEqual(await counted('2026-12-01T22:59:59Z'), { late: 1, today: 1 })
  assert.deepEqual(await counted('2026-12-01T23:00:00Z'), { late: 2, today: 0 })
  bed.setNow('2026-10-15T10:01:00Z')
})

test('what is to be done about one who was merged is to be done about whom they are, and can be put off', async () => {
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const [survivorId, mergedId] = [await aYouth(coordinator), await aYouth(coordinator)]
  await remind(coordinator, mergedId)
  await decideNext(coordinator, mergedId, '2026-10-16')
  const side = 'survivor' as const
  const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }
  const pair = { survivorId: PersonId.parse(survivorId), mergedId: PersonId.parse(mergedId) }
  await bed.web.write(coordinator, (tx) => mergePersons(tx, { ...pair, choices }))
  const tasks = about(await tasksOf(coordinator), survivorId)
  assert.deepEqual(tasks.map(({ source, memberId }) => [source, memberId]).sort(), [
    ['next_contact', mergedId],
    ['reminder', mergedId],
  ])
  const subject = tasks.find(({ source }) => source === 'next_contact')?.subject ?? ''
  const of = { personId: survivorId, source: 'next_contact', subject }
  await bed.web.write(coordinator, (tx) => putOff(tx, { ...of, onDay: day('2026-10-19'), why: 'agreed' }))
  const moved = about(await tasksOf(coordinator), survivorId).find(({ source }) => source === 'next_contact')
  assert.deepEqual([moved?.onDay, moved?.dueOn], ['2026-10-19', '2026-10-16'])
})
