import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aCase, aNote, asOwner, readNotes, someNotes, type Writer } from '../../test/build/notes.ts'
import { aPerson } from '../../test/build/people.ts'
import { accepted, shared } from '../../test/build/share.ts'
import type { Context } from '../kernel/database.ts'
import { day } from '../kernel/date.ts'
import { raw, sql } from '../kernel/sql.ts'
import { mergePersons, suggestDuplicatesOf } from '../people/duplicates/actions.ts'
import { PersonId } from '../people/model.ts'
import { events, takeTicket } from '../trail/store.ts'
import { correctNote, openNote, openNotes, strikeNote, writeNote } from './actions.ts'
import { bodiesOf, notesOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let colleague: Writer
let coordinator: Writer

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coach = await signedIn(bed, domain, { role: 'coach' })
  colleague = await signedIn(bed, domain, { role: 'coach' })
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
})
after(() => bed.close())

const aYouth = (owner: Writer = coach) => aCase(bed, domain, owner)
const read = (who: Context, personId: string) => readNotes(bed, who, personId)
const notFound = { kind: 'not_found' }
const refused = { code: '42501' }

/** Lets somebody in to a person, beside whoever has the case. */
function letIn(who: Writer, personId: string): Promise<unknown> {
  return asOwner(bed, (client) =>
    client.query(
      `insert into access.assignment (domain_id, person_id, kind, membership_id, given_by, from_at)
       select m.domain_id, $2, 'case', m.id, m.account_id, '2026-01-01' from access.membership m where m.account_id = $1`,
      [who.accountId, personId],
    ),
  )
}

function block(personId: string, accountId: string | null, except: readonly string[] = []): Promise<unknown> {
  return asOwner(bed, (client) =>
    client.query(
      `insert into access.block (domain_id, person_id, account_id, except_ids, reason, set_by, from_at)
       values ($1, $2, $3, $4, 'släkt', $5, '2026-01-01')`,
      [domain.id, personId, accountId, except, coordinator.accountId],
    ),
  )
}

const wordingsOf = (who: Context, personId: string, struck = true) =>
  bed.web.read(who, (tx) => notesOf(tx, { root: PersonId.parse(personId), struck, limit: 20, offset: 0 }))

const ticketFor = (who: Context, personId: string, ids: readonly string[]) =>
  bed.web.write(who, (tx) => takeTicket(tx, { kind: 'note', ids, personId }, null))

const wordsOf = (who: Context, ids: readonly string[], ticket: number) =>
  bed.web.read(who, async (tx) => [...(await bodiesOf(tx, ids, ticket)).values()])

test('a note is read by whoever has the case, and a colleague who has not cannot tell it from nobody’s', async () => {
  const personId = await aYouth()
  await aNote(bed, coach, { personId, body: 'Hon vill börja om i januari.' })
  assert.deepEqual(await read(coach, personId), ['Hon vill börja om i januari.'])
  await assert.rejects(read(colleague, personId), notFound)
  await assert.rejects(read(colleague, randomUUID()), notFound)
  await letIn(colleague, personId)
  assert.deepEqual(await read(colleague, personId), ['Hon vill börja om i januari.'])
})

test('a coordinator who reaches the whole domain reads no notes, nor that there are any, without the case', async () => {
  const personId = await aYouth()
  await aNote(bed, coach, { personId })
  assert.deepEqual(await wordingsOf(coordinator, personId), [])
  await assert.rejects(read(coordinator, personId), notFound)
  await assert.rejects(aNote(bed, coordinator, { personId }), notFound)
  const own = await aYouth(coordinator)
  await aNote(bed, coordinator, { personId: own, body: 'Ringt mamman.' })
  assert.deepEqual(await read(coordinator, own), ['Ringt mamman.'])
})

for (const [title, attack] of Object.entries({
  'the words': 'select body from note',
  'the row': 'select n.* from note n',
  'the row as one': 'select n from note n',
  'the row as JSON': 'select to_jsonb(n) from note n',
  'how long the words are': 'select length(body) from note',
  'whether they hold another word': `select id from note where body like '%januari%'`,
  'the words in order': 'select id from note order by body',
  'the words counted': 'select count(*) from note group by body',
  'the words by a join': 'select a.id from note a join note b on a.body = b.body',
  'a condition on what is changed': `update note set known_until = now() where body like '%januari%'`,
  'the words moved into a reason':
    'update note set struck_reason = body, struck_by = access.account_id(), struck_at = now()',
  'other words in their place': `update note set body = 'x'`,
  'another writer': 'update note set written_by = access.account_id()',
  'the note gone': 'delete from note',
  'all notes gone': 'truncate note',
})) {
  test(`nobody who serves gets past the wall around the words: ${title}`, async () => {
    const personId = await aYouth()
    await aNote(bed, coach, { personId, body: 'Hon vill börja om i januari.' })
    for (const [db, who] of [
      [bed.web, coach],
      [bed.jobs, domain.machine],
    ] as const) {
      await assert.rejects(
        db.technical(who, (tx) => tx.run(raw(attack))),
        refused,
      )
    }
  })
}

test('the words come against a committed ticket of one’s own for each of them, and for nothing less', async () => {
  const personId = await aYouth()
  await letIn(colleague, personId)
  await aNote(bed, coach, { personId, body: 'ett' })
  await aNote(bed, coach, { personId, body: 'två' })
  const [one, two] = (await wordingsOf(coach, personId)).map(({ id }) => id)
  assert.ok(one && two)
  const ticket = await ticketFor(coach, personId, [one])
  assert.equal((await wordsOf(coach, [one], ticket)).length, 1)
  assert.deepEqual(await wordsOf(coach, [], ticket), [])
  for (const [why, ids, given] of [
    ['no ticket', [one], 0],
    ['a number nobody has', [one], 987654321],
    ['another note', [two], ticket],
    ['one of two', [one, two], ticket],
    ['a colleague’s', [one], await ticketFor(colleague, personId, [one])],
  ] as const)
    await assert.rejects(wordsOf(coach, ids, given), refused, why)
})

test('the words come against a ticket of the very person: the trail of whose they are never misses a reading', async () => {
  const [personId, other] = [await aYouth(), await aYouth()]
  const noteId = await aNote(bed, coach, { personId, body: 'ett' })
  const otherId = await aNote(bed, coach, { personId: other, body: 'annans' })
  assert.deepEqual(await wordsOf(coach, [noteId], await ticketFor(coach, other, [noteId])), [])
  const both = [noteId, otherId]
  assert.deepEqual(await wordsOf(coach, both, await ticketFor(coach, personId, both)), ['ett'])
  await assert.rejects(ticketFor(coach, null as unknown as string, [noteId]), notFound)
})

test('a ticket that was rolled back opens nothing, nor does one in its own transaction', async () => {
  const personId = await aYouth()
  await aNote(bed, coach, { personId })
  const [note] = await wordingsOf(coach, personId)
  const ids = [note?.id ?? '']
  let ticket = 0
  const within = bed.web.write(coach, async (tx) => {
    ticket = await takeTicket(tx, { kind: 'note', ids, personId }, null)
    return bodiesOf(tx, ids, ticket)
  })
  await assert.rejects(within, refused)
  assert.ok(ticket > 0)
  await assert.rejects(wordsOf(coach, ids, ticket), refused)
})

test('a ticket is good for ten seconds, and a ticket for something else is none for notes', async () => {
  const personId = await aYouth()
  await aNote(bed, coach, { personId })
  const [note] = await wordingsOf(coach, personId)
  const ids = [note?.id ?? '']
  const made = (action: string, age: string, of: string | null = personId) =>
    asOwner(bed, async (client) => {
      const { rows } = await client.query(
        `with made as (
           insert into trail.event (domain_id, at, actor_id, actor_domain_id, actor_role, purpose, action, commitment)
           values ($1, clock_timestamp() - $4::interval, $2, $1, 'coach', 'web', $3, sha256('')) returning domain_id, id)
         insert into trail.event_private (domain_id, event_id, person_id, detail, salt)
         select domain_id, id, $6, jsonb_build_object('ids', to_jsonb($5::text[])), ''::bytea from made
         returning event_id::int as id`,
        [domain.id, coach.accountId, action, age, ids, of],
      )
      return rows[0].id as number
    })
  assert.equal((await wordsOf(coach, ids, await made('note.read', '8 seconds'))).length, 1)
  await assert.rejects(wordsOf(coach, ids, await made('note.read', '10.1 seconds')), refused)
  assert.deepEqual(await wordsOf(coach, ids, await made('note.read', '1 second', null)), [])
  await assert.rejects(wordsOf(coach, ids, await made('answer.read', '1 second')), refused)
})

test('signed in without two factors one reads no notes, by the page or past it', async () => {
  const weak = await signedIn(bed, domain, { role: 'coach' })
  const personId = await aYouth(weak)
  await aNote(bed, weak, { personId })
  const [note] = await wordingsOf(weak, personId)
  const ids = [note?.id ?? '']
  await asOwner(bed, (client) =>
    client.query('update access.session set assurance = 1, strong_at = null where account_id = $1', [weak.accountId]),
  )
  await assert.rejects(read(weak, personId), { assurance: 2 })
  await assert.rejects(aNote(bed, weak, { personId }), { assurance: 2 })
  await assert.rejects(wordsOf(weak, ids, await ticketFor(weak, personId, ids)), refused)
})

test('a note on health is read by student health and by whoever wrote it, not by a colleague with the same case', async () => {
  const counsellor = await signedIn(bed, domain, { role: 'welfare_counsellor' })
  const host = await signedIn(bed, domain, { role: 'school_host' })
  const personId = await aYouth()
  for (const who of [colleague, counsellor, host]) await letIn(who, personId)
  await aNote(bed, coach, { personId, topic: 'health', body: 'Sover dåligt.' })
  await aNote(bed, coach, { personId, topic: 'school', body: 'Bytt grupp.' })
  const all = ['Bytt grupp.', 'Sover dåligt.']
  assert.deepEqual((await read(coach, personId))?.sort(), all)
  assert.deepEqual((await read(counsellor, personId))?.sort(), all)
  assert.deepEqual(await read(colleague, personId), ['Bytt grupp.'])
  assert.deepEqual(await read(host, personId), ['Bytt grupp.'])
})

test('corrected by student health a note stays the first writer’s to read, and a colleague’s neither before nor after', async () => {
  const counsellor = await signedIn(bed, domain, { role: 'welfare_counsellor' })
  const personId = await aYouth()
  await letIn(counsellor, personId)
  await letIn(colleague, personId)
  const noteId = await aNote(bed, coach, { personId, topic: 'health', body: 'Sover dåligt.' })
  const other = {
    topic: 'health',
    secrecy: 'student_health',
    happenedOn: day('2026-10-14'),
    body: 'Sömnsvårigheter.',
  } as const
  await bed.web.write(counsellor, (tx) => correctNote(tx, { personId, noteId, seen: noteId, ...other }))
  assert.deepEqual(await read(coach, personId), ['Sömnsvårigheter.'])
  assert.deepEqual(await wordingsOf(colleague, personId), [])
})

test('a block goes before the case: the one who is blocked finds no notes', async () => {
  const [mine, everybodys] = [await aYouth(), await aYouth()]
  for (const personId of [mine, everybodys]) await aNote(bed, coach, { personId })
  await block(mine, coach.accountId)
  await block(everybodys, null, [coordinator.accountId])
  for (const personId of [mine, everybodys]) {
    await assert.rejects(read(coach, personId), notFound)
    assert.deepEqual(await wordingsOf(coach, personId), [])
  }
})

test('notes of one with protected identity are there for those with the right to see them', async () => {
  const trusted = await signedIn(bed, domain, { role: 'coach', seesProtected: true })
  const personId = await aCase(bed, domain, trusted, { protection: 'confidentiality_marking' })
  await letIn(coach, personId)
  await aNote(bed, trusted, { personId, body: 'Bor hos mormor.' })
  assert.deepEqual(await read(trusted, personId), ['Bor hos mormor.'])
  await assert.rejects(read(coach, personId), notFound)
  assert.deepEqual(await wordingsOf(coach, personId), [])
})

/** What a visit reads, ticket at home and words there. */
async function visited(who: Context, visit: string, personId: string): Promise<string[]> {
  const there = { ...who, visit }
  const root = PersonId.parse(personId)
  const notes = await bed.web.read(there, (tx) => notesOf(tx, { root, struck: true, limit: 20, offset: 0 }))
  const ids = notes.map(({ id }) => id)
  if (ids.length === 0) return []
  const ticket = await bed.web.write(who, (tx) => takeTicket(tx, { kind: 'note', ids, personId }, visit))
  return (await wordsOf(there, ids, ticket)).sort()
}

test('shared notes open for the receiver without those on health, which are opened only when they are named', async () => {
  const social = await aDomain(bed, { kind: 'social_board', keepsRegister: false })
  const worker = await signedIn(bed, social, { role: 'social_worker' })
  const counsellor = await signedIn(bed, domain, { role: 'welfare_counsellor' })
  const [personId, other] = [await aYouth(counsellor), await aYouth(counsellor)]
  await aNote(bed, counsellor, { personId, body: 'Möte i maj.' })
  await aNote(bed, counsellor, { personId, topic: 'health', body: 'Sover dåligt.' })
  await aNote(bed, counsellor, { personId: other, body: 'Någon annans.' })
  const toDomainId = social.id
  const some = await shared(bed, counsellor, { personId, toDomainId, topics: ['identity', 'note'] })
  assert.deepEqual(await visited(worker, some, personId), [])
  await accepted(bed, worker, some)
  assert.deepEqual(await visited(worker, some, personId), ['Möte i maj.'])
  const all = await shared(bed, counsellor, { personId, toDomainId, topics: ['identity', 'note', 'note.health'] })
  await accepted(bed, worker, all)
  assert.deepEqual(await visited(worker, all, personId), ['Möte i maj.', 'Sover dåligt.'])
  assert.deepEqual(await visited(worker, all, other), [])
  const none = await shared(bed, counsellor, { personId, toDomainId, topics: ['identity', 'contact'] })
  await accepted(bed, worker, none)
  assert.deepEqual(await visited(worker, none, personId), [])
})

test('art. 15: a register extract has every note of the one person, those on health too', async () => {
  const officer = await signedIn(bed, domain, { role: 'data_protection_officer' })
  const [personId, other] = [await aYouth(), await aYouth()]
  await aNote(bed, coach, { personId, topic: 'health', body: 'Sover dåligt.' })
  await aNote(bed, coach, { personId: other })
  const leave = await asOwner(bed, async (client) => {
    const { rows } = await client.query(
      `insert into access.extract (domain_id, person_id, account_id, from_at, until_at)
       values ($1, $2, $3, '2026-10-15T09:59:00Z', '2026-10-15T10:30:00Z') returning id`,
      [domain.id, personId, officer.accountId],
    )
    return rows[0].id as string
  })
  assert.deepEqual(await visited(officer, leave, personId), ['Sover dåligt.'])
  assert.deepEqual(await visited(officer, leave, other), [])
})

test('a correction closes one wording and opens the next, and both can be read with who wrote them', async () => {
  const personId = await aYouth()
  await letIn(colleague, personId)
  const noteId = await aNote(bed, coach, { personId, body: 'Möte 12 maj.' })
  const about = { topic: 'school', secrecy: 'pupil_support', happenedOn: day('2026-10-13') } as const
  bed.setNow('2026-10-15T11:00:00Z')
  const corrected = { personId, noteId, seen: noteId, ...about, body: 'Möte 13 maj.' }
  await bed.web.write(colleague, (tx) => correctNote(tx, corrected))
  bed.setNow('2026-10-15T10:00:00Z')
  const opened = await bed.web.write(coach, (tx) => openNote(tx, { personId, noteId, wordings: 'all' }))
  const ids = opened.notes.map(({ id }) => id)
  const bodies = await bed.web.read(coach, (tx) => bodiesOf(tx, ids, opened.ticket ?? 0))
  assert.deepEqual(
    opened.notes.map(({ id, topic, writtenBy, recordedBy, writtenAt, knownFrom }) => {
      return [bodies.get(id), topic, writtenBy, recordedBy, writtenAt, knownFrom]
    }),
    [
      [
        'Möte 13 maj.',
        'school',
        coach.accountId,
        colleague.accountId,
        '2026-10-15T10:00:00.000Z',
        '2026-10-15T11:00:00.000Z',
      ],
      [
        'Möte 12 maj.',
        'support',
        coach.accountId,
        coach.accountId,
        '2026-10-15T10:00:00.000Z',
        '2026-10-15T10:00:00.000Z',
      ],
    ],
  )
})

test('who corrects a wording that is no longer the current one is told, and nobody’s words are written over', async () => {
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId, body: 'ett' })
  const about = { topic: 'support', secrecy: 'pupil_support', happenedOn: day('2026-10-14') } as const
  const correct = (seen: string, body: string) =>
    bed.web.write(coach, (tx) => correctNote(tx, { personId, noteId, seen, ...about, body }))
  await correct(noteId, 'två')
  await assert.rejects(correct(noteId, 'tre'), { kind: 'conflict', code: 'note_changed' })
  assert.deepEqual(await read(coach, personId), ['två'])
  const [current] = await wordingsOf(coach, personId)
  const both = await Promise.allSettled([correct(current?.id ?? '', 'fyra'), correct(current?.id ?? '', 'fem')])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a note is struck out once, with a reason, stays readable and changes no more', async () => {
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId, body: 'Gällde en annan.' })
  const strike = (reason: string) => bed.web.write(coach, (tx) => strikeNote(tx, { personId, noteId, reason }))
  await assert.rejects(strike(' '), { kind: 'invalid', fields: [{ field: 'reason', code: 'reason_missing' }] })
  await strike('fel person')
  await assert.rejects(strike('fel person'), { kind: 'conflict', code: 'note_struck' })
  const about = { topic: 'support', secrecy: 'pupil_support', happenedOn: day('2026-10-14'), body: 'x' } as const
  const correct = bed.web.write(coach, (tx) => correctNote(tx, { personId, noteId, seen: noteId, ...about }))
  await assert.rejects(correct, { kind: 'conflict', code: 'note_struck' })
  assert.deepEqual(await read(coach, personId), [])
  const [struck] = await wordingsOf(coach, personId)
  assert.deepEqual([struck?.struckReason, struck?.struckBy], ['fel person', coach.accountId])
  assert.deepEqual(await wordsOf(coach, [noteId], await ticketFor(coach, personId, [noteId])), ['Gällde en annan.'])
})

test('past the program too, nobody writes in another’s name or under another person, and what is closed stays as it stands', async () => {
  const [personId, other] = [await aYouth(), await aYouth()]
  await letIn(colleague, personId)
  const noteId = await aNote(bed, coach, { personId })
  const insert = (noteOf: string, person: string, writtenBy: string, recordedBy: string) => sql`
    insert into note (domain_id, note_id, person_id, topic, secrecy, happened_on, body, written_by, written_at, recorded_by, known_from)
    values (${domain.id}, ${noteOf}, ${person}, 'support', 'other', '2026-10-14', 'x', ${writtenBy}, '2026-10-15', ${recordedBy}, '2026-10-15')`
  const run = (query: ReturnType<typeof sql>) => bed.web.technical(coach, (tx) => tx.run(query))
  await assert.rejects(run(insert(noteId, personId, coach.accountId, colleague.accountId)), refused)
  const fk = { code: '23503' }
  await run(sql`update note set known_until = '2026-10-16' where id = ${noteId}`)
  await assert.rejects(run(insert(noteId, personId, colleague.accountId, coach.accountId)), fk)
  await assert.rejects(run(insert(noteId, other, coach.accountId, coach.accountId)), fk)
  await assert.rejects(run(insert(randomUUID(), personId, coach.accountId, coach.accountId)), fk)
  assert.equal(await run(sql`update note set known_until = null where id = ${noteId}`), 0)
  const another = await aNote(bed, coach, { personId })
  const strike = (by: string) =>
    run(sql`update note set struck_at = '2026-10-15', struck_by = ${by}, struck_reason = 'fel' where id = ${another}`)
  await assert.rejects(strike(colleague.accountId), refused)
  assert.equal(await strike(coach.accountId), 1)
  assert.equal(await strike(coach.accountId), 0)
})

test('a note nobody can read is not written: empty, too long, or of a day to come', async () => {
  const personId = await aYouth()
  const wrong = (given: Partial<{ body: string; happenedOn: ReturnType<typeof day> }>, code: string) =>
    assert.rejects(aNote(bed, coach, { personId, ...given }), (error: { fields: readonly { code: string }[] }) => {
      assert.deepEqual(
        error.fields.map((field) => field.code),
        [code],
      )
      return true
    })
  await wrong({ body: ' \n ' }, 'body_missing')
  await wrong({ body: 'å'.repeat(20_001) }, 'body_too_long')
  await wrong({ happenedOn: day('2026-10-16') }, 'day_in_future')
  await aNote(bed, coach, { personId, body: `  ${'😀'.repeat(20_000)}\r\n`, happenedOn: day('2026-10-15') })
  await aNote(bed, coach, { personId, body: 'rad 1\r\nrad\u0000 2\r' })
  assert.deepEqual(await read(coach, personId), ['😀'.repeat(20_000), 'rad 1\nrad 2'])
})

test('notes of one who is merged are read on the survivor', async () => {
  const same = { familyName: `Tvilling${randomUUID()}`, phone: '070-1740603' } as const
  const survivorId = PersonId.parse(await aCase(bed, domain, coach, same))
  const mergedId = PersonId.parse(await aCase(bed, domain, coach, same))
  await aNote(bed, coach, { personId: mergedId, body: 'Under det andra numret.' })
  const side = 'survivor' as const
  const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }
  await bed.jobs.technical(domain.machine, (tx) => suggestDuplicatesOf(tx, mergedId))
  await bed.web.write(coordinator, (tx) => mergePersons(tx, { survivorId, mergedId, choices }))
  assert.deepEqual(await read(coach, survivorId), ['Under det andra numret.'])
  assert.deepEqual(await read(coach, mergedId), ['Under det andra numret.'])
})

test('what is written, corrected, struck and read stands in the trail by ids and codes, without a word of it', async () => {
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId, body: 'Hemligt ord.' })
  const about = { topic: 'school', secrecy: 'other', happenedOn: day('2026-10-14'), body: 'Hemligt igen.' } as const
  await bed.web.write(coach, (tx) => correctNote(tx, { personId, noteId, seen: noteId, ...about }))
  const [current] = await wordingsOf(coach, personId)
  await read(coach, personId)
  await bed.web.write(coach, (tx) => strikeNote(tx, { personId, noteId, reason: 'Hemligt skäl' }))
  await read(coach, personId)
  const told = await bed.jobs.read(domain.machine, (tx) => events(tx, { personIds: [personId], most: 20 }))
  assert.deepEqual(
    told.map(({ action }) => action).filter((action) => action.startsWith('note')),
    ['notes.listed', 'notes.struck', 'note.read', 'notes.corrected', 'notes.written'],
  )
  assert.deepEqual(told.find(({ action }) => action === 'note.read')?.detail, { ids: [current?.id], reason: null })
  assert.doesNotMatch(JSON.stringify(told), /Hemligt/)
})

test('somebody of a role without notes gets none, whoever’s case it is', async () => {
  const mentor = await signedIn(bed, domain, { role: 'class_mentor' })
  const personId = await aYouth(mentor)
  await assert.rejects(read(mentor, personId), { kind: 'forbidden' })
  await assert.rejects(aNote(bed, mentor, { personId }), { kind: 'forbidden' })
  assert.deepEqual(await wordingsOf(mentor, personId), [])
})

test('another domain’s notes are nobody’s here', async () => {
  const elsewhere = await aDomain(bed)
  const stranger = await signedIn(bed, elsewhere, { role: 'coach' })
  const personId = await aYouth()
  const noteId = await aNote(bed, coach, { personId })
  await assert.rejects(read(stranger, personId), notFound)
  const rows = await bed.web.read(stranger, (tx) => tx.all(z.object({ id: z.uuid() }), sql`select id from note`))
  assert.deepEqual(rows, [])
  const ticket = await ticketFor(coach, personId, [noteId])
  await assert.rejects(wordsOf(stranger, [noteId], ticket), refused)
})

/** Tickets taken by two people for some of three notes, committed or not, and what is then asked for with one of them. */
const Steps = fc.array(
  fc.record({
    taker: fc.boolean(),
    wanted: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1 }),
    commits: fc.boolean(),
    reader: fc.boolean(),
    asked: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1 }),
    with: fc.nat(),
  }),
  { minLength: 1, maxLength: 6 },
)

test('whatever is tried, no words are given out that a committed ticket of the same person does not name', async () => {
  const personId = await aYouth()
  await letIn(colleague, personId)
  const ids = [
    await aNote(bed, coach, { personId, body: '0' }),
    await aNote(bed, coach, { personId, body: '1' }),
    await aNote(bed, coach, { personId, body: '2' }),
  ]
  const pick = (numbers: readonly number[]) => numbers.map((number) => ids[number] ?? '')
  const who = (first: boolean) => (first ? coach : colleague)
  await fc.assert(
    fc.asyncProperty(Steps, async (steps) => {
      const taken: { ticket: number; taker: boolean; wanted: readonly number[]; commits: boolean }[] = []
      for (const step of steps) {
        let ticket = 0
        const work = bed.web.write(who(step.taker), async (tx) => {
          ticket = await takeTicket(tx, { kind: 'note', ids: pick(step.wanted), personId }, null)
          if (!step.commits) throw new Error('rolled back')
        })
        await (step.commits ? work : assert.rejects(work, /rolled back/))
        taken.push({ ...step, ticket })
        const used = taken[step.with % taken.length]
        assert.ok(used)
        const given = await wordsOf(who(step.reader), pick(step.asked), used.ticket).catch(() => null)
        const allowed =
          used.commits && used.taker === step.reader && step.asked.every((number) => used.wanted.includes(number))
        assert.deepEqual(given?.map(Number).sort() ?? null, allowed ? [...step.asked].sort() : null)
      }
    }),
    { numRuns: 40 },
  )
})

test('a page of notes is told whole, with how many there are', async () => {
  const personId = await aYouth()
  await someNotes(bed, coach, personId, 23)
  const open = (page: number) => bed.web.write(coach, (tx) => openNotes(tx, { personId, page, struck: false }))
  const [first, second, third] = [await open(1), await open(2), await open(3)]
  assert.deepEqual([first.total, first.notes.length, second.notes.length, third.notes.length], [23, 20, 3, 0])
  assert.equal(third.ticket, null)
})

test('nobody writes of one they do not work with, whatever they reach', async () => {
  const outsider = await bed.jobs.write(domain.machine, (tx) => aPerson(tx))
  const about = { topic: 'support', secrecy: 'other', happenedOn: day('2026-10-14'), body: 'x' } as const
  for (const who of [coach, coordinator])
    await assert.rejects(
      bed.web.write(who, (tx) => writeNote(tx, { personId: outsider.id, ...about })),
      notFound,
    )
})
