import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Client } from 'pg'
import { cloneDatabase } from '../../test/build/cluster.ts'
import type { Connection } from '../kernel/database.ts'
import type { Instant } from '../kernel/date.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

const NOW = '2026-11-22T03:00:00.000Z' as Instant
const base = mkdtempSync(join(tmpdir(), 'sedd-backup-'))
after(() => rmSync(base, { recursive: true, force: true }))

async function ask(connection: Connection, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query({ text, values, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

const AWKWARD = ['\\.', 'a\n\\.\nb', 'tab\tand\\N', '{"end":true}', 'Åsa Öberg 🙂', '\\\\.']

/** A database with a domain, an event in its trail, and organisations with names that try the format. */
async function filled(): Promise<Connection> {
  const { owner } = await cloneDatabase()
  const [domain] = await ask(owner, `select access.add_domain('TEST', 'Nämnden', 'school_board', '0484', true)`)
  const insert = `insert into organisation (domain_id, name, kind) select $1, n, 'other' from unnest($2::text[]) n`
  await ask(owner, insert, [
    domain,
    [...AWKWARD, ...Array.from({ length: 5_000 }, (_, n) => `Organisation ${n} ${'x'.repeat(n % 97)}`)],
  ])
  return owner
}

const CONTENT = `
  select md5(string_agg(o::text, E'\\n' order by o.id)) from organisation o
  union all select string_agg(e::text || p::text, ' ') from trail.event e join trail.event_private p on p.event_id = e.id
  union all select md5(string_agg(k::text, ' ')) from access.key k
  union all select last_value::text from trail.event_id_seq`

test('what was backed up is there again after restoring into a new database', async () => {
  const source = await filled()
  const file = join(base, 'whole.gz')
  const saved = await backup(source, file, NOW)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const target = (await cloneDatabase()).owner
  assert.deepEqual(await restore(target, file), saved)
  assert.deepEqual(await ask(target, CONTENT), await ask(source, CONTENT))
  assert.deepEqual(
    await ask(target, `select name from organisation where name = any($1)`, [AWKWARD]).then((names) => names.sort()),
    [...AWKWARD].sort(),
  )
  await assert.rejects(restore(target, file), /in use/)
})

test('a backup is not written over an older one', async () => {
  const source = (await cloneDatabase()).owner
  const file = join(base, 'once.gz')
  await backup(source, file, NOW)
  await assert.rejects(backup(source, file, NOW), /exists already/)
})

test('sessions are not in a backup, and a file can be read without Sedd', async () => {
  const source = await filled()
  const [domain] = await ask(source, 'select id from access.domain')
  await ask(source, `select access.open_machine_session($1, 'test', 5)`, [domain])
  const file = join(base, 'plain.gz')
  await backup(source, file, NOW)
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  assert.deepEqual(Object.keys(JSON.parse(lines[0] ?? '')), ['sedd', 'format', 'version', 'made', 'migrations'])
  assert.ok(lines.some((line) => line.startsWith('{"table":"access.account"')))
  assert.ok(!lines.some((line) => line.startsWith('{"table":"access.session"')))
})

test('a backup that was cut off, or in which one letter was changed, restores nothing', async () => {
  const file = join(base, 'good.gz')
  await backup(await filled(), file, NOW)
  const packed = readFileSync(file)
  const text = gunzipSync(packed).toString('utf8')
  const damaged = {
    'cut.gz': packed.subarray(0, packed.length - 5_000),
    'shortened.gz': gzipSync(text.slice(0, text.lastIndexOf('{"end"'))),
    'changed.gz': gzipSync(text.replace('Organisation 7 ', 'Organisation 8 ')),
    'more.gz': gzipSync(`${text}more\n`),
    'other.gz': gzipSync('hello\n'),
    'not-gzip.gz': Buffer.from('hello'),
  }
  const target = (await cloneDatabase()).owner
  for (const [name, content] of Object.entries(damaged)) {
    writeFileSync(join(base, name), content)
    await assert.rejects(restore(target, join(base, name)), /not a whole backup/, name)
  }
  assert.deepEqual(
    await ask(target, 'select count(*)::int from organisation union all select count(*)::int from access.domain'),
    [0, 0],
  )
})

test('a backup of other migrations is refused, and says what to do', async () => {
  const file = join(base, 'older.gz')
  const source = (await cloneDatabase()).owner
  await backup(source, file, NOW)
  await ask(source, `insert into sedd_migration (name, checksum) values ('9999_later.sql', 'x')`)
  await assert.rejects(restore(source, file), /Restore with the version that made it/)
})
