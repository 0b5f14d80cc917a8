import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { lockSupported } from '../cases/actions.ts'
import { namingProblems } from '../cases/named.ts'
import type { Item, ItemInput, Meeting } from './model.ts'
import { itemProblems } from './rules.ts'
import * as store from './store.ts'

type Which = { readonly personId: string; readonly meetingId: string }
type WhichItem = Which & { readonly itemId: string }

/** Writes down a decision, or what somebody is to do; after the case is closed as well, for what was decided was. */
export async function addItem(tx: Write, { personId, meetingId, ...typed }: ItemInput & Which): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const meeting = await store.meetingOf(tx, { root: person.id, meetingId })
  const made = await readItem(tx, meeting, typed)
  const id = await store.insertItem(tx, { ...made, doneOn: null })
  await tx.record('meetings.item_added', { object: id, personId: person.id, detail: { kind: made.kind } })
}

/** Writes a decision, or what somebody is to do, anew in other words. Refused when a colleague has changed it since one began. */
export async function correctItem(tx: Write, { personId, meetingId, itemId, ...typed }: ItemInput & WhichItem) {
  tx.require('support.work')
  const person = await lockSupported(tx, personId)
  const meeting = await store.meetingOf(tx, { root: person.id, meetingId })
  const before = await itemIn(tx, meeting, itemId)
  const made = await readItem(tx, meeting, typed)
  await store.replaceItem(tx, before, { ...made, doneOn: made.kind === 'action' ? before.doneOn : null })
  await tx.record('meetings.item_corrected', { object: before.id, personId: person.id, detail: { kind: made.kind } })
}

async function itemIn(tx: Read, { meetingId }: Meeting, itemId: string): Promise<Item> {
  const found = (await store.itemsOf(tx, [meetingId])).find(({ id }) => id === itemId)
  if (found === undefined) throw new Refused('conflict', 'item_changed')
  return found
}

async function readItem(tx: Read, { meetingId, personId }: Meeting, typed: ItemInput) {
  const made = { ...typed, what: typed.what.trim().replace(/\s+/g, ' ') }
  const { kind, what, responsible } = made
  const accountId = responsible !== null && 'accountId' in responsible ? responsible.accountId : null
  const named = accountId === null ? null : { personId, accountId, field: 'responsible' }
  const problems = [
    ...itemProblems(made, tx.today),
    ...(named === null ? [] : await namingProblems(tx, named, 'unknown_colleague')),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'item', problems)
  const isAction = kind === 'action'
  return {
    ...{ meetingId, personId, kind, what, accountId: isAction ? accountId : null },
    who: isAction && responsible !== null && 'who' in responsible ? responsible.who : null,
    dueOn: isAction ? made.dueOn : null,
  }
}

/** Says that what somebody took upon themself is done today, or is not done after all. */
export async function doItem(tx: Write, done: WhichItem & { readonly done: boolean }): Promise<void> {
  tx.require('support.work')
  const person = await lockSupported(tx, done.personId)
  const meeting = await store.meetingOf(tx, { root: person.id, meetingId: done.meetingId })
  const item = (await store.itemsOf(tx, [meeting.meetingId])).find(({ id }) => id === done.itemId)
  if (item?.kind !== 'action') throw new Refused('not_found', 'item')
  if ((item.doneOn !== null) === done.done) throw new Refused('conflict', 'item_changed')
  await store.replaceItem(tx, item, { ...item, doneOn: done.done ? tx.today : null })
  await tx.record('meetings.item_done', { object: item.id, personId: person.id, detail: { done: done.done } })
}
