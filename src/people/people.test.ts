import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, nextNumber } from '../../test/build/people.ts'
import type { Context, Write } from '../kernel/database.ts'
import { day, endOf } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { addContact, addGuardian, endContact, endGuardian, endManualResidence, setManualResidence } from './actions.ts'
import { refreshStanding } from './fact-store.ts'
import { foldName } from './folding.ts'
import { personById, personByNumber, personRecord } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Context
let trusted: Context

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  trusted = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
})
after(() => bed.close())

const made = <T>(work: (tx: Write) => Promise<T>) => bed.jobs.write(domain.machine, work)
const on = day('2026-10-15')

test('a telephone number is kept in one form whoever writes it, and noted anew when it is said again', async () => {
  const { id } = await made((tx) => aPerson(tx))
  const phone = (value: string, source: string) => ({ kind: 'phone', value, source, notedOn: on }) as const
  const result = await bed.web.write(coordinator, (tx) => addContact(tx, id, phone('0701740605', 'school')))
  assert.deepEqual(result, { touched: [id] })
  await bed.web.write(coordinator, (tx) => addContact(tx, id, phone('+46 (0)70-174 06 05', 'self')))
  const { contacts } = await bed.web.read(coordinator, (tx) => personRecord(tx, id))
  assert.deepEqual(
    contacts.map(({ value, digits, source, notedOn }) => ({ value, digits, source, notedOn })),
    [{ value: '070-174 06 05', digits: '46701740605', source: 'self', notedOn: '2026-10-15' }],
  )
})

test('a telephone number nobody can call and an address nobody can write to are refused where they stand', async () => {
  const { id } = await made((tx) => aPerson(tx))
  const add = (kind: 'phone' | 'email', value: string) =>
    bed.web.write(coordinator, (tx) => addContact(tx, id, { kind, value, source: 'self', notedOn: on }))
  await assert.rejects(add('phone', '070-12'), {
    kind: 'invalid',
    fields: [{ field: 'value', code: 'phone_unreadable' }],
  })
  await assert.rejects(add('phone', 'ring mamma'), { kind: 'invalid', code: 'phone_unreadable' })
  await assert.rejects(add('email', 'elsa@skolan'), { kind: 'invalid', code: 'email_unreadable' })
})

test('a contact that no longer holds is gone from the card and stays in what was known before', async () => {
  const { id } = await made((tx) => aPerson(tx, { email: 'elsa@example.se' }))
  const before = await bed.web.read(coordinator, (tx) => personRecord(tx, id))
  const contactId = before.contacts[0]?.id ?? 0
  bed.setNow('2026-10-16T10:00:00Z')
  await bed.web.write(coordinator, (tx) => endContact(tx, id, contactId))
  await assert.rejects(
    bed.web.write(coordinator, (tx) => endContact(tx, id, contactId)),
    { kind: 'not_found' },
  )
  const today = await bed.web.read(coordinator, (tx) => personRecord(tx, id))
  const yesterday = await bed.web.read(coordinator, (tx) => personRecord(tx, id, endOf(on)))
  bed.setNow('2026-10-15T10:00:00Z')
  assert.deepEqual(today.contacts, [])
  assert.deepEqual(
    yesterday.contacts.map((contact) => contact.value),
    ['elsa@example.se'],
  )
})

test('a guardian is noted with who said so and taken away again', async () => {
  const { id } = await made((tx) => aPerson(tx))
  const guardian = {
    name: ' Maria  Lindqvist ',
    relation: 'guardian',
    phone: '016-710 10 00',
    email: '',
    source: 'self',
    notedOn: on,
  } as const
  await bed.web.write(coordinator, (tx) => addGuardian(tx, id, guardian))
  const { guardians } = await bed.web.read(coordinator, (tx) => personRecord(tx, id))
  assert.equal(guardians.length, 1)
  assert.equal(guardians[0]?.name, 'Maria Lindqvist')
  assert.equal(guardians[0]?.phone, '0167101000')
  await bed.web.write(coordinator, (tx) => endGuardian(tx, id, guardians[0]?.id ?? 0))
  assert.deepEqual((await bed.web.read(coordinator, (tx) => personRecord(tx, id))).guardians, [])
  await assert.rejects(
    bed.web.write(coordinator, (tx) => addGuardian(tx, id, { ...guardian, name: ' ' })),
    { kind: 'invalid', fields: [{ field: 'name', code: 'name_missing' }] },
  )
})

test('29:6: hemkommun is set by hand for one with skyddad folkbokföring, and a new one ends the one before', async () => {
  const { id } = await made((tx) => aPerson(tx, { protection: 'protected_registration' }))
  const ground = 'protected_registration'
  const set = (municipality: string, from: string) =>
    bed.web.write(trusted, (tx) => setManualResidence(tx, id, { municipality, from: day(from), until: null, ground }))
  await set('0484', '2026-01-01')
  await set('0483', '2026-06-01')
  const record = await bed.web.read(trusted, (tx) => personRecord(tx, id))
  const manual = record.residences.filter((residence) => residence.kind === 'manual')
  assert.deepEqual(
    manual.map(({ municipality, from, until }) => [municipality, from, until]),
    [
      ['0483', '2026-06-01', null],
      ['0484', '2026-01-01', '2026-06-01'],
    ],
  )
  await assert.rejects(set('0486', '2026-03-01'), { kind: 'invalid', code: 'overlaps' })
  await assert.rejects(set('9999', '2026-09-01'), { kind: 'invalid', code: 'municipality_unknown' })
})

test('29:6: hemkommun by hand is refused for one who is folkbokförd and not protected', async () => {
  const { id } = await made((tx) => aPerson(tx))
  const set = (ground: 'protected_registration' | 'not_registered') =>
    bed.web.write(coordinator, (tx) =>
      setManualResidence(tx, id, { municipality: '0484', from: on, until: null, ground }),
    )
  await assert.rejects(set('protected_registration'), { kind: 'invalid', code: 'not_protected' })
  await assert.rejects(set('not_registered'), { kind: 'invalid', code: 'is_registered' })
})

test('hemkommun by hand ends after its last day, or was a mistake and never held', async () => {
  const { id } = await made((tx) => aPerson(tx, { municipality: null }))
  const set = (from: string) =>
    bed.web.write(coordinator, (tx) =>
      setManualResidence(tx, id, { municipality: '0484', from: day(from), until: null, ground: 'not_registered' }),
    )
  const residences = async () => (await bed.web.read(coordinator, (tx) => personRecord(tx, id))).residences
  const end = (residenceId: number, lastDay: string | null) =>
    bed.web.write(coordinator, (tx) =>
      endManualResidence(tx, id, { residenceId, lastDay: lastDay === null ? null : day(lastDay) }),
    )
  await set('2026-02-01')
  const first = (await residences())[0]?.id ?? 0
  await assert.rejects(end(first, '2026-01-31'), { kind: 'invalid', code: 'ends_before_start' })
  await end(first, '2026-03-31')
  assert.deepEqual(
    (await residences()).map(({ from, until }) => [from, until]),
    [['2026-02-01', '2026-04-01']],
  )
  await end((await residences())[0]?.id ?? 0, null)
  assert.deepEqual(await residences(), [])
})

test('who may not edit contacts or residence is refused before anything else', async () => {
  const { id } = await made((tx) => aPerson(tx))
  const leader = await signedIn(bed, domain, { role: 'project_leader' })
  const coach = await signedIn(bed, domain, { role: 'coach' })
  const contact = { kind: 'email', value: 'a@example.se', source: 'self', notedOn: on } as const
  const home = { municipality: '0484', from: on, until: null, ground: 'not_registered' } as const
  await assert.rejects(
    bed.web.write(leader, (tx) => addContact(tx, id, contact)),
    { kind: 'forbidden' },
  )
  await assert.rejects(
    bed.web.write(coach, (tx) => setManualResidence(tx, id, home)),
    { kind: 'forbidden' },
  )
})

test('a protected person is not found by anybody without the right, by id or by number', async () => {
  const { id, number } = await made((tx) => aPerson(tx, { protection: 'confidentiality_marking' }))
  await assert.rejects(
    bed.web.read(coordinator, (tx) => personById(tx, id)),
    { kind: 'not_found' },
  )
  assert.equal(await bed.web.read(coordinator, (tx) => personByNumber(tx, number)), null)
  assert.equal(await bed.web.read(trusted, (tx) => personByNumber(tx, number)), id)
})

test('another domain cannot tell that the person exists', async () => {
  const { id, number } = await made((tx) => aPerson(tx))
  const other = await aDomain(bed)
  const stranger = await signedIn(bed, other, { role: 'kaa_coordinator', seesProtected: true })
  await assert.rejects(
    bed.web.read(stranger, (tx) => personById(tx, id)),
    { kind: 'not_found' },
  )
  assert.equal(await bed.web.read(stranger, (tx) => personByNumber(tx, number)), null)
})

test('a person goes by the personnummer once there is one, and is found by the earlier number too', async () => {
  const coordination = nextNumber({ kind: 'coordination' })
  const { id } = await made((tx) => aPerson(tx, { number: coordination }))
  const personal = nextNumber()
  await made(async (tx) => {
    await tx.run(sql`update person_identifier set known_until = ${tx.now} where person_id = ${id}`)
    await tx.run(sql`
      insert into person_identifier (domain_id, person_id, kind, number, source, known_from)
      values (${tx.actor.domainId}, ${id}, 'personal', ${personal.number}, 'folkbokföring', ${tx.now})`)
    await tx.record('people.built', { personId: id })
  })
  const record = await bed.web.read(coordinator, (tx) => personRecord(tx, id))
  assert.equal(record.person.number, personal.number)
  assert.deepEqual(
    record.identifiers.map((each) => each.kind),
    ['personal', 'coordination'],
  )
  assert.equal(await bed.web.read(coordinator, (tx) => personByNumber(tx, coordination.number)), id)
})

test('a protection that begins or ends with the day is on the person after the nightly round', async () => {
  const { id } = await made((tx) => aPerson(tx, { protection: 'confidentiality_marking', protectedFrom: '2026-10-20' }))
  await made(async (tx) => {
    await refreshStanding(tx, null)
    await tx.record('people.standing_refreshed')
  })
  assert.equal((await bed.web.read(coordinator, (tx) => personById(tx, id))).protection, 'none')
  bed.setNow('2026-10-20T03:00:00Z')
  await made(async (tx) => {
    await refreshStanding(tx, null)
    await tx.record('people.standing_refreshed')
  })
  bed.setNow('2026-10-15T10:00:00Z')
  await assert.rejects(
    bed.web.read(coordinator, (tx) => personById(tx, id)),
    { kind: 'not_found' },
  )
})

const Folded = z.object({ folded: z.array(z.string()) })
const inDatabase = (names: readonly string[]) =>
  bed.jobs.read(domain.machine, (tx) =>
    tx.one(
      Folded,
      sql`select array(select fold_name(name) from unnest(${names}::text[]) with ordinality u (name, n) order by n) as folded`,
    ),
  )

test('names are folded alike here and in the database, whatever letters they have', async () => {
  const letters = Array.from({ length: 0xd7ff }, (_, at) => `a${String.fromCharCode(at + 1)}b`)
  const { folded } = await inDatabase(letters)
  assert.deepEqual(
    letters.filter((name, at) => foldName(name) !== folded[at]),
    [],
  )
  const swedish = fc.string({ unit: fc.constantFrom(...'abcdeéåäöÅÄÖckqwzxhptHPTCK -’.1'), maxLength: 24 })
  const names = fc.sample(fc.oneof(swedish, fc.string({ unit: 'grapheme', maxLength: 12 })), 5000)
  const printable = names.filter((name) => !name.includes('\0'))
  assert.deepEqual(printable.map(foldName), (await inDatabase(printable)).folded)
})

test('a name is folded to the same letters on every server', async () => {
  const table = {
    'Åsa Öberg-Ärlig': 'asa oberg arlig',
    'ÅSA ÖBERG-ÄRLIG': 'asa oberg arlig',
    'Élodie André': 'elodie andre',
    'İbrahim Yıldız': 'ibrahim yildis',
    'Şahin Çağlar': 'sahin kaglar',
    'Wójcik Łukasz': 'vojkik lukas',
    'Nguyen Đoan': 'nguyen doan',
    'Jürgen Großmann': 'jurgen grosman',
    'Ærøskøbing Þóra': 'aroskobing tora',
    'Khadīja Ōno': 'khadija ono',
    'Novák Jiří Ștefan Ţurcan': 'novak jiri stefan turkan',
    Həsənov: 'hesenov',
    "O’Brien d'Angelo": 'o brien d angelo',
    'Иван Petrov': 'petrov',
    '': '',
  }
  const names = Object.keys(table)
  assert.deepEqual((await inDatabase(names)).folded, Object.values(table))
  assert.deepEqual(names.map(foldName), Object.values(table))
})

test('names that sound alike are folded alike', () => {
  const alike = (...names: string[]) => new Set(names.map(foldName)).size === 1
  assert.ok(alike('Christina', 'Kristina', 'Chrístina'))
  assert.ok(alike('Viktor', 'Wiktor', 'Victor'))
  assert.ok(alike('Carlsson', 'Karlson', 'Carlzon'))
  assert.ok(alike('Åberg', 'Aberg'))
  assert.ok(alike('Sofia', 'Sophia'))
  assert.equal(foldName('  Anna-Lena  Öström '), 'ana lena ostrom')
})
