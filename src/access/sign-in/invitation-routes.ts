import { Hono } from 'hono'
import { type Env, type Request, submitted } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { showPage } from '../pages.ts'
import { arrive, noteRefusal, tooMany } from './arrival.ts'
import { counted, newPasskey, refused } from './attempts.ts'
import { drop, keep, kept } from './cookies.ts'
import { askingFrom, type Doors, siteOf } from './doors.ts'
import { deviceOf } from './rules.ts'
import { acceptWithPasskey, invited } from './store.ts'
import { TEXT } from './text.ts'
import { invitationGonePage, invitationPage, type SignInProblem } from './views.ts'

/** An invitation: the address that was handed over, and the page it leads to, whose own address no longer tells the secret. */
export function invitationRoutes(doors: Doors): Hono<Env> {
  return new Hono<Env>()
    .get(paths.invitationOf(':token'), (c) => open(c, doors))
    .get(paths.invitation(), (c) => showInvitation(c, doors, null))
    .post(paths.invitation(), (c) => accept(c, doors))
}

async function open(c: Request, doors: Doors): Promise<Response> {
  const token = /^[0-9a-f]{64}$/.exec(c.req.param('token') ?? '')?.[0]
  const outcome = await counted(doors.db, { by: 'address', of: askingFrom(c, doors) }, async () => {
    const found = token === undefined ? null : await invited(doors.db, token)
    return found === null ? refused('no_invitation') : ({ kind: 'done', value: found } as const)
  })
  if (outcome.kind === 'wait') return tooMany(c, doors, outcome)
  if (outcome.kind === 'refused') noteRefusal(c, doors, { way: 'invitation', reason: outcome.reason })
  if (outcome.kind === 'done' && token !== undefined) keep(c, doors.cookies, 'invitation', token)
  else drop(c, doors.cookies, 'invitation')
  return c.redirect(paths.invitation(), 303)
}

export async function showInvitation(c: Request, doors: Doors, problem: SignInProblem | null): Promise<Response> {
  const { language } = c.var
  const say = words(TEXT, language)
  const token = kept(c, doors.cookies, 'invitation')
  const who = token === null ? null : await invited(doors.db, token)
  if (who === null) {
    const title = say('invitation.gone.title')
    return showPage(c, null, { title, status: 404, content: invitationGonePage(language) })
  }
  const providers = doors.providers.map(({ settings }) => settings)
  const passkeys = siteOf(c, doors) !== null
  return showPage(c, null, {
    title: say('invitation.title'),
    status: problem === null ? 200 : 422,
    hasErrors: problem !== null,
    content: invitationPage({ language, problem, who, providers, passkeys }),
  })
}

async function accept(c: Request, doors: Doors): Promise<Response> {
  const form = await submitted(c)
  const [site, text] = [siteOf(c, doors), form.text('credential')]
  if (site === null || text === '') return showInvitation(c, doors, 'passkey.noScript')
  const asked = { text, purpose: 'invitation', site, from: askingFrom(c, doors) } as const
  const device = deviceOf(c.req.header('user-agent'))
  const name = form.text('name').slice(0, 60) || (device ?? words(TEXT, c.var.language)('passkey.first'))
  const outcome = await newPasskey(doors, asked, (made) => acceptWithPasskey(doors.db, { ...made, name, device }))
  if (outcome.kind === 'wait') return tooMany(c, doors, outcome)
  if (outcome.kind === 'done') return arrive(c, doors, { token: outcome.value, by: 'passkey', back: paths.start() })
  noteRefusal(c, doors, { way: 'invitation', reason: outcome.reason })
  return showInvitation(c, doors, 'passkey.refused')
}
