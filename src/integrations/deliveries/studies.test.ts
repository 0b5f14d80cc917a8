import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, type TestBed, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { sql } from '../../kernel/sql.ts'

let bed: TestBed
let to: Deliveries
before(async () => {
  bed = await testBed()
  to = deliveriesTo(bed, await aDomain(bed))
})
after(async () => {
  to.close()
  await bed.close()
})

const studies = (number: string, more: Record<string, string> = {}) => ({
  personnummer: number,
  skolenhet: 'Rinmangymnasiet',
  huvudman: 'Eskilstuna kommun',
  skolform: 'GY',
  studievägskod: 'NA',
  startdatum: '2024-08-19',
  ...more,
})

async function aResident(): Promise<string> {
  const { number } = nextNumber()
  await to.deliver('population', [
    { personnummer: number, förnamn: 'Elsa', efternamn: 'Ek', kommunkod: '0484', folkbokförd_från: '2008-05-01' },
  ])
  return number
}

const current = (number: string) =>
  to.current('enrolment', 'school_form, programme_code, introductory, starts_on, ends_before, interrupted', number)

test('an enrolment of a known person is new once, and unchanged when it comes again', async () => {
  const number = await aResident()
  const first = await to.deliver('enrolments', [studies(number)])
  assert.deepEqual([first.counts.new, first.counts.warnings], [1, 0])
  assert.deepEqual(await current(number), ['GY NA false 2024-08-19 – false'])
  const again = await to.deliver('enrolments', [studies(number)])
  assert.deepEqual([again.counts.new, again.counts.unchanged], [0, 1])
})

test('an interruption changes the enrolment: the day of interruption is the last day of study', async () => {
  const number = await aResident()
  const first = await to.deliver('enrolments', [studies(number)])
  const second = await to.deliver('enrolments', [studies(number, { slutdatum: '2026-02-13', avbrott: 'J' })])
  assert.equal(second.counts.changed, 1)
  assert.deepEqual(await current(number), ['GY NA false 2024-08-19 2026-02-14 true'])
  assert.deepEqual(
    await to.rows(sql`
      select delivery_id, closed_by from enrolment
       where person_id in (select person_id from person_identifier where number = ${number}) order by id`),
    [`${first.deliveryId} ${second.deliveryId}`, `${second.deliveryId} –`],
  )
})

test('introductory programmes are told apart, with today’s codes and the older', async () => {
  const number = await aResident()
  await to.deliver('enrolments', [
    studies(number, { studievägskod: 'IMSPR', slutdatum: '2025-06-10' }),
    studies(number, { studievägskod: 'IMY', startdatum: '2025-08-18' }),
  ])
  assert.deepEqual(await current(number), ['GY IMS true 2024-08-19 2025-06-11 false', 'GY IMY true 2025-08-18 – false'])
})

test('a school is the same by its code, whatever it is called; an empty name keeps the one we had', async () => {
  const number = await aResident()
  await to.deliver('enrolments', [studies(number, { skolenhetskod: '11946872' })])
  const again = await to.deliver('enrolments', [studies(number, { skolenhetskod: '11946872', skolenhet: '' })])
  assert.equal(again.counts.unchanged, 1)
})

test('the same study period twice in a file: the second row is quarantined', async () => {
  const number = await aResident()
  const { counts, problems } = await to.deliver('enrolments', [
    studies(number),
    studies(number, { studievägskod: 'TE' }),
  ])
  assert.deepEqual([counts.new, counts.quarantined], [1, 1])
  assert.deepEqual(
    problems.map(({ row, column, value, otherRow, code }) => `${row} ${column} ${value} ${otherRow} ${code}`),
    ['3 startdatum 2024-08-19 2 contradicting_row'],
  )
})

test('two study periods that exclude each other: the later one is remarked on, against the file and what is known', async () => {
  const number = await aResident()
  const komvux = { skolenhet: 'Komvux', skolform: 'KOMVUX_GY', studievägskod: '', startdatum: '2025-01-07' }
  const one = await to.deliver('enrolments', [studies(number, komvux), studies(number)])
  assert.deepEqual(
    one.problems.map(({ row, code }) => `${row} ${code}`),
    ['2 enrolment_overlaps'],
  )
  const two = await to.deliver('enrolments', [studies(number, { skolenhet: 'S:t Eskils', startdatum: '2025-08-18' })])
  assert.deepEqual(
    two.problems.map(({ row, code }) => `${row} ${code}`),
    ['2 enrolment_overlaps'],
  )
  assert.equal((await current(number)).length, 3)
})

test('a switch on the day the other ends, and SFI beside the gymnasieskola, are nothing to remark on', async () => {
  const number = await aResident()
  const { problems } = await to.deliver('enrolments', [
    studies(number, { slutdatum: '2025-08-18' }),
    studies(number, { skolenhet: 'S:t Eskils', startdatum: '2025-08-18' }),
    studies(number, { skolenhet: 'Komvux', skolform: 'SFI', studievägskod: '', startdatum: '2025-01-07' }),
  ])
  assert.deepEqual(problems, [])
})

test('a person the population has not told of is taken in by number, without a name, and remarked on once', async () => {
  const { number, birthDate } = nextNumber()
  const { counts, problems } = await to.deliver('enrolments', [
    studies(number),
    studies(number, { startdatum: '2025-08-18', skolenhet: 'X' }),
  ])
  assert.equal(counts.new, 2)
  assert.deepEqual(
    problems.filter(({ code }) => code === 'person_not_in_population').map(({ row }) => row),
    [2],
  )
  assert.deepEqual(
    await to.rows(
      sql`select birth_date from person where id in (select person_id from person_identifier where number = ${number})`,
    ),
    [birthDate],
  )
  assert.deepEqual(await to.current('person_name', 'given_name', number), [])
})

test('a completion is one of its kind: a corrected day is a change', async () => {
  const number = await aResident()
  const exam = { personnummer: number, typ: 'EXAMENSBEVIS', datum: '2026-06-10' }
  assert.equal((await to.deliver('completions', [exam])).counts.new, 1)
  assert.equal((await to.deliver('completions', [exam])).counts.unchanged, 1)
  const two = await to.deliver('completions', [
    { ...exam, datum: '2026-06-12' },
    { ...exam, datum: '2026-06-13' },
  ])
  assert.deepEqual([two.counts.changed, two.counts.quarantined], [1, 1])
  assert.deepEqual(await to.current('completion', 'kind, completed_on', number), ['EXAMENSBEVIS 2026-06-12'])
})

test('a file that is complete for a school ends the enrolments it no longer has, on its own day', async () => {
  const gone = await aResident()
  const left = await aResident()
  const elsewhere = await aResident()
  const later = await aResident()
  await to.deliver('enrolments', [
    studies(gone),
    studies(left),
    studies(elsewhere, { skolenhet: 'Annan skola' }),
    studies(later, { startdatum: '2027-01-11' }),
  ])
  const complete = { unit: 'rinmangymnasiet', organiser: null, from: null, until: null }
  const { counts, deliveryId } = await to.deliver('enrolments', [studies(left)], { complete })
  const ended = await to.rows(sql`
    select count(*) from enrolment where closed_by = ${deliveryId} and person_id in (
      select person_id from person_identifier where number in (${gone}, ${left}, ${elsewhere}, ${later}))`)
  assert.deepEqual(ended, ['2'])
  assert.ok(counts.ended >= 2)
  assert.deepEqual(await current(gone), ['GY NA false 2024-08-19 2026-10-16 false'])
  assert.deepEqual(await current(left), ['GY NA false 2024-08-19 – false'])
  assert.deepEqual(await current(elsewhere), ['GY NA false 2024-08-19 – false'])
  assert.deepEqual(await current(later), [], 'one that was to begin later is closed without having begun')
})

test('what was refused in a complete file is not missing from it', async () => {
  const number = await aResident()
  const own = { skolenhet: 'Liten skola' }
  await to.deliver('enrolments', [studies(number, own)])
  const complete = { unit: 'Liten skola', organiser: null, from: null, until: null }
  const row = studies(number, { ...own, slutdatum: '2020-01-01' })
  const other = await aResident()
  const { counts } = await to.deliver('enrolments', [row, studies(other, own)], { complete })
  assert.deepEqual([counts.ended, counts.quarantined], [0, 1])
  assert.deepEqual(await current(number), ['GY NA false 2024-08-19 – false'])
})

test('a completion cannot be declared complete: what is once reached does not end', async () => {
  const number = await aResident()
  const complete = { unit: null, organiser: null, from: null, until: null }
  const rows = [{ personnummer: number, typ: 'EXAMENSBEVIS', datum: '2026-06-10' }]
  await assert.rejects(to.deliver('completions', rows, { complete }), {
    kind: 'invalid',
    code: 'complete_not_for_completions',
  })
})

test('facts written with a number that was merged away are read across, not written twice', async () => {
  const number = await aResident()
  const merged = await aResident()
  await to.deliver('enrolments', [studies(merged)])
  await bed.jobs.write(to.machine, async (tx) => {
    await tx.run(sql`
      update person set root_id = (select person_id from person_identifier where number = ${number})
       where id = (select person_id from person_identifier where number = ${merged})`)
    await tx.record('people.merged')
  })
  const { counts } = await to.deliver('enrolments', [studies(number)])
  assert.deepEqual([counts.new, counts.unchanged], [0, 1])
  assert.deepEqual(await current(number), [])
})

test('everybody whose facts changed is in the register computed in the same transaction', async () => {
  const own = await aDomain(bed)
  const there = deliveriesTo(bed, own)
  const { number } = nextNumber({ born: '2008' })
  await there.deliver('population', [
    { personnummer: number, förnamn: 'Ali', efternamn: 'Berg', kommunkod: '0484', folkbokförd_från: '2008-12-31' },
  ])
  const [first] = await there.current('register_period', 'reason, from_on', number)
  assert.equal(first, 'ALDRIG_BÖRJAT 2024-06-16')
  await there.deliver('enrolments', [studies(number)])
  assert.deepEqual(await there.current('register_period', 'from_on, until_on', number), ['2024-06-16 2024-08-19'])
  there.close()
})
