import { randomBytes } from 'node:crypto'
import type { Role } from '../../src/access/model.ts'
import { invite } from '../../src/access/sign-in/actions.ts'
import { parkedForms, parkForm } from '../../src/access/sign-in/store.ts'
import { addAccount, addMembership, openDemoSession } from '../../src/access/store.ts'
import type { Context } from '../../src/kernel/database.ts'
import type { TestBed, TestDomain } from './domain.ts'

/** A passkey of nobody's making: what is tested with it is not the signature. Gives its id. */
export async function aPasskey(bed: TestBed, accountId: string, name = 'Telefonen'): Promise<string> {
  const [row] = await asAccessOwner(
    bed,
    `insert into access.passkey (account_id, credential_id, public_key, counter, transports, backed_up, name)
     values ($1, $2, $3, 1, '{internal}', false, $4) returning id`,
    [accountId, randomBytes(20), randomBytes(77), name],
  )
  return row.id
}

/** One more session of the same person, in another browser. */
export async function anotherSession(bed: TestBed, who: Context): Promise<Context & { readonly id: string }> {
  const { membershipId } = await bed.web.read(who, async (tx) => tx.actor)
  const token = await openDemoSession(bed.web, membershipId ?? '')
  if (token === null) throw new Error('no session')
  const { sessionId } = await bed.web.read({ token }, async (tx) => tx.actor)
  return { token, id: sessionId }
}

/** A form that could not be sent. Gives its id. */
export async function aParkedForm(bed: TestBed, who: Context, fields: readonly (readonly [string, string])[] = []) {
  const kept = { token: who.token, path: '/admin/units', cameFrom: null, fields: JSON.stringify(fields) }
  await parkForm(bed.web, kept)
  const [newest] = await bed.web.read(who, parkedForms)
  return newest?.id ?? ''
}

/** A colleague who is no part of a demonstration, and has no way in yet. */
export async function aColleague(bed: TestBed, domain: TestDomain, given: { role?: Role; signInName: string }) {
  const { role = 'coach', signInName } = given
  const accountId = await addAccount(bed.jobs, { signInName, displayName: `Kollega ${signInName}`, face: null })
  await anotherRole(bed, domain, { accountId, role })
  return accountId
}

/** A role of theirs, here or in another domain. Gives the id of the membership. */
export function anotherRole(bed: TestBed, domain: TestDomain, given: { accountId: string; role: Role }) {
  return bed.jobs.write(domain.machine, async (tx) => {
    await tx.record('access.membership_added', { object: given.accountId })
    return addMembership(tx, { ...given, title: null, seesProtected: false })
  })
}

export function anInvitation(bed: TestBed, domain: TestDomain, accountId: string): Promise<string> {
  return bed.jobs.write(domain.machine, (tx) => invite(tx, { accountId, hours: 72 }))
}

/** Statements as the owner of the access schema, for what no function of ours does: letting time pass, taking an account away. */
export async function asAccessOwner(bed: TestBed, statement: string, values: readonly unknown[] = []) {
  const client = await bed.accessOwner()
  return (await client.query(statement, [...values])).rows
}

/** Signed in the ordinary way, as by a passkey: what is tested is not how. */
export async function signedInByPasskey(bed: TestBed, accountId: string): Promise<Context> {
  const [row] = await asAccessOwner(
    bed,
    `select access.make_session($1, 'passkey', 2, now(), 'Firefox · Linux') as token`,
    [accountId],
  )
  return { token: row.token }
}

/** Lets so much time pass for a session: since it was used, and since it was shown anew who one is. */
export async function letPass(bed: TestBed, { token }: Context, time: string): Promise<void> {
  await asAccessOwner(
    bed,
    `update access.session set seen_at = seen_at - $2::interval, strong_at = strong_at - $2::interval,
            created_at = created_at - $2::interval, expires_at = expires_at - $2::interval
      where token_sha = access.sha($1)`,
    [token, time],
  )
}
