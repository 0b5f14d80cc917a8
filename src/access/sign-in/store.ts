import { DatabaseError } from 'pg'
import { z } from 'zod'
import type { Database, Read, Write } from '../../kernel/database.ts'
import { type Sql, sql } from '../../kernel/sql.ts'
import {
  Invited,
  Journey,
  KnownPasskey,
  type NewPasskey,
  Opened,
  OwnIdentity,
  OwnMembership,
  OwnPasskey,
  OwnSession,
  ParkedForm,
  Purpose,
  type Shown,
} from './model.ts'

const Token = z.object({ token: z.string().nullable() })

/** The database's own refusal of a proof (28000) is an answer: null. Anything else goes on being thrown. */
async function proven<T extends z.ZodType>(db: Database, row: T, query: Sql): Promise<z.infer<T> | null> {
  try {
    const [found] = await db.call(row, query)
    return found ?? null
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '28000') return null
    throw error
  }
}

const tokenOf = async (db: Database, query: Sql): Promise<string | null> =>
  (await proven(db, Token, query))?.token ?? null

export type Opening = {
  readonly way: 'passkey' | 'oidc'
  readonly purpose: Purpose
  readonly token: string | null
  readonly invitation: string | null
  readonly browser: string | null
  readonly kept: Journey | null
}

/** Null when there is nobody to open it for: no session, or no such invitation. */
export function openAttempt(db: Database, opening: Opening): Promise<Opened | null> {
  const { way, purpose, token, invitation, browser, kept } = opening
  return proven(
    db,
    Opened,
    sql`
    select secret, account_id as "accountId", sign_in_name as "signInName", display_name as "displayName", credentials
      from access.open_attempt(${way}, ${purpose}, ${token}, ${invitation}, ${browser}, ${JSON.stringify(kept ?? {})})`,
  )
}

/** What a passkey was asked for; null when it was asked for too long ago, or has been answered. */
export async function takePasskeyAttempt(db: Database, secret: string): Promise<Purpose | null> {
  const taken = await proven(
    db,
    z.object({ purpose: Purpose }),
    sql`select purpose from access.take_attempt('passkey', ${secret}, null)`,
  )
  return taken?.purpose ?? null
}

/** The journey that came back, when it is to the browser that set out. */
export function takeJourney(db: Database, came: { state: string; browser: string }) {
  return proven(
    db,
    z.object({ purpose: Purpose, kept: Journey }),
    sql`select purpose, kept from access.take_attempt('oidc', ${came.state}, ${came.browser})`,
  )
}

export function passkeyOf(db: Database, credential: Buffer): Promise<KnownPasskey | null> {
  return proven(
    db,
    KnownPasskey,
    sql`select account_id as "accountId", public_key as "publicKey", counter, transports from access.passkey_of(${credential})`,
  )
}

/** What was checked of a passkey's answer, for the function that uses it. */
export type Answered = { readonly secret: string; readonly credential: Buffer; readonly counter: number }

export function signInWithPasskey(db: Database, { secret, credential, counter }: Answered, device: string | null) {
  return tokenOf(db, sql`select access.sign_in_with_passkey(${secret}, ${credential}, ${counter}, ${device}) as token`)
}

export function confirmWithPasskey(db: Database, { secret, credential, counter }: Answered, token: string) {
  return tokenOf(db, sql`select access.confirm_with_passkey(${secret}, ${token}, ${credential}, ${counter}) as token`)
}

/** Null when that authenticator is registered already. */
export async function insertPasskey(
  tx: Write,
  made: NewPasskey & { secret: string; token: string; name: string },
): Promise<string | null> {
  const row = await tx.one(
    z.object({ id: z.uuid().nullable() }),
    sql`
    select access.add_passkey(${made.secret}, ${made.token}, ${made.credential}, ${made.publicKey}, ${made.counter},
      ${[...made.transports]}, ${made.backedUp}, ${made.name}) as id`,
  )
  return row.id
}

export function invited(db: Database, invitation: string): Promise<Invited | null> {
  return proven(
    db,
    Invited,
    sql`
    select account_id as "accountId", display_name as "displayName", domain_name as "domainName", expires_at as "expiresAt"
      from access.invited(${invitation})`,
  )
}

export function acceptWithPasskey(
  db: Database,
  made: NewPasskey & { secret: string; name: string; device: string | null },
): Promise<string | null> {
  return tokenOf(
    db,
    sql`
    select access.accept_with_passkey(${made.secret}, ${made.credential}, ${made.publicKey}, ${made.counter},
      ${[...made.transports]}, ${made.backedUp}, ${made.name}, ${made.device}) as token`,
  )
}

/** What came back from an identity provider, for the attempt that `secret` names. */
export type CameBack = { readonly secret: string; readonly shown: Shown; readonly device: string | null }

export function signInWithOidc(db: Database, { secret, shown, device }: CameBack, domains: readonly string[] | null) {
  return tokenOf(
    db,
    sql`
    select access.sign_in_with_oidc(${secret}, ${shown.issuer}, ${shown.subject}, ${shown.level}, ${shownAt(shown)},
      ${shown.names}, ${domains && [...domains]}, ${device}) as token`,
  )
}

export function confirmWithOidc(db: Database, { secret, shown }: CameBack, token: string): Promise<string | null> {
  return tokenOf(
    db,
    sql`
    select access.confirm_with_oidc(${secret}, ${token}, ${shown.issuer}, ${shown.subject}, ${shownAt(shown)}) as token`,
  )
}

export function acceptWithOidc(db: Database, { secret, shown, device }: CameBack): Promise<string | null> {
  return tokenOf(
    db,
    sql`
    select access.accept_with_oidc(${secret}, ${shown.issuer}, ${shown.subject}, ${shown.level}, ${shownAt(shown)},
      ${device}) as token`,
  )
}

const shownAt = ({ shownAt: at }: Shown) => (at === null ? null : new Date(at * 1000).toISOString())

export function confirmDemo(db: Database, token: string): Promise<string | null> {
  return tokenOf(db, sql`select access.confirm_demo(${token}) as token`)
}

/** The same session under another token, in another of one's own memberships; null when it is not one's own. */
export function switchMembership(db: Database, token: string, membershipId: string): Promise<string | null> {
  return tokenOf(db, sql`select access.switch_membership(${token}, ${membershipId}) as token`)
}

export async function touchSession(db: Database, token: string): Promise<void> {
  await db.call(z.unknown(), sql`select access.touch_session(${token})`)
}

export function ownSessions(tx: Read): Promise<OwnSession[]> {
  return tx.all(
    OwnSession,
    sql`
    select id, method, assurance, device, made_at as "madeAt", seen_at as "seenAt", domain_name as "domainName"
      from access.own_sessions()`,
  )
}

export function ownPasskeys(tx: Read): Promise<OwnPasskey[]> {
  return tx.all(
    OwnPasskey,
    sql`
    select id, name, backed_up as "backedUp", made_at as "madeAt", last_used_at as "lastUsedAt" from access.own_passkeys()`,
  )
}

export function ownIdentities(tx: Read): Promise<OwnIdentity[]> {
  return tx.all(
    OwnIdentity,
    sql`select id, issuer, linked_at as "linkedAt", last_used_at as "lastUsedAt" from access.own_identities()`,
  )
}

export function ownMemberships(tx: Read): Promise<OwnMembership[]> {
  return tx.all(
    OwnMembership,
    sql`select id, role, title, domain_name as "domainName", is_current as "isCurrent" from access.own_memberships()`,
  )
}

export async function updatePasskeyName(tx: Write, id: string, name: string): Promise<boolean> {
  const row = await tx.one(z.object({ done: z.boolean() }), sql`select access.rename_passkey(${id}, ${name}) as done`)
  return row.done
}

export async function deleteWayIn(tx: Write, id: string): Promise<'gone' | 'last' | 'done'> {
  const row = await tx.one(
    z.object({ outcome: z.enum(['gone', 'last', 'done']) }),
    sql`select access.remove_way_in(${id}) as outcome`,
  )
  return row.outcome
}

/** Ends one session of the actor's own, or all when none is named; how many there were. */
export async function endSessions(tx: Write, id: string | null): Promise<number> {
  const row = await tx.one(z.object({ ended: z.number() }), sql`select access.end_sessions(${id}) as ended`)
  return row.ended
}

export type Parking = {
  readonly token: string
  readonly path: string
  readonly cameFrom: string | null
  readonly fields: string
}

/** Keeps a form for the account of a session, ended or not; false when there is no such session, or too many wait already. */
export async function parkForm(db: Database, { token, path, cameFrom, fields }: Parking): Promise<boolean> {
  const [row] = await db.call(
    z.object({ id: z.uuid().nullable() }),
    sql`select access.park_form(${token}, ${path}, ${cameFrom}, ${fields}) as id`,
  )
  return typeof row?.id === 'string'
}

export function parkedForms(tx: Read): Promise<ParkedForm[]> {
  return tx.all(
    ParkedForm,
    sql`select id, path, came_from as "cameFrom", fields, made_at as "madeAt" from access.parked_forms()`,
  )
}

/** What the drafts of whoever is signed in are locked with in their tab, as base64. */
export async function draftKey(tx: Read): Promise<string> {
  return (await tx.one(z.object({ key: z.string() }), sql`select access.draft_key() as key`)).key
}

export async function dropParkedForm(tx: Read, id: string): Promise<boolean> {
  const row = await tx.one(z.object({ done: z.boolean() }), sql`select access.drop_parked_form(${id}) as done`)
  return row.done
}

/** The token of an invitation, to be handed over once; null when that account is not this domain's alone to invite. */
export async function makeInvitation(tx: Write, accountId: string, hours: number): Promise<string | null> {
  const row = await tx.one(Token, sql`select access.invite(${accountId}, ${hours}) as token`)
  return row.token
}

/** A browser that told somebody tells them no more, unless they are the one whose session `token` is. */
export async function forgetDevice(db: Database, secret: string, token: string | null): Promise<void> {
  await db.call(z.unknown(), sql`select access.forget_push_device(${secret}, ${token})`)
}

/** Takes away what is over. For the worker. */
export async function tidySignIn(db: Database): Promise<void> {
  await db.call(z.unknown(), sql`select access.tidy_sign_in()`)
}
