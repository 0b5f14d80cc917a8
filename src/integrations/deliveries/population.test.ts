import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Deliveries, deliveriesTo } from '../../../test/build/delivery.ts'
import { aDomain, type TestBed, testBed } from '../../../test/build/domain.ts'
import { nextNumber } from '../../../test/build/people.ts'
import { sql } from '../../kernel/sql.ts'
import { reasonWords } from './problem-words.ts'

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

const elsa = (number: string, more: Record<string, string> = {}) => ({
  personnummer: number,
  förnamn: 'Elsa',
  efternamn: 'Lindqvist',
  gatuadress: 'Storgatan 1',
  postnummer: '63220',
  postort: 'Eskilstuna',
  kommunkod: '0484',
  folkbokförd_från: '2008-05-01',
  status: 'AKTIV',
  ...more,
})

test('a person nobody knew gets a number, a name, an address and a residence, all with the delivery as evidence', async () => {
  const { number } = nextNumber()
  const { status, counts, deliveryId } = await to.deliver('population', [elsa(number)])
  assert.equal(status, 'applied')
  assert.deepEqual(counts, { read: 1, new: 1, changed: 0, ended: 0, unchanged: 0, quarantined: 0, warnings: 0 })
  assert.deepEqual(await to.current('person_name', 'given_name, family_name, folded, source, delivery_id', number), [
    `Elsa Lindqvist elsa lindkvist befolkning ${deliveryId}`,
  ])
  assert.deepEqual(await to.current('person_address', 'street, postal_code, postal_town', number), [
    'Storgatan 1 63220 Eskilstuna',
  ])
  assert.deepEqual(await to.current('person_residence', 'kind, municipality_code, from_on, until_on', number), [
    'registered 0484 2008-05-01 –',
  ])
})

test('the same file again changes nothing', async () => {
  const { number } = nextNumber()
  const rows = [elsa(number, { skydd: 'SEKRETESSMARKERING', skolplikt_fullgjord: '2024-06-12' })]
  await to.deliver('population', rows)
  const versions = sql`select count(*) as count from person_name union all select count(*) from person_residence
    union all select count(*) from person_protection union all select count(*) from schooling`
  const before = await to.rows(versions)
  const { counts } = await to.deliver('population', rows)
  assert.deepEqual(counts, { read: 1, new: 0, changed: 0, ended: 0, unchanged: 1, quarantined: 0, warnings: 0 })
  assert.deepEqual(await to.rows(versions), before)
})

test('a new name is a new version, and the old one can still be read', async () => {
  const { number } = nextNumber()
  const first = await to.deliver('population', [elsa(number)])
  const second = await to.deliver('population', [elsa(number, { efternamn: 'Öberg' })])
  assert.equal(second.counts.changed, 1)
  const versions = await to.rows(sql`
    select family_name, delivery_id, closed_by from person_name
     where person_id in (select person_id from person_identifier where number = ${number}) order by id`)
  assert.deepEqual(versions, [`Lindqvist ${first.deliveryId} ${second.deliveryId}`, `Öberg ${second.deliveryId} –`])
})

test('an empty cell keeps what is known', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [elsa(number, { skolplikt_fullgjord: '2024-06-12' })])
  const bare = { personnummer: number, kommunkod: '0484', folkbokförd_från: '2008-05-01', förnamn: 'Elsa Maria' }
  const { counts } = await to.deliver('population', [bare])
  assert.equal(counts.changed, 1)
  assert.deepEqual(await to.current('person_name', 'given_name, family_name', number), ['Elsa Maria Lindqvist'])
  assert.deepEqual(await to.current('person_address', 'street', number), ['Storgatan 1'])
  assert.deepEqual(await to.current('schooling', 'completed_on, first_registered_on', number), ['2024-06-12 –'])
})

test('of several rows the name and address of the latest residence count, and every residence is kept', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [
    elsa(number, { folkbokförd_från: '2020-09-01', gatuadress: 'Nygatan 2', kommunkod: '0483' }),
    elsa(number, { folkbokförd_till: '2020-08-31' }),
  ])
  assert.deepEqual(await to.current('person_address', 'street', number), ['Nygatan 2'])
  assert.deepEqual(await to.current('person_residence', 'municipality_code, from_on, until_on', number), [
    '0483 2020-09-01 –',
    '0484 2008-05-01 2020-09-01',
  ])
})

test('one is registered in one place: a move that is only told of ends the residence before it', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [elsa(number)])
  const { counts, deliveryId } = await to.deliver('population', [
    elsa(number, { kommunkod: '0180', folkbokförd_från: '2026-09-01' }),
  ])
  assert.equal(counts.changed, 1)
  assert.deepEqual(
    (await to.current('person_residence', 'municipality_code, from_on, until_on, delivery_id', number)).sort(),
    [`0180 2026-09-01 – ${deliveryId}`, `0484 2008-05-01 2026-09-01 ${deliveryId}`],
  )
  const again = await to.deliver('population', [elsa(number)])
  assert.equal(again.counts.unchanged, 1, 'the older file again does not bring the person back')
})

test('two open residences in one file: the earlier is taken to end, and that is told', async () => {
  const { number } = nextNumber()
  const { problems } = await to.deliver('population', [
    elsa(number),
    elsa(number, { kommunkod: '0481', folkbokförd_från: '2025-01-01' }),
  ])
  assert.deepEqual(
    problems.map(({ row, code, severity }) => `${row} ${code} ${severity}`),
    ['2 residence_clipped warning'],
  )
})

test('a second row of the same residence is quarantined, and says which row it repeats or contradicts', async () => {
  const { number } = nextNumber()
  const rows = [elsa(number), elsa(number), elsa(number, { förnamn: 'Elsie', skolplikt_fullgjord: '2024-06-12' })]
  const { counts, problems } = await to.deliver('population', rows)
  assert.deepEqual([counts.read, counts.new, counts.quarantined], [3, 1, 2])
  const own = { column: 'folkbokförd_från', value: '2008-05-01', severity: 'refused', otherRow: 2 } as const
  assert.deepEqual(problems, [
    { row: 3, code: 'duplicate_row', ...own },
    { row: 4, code: 'contradicting_row', ...own },
  ])
  assert.deepEqual(
    problems.map((problem) => reasonWords(problem, 'sv')),
    [
      'Raden säger samma sak som rad 2 och används inte.',
      'Raden säger emot rad 2 om samma person och period och används inte. Ta bort den som är fel.',
    ],
  )
  assert.deepEqual(await to.current('person_name', 'given_name', number), ['Elsa'], 'nothing of it is applied')
  assert.deepEqual(await to.current('schooling', 'completed_on', number), [])
})

test('what a person is changed by counts once, and the person is computed anew, with repeated rows in the file', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [elsa(number)])
  const rows = [elsa(number, { efternamn: 'Öberg' }), elsa(number)]
  const { counts } = await to.deliver('population', rows)
  assert.deepEqual([counts.changed, counts.unchanged, counts.quarantined], [1, 0, 1])
  assert.deepEqual(await to.current('person_name', 'family_name', number), ['Öberg'])
})

test('UTVANDRAD holds from the day after folkbokförd_till, and AVLIDEN from the day of the delivery when no day is given', async () => {
  const emigrant = nextNumber()
  const deceased = nextNumber()
  await to.deliver('population', [
    elsa(emigrant.number, { status: 'UTVANDRAD', folkbokförd_till: '2026-08-31' }),
    elsa(deceased.number, { status: 'AVLIDEN' }),
  ])
  assert.deepEqual(await to.current('person_residency', 'residency, from_on, until_on', emigrant.number), [
    'emigrated 2026-09-01 –',
  ])
  assert.deepEqual(await to.current('person_residency', 'residency, from_on, until_on', deceased.number), [
    'deceased 2026-10-15 –',
  ])
  assert.deepEqual(
    await to.rows(sql`select residency from person where id in (
      select person_id from person_identifier where number in (${emigrant.number}, ${deceased.number})) order by 1`),
    ['deceased', 'emigrated'],
  )
})

test('one who has come back is active from the new residence, and later deliveries do not move the day', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [elsa(number, { status: 'UTVANDRAD', folkbokförd_till: '2024-12-31' })])
  const gone = await to.deliver('population', [elsa(number, { status: 'UTVANDRAD', folkbokförd_till: '2024-12-31' })])
  assert.equal(gone.counts.unchanged, 1)
  const rows = [
    elsa(number, { status: 'AKTIV', folkbokförd_till: '2024-12-31' }),
    elsa(number, { status: 'AKTIV', folkbokförd_från: '2026-02-01' }),
  ]
  await to.deliver('population', rows)
  assert.deepEqual(await to.current('person_residency', 'residency, from_on, until_on', number), [
    'emigrated 2025-01-01 2026-02-01',
  ])
  assert.equal((await to.deliver('population', rows)).counts.unchanged, 2)
})

test('skydd holds from the day of the delivery; an empty cell ends it, a sheet without the column says nothing of it', async () => {
  const { number } = nextNumber()
  await to.deliver('population', [
    elsa(number, { skydd: 'SKYDDAD_FOLKBOKFÖRING', kommunkod: '', folkbokförd_från: '' }),
  ])
  assert.deepEqual(await to.current('person_protection', 'kind, from_on, until_on', number), [
    'protected_registration 2026-10-15 –',
  ])
  bed.setNow('2026-11-01T10:00:00Z')
  const previewed = await to.deliver('population', [elsa(number)], { dryRun: true })
  const { counts, problems } = await to.deliver('population', [elsa(number)])
  bed.setNow('2026-10-15T10:00:00Z')
  assert.equal(counts.changed, 1)
  const told = {
    row: 2,
    column: 'skydd',
    value: '',
    code: 'protection_ended',
    severity: 'warning',
    otherRow: null,
  } as const
  assert.deepEqual([previewed.problems, problems], [[told], [told]])
  assert.deepEqual(await to.current('person_protection', 'kind, from_on, until_on', number), [
    'protected_registration 2026-10-15 2026-11-01',
  ])
})

test('a mark of protection counts on whichever of the rows of a person it stands', async () => {
  const { number } = nextNumber()
  const old = (skydd: string) => elsa(number, { folkbokförd_till: '2020-08-31', skydd })
  const later = elsa(number, { folkbokförd_från: '2020-09-01', kommunkod: '0483' })
  await to.deliver('population', [old('SKYDDAD_FOLKBOKFÖRING'), later])
  assert.deepEqual(await to.current('person_protection', 'kind, until_on', number), ['protected_registration –'])
  const again = await to.deliver('population', [later, old('SKYDDAD_FOLKBOKFÖRING')])
  assert.equal(again.counts.unchanged, 2)
  await to.deliver('population', [later, old('')])
  assert.deepEqual(await to.current('person_protection', 'kind, until_on', number), [], 'no row says it any longer')
})

test('one who emigrated and has come back is active; one of whom any row says AVLIDEN is deceased', async () => {
  const returned = nextNumber()
  const deceased = nextNumber()
  const rows = (number: string, gone: string) => [
    elsa(number, { status: gone, folkbokförd_till: '2020-12-31' }),
    elsa(number, { status: 'AKTIV', folkbokförd_från: '2024-02-01' }),
  ]
  await to.deliver('population', [...rows(returned.number, 'UTVANDRAD'), ...rows(deceased.number, 'AVLIDEN')])
  assert.deepEqual(await to.current('person_residency', 'residency', returned.number), [])
  assert.deepEqual(await to.current('person_residency', 'residency, from_on', deceased.number), ['deceased 2021-01-01'])
})

test('a samordningsnummer and then a personnummer with the same name and birth date are suggested to be one person', async () => {
  const coordination = nextNumber({ kind: 'coordination', born: '2003-01-10' })
  const personal = nextNumber({ born: '2003-01-10' })
  const named = { förnamn: 'Noor', efternamn: 'Al Hassan' }
  await to.deliver('population', [elsa(coordination.number, named)])
  const { duplicates, deliveryId } = await to.deliver('population', [
    elsa(personal.number, { förnamn: 'Al-Hassan', efternamn: 'Noor' }),
  ])
  assert.equal(duplicates, 1)
  assert.deepEqual(
    await to.rows(
      sql`select array_to_string(reasons, '+'), score from duplicate_suggestion where delivery_id = ${deliveryId}`,
    ),
    ['same_birth_date+swapped_name 75'],
  )
})

test('twins, and two who both have a personnummer, are not suggested to be one', async () => {
  const coordination = nextNumber({ kind: 'coordination', born: '2003-01-14' })
  const twin = nextNumber({ born: '2003-01-14' })
  const other = nextNumber({ born: '2003-01-14' })
  const { duplicates } = await to.deliver('population', [
    elsa(coordination.number, { förnamn: 'Ali' }),
    elsa(twin.number, { förnamn: 'Noor' }),
    elsa(other.number, { förnamn: 'Noor' }),
  ])
  assert.equal(duplicates, 0)
})

test('a samordningsnummer without a known birth date meets the same name born in the same year', async () => {
  const coordination = nextNumber({ kind: 'coordination', born: '2005' })
  assert.equal(coordination.birthDate, null)
  const personal = nextNumber({ born: '2005' })
  const named = { förnamn: 'Fatima', efternamn: 'Yılmaz Ek' }
  await to.deliver('population', [elsa(coordination.number, named)])
  const { deliveryId } = await to.deliver('population', [elsa(personal.number, named)])
  assert.deepEqual(
    await to.rows(
      sql`select array_to_string(reasons, '+'), score from duplicate_suggestion where delivery_id = ${deliveryId}`,
    ),
    ['born_same_year+same_name 60'],
  )
})

test('a delivery of the whole population ends the residence of those who are no longer in it, on its own day', async () => {
  const gone = nextNumber()
  const left = nextNumber()
  const spared = nextNumber()
  const own = deliveriesTo(bed, await aDomain(bed))
  await own.deliver('population', [elsa(gone.number), elsa(left.number), elsa(spared.number)])
  const complete = { unit: null, organiser: null, from: null, until: null }
  const rows = [elsa(left.number), elsa(spared.number, { folkbokförd_från: '2008-13-45' })]
  const { counts, deliveryId } = await own.deliver('population', rows, { complete })
  assert.deepEqual([counts.ended, counts.unchanged, counts.quarantined], [1, 1, 1])
  assert.deepEqual(await own.current('person_residence', 'municipality_code, until_on, delivery_id', gone.number), [
    `0484 2026-10-16 ${deliveryId}`,
  ])
  assert.deepEqual(await own.current('person_residence', 'municipality_code, until_on', spared.number), ['0484 –'])
  own.close()
})
