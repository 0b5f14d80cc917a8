import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Context, Database, Write } from '../../kernel/database.ts'
import { type Instant, InstantText } from '../../kernel/date.ts'
import type { RowProblem } from '../rows.ts'
import { copyWriter } from '../sheets/copy.ts'
import { serverSource } from '../ss12000/client.ts'
import { fileSource } from '../ss12000/file.ts'
import { type Pull, pull } from '../ss12000/pull.ts'
import { type Source, SourceFailure } from '../ss12000/source.ts'
import type { GuardianRow } from '../ss12000/translate.ts'
import { PULLED_ROW_STEP } from './actions.ts'
import { type Extent, type Filled, type ImportResult, runImport } from './import.ts'
import type { DeliveryId, OnProgress } from './model.ts'
import { type Spool, withSpools } from './spool.ts'
import { copyGuardians, copyStatement } from './staging-store.ts'
import { lastCursor } from './store.ts'

/** A pull to be imported. `from`: the address of a server, or the path of a JSON file. */
export type Ss12000Import = {
  readonly from: string
  readonly token: string | null
  /** How a server is reached, where that is not left open: see `publicFetch`. */
  readonly fetch?: typeof fetch
  /** What the log calls it; the address without its query, or the file's name, unless told. */
  readonly name?: string
  /** Everything, although an earlier pull tells where to go on. */
  readonly whole?: boolean
  readonly dryRun?: boolean
  readonly preview?: boolean
  readonly strict?: boolean
  readonly by?: string
  readonly deliveryId?: DeliveryId
}

type Pulled = { readonly spools: Spools; readonly pull: Pull; readonly problems: readonly RowProblem[] }
type Spools = { readonly population: Spool; readonly enrolments: Spool; readonly guardians: Spool }

/**
 * Pulls from an SS 12000 source and imports what came. Everything is fetched before the transaction begins, onto disk. A source
 * whose answer cannot be used refuses the delivery; one that cannot be reached throws its `SourceFailure`.
 */
export async function importSs12000(
  db: Database,
  context: Context,
  request: Ss12000Import,
  onProgress: OnProgress = () => {},
): Promise<ImportResult> {
  const place = await placeOf(request)
  const name = request.name ?? place.name
  const since = place.server && !request.whole ? await sinceLast(db, context, name) : null
  return withSpools(async (open) => {
    const spools = { population: open('population'), enrolments: open('enrolments'), guardians: open('guardians') }
    const fetched = await fetchAll(place.source, { spools, since, today: db.clock.today(), onProgress })
    const about = {
      source: 'ss12000',
      sheet: null,
      fileName: name,
      fileSize: place.size,
      fileSha256: null,
      mappingId: null,
      complete: null,
    } as const
    return runImport(db, context, {
      about,
      by: request.by ?? null,
      deliveryId: request.deliveryId ?? null,
      extent: extentOf(request),
      strict: request.strict ?? false,
      fill: (tx) => ('failure' in fetched ? refusal(fetched.failure) : fillFromPull(tx, fetched)),
      onProgress,
    })
  })
}

function extentOf({ dryRun, preview }: Ss12000Import): Extent {
  if (dryRun) return 'dry_run'
  return preview ? 'preview' : 'apply'
}

/** A server rather than a file. */
export function isAddress(from: string): boolean {
  return /^https?:/i.test(from)
}

type Place = { readonly source: Source; readonly name: string; readonly size: number | null; readonly server: boolean }

async function placeOf({ from, token, fetch }: Ss12000Import): Promise<Place> {
  if (!isAddress(from)) {
    return { source: fileSource(from), name: basename(from), size: (await stat(from)).size, server: false }
  }
  const source = serverSource({ url: from, token, means: fetch ? { fetch } : {} })
  const { origin, pathname } = new URL(from)
  return { source, name: `${origin}${pathname}`, size: null, server: true }
}

async function sinceLast(db: Database, context: Context, name: string): Promise<Instant | null> {
  const cursor = await db.read(context, (tx) => lastCursor(tx, name))
  return cursor === null ? null : InstantText.parse(cursor)
}

type Fetching = {
  readonly spools: Spools
  readonly since: Instant | null
  readonly today: Parameters<typeof pull>[1]['today']
  readonly onProgress: OnProgress
}

async function fetchAll(source: Source, into: Fetching): Promise<Pulled | { readonly failure: SourceFailure }> {
  const { spools, since, today, onProgress } = into
  const pulling = pull(source, { since, today })
  const write = { population: copyWriter('population'), enrolments: copyWriter('enrolments') }
  const rows = new RowNumbers()
  const problems: RowProblem[] = []
  try {
    for await (const batch of pulling) {
      await spools.population.write(batch.population.map((row) => write.population(rows.first(row))).join(''))
      await spools.enrolments.write(batch.enrolments.map((row) => write.enrolments(rows.next(row))).join(''))
      await spools.guardians.write(batch.guardians.map(guardianLine).join(''))
      problems.push(...batch.problems)
      onProgress({ phase: 'fetching', done: pulling.summary().counts.persons, total: null })
    }
  } catch (error) {
    if (error instanceof SourceFailure && error.unusable) return { failure: error }
    throw error
  }
  return { spools, pull: pulling, problems }
}

/** An object may hold several enrolments: each gets a number of its own, from which the object's is got by dividing. */
class RowNumbers {
  #row = -1
  #next = 0

  first<Row extends { readonly row: number }>(row: Row): Row {
    return { ...row, row: row.row * PULLED_ROW_STEP }
  }

  next<Row extends { readonly row: number }>(row: Row): Row {
    this.#next = row.row === this.#row ? Math.min(this.#next + 1, PULLED_ROW_STEP - 1) : 0
    this.#row = row.row
    return { ...row, row: row.row * PULLED_ROW_STEP + this.#next }
  }
}

/** A guardian with protected identity is known by name only: how to reach them is not ours to keep. */
function guardianLine({ number, externalId, name, phone, email, protection }: GuardianRow): string {
  if (name === null) return ''
  const open = protection === null || protection === 'none'
  const cells = [number, externalId, name, open ? phone : null, open ? email : null]
  return `${cells.map((cell) => (cell === null ? '\\N' : escaped(cell))).join('\t')}\n`
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] ?? letter)

async function refusal(failure: SourceFailure): Promise<Filled> {
  const defect = { code: `ss12000.failure.${failure.code}`, endpoint: failure.endpoint }
  return { ok: false, defect, problems: inOneBatch([]) }
}

async function fillFromPull(tx: Write, { spools, pull: pulled, problems }: Pulled): Promise<Filled> {
  await pipeline(await spools.population.read(), tx.copy(copyStatement('population')))
  await pipeline(await spools.enrolments.read(), tx.copy(copyStatement('enrolments')))
  await pipeline(await spools.guardians.read(), tx.copy(copyGuardians))
  const { counts, deleted, nextSince, complete } = pulled.summary()
  return {
    ok: true,
    refusedRows: counts.refused,
    warnings: counts.warnings,
    problems: inOneBatch(problems),
    unknownColumns: [],
    repeated: [],
    deleted: deleted.filter(({ entity }) => entity === 'persons').map(({ id }) => id),
    cursor: complete ? nextSince : null,
  }
}

async function* inOneBatch(problems: readonly RowProblem[]): AsyncGenerator<readonly RowProblem[]> {
  yield problems
}
