import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { messageSetting } from '../../outreach/messages/setting-store.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { caseOf } from '../cases/store.ts'
import * as actions from './actions.ts'
import { Adjustment, Extra, GradeSource, type GradesInput, StudyGoal, type StudyPlanInput } from './model.ts'
import { studyPlanPdf } from './paper.ts'
import { LanguageAs, MOST_ASKED, type Pasted, readGrades, readParts } from './paste-rules.ts'
import { studyDraft } from './plan-views.ts'
import { studyPlansOf } from './store.ts'
import { gradesDraft, studiesPage } from './views.ts'
import { isStudyWord, type StudyWord, studyWords } from './words.ts'

/** Somebody's grades, eligibility and study plan. */
export function studyRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personStudies(':id'), (c) => show(c, idOf(c.req.param('id')), null))
    .post(paths.personGrades(':id'), grades)
    .post(paths.personGradeRemoval(':id'), removal)
    .post(paths.personExemption(':id'), exemption)
    .post(paths.personStudyPlan(':id'), plan)
    .get(paths.personStudyPaper(':id'), paper)
}

type Came = {
  readonly form: 'grades' | 'removal' | 'exemption' | 'plan'
  readonly typed: Submitted
  readonly refused: Refused
  readonly unread: readonly string[]
  readonly languages?: Pasted['languages']
}

async function show(c: Request, personId: string, came: Came | null): Promise<Response> {
  const { language } = c.var
  const { id } = await c.var.db.write(c.var.context, (tx) => actions.openStudies(tx, personId))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [person, why, of] = [await personById(tx, id), await whyFold(tx, { id, language }), await caseOf(tx, id)]
    const head = {
      language,
      person,
      why,
      mayList: tx.may('register.list'),
      today: tx.today,
      account: tx.actor.accountId,
      token: randomUUID(),
    }
    const { rows, isExempt, eligible, merit } = await actions.standingOf(tx, id)
    const known = {
      rows,
      isExempt,
      eligible,
      merit,
      plans: await studyPlansOf(tx, id),
      colleagues: await colleagues(tx),
    }
    const hasCase = of !== null && of.closedOn === null
    return { actor: tx.actor, content: studiesPage({ ...head, ...known, hasCase, returned: returnedOf(c, came) }) }
  })
  const status = came === null ? 200 : came.refused.kind === 'invalid' ? 422 : 409
  return showPage(c, actor, { title: studyWords(language)('title'), hasErrors: came !== null, status, content })
}

const returnedOf = (c: Request, came: Came | null) =>
  came && {
    ...{ form: came.form, typed: came.typed.values, unread: came.unread, languages: came.languages ?? [] },
    errors: fieldErrors(problemsOf(came.refused), studyWords(c.var.language), isStudyWord),
    lists: { adjustments: came.typed.list('adjustments'), extra: came.typed.list('extra') },
  }

const wrong = (field: string, code: string): FieldProblem => ({ field, code })

/** What was pasted, with what has been answered of its languages: a line that was asked about comes along with its answer. */
function pastedIn(form: Submitted): Pasted {
  const asked = Array.from({ length: MOST_ASKED }, (_, n) => {
    const as = LanguageAs.safeParse(form.text(`language-${n}`))
    return as.success ? ([[form.text(`asked-${n}`), as.data]] as const) : []
  }).flat()
  return readGrades(form.text('pasted'), new Map(asked))
}

function gradesIn(form: Submitted, today: PlainDate): GradesInput {
  const source = GradeSource.exclude(['board']).safeParse(form.text('source'))
  const gradedOn = typedDay(form.text('gradedOn'), today)
  const { told, unread, languages } = pastedIn(form)
  const isSettled = unread.length === 0 && languages.every(({ as }) => as !== null)
  if (source.success && gradedOn !== null && isSettled) return { told, source: source.data, gradedOn }
  throw new Refused('invalid', 'grades', [
    ...(unread.length > 0 ? [wrong('pasted', 'grades_unread')] : []),
    ...languages.flatMap(({ as }, n) => (as === null ? [wrong(`language-${n}`, 'language_unclear')] : [])),
    ...(source.success ? [] : [wrong('source', 'choice_missing')]),
    ...(gradedOn === null ? [wrong('gradedOn', 'day_unreadable')] : []),
  ])
}

async function grades(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const told = gradesIn(form, tx.today)
    if (await firstTime(tx, form.token)) await actions.tellGrades(tx, { ...told, personId })
    return gradesDraft(tx.actor.accountId, personId)
  })
  if (outcome.ok) return done(c, personId, { word: 'grades.saved', saved: outcome.value })
  const { unread, languages } = pastedIn(form)
  return show(c, personId, { form: 'grades', typed: form, refused: outcome.refused, unread, languages })
}

async function removal(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const gradeId = z.uuid().safeParse(form.text('grade'))
    if (!gradeId.success) throw new Refused('conflict', 'grade_changed')
    if (await firstTime(tx, form.token)) await actions.removeGrade(tx, { personId, gradeId: gradeId.data })
  })
  return outcome.ok
    ? done(c, personId, { word: 'grades.removed' })
    : show(c, personId, { form: 'removal', typed: form, refused: outcome.refused, unread: [] })
}

async function exemption(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const on = typedDay(form.text('on'), tx.today)
    if (on === null) throw new Refused('invalid', 'exemption', [wrong('on', 'day_unreadable')])
    const of = { personId, exempt: form.text('exempt') === '1', on }
    if (await firstTime(tx, form.token)) await actions.noteExemption(tx, of)
  })
  return outcome.ok
    ? done(c, personId, { word: 'exemption.saved' })
    : show(c, personId, { form: 'exemption', typed: form, refused: outcome.refused, unread: [] })
}

function planIn(form: Submitted): StudyPlanInput {
  const goal = StudyGoal.safeParse(form.text('goal'))
  const { parts, unread } = readParts(form.text('parts'))
  if (goal.success && unread.length === 0) {
    const adjustments = Adjustment.options.filter((each) => form.list('adjustments').includes(each))
    const extra = Extra.options.filter((each) => form.list('extra').includes(each))
    return { goal: goal.data, adjustments, extra, parts, seen: form.text('seen') || null }
  }
  throw new Refused('invalid', 'plan', [
    ...(goal.success ? [] : [wrong('goal', 'choice_missing')]),
    ...(unread.length > 0 ? [wrong('parts', 'parts_unread')] : []),
  ])
}

async function plan(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const made = planIn(form)
    if (await firstTime(tx, form.token)) await actions.saveStudyPlan(tx, { ...made, personId })
    return studyDraft(tx.actor.accountId, personId)
  })
  const { unread } = readParts(form.text('parts'))
  return outcome.ok
    ? done(c, personId, { word: 'plan.saved', saved: outcome.value })
    : show(c, personId, { form: 'plan', typed: form, refused: outcome.refused, unread })
}

/** What is said of what was done, and the draft that the tab may forget. */
type Done = { readonly word: StudyWord; readonly saved?: string }

const done = (c: Request, personId: string, { word, ...draft }: Done) =>
  goTo(c, paths.personStudies(personId), { tone: 'done', text: studyWords(c.var.language)(word), ...draft })

async function paper(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const taken = await c.var.db.write(c.var.context, async (tx) => {
    const of = await actions.takeStudyPlan(tx, personId)
    return { ...of, office: (await messageSetting(tx)).office }
  })
  return c.body(await studyPlanPdf(taken, c.var.language), 200, {
    'content-type': 'application/pdf',
    'cache-control': 'no-store',
    'content-disposition': 'attachment; filename="studieplan.pdf"',
  })
}
