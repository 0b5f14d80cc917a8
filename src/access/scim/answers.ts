import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { SessionEnded } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { Request } from '../../kernel/http.ts'
import { log } from '../../kernel/log.ts'
import type { Fault, Json, ScimType } from './model.ts'
import { etagOf } from './resource-rules.ts'

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** A fault that came up within a transaction: it is rolled back, and the client is told. */
export class ScimFault extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.scimType)
    this.fault = fault
  }
}

export function answer(
  c: Request,
  status: ContentfulStatusCode,
  body: Json,
  headers: Record<string, string> = {},
): Response {
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/scim+json; charset=utf-8', ...headers })
}

/** An error in the form of RFC 7644 section 3.12. */
export function fail(c: Request, status: ContentfulStatusCode, detail: string, scimType?: ScimType): Response {
  const body = { schemas: [ERROR], status: String(status), detail, ...(scimType && { scimType }) }
  return answer(c, status, body, status === 401 ? { 'www-authenticate': 'Bearer realm="Sedd"' } : {})
}

export const failAs = (c: Request, { scimType, detail }: Fault) => fail(c, 400, detail, scimType)

/** One resource, with its version; not at all when the client has that version already. */
export function answerResource(
  c: Request,
  { resource, row, status = 200 }: { resource: Json; row: { version: number }; status?: 200 | 201 },
): Response {
  const etag = etagOf(row)
  if (c.req.method === 'GET' && c.req.header('if-none-match') === etag) return c.body(null, 304, { etag })
  const { meta } = resource
  const location = typeof meta === 'object' && meta !== null && 'location' in meta ? String(meta.location) : ''
  return answer(c, status, resource, { etag, ...(location && { location }) })
}

export function answerList(
  c: Request,
  list: { total: number; startIndex: number; resources: readonly Json[] },
): Response {
  return answer(c, 200, {
    schemas: [LIST],
    totalResults: list.total,
    startIndex: list.startIndex,
    itemsPerPage: list.resources.length,
    Resources: list.resources,
  })
}

/** What is another domain's and what is nobody's: the same words. */
export const notFound = (c: Request) => fail(c, 404, 'There is no such resource.')

/** Every error within SCIM is told as SCIM tells errors, and says nothing of anybody. */
export function answerScimError(c: Request, error: unknown): Response {
  if (error instanceof ScimFault) return failAs(c, error.fault)
  if (error instanceof SessionEnded) return fail(c, 401, 'The token is not one that can be used.')
  if (error instanceof Refused) {
    if (error.kind === 'not_found') return notFound(c)
    if (error.code === 'version') return fail(c, 412, 'The resource has changed since that version.')
    if (error.kind === 'conflict') return fail(c, 409, 'The name is taken.', 'uniqueness')
    if (error.code === 'name_fixed')
      return fail(c, 400, 'The name of a user in such a role stays as it is.', 'mutability')
    if (error.kind === 'invalid') return fail(c, 400, 'A member is no user here.', 'invalidValue')
    return fail(c, 403, 'The token may not do this.')
  }
  if (error instanceof HTTPException && error.status === 413) return fail(c, 413, 'The request is too large.')
  const name = error instanceof Error ? error.name : 'unknown'
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : ''
  log('error', 'scim.failed', { reference: c.var.requestId, method: c.req.method, name: `${name}${code}` })
  return fail(c, 500, `Something went wrong here. Reference ${c.var.requestId}.`)
}
