import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Read, Write } from '../kernel/database.ts'
import type { Html } from '../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { NOTES_ON_PAGE } from '../notes/rules.ts'
import { bodiesOf, countNotes, notesOf, roomFor } from '../notes/store.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { whyFold } from '../sight/why.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { secreciesOf } from './law-store.ts'
import type { Received } from './model.ts'
import * as actions from './received-actions.ts'
import * as store from './received-store.ts'
import { RECEIVED_TEXT, type ReceivedWord } from './received-text.ts'
import { receivedPage } from './received-views.ts'
import { openTopics } from './rules.ts'
import { type SharedPerson, sharedPerson } from './shared-person.ts'
import { sharedNotesPage, type VisitPage, visitPage } from './visit-views.ts'

/** What others share with the actor's domain: the list, each share, the answer, and who is let in. */
export function receivedRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.shares(), showList)
    .get(paths.share(':id'), (c) => showOne(c, NOTHING))
    .get(paths.shareNotes(':id'), showNotes)
    .post(paths.shareAcceptance(':id'), accept)
    .post(paths.shareRefusal(':id'), decline)
    .post(paths.shareVisitors(':id'), letIn)
    .post(paths.shareVisitorEnd(':id', ':part'), (c) =>
      change(c, { form: null, done: 'visitors.ended' }, (tx, id) => actions.letOut(tx, id, idOf(c.req.param('part')))),
    )
    .post(paths.shareRecusal(':id'), recuse)
    .post(paths.shareEnd(':id'), (c) => change(c, { form: null, done: 'ended', leaves: true }, actions.end))
}

async function showList(c: Request): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('sharing.visit')
    return { actor: tx.actor, content: receivedPage({ language, now: tx.now, shares: await store.received(tx) }) }
  })
  const title = words(RECEIVED_TEXT, language)('title')
  return showPage(c, shown.actor, { title, current: 'shares', content: shown.content })
}

type Returned = VisitPage['returned']
const NOTHING: Returned = { form: null, errors: [], typed: {}, chosen: [] }

/** Commits that the share is opened, in both trails; then visits, in a transaction that only reads. */
async function showOne(c: Request, returned: Returned): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const share = await c.var.db.write(c.var.context, (tx) => actions.openShare(tx, id))
  const seen = await visited(c, share)
  const shown = await c.var.db.read(c.var.context, async (tx) => ({
    actor: tx.actor,
    content: visitPage({ ...(await aroundOf(tx, share, language)), language, share, ...seen, returned }),
  }))
  const hasErrors = returned.errors.length > 0
  return showPage(c, shown.actor, {
    // A title ends up in the browser's history: it names neither the young person nor the sender.
    title: words(RECEIVED_TEXT, language)('title'),
    current: 'shares',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: shown.content,
  })
}

type Seen = { readonly shared: SharedPerson | null; readonly why: Html | null }

async function visited(c: Request, share: Received): Promise<Seen> {
  const { id, personId } = share
  if (personId === null) return { shared: null, why: null }
  return c.var.db.read({ ...c.var.context, visit: id }, async (tx) => ({
    shared: await sharedPerson(tx, { personId, topics: openTopics(share) }),
    why: await whyFold(tx, { id: personId, language: c.var.language }),
  }))
}

/** The words of shared notes: which there are is read on the visit, the ticket is committed at home, and the visit gets the words. */
async function showNotes(c: Request): Promise<Response> {
  const { language, db, context } = c.var
  const id = idOf(c.req.param('id'))
  const share = await db.write(context, (tx) => actions.openSharedNotes(tx, id))
  const visit = { ...context, visit: id }
  const { root, notes, total, there, why } = await db.read(visit, async (tx) => {
    const person = await personById(tx, PersonId.parse(share.personId))
    const asked = { root: person.id, struck: false, limit: NOTES_ON_PAGE, offset: 0 }
    const [list, counts] = await Promise.all([notesOf(tx, asked), countNotes(tx, person.id)])
    const there = await roomFor(
      tx,
      list.map((note) => note.id),
    )
    const why = await whyFold(tx, { id: person.id, language })
    return { root: person.id, notes: list, total: counts.total - counts.struck, there, why }
  })
  const ids = notes.map((note) => note.id)
  const taken =
    ids.length === 0 ? null : await db.write(context, (tx) => actions.takeNotes(tx, id, { personId: root, ids, there }))
  const ticket = taken?.ticket ?? null
  const bodies = ticket === null ? new Map<string, string>() : await db.read(visit, (tx) => bodiesOf(tx, ids, ticket))
  const over = taken?.over ?? null
  const content = sharedNotesPage({ language, share, why, notes: over ? [] : notes, bodies, total, over })
  const actor = await db.read(context, async (tx) => tx.actor)
  return showPage(c, actor, { title: words(RECEIVED_TEXT, language)('notes.title'), current: 'shares', content })
}

async function aroundOf(tx: Read, share: Received, language: 'sv' | 'en') {
  const [visitors, lettable, manages, secrecies] = await Promise.all([
    store.visitorsOf(tx, share.id),
    store.lettable(tx),
    store.manages(tx, share.id),
    secreciesOf(tx, tx.actor.domainId),
  ])
  const mayAnswer = tx.may('sharing.answer')
  const permitted: Permitted = mayAnswer
    ? ALLOWED
    : { allowed: false, reason: words(RECEIVED_TEXT, language)('notPermitted') }
  return {
    now: tx.now,
    own: { name: tx.actor.domainName, secrecies },
    visitors,
    lettable,
    manages,
    mayAnswer,
    accountId: tx.actor.accountId,
    permitted,
    tokens: { accept: randomUUID(), decline: randomUUID(), add: randomUUID(), recuse: randomUUID() },
  }
}

/** One who knows the young person shuts themself out, and comes back to the list: the share is no longer theirs to open. */
async function recuse(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const say = words(RECEIVED_TEXT, c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('sharing.visit')
    if (await firstTime(tx, form.token)) await actions.recuse(tx, id, form.text('recusalReason'))
  })
  if (outcome.ok) return goTo(c, paths.shares(), { tone: 'done', text: say('recuse.saved') })
  const errors = fieldErrors(outcome.refused.fields, say, isReceivedWord)
  return showOne(c, { form: 'recusal', errors, typed: form.values, chosen: [] })
}

type Change = { readonly form: Returned['form']; readonly done: ReceivedWord; readonly leaves?: boolean }

/** Does what a form asks once, or shows the page again with what needs correcting. */
async function change(
  c: Request,
  { form: name, done, leaves }: Change,
  act: (tx: Write, id: string) => Promise<void>,
): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const say = words(RECEIVED_TEXT, c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('sharing.answer')
    if (await firstTime(tx, form.token)) await act(tx, id)
  })
  if (outcome.ok) return goTo(c, leaves ? paths.shares() : paths.share(id), { tone: 'done', text: say(done) })
  const errors = fieldErrors(outcome.refused.fields, say, isReceivedWord)
  return showOne(c, { form: name, errors, typed: form.values, chosen: form.list('visitor') })
}

function isReceivedWord(code: string): code is ReceivedWord {
  return Object.hasOwn(RECEIVED_TEXT, code)
}

/** Afterwards one who accepts for others is not let in: back to the list. */
async function accept(c: Request): Promise<Response> {
  const named = (await submitted(c)).list('visitor')
  return change(c, { form: 'accept', done: 'accepted', leaves: true }, (tx, id) =>
    actions.accept(tx, id, { memberships: idsOf(named, 'member'), teams: idsOf(named, 'team') }),
  )
}

async function decline(c: Request): Promise<Response> {
  const reason = (await submitted(c)).text('reason')
  return change(c, { form: 'decline', done: 'declined', leaves: true }, (tx, id) => actions.decline(tx, id, reason))
}

async function letIn(c: Request): Promise<Response> {
  const named = (await submitted(c)).list('visitor')
  const [membershipId = null] = idsOf(named, 'member')
  const [teamId = null] = idsOf(named, 'team')
  return change(c, { form: 'add', done: 'visitors.added' }, (tx, id) => actions.letIn(tx, id, { membershipId, teamId }))
}

/** `member:<id>` or `team:<id>`, as the form's boxes say it. */
function idsOf(named: readonly string[], kind: 'member' | 'team'): string[] {
  return named.flatMap((each) => {
    const [of, id] = each.split(':')
    return of === kind && id !== undefined ? [idOf(id)] : []
  })
}
