import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { lockOpenCase, personToSupport } from '../cases/actions.ts'
import type { SupportCase } from '../cases/model.ts'
import { isThere } from '../cases/team-rules.ts'
import { teamOf } from '../cases/team-store.ts'
import type { Asked, Attendee, Item, ItemInput, Meeting, MeetingInput } from './model.ts'
import { heldProblems, itemProblems, meetingProblems, readTime } from './rules.ts'
import * as store from './store.ts'

type Whose = { readonly personId: string }
type Which = Whose & { readonly meetingId: string }
/** The wording that the form was shown. */
type Seen = Which & { readonly seen: string }

/** Opens a meeting to be read; that it was read stands in the trail. */
export async function readMeeting(tx: Write, which: Which): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, which.personId)
  const { meetingId } = await store.meetingOf(tx, { root: person.id, meetingId: which.meetingId })
  await tx.record('meetings.meeting_read', { object: meetingId, personId: person.id })
  return person
}

/** Plans a meeting, and asks those who are to come: `youth`, or the id of somebody in the team. Whoever answers for the case comes too. */
export async function planMeeting(
  tx: Write,
  planned: MeetingInput & Whose & { readonly asked: readonly string[] },
): Promise<string> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, planned.personId)
  const input = readInput(planned)
  const problems = meetingProblems(input, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'meeting', problems)
  const asked = await askedAmong(tx, { person, of }, planned.asked)
  return insertPlanned(tx, { person, of, input, asked })
}

type Planned = {
  readonly person: PersonHeader
  readonly of: SupportCase
  readonly input: MeetingInput
  readonly asked: readonly Asked[]
}

async function insertPlanned(tx: Write, { person, of, input, asked }: Planned): Promise<string> {
  const { id: caseId, personId } = of
  const plan = { ...worded(input), nextOn: null, state: 'planned', noteId: null } as const
  const meetingId = await store.insertMeeting(tx, { caseId, personId, ...plan })
  await store.insertAttendees(
    tx,
    { meetingId, personId },
    asked.map((each) => ({ ...each, came: null })),
  )
  const detail = { kind: input.kind, onDay: input.onDay, asked: asked.length }
  await tx.record('meetings.planned', { object: meetingId, personId: person.id, detail })
  return meetingId
}

function readInput({ kind, onDay, atTime, place, agenda }: MeetingInput): MeetingInput {
  const words = agenda.replace(/\r\n?/g, '\n').trim()
  return { kind, onDay, atTime: readTime(atTime), place: place.trim().replace(/\s+/g, ' '), agenda: words }
}

const worded = ({ kind, onDay, atTime, place, agenda }: MeetingInput) => ({
  ...{ kind, onDay, atTime: atTime || null },
  ...{ place: place || null, agenda: agenda || null },
})

type Support = { readonly person: PersonHeader; readonly of: SupportCase }

async function askedAmong(tx: Read, { person, of }: Support, chosen: readonly string[]): Promise<readonly Asked[]> {
  const team = (await teamOf(tx, person.id)).filter((each) => isThere(each, tx.today))
  const nobody = { accountId: null, memberId: null }
  return [
    ...(chosen.includes('youth') ? [{ ...nobody, who: 'youth' as const }] : []),
    ...(of.ownerId === null ? [] : [{ ...nobody, who: 'owner' as const, accountId: of.ownerId }]),
    ...team
      .filter(({ id, accountId }) => chosen.includes(id) && accountId !== of.ownerId)
      .map(({ id }) => ({ ...nobody, who: 'member' as const, memberId: id })),
  ]
}

/** Changes what is planned. Refused with `meeting_changed` when a colleague has written another wording since one began. */
export async function changeMeeting(tx: Write, changed: MeetingInput & Seen): Promise<void> {
  tx.require('support.work')
  const { person, before } = await lockAsSeen(tx, changed)
  const input = readInput(changed)
  const problems = meetingProblems(input, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'meeting', problems)
  await store.replaceMeeting(tx, before, { ...before, ...worded(input) })
  await tx.record('meetings.changed', { object: before.meetingId, personId: person.id, detail: { onDay: input.onDay } })
}

export async function cancelMeeting(tx: Write, cancelled: Seen): Promise<void> {
  tx.require('support.work')
  const { person, before } = await lockAsSeen(tx, cancelled)
  if (before.state !== 'planned') throw new Refused('conflict', 'meeting_over')
  await store.replaceMeeting(tx, before, { ...before, state: 'cancelled' })
  await tx.record('meetings.cancelled', { object: before.meetingId, personId: person.id })
}

async function lockAsSeen(tx: Write, { personId, meetingId, seen }: Seen): Promise<Support & { before: Meeting }> {
  const { person, of } = await lockOpenCase(tx, personId)
  const before = await store.meetingOf(tx, { root: person.id, meetingId })
  if (before.id !== seen) throw new Refused('conflict', 'meeting_changed')
  return { person, of, before }
}

export type HeldInput = Seen & {
  /** Of those who were asked, by the attendee's id. */
  readonly came: readonly string[]
  readonly nextOn: PlainDate | null
  /** The minutes, '' for none yet: they become a note of support. */
  readonly minutes: string
}

/**
 * Says that a meeting was held: who came, what was said and when the next one is, which is planned with the same people. Minutes that
 * are there already are corrected where notes are; nobody's are written over.
 */
export async function holdMeeting(tx: Write, held: HeldInput): Promise<void> {
  tx.require('support.work')
  const { person, of, before } = await lockAsSeen(tx, held)
  if (before.state === 'cancelled') throw new Refused('conflict', 'meeting_over')
  const { nextOn } = held
  const problems = heldProblems({ onDay: before.onDay, nextOn }, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'meeting', problems)
  const noteId = await minutesOf(tx, before, { words: held.minutes, personId: person.id })
  await store.replaceMeeting(tx, before, { ...before, state: 'held', nextOn, noteId })
  const asked = await store.attendeesOf(tx, [before.meetingId])
  await sayWhoCame(tx, { meeting: before, asked, came: held.came })
  if (nextOn !== null && nextOn !== before.nextOn) await planNext(tx, { person, of, before, nextOn, asked })
  const detail = { came: held.came.length, nextOn, minutes: noteId !== null }
  await tx.record('meetings.held', { object: before.meetingId, personId: person.id, detail })
}

async function minutesOf(
  tx: Write,
  before: Meeting,
  { words, personId }: { readonly words: string; readonly personId: string },
): Promise<string | null> {
  if (words.trim() === '') return before.noteId
  if (before.noteId !== null) throw new Refused('conflict', 'minutes_already')
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId, topic: 'support', secrecy, happenedOn: before.onDay, body: words })
}

type Came = { readonly meeting: Meeting; readonly asked: readonly Attendee[]; readonly came: readonly string[] }

async function sayWhoCame(tx: Write, { meeting, asked, came }: Came): Promise<void> {
  await store.closeAttendees(tx, meeting.meetingId)
  const now = asked.map(({ who, accountId, memberId, id }) => ({ who, accountId, memberId, came: came.includes(id) }))
  await store.insertAttendees(tx, meeting, now)
}

type Next = Support & { readonly before: Meeting; readonly nextOn: PlainDate; readonly asked: readonly Attendee[] }

async function planNext(tx: Write, { person, of, before, nextOn, asked }: Next): Promise<void> {
  const kind = before.kind === 'start' ? 'follow_up' : before.kind
  const input = { kind, onDay: nextOn, atTime: before.atTime ?? '', place: before.place ?? '', agenda: '' }
  await insertPlanned(tx, { person, of, input, asked })
}

/** Writes down a decision, or what somebody is to do. */
export async function addItem(tx: Write, { personId, meetingId, ...typed }: ItemInput & Which): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, personId)
  const meeting = await store.meetingOf(tx, { root: person.id, meetingId })
  const made = { ...typed, what: typed.what.trim().replace(/\s+/g, ' ') }
  const accountId = made.responsible !== null && 'accountId' in made.responsible ? made.responsible.accountId : null
  const isKnown =
    accountId === null || (await colleagues(tx)).some((each) => each.accountId === accountId && each.current)
  const problems = [
    ...itemProblems(made, tx.today),
    ...(isKnown ? [] : [{ field: 'responsible', code: 'unknown_colleague' }]),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'item', problems)
  const isAction = made.kind === 'action'
  const id = await store.insertItem(tx, {
    ...{ meetingId, personId: meeting.personId, kind: made.kind, what: made.what, doneOn: null },
    accountId: isAction ? accountId : null,
    who: isAction && made.responsible !== null && 'who' in made.responsible ? made.responsible.who : null,
    dueOn: isAction ? made.dueOn : null,
  })
  await tx.record('meetings.item_added', { object: id, personId: person.id, detail: { kind: made.kind } })
}

/** Says that what somebody took upon themself is done today, or is not done after all. */
export async function doItem(
  tx: Write,
  done: Which & { readonly itemId: string; readonly done: boolean },
): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, done.personId)
  const meeting = await store.meetingOf(tx, { root: person.id, meetingId: done.meetingId })
  const item = (await store.itemsOf(tx, [meeting.meetingId])).find(({ id }) => id === done.itemId)
  if (item?.kind !== 'action') throw new Refused('not_found', 'item')
  if ((item.doneOn !== null) === done.done) throw new Refused('conflict', 'item_changed')
  await store.replaceItem(tx, item, done.done ? tx.today : null)
  await tx.record('meetings.item_done', { object: item.id, personId: person.id, detail: { done: done.done } })
}

export type MeetingParts = {
  readonly meeting: Meeting
  readonly items: readonly Item[]
  readonly attendees: readonly Attendee[]
}

/** Opens the form of a new meeting: whose it is to be is read, and that stands in the trail. */
export async function beginMeeting(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.work')
  const person = await personToSupport(tx, personId)
  await tx.record('meetings.begun', { personId: person.id })
  return person
}
