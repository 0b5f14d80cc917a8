import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { ALONE_WITH_ROLES, cloneDatabase } from '../../test/build/cluster.ts'
import { runSedd } from '../../test/build/server.ts'
import { startEmbedded } from '../postgres/embedded.ts'
import { FAULTS, type Fault, faultsOf, leaksStatistics } from '../postgres/soundness.ts'
import { soundnessWords } from './soundness.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-sound-'))
let client: Client
let address: string
before(async () => {
  const { owner } = await cloneDatabase()
  const place = new URLSearchParams({ host: String(owner.host), port: String(owner.port) })
  address = `postgres://${owner.user}@/${owner.database}?${place}`.replace('@/', '@localhost/')
  client = new Client(owner)
  await client.connect()
})
after(async () => {
  await client.end()
  rmSync(base, { recursive: true, force: true })
})

/** What is found, the settings of the fast test server aside: it is told to write nothing safely to disk. */
async function found(change: string): Promise<string[]> {
  await client.query(`begin; ${/^(alter role|grant (sedd|pg)_)/.test(change) ? ALONE_WITH_ROLES : ''}; ${change}`)
  const faults = await faultsOf(client)
  await client.query('rollback')
  return faults
    .filter(({ of }) => !/^(fsync|full_page_writes|synchronous_commit)$/.test(of))
    .map(({ fault, of }) => `${fault} ${of}`)
}

const BREAKS: readonly (readonly [change: string, says: string])[] = [
  ['alter role sedd_web bypassrls', 'role_powers sedd_web'],
  ['alter role sedd_jobs superuser', 'role_powers sedd_jobs'],
  ['alter role sedd_import createrole', 'role_powers sedd_import'],
  ['alter role sedd_evaluation replication', 'role_powers sedd_evaluation'],
  ['alter role sedd_access login', 'role_powers sedd_access'],
  ['alter role sedd_owner bypassrls', 'role_powers sedd_owner'],
  ['grant sedd_owner to sedd_web', 'role_member sedd_web < sedd_owner'],
  ['grant pg_read_all_data to sedd_statistics', 'role_member sedd_statistics < pg_read_all_data'],
  [
    'grant create on schema public to sedd_web; set local role sedd_web; create table hers (n integer); reset role; ' +
      'alter table hers enable row level security; alter table hers force row level security',
    'role_owns sedd_web: hers',
  ],
  ['alter function fold_name(text) owner to sedd_web', 'role_owns sedd_web: fold_name(text)'],
  ['create schema hers authorization sedd_jobs', 'role_owns sedd_jobs: hers'],
  ['alter table person no force row level security', 'not_forced public.person'],
  ['alter table access.session disable row level security', 'not_forced access.session'],
  ['alter table trail.event no force row level security', 'not_forced trail.event'],
  ['drop policy domain_wall on person_name', 'no_wall public.person_name'],
  ['alter policy domain_wall on unit using (true)', 'no_wall public.unit'],
  ['alter policy domain_wall on unit to sedd_web', 'no_wall public.unit'],
  ['create view all_names as select * from person_name', 'view_past_walls public.all_names'],
  ['create materialized view kept as select 1 as n', 'view_past_walls public.kept'],
  ['grant execute on function access.mac(text) to public', 'open_function access.mac(text)'],
  ['alter role sedd_web set synchronous_commit = off', 'not_durable synchronous_commit (sedd_web)'],
]

test('a database as the migrations make it is sound', async () => {
  assert.deepEqual(await found(''), [])
  assert.deepEqual(await found('create view mine with (security_invoker = true) as select 1 as n'), [])
})

test('whatever would let somebody past the walls, or lose what was saved, is found', async () => {
  for (const [change, says] of BREAKS) assert.deepEqual(await found(change), [says], change)
})

test('every kind of fault is told in Swedish and English, with what to do', () => {
  const words = soundnessWords(FAULTS.map((fault: Fault) => ({ fault, of: `här ${fault}` }))).split('\n')
  assert.equal(words.length, 2 * (FAULTS.length + 1))
  assert.match(words[0] ?? '', /^Sedd startar inte/)
  assert.match(words[FAULTS.length + 1] ?? '', /^Sedd does not start/)
  for (const [index, fault] of FAULTS.entries()) {
    assert.match(words[index + 1] ?? '', new RegExp(`^ {2}här ${fault}: .{30}`))
    assert.match(words[index + 2 + FAULTS.length] ?? '', new RegExp(`^ {2}här ${fault}: .{30}`))
  }
})

test('a server whose statistics tell what is hidden is too old, in each line of versions', () => {
  const cases = [
    [150013, 150014],
    [160009, 160010],
    [170005, 170006],
  ] as const
  for (const [old, mended] of cases) {
    assert.equal(leaksStatistics(old), true)
    assert.equal(leaksStatistics(mended), false)
  }
  assert.equal(leaksStatistics(180000), false)
})

test('a server of one’s own that does not write safely to disk is refused in both languages, and can be looked at', async () => {
  const environment = { DATABASE_URL: address, SEDD_ROLE_SECRETS: join(base, 'secrets.json') }
  const refused = await runSedd(join(base, 'own'), ['start'], { ...environment, PORT: '0' })
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /^Sedd startar inte, .*\n {2}fsync: servern sparar inte säkert till disk\./m)
  assert.match(refused.stderr, /^Sedd does not start, .*\n {2}fsync: the server does not write safely to disk\./m)
  const other = await runSedd(join(base, 'own'), ['register', 'recompute'], environment)
  assert.equal(other.code, 1)
  assert.match(other.stderr, /full_page_writes/)
  assert.equal((await runSedd(join(base, 'own'), ['migrate'], environment)).code, 0)
})

test('its own server is refused as well when a wall is down, and serves again when it stands', async () => {
  const dataDir = join(base, 'embedded')
  assert.equal((await runSedd(dataDir, ['migrate'])).code, 0)
  const add = ['domain', 'add', 'TEST', '--municipality', '0484', '--name', 'Nämnden']
  const change = async (statement: string) => {
    const server = await startEmbedded({ dataDir, durable: true, role: 'client' })
    const owner = new Client(server.connection)
    await owner.connect()
    await owner.query(statement)
    await owner.end()
    await server.stop()
  }
  await change('alter role sedd_web bypassrls; alter table person no force row level security')
  const refused = await runSedd(dataDir, add)
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /^ {2}public\.person: tabellen har inte radskydd mot alla\./m)
  assert.match(refused.stderr, /^ {2}sedd_web: the role can pass the walls\./m)
  await change('alter role sedd_web nobypassrls; alter table person force row level security')
  assert.equal((await runSedd(dataDir, add)).code, 0)
})
