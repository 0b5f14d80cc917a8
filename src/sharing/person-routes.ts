import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Actor, Read } from '../kernel/database.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Html } from '../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { whyFold } from '../sight/why.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import * as actions from './actions.ts'
import { compassOf } from './compass.ts'
import { ShareTopic } from './model.ts'
import { consentPage, newSharePage } from './new-share-views.ts'
import { covers } from './rules.ts'
import { readShare } from './share-input.ts'
import { sharedPerson } from './shared-person.ts'
import { sharingPage } from './sharing-views.ts'
import * as store from './store.ts'
import { TEXT, type Word } from './text.ts'
import { isWord } from './words.ts'

/** What is shared of one person: the list, the secrecy compass with its form, and consents. */
export function personSharingRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personSharing(':id'), (c) => show(c, sharing, NOTHING))
    .post(paths.personSharing(':id'), share)
    .post(paths.personShareChoice(':id'), choose)
    .get(paths.personShareNew(':id'), (c) => show(c, newShare(askedOf(c)), NOTHING))
    .post(paths.personShareRevocation(':id', ':part'), (c) => undo(c, actions.revoke, 'revoked'))
    .get(paths.personConsents(':id'), (c) => show(c, consent({ topics: ['contact'], by: [] }), NOTHING))
    .post(paths.personConsents(':id'), recordConsent)
    .post(paths.personConsentWithdrawal(':id', ':part'), (c) => undo(c, actions.withdrawConsent, 'consent.withdrawn'))
}

/** What a form came back with: nothing the first time. */
type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }
const NOTHING: Returned = { errors: [], typed: {} }

type Of = { readonly id: PersonId; readonly language: 'sv' | 'en'; readonly returned: Returned }
/** `wrong`: the address itself asks for what is not there, and the page says so. */
type Shown = { readonly title: Word; readonly content: Html; readonly wrong?: boolean }
type Show = {
  readonly permission: 'sharing.read' | 'sharing.share'
  readonly page: (tx: Read, of: Of) => Promise<Shown>
}

/** Commits that the page is opened, then reads it. */
async function show(c: Request, { permission, page }: Show, returned: Returned): Promise<Response> {
  const { language } = c.var
  const id = PersonId.parse(idOf(c.req.param('id')))
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require(permission)
    await actions.openSharing(tx, id)
  })
  const shown = await c.var.db.read(c.var.context, async (tx): Promise<Shown & { actor: Actor }> => {
    return { actor: tx.actor, ...(await page(tx, { id, language, returned })) }
  })
  const hasErrors = returned.errors.length > 0 || shown.wrong === true
  return showPage(c, shown.actor, {
    title: words(TEXT, language)(shown.title),
    current: shown.actor.permissions.has('register.read') ? 'register' : 'today',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: shown.content,
  })
}

const sharing: Show = { permission: 'sharing.read', page: sharingOf }

async function sharingOf(tx: Read, { id, language, returned }: Of): Promise<Shown> {
  const person = await personById(tx, id)
  const [shares, consents, looks, receivers, shareable] = await Promise.all([
    store.sharesOf(tx, person.id),
    store.consentsOf(tx, person.id),
    store.looksAt(tx, person.id),
    store.receivers(tx),
    store.shareableTopics(tx, person.id),
  ])
  const view = {
    language,
    person,
    mayList: tx.may('register.list'),
    why: await whyFold(tx, { id: person.id, language }),
    today: tx.today,
    now: tx.now,
    errors: returned.errors,
  }
  const listed = { shares, consents, looks, receivers, shareable }
  return {
    title: 'page.title',
    content: sharingPage({
      ...view,
      ...listed,
      permitted: permittedTo(tx, { language, shareable }),
      mayShare: tx.may('sharing.share'),
      token: randomUUID(),
    }),
  }
}

type Asked = { readonly to: string; readonly topics: readonly ShareTopic[] }

/** Whom and what the address asks for. Who it is, is always among it. */
function askedOf(c: Request): Asked {
  return { to: c.req.query('to') ?? '', topics: topicsOf(c.req.queries('topic') ?? []) }
}

function topicsOf(named: readonly string[]): readonly ShareTopic[] {
  return ShareTopic.options.filter((topic) => topic === 'identity' || named.includes(topic))
}

const newShare = (asked: Asked): Show => ({ permission: 'sharing.share', page: (tx, of) => newShareOf(tx, of, asked) })

async function newShareOf(tx: Read, of: Of, asked: Asked): Promise<Shown> {
  const { id, language, returned } = of
  const person = await personById(tx, id)
  const [receivers, shareable, known] = await Promise.all([
    store.receivers(tx),
    store.shareableTopics(tx, person.id),
    store.consentsOf(tx, person.id),
  ])
  const receiver = receivers.find((each) => each.id === asked.to)
  if (!receiver) {
    const errors = spoken([{ field: 'to', code: 'receiver_missing' }], language)
    return { ...(await sharingOf(tx, { ...of, returned: { errors, typed: {} } })), wrong: true }
  }
  const topics = asked.topics.filter((topic) => shareable.includes(topic))
  const consents = known.filter((each) => covers(each, { toDomainId: receiver.id, topics, untilAt: tx.now }))
  const [compass, preview] = await Promise.all([
    compassOf(tx, { receiver, latestBirthDate: person.latestBirthDate, topics }),
    sharedPerson(tx, { personId: person.id, topics }),
  ])
  const why = await whyFold(tx, { id: person.id, language })
  const head = { language, person, why, mayList: tx.may('register.list') }
  const filled = {
    ...returned,
    permitted: permittedTo(tx, { language, shareable }),
    token: randomUUID(),
    draft: draftOf(tx, 'share', id),
  }
  return {
    title: 'new.title',
    content: newSharePage({ ...head, ...filled, compass, receiver, topics, consents, preview }),
  }
}

type Chosen = { readonly topics: readonly string[]; readonly by: readonly string[] }

const consent = (chosen: Chosen): Show => ({ permission: 'sharing.share', page: (tx, of) => consentOf(tx, of, chosen) })

async function consentOf(tx: Read, { id, language, returned }: Of, chosen: Chosen): Promise<Shown> {
  const person = await personById(tx, id)
  const [receivers, shareable] = await Promise.all([store.receivers(tx), store.shareableTopics(tx, person.id)])
  const why = await whyFold(tx, { id: person.id, language })
  const head = { language, person, why, mayList: tx.may('register.list'), today: tx.today, receivers, shareable }
  const filled = {
    ...returned,
    permitted: permittedTo(tx, { language, shareable }),
    token: randomUUID(),
    draft: draftOf(tx, 'consent', id),
  }
  return { title: 'consents.title', content: consentPage({ ...head, ...filled, chosen: chosen.topics, by: chosen.by }) }
}

const draftOf = (tx: Read, what: string, person: string) => `${tx.actor.accountId}:${what}-${person}`

type Sharer = { readonly language: 'sv' | 'en'; readonly shareable: readonly ShareTopic[] }

function permittedTo(tx: Read, { language, shareable }: Sharer): Permitted {
  const say = words(TEXT, language)
  if (!tx.may('sharing.share')) return { allowed: false, reason: say('notPermitted') }
  return shareable.includes('identity') ? ALLOWED : { allowed: false, reason: say('onlyInEmergency') }
}

/** Whom and what was chosen leads on to the compass; nothing is shared yet. */
async function choose(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const to = form.text('to')
  if (to === '') {
    const errors = spoken([{ field: 'to', code: 'receiver_missing' }], c.var.language)
    return show(c, { ...sharing, permission: 'sharing.share' }, { errors, typed: {} })
  }
  await c.var.db.read(c.var.context, async (tx) => {
    tx.require('sharing.share')
    await personById(tx, PersonId.parse(id))
  })
  return c.redirect(paths.personShareNew(id, { to, topic: form.list('topic') }), 303)
}

async function share(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const topics = topicsOf(form.text('topics').split(','))
  const again = (problems: readonly FieldProblem[]) =>
    show(c, newShare({ to: form.text('to'), topics }), { errors: spoken(problems, c.var.language), typed: form.values })
  const reading = readShare(form, { personId: id, topics, today: c.var.db.clock.today() })
  if (!reading.ok) return again(reading.problems)
  const outcome = await attempt(c, async (tx) => {
    const draft = draftOf(tx, 'share', id)
    if (await firstTime(tx, form.token)) await actions.share(tx, reading.wanted)
    return draft
  })
  if (!outcome.ok) return again(outcome.refused.fields)
  const text = words(TEXT, c.var.language)('shared')
  return goTo(c, paths.personSharing(id), { tone: 'done', text, saved: outcome.value })
}

async function recordConsent(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const today = c.var.db.clock.today()
  const topics = topicsOf(form.list('topic'))
  const by = form.list('by')
  const again = (problems: readonly FieldProblem[]) =>
    show(c, consent({ topics, by }), { errors: spoken(problems, c.var.language), typed: form.values })
  const [givenOn, lastDay] = [typedDay(form.text('givenOn'), today), typedDay(form.text('until'), today)]
  if (givenOn === null) return again([{ field: 'givenOn', code: 'day_unreadable' }])
  if (lastDay === null) return again([{ field: 'until', code: 'day_unreadable' }])
  const outcome = await attempt(c, async (tx) => {
    const draft = draftOf(tx, 'consent', id)
    if (!(await firstTime(tx, form.token))) return draft
    await actions.recordConsent(tx, {
      personId: id,
      toDomainId: form.text('to'),
      topics,
      purpose: form.text('purpose'),
      byPerson: by.includes('person'),
      byGuardian: by.includes('guardian'),
      aloneReason: form.text('aloneReason'),
      how: form.text('how'),
      witness: form.text('witness'),
      document: form.text('document'),
      givenOn,
      lastDay,
    })
    return draft
  })
  if (!outcome.ok) return again(outcome.refused.fields)
  const text = words(TEXT, c.var.language)('consent.saved')
  return goTo(c, paths.personSharing(id), { tone: 'done', text, saved: outcome.value })
}

/** Takes back a share or a consent of this person. */
async function undo(c: Request, act: typeof actions.revoke, done: Word): Promise<Response> {
  const id = PersonId.parse(idOf(c.req.param('id')))
  const part = idOf(c.req.param('part'))
  await c.var.db.write(c.var.context, (tx) => act(tx, { id: part, personId: id }))
  return goTo(c, paths.personSharing(id), { tone: 'done', text: words(TEXT, c.var.language)(done) })
}

function spoken(problems: readonly FieldProblem[], language: 'sv' | 'en'): readonly FieldError[] {
  return fieldErrors(problems, words(TEXT, language), isWord)
}
