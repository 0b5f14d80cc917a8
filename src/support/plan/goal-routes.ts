import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Actor, Read, Write } from '../../kernel/database.ts'
import type { Html } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import { readArchiving, readEnding, readGoal, readMove, readStep } from './form-input.ts'
import { goalPage, newGoalPage, stepPage } from './goal-views.ts'
import type { Returned } from './parts-views.ts'
import { permittedIn, returnedOf } from './routes.ts'
import * as steps from './step-actions.ts'
import { goalOf, goalWordings, stepOf, stepsOf } from './store.ts'
import type { PlanWord } from './text.ts'
import { planWords } from './words.ts'

export type GoalOptions = {
  /** The services elsewhere that see the plan, by name: handed in from above, where sharing is known of. */
  readonly partners: (tx: Read, personId: PersonId) => Promise<readonly string[]>
}

/** The goals of a plan and their steps, one page for each. */
export function goalRoutes(options: GoalOptions): Hono<Env> {
  return new Hono<Env>()
    .get(paths.planGoalNew(':id'), (c) => showNew(c, options, null))
    .post(paths.planGoals(':id'), (c) => save(c, options, NEW_GOAL))
    .get(paths.planGoal(':id', ':of'), (c) => showGoal(c, options, null))
    .post(paths.planGoal(':id', ':of'), (c) => save(c, options, GOAL))
    .post(paths.planGoalEnd(':id', ':of'), (c) => save(c, options, END))
    .post(paths.planGoalArchive(':id', ':of'), (c) => save(c, options, ARCHIVE))
    .post(paths.planGoalRestore(':id', ':of'), (c) => save(c, options, RESTORE))
    .post(paths.planSteps(':id', ':of'), (c) => save(c, options, NEW_STEP))
    .get(paths.planStep(':id', ':of'), (c) => showStep(c, options, null))
    .post(paths.planStep(':id', ':of'), (c) => save(c, options, STEP))
    .post(paths.planStepState(':id', ':of'), (c) => save(c, options, MOVE))
}

const ofPerson = (c: Request) => idOf(c.req.param('id'))
const ofPart = (c: Request) => idOf(c.req.param('of'))

async function around(tx: Read, id: string, { c, options }: { c: Request; options: GoalOptions }) {
  const { language } = c.var
  const root = PersonId.parse(id)
  const [person, why, permitted, staff, partners] = await Promise.all([
    personById(tx, root),
    whyFold(tx, { id: root, language }),
    permittedIn(tx, root, language),
    colleagues(tx),
    options.partners(tx, root),
  ])
  const head = { language, person, why, mayList: tx.may('register.list'), today: tx.today, permitted }
  return { ...head, colleagues: staff, partners, token: randomUUID() }
}

type Drawn = { readonly actor: Actor; readonly content: Html }

async function page(c: Request, title: PlanWord, returned: Returned | null, draw: (tx: Read) => Promise<Drawn>) {
  await c.var.db.write(c.var.context, (tx) => actions.openPlan(tx, ofPerson(c)))
  const { actor, content } = await c.var.db.read(c.var.context, draw)
  const status = returned === null ? 200 : returned.conflict ? 409 : 422
  const hasErrors = returned !== null
  return showPage(c, actor, { title: planWords(c.var.language)(title), hasErrors, status, content })
}

function showNew(c: Request, options: GoalOptions, returned: Returned | null): Promise<Response> {
  return page(c, 'title.newGoal', returned, async (tx) => {
    const head = await around(tx, ofPerson(c), { c, options })
    return { actor: tx.actor, content: newGoalPage({ ...head, returned }) }
  })
}

function showGoal(c: Request, options: GoalOptions, returned: Returned | null): Promise<Response> {
  return page(c, 'title.goal', returned, async (tx) => {
    const head = await around(tx, ofPerson(c), { c, options })
    const of = { root: head.person.id, goalId: ofPart(c) }
    const [goal, wordings, all] = [await goalOf(tx, of), await goalWordings(tx, of), await stepsOf(tx, of.root)]
    const own = all.filter(({ goalId }) => goalId === goal.goalId)
    return { actor: tx.actor, content: goalPage({ ...head, goal: { ...goal, steps: own }, wordings, returned }) }
  })
}

function showStep(c: Request, options: GoalOptions, returned: Returned | null): Promise<Response> {
  return page(c, 'title.step', returned, async (tx) => {
    const head = await around(tx, ofPerson(c), { c, options })
    const root = head.person.id
    const step = await stepOf(tx, { root, stepId: ofPart(c) })
    const goal = await goalOf(tx, { root, goalId: step.goalId })
    return { actor: tx.actor, content: stepPage({ ...head, goal, step, returned }) }
  })
}

type Shows = (c: Request, options: GoalOptions, returned: Returned | null) => Promise<Response>

/** A form: what it does, where one is led afterwards, and the page that it comes back on. */
type Deed = {
  readonly form: string
  readonly saved: PlanWord
  readonly back: Shows
  readonly act: (
    tx: Write,
    of: { readonly personId: string; readonly part: string; readonly form: Submitted },
  ) => Promise<unknown>
  /** Where it leads: to the goal the form is of, or to the plan. */
  readonly leads: 'plan' | 'goal' | 'step'
}

const seenIn = (form: Submitted) => idOf(form.text('seen'))

const NEW_GOAL: Deed = {
  ...{ form: 'goal', saved: 'goal.saved', back: showNew, leads: 'plan' },
  act: (tx, { personId, form }) => actions.setGoal(tx, { personId, ...readGoal(form, tx.today) }),
}
const GOAL: Deed = {
  ...{ form: 'goal', saved: 'goal.saved', back: showGoal, leads: 'goal' },
  act: (tx, { personId, part: goalId, form }) =>
    actions.rewordGoal(tx, { personId, goalId, seen: seenIn(form), ...readGoal(form, tx.today) }),
}
const END: Deed = {
  ...{ form: 'end', saved: 'goal.ended.saved', back: showGoal, leads: 'plan' },
  act: (tx, { personId, part: goalId, form }) =>
    actions.endGoal(tx, { personId, goalId, seen: seenIn(form), ...readEnding(form, tx.today) }),
}
const ARCHIVE: Deed = {
  ...{ form: 'archive', saved: 'goal.archived.saved', back: showGoal, leads: 'plan' },
  act: (tx, { personId, part: goalId, form }) =>
    actions.archiveGoal(tx, { personId, goalId, seen: seenIn(form), ...readArchiving(form, tx.today) }),
}
const RESTORE: Deed = {
  ...{ form: '', saved: 'goal.restored.saved', back: showGoal, leads: 'goal' },
  act: (tx, { personId, part: goalId, form }) => actions.restoreGoal(tx, { personId, goalId, seen: seenIn(form) }),
}
const NEW_STEP: Deed = {
  ...{ form: 'step', saved: 'step.saved', back: showGoal, leads: 'goal' },
  act: (tx, { personId, part: goalId, form }) => steps.addStep(tx, { personId, goalId, ...readStep(form, tx.today) }),
}
const STEP: Deed = {
  ...{ form: 'step', saved: 'step.saved', back: showStep, leads: 'step' },
  act: (tx, { personId, part: stepId, form }) =>
    steps.rewordStep(tx, { personId, stepId, seen: seenIn(form), ...readStep(form, tx.today) }),
}
const MOVE: Deed = {
  ...{ form: 'move', saved: 'step.saved', back: showStep, leads: 'plan' },
  act: (tx, { personId, part: stepId, form }) =>
    steps.moveStep(tx, { personId, stepId, seen: seenIn(form), ...readMove(form, tx.today) }),
}

async function save(c: Request, options: GoalOptions, deed: Deed): Promise<Response> {
  const personId = ofPerson(c)
  const part = deed === NEW_GOAL ? personId : ofPart(c)
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await deed.act(tx, { personId, part, form })
  })
  const { language } = c.var
  const leads = { plan: paths.personPlan, goal: paths.planGoal, step: paths.planStep }[deed.leads]
  if (outcome.ok) return goTo(c, leads(personId, part), { tone: 'done', text: planWords(language)(deed.saved) })
  return deed.back(c, options, returnedOf(outcome, { name: deed.form, form, language }))
}
