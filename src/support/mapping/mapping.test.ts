import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ownedBy } from '../../../test/build/case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aMapping, aPage, readMapping } from '../../../test/build/mapping.ts'
import type { Writer } from '../../../test/build/notes.ts'
import type { NewPerson } from '../../../test/build/people.ts'
import { aDropout } from '../../../test/build/register.ts'
import { Refused } from '../../kernel/errors.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import type { PersonId } from '../../people/model.ts'
import { beginMapping, completeMapping, withdrawMapping } from './actions.ts'
import { openMapping, openMappings, openWordings } from './open-actions.ts'
import { bodiesOf } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coach: Writer
let counsellor: Writer
let client: Client

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  counsellor = await signedIn(bed, domain, { role: 'welfare_counsellor', displayName: 'Mona Lind' })
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

let phones = 40
async function aYouth(given: NewPerson = {}, owner = coach): Promise<PersonId> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { phone: `07017406${phones++}`, ...given })
    await ownedBy(tx, made.id, owner.accountId)
    return made
  })
  return id
}

const refusedAs = (code: string) => (error: unknown) =>
  error instanceof Refused && (error.code === code || error.fields.some((field) => field.code === code))
const EVERYDAY = { day: 'Sover länge', day_scale: '4' }

test('what is answered is saved page by page, and read with a ticket alone', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  await aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: EVERYDAY })
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId }), { everyday: EVERYDAY })
  const { rows } = await client.query<{ id: string; body: string }>(
    'select id, body from support_answer where mapping_id = $1',
    [mappingId],
  )
  assert.match(rows[0]?.body ?? '', /Sover länge/)
  const ids = rows.map(({ id }) => id)
  await assert.rejects(
    bed.web.read(coach, (tx) => bodiesOf(tx, ids, 999_999)),
    /no committed read ticket/,
  )
  // A ticket that is not yet committed opens nothing.
  await assert.rejects(
    bed.web.write(coach, async (tx) => {
      const { ticket } = await openMapping(tx, { personId, mappingId })
      return bodiesOf(tx, ids, ticket ?? 0)
    }),
    /no committed read ticket/,
  )
})

test('who does not work with the young person finds nothing, and answers nothing', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  const stranger = await signedIn(bed, domain, { role: 'coach' })
  const isNotFound = (error: unknown) => error instanceof Refused && error.kind === 'not_found'
  await assert.rejects(readMapping(bed, stranger, { personId, mappingId }), isNotFound)
  await assert.rejects(aPage(bed, stranger, { personId, mappingId, place: 'everyday', answers: EVERYDAY }), isNotFound)
  const leader = await signedIn(bed, domain, { role: 'team_lead' })
  await assert.rejects(
    bed.web.write(leader, (tx) => openMappings(tx, { personId })),
    refusedAs('mapping.read'),
  )
})

test('of two who write at once nobody’s words are passed over', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  const at = { personId, mappingId, place: 'strengths' }
  await aPage(bed, coach, { ...at, answers: { good_at: 'Laga mat' } })
  await assert.rejects(aPage(bed, coach, { ...at, answers: { good_at: 'Fotboll' } }), refusedAs('page_changed'))
  const { rows } = await bed.web.write(coach, (tx) => openMapping(tx, { personId, mappingId }))
  await aPage(bed, coach, { ...at, seen: rows[0]?.id ?? '', answers: { good_at: 'Fotboll' } })
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId }), { strengths: { good_at: 'Fotboll' } })
  const wordings = await bed.web.write(coach, (tx) => openWordings(tx, at))
  assert.equal(wordings.rows.length, 2)
})

test('what is said of health is read by those who work with health, and by whoever wrote it', async () => {
  const personId = await aYouth({}, counsellor)
  const mappingId = await aMapping(bed, counsellor, personId)
  await aPage(bed, counsellor, { personId, mappingId, place: 'health', answers: { well: '3' } })
  await aPage(bed, counsellor, { personId, mappingId, place: 'everyday', answers: EVERYDAY })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, coach.accountId))
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId }), { everyday: EVERYDAY })
  // What is not seen is not written over either.
  await assert.rejects(
    aPage(bed, coach, { personId, mappingId, place: 'health', answers: { well: '9' } }),
    refusedAs('page_unread'),
  )
  await alsoForAfterwards(personId)
  assert.deepEqual(await readMapping(bed, counsellor, { personId, mappingId }), {
    everyday: EVERYDAY,
    health: { well: '3' },
  })
})

async function alsoForAfterwards(personId: PersonId): Promise<void> {
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, counsellor.accountId))
}

test('a form that is open is gone on with, and one that is done is corrected page by page', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  assert.equal(await aMapping(bed, coach, personId), mappingId)
  await assert.rejects(
    bed.web.write(coach, (tx) => completeMapping(tx, { personId, mappingId })),
    refusedAs('mapping_empty'),
  )
  await aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: EVERYDAY })
  await bed.web.write(coach, (tx) => completeMapping(tx, { personId, mappingId }))
  await assert.rejects(
    bed.web.write(coach, (tx) => completeMapping(tx, { personId, mappingId })),
    refusedAs('mapping_ended'),
  )
  assert.notEqual(await aMapping(bed, coach, personId), mappingId)
  const { rows } = await bed.web.write(coach, (tx) => openMapping(tx, { personId, mappingId }))
  await aPage(bed, coach, {
    personId,
    mappingId,
    place: 'everyday',
    seen: rows[0]?.id ?? '',
    answers: { day_scale: '6' },
  })
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId }), { everyday: { day_scale: '6' } })
})

test('what was begun by mistake is taken back, and takes no more answers', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  await bed.web.write(coach, (tx) => withdrawMapping(tx, { personId, mappingId }))
  await assert.rejects(
    aPage(bed, coach, { personId, mappingId, place: 'everyday', answers: EVERYDAY }),
    refusedAs('mapping_withdrawn'),
  )
})

test('answers are held to the form: no other choice, number or page than there is', async () => {
  const personId = await aYouth()
  const mappingId = await aMapping(bed, coach, personId)
  const wrong = (place: string, answers: Record<string, string>) =>
    aPage(bed, coach, { personId, mappingId, place, answers })
  await assert.rejects(wrong('everyday', { day_scale: '11' }), refusedAs('answer_scale'))
  await assert.rejects(wrong('school', { school_now: 'kanske' }), refusedAs('answer_choice'))
  await assert.rejects(wrong('nowhere', { day: 'x' }), refusedAs('page'))
  await assert.rejects(wrong('schools#9', { school_name: 'x' }), refusedAs('page'))
  await assert.rejects(wrong('everyday#2', { day: 'x' }), refusedAs('page'))
})

test('one that is open from another day is gone on with or ended: nobody’s answers land on an older sheet unseen', async () => {
  bed.setNow('2026-08-20T10:00:00Z')
  const personId = await aYouth()
  const august = await aMapping(bed, coach, personId)
  await aPage(bed, coach, { personId, mappingId: august, place: 'everyday', answers: EVERYDAY })
  const begin = (anew: boolean) =>
    bed.web.write(coach, (tx) => beginMapping(tx, { personId, code: 'entry', version: 1, anew }))
  assert.equal(await begin(false), august)
  bed.setNow('2026-10-15T10:00:00Z')
  await assert.rejects(begin(false), refusedAs('mapping_open'))
  const october = await begin(true)
  assert.notEqual(october, august)
  // The old one stands as it was, and a second press makes no third.
  assert.equal(await begin(true), october)
  assert.deepEqual(await readMapping(bed, coach, { personId, mappingId: august }), { everyday: EVERYDAY })
  const { mappings } = await bed.web.write(coach, (tx) => openMappings(tx, { personId }))
  assert.deepEqual(
    mappings.map(({ id, endedAs }) => [id, endedAs]),
    [
      [october, null],
      [august, 'completed'],
    ],
  )
})

test('each result is a sheet of its own, and one that is still empty is gone on with', async () => {
  const personId = await aYouth({}, counsellor)
  const begin = () => bed.web.write(counsellor, (tx) => beginMapping(tx, { personId, code: 'result', version: 1 }))
  const sdq = await begin()
  assert.equal(await begin(), sdq)
  const answers = { instrument: 'sdq', result_on: '2026-10-14', result_value: '17' }
  await aPage(bed, counsellor, { personId, mappingId: sdq, place: 'result', answers })
  const phq = await begin()
  assert.notEqual(phq, sdq)
  // Nor does anybody write on the sheet that somebody else has begun.
  const other = await signedIn(bed, domain, { role: 'welfare_counsellor' })
  await bed.jobs.write(domain.machine, (tx) => ownedBy(tx, personId, other.accountId))
  const theirs = await bed.web.write(other, (tx) => beginMapping(tx, { personId, code: 'result', version: 1 }))
  assert.notEqual(theirs, phq)
})

test('more answers than the limit are read part by part, and it is said from when there is room for the next', async () => {
  const reader = await signedIn(bed, domain, { role: 'coach' })
  const personId = await aYouth({}, reader)
  const mappingId = await aMapping(bed, reader, personId)
  await client.query(
    `insert into support_answer (domain_id, mapping_id, person_id, place, topic, secrecy, body, answered, written_by, recorded_by, known_from)
     select $1, $2, $3, 'everyday.' || n % 99 || '#' || n / 99 + 2, 'support', 'pupil_support', '{}', 0, $4, $4, now() from generate_series(1, 61) n`,
    [domain.id, mappingId, personId, reader.accountId],
  )
  const open = (part: number) => bed.web.write(reader, (tx) => openMapping(tx, { personId, mappingId, part }))
  const first = await open(1)
  assert.deepEqual([first.rows.length, first.wanted.length, first.part.n, first.part.all], [61, 40, 1, 2])
  const bodies = await bed.web.read(reader, (tx) =>
    bodiesOf(
      tx,
      first.wanted.map(({ id }) => id),
      first.ticket ?? 0,
    ),
  )
  assert.equal(bodies.size, 40)
  const second = await open(2)
  assert.deepEqual([second.wanted.length, second.over, second.ticket], [21, true, null])
  assert.match(second.freeAt ?? '', /^\d{4}-\d{2}-\d{2}T/)
  const { rows } = await client.query(
    `select 1 from trail.event where action = 'mapping.budget_exceeded' and actor_id = $1`,
    [reader.accountId],
  )
  assert.equal(rows.length, 1)
})
