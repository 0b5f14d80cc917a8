import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Actor, Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import type { Html } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { reachesNotes } from '../../notes/store.ts'
import { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { paths } from '../../ui/paths.ts'
import { nameable } from '../cases/named.ts'
import { caseOf } from '../cases/store.ts'
import { type Opened, openStrengths } from '../mapping/open-actions.ts'
import { bodiesOf, latestByForm } from '../mapping/store.ts'
import * as actions from './actions.ts'
import { readArchiving, readEnding, readGoal, readMove, readRestoring, readStep } from './form-input.ts'
import { goalDraft, goalEndDraft, goalPage, newGoalPage, stepPage } from './goal-views.ts'
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
  const [person, why, permitted, staff, able, partners, mappedOn, of] = await Promise.all([
    personById(tx, root),
    whyFold(tx, { id: root, language }),
    permittedIn(tx, root, language),
    colleagues(tx),
    nameable(tx, root),
    options.partners(tx, root),
    strengthsOn(tx, root),
    caseOf(tx, root),
  ])
  const head = { language, person, why, mayList: tx.may('register.list'), today: tx.today, permitted }
  const closedOn = of?.closedOn ?? null
  return {
    ...head,
    colleagues: staff,
    nameable: able,
    partners,
    mappedOn,
    closedOn,
    account: tx.actor.accountId,
    token: randomUUID(),
  }
}

/** The form of the first mapping asks what one is good at. */
const ASKS_STRENGTHS = 'entry'

/** When strengths were last mapped, for a reader who may read what was said; null for anybody else. */
async function strengthsOn(tx: Read, root: PersonId): Promise<PlainDate | null> {
  if (!tx.may('mapping.read') || !(await reachesNotes(tx, root))) return null
  return (await latestByForm(tx, root)).find(({ formCode }) => formCode === ASKS_STRENGTHS)?.latestOn ?? null
}

type Drawn = { readonly actor: Actor; readonly content: Html }

async function page(c: Request, title: PlanWord, returned: Returned | null, draw: (tx: Read) => Promise<Drawn>) {
  await c.var.db.write(c.var.context, (tx) => actions.openPlan(tx, ofPerson(c)))
  const { actor, content } = await c.var.db.read(c.var.context, draw)
  const status = returned === null ? 200 : returned.conflict ? 409 : 422
  const hasErrors = returned !== null
  return showPage(c, actor, { title: planWords(c.var.language)(title), hasErrors, status, content })
}

async function showNew(c: Request, options: GoalOptions, returned: Returned | null): Promise<Response> {
  const brings = returned === null && c.req.query('strengths') === '1'
  const opened = brings
    ? await c.var.db.write(c.var.context, (tx) => openStrengths(tx, { personId: ofPerson(c) }))
    : null
  return page(c, 'title.newGoal', returned, async (tx) => {
    const head = await around(tx, ofPerson(c), { c, options })
    const brought = opened === null ? null : { words: await strengthsSaid(tx, opened), over: opened.over }
    return { actor: tx.actor, content: newGoalPage({ ...head, returned, brought }) }
  })
}

/** What was said of strengths, line by line, against the ticket that was taken; empty where nothing may be read. */
async function strengthsSaid(tx: Read, { ticket, wanted }: Opened): Promise<string> {
  if (ticket === null) return ''
  const ids = wanted.map(({ id }) => id)
  const bodies = await bodiesOf(tx, ids, ticket)
  const answers = ids.flatMap((id) => Object.values(bodies.get(id) ?? {}))
  return answers.flatMap((said) => (typeof said === 'string' && said.trim() !== '' ? [said.trim()] : [])).join('\n')
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
  /** What the tab calls what was written in it; left out where nothing is written at length. */
  readonly draft?: (account: string, part: string) => string
  /** Where it leads: to the goal the form is of, or to the plan. */
  readonly leads: 'plan' | 'goal' | 'step'
}

const seenIn = (form: Submitted) => idOf(form.text('seen'))

const NEW_GOAL: Deed = {
  ...{ form: 'goal', saved: 'goal.saved', back: showNew, leads: 'plan', draft: goalDraft },
  act: (tx, { personId, form }) => actions.setGoal(tx, { personId, ...readGoal(form, tx.today) }),
}
const GOAL: Deed = {
  ...{ form: 'goal', saved: 'goal.saved', back: showGoal, leads: 'goal', draft: goalDraft },
  act: (tx, { personId, part: goalId, form }) =>
    actions.rewordGoal(tx, { personId, goalId, seen: seenIn(form), ...readGoal(form, tx.today) }),
}
const END: Deed = {
  ...{ form: 'end', saved: 'goal.ended.saved', back: showGoal, leads: 'plan', draft: goalEndDraft },
  act: (tx, { personId, part: goalId, form }) =>
    actions.endGoal(tx, { personId, goalId, seen: seenIn(form), ...readEnding(form, tx.today) }),
}
const ARCHIVE: Deed = {
  ...{ form: 'archive', saved: 'goal.archived.saved', back: showGoal, leads: 'plan' },
  act: (tx, { personId, part: goalId, form }) =>
    actions.archiveGoal(tx, { personId, goalId, seen: seenIn(form), ...readArchiving(form, tx.today) }),
}
const RESTORE: Deed = {
  ...{ form: 'restore', saved: 'goal.restored.saved', back: showGoal, leads: 'goal' },
  act: (tx, { personId, part: goalId, form }) =>
    actions.restoreGoal(tx, { personId, goalId, seen: seenIn(form), ...readRestoring(form, tx.today) }),
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
    return deed.draft === undefined ? {} : { saved: deed.draft(tx.actor.accountId, part) }
  })
  const { language } = c.var
  const leads = { plan: paths.personPlan, goal: paths.planGoal, step: paths.planStep }[deed.leads]
  const text = planWords(language)(deed.saved)
  if (outcome.ok) return goTo(c, leads(personId, part), { tone: 'done', text, ...outcome.value })
  return deed.back(c, options, returnedOf(outcome, { name: deed.form, form, language }))
}
