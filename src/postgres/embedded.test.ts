import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { type Embedded, startEmbedded } from './embedded.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-embedded-'))
chmodSync(base, 0o755)
after(() => rmSync(base, { recursive: true, force: true }))

function folder(name: string): string {
  return join(base, name)
}

/** A data folder that was started and stopped before: the copy of one, with its owners. */
async function used(name: string): Promise<string> {
  const model = folder('model')
  if (!existsSync(model)) await (await startEmbedded({ dataDir: model, durable: true, role: 'client' })).stop()
  assert.equal(spawnSync('cp', ['-a', model, folder(name)]).status, 0)
  return folder(name)
}

async function query(server: Pick<Embedded, 'connection'>, text: string): Promise<unknown[]> {
  const client = new Client(server.connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

function isServed(dataDir: string): boolean {
  try {
    process.kill(serverPid(dataDir), 0)
    return true
  } catch {
    return false
  }
}

function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/main/postmaster.pid'), 'utf8').split('\n')[0])
}

async function until(happens: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await happens()) return
    await sleep(25)
  }
  assert.fail('it did not happen within ten seconds')
}

const PROGRAM = `
  import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
  const server = await startEmbedded({ dataDir: process.argv[1], durable: true, role: process.argv[2] })
  console.log(JSON.stringify(server.connection))
  const idle = setTimeout(() => undefined, 60_000)
  process.once('SIGTERM', () => server.stop().then(() => clearTimeout(idle)))`

/** Another process that uses the folder until it is told to stop, or is killed. */
async function another(
  dataDir: string,
  role: 'supervisor' | 'client',
): Promise<{ child: ChildProcess } & Pick<Embedded, 'connection'>> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM, dataDir, role], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) return { child, connection: JSON.parse(line) }
  throw new Error('the other process ended before it was ready')
}

test('a first start makes a Swedish UTF-8 database that keeps what is committed, and stops without a trace', async () => {
  const dataDir = folder('first')
  const server = await startEmbedded({ dataDir, durable: true, role: 'supervisor' })
  assert.equal(server.owned, true)
  assert.deepEqual(
    await query(
      server,
      `select current_database(), pg_encoding_to_char(encoding) from pg_database where datname = 'sedd'`,
    ),
    ['sedd', 'UTF8'],
  )
  assert.deepEqual(await query(server, `select n from unnest(array['ö', 'z', 'å', 'ä', 'a']) n order by n`), [
    'a',
    'z',
    'å',
    'ä',
    'ö',
  ])
  assert.deepEqual(
    await query(
      server,
      `select setting from pg_settings where name in ('fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit') order by name`,
    ),
    ['on', 'on', '', 'on'],
  )
  assert.equal(statSync(server.connection.host).mode & 0o077, 0)
  await server.stop()
  assert.equal(isServed(dataDir), false)
})

test('a second supervisor of the same folder is refused, and the first goes on', async () => {
  const dataDir = await used('two')
  const first = await startEmbedded({ dataDir, durable: true, role: 'supervisor' })
  await assert.rejects(
    startEmbedded({ dataDir, durable: true, role: 'supervisor' }),
    new RegExp(`already runs on the data folder .*two \\(process ${process.pid}\\)`),
  )
  assert.deepEqual(await query(first, 'select 1'), [1])
  await first.stop()
})

test('a command attaches to the server that runs, and leaves it running', async () => {
  const dataDir = await used('attach')
  const server = await startEmbedded({ dataDir, durable: true, role: 'supervisor' })
  const command = await startEmbedded({ dataDir, durable: true, role: 'client' })
  assert.equal(command.owned, false)
  assert.deepEqual(await query(command, 'select 1'), [1])
  await command.stop()
  assert.deepEqual(await query(server, 'select 1'), [1])
  await server.stop()
  assert.equal(isServed(dataDir), false)
})

test('a command that started the server leaves it to one who came later', async () => {
  const dataDir = await used('handover')
  const command = await startEmbedded({ dataDir, durable: true, role: 'client' })
  const server = await startEmbedded({ dataDir, durable: true, role: 'supervisor' })
  await command.stop()
  assert.deepEqual(await query(server, 'select 1'), [1])
  await server.stop()
  assert.equal(isServed(dataDir), false)
})

test('two first starts at once end with one database', async () => {
  const dataDir = folder('race')
  const both = await Promise.all([another(dataDir, 'client'), another(dataDir, 'client')])
  await query(both[0], 'create table kept (n int)')
  assert.deepEqual(await query(both[1], 'select count(*)::int from kept'), [0])
  for (const { child } of both) child.kill('SIGTERM')
  await Promise.all(both.map(({ child }) => once(child, 'exit')))
  assert.equal(isServed(dataDir), false)
})

test('a server that is killed is started again, with all that was committed', async () => {
  const dataDir = await used('crash')
  const server = await startEmbedded({ dataDir, durable: true, role: 'supervisor' })
  await query(server, 'create table kept as select 7 as n')
  const killed = serverPid(dataDir)
  process.kill(killed, 'SIGKILL')
  await until(async () => (await query(server, 'select n from kept').catch(() => []))[0] === 7)
  assert.notEqual(serverPid(dataDir), killed)
  await server.stop()
  assert.equal(isServed(dataDir), false)
})

test('when program and server are killed together, the next start recovers by itself', async () => {
  const dataDir = await used('kill-9')
  const { child, connection } = await another(dataDir, 'supervisor')
  await query({ connection }, 'create table kept as select 7 as n')
  process.kill(serverPid(dataDir), 'SIGKILL')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const server = await startEmbedded({ dataDir, durable: true, role: 'supervisor' })
  assert.deepEqual(await query(server, 'select n from kept'), [7])
  await server.stop()
})

test('a server whose program was killed is taken over by the next, or has stopped', async () => {
  const dataDir = await used('orphan')
  const { child, connection } = await another(dataDir, 'supervisor')
  await query({ connection }, 'create table kept as select 7 as n')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const server = await startEmbedded({ dataDir, durable: true, role: 'client' })
  assert.deepEqual(await query(server, 'select n from kept'), [7])
  await server.stop()
  assert.equal(isServed(dataDir), false)
})

test('a process number that now belongs to another program does not hinder the start', async () => {
  const dataDir = await used('reused')
  const first = await startEmbedded({ dataDir, durable: true, role: 'client' })
  const pidFile = readFileSync(join(dataDir, 'postgres/main/postmaster.pid'), 'utf8')
  await first.stop()
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' })
  writeFileSync(join(dataDir, 'postgres/main/postmaster.pid'), pidFile.replace(/^\d+/, String(bystander.pid)), {
    mode: 0o600,
  })
  const second = await startEmbedded({ dataDir, durable: true, role: 'client' })
  assert.deepEqual(await query(second, 'select 1'), [1])
  await second.stop()
  bystander.kill()
})

test('a folder with a path too long for a socket, or below a closed one, works, twice in a row', async () => {
  const closed = folder('closed')
  mkdirSync(closed, { mode: 0o700 })
  const dataDir = join(closed, 'å mapp, "lång" '.repeat(10), '.sedd')
  for (const round of [1, 2]) {
    const server = await startEmbedded({ dataDir, durable: true, role: 'supervisor' })
    assert.deepEqual(await query(server, `select ${round}`), [round])
    assert.ok(Buffer.byteLength(server.connection.host) < 85)
    await server.stop()
    if (round === 2) rmSync(server.connection.host, { recursive: true })
  }
})
