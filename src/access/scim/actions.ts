import { createHash, randomBytes } from 'node:crypto'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { takesTwo } from '../accounts/rules.ts'
import type { StaffRole } from '../roles.ts'
import type { GivenGroup, GivenUser, ScimGroup, ScimUser } from './model.ts'
import { etagOf } from './resource-rules.ts'
import * as store from './store.ts'

/** What a client holds to be the present version; another is refused (RFC 7644 section 3.14). Null: it does not say. */
type Held = { readonly ifMatch: string | null }

function requireVersion(row: { version: number }, { ifMatch }: Held): void {
  if (ifMatch === null || ifMatch === '*') return
  const held = ifMatch.split(',').map((each) => each.trim())
  if (!held.includes(etagOf(row))) throw new Refused('conflict', 'version')
}

/** Makes of the present resource what it is to be; a fault is refused as it says. */
type Change<Row, Given> = (present: Row) => Given

export async function addUser(tx: Write, given: GivenUser): Promise<ScimUser> {
  tx.require('access.provision')
  const id = await store.saveUser(tx, null, given)
  if (id === null) throw new Refused('conflict', 'uniqueness')
  await tx.record('access.user_provisioned', { object: id, detail: { made: true, active: given.active } })
  return store.scimUser(tx, id)
}

export async function changeUser(
  tx: Write,
  changed: Held & { id: string; to: Change<ScimUser, GivenUser> },
): Promise<ScimUser> {
  tx.require('access.provision')
  const present = await store.lockUser(tx, changed.id)
  requireVersion(present, changed)
  const given = changed.to(present)
  const isRenamed = given.userName.toLowerCase() !== present.userName.toLowerCase()
  if (isRenamed && (await store.isNameFixed(tx, present.id))) throw new Refused('forbidden', 'name_fixed')
  if ((await store.saveUser(tx, present.id, given)) === null) throw new Refused('conflict', 'uniqueness')
  await tx.record('access.user_provisioned', { object: present.id, detail: { made: false, active: given.active } })
  return store.scimUser(tx, present.id)
}

/** Whoever is removed has left: nothing that they wrote goes. */
export async function removeUser(tx: Write, removed: Held & { id: string }): Promise<void> {
  tx.require('access.provision')
  requireVersion(await store.lockUser(tx, removed.id), removed)
  await store.removeUser(tx, removed.id)
  await tx.record('access.user_removed', { object: removed.id })
}

async function savedGroup(tx: Write, id: string | null, given: GivenGroup): Promise<string> {
  const same = await store.groupNamed(tx, given.name)
  if (same !== null && same.id !== id) throw new Refused('conflict', 'uniqueness')
  const saved = await store.saveGroup(tx, id, given)
  if (saved === null) throw new Refused('invalid', 'member')
  return saved
}

export async function addGroup(tx: Write, given: GivenGroup): Promise<ScimGroup> {
  tx.require('access.provision')
  const id = await savedGroup(tx, null, given)
  await tx.record('access.group_provisioned', { object: id, detail: { members: given.members.length } })
  return store.scimGroup(tx, id)
}

export async function changeGroup(
  tx: Write,
  changed: Held & { id: string; to: Change<ScimGroup, GivenGroup> },
): Promise<ScimGroup> {
  tx.require('access.provision')
  const present = await store.lockGroup(tx, changed.id)
  requireVersion(present, changed)
  const given = changed.to(present)
  await savedGroup(tx, present.id, given)
  await tx.record('access.group_provisioned', { object: present.id, detail: { members: given.members.length } })
  return store.scimGroup(tx, present.id)
}

export async function removeGroup(tx: Write, removed: Held & { id: string }): Promise<void> {
  tx.require('access.provision')
  requireVersion(await store.lockGroup(tx, removed.id), removed)
  await store.removeGroup(tx, removed.id)
  await tx.record('access.group_removed', { object: removed.id })
}

const DAYS = { least: 1, most: 730 }

/** A token for an identity provider: told once, kept as a hash. Its beginning tells those who look for lost secrets what it is. */
export async function makeToken(tx: Write, { name, days }: { name: string; days: number }): Promise<string> {
  tx.require('access.edit_provisioning')
  tx.requireAssurance(3)
  if (name.length < 2 || name.length > 80)
    throw new Refused('invalid', 'token', [{ field: 'name', code: 'name_missing' }])
  if (!Number.isInteger(days) || days < DAYS.least || days > DAYS.most)
    throw new Refused('invalid', 'token', [{ field: 'days', code: 'token_days' }])
  const token = `sedd_scim_${randomBytes(32).toString('base64url')}`
  const id = await store.insertToken(tx, { name, days, sha: createHash('sha256').update(token).digest() })
  await tx.record('access.token_made', { object: id, detail: { days } })
  return token
}

export async function revokeToken(tx: Write, id: string): Promise<void> {
  tx.require('access.edit_provisioning')
  tx.requireAssurance(3)
  await store.revokeToken(tx, id)
  await tx.record('access.token_revoked', { object: id })
}

/** Says which role a name stands for. It is given and taken at once, from those whom the provider has named. */
export async function mapRole(tx: Write, mapped: { name: string; role: StaffRole }): Promise<void> {
  tx.require('access.edit_provisioning')
  tx.requireAssurance(3)
  if (mapped.name.length < 1 || mapped.name.length > 120)
    throw new Refused('invalid', 'mapping', [{ field: 'name', code: 'name_missing' }])
  if (takesTwo(mapped.role, false)) throw new Refused('invalid', 'mapping', [{ field: 'role', code: 'role_takes_two' }])
  const id = await store.mapRole(tx, mapped)
  if (id === null) throw new Refused('invalid', 'mapping', [{ field: 'role', code: 'role_takes_two' }])
  await tx.record('access.role_mapped', { object: id, detail: { role: mapped.role } })
}

export async function unmapRole(tx: Write, id: string): Promise<void> {
  tx.require('access.edit_provisioning')
  tx.requireAssurance(3)
  await store.unmapRole(tx, id)
  await tx.record('access.role_unmapped', { object: id })
}
