import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import { parseNumber } from '../../people/identity.ts'
import { personByNumber } from '../../people/store.ts'
import { pageAsked } from '../../register/reached-routes.ts'
import { problemsOf } from '../../ui/components/form.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import { paths } from '../../ui/paths.ts'
import { dropAnswer, listUnmatched, tieAnswer } from './inbound-actions.ts'
import { countUnmatched, unmatched } from './inbound-store.ts'
import { Whose } from './model.ts'
import { outboxPage, unmatchedPage, WAITING } from './outbox-views.ts'
import { NOTHING, type Returned, returnedOf, show } from './returned.ts'
import { missingOf, type Sending } from './send-routes.ts'
import { countOutbox, outbox } from './store.ts'
import { messageWords } from './words.ts'

/** The outbox of those one follows, and answers that are nobody's yet. */
export function outboxRoutes(sending: Sending): Hono<Env> {
  return new Hono<Env>()
    .get(paths.outreachMessages(), (c) => showOutbox(c, sending))
    .get(paths.outreachUnmatched(), (c) => showUnmatched(c, NOTHING))
    .post(paths.outreachUnmatchedTie(':id'), (c) => tie(c, idOf(c.req.param('id'))))
    .post(paths.outreachUnmatchedRemoval(':id'), (c) => drop(c, idOf(c.req.param('id'))))
}

async function showOutbox(c: Request, { hasGateway, phone }: Sending): Promise<Response> {
  const which = WAITING.find((each) => each === c.req.query('state')) ?? 'queued'
  const page = pageAsked(c)
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('messages.read')
    const [rows, counts] = await Promise.all([
      outbox(tx, which, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      countOutbox(tx),
    ])
    await tx.record('messages.outbox_listed', { detail: { which, rows: rows.length } })
    const nobodys = tx.may('messages.tie') ? await countUnmatched(tx) : null
    const may = {
      maySend: tx.may('messages.send'),
      mayWord: tx.may('messages.word'),
      missing: missingOf(hasGateway),
      hasPhone: phone !== null && c.var.demo,
    }
    const view = {
      language: c.var.language,
      which,
      rows,
      counts,
      unmatched: nobodys,
      page,
      token: randomUUID(),
      now: tx.now,
      ...may,
    }
    return { actor: tx.actor, content: outboxPage(view) }
  })
  return show(c, actor, { title: 'title.outbox', content })
}

/** How many answers stand on the page: the oldest first, the rest when these are done. */
const MOST_ANSWERS = 100

async function showUnmatched(c: Request, returned: Returned): Promise<Response> {
  // That they were read is committed before anything is shown.
  await c.var.db.write(c.var.context, listUnmatched)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [answers, counts] = await Promise.all([unmatched(tx, MOST_ANSWERS), countOutbox(tx)])
    const view = { language: c.var.language, answers, counts, token: randomUUID(), ...returned }
    return { actor: tx.actor, content: unmatchedPage(view) }
  })
  return show(c, actor, { title: 'title.unmatched', returned, content })
}

async function tie(c: Request, unmatchedId: string): Promise<Response> {
  const form = await submitted(c)
  const whose = Whose.catch('self').parse(form.text('whose'))
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return
    await tieAnswer(tx, { unmatchedId, personId: await personOf(tx, form.text('number')), whose })
  })
  if (!outcome.ok) return showUnmatched(c, returnedOf(c, form, problemsOf(outcome.refused)))
  return goTo(c, paths.outreachUnmatched(), { tone: 'done', text: messageWords(c.var.language)('unmatched.tied') })
}

async function personOf(tx: Write, text: string): Promise<string> {
  tx.require('messages.tie')
  const read = parseNumber(text, tx.today)
  const found = read.ok ? await personByNumber(tx, read.number) : null
  if (found === null) throw new Refused('invalid', 'number', [{ field: 'number', code: 'person_unknown' }])
  return found
}

async function drop(c: Request, unmatchedId: string): Promise<Response> {
  const form = await submitted(c)
  await c.var.db.write(c.var.context, async (tx) => {
    if (await firstTime(tx, form.token)) await dropAnswer(tx, unmatchedId)
  })
  return goTo(c, paths.outreachUnmatched(), { tone: 'done', text: messageWords(c.var.language)('unmatched.dropped') })
}
