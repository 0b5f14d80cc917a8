import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { pageAsked } from '../register/reached-routes.ts'
import { whyFold } from '../sight/why.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import * as actions from './actions.ts'
import { type TransitionsPage, transitionsPage, VIEWS } from './list-views.ts'
import { Consent, type HandoverInput, HandoverKind, Need, Receiver, Said, STANDINGS } from './model.ts'
import { personTransitionsPage } from './person-views.ts'
import { handoversOf } from './store.ts'
import { isTransitionWord, transitionWords } from './words.ts'

/** The watch over transitions, and one young person's. */
export function transitionRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.transitions(), showList)
    .get(paths.personTransitions(':id'), (c) => showOne(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personTransitions(':id'), (c) => handOver(c, idOf(c.req.param('id'))))
    .post(paths.personTransitionEnd(':id', ':handover'), (c) =>
      end(c, { personId: idOf(c.req.param('id')), handoverId: idOf(c.req.param('handover')) }),
    )
    .post(paths.personArrival(':id'), (c) => arrive(c, idOf(c.req.param('id'))))
}

async function showList(c: Request): Promise<Response> {
  const { language } = c.var
  const view = VIEWS.find((each) => each === c.req.query('view')) ?? 'arrivals'
  const standing = STANDINGS.find((each) => each === c.req.query('standing')) ?? 'not_arrived'
  const page = pageAsked(c)
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const common = { language, today: tx.today, colleagues: await colleagues(tx) }
    const shown: TransitionsPage =
      view === 'ageing'
        ? { ...common, view, rows: await actions.openAgeing(tx) }
        : view === 'waiting'
          ? { ...common, view, rows: await actions.openWaiting(tx) }
          : { ...common, view, standing, page, ...(await watch(tx, { standing, page })) }
    return { actor: tx.actor, content: transitionsPage(shown) }
  })
  return showPage(c, actor, { title: transitionWords(language)('title'), current: 'transitions', content })
}

async function watch(...[tx, of]: Parameters<typeof actions.openWatch>) {
  const found = await actions.openWatch(tx, of)
  return { ...found, isFull: found.rows.length === actions.MOST }
}

type Returned = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly needs: readonly string[]
}
const NOTHING: Returned = { errors: [], typed: {}, needs: [] }

async function showOne(c: Request, id: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openTransitions(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [why, admission, handovers] = await Promise.all([
      whyFold(tx, { id: person.id, language }),
      actions.admission(tx, person),
      handoversOf(tx, person.id),
    ])
    const head = { language, person, why, mayList: tx.may('register.list'), today: tx.today, token: randomUUID() }
    const may = { work: tx.may('support.work'), share: tx.may('sharing.share'), refer: tx.may('referrals.send') }
    return { actor: tx.actor, content: personTransitionsPage({ ...head, admission, handovers, may, ...returned }) }
  })
  const hasErrors = returned.errors.length > 0
  return showPage(c, actor, {
    title: transitionWords(language)('title'),
    hasErrors,
    status: hasErrors ? 422 : 200,
    content,
  })
}

async function handOver(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const say = transitionWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    const made = handoverIn(form, tx.today)
    if (await firstTime(tx, form.token)) await actions.handOver(tx, { personId, ...made, words: form.text('words') })
  })
  if (outcome.ok) return goTo(c, paths.personTransitions(personId), { tone: 'done', text: say('new.saved') })
  const errors = fieldErrors(problemsOf(outcome.refused), say, isTransitionWord)
  return showOne(c, personId, { errors, typed: form.values, needs: form.list('needs') })
}

function handoverIn(form: Submitted, today: PlainDate): HandoverInput {
  const [kind, receiver] = [HandoverKind.safeParse(form.text('kind')), Receiver.safeParse(form.text('receiver'))]
  const consent = Consent.safeParse(form.text('consent'))
  const onDay = typedDay(form.text('onDay'), today)
  const problems: FieldProblem[] = [
    ...(kind.success ? [] : [{ field: 'kind', code: 'kind_missing' }]),
    ...(receiver.success ? [] : [{ field: 'receiver', code: 'receiver_missing' }]),
    ...(consent.success ? [] : [{ field: 'consent', code: 'consent_missing' }]),
    ...(onDay !== null ? [] : [{ field: 'onDay', code: 'day_unreadable' }]),
  ]
  if (!kind.success || !receiver.success || !consent.success || onDay === null)
    throw new Refused('invalid', 'handover', problems)
  const needs = Need.options.filter((each) => form.list('needs').includes(each))
  return { kind: kind.data, receiver: receiver.data, consent: consent.data, onDay, needs, place: form.text('place') }
}

async function end(c: Request, of: { readonly personId: string; readonly handoverId: string }): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const as = (['received', 'declined', 'withdrawn'] as const).find((each) => each === form.text('as'))
    if (as === undefined) throw new Refused('invalid', 'handover')
    if (await firstTime(tx, form.token)) await actions.endHandover(tx, { ...of, as })
  })
  return toldOn(c, of.personId, outcome.ok ? 'end.saved' : outcome.refused)
}

async function arrive(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const said = Said.safeParse(form.text('said'))
    const startsOn = typedDay(form.text('startsOn'), tx.today)
    if (!said.success) throw new Refused('invalid', 'said_missing')
    if (startsOn === null) throw new Refused('conflict', 'admission_changed')
    if (await firstTime(tx, form.token)) await actions.recordArrival(tx, { personId, startsOn, said: said.data })
  })
  return toldOn(c, personId, outcome.ok ? 'arrival.saved' : outcome.refused)
}

function toldOn(c: Request, personId: string, came: 'end.saved' | 'arrival.saved' | Refused): Response {
  const code = typeof came === 'string' ? came : came.code
  const text = isTransitionWord(code) ? transitionWords(c.var.language)(code) : code
  return goTo(c, paths.personTransitions(personId), { tone: typeof came === 'string' ? 'done' : 'problem', text })
}
