import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import type { SupportCase } from '../cases/model.ts'
import { insertAsk, lastAsk } from './ask-store.ts'
import { type Ladder, type Measure, OUR_STEPS, type Reading, type ReadingInput, type Step } from './model.ts'
import { isOpen, ladderProblems, readingProblems } from './rules.ts'
import * as store from './store.ts'

/** Opens how it goes for somebody; that it was read stands in the trail. */
export async function openProgress(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('support.read')
  const person = await personToSupport(tx, personId)
  await tx.record('progress.listed', { personId: person.id })
  return person
}

/** How many steps there are to choose among. */
export const stepsOf = (ladder: Pick<Ladder, 'steps'> | null) => ladder?.steps.length ?? OUR_STEPS

/** Writes down where somebody stands. What was said becomes a note on support, under the walls of notes. */
export async function recordReadings(
  tx: Write,
  read: ReadingInput & { readonly personId: string; readonly words: string },
): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, read.personId)
  const ladder = await store.currentLadder(tx)
  const problems = readingProblems(read, { steps: stepsOf(ladder), today: tx.today })
  if (problems.length > 0) throw new Refused('invalid', 'reading', problems)
  const noteId = read.words.trim() === '' ? null : await noteOf(tx, person, read)
  await saveReadings(tx, of, { ...read, ladderId: ladder?.id ?? null, noteId })
  const detail = { voice: read.voice, measures: Object.keys(read.values) }
  await tx.record('progress.recorded', { object: of.id, personId: person.id, detail })
}

async function noteOf(tx: Write, { id }: PersonHeader, { onDay, words }: ReadingInput & { words: string }) {
  const { secrecy } = await secrecyToBegin(tx)
  return writeNote(tx, { personId: id, topic: 'support', secrecy, happenedOn: onDay, body: words })
}

type Saved = ReadingInput & Pick<Reading, 'ladderId' | 'noteId'>

/** A row for each measure. Called by what has asked for permission and leaves the event. */
export async function saveReadings(
  tx: Write,
  { id: caseId, personId }: SupportCase,
  { values, ladderId, ...read }: Saved,
): Promise<void> {
  for (const [measure, value] of Object.entries(values) as [Measure, number][]) {
    const id = randomUUID()
    const steps = measure === 'ladder' ? ladderId : null
    const row = { ...read, id, readingId: id, caseId, personId, measure, value, ladderId: steps }
    await store.insertReading(tx, row)
  }
}

export type Correction = Pick<ReadingInput, 'onDay' | 'evidence'> & {
  readonly personId: string
  readonly readingId: string
  /** The wording one has read: another meanwhile is refused, so that nobody's is passed over. */
  readonly seen: string
  readonly value: number
}

/** Says of a reading what is right. The one before stays as it stood. */
export async function correctReading(tx: Write, corrected: Correction): Promise<void> {
  tx.require('support.work')
  const { person, current } = await readingToChange(tx, corrected)
  const steps = stepsOf(await ladderRead(tx, current))
  const values = { [current.measure]: corrected.value }
  const problems = readingProblems({ values, onDay: corrected.onDay }, { steps, today: tx.today })
  if (problems.length > 0) throw new Refused('invalid', 'reading', problems)
  await store.closeReading(tx, current.id)
  const { value, onDay, evidence } = corrected
  await store.insertReading(tx, { ...current, id: randomUUID(), value, onDay, evidence })
  await tx.record('progress.corrected', {
    object: current.readingId,
    personId: person.id,
    detail: { before: current.id },
  })
}

/** The steps that a reading counts, which need not be those that hold now; null for ours. */
async function ladderRead(tx: Read, { ladderId }: Reading): Promise<Ladder | null> {
  const ladders = await store.laddersEver(tx)
  return ladders.find(({ id }) => id === ladderId) ?? null
}

/** Takes back what was never so, or was of somebody else: it stays, and counts for nothing. */
export async function removeReading(
  tx: Write,
  of: { readonly personId: string; readonly readingId: string; readonly seen: string },
): Promise<void> {
  tx.require('support.work')
  const { person, current } = await readingToChange(tx, of)
  await store.closeReading(tx, current.id)
  await tx.record('progress.removed', {
    object: current.readingId,
    personId: person.id,
    detail: { before: current.id },
  })
}

async function readingToChange(
  tx: Write,
  { personId, readingId, seen }: { readonly personId: string; readonly readingId: string; readonly seen: string },
): Promise<{ readonly person: PersonHeader; readonly current: Reading }> {
  const person = await lockSupported(tx, personId)
  const current = await store.lockReading(tx, { root: person.id, readingId })
  if (current === null) throw new Refused('not_found', 'reading')
  if (current.id !== seen) throw new Refused('conflict', 'reading_changed')
  return { person, current }
}

/** Asks a young person, on their telephone, where they stand: the worker sends the link. */
export async function askYouth(tx: Write, personId: string): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, personId)
  if (person.protection !== 'none') throw new Refused('conflict', 'reason.protected')
  const last = await lastAsk(tx, person.id)
  const waits = last !== null && ((last.sentAt === null && last.endedAs === null) || isOpen(last, tx.now))
  if (waits) throw new Refused('conflict', 'asked_already')
  const id = await insertAsk(tx, { caseId: of.id, personId: of.personId })
  await tx.record('progress.asked', { object: id, personId: person.id })
}

/** Opens how the ladder is worded. */
export async function openLadder(tx: Read): Promise<Ladder | null> {
  tx.require('progress.set_ladder')
  return store.currentLadder(tx)
}

/** Words the ladder anew. `seen`: the wording one has read, or empty for ours. Readings keep the steps they were read by. */
export async function wordLadder(
  tx: Write,
  { steps, seen }: { readonly steps: readonly Step[]; readonly seen: string },
): Promise<void> {
  tx.require('progress.set_ladder')
  const problems = ladderProblems(steps)
  if (problems.length > 0) throw new Refused('invalid', 'ladder', problems)
  const current = await store.currentLadder(tx)
  if ((current?.id ?? '') !== seen) throw new Refused('conflict', 'ladder_changed')
  const id = await store.setLadder(tx, steps)
  await tx.record('progress.ladder_worded', { object: id, detail: { n: steps.length } })
}
