import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../access/pages.ts'
import type { Actor, Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { openContacts } from '../outreach/contacts/actions.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { whyFold } from '../sight/why.ts'
import { paths } from '../ui/paths.ts'
import * as actions from './actions.ts'
import { dayPage, type Filled, newForPersonPage, reminderPage, UNFILLED } from './form-views.ts'
import { filledOf, problemsOf, readMove, readWhen, show, told } from './frame-routes.ts'
import { PERSON_SOURCES, SOURCES, stays, TaskKind } from './model.ts'
import { dayWord } from './routes.ts'
import { lastSnooze } from './rules.ts'
import { derivedTask } from './source-sql.ts'
import { markOf, receiversOf, reminderById } from './store.ts'
import type { TaskWord } from './text.ts'
import { taskWords } from './words.ts'

/** Reminders about one young person, and what is said of days about them that stand elsewhere. */
export function personTaskRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personTaskNew(':id'), (c) => showNew(c, UNFILLED))
    .post(paths.personTasks(':id'), remind)
    .get(paths.personTask(':id', ':task'), (c) => showReminder(c, UNFILLED))
    .post(paths.personTaskDone(':id', ':task'), (c) => act(c, 'done.saved', actions.finishReminder))
    .post(paths.personTaskReopening(':id', ':task'), (c) => act(c, 'undone.saved', actions.reopenReminder))
    .post(paths.personTaskRemoval(':id', ':task'), (c) => act(c, 'removed.saved', actions.removeReminder))
    .post(paths.personTaskDay(':id', ':task'), (c) =>
      moved(c, showReminder, (tx, to) => actions.moveReminder(tx, { ...reminderOf(c), ...to })),
    )
    .post(paths.personTaskReceiver(':id', ':task'), (c) =>
      given(c, showReminder, (tx, to) => actions.giveReminder(tx, { ...reminderOf(c), to })),
    )
    .get(paths.personDay(':id', ':source', ':subject'), (c) => showDay(c, UNFILLED))
    .post(paths.personDayMove(':id', ':source', ':subject'), (c) =>
      moved(c, showDay, (tx, to) => actions.putOff(tx, { ...dayOf(c), ...to })),
    )
    .post(paths.personDayReceiver(':id', ':source', ':subject'), (c) =>
      given(c, showDay, (tx, to) => actions.giveDay(tx, { ...dayOf(c), to })),
    )
    .post(paths.personDayReturn(':id', ':source', ':subject'), async (c) => {
      await c.var.db.write(c.var.context, (tx) => actions.takeBackMark(tx, dayOf(c)))
      return told(c, 'returned.saved')
    })
}

const reminderOf = (c: Request) => ({ personId: idOf(c.req.param('id')), taskId: idOf(c.req.param('task')) })

const dayOf = (c: Request) => ({
  personId: idOf(c.req.param('id')),
  source: c.req.param('source') ?? '',
  subject: c.req.param('subject') ?? '',
})

type Head = Awaited<ReturnType<typeof headOf>>

/** A page about one person: that it was opened stands in the trail. */
async function onPerson(
  c: Request,
  render: (tx: Read, head: Head) => Promise<Content>,
): Promise<{ actor: Actor; content: Content }> {
  const id = idOf(c.req.param('id'))
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require('tasks.of_person')
    await openContacts(tx, id)
  })
  return c.var.db.read(c.var.context, async (tx) => ({
    actor: tx.actor,
    content: await render(tx, await headOf(tx, c.var.language, id)),
  }))
}

async function headOf(tx: Read, language: 'sv' | 'en', id: string) {
  const person = await personById(tx, PersonId.parse(id))
  const [why, receivers] = await Promise.all([whyFold(tx, { id: person.id, language }), receiversOf(tx, person.id)])
  const mayList = tx.may('register.list')
  return { language, person, why, receivers, mayList, today: tx.today, account: tx.actor.accountId }
}

async function showNew(c: Request, filled: Filled): Promise<Response> {
  const { actor, content } = await onPerson(c, async (_tx, head) =>
    newForPersonPage({ ...head, token: randomUUID(), filled }),
  )
  return show(c, actor, { title: 'title.new', filled, content })
}

async function remind(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const when = readWhen(form, c.var.db.clock.today())
  const kind = TaskKind.safeParse(form.text('kind'))
  if (!when.ok || !kind.success) {
    const problems = [
      ...(kind.success ? [] : [{ field: 'kind', code: 'kind_missing' }]),
      ...(when.ok ? [] : when.problems),
    ]
    return showNew(c, filledOf(c, form, { form: 'reminder', problems }))
  }
  const assignedTo = form.text('assignedTo') === '' ? null : idOf(form.text('assignedTo'))
  const outcome = await attempt(c, async (tx) => {
    const made = { personId, kind: kind.data, ...when.value, assignedTo }
    if (await firstTime(tx, form.token)) await actions.remindOf(tx, made)
  })
  if (!outcome.ok) {
    const problems = problemsOf(outcome.refused).map(({ field, code }) => ({
      field: field === 'to' ? 'assignedTo' : field,
      code,
    }))
    return showNew(c, filledOf(c, form, { form: 'reminder', problems }))
  }
  const text = taskWords(c.var.language)('made.saved')
  return goTo(c, paths.person(personId), { tone: 'done', text })
}

const tokens = () => ({ main: randomUUID(), move: randomUUID(), give: randomUUID() })

async function showReminder(c: Request, filled: Filled): Promise<Response> {
  const { taskId } = reminderOf(c)
  const { actor, content } = await onPerson(c, async (tx, head) => {
    const reminder = await reminderById(tx, { root: head.person.id, taskId })
    return reminderPage({ ...head, reminder, tokens: tokens(), filled, last: lastSnooze(tx.today, null) })
  })
  return show(c, actor, { title: 'title.one', filled, content })
}

async function showDay(c: Request, filled: Filled): Promise<Response> {
  const { source: named, subject } = dayOf(c)
  const source = PERSON_SOURCES.find((each) => each === named)
  const { actor, content } = await onPerson(c, async (tx, head) => {
    const task = source === undefined ? null : await derivedTask(tx, { source, subject })
    if (source === undefined || task === null || task.personId !== head.person.id)
      throw new Refused('not_found', 'task')
    const last = stays(source) ? null : lastSnooze(tx.today, SOURCES[source].statutory ? task.dueOn : null)
    const marked = (await markOf(tx, { ...task, source })) !== null
    const receivers = 'own' in SOURCES[source] ? [] : head.receivers
    return dayPage({ ...head, receivers, task, marked, tokens: tokens(), filled, last })
  })
  return show(c, actor, { title: 'title.day', filled, content })
}

/** What is done or gone already is no mistake of whoever presses: it is said, and the list shown. */
async function act(
  c: Request,
  word: TaskWord,
  work: (tx: Write, of: ReturnType<typeof reminderOf>) => Promise<void>,
): Promise<Response> {
  const of = reminderOf(c)
  const outcome = await attempt(c, (tx) => work(tx, of))
  if (outcome.ok) return told(c, word)
  return goTo(c, paths.tasks(), { tone: 'note', text: taskWords(c.var.language)('task_gone') })
}

type ShowAgain = (c: Request, filled: Filled) => Promise<Response>
type To = { readonly onDay: PlainDate; readonly why: Parameters<typeof actions.putOff>[1]['why'] }

async function moved(c: Request, again: ShowAgain, work: (tx: Write, to: To) => Promise<void>): Promise<Response> {
  const form = await submitted(c)
  const to = readMove(form, c.var.db.clock.today())
  if (!to.ok) return again(c, filledOf(c, form, { form: 'move', problems: to.problems }))
  const failed = await tried(c, form, (tx) => work(tx, to.value))
  if (failed !== null) return again(c, filledOf(c, form, { form: 'move', problems: problemsOf(failed) }))
  return told(c, 'moved.saved', { day: dayWord(c, to.value.onDay) })
}

async function given(c: Request, again: ShowAgain, work: (tx: Write, to: string) => Promise<void>): Promise<Response> {
  const form = await submitted(c)
  const to = form.text('to')
  if (to === '') return again(c, filledOf(c, form, { form: 'give', problems: [{ field: 'to', code: 'to_missing' }] }))
  const failed = await tried(c, form, (tx) => work(tx, idOf(to)))
  if (failed !== null) return again(c, filledOf(c, form, { form: 'give', problems: problemsOf(failed) }))
  return told(c, 'given.saved')
}

/** Null when it was done, or had been done by the same form before. */
async function tried(c: Request, form: Submitted, work: (tx: Write) => Promise<void>): Promise<Refused | null> {
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await work(tx)
  })
  return outcome.ok ? null : outcome.refused
}
