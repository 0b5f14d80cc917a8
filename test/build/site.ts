import assert from 'node:assert/strict'
import type { Hono } from 'hono'
import type { Context } from '../../src/kernel/database.ts'
import type { Env } from '../../src/kernel/http.ts'
import { type WebOptions, webApp } from '../../src/web/app.ts'
import type { TestBed } from './domain.ts'
import { RFC_8291 } from './push-server.ts'
import { says } from './said.ts'

const ORIGIN = 'http://localhost'

/** What a request came back with. */
export type Reply = {
  readonly status: number
  readonly location: string | null
  readonly html: string
  /** The same as it was sent, for files. */
  readonly bytes: Uint8Array
  readonly headers: Headers
}

/** Form fields; a list sends its name several times. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>

/** One window: it keeps its cookies, and its forms are posted from the site's own address unless told. */
export type Tab = {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>
  post(path: string, fields?: FormFields, headers?: Readonly<Record<string, string>>): Promise<Reply>
  /** Posts, and goes where the answer leads. */
  submit(path: string, fields?: FormFields): Promise<Reply>
  readonly cookies: Map<string, string>
}

/** The whole web surface over a test's database, asked in process: headers, sessions, cookies and error pages as served. */
export type Site = {
  readonly app: Hono<Env>
  /** A window of somebody who has signed in, or of nobody. */
  tab(who?: Context | null, language?: 'sv' | 'en'): Tab
}

export function siteOf(bed: TestBed, options: Partial<WebOptions> = {}): Site {
  const surfaces = { web: bed.web, imports: bed.jobs, signIn: bed.signIn }
  const app = webApp({ surfaces, publicUrl: null, pushKey: RFC_8291.sender, ...options })
  return { app, tab: (who = null, language = 'sv') => openTab(app, who, language) }
}

function openTab(app: Hono<Env>, who: Context | null, language: 'sv' | 'en'): Tab {
  const cookies = new Map<string, string>([['sedd_language', language]])
  if (who !== null) cookies.set('sedd_session', who.token)
  const ask = async (path: string, init: { method?: string; body?: URLSearchParams; headers: Headers }) => {
    init.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await app.request(`${ORIGIN}${path}`, init)
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const html = new TextDecoder().decode(bytes)
    if (response.headers.get('content-type')?.startsWith('text/html')) assertFilled(html)
    return {
      status: response.status,
      location: response.headers.get('location'),
      html,
      bytes,
      headers: response.headers,
    }
  }
  const get: Tab['get'] = (path, headers = {}) => ask(path, { headers: new Headers(headers) })
  const post: Tab['post'] = (path, fields = {}, headers = {}) =>
    ask(path, { method: 'POST', body: bodyOf(fields), headers: new Headers({ origin: ORIGIN, ...headers }) })
  const submit: Tab['submit'] = async (path, fields) => {
    const answer = await post(path, fields)
    return answer.location === null ? answer : get(answer.location)
  }
  return { get, post, submit, cookies }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  const value = pair.slice(at + 1)
  if (/max-age=0/i.test(line) || value === '') cookies.delete(pair.slice(0, at))
  else cookies.set(pair.slice(0, at), value)
}

function bodyOf(fields: FormFields): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
  return body
}

/** The title of a page, as it stands in the browser's history. */
export function titleOf({ html }: Reply): string {
  return /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
}

/** The hidden token of a form on a page, by the form's id. */
export function tokenOf({ html }: Reply, form: string): string {
  return /name="token" value="([^"]+)"/.exec(html.slice(html.indexOf(`id="${form}"`)))?.[1] ?? ''
}

/** The page says all of these; when not, what it says is told without its markup. */
export function assertShows({ html }: Pick<Reply, 'html'>, ...wanted: readonly RegExp[]): void {
  for (const each of wanted) assert.ok(each.test(html), `${each} is not in: ${textOf(html)}`)
}

export function assertHides({ html }: Pick<Reply, 'html'>, ...unwanted: readonly RegExp[]): void {
  for (const each of unwanted) assert.ok(!says(html, each), `${each} is in: ${textOf(html)}`)
}

/** The page says these in a row, whatever markup stands between: the cells of a table, one after the other. */
export function assertSays({ html }: Pick<Reply, 'html'>, ...wanted: readonly RegExp[]): void {
  const text = textOf(html)
  for (const each of wanted) assert.ok(each.test(text), `${each} is not in: ${text}`)
}

/** No page shows a place that nobody filled: `{until}`. */
function assertFilled(html: string): void {
  const [place] = /\{\w+(?::[^{}]*)?\}/.exec(textOf(html)) ?? []
  assert.equal(place, undefined, `a page shows a place that nobody filled: ${place}`)
}

function textOf(html: string): string {
  const main = html.slice(Math.max(0, html.indexOf('<main')))
  return main.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}
