import type { Read, Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { parseNumber } from '../people/identity.ts'
import { takeTicket } from '../trail/store.ts'
import * as store from './extract-store.ts'
import { personNumbered } from './log-store.ts'

/** How long an extract stands open. */
const MINUTES = 30
/** As many bodies as a ticket is for. */
const AT_ONCE = 200

/**
 * Opens a registerutdrag (dataskyddsförordningen art. 15) of whoever the number is held by. Null when nobody is; the trail says that
 * somebody asked.
 */
export async function openExtract(tx: Write, typed: string): Promise<string | null> {
  tx.require('privacy.extract')
  tx.requireAssurance(3)
  const reading = parseNumber(typed, tx.today)
  if (!reading.ok) throw new Refused('invalid', 'number', [{ field: 'number', code: 'number_unreadable' }])
  const personId = await personNumbered(tx, reading.number)
  const id = personId === null ? null : await store.openExtract(tx, personId, MINUTES)
  if (id === null || personId === null) await tx.record('privacy.extract_asked', { detail: { found: false } })
  else await tx.record('privacy.extract_opened', { object: id, personId })
  return id
}

/** Whose an open extract is. One that is over, or another's, is not there. */
export async function personOfExtract(tx: Read, id: string): Promise<string> {
  const personId = await store.extractPerson(tx, id)
  if (personId === null) throw new Refused('not_found', 'extract')
  return personId
}

/** Records that an extract is taken out, and takes tickets for the words of the notes, before anything is handed out. */
export async function takeExtract(
  tx: Write,
  taken: { id: string; format: 'pdf' | 'json'; bodies: Readonly<Record<store.BodyKind, readonly string[]>> },
): Promise<readonly store.Ticketed[]> {
  tx.require('privacy.extract')
  tx.requireAssurance(3)
  const personId = await personOfExtract(tx, taken.id)
  await tx.record('privacy.extract_taken', { object: taken.id, personId, detail: { format: taken.format } })
  const tickets: store.Ticketed[] = []
  for (const kind of store.BODY_KINDS)
    for (let at = 0; at < taken.bodies[kind].length; at += AT_ONCE) {
      const ids = taken.bodies[kind].slice(at, at + AT_ONCE)
      const ticket = await takeTicket(tx, { kind, ids, personId, reason: 'registerutdrag' }, taken.id)
      tickets.push({ kind, ids, ticket })
    }
  return tickets
}
