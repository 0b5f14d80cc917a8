import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Embedded, startEmbedded } from '../src/postgres/embedded.ts'
import { runSedd } from './build/server.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-command-line-'))
const dataDir = join(base, 'data')

let server: Embedded
before(async () => {
  server = await startEmbedded({ dataDir, durable: true, role: 'client' })
})
after(async () => {
  await server.stop()
  rmSync(base, { recursive: true, force: true })
})

const add = (...options: string[]) => runSedd(dataDir, ['domain', 'add', 'TEST', '--name', 'Nämnden', ...options])

test('a domain of a kind or a municipality that does not exist is not added', async () => {
  const kind = await add('--municipality', '0484', '--kind', 'nonsens')
  assert.equal(kind.code, 1)
  assert.match(kind.stderr, /^sedd domain add CODE /)
  const place = await add('--municipality', '9999')
  assert.deepEqual(
    [place.code, place.stderr],
    [1, 'Det finns ingen kommun med koden 9999.\nThere is no municipality with the code 9999.\n'],
  )
  const added = await add('--municipality', '0484')
  assert.deepEqual([added.code, added.stderr], [0, 'TEST: Nämnden (Eskilstuna)\n'])
})

test('a file that is no backup, and one that is not there, are told in both languages and not as a bug', async () => {
  const other = join(base, 'brev.txt')
  writeFileSync(other, 'hej')
  const damaged = await runSedd(dataDir, ['restore', other])
  assert.equal(damaged.code, 1)
  assert.match(damaged.stderr, /^Filen är ingen hel säkerhetskopia: .*\nThe file is not a whole backup: .*\n$/)
  for (const nowhere of [join(base, 'nowhere.gz'), base]) {
    const missing = await runSedd(dataDir, ['restore', nowhere])
    assert.deepEqual(
      [missing.code, missing.stderr],
      [1, 'Filen finns inte eller går inte att läsa.\nThe file is not there or cannot be read.\n'],
    )
  }
})

test('a backup to a folder that is not there, or onto a file that is, says what to do', async () => {
  const nowhere = await runSedd(dataDir, ['backup', join(base, 'nowhere', 'sedd.gz')])
  assert.equal(nowhere.code, 1)
  assert.match(nowhere.stderr, /^Filen går inte att skriva där\. .*\nThe file cannot be written there\. .*\n$/)
  const onto = join(base, 'finns.gz')
  writeFileSync(onto, '')
  const twice = await runSedd(dataDir, ['backup', onto])
  assert.equal(twice.code, 1)
  assert.match(twice.stderr, /finns redan\. En säkerhetskopia skrivs aldrig över\.\n.* exists already\. .*\n$/)
})
