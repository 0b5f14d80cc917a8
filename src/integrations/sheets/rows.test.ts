import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ReadSheet, reading } from '../../../test/build/sheet.ts'
import { readProgramme } from './programmes.ts'
import { problemText } from './words.ts'

const POPULATION =
  'personnummer;förnamn;efternamn;kön;gatuadress;postnummer;postort;kommunkod;folkbokförd_från;folkbokförd_till;status;skydd;skolplikt_fullgjord;första_folkbokföring_i_landet'
const ENROLMENTS =
  'personnummer;skolenhetskod;skolenhet;huvudman;skolform;studievägskod;startdatum;slutdatum;avbrott;källa'

const population = (...rows: string[]) => reading('population', [POPULATION, ...rows].join('\n'))
const enrolments = (...rows: string[]) => reading('enrolments', [ENROLMENTS, ...rows].join('\n'))
/** `column code`, refused first written plainly, warnings in brackets. */
const told = ({ problems }: ReadSheet) =>
  problems.map(({ column, code, severity }) => (severity === 'refused' ? `${column} ${code}` : `(${column} ${code})`))

test('a population row is read in full, its last day as resident stored as the day after', async () => {
  const { rows, problems } = await population(
    '20030101-2381;Åsa Lina;Öberg;K;Storgatan 1 \\ lgh;632 20;Eskilstuna;0484;2003-01-01;2025-08-31;UTVANDRAD;SEKRETESSMARKERING;2019-06-14;20030101',
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(rows[0], {
    row_no: '2',
    number: '200301012381',
    number_kind: 'personal',
    birth_date: '2003-01-01',
    latest_birth_date: '2003-01-01',
    given_name: 'Åsa Lina',
    family_name: 'Öberg',
    sex: 'female',
    street: 'Storgatan 1 \\ lgh',
    postal_code: '63220',
    postal_town: 'Eskilstuna',
    municipality: '0484',
    resident_from: '2003-01-01',
    resident_until: '2025-09-01',
    status: 'emigrated',
    protection: 'confidentiality_marking',
    schooling_completed_on: '2019-06-14',
    first_registered_on: '2003-01-01',
    external_id: null,
    phone: null,
    email: null,
  })
})

test('an empty kön comes from the number, an empty skydd says none, and a sheet without the column says nothing', async () => {
  const { rows } = await population('200301012399;A;B;;;;;0484;2003-01-01;;;;;')
  assert.deepEqual([rows[0]?.['sex'], rows[0]?.['protection'], rows[0]?.['status']], ['male', 'none', null])
  const short = await reading('population', 'personnummer;kommunkod;folkbokförd_från\n200301012399;0484;2003-01-01')
  assert.equal(short.rows[0]?.['protection'], null)
})

test('a samordningsnummer with an unknown day and an interim number are read', async () => {
  const { rows, problems } = await population(
    '201010602397;A;B;;;;;0484;2020-01-01;;;;;',
    '20000101-T220;C;D;;;;;0484;2020-01-01;;;;;',
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(
    rows.map((row) => [row['number_kind'], row['birth_date'], row['latest_birth_date']]),
    [
      ['coordination', null, '2010-10-31'],
      ['interim', '2000-01-01', '2000-01-01'],
    ],
  )
})

test('every defect of a row is told at once, with row, column and value', async () => {
  const { problems, result } = await population(
    '200301012380;A;B;X;;;;9999;0003-01-01;6209-01-01;BORTA;HEMLIG;2019-02-30;1/9 2019',
  )
  assert.deepEqual(
    problems.map(({ row, column, value, code }) => `${row} ${column} ${value} ${code}`),
    [
      '2 personnummer 200301012380 number_checksum',
      '2 kommunkod 9999 municipality_unknown',
      '2 folkbokförd_från 0003-01-01 date_year',
      '2 folkbokförd_till 6209-01-01 date_year',
      '2 status BORTA unknown_code',
      '2 skydd HEMLIG protection_unknown',
      '2 kön X unknown_code',
      '2 skolplikt_fullgjord 2019-02-30 date_impossible',
      '2 första_folkbokföring_i_landet 1/9 2019 date_format',
    ],
  )
  assert.equal(result.ok && `${result.rows} ${result.refused}`, '0 1')
})

test('a number that lost its zeros, became a rounded figure or is missing says so', async () => {
  const numbers = ['301012381', '20030101238', '2,00301E+11', '', '200313012381', '209901012381', '200301010004']
  const sheet = await population(...numbers.map((number) => `${number};A;B;;;;;0484;2003-01-01;;;;;`))
  assert.deepEqual(told(sheet), [
    'personnummer number_leading_zeros',
    'personnummer number_leading_zeros',
    'personnummer number_scientific',
    'personnummer number_missing',
    'personnummer number_date',
    'personnummer number_future',
    'personnummer number_serial',
  ])
})

test('a municipality code that lost its zero is mended and told of; other forms are refused', async () => {
  const rest = '2003-02-01;;;;;'
  const sheet = await population(
    `200301012381;A;B;;;;;484;${rest}`,
    `200301012399;A;B;;;;;48;${rest}`,
    `200301022380;A;B;;;;;Eskilstuna;${rest}`,
    `200301012399;A;B;;;;;2003-01-01;0484;;;;;`,
    `200301022398;A;B;;;;;;${rest}`,
  )
  assert.deepEqual(told(sheet), [
    '(kommunkod municipality_zeros)',
    'kommunkod municipality_format',
    'kommunkod municipality_format',
    'kommunkod columns_swapped',
    'folkbokförd_från date_format',
    '(kommunkod municipality_missing)',
  ])
  assert.deepEqual(
    sheet.rows.map((row) => row['municipality']),
    ['0484', null],
  )
})

test('a postal code that is none is left out, and the row is read', async () => {
  const sheet = await population('200301012381;A;B;;Gatan 1;6322;Eskilstuna;0484;2003-01-01;;;;;')
  assert.deepEqual(told(sheet), ['(postnummer postal_code)'])
  assert.deepEqual(
    sheet.rows.map((row) => row['postal_code']),
    [null],
  )
})

test('swapped columns are seen: name and number, town and postal code, kön and status, start and end', async () => {
  const sheet = await population(
    'Åsa;200301012381;B;;;;;0484;2003-01-01;;;;;',
    '200301012381;A;B;;Gatan 1;Eskilstuna;632 20;0484;2003-01-01;;;;;',
    '200301012381;A;B;AKTIV;;;;0484;2003-01-01;;K;;;',
    '200301012381;A;B;;;;;0484;2025-01-02;2025-01-01;;;;',
  )
  assert.deepEqual(told(sheet), [
    'personnummer columns_swapped',
    'postnummer columns_swapped',
    'status columns_swapped',
    'kön columns_swapped',
    'folkbokförd_till end_before_start',
  ])
  assert.equal(sheet.problems.at(-1)?.value, '2025-01-02 – 2025-01-01')
})

test('a cell that would be a formula is refused, whatever sign it begins with; a lone dash is text', async () => {
  const starts = ['=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(1)', ' =1', '\u200b=1', '-']
  const sheet = await population(...starts.map((cell) => `200301012381;${cell};B;;;;;0484;2003-01-01;;;;;`))
  assert.deepEqual(told(sheet), Array(6).fill('förnamn formula'))
  assert.equal(sheet.rows[0]?.['given_name'], '-')
})

test('control characters, sheet errors and endless text are refused; garbled letters are told of', async () => {
  const cells = [
    'A\u0000B',
    'A\u001bB',
    '#REF!',
    '#SAKNAS!',
    'x'.repeat(201),
    'LinnÃ©a',
    'A\ufffdB',
    'Zoë  Ann\u200bmarie',
  ]
  const sheet = await population(...cells.map((cell) => `200301012381;${cell};B;;;;;0484;2003-01-01;;;;;`))
  assert.deepEqual(told(sheet), [
    'förnamn control_character',
    'förnamn control_character',
    'förnamn cell_error',
    'förnamn cell_error',
    'förnamn too_long',
    '(förnamn garbled)',
    '(förnamn garbled)',
  ])
  assert.equal(sheet.problems[0]?.value, 'A␣B')
  assert.equal(sheet.rows.at(-1)?.['given_name'], 'Zoë Annmarie')
})

test('kön that contradicts the number is told of, and the file goes before the number', async () => {
  const sheet = await population('200301012381;A;B;M;;;;0484;2003-01-01;;;;;')
  assert.deepEqual(told(sheet), ['(kön sex_contradicts)'])
  assert.equal(sheet.rows[0]?.['sex'], 'male')
})

test('a day before birth is told of, and a missing first day is read as birth', async () => {
  const sheet = await population('200301012381;A;B;;;;;0484;2002-12-31;;;;;', '200301012381;A;B;;;;;0484;;;;;;')
  assert.deepEqual(told(sheet), ['(folkbokförd_från before_birth)', '(folkbokförd_från resident_from_missing)'])
  assert.deepEqual(
    sheet.rows.map((row) => row['resident_from']),
    ['2002-12-31', '2003-01-01'],
  )
})

test('a study period is read with its last day stored as the day after', async () => {
  const { rows, problems } = await enrolments(
    '200301012381;10017830;Östra;Eskilstuna kommun;GY;ekeko;2022-08-17;2023-01-10;J;Extens',
  )
  assert.deepEqual(problems, [])
  const { school_form, programme_code, starts_on, ends_before, interrupted } = rows[0] ?? {}
  assert.deepEqual(
    [school_form, programme_code, starts_on, ends_before, interrupted],
    ['GY', 'EKEKO', '2022-08-17', '2023-01-11', 't'],
  )
})

test('a one-day enrolment is whole; an end before the start and an interruption without a day are refused', async () => {
  const sheet = await enrolments(
    '200301012381;;;;GY;EK;2022-08-17;2022-08-17;;',
    '200301012381;;;;GY;EK;2022-08-17;2022-08-16;;',
    '200301012381;;;;GY;EK;2022-08-17;;J;',
    '200301012381;;;;GY;EK;2022-08-17;9999-12-31;;',
    '200301012381;;;;GY;EK;;;;',
    '200301012381;;;;;EK;2022-08-17;;;',
    '200301012381;;;;FRISKOLA;EK;2022-08-17;;KANSKE;',
  )
  assert.deepEqual(told(sheet), [
    'slutdatum end_before_start',
    'slutdatum interrupted_without_end',
    '(slutdatum open_end)',
    'startdatum value_missing',
    'skolform value_missing',
    'skolform unknown_code',
    'avbrott unknown_code',
  ])
  assert.deepEqual(
    sheet.rows.map((row) => row['ends_before']),
    ['2022-08-18', null],
  )
})

test('unknown school units and programmes are kept and told of; older school forms become those of today', async () => {
  const sheet = await enrolments(
    '200301012381;99999999;;;GY;XYZ123;2022-08-17;;;',
    '200301012381;123;;;GRS;;2022-08-17;;;',
    '200301012381;;;;GY;;2022-08-17;;;',
    '200301012381;;;;GY;IMPRE;2022-08-17;;;',
  )
  assert.deepEqual(told(sheet), [
    '(skolenhetskod school_unit_unknown)',
    '(studievägskod programme_unknown)',
    '(skolform school_form_older)',
    '(skolenhetskod school_unit_format)',
    '(studievägskod programme_missing)',
  ])
  assert.deepEqual(
    sheet.rows.map((row) => `${row['school_unit_code']} ${row['school_form']} ${row['programme_code']}`),
    ['99999999 GY XYZ123', 'null GRAN null', 'null GY null', 'null GY IMV'],
  )
})

test('IB and international school are read, and told of as codes that are not verified', async () => {
  const sheet = await enrolments('200301012381;;;;IB;;2022-08-17;;;', '200301012381;;;;INTERNATIONELL;;2022-08-17;;;')
  assert.deepEqual(told(sheet), ['(skolform school_form_unverified)', '(skolform school_form_unverified)'])
  assert.deepEqual(
    sheet.rows.map((row) => row['school_form']),
    ['IB', 'INTERNATIONELL'],
  )
})

test('a school unit that the municipality knows is not told of', async () => {
  const text = `${ENROLMENTS}\n200301012381;99999999;;;GY;EK;2022-08-17;;;`
  const { problems } = await reading('enrolments', text, { schoolUnits: ['99999999'] })
  assert.deepEqual(problems, [])
})

test('a warning that thousands of rows share is told for a hundred of them and counted for the rest', async () => {
  const rows = Array.from({ length: 1500 }, () => '200301012381;99999999;;;GY;EK;2022-08-17;;;')
  const { problems, result } = await enrolments(...rows)
  assert.equal(problems.length, 100)
  const repeated = { column: 'skolenhetskod', value: '99999999', code: 'school_unit_unknown', count: 1500 }
  assert.deepEqual(result.ok && [result.warnings, result.repeated], [1500, [repeated]])
})

test('a warning that nearly every row has never makes the file be refused', async () => {
  const rows = Array.from({ length: 2500 }, () => '200301012381;A;B;M;;;;0484;2003-01-01;;;;;')
  const { problems, result } = await population(...rows)
  assert.equal(problems.length, 2000)
  const repeated = { column: 'kön', value: '', code: 'sex_contradicts', count: 2500 }
  assert.deepEqual(result.ok && [result.rows, result.warnings, result.repeated], [2500, 2500, [repeated]])
})

test('programme codes of all times are known: national, Gy25, variants, introductory, adapted', () => {
  const known = [
    'EK',
    'EKEKO',
    'EK25',
    'FS25SKOLFORLAGD',
    'NANAT',
    'IMA',
    'IMV',
    'IMVBF',
    'IMY25',
    'FX',
    'FL25',
    'AH',
    'FB25',
    'IAIND',
  ]
  for (const code of known) assert.deepEqual(readProgramme(code), { code, known: true })
  for (const [older, now] of Object.entries({ IMIND: 'IMA', IMPRE: 'IMV', imspr: 'IMS', HA: 'FS', HV: 'HV' })) {
    assert.deepEqual(readProgramme(older), { code: now, known: true })
  }
  for (const code of ['SAKNAS', 'XX', 'ÖVRIGT', 'GYMNASIET']) assert.equal(readProgramme(code).known, false, code)
})

test('a completion in the future is told of, and an unknown typ refused', async () => {
  const text =
    'personnummer;typ;datum\n200301012381;STUDIEBEVIS;2026-06-10\n200301012381;DIPLOM;2022-06-10\n200301012381;;\n'
  const sheet = await reading('completions', text)
  assert.deepEqual(told(sheet), ['(datum date_ahead)', 'typ unknown_code', 'typ value_missing', 'datum value_missing'])
  assert.deepEqual(
    sheet.rows.map((row) => row['completed_on']),
    ['2026-06-10'],
  )
})

test('every reason is said in both languages', () => {
  assert.equal(problemText('end_before_start', 'sv'), 'Slutet ligger före början. Har datumen bytt plats?')
  assert.equal(problemText('formula', 'en').startsWith('The cell holds a formula.'), true)
})
