import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { startEmbedded } from '../src/postgres/embedded.ts'
import { runSedd, type Served, serveSedd } from './build/server.ts'

/** The trail of the real program, from the first event to a database that somebody has been at. */
const base = mkdtempSync(join(tmpdir(), 'sedd-trail-'))
const dataDir = join(base, 'data')
const witness = join(base, 'witness.jsonl')
const settings = { SEDD_WITNESS_FILE: witness, LANG: 'en_GB.UTF-8', LC_ALL: '' }
after(() => rmSync(base, { recursive: true, force: true }))

const audit = (...args: string[]) => runSedd(dataDir, ['audit', ...args], settings)
const lines = () => readFileSync(witness, { encoding: 'utf8', flag: 'a+' }).split('\n').slice(0, -1)

async function untilWitnessed(heads: number): Promise<void> {
  for (let tries = 0; tries < 1200 && lines().length < heads; tries += 1) await sleep(50)
  assert.ok(lines().length >= heads, `${lines().length} heads`)
}

let first: Served
before(async () => {
  const made = await runSedd(dataDir, ['domain', 'add', 'TEST', '--municipality', '0484', '--name', 'Nämnden'])
  assert.equal(made.code, 0, made.stderr)
  const early = await audit('head')
  assert.deepEqual([early.code, early.stdout], [1, ''])
  assert.match(early.stderr, /Nothing is sealed yet/)
  first = await serveSedd(dataDir, settings)
  await untilWitnessed(1)
})

test('what was done before the start is sealed, signed with a key nobody else may read, and handed to the witness', async () => {
  assert.equal(statSync(join(dataDir, 'trail-key.pem')).mode & 0o777, 0o600)
  const metrics = await (await fetch(`${first.url}/metrics`)).text()
  assert.match(metrics, /sedd_trail_seal_delay_seconds \d+\.\d{3}\n/)
  assert.match(metrics, /sedd_trail_signed_batches [1-9]/)
})

test('a server killed outright loses nothing of the trail; the next one goes on with it', async () => {
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const made = await runSedd(dataDir, ['domain', 'add', 'MORE', '--municipality', '0484', '--name', 'En till'])
  assert.equal(made.code, 0, made.stderr)
  const second = await serveSedd(dataDir, settings)
  await untilWitnessed(2)
  assert.equal(await second.stop(), 0)
  const verified = await audit('verify', '--witness', witness)
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
  assert.match(verified.stdout, /^The trail is whole\.\n/)
  assert.match(verified.stdout, /Compared with [2-9]\d* heads/)
})

test('the head is printed as one would write it down, and is accepted so', async () => {
  const { stdout } = await audit('head')
  const number = /^Number +(\d+)$/m.exec(stdout)?.[1]
  const [upper, lower] = [...stdout.matchAll(/^(?:Head)? {6,}((?:[0-9a-f]{4} ?){8})$/gm)].map(([, half]) => half)
  const verified = await audit('verify', '--head', `${number}: ${upper} ${lower}`.toUpperCase())
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
  assert.match(verified.stdout, /Compared with 1 heads/)
  assert.equal((await audit('verify', '--head', `${number}:${'ab'.repeat(32)}`)).code, 1)
  assert.match((await audit('verify', '--head', '12')).stderr, /NUMBER:HEAD/)
})

test('a backup, restored elsewhere, verifies against the same witness, and goes on being sealed', async () => {
  const file = join(base, 'whole.gz')
  assert.equal((await runSedd(dataDir, ['backup', file])).code, 0)
  const elsewhere = join(base, 'elsewhere')
  assert.equal((await runSedd(elsewhere, ['restore', file])).code, 0)
  const verified = await runSedd(elsewhere, ['audit', 'verify', '--witness', witness], settings)
  assert.equal(verified.code, 0, verified.stdout)
  const checked = await runSedd(elsewhere, ['check'], settings)
  assert.equal(checked.code, 0, checked.stdout)
  assert.match(checked.stdout, /^\d{2,} checks, \d+ findings\.$/m)
  assert.doesNotMatch(checked.stdout, /trail verifies/)
})

test('a database that somebody has been at fails verification, and the first broken batch is named', async () => {
  const embedded = await startEmbedded({ dataDir, durable: true, role: 'client' })
  const client = new Client(embedded.connection)
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(
    `update trail.event set action = 'access.other' where id = (select last_id from trail.batch where n = 2)`,
  )
  await client.end()
  const verified = await audit('verify', '--witness', witness)
  assert.equal(verified.code, 1)
  assert.match(
    verified.stdout,
    /^THE TRAIL IS BROKEN\.\nThe first broken batch: 2\n2: the events are not those that were sealed\n/,
  )
  const checked = await runSedd(dataDir, ['check'], settings)
  assert.equal(checked.code, 1)
  assert.match(checked.stdout, /^CRITICAL +trail: the trail verifies/m)
  await embedded.stop()
})
