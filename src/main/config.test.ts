import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigError, readConfig, VARIABLES } from './config.ts'
import { TEXT } from './config-text.ts'
import { configWords } from './config-words.ts'
import { ownServer, refusalOf, roleSecrets } from './own-server.ts'

/** What the one who starts Sedd is told; null when the environment can be used. */
function told(environment: Readonly<Record<string, string>>): string | null {
  try {
    readConfig(environment)
    return null
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return configWords(error)
  }
}

test('a setting that cannot be used is named in Swedish and English, with what to do, and its value is kept quiet', () => {
  for (const [variable, values] of Object.entries({
    DATABASE_URL: [
      'mysql://a:hemligt@b/c',
      'hemligt',
      'postgres://hemligt',
      'postgres://server/hemligt',
      'postgres://',
    ],
    SEDD_NOW: ['i dag', '2026-13-45', '2026-02-30', '2026-11-22T25:00:00Z', '2026-11-22 10:00'],
    SEDD_PUBLIC_URL: ['sedd.example.se', 'ftp://sedd.example.se', 'https://example.se/sedd', 'https://example.se/?a'],
    SEDD_PULL_HOSTS: ['https://skola.example.se', 'skola.example.se:443', 'a b', 'skola.example.se,,'],
    PORT: ['many', '-1', '65536', '3000.5'],
  })) {
    for (const value of values) {
      const said = told({ [variable]: value })?.split('\n') ?? []
      assert.equal(said.length, 2, `${variable}=${value}`)
      assert.match(said[0] ?? '', new RegExp(`^${variable} (är|ska) .*(Skriv|till exempel)`))
      assert.match(said[1] ?? '', new RegExp(`^${variable} (is|must) .*(Write|such as)`))
      assert.doesNotMatch(said.join(), /hemligt/)
    }
  }
})

test('everything that is wrong is told at once, each variable once', () => {
  const said = told({ PORT: 'many', SEDD_NOW: 'now', DATABASE_URL: 'x' })
  assert.deepEqual(
    said?.split('\n').map((line) => line.split(' ')[0]),
    ['DATABASE_URL', 'DATABASE_URL', 'SEDD_NOW', 'SEDD_NOW', 'PORT', 'PORT'],
  )
})

test('a clock that stands still is refused on a database server of one’s own', () => {
  assert.equal(
    told({ SEDD_NOW: '2026-11-22', DATABASE_URL: 'postgres://sedd@localhost/sedd' }),
    'SEDD_NOW fungerar bara med den egna databasen. Ta bort SEDD_NOW eller DATABASE_URL.\nSEDD_NOW works only with the embedded database. Remove SEDD_NOW or DATABASE_URL.',
  )
})

test('what is empty is as if it were not there', () => {
  assert.equal(told({ PORT: '', SEDD_NOW: ' ', DATABASE_URL: '' }), null)
  const { port, host, now, databaseUrl, publicUrl } = readConfig({ PORT: '', HOST: '' })
  assert.deepEqual(
    { port, host, now, databaseUrl, publicUrl },
    { port: 3000, host: '127.0.0.1', now: null, databaseUrl: null, publicUrl: null },
  )
})

test('every variable does what the table says of it', () => {
  const read = readConfig({
    DATABASE_URL: 'postgres://sedd:p%40ss@db.example.se:5433/sedd?sslmode=verify-full',
    SEDD_DATA: '/var/lib/sedd',
    SEDD_PUBLIC_URL: 'https://sedd.example.se/',
    SEDD_PULL_HOSTS: 'Skola.intern.example.se, 10.1.2.3',
    HOST: '0.0.0.0',
    PORT: '8080',
  })
  assert.deepEqual(read, {
    databaseUrl: 'postgres://sedd:p%40ss@db.example.se:5433/sedd?sslmode=verify-full',
    dataDir: '/var/lib/sedd',
    roleSecrets: '/var/lib/sedd/role-secrets.json',
    now: null,
    publicUrl: 'https://sedd.example.se',
    pullHosts: ['skola.intern.example.se', '10.1.2.3'],
    host: '0.0.0.0',
    port: 8080,
  })
  assert.deepEqual(ownServer(read.databaseUrl ?? ''), {
    host: 'db.example.se',
    port: 5433,
    database: 'sedd',
    user: 'sedd',
    password: 'p@ss',
    ssl: { rejectUnauthorized: true },
  })
  assert.equal(readConfig({ SEDD_ROLE_SECRETS: '/etc/sedd/roles.json' }).roleSecrets, '/etc/sedd/roles.json')
  assert.equal(readConfig({ SEDD_NOW: '2026-11-22T10:00:00+01:00' }).now, '2026-11-22T10:00:00+01:00')
})

test('a server that cannot be used is told by its own code', () => {
  const words = (code: string) => {
    const refusal = refusalOf(Object.assign(new Error('password of hemligt'), { code }))
    return refusal && configWords(refusal).split('\n')[1]?.split('. ')[0]
  }
  assert.equal(words('ECONNREFUSED'), 'DATABASE_URL: the database server does not answer')
  assert.equal(words('28P01'), 'DATABASE_URL: the database server does not accept the user or the password')
  assert.equal(words('3D000'), 'DATABASE_URL: there is no such database on the server')
  assert.equal(words('42501'), 'DATABASE_URL: the user may not make roles or tables')
  assert.equal(words('23505'), null)
})

test('the file of the roles’ passwords is made once, and one that cannot be used is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-secrets-'))
  try {
    const file = join(folder, 'new', 'roles.json')
    assert.deepEqual(roleSecrets(file), roleSecrets(file))
    writeFileSync(file, '{"sedd_web":"x"}')
    assert.throws(() => roleSecrets(file), { message: 'SEDD_ROLE_SECRETS.content' })
    assert.throws(() => roleSecrets(join(file, 'below')), { message: 'SEDD_ROLE_SECRETS.file' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the words are of variables that there are, and each begins with its name in both languages', () => {
  for (const [key, { sv, en }] of Object.entries(TEXT)) {
    const [variable = ''] = key.split('.')
    assert.ok(variable in VARIABLES, key)
    assert.ok(sv.startsWith(variable) && en.startsWith(variable), key)
  }
})
