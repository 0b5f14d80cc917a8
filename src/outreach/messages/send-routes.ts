import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { PersonId } from '../../people/model.ts'
import { personById, personsById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { MOST_AT_ONCE } from '../contacts/rules.ts'
import { ownPersons } from '../contacts/store.ts'
import { personName } from '../contacts/words.ts'
import { openToSend } from './actions.ts'
import type { HasGateway } from './gateway.ts'
import { MessageChannel, Whose } from './model.ts'
import type { Phone } from './phone-routes.ts'
import { type Content, type Preview, previewMessage, sendMessage, sendToMany } from './queue-actions.ts'
import { NOTHING, type Returned, returnedOf, show } from './returned.ts'
import { type Previewed, writeManyPage, writePage } from './send-views.ts'
import { waitsForGateway } from './sending-rules.ts'
import { templates } from './template-store.ts'
import { messageWords } from './words.ts'

export type Sending = {
  readonly hasGateway: HasGateway
  /** The telephone of a demonstration, where there is one. */
  readonly phone: Phone
}

/** Writing to one, or to several: each is looked at before it is sent. */
export function sendRoutes(sending: Sending): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personMessageNew(':id'), (c) => showOne(c, sending, { id: idOf(c.req.param('id')), returned: NOTHING }))
    .post(paths.personMessageNew(':id'), (c) => writeOne(c, sending, idOf(c.req.param('id'))))
    .get(paths.outreachMessagesSend(), (c) => showMany(c, sending, NOTHING))
    .post(paths.outreachMessagesSend(), (c) => writeMany(c, sending))
}

type One = { readonly id: string; readonly returned: Returned; readonly preview?: Preview }

async function showOne(c: Request, { hasGateway }: Sending, { id, returned, preview }: One): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => openToSend(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [header, why, all] = await Promise.all([
      personById(tx, person.id),
      whyFold(tx, { id: person.id, language }),
      templates(tx),
    ])
    const head = { language, person: header, why, mayList: tx.may('register.list') }
    const shown = preview === undefined ? null : await named(tx, c, { preview, typed: returned.typed })
    const filled = { templates: all, token: randomUUID(), preview: shown, missing: missingOf(hasGateway) }
    return { actor: tx.actor, content: writePage({ ...head, ...filled, ...returned }) }
  })
  return show(c, actor, { title: 'title.new', returned, content })
}

/** The channels that have nobody to hand messages to. */
export const missingOf = (hasGateway: HasGateway) => MessageChannel.options.filter((channel) => !hasGateway(channel))

/** Refuses a channel that would never be sent. */
function requireSent({ hasGateway }: Sending, channel: MessageChannel): void {
  if (hasGateway(channel) || waitsForGateway(channel)) return
  throw new Refused('invalid', 'message', [{ field: 'channel', code: 'email_not_sent' }])
}

/** Whose names stand in a preview. */
async function named(
  tx: Read,
  c: Request,
  { preview, typed }: { preview: Preview; typed: Returned['typed'] },
): Promise<Previewed> {
  const ids = [...preview.to, ...preview.left].map(({ personId }) => personId)
  const people = await personsById(
    tx,
    ids.map((id) => PersonId.parse(id)),
  )
  const names = new Map<string, string>(people.map((person) => [person.id, personName(person, c.var.language)]))
  const nameOf = (id: string) => names.get(id) ?? '–'
  return {
    channel: MessageChannel.catch('sms').parse(typed['channel']),
    texts: preview.texts,
    to: preview.to.map(({ personId, ...of }) => ({ who: nameOf(personId), ...of })),
    left: preview.left.map(({ personId, reason }) => ({ who: nameOf(personId), reason })),
  }
}

/** What a form asks for: a template with what it takes, or one's own words. */
function contentOf(form: Submitted, channel: MessageChannel): Content {
  const code = form.text('template')
  const language = form.text('language')
  if (code === '') {
    const subject = channel === 'email' ? form.text('subject') : null
    return { kind: 'own', language: language || 'sv', subject, wording: form.text('wording').replaceAll('\r\n', '\n') }
  }
  const [day, time] = [form.text('day'), form.text('time')]
  const values = { ...(day === '' ? {} : { dag: day }), ...(time === '' ? {} : { tid: time }) }
  return { kind: 'template', code, language: language || null, values }
}

function wantedOf(form: Submitted) {
  const channel = MessageChannel.catch('sms').parse(form.text('channel'))
  return { to: Whose.catch('self').parse(form.text('to')), channel, content: contentOf(form, channel) }
}

function looking(tx: Write, sending: Sending, wanted: Parameters<typeof previewMessage>[1]): Promise<Preview> {
  requireSent(sending, wanted.channel)
  return previewMessage(tx, wanted)
}

async function writeOne(c: Request, sending: Sending, id: string): Promise<Response> {
  const form = await submitted(c)
  const wanted = wantedOf(form)
  const say = messageWords(c.var.language)
  if (form.text('step') !== 'send') {
    const looked = await attempt(c, (tx) =>
      lookedAt(tx, id, () => looking(tx, sending, { ...wanted, personIds: [id] })),
    )
    const returned = returnedOf(c, form, looked.ok ? [] : problemsOf(looked.refused))
    return showOne(c, sending, { id, returned, ...(looked.ok ? { preview: looked.value } : {}) })
  }
  const outcome = await attempt(c, async (tx) => {
    requireSent(sending, wanted.channel)
    return (await firstTime(tx, form.token)) ? sendMessage(tx, { ...wanted, personId: id, dedupKey: null }) : null
  })
  if (!outcome.ok) return showOne(c, sending, { id, returned: returnedOf(c, form, problemsOf(outcome.refused)) })
  const queued = outcome.value
  const left =
    queued !== null && !queued.ok ? say('send.left', { why: say(`reason.${queued.reason}`).toLowerCase() }) : null
  return goTo(c, paths.personMessages(id), {
    tone: left === null ? 'done' : 'problem',
    text: left ?? say('send.saved'),
  })
}

/** Whom one does not follow is not found, before anything is told of them. */
async function lookedAt<T>(tx: Write, id: string, look: () => Promise<T>): Promise<T> {
  await openToSend(tx, id)
  return look()
}

async function showMany(c: Request, { hasGateway }: Sending, returned: Returned, preview?: Preview): Promise<Response> {
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('messages.send')
    const candidates = await ownPersons(tx, MOST_AT_ONCE)
    await tx.record('messages.candidates_listed', { detail: { rows: candidates.length } })
    const shown = preview === undefined ? null : await named(tx, c, { preview, typed: returned.typed })
    const filled = {
      templates: await templates(tx),
      token: randomUUID(),
      preview: shown,
      missing: missingOf(hasGateway),
    }
    const view = { language: c.var.language, candidates, ...filled, ...returned }
    return { actor: tx.actor, content: writeManyPage(view) }
  })
  return show(c, actor, { title: 'title.send', returned, content })
}

async function writeMany(c: Request, sending: Sending): Promise<Response> {
  const form = await submitted(c)
  // The boxes, or what was looked at.
  const personIds = form
    .list('persons')
    .flatMap((each) => each.split(','))
    .filter((each) => each !== '')
    .map(idOf)
  const wanted = { ...wantedOf(form), personIds }
  const asTyped = (problems: Parameters<typeof returnedOf>[2]) => ({
    ...returnedOf(c, form, problems),
    chosen: personIds,
  })
  if (form.text('step') !== 'send') {
    const looked = await attempt(c, (tx) => looking(tx, sending, wanted))
    const returned = asTyped(looked.ok ? [] : problemsOf(looked.refused))
    return looked.ok ? showMany(c, sending, returned, looked.value) : showMany(c, sending, returned)
  }
  const outcome = await attempt(c, async (tx) => {
    requireSent(sending, wanted.channel)
    return (await firstTime(tx, form.token)) ? sendToMany(tx, wanted) : new Map<string, never>()
  })
  if (!outcome.ok) return showMany(c, sending, asTyped(problemsOf(outcome.refused)))
  const answers = [...outcome.value.values()]
  const n = answers.reduce((sum, each) => sum + (each.ok ? each.messageIds.length : 0), 0)
  const text = messageWords(c.var.language)('send.many.saved', { n, left: answers.filter(({ ok }) => !ok).length })
  return goTo(c, paths.outreachMessages(), { tone: 'done', text })
}
