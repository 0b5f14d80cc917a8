import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type Env, firstTime, type Request, submitted } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import { receiveAnswer } from './inbound-actions.ts'
import { type Opened, openMailbox, openPhone } from './phone-actions.ts'
import { FICTION, isFiction, mailboxPage, phonePage } from './phone-views.ts'
import { show } from './returned.ts'
import { type Body, bodiesOf } from './store.ts'
import { messageWords } from './words.ts'

/** Opens a session of the machine in a domain; null where there is no demonstration, or others reach it. */
export type Phone = ((domainId: string) => Promise<{ readonly db: Database; readonly context: Context }>) | null

/** A telephone for those who try the demonstration: what has come to a made-up number, and a reply from it. */
export function phoneRoutes(phone: Phone): Hono<Env> {
  return new Hono<Env>()
    .get(paths.demoPhone(), (c) => showPhone(c, phone))
    .post(paths.demoPhone(), (c) => reply(c, phone))
}

const numberIn = (text: string | undefined) => (text !== undefined && isFiction(text) ? text : (FICTION[0] ?? ''))

async function machine(c: Request, phone: Phone) {
  const { actor, demo } = await c.var.db.read(c.var.context, async (tx) => ({ actor: tx.actor, demo: c.var.demo }))
  if (phone === null || !demo) throw new Refused('not_found', 'phone')
  return { actor, ...(await phone(actor.domainId)) }
}

async function showPhone(c: Request, phone: Phone): Promise<Response> {
  const { actor, db, context } = await machine(c, phone)
  if (c.req.query('box') === 'mail') return showMailbox(c, { actor, db, context })
  const number = numberIn(c.req.query('number'))
  const opened = await db.write(context, (tx) => openPhone(tx, number))
  const bodies = await wordsOf({ db, context }, opened)
  const lines = opened.lines.map(({ id, direction, at }) => ({ id, direction, at, body: bodies.get(id)?.body ?? '' }))
  const content = phonePage({ language: c.var.language, number, lines, token: randomUUID() })
  return show(c, actor, { title: 'phone.title', content })
}

async function showMailbox(c: Request, { actor, ...at }: Awaited<ReturnType<typeof machine>>): Promise<Response> {
  const opened = await at.db.write(at.context, openMailbox)
  const words = await wordsOf(at, opened)
  const mails = opened.lines.map(({ id, ...line }) => {
    const { subject = null, body = '' } = words.get(id) ?? {}
    return { id, ...line, subject: subject ?? '', body }
  })
  const content = mailboxPage({ language: c.var.language, mails })
  return show(c, actor, { title: 'phone.mail', content })
}

/** What was written, against the tickets. */
function wordsOf(
  { db, context }: { readonly db: Database; readonly context: Context },
  { tickets }: Opened<unknown>,
): Promise<ReadonlyMap<string, Body>> {
  return db.read(context, async (tx) => {
    const read = await Promise.all(tickets.map(({ ids, ticket }) => bodiesOf(tx, ids, ticket)))
    return new Map(read.flatMap((each) => [...each]))
  })
}

async function reply(c: Request, phone: Phone): Promise<Response> {
  const form = await submitted(c)
  const number = numberIn(form.text('number'))
  const { db, context } = await machine(c, phone)
  const incoming = { gatewayId: `phone-${form.token ?? randomUUID()}`, from: number, text: form.text('text') }
  await db.write(context, async (tx) => {
    if (await firstTime(tx, form.token)) await receiveAnswer(tx, { gateway: 'fake', incoming })
  })
  return goTo(c, paths.demoPhone({ number }), { tone: 'done', text: messageWords(c.var.language)('phone.sent') })
}
