import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import type { NoteTopic } from '../../notes/model.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { personToRead, personToWrite } from './actions.ts'
import type { Method, Scale } from './model.ts'
import { SCALES_OF, saysSomething } from './rules.ts'
import { insertSession } from './session-store.ts'

/** Opens the talks with somebody; that they were read stands in the trail. */
export async function openSessions(tx: Write, { personId }: { readonly personId: string }): Promise<PersonHeader> {
  tx.require('mapping.read')
  const person = await personToRead(tx, personId)
  await tx.record('sessions.listed', { personId: person.id })
  return person
}

export type SessionInput = {
  readonly personId: string
  readonly method: Method
  readonly topic: NoteTopic
  readonly heldOn: PlainDate
  readonly body: string
  /** The headings that the method's draft began with. */
  readonly headings: readonly string[]
  readonly steps: Readonly<Partial<Record<Scale, number>>>
}

/** Writes what was said as a note, and beside it by which method and where on its scales one stood. */
export async function writeSession(tx: Write, input: SessionInput): Promise<void> {
  tx.require('mapping.write')
  const person = await personToWrite(tx, input.personId)
  const { method, topic, heldOn, body, headings, steps } = input
  const asked = SCALES_OF[method]
  const wrong = asked.filter((scale) => !isStep(steps[scale] ?? null)).map((field) => ({ field, code: 'step_range' }))
  const silent = saysSomething(body, headings) ? [] : [{ field: 'body', code: 'body_missing' }]
  if (wrong.length + silent.length > 0) throw new Refused('invalid', 'session', [...silent, ...wrong])
  const { secrecy } = await secrecyToBegin(tx)
  const noteId = await writeNote(tx, { personId: person.id, topic, secrecy, happenedOn: heldOn, body })
  const step = (scale: Scale) => (asked.includes(scale) ? (steps[scale] ?? null) : null)
  const scales = { importance: step('importance'), confidence: step('confidence'), standing: step('standing') }
  const id = await insertSession(tx, { personId: person.id, noteId, topic, secrecy, method, heldOn, ...scales })
  await tx.record('sessions.written', { object: id, personId: person.id, detail: { method } })
}

const isStep = (step: number | null) => step === null || (Number.isInteger(step) && step >= 0 && step <= 10)
