import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aCase, type Writer } from '../../../test/build/notes.ts'
import type { Context } from '../../kernel/database.ts'
import { day, type Instant } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { mergePersons } from '../../people/duplicates/actions.ts'
import { PersonId } from '../../people/model.ts'
import { correctContact, type Logged, logContact, logForMany, openContacts, setNext, strikeContact } from './actions.ts'
import { contactsOf, countContacts, dueCounts, dueRows, nextOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let colleague: Writer
let lead: Writer
let mentor: Writer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  colleague = await signedIn(bed, domain, { role: 'coach' })
  lead = await signedIn(bed, domain, { role: 'team_lead' })
  mentor = await signedIn(bed, domain, { role: 'class_mentor' })
})
after(() => bed.close())

const NOON = '2026-10-14T10:00:00.000Z' as Instant
const CALL = {
  channel: 'call',
  through: 'self',
  direction: 'out',
  outcome: 'no_answer',
  happenedAt: NOON,
  minutes: null,
  doneBy: null,
  withBy: null,
  next: null,
  words: '',
} as const

const aYouth = (owner: Writer = coach) => aCase(bed, domain, owner)
const write = (who: Context, given: Partial<Logged> & { readonly personId: string }) =>
  bed.web.write(who, (tx) => logContact(tx, { ...CALL, ...given }))
const seen = (who: Context, personId: string, struck = false) =>
  bed.web.read(who, (tx) => contactsOf(tx, { root: PersonId.parse(personId), struck, limit: 20, offset: 0 }))
const counted = (who: Context, personId: string) =>
  bed.web.read(who, (tx) => countContacts(tx, PersonId.parse(personId)))
const nextDay = async (who: Context, personId: string) =>
  (await bed.web.read(who, (tx) => nextOf(tx, PersonId.parse(personId)))).map(({ onDay }) => onDay)
const notFound = { kind: 'not_found' }
const sqlNote = z.object({ id: z.uuid() })

test('a try and an answer stand in the log, the latest first, and are told apart', async () => {
  const personId = await aYouth()
  await write(coach, { personId })
  const later = '2026-10-14T13:00:00.000Z' as Instant
  await write(coach, { personId, channel: 'sms', direction: 'in', outcome: 'answered', happenedAt: later })
  const log = await seen(coach, personId)
  assert.deepEqual(
    log.map(({ channel, outcome, achieved }) => [channel, outcome, achieved]),
    [
      ['sms', 'answered', true],
      ['call', 'no_answer', false],
    ],
  )
  assert.equal(log[0]?.doneBy, coach.accountId)
  assert.deepEqual(await counted(coach, personId), { total: 2, achieved: 1, struck: 0 })
})

test('the log is there for who has the case and who leads the work, and is absent for everybody else', async () => {
  const personId = await aYouth()
  await write(coach, { personId })
  assert.equal((await seen(lead, personId)).length, 1)
  assert.equal((await seen(colleague, personId)).length, 0)
  await assert.rejects(write(colleague, { personId }), notFound)
  await assert.rejects(write(colleague, { personId: randomUUID() }), notFound)
  await assert.rejects(
    bed.web.write(colleague, (tx) => openContacts(tx, personId)),
    notFound,
  )
  const pupil = await aYouth(mentor)
  await assert.rejects(write(mentor, { personId: pupil }), { kind: 'forbidden' })
})

test('what was said becomes a note under its own wall, and the log leads to it', async () => {
  const personId = await aYouth()
  await write(coach, { personId, outcome: 'talked', words: 'Hon vill börja om i januari.' })
  const [contact] = await seen(coach, personId)
  assert.match(contact?.noteId ?? '', /^[0-9a-f-]{36}$/)
  const rows = await bed.web.read(lead, (tx) => tx.all(sqlNote, sql`select id from note where id = ${contact?.noteId}`))
  assert.deepEqual(rows, [], 'who leads sees that there was a contact, and not what was said')
})

test('a contact is corrected without writing over what stood, and not by two at once', async () => {
  const personId = await aYouth()
  const contactId = await write(coach, { personId })
  const [before] = await seen(coach, personId)
  const mend = (given: object, wording: string) =>
    bed.web.write(coach, (tx) => correctContact(tx, { ...CALL, personId, contactId, seen: wording, ...given }))
  await mend({ outcome: 'talked', minutes: 12 }, before?.id ?? '')
  const log = await seen(coach, personId)
  assert.deepEqual(
    log.map(({ outcome, minutes }) => [outcome, minutes]),
    [['talked', 12]],
  )
  await assert.rejects(mend({ outcome: 'voicemail' }, before?.id ?? ''), { kind: 'conflict', code: 'contact_changed' })
  const kept = await bed.web.read(coach, (tx) =>
    tx.all(sqlNote, sql`select id from outreach_contact where contact_id = ${contactId}`),
  )
  assert.equal(kept.length, 2)
})

test('what never happened is struck out, stays in the log and counts for nothing', async () => {
  const personId = await aYouth()
  const contactId = await write(coach, { personId, outcome: 'talked' })
  const strike = () => bed.web.write(coach, (tx) => strikeContact(tx, { personId, contactId, reason: 'wrong_person' }))
  await strike()
  assert.deepEqual(await counted(coach, personId), { total: 0, achieved: 0, struck: 1 })
  assert.equal((await seen(coach, personId)).length, 0)
  assert.equal((await seen(coach, personId, true))[0]?.struckReason, 'wrong_person')
  await assert.rejects(strike(), { kind: 'conflict', code: 'contact_struck' })
})

test('a day that has come is done by the try, a later one stays, and a new one takes its place', async () => {
  const personId = await aYouth()
  const decide = (onDay: string) =>
    bed.web.write(coach, (tx) => setNext(tx, { personId, next: { onDay: day(onDay), channel: 'call' } }))
  await decide('2026-10-15')
  await decide('2026-10-20')
  assert.deepEqual(await nextDay(coach, personId), ['2026-10-20'])
  await write(coach, { personId })
  assert.deepEqual(await nextDay(coach, personId), ['2026-10-20'], 'a try on the 14th is not the one of the 20th')
  await decide('2026-10-15')
  await write(coach, { personId, happenedAt: '2026-10-15T06:00:00.000Z' as Instant })
  assert.deepEqual(await nextDay(coach, personId), [])
  await write(coach, { personId, next: { onDay: day('2026-11-02'), channel: null } })
  assert.deepEqual(await nextDay(coach, personId), ['2026-11-02'])
  await bed.web.write(coach, (tx) => setNext(tx, { personId, next: null }))
  assert.deepEqual(await nextDay(coach, personId), [])
  await assert.rejects(decide('2026-10-14'), { fields: [{ field: 'nextOn', code: 'next_passed' }] })
})

test('one contact with several is in the log of each, tied together; one stranger among them and nothing is saved', async () => {
  const [first, second] = [await aYouth(), await aYouth()]
  const stranger = await aYouth(colleague)
  const fika = { ...CALL, channel: 'fika', outcome: 'talked' } as const
  const log = (personIds: readonly string[]) => bed.web.write(coach, (tx) => logForMany(tx, { ...fika, personIds }))
  assert.equal(await log([first, second, first]), 2)
  const [one] = await seen(coach, first)
  const [two] = await seen(coach, second)
  assert.equal(one?.groupId, two?.groupId)
  assert.notEqual(one?.groupId, null)
  await assert.rejects(log([first, stranger]), notFound)
  assert.equal((await seen(coach, first)).length, 1)
  await assert.rejects(log([]), { fields: [{ field: 'persons', code: 'nobody_chosen' }] })
})

test('a colleague who did it is one of the domain’s', async () => {
  const personId = await aYouth()
  await write(coach, { personId, doneBy: colleague.accountId, withBy: coach.accountId })
  assert.equal((await seen(coach, personId))[0]?.doneBy, colleague.accountId)
  await assert.rejects(write(coach, { personId, doneBy: randomUUID() }), {
    fields: [{ field: 'doneBy', code: 'unknown_colleague' }],
  })
})

test('nobody writes in another’s name, nor changes what is closed, past the program either', async () => {
  const personId = await aYouth()
  const contactId = await write(coach, { personId })
  const forged = bed.web.write(coach, (tx) =>
    tx.run(sql`
      insert into outreach_contact (domain_id, id, contact_id, person_id, channel, through, direction, outcome, happened_at, done_by,
                                    recorded_by, known_from)
      values (${domain.id}, ${personId}, ${personId}, ${personId}, 'call', 'self', 'out', 'talked', ${NOON}, ${coach.accountId},
              ${colleague.accountId}, ${tx.now})`),
  )
  await assert.rejects(forged, { code: '42501' })
  await bed.web.write(coach, (tx) => strikeContact(tx, { personId, contactId, reason: 'other' }))
  const reopened = await bed.web.write(coach, async (tx) => {
    await tx.record('outreach.listed', { personId })
    return tx.run(sql`update outreach_contact set struck_reason = 'twice' where contact_id = ${contactId}`)
  })
  assert.equal(reopened, 0)
})

test('whom to contact: one’s own, or all one sees, the longest waited for first', async () => {
  const here = await aDomain(bed)
  const own = await signedIn(bed, here, { role: 'coach' })
  const other = await signedIn(bed, here, { role: 'coach' })
  const leader = await signedIn(bed, here, { role: 'team_lead' })
  const days = ['2026-10-15', '2026-10-20', '2026-11-20']
  const ids = []
  for (const onDay of days) {
    const personId = await aCase(bed, here, own)
    await bed.web.write(own, (tx) => setNext(tx, { personId, next: { onDay: day(onDay), channel: null } }))
    ids.push(personId)
  }
  const theirs = await aCase(bed, here, other)
  await bed.web.write(other, (tx) =>
    setNext(tx, { personId: theirs, next: { onDay: day('2026-10-16'), channel: 'sms' } }),
  )
  const asked = { until: day('2026-10-22'), mine: true, limit: 20, offset: 0 }
  const listed = async (who: Context, mine: boolean) =>
    (await bed.web.read(who, (tx) => dueRows(tx, { ...asked, mine }))).map(({ id }) => id)
  assert.deepEqual(await listed(own, true), [ids[0], ids[1]])
  assert.deepEqual(await listed(own, false), [ids[0], ids[1]])
  assert.deepEqual(await listed(leader, false), [ids[0], theirs, ids[1]])
  assert.deepEqual(await listed(leader, true), [])
  assert.deepEqual(await bed.web.read(leader, (tx) => dueCounts(tx, { ...asked, mine: false })), {
    overdue: 0,
    today: 1,
    soon: 2,
  })
})

test('what is logged of one who was merged is in the log of whom they are, and the earliest day is the next', async () => {
  const here = await aDomain(bed)
  const coordinator = await signedIn(bed, here, { role: 'kaa_coordinator' })
  const [survivorId, mergedId] = [await aCase(bed, here, coordinator), await aCase(bed, here, coordinator)]
  await write(coordinator, { personId: mergedId })
  for (const [personId, onDay] of [
    [survivorId, '2026-11-02'],
    [mergedId, '2026-10-20'],
  ] as const)
    await bed.web.write(coordinator, (tx) => setNext(tx, { personId, next: { onDay: day(onDay), channel: null } }))
  const side = 'survivor' as const
  const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }
  const pair = { survivorId: PersonId.parse(survivorId), mergedId: PersonId.parse(mergedId) }
  await bed.web.write(coordinator, (tx) => mergePersons(tx, { ...pair, choices }))
  assert.equal((await seen(coordinator, survivorId)).length, 1)
  assert.deepEqual(await nextDay(coordinator, survivorId), ['2026-10-20', '2026-11-02'])
})
