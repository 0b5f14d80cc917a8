import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { holidaysBetween } from '../organisations/calendar-store.ts'
import { formatWeekday } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type Filled, newOwnPage, ownPage, UNFILLED } from './form-views.ts'
import {
  everyColleague,
  filledOf,
  nextDayOf,
  opened,
  problemsOf,
  readMove,
  readWhen,
  show,
  told,
} from './frame-routes.ts'
import { KINDS, type TaskRow, type TasksAskedFor, tasksPage } from './list-views.ts'
import type { OwnReminder, PersonTask } from './model.ts'
import * as actions from './own-actions.ts'
import { givenReminders, ownDoneToday, ownReminderById, ownReminders } from './own-store.ts'
import { escalatesUpTo, lastSnooze } from './rules.ts'
import { sharedWork } from './shared-store.ts'
import { personTasks } from './source-sql.ts'
import { doneToday } from './store.ts'
import type { TaskWord } from './text.ts'
import { taskWords } from './words.ts'

/** What is to be done, and reminders of one's own. */
export function taskRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.tasks(), showTasks)
    .post(paths.tasks(), jotDown)
    .get(paths.taskNew(), (c) => showNew(c, UNFILLED))
    .get(paths.ownReminder(':id'), (c) => showOne(c, UNFILLED))
    .post(paths.ownReminderDone(':id'), (c) => act(c, 'done.saved', actions.finishOwn))
    .post(paths.ownReminderReopening(':id'), (c) => act(c, 'undone.saved', actions.reopenOwn))
    .post(paths.ownReminderRemoval(':id'), (c) => act(c, 'removed.saved', actions.removeOwn))
    .post(paths.ownReminderDay(':id'), move)
    .post(paths.ownReminderReceiver(':id'), give)
}

/** So many rows, and not more, on one page: whoever has more to do than that does the first of it first. */
const MOST = { mine: 100, team: 300 } as const
/** How far ahead one's own list looks, and the team's. */
const AHEAD = { mine: 30, team: 7 } as const

async function showTasks(c: Request): Promise<Response> {
  const asked = askedFor(c)
  const { actor, content } = await opened(c, async (tx) => {
    tx.require('tasks.read')
    if (asked.team) tx.require('tasks.see_team')
    const view = asked.team ? await teamView(tx, asked) : await ownView(tx, asked)
    const rows = view.rows.filter((row) => asked.kind === null || kindOf(row) === asked.kind)
    await tx.record('tasks.listed', { detail: { rows: rows.length } })
    const may = { team: tx.may('tasks.see_team'), ofPerson: tx.may('tasks.of_person') }
    const known = {
      language: c.var.language,
      today: tx.today,
      nextDay: await nextDayOf(tx),
      account: tx.actor.accountId,
    }
    return {
      actor: tx.actor,
      content: tasksPage({ ...known, ...asked, ...view, rows, may, colleagues: await colleagues(tx) }),
    }
  })
  return show(c, actor, { title: asked.team ? 'title.team' : 'title', content })
}

function askedFor(c: Request): TasksAskedFor {
  const colleague = c.req.query('colleague') ?? ''
  return {
    team: c.req.query('whose') === 'team',
    group: c.req.query('group') === 'person' ? 'person' : 'day',
    kind: KINDS.find((kind) => kind === c.req.query('kind')) ?? null,
    colleague: /^[0-9a-f-]{36}$/.test(colleague) ? idOf(colleague) : null,
  }
}

const kindOf = (row: TaskRow) => (row.is === 'own' ? 'own' : row.task.source)
const personRow = (task: PersonTask): TaskRow => ({ is: 'person', task, token: randomUUID() })
const ownRow = (task: OwnReminder): TaskRow => ({ is: 'own', task, token: randomUUID() })

/** What the database is asked for: a reminder of one's own stands elsewhere. */
const sourceOf = ({ kind }: TasksAskedFor) => (kind === null || kind === 'own' ? undefined : kind)

async function ownView(tx: Read, asked: TasksAskedFor) {
  const until = addDays(tx.today, AHEAD.mine)
  const [tasks, own, done, doneOwn, given, shared] = await Promise.all([
    personTasks(tx, { account: tx.actor.accountId, until, limit: MOST.mine, source: sourceOf(asked) }),
    ownReminders(tx, until),
    tx.may('tasks.of_person') ? doneToday(tx) : [],
    ownDoneToday(tx),
    givenReminders(tx),
    sharedWork(tx),
  ])
  const finished = [...new Map(done.map((task) => [task.subject, task])).values()]
  return {
    rows: [...tasks.map(personRow), ...own.map(ownRow)],
    done: [...finished.map(personRow), ...doneOwn.map(ownRow)],
    ...{ given, shared, escalated: [], cut: tasks.length === MOST.mine ? MOST.mine : null },
  }
}

async function teamView(tx: Read, shown: TasksAskedFor) {
  const until = addDays(tx.today, AHEAD.team)
  const asked = { account: shown.colleague, until, limit: MOST.team, source: sourceOf(shown) }
  const [tasks, holidays] = await Promise.all([
    personTasks(tx, asked),
    holidaysBetween(tx, addDays(tx.today, -30), tx.today),
  ])
  const long = escalatesUpTo(tx.today, holidays)
  const hasWaited = (task: PersonTask) => task.account !== null && task.onDay <= long
  return {
    rows: tasks.filter((task) => !hasWaited(task)).map(personRow),
    escalated: tasks.filter(hasWaited).map(personRow),
    ...{ done: [], given: [], shared: [], cut: tasks.length === MOST.team ? MOST.team : null },
  }
}

async function showNew(c: Request, filled: Filled): Promise<Response> {
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('tasks.remind')
    const view = { language: c.var.language, today: tx.today, token: randomUUID(), filled }
    return { actor: tx.actor, content: newOwnPage(view) }
  })
  return show(c, actor, { title: 'title.new', filled, content })
}

async function jotDown(c: Request): Promise<Response> {
  const form = await submitted(c)
  const when = readWhen(form, c.var.db.clock.today())
  if (!when.ok) return showNew(c, filledOf(c, form, { form: 'reminder', problems: when.problems }))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.jotDown(tx, { words: form.text('words'), ...when.value })
  })
  if (!outcome.ok) return showNew(c, filledOf(c, form, { form: 'reminder', problems: problemsOf(outcome.refused) }))
  return told(c, 'made.saved')
}

/** What is done or gone already is no mistake of whoever presses: it is said, and the list shown. */
async function act(c: Request, word: TaskWord, work: (tx: Write, id: string) => Promise<void>): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const outcome = await attempt(c, (tx) => work(tx, id))
  if (outcome.ok) return told(c, word)
  const text = taskWords(c.var.language)(outcome.refused.code === 'task_gone' ? 'task_gone' : 'not_yours_to_give')
  return goTo(c, paths.tasks(), { tone: 'note', text })
}

async function showOne(c: Request, filled: Filled): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('tasks.remind')
    const reminder = await ownReminderById(tx, id)
    const tokens = { main: randomUUID(), move: randomUUID(), give: randomUUID() }
    const view = { language: c.var.language, account: tx.actor.accountId, last: lastSnooze(tx.today, null) }
    return {
      actor: tx.actor,
      content: ownPage({ ...view, reminder, tokens, filled, receivers: await everyColleague(tx) }),
    }
  })
  return show(c, actor, { title: 'title.one', filled, content })
}

async function move(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const to = readMove(form, c.var.db.clock.today())
  if (!to.ok) return showOne(c, filledOf(c, form, { form: 'move', problems: to.problems }))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.moveOwn(tx, { id, ...to.value })
  })
  if (!outcome.ok) return showOne(c, filledOf(c, form, { form: 'move', problems: problemsOf(outcome.refused) }))
  return told(c, 'moved.saved', { day: dayWord(c, to.value.onDay) })
}

export const dayWord = (c: Request, day: PlainDate) => formatWeekday(day, c.var.language)

async function give(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const to = form.text('to')
  if (to === '') return showOne(c, filledOf(c, form, { form: 'give', problems: [{ field: 'to', code: 'to_missing' }] }))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.giveOwn(tx, { id, to: idOf(to) })
  })
  if (!outcome.ok) return showOne(c, filledOf(c, form, { form: 'give', problems: problemsOf(outcome.refused) }))
  return told(c, 'given.saved')
}
