import { Client } from 'pg'
import type { DomainKind, Role } from '../../src/access/model.ts'
import { addAccount, addDomain, addMembership, machineContext, openDemoSession } from '../../src/access/store.ts'
import { clockAt } from '../../src/kernel/clock.ts'
import { type Connection, type Context, Database } from '../../src/kernel/database.ts'
import type { Instant } from '../../src/kernel/date.ts'
import type { RuntimeRole } from '../../src/kernel/migrate.ts'
import { permissionsOf } from '../../src/web/permissions.ts'
import { cloneDatabase, type Template, type TestDatabase } from './cluster.ts'
import { onNextFile } from './each-file.ts'

/** A database of the test file's own, with one way in for the web and one for the machine, both with the same clock. */
export type TestBed = {
  readonly web: Database
  readonly jobs: Database
  readonly signIn: Database
  /** As owner, for reference data. */
  readonly owner: Connection
  /** The same database as a surface signs in to it, through a pooler where one stands before it. */
  as(role: RuntimeRole): Connection
  /** One session as the owner of the access schema, for what no function of ours does; the same each time, closed with the bed. */
  accessOwner(): Promise<Client>
  /** Moves the clock of both. Stands at 2026-10-15 12:00 in Stockholm until it is moved. */
  setNow(instant: string): void
  close(): Promise<void>
}

export type TestDomain = { readonly id: string; readonly code: string; readonly machine: Context }

export async function testBed(template?: Template): Promise<TestBed> {
  return bedOf(await cloneDatabase(template))
}

/** The same of a database that is there. */
export function bedOf(database: TestDatabase): TestBed {
  let now = '2026-10-15T10:00:00Z' as Instant
  const clock = { now: () => now, today: () => clockAt(now).today() }
  const options = { clock, permissions: permissionsOf }
  const web = new Database(database.as('sedd_web'), options)
  const jobs = new Database(database.as('sedd_jobs'), options)
  const signIn = new Database(database.as('sedd_sign_in'), options)
  let accessOwner: Promise<Client> | undefined
  return {
    web,
    jobs,
    signIn,
    owner: database.owner,
    as: database.as,
    accessOwner: () => {
      accessOwner ??= asAccessOwner(database.owner)
      return accessOwner
    },
    setNow: (instant) => {
      now = new Date(instant).toISOString() as Instant
    },
    close: async () => {
      await Promise.all([web.close(), jobs.close(), signIn.close(), accessOwner?.then((client) => client.end())])
      await database.drop()
    },
  }
}

async function asAccessOwner(owner: Connection): Promise<Client> {
  const client = new Client(owner)
  await client.connect()
  await client.query('set role sedd_access')
  return client
}

let made = 0
onNextFile(() => {
  made = 0
})

export async function aDomain(
  bed: TestBed,
  given: {
    code?: string
    name?: string
    kind?: DomainKind
    municipality?: string | null
    keepsRegister?: boolean
  } = {},
): Promise<TestDomain> {
  made += 1
  const municipality = given.municipality === undefined ? '0484' : given.municipality
  const code = given.code ?? `D${made}`
  const id = await addDomain(bed.jobs, {
    code,
    name: given.name ?? `Nämnd ${made}`,
    kind: given.kind ?? 'school_board',
    municipality,
    keepsRegister: given.keepsRegister ?? municipality !== null,
  })
  return { id, code, machine: await machineContext(bed.jobs, id, 'test') }
}

/** A new member of staff in the domain, signed in. */
export async function signedIn(
  bed: TestBed,
  domain: TestDomain,
  member: { role: Role; title?: string; seesProtected?: boolean; displayName?: string },
): Promise<Context & { readonly accountId: string; readonly membershipId: string; readonly signInName: string }> {
  made += 1
  const signInName = `staff${made}`
  const displayName = member.displayName ?? `Person ${made}`
  const accountId = await addAccount(bed.jobs, { signInName, displayName, face: made })
  const membership = {
    accountId,
    role: member.role,
    title: member.title ?? null,
    seesProtected: member.seesProtected ?? false,
  }
  const membershipId = await bed.jobs.write(domain.machine, async (tx) => {
    await tx.record('access.membership_added', { object: accountId })
    return addMembership(tx, membership)
  })
  const token = await openDemoSession(bed.web, membershipId)
  if (token === null) throw new Error('no session')
  return { token, accountId, membershipId, signInName }
}

/** Everybody who is signed in has shown just now who they are: for tests that take longer than that is fresh. */
export async function shownAnew(bed: TestBed): Promise<void> {
  const client = await bed.accessOwner()
  await client.query("update access.session set strong_at = now(), seen_at = now() where method = 'demo'")
}
