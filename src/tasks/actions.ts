import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { reachesOutreach } from '../outreach/contacts/store.ts'
import { type PersonHeader, PersonId } from '../people/model.ts'
import { lockPerson } from '../people/store.ts'
import { tell } from './alert-queue.ts'
import {
  type MoveReason,
  PERSON_SOURCES,
  type PersonSource,
  type PersonTask,
  type Reminder,
  SOURCES,
  stays,
  type TaskKind,
} from './model.ts'
import { dayProblems, mayReceive, snoozeProblems } from './rules.ts'
import { derivedTask } from './source-sql.ts'
import * as store from './store.ts'

/** Reminders about young people, and what is said of days that stand elsewhere. */

export type Reminded = {
  readonly personId: string
  readonly kind: TaskKind
  readonly onDay: PlainDate
  readonly atTime: string | null
  /** A colleague; null is oneself. */
  readonly assignedTo: string | null
}

/** Makes a reminder about a young person, for oneself or for a colleague who reaches them. Answers with its id. */
export async function remindOf(tx: Write, made: Reminded): Promise<string> {
  tx.require('tasks.of_person')
  const person = await personReached(tx, made.personId)
  requireNone(dayProblems(made.onDay, tx.today))
  const assignedTo = made.assignedTo ?? tx.actor.accountId
  if (assignedTo !== tx.actor.accountId) await requireReceiver(tx, person.id, assignedTo)
  const id = await store.insertReminder(tx, { ...made, personId: person.id, assignedTo })
  await tx.record('tasks.reminder_made', { object: id, personId: person.id, detail: { kind: made.kind } })
  if (assignedTo !== tx.actor.accountId) await tell(tx, { to: assignedTo, code: 'given_to_you', object: id })
  return id
}

type OfReminder = { readonly personId: string; readonly taskId: string }

/** Done. Who gave it is told. */
export async function finishReminder(tx: Write, of: OfReminder): Promise<void> {
  tx.require('tasks.of_person')
  const open = await openReminder(tx, of)
  await store.closeReminder(tx, open, 'done')
  await tx.record('tasks.reminder_done', { object: open.taskId, personId: open.personId })
  if (open.setBy !== tx.actor.accountId) await tell(tx, { to: open.setBy, code: 'yours_done', object: open.taskId })
}

/** Not done after all: it stands again as it stood. */
export async function reopenReminder(tx: Write, of: OfReminder): Promise<void> {
  tx.require('tasks.of_person')
  const latest = await lockedReminder(tx, of)
  if (latest.closedAs !== 'done') throw new Refused('conflict', 'task_gone')
  await store.insertReminderWording(tx, latest)
  await tx.record('tasks.reminder_reopened', { object: latest.taskId, personId: latest.personId })
}

/** Takes a reminder away: it was not needed. */
export async function removeReminder(tx: Write, of: OfReminder): Promise<void> {
  tx.require('tasks.of_person')
  const open = await openReminder(tx, of)
  await store.closeReminder(tx, open, 'removed')
  await tx.record('tasks.reminder_removed', { object: open.taskId, personId: open.personId })
}

export type Moved = { readonly onDay: PlainDate; readonly why: MoveReason }

export async function moveReminder(tx: Write, of: OfReminder & Moved): Promise<void> {
  tx.require('tasks.of_person')
  const open = await openReminder(tx, of)
  requireNone(snoozeProblems(of.onDay, { today: tx.today, statutoryOn: null }))
  await store.closeReminder(tx, open, 'replaced')
  await store.insertReminderWording(tx, { ...open, onDay: of.onDay, movedWhy: of.why })
  await tx.record('tasks.reminder_moved', { object: open.taskId, personId: open.personId, detail: { why: of.why } })
}

/** Gives a reminder to a colleague who reaches the young person; whoever does not cannot take it, and nobody is told why. */
export async function giveReminder(tx: Write, of: OfReminder & { readonly to: string }): Promise<void> {
  tx.require('tasks.of_person')
  const open = await openReminder(tx, of)
  if (of.to !== tx.actor.accountId) await requireReceiver(tx, open.personId, of.to)
  await store.closeReminder(tx, open, 'replaced')
  await store.insertReminderWording(tx, { ...open, assignedTo: of.to })
  await tx.record('tasks.reminder_given', { object: open.taskId, personId: open.personId, detail: { to: of.to } })
  await tell(tx, { to: of.to, code: 'given_to_you', object: open.taskId })
}

type OfDay = { readonly personId: string; readonly source: string; readonly subject: string }
type FoundDay = { readonly source: PersonSource; readonly subject: string; readonly task: PersonTask }

/** Puts a day that stands elsewhere off, with why; never past the day that the law or a decision sets, nor where it is put off there. */
export async function putOff(tx: Write, of: OfDay & Moved): Promise<void> {
  tx.require('tasks.of_person')
  const found = await dayOf(tx, of)
  const { source, task } = found
  if (stays(source)) requireNone([{ field: 'onDay', code: 'snooze_stays' }])
  const statutoryOn = SOURCES[source].statutory ? task.dueOn : null
  requireNone(snoozeProblems(of.onDay, { today: tx.today, statutoryOn }))
  await setMark(tx, found, { untilOn: of.onDay, why: of.why })
  const detail = { source, until: of.onDay, why: of.why }
  await tx.record('tasks.day_put_off', { object: of.subject, personId: task.personId, detail })
}

/** Gives a day that stands elsewhere to a colleague who reaches the young person, this once. */
export async function giveDay(tx: Write, of: OfDay & { readonly to: string }): Promise<void> {
  tx.require('tasks.of_person')
  const found = await dayOf(tx, of)
  const { source, task } = found
  if ('own' in SOURCES[source]) requireNone([{ field: 'to', code: 'cannot_receive' }])
  if (of.to !== tx.actor.accountId) await requireReceiver(tx, task.personId, of.to)
  await setMark(tx, found, { assignedTo: of.to })
  const detail = { source, to: of.to }
  await tx.record('tasks.day_given', { object: of.subject, personId: task.personId, detail })
  await tell(tx, { to: of.to, code: 'given_to_you', object: of.subject })
}

/** Takes back what was said of a day: it stands as it stands there. */
export async function takeBackMark(tx: Write, of: OfDay): Promise<void> {
  tx.require('tasks.of_person')
  const { source, subject, task } = await dayOf(tx, of)
  const mark = await store.markOf(tx, { ...task, source })
  if (mark !== null) await store.closeMark(tx, mark)
  await tx.record('tasks.mark_taken_back', { object: subject, personId: task.personId, detail: { source } })
}

type Said = { readonly untilOn?: PlainDate; readonly why?: MoveReason; readonly assignedTo?: string }

async function setMark(tx: Write, { source, task }: FoundDay, said: Said): Promise<void> {
  const { memberId, dueOn, markedBy } = task
  const before = await store.markOf(tx, { source, memberId, dueOn, markedBy })
  // What was once said of all that fell on the day goes on holding for the others.
  if (before !== null && before.subject === markedBy) await store.closeMark(tx, before)
  const { untilOn = before?.untilOn ?? null, why = before?.why ?? null, assignedTo = before?.assignedTo ?? null } = said
  await store.insertMark(tx, { source, memberId, dueOn, markedBy, untilOn, why, assignedTo })
}

/** The day as it stands, when one reaches the young person whose it is. */
async function dayOf(tx: Write, { personId, source: named, subject }: OfDay): Promise<FoundDay> {
  const person = await personReached(tx, personId)
  const source = PERSON_SOURCES.find((each) => each === named)
  const task = source === undefined ? null : await derivedTask(tx, { source, subject })
  if (source === undefined || task === null || task.personId !== person.id) throw new Refused('not_found', 'task')
  return { source, subject, task }
}

async function lockedReminder(tx: Write, { personId, taskId }: OfReminder): Promise<Reminder> {
  const person = await personReached(tx, personId)
  return store.lockReminder(tx, { root: person.id, taskId })
}

async function openReminder(tx: Write, of: OfReminder): Promise<Reminder> {
  const latest = await lockedReminder(tx, of)
  if (latest.knownUntil !== null) throw new Refused('conflict', 'task_gone')
  return latest
}

/** The person, when one follows their outreach. Who does not has nothing here to find. */
async function personReached(tx: Write, id: string): Promise<PersonHeader> {
  const person = await lockPerson(tx, PersonId.parse(id))
  await requireReach(tx, person.id)
  return person
}

async function requireReach(tx: Read, id: PersonId): Promise<void> {
  if (!(await reachesOutreach(tx, id))) throw new Refused('not_found', 'task')
}

async function requireReceiver(tx: Read, personId: PersonId, to: string): Promise<void> {
  if (mayReceive({ to, giver: tx.actor.accountId }, await store.receiversOf(tx, personId))) return
  throw new Refused('invalid', 'task', [{ field: 'to', code: 'cannot_receive' }])
}

/** Refuses with `invalid` when anything is wrong with what was written. */
export function requireNone(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Refused('invalid', 'task', problems)
}
