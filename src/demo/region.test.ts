import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Role } from '../access/model.ts'
import { loadReference } from '../integrations/sheets/reference.ts'
import { addDays, ageOn, day, weekday } from '../kernel/date.ts'
import { ACCOUNTS, DOMAIN } from './accounts.ts'
import { shareOf } from './calibrate.ts'
import { castParts } from './cast.ts'
import { latestWholeYear } from './measure.ts'
import type { DemoPerson, DemoRegion } from './model.ts'
import { DEFAULT_SEED, generateRegion, tellRegion } from './region.ts'

const AUTUMN = generateRegion({ today: day('2026-11-22') })
const people = (region: DemoRegion) => region.municipalities.flatMap((municipality) => municipality.persons)
const hashOf = (region: DemoRegion) => createHash('sha256').update(JSON.stringify(region)).digest('hex')

test('the demonstration has Eskilstuna, Katrineholm, Strängnäs and Oxelösund with at least 6,000 young people', () => {
  assert.deepEqual(
    AUTUMN.municipalities.map((municipality) => [municipality.code, municipality.name]),
    [
      ['0484', 'Eskilstuna'],
      ['0483', 'Katrineholm'],
      ['0486', 'Strängnäs'],
      ['0481', 'Oxelösund'],
    ],
  )
  const young = new Map(people(AUTUMN).map((person) => [person.number, ageOn(person.latestBirthDate, AUTUMN.today)]))
  const aged = (least: number, most: number) => [...young.values()].filter((age) => age >= least && age <= most).length
  // There are no more test numbers than 7,457, some 745 of each year from 2003 to 2012.
  assert.ok(young.size >= 7200, `${young.size}`)
  assert.ok(aged(14, 22) >= 6000, `${aged(14, 22)}`)
  assert.ok(aged(15, 22) >= 5800, `${aged(15, 22)}`)
})

for (const [today, from, until] of [
  ['2026-11-22', '2025-07-01', '2026-07-01'],
  ['2028-06-01', '2027-01-01', '2028-01-01'],
] as const) {
  test(`on ${today} each municipality has its published share in KAA during the two latest half-years, within two points`, () => {
    assert.deepEqual(latestWholeYear(day(today)), { from, until })
    const told = tellRegion(DEFAULT_SEED, day(today))
    for (const [municipality, published] of [
      ['0484', 14.3],
      ['0483', 10.4],
      ['0486', 13.1],
      ['0481', 13.3],
    ] as const) {
      const share = shareOf(told, municipality, day(today))
      assert.ok(Math.abs(share - published) <= 2, `${municipality}: ${share.toFixed(1)} per cent`)
    }
  })
}

test('the same seed and day give the same region, another seed another', () => {
  const today = day('2026-11-22')
  assert.equal(hashOf(generateRegion({ today })), hashOf(AUTUMN))
  const stories = (seed: string) => castParts(seed, today).map((part) => part.story)
  assert.notDeepEqual(stories('annan'), stories(DEFAULT_SEED))
})

test('from 2028-12-31 on the demonstration stands still', () => {
  const region = generateRegion({ today: day('2031-03-01') })
  assert.equal(region.today, '2028-12-31')
  assert.deepEqual(
    region.municipalities[0]?.deliveries.map((delivery) => delivery.on),
    ['2028-01-01', '2028-11-16', '2028-12-30'],
  )
})

test('only official test numbers are used, each by one person of a municipality, and none of 24 December', () => {
  const file = readFileSync(new URL('../../data/identity/test_personnummer_2003_2012.csv', import.meta.url), 'utf8')
  const official = new Set(file.split(/\r?\n/).map((line) => line.slice(0, 12)))
  for (const { persons } of AUTUMN.municipalities) {
    assert.equal(new Set(persons.map((person) => person.number)).size, persons.length)
    assert.deepEqual(
      persons.filter((person) => !official.has(person.number) || person.number.slice(4, 8) === '1224'),
      [],
    )
  }
})

test('nobody is without a name', () => {
  const nameless = people(AUTUMN).filter((person) => !person.givenName.trim() || !person.familyName.trim())
  assert.deepEqual(nameless, [])
  const rows = AUTUMN.municipalities.flatMap((each) => each.deliveries).flatMap((delivery) => delivery.population)
  assert.deepEqual(
    rows.filter((row) => !row.givenName || !row.familyName),
    [],
  )
})

test('breaks are spread over the school year, most in September, October and January, none in July', () => {
  const broken = people(AUTUMN).flatMap((person) => person.enrolments.filter((row) => row.interrupted))
  const share = (month: string) =>
    broken.filter((row) => addDays(row.endsBefore ?? row.startsOn, -1).slice(5, 7) === month).length / broken.length
  assert.ok(broken.length > 300, `${broken.length}`)
  for (const month of ['09', '10', '01'])
    assert.ok(share(month) > 0.1 && share(month) < 0.22, `${month}: ${share(month)}`)
  for (const month of ['11', '12', '02', '03', '04', '05']) {
    assert.ok(share(month) > 0.02 && share(month) < 0.16, `${month}: ${share(month)}`)
  }
  assert.ok(share('07') < 0.02, `${share('07')}`)
})

test('no row speaks of what was not yet known when it was delivered', () => {
  for (const { deliveries } of AUTUMN.municipalities) {
    for (const { on, enrolments, completions, population } of deliveries) {
      assert.deepEqual(
        enrolments.filter((row) => row.endsBefore !== null && row.endsBefore > addDays(on, 1)),
        [],
      )
      assert.deepEqual(
        completions.filter((row) => row.completedOn > on),
        [],
      )
      assert.deepEqual(
        population.filter((row) => row.residentFrom !== null && row.residentFrom > on),
        [],
      )
    }
  }
})

test('there are three deliveries, and the last one brings news of breaks that are weeks old', () => {
  const [, autumn, yesterday] = AUTUMN.municipalities[0]?.deliveries ?? []
  assert.deepEqual(
    AUTUMN.municipalities.map((each) => each.deliveries.map((delivery) => delivery.on)),
    Array.from({ length: 4 }, () => ['2025-11-22', '2026-10-08', '2026-11-21']),
  )
  assert.ok(yesterday && autumn)
  const late = yesterday.enrolments.filter((row) => row.interrupted && (row.endsBefore ?? row.startsOn) <= autumn.on)
  assert.ok(late.length > 0)
})

test('every enrolment starts before it ends and names a school whose code, if any, is in the official list', () => {
  const { schoolUnits, municipalities } = loadReference()
  for (const person of people(AUTUMN)) {
    for (const row of person.enrolments) {
      assert.ok(row.endsBefore === null || row.startsOn < row.endsBefore)
      assert.ok(row.schoolUnit)
      assert.ok(row.schoolUnitCode === null || schoolUnits.has(row.schoolUnitCode), row.schoolUnit ?? '')
    }
    for (const row of person.population) {
      assert.ok(row.municipality === null || municipalities.has(row.municipality))
      assert.ok(row.residentFrom === null || row.residentUntil === null || row.residentFrom < row.residentUntil)
    }
  }
})

test('completed educations end on school days', () => {
  const weekend = people(AUTUMN).flatMap((person) =>
    person.completions.filter((row) => row.kind === 'EXAMENSBEVIS' && weekday(row.completedOn) > 5),
  )
  assert.deepEqual(weekend, [])
})

test('all kinds of lives are there', () => {
  const everybody = people(AUTUMN)
  const withForm = (form: string) =>
    everybody.filter((person) => person.enrolments.some((row) => row.schoolForm === form))
  for (const form of [
    'GR',
    'GRAN',
    'GY',
    'GYAN',
    'KOMVUX_GRUND',
    'KOMVUX_GY',
    'SFI',
    'FHSK',
    'IB',
    'UTLAND',
    'ÖVRIG',
  ]) {
    assert.ok(withForm(form).length > 0, form)
  }
  const some = (what: string, who: (person: DemoPerson) => boolean) => assert.ok(everybody.some(who), what)
  some('change of school from one day to the next', (person) =>
    person.enrolments.some((row) => person.enrolments.some((next) => next.startsOn === row.endsBefore)),
  )
  some('newly arrived', (person) => person.population.some((row) => row.firstRegisteredOn !== null))
  some('emigrated', (person) => person.population.some((row) => row.status === 'emigrated'))
  some('marked', (person) => person.population.some((row) => row.protection === 'confidentiality_marking'))
  some('hemkommun by hand', (person) => person.manualHome !== null)
  some('hidden without hemkommun by hand', (person) =>
    person.population.some((row) => row.protection === 'protected_registration' && person.manualHome === null),
  )
  some('unknown birth date', (person) => person.birthDate === null)
  some('study certificate', (person) => person.completions.some((row) => row.kind === 'STUDIEBEVIS'))
  some('decision by hand', (person) => person.decisions.length > 0)
  const deceased = new Set(
    everybody.filter((each) => each.population.some((row) => row.status === 'deceased')).map((each) => each.number),
  )
  assert.ok(deceased.size >= 1 && deceased.size <= 2, `${deceased.size}`)
})

test('some live in two of the municipalities in turn and stand in both registers', () => {
  const numbers = people(AUTUMN).map((person) => person.number)
  assert.ok(numbers.length - new Set(numbers).size > 20)
})

test('some have both a samordningsnummer and a personnummer under the same name, to be merged', () => {
  const personal = new Set(
    people(AUTUMN)
      .filter((each) => each.numberKind === 'personal')
      .map((each) => `${each.givenName} ${each.familyName} ${each.birthDate}`),
  )
  const twins = people(AUTUMN).filter(
    (each) =>
      each.numberKind === 'coordination' && personal.has(`${each.givenName} ${each.familyName} ${each.birthDate}`),
  )
  assert.ok(twins.length >= 10, `${twins.length}`)
})

test('telephone numbers are those set apart for fiction', () => {
  for (const person of people(AUTUMN)) {
    for (const value of [
      ...person.contacts,
      ...person.guardians.map(({ phone }) => ({ kind: 'phone', value: phone })),
    ]) {
      if (value.kind === 'phone' && value.value !== null) assert.match(value.value, /^070-174 06 (0[5-9]|[1-9]\d)$/)
      if (value.kind === 'email') assert.match(value.value ?? '', /^[a-z]+\.[a-z]+@example\.org$/)
    }
  }
})

test('some occupations are too old to be trusted, and some young people have nobody who answers for them', () => {
  const [eskilstuna] = AUTUMN.municipalities
  const withOccupation = eskilstuna?.persons.filter((person) => person.occupations.length > 0) ?? []
  assert.ok(withOccupation.length > 80)
  assert.ok(withOccupation.some((person) => person.owner === null))
  assert.deepEqual(
    withOccupation.filter((person) =>
      person.occupations.some((each) => each.confirmedOn > AUTUMN.today || each.from > each.confirmedOn),
    ),
    [],
  )
})

test('everybody who is to use Sedd can be chosen: of the school and other schools, the social board, the region and those they work with', () => {
  const titles = ACCOUNTS.map((account) => account.title).join('\n')
  for (const title of [
    ['KAA-samordnare', 'KAA-handläggare'],
    ['Ungdomscoach', 'Handledare', 'Ungdomskonsulent', 'Mentor', 'Elevkoordinator', 'Skolvärdinna'],
    ['Närvaroteamet', 'elevhälsan', 'Rektor', 'Klassmentor', 'Studie- och yrkesvägledare'],
    ['Socialsekreterare', 'Arbetsförmedlare', 'Finsam', 'Barnmorska', 'Kursföreståndare', 'Realgymnasiet'],
    ['Delprojektledare', 'Projektekonom', 'Regional projektledare', 'Styrgruppens ordförande', 'Projektägare'],
    ['Utvärderare'],
    ['Systemförvaltare', 'Dataskyddsombud'],
  ].flat())
    assert.ok(titles.includes(title), title)
  const otherSchool = ACCOUNTS.find((account) => account.domain === DOMAIN.independentSchool)
  assert.equal(otherSchool?.title, 'Studie- och yrkesvägledare, Realgymnasiet')
  const names = ACCOUNTS.map((account) => account.signInName)
  assert.equal(new Set(names).size, names.length)
})

test('every role has an account in a domain of the demonstration, and one coordinator has no right to see protected persons', () => {
  const domains = [...AUTUMN.municipalities.flatMap((each) => each.domains), ...AUTUMN.domains].map(
    (domain) => domain.code,
  )
  assert.equal(new Set(domains).size, 19)
  for (const role of Role.options) {
    assert.ok(role === 'machine' || role === 'provisioner' || ACCOUNTS.some((account) => account.role === role), role)
  }
  assert.deepEqual(
    ACCOUNTS.filter((account) => !domains.includes(account.domain)),
    [],
  )
  const coordinators = ACCOUNTS.filter((account) => account.role === 'kaa_coordinator')
  assert.deepEqual(
    coordinators.map((account) => [account.signInName, account.domain, account.seesProtected]),
    [
      ['amina.warsame', DOMAIN.school('0484'), true],
      ['petra.lindholm', DOMAIN.school('0484'), false],
      ['anders.lindqvist', DOMAIN.school('0483'), true],
      ['ingrid.sjoholm', DOMAIN.school('0486'), true],
      ['tuula.niemi', DOMAIN.school('0481'), true],
    ],
  )
})
