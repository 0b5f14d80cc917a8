import { Hono } from 'hono'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { showPage } from '../pages.ts'
import { goOnConfirmed, noteRefusal, tooMany } from './arrival.ts'
import { byPasskey } from './attempts.ts'
import { confirmPage } from './confirm-views.ts'
import { askingFrom, type Doors, siteOf } from './doors.ts'
import { safeBack } from './rules.ts'
import { confirmDemo, confirmWithPasskey, ownIdentities, ownPasskeys, ownSessions, parkedForms } from './store.ts'
import { TEXT } from './text.ts'
import type { SignInProblem } from './views.ts'

/** Showing anew who one is, before what takes a fresh sign-in: break-glass, files taken out, changes of roles. */
export function confirmRoutes(doors: Doors): Hono<Env> {
  return new Hono<Env>()
    .get(paths.confirm(), (c) => showConfirm(c, doors, { back: c.req.query('back') ?? '', problem: null }))
    .post(paths.confirm(), (c) => confirm(c, doors))
}

async function confirm(c: Request, doors: Doors): Promise<Response> {
  const form = await submitted(c)
  const back = form.text('back')
  const { token } = c.var.context
  if (form.text('by') === 'demo') {
    const fresh = await confirmDemo(doors.db, token)
    if (fresh !== null) return goOnConfirmed(c, doors, { token: fresh, by: 'demo', back })
    return showConfirm(c, doors, { back, problem: 'confirm.refused' })
  }
  const [site, text] = [siteOf(c, doors), form.text('credential')]
  if (site === null || text === '') return showConfirm(c, doors, { back, problem: 'passkey.noScript' })
  const asked = { text, purpose: 'confirm', site, from: askingFrom(c, doors) } as const
  const outcome = await byPasskey(doors, asked, (answered) => confirmWithPasskey(doors.db, answered, token))
  if (outcome.kind === 'wait') return tooMany(c, doors, outcome)
  if (outcome.kind === 'done') return goOnConfirmed(c, doors, { token: outcome.value, by: 'passkey', back })
  noteRefusal(c, doors, { way: 'passkey', reason: outcome.reason })
  return showConfirm(c, doors, { back, problem: 'confirm.refused' })
}

/** The ways that this account has of showing who it is, with what went wrong the last time. */
export async function showConfirm(
  c: Request,
  doors: Doors,
  view: { readonly back: string; readonly problem: SignInProblem | null },
): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('access.sign_in')
    const known = (await ownIdentities(tx)).map(({ issuer }) => issuer)
    const session = (await ownSessions(tx)).find(({ id }) => id === tx.actor.sessionId)
    return {
      actor: tx.actor,
      demo: session?.method === 'demo',
      passkeys: siteOf(c, doors) !== null && (await ownPasskeys(tx)).length > 0,
      providers: doors.providers.map(({ settings }) => settings).filter(({ issuer }) => known.includes(issuer)),
      parked: (await parkedForms(tx)).length > 0,
    }
  })
  const { actor, ...ways } = shown
  return showPage(c, actor, {
    title: words(TEXT, language)('confirm.title'),
    status: view.problem === null ? 200 : 422,
    hasErrors: view.problem !== null,
    content: confirmPage({ language, back: safeBack(view.back), problem: view.problem, ...ways }),
  })
}
