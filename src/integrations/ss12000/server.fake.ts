import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ajv, type ValidateFunction } from 'ajv'

/**
 * A supplier's server for tests. It speaks `data/ss12000/openapi.json`: a path, parameter or value that is not there is
 * answered with 400. What can go wrong is asked for with a word before the base path, such as `/busy/v2.0`.
 */
export type Scenario =
  | 'busy'
  | 'flaky'
  | 'broken'
  | 'slow'
  | 'garbage'
  | 'html'
  | 'huge'
  | 'elsewhere'
  | 'moved'
  | 'loop'
  | 'small'

export type Supply = {
  readonly organisations?: readonly object[]
  readonly programmes?: readonly object[]
  readonly persons?: readonly object[]
  readonly deleted?: readonly { readonly entity: string; readonly id: string; readonly at: string }[]
}

export type FakeSupplier = {
  /** Base address, with or without a scenario. */
  readonly url: (scenario?: Scenario) => string
  /** Path and query of each request, in order. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

export const TOKEN = 'a-token-of-the-supplier'
const OPENAPI = new URL('../../../data/ss12000/openapi.json', import.meta.url)
const LISTS: Readonly<Record<string, string>> = {
  Person: 'persons',
  Organisation: 'organisations',
  Programme: 'programmes',
}

type Parameter = { name: string; schema: { type: string } }
type Asked = { readonly path: string; readonly query: URLSearchParams; readonly scenario: string }

export async function startSupplier(supply: Supply): Promise<FakeSupplier> {
  const refuses = await requestCheck()
  const asked: string[] = []
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://supplier')
    asked.push(url.pathname + url.search)
    const [, scenario = '', path = ''] = /^(?:\/([a-z]+))?\/v2\.0(\/.*)$/.exec(url.pathname) ?? []
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return send(response, 401, error('unauthorised'))
    const refusal = refuses(path, url.searchParams)
    if (refusal) return send(response, 400, error(refusal))
    const times = asked.filter((one) => one === url.pathname + url.search).length
    if (misbehave(response, scenario, times)) return
    return send(response, 200, listing(supply, { path, query: url.searchParams, scenario }))
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (scenario) => `http://127.0.0.1:${port}${scenario ? `/${scenario}` : ''}/v2.0`,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Holds a request against the paths and parameters of the OpenAPI file. */
async function requestCheck(): Promise<(path: string, query: URLSearchParams) => string | null> {
  const openapi = JSON.parse(await readFile(OPENAPI, 'utf8'))
  const ajv = new Ajv({ strict: false, logger: false, coerceTypes: 'array', formats: { date: true, uuid: true } })
  ajv.addFormat('date-time', (text: string) => /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text))
  ajv.addSchema(openapi, 'openapi')
  const checks = new Map<string, ValidateFunction>()
  for (const [path, { get }] of Object.entries<{ get: { parameters: Parameter[] } }>(openapi.paths)) {
    const properties = Object.fromEntries(
      get.parameters.map((one, index) => {
        return [one.name, { $ref: `openapi#/paths/~1${path.slice(1)}/get/parameters/${index}/schema` }]
      }),
    )
    checks.set(path, ajv.compile({ type: 'object', properties, additionalProperties: false }))
  }
  return (path, query) => {
    const check = checks.get(path)
    if (!check) return 'unknown path'
    const names = [...new Set(query.keys())]
    if (query.has('pageToken') && names.some((name) => name !== 'pageToken' && name !== 'limit'))
      return 'token with filter'
    const values = names.map((name) => [name, query.getAll(name).length > 1 ? query.getAll(name) : query.get(name)])
    return check(Object.fromEntries(values)) ? null : `parameter ${check.errors?.[0]?.instancePath}`
  }
}

/** Answers wrongly, as the scenario says; false leaves the answer to the data. */
function misbehave(response: ServerResponse, scenario: string, times: number): boolean {
  const json = { 'content-type': 'application/json' }
  if (scenario === 'busy' && times <= 2) send(response, 429, error('busy'), { 'retry-after': '7' })
  else if (scenario === 'flaky' && times === 1) response.destroy()
  else if (scenario === 'broken') send(response, 503, error('Anna Testsson 200801102385'))
  else if (scenario === 'slow') return true
  else if (scenario === 'garbage') response.writeHead(200, json).end('{"data": [{"givenName": "Anna"')
  else if (scenario === 'html') response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Logga in</h1>')
  else if (scenario === 'huge') response.writeHead(200, json).end(`{"data": ["${'x'.repeat(200_000)}"]}`)
  else if (scenario === 'elsewhere') response.writeHead(302, { location: 'https://elsewhere.example/v2.0' }).end()
  else if (scenario === 'moved')
    response.writeHead(307, { location: (response.req.url ?? '').replace('/moved', '') }).end()
  else return false
  return true
}

function listing(supply: Supply, { path, query, scenario }: Asked): object {
  const given = query.get('pageToken')
  const page: { filters: string; from: number } = given
    ? JSON.parse(Buffer.from(given, 'base64url').toString())
    : { filters: query.toString(), from: 0 }
  const filters = new URLSearchParams(page.filters)
  if (path === '/deletedEntities') return { data: deletions(supply, filters), pageToken: null }
  const all = objectsOf(supply, path).filter((one) => isAfter(one, filters.get('meta.modified.after')))
  const size = scenario === 'small' ? 2 : Number(query.get('limit') ?? 1000)
  const to = page.from + size
  const from = scenario === 'loop' ? 0 : to
  const next = Buffer.from(JSON.stringify({ filters: page.filters, from })).toString('base64url')
  return { data: all.slice(page.from, to), pageToken: to < all.length || scenario === 'loop' ? next : null }
}

function objectsOf(supply: Supply, path: string): readonly object[] {
  if (path === '/organisations') return supply.organisations ?? []
  return (path === '/programmes' ? supply.programmes : supply.persons) ?? []
}

function isAfter(object: object, after: string | null): boolean {
  const modified = 'meta' in object ? (object.meta as { modified: string }).modified : ''
  return after === null || Date.parse(modified) > Date.parse(after)
}

function deletions(supply: Supply, filters: URLSearchParams): object {
  const after = filters.get('after')
  const wanted = filters.getAll('entities')
  const data: Record<string, string[]> = {}
  for (const { entity, id, at } of supply.deleted ?? []) {
    const list = LISTS[entity]
    if (!list || !wanted.includes(entity) || (after && Date.parse(at) <= Date.parse(after))) continue
    data[list] = [...(data[list] ?? []), id]
  }
  return data
}

function error(message: string): object {
  return { code: 'fault', message }
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
