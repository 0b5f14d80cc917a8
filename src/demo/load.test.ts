import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { cloneDatabase, type TestDatabase } from '../../test/build/cluster.ts'
import { closeSurfaces, DEMO_NOW, demoTemplate, surfacesOf } from '../../test/build/demo.ts'
import { demoAccounts, domainByCode, machineContext } from '../access/store.ts'
import { importFile } from '../integrations/deliveries/import.ts'
import type { SheetKind } from '../integrations/rows.ts'
import { clockAt } from '../kernel/clock.ts'
import type { Context } from '../kernel/database.ts'
import { day, type PlainDate } from '../kernel/date.ts'
import { includes } from '../kernel/ranges.ts'
import { type Sql, sql } from '../kernel/sql.ts'
import { scopeOf } from '../register/scope.ts'
import { factsFor, PARAMETERS } from './facts.ts'
import { loadDemo, type Surfaces } from './load.ts'
import { PLACES } from './places.ts'
import { DEFAULT_SEED, tellRegion } from './region.ts'
import { rowsOn } from './rows.ts'

const TODAY = day('2026-11-22')

let database: TestDatabase
let surfaces: Surfaces
before(async () => {
  database = await cloneDatabase(await demoTemplate())
  surfaces = surfacesOf((role) => database.as(role))
})
after(async () => {
  await closeSurfaces(surfaces)
  await database.drop()
})

async function machine(code: string): Promise<Context> {
  const domain = await domainByCode(surfaces.jobs, code)
  assert.ok(domain)
  return machineContext(surfaces.jobs, domain.id, 'test')
}

const Row = z.object({ value: z.string() })
async function texts(code: string, query: Sql): Promise<string[]> {
  const rows = await surfaces.jobs.read(await machine(code), (tx) => tx.all(Row, query))
  return rows.map((row) => row.value)
}

const membersOn = (on: PlainDate, knownAt: PlainDate) => sql`
  select i.number as value
    from register_period p
    join person n on n.domain_id = p.domain_id and n.id = p.person_id
    join person_identifier i on i.domain_id = p.domain_id and i.person_id = p.person_id and i.known_until is null
   where p.from_on <= ${on} and p.until_on > ${on}
     and p.known_from < ${knownAt}::date + 1 and (p.known_until is null or p.known_until >= ${knownAt}::date + 1)
   order by 1`

test('the register of each municipality has those whom the rule puts in it, one by one', async () => {
  const told = tellRegion(DEFAULT_SEED, TODAY)
  for (const { code, name } of PLACES) {
    const expected = told
      .filter((youth) => rowsOn(youth, code, TODAY).population.length > 0)
      .filter((youth) =>
        includes(scopeOf(factsFor(youth, { municipality: code, today: TODAY }), PARAMETERS).member, TODAY),
      )
      .map((youth) => youth.identity.number)
    assert.deepEqual(await texts(`${code}-skola`, membersOn(TODAY, TODAY)), expected.sort(), name)
  }
})

test('a late delivery has changed what is known of a day that had passed', async () => {
  const asKnownThen = await texts('0484-skola', membersOn(day('2026-10-08'), day('2026-10-08')))
  const asKnownNow = await texts('0484-skola', membersOn(day('2026-10-08'), TODAY))
  const learnt = asKnownNow.filter((number) => !asKnownThen.includes(number))
  assert.ok(asKnownThen.length > 100)
  assert.ok(learnt.length > 0)
})

test('everything was done by somebody and stands in the trail', async () => {
  const trail = await texts(
    '0484-skola',
    sql`select distinct action as value from access.events(null, 100000) order by 1`,
  )
  for (const action of [
    'imports.applied',
    'people.contact_added',
    'people.guardian_added',
    'people.residence_set',
    'register.decided',
    'register.occupation_recorded',
    'register.owner_assigned',
  ]) {
    assert.ok(trail.includes(action), action)
  }
})

test('the sign-in page has a card for everybody, the coordinator of Eskilstuna first', async () => {
  const accounts = await demoAccounts(surfaces.web)
  assert.equal(accounts.length, 33)
  assert.equal(accounts[0]?.displayName, 'Amina Warsame')
  assert.equal(accounts[0]?.role, 'kaa_coordinator')
})

test('there are persons to merge, statuses gone stale and young people without an owner', async () => {
  const [duplicates, stale, ownerless] = await texts(
    '0484-skola',
    sql`
    with member as (select person_id from register_period where known_until is null and from_on <= ${TODAY} and until_on > ${TODAY})
    select count(*)::text as value from duplicate_suggestion where decision is null
    union all
    select count(*)::text from register_occupation join member using (person_id)
     where known_until is null and until_on is null and best_before_on <= ${TODAY}
    union all
    select count(*)::text from member m
     where not exists (select from register_owner o where o.person_id = m.person_id and o.known_until is null)`,
  )
  assert.ok(Number(duplicates) >= 5)
  assert.ok(Number(stale) >= 5)
  assert.ok(Number(ownerless) >= 5)
})

test('the demonstration is refused where there is anything already', async () => {
  await assert.rejects(loadDemo({ ...surfaces, clock: clockAt(DEMO_NOW) }), {
    kind: 'conflict',
    code: 'demo_not_empty',
  })
})

test('the sample files bring four young people in and say row by row what is wrong with the rest', async () => {
  const context = await machine('0484-skola')
  const bring = (name: string, sheet: SheetKind) => {
    const path = new URL(`../../data/demo/${name}`, import.meta.url).pathname
    return importFile(surfaces.imports, context, { path, name, sheet })
  }
  const population = await bring('befolkning-med-fel.csv', 'population')
  assert.deepEqual(
    [population.status, population.counts.new, population.counts.changed, population.counts.quarantined],
    ['applied', 4, 1, 8],
  )
  assert.deepEqual(
    population.problems
      .filter((problem) => problem.severity === 'refused')
      .map((problem) => [problem.row, problem.code]),
    [
      [5, 'number_checksum'],
      [6, 'number_leading_zeros'],
      [7, 'date_year'],
      [8, 'end_before_start'],
      [9, 'formula'],
      [10, 'columns_swapped'],
      [11, 'municipality_unknown'],
      [12, 'unknown_code'],
    ],
  )
  const enrolments = await bring('inskrivningar.csv', 'enrolments')
  assert.deepEqual([enrolments.counts.new, enrolments.counts.quarantined], [4, 3])
  const completions = await bring('utfall.csv', 'completions')
  assert.deepEqual([completions.counts.new, completions.counts.quarantined], [2, 2])
  const brokeOff = '200812242386'
  assert.ok((await texts('0484-skola', membersOn(TODAY, TODAY))).includes(brokeOff))
  assert.ok(!(await texts('0484-skola', membersOn(day('2026-09-21'), TODAY))).includes(brokeOff))
})
