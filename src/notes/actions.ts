import { z } from 'zod'
import { askApproval, useApproval } from '../access/approval-actions.ts'
import { approvalState } from '../access/approval-rules.ts'
import { ownApprovals } from '../access/approval-store.ts'
import type { Read, Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { type PersonHeader, PersonId } from '../people/model.ts'
import { lockPerson, personById } from '../people/store.ts'
import { takeTicket } from '../trail/store.ts'
import type { Note, NoteInput, NoteSettings } from './model.ts'
import { budgetProblems, isCovered, NOTES_ON_PAGE, noteProblems, readBody, takesSecond } from './rules.ts'
import * as store from './store.ts'

/** What was opened: to read the words, give the ticket to `bodiesOf` once this transaction has committed. */
export type Opened = {
  readonly person: PersonHeader
  readonly notes: readonly Note[]
  /** Null when there is nothing to read, or when the budget is used up. */
  readonly ticket: number | null
  /** Over the read budget; `freeAt` says from when there is room again. */
  readonly over: boolean
  readonly freeAt: string | null
}

export type OpenedPage = Opened & { readonly total: number; readonly struck: number }

/** Opens a page of somebody's notes: the ticket for their words is taken, and the reading stands in the trail. */
export async function openNotes(
  tx: Write,
  asked: { readonly personId: string; readonly page: number; readonly struck: boolean },
): Promise<OpenedPage> {
  tx.require('notes.read')
  const person = await personToRead(tx, asked.personId)
  const { total, struck } = await store.countNotes(tx, person.id)
  const offset = (asked.page - 1) * NOTES_ON_PAGE
  const notes = await store.notesOf(tx, { root: person.id, struck: asked.struck, limit: NOTES_ON_PAGE, offset })
  return { ...(await release(tx, person, notes)), total: asked.struck ? total : total - struck, struck }
}

/** Opens one note: its current wording, or that and those before it. */
export async function openNote(
  tx: Write,
  asked: { readonly personId: string; readonly noteId: string; readonly wordings: 'current' | 'all' },
): Promise<Opened> {
  tx.require('notes.read')
  const person = await personToRead(tx, asked.personId)
  const limit = asked.wordings === 'all' ? NOTES_ON_PAGE : 1
  const notes = await store.wordingsOf(tx, { root: person.id, noteId: asked.noteId, limit })
  if (notes.length === 0) throw new Refused('not_found', 'note')
  return release(tx, person, notes)
}

/** Opens the form of a new note: whose it is to be is read, and that stands in the trail. */
export async function openToWrite(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('notes.write')
  const person = await personToRead(tx, personId)
  await tx.record('notes.begun', { personId: person.id })
  return person
}

/** Writes a note of somebody one works with. Answers with its id. */
export async function writeNote(tx: Write, written: NoteInput & { readonly personId: string }): Promise<string> {
  tx.require('notes.write')
  const person = await personToWrite(tx, written.personId)
  const note = readNote(tx, written)
  const id = await store.insertNote(tx, person.id, note)
  await tx.record('notes.written', { object: id, personId: person.id, detail: told(note) })
  return id
}

/**
 * Opens another wording. `seen` is the wording one has read: when somebody has written another meanwhile it is refused with
 * `conflict` (`note_changed`), so that nobody's words are passed over.
 */
export async function correctNote(
  tx: Write,
  corrected: NoteInput & { readonly personId: string; readonly noteId: string; readonly seen: string },
): Promise<void> {
  tx.require('notes.write')
  const person = await personToWrite(tx, corrected.personId)
  const current = await store.lockNote(tx, { root: person.id, noteId: corrected.noteId })
  if (current.struckAt !== null) throw new Refused('conflict', 'note_struck')
  if (current.id !== corrected.seen) throw new Refused('conflict', 'note_changed')
  const note = readNote(tx, corrected)
  const wording = await store.insertWording(tx, current, note)
  await tx.record('notes.corrected', {
    object: corrected.noteId,
    personId: person.id,
    detail: { ...told(note), before: current.id, wording },
  })
}

/** Strikes a note out: it stays, with the reason why it is not to be relied upon. */
export async function strikeNote(
  tx: Write,
  struck: { readonly personId: string; readonly noteId: string; readonly reason: string },
): Promise<void> {
  tx.require('notes.write')
  const person = await personToWrite(tx, struck.personId)
  const current = await store.lockNote(tx, { root: person.id, noteId: struck.noteId })
  if (current.struckAt !== null) throw new Refused('conflict', 'note_struck')
  const reason = struck.reason.trim()
  if (reason.length < 3 || reason.length > 400)
    throw new Refused('invalid', 'reason', [{ field: 'reason', code: 'reason_missing' }])
  await store.strikeWording(tx, current, reason)
  await tx.record('notes.struck', { object: struck.noteId, personId: person.id, detail: { wording: current.id } })
}

/**
 * Decides which secrecy a domain's notes begin with, and how much of them one person may read. More than what holds from the beginning
 * takes a second person: it is asked for, and set when that person has said yes and the same is saved once more.
 */
export async function decideSettings(
  tx: Write,
  decided: NoteSettings & { readonly reason?: string },
): Promise<'saved' | 'asked'> {
  tx.require('notes.decide_settings')
  tx.requireAssurance(3)
  const { reason = '', ...wanted } = decided
  const problems = budgetProblems(wanted)
  if (problems.length > 0) throw new Refused('invalid', 'settings', problems)
  const before = await store.noteSettings(tx)
  let approvalId: string | null = null
  if (takesSecond(wanted, before)) {
    const { mostShort, mostDay } = wanted
    const asked = await budgetAsked(tx)
    if (asked === null || !isCovered(wanted, asked)) {
      await askApproval(tx, { kind: 'notes.budget', detail: { mostShort, mostDay }, reason })
      return 'asked'
    }
    if (!asked.approved) throw new Refused('conflict', 'budget_waits', [{ field: 'mostDay', code: 'budget_waits' }])
    approvalId = (await useApproval(tx, { id: asked.id, kind: 'notes.budget' })).id
  }
  await store.saveSettings(tx, { ...wanted, approvalId })
  await tx.record('notes.settings_decided', { detail: { before, after: wanted } })
  return 'saved'
}

export type BudgetAsked = {
  readonly id: string
  readonly approved: boolean
  readonly mostShort: number
  readonly mostDay: number
}

/** The higher budget that the actor asked for last, while it waits for an answer or for being saved. */
export async function budgetAsked(tx: Read): Promise<BudgetAsked | null> {
  const [last] = (await ownApprovals(tx, 20)).filter(({ kind }) => kind === 'notes.budget')
  if (!last) return null
  const state = approvalState(last, tx.now)
  if (state !== 'waiting' && state !== 'approved') return null
  return { id: last.id, approved: state === 'approved', ...AskedBudget.parse(last.detail) }
}

const AskedBudget = z.object({ mostShort: z.number(), mostDay: z.number() })

/** The person, when one works with them and is signed in with two factors. Who does not has nothing here to find. */
async function personToRead(tx: Read, id: string): Promise<PersonHeader> {
  tx.requireAssurance(2)
  const person = await personById(tx, PersonId.parse(id))
  await requireReach(tx, person)
  return person
}

async function personToWrite(tx: Write, id: string): Promise<PersonHeader> {
  tx.requireAssurance(2)
  const person = await lockPerson(tx, PersonId.parse(id))
  await requireReach(tx, person)
  return person
}

async function requireReach(tx: Read, { id }: PersonHeader): Promise<void> {
  if (!(await store.reachesNotes(tx, id))) throw new Refused('not_found', 'notes')
}

/** The ticket for these notes, if the budget has room for them; either way the trail says what was asked for. */
async function release(tx: Write, person: PersonHeader, notes: readonly Note[]): Promise<Opened> {
  const opened = { person, notes, ticket: null, over: false, freeAt: null }
  const ids = notes.map(({ id }) => id)
  if (ids.length === 0) {
    await tx.record('notes.listed', { personId: person.id })
    return opened
  }
  const { over, freeAt } = await store.budgetFor(tx, ids)
  if (over) {
    await tx.record('notes.budget_exceeded', { personId: person.id, detail: { wanted: ids.length } })
    return { ...opened, over, freeAt }
  }
  return { ...opened, ticket: await takeTicket(tx, { kind: 'note', ids, personId: person.id }, null) }
}

function readNote(tx: Read, input: NoteInput): NoteInput {
  const problems = noteProblems(input, tx.today)
  if (problems.length > 0) throw new Refused('invalid', 'note', problems)
  const { topic, secrecy, happenedOn, body } = input
  return { topic, secrecy, happenedOn, body: readBody(body) }
}

const told = ({ topic, secrecy, body }: NoteInput) => ({ topic, secrecy, letters: [...body].length })
