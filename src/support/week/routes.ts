import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import { addDays, isDay, type PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { caseOf } from '../cases/store.ts'
import { placementsOf } from '../placements/store.ts'
import * as actions from './actions.ts'
import { planField } from './form-views.ts'
import { HALVES, Mark, type MarkInput, type WeekPlanInput, WeekReason, Where } from './model.ts'
import { askingsOf, questionsOf } from './question-store.ts'
import { daysOfWeek, mondayOf, weekNumber } from './rules.ts'
import { attendanceOf, holidaysNamed, plansOf } from './store.ts'
import { weekPage } from './views.ts'
import { isWeekWord, weekWords } from './words.ts'

/** Somebody's week: planned, changed, and how it went. */
export function weekRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personWeek(':id'), (c) => show(c, idOf(c.req.param('id')), null))
    .post(paths.personWeek(':id'), plan)
    .post(paths.personAttendance(':id'), mark)
}

type Came = {
  readonly form: string
  readonly typed: Submitted
  readonly refused: Refused
  readonly from: string
}

const QUESTIONS = 12

async function show(c: Request, personId: string, came: Came | null): Promise<Response> {
  const { language } = c.var
  const { id } = await c.var.db.write(c.var.context, (tx) => actions.openWeek(tx, personId))
  const isSplit = (came?.typed.text('halves') ?? c.req.query('halves') ?? '') !== ''
  const asked = came?.from ?? c.req.query('from') ?? ''
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const monday = mondayOf(isDay(asked) ? asked : tx.today)
    const [person, why, of] = [await personById(tx, id), await whyFold(tx, { id, language }), await caseOf(tx, id)]
    const head = { language, person, why, mayList: tx.may('register.list'), today: tx.today, token: randomUUID() }
    const week = { from: monday, to: addDays(monday, 6) }
    const placements = (await placementsOf(tx, id)).map((each) => each.id)
    const known = {
      plans: await plansOf(tx, id),
      attendance: await attendanceOf(tx, id, week),
      holidays: await holidaysNamed(tx, week),
      placed: placements.length === 0 ? [] : await askingsOf(tx, placements),
      questions: await questionsOf(tx, id, QUESTIONS),
      colleagues: await colleagues(tx),
    }
    const hasCase = of !== null && of.closedOn === null
    const returned = came && { form: came.form, typed: came.typed.values, errors: errorsOf(c, came.refused) }
    const shown = { monday, week: weekNumber(monday), isFilled: c.req.query('fill') !== undefined, isSplit }
    const view = { ...head, ...known, ...shown, hasCase, returned }
    return { actor: tx.actor, content: weekPage(view) }
  })
  const status = came === null ? 200 : came.refused.kind === 'invalid' ? 422 : 409
  return showPage(c, actor, { title: weekWords(language)('title'), hasErrors: came !== null, status, content })
}

const errorsOf = (c: Request, refused: Refused) =>
  fieldErrors(problemsOf(refused), weekWords(c.var.language), isWeekWord)

const wrong = (field: string, code: string): FieldProblem => ({ field, code })

function planIn(form: Submitted, today: PlainDate): WeekPlanInput {
  const reason = WeekReason.safeParse(form.text('reason'))
  const fromOn = typedDay(form.text('fromOn'), today)
  const halves = HALVES.map((half) =>
    Array.from({ length: 7 }, (_, day) => form.text(planField(half, day)) || form.text(planField('day', day))),
  )
  const [mornings, afternoons] = halves.map((all) => Where.array().safeParse(all))
  if (reason.success && fromOn !== null && mornings?.success && afternoons?.success) {
    const week = { mornings: mornings.data, afternoons: afternoons.data }
    return { ...week, fromOn, reason: reason.data, seen: form.text('seen') || null }
  }
  throw new Refused('invalid', 'week', [
    ...(fromOn === null ? [wrong('fromOn', 'day_unreadable')] : []),
    ...(reason.success ? [] : [wrong('reason', 'reason_missing')]),
    ...(mornings?.success && afternoons?.success ? [] : [wrong('', 'choice_missing')]),
  ])
}

async function plan(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const made = planIn(form, tx.today)
    if (await firstTime(tx, form.token)) await actions.planWeek(tx, { ...made, personId })
    return made.fromOn
  })
  if (!outcome.ok) return show(c, personId, { form: 'plan', typed: form, refused: outcome.refused, from: '' })
  const to = paths.personWeek(personId, { from: outcome.value })
  return goTo(c, to, { tone: 'done', text: weekWords(c.var.language)('plan.saved') })
}

/** Half days of which something else is said than what the form showed; nothing any longer where it was entered wrongly. */
function marksIn(form: Submitted): readonly MarkInput[] {
  const monday = form.text('monday')
  if (!isDay(monday)) return []
  return daysOfWeek(mondayOf(monday)).flatMap((onDay) =>
    HALVES.flatMap((half): MarkInput[] => {
      const said = form.values[`${onDay}-${half}`] ?? form.values[`${onDay}-day`]
      const now = said === '' ? null : Mark.safeParse(said).data
      const was = Mark.safeParse(form.text(`was-${onDay}-${half}`)).data ?? null
      return now === undefined || now === was ? [] : [{ onDay, half, mark: now, was }]
    }),
  )
}

async function mark(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const monday = form.text('monday')
  const sourceIn = (field: string) => (form.text(field) === 'school' ? 'school' : 'staff')
  const source = sourceIn('source')
  const atSchool = form.text('sourceSchool') === '' ? source : sourceIn('sourceSchool')
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return
    const followed = form.text('followed')
    if (isDay(followed)) await actions.followUpAway(tx, { personId, on: followed })
    else await actions.markAttendance(tx, { personId, marks: marksIn(form), source, atSchool })
  })
  if (!outcome.ok) return show(c, personId, { form: 'attendance', typed: form, refused: outcome.refused, from: monday })
  const to = paths.personWeek(personId, { from: isDay(monday) ? monday : null })
  return goTo(c, to, { tone: 'done', text: weekWords(c.var.language)('attendance.saved') })
}
