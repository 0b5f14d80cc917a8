import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { anOldProtocol, type Planted, plant, type Whose } from '../../test/build/canary.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { lettersOf, pdfLetters } from '../../test/build/pdf.ts'
import { aPerson } from '../../test/build/people.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../test/build/site.ts'
import { letPass } from '../../test/build/ways-in.ts'
import type { Context, Read } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { loadReferenceData } from '../organisations/reference-store.ts'
import { block, liftBlock } from '../sight/actions.ts'
import type { Shut } from '../sight/model.ts'
import { events } from '../trail/store.ts'
import { paths } from '../ui/paths.ts'
import { ACCESS_KEYS, ACCESS_TABLES, LEFT_OUT } from './access-tables.ts'
import { columnWord } from './extract.ts'
import { openExtract, personOfExtract } from './extract-actions.ts'
import { gathered, gatheredBehind } from './extract-store.ts'
import { EXTRACT_TEXT } from './extract-text.ts'
import { PERSON_TABLES } from './person-tables.ts'
import { endRule, setRule } from './retention-actions.ts'

let bed: TestBed
let site: Site
let client: Client
let domain: TestDomain
let eva: Context & { accountId: string }
let tab: Tab
let elsa: Whose
let olle: Whose
let hers: readonly Planted[]
let his: readonly Planted[]

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  site = siteOf(bed)
  client = new Client(bed.owner)
  await client.connect()
  domain = await aDomain(bed)
  eva = await signedIn(bed, domain, { role: 'data_protection_officer', displayName: 'Eva Nordin' })
  tab = site.tab(eva)
  const other = await aDomain(bed, { kind: 'social_board', keepsRegister: false, name: 'Socialnämnden' })
  elsa = await someone('A', other.id)
  olle = await someone('B', other.id)
  hers = await plantAll(elsa)
  his = await plantAll(olle)
})
after(async () => {
  await client.end()
  await bed.close()
})

/** A person, another record merged into it, and what their rows refer to. */
async function someone(mark: string, otherDomainId: string): Promise<Whose> {
  const [person, merged] = await bed.jobs.write(domain.machine, async (tx) => [
    await aPerson(tx, { givenName: `Kanarie${mark}`, familyName: `Efternamn${mark}`, born: '2008' }),
    await aPerson(tx, { givenName: `Sammanslagen${mark}`, born: '2008' }),
  ])
  await client.query('update person set root_id = $1 where id = $2', [person?.id, merged?.id])
  const one = async (query: string, values: readonly unknown[] = []) => {
    const { rows } = await client.query<{ id: string }>(query, [...values])
    return rows[0]?.id ?? ''
  }
  const accountId = await one(`select id from access.account where display_name = 'Eva Nordin'`)
  return {
    mark,
    domainId: domain.id,
    personId: person?.id ?? '',
    mergedId: merged?.id ?? '',
    number: person?.number ?? '',
    deliveryId: await one(
      `insert into delivery (domain_id, source, status, received_at, received_by) values ($1, 'sheet', 'reading', now(), $2) returning id`,
      [domain.id, accountId],
    ),
    accountId,
    membershipId: await one('select id from access.membership where account_id = $1', [accountId]),
    otherDomainId,
    groundId: await one('select id from access.ground where domain_id = $1 limit 1', [domain.id]),
    protocolId: await anOldProtocol(client, domain.id, accountId),
  }
}

const TABLES = [
  ...PERSON_TABLES.map(({ table }) => table).filter((table) => table !== 'person'),
  ...Object.keys(ACCESS_TABLES).map((table) => `access.${table}`),
]

async function plantAll(of: Whose): Promise<readonly Planted[]> {
  const all: Planted[] = []
  for (const table of TABLES) all.push(...(await plant(client, table, of)))
  return all
}

async function begun(number: string): Promise<string> {
  const { location } = await tab.post(paths.extracts(), { number })
  return location ?? ''
}

test('every table and every column that speaks of persons is in the extract, with its words, or is named with why not', async () => {
  const { rows } = await client.query<{ schema: string; table: string; columns: string[] }>(`
    select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname in ('public', 'access') and c.relkind = 'r'
     group by 1, 2
    having array_agg(a.attname::text) && array['person_id', 'number', 'survivor_id', 'root_id', 'birth_date']
        or c.relname = 'delivery_problem'`)
  const faults: string[] = []
  for (const { schema, table, columns } of rows) {
    const known = PERSON_TABLES.find((each) => each.table === table)
    const access = ACCESS_TABLES[table]
    if (LEFT_OUT[table]) continue
    const said =
      schema === 'access'
        ? [...(access ?? []), ...ACCESS_KEYS]
        : [...(known ? [...known.shown, ...known.known, ...known.keys] : []), 'domain_id']
    if ((schema === 'access' ? access : known) === undefined) faults.push(table)
    else faults.push(...columns.filter((column) => !said.includes(column)).map((column) => `${table}.${column}`))
  }
  assert.deepEqual(faults, [], 'add it to src/privacy/person-tables.ts')
  const shown = [
    ...PERSON_TABLES.flatMap((each) => [...each.shown, ...each.known]),
    ...Object.values(ACCESS_TABLES).flat(),
  ]
  assert.deepEqual(
    shown.filter((column) => columnWord(column, 'sv') === column),
    [],
    'say it in column-text.ts',
  )
  const titles = [...PERSON_TABLES.map(({ table }) => table), ...Object.keys(ACCESS_TABLES)]
  assert.deepEqual(
    titles.filter((part) => !(`part.${part}` in EXTRACT_TEXT)),
    [],
    'say it in extract-text.ts',
  )
})

test('the file for machines holds every column of every table of one person, and nothing of another', async () => {
  const id = (await begun(elsa.number)).split('/').at(-1) ?? ''
  const file = await tab.post(paths.extractFile(id), { format: 'json' })
  assert.equal(file.status, 200)
  assert.match(file.headers.get('content-type') ?? '', /application\/json/)
  assert.equal(JSON.parse(file.html).format, 'sedd.extract/1')
  const missing = hers.filter(({ value }) => !file.html.includes(value))
  assert.deepEqual(
    missing.map(({ table, column }) => `${table}.${column}`),
    [],
  )
  // Four figures may stand in any id.
  const leaked = his.filter(({ unique, value }) => unique && file.html.includes(value) && !/^\d{4}$|^true$/.test(value))
  assert.deepEqual(leaked, [])
  for (const text of ['KanarieB', 'EfternamnB', 'SammanslagenB', olle.personId, olle.number])
    assert.ok(!file.html.includes(text), text)
  for (const text of ['EfternamnA', 'SammanslagenA', elsa.personId, elsa.mergedId])
    assert.ok(file.html.includes(text), text)
})

test('the file names those whose ids stand in it, and nobody else who works here', async () => {
  await signedIn(bed, domain, { role: 'coach', displayName: 'Kanarie Kollega' })
  await client.query(`insert into access.team (domain_id, name, made_at) values ($1, 'Kanariegruppen', now())`, [
    domain.id,
  ])
  const elsewhere = await aDomain(bed, { kind: 'social_board', keepsRegister: false, name: 'Kanarienämnden' })
  await plant(client, 'access.consent', { ...olle, otherDomainId: elsewhere.id })
  const id = (await begun(elsa.number)).split('/').at(-1) ?? ''
  const { html } = await tab.post(paths.extractFile(id), { format: 'json' })
  assert.doesNotMatch(html, /Kanarie Kollega|Kanariegruppen|Kanarienämnden/)
  const { names, ...rest } = JSON.parse(html)
  assert.deepEqual(
    Object.keys(names).filter((each) => !JSON.stringify(rest).includes(each)),
    [],
  )
  assert.deepEqual(Object.values(names).toSorted(), ['Eva Nordin', 'Eva Nordin', 'Nämnd 1', 'Socialnämnden'])
})

test('the paper says the same in plain words, with where it comes from, why it is kept and how long', async () => {
  const id = (await begun(elsa.number)).split('/').at(-1) ?? ''
  const file = await tab.post(paths.extractFile(id), { format: 'pdf' })
  const text = pdfLetters(file.bytes)
  const shown = new Map(PERSON_TABLES.map((each) => [each.table, [...each.shown, ...each.known]]))
  const said = hers.filter(
    ({ table, column, value }) =>
      (shown.get(table) ?? ACCESS_TABLES[table])?.includes(column) && /^Kanarie/.test(value),
  )
  assert.ok(said.length > 40, `${said.length} planted`)
  assert.deepEqual(
    said.filter(({ value }) => !text.includes(lettersOf(value))),
    [],
  )
  for (const wanted of [
    'Det här finns om dig',
    'Gäller KanarieA EfternamnA',
    'skollagen 29 kap. 9 §',
    'Ingen gallring är beslutad',
    'Integritetsskyddsmyndigheten',
    'Eva Nordin',
    'Socialnämnden',
    'Eskilstuna',
    'gymnasieskolan',
    'Antecknat av: Eva Nordin',
  ])
    assert.ok(text.includes(lettersOf(wanted)), wanted)
  assert.ok(!text.includes('KanarieB') && !text.includes(lettersOf(olle.number)))
})

test('what is decided of how long it is kept stands on the paper and in the file for machines', async () => {
  const id = (await begun(elsa.number)).split('/').at(-1) ?? ''
  const rule = { event: 'turned_twenty', amount: '1', unit: 'years', decision: 'KS 2026:41 § 12', erasesTrail: false }
  await bed.web.write(eva, (tx) => setRule(tx, 'person', rule))
  const text = pdfLetters((await tab.post(paths.extractFile(id), { format: 'pdf' })).bytes)
  const json = JSON.parse((await tab.post(paths.extractFile(id), { format: 'json' })).html)
  await bed.web.write(eva, (tx) => endRule(tx, 'person'))
  assert.ok(text.includes(lettersOf('Så gallras ungdomar och allt om dem: 1 år efter att ungdomen fyllt tjugo')), text)
  assert.ok(text.includes(lettersOf('(beslut KS 2026:41 § 12)')))
  assert.ok(!text.includes(lettersOf('Ingen gallring är beslutad')))
  assert.deepEqual(
    json.retention.map((each: { recordType: string; decision: string }) => [each.recordType, each.decision]),
    [['person', 'KS 2026:41 § 12']],
  )
})

test('an extract is fetched by one who has just shown who they are', async () => {
  const who = await signedIn(bed, domain, { role: 'data_protection_officer' })
  const own = site.tab(who)
  const { location } = await own.post(paths.extracts(), { number: elsa.number })
  const id = (location ?? '').split('/').at(-1) ?? ''
  await letPass(bed, who, '6 minutes')
  const refused = await own.post(paths.extractFile(id), { format: 'pdf' })
  assert.equal(refused.status, 303)
  assert.match(refused.location ?? '', /^\/confirm\?/)
})

test('the page of an extract counts what there is and names nobody', async () => {
  const page = await tab.get(await begun(elsa.number))
  assertShows(page, /Anteckningar/, /Delning med andra/, /Läs igenom innan du lämnar ut/)
  assertHides(page, /Kanarie|Efternamn/, new RegExp(elsa.number))
})

test('that an extract is begun and taken stands in the log, with the notes that were read for it', async () => {
  const of = { personIds: [elsa.personId], most: 50 }
  const found = await bed.web.read(eva, (tx) => events(tx, of))
  const actions = new Set(found.map(({ action }) => action))
  for (const wanted of ['privacy.extract_opened', 'privacy.extract_taken', 'note.read'])
    assert.ok(actions.has(wanted), wanted)
})

test('an extract is over after half an hour, to the second, and is nobody else’s', async () => {
  const address = await begun(elsa.number)
  bed.setNow('2026-10-15T10:29:59Z')
  assert.equal((await tab.get(address)).status, 200)
  const colleague = site.tab(await signedIn(bed, domain, { role: 'data_protection_officer' }))
  assert.equal((await colleague.get(address)).status, 404)
  assert.equal((await site.tab(await signedIn(bed, domain, { role: 'kaa_coordinator' })).get(address)).status, 403)
  bed.setNow('2026-10-15T10:30:00Z')
  assert.equal((await tab.get(address)).status, 404)
  assert.equal((await tab.post(`${address}/file`, { format: 'pdf' })).status, 404)
  bed.setNow('2026-10-15T10:00:00Z')
})

test('a number nobody has is told in words, leaves its trace, and opens nothing', async () => {
  const none = await tab.post(paths.extracts(), { number: '200301012381' })
  assert.equal(none.status, 422)
  assertShows(none, /Ingen i verksamheten har det numret/)
  assertShows(await tab.post(paths.extracts(), { number: 'x' }), /tolv eller tio siffror/)
  const asked = await bed.web.read(eva, (tx) => events(tx, { actions: ['privacy.extract_asked'], most: 5 }))
  assert.deepEqual(
    asked.map(({ detail }) => detail),
    [{ found: false }],
  )
})

const shutOut = (personId: string, shut: Shut) =>
  bed.jobs.write(domain.machine, (tx) => block(tx, { personId, shut, reason: 'kusin till ungdomen' }))
const lifted = (id: string) => bed.jobs.write(domain.machine, (tx) => liftBlock(tx, id))

test('one who is blocked from a person has nobody to make an extract of, as if nobody had the number', async () => {
  const [cousin, merged] = await bed.jobs.write(domain.machine, async (tx) => [
    await aPerson(tx, { born: '2009' }),
    await aPerson(tx, { born: '2009' }),
  ])
  const [personId, number] = [cousin?.id ?? '', cousin?.number ?? '']
  const colleague = await signedIn(bed, domain, { role: 'data_protection_officer' })
  const said = async (typed: string) => {
    const { status, html } = await tab.post(paths.extracts(), { number: typed })
    return `${status} ${html}`.replace(/name="token" value="[^"]*"/g, '')
  }
  const nobody = await said('200301012381')
  await client.query('update person set root_id = $1 where id = $2', [personId, merged?.id])
  for (const [blocked, shut] of [
    [personId, { kind: 'one', accountId: eva.accountId }],
    [merged?.id ?? '', { kind: 'one', accountId: eva.accountId }],
    [personId, { kind: 'others', excepted: [colleague.accountId] }],
  ] as const) {
    const id = await shutOut(blocked, shut)
    assert.equal(await said(number), nobody)
    assert.equal(await bed.web.write(eva, (tx) => openExtract(tx, number)), null)
    const direct = sql`select access.open_extract(${personId}, 30) as id`
    assert.equal((await bed.web.technical(eva, (tx) => tx.one(z.object({ id: z.uuid().nullable() }), direct))).id, null)
    assert.notEqual(await bed.web.write(colleague, (tx) => openExtract(tx, number)), null)
    await lifted(id)
  }
  await shutOut(personId, { kind: 'one', accountId: colleague.accountId })
  assert.match(await begun(number), /^\/extracts\//)
})

test('an extract is over when the one who makes it is blocked, in its next question, and goes on when the block is lifted', async () => {
  const { id: personId, number } = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2009' }))
  const address = await begun(number)
  const id = address.split('/').at(-1) ?? ''
  const persons = sql`select id from person`
  const visiting = { ...eva, visit: id }
  const ids = () => bed.web.read(visiting, (tx) => tx.all(z.object({ id: z.uuid() }), persons))
  assert.equal((await ids()).length, 1)
  const blockId = await shutOut(personId, { kind: 'one', accountId: eva.accountId })
  assert.equal((await tab.get(address)).status, 404)
  assert.equal((await tab.post(paths.extractFile(id), { format: 'json' })).status, 404)
  await assert.rejects(
    bed.web.read(eva, (tx) => personOfExtract(tx, id)),
    /not_found/,
  )
  await assert.rejects(ids(), /not_found: visit/)
  await lifted(blockId)
  assert.equal((await tab.get(address)).status, 200)
})

test('a block that comes while an extract is read is felt by the next question of the same transaction', async () => {
  const { id: personId, number } = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2009' }))
  const visit = (await begun(number)).split('/').at(-1) ?? ''
  const reading = new Client({ ...bed.owner, user: 'sedd_web' })
  await reading.connect()
  await reading.query('begin read only')
  await reading.query('select from access.begin($1, $2, $3)', [eva.token, bed.web.clock.now(), visit])
  const seen = async () => (await reading.query('select id from person')).rowCount
  assert.equal(await seen(), 1)
  await shutOut(personId, { kind: 'one', accountId: eva.accountId })
  assert.equal(await seen(), 0)
  await reading.query('rollback')
  await reading.end()
})

test('the right to see protected identity is one’s own: without it there is nobody to make an extract of, nor to search the log for', async () => {
  const [hidden, survivor] = await bed.jobs.write(domain.machine, async (tx) => [
    await aPerson(tx, { born: '2009', protection: 'protected_registration' }),
    await aPerson(tx, { born: '2009' }),
  ])
  await client.query('update person set root_id = $1 where id = $2', [survivor?.id, hidden?.id])
  const cleared = await signedIn(bed, domain, { role: 'data_protection_officer', seesProtected: true })
  const said = async (path: string, number: string) => {
    const { status, html } = await tab.post(path, { number })
    return `${status} ${html}`.replace(/name="token" value="[^"]*"|<tbody.*?<\/tbody>/gs, '')
  }
  for (const { id, number } of [hidden, survivor].filter((each) => each !== undefined)) {
    for (const path of [paths.extracts(), paths.logSearches()])
      assert.equal(await said(path, number), await said(path, '200301012381'))
    const direct = sql`select access.open_extract(${id}, 30) as id, access.find_person(${number}) as found`
    const Answer = z.object({ id: z.uuid().nullable(), found: z.uuid().nullable() })
    assert.deepEqual(await bed.web.technical(eva, (tx) => tx.one(Answer, direct)), { id: null, found: null })
    assert.notEqual(await bed.web.write(cleared, (tx) => openExtract(tx, number)), null)
  }
})

test('an extract that is open is over when the person is given protected identity, and when one’s right to see it is taken away', async () => {
  const { id: personId, number } = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { born: '2009' }))
  const address = await begun(number)
  const visit = address.split('/').at(-1) ?? ''
  const names = () => bed.web.read({ ...eva, visit }, gatheredNames)
  assert.deepEqual(await names(), { names: 1, behind: 1 })
  await client.query(`update person set protection = 'protected_registration' where id = $1`, [personId])
  assert.equal((await tab.get(address)).status, 404)
  assert.equal((await tab.post(paths.extractFile(visit), { format: 'json' })).status, 404)
  assert.deepEqual(await names(), { names: 0, behind: 0 })
  const sight = (sees: boolean) =>
    client.query('update access.membership set sees_protected = $1 where account_id = $2', [sees, eva.accountId])
  await sight(true)
  assert.equal((await tab.get(address)).status, 200)
  assert.deepEqual(await names(), { names: 1, behind: 1 })
  await sight(false)
  assert.equal((await tab.get(address)).status, 404)
})

const gatheredNames = async (tx: Read) => ({
  names: (await gathered(tx))['person_name']?.length,
  behind: (await gatheredBehind(tx))['extract']?.length ?? 0,
})
