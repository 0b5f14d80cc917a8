import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Read, Write } from '../../kernel/database.ts'
import { type Env, idOf, type Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { take } from '../sign-in/limit-store.ts'
import type { SignInTally } from '../sign-in/tally.ts'
import * as actions from './actions.ts'
import { answer, answerList, answerResource, answerScimError, fail, failAs, notFound, ScimFault } from './answers.ts'
import { parseFilter } from './filter-rules.ts'
import { type Fault, fault, type Json, type ScimGroup, type ScimUser } from './model.ts'
import { applyPatch, readPatch } from './patch-rules.ts'
import { groupResource, projected, readGroup, readUser, userResource } from './resource-rules.ts'
import { MOST_RESOURCES, resourceTypes, schemas, serviceProviderConfig } from './schemas.ts'
import * as store from './store.ts'

/** What one token may ask, and how often one may come with a token that is none. */
const LIMITS = { token: { most: 3_000, seconds: 60 }, wrong: { most: 60, seconds: 600 } }

export type ScimOptions = {
  readonly publicUrl: string | null
  /** The address of the one who asks, for the limits. */
  readonly askingFrom: (c: Request) => string
  readonly tally: SignInTally
}

/**
 * SCIM 2.0 (RFC 7644). Not signed in to by a cookie, so no other site can make a browser ask; and the bearer of a token reaches
 * nothing but this.
 */
export function scimRoutes({ publicUrl, askingFrom, tally }: ScimOptions): Hono<Env> {
  const base = (c: Request) => `${publicUrl ?? new URL(c.req.url).origin}${paths.scim()}`
  const scim = new Hono<Env>()
  scim.onError((error, c) => answerScimError(c, error))
  scim.use(`${paths.scim()}/*`, bearerOnly({ askingFrom, tally }), bodyLimit({ maxSize: 1024 * 1024 }))
  discovery(scim, base)
  users(scim, base)
  groups(scim, base)
  scim.all(`${paths.scim()}/*`, notFound)
  return scim
}

type Base = (c: Request) => string

function bearerOnly({ askingFrom, tally }: Pick<ScimOptions, 'askingFrom' | 'tally'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.header('cache-control', 'no-store')
    const [, bearer] = /^Bearer ([\x21-\x7e]{16,200})$/i.exec(c.req.header('authorization') ?? '') ?? []
    const session = bearer === undefined ? null : await store.openScimSession(c.var.db, bearer)
    if (session === null) {
      const wait = await take(c.var.db, `scim|${askingFrom(c)}`, LIMITS.wrong)
      if (wait === null) tally.refuse('scim', 'unknown_token')
      else tally.stop('scim')
      return wait === null ? fail(c, 401, 'The token is not one that can be used.') : tooOften(c, wait)
    }
    const wait = await take(c.var.db, `scim|${session.tokenId}`, LIMITS.token)
    if (wait !== null) return tooOften(c, wait)
    c.set('context', { token: session.token })
    await next()
  }
}

function tooOften(c: Request, seconds: number): Response {
  c.header('retry-after', String(seconds))
  return fail(c, 429, 'Too many requests.')
}

function discovery(scim: Hono<Env>, base: Base): void {
  const listed = (c: Request, resources: readonly Json[]) =>
    answerList(c, { total: resources.length, startIndex: 1, resources })
  const one = (c: Request, resources: readonly Json[], id: string | undefined) => {
    const found = resources.find((each) => each['id'] === id)
    return found ? answer(c, 200, found) : notFound(c)
  }
  scim.get(paths.scimConfig(), (c) => answer(c, 200, serviceProviderConfig(base(c))))
  scim.get(paths.scimResourceTypes(), (c) => listed(c, resourceTypes(base(c))))
  scim.get(paths.scimResourceType(':id'), (c) => one(c, resourceTypes(base(c)), c.req.param('id')))
  scim.get(paths.scimSchemas(), (c) => listed(c, schemas(base(c))))
  scim.get(paths.scimSchema(':id'), (c) => one(c, schemas(base(c)), c.req.param('id')))
}

function users(scim: Hono<Env>, base: Base): void {
  const show = (c: Request, row: ScimUser, status: 200 | 201 = 200) =>
    answerResource(c, { resource: seen(c, userResource(row, base(c))), row, status })
  const change = (c: Request, to: (present: ScimUser) => unknown) =>
    write(c, (tx) =>
      actions.changeUser(tx, { id: idIn(c), ifMatch: matchIn(c), to: (present) => must(readUser(to(present))).given }),
    )
  scim.get(paths.scimUsers(), (c) =>
    list(c, store.USER_FILTERS, async (tx, page) => {
      const { total, rows } = await store.scimUsers(tx, page)
      return { total, resources: rows.map((row) => seen(c, userResource(row, base(c)))) }
    }),
  )
  scim.post(paths.scimUsers(), async (c) => {
    const said = readUser(await jsonIn(c))
    return said.ok ? show(c, await write(c, (tx) => actions.addUser(tx, said.given)), 201) : failAs(c, said)
  })
  scim.get(paths.scimUser(':id'), async (c) => show(c, await read(c, (tx) => store.scimUser(tx, idIn(c)))))
  scim.put(paths.scimUser(':id'), async (c) => {
    const body = await jsonIn(c)
    return show(c, await change(c, () => body))
  })
  scim.patch(paths.scimUser(':id'), async (c) => {
    const { operations } = must(readPatch(await jsonIn(c)))
    return show(c, await change(c, (present) => must(applyPatch(userResource(present, base(c)), operations)).resource))
  })
  scim.delete(paths.scimUser(':id'), async (c) => {
    await write(c, (tx) => actions.removeUser(tx, { id: idIn(c), ifMatch: matchIn(c) }))
    return c.body(null, 204)
  })
}

function groups(scim: Hono<Env>, base: Base): void {
  const show = (c: Request, row: ScimGroup, status: 200 | 201 = 200) =>
    answerResource(c, { resource: seen(c, groupResource(row, base(c))), row, status })
  const change = (c: Request, to: (present: ScimGroup) => unknown) =>
    write(c, (tx) =>
      actions.changeGroup(tx, {
        id: idIn(c),
        ifMatch: matchIn(c),
        to: (present) => must(readGroup(to(present))).given,
      }),
    )
  scim.get(paths.scimGroups(), (c) =>
    list(c, store.GROUP_FILTERS, async (tx, page) => {
      const { total, rows } = await store.scimGroups(tx, page)
      return { total, resources: rows.map((row) => seen(c, groupResource(row, base(c)))) }
    }),
  )
  scim.post(paths.scimGroups(), async (c) => {
    const said = readGroup(await jsonIn(c))
    return said.ok ? show(c, await write(c, (tx) => actions.addGroup(tx, said.given)), 201) : failAs(c, said)
  })
  scim.get(paths.scimGroup(':id'), async (c) => show(c, await read(c, (tx) => store.scimGroup(tx, idIn(c)))))
  scim.put(paths.scimGroup(':id'), async (c) => {
    const body = await jsonIn(c)
    return show(c, await change(c, () => body))
  })
  // Without a body: a group can be large, and its members are changed one by one.
  scim.patch(paths.scimGroup(':id'), async (c) => {
    const { operations } = must(readPatch(await jsonIn(c)))
    await change(c, (present) => must(applyPatch(groupResource(present, base(c)), operations)).resource)
    return c.body(null, 204)
  })
  scim.delete(paths.scimGroup(':id'), async (c) => {
    await write(c, (tx) => actions.removeGroup(tx, { id: idIn(c), ifMatch: matchIn(c) }))
    return c.body(null, 204)
  })
}

const idIn = (c: Request) => idOf(c.req.param('id')?.toLowerCase())
const matchIn = (c: Request) => c.req.header('if-match') ?? null
const seen = (c: Request, resource: Json) =>
  projected(resource, { only: c.req.query('attributes'), without: c.req.query('excludedAttributes') })

function read<T>(c: Request, work: (tx: Read) => Promise<T>): Promise<T> {
  return c.var.db.read(c.var.context, async (tx) => {
    tx.require('access.provision')
    return work(tx)
  })
}

const write = <T>(c: Request, work: (tx: Write) => Promise<T>): Promise<T> => c.var.db.write(c.var.context, work)

function must<T extends { readonly ok: true }>(result: T | Fault): T {
  if (!result.ok) throw new ScimFault(result)
  return result
}

async function jsonIn(c: Request): Promise<unknown> {
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new ScimFault(fault('invalidSyntax', 'The body is not JSON.'))
  }
}

type Listed = { readonly total: number; readonly resources: readonly Json[] }

/** A page of a list: from the first, and not more at once than is said in the configuration (RFC 7644 section 3.4.2.4). */
async function list(
  c: Request,
  known: Readonly<Record<string, unknown>>,
  work: (tx: Read, page: store.Page) => Promise<Listed>,
): Promise<Response> {
  const text = c.req.query('filter')
  const filter = text === undefined ? { ok: true as const, comparisons: [] } : parseFilter(text)
  if (!filter.ok) return failAs(c, filter)
  const strange = filter.comparisons.find(({ attribute }) => !Object.hasOwn(known, attribute))
  if (strange) return failAs(c, fault('invalidFilter', 'The filter names an attribute that cannot be filtered by.'))
  const startIndex = Math.max(1, wholeNumber(c.req.query('startIndex'), 1))
  const count = Math.min(MOST_RESOURCES, Math.max(0, wholeNumber(c.req.query('count'), MOST_RESOURCES)))
  const { total, resources } = await read(c, (tx) => work(tx, { comparisons: filter.comparisons, startIndex, count }))
  return answerList(c, { total, startIndex, resources })
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : otherwise
}
