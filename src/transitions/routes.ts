import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { seesTopic } from '../access/roles.ts'
import { colleagues } from '../access/store.ts'
import type { PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { pageAsked } from '../register/reached-routes.ts'
import { whyFold } from '../sight/why.ts'
import { stillSupports } from '../support/cases/actions.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../ui/components/form.ts'
import type { Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import * as actions from './actions.ts'
import { type TransitionsPage, transitionsPage, VIEWS } from './list-views.ts'
import { Consent, type HandoverInput, HandoverKind, Need, Receiver, Said, STANDINGS, TOLD_PARTS } from './model.ts'
import { handoverDraft, personTransitionsPage } from './person-views.ts'
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
  const standing = STANDINGS.find((each) => each === c.req.query('standing')) ?? 'not_arrived'
  const page = pageAsked(c)
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    // Who turns twenty is read from the register.
    const views = VIEWS.filter((each) => each !== 'ageing' || seesTopic(tx.actor.role, 'register'))
    const view = views.find((each) => each === c.req.query('view')) ?? 'arrivals'
    const common = {
      views,
      language,
      today: tx.today,
      page,
      account: tx.actor.accountId,
      colleagues: await colleagues(tx),
    }
    const shown: TransitionsPage =
      view === 'ageing'
        ? { ...common, view, rows: await actions.openAgeing(tx, page) }
        : view === 'waiting'
          ? { ...common, view, rows: await actions.openWaiting(tx, page) }
          : { ...common, view, standing, ...(await actions.openWatch(tx, { standing, page })) }
    return { actor: tx.actor, content: transitionsPage(shown) }
  })
  return showPage(c, actor, { title: transitionWords(language)('title'), current: 'transitions', content })
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
    const may = {
      ...{ work: tx.may('support.work'), share: tx.may('sharing.share'), refer: tx.may('referrals.send') },
      ...{ note: await actions.mayNote(tx, person), reallocate: tx.may('support.reallocate') },
    }
    const staff = { colleagues: await colleagues(tx), account: tx.actor.accountId }
    const view = { ...head, ...staff, admission, handovers, may, ...returned }
    return { actor: tx.actor, content: personTransitionsPage(view) }
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
    const words = wordsOf(form, c.var.language)
    if (await firstTime(tx, form.token)) await actions.handOver(tx, { personId, ...made, words })
    return handoverDraft(tx.actor.accountId, personId)
  })
  if (outcome.ok)
    return goTo(c, paths.personTransitions(personId), { tone: 'done', text: say('new.saved'), saved: outcome.value })
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
  const toAccount = form.text('toAccount') || null
  const said = { kind: kind.data, receiver: receiver.data, consent: consent.data }
  return { ...said, toAccount, onDay, needs, place: form.text('place') }
}

/** One note of what was told: each part under its own heading, and what else there was to say last. */
function wordsOf(form: Submitted, language: Language): string {
  const say = transitionWords(language)
  const parts = TOLD_PARTS.map((part) => [say(`told.${part}`), form.text(`told.${part}`)] as const)
  const told = parts.filter(([, text]) => text !== '').map(([heading, text]) => `${heading}\n${text}`)
  const rest = form.text('words')
  return [...told, ...(rest === '' ? [] : [rest])].join('\n\n')
}

async function end(c: Request, of: { readonly personId: string; readonly handoverId: string }): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const as = (['received', 'declined', 'withdrawn', 'open'] as const).find((each) => each === form.text('as'))
    if (as === undefined) throw new Refused('invalid', 'handover')
    if (await firstTime(tx, form.token)) {
      if (as === 'open') await actions.reopenHandover(tx, of)
      else await actions.endHandover(tx, { ...of, as })
    }
    return { supports: await stillSupports(tx, of.personId), mayList: tx.may('transitions.see') }
  })
  if (outcome.ok && !outcome.value.supports) {
    const text = transitionWords(c.var.language)('end.left')
    return goTo(c, outcome.value.mayList ? paths.transitions({ view: 'waiting' }) : paths.start(), {
      tone: 'done',
      text,
    })
  }
  const done = form.text('as') === 'open' ? 'reopen.saved' : 'end.saved'
  return toldOn(c, of.personId, outcome.ok ? done : outcome.refused)
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

function toldOn(
  c: Request,
  personId: string,
  came: 'end.saved' | 'reopen.saved' | 'arrival.saved' | Refused,
): Response {
  const code = typeof came === 'string' ? came : came.code
  const text = isTransitionWord(code) ? transitionWords(c.var.language)(code) : code
  return goTo(c, paths.personTransitions(personId), { tone: typeof came === 'string' ? 'done' : 'problem', text })
}
