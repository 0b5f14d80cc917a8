import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, idOf, type Request, submitted } from '../../kernel/http.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { goTo, showPage } from '../pages.ts'
import { addPasskey, endEverySession, endSession, noteSwitched, removeWayIn, renamePasskey } from './actions.ts'
import { goOn, leave, noteRefusal, tooMany } from './arrival.ts'
import { newPasskey } from './attempts.ts'
import { keep } from './cookies.ts'
import { askingFrom, type Doors, siteOf } from './doors.ts'
import { membershipsPage, ownSignInsPage } from './own-views.ts'
import { safeBack } from './rules.ts'
import { ownIdentities, ownMemberships, ownPasskeys, ownSessions, switchMembership } from './store.ts'
import { TEXT, type Word } from './text.ts'

/** One's own ways in, sessions and roles. */
export function ownRoutes(doors: Doors): Hono<Env> {
  return new Hono<Env>()
    .get(paths.ownSignIns(), (c) => show(c, doors))
    .post(paths.ownPasskeys(), (c) => add(c, doors))
    .post(paths.ownPasskey(':id'), (c) => rename(c, doors))
    .post(paths.ownWayInRemoval(':id'), (c) => remove(c, doors))
    .post(paths.ownSessionsEnd(), (c) => endAll(c, doors))
    .get(paths.ownSessionUse(), use)
    .post(paths.ownSessionEnd(':id'), async (c) => {
      await c.var.db.write(c.var.context, (tx) => endSession(tx, idOf(c.req.param('id'))))
      return done(c, 'session.ended')
    })
    .get(paths.ownMemberships(), (c) => showMemberships(c))
    .post(paths.ownMemberships(), (c) => choose(c, doors))
}

/** The door has noted that the session is used; there is nothing more to say, but to one whose session is over. */
async function use(c: Request): Promise<Response> {
  await c.var.db.read(c.var.context, async (tx) => tx.require('access.sign_in'))
  return c.body(null, 204)
}

const done = (c: Request, word: Word) =>
  goTo(c, paths.ownSignIns(), { tone: 'done', text: words(TEXT, c.var.language)(word) })

type Returned = { readonly errors: readonly FieldError[]; readonly name: string; readonly status: 200 | 409 | 422 }

async function show(
  c: Request,
  doors: Doors,
  returned: Returned = { errors: [], name: '', status: 200 },
): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('access.sign_in')
    return {
      actor: tx.actor,
      passkeys: await ownPasskeys(tx),
      identities: await ownIdentities(tx),
      sessions: await ownSessions(tx),
      memberships: await ownMemberships(tx),
    }
  })
  const { actor, ...own } = shown
  const content = ownSignInsPage({
    language,
    ...own,
    ...returned,
    sessionId: actor.sessionId,
    fresh: actor.assurance === 3,
    passkeysWork: siteOf(c, doors) !== null,
    providers: doors.providers.map(({ settings }) => settings),
    token: randomUUID(),
  })
  const hasErrors = returned.errors.length > 0
  return showPage(c, actor, { title: words(TEXT, language)('own.title'), hasErrors, status: returned.status, content })
}

async function add(c: Request, doors: Doors): Promise<Response> {
  const form = await submitted(c)
  const name = form.text('name')
  const [site, text] = [siteOf(c, doors), form.text('credential')]
  const amend = (code: Word) =>
    show(c, doors, { errors: [{ field: null, message: words(TEXT, c.var.language)(code) }], name, status: 422 })
  if (site === null || text === '') return amend('passkey.noScript')
  const asked = { text, purpose: 'add', site, from: askingFrom(c, doors) } as const
  const { token } = c.var.context
  const outcome = await newPasskey(doors, asked, (made) =>
    attempt(c, (tx) => addPasskey(tx, { ...made, token, name }), doors.db),
  )
  if (outcome.kind === 'wait') return tooMany(c, doors, outcome)
  if (outcome.kind === 'refused') {
    noteRefusal(c, doors, { way: 'passkey', reason: outcome.reason })
    return amend('passkey.refused')
  }
  return outcome.value.ok ? done(c, 'passkey.added') : amended(c, doors, outcome.value.refused, name)
}

async function rename(c: Request, doors: Doors): Promise<Response> {
  const [form, id] = [await submitted(c), idOf(c.req.param('id'))]
  const outcome = await attempt(c, (tx) => renamePasskey(tx, { id, name: form.text('name') }))
  return outcome.ok ? done(c, 'passkey.renamed') : amended(c, doors, outcome.refused, '')
}

async function remove(c: Request, doors: Doors): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const outcome = await attempt(c, (tx) => removeWayIn(tx, id))
  return outcome.ok ? done(c, 'wayIn.removed') : amended(c, doors, outcome.refused, '')
}

/** The page again, with what the refusal says. */
function amended(c: Request, doors: Doors, { fields, kind }: Refused, name: string): Promise<Response> {
  const say = words(TEXT, c.var.language)
  const errors = fields.map(({ field, code }) => ({
    field: field === '' ? null : field,
    message: say(code in TEXT ? (code as Word) : 'passkey.refused'),
  }))
  return show(c, doors, { errors, name, status: kind === 'conflict' ? 409 : 422 })
}

async function endAll(c: Request, doors: Doors): Promise<Response> {
  await c.var.db.write(c.var.context, endEverySession)
  return leave(c, doors, paths.start())
}

async function showMemberships(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, memberships } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('access.sign_in')
    return { actor: tx.actor, memberships: await ownMemberships(tx) }
  })
  const back = safeBack(c.req.query('back') ?? '')
  const content = membershipsPage({ language, memberships, back })
  return showPage(c, actor, { title: words(TEXT, language)('memberships.title'), content })
}

/** Another of one's roles; what cannot be chosen is as absent as one that is not there. */
async function choose(c: Request, doors: Doors): Promise<Response> {
  const form = await submitted(c)
  const token = await switchMembership(doors.db, c.var.context.token, idOf(form.text('membership')))
  if (token === null)
    return goTo(c, paths.ownMemberships(), { tone: 'problem', text: words(TEXT, c.var.language)('memberships.gone') })
  await c.var.db.write({ token }, noteSwitched)
  keep(c, doors.cookies, 'session', token)
  return goOn(c, token, safeBack(form.text('back')))
}
