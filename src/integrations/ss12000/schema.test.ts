import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anEnrolment, aPerson, id, ORGANISATIONS, PROGRAMMES } from './persons.fake.ts'
import { loadStandard } from './schema.ts'

const standard = await loadStandard()
const PHONE = { value: '070-174 06 05', type: 'Hem', mobile: true }

test('objects as the standard has them pass without remark', () => {
  for (const one of ORGANISATIONS) assert.deepEqual(standard.check('organisations', { ...one }).findings, [])
  for (const one of PROGRAMMES) assert.deepEqual(standard.check('programmes', { ...one }).findings, [])
  const { object, findings } = standard.check('persons', aPerson(100, { enrolments: [anEnrolment()] }))
  assert.deepEqual(findings, [])
  assert.equal(object?.enrolments?.[0]?.schoolType, 'GY')
})

test('an object without what the standard requires is refused, with the path', () => {
  const { object, findings } = standard.check('persons', aPerson(100, { familyName: undefined, givenName: 5 }))
  assert.equal(object, null)
  assert.deepEqual(findings, [
    { path: 'persons.familyName', value: '', code: 'field_missing', loses: 'object' },
    { path: 'persons.givenName', value: '', code: 'field_type', loses: 'object' },
  ])
})

test('what is no object at all is refused', () => {
  for (const raw of ['Anna', 5, null, [], undefined]) {
    const { object, findings } = standard.check('persons', raw)
    assert.equal(object, null)
    assert.deepEqual(
      findings.map((one) => [one.path, one.code, one.loses]),
      [['persons', 'field_type', 'object']],
    )
  }
})

test('an enrolment without what the standard requires is refused alone', () => {
  const enrolments = [anEnrolment({ startDate: undefined }), anEnrolment({ schoolType: 'SFI' })]
  const { object, findings } = standard.check('persons', aPerson(100, { enrolments }))
  assert.deepEqual(
    object?.enrolments?.map((one) => [one.index, one.schoolType]),
    [[1, 'SFI']],
  )
  assert.deepEqual(findings, [
    { path: 'persons.enrolments[0].startDate', value: '', code: 'field_missing', loses: 'enrolment' },
  ])
})

test('a phone number without its kind is left out, and the person goes on', () => {
  const { object, findings } = standard.check('persons', aPerson(100, { phoneNumbers: [{ value: '070' }, PHONE] }))
  assert.deepEqual(object?.phoneNumbers, [PHONE])
  assert.deepEqual(
    findings.map((one) => [one.path, one.loses]),
    [
      ['persons.phoneNumbers[0].mobile', 'part'],
      ['persons.phoneNumbers[0].type', 'part'],
    ],
  )
})

test('an address with kommunkod as text and no country is read: Sedd needs neither', () => {
  const address = {
    streetAddress: 'Kungsgatan 4',
    locality: 'Eskilstuna',
    postalCode: '63220',
    municipalityCode: '0484',
  }
  const { object, findings } = standard.check('persons', aPerson(100, { addresses: [address] }))
  assert.equal(object?.addresses?.[0]?.streetAddress, 'Kungsgatan 4')
  assert.deepEqual(
    findings.map((one) => [one.path, one.code, one.loses]),
    [
      ['persons.addresses[0].country', 'outside_standard', 'none'],
      ['persons.addresses[0].municipalityCode', 'outside_standard', 'none'],
    ],
  )
})

test('a value the standard does not know is kept and told', () => {
  const { object, findings } = standard.check(
    'persons',
    aPerson(100, { sex: 'Annat', enrolments: [anEnrolment({ schoolType: 'GYX' })] }),
  )
  assert.equal(object?.sex, 'Annat')
  assert.equal(object?.enrolments?.[0]?.schoolType, 'GYX')
  assert.deepEqual(findings, [
    { path: 'persons.sex', value: 'Annat', code: 'value_unknown', loses: 'none' },
    { path: 'persons.enrolments[0].schoolType', value: 'GYX', code: 'value_unknown', loses: 'none' },
  ])
})

test('the misspelling of introductory programme is what the standard says, and the right spelling is unknown', () => {
  const check = (type: string) =>
    standard.check('programmes', { ...PROGRAMMES[0], type }).findings.map((one) => one.code)
  assert.deepEqual(check('Intruduktionsprogram'), [])
  assert.deepEqual(check('Introduktionsprogram'), ['value_unknown'])
})

test('null stands for absent: an open enrolment may say so, a required name may not', () => {
  const open = standard.check(
    'persons',
    aPerson(100, { enrolments: [anEnrolment({ endDate: null })], middleName: null }),
  )
  assert.deepEqual(open.findings, [])
  assert.equal(open.object?.enrolments?.[0]?.endDate, undefined)
  const { object, findings } = standard.check('persons', aPerson(100, { familyName: null }))
  assert.equal(object, null)
  assert.equal(findings[0]?.code, 'field_missing')
})

test('control characters, which a database refuses, become spaces', () => {
  const { object, findings } = standard.check('persons', aPerson(100, { familyName: 'Lind\u0000\u0007\nEk\u0000' }))
  assert.equal(object?.familyName, 'Lind Ek')
  assert.deepEqual(findings, [])
})

test('text longer than anybody is called is left out, and refuses who cannot be without it', () => {
  const long = 'x'.repeat(301)
  const phone = standard.check('persons', aPerson(100, { phoneNumbers: [{ ...PHONE, value: long }, PHONE] }))
  assert.deepEqual(phone.object?.phoneNumbers, [PHONE])
  const { object, findings } = standard.check('persons', aPerson(100, { familyName: long }))
  assert.equal(object, null)
  assert.deepEqual(
    findings.map((one) => [one.path, one.code]),
    [
      ['persons.familyName', 'field_missing'],
      ['persons.familyName', 'text_too_long'],
    ],
  )
})

test('hostile nesting in a member nobody reads is not followed', () => {
  const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
  assert.equal(standard.check('persons', aPerson(100, { supplement: deep })).object?.familyName, 'Lind')
})

test('an id of another form than the standard asks for is kept', () => {
  const { object, findings } = standard.check('organisations', { ...ORGANISATIONS[0], id: 'skola-17' })
  assert.equal(object?.id, 'skola-17')
  assert.deepEqual(
    findings.map((one) => [one.path, one.code]),
    [['organisations.id', 'outside_standard']],
  )
  assert.equal(standard.check('organisations', { ...ORGANISATIONS[0], id: id(1) }).findings.length, 0)
})
