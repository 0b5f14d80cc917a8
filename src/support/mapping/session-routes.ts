import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import { addYears } from '../../kernel/date.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { NoteTopic } from '../../notes/model.ts'
import { whyFold } from '../../sight/why.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { type Method, SCALES } from './model.ts'
import { errorsOf, show } from './routes.ts'
import { openSessions, type SessionInput, writeSession } from './session-actions.ts'
import { methodCounts, sessionsOf } from './session-store.ts'
import { headingsOf, methodOfNumber, methodsPage, newSessionPage, sessionDraft, sessionsPage } from './session-views.ts'
import { isMappingWord, mappingWords } from './words.ts'

/** Talks by a method: listed, counted and noted. */
export function sessionRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personSessions(':id'), (c) => showSessions(c, idOf(c.req.param('id'))))
    .get(paths.personSessionNew(':id'), (c) => showNew(c, { ...sessionOf(c, c.req.query('m')), ...NOTHING }))
    .post(paths.personSessionNew(':id'), write)
    .get(paths.methodCounts(), showCounts)
}

const SHOWN = 100

type SessionOf = { readonly personId: string; readonly method: Method }
type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }
const NOTHING: Returned = { errors: [], typed: {} }

/** The one that is asked for; a coaching talk where none is. */
function sessionOf(c: Request, number: string | undefined): SessionOf {
  return { personId: idOf(c.req.param('id')), method: methodOfNumber(number ?? '') ?? 'coaching_talk' }
}

async function opened(c: Request, personId: string) {
  const person = await c.var.db.write(c.var.context, (tx) => openSessions(tx, { personId }))
  return c.var.db.read(c.var.context, async (tx) => {
    const { language } = c.var
    const why = await whyFold(tx, { id: person.id, language })
    const head = { language, person, why, mayList: tx.may('register.list') }
    const since = addYears(tx.today, -1)
    const [sessions, counts] = [
      await sessionsOf(tx, person.id, SHOWN),
      await methodCounts(tx, { since, root: person.id }),
    ]
    return { actor: tx.actor, today: tx.today, head, sessions, counts, colleagues: await colleagues(tx) }
  })
}

async function showSessions(c: Request, personId: string): Promise<Response> {
  const { actor, head, ...rest } = await opened(c, personId)
  return show(c, actor, { title: 'sessions.title', content: sessionsPage({ ...head, ...rest }) })
}

async function showNew(c: Request, { personId, method, errors, typed }: SessionOf & Returned): Promise<Response> {
  const { actor, head, today } = await opened(c, personId)
  const view = { ...head, method, today, account: actor.accountId, token: randomUUID(), errors, typed }
  return show(c, actor, { title: 'sessions.title', errors, content: newSessionPage(view) })
}

async function write(c: Request): Promise<Response> {
  const form = await submitted(c)
  const of = sessionOf(c, form.text('m'))
  const reading = readForm(c, form, of)
  if (!reading.ok) {
    const errors = fieldErrors(reading.problems, mappingWords(c.var.language), isMappingWord)
    return showNew(c, { ...of, errors, typed: form.values })
  }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await writeSession(tx, reading.session)
    return sessionDraft(tx.actor.accountId, of.personId, of.method)
  })
  if (!outcome.ok) return showNew(c, { ...of, errors: errorsOf(c, outcome.refused), typed: form.values })
  const text = mappingWords(c.var.language)('sessions.saved')
  return goTo(c, paths.personSessions(of.personId), { tone: 'done', text, saved: outcome.value })
}

type Reading =
  | { readonly ok: true; readonly session: SessionInput }
  | { readonly ok: false; readonly problems: readonly { readonly field: string; readonly code: string }[] }

function readForm(c: Request, form: Submitted, { personId, method }: SessionOf): Reading {
  const topic = NoteTopic.safeParse(form.text('topic'))
  const heldOn = typedDay(form.text('heldOn'), c.var.db.clock.today())
  if (topic.success && heldOn !== null) {
    const steps = Object.fromEntries(
      SCALES.flatMap((scale) => (form.text(scale) === '' ? [] : [[scale, Number(form.text(scale))]])),
    )
    const headings = headingsOf(method, c.var.language)
    return {
      ok: true,
      session: { personId, method, topic: topic.data, heldOn, body: form.text('body'), headings, steps },
    }
  }
  const problems = [
    ...(topic.success ? [] : [{ field: 'topic', code: 'topic_missing' }]),
    ...(heldOn === null ? [{ field: 'heldOn', code: 'day_unreadable' }] : []),
  ]
  return { ok: false, problems }
}

async function showCounts(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('mapping.read')
    tx.requireAssurance(2)
    const counts = await methodCounts(tx, { since: addYears(tx.today, -1), root: null })
    return { actor: tx.actor, content: methodsPage({ language, counts }) }
  })
  return show(c, actor, { title: 'methods.title', content })
}
