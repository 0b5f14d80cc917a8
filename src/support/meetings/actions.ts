import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { lockOpenCase, lockSupported, mayNote, personToSupport } from '../cases/actions.ts'
import type { SupportCase } from '../cases/model.ts'
import { caseOf } from '../cases/store.ts'
import { isThere } from '../cases/team-rules.ts'
import { teamOf } from '../cases/team-store.ts'
import type { Asked, Attendee, Item, Meeting, MeetingInput } from './model.ts'
import { heldProblems, meetingProblems, readTime } from './rules.ts'
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
  const asked = await askedAmong(tx, { person, of, onDay: input.onDay }, planned.asked)
  return insertPlanned(tx, { person, of, input, asked, plannedFrom: null })
}

type Planned = {
  readonly person: PersonHeader
  readonly of: SupportCase
  readonly input: MeetingInput
  readonly asked: readonly Asked[]
  /** The meeting at which it was agreed on. */
  readonly plannedFrom: string | null
}

async function insertPlanned(tx: Write, { person, of, input, asked, plannedFrom }: Planned): Promise<string> {
  const { id: caseId, personId } = of
  const plan = { ...worded(input), nextOn: null, state: 'planned', noteId: null, plannedFrom } as const
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

type OnDay = Support & { readonly onDay: PlainDate }

/** Those who are chosen, of the young person and of who stands in the team on the day; and whoever answers for the case. */
async function askedAmong(
  tx: Read,
  { person, of, onDay }: OnDay,
  chosen: readonly string[],
): Promise<readonly Asked[]> {
  const team = (await teamOf(tx, person.id)).filter((each) => isThere(each, onDay))
  const nobody = { accountId: null, memberId: null }
  return [
    ...(chosen.includes('youth') ? [{ ...nobody, who: 'youth' as const }] : []),
    ...(of.ownerId === null ? [] : [{ ...nobody, who: 'owner' as const, accountId: of.ownerId }]),
    ...team
      .filter(({ id, accountId }) => chosen.includes(id) && accountId !== of.ownerId)
      .map(({ id }) => ({ ...nobody, who: 'member' as const, memberId: id })),
  ]
}

/** Changes what is planned, and who is to come. Refused with `meeting_changed` when a colleague has written another wording since one began. */
export async function changeMeeting(
  tx: Write,
  changed: MeetingInput & Seen & { readonly asked: readonly string[] },
): Promise<void> {
  tx.require('support.work')
  const { person, of, before } = await lockAsSeen(tx, changed)
  const input = readInput(changed)
  const problems = meetingProblems(input, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'meeting', problems)
  await store.replaceMeeting(tx, before, { ...before, ...worded(input) })
  const asked = await askedAmong(tx, { person, of, onDay: input.onDay }, changed.asked)
  await store.closeAttendees(tx, before.meetingId)
  await store.insertAttendees(
    tx,
    before,
    asked.map((each) => ({ ...each, came: null })),
  )
  const detail = { onDay: input.onDay, asked: asked.length }
  await tx.record('meetings.changed', { object: before.meetingId, personId: person.id, detail })
}

/** Answers with the wording that says so. */
export async function cancelMeeting(tx: Write, cancelled: Seen): Promise<string> {
  tx.require('support.work')
  const { person, before } = await lockAsSeen(tx, cancelled)
  if (before.state !== 'planned') throw new Refused('conflict', 'meeting_over')
  const id = await store.replaceMeeting(tx, before, { ...before, state: 'cancelled' })
  await tx.record('meetings.cancelled', { object: before.meetingId, personId: person.id })
  return id
}

/** What is planned is written down or cancelled after the case is closed as well: a meeting that was, was. */
async function lockAsSeen(tx: Write, { personId, meetingId, seen }: Seen): Promise<Support & { before: Meeting }> {
  const person = await lockSupported(tx, personId)
  const of = await caseOf(tx, person.id)
  const before = await store.meetingOf(tx, { root: person.id, meetingId })
  if (of === null) throw new Refused('not_found', 'meeting')
  if (before.id !== seen) throw new Refused('conflict', 'meeting_changed')
  return { person, of, before }
}

export type HeldInput = Seen & {
  /** Who came: of those who were asked by the attendee's id; of others `youth`, or the id of somebody in the team. */
  readonly came: readonly string[]
  readonly nextOn: PlainDate | null
  /** The minutes, '' for none yet: they become a note of support. */
  readonly minutes: string
}

/**
 * Says that a meeting was held: who came, what was said and when the next one is, which is planned with those who are there then. Minutes that
 * are there already are corrected where notes are; nobody's are written over.
 */
export async function holdMeeting(tx: Write, held: HeldInput): Promise<void> {
  tx.require('support.work')
  const { person, of, before } = await lockAsSeen(tx, held)
  if (before.state === 'cancelled') throw new Refused('conflict', 'meeting_over')
  const { nextOn } = held
  const isNew = nextOn !== null && nextOn !== before.nextOn
  const problems = [
    ...heldProblems({ onDay: before.onDay, nextOn }, tx.today),
    ...(isNew && of.closedOn !== null ? [{ field: 'nextOn', code: 'next_closed' }] : []),
    ...(held.minutes.trim() === '' || (await mayNote(tx, person.id)) ? [] : [{ field: 'minutes', code: 'no_notes' }]),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'meeting', problems)
  const noteId = await minutesOf(tx, before, { words: held.minutes, personId: person.id })
  await store.replaceMeeting(tx, before, { ...before, state: 'held', nextOn, noteId })
  await sayWhoCame(tx, { person, of, before }, held.came)
  if (nextOn !== before.nextOn) await planNext(tx, { person, of, before, nextOn })
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

type Meant = Support & { readonly before: Meeting }

/** Of those who were asked, whether they came; and who came without being asked. */
async function sayWhoCame(tx: Write, { person, of, before }: Meant, came: readonly string[]): Promise<void> {
  const asked = await store.attendeesOf(tx, [before.meetingId])
  const others = (await askedAmong(tx, { person, of, onDay: before.onDay }, came)).filter(
    ({ who, memberId }) => who !== 'owner' && !asked.some((each) => each.who === who && each.memberId === memberId),
  )
  await store.closeAttendees(tx, before.meetingId)
  await store.insertAttendees(tx, before, [
    ...asked.map(({ who, accountId, memberId, id }) => ({ who, accountId, memberId, came: came.includes(id) })),
    ...others.map((each) => ({ ...each, came: true })),
  ])
}

/** The next meeting, as it was agreed on at this one: planned, moved to another day, or cancelled when there is to be none. */
async function planNext(
  tx: Write,
  { person, of, before, nextOn }: Meant & { readonly nextOn: PlainDate | null },
): Promise<void> {
  const planned = await store.plannedFrom(tx, before.meetingId)
  if (planned !== null) {
    const now = nextOn === null ? { state: 'cancelled' as const } : { onDay: nextOn }
    await store.replaceMeeting(tx, planned, { ...planned, ...now })
    const event = nextOn === null ? 'meetings.cancelled' : 'meetings.changed'
    return tx.record(event, { object: planned.meetingId, personId: person.id, detail: { onDay: nextOn } })
  }
  if (nextOn === null) return
  const kind = before.kind === 'start' ? 'follow_up' : before.kind
  const input = { kind, onDay: nextOn, atTime: before.atTime ?? '', place: before.place ?? '', agenda: '' }
  const again = (await store.attendeesOf(tx, [before.meetingId])).map(({ who, memberId }) => memberId ?? who)
  const asked = await askedAmong(tx, { person, of, onDay: nextOn }, again)
  await insertPlanned(tx, { person, of, input, asked, plannedFrom: before.meetingId })
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
