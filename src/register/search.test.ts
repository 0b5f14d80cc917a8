import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aPerson, type NewPerson, nextNumber } from '../../test/build/people.ts'
import type { Context, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { gramsOf } from '../people/folding.ts'
import type { PersonId } from '../people/model.ts'
import { refreshGrams } from './search-grams-store.ts'
import { rankName, readSearch } from './search-query.ts'
import { searchMembers } from './search-store.ts'

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

/** In the register for the days given. */
const aMember = (given: NewPerson, period: { from?: string; until?: string } = {}) =>
  made(async (tx) => {
    const person = await aPerson(tx, given)
    await tx.run(sql`
      insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from)
      values (${tx.actor.domainId}, ${person.id}, ${period.from ?? '2026-06-16'}, ${period.until ?? '2028-01-01'}, 'ALDRIG_BÖRJAT', '', ${tx.now})`)
    await refreshGrams(tx, [person.id])
    return person
  })

const names = async (text: string, who = coordinator) =>
  (await bed.web.read(who, (tx) => searchMembers(tx, text, 20))).found.map(
    (person) => `${person.givenName} ${person.familyName}`,
  )

test('a member is found by part of a name, however it is spelt', async () => {
  await aMember({ givenName: 'Christina', familyName: 'Åkermark' })
  for (const typed of ['kristina', 'Cristina Åkermark', 'akermark', 'åker', 'kermar', 'Kristina ak'])
    assert.deepEqual(await names(typed), ['Christina Åkermark'], typed)
  assert.deepEqual(await names('Kristina Öberg'), [])
})

test('one slip of the hand does not hide anybody, and the rightly spelt come first', async () => {
  await aMember({ givenName: 'Wiktor', familyName: 'Carlzon' })
  await aMember({ givenName: 'Viktor', familyName: 'Karlström' })
  assert.deepEqual(await names('viktor karlsson'), ['Wiktor Carlzon'])
  for (const typed of ['kalsson', 'karlon', 'kalrson', 'marlsson', 'karllsson'])
    assert.ok((await names(typed)).includes('Wiktor Carlzon'), typed)
  assert.deepEqual(await names('viktro'), ['Wiktor Carlzon', 'Viktor Karlström'])
})

test('a member is found by personnummer, whole or begun, and by telephone', async () => {
  const number = nextNumber({ born: '2007-03-05' })
  await aMember({ givenName: 'Ture', familyName: 'Telefon', number, phone: '070-174 06 44' })
  const typed = [
    number.number,
    `${number.number.slice(0, 8)}-${number.number.slice(8)}`,
    number.number.slice(2),
    `${number.number.slice(2, 8)}-${number.number.slice(8)}`,
    '20070305',
    '0701740644',
    '070-174 06 44',
    '+46701740644',
    '0701740',
    'ture 0703',
  ]
  for (const each of typed) assert.deepEqual(await names(each), ['Ture Telefon'], each)
  assert.deepEqual(await names('ture 0903'), [])
})

test('a protected member is found only by those with the right', async () => {
  await aMember({ givenName: 'Hemlig', familyName: 'Skuggsjö', protection: 'confidentiality_marking' })
  assert.deepEqual(await names('skuggsjö'), [])
  assert.deepEqual(await names('skuggsjö', trusted), ['Hemlig Skuggsjö'])
})

test('who is not in the register today is not found by name', async () => {
  await made((tx) => aPerson(tx, { givenName: 'Utanför', familyName: 'Registret' }))
  await aMember({ givenName: 'Ännu', familyName: 'Inteinne' }, { from: '2027-01-01' })
  await aMember({ givenName: 'Har', familyName: 'Lämnatredan' }, { from: '2025-01-01', until: '2026-01-01' })
  assert.deepEqual([await names('registret'), await names('inteinne'), await names('lämnatredan')], [[], [], []])
})

test('another domain finds nobody of ours', async () => {
  await aMember({ givenName: 'Bara', familyName: 'Våran' })
  const other = await signedIn(bed, await aDomain(bed), { role: 'kaa_coordinator', seesProtected: true })
  assert.deepEqual(await names('våran', other), [])
})

test('a merged person is found by either name', async () => {
  const { id } = await aMember({ givenName: 'Zelda', familyName: 'Yxgård' })
  await made(async (tx) => {
    const merged = await aPerson(tx, { givenName: 'Selda', familyName: 'Tidigarenamn' })
    await tx.run(sql`update person set root_id = ${id} where id = ${merged.id}`)
    await refreshGrams(tx, [merged.id])
  })
  assert.deepEqual(await names('tidigarenamn'), ['Zelda Yxgård'])
})

const Grams = z.object({ grams: z.array(z.string()) })
const storedGrams = (id: PersonId) =>
  bed.jobs.read(domain.machine, (tx) =>
    tx.one(Grams, sql`select array(select gram from register_search where person_id = ${id} order by gram) as grams`),
  )

test('the grams are the same here and in the database, and made anew when the name is', async () => {
  const { id } = await aMember({ givenName: 'X', familyName: 'Y' })
  const name = fc.string({ unit: fc.constantFrom(...'abcåäöÅÉckqwz -’x'), minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(name, async (text) => {
      await made(async (tx) => {
        await tx.run(
          sql`update person_name set given_name = ${text}, folded = fold_name(${text}) where person_id = ${id}`,
        )
        await refreshGrams(tx, [id])
        await tx.record('people.built')
      })
      assert.deepEqual((await storedGrams(id)).grams, gramsOf([text]))
    }),
    { numRuns: 25 },
  )
})

test('too little to go by is no search', () => {
  assert.equal(readSearch('a'), null)
  assert.equal(readSearch('123'), null)
  assert.equal(readSearch(' -- '), null)
  assert.deepEqual(readSearch('Anna-Lena 0709'), {
    words: ['ana', 'lena'],
    number: { places: '0709', phone: '46709' },
  })
})

test('whole words rank before beginnings, beginnings before parts, parts before slips', () => {
  const rank = (typed: string, name: string) => rankName([typed], [name])
  assert.deepEqual(
    [
      rank('berg', 'anders berg'),
      rank('berg', 'anders bergman'),
      rank('berg', 'anders lindberg'),
      rank('berg', 'anders borg'),
    ],
    [100, 90, 70, 60],
  )
  assert.equal(rank('berg', 'anders holm'), 0)
})
