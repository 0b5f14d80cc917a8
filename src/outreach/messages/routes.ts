import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import { pageAsked } from '../../register/reached-routes.ts'
import { whyFold } from '../../sight/why.ts'
import { problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import { saidLanguages } from './language-store.ts'
import { MessageChannel, Whose } from './model.ts'
import { NOTHING, type Returned, returnedOf, show } from './returned.ts'
import { bodiesOf, stopsOf } from './store.ts'
import { MESSAGES_ON_PAGE, threadPage } from './views.ts'
import type { MessageWord } from './words.ts'
import { isMessageWord, messageWords } from './words.ts'

/** What has been written to and by a young person, and what one can do about it. */
export function messageRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personMessages(':id'), (c) => showThread(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personMessageWithdrawal(':id', ':message'), (c) => withdraw(c))
    .post(paths.personMessageOutcome(':id', ':message'), (c) => settle(c))
    .post(paths.personMessageLanguage(':id'), (c) => language(c, idOf(c.req.param('id'))))
    .post(paths.personMessageStops(':id'), (c) => stop(c, idOf(c.req.param('id'))))
    .post(paths.personMessageStopEnd(':id', ':stop'), (c) => lift(c))
}

async function showThread(c: Request, personId: string, returned: Returned): Promise<Response> {
  const page = pageAsked(c)
  const { language } = c.var
  const asked = { personId, limit: MESSAGES_ON_PAGE, offset: (page - 1) * MESSAGES_ON_PAGE }
  const opened = await c.var.db.write(c.var.context, (tx) => actions.openThread(tx, asked))
  const { person, messages, counts, ticket } = opened
  if (person.id !== personId) return c.redirect(paths.personMessages(person.id), 303)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [bodies, stops, said, staff, why] = await Promise.all([
      ticket === null
        ? new Map()
        : bodiesOf(
            tx,
            messages.map(({ id }) => id),
            ticket,
          ),
      stopsOf(tx, person.id),
      saidLanguages(tx, person.id),
      colleagues(tx),
      whyFold(tx, { id: person.id, language }),
    ])
    const head = { language, person, why, mayList: tx.may('register.list'), maySend: tx.may('messages.send') }
    const view = {
      ...head,
      messages,
      counts,
      bodies,
      stops,
      said,
      colleagues: staff,
      page,
      token: randomUUID(),
      now: tx.now,
      ...returned,
    }
    return { actor: tx.actor, content: threadPage(view) }
  })
  return show(c, actor, { title: 'title', returned, content })
}

const messageOf = (c: Request) => ({ personId: idOf(c.req.param('id')), messageId: idOf(c.req.param('message')) })

async function withdraw(c: Request): Promise<Response> {
  const form = await submitted(c)
  const of = messageOf(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.withdrawMessage(tx, of)
  })
  // What did not leave is written another way.
  if (outcome.ok && form.text('next') === 'write')
    return goTo(c, paths.personMessageNew(of.personId), {
      tone: 'done',
      text: messageWords(c.var.language)('withdraw.saved'),
    })
  return back(c, of.personId, outcome.ok ? 'withdraw.saved' : outcome.refused.code)
}

const OUTCOMES: readonly string[] = ['arrived', 'send_again', 'let_be'] satisfies actions.Outcome[]
const isOutcome = (text: string): text is actions.Outcome => OUTCOMES.includes(text)

async function settle(c: Request): Promise<Response> {
  const form = await submitted(c)
  const of = messageOf(c)
  const said = form.text('outcome')
  if (!isOutcome(said)) return c.redirect(paths.personMessages(of.personId), 303)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.settleByHand(tx, { ...of, outcome: said })
  })
  return back(c, of.personId, outcome.ok ? 'outcome.saved' : outcome.refused.code)
}

const SAVED: readonly string[] = [
  'withdraw.saved',
  'outcome.saved',
  'stop.saved',
  'stop.lifted',
  'language.saved',
] satisfies MessageWord[]

function back(c: Request, personId: string, code: string): Response {
  const text = isMessageWord(code) ? messageWords(c.var.language)(code) : code
  return goTo(c, paths.personMessages(personId), { tone: SAVED.includes(code) ? 'done' : 'problem', text })
}

async function language(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const whose = Whose.catch('self').parse(form.text('whose'))
  const wanted = form.text('other').toLowerCase() || form.text('language') || null
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.setLanguage(tx, { personId, whose, language: wanted })
  })
  if (!outcome.ok) {
    const problems = problemsOf(outcome.refused).map((each) => ({ ...each, field: 'other' }))
    return showThread(c, personId, returnedOf(c, form, problems))
  }
  return back(c, personId, 'language.saved')
}

async function stop(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const channel = MessageChannel.catch('sms').parse(form.text('channel'))
  const whose = Whose.catch('self').parse(form.text('whose'))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token))
      await actions.stopMessages(tx, { personId, channel, whose, reason: form.text('reason') })
  })
  if (!outcome.ok) return showThread(c, personId, returnedOf(c, form, problemsOf(outcome.refused)))
  return back(c, personId, 'stop.saved')
}

async function lift(c: Request): Promise<Response> {
  const form = await submitted(c)
  const of = { personId: idOf(c.req.param('id')), stopId: idOf(c.req.param('stop')) }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.liftStop(tx, { ...of, reason: form.text('reason') })
  })
  if (!outcome.ok) return showThread(c, of.personId, returnedOf(c, form, problemsOf(outcome.refused)))
  return back(c, of.personId, 'stop.lifted')
}
