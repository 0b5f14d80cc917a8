import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type Env, firstTime, type Request, submitted } from '../../kernel/http.ts'
import { paths } from '../../ui/paths.ts'
import type { AfterContact } from '../contacts/sent-actions.ts'
import { receiveAnswer } from './inbound-actions.ts'
import { openPhone } from './phone-actions.ts'
import { FICTION, isFiction, phonePage } from './phone-views.ts'
import { show } from './returned.ts'
import { bodiesOf } from './store.ts'
import { messageWords } from './words.ts'

/** Opens a session of the machine in a domain; null where there is no demonstration, or others reach it. */
export type Phone = ((domainId: string) => Promise<{ readonly db: Database; readonly context: Context }>) | null

/** A telephone for those who try the demonstration: what has come to a made-up number, and a reply from it. */
export function phoneRoutes(phone: Phone, after: AfterContact): Hono<Env> {
  return new Hono<Env>()
    .get(paths.demoPhone(), (c) => showPhone(c, phone))
    .post(paths.demoPhone(), (c) => reply(c, phone, after))
}

const numberIn = (text: string | undefined) => (text !== undefined && isFiction(text) ? text : (FICTION[0] ?? ''))

async function machine(c: Request, phone: Phone) {
  const { actor, demo } = await c.var.db.read(c.var.context, async (tx) => ({ actor: tx.actor, demo: c.var.demo }))
  if (phone === null || !demo) throw new Refused('not_found', 'phone')
  return { actor, ...(await phone(actor.domainId)) }
}

async function showPhone(c: Request, phone: Phone): Promise<Response> {
  const { actor, db, context } = await machine(c, phone)
  const number = numberIn(c.req.query('number'))
  const opened = await db.write(context, (tx) => openPhone(tx, number))
  const bodies = await db.read(context, async (tx) => {
    const read = await Promise.all(opened.tickets.map(({ ids, ticket }) => bodiesOf(tx, ids, ticket)))
    return new Map(read.flatMap((each) => [...each]))
  })
  const lines = opened.lines.map(({ id, direction, at }) => ({ id, direction, at, body: bodies.get(id)?.body ?? '' }))
  const content = phonePage({ language: c.var.language, number, lines, token: randomUUID() })
  return show(c, actor, { title: 'phone.title', content })
}

async function reply(c: Request, phone: Phone, after: AfterContact): Promise<Response> {
  const form = await submitted(c)
  const number = numberIn(form.text('number'))
  const { db, context } = await machine(c, phone)
  const incoming = { gatewayId: `phone-${form.token ?? randomUUID()}`, from: number, text: form.text('text') }
  await db.write(context, async (tx) => {
    if (await firstTime(tx, form.token)) await receiveAnswer(tx, { gateway: 'fake', incoming }, after)
  })
  return goTo(c, paths.demoPhone({ number }), { tone: 'done', text: messageWords(c.var.language)('phone.sent') })
}
