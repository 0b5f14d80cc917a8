import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { joinSql, raw, type Sql, sql } from '../../kernel/sql.ts'
import type { RowProblem, SheetKind } from '../rows.ts'
import type { Mapping } from '../sheets/columns.ts'
import {
  type Complete,
  type Defect,
  Delivery,
  DeliveryId,
  type DeliveryStatus,
  type Outcome,
  Problem,
  SavedMapping,
} from './model.ts'

const Made = z.object({ id: DeliveryId })
const Count = z.object({ count: z.number() })

const deliveries = raw(`
  select id, source, sheet, file_name as "fileName", file_size as "fileSize", mapping_id as "mappingId", complete, status, defect,
         outcome, cursor, received_at as "receivedAt", received_by as "receivedBy", applied_at as "appliedAt",
         applied_by as "appliedBy", reversed_at as "reversedAt", reversed_by as "reversedBy"
    from delivery`)

export function deliveryById(tx: Read, id: DeliveryId): Promise<Delivery> {
  return tx.one(Delivery, sql`${deliveries} where id = ${id}`)
}

/** The log, newest first. */
export function deliveryLog(tx: Read, page: { limit: number; offset: number }): Promise<Delivery[]> {
  return tx.all(Delivery, sql`${deliveries} order by received_at desc, id limit ${page.limit} offset ${page.offset}`)
}

export async function deliveryTotal(tx: Read): Promise<number> {
  return (await tx.one(Count, sql`select count(*) as count from delivery`)).count
}

/** Locks in a statement of its own, then reads. */
export async function lockDelivery(tx: Write, id: DeliveryId): Promise<Delivery> {
  await tx.run(sql`select from delivery where id = ${id} for update`)
  return deliveryById(tx, id)
}

/** The same at once, or not: false when a transaction is working on it. */
export async function tryLockDelivery(tx: Write, id: DeliveryId): Promise<boolean> {
  return (await tx.run(sql`select from delivery where id = ${id} for update skip locked`)) === 1
}

/** False when another import of the domain is under way: then everything it does is still unknown, time included. */
export async function tryImportLock(tx: Write): Promise<boolean> {
  const row = await tx.one(
    z.object({ got: z.boolean() }),
    sql`select pg_try_advisory_xact_lock(hashtext('sedd.imports'), hashtext(${tx.actor.domainId})) as got`,
  )
  return row.got
}

/** Statements over whole deliveries sort and join much, and are worth no compiling. */
export async function prepareForMassWork(tx: Write): Promise<void> {
  await tx.run(sql`set local work_mem = '96MB'`)
  await tx.run(sql`set local jit = off`)
}

export type NewDelivery = {
  readonly source: 'sheet' | 'ss12000'
  readonly sheet: SheetKind | null
  readonly fileName: string
  readonly fileSize: number | null
  readonly fileSha256: string | null
  readonly mappingId: string | null
  readonly complete: Complete | null
  readonly receivedBy: string
}

export async function insertDelivery(tx: Write, made: NewDelivery): Promise<DeliveryId> {
  const row = await tx.one(
    Made,
    sql`
    insert into delivery (domain_id, source, sheet, file_name, file_size, file_sha256, mapping_id, complete, status,
                          received_at, received_by)
    values (${tx.actor.domainId}, ${made.source}, ${made.sheet}, ${made.fileName}, ${made.fileSize},
            decode(${made.fileSha256}, 'hex'), ${made.mappingId}, ${made.complete ? JSON.stringify(made.complete) : null}::jsonb,
            'reading', ${tx.now}, ${made.receivedBy})
    returning id`,
  )
  return row.id
}

/** `outcome` stands also in columns of its own, for lists and for those who read the table. */
export function setOutcome(tx: Write, id: DeliveryId, outcome: Outcome): Promise<void> {
  return tx.runOne(sql`
    update delivery set rows_read = ${outcome.read}, rows_refused = ${outcome.quarantined}, warnings = ${outcome.warnings},
           outcome = ${JSON.stringify(outcome)}::jsonb
     where id = ${id}`)
}

export function setComplete(tx: Write, id: DeliveryId, complete: Complete): Promise<void> {
  return tx.runOne(sql`update delivery set complete = ${JSON.stringify(complete)}::jsonb where id = ${id}`)
}

export function setCursor(tx: Write, id: DeliveryId, cursor: string | null): Promise<void> {
  return tx.runOne(sql`update delivery set cursor = ${cursor} where id = ${id}`)
}

export function setStatus(tx: Write, id: DeliveryId, status: Exclude<DeliveryStatus, 'refused'>): Promise<void> {
  const stamps = {
    applied: sql`, applied_at = ${tx.now}, applied_by = received_by`,
    reversed: sql`, reversed_at = ${tx.now}, reversed_by = ${tx.actor.accountId}`,
    reading: raw(''),
    previewed: raw(''),
    discarded: raw(''),
  }
  return tx.runOne(sql`update delivery set status = ${status} ${stamps[status]} where id = ${id}`)
}

export function setRefused(tx: Write, id: DeliveryId, defect: Defect): Promise<void> {
  return tx.runOne(sql`
    update delivery set status = 'refused', defect = ${JSON.stringify(defect)} where id = ${id}`)
}

/** Who said yes, where it is another than the one who handed the file over. */
export function setAppliedBy(tx: Write, id: DeliveryId, accountId: string): Promise<void> {
  return tx.runOne(sql`update delivery set applied_by = ${accountId} where id = ${id}`)
}

/** Where the next pull from a source goes on: after the last that was applied and stands. */
export async function lastCursor(tx: Read, fileName: string): Promise<string | null> {
  const row = await tx.maybe(
    z.object({ cursor: z.string().nullable() }),
    sql`
    select cursor from delivery
     where source = 'ss12000' and status = 'applied' and file_name = ${fileName}
     order by applied_at desc limit 1`,
  )
  return row?.cursor ?? null
}

/** Deliveries that were taken back: what they had closed stands again. */
export async function reversedDeliveries(tx: Read): Promise<DeliveryId[]> {
  const rows = await tx.all(Made, sql`select id from delivery where status = 'reversed'`)
  return rows.map((row) => row.id)
}

export async function insertProblems(tx: Write, id: DeliveryId, problems: readonly RowProblem[]): Promise<void> {
  if (problems.length === 0) return
  const column = <Key extends keyof RowProblem>(key: Key) => problems.map((problem) => problem[key])
  await tx.run(sql`
    insert into delivery_problem (domain_id, delivery_id, row_no, column_name, value, code, severity, other_row)
    select ${tx.actor.domainId}, ${id}, p.* from unnest(${column('row')}::integer[], ${column('column')}::text[],
           ${column('value')}::text[], ${column('code')}::text[], ${column('severity')}::text[],
           ${problems.map((problem) => problem.otherRow ?? null)}::integer[]) p`)
}

/** What the comparison found in rows that were read. `step`: how many row numbers one row of the source takes up. */
export async function keepFindings(tx: Write, id: DeliveryId, step: number): Promise<void> {
  await tx.run(sql`
    insert into delivery_problem (domain_id, delivery_id, row_no, column_name, value, code, severity, other_row)
    select ${tx.actor.domainId}, ${id}, f.row_no / ${step}::integer, f.column_name, f.value, f.code, f.severity,
           f.other_row / ${step}::integer
      from incoming_finding f`)
}

export async function forgetFindings(tx: Write, id: DeliveryId, codes: readonly string[]): Promise<void> {
  await tx.run(sql`delete from delivery_problem where delivery_id = ${id} and code = any(${[...codes]}::text[])`)
}

export type ProblemFilter = {
  readonly severity: 'refused' | 'warning' | null
  readonly after: number
  readonly limit: number
}

/** The columns of a file, and of the interface, that say who is protected. */
export const PROTECTION_COLUMNS: readonly string[] = ['skydd', 'persons.securityMarking']

/** What is told of protection, with the number of the row, tells who is protected: it is for those with the right alone. */
function mayBeTold(tx: Read): Sql {
  return tx.actor.seesProtected ? raw('true') : sql`column_name <> all(${[...PROTECTION_COLUMNS]}::text[])`
}

const Withheld = z.object({ rows: z.number(), warnings: z.number() })
export type Withheld = z.infer<typeof Withheld>

/** How many rows, and remarks, concern protection and are withheld from the one who asks. */
export function withheldProblems(tx: Read, id: DeliveryId): Promise<Withheld> {
  return tx.one(
    Withheld,
    sql`
    select count(distinct row_no) as rows, count(*) filter (where severity = 'warning') as warnings
      from delivery_problem where delivery_id = ${id} and not (${mayBeTold(tx)})`,
  )
}

/** Problems one may be told of, by row; refused ones first among those of one row. */
export function problems(tx: Read, id: DeliveryId, filter: ProblemFilter): Promise<Problem[]> {
  return tx.all(
    Problem,
    sql`
    select row_no as row, column_name as column, value, code, severity, other_row as "otherRow"
      from delivery_problem
     where delivery_id = ${id} and ${mayBeTold(tx)} and (${filter.severity}::text is null or severity = ${filter.severity})
     order by row_no, severity, id limit ${filter.limit} offset ${filter.after}`,
  )
}

const ProblemCount = z.object({
  code: z.string(),
  column: z.string(),
  severity: Problem.shape.severity,
  count: z.number(),
})
export type ProblemCount = z.infer<typeof ProblemCount>

/** How many there are of each kind, of those one may be told of. */
export function problemCounts(tx: Read, id: DeliveryId): Promise<ProblemCount[]> {
  return tx.all(
    ProblemCount,
    sql`
    select code, column_name as column, severity, count(*) as count from delivery_problem
     where delivery_id = ${id} and ${mayBeTold(tx)}
     group by code, column_name, severity order by severity, count(*) desc, code`,
  )
}

const mappings = raw('select id, name, sheet, mapping, updated_at as "updatedAt" from import_mapping')

export function savedMappings(tx: Read): Promise<SavedMapping[]> {
  return tx.all(SavedMapping, sql`${mappings} order by lower(name), sheet`)
}

/** The supplier's mapping by the name it was saved under; null when there is none. */
export function mappingByName(tx: Read, sheet: SheetKind, name: string): Promise<SavedMapping | null> {
  return tx.maybe(SavedMapping, sql`${mappings} where sheet = ${sheet} and name = ${name}`)
}

export function mappingById(tx: Read, id: string): Promise<SavedMapping> {
  return tx.one(SavedMapping, sql`${mappings} where id = ${id}`)
}

export async function upsertMapping(
  tx: Write,
  saved: { name: string; sheet: SheetKind; mapping: Mapping },
): Promise<string> {
  const row = await tx.one(
    z.object({ id: z.uuid() }),
    sql`
    insert into import_mapping (domain_id, name, sheet, mapping, updated_at, updated_by)
    values (${tx.actor.domainId}, ${saved.name}, ${saved.sheet}, ${JSON.stringify(saved.mapping)}::jsonb, ${tx.now}, ${tx.actor.accountId})
    on conflict (domain_id, name, sheet)
      do update set mapping = excluded.mapping, updated_at = excluded.updated_at, updated_by = excluded.updated_by
    returning id`,
  )
  return row.id
}

/** Deliveries read with it stand as they are. */
export async function deleteMapping(tx: Write, id: string): Promise<void> {
  await tx.run(sql`update delivery set mapping_id = null where mapping_id = ${id}`)
  await tx.runOne(sql`delete from import_mapping where id = ${id}`)
}

/** School unit codes that the domain keeps beside the country's list. */
export async function knownUnitCodes(tx: Read): Promise<string[]> {
  const rows = await tx.all(
    z.object({ code: z.string() }),
    sql`select school_unit_code as code from unit where school_unit_code is not null and ended_on is null`,
  )
  return rows.map((row) => row.code)
}

/** One select list out of column names of the program's own. */
export const columnList = (names: readonly string[]) => joinSql(names.map(raw), ', ')
