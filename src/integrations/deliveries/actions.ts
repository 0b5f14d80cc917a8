import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { planAllSoon } from '../../outreach/ladder/planning.ts'
import { takeInPersons } from '../../people/intake.ts'
import {
  countEnding,
  endMassWork,
  expectRows,
  gatherStatistics,
  type Intake,
  openPeopleTables,
  resolvePersons,
  resolveRefused,
} from '../../people/intake-store.ts'
import { planDuplicates, suggestDuplicates } from '../../people/likeness-store.ts'
import { endResidences, planGoneResidences, planPopulation } from '../../people/population-store.ts'
import {
  applyEnrolments,
  endEnrolments,
  planDeletedEnrolments,
  planEnrolments,
  planGoneEnrolments,
} from '../../register/enrolment-intake-store.ts'
import { takeAlone } from '../../register/export-actions.ts'
import { obstaclesToReversal, recomputeIncoming, takeBackFacts } from '../../register/intake.ts'
import {
  applyCompletions,
  applySchooling,
  findStrangers,
  openRegisterTables,
  planCompletions,
  planSchooling,
} from '../../register/intake-store.ts'
import { deriveAnew } from '../after-delivery.ts'
import type { SheetKind } from '../rows.ts'
import type { Mapping } from '../sheets/columns.ts'
import {
  type Complete,
  type Counts,
  type Delivery,
  type DeliveryId,
  type OnProgress,
  type Outcome,
  SOURCE_NAMES,
} from './model.ts'
import { forgetProgress, lockDeadWork } from './progress-store.ts'
import { mayBeCompleteFor } from './rules.ts'
import { analyzeIncoming, forgetStaged, loadStaged, outcomeCounts, speakers, stageRows } from './staging-store.ts'
import {
  deleteMapping,
  deliveryById,
  forgetFindings,
  insertDelivery,
  keepFindings,
  lockDelivery,
  type NewDelivery,
  prepareForMassWork,
  reversedDeliveries,
  setAppliedBy,
  setComplete,
  setOutcome,
  setRefused,
  setStatus,
  tryImportLock,
  tryLockDelivery,
  upsertMapping,
} from './store.ts'

/** One delivery under way: which sheets it holds, and what it says of what is not in it. */
export type Undertaking = {
  readonly id: DeliveryId
  readonly sheets: readonly SheetKind[]
  readonly intake: Intake
  readonly complete: Complete | null
  /** Ids, by the source's own count, of persons the source says are deleted. */
  readonly deleted: readonly string[]
  /** How many row numbers one row of the source takes up. */
  readonly rowStep: number
}

/** Notes that a file has come, before it is read: so that it stands in the log whatever becomes of it. */
export async function receiveDelivery(tx: Write, made: NewDelivery): Promise<DeliveryId> {
  tx.require('imports.run')
  if (made.complete && made.sheet) {
    const fault = mayBeCompleteFor(made.sheet, made.complete)
    if (fault) throw new Refused('invalid', fault, [{ field: 'complete', code: fault }])
  }
  const id = await insertDelivery(tx, made)
  await tx.record('imports.received', {
    object: id,
    detail: { source: made.source, sheet: made.sheet, by: made.receivedBy },
  })
  return id
}

/** Makes the tables rows are copied into. Everything of the delivery happens in this transaction. */
export async function beginIntake(tx: Write): Promise<void> {
  tx.require('imports.run')
  if (!tx.actor.seesProtected) throw new Refused('forbidden', 'imports.sees_protected')
  await prepareForMassWork(tx)
  await openPeopleTables(tx)
  await openRegisterTables(tx)
}

/** What a comparison says: rows by what they would do, and pairs of persons who may be one. */
export type Compared = Counts & { readonly duplicates: number }

/** Compares the rows copied in with what is known. Changes nothing yet. */
export async function compareDelivery(tx: Write, work: Undertaking): Promise<Compared> {
  tx.require('imports.run')
  const { sheets, intake, complete } = work
  await analyzeIncoming(tx, sheets)
  await expectRows(tx, speakers)
  await resolvePersons(tx, speakers)
  await resolveRefused(tx)
  if (sheets.includes('population')) {
    await planPopulation(tx, intake)
    await planSchooling(tx)
  }
  if (sheets.includes('enrolments')) await planEnrolments(tx, intake)
  if (sheets.includes('completions')) await planCompletions(tx, intake)
  await findStrangers(tx)
  if (complete) await planGone(tx, work, complete)
  if (work.deleted.length > 0) await planDeletedEnrolments(tx, { system: intake.source, ids: work.deleted })
  const duplicates = sheets.includes('population') ? await planDuplicates(tx, intake) : 0
  return { ...(await outcomeCounts(tx)), ended: await countEndings(tx, work), duplicates }
}

async function planGone(tx: Write, { sheets }: Undertaking, complete: Complete): Promise<void> {
  if (sheets.includes('enrolments')) await planGoneEnrolments(tx, complete)
  const { municipality } = tx.actor
  if (sheets.includes('population') && municipality !== null) {
    await planGoneResidences(tx, { municipality, from: complete.from, until: complete.until })
  }
}

async function countEndings(tx: Write, work: Undertaking): Promise<number> {
  let ended = 0
  if (endsEnrolments(work)) ended += await countEnding(tx, 'enrolment_end')
  if (endsResidences(tx, work)) ended += await countEnding(tx, 'residence_gone')
  return ended
}

const endsEnrolments = (work: Undertaking) =>
  (work.complete !== null && work.sheets.includes('enrolments')) || work.deleted.length > 0
const endsResidences = (tx: Write, work: Undertaking) =>
  work.complete !== null && work.sheets.includes('population') && tx.actor.municipality !== null

/** Carries out what was compared, computes the register for all it touched, and leaves the delivery's event. */
export async function carryOut(
  tx: Write,
  work: Undertaking,
  does: { outcome: Outcome; onProgress: OnProgress },
): Promise<Outcome> {
  tx.require('imports.run')
  const { id, sheets, intake } = work
  does.onProgress({ phase: 'applying', done: 0, total: null })
  await setStatus(tx, id, 'applied')
  await takeInPersons(tx, intake, { population: sheets.includes('population') })
  if (sheets.includes('population')) await applySchooling(tx, intake)
  if (sheets.includes('enrolments')) await applyEnrolments(tx, intake)
  if (sheets.includes('completions')) await applyCompletions(tx, intake)
  if (endsEnrolments(work)) await endEnrolments(tx, intake)
  if (endsResidences(tx, work)) await endResidences(tx, intake, 'residence_gone')
  if (sheets.includes('population')) await suggestDuplicates(tx, intake)
  await gatherStatistics(tx)
  await endMassWork(tx)
  does.onProgress({ phase: 'computing', done: 0, total: null })
  const touched = await recomputeIncoming(tx)
  await deriveAnew(tx)
  await planAllSoon(tx)
  const { outcome } = does
  await setOutcome(tx, id, outcome)
  const { read, new: added, changed, ended, unchanged, quarantined, warnings, duplicates } = outcome
  const detail = { read, new: added, changed, ended, unchanged, quarantined, warnings, duplicates, touched }
  await tx.record('imports.applied', { object: id, detail })
  return outcome
}

/** Keeps the rows and what they would do until somebody says yes or no. */
export async function keepPreview(tx: Write, work: Undertaking, outcome: Outcome): Promise<void> {
  tx.require('imports.run')
  await stageRows(tx, work.id, work.sheets)
  await setStatus(tx, work.id, 'previewed')
  await setOutcome(tx, work.id, outcome)
  if (work.complete) await setComplete(tx, work.id, work.complete)
  await tx.record('imports.previewed', {
    object: work.id,
    detail: { read: outcome.read, quarantined: outcome.quarantined },
  })
}

/** Codes the comparison finds, not the reading: told anew when the comparison is made anew. */
const COMPARED = [
  'duplicate_row',
  'contradicting_row',
  'residence_clipped',
  'protection_ended',
  'protection_raised',
  'sex_changed',
  'enrolment_overlaps',
  'person_not_in_population',
]

/**
 * Applies a previewed delivery. It is compared anew: what is known may have changed since the preview. `by`: the account
 * whose yes it was. Refuses with `conflict` when it is no longer waiting, or another import is under way.
 */
export async function applyPreviewed(
  tx: Write,
  id: DeliveryId,
  asked: { by: string; onProgress: OnProgress },
): Promise<Outcome> {
  tx.require('imports.run')
  if (!(await tryImportLock(tx))) throw new Refused('conflict', 'import_under_way')
  const delivery = await lockDelivery(tx, id)
  if (delivery.status !== 'previewed' || delivery.outcome === null) throw new Refused('conflict', 'not_previewed')
  await beginIntake(tx)
  const work = undertakingOf(delivery, delivery.outcome.deleted)
  await loadStaged(tx, id, work.sheets)
  asked.onProgress({ phase: 'comparing', done: 0, total: null })
  const compared = await compareDelivery(tx, work)
  await forgetFindings(tx, id, COMPARED)
  await keepFindings(tx, id, work.rowStep)
  const outcome = await carryOut(tx, work, {
    outcome: withRead(delivery.outcome, compared),
    onProgress: asked.onProgress,
  })
  await setAppliedBy(tx, id, asked.by)
  await forgetStaged(tx, id)
  return outcome
}

/** What the reading counted stays; what the comparison counts is new. */
function withRead(read: Outcome, compared: Compared): Outcome {
  const { new: added, changed, ended, unchanged, duplicates } = compared
  return { ...read, new: added, changed, ended, unchanged, duplicates }
}

/** A delivery of a sheet, or one pulled from an interface, as it is to be worked with. */
export function undertakingOf(
  delivery: Pick<Delivery, 'id' | 'source' | 'sheet' | 'complete'>,
  deleted: readonly string[] = [],
): Undertaking {
  const { id, sheet, complete } = delivery
  if (sheet === null) {
    const intake = { deliveryId: id, source: SOURCE_NAMES.ss12000, populationRegister: false }
    return { id, sheets: ['population', 'enrolments'], intake, complete, deleted, rowStep: PULLED_ROW_STEP }
  }
  const intake = { deliveryId: id, source: SOURCE_NAMES[sheet], populationRegister: true }
  return { id, sheets: [sheet], intake, complete, deleted, rowStep: 1 }
}

/** An object of an interface may hold many enrolments: the rows of object n are numbered from n times this. */
export const PULLED_ROW_STEP = 1000

/** Nothing of it was applied and nothing will be. */
export async function discardDelivery(tx: Write, id: DeliveryId): Promise<void> {
  tx.require('imports.run')
  const delivery = await lockDelivery(tx, id)
  if (delivery.status !== 'previewed') throw new Refused('conflict', 'not_previewed')
  await forgetStaged(tx, id)
  await setStatus(tx, id, 'discarded')
  await tx.record('imports.discarded', { object: id })
}

/**
 * Takes an applied delivery back: what it said is known no longer, and what it had closed stands again. Refuses with
 * `conflict` and the counts, as fields, when something later builds on it.
 */
export async function reverseDelivery(tx: Write, id: DeliveryId): Promise<number> {
  tx.require('imports.reverse')
  if (!(await tryImportLock(tx))) throw new Refused('conflict', 'import_under_way')
  const delivery = await lockDelivery(tx, id)
  if (delivery.status !== 'applied') throw new Refused('conflict', 'not_applied')
  await beginIntake(tx)
  const reversal = { deliveryId: id, reversed: await reversedDeliveries(tx) }
  const { versions, persons } = await obstaclesToReversal(tx, reversal)
  if (versions + persons > 0) {
    const counted = [
      { field: 'versions', code: String(versions) },
      { field: 'persons', code: String(persons) },
    ]
    throw new Refused('conflict', 'built_upon', counted)
  }
  const closed = await takeBackFacts(tx, reversal)
  await deriveAnew(tx)
  await setStatus(tx, id, 'reversed')
  await tx.record('imports.reversed', { object: id, detail: { versions: closed } })
  return closed
}

/** Saves a supplier's headers and codes under a name; the same name and sheet again replaces it. */
export async function saveMapping(
  tx: Write,
  saved: { name: string; sheet: SheetKind; mapping: Mapping },
): Promise<string> {
  tx.require('imports.run')
  const name = saved.name.trim().replace(/\s+/g, ' ')
  if (name === '' || name.length > 80)
    throw new Refused('invalid', 'mapping_name', [{ field: 'name', code: 'mapping_name' }])
  const id = await upsertMapping(tx, { ...saved, name })
  await tx.record('imports.mapping_saved', { object: id, detail: { sheet: saved.sheet } })
  return id
}

export async function removeMapping(tx: Write, id: string): Promise<void> {
  tx.require('imports.run')
  await deleteMapping(tx, id)
  await tx.record('imports.mapping_removed', { object: id })
}

/**
 * A delivery whose work did not come to its end: nothing was changed, and the log says why. One that is decided is left as it
 * is. Refuses with `conflict` while the work is in the middle of it.
 */
export async function refuseInterrupted(tx: Write, id: DeliveryId, code: string): Promise<void> {
  tx.require('imports.run')
  if (!(await tryLockDelivery(tx, id))) throw new Refused('conflict', 'import_under_way')
  const delivery = await deliveryById(tx, id)
  if (delivery.status === 'reading') await setRefused(tx, id, { code })
  await forgetProgress(tx, id)
  await tx.record('imports.refused', { object: id, detail: { code } })
}

/** Ends what died with its process: what was being read is refused, what was being applied waits for a decision again. */
export async function endDeadWork(tx: Write): Promise<void> {
  tx.require('imports.run')
  const dead = await lockDeadWork(tx)
  for (const { id, status } of dead) {
    await forgetProgress(tx, id)
    if (status === 'reading') await setRefused(tx, id, { code: 'interrupted' })
  }
  await tx.record('imports.dead_work_ended', { detail: { deliveries: dead.map(({ id }) => id) } })
}

/** Takes up a delivery that was noted before the work began. Refuses when the work was given up in the meantime. */
export async function takeUp(tx: Write, id: DeliveryId): Promise<void> {
  tx.require('imports.run')
  const { status } = await lockDelivery(tx, id)
  if (status !== 'reading') throw new Refused('conflict', 'interrupted')
}

/** Records that the rows to look at leave as a file, before they do. Whether their values go along. */
export async function takeProblems(tx: Write, id: DeliveryId, rows: number): Promise<boolean> {
  tx.require('imports.read')
  await deliveryById(tx, id)
  const values = await takeAlone(tx, rows)
  await tx.record('imports.problems_taken', { object: id, detail: { rows, values } })
  return values
}
