import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Env, Request } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { drop, keep, kept } from './cookies.ts'
import type { Doors } from './doors.ts'
import { cameFrom, PARKED, park } from './parking.ts'
import { dropParkedForm, touchSession } from './store.ts'

const TOUCH_MS = 60_000
const MOST_TOUCHED = 20_000

/** Pages behind it need a session; without one the browser is sent to sign in and comes back where it was. */
export function signedIn(doors: Doors): MiddlewareHandler<Env> {
  const touched = new Map<string, number>()
  return async (c, next) => {
    const token = kept(c, doors.cookies, 'session')
    if (token === null) return atTheDoor(c, doors)
    c.set('context', { token })
    await keepAlive(c, touched, token)
    await next()
    await putAway(c)
  }
}

/** A session that is used lives on. What a page asks for by itself, as long as it is open, is no use. */
async function keepAlive(c: Request, touched: Map<string, number>, token: string): Promise<void> {
  if (c.req.header('accept') === 'text/event-stream') return
  const now = performance.now()
  if (now - (touched.get(token) ?? Number.NEGATIVE_INFINITY) < TOUCH_MS) return
  if (touched.size > MOST_TOUCHED) touched.clear()
  touched.set(token, now)
  await touchSession(c.var.db, token)
}

/** A form that was parked has been sent, and led on: it need not be kept. */
async function putAway(c: Request): Promise<void> {
  const id = z.uuid().safeParse(c.req.query(PARKED))
  const sent = c.req.method === 'POST' && c.res.status === 303
  if (!id.success || !sent || c.res.headers.get('location')?.startsWith(paths.signIn())) return
  await c.var.db.technical(c.var.context, (tx) => dropParkedForm(tx, id.data))
}

/** Nobody is signed in. What was written by somebody who was, is kept for them. */
async function atTheDoor(c: Request, doors: Doors): Promise<Response> {
  const before = kept(c, doors.cookies, 'ended')
  const parked = before !== null && (await park(c, c.var.db, before))
  return c.redirect(signInFor(c, { ended: parked, parked }), 303)
}

/** The session is over, or its role was taken away. */
export async function sessionEnded(c: Request, doors: Doors): Promise<Response> {
  const token = kept(c, doors.cookies, 'session')
  const parked = token !== null && (await park(c, c.var.db, token))
  drop(c, doors.cookies, 'session')
  if (token !== null) keep(c, doors.cookies, 'ended', token)
  return c.redirect(signInFor(c, { ended: true, parked }), 303)
}

/** What was asked for takes a fresher sign-in: there, and back; a form comes along. */
export async function strongerNeeded(c: Request): Promise<Response> {
  const parked = await park(c, c.var.db, c.var.context.token)
  return c.redirect(paths.confirm({ back: backTo(c), parked }), 303)
}

/** Where to sign in, with the way back. A post cannot be come back to: then it is the page it was sent from. */
function signInFor(c: Request, state: { readonly ended: boolean; readonly parked: boolean }): string {
  return paths.signIn({ back: backTo(c), ...state })
}

function backTo(c: Request): string | null {
  const url = new URL(c.req.url)
  const back = c.req.method === 'GET' ? url.pathname + url.search : cameFrom(c)
  return back === paths.start() ? null : back
}
