import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { BREAKS } from '../../../test/build/breaks.ts'
import { ALONE_WITH_ROLES, cloneDatabase, type TestDatabase } from '../../../test/build/cluster.ts'
import { DEMO_NOW, demoTemplate } from '../../../test/build/demo.ts'
import { domainByCode, machineContext } from '../../access/store.ts'
import { clockAt, systemClock } from '../../kernel/clock.ts'
import { type Context, Database } from '../../kernel/database.ts'
import { sealAll } from '../../trail/sealer.ts'
import { permissionsOf } from '../../web/permissions.ts'
import type { Finding } from './model.ts'
import { domainChecks, LINKED_CHECKS, runChecks, wholeGroups } from './run.ts'
import { foundAs, heldBy } from './run-store.ts'
import { type CheckName, TEXT } from './text.ts'

/** Every check is first shown to find what it is for; the demonstration, as it is loaded, has nothing to find. */

let database: TestDatabase
let client: Client
let jobs: Database
let home: { readonly id: string; readonly machine: Context }

before(async () => {
  database = await cloneDatabase(await demoTemplate())
  client = new Client(database.owner)
  await client.connect()
  jobs = new Database(database.as('sedd_jobs'), { clock: clockAt(DEMO_NOW), permissions: permissionsOf })
  await sealAll(jobs)
  await client.query(`insert into trail.handover values ('file', 1, now(), now() + interval '1 day')`)
  const id = (await domainByCode(jobs, '0484-skola'))?.id ?? ''
  home = { id, machine: await machineContext(jobs, id, 'check') }
})
after(async () => {
  await jobs.close()
  await client.end()
  await database.drop()
})

/** How often each check finds something, asked in the transaction that the client is in. */
function finders(): ReadonlyMap<CheckName, () => Promise<number>> {
  const asking = { client, now: DEMO_NOW }
  const whole = wholeGroups({ now: DEMO_NOW, server: systemClock.now() }).flatMap(({ owner, checks }) =>
    checks.map(({ name, counts }) => [name, () => foundAs(asking, owner, counts)] as const),
  )
  const inDomain = domainChecks(DEMO_NOW).map(
    ({ name, counts }) => [name, () => foundAs(asking, 'sedd_owner', counts, home.machine)] as const,
  )
  const linked = LINKED_CHECKS.map((check) => {
    const find = async () => {
      const held = await heldBy(client, check)
      return foundAs(asking, 'sedd_owner', check.counts(held.get(home.id) ?? []), home.machine)
    }
    return [check.name, find] as const
  })
  return new Map([...whole, ...inDomain, ...linked])
}

/** What is found before and after something was broken, and left as it was. */
async function broken(find: () => Promise<number>, change: string): Promise<{ before: number; after: number }> {
  await client.query('begin')
  try {
    await client.query('set local session_replication_role = replica')
    await client.query('set local synchronous_commit = on')
    const found = await find()
    await client.query('set local role none')
    if (/alter role|grant sedd_/.test(change)) await client.query(ALONE_WITH_ROLES)
    await client.query(change)
    return { before: found, after: await find() }
  } finally {
    await client.query('rollback')
  }
}

test('every check finds what it is for', async () => {
  const known = finders()
  assert.deepEqual([...known.keys(), 'trail.verified'].sort(), Object.keys(TEXT).sort())
  const blind: string[] = []
  for (const [name, find] of known) {
    if (name === 'trail.verified') continue
    const found = await broken(find, BREAKS[name]).catch((error: unknown) => {
      throw new Error(`${name}: ${error}`)
    })
    if (found.after <= found.before) blind.push(`${name}: ${found.before}, then ${found.after}`)
  }
  assert.deepEqual(blind, [])
})

test('there are sixty checks and more, each with its words in both languages', () => {
  assert.ok(Object.keys(TEXT).length >= 60)
  const words = Object.values(TEXT).flatMap(({ sv, en }) => [sv, en])
  assert.equal(new Set(words).size, words.length)
})

test('the demonstration, as it is loaded, has nothing critical and nothing serious', async () => {
  const findings: Finding[] = []
  await runChecks({ owner: database.owner, jobs, clock: clockAt(DEMO_NOW) }, async (finding) => {
    findings.push(finding)
  })
  // The cluster of the tests keeps nothing on disk, and says so.
  const serious = findings.filter(({ found, severity }) => found > 0 && severity !== 'notice')
  assert.deepEqual(
    serious.map(({ name }) => name),
    ['catalogue.durable'],
  )
  assert.ok(findings.some(({ where }) => where === '0484-skola'))
  assert.ok(findings.filter(({ found }) => found > 0).length > 1, 'notices are told')
})
