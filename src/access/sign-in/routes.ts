import { Hono } from 'hono'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { languageFrom, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { showPage } from '../pages.ts'
import { closeSession, demoAccounts, openDemoSession, setLanguage } from '../store.ts'
import { arrive, leave, leaveStanding, noteRefusal, tooMany } from './arrival.ts'
import { byPasskey } from './attempts.ts'
import { keep, keepLanguage, kept } from './cookies.ts'
import { askingFrom, type Doors, siteOf } from './doors.ts'
import { take } from './limit-store.ts'
import { Purpose } from './model.ts'
import { creationOptions, requestOptions } from './passkey.ts'
import { deviceOf, LIMITS, safeBack } from './rules.ts'
import { openAttempt, signInWithPasskey } from './store.ts'
import { TEXT } from './text.ts'
import { type SignInProblem, signInPage } from './views.ts'

/** Signing in and out, and the choice of language: what is open to those who have not signed in. */
export function signInRoutes(doors: Doors): Hono<Env> {
  return new Hono<Env>()
    .get(paths.signIn(), (c) => showSignIn(c, doors, { back: c.req.query('back') ?? '', problem: null }))
    .post(paths.signIn(), (c) => chooseAccount(c, doors))
    .post(paths.passkeyChallenges(), (c) => challenge(c, doors))
    .post(paths.signInPasskey(), (c) => signInByPasskey(c, doors))
    .post(paths.signOut(), (c) => signOut(c, doors))
    .post(paths.language(), async (c) => {
      const form = await submitted(c)
      const chosen = languageFrom(form.text('language'))
      keepLanguage(c, chosen)
      const token = kept(c, doors.cookies, 'session')
      if (token !== null) await setLanguage(c.var.db, token, chosen)
      return c.redirect(safeBack(form.text('back')), 303)
    })
}

/** In a demonstration: whom one wants to be. */
async function chooseAccount(c: Request, doors: Doors): Promise<Response> {
  const form = await submitted(c)
  const token = await openDemoSession(c.var.db, form.text('account'))
  if (token === null) return showSignIn(c, doors, { back: form.text('back'), problem: 'signIn.unknown' })
  return arrive(c, doors, { token, by: 'demo', back: form.text('back') })
}

async function signInByPasskey(c: Request, doors: Doors): Promise<Response> {
  const form = await submitted(c)
  const back = form.text('back')
  const site = siteOf(c, doors)
  const text = form.text('credential')
  if (site === null || text === '') return showSignIn(c, doors, { back, problem: 'passkey.noScript' })
  const device = deviceOf(c.req.header('user-agent'))
  const asked = { text, purpose: 'sign_in', site, from: askingFrom(c, doors) } as const
  const outcome = await byPasskey(doors, asked, (answered) => signInWithPasskey(doors.db, answered, device))
  if (outcome.kind === 'wait') return tooMany(c, doors, outcome)
  if (outcome.kind === 'done') return arrive(c, doors, { token: outcome.value, by: 'passkey', back })
  noteRefusal(c, doors, { way: 'passkey', reason: outcome.reason })
  return showSignIn(c, doors, { back, problem: 'passkey.refused' })
}

/** What a browser's passkeys are asked with. Each asks once. */
async function challenge(c: Request, doors: Doors): Promise<Response> {
  const site = siteOf(c, doors)
  const purpose = Purpose.safeParse((await submitted(c)).text('purpose'))
  if (site === null || !purpose.success) return c.json({ problem: 'unavailable' }, 422)
  const seconds = await take(doors.db, `begun|${askingFrom(c, doors)}`, LIMITS.begun)
  if (seconds !== null) {
    doors.tally.stop('begun')
    return c.json({ problem: 'wait' }, 429, { 'retry-after': String(seconds) })
  }
  const opened = await openAttempt(doors.db, {
    way: 'passkey',
    purpose: purpose.data,
    token: kept(c, doors.cookies, 'session'),
    invitation: kept(c, doors.cookies, 'invitation'),
    browser: null,
    kept: null,
  })
  if (opened === null) return c.json({ problem: 'ended' }, 403)
  const making = purpose.data === 'add' || purpose.data === 'invitation'
  return c.json(making ? await creationOptions(site, opened) : await requestOptions(site, opened))
}

/**
 * Drafts stay in the tab, under their account's key: only what was kept of pages goes. A page that nobody has touched signs out by
 * itself and tells where it was, which a person who presses the button does not.
 */
async function signOut(c: Request, doors: Doors): Promise<Response> {
  const back = (await submitted(c)).text('back')
  const token = kept(c, doors.cookies, 'session')
  if (token !== null) {
    await closeSession(c.var.db, token)
    keep(c, doors.cookies, 'ended', token)
  }
  return back === '' ? leave(c, doors, paths.signIn()) : leaveStanding(c, doors, safeBack(back))
}

/** The sign-in page, with what went wrong; also for those who come back from an identity provider with nothing done. */
export async function showSignIn(
  c: Request,
  doors: Doors,
  view: { readonly back: string; readonly problem: SignInProblem | null },
): Promise<Response> {
  const accounts = await demoAccounts(c.var.db)
  const { language } = c.var
  const left = doors.providers.find(({ settings }) => settings.code === c.req.query('left'))
  return showPage(c, null, {
    title: words(TEXT, language)(accounts.length > 0 ? 'signIn.title' : 'signIn.plain.title'),
    status: view.problem === null ? 200 : 422,
    content: signInPage({
      language,
      accounts,
      back: safeBack(view.back),
      problem: view.problem,
      ended: c.req.query('ended') === '1',
      parked: c.req.query('parked') === '1',
      left: left && left.endsSessions !== false ? left.settings : null,
      providers: doors.providers.map(({ settings }) => settings),
      passkeys: siteOf(c, doors) !== null,
    }),
  })
}
