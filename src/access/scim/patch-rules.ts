import { type Comparison, fits, parseFilter } from './filter-rules.ts'
import { ENTERPRISE_SCHEMA, type Fault, fault, GROUP_SCHEMA, isJson, type Json, USER_SCHEMA } from './model.ts'

/** One operation of a patch (RFC 7644 section 3.5.2). */
type Operation = { readonly op: 'add' | 'replace' | 'remove'; readonly path: string | null; readonly value: unknown }

type Path = {
  readonly attribute: string
  readonly filter: readonly Comparison[] | null
  readonly sub: string | null
}

type Patched = { readonly ok: true; readonly resource: Json } | Fault

const LISTS = ['emails', 'phoneNumbers', 'roles', 'members']
const READ_ONLY = ['id', 'meta', 'groups', 'schemas']
/** Names in their one way of writing: to a client they are the same in any (RFC 7643 section 2.1). */
const NAMES = new Map(
  [
    ...LISTS,
    ...READ_ONLY,
    ...['userName', 'externalId', 'displayName', 'name', 'givenName', 'familyName', 'formatted', 'title', 'active'],
    ...['value', 'type', 'primary', 'display', 'op', 'path', 'Operations'],
  ].map((name) => [name.toLowerCase(), name]),
)
const named = (name: string) => NAMES.get(name.toLowerCase()) ?? name

/** The same JSON with the names of attributes as we write them. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (!isJson(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [named(name), canonical(each)]))
}

/** Reads the operations of a patch; `value` may come in the place of a path, for several attributes at once. */
export function readPatch(body: unknown): { readonly ok: true; readonly operations: readonly Operation[] } | Fault {
  const given = canonical(body)
  const list = isJson(given) ? given['Operations'] : null
  if (!Array.isArray(list) || list.length === 0) return fault('invalidSyntax', 'Operations are missing.')
  const operations: Operation[] = []
  for (const each of list) {
    const op = isJson(each) ? String(each['op']).toLowerCase() : ''
    if (!isJson(each) || (op !== 'add' && op !== 'replace' && op !== 'remove'))
      return fault('invalidSyntax', 'An operation is neither add, replace nor remove.')
    const { path = null, value } = each
    if (path !== null && typeof path !== 'string') return fault('invalidPath', 'A path is not text.')
    if (op === 'remove' && path === null) return fault('noTarget', 'A removal has no path.')
    if (path === null && !isJson(value)) return fault('invalidValue', 'An operation without a path has no attributes.')
    operations.push({ op, path, value })
  }
  return { ok: true, operations }
}

/** The resource as it is after the operations, each upon what the one before has left. */
export function applyPatch(resource: Json, operations: readonly Operation[]): Patched {
  let left = resource
  for (const { op, path, value } of operations) {
    const parts = path === null ? Object.entries(isJson(value) ? value : {}) : [[path, value] as const]
    for (const [at, given] of parts) {
      const done = applyOne(left, { op, value: given }, String(at))
      if (!done.ok) return done
      left = done.resource
    }
  }
  return { ok: true, resource: left }
}

function applyOne(resource: Json, operation: Omit<Operation, 'path'>, text: string): Patched {
  const path = parsePath(text)
  if (path === 'ignored') return { ok: true, resource }
  if (path === null) return fault('invalidPath', 'A path cannot be read.')
  const { attribute } = path
  if (READ_ONLY.includes(attribute)) {
    const isSame = JSON.stringify(resource[attribute]) === JSON.stringify(operation.value)
    return isSame || attribute === 'schemas'
      ? { ok: true, resource }
      : fault('mutability', `${attribute} cannot be changed.`)
  }
  if (path.filter !== null) return applyFiltered(resource, operation, { ...path, filter: path.filter })
  const held = resource[attribute]
  const put = (value: unknown): Patched => ({ ok: true, resource: { ...resource, [attribute]: value } })
  if (LISTS.includes(attribute))
    return path.sub === null
      ? put(listAfter(listOf(held), operation))
      : put(subOfList(listOf(held), operation, path.sub))
  if (path.sub !== null) {
    const known = isJson(held) ? held : {}
    return put({ ...known, [path.sub]: operation.op === 'remove' ? undefined : operation.value })
  }
  if (operation.op === 'remove') return put(undefined)
  return put(isJson(held) && isJson(operation.value) ? { ...held, ...operation.value } : operation.value)
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const keyOf = (element: unknown) =>
  String(isJson(element) ? (element['value'] ?? JSON.stringify(element)) : element).toLowerCase()

/** A removal that names values takes those; one that names none takes all. */
function listAfter(held: readonly unknown[], { op, value }: Omit<Operation, 'path'>): readonly unknown[] {
  const given = listOf(value ?? undefined)
  const keys = new Set(given.map(keyOf))
  if (op === 'replace') return given
  const others = held.filter((each) => !keys.has(keyOf(each)))
  if (op === 'remove') return given.length === 0 ? [] : others
  return [...others, ...given]
}

function subOfList(held: readonly unknown[], { op, value }: Omit<Operation, 'path'>, sub: string): readonly unknown[] {
  const before = held.length === 0 ? [{}] : held
  return before.map((each) => ({
    ...(isJson(each) ? each : { value: each }),
    [sub]: op === 'remove' ? undefined : value,
  }))
}

/** One that names what kind of address or role it is makes what is not there; one that names the value itself must find it. */
function applyFiltered(
  resource: Json,
  { op, value }: Omit<Operation, 'path'>,
  { attribute, filter, sub }: Path & { readonly filter: readonly Comparison[] },
): Patched {
  const held = listOf(resource[attribute])
  const found = held.filter((each) => fits(each, filter))
  const put = (list: readonly unknown[]): Patched => ({ ok: true, resource: { ...resource, [attribute]: list } })
  if (op === 'remove' && sub === null) return put(held.filter((each) => !found.includes(each)))
  if (found.length === 0) {
    if (op === 'remove' || filter.some((each) => each.attribute === 'value' || each.operator !== 'eq'))
      return fault('noTarget', 'Nothing is there for the path to change.')
    const made = Object.fromEntries(filter.map((each) => [named(each.attribute), each.value]))
    return put([
      ...held,
      sub === null ? { ...made, ...(isJson(value) ? value : { value }) } : { ...made, [sub]: value },
    ])
  }
  const after = (each: unknown) => {
    const known = isJson(each) ? each : { value: each }
    if (sub !== null) return { ...known, [sub]: op === 'remove' ? undefined : value }
    return isJson(value) ? { ...known, ...value } : value
  }
  return put(held.map((each) => (found.includes(each) ? after(each) : each)))
}

const PATH = /^([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/

/** `ignored`: of a schema that Sedd does not keep, such as the enterprise user. */
function parsePath(text: string): Path | 'ignored' | null {
  const isOf = (schema: string) => text.toLowerCase().startsWith(schema.toLowerCase())
  if (isOf(ENTERPRISE_SCHEMA)) return 'ignored'
  const own = [USER_SCHEMA, GROUP_SCHEMA].find(isOf)
  const [, attribute, condition, sub] = PATH.exec(own ? text.slice(own.length + 1) : text) ?? []
  if (attribute === undefined) return /^urn:/i.test(text) ? 'ignored' : null
  const filter = condition === undefined ? null : parseFilter(condition)
  if (filter !== null && !filter.ok) return null
  return {
    attribute: named(attribute),
    filter: filter?.comparisons ?? null,
    sub: sub === undefined ? null : named(sub),
  }
}
