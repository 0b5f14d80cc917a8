import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Read } from '../../kernel/database.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import type { PersonHeader } from '../../people/model.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import * as actions from './actions.ts'
import { NOTHING, type Returned } from './case-views.ts'
import { closeCase } from './closing-actions.ts'
import { closingPage } from './closing-views.ts'
import { headOf } from './page.ts'
import { holdStartTalk } from './step-actions.ts'
import { startDraft, startTalkPage } from './step-views.ts'
import type { CaseWord } from './text.ts'
import { caseWords, isCaseWord } from './words.ts'

/** The pages of a start talk, and of closing a case that was opened by mistake. */
export function caseFlowRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personCaseStart(':id'), (c) => showStart(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personCaseStart(':id'), (c) => start(c, idOf(c.req.param('id'))))
    .get(paths.personCaseClosing(':id'), (c) => showClosing(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personCaseClosing(':id'), (c) => close(c, idOf(c.req.param('id'))))
}

type Page = {
  readonly id: string
  readonly title: CaseWord
  readonly returned: Returned
  readonly content: (tx: Read, person: PersonHeader) => Promise<Content>
}

async function show(c: Request, { id, title, returned, content }: Page): Promise<Response> {
  const person = await c.var.db.write(c.var.context, (tx) => actions.readCase(tx, id))
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('support.work')
    return { actor: tx.actor, content: await content(tx, person) }
  })
  const hasErrors = returned.errors.length > 0
  const head = { title: caseWords(c.var.language)(title), current: 'cases', hasErrors } as const
  return showPage(c, shown.actor, { ...head, status: hasErrors ? 422 : 200, content: shown.content })
}

function showStart(c: Request, id: string, returned: Returned): Promise<Response> {
  return show(c, {
    ...{ id, title: 'talk.title', returned },
    content: async (tx, person) => {
      const head = await headOf(tx, person, c.var.language)
      const known = { account: tx.actor.accountId, today: tx.today, mayNote: await actions.mayNote(tx, person.id) }
      return startTalkPage({ ...head, ...known, returned, token: randomUUID() })
    },
  })
}

async function start(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const happenedOn = typedDay(form.text('happenedOn'), c.var.db.clock.today())
  if (happenedOn === null)
    return showStart(c, personId, returnedOf(c, form.values, [{ field: 'happenedOn', code: 'day_unreadable' }]))
  const told = { studies: form.text('studies'), needs: form.text('needs'), health: form.text('health') }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await holdStartTalk(tx, { personId, happenedOn, told })
    return startDraft(tx.actor.accountId, personId)
  })
  if (!outcome.ok) return showStart(c, personId, returnedOf(c, form.values, problemsOf(outcome.refused)))
  const text = caseWords(c.var.language)('talk.saved')
  return goTo(c, paths.personCase(personId), { tone: 'done', text, saved: outcome.value })
}

function returnedOf(c: Request, typed: Readonly<Record<string, string>>, problems: readonly FieldProblem[]): Returned {
  return { form: '', errors: fieldErrors(problems, caseWords(c.var.language), isCaseWord), typed }
}

function showClosing(c: Request, id: string, returned: Returned): Promise<Response> {
  return show(c, {
    ...{ id, title: 'mistake.title', returned },
    content: async (tx, person) =>
      closingPage({ ...(await headOf(tx, person, c.var.language)), returned, token: randomUUID() }),
  })
}

async function close(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await closeCase(tx, { personId })
    return actions.stillSupports(tx, personId)
  })
  if (!outcome.ok) return showClosing(c, personId, returnedOf(c, form.values, problemsOf(outcome.refused)))
  const text = caseWords(c.var.language)('mistake.saved')
  return goTo(c, outcome.value ? paths.personCase(personId) : paths.cases(), { tone: 'done', text })
}
