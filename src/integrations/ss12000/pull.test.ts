import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { day, type Instant } from '../../kernel/date.ts'
import { serverSource } from './client.ts'
import { fileSource } from './file.ts'
import { anEnrolment, aPerson, id, NUMBERS, ORGANISATIONS, PROGRAMMES } from './persons.fake.ts'
import { type PullBatch, type PullOptions, pull } from './pull.ts'
import { type FakeSupplier, type Scenario, type Supply, startSupplier, TOKEN } from './server.fake.ts'
import type { Source } from './source.ts'

const TODAY = day('2026-01-05')
const GUARDIAN = { person: { id: id(200) }, relationType: 'Vårdnadshavare' }
const NOBODY_KNOWS = { person: { id: id(299), displayName: 'Per Ek' }, relationType: 'Vårdnadshavare' }

/** Two pupils, one who left, a guardian who comes after her child, a teacher, and one whose number is wrong. */
function supply(): Supply {
  const later = { created: '2024-08-01T08:00:00Z', modified: '2026-02-03T12:00:00+01:00' }
  return {
    organisations: ORGANISATIONS,
    programmes: PROGRAMMES,
    persons: [
      aPerson(100, { enrolments: [anEnrolment()], responsibles: [GUARDIAN, NOBODY_KNOWS] }),
      aPerson(101, {
        civicNo: { value: NUMBERS.boy2008 },
        meta: later,
        enrolments: [anEnrolment({ endDate: '2025-11-28', cancelled: true }), anEnrolment({ schoolType: 'FTH' })],
      }),
      aPerson(102, { civicNo: { value: '200801112383' }, enrolments: [anEnrolment()] }),
      aPerson(200, {
        givenName: 'Maria',
        civicNo: undefined,
        phoneNumbers: [{ value: '070-174 06 01', type: 'Hem', mobile: true }],
        securityMarking: 'Sekretessmarkering',
      }),
      aPerson(201, { givenName: 'Olle', civicNo: { value: NUMBERS.adult2003 } }),
    ],
    deleted: [{ entity: 'Person', id: id(300), at: '2026-02-02T10:00:00Z' }],
  }
}

const suppliers: FakeSupplier[] = []
after(() => Promise.all(suppliers.map((one) => one.close())))

async function server(data: Supply, { scenario, limit = 500 }: { scenario?: Scenario; limit?: number } = {}) {
  const supplier = await startSupplier(data)
  suppliers.push(supplier)
  const means = { sleep: async () => {} }
  return serverSource({ url: supplier.url(scenario), token: TOKEN, limit, means })
}

async function everything(source: Source, options: Partial<PullOptions> = {}) {
  const pulled = pull(source, { today: TODAY, ...options })
  const batches: PullBatch[] = []
  for await (const batch of pulled) batches.push(batch)
  return {
    population: batches.flatMap((one) => one.population),
    enrolments: batches.flatMap((one) => one.enrolments),
    guardians: batches.flatMap((one) => one.guardians),
    problems: batches.flatMap((one) => one.problems),
    summary: pulled.summary(),
  }
}

test('a pull gives young persons, their enrolments and guardians, and says what was refused', async () => {
  const { population, enrolments, guardians, problems, summary } = await everything(
    await server(supply(), { limit: 2 }),
  )
  assert.deepEqual(
    population.map((one) => [one.row, one.number]),
    [
      [6, '200801102385'],
      [7, '200801102393'],
    ],
  )
  assert.deepEqual(
    enrolments.map((one) => [one.row, one.schoolUnit, one.endsBefore, one.interrupted]),
    [
      [6, 'Rinmanskolan 2', null, false],
      [7, 'Rinmanskolan 2', '2025-11-29', true],
    ],
  )
  assert.deepEqual(
    guardians.map(({ row, name, phone, protection }) => [row, name, phone, protection]),
    [
      [6, 'Maria Lind', '070-174 06 01', 'confidentiality_marking'],
      [6, 'Per Ek', null, null],
    ],
  )
  assert.deepEqual(problems, [
    {
      row: 8,
      column: 'persons.civicNo.value',
      value: '200801112383',
      code: 'ss12000.number_checksum',
      severity: 'refused',
      externalId: id(102),
    },
  ])
  assert.deepEqual(summary, {
    counts: {
      organisations: 3,
      programmes: 2,
      persons: 5,
      population: 2,
      enrolments: 2,
      guardians: 2,
      refused: 1,
      warnings: 0,
      otherPersons: 2,
      otherEnrolments: 1,
    },
    unknownValues: [],
    deleted: [],
    nextSince: '2026-02-03T11:00:00.000Z',
    missing: [],
    complete: true,
  })
})

test('a file with the same answers gives the same rows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ss12000-'))
  const path = join(folder, 'answers.json')
  const { organisations, programmes, persons } = supply()
  await writeFile(
    path,
    JSON.stringify({ persons: [{ data: persons }], organisations: { data: organisations }, programmes }),
  )
  const fromFile = await everything(fileSource(path))
  await rm(folder, { recursive: true })
  assert.deepEqual(fromFile, await everything(await server(supply())))
})

test('a delta brings what has changed and what is deleted, with organisations still known', async () => {
  const since = '2026-02-02T00:00:00.000Z' as Instant
  const { population, enrolments, summary } = await everything(await server(supply()), { since })
  assert.deepEqual(
    population.map((one) => one.number),
    ['200801102393'],
  )
  assert.equal(enrolments[0]?.organiser, 'Eskilstuna kommun')
  assert.deepEqual(summary.deleted, [{ entity: 'persons', id: id(300) }])
  assert.equal(summary.nextSince, '2026-02-03T11:00:00.000Z')
})

test('a delta in which nothing has changed keeps its place', async () => {
  const since = '2026-02-04T00:00:00.000Z' as Instant
  const { population, summary } = await everything(await server(supply()), { since })
  assert.deepEqual(population, [])
  assert.equal(summary.nextSince, since)
})

test('the next pull begins no later than this one did, so that a deletion meanwhile is not missed', async () => {
  const source: Source = {
    async *pages(endpoint) {
      const items = endpoint === 'persons' ? [aPerson(100)] : []
      yield { items, servedAt: '2026-01-31T08:00:00.000Z' as Instant, repeats: false }
    },
  }
  assert.equal((await everything(source)).summary.nextSince, '2026-01-31T08:00:00.000Z')
})

test('an unknown value is told once and counted', async () => {
  const persons = [100, 101, 102].map((last) => aPerson(last, { sex: 'Annat' }))
  const { population, problems, summary } = await everything(await server({ ...supply(), persons }))
  assert.equal(population.length, 3)
  assert.deepEqual(
    problems.map(({ row, column, value, code, severity }) => [row, column, value, code, severity]),
    [[6, 'persons.sex', 'Annat', 'ss12000.value_unknown', 'warning']],
  )
  assert.deepEqual(summary.unknownValues, [{ path: 'persons.sex', value: 'Annat', count: 3 }])
})

test('a school form outside the standard is counted, and told where it makes a difference', async () => {
  const enrolments = [anEnrolment({ schoolType: 'GYAN' }), anEnrolment({ schoolType: 'GYX' })]
  const { problems, summary } = await everything(await server({ ...supply(), persons: [aPerson(100, { enrolments })] }))
  assert.deepEqual(
    problems.map(({ column, value, code }) => [column, value, code]),
    [['persons.enrolments[1].schoolType', 'GYX', 'ss12000.school_type_unknown']],
  )
  assert.deepEqual(summary.unknownValues, [
    { path: 'persons.enrolments[].schoolType', value: 'GYAN', count: 1 },
    { path: 'persons.enrolments[].schoolType', value: 'GYX', count: 1 },
  ])
})

test('an unknown programme code is told once and counted', async () => {
  const enrolments = [anEnrolment({ educationCode: 'QQQ' })]
  const persons = [100, 101].map((last) => aPerson(last, { enrolments }))
  const { enrolments: rows, problems, summary } = await everything(await server({ ...supply(), persons }))
  assert.deepEqual(
    rows.map((one) => one.programmeCode),
    ['QQQ', 'QQQ'],
  )
  assert.deepEqual(
    problems.map((one) => [one.row, one.code]),
    [[6, 'ss12000.programme_unknown']],
  )
  assert.deepEqual(summary.unknownValues, [{ path: 'persons.enrolments[].educationCode', value: 'QQQ', count: 2 }])
})

test('a school unit code that is none is told, and the unit is known by its name', async () => {
  const organisations = [...ORGANISATIONS.slice(0, 2), { ...ORGANISATIONS[2], schoolUnitCode: '1234567' }]
  const persons = [aPerson(100, { enrolments: [anEnrolment()] })]
  const { enrolments, problems } = await everything(await server({ ...supply(), organisations, persons }))
  assert.deepEqual(
    enrolments.map((one) => [one.schoolUnitCode, one.schoolUnit]),
    [[null, 'Rinmanskolan 2']],
  )
  assert.deepEqual(
    problems.map(({ row, column, value, code }) => [row, column, value, code]),
    [[3, 'organisations.schoolUnitCode', '1234567', 'ss12000.school_unit_format']],
  )
})

test('objects the standard refuses are set aside with id and path, and the rest goes on', async () => {
  const persons = [
    aPerson(100, { givenName: undefined, securityMarking: 'Sekretessmarkering' }),
    [],
    aPerson(101, { enrolments: [anEnrolment({ startDate: 20240819 })], emails: [{ value: 'a@b.example' }] }),
  ]
  const organisations = [{ id: id(1) }, ...ORGANISATIONS.slice(1)]
  const { population, problems, summary } = await everything(await server({ ...supply(), organisations, persons }))
  assert.equal(population.length, 1)
  assert.deepEqual(
    problems.map(({ row, column, code, severity, externalId }) => [row, column, code, severity, externalId]),
    [
      [1, 'organisations.displayName', 'ss12000.field_missing', 'refused', id(1)],
      [1, 'organisations.meta', 'ss12000.field_missing', 'refused', id(1)],
      [1, 'organisations.organisationType', 'ss12000.field_missing', 'refused', id(1)],
      [6, 'persons.givenName', 'ss12000.field_missing', 'refused', id(100)],
      [7, 'persons', 'ss12000.field_type', 'refused', null],
      [8, 'persons.emails[0].type', 'ss12000.part_unread', 'warning', id(101)],
      [8, 'persons.enrolments[0].startDate', 'ss12000.field_type', 'refused', id(101)],
    ],
  )
  assert.equal(summary.counts.refused, 4)
  assert.equal(summary.counts.warnings, 1)
})

test('a supplier without programmes is pulled from all the same, which is told', async () => {
  const good = await server(supply())
  const source: Source = {
    pages(endpoint, since) {
      return endpoint === 'programmes'
        ? serverSource({ ...gone, token: TOKEN }).pages(endpoint, since)
        : good.pages(endpoint, since)
    },
  }
  const { population, problems, summary } = await everything(source)
  assert.equal(population.length, 2)
  assert.deepEqual(summary.missing, ['programmes'])
  assert.deepEqual(problems.at(-1), {
    row: 0,
    column: 'programmes',
    value: '',
    code: 'ss12000.endpoint_missing',
    severity: 'warning',
    externalId: null,
  })
})

const gone = { url: 'https://skola.example', means: { fetch: async () => new Response(null, { status: 404 }) } }

test('a supplier without persons is no supplier', async () => {
  await assert.rejects(everything(serverSource({ ...gone, token: null })), {
    code: 'not_found',
    endpoint: 'organisations',
  })
})

test('a pull that repeats its pages does not count as complete', async () => {
  const { problems, summary } = await everything(await server(supply(), { scenario: 'loop' }))
  assert.equal(summary.complete, false)
  assert.deepEqual(problems.at(-1), {
    row: 0,
    column: 'pageToken',
    value: '',
    code: 'ss12000.page_repeated',
    severity: 'warning',
    externalId: null,
  })
})

test('a server that fails half-way fails the pull, which is not complete', async () => {
  const pulled = pull(await server(supply(), { scenario: 'broken' }), { today: TODAY })
  await assert.rejects(
    async () => {
      for await (const batch of pulled) assert.equal(batch.population.length, 0)
    },
    { code: 'unavailable', status: 503 },
  )
  assert.equal(pulled.summary().complete, false)
})
