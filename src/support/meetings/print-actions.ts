import type { Write } from '../../kernel/database.ts'
import { openNote } from '../../notes/actions.ts'
import { reachesNotes } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { readMeeting } from './actions.ts'
import { meetingOf } from './store.ts'

export type OpenedMinutes = {
  readonly person: PersonHeader
  /** Which wording of the note is read; null where there are no minutes, or none that one may read. */
  readonly wording: string | null
  readonly ticket: number | null
  readonly over: boolean
}

/** Opens the minutes of a meeting within one's read budget, for who may read notes of the young person; the reading stands in the trail. */
export async function openMinutes(
  tx: Write,
  which: { readonly personId: string; readonly meetingId: string },
): Promise<OpenedMinutes> {
  tx.require('support.read')
  const person = await readMeeting(tx, which)
  const { noteId } = await meetingOf(tx, { root: person.id, meetingId: which.meetingId })
  const mayRead = noteId !== null && tx.may('notes.read') && (await reachesNotes(tx, person.id))
  if (noteId === null || !mayRead) return { person, wording: null, ticket: null, over: false }
  const { notes, ticket, over } = await openNote(tx, { personId: person.id, noteId, wordings: 'current' })
  return { person, wording: notes[0]?.id ?? null, ticket, over }
}
