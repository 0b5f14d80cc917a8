import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, type Instant } from '../../kernel/date.ts'
import { PersonId } from '../model.ts'
import type { Comparable } from './model.ts'
import { editDistance, likeness, suggestedChoices, suggestedSurvivor } from './rules.ts'

const id = (n: number) => PersonId.parse(`00000000-0000-4000-8000-00000000000${n}`)

function person(n: number, given: Partial<Comparable> = {}): Comparable {
  return {
    id: id(n),
    rootId: id(n),
    givenName: 'Elsa',
    familyName: 'Lindqvist',
    folded: 'elsa lindkvist',
    numbers: [{ number: '200801012386', kind: 'personal' }],
    sex: 'female',
    birthDate: day('2008-01-01'),
    latestBirthDate: day('2008-01-01'),
    street: 'Storgatan 1',
    postalCode: '63220',
    postalTown: 'Eskilstuna',
    phones: [],
    emails: [],
    protection: 'none',
    residency: 'active',
    knownFrom: '2026-01-01T00:00:00.000Z' as Instant,
    ...given,
  }
}

const coordination = { numbers: [{ number: '200801612386', kind: 'coordination' as const }] }

test('one with a samordningsnummer and one with a personnummer, same name and day of birth, may be one', () => {
  assert.deepEqual(likeness(person(1), person(2, { ...coordination, street: null })), {
    score: 80,
    reasons: ['same_name', 'same_birth_date'],
  })
})

test('twins who both have a personnummer are two', () => {
  assert.equal(likeness(person(1), person(2, { givenName: 'Elsie', folded: 'elsie lindkvist' })), null)
})

test('family name and given name in each other’s place are seen', () => {
  const swapped = likeness(person(1), person(2, { ...coordination, folded: 'lindkvist elsa', street: null }))
  assert.deepEqual(swapped?.reasons, ['swapped_name', 'same_birth_date'])
})

test('an unknown day of birth in the same year, the same name and the same telephone are enough', () => {
  const unknown = {
    ...coordination,
    birthDate: null,
    latestBirthDate: day('2008-12-31'),
    phones: ['46701740605'],
    street: null,
  }
  assert.deepEqual(likeness(person(1, { phones: ['46701740605'] }), person(2, unknown))?.reasons, [
    'same_name',
    'born_same_year',
    'same_phone',
  ])
})

test('the same name alone is nothing', () => {
  assert.equal(likeness(person(1), person(2, { ...coordination, birthDate: day('2009-05-05'), street: null })), null)
})

test('the one with personnummer goes on, whichever side they stand; of equals the one known longest', () => {
  assert.equal(suggestedSurvivor(person(1, coordination), person(2)).id, id(2))
  assert.equal(suggestedSurvivor(person(1), person(2, coordination)).id, id(1))
  const later = { knownFrom: '2026-02-01T00:00:00.000Z' as Instant }
  assert.equal(suggestedSurvivor(person(1, later), person(2)).id, id(2))
})

test('the survivor’s fields are chosen, except where only the other has any; of protections the stronger', () => {
  const survivor = person(1, { sex: null, street: null, postalCode: null, postalTown: null })
  assert.deepEqual(suggestedChoices(survivor, person(2, { ...coordination, protection: 'confidentiality_marking' })), {
    name: 'survivor',
    sex: 'merged',
    birthDate: 'survivor',
    address: 'merged',
    protection: 'merged',
  })
})

test('one letter changed, added, taken away or in its neighbour’s place is one step', () => {
  assert.deepEqual(
    ['karlson', 'kalson', 'karlsson', 'kalrson', 'marlson', 'persson'].map((word) => editDistance('karlson', word, 2)),
    [0, 1, 1, 1, 1, 3],
  )
})
