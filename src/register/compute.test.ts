import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { aLawsParameters } from '../../test/build/facts.ts'
import { aLife, factsOfLife, type Life, MIDDLE, writeLives } from '../../test/build/lives.ts'
import { aPerson } from '../../test/build/people.ts'
import { sql } from '../kernel/sql.ts'
import { periodsKnown, recompute, unclearKnown } from './compute.ts'
import { keepTotals } from './feed-store.ts'
import { scopeOf } from './scope.ts'

const LAW = aLawsParameters()
const BATCHES = 8
const LIVES = 2500
let bed: TestBed

before(async () => {
  bed = await testBed()
})
after(() => bed.close())

test('29:9: the statement and the function agree on twenty thousand made-up lives, as known now and as known then', async () => {
  const seed = Number(process.env['SEDD_TEST_SEED'] ?? randomInt(2 ** 31))
  console.log(`seed of the lives: SEDD_TEST_SEED=${seed}`)
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const lives = fc.sample(aLife, { numRuns: LIVES, seed: seed + batch })
    const domain = await aDomain(bed)
    await bed.jobs.bulk(domain.machine, (tx) => writeLives(tx, lives))
    for (const at of ['now', 'middle'] as const) {
      const computed = await bed.jobs.read(domain.machine, async (tx) => ({
        periods: byPerson(await periodsKnown(tx, at === 'now' ? null : MIDDLE)),
        unclear: byPerson(await unclearKnown(tx, at === 'now' ? null : MIDDLE)),
      }))
      for (const life of lives) agree(life, at, computed)
    }
  }
})

test('the register is written as computed, and computing it again changes nothing', async () => {
  const { domain, lives } = await livesIn(600)
  assert.ok((await recomputed(domain, 'all')) > 0)
  assert.equal(await recomputed(domain, 'all'), 0)
  assert.equal(await recomputed(domain, 'touched'), 0)
  const stored = await standing(domain)
  for (const life of lives) agree(life, 'now', stored)
})

test('only those whose facts changed are computed anew, and what stood before can still be read', async () => {
  const { domain, lives } = await livesIn(600)
  await recomputed(domain, 'all')
  const before = await periodsAsWritten(domain)
  bed.setNow('2026-10-16T10:00:00Z')
  const changed = lives.filter((life) => life.enrolments.length > 0).slice(0, 200)
  await bed.jobs.write(domain.machine, async (tx) => {
    const ids = changed.flatMap((life) => [life.id, ...(life.mergedId === null ? [] : [life.mergedId])])
    await tx.run(
      sql`update enrolment set known_until = ${tx.now} where known_until is null and person_id = any(${ids})`,
    )
    await tx.run(sql`insert into scope_touched (domain_id, person_id, touched_at)
      select ${tx.actor.domainId}, unnest(${changed.map((life) => life.id)}::uuid[]), ${tx.now}`)
    await tx.record('register.enrolments_closed')
  })
  assert.ok((await recomputed(domain, 'touched')) > 0)
  const stored = await standing(domain)
  const without = new Set(changed)
  for (const life of lives) agree(without.has(life) ? { ...life, enrolments: [] } : life, 'now', stored)
  assert.deepEqual(await periodsAsWritten(domain, '2026-10-16T00:00:00Z'), before)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('a youth whose studies a late delivery brings leaves the register, and the change feed says why', async () => {
  const domain = await aDomain(bed)
  const id = await youthIn(domain)
  await recomputed(domain, 'all')
  await counted(domain)
  bed.setNow('2026-10-16T10:00:00Z')
  await bed.jobs.write(domain.machine, async (tx) => {
    await tx.run(sql`insert into enrolment (domain_id, person_id, school_form, starts_on, source, known_from)
      values (${tx.actor.domainId}, ${id}, 'GY', '2026-08-18', 'skolan', ${tx.now})`)
    await tx.record('register.enrolment_written')
  })
  await recomputed(domain, [id])
  assert.deepEqual(await news(domain), [
    { kind: 'entered', reason: 'ALDRIG_BÖRJAT', onDay: '2024-06-16' },
    { kind: 'left', reason: 'studies_started', onDay: '2026-08-18' },
  ])
  bed.setNow('2026-10-15T10:00:00Z')
})

test('the passing of a day is news: one who turns twenty leaves on the birthday, though no fact has changed', async () => {
  const domain = await aDomain(bed)
  const id = await youthIn(domain, '2006-10-20')
  await recomputed(domain, 'all')
  await counted(domain)
  bed.setNow('2026-10-21T04:00:00Z')
  assert.equal(await recomputed(domain, 'touched'), 0)
  assert.deepEqual((await news(domain)).at(-1), { kind: 'left', reason: 'upper_age', onDay: '2026-10-20' })
  assert.ok(id)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('å, ä and ö come last in the order of the register', async () => {
  const domain = await aDomain(bed)
  for (const familyName of ['Öberg', 'Zetterlund', 'Ängström', 'Åberg', 'Édes', 'Adamsson'])
    await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { familyName, born: '2008' }))
  await recomputed(domain, 'all')
  const names = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(
      z.object({ name: z.string() }),
      sql`select n.family_name as name from register_period p join person_name n on n.person_id = p.person_id order by p.sort_name`,
    ),
  )
  assert.deepEqual(
    names.map((row) => row.name),
    ['Adamsson', 'Édes', 'Zetterlund', 'Åberg', 'Ängström', 'Öberg'],
  )
})

test('one who may not see protected persons leaves their periods as they stand', async () => {
  const domain = await aDomain(bed)
  await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2008', protection: 'confidentiality_marking' }))
  await recomputed(domain, 'all')
  const coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const changed = await bed.web.write(coordinator, async (tx) => {
    await tx.record('register.recomputed')
    return (await recompute(tx, 'all')).changed
  })
  assert.equal(changed, 0)
  assert.equal((await periodsAsWritten(domain)).length, 1)
})

async function livesIn(domainSize: number): Promise<{ domain: TestDomain; lives: Life[] }> {
  const lives = fc.sample(aLife, { numRuns: domainSize, seed: 29 })
  const domain = await aDomain(bed)
  await bed.jobs.bulk(domain.machine, (tx) => writeLives(tx, lives))
  return { domain, lives }
}

function youthIn(domain: TestDomain, born = '2008-05-05'): Promise<string> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await tx.one(
      z.object({ id: z.uuid() }),
      sql`with fresh as (select gen_random_uuid() as id)
          insert into person (domain_id, id, root_id, birth_date, latest_birth_date, known_from)
          select ${tx.actor.domainId}, id, id, ${born}::date, ${born}::date, ${tx.now} from fresh returning id`,
    )
    await tx.run(sql`insert into person_residence (domain_id, person_id, kind, municipality_code, source, known_from)
      values (${tx.actor.domainId}, ${id}, 'registered', '0484', 'folkbokföring', ${tx.now})`)
    await tx.record('people.built', { personId: id })
    return id
  })
}

function recomputed(domain: TestDomain, of: Parameters<typeof recompute>[1]): Promise<number> {
  return bed.jobs.write(domain.machine, async (tx) => {
    await tx.record('register.recomputed')
    return (await recompute(tx, of)).changed
  })
}

/** The day's totals, as every computation of the register ends with. */
function counted(domain: TestDomain): Promise<void> {
  return bed.jobs.write(domain.machine, async (tx) => {
    await tx.record('register.counted')
    await keepTotals(tx, tx.today)
  })
}

const Change = z.object({ kind: z.string(), reason: z.string().nullable(), onDay: z.string() })

function news(domain: TestDomain) {
  return bed.jobs.read(domain.machine, (tx) =>
    tx.all(Change, sql`select kind, reason, on_day as "onDay" from register_change order by id`),
  )
}

const Stored = z.object({ personId: z.uuid(), from: z.string(), until: z.string(), reason: z.string() })
const StoredUnclear = z.object({ personId: z.uuid(), cause: z.string(), from: z.string(), until: z.string() })

function periodsAsWritten(domain: TestDomain, at = '2030-01-01T00:00:00Z') {
  return bed.jobs.read(domain.machine, (tx) =>
    tx.all(
      Stored,
      sql`select person_id as "personId", from_on as from, until_on as until, reason from register_period
           where known_from < ${at} and (known_until is null or known_until >= ${at}) order by 1, 2`,
    ),
  )
}

async function standing(domain: TestDomain): Promise<Computed> {
  const unclear = await bed.jobs.read(domain.machine, (tx) =>
    tx.all(
      StoredUnclear,
      sql`select person_id as "personId", cause, from_on as from, until_on as until from register_unclear
           where known_until is null order by 1, 2, 3`,
    ),
  )
  return { periods: byPerson(await periodsAsWritten(domain)), unclear: byPerson(unclear) }
}

type Row = { readonly personId: string; readonly from: string; readonly until: string }
type Computed = { readonly periods: Map<string, object[]>; readonly unclear: Map<string, object[]> }

function agree(life: Life, at: 'now' | 'middle', computed: Computed): void {
  const facts = factsOfLife(life, at)
  const { periods, unclear } = scopeOf(facts, LAW)
  const found = { periods: computed.periods.get(life.id) ?? [], unclear: computed.unclear.get(life.id) ?? [] }
  const expected = {
    periods: periods.map(({ from, until, reason }) => ({ from, until, reason })),
    unclear: [...unclear]
      .map(({ cause, from, until }) => ({ cause, from, until }))
      .sort((a, b) => (a.cause === b.cause ? 0 : a.cause < b.cause ? -1 : 1)),
  }
  const sorted = { ...found, unclear: [...found.unclear].sort(byCause) }
  assert.deepEqual(sorted, expected, `as known ${at}: ${JSON.stringify(facts)}`)
}

function byCause(a: object, b: object): number {
  const cause = (row: object) => ('cause' in row ? String(row.cause) : '')
  return cause(a) === cause(b) ? 0 : cause(a) < cause(b) ? -1 : 1
}

function byPerson<T extends Row>(rows: readonly T[]): Map<string, object[]> {
  const found = new Map<string, object[]>()
  for (const { personId, ...row } of rows) {
    const list = found.get(personId)
    if (list) list.push(row)
    else found.set(personId, [row])
  }
  return found
}
