import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig, VARIABLES } from './config.ts'
import { ConfigError } from './config-error.ts'
import { TEXT } from './config-text.ts'
import { configWords } from './config-words.ts'
import { transportTo } from './mail.ts'
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
    SEDD_WITNESS_URL: [
      'http://vittne.example.se/sedd',
      'vittne',
      'ftp://vittne.example.se',
      'https://a:hemligt@vittne.example.se',
    ],
    SEDD_WITNESS_MAIL: ['dataskydd', 'a@b', 'hemligt'],
    SEDD_SMTP_URL: ['mail.example.se', 'https://mail.example.se', 'smtp://'],
    SEDD_MAIL_FROM: ['sedd'],
    SEDD_PUSH_CONTACT: ['it@example.se', 'mailto:it', 'http://www.example.se', 'https://localhost'],
    SEDD_OIDC_ISSUER: ['login.example.se', 'http://login.example.se', 'https://a:hemligt@login.example.se'],
    SEDD_TRUST_PROXY: ['proxy', '10.1.2.3,', '10.1.2.0/24'],
    SEDD_OIDC_NAME: ['x'.repeat(61)],
    SEDD_OIDC_REQUIRE_STRONG: ['ja', 'true'],
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

test('a database, or a server for mail, on another machine is spoken to encrypted or not at all', () => {
  const database = (rest: string) => told({ DATABASE_URL: `postgres://sedd:hemligt@${rest}` })
  for (const open of ['db.example.se/sedd', 'db.example.se/sedd?sslmode=disable', 'localhost/sedd?host=db.example.se'])
    assert.match(database(open) ?? '', /^DATABASE_URL: databasen ligger på en annan dator.*sslmode=verify-full/, open)
  assert.doesNotMatch(database('db.example.se/sedd') ?? '', /hemligt/)
  for (const fine of [
    'localhost/sedd',
    '127.0.0.1:5433/sedd',
    '[::1]/sedd',
    'db.example.se/sedd?host=/var/run/postgresql',
    'db.example.se/sedd?sslmode=require',
    'db.example.se/sedd?sslmode=verify-full',
  ])
    assert.equal(database(fine), null, fine)
  assert.equal(told({ SEDD_WITNESS_URL: 'http://127.0.0.1:8080/heads' }), null)
  assert.equal(transportTo('smtp://mail.example.se').requireTLS, true)
  assert.equal(transportTo('smtp://localhost:25').requireTLS, false)
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
    SEDD_WITNESS_FILE: '/mnt/witness/sedd.jsonl',
    SEDD_WITNESS_MAIL: 'dataskydd@example.se',
    SEDD_SMTP_URL: 'smtps://mail.example.se',
    SEDD_IMAP_URL: 'imaps://svar:hemligt@mail.example.se/INBOX',
    SEDD_IMAP_ADDRESS: 'svar+*@example.se',
    SEDD_SMS_GATEWAY: '46elks',
    SEDD_SMS_USER: 'u123',
    SEDD_SMS_SECRET: 'a secret of the gateway',
    SEDD_PUSH_CONTACT: 'mailto:it@example.se',
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
    providers: [],
    proxies: [],
    trail: {
      key: '/var/lib/sedd/trail-key.pem',
      witnessFile: '/mnt/witness/sedd.jsonl',
      witnessUrl: null,
      witnessMail: 'dataskydd@example.se',
    },
    smtpUrl: 'smtps://mail.example.se',
    imap: { url: 'imaps://svar:hemligt@mail.example.se/INBOX', address: 'svar+*@example.se' },
    sms: { kind: '46elks', user: 'u123', secret: 'a secret of the gateway' },
    push: { contact: 'mailto:it@example.se', key: '/var/lib/sedd/push-key.json' },
    mailFrom: 'dataskydd@example.se',
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

const PUBLIC = { SEDD_PUBLIC_URL: 'https://sedd.example.se' }

test('an identity provider is read from the environment, and several from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sedd-oidc-'))
  try {
    const [secret, file] = [join(folder, 'secret'), join(folder, 'providers.json')]
    writeFileSync(secret, 'kommunens hemlighet\n', { mode: 0o640 })
    const issuer = 'https://login.eskilstuna.example.se'
    const one = {
      ...PUBLIC,
      SEDD_OIDC_ISSUER: issuer,
      SEDD_OIDC_CLIENT_ID: 'sedd',
      SEDD_OIDC_CLIENT_SECRET_FILE: secret,
    }
    const strong = { SEDD_OIDC_STRONG_ACR: 'http://id.elegnamnden.se/loa/1.0/loa3, mfa', SEDD_OIDC_LINK_CLAIM: 'upn' }
    const main = {
      code: 'main',
      name: 'login.eskilstuna.example.se',
      issuer,
      clientId: 'sedd',
      clientSecret: 'kommunens hemlighet',
      scope: 'openid profile',
      strongAcr: ['http://id.elegnamnden.se/loa/1.0/loa3', 'mfa'],
      strongAmr: [],
      requireStrong: false,
      linkClaim: 'upn',
      linkDomains: null,
    }
    assert.deepEqual(readConfig({ ...one, ...strong }).providers, [main])
    const [strict] = readConfig({ ...one, ...strong, SEDD_OIDC_REQUIRE_STRONG: '1' }).providers
    assert.equal(strict?.requireStrong, true)
    assert.match(
      told({ ...one, SEDD_OIDC_REQUIRE_STRONG: '1' }) ?? '',
      /^SEDD_OIDC_REQUIRE_STRONG: säg också vad som är en stark/,
    )
    const broker = { code: 'bankid', name: 'BankID', issuer: 'https://broker.example.se', clientId: 'sedd' }
    writeFileSync(file, JSON.stringify([{ ...broker, linkDomains: ['SKOLA'] }]))
    const both = readConfig({ ...one, SEDD_OIDC_FILE: file }).providers
    assert.deepEqual(
      both.map(({ code, clientSecret, linkDomains }) => [code, clientSecret, linkDomains]),
      [
        ['main', 'kommunens hemlighet', null],
        ['bankid', null, ['SKOLA']],
      ],
    )
    for (const [content, fault] of [
      ['[{"code":"bankid"}]', 'SEDD_OIDC_FILE: filen ska vara JSON'],
      [JSON.stringify([broker, broker]), 'SEDD_OIDC_FILE: filen ska vara JSON'],
      [JSON.stringify([{ ...broker, issuer: 'http://broker.example.se' }]), 'SEDD_OIDC_FILE: filen ska vara JSON'],
      [
        JSON.stringify([{ ...broker, issuer: `${broker.issuer}/.well-known/openid-configuration` }]),
        'SEDD_OIDC_FILE: filen ska vara JSON',
      ],
      [
        JSON.stringify([{ ...broker, clientSecretFile: join(folder, 'none') }]),
        'SEDD_OIDC_CLIENT_SECRET_FILE: filen går',
      ],
    ] as const) {
      writeFileSync(file, content)
      assert.match(told({ ...PUBLIC, SEDD_OIDC_FILE: file }) ?? '', new RegExp(`^${fault}`))
    }
    assert.match(
      told({ ...PUBLIC, SEDD_OIDC_FILE: join(folder, 'none') }) ?? '',
      /^SEDD_OIDC_FILE: filen går inte att läsa/,
    )
    assert.match(told({ ...PUBLIC, SEDD_OIDC_ISSUER: issuer }) ?? '', /^SEDD_OIDC_CLIENT_ID saknas/)
    const { SEDD_PUBLIC_URL: _public, ...homeless } = one
    assert.match(told(homeless) ?? '', /^SEDD_PUBLIC_URL behövs/)
    chmodSync(secret, 0o644)
    assert.match(told(one) ?? '', /^SEDD_OIDC_CLIENT_SECRET_FILE: filen får läsas av alla/)
  } finally {
    rmSync(folder, { recursive: true })
  }
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
    writeFileSync(file, '{"sedd_web":"kept"}')
    const mended = roleSecrets(file)
    assert.equal(mended['sedd_web'], 'kept', 'a role that came later gets its own')
    assert.equal(mended['sedd_sign_in']?.length, 32)
    assert.deepEqual(roleSecrets(file), mended)
    chmodSync(file, 0o640)
    assert.throws(() => roleSecrets(file), { message: 'SEDD_ROLE_SECRETS.open' })
    chmodSync(file, 0o600)
    writeFileSync(file, '{"another":"x"}')
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

test('a gateway for texts is told what it lacks', () => {
  const secret = 'a secret of the gateway'
  const problemsOf = (environment: Record<string, string>) => {
    try {
      readConfig(environment)
      return []
    } catch (error) {
      return error instanceof ConfigError
        ? error.problems.map(({ variable, fault }) => `${variable} ${fault}`)
        : [String(error)]
    }
  }
  assert.deepEqual(problemsOf({ SEDD_IMAP_URL: 'imaps://mail.example.se' }), ['SEDD_IMAP_URL form'])
  assert.deepEqual(problemsOf({ SEDD_IMAP_URL: 'imaps://a:b@mail.example.se' }), ['SEDD_IMAP_ADDRESS missing'])
  assert.deepEqual(problemsOf({ SEDD_IMAP_ADDRESS: 'svar+*@example.se' }), ['SEDD_IMAP_URL missing'])
  assert.deepEqual(problemsOf({ SEDD_IMAP_ADDRESS: '*' }), ['SEDD_IMAP_ADDRESS form'])
  assert.deepEqual(problemsOf({ SEDD_SMS_GATEWAY: 'other' }), ['SEDD_SMS_GATEWAY form'])
  assert.deepEqual(problemsOf({ SEDD_SMS_GATEWAY: '46elks' }), ['SEDD_SMS_SECRET missing'])
  assert.deepEqual(problemsOf({ SEDD_SMS_GATEWAY: '46elks', SEDD_SMS_SECRET: 'short' }), ['SEDD_SMS_SECRET form'])
  assert.deepEqual(problemsOf({ SEDD_SMS_GATEWAY: '46elks', SEDD_SMS_SECRET: secret }), ['SEDD_SMS_USER missing'])
  assert.deepEqual(problemsOf({ SEDD_SMS_GATEWAY: 'generic', SEDD_SMS_SECRET: secret }), ['SEDD_SMS_URL missing'])
  const open = { SEDD_SMS_GATEWAY: 'generic', SEDD_SMS_SECRET: secret, SEDD_SMS_URL: 'http://sms.example.se' }
  assert.deepEqual(problemsOf(open), ['SEDD_SMS_URL form'])
  const missing = { SEDD_SMS_GATEWAY: '46elks', SEDD_SMS_USER: 'u', SEDD_SMS_SECRET_FILE: '/nowhere/at/all' }
  assert.deepEqual(problemsOf(missing), ['SEDD_SMS_SECRET_FILE file'])
  const sms = readConfig({ ...open, SEDD_SMS_URL: 'https://sms.example.se/m/' }).sms
  assert.deepEqual(sms, { kind: 'generic', url: 'https://sms.example.se/m', secret })
})
