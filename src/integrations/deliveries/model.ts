import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import type { SheetKind } from '../rows.ts'
import { Mapping } from '../sheets/columns.ts'

/**
 * Deliveries: what other systems hand over, from the file to the facts.
 *
 * A delivery is compared with what is known (previewed), applied in one transaction or not at all, changes nothing when it
 * comes again, and can be taken back while nothing later builds on it. A row that cannot be used is quarantined and listed
 * with its reason; a file that cannot be used is refused whole. The delivery is the evidence on every version it brings.
 */
export const DeliveryId = z.uuid().brand('DeliveryId')
export type DeliveryId = z.infer<typeof DeliveryId>

export const DeliveryStatus = z.enum(['reading', 'refused', 'previewed', 'applied', 'reversed', 'discarded'])
export type DeliveryStatus = z.infer<typeof DeliveryStatus>

export const Sheet = z.enum(['population', 'enrolments', 'completions']) satisfies z.ZodType<SheetKind>

/** Characters of either half of a mapping, written line by line. */
export const LONGEST_MAPPING = 20_000

/**
 * What a delivery declares to hold all of: one school (code or name), one organiser, or with neither everything, on the days
 * from `from` until the day before `until`. What it no longer has then ends.
 */
export const Complete = z.object({
  unit: z.string().trim().min(1).max(200).nullable(),
  organiser: z.string().trim().min(1).max(200).nullable(),
  from: Day.nullable(),
  until: Day.nullable(),
})
export type Complete = z.infer<typeof Complete>

/** Rows, but `ended`: facts that end because a complete delivery or a deletion leaves them out. */
export const Counts = z.object({
  read: z.number(),
  new: z.number(),
  changed: z.number(),
  ended: z.number(),
  unchanged: z.number(),
  quarantined: z.number(),
  warnings: z.number(),
})
export type Counts = z.infer<typeof Counts>

export const NO_COUNTS: Counts = { read: 0, new: 0, changed: 0, ended: 0, unchanged: 0, quarantined: 0, warnings: 0 }

/** What is kept of a delivery's outcome beside its counts. */
export const Outcome = Counts.extend({
  /** Pairs of persons suggested to be one. */
  duplicates: z.number().default(0),
  /** Headers of the file that are not ours. */
  unknownColumns: z.array(z.string()).default([]),
  /** Ids, by the source's own count, of persons the source says are deleted. */
  deleted: z.array(z.string()).default([]),
  /** Warnings that many rows share, beyond those listed row by row. */
  repeated: z
    .array(z.object({ column: z.string(), value: z.string(), code: z.string(), count: z.number() }))
    .default([]),
})
export type Outcome = z.infer<typeof Outcome>

/** Why nothing of a delivery was used; `code` with its facts, whose words are in the module the code comes from. */
export const Defect = z.looseObject({ code: z.string() })
export type Defect = z.infer<typeof Defect>

const JsonText = z.string().transform((text): unknown => JSON.parse(text))

export const Delivery = z.object({
  id: DeliveryId,
  source: z.enum(['sheet', 'ss12000']),
  sheet: Sheet.nullable(),
  fileName: z.string().nullable(),
  fileSize: z.number().nullable(),
  mappingId: z.uuid().nullable(),
  complete: Complete.nullable(),
  status: DeliveryStatus,
  defect: JsonText.pipe(Defect).nullable(),
  outcome: Outcome.nullable(),
  cursor: z.string().nullable(),
  receivedAt: InstantText,
  receivedBy: z.uuid(),
  appliedAt: InstantText.nullable(),
  appliedBy: z.uuid().nullable(),
  reversedAt: InstantText.nullable(),
  reversedBy: z.uuid().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const Problem = z.object({
  row: z.number(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  severity: z.enum(['refused', 'warning']),
  /** The row that this one repeats or contradicts. */
  otherRow: z.number().nullable(),
})
export type Problem = z.infer<typeof Problem>

export const SavedMapping = z.object({
  id: z.uuid(),
  name: z.string(),
  sheet: Sheet,
  mapping: Mapping,
  updatedAt: InstantText,
})
export type SavedMapping = z.infer<typeof SavedMapping>

/** What is under way, for a progress bar. `total` is null while it is not known. */
export type Progress = { readonly phase: Phase; readonly done: number; readonly total: number | null }
export const Phase = z.enum(['waiting', 'fetching', 'reading', 'comparing', 'applying', 'computing', 'finished'])
export type Phase = z.infer<typeof Phase>
export type OnProgress = (progress: Progress) => void

/** What versions say they come from: the word a person reads beside a fact. */
export const SOURCE_NAMES = {
  population: 'befolkning',
  enrolments: 'inskrivningar',
  completions: 'utfall',
  ss12000: 'SS 12000',
} as const
