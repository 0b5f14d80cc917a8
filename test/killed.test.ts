import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { type Embedded, startEmbedded } from '../src/postgres/embedded.ts'
import { blockWrites } from './build/blocked.ts'
import { nextNumber } from './build/people.ts'
import { runSedd } from './build/server.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-killed-'))
const dataDir = join(base, 'data')
const file = join(base, 'befolkning.csv')
const CLI = join(import.meta.dirname, '../src/main/cli.ts')

let server: Embedded
before(async () => {
  const made = await runSedd(dataDir, ['domain', 'add', 'TEST', '--municipality', '0484', '--name', 'Nämnden'])
  assert.equal(made.code, 0, made.stderr)
  const rows = Array.from(
    { length: 20 },
    () => `${nextNumber().number};Elsa;Ek;Storgatan 1;63220;Eskilstuna;0484;2008-12-31`,
  )
  writeFileSync(
    file,
    ['personnummer;förnamn;efternamn;gatuadress;postnummer;postort;kommunkod;folkbokförd_från', ...rows, ''].join('\n'),
  )
  // Beside the commands, so that the database outlives the one that is killed.
  server = await startEmbedded({ dataDir, durable: true, role: 'client' })
})
after(async () => {
  await server.stop()
  rmSync(base, { recursive: true, force: true })
})

/** How many rows each table has that an import writes to. */
async function counted(): Promise<Record<string, number>> {
  const client = new Client(server.connection)
  await client.connect()
  const tables = ['delivery', 'person', 'person_identifier', 'person_name', 'person_address', 'register_period']
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { rows } = await client.query(`select count(*)::integer as count from ${table}`)
    counts[table] = rows[0].count
  }
  await client.end()
  return counts
}

test('an import killed in the middle leaves nothing half done, and the same file can be imported again', async () => {
  const before = await counted()
  const blocked = await blockWrites(server.connection, 'person_address')
  const args = ['import', 'befolkning', file, '--domain', 'TEST']
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, SEDD_DATA: dataDir },
    stdio: 'ignore',
  })
  // Persons, numbers and names are written; the addresses wait.
  await blocked.holds()
  child.kill('SIGKILL')
  const [, signal] = await once(child, 'exit')
  assert.equal(signal, 'SIGKILL')
  await blocked.release()
  assert.deepEqual(await counted(), before)

  const again = await runSedd(dataDir, [...args, '--json'])
  assert.equal(again.code, 0, again.stderr)
  const { status, counts } = JSON.parse(again.stdout)
  assert.deepEqual([status, counts.read, counts.new], ['applied', 20, 20])
  const after = await counted()
  assert.deepEqual([after['delivery'], after['person'], after['person_address']], [1, 20, 20])
})
