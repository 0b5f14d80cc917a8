import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Read } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import type { PersonHeader } from '../../people/model.ts'
import { whyFold } from '../../sight/why.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { isOver } from '../activities/rules.ts'
import { activitiesOf } from '../activities/store.ts'
import type { SupportCase } from '../cases/model.ts'
import { nextDaysOf } from '../cases/next-days.ts'
import { stepsOf } from '../cases/step-store.ts'
import { caseOf } from '../cases/store.ts'
import { meetingsOf } from '../meetings/store.ts'
import { runningPlacements } from '../placements/card.ts'
import { goalsOf } from '../plan/store.ts'
import * as actions from './actions.ts'
import type { ClosingList } from './closing-views.ts'
import { correctExit } from './correct-actions.ts'
import { followUpsOf } from './follow-store.ts'
import { Backing, type ExitInput, Heard, NextStep, Outcome } from './model.ts'
import { exitsOf } from './store.ts'
import { exitDraft, exitPage } from './views.ts'
import { exitWords, isExitWord } from './words.ts'

/** Leaving, and what is asked afterwards, of one young person. */
export function exitRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personExit(':id'), (c) => show(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personExit(':id'), (c) => record(c, idOf(c.req.param('id'))))
    .post(paths.personFollowUpsEnd(':id'), (c) => callOff(c, idOf(c.req.param('id'))))
    .post(paths.personFollowUp(':id', ':follow'), (c) =>
      logCall(c, { personId: idOf(c.req.param('id')), followUpId: idOf(c.req.param('follow')) }),
    )
}

type Returned = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly cancel: readonly string[]
  readonly conflict: boolean
}
const NOTHING: Returned = { errors: [], typed: {}, cancel: [], conflict: false }

async function show(c: Request, id: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openExit(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [why, of, exits, followUps] = await Promise.all([
      whyFold(tx, { id: person.id, language }),
      caseOf(tx, person.id),
      exitsOf(tx, person.id),
      followUpsOf(tx, person.id),
    ])
    const exit = exits.find(({ periodId }) => periodId === of?.periodId) ?? null
    const earlier = exits.filter((each) => each !== exit)
    const mayWork = tx.may('support.work')
    const head = { language, person, why, mayList: tx.may('register.list'), mayWork, account: tx.actor.accountId }
    const running = of?.closedOn === null ? await runningPlacements(tx, { id: person.id, language }) : null
    const closing =
      mayWork && of !== null && of.closedOn === null ? await closingOf(tx, of, { person, language }) : null
    const untold = of !== null && of.closedOn !== null ? await openGoals(tx, { root: person.id, caseId: of.id }) : []
    const left = { exit, earlier, followUps, closing, running, untold }
    const view = { ...head, of, ...left, today: tx.today, token: randomUUID(), ...returned }
    return { actor: tx.actor, content: exitPage(view) }
  })
  const hasErrors = returned.errors.length > 0
  const status = returned.conflict ? 409 : hasErrors ? 422 : 200
  return showPage(c, actor, { title: exitWords(language)('title'), hasErrors, status, content })
}

type Whose = { readonly person: PersonHeader; readonly language: Language }

/** What is missing before the end, and what goes on. */
async function closingOf(tx: Read, { id, periodId }: SupportCase, { person, language }: Whose): Promise<ClosingList> {
  const meetings = await meetingsOf(tx, person.id)
  const { next } = await nextDaysOf(tx, { root: person.id, language })
  return {
    steps: await stepsOf(tx, periodId),
    hasNext: next !== null,
    meetings: meetings.filter(({ state }) => state === 'planned'),
    goals: await openGoals(tx, { root: person.id, caseId: id }),
    activities: (await activitiesOf(tx, person.id)).filter(({ caseId, state }) => caseId === id && !isOver(state)),
  }
}

const openGoals = async (tx: Read, { root, caseId }: { readonly root: PersonHeader['id']; readonly caseId: string }) =>
  (await goalsOf(tx, root)).filter((goal) => goal.caseId === caseId && goal.state === 'open')

async function record(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const say = exitWords(c.var.language)
  const seen = form.text('seen')
  const outcome = await attempt(c, async (tx) => {
    const said = exitIn(form, tx.today)
    const saved = exitDraft(tx.actor.accountId, form.text('exit') || personId)
    if (!(await firstTime(tx, form.token))) return saved
    if (seen === '') await actions.recordExit(tx, { personId, ...said, cancel: form.list('cancel') })
    else await correctExit(tx, { personId, seen, ...said })
    return saved
  })
  const text = say(seen === '' ? 'new.saved' : 'correct.saved')
  if (outcome.ok) return goTo(c, paths.personExit(personId), { tone: 'done', text, saved: outcome.value })
  const { code } = outcome.refused
  const conflict = code === 'exit_changed' || code === 'exit_recorded'
  return show(c, personId, {
    errors: fieldErrors(problemsOf(outcome.refused), say, isExitWord),
    typed: form.values,
    cancel: form.list('cancel'),
    conflict,
  })
}

function exitIn(form: Submitted, today: PlainDate): ExitInput {
  const [outcome, nextStep] = [Outcome.safeParse(form.text('outcome')), NextStep.safeParse(form.text('nextStep'))]
  const backedBy = Backing.safeParse(form.text('backedBy'))
  const exitedOn = typedDay(form.text('exitedOn'), today)
  const nextText = form.text('nextOn')
  const nextOn = nextText === '' ? null : typedDay(nextText, today)
  const problems: FieldProblem[] = [
    ...(exitedOn !== null ? [] : [{ field: 'exitedOn', code: 'day_unreadable' }]),
    ...(outcome.success ? [] : [{ field: 'outcome', code: 'outcome_missing' }]),
    ...(nextStep.success ? [] : [{ field: 'nextStep', code: 'next_step_choose' }]),
    ...(nextText === '' || nextOn !== null ? [] : [{ field: 'nextOn', code: 'day_unreadable' }]),
    ...(backedBy.success ? [] : [{ field: 'backedBy', code: 'backed_by_missing' }]),
  ]
  if (problems.length > 0 || exitedOn === null || !outcome.success || !nextStep.success || !backedBy.success)
    throw new Refused('invalid', 'exit', problems)
  const said = { outcome: outcome.data, nextStep: nextStep.data, backedBy: backedBy.data }
  return { ...said, exitedOn, nextOn, kind: form.text('kind'), place: form.text('place') || null }
}

async function logCall(c: Request, of: { readonly personId: string; readonly followUpId: string }): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const answer = Heard.safeParse(form.text('answer'))
    if (!answer.success) throw new Refused('invalid', 'answer_missing')
    if (await firstTime(tx, form.token)) await actions.logFollowUp(tx, { ...of, answer: answer.data })
  })
  return toldOn(c, of.personId, outcome.ok ? 'log.saved' : outcome.refused)
}

async function callOff(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.callOffFollowUps(tx, personId)
  })
  return toldOn(c, personId, outcome.ok ? 'off.done' : outcome.refused)
}

function toldOn(c: Request, personId: string, came: 'log.saved' | 'off.done' | Refused): Response {
  const code = typeof came === 'string' ? came : came.code
  const text = isExitWord(code) ? exitWords(c.var.language)(code) : code
  return goTo(c, paths.personExit(personId), { tone: typeof came === 'string' ? 'done' : 'problem', text })
}
