import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { runSedd, serveSedd } from './build/server.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-start-'))
const dataDir = join(base, 'data')
after(() => rmSync(base, { recursive: true, force: true }))

/** With a domain of its own the folder is not empty, and no demo is loaded. */
before(async () => {
  const made = await runSedd(dataDir, ['domain', 'add', 'TEST', '--municipality', '0484', '--name', 'Nämnden'])
  assert.equal(made.code, 0, made.stderr)
})

test('a command starts the database, works and stops it again', () => {
  assert.equal(existsSync(join(dataDir, 'postgres/main/postmaster.pid')), false)
})

test('the server answers, lets commands work beside it, and ends without a trace when asked to', async () => {
  const server = await serveSedd(dataDir)
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200)
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
  const backup = await runSedd(dataDir, ['backup', join(base, 'beside.gz')])
  assert.equal(backup.code, 0, backup.stderr)
  assert.equal(backup.stdout, '')
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
  assert.equal(await server.stop(), 0)
  assert.equal(existsSync(join(dataDir, 'postgres/main/postmaster.pid')), false)
})

test('a second server on the same folder is refused and says why; the first goes on', async () => {
  const server = await serveSedd(dataDir)
  const second = await runSedd(dataDir, ['start'], { PORT: '0' })
  assert.equal(second.code, 1)
  assert.match(second.stderr, /already runs on the data folder .* \(process \d+\)/)
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
  assert.equal(await server.stop(), 0)
})

test('a port that is taken is said, with what to do, and the database is stopped', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const refused = await runSedd(dataDir, ['start'], { PORT: String(port) })
  other.close()
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, new RegExp(`Port ${port} is taken`))
  assert.equal(existsSync(join(dataDir, 'postgres/main/postmaster.pid')), false)
})

test('a server that was killed leaves a folder that the next one serves', async () => {
  const server = await serveSedd(dataDir)
  server.child.kill('SIGKILL')
  await once(server.child, 'exit')
  const next = await serveSedd(dataDir)
  assert.equal((await fetch(`${next.url}/readyz`)).status, 200)
  assert.equal(await next.stop(), 0)
})

test('an unknown command and a variable that cannot be are said plainly', async () => {
  const unknown = await runSedd(dataDir, ['fly'])
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /sedd start/)
  const wrong = await runSedd(dataDir, ['check'], { PORT: 'many' })
  assert.equal(wrong.code, 1)
  assert.equal(
    wrong.stderr,
    'PORT ska vara ett heltal från 0 till 65535, till exempel PORT=3001.\nPORT must be a whole number from 0 to 65535, such as PORT=3001.\n',
  )
  const nowhere = { HOST: '192.0.2.1', PORT: '0' }
  assert.match((await runSedd(dataDir, ['start'], nowhere)).stderr, /^HOST is not an address of this computer\./m)
  const silent = { DATABASE_URL: 'postgres://sedd:hemligt@127.0.0.1:1/sedd' }
  const unreachable = await runSedd(dataDir, ['check'], silent)
  assert.equal(unreachable.code, 1)
  assert.match(unreachable.stderr, /^DATABASE_URL: databasservern svarar inte\./)
  assert.doesNotMatch(unreachable.stderr, /hemligt/)
})
