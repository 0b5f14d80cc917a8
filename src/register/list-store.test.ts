import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, type NewPerson, nextNumber, type TestPerson } from '../../test/build/people.ts'
import { anEnrolment, type NewEnrolment } from '../../test/build/register.ts'
import type { Context, Read } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { seedCodes } from '../organisations/actions.ts'
import { tallies } from '../outreach/between/store.ts'
import { mergePersons } from '../people/duplicates/actions.ts'
import { AGREED_DAYS } from '../support/cases/next-store.ts'
import { afterFacts, recomputeRegister } from './actions.ts'
import { KEPT_SCHOOLS, meter } from './feed-store.ts'
import { filterFromQuery } from './filter.ts'
import { listRows } from './list-store.ts'
import { carryMerged } from './merge-actions.ts'
import { listParameters } from './parameter-view.ts'

let bed: TestBed
let domain: TestDomain
let amina: Context

before(async () => {
  bed = await testBed()
  await inANewDomain()
})
after(() => bed.close())

async function inANewDomain(): Promise<void> {
  domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, seedCodes)
  amina = await signedIn(bed, domain, { role: 'kaa_coordinator' })
}

type Past = { readonly enrolments?: readonly NewEnrolment[]; readonly schoolUntil?: string }

/** Folkbokförd in the municipality since birth, with this behind and before them; the register computed. */
function aYouth(given: NewPerson, past: Past = {}): Promise<TestPerson> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const person = await aPerson(tx, given)
    for (const enrolment of past.enrolments ?? []) await anEnrolment(tx, person, enrolment)
    if (past.schoolUntil !== undefined)
      await tx.run(sql`insert into schooling (domain_id, person_id, completed_on, source, known_from)
        values (${domain.id}, ${person.id}, ${past.schoolUntil}, 'slutbetyg', ${tx.now})`)
    await recomputeRegister(tx, 'all')
    return person
  })
}

const side = 'survivor' as const
const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }

/** Who came with a samordningsnummer and has since been found to be one with another. */
async function anArrivalWith(merged: TestPerson, born: string, past: Past = {}): Promise<TestPerson> {
  const survivor = await aYouth({ number: nextNumber({ kind: 'coordination', born }), municipality: null }, past)
  await bed.web.write(amina, async (tx) => {
    const pair = { survivorId: survivor.id, mergedId: merged.id }
    const { mergeId, touched } = await mergePersons(tx, { ...pair, choices })
    await carryMerged(tx, { ...pair, mergeId })
    await afterFacts(tx, touched)
  })
  return survivor
}

const listed = (query: Record<string, string>) => bed.web.read(amina, (tx) => rows(tx, query))

async function rows(tx: Read, query: Record<string, string>) {
  const filter = filterFromQuery(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])))
  return listRows(tx, filter, { parameters: await listParameters(tx, tx.today), limit: 100 })
}

const ids = async (query: Record<string, string>) => (await listed(query)).map((row) => row.personId)

const DROPPED_OUT = { school: 'S:t Eskils gymnasium', from: '2024-08-19', until: '2026-09-21', interrupted: true }
const ADMITTED = { school: 'Rekarnegymnasiet', from: '2026-11-02' }

test('what came under a merged person’s number is in the list: the last school, the coming one, and both in the filters', async () => {
  await inANewDomain()
  const merged = await aYouth({ born: '2008' }, { enrolments: [DROPPED_OUT, ADMITTED] })
  const one = await anArrivalWith(merged, '2008')
  const other = await aYouth({ born: '2008' }, { enrolments: [{ ...DROPPED_OUT, school: 'Rinmangymnasiet' }] })

  const found = (await listed({})).map((row) => [row.personId, row.lastSchool, row.lastProgramme, row.admittedOn])
  const byId = new Map(found.map(([id, ...rest]) => [id, rest]))
  assert.equal(found.length, 2)
  assert.deepEqual(byId.get(one.id), ['S:t Eskils gymnasium', 'BA', '2026-11-02'])
  assert.deepEqual(byId.get(other.id), ['Rinmangymnasiet', 'BA', null])
  assert.deepEqual(await ids({ school: 'S:t Eskils gymnasium' }), [one.id])
  assert.deepEqual(await ids({ work: 'admitted' }), [one.id])
  assert.deepEqual(await ids({ work: 'ready' }), [other.id])
})

test('one whose coming school came under a merged person’s number is counted as admitted, and does not fall between the chairs', async () => {
  await inANewDomain()
  await anArrivalWith(await aYouth({ born: '2008' }, { enrolments: [DROPPED_OUT, ADMITTED] }), '2008')
  const counted = await bed.web.read(amina, async (tx) => meter(tx, tx.today, await listParameters(tx, tx.today)))
  assert.deepEqual([counted.members, counted.admitted, counted.waiting], [1, 1, 0])
  const standing = await bed.web.read(amina, async (tx) =>
    tallies(tx, { rules: await listParameters(tx, tx.today), agreed: AGREED_DAYS }),
  )
  assert.deepEqual(standing, [])
})

test('a school leaver waits for the day work begins, whichever number the school’s word came under', async () => {
  await inANewDomain()
  const leftLate = await anArrivalWith(await aYouth({ born: '2009' }, { schoolUntil: '2026-06-10' }), '2009')
  const special = { form: 'SP', school: 'Birgittaskolan', from: '2016-08-20', until: '2026-06-12' } as const
  const fromSpecial = await anArrivalWith(await aYouth({ born: '2009' }, { enrolments: [special] }), '2009')
  assert.deepEqual((await ids({ work: 'waiting', asOf: '2026-07-01' })).sort(), [leftLate.id, fromSpecial.id].sort())
  assert.deepEqual(await ids({ work: 'ready', asOf: '2026-07-01' }), [])
})

test('of two recorded last days of school the first tells whether one waits, as it tells membership', async () => {
  await inANewDomain()
  const merged = await aYouth({ born: '2009' }, { schoolUntil: '2026-06-10' })
  const leaver = await anArrivalWith(merged, '2009', { schoolUntil: '2027-06-09' })
  assert.deepEqual(await ids({ work: 'waiting', asOf: '2026-07-01' }), [leaver.id])
})

test('who waited for work to begin is told by what was known on the day asked about, not by what was learnt later', async () => {
  await inANewDomain()
  bed.setNow('2026-06-20T10:00:00Z')
  const leaver = await aYouth({ born: '2010' })
  bed.setNow('2026-08-20T10:00:00Z')
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`insert into schooling (domain_id, person_id, completed_on, source, known_from)
      values (${domain.id}, ${leaver.id}, '2025-06-11', 'slutbetyg', ${tx.now})`)
    await recomputeRegister(tx, 'all')
  })
  bed.setNow('2026-10-15T10:00:00Z')
  assert.deepEqual(await ids({ work: 'waiting', asOf: '2026-07-01', knownAt: '2026-07-05' }), [leaver.id])
  assert.deepEqual(await ids({ work: 'ready', asOf: '2026-07-01', knownAt: '2026-07-05' }), [])
  assert.deepEqual(await ids({ work: 'waiting', asOf: '2026-07-01' }), [])
  assert.deepEqual(await ids({ work: 'ready', asOf: '2026-07-01' }), [leaver.id])
})

test('the list’s filter offers a school that came under a merged person’s number', async () => {
  await inANewDomain()
  await anArrivalWith(await aYouth({ born: '2008' }, { enrolments: [DROPPED_OUT] }), '2008')
  await aYouth({ born: '2008' })
  assert.deepEqual(await schoolsOffered(), ['S:t Eskils gymnasium'])
})

test('a school that only one with a protected identity has attended is offered to nobody', async () => {
  await inANewDomain()
  const hidden = { ...DROPPED_OUT, school: 'Rinmangymnasiet' }
  await aYouth({ born: '2008', protection: 'confidentiality_marking' }, { enrolments: [hidden] })
  await aYouth({ born: '2008' }, { enrolments: [DROPPED_OUT] })
  assert.deepEqual(await schoolsOffered(), ['S:t Eskils gymnasium'])
  await aYouth({ born: '2008' }, { enrolments: [hidden] })
  assert.deepEqual(await schoolsOffered(), ['Rinmangymnasiet', 'S:t Eskils gymnasium'])
})

const schoolsOffered = () =>
  bed.web.read(amina, async (tx) => (await tx.maybe(KEPT_SCHOOLS.row, KEPT_SCHOOLS.query))?.schools)
