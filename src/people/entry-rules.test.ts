import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, isDay } from '../kernel/date.ts'
import { type EntryReading, readEntry } from './entry-rules.ts'

const today = day('2026-10-15')
const readDay = (text: string) => (isDay(text) ? text : null)

function read(typed: Readonly<Record<string, string>>): EntryReading {
  const all: Record<string, string> = { givenName: 'Amina', source: 'school', ...typed }
  return readEntry({ text: (field) => all[field] ?? '', readDay, today })
}

function problemsOf(typed: Readonly<Record<string, string>>): readonly string[] {
  const reading = read(typed)
  return reading.ok ? [] : reading.problems.map(({ field, code }) => `${field}: ${code}`)
}

test('a personnummer tells birth date and sex: neither needs to be typed', () => {
  const reading = read({ number: '20080101-2386' })
  assert.ok(reading.ok)
  const { number, numberKind, birthDate, sex, home, protection } = reading.entry
  assert.deepEqual([number, numberKind, birthDate, sex], ['200801012386', 'personal', '2008-01-01', 'female'])
  assert.deepEqual([home, protection], [null, 'none'])
})

test('a number is held to the rules of identity numbers, and typed with a space it is read', () => {
  assert.deepEqual(problemsOf({ number: '20080101-2387' }), ['number: number_checksum'])
  assert.deepEqual(problemsOf({ number: '20081301-2386' }), ['number: number_date'])
  assert.deepEqual(problemsOf({ number: '0801012-386' }), ['number: number_format'])
  assert.deepEqual(problemsOf({ number: '80101-2386' }), ['number: number_leading_zeros'])
  assert.deepEqual(problemsOf({ number: '20280101-2384' }), ['number: number_future'])
  assert.deepEqual(problemsOf({ number: '20080101 2386' }), [])
})

test('what is typed against the number is pointed out', () => {
  const typed = { number: '20080101-2386', birthDate: '2008-01-02', sex: 'male' }
  assert.deepEqual(problemsOf(typed), ['sex: sex_differs', 'birthDate: birth_differs'])
})

test('without a number the birth date is needed, and has been', () => {
  assert.deepEqual(problemsOf({}), ['birthDate: birth_missing'])
  assert.deepEqual(problemsOf({ birthDate: '2026-10-16' }), ['birthDate: day_in_future'])
  const reading = read({ birthDate: '2009-03-10' })
  assert.ok(reading.ok)
  assert.deepEqual([reading.entry.number, reading.entry.latestBirthDate, reading.entry.sex], [null, '2009-03-10', null])
})

test('everything that is wrong is told at once', () => {
  assert.deepEqual(problemsOf({ givenName: ' ', source: '', birthDate: 'snart', from: '2026-09-01' }), [
    'givenName: given_name_missing',
    'birthDate: day_unreadable',
    'municipality: municipality_unknown',
    'source: source_missing',
  ])
})

test('29:6: the ground of a hemkommun by hand follows from the protection', () => {
  const home = { number: '20080101-2386', municipality: '0484', from: '2026-09-01' }
  const groundOf = (protection: string) => {
    const reading = read({ ...home, protection })
    return reading.ok && reading.entry.home?.ground
  }
  assert.equal(groundOf('none'), 'not_registered')
  assert.equal(groundOf('confidentiality_marking'), 'not_registered')
  assert.equal(groundOf('protected_registration'), 'protected_registration')
})
