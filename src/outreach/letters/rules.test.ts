import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'
import type { Addressee } from './model.ts'
import { ageingOutBorn, twentiethBirthday, wayTo, windowLines } from './rules.ts'

const id = PersonId.parse('00000000-0000-4000-8000-000000000001')
const TOVE: Addressee = {
  ...{ asked: id, root: id, givenName: 'Tove', familyName: 'Ask', birthDate: day('2008-10-16'), hasLeft: false },
  ...{ protection: 'none', residency: 'active', street: 'Storgatan 1', postalCode: '63220', postalTown: 'Eskilstuna' },
}
const SELF = { to: 'self', alone: false, today: day('2026-10-15') } as const
const GUARDIAN = { ...SELF, to: 'guardian' } as const
const ALONE = { ...SELF, alone: true } as const

const WAYS: readonly (readonly [string, Partial<Addressee>, Parameters<typeof wayTo>[1], string])[] = [
  ['who has a whole address gets one', {}, SELF, 'posted'],
  ['one without a street does not', { street: ' ' }, SELF, 'no_address'],
  ['one without a town does not', { postalTown: null }, SELF, 'no_address'],
  ['a postal code of four figures is none', { postalCode: '6322' }, SELF, 'no_address'],
  ['a postal code with its space is one', { postalCode: '632 20' }, SELF, 'posted'],
  ['one without a name does not', { familyName: null }, SELF, 'no_address'],
  ['guardians of who turns eighteen tomorrow do', {}, GUARDIAN, 'posted'],
  ['guardians of who turns eighteen today do not', { birthDate: day('2008-10-15') }, GUARDIAN, 'of_age'],
  ['guardians of whose age is not known do not', { birthDate: null }, GUARDIAN, 'of_age'],
  ['who has left the register does not', { hasLeft: true }, SELF, 'not_member'],
  ['who has died does not', { residency: 'deceased' }, SELF, 'not_member'],
  ['who has emigrated does not', { residency: 'emigrated' }, SELF, 'not_member'],
  ['protected among many does not', { protection: 'confidentiality_marking' }, SELF, 'protected'],
  ['protected alone is forwarded', { protection: 'protected_registration', street: null }, ALONE, 'forwarded'],
  ['marked alone is forwarded, whatever the address', { protection: 'confidentiality_marking' }, ALONE, 'forwarded'],
  [
    'guardians of a protected one do not',
    { protection: 'confidentiality_marking' },
    { ...GUARDIAN, alone: true },
    'protected',
  ],
  ['protected weighs more than gone', { protection: 'protected_registration', hasLeft: true }, SELF, 'protected'],
  [
    'a protected one who has left does not either',
    { protection: 'protected_registration', hasLeft: true },
    ALONE,
    'not_member',
  ],
]

for (const [says, given, of, expected] of WAYS)
  test(`a letter: ${says}`, () => {
    const way = wayTo({ ...TOVE, ...given }, of)
    assert.equal(way.ok ? (way.forwarded ? 'forwarded' : 'posted') : way.reason, expected)
  })

test('in the window stand the name, the street, and the code and town as the post writes them', () => {
  assert.deepEqual(windowLines({ ...TOVE, postalTown: 'Åkers styckebruk' }, 'self'), [
    'Tove Ask',
    'Storgatan 1',
    '632 20 ÅKERS STYCKEBRUK',
  ])
})

test('a letter to guardians goes to the young person’s address, and says to whom', () => {
  assert.deepEqual(windowLines(TOVE, 'guardian').slice(0, 2), ['Vårdnadshavare till', 'Tove Ask'])
})

test('for a protected person no address is written, even where one is on record', () => {
  assert.deepEqual(windowLines({ ...TOVE, protection: 'protected_registration' }, 'self'), ['Tove Ask'])
})

test('the last letter is for those whose twentieth birthday is tomorrow and up to ninety days from now', () => {
  const born = ageingOutBorn(day('2026-10-15'))
  assert.deepEqual(born, { from: '2006-10-16', to: '2007-01-13' })
  assert.equal(twentiethBirthday(day('2007-01-13')), '2027-01-13')
})

test('born on 29 February one turns twenty on the 29th in a leap year', () => {
  assert.equal(twentiethBirthday(day('2008-02-29')), '2028-02-29')
  assert.deepEqual(ageingOutBorn(day('2028-02-28')), { from: '2008-02-29', to: '2008-05-28' })
})
