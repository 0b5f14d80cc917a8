import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '../../kernel/date.ts'
import type { Referred, ReferredEntry } from './enrolments.ts'
import { anEnrolment, aPerson, id, NUMBERS, ORGANISATIONS, PROGRAMMES } from './persons.fake.ts'
import { loadStandard } from './schema.ts'
import { text } from './text.ts'
import { protectionOf, translatePerson } from './translate.ts'

const TODAY = day('2026-02-10')
const standard = await loadStandard()

const referred: Referred = {
  organisations: new Map(
    ORGANISATIONS.map((one): [string, ReferredEntry] => {
      const code = 'schoolUnitCode' in one ? one.schoolUnitCode : null
      const parent = 'parentOrganisation' in one ? one.parentOrganisation.id : null
      return [one.id, { name: one.displayName, type: one.organisationType, code, parent }]
    }),
  ),
  programmes: new Map(
    PROGRAMMES.map((one): [string, ReferredEntry] => {
      const code = 'code' in one ? one.code : null
      const parent = 'parentProgramme' in one ? one.parentProgramme.id : null
      return [one.id, { name: one.name, type: one.type, code, parent }]
    }),
  ),
}

function translated(more: Parameters<typeof aPerson>[1]) {
  const { object, findings } = standard.check('persons', aPerson(100, more))
  assert.ok(object, `refused by the standard: ${JSON.stringify(findings)}`)
  return translatePerson(object, { row: 7, today: TODAY, referred })
}

function enrolled(more: Parameters<typeof anEnrolment>[0]) {
  return translated({ enrolments: [anEnrolment(more)] })
}

test('a pupil becomes a row of the population without any claim about residence', () => {
  const { population, problems } = translated({
    sex: 'Kvinna',
    securityMarking: 'Ingen',
    personStatus: 'Aktiv',
    addresses: [
      {
        type: 'Tillfällig adress',
        streetAddress: 'Sommarvägen 1',
        locality: 'Trosa',
        postalCode: '61930',
        country: 'SE',
      },
      {
        type: 'Folkbokföring',
        streetAddress: 'Kungsgatan 4',
        locality: 'Eskilstuna',
        postalCode: '632 20',
        country: 'SE',
      },
    ],
    phoneNumbers: [
      { value: '016-10 00 00', type: 'Hem', mobile: false },
      { value: '070-174 06 05', type: 'Hem', mobile: true },
    ],
    emails: [
      { value: 'alva@skola.example', type: 'Skola elev' },
      { value: 'alva@hem.example', type: 'Privat' },
    ],
    enrolments: [anEnrolment()],
  })
  assert.deepEqual(problems, [])
  assert.deepEqual(population, {
    number: '200801102385',
    numberKind: 'personal',
    birthDate: '2008-01-10',
    latestBirthDate: '2008-01-10',
    row: 7,
    givenName: 'Alva',
    familyName: 'Lind',
    sex: 'female',
    street: 'Kungsgatan 4',
    postalCode: '63220',
    postalTown: 'Eskilstuna',
    municipality: null,
    residentFrom: null,
    residentUntil: null,
    status: 'active',
    protection: 'none',
    schoolingCompletedOn: null,
    firstRegisteredOn: null,
    externalId: '046b6c7f-0b8a-43b9-b35d-000000000100',
    phone: '070-174 06 05',
    email: 'alva@hem.example',
  })
})

test('an enrolment gets its school unit and organiser through the organisations', () => {
  const { enrolments } = enrolled({})
  assert.deepEqual(enrolments, [
    {
      number: '200801102385',
      numberKind: 'personal',
      birthDate: '2008-01-10',
      latestBirthDate: '2008-01-10',
      row: 7,
      schoolUnitCode: '12345678',
      schoolUnit: 'Rinmanskolan 2',
      organiser: 'Eskilstuna kommun',
      schoolForm: 'GY',
      programmeCode: 'NA',
      startsOn: '2024-08-19',
      endsBefore: null,
      interrupted: false,
      source: 'SS 12000',
    },
  ])
})

test('the last day of an enrolment is a day of study, so it ends before the day after', () => {
  const [ended] = enrolled({ endDate: '2026-01-31' }).enrolments
  assert.equal(ended?.endsBefore, '2026-02-01')
  assert.equal(ended?.interrupted, false)
})

test('an enrolment of a single day is one day long', () => {
  const [oneDay] = enrolled({ endDate: '2024-08-19' }).enrolments
  assert.deepEqual([oneDay?.startsOn, oneDay?.endsBefore], ['2024-08-19', '2024-08-20'])
})

test('a cancelled enrolment is broken off, with its end day as the day of interruption', () => {
  const [broken] = enrolled({ endDate: '2026-01-31', cancelled: true }).enrolments
  assert.equal(broken?.endsBefore, '2026-02-01')
  assert.equal(broken?.interrupted, true)
})

test('an enrolment that cannot be used is refused alone, with the path to what is wrong', () => {
  const cases = [
    [{ startDate: '0003-08-19' }, 'startDate', '0003-08-19', 'ss12000.day_invalid'],
    [{ endDate: '2026-02-30' }, 'endDate', '2026-02-30', 'ss12000.day_invalid'],
    [{ endDate: '2024-08-18' }, 'endDate', '2024-08-18', 'ss12000.end_before_start'],
    [{ startDate: '2008-01-09' }, 'startDate', '2008-01-09', 'ss12000.before_birth'],
    [{ cancelled: true }, 'endDate', '', 'ss12000.cancelled_without_end'],
  ] as const
  for (const [wrong, field, value, code] of cases) {
    const { population, enrolments, problems } = translated({
      enrolments: [
        anEnrolment({ schoolType: 'GR', endDate: '2024-06-12', startDate: '2015-08-18' }),
        anEnrolment(wrong),
      ],
    })
    assert.equal(population?.number, '200801102385')
    assert.deepEqual(
      enrolments.map((one) => one.schoolForm),
      ['GR'],
    )
    assert.deepEqual(problems, [
      { row: 7, column: `persons.enrolments[1].${field}`, value, code, severity: 'refused', externalId: id(100) },
    ])
  }
})

test('every school form of the standard has its place', () => {
  const cases = [
    ['GR', 'GR'],
    ['GRS', 'GRAN'],
    ['TR', 'GRAN'],
    ['SP', 'SP'],
    ['SAM', 'SAM'],
    ['GY', 'GY'],
    ['GYS', 'GYAN'],
    ['GYAN', 'GYAN'],
    ['VUXGR', 'KOMVUX_GRUND'],
    ['VUXGY', 'KOMVUX_GY'],
    ['VUXSARTR', 'KOMVUX_ANPASSAD'],
    ['SARVUXGY', 'KOMVUX_ANPASSAD'],
    ['VUXSFI', 'SFI'],
    ['SFI', 'SFI'],
    ['FHS', 'FHSK'],
    ['HS', 'ÖVRIG'],
  ] as const
  for (const [schoolType, schoolForm] of cases) {
    const { enrolments, problems } = enrolled({ schoolType })
    assert.equal(enrolments[0]?.schoolForm, schoolForm, schoolType)
    assert.deepEqual(problems, [])
  }
})

test('a school form nobody knows is kept as other, with a warning for each person', () => {
  assert.equal(enrolled({ schoolType: 'constructor' }).enrolments[0]?.schoolForm, 'ÖVRIG')
  const { enrolments, problems } = enrolled({ schoolType: 'GYX' })
  assert.equal(enrolments[0]?.schoolForm, 'ÖVRIG')
  assert.deepEqual(problems, [
    {
      row: 7,
      column: 'persons.enrolments[0].schoolType',
      value: 'GYX',
      code: 'ss12000.school_type_unknown',
      severity: 'warning',
      externalId: id(100),
    },
  ])
})

test('komvux without a level is kept as other, since basic and upper secondary level count differently', () => {
  const { enrolments, problems } = enrolled({ schoolType: 'VUX' })
  assert.equal(enrolments[0]?.schoolForm, 'ÖVRIG')
  assert.deepEqual(
    problems.map((one) => one.code),
    ['ss12000.school_type_vague'],
  )
})

test('preschool, leisure-time centre and school of arts are not schooling', () => {
  const { enrolments, otherEnrolments, population } = translated({
    enrolments: [anEnrolment(), anEnrolment({ schoolType: 'FTH' }), anEnrolment({ schoolType: 'KU' })],
  })
  assert.deepEqual(
    enrolments.map((one) => one.schoolForm),
    ['GY'],
  )
  assert.equal(otherEnrolments, 2)
  assert.equal(population?.number, '200801102385')
})

test('a programme code comes from the enrolment, else its programme, else the programme above', () => {
  const code = (more: Parameters<typeof anEnrolment>[0]) => enrolled(more).enrolments[0]?.programmeCode
  assert.equal(code({ educationCode: ' na25 ', programme: { id: id(10) } }), 'NA25')
  assert.equal(code({ educationCode: undefined, programme: { id: id(10) } }), 'IMS')
  assert.equal(code({ educationCode: '', programme: { id: id(11) } }), 'IMS')
})

test('an unknown school unit or a programme without a code warns and the enrolment goes on', () => {
  const { enrolments, problems } = enrolled({
    enroledAt: { id: id(99), displayName: 'Okända skolan' },
    educationCode: undefined,
    programme: { id: id(98) },
  })
  assert.equal(enrolments[0]?.schoolUnit, 'Okända skolan')
  assert.equal(enrolments[0]?.schoolUnitCode, null)
  assert.deepEqual(
    problems.map(({ column, value, code, severity }) => ({ column, value, code, severity })),
    [
      {
        column: 'persons.enrolments[0].enroledAt',
        value: id(99),
        code: 'ss12000.school_unit_unknown',
        severity: 'warning',
      },
      {
        column: 'persons.enrolments[0].programme',
        value: id(98),
        code: 'ss12000.programme_missing',
        severity: 'warning',
      },
    ],
  )
})

test('older codes of introductory programmes are read as in the sheets, and unknown ones are kept', () => {
  const programme = (educationCode: string, schoolType = 'GY') => {
    const { enrolments, problems } = enrolled({ educationCode, schoolType })
    return [enrolments[0]?.programmeCode, problems.map((one) => one.code)]
  }
  assert.deepEqual(programme('IMPRE'), ['IMV', []])
  assert.deepEqual(programme('TE25'), ['TE25', []])
  assert.deepEqual(programme('QQQ'), ['QQQ', ['ss12000.programme_unknown']])
  assert.deepEqual(programme(''), [null, ['ss12000.programme_missing']])
  assert.deepEqual(programme('', 'VUXGY'), [null, []])
})

test('9999-12-31 is how some suppliers write that there is no end yet', () => {
  assert.equal(enrolled({ endDate: '9999-12-31' }).enrolments[0]?.endsBefore, null)
})

test('a postal code that is none is left out, and the rest of the address stays', () => {
  const address = { streetAddress: 'Kungsgatan 4', locality: 'Eskilstuna', country: 'SE' }
  const read = (postalCode: string) => translated({ addresses: [{ ...address, postalCode }] })
  assert.equal(read('SE-632 20').population?.postalCode, '63220')
  const { population, problems } = read('6322')
  assert.deepEqual([population?.street, population?.postalCode], ['Kungsgatan 4', null])
  assert.deepEqual(
    problems.map(({ value, code, severity }) => [value, code, severity]),
    [['6322', 'ss12000.postal_code', 'warning']],
  )
})

test('organisations that stand under one another in a ring do not hold up the pull', () => {
  const entry = (parent: string) => ({ name: 'Ringskolan', type: 'Skolenhet', code: null, parent })
  const ring = new Map([
    ['a', entry('b')],
    ['b', entry('a')],
  ])
  const { object } = standard.check('persons', aPerson(100, { enrolments: [anEnrolment({ enroledAt: { id: 'a' } })] }))
  assert.ok(object)
  const { enrolments } = translatePerson(object, {
    row: 1,
    today: TODAY,
    referred: { organisations: ring, programmes: new Map() },
  })
  assert.equal(enrolments[0]?.organiser, null)
})

test('protection and status are read, and what is absent says nothing', () => {
  const marks = (more: Parameters<typeof aPerson>[1]) => {
    const { population } = translated(more)
    return [population?.protection, population?.status]
  }
  assert.deepEqual(marks({}), [null, null])
  assert.deepEqual(marks({ securityMarking: 'Ingen', personStatus: 'Aktiv' }), ['none', 'active'])
  assert.deepEqual(marks({ securityMarking: 'Sekretessmarkering', personStatus: 'Utvandrad' }), [
    'confidentiality_marking',
    'emigrated',
  ])
  assert.deepEqual(marks({ securityMarking: 'Skyddad folkbokföring', personStatus: 'Avliden' }), [
    'protected_registration',
    'deceased',
  ])
})

test('a protection marking with an unknown name protects until somebody has looked', () => {
  assert.equal(protectionOf('Kvarskrivning'), 'confidentiality_marking')
  assert.equal(protectionOf('Ingen'), 'none')
  assert.equal(protectionOf(undefined), null)
  const { population, problems } = translated({ securityMarking: 'Kvarskrivning' })
  assert.equal(population?.protection, 'confidentiality_marking')
  assert.deepEqual(
    problems.map(({ value, code }) => [value, code]),
    [['Kvarskrivning', 'ss12000.marking_unknown']],
  )
})

test('sex comes from the record, else from the number', () => {
  assert.equal(translated({ sex: 'Man' }).population?.sex, 'male')
  assert.equal(translated({ sex: 'Okänt' }).population?.sex, 'female')
  assert.equal(translated({ civicNo: { value: NUMBERS.boy2008 } }).population?.sex, 'male')
})

test('a samordningsnummer with an unknown day is read, with the birth date unknown', () => {
  const { population } = translated({
    civicNo: { value: NUMBERS.coordinationWithoutDay },
    enrolments: [anEnrolment()],
  })
  assert.equal(population?.numberKind, 'coordination')
  assert.equal(population?.birthDate, null)
  assert.equal(population?.latestBirthDate, '2003-02-28')
})

test('a pupil who cannot be matched is refused with the reason', () => {
  const reason = (more: Parameters<typeof aPerson>[1]) => {
    const { population, enrolments, problems } = translated({ enrolments: [anEnrolment()], ...more })
    assert.equal(population, null)
    assert.deepEqual(enrolments, [])
    return problems.map(({ column, value, code, severity }) => [column, value, code, severity])
  }
  const at = 'persons.civicNo.value'
  assert.deepEqual(reason({ civicNo: undefined }), [['persons.civicNo', '', 'ss12000.number_missing', 'refused']])
  assert.deepEqual(reason({ civicNo: { value: '010100-123N', nationality: 'FI' } }), [
    ['persons.civicNo.nationality', '', 'ss12000.number_foreign', 'refused'],
  ])
  assert.deepEqual(reason({ civicNo: { value: '20130101TF01' } }), [
    [at, '20130101TF01', 'ss12000.number_temporary', 'refused'],
  ])
  assert.deepEqual(reason({ civicNo: { value: '200801102384' } }), [
    [at, '200801102384', 'ss12000.number_checksum', 'refused'],
  ])
})

test('a refused person with protected identity is reported without the number', () => {
  const { problems } = translated({
    civicNo: { value: '200801102384' },
    securityMarking: 'Sekretessmarkering',
    enrolments: [anEnrolment()],
  })
  assert.deepEqual(
    problems.map(({ value, externalId }) => [value, externalId]),
    [['', id(100)]],
  )
})

test('an interim number among the other identifiers stands in for a missing personnummer', () => {
  const { population } = translated({
    civicNo: undefined,
    externalIdentifiers: [
      { value: '200801102393', context: 'https://ad.example', globallyUnique: false },
      { value: '20000101T220', context: 'https://elev.example', globallyUnique: false },
    ],
    enrolments: [anEnrolment()],
  })
  assert.equal(population?.number, '20000101T220')
  assert.equal(population?.numberKind, 'interim')
})

test('guardians and staff, who have no schooling, leave nothing behind', () => {
  for (const adult of [
    { civicNo: { value: NUMBERS.adult2003 } },
    { civicNo: undefined },
    { civicNo: { value: 'x' } },
  ]) {
    const { population, problems } = translated(adult)
    assert.equal(population, null)
    assert.deepEqual(problems, [])
  }
})

test('a small child in preschool leaves nothing behind', () => {
  const { population, problems } = enrolled({ schoolType: 'FS' })
  assert.equal(population, null)
  assert.deepEqual(problems, [])
})

test('a young person without any enrolment is read: that is whom the register is for', () => {
  assert.equal(translated({ enrolments: [] }).population?.number, '200801102385')
})

test('29:9 item 1: on the twentieth birthday one without any enrolment concerns Sedd no more', () => {
  const { object } = standard.check('persons', aPerson(100))
  assert.ok(object)
  const readOn = (today: string) => translatePerson(object, { row: 7, today: day(today), referred }).population !== null
  assert.equal(readOn('2028-01-09'), true)
  assert.equal(readOn('2028-01-10'), false)
})

test('a guardian is given on while the young person is under 18, other responsible adults are not', () => {
  const responsibles = [
    { person: { id: id(200), displayName: 'Maria Lind', securityMarking: 'Ingen' }, relationType: 'Vårdnadshavare' },
    { person: { id: id(201), displayName: 'Karin Ek' }, relationType: 'God man' },
  ]
  const { object } = standard.check('persons', aPerson(100, { responsibles }))
  assert.ok(object)
  const guardiansOn = (today: string) => translatePerson(object, { row: 7, today: day(today), referred }).guardians
  assert.deepEqual(guardiansOn('2026-01-09'), [
    {
      row: 7,
      number: '200801102385',
      externalId: id(200),
      name: 'Maria Lind',
      phone: null,
      email: null,
      protection: 'none',
    },
  ])
  assert.deepEqual(guardiansOn('2026-01-10'), [])
})

test('every problem and failure has its words in Swedish and in English', () => {
  for (const [code, words] of Object.entries<{ sv: string; en: string }>(text)) {
    assert.match(code, /^ss12000\.[a-z_.0-9]+$/)
    assert.ok(words.sv.length > 10 && words.en.length > 10 && words.sv !== words.en, code)
  }
})
