import { z } from 'zod'
import type { Database, Read, Write } from '../../kernel/database.ts'
import { joinSql, raw, type Sql, sql } from '../../kernel/sql.ts'
import type { Comparison } from './filter-rules.ts'
import { type GivenGroup, type GivenUser, ScimGroup, ScimRole, ScimToken, ScimUser } from './model.ts'

const Id = z.object({ id: z.uuid() })
const Session = z.object({ token: z.string(), tokenId: z.uuid() })

/** The session of one request for whoever holds the token; null for a token that does not last. */
export async function openScimSession(db: Database, bearer: string): Promise<z.infer<typeof Session> | null> {
  const [row] = await db.call(
    Session,
    sql`select token, token_id as "tokenId" from access.open_scim_session(${bearer})`,
  )
  return row ?? null
}

const userColumns = sql`
  id, user_name as "userName", external_id as "externalId", display_name as "displayName", given_name as "givenName",
  family_name as "familyName", title, email, phone, roles, active, made_at as "madeAt", changed_at as "changedAt", version, groups`
const groupColumns = sql`
  id, name, external_id as "externalId", made_at as "madeAt", changed_at as "changedAt", version, members`

/** Which attributes can be filtered by, and the column each stands in; `exact`: the case of letters counts. */
type Filterable = Readonly<Record<string, { readonly column: string; readonly exact?: boolean }>>
export const USER_FILTERS: Filterable = {
  id: { column: 'id::text', exact: true },
  externalid: { column: 'external_id', exact: true },
  username: { column: 'user_name' },
  displayname: { column: 'display_name' },
  'name.givenname': { column: 'given_name' },
  'name.familyname': { column: 'family_name' },
  title: { column: 'title' },
  emails: { column: 'email' },
  'emails.value': { column: 'email' },
  active: { column: 'active::text' },
}
export const GROUP_FILTERS: Filterable = {
  id: { column: 'id::text', exact: true },
  externalid: { column: 'external_id', exact: true },
  displayname: { column: 'name' },
}

function conditions(comparisons: readonly Comparison[], known: Filterable): Sql {
  const each = comparisons.map(({ attribute, operator, value }) => {
    const { column = 'null', exact = false } = known[attribute] ?? {}
    const held = exact ? raw(column) : raw(`lower(${column})`)
    const wanted = exact ? String(value) : String(value).toLowerCase()
    if (operator === 'pr') return sql`coalesce(${raw(column)}, '') <> ''`
    if (operator === 'eq') return sql`${held} = ${wanted}`
    if (operator === 'ne') return sql`${held} is distinct from ${wanted}`
    if (operator === 'co') return sql`position(${wanted} in ${held}) > 0`
    return operator === 'sw'
      ? sql`left(${held}, ${wanted.length}) = ${wanted}`
      : sql`right(${held}, ${wanted.length}) = ${wanted}`
  })
  return each.length === 0 ? sql`true` : joinSql(each, ' and ')
}

export type Page = { readonly comparisons: readonly Comparison[]; readonly startIndex: number; readonly count: number }
export type Found<Row> = { readonly total: number; readonly rows: readonly Row[] }

/** What a comparison alone says of an attribute: the function that is asked then looks nobody else up. */
function only({ comparisons }: Page, attribute: string): string | null {
  const found = comparisons.find((each) => each.attribute === attribute && each.operator === 'eq')
  return found === undefined ? null : String(found.value)
}

export async function scimUsers(tx: Read, page: Page): Promise<Found<ScimUser>> {
  const from = sql`
      from access.scim_users(null, ${only(page, 'username')}, ${only(page, 'externalid')})
     where ${conditions(page.comparisons, USER_FILTERS)}`
  return paged(tx, ScimUser, { page, columns: userColumns, from })
}

export async function scimGroups(tx: Read, page: Page): Promise<Found<ScimGroup>> {
  const from = sql`
      from access.scim_groups(null, ${only(page, 'displayname')})
     where ${conditions(page.comparisons, GROUP_FILTERS)}`
  return paged(tx, ScimGroup, { page, columns: groupColumns, from })
}

async function paged<T extends z.ZodType>(
  tx: Read,
  row: T,
  { page, columns, from }: { page: Page; columns: Sql; from: Sql },
): Promise<Found<z.infer<T>>> {
  const { total } = await tx.one(z.object({ total: z.number() }), sql`select count(*) as total ${from}`)
  const rows =
    page.count === 0
      ? []
      : await tx.all(
          row,
          sql`select ${columns} ${from} order by made_at, id limit ${page.count} offset ${page.startIndex - 1}`,
        )
  return { total, rows }
}

export function scimUser(tx: Read, id: string): Promise<ScimUser> {
  return tx.one(ScimUser, sql`select ${userColumns} from access.scim_users(${id}, null, null)`)
}

export function scimGroup(tx: Read, id: string): Promise<ScimGroup> {
  return tx.one(ScimGroup, sql`select ${groupColumns} from access.scim_groups(${id}, null)`)
}

export async function groupNamed(tx: Read, name: string): Promise<ScimGroup | null> {
  const [found] = await tx.all(ScimGroup, sql`select ${groupColumns} from access.scim_groups(null, ${name})`)
  return found ?? null
}

/** Lock in a statement of its own, then read. */
export async function lockUser(tx: Write, id: string): Promise<ScimUser> {
  await tx.one(Id, sql`select id from access.lock_scim_user(${id}) as id`)
  return scimUser(tx, id)
}

export async function lockGroup(tx: Write, id: string): Promise<ScimGroup> {
  await tx.one(Id, sql`select id from access.lock_scim_group(${id}) as id`)
  return scimGroup(tx, id)
}

/** Whether the name that links a user to an identity provider must stay as it is. */
export async function isNameFixed(tx: Read, id: string): Promise<boolean> {
  const row = await tx.one(z.object({ fixed: z.boolean() }), sql`select access.scim_name_fixed(${id}) as fixed`)
  return row.fixed
}

/** Null when the name is another's already. */
export async function saveUser(tx: Write, id: string | null, given: GivenUser): Promise<string | null> {
  const saved = await tx.maybe(
    Id,
    sql`select id from access.save_scim_user(${id}, ${JSON.stringify(given)}::jsonb) as id`,
  )
  return saved?.id ?? null
}

/** Null when a member is nobody here. */
export async function saveGroup(tx: Write, id: string | null, given: GivenGroup): Promise<string | null> {
  const saved = await tx.maybe(
    Id,
    sql`select id from access.save_scim_group(${id}, ${given.name}, ${given.externalId}, ${given.members}) as id`,
  )
  return saved?.id ?? null
}

export async function removeUser(tx: Write, id: string): Promise<void> {
  await tx.one(Id, sql`select id from access.remove_scim_user(${id}) as id`)
}

export async function removeGroup(tx: Write, id: string): Promise<void> {
  await tx.one(Id, sql`select id from access.remove_scim_group(${id}) as id`)
}

export function scimTokens(tx: Read): Promise<ScimToken[]> {
  return tx.all(
    ScimToken,
    sql`
    select id, name, made_by_name as "madeByName", made_at as "madeAt", until_at as "untilAt", used_at as "usedAt",
           revoked_at as "revokedAt", lasts
      from access.scim_tokens()`,
  )
}

export async function insertToken(tx: Write, made: { name: string; sha: Buffer; days: number }): Promise<string> {
  const row = await tx.one(Id, sql`select access.add_scim_token(${made.name}, ${made.sha}, ${made.days}) as id`)
  return row.id
}

export async function revokeToken(tx: Write, id: string): Promise<void> {
  await tx.one(Id, sql`select id from access.revoke_scim_token(${id}) as id`)
}

export function scimRoles(tx: Read): Promise<ScimRole[]> {
  return tx.all(ScimRole, sql`select id, name, role from access.scim_roles()`)
}

/** Null when the role is none that can be given so. */
export async function mapRole(tx: Write, mapped: { name: string; role: string }): Promise<string | null> {
  const row = await tx.maybe(Id, sql`select id from access.map_scim_role(${mapped.name}, ${mapped.role}) as id`)
  return row?.id ?? null
}

export async function unmapRole(tx: Write, id: string): Promise<void> {
  await tx.one(Id, sql`select id from access.unmap_scim_role(${id}) as id`)
}
