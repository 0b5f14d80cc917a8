import { z } from 'zod'
import {
  type Fault,
  fault,
  type GivenGroup,
  type GivenUser,
  GROUP_SCHEMA,
  isJson,
  type Json,
  type ScimGroup,
  type ScimUser,
  USER_SCHEMA,
} from './model.ts'
import { canonical } from './patch-rules.ts'

export const etagOf = ({ version }: { version: number }) => `W/"${version}"`

/** A user as a client sees it; `base` is the address that the SCIM endpoints begin with. */
export function userResource(user: ScimUser, base: string): Json {
  const location = `${base}/Users/${user.id}`
  return {
    schemas: [USER_SCHEMA],
    id: user.id,
    ...(user.externalId !== null && { externalId: user.externalId }),
    userName: user.userName,
    name: {
      formatted: user.displayName,
      ...(user.givenName !== null && { givenName: user.givenName }),
      ...(user.familyName !== null && { familyName: user.familyName }),
    },
    displayName: user.displayName,
    ...(user.title !== null && { title: user.title }),
    active: user.active,
    emails: user.email === null ? [] : [{ value: user.email, type: 'work', primary: true }],
    phoneNumbers: user.phone === null ? [] : [{ value: user.phone, type: 'work', primary: true }],
    roles: user.roles.map((value) => ({ value })),
    groups: user.groups.map((group) => ({ ...group, $ref: `${base}/Groups/${group.value}`, type: 'direct' })),
    meta: meta('User', user, location),
  }
}

export function groupResource(group: ScimGroup, base: string): Json {
  return {
    schemas: [GROUP_SCHEMA],
    id: group.id,
    ...(group.externalId !== null && { externalId: group.externalId }),
    displayName: group.name,
    members: group.members.map((member) => ({ ...member, $ref: `${base}/Users/${member.value}`, type: 'User' })),
    meta: meta('Group', group, `${base}/Groups/${group.id}`),
  }
}

function meta(
  resourceType: string,
  row: { madeAt: string; changedAt: string; version: number },
  location: string,
): Json {
  return { resourceType, created: row.madeAt, lastModified: row.changedAt, version: etagOf(row), location }
}

/** Only the attributes that were asked for, or all but those that were not wanted; the id and the schemas always. */
export function projected(resource: Json, wanted: { only: string | undefined; without: string | undefined }): Json {
  const names = (text: string | undefined) =>
    text === undefined ? null : new Set(text.split(',').map((name) => (name.trim().split('.')[0] ?? '').toLowerCase()))
  const [only, without] = [names(wanted.only), names(wanted.without)]
  if (only === null && without === null) return resource
  const isKept = (name: string) =>
    ['id', 'schemas'].includes(name) ||
    (only === null ? !without?.has(name.toLowerCase()) : only.has(name.toLowerCase()))
  return Object.fromEntries(Object.entries(resource).filter(([name]) => isKept(name)))
}

/** One provider writes truth as text. */
const Flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'insensitive' })])
const Words = (most: number) => z.string().trim().max(most).nullish()
const Listed = z.looseObject({ value: z.unknown(), type: z.string().nullish(), primary: Flag.nullish() })
const List = z
  .array(z.union([Listed, z.string().transform((value) => ({ value, type: null, primary: null }))]))
  .nullish()

const SaidUser = z.object({
  userName: z.string().trim().min(1).max(200),
  externalId: Words(200),
  displayName: Words(200),
  name: z.object({ formatted: Words(200), givenName: Words(100), familyName: Words(100) }).nullish(),
  title: Words(120),
  active: Flag.nullish(),
  emails: List,
  phoneNumbers: List,
  roles: List,
})

const SaidGroup = z.object({
  displayName: z.string().trim().min(1).max(80),
  externalId: Words(200),
  members: z.array(z.object({ value: z.uuid() })).nullish(),
})

type Read<Given> = { readonly ok: true; readonly given: Given } | Fault

/** What Sedd keeps of what a client says of a user. */
export function readUser(body: unknown): Read<GivenUser> {
  const said = SaidUser.safeParse(canonical(body))
  if (!said.success) return wrong(said.error)
  const { userName, externalId, name, title, active, roles } = said.data
  const [givenName, familyName] = [name?.givenName || null, name?.familyName || null]
  const whole = [givenName, familyName].filter((part) => part !== null).join(' ')
  const email = chosen(said.data.emails)
  const phone = chosen(said.data.phoneNumbers)
  if (email !== null && (email.length > 254 || !email.includes('@')))
    return fault('invalidValue', 'emails: not an address.')
  return {
    ok: true,
    given: {
      userName,
      externalId: externalId || null,
      displayName: said.data.displayName || name?.formatted || whole || userName,
      givenName,
      familyName,
      title: title || null,
      email,
      phone: phone === null ? null : phone.slice(0, 40),
      roles: [...new Set((roles ?? []).map(({ value }) => roleName(value)).filter((role) => role !== ''))].slice(0, 40),
      active: active ?? true,
    },
  }
}

export function readGroup(body: unknown): Read<GivenGroup> {
  const said = SaidGroup.safeParse(canonical(body))
  if (!said.success) return wrong(said.error)
  const { displayName, externalId, members } = said.data
  const ids = [...new Set((members ?? []).map(({ value }) => value))]
  return { ok: true, given: { name: displayName, externalId: externalId || null, members: ids } }
}

/** Which attribute cannot be used; never what it held. */
function wrong({ issues }: z.ZodError): Fault {
  return fault(
    'invalidValue',
    `${issues[0]?.path.join('.') || 'The resource'}: missing or not in a form that can be used.`,
  )
}

/** The one that is primary, else the one of work, else the first. */
function chosen(list: z.infer<typeof List>): string | null {
  const all = (list ?? []).filter(({ value }) => typeof value === 'string' && value.trim() !== '')
  const found =
    all.find(({ primary }) => primary === true) ?? all.find(({ type }) => type?.toLowerCase() === 'work') ?? all[0]
  return typeof found?.value === 'string' ? found.value.trim() : null
}

/** One provider gives a role as JSON within the text. */
function roleName(value: unknown): string {
  if (typeof value !== 'string') return ''
  if (!value.startsWith('{')) return value.trim().slice(0, 120)
  try {
    const said: unknown = JSON.parse(value)
    return isJson(said) ? String(said['value'] ?? said['displayName'] ?? '').slice(0, 120) : ''
  } catch {
    return ''
  }
}
