import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, Database, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { noteRefused, type RefusedRow } from '../../people/intake-store.ts'
import type { RowProblem, SheetKind } from '../rows.ts'
import type { Mapping } from '../sheets/columns.ts'
import { parseFile } from '../sheets/parse.ts'
import {
  beginIntake,
  carryOut,
  compareDelivery,
  keepPreview,
  receiveDelivery,
  takeUp,
  type Undertaking,
  undertakingOf,
} from './actions.ts'
import {
  type Complete,
  type Counts,
  type Defect,
  type DeliveryId,
  NO_COUNTS,
  type OnProgress,
  type Outcome,
} from './model.ts'
import { copyStatement } from './staging-store.ts'
import {
  insertProblems,
  keepFindings,
  knownUnitCodes,
  type NewDelivery,
  problems as problemsOf,
  setCursor,
  setOutcome,
  setRefused,
  tryImportLock,
} from './store.ts'
import { tidyDeadWork } from './tidying.ts'

/** A sheet to be imported. `by`: the account that handed it over, where the machine does the work for somebody. */
export type SheetImport = {
  /** Where the file lies, and what the sender called it. */
  readonly path: string
  readonly name: string
  readonly sheet: SheetKind
  readonly mapping?: Mapping | null
  readonly mappingId?: string | null
  readonly complete?: Complete | null
  /** Leaves no trace at all. */
  readonly dryRun?: boolean
  /** Stops at the preview: the rows are kept for a later yes or no. */
  readonly preview?: boolean
  /** Any refused row refuses the file. */
  readonly strict?: boolean
  readonly by?: string
  /** The delivery, when it stands in the log already. */
  readonly deliveryId?: DeliveryId
}

export type ImportResult = {
  readonly status: 'applied' | 'previewed' | 'refused'
  /** Null after a dry run. */
  readonly deliveryId: DeliveryId | null
  readonly counts: Counts
  readonly defect: Defect | null
  /** The first of them; all are kept with the delivery. */
  readonly problems: readonly RowProblem[]
  readonly unknownColumns: readonly string[]
  readonly duplicates: number
}

/** How many problems a result carries; all of an applied or previewed delivery are kept in the database. */
const CARRIED = 1000
const LOCK_WAIT_MS = 300

/** Imports a sheet in one transaction: read, compared, applied (or kept for a decision), or refused with nothing changed. */
export async function importFile(
  db: Database,
  context: Context,
  request: SheetImport,
  onProgress: OnProgress = () => {},
): Promise<ImportResult> {
  const { size } = await stat(request.path)
  const about = {
    source: 'sheet',
    sheet: request.sheet,
    fileName: request.name,
    fileSize: size,
    fileSha256: await sha256(request.path),
    mappingId: request.mappingId ?? null,
    complete: request.complete ?? null,
  } as const
  return runImport(db, context, {
    about,
    by: request.by ?? null,
    deliveryId: request.deliveryId ?? null,
    extent: request.dryRun ? 'dry_run' : request.preview ? 'preview' : 'apply',
    strict: request.strict ?? false,
    fill: (tx) => fillFromSheet(tx, request, onProgress),
    onProgress,
  })
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** What came of reading: rows are in the temporary tables, or the file as a whole cannot be used. */
export type Filled =
  | {
      readonly ok: true
      readonly refusedRows: number
      readonly warnings: number
      readonly problems: AsyncIterable<readonly RowProblem[]>
      readonly unknownColumns: readonly string[]
      readonly repeated: Outcome['repeated']
      readonly deleted: readonly string[]
      readonly cursor: string | null
    }
  | { readonly ok: false; readonly defect: Defect; readonly problems: AsyncIterable<readonly RowProblem[]> }

async function fillFromSheet(tx: Write, request: SheetImport, onProgress: OnProgress): Promise<Filled> {
  const stop = new AbortController()
  const parsing = await parseFile({
    path: request.path,
    name: request.name,
    kind: request.sheet,
    today: tx.today,
    mapping: request.mapping ?? null,
    schoolUnits: await knownUnitCodes(tx),
    onProgress: ({ done, total }) => onProgress({ phase: 'reading', done, total }),
    signal: stop.signal,
  })
  try {
    await pipeline(parsing.rows, tx.copy(copyStatement(request.sheet)))
    const result = await parsing.result
    const { problems } = parsing
    if (!result.ok) return { ok: false, defect: { ...result.defect }, problems }
    const { refused, warnings, unknownColumns, repeated } = result
    return {
      ok: true,
      refusedRows: refused,
      warnings: warnings + repeated.reduce((sum, each) => sum + each.count, 0),
      problems,
      unknownColumns,
      repeated: [...repeated],
      deleted: [],
      cursor: null,
    }
  } catch (error) {
    stop.abort()
    throw error
  }
}

export type Extent = 'apply' | 'preview' | 'dry_run'

/** An import from any source. `fill` copies the rows into the temporary tables of the transaction it is given. */
export type ImportJob = {
  readonly about: Omit<NewDelivery, 'receivedBy'>
  readonly by: string | null
  readonly deliveryId: DeliveryId | null
  readonly extent: Extent
  readonly strict: boolean
  readonly fill: (tx: Write) => Promise<Filled>
  readonly onProgress: OnProgress
}

/** Ends the transaction without a trace in it; `result` is what is told of it. */
class Undone extends Error {
  readonly result: ImportResult
  constructor(result: ImportResult) {
    super('import undone')
    this.result = result
  }
}

/** One import at a time in a domain: the next one waits outside any transaction, so that its time is when its turn comes. */
export async function runImport(db: Database, context: Context, job: ImportJob): Promise<ImportResult> {
  await tidyDeadWork(db, context)
  for (;;) {
    try {
      return await db.bulk(context, (tx) => importWithin(tx, job))
    } catch (error) {
      if (error instanceof Undone)
        return error.result.status === 'refused'
          ? await logRefusal(db, context, { job, refused: error.result })
          : error.result
      if (!(error instanceof Refused && error.code === 'import_under_way')) throw error
    }
    job.onProgress({ phase: 'waiting', done: 0, total: null })
    await sleep(LOCK_WAIT_MS)
  }
}

async function importWithin(tx: Write, job: ImportJob): Promise<ImportResult> {
  tx.require('imports.run')
  if (!(await tryImportLock(tx))) throw new Refused('conflict', 'import_under_way')
  const receivedBy = job.by ?? tx.actor.accountId
  if (job.deliveryId !== null) await takeUp(tx, job.deliveryId)
  const id = job.deliveryId ?? (await receiveDelivery(tx, { ...job.about, receivedBy }))
  await beginIntake(tx)
  const filled = await job.fill(tx)
  const refused = await takeProblems(tx, id, filled.problems)
  if (!filled.ok) throw new Undone(await resultOf(tx, id, { status: 'refused', defect: filled.defect }))
  const work = undertakingOf({ id, ...job.about }, filled.deleted)
  await noteRefused(
    tx,
    refused.map((each) => ({ ...each, row: each.row * work.rowStep })),
  )
  job.onProgress({ phase: 'comparing', done: 0, total: null })
  const outcome = await compareAll(tx, work, filled)
  await setCursor(tx, id, filled.cursor)
  if (job.strict && outcome.quarantined > 0)
    throw new Undone(await resultOf(tx, id, { status: 'refused', outcome, defect: { code: 'strict' } }))
  if (job.extent === 'dry_run') throw new Undone(await resultOf(tx, null, { status: 'previewed', outcome, from: id }))
  if (job.extent === 'preview') {
    await keepPreview(tx, work, outcome)
    return resultOf(tx, id, { status: 'previewed', outcome })
  }
  const applied = await carryOut(tx, work, { outcome, onProgress: job.onProgress })
  return resultOf(tx, id, { status: 'applied', outcome: applied })
}

async function compareAll(tx: Write, work: Undertaking, filled: Filled & { ok: true }): Promise<Outcome> {
  const compared = await compareDelivery(tx, work)
  await keepFindings(tx, work.id, work.rowStep)
  return {
    ...compared,
    read: compared.read + filled.refusedRows,
    quarantined: compared.quarantined + filled.refusedRows,
    warnings: compared.warnings + filled.warnings,
    unknownColumns: [...filled.unknownColumns],
    repeated: filled.repeated,
    deleted: [...filled.deleted],
  }
}

/** Keeps the problems with the delivery. Answers the refused rows whose number could be read. */
async function takeProblems(
  tx: Write,
  id: DeliveryId,
  batches: AsyncIterable<readonly RowProblem[]>,
): Promise<RefusedRow[]> {
  const refused = new Map<number, RefusedRow>()
  for await (const batch of batches) {
    await insertProblems(tx, id, batch)
    for (const { severity, row, number, protection = null } of batch) {
      if (severity === 'refused' && number !== undefined) refused.set(row, { row, number, protection })
    }
  }
  return [...refused.values()]
}

const NO_OUTCOME: Outcome = { ...NO_COUNTS, duplicates: 0, unknownColumns: [], deleted: [], repeated: [] }

type Ending = {
  readonly status: ImportResult['status']
  readonly outcome?: Outcome
  readonly defect?: Defect
  /** Whose problems to tell of, when the delivery itself is not to be named. */
  readonly from?: DeliveryId
}

async function resultOf(
  tx: Write,
  id: DeliveryId | null,
  { status, outcome, defect, from }: Ending,
): Promise<ImportResult> {
  const told = from ?? id
  const problems = told ? await problemsOf(tx, told, { severity: null, after: 0, limit: CARRIED }) : []
  const { duplicates, unknownColumns, repeated: _, deleted: __, ...counts } = outcome ?? NO_OUTCOME
  return { status, deliveryId: id, counts, defect: defect ?? null, problems, unknownColumns, duplicates }
}

/** The log says that a file was refused and why, although everything else of it was undone. A dry run is not logged. */
async function logRefusal(
  db: Database,
  context: Context,
  { job, refused }: { job: ImportJob; refused: ImportResult },
): Promise<ImportResult> {
  const { defect, counts, problems, unknownColumns } = refused
  if (job.extent === 'dry_run' || defect === null) return { ...refused, deliveryId: null }
  return db.write(context, async (tx) => {
    tx.require('imports.run')
    const id = job.deliveryId ?? (await receiveDelivery(tx, { ...job.about, receivedBy: job.by ?? tx.actor.accountId }))
    await setRefused(tx, id, defect)
    await setOutcome(tx, id, { ...NO_OUTCOME, ...counts, unknownColumns: [...unknownColumns] })
    await insertProblems(tx, id, problems)
    await tx.record('imports.refused', { object: id, detail: { code: defect.code } })
    return { ...refused, deliveryId: id }
  })
}
