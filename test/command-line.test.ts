import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Embedded, startEmbedded } from '../src/postgres/embedded.ts'
import { runSedd, serveSedd } from './build/server.ts'

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

const PUBLIC = { SEDD_PUBLIC_URL: 'https://sedd.example.se' }
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

test('where others reach Sedd an empty database stays empty: no demonstration, by itself or when asked for', async () => {
  const empty = join(base, 'empty')
  const asked = await runSedd(empty, ['demo'], PUBLIC)
  assert.equal(asked.code, 1)
  assert.match(
    asked.stderr,
    /^SEDD_PUBLIC_URL är satt, .*\nSEDD_PUBLIC_URL is set, .* anybody signs in as anybody: .*\n$/,
  )
  const served = await serveSedd(empty, PUBLIC)
  assert.match(served.said(), /^The database is empty\. The demo is not loaded when SEDD_PUBLIC_URL is set\./m)
  const port = /"port":(\d+)/.exec(served.said())?.[1]
  const page = await fetch(`http://127.0.0.1:${port}/sign-in`)
  assert.equal(page.status, 200)
  assert.doesNotMatch(await page.text(), /Amina Warsame/)
  assert.equal(await served.stop(), 0)
})

test('the first administrator is invited from the command line, and whoever has lost their way in', async () => {
  const invite = (...args: string[]) => runSedd(dataDir, ['invite', ...args, '--domain', 'TEST'], PUBLIC)
  const first = await invite('mikael', '--name', 'Mikael Strand', '--role', 'administrator')
  assert.match(first.stdout, /^https:\/\/sedd\.example\.se\/invitation\/[0-9a-f]{64}\n$/)
  assert.equal(first.stderr, 'Länken gäller en gång, i 72 timmar. / The link is good once, for 72 hours.\n')
  const again = await invite('Mikael', '--hours', '1')
  assert.deepEqual([again.code, again.stdout === first.stdout], [0, false])
  assert.match(again.stdout, /\/invitation\/[0-9a-f]{64}\n$/)
  for (const [args, says] of [
    [['petra'], /^sedd invite USER /],
    [['mikael', '--hours', '1000'], /^sedd invite USER /],
    [['petra', '--name', 'Petra', '--role', 'machine'], /^Det finns ingen sådan roll/],
    [['petra', '--name', '', '--role', 'coach'], /^Det gick inte att bjuda in/],
  ] as const) {
    const refused = await invite(...args)
    assert.deepEqual([refused.code, refused.stdout], [1, ''])
    assert.match(refused.stderr, says)
  }
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
