import type { Request } from '../../kernel/http.ts'
import { log } from '../../kernel/log.ts'
import { words } from '../../ui/language.ts'
import type { Flash } from '../../ui/layout.ts'
import { paths } from '../../ui/paths.ts'
import { goTo, showPage } from '../pages.ts'
import { closeSession } from '../store.ts'
import { noteConfirmed, noteSignedIn, type ShownBy } from './actions.ts'
import type { Wait } from './attempts.ts'
import { drop, keep, kept } from './cookies.ts'
import type { Doors } from './doors.ts'
import { pageOfFile, safeBack } from './rules.ts'
import { forgetDevice, ownMemberships, parkedForms } from './store.ts'
import type { Way } from './tally.ts'
import { TEXT } from './text.ts'
import { tooManyPage } from './views.ts'

type Arrived = {
  readonly token: string
  readonly by: ShownBy
  readonly back: string
  /** The identity provider that somebody came by. */
  readonly provider?: string
}

/** Somebody has signed in: under a new token, and where they were going; first what they must choose, or had written. */
export async function arrive(c: Request, doors: Doors, { token, by, back, provider }: Arrived): Promise<Response> {
  const before = kept(c, doors.cookies, 'session')
  if (before !== null) await closeSession(c.var.db, before)
  const several = await c.var.db.write({ token }, async (tx) => {
    await noteSignedIn(tx, by)
    return (await ownMemberships(tx)).length > 1
  })
  keep(c, doors.cookies, 'session', token)
  await forgetOthersHere(c, doors, token)
  if (provider === undefined) drop(c, doors.cookies, 'provider')
  else keep(c, doors.cookies, 'provider', provider)
  for (const name of ['ended', 'invitation', 'browser'] as const) drop(c, doors.cookies, name)
  const onward = safeBack(back)
  // In the demonstration one has chosen already.
  if (several && by !== 'demo')
    return c.redirect(paths.ownMemberships({ back: onward === paths.start() ? null : onward }), 303)
  return goOn(c, token, onward)
}

/** Whoever has signed out and came by an identity provider comes to the way in, which offers to sign them out there; others go home. */
export async function leave(c: Request, doors: Doors, home: string): Promise<Response> {
  const left = kept(c, doors.cookies, 'provider')
  await forgetOthersHere(c, doors, null)
  for (const name of ['session', 'provider', 'device'] as const) drop(c, doors.cookies, name)
  c.header('clear-site-data', '"cache"')
  return c.redirect(left === null ? home : paths.signIn({ left }), 303)
}

/**
 * The page that stood is left, and comes again after signing in. As when a session ends by itself: the browser goes on telling its owner
 * what is new, and nobody is sent to the provider's own sign-out who did not ask for it.
 */
export function leaveStanding(c: Request, doors: Doors, back: string): Response {
  for (const name of ['session', 'provider'] as const) drop(c, doors.cookies, name)
  c.header('clear-site-data', '"cache"')
  return c.redirect(paths.signIn({ back: back === paths.start() ? null : back, ended: true }), 303)
}

/** This browser tells nobody but the one whose session it is, and nobody when it is nobody's. */
async function forgetOthersHere(c: Request, { cookies }: Doors, token: string | null): Promise<void> {
  const secret = kept(c, cookies, 'device')
  if (secret !== null) await forgetDevice(c.var.db, secret, token)
}

/** Somebody has shown anew who they are: the same session under a new token. */
export async function goOnConfirmed(c: Request, doors: Doors, { token, by, back }: Arrived): Promise<Response> {
  await c.var.db.write({ token }, (tx) => noteConfirmed(tx, by))
  keep(c, doors.cookies, 'session', token)
  drop(c, doors.cookies, 'browser')
  const onward = safeBack(back)
  const page = pageOfFile(onward)
  if (page === null) return goOn(c, token, onward)
  return goOn(c, token, page, { tone: 'done', text: words(TEXT, c.var.language)('confirm.file') })
}

/** Where one was going; by way of what one had written, when some of it waits. */
export async function goOn(c: Request, token: string, back: string, said?: Flash): Promise<Response> {
  const waiting = await c.var.db.read({ token }, async (tx) => (await parkedForms(tx)).length > 0)
  if (!waiting) return goTo(c, back, said)
  return c.redirect(paths.parkedForms({ back: back === paths.start() ? null : back }), 303)
}

type Refusal = { readonly way: Way; readonly reason: string }

/** Tells the log and the figures why somebody was not let in: never who, and never what they sent. */
export function noteRefusal(c: Request, { tally }: Doors, { way, reason }: Refusal): void {
  tally.refuse(way, reason)
  log('warn', 'sign_in.refused', { reference: c.var.requestId, way, reason })
}

/** It was tried too often: says when to try again. */
export function tooMany(c: Request, { tally }: Doors, { seconds, by }: Omit<Wait, 'kind'>): Promise<Response> {
  const { language } = c.var
  tally.stop(by)
  c.header('retry-after', String(seconds))
  const title = words(TEXT, language)('tooMany.title')
  return showPage(c, null, { title, status: 429, content: tooManyPage({ language, seconds }) })
}
