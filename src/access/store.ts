import { z } from 'zod'
import type { Context, Database, Question, Read } from '../kernel/database.ts'
import { InstantText } from '../kernel/date.ts'
import { prepared, sql } from '../kernel/sql.ts'
import { Colleague, DemoAccount, Domain, type DomainKind } from './model.ts'

const Token = z.object({ token: z.string() })
const Made = z.object({ id: z.uuid() })

/** The domains of a municipality, or of the whole installation when it is null. For the machine, which has no domain yet. */
export function domainsOf(db: Database, municipality: string | null): Promise<Domain[]> {
  return db.call(
    Domain,
    sql`select id, code, name, municipality_code, kind, keeps_register from access.domains(${municipality})`,
  )
}

export async function domainByCode(db: Database, code: string): Promise<Domain | null> {
  return (await domainsOf(db, null)).find((domain) => domain.code === code) ?? null
}

/** Long enough for the longest import; the worker opens a new one well before. */
const MACHINE_MINUTES = 120

/** Opens a session of the machine for one domain and one purpose, which the trail will name. */
export async function machineContext(db: Database, domainId: string, purpose: string): Promise<Context> {
  const [row] = await db.call(
    Token,
    sql`select access.open_machine_session(${domainId}, ${purpose}, ${MACHINE_MINUTES}) as token`,
  )
  if (!row) throw new Error('no machine session')
  return { token: row.token }
}

export type NewDomain = {
  readonly code: string
  readonly name: string
  readonly kind: DomainKind
  readonly municipality: string | null
  readonly keepsRegister: boolean
}

export async function addDomain(db: Database, domain: NewDomain): Promise<string> {
  const [row] = await db.call(
    Made,
    sql`select access.add_domain(${domain.code}, ${domain.name}, ${domain.kind}, ${domain.municipality}, ${domain.keepsRegister}) as id`,
  )
  if (!row) throw new Error('no domain was made')
  return row.id
}

export async function addAccount(
  db: Database,
  account: { signInName: string; displayName: string; face: number | null },
) {
  const [row] = await db.call(
    Made,
    sql`select access.add_account(${account.signInName}, ${account.displayName}, ${account.face}) as id`,
  )
  if (!row) throw new Error('no account was made')
  return row.id
}

const OwnTeam = z.object({ id: z.uuid(), name: z.string() })

/** The teams that the actor is in. */
export function ownTeams(tx: Read): Promise<z.infer<typeof OwnTeam>[]> {
  return tx.all(OwnTeam, prepared(sql`select id, name from access.own_teams()`))
}

/** Gives an account a role in the domain of the transaction. */
export async function addMembership(
  tx: Read,
  member: { accountId: string; role: string; title: string | null; seesProtected: boolean },
): Promise<string> {
  const row = await tx.one(
    Made,
    sql`select access.add_membership(${member.accountId}, ${member.role}, ${member.title}, ${member.seesProtected}) as id`,
  )
  return row.id
}

export function demoAccounts(db: Database): Promise<DemoAccount[]> {
  return db.call(
    DemoAccount,
    sql`
    select membership_id as "membershipId", display_name as "displayName", face, role, title,
           domain_name as "domainName", municipality_code as municipality
      from access.demo_accounts()`,
  )
}

/** How many alerts the one whose session it is has not read. Asked for every page, so by the token alone and in one statement. */
export async function unreadAlerts(db: Database, token: string): Promise<number> {
  const [row] = await db.call(Unread, unreadOf(token))
  return row?.unread ?? 0
}

/** The same in a transaction that is open already. */
export async function unreadAlertsIn(tx: Read, token: string): Promise<number> {
  return (await tx.one(Unread, unreadOf(token))).unread
}

const Unread = z.object({ unread: z.number() })
const unreadOf = (token: string) => prepared(sql`select access.unread_alerts(${token}) as unread`)

/** The token of a new session, or null when the membership is not one of the demonstration's. */
export async function openDemoSession(db: Database, membershipId: string): Promise<string | null> {
  const accounts = await demoAccounts(db)
  if (!accounts.some((account) => account.membershipId === membershipId)) return null
  const [row] = await db.call(Token, sql`select access.open_demo_session(${membershipId}, ${10}) as token`)
  return row?.token ?? null
}

export async function closeSession(db: Database, token: string): Promise<void> {
  await db.call(z.unknown(), sql`select access.close_session(${token})`)
}

export async function setLanguage(db: Database, token: string, language: 'sv' | 'en'): Promise<void> {
  await db.call(z.unknown(), sql`select access.set_language(${token}, ${language})`)
}

/** Staff of the actor's own domain, former ones too. One account with two roles stands once for each. */
export const COLLEAGUES: Question<typeof Colleague> = {
  row: Colleague,
  query: sql`
    select account_id as "accountId", sign_in_name as "signInName", display_name as "displayName", role, title, current,
           sees_protected as "seesProtected", membership_id as "membershipId",
           team_ids as "teamIds"
      from access.colleagues()`,
}

/** The same, asked alone. */
export function colleagues(tx: Read): Promise<Colleague[]> {
  return tx.all(COLLEAGUES.row, prepared(COLLEAGUES.query))
}

/** The domains of the actor's municipality: names and kinds, for the administrator. */
export function siblingDomains(tx: Read): Promise<Domain[]> {
  return tx.all(
    Domain,
    sql`select id, code, name, municipality_code, kind, keeps_register from access.sibling_domains()`,
  )
}

export async function updateDomainName(tx: Read, name: string): Promise<void> {
  await tx.all(z.unknown(), sql`select access.rename_domain(${name})`)
}

/** Throws when the database does not answer. */
export async function reachable(db: Database): Promise<void> {
  await db.call(z.object({ ready: z.number() }), sql`select 1 as ready`)
}

const RunningGlass = z.object({ assignmentId: z.uuid(), personId: z.uuid(), until: InstantText })

/** The actor's own access in an emergency, while it lasts: of several the one that ends first. */
export async function runningGlass(tx: Read): Promise<z.infer<typeof RunningGlass> | null> {
  const [first = null] = await tx.all(
    RunningGlass,
    prepared(sql`
    select assignment_id as "assignmentId", person_id as "personId", until_at as until from access.running_glass()`),
  )
  return first
}
