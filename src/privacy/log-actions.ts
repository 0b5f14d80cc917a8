import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { parseNumber } from '../people/identity.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { personNumbered } from './log-store.ts'

/** What a reading of the log was narrowed to: ids, codes and days. */
export type LogRead = {
  readonly personId: string | null
  readonly actorId: string | null
  readonly action: string | null
  readonly from: string | null
  readonly until: string | null
}

/** Records that the log is read, before it is shown: those who watch are watched too. */
export async function openLog(tx: Write, { personId, ...detail }: LogRead): Promise<void> {
  tx.require('privacy.read_log')
  await tx.record('privacy.log_read', { personId: personId ?? undefined, detail })
}

/** Finds whom a number is held by, for the log alone. Null when nobody is; the trail says that somebody asked. */
export async function searchLog(tx: Write, typed: string): Promise<string | null> {
  tx.require('privacy.read_log')
  const reading = parseNumber(typed, tx.today)
  if (!reading.ok) throw new Refused('invalid', 'number', [{ field: 'number', code: 'number_unreadable' }])
  const personId = await personNumbered(tx, reading.number)
  await tx.record('privacy.log_searched', personId === null ? { detail: { found: false } } : { personId })
  return personId
}

/** Records that somebody sees who has read about a person in their reach, before it is shown. Answers the id of the one merged into. */
export async function openReadings(tx: Write, id: string): Promise<string> {
  tx.require('privacy.see_readings')
  const person = await personById(tx, PersonId.parse(id))
  await tx.record('privacy.readings_read', { personId: person.id })
  return person.id
}

/** Records that a log extract (loggutdrag) is made for the young person, before it is handed out. */
export async function takeLogExtract(tx: Write, made: { personId: string; format: 'pdf' | 'html' }): Promise<void> {
  tx.require('privacy.see_readings')
  const person = await personById(tx, PersonId.parse(made.personId))
  await tx.record('privacy.log_extracted', { personId: person.id, detail: { format: made.format } })
}
