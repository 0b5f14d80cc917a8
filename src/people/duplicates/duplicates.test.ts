import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aPerson, type NewPerson, nextNumber, type TestPerson } from '../../../test/build/people.ts'
import type { Context, Write } from '../../kernel/database.ts'
import { day } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import { addContact } from '../actions.ts'
import { refreshStanding } from '../fact-store.ts'
import type { PersonId, Protection } from '../model.ts'
import { personById, personByNumber, personRecord } from '../store.ts'
import { keepApart, mergePersons, suggestDuplicatesOf, unmergePersons } from './actions.ts'
import type { Choices, Side } from './model.ts'
import { openMerges, openSuggestions } from './store.ts'

let bed: TestBed
let domain: TestDomain
let coordinator: Context
let trusted: Context

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  trusted = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
})
after(() => bed.close())

const made = <T>(work: (tx: Write) => Promise<T>) => bed.jobs.write(domain.machine, work)
const someone = (given: NewPerson = {}) => made((tx) => aPerson(tx, given))
let arrivals = 0
const anyYear = () => String(2003 + (arrivals++ % 4))
const arrived = (given: NewPerson = {}) =>
  someone({ number: nextNumber({ kind: 'coordination', born: anyYear() }), ...given, sex: 'female' })
const every = (side: Side): Choices => ({ name: side, sex: side, birthDate: side, address: side, protection: side })
const merge = (survivor: TestPerson, merged: TestPerson, choices = every('survivor'), who = coordinator) =>
  bed.web.write(who, (tx) => mergePersons(tx, { survivorId: survivor.id, mergedId: merged.id, choices }))
const read = (id: PersonId, who = coordinator) => bed.web.read(who, (tx) => personRecord(tx, id))

test('samordningsnummer gives way to personnummer: both numbers lead to the one person, and everything is kept', async () => {
  const survivor = await someone({ givenName: 'Amina', familyName: 'Warsame', phone: '070-1740605' })
  const merged = await arrived({
    givenName: 'Aamina',
    familyName: 'Varsame',
    street: 'Kyrkogatan 2',
    email: 'amina@example.se',
  })
  const choices = { ...every('survivor'), address: 'merged' } as const
  const { touched } = await merge(survivor, merged, choices)
  assert.deepEqual(new Set(touched), new Set([survivor.id, merged.id]))
  const record = await read(merged.id)
  assert.equal(record.person.id, survivor.id)
  assert.equal(record.person.familyName, 'Warsame')
  assert.equal(record.addresses[0]?.street, 'Kyrkogatan 2')
  assert.equal(record.addresses[0]?.source, 'merge')
  assert.deepEqual(
    record.contacts.map((contact) => contact.kind),
    ['phone', 'email'],
  )
  assert.deepEqual(record.identifiers.map((each) => each.number).sort(), [survivor.number, merged.number].sort())
  const found = await bed.web.read(coordinator, (tx) => personByNumber(tx, merged.number))
  assert.equal(found, survivor.id)
})

test('an un-merge gives both back, with what was noted meanwhile under the number it came by', async () => {
  const survivor = await someone({ givenName: 'Leo', familyName: 'Berg' })
  const merged = await arrived({ givenName: 'Léo', familyName: 'Bergh' })
  const { mergeId } = await merge(survivor, merged, every('merged'))
  assert.equal((await read(survivor.id)).person.familyName, 'Bergh')
  await bed.web.write(coordinator, (tx) =>
    addContact(tx, merged.id, { kind: 'phone', value: '0701740606', source: 'self', notedOn: day('2026-10-15') }),
  )
  await bed.web.write(coordinator, (tx) => unmergePersons(tx, mergeId))
  const [one, other] = [await read(survivor.id), await read(merged.id)]
  assert.deepEqual([one.person.givenName, one.person.familyName, one.person.number], ['Leo', 'Berg', survivor.number])
  assert.deepEqual(
    [other.person.givenName, other.person.familyName, other.person.number],
    ['Léo', 'Bergh', merged.number],
  )
  assert.equal(one.contacts.length, 1)
  assert.equal(other.contacts.length, 0)
})

test('what was known on a day before the merge is told without it', async () => {
  const survivor = await someone()
  const merged = await arrived({ phone: '070-1740607' })
  bed.setNow('2026-10-16T10:00:00Z')
  await merge(survivor, merged)
  const before = await bed.web.read(coordinator, (tx) =>
    personRecord(tx, survivor.id, '2026-10-15T22:00:00.000Z' as never),
  )
  const now = await read(survivor.id)
  bed.setNow('2026-10-15T10:00:00Z')
  assert.equal(before.contacts.length, 0)
  assert.equal(before.identifiers.length, 1)
  assert.equal(now.contacts.length, 1)
  assert.equal(now.identifiers.length, 2)
})

test('two who merge the same pair at the same time: one does it, the other is told', async () => {
  const [one, other] = [await someone(), await arrived()]
  const results = await Promise.allSettled([merge(one, other), merge(other, one, every('survivor'), trusted)])
  const kinds = results.map((result) => (result.status === 'fulfilled' ? 'done' : result.reason.code)).sort()
  assert.deepEqual(kinds, ['already_merged', 'done'])
})

test('whoever waits for one who is being merged goes on with the person they have become', async () => {
  const [survivor, merged] = [await someone(), await arrived()]
  const [begun, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const merging = bed.web.write(coordinator, async (tx) => {
    await mergePersons(tx, { survivorId: survivor.id, mergedId: merged.id, choices: every('survivor') })
    begun.resolve()
    await free.promise
  })
  await begun.promise
  let isThrough = false
  const phone = { kind: 'phone', value: '0701740608', source: 'self', notedOn: day('2026-10-15') } as const
  const waiting = bed.web
    .write(coordinator, (tx) => addContact(tx, merged.id, phone))
    .finally(() => {
      isThrough = true
    })
  await read(survivor.id)
  assert.equal(isThrough, false)
  free.resolve()
  await merging
  await waiting
  assert.deepEqual(
    (await read(survivor.id)).contacts.map(({ value }) => value),
    ['070-174 06 08'],
  )
})

test('a merge that a later one builds on is undone last', async () => {
  const [first, second, third] = [await someone(), await arrived(), await arrived()]
  const inner = await merge(second, third)
  const outer = await merge(first, second)
  assert.equal((await read(third.id)).person.id, first.id)
  const undo = (mergeId: typeof inner.mergeId) => bed.web.write(coordinator, (tx) => unmergePersons(tx, mergeId))
  await assert.rejects(undo(inner.mergeId), { kind: 'conflict', code: 'later_merge' })
  await undo(outer.mergeId)
  assert.equal((await read(third.id)).person.id, second.id)
  assert.equal((await read(first.id)).identifiers.length, 1)
  await undo(inner.mergeId)
  assert.equal((await read(third.id)).person.id, third.id)
  await assert.rejects(undo(inner.mergeId), { kind: 'conflict', code: 'already_unmerged' })
})

test('two merges into one are undone in turn, the later first, and each gives back its own', async () => {
  const survivor = await someone({ familyName: 'Ett' })
  const [second, third] = [await arrived({ familyName: 'Två' }), await arrived({ familyName: 'Tre' })]
  const one = await merge(survivor, second, every('merged'))
  const two = await merge(survivor, third, every('merged'))
  const undo = (mergeId: typeof one.mergeId) => bed.web.write(coordinator, (tx) => unmergePersons(tx, mergeId))
  await assert.rejects(undo(one.mergeId), { code: 'later_merge' })
  await undo(two.mergeId)
  assert.equal((await read(survivor.id)).person.familyName, 'Två')
  await undo(one.mergeId)
  assert.equal((await read(survivor.id)).person.familyName, 'Ett')
})

test('a merge with a protected person protects the whole, and the un-merge only the one', async () => {
  const open = await someone()
  const hidden = await arrived({ protection: 'protected_registration' })
  await assert.rejects(merge(open, hidden), { kind: 'not_found' })
  const { mergeId } = await merge(open, hidden, { ...every('survivor'), protection: 'merged' }, trusted)
  await assert.rejects(read(open.id), { kind: 'not_found' })
  assert.equal((await read(open.id, trusted)).person.protection, 'protected_registration')
  await bed.web.write(trusted, (tx) => unmergePersons(tx, mergeId))
  assert.equal((await read(open.id)).person.protection, 'none')
  await assert.rejects(read(hidden.id), { kind: 'not_found' })
})

test('a suggestion is made once, and a pair that was kept apart is not suggested again', async () => {
  const survivor = await someone({ givenName: 'Nova', familyName: 'Ekström' })
  const twin = nextNumber({ kind: 'coordination' })
  const same = { ...twin, birthDate: day('2008-01-01'), latestBirthDate: day('2008-01-01') }
  await made((tx) =>
    tx
      .run(sql`update person set birth_date = '2008-01-01', latest_birth_date = '2008-01-01' where id = ${survivor.id}`)
      .then(() => tx.record('people.built')),
  )
  const other = await someone({ givenName: 'Nova', familyName: 'Ekstrøm', number: same })
  const suggest = () => bed.web.technical(coordinator, (tx) => suggestDuplicatesOf(tx, other.id))
  assert.equal(await suggest(), 1)
  assert.equal(await suggest(), 0)
  const mine = (await bed.web.read(coordinator, (tx) => openSuggestions(tx, 100))).filter((each) =>
    [each.personId, each.otherId].includes(other.id),
  )
  assert.deepEqual(
    mine.map((each) => each.reasons),
    [['same_name', 'same_birth_date']],
  )
  const id = mine[0]?.id
  assert.ok(id)
  await bed.web.write(coordinator, (tx) => keepApart(tx, id))
  await assert.rejects(
    bed.web.write(coordinator, (tx) => keepApart(tx, id)),
    { kind: 'conflict', code: 'already_decided' },
  )
  assert.equal(await suggest(), 0)
})

test('a merge decides its suggestion, and the un-merge opens it again', async () => {
  const [one, other] = [
    await someone({ sex: 'female', phone: '070-1740608', givenName: 'Tuva' }),
    await arrived({ phone: '070-1740608', givenName: 'Tuva' }),
  ]
  await bed.web.technical(coordinator, (tx) => suggestDuplicatesOf(tx, one.id))
  const open = async () =>
    (await bed.web.read(coordinator, (tx) => openSuggestions(tx, 100))).filter(
      (each) => each.personId === one.id || each.otherId === one.id,
    ).length
  assert.equal(await open(), 1)
  const { mergeId } = await merge(one, other)
  assert.equal(await open(), 0)
  assert.ok((await bed.web.read(coordinator, (tx) => openMerges(tx, 100))).some((each) => each.id === mergeId))
  await bed.web.write(coordinator, (tx) => unmergePersons(tx, mergeId))
  assert.equal(await open(), 1)
})

test('who may not merge is refused', async () => {
  const coach = await signedIn(bed, domain, { role: 'coach' })
  const [one, other] = [await someone(), await arrived()]
  await assert.rejects(merge(one, other, every('survivor'), coach), { kind: 'forbidden' })
  assert.equal((await bed.web.read(coordinator, (tx) => personById(tx, other.id))).id, other.id)
})

const Snapshot = z.record(z.string(), z.unknown())
/** All that is held true of a person, without ids and times. */
const snapshot = (place: TestDomain, id: PersonId) =>
  bed.jobs.read(place.machine, (tx) =>
    tx.one(
      Snapshot,
      sql`
      select p.sex, p.birth_date, p.latest_birth_date, p.protection, p.residency, p.root_id = p.id as is_root,
             (select jsonb_agg(jsonb_build_array(given_name, family_name, folded, source)) from person_name v where v.person_id = p.id and known_until is null) as names,
             (select jsonb_agg(jsonb_build_array(street, postal_code, source)) from person_address v where v.person_id = p.id and known_until is null) as addresses,
             (select jsonb_agg(jsonb_build_array(value, source) order by value) from person_contact v where v.person_id = p.id and known_until is null) as contacts,
             (select jsonb_agg(jsonb_build_array(kind, from_on, until_on, source) order by from_on) from person_protection v where v.person_id = p.id and known_until is null) as protections,
             (select count(*) from person_identifier v where v.person_id = p.id and known_until is null) as identifiers
        from person p where p.id = ${id}`,
    ),
  )

type Edit = {
  readonly of: 'one' | 'other'
  readonly what: 'name' | 'address' | 'protection' | 'contact'
  readonly n: number
}

/** What a later delivery for that number says. */
async function carryOut(tx: Write, person: PersonId, { what, n }: Edit): Promise<void> {
  const close = (table: 'name' | 'address' | 'protection') =>
    table === 'name'
      ? tx.run(sql`update person_name set known_until = ${tx.now} where person_id = ${person} and known_until is null`)
      : table === 'address'
        ? tx.run(
            sql`update person_address set known_until = ${tx.now} where person_id = ${person} and known_until is null`,
          )
        : tx.run(
            sql`update person_protection set known_until = ${tx.now} where person_id = ${person} and known_until is null`,
          )
  const into = { domain: tx.actor.domainId, now: tx.now }
  if (what === 'name' || what === 'address' || what === 'protection') await close(what)
  if (what === 'name')
    await tx.run(sql`insert into person_name (domain_id, person_id, given_name, family_name, folded, source, known_from)
      values (${into.domain}, ${person}, ${`Namn ${n}`}, 'Senare', ${`namn ${n} senare`}, 'delivery', ${into.now})`)
  if (what === 'address')
    await tx.run(sql`insert into person_address (domain_id, person_id, street, source, known_from)
      values (${into.domain}, ${person}, ${`Nygatan ${n}`}, 'delivery', ${into.now})`)
  if (what === 'protection')
    await tx.run(sql`insert into person_protection (domain_id, person_id, kind, from_on, source, known_from)
      values (${into.domain}, ${person}, ${n === 1 ? 'confidentiality_marking' : 'protected_registration'}, '2026-10-01', 'delivery', ${into.now})`)
  if (what === 'contact')
    await tx.run(sql`insert into person_contact (domain_id, person_id, kind, value, source, noted_on, known_from)
      values (${into.domain}, ${person}, 'email', ${`a${n}@example.se`}, 'delivery', '2026-10-15', ${into.now}) on conflict do nothing`)
  await refreshStanding(tx, sql`select ${person}::uuid`)
}

const aSide = fc.constantFrom<Side>('survivor', 'merged')
const someChoices = fc.record({ name: aSide, sex: aSide, birthDate: aSide, address: aSide, protection: aSide })
const aProtection = fc.constantFrom<Protection>('none', 'confidentiality_marking', 'protected_registration')
const aLife = fc.record(
  {
    street: fc.constantFrom('Storgatan 1', 'Lillgatan 2'),
    protection: aProtection,
    phone: fc.constantFrom('070-1740601', '070-1740602'),
  },
  { requiredKeys: ['protection'] },
)
type Life = { street?: string; protection: Protection; phone?: string }
type Given = { one: Life; other: Life; choices: Choices; edits: Edit[] }
const anEdit = fc.record<Edit>({
  of: fc.constantFrom('one', 'other'),
  what: fc.constantFrom('name', 'address', 'protection', 'contact'),
  n: fc.integer({ min: 1, max: 2 }),
})

test('whatever was chosen and whatever came after, an un-merge leaves both as if they had never been merged', async () => {
  const numbers = { one: nextNumber(), other: nextNumber({ kind: 'coordination' }) }
  const given = fc.record({ one: aLife, other: aLife, choices: someChoices, edits: fc.array(anEdit, { maxLength: 4 }) })
  const world = async ({ one, other, edits, choices }: Given, merging: boolean) => {
    const place = await aDomain(bed)
    const as = <T>(work: (tx: Write) => Promise<T>) => bed.jobs.write(place.machine, work)
    const persons = {
      one: (await as((tx) => aPerson(tx, { ...one, sex: null, number: numbers.one }))).id,
      other: (await as((tx) => aPerson(tx, { ...other, givenName: 'Alva', number: numbers.other }))).id,
    }
    const input = { survivorId: persons.one, mergedId: persons.other, choices }
    const merged = merging ? await as((tx) => mergePersons(tx, input)) : null
    for (const edit of edits)
      await as(async (tx) => {
        await carryOut(tx, persons[edit.of], edit)
        await tx.record('people.built')
      })
    if (merged) await as((tx) => unmergePersons(tx, merged.mergeId))
    return [await snapshot(place, persons.one), await snapshot(place, persons.other)]
  }
  await fc.assert(
    fc.asyncProperty(given, async (lives) => assert.deepEqual(await world(lives, true), await world(lives, false))),
    { numRuns: 40 },
  )
})
