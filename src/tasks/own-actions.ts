import { colleagues } from '../access/store.ts'
import type { Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { type Moved, requireNone } from './actions.ts'
import { tell } from './alert-queue.ts'
import { markRead } from './alert-store.ts'
import type { OwnReminder } from './model.ts'
import * as store from './own-store.ts'
import { dayProblems, MOST_WORDS, snoozeProblems } from './rules.ts'

/** Reminders of one's own, about nobody; and alerts. The trail says that there was one, and never its words. */

export type Jotted = { readonly words: string; readonly onDay: PlainDate; readonly atTime: string | null }

/** Writes a reminder for oneself. Answers with its id. */
export async function jotDown(tx: Write, jotted: Jotted): Promise<string> {
  tx.require('tasks.remind')
  const words = jotted.words.trim()
  const wordless = words === '' || words.length > MOST_WORDS
  requireNone([...(wordless ? [{ field: 'words', code: 'words_length' }] : []), ...dayProblems(jotted.onDay, tx.today)])
  await store.deleteOldReminders(tx)
  const id = await store.insertOwnReminder(tx, { ...jotted, words })
  await tx.record('tasks.jotted_down', { object: id })
  return id
}

/** Done, by the writer or by the colleague who was given it; the writer is told. */
export async function finishOwn(tx: Write, id: string): Promise<void> {
  tx.require('tasks.remind')
  const reminder = await store.lockOwnReminder(tx, id)
  if (reminder.doneAt !== null) throw new Refused('conflict', 'task_gone')
  await store.setOwnDone(tx, id, true)
  await tx.record('tasks.own_done', { object: id })
  if (reminder.account !== tx.actor.accountId) await tell(tx, { to: reminder.account, code: 'yours_done', object: id })
}

export async function reopenOwn(tx: Write, id: string): Promise<void> {
  tx.require('tasks.remind')
  await store.lockOwnReminder(tx, id)
  await store.setOwnDone(tx, id, false)
  await tx.record('tasks.own_reopened', { object: id })
}

export async function moveOwn(tx: Write, { id, onDay, why }: Moved & { readonly id: string }): Promise<void> {
  tx.require('tasks.remind')
  await openOwn(tx, id)
  requireNone(snoozeProblems(onDay, { today: tx.today, statutoryOn: null }))
  await store.setOwnDay(tx, id, { onDay, why })
  await tx.record('tasks.own_moved', { object: id, detail: { why } })
}

/** Gives a reminder of one's own to a colleague, who then reads its words; or takes it back. */
export async function giveOwn(tx: Write, { id, to }: { readonly id: string; readonly to: string }): Promise<void> {
  tx.require('tasks.remind')
  const reminder = await openOwn(tx, id)
  if (reminder.account !== tx.actor.accountId) throw new Refused('conflict', 'not_yours_to_give')
  const known = (await colleagues(tx)).some(({ accountId, current }) => accountId === to && current)
  if (!known) requireNone([{ field: 'to', code: 'cannot_receive' }])
  const back = to === tx.actor.accountId
  await store.setGivenTo(tx, id, back ? null : to)
  await tx.record('tasks.own_given', { object: id, detail: { to } })
  if (!back) await tell(tx, { to, code: 'given_to_you', object: id })
}

/** Takes a reminder of one's own away, words and all. */
export async function removeOwn(tx: Write, id: string): Promise<void> {
  tx.require('tasks.remind')
  const reminder = await store.lockOwnReminder(tx, id)
  if (reminder.account !== tx.actor.accountId) throw new Refused('conflict', 'not_yours_to_give')
  await store.deleteOwnReminder(tx, id)
  await tx.record('tasks.own_removed', { object: id })
}

/** Says that an alert has been read, or with null all of them. */
export async function readAlerts(tx: Write, id: string | null): Promise<void> {
  tx.require('tasks.read')
  const marked = await markRead(tx, id)
  await tx.record('tasks.alerts_read', { detail: { marked } })
}

/** Tells whoever asked for a second person's yes what the answer was. */
export async function tellOfAnswer(
  tx: Write,
  answer: { readonly id: string; readonly askedBy: string; readonly approved: boolean },
): Promise<void> {
  tx.require('access.answer_approval')
  await tell(tx, { to: answer.askedBy, code: answer.approved ? 'approved' : 'declined', object: answer.id })
}

async function openOwn(tx: Write, id: string): Promise<OwnReminder> {
  const reminder = await store.lockOwnReminder(tx, id)
  if (reminder.doneAt !== null) throw new Refused('conflict', 'task_gone')
  return reminder
}
