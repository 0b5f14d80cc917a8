import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { z } from 'zod'
import { ROLES, STAFF_ROLES, type StaffRole, seesTopic } from '../src/access/roles.ts'
import { take } from '../src/access/sign-in/limit-store.ts'
import { LIMITS } from '../src/access/sign-in/rules.ts'
import { openAttempt } from '../src/access/sign-in/store.ts'
import { openDemoSession } from '../src/access/store.ts'
import { type Context, SessionEnded } from '../src/kernel/database.ts'
import { sql } from '../src/kernel/sql.ts'
import type { Finding } from '../src/main/checks/model.ts'
import { runChecks } from '../src/main/checks/run.ts'
import { loadReferenceData } from '../src/organisations/reference-store.ts'
import type { PersonId } from '../src/people/model.ts'
import { backup } from '../src/postgres/backup.ts'
import { restore } from '../src/postgres/restore.ts'
import { tablesInOrder, UNDER_WAY } from '../src/postgres/tables.ts'
import { block } from '../src/sight/actions.ts'
import { signedHeads } from '../src/trail/seal-store.ts'
import { Signing, sealAll } from '../src/trail/sealer.ts'
import { newKey, type Signer, signerFrom } from '../src/trail/signing.ts'
import { verifyTrail, type Witnessed } from '../src/trail/verify.ts'
import { readTrail } from '../src/trail/verify-store.ts'
import { fileWitness, witnessedHeads } from '../src/trail/witness.ts'
import { ownedBy } from './build/case.ts'
import { cloneDatabase } from './build/cluster.ts'
import { aDomain, bedOf, signedIn, type TestBed, type TestDomain, testBed } from './build/domain.ts'
import { aNote, readNotes } from './build/notes.ts'
import { aPerson } from './build/people.ts'
import { accepted, shared } from './build/share.ts'
import { aGlass } from './build/sight.ts'
import { THINGS, withCodes } from './build/things.ts'
import { seenOnVisit } from './build/visits.ts'
import { aColleague, anInvitation } from './build/ways-in.ts'

/** The drill: a database with something of everything, backed up, restored into an empty one, and gone through. */

type Staff = Awaited<ReturnType<typeof signedIn>>
/** A case of one's own, one that is also protected, and one from whom one is blocked. */
type Cases = { readonly own: PersonId; readonly protected: PersonId; readonly blocked: PersonId }

const base = mkdtempSync(join(tmpdir(), 'sedd-restore-'))
const witness = join(base, 'witness.jsonl')
const file = join(base, 'whole.gz')

let source: TestBed
let target: TestBed
let domain: TestDomain
let staff: Readonly<Record<StaffRole, Staff>>
let trusted: Staff
let cases: ReadonlyMap<Staff, Cases>
let nobodys: PersonId
let visit: { readonly id: string; readonly by: Staff }
let glass: { readonly by: Staff; readonly person: PersonId }

before(async () => {
  source = await testBed()
  await loadReferenceData(source.owner)
  domain = await aDomain(source, { municipality: '0484' })
  const hired: Partial<Record<StaffRole, Staff>> = {}
  for (const role of STAFF_ROLES) hired[role] = await signedIn(source, domain, { role })
  staff = hired as typeof staff
  trusted = await signedIn(source, domain, { role: 'coach', seesProtected: true })
  await somethingOfEverything()
  await castOfPersons()
  await waysUnderWay()
  await sealed()
  await backup(source.owner, file, source.web.clock.now())
  target = bedOf(await cloneDatabase())
  await restore(target.owner, file)
})
after(async () => {
  await Promise.all([source.close(), target?.close()])
  rmSync(base, { recursive: true, force: true })
})

async function somethingOfEverything(): Promise<void> {
  const place = { bed: source, domain, staff }
  await withCodes(place)
  for (const make of Object.values(THINGS)) await make(place, staff.kaa_coordinator)
}

async function castOfPersons(): Promise<void> {
  const made = new Map<Staff, Cases>()
  for (const who of [...Object.values(staff), trusted]) {
    const persons = await source.jobs.write(domain.machine, async (tx) => {
      const phone = '070-1740601'
      const own = await aPerson(tx, { phone })
      const hidden = await aPerson(tx, { phone, protection: 'confidentiality_marking' })
      const blocked = await aPerson(tx, { phone })
      for (const { id } of [own, hidden, blocked]) await ownedBy(tx, id, who.accountId)
      const shut = { kind: 'one', accountId: who.accountId } as const
      await block(tx, { personId: blocked.id, shut, reason: 'kusin till ungdomen' })
      return { own: own.id, protected: hidden.id, blocked: blocked.id }
    })
    made.set(who, persons)
  }
  cases = made
  await aNote(source, trusted, { personId: casesOf(trusted).own, body: 'Vill tillbaka till bygg.' })
  await readNotes(source, trusted, casesOf(trusted).own)
  nobodys = (await source.jobs.write(domain.machine, (tx) => aPerson(tx))).id
  glass = { by: trusted, person: (await source.jobs.write(domain.machine, (tx) => aPerson(tx))).id }
  await aGlass({ bed: source, domain }, glass)
  const social = await aDomain(source, { kind: 'social_board', keepsRegister: false })
  const by = await signedIn(source, social, { role: 'social_worker' })
  const id = await shared(source, trusted, { personId: casesOf(trusted).own, toDomainId: social.id })
  await accepted(source, by, id)
  visit = { id, by }
}

const casesOf = (who: Staff): Cases => cases.get(who) as Cases

/** A session, a sign-in that has begun, tries that are counted, a form that waits and an invitation: none of which is carried over. */
async function waysUnderWay(): Promise<void> {
  await take(source.signIn, 'begun|192.0.2.1', LIMITS.begun)
  const opening = {
    way: 'passkey',
    purpose: 'sign_in',
    token: null,
    invitation: null,
    browser: null,
    kept: null,
  } as const
  await openAttempt(source.signIn, opening)
  await anInvitation(source, domain, await aColleague(source, domain, { signInName: 'inbjuden' }))
}

async function sealed(): Promise<void> {
  await sealAll(source.jobs)
  await new Signing(source.jobs, signerFrom(newKey()) as Signer, null).signAll()
  await fileWitness(witness).hand(await signedHeads(source.jobs, 0, 500))
}

async function asked<T>(bed: TestBed, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(bed.owner)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const countIn = (bed: TestBed, table: string) =>
  asked(bed, async (client) => Number((await client.query(`select count(*) as n from ${table}`)).rows[0].n))

/** What a table holds, whatever the order: a figure for all of it. */
const printOf = (bed: TestBed, tables: readonly string[]) =>
  asked(bed, async (client) => {
    const prints: Record<string, string> = {}
    for (const table of tables) {
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as print from ${table} t`,
      )
      prints[table] = rows[0].print
    }
    return prints
  })

/** What must be in a database for this to be a drill at all. */
const HELD = [
  ...['public.person', 'public.person_merge', 'public.note', 'public.enrolment', 'public.register_period'],
  ...[
    'public.delivery',
    'public.retention_run',
    'access.share',
    'access.share_visitor',
    'access.consent',
    'access.block',
  ],
  ...[
    'access.assignment',
    'access.glass',
    'access."extract"',
    'access.passkey',
    'access.staff_change',
    'access.scim_token',
  ],
  ...['trail.event', 'trail.event_private', 'trail.leaf', 'trail.batch', 'trail.signature'],
]

test('every table comes back as it was, row for row, those of notes, shares, blocks, emergencies and the trail among them', async () => {
  const tables = (await asked(source, tablesInOrder)).map(({ name }) => name)
  const before = await printOf(source, tables)
  assert.deepEqual(await printOf(target, tables), before)
  assert.deepEqual(
    HELD.filter((table) => before[table]?.startsWith('0 ') ?? true),
    [],
  )
})

test('what was under way is left behind, and nothing else is: sessions, sign-ins, counted tries, waiting forms, invitations', async () => {
  for (const table of UNDER_WAY) {
    assert.ok((await countIn(source, table)) > 0, `nothing in ${table} to leave behind`)
    assert.equal(await countIn(target, table), 0, table)
  }
  const carried = (await asked(source, tablesInOrder)).map(({ name }) => name)
  const { rows } = await asked(source, (client) =>
    client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'access', 'trail') and c.relkind in ('r', 'p') order by 1`,
    ),
  )
  const left = rows.map(({ name }) => name).filter((name) => !carried.includes(name))
  assert.deepEqual(left, [...UNDER_WAY, 'public.sedd_migration'].sort())
})

test('the trail verifies against what the witness holds, and one that was changed on the way does not', async () => {
  const heads: Witnessed[] = []
  for await (const head of witnessedHeads(witness)) heads.push(head)
  assert.ok(heads.length > 0)
  const verified = () => readTrail(target.owner, (reader) => verifyTrail(reader, heads))
  assert.deepEqual((await verified()).faults, [])
  await asked(target, async (client) => {
    const change = async (action: string) => {
      await client.query('set session_replication_role = replica')
      await client.query('update trail.event set action = $1 where id = (select min(id) from trail.event)', [action])
    }
    const { rows } = await client.query('select action from trail.event order by id limit 1')
    await change('access.other')
    assert.notDeepEqual((await verified()).faults, [])
    await change(rows[0].action)
  })
  assert.deepEqual((await verified()).faults, [])
})

test('the checks find nothing that is critical or serious but that the tests’ server does not wait for its disk', async () => {
  const findings: Finding[] = []
  await runChecks({ owner: target.owner, jobs: target.jobs, clock: target.jobs.clock }, async (finding) => {
    findings.push(finding)
  })
  assert.ok(findings.length > 100)
  const wrong = findings.filter(({ found, severity }) => found > 0 && severity !== 'notice').map(({ name }) => name)
  assert.deepEqual(wrong, ['catalogue.durable'])
})

const Seen = z.object({ id: z.uuid(), reached: z.boolean() })

/** The same member of staff, signed in to the restored database. */
async function again({ membershipId }: Staff): Promise<Context> {
  const token = await openDemoSession(target.web, membershipId)
  assert.ok(token)
  return { token }
}

/** Which of the persons somebody sees, and of whom how to reach them. */
async function sightOf(who: Context, persons: Readonly<Record<string, PersonId>>) {
  const rows = await target.web.read(who, (tx) =>
    tx.all(
      Seen,
      sql`select id, exists (select from person_contact c where c.person_id = p.id) as reached from person p`,
    ),
  )
  const seen = new Map(rows.map(({ id, reached }) => [id, reached]))
  return Object.fromEntries(
    Object.entries(persons).map(([name, id]) => [name, seen.has(id) ? `${seen.get(id)}` : null]),
  )
}

for (const role of STAFF_ROLES)
  test(`${role} sees in the restored database what the role is for, and neither the protected nor whom one is blocked from`, async () => {
    const { reach } = ROLES[role]
    const who = await again(staff[role])
    const foreign = casesOf(role === 'coach' ? staff.mentor : staff.coach).own
    const contact = String(seesTopic(role, 'contact'))
    assert.deepEqual(await sightOf(who, { ...casesOf(staff[role]), foreign, nobodys }), {
      own: reach === 'none' ? null : contact,
      protected: null,
      blocked: null,
      foreign: reach === 'domain' ? contact : null,
      nobodys: reach === 'domain' ? 'false' : null,
    })
    await assert.rejects(
      target.web.read(who, (tx) => tx.all(z.unknown(), sql`select body from note`)),
      { code: '42501' },
    )
  })

test('one who may see the protected does, an access in an emergency lasts its time, and words take a ticket', async () => {
  const who = await again(trusted)
  const { own, protected: hidden, blocked } = casesOf(trusted)
  assert.deepEqual(await sightOf(who, { own, hidden, blocked, nobodys, given: glass.person }), {
    own: 'true',
    hidden: 'true',
    blocked: null,
    nobodys: null,
    given: 'false',
  })
  assert.deepEqual(await readNotes(target, who, own), ['Vill tillbaka till bygg.'])
  target.setNow('2026-10-15T11:00:00Z')
  assert.deepEqual(await sightOf(who, { given: glass.person }), { given: null })
  target.setNow('2026-10-15T10:00:00Z')
})

test('a share still opens what was shared, to those who were let in', async () => {
  assert.deepEqual(await seenOnVisit(target, await again(visit.by), visit.id), ['identity', 'contact'])
})

test('nobody is signed in: a session of before the backup opens nothing', async () => {
  await assert.rejects(
    target.web.read(staff.kaa_coordinator, async (tx) => tx.actor),
    SessionEnded,
  )
})
