import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ImportJob, runImport } from '../integrations/deliveries/import.ts'
import { copyStatement } from '../integrations/deliveries/staging-store.ts'
import type { SheetKind } from '../integrations/rows.ts'
import { copyWriter, type RowOf } from '../integrations/sheets/copy.ts'
import { clockAt } from '../kernel/clock.ts'
import type { Context, Write } from '../kernel/database.ts'
import { dayIn, type Instant, type PlainDate } from '../kernel/date.ts'
import { insertPastRuns } from '../outreach/ladder/past-store.ts'
import { planLadder } from '../outreach/ladder/plan-actions.ts'
import type { PersonId } from '../people/model.ts'
import { turnDay } from '../register/actions.ts'
import { staffOf } from './accounts.ts'
import { playCheckIns } from './checkin-deeds.ts'
import { toldUntil } from './contact-deeds.ts'
import { type Deed, deedsOf } from './deeds.ts'
import type { Players, Surfaces } from './load.ts'
import { messageDeeds } from './message-deeds.ts'
import type { DemoMunicipality } from './model.ts'
import { workedAt } from './office-days.ts'
import { drawSample } from './sight-deeds.ts'
import { personIds } from './store.ts'

type Stage = {
  readonly machine: Context
  readonly players: Players
  readonly now: Instant
  /** Told after every step, with how much it was; throws when there is to be no more. */
  readonly step: (steps: number) => void
}

/** How much there is to do in a municipality: rows to deliver, and things done by hand. */
export function stepsOf(municipality: DemoMunicipality): number {
  const rows = municipality.deliveries.map((each) => SHEETS.reduce((sum, sheet) => sum + each[sheet].length, 0))
  return rows.reduce((sum, count) => sum + count, deedsOf(municipality).length)
}

/** Plays a municipality's past from the first delivery until now, in the order in which it happened. Answers how many persons there are. */
export async function playMunicipality(
  surfaces: Surfaces,
  municipality: DemoMunicipality,
  stage: Stage,
): Promise<number> {
  const deeds = Map.groupBy(deedsOf(municipality), (deed) => deed.on)
  const deliveries = new Map(municipality.deliveries.map((delivery) => [delivery.on, delivery]))
  const days = [...new Set([...deeds.keys(), ...deliveries.keys()])].sort()
  // Before that day the ladder is told afterwards, from what was done.
  const told = toldUntil(municipality)
  let ids = new Map<string, PersonId>()
  for (const on of days) {
    const delivery = deliveries.get(on)
    if (delivery) {
      // The first time people must be known before their schooling; later, what has ended and begun comes before who has moved.
      const first = delivery === municipality.deliveries[0]
      for (const sheet of first ? SHEETS : LATER_SHEETS) {
        await deliver(surfaces, { sheet, rows: delivery[sheet], on, municipality }, stage)
        stage.step(delivery[sheet].length)
      }
      ids = await surfaces.jobs.read(stage.machine, personIds)
    }
    await act(surfaces, { on, deeds: deeds.get(on) ?? [], ids }, stage)
    if (on < told || on >= dayIn(stage.now)) continue
    // What is told of the past is on the day before a delivery: only from that on is it known who is there.
    const evening = surfaces.jobs.at(clockAt(`${on}T18:00:00Z` as Instant))
    await evening.write(stage.machine, async (tx) => {
      if (on === told) await layPast(tx)
      else await planLadder(tx)
    })
  }
  await playCheckIns(surfaces.jobs, stage.machine, stage)
  await surfaces.jobs.at(clockAt(stage.now)).write(stage.machine, async (tx) => {
    await turnDay(tx)
    await messageDeeds(tx)
    await planLadder(tx)
    await drawSample(tx)
  })
  return ids.size
}

/** The ladder as it was until a day: the order that all begin with, and what the contact log tells of those who stood on it. */
async function layPast(tx: Write): Promise<void> {
  await planLadder(tx, [])
  await insertPastRuns(tx)
}

type Sheet<Kind extends SheetKind> = {
  readonly sheet: Kind
  readonly rows: readonly RowOf[Kind][]
  readonly on: PlainDate
  readonly municipality: DemoMunicipality
}

const SHEETS = ['population', 'completions', 'enrolments'] as const satisfies SheetKind[]
const LATER_SHEETS = ['completions', 'enrolments', 'population'] as const satisfies SheetKind[]
const FILE_NAMES = { population: 'befolkning', enrolments: 'inskrivningar', completions: 'utfall' } as const

/** A sheet arrives, as a file of its rows would: without the reading, for these rows were never text. */
async function deliver<Kind extends SheetKind>(surfaces: Surfaces, arrived: Sheet<Kind>, stage: Stage): Promise<void> {
  if (arrived.rows.length === 0) return
  const { sheet, on, municipality } = arrived
  const write = copyWriter(sheet)
  const lines = arrived.rows.map((row) => write(row))
  const coordinator = stage.players.get(staffOf(municipality.code).coordinator)
  const job: ImportJob = {
    about: {
      source: 'sheet',
      sheet,
      fileName: `${FILE_NAMES[sheet]}-${municipality.code}-${on}.csv`,
      fileSize: lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0),
      fileSha256: createHash('sha256').update(lines.join('')).digest('hex'),
      mappingId: null,
      complete: null,
    },
    by: coordinator?.accountId ?? null,
    deliveryId: null,
    extent: 'apply',
    strict: false,
    fill: async (tx) => {
      await pipeline(Readable.from(lines), tx.copy(copyStatement(sheet)))
      return {
        ok: true,
        refusedRows: 0,
        warnings: 0,
        problems: nothing(),
        unknownColumns: [],
        repeated: [],
        deleted: [],
        cursor: null,
      }
    },
    onProgress: () => {},
  }
  const result = await runImport(surfaces.imports.at(clockAt(earlyOn(on))), stage.machine, job)
  if (result.status !== 'applied') throw new Error('a delivery of the demonstration was refused')
}

async function* nothing(): AsyncGenerator<never> {}

/** The day's work, each member of staff in one sitting. Nobody works later than now. */
async function act(
  { web }: Surfaces,
  day: { readonly on: PlainDate; readonly deeds: readonly Deed[]; readonly ids: ReadonlyMap<string, PersonId> },
  stage: Stage,
): Promise<void> {
  const then = web.at(clockAt(workedAt(day.on, stage.now)))
  for (const [by, deeds] of Map.groupBy(day.deeds, (deed) => deed.by)) {
    const player = stage.players.get(by)
    if (!player) throw new RangeError('no such member of staff')
    await then.write(player.context, async (tx: Write) => {
      for (const deed of deeds)
        await deed.act(tx, { ids: day.ids, accountOf: (name) => stage.players.get(name)?.accountId ?? null })
    })
    stage.step(deeds.length)
  }
}

/** Before anybody is at work. */
function earlyOn(on: PlainDate): Instant {
  return `${on}T06:30:00.000Z` as Instant
}
