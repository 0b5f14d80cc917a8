import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import type { PersonHeader } from '../../people/model.ts'
import { lockOpenCase, lockSupported, personToSupport } from '../cases/actions.ts'
import type { SupportCase } from '../cases/model.ts'
import { insertAsk, lastAsk } from './ask-store.ts'
import { type Ladder, type Measure, OUR_STEPS, type Reading, type ReadingInput, type Worded } from './model.ts'
import { isOpen, ladderFor, ladderProblems, readingProblems, scaleProblems } from './rules.ts'
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
  const ladder = await ladderShown(tx, of, read.ladderId)
  const problems = readingProblems(read, { steps: stepsOf(ladder), today: tx.today })
  if (problems.length > 0) throw new Refused('invalid', 'reading', problems)
  const noteId = read.words.trim() === '' ? null : await noteOf(tx, person, read)
  await saveReadings(tx, of, { ...read, ladderId: ladder?.id ?? null, noteId })
  const detail = { voice: read.voice, measures: Object.keys(read.values) }
  await tx.record('progress.recorded', { object: of.id, personId: person.id, detail })
}

/** The ladder that somebody chose a step on, which may have been worded anew since; `undefined` asks for the one that holds. */
export async function ladderShown(
  tx: Read,
  of: Pick<SupportCase, 'id'>,
  shown: string | null | undefined,
): Promise<Ladder | null> {
  if (shown === undefined) return store.ladderOf(tx, of.id)
  if (shown === null) return null
  const ladder = (await store.laddersEver(tx)).find(({ id }) => id === shown)
  if (ladder === undefined) throw new Refused('invalid', 'reading', [{ field: 'ladder', code: 'value_range' }])
  return ladder
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
  { values, ladderId, voice, onDay, evidence, noteId }: Saved,
): Promise<void> {
  for (const [measure, value] of Object.entries(values) as [Measure, number][]) {
    const id = randomUUID()
    const steps = measure === 'ladder' ? ladderId : null
    const row = { voice, onDay, evidence, noteId, id, readingId: id, caseId, personId, measure, value, ladderId: steps }
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

/** Opens how the ladders are worded. */
export async function openLadders(tx: Read): Promise<Ladder[]> {
  tx.require('progress.set_ladder')
  return store.currentLadders(tx)
}

/** Words a ladder anew. Readings keep the steps they were read by. */
export async function wordLadder(tx: Write, { teamId, steps, seen, isSameScale }: Worded): Promise<void> {
  tx.require('progress.set_ladder')
  await store.lockLadders(tx)
  const ladders = await store.currentLadders(tx)
  const shown = ladderFor(ladders, teamId)
  if ((shown?.id ?? '') !== seen) throw new Refused('conflict', 'ladder_changed')
  const problems = [...ladderProblems(steps), ...(isSameScale ? scaleProblems(steps, stepsOf(shown)) : [])]
  if (problems.length > 0) throw new Refused('invalid', 'ladder', problems)
  const id = randomUUID()
  await store.setLadder(tx, { id, steps: [...steps], teamId, scaleId: isSameScale ? (shown?.scaleId ?? null) : id })
  await tx.record('progress.ladder_worded', { object: id, detail: { n: steps.length, team: teamId } })
}

/** A team has no ladder of its own any longer, and is read on the domain's. `seen`: the wording one has read. */
export async function endTeamLadder(
  tx: Write,
  { teamId, seen }: { readonly teamId: string; readonly seen: string },
): Promise<void> {
  tx.require('progress.set_ladder')
  await store.lockLadders(tx)
  const own = (await store.currentLadders(tx)).find((each) => each.teamId === teamId)
  if (own === undefined || own.id !== seen) throw new Refused('conflict', 'ladder_changed')
  await store.endLadder(tx, teamId)
  await tx.record('progress.ladder_ended', { object: own.id, detail: { team: teamId } })
}
