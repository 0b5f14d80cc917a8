import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { day, lastDayOfMonth } from '../kernel/date.ts'
import { formatNumber, parseNumber } from './identity.ts'

const today = day('2025-11-22')
const data = (name: string) => readFileSync(new URL(`../../data/identity/${name}`, import.meta.url), 'utf8')
type Marked = {
  long_format?: string
  short_format: string
  separated_format: string
  separated_long?: string
  valid: boolean
  type: string
  isMale?: boolean
}
const marked = (name: string): Marked[] => JSON.parse(data(name))
const forms = (entry: Marked) =>
  [entry.long_format, entry.short_format, entry.separated_format, entry.separated_long].filter(
    (form) => form !== undefined,
  )

test('every number in the published lists is read as it is marked there, in all its forms', () => {
  let read = 0
  for (const entry of ['list.json', 'interim.json', 'orgnumber.json'].flatMap(marked)) {
    for (const form of forms(entry)) {
      const reading = parseNumber(form, today)
      assert.equal(reading.ok, entry.valid, `${form} of ${entry.type}`)
      if (reading.ok) {
        const kinds: Record<string, string> = { ssn: 'personal', con: 'coordination', interim: 'interim' }
        assert.equal(reading.kind, kinds[entry.type], form)
        assert.equal(reading.sex, entry.isMale ? 'male' : 'female', form)
      }
      read++
    }
  }
  assert.equal(read, 116)
})

test('the structured list of personnummer and samordningsnummer is read as it is marked', () => {
  type Group = Record<'integer' | 'string', { valid: (string | number)[]; invalid: (string | number)[] }>
  const groups: Record<string, Group> = JSON.parse(data('structured.json'))
  for (const group of Object.values(groups)) {
    for (const list of Object.values(group)) {
      for (const number of list.valid) assert.equal(parseNumber(String(number), today).ok, true, String(number))
      for (const number of list.invalid) assert.equal(parseNumber(String(number), today).ok, false, String(number))
    }
  }
})

test("all 7,457 of Skatteverket's test numbers of 2003 to 2012 give birth date, kind and sex", () => {
  const rows = data('test_personnummer_2003_2012.csv').trimEnd().split('\r\n').slice(1)
  assert.equal(rows.length, 7457)
  for (const row of rows) {
    const [number = '', kind, birthDate = '', status, sex] = row.split(',')
    const reading = parseNumber(number, today)
    assert.ok(reading.ok, number)
    assert.equal(reading.number, number)
    assert.equal(reading.kind, kind === 'personnummer' ? 'personal' : 'coordination')
    assert.equal(reading.birthDate, birthDate === '' ? null : birthDate, `${number} ${status}`)
    assert.equal(reading.birthDate === null, status !== 'ok', number)
    assert.equal(reading.sex, sex === 'K' ? 'female' : 'male')
  }
})

test('a samordningsnummer with an unknown month or day says by when the person was born', () => {
  const latest = (number: string) => {
    const reading = parseNumber(number, today)
    return reading.ok && [reading.birthDate, reading.latestBirthDate]
  }
  assert.deepEqual(latest('200300802394'), [null, '2003-12-31'])
  assert.deepEqual(latest('201010602397'), [null, '2010-10-31'])
  assert.deepEqual(latest('200302912381'), [null, lastDayOfMonth(2003, 2)])
  assert.deepEqual(latest('200301702395'), ['2003-01-10', '2003-01-10'])
})

test('ten digits are placed in the latest century that has been, and plus means a hundred years or more', () => {
  const number = (text: string, on = today) => {
    const reading = parseNumber(text, on)
    return reading.ok ? reading.number : reading.reason
  }
  assert.equal(number('030101-2381'), '200301012381')
  assert.equal(number('0301012381'), '200301012381')
  assert.equal(number('030101-2381', day('2003-01-01')), '200301012381')
  assert.equal(number('030101-2381', day('2002-12-31')), '190301012381')
  assert.equal(number('090527+1474'), '190905271474')
  assert.equal(number(' 20030101-2381 '), '200301012381')
  assert.equal(number('000101t220'), '20000101T220')
})

test('a number that cannot be one says why', () => {
  const reason = (text: string) => {
    const reading = parseNumber(text, today)
    return reading.ok ? 'ok' : reading.reason
  }
  assert.equal(reason(''), 'format')
  assert.equal(reason('Ali Svensson'), 'format')
  assert.equal(reason('20030101 2381'), 'format')
  assert.equal(reason('301012381'), 'leading_zeros')
  assert.equal(reason('20030101238'), 'leading_zeros')
  assert.equal(reason('200313012381'), 'date')
  assert.equal(reason('200302302381'), 'date')
  assert.equal(reason('000301012381'), 'date')
  assert.equal(reason('620901012381'), 'date')
  assert.equal(reason('203001012389'), 'future')
  assert.equal(reason('201509160006'), 'serial')
  assert.equal(reason('200301012380'), 'checksum')
  assert.equal(reason('20000101E221'), 'format')
})

test('a number is shown with the birth date apart', () => {
  assert.equal(formatNumber('200301012381'), '20030101-2381')
  assert.equal(formatNumber('20000101T220'), '20000101-T220')
})
