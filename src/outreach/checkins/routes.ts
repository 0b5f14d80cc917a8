import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { isDay } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { whyFold } from '../../sight/why.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import type { PlanInput } from './model.ts'
import { checkInsOf, planOf } from './store.ts'
import { checkInsPage } from './views.ts'
import { checkInWords, isCheckInWord } from './words.ts'

/** Check-ins with one young person: planned, ended, and what was answered. */
export function checkInRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personCheckins(':id'), (c) => show(c, idOf(c.req.param('id')), { errors: [], typed: {} }))
    .post(paths.personCheckins(':id'), (c) => start(c, idOf(c.req.param('id'))))
    .post(paths.personCheckinEnd(':id'), (c) => stop(c, idOf(c.req.param('id'))))
}

type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

const SHOWN = 50

async function show(c: Request, id: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openCheckIns(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [why, plan, checkIns, templates] = await Promise.all([
      whyFold(tx, { id: person.id, language }),
      planOf(tx, person.id),
      checkInsOf(tx, person.id, SHOWN),
      actions.checkInTemplates(tx),
    ])
    const head = { language, person, why, mayList: tx.may('register.list'), now: tx.now, token: randomUUID() }
    return { actor: tx.actor, content: checkInsPage({ ...head, plan, checkIns, templates, ...returned }) }
  })
  const hasErrors = returned.errors.length > 0
  const title = checkInWords(language)('title')
  return showPage(c, actor, { title, current: 'outreach', hasErrors, status: hasErrors ? 422 : 200, content })
}

async function start(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const plan = planIn(form)
    if (await firstTime(tx, form.token)) await actions.startPlan(tx, { personId, ...plan })
  })
  const say = checkInWords(c.var.language)
  if (outcome.ok) return goTo(c, paths.personCheckins(personId), { tone: 'done', text: say('plan.saved') })
  const errors = fieldErrors(problemsOf(outcome.refused), say, isCheckInWord)
  return show(c, personId, { errors, typed: form.values })
}

function planIn(form: Submitted): PlanInput {
  const last = form.text('last')
  if (!isDay(last)) throw new Refused('invalid', 'plan', [{ field: 'last', code: 'last_unreadable' }])
  const numbers = { everyWeeks: Number(form.text('everyWeeks')), weekday: Number(form.text('weekday')) }
  return { ...numbers, last, templateCode: form.text('template') }
}

async function stop(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.stopPlan(tx, { personId })
  })
  const code = outcome.ok ? 'plan.stopped' : outcome.refused.code
  const text = isCheckInWord(code) ? checkInWords(c.var.language)(code) : code
  return goTo(c, paths.personCheckins(personId), { tone: outcome.ok ? 'done' : 'problem', text })
}
