import { z } from 'zod'
import type { Write } from '../../kernel/database.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import type { SheetKind } from '../rows.ts'
import { COPY_COLUMNS } from '../sheets/copy.ts'
import { type Counts, type DeliveryId, NO_COUNTS } from './model.ts'
import { columnList } from './store.ts'

/** The temporary table a sheet's rows are copied into, and where they are kept between preview and application. */
const TABLES = {
  population: { incoming: raw('incoming_population'), staged: raw('delivery_population_row') },
  enrolments: { incoming: raw('incoming_enrolment'), staged: raw('delivery_enrolment_row') },
  completions: { incoming: raw('incoming_completion'), staged: raw('delivery_completion_row') },
} as const satisfies Record<SheetKind, { incoming: Sql; staged: Sql }>

export const SHEETS = ['population', 'enrolments', 'completions'] as const satisfies readonly SheetKind[]

/** The statement that takes the lines of `copyWriter(sheet)`. */
export function copyStatement(sheet: SheetKind): Sql {
  return sql`copy ${TABLES[sheet].incoming} (${columnList(COPY_COLUMNS[sheet])}) from stdin`
}

/** Takes lines of number, the source's id, name, telephone and e-mail. */
export const copyGuardians = raw('copy incoming_guardian (number, external_id, name, phone, email) from stdin')

export async function analyzeIncoming(tx: Write, sheets: readonly SheetKind[]): Promise<void> {
  for (const sheet of sheets) await tx.run(sql`analyze ${TABLES[sheet].incoming}`)
}

/** Everybody the rows speak of, for `resolvePersons`. */
export const speakers = sql`
  select row_no, number, number_kind, birth_date, latest_birth_date from incoming_population
  union all select row_no, number, number_kind, birth_date, latest_birth_date from incoming_enrolment
  union all select row_no, number, number_kind, birth_date, latest_birth_date from incoming_completion`

/** Keeps the rows with what applying them would do. */
export async function stageRows(tx: Write, id: DeliveryId, sheets: readonly SheetKind[]): Promise<void> {
  for (const sheet of sheets) {
    const columns = columnList(COPY_COLUMNS[sheet])
    const values = columnList(COPY_COLUMNS[sheet].map((column) => `r.${column}`))
    await tx.run(sql`
      insert into ${TABLES[sheet].staged} (domain_id, delivery_id, ${columns}, person_id, outcome)
      select ${tx.actor.domainId}, ${id}, ${values}, case when o.outcome <> 'new' then o.person_id end, o.outcome
        from ${TABLES[sheet].incoming} r
        join incoming_outcome o on o.sheet = ${sheet} and o.row_no = r.row_no`)
  }
  await tx.run(sql`
    insert into delivery_guardian_row (domain_id, delivery_id, number, external_id, name, phone, email)
    select ${tx.actor.domainId}, ${id}, number, external_id, name, phone, email from incoming_guardian`)
  await tx.run(sql`
    insert into delivery_refused_row (domain_id, delivery_id, row_no, number, protection)
    select ${tx.actor.domainId}, ${id}, row_no, number, protection from incoming_refused_row`)
}

/** Takes the kept rows up again. */
export async function loadStaged(tx: Write, id: DeliveryId, sheets: readonly SheetKind[]): Promise<void> {
  for (const sheet of sheets) {
    const columns = columnList(COPY_COLUMNS[sheet])
    await tx.run(sql`
      insert into ${TABLES[sheet].incoming} (${columns})
      select ${columns} from ${TABLES[sheet].staged} where delivery_id = ${id}`)
  }
  await tx.run(sql`
    insert into incoming_guardian (number, external_id, name, phone, email)
    select number, external_id, name, phone, email from delivery_guardian_row where delivery_id = ${id}`)
  await tx.run(sql`
    insert into incoming_refused_row (row_no, number, protection)
    select row_no, number, protection from delivery_refused_row where delivery_id = ${id}`)
}

/** The rows have served: what they said is in the facts, or nowhere. */
export async function forgetStaged(tx: Write, id: DeliveryId): Promise<void> {
  for (const sheet of SHEETS) await tx.run(sql`delete from ${TABLES[sheet].staged} where delivery_id = ${id}`)
  await tx.run(sql`delete from delivery_guardian_row where delivery_id = ${id}`)
  await tx.run(sql`delete from delivery_refused_row where delivery_id = ${id}`)
}

const OutcomeCount = z.object({ outcome: z.enum(['new', 'changed', 'unchanged', 'quarantined']), count: z.number() })

/** What the comparison says, row by row added up. */
export async function outcomeCounts(tx: Write): Promise<Counts> {
  const rows = await tx.all(OutcomeCount, sql`select outcome, count(*) as count from incoming_outcome group by outcome`)
  const warned = await tx.one(
    z.object({ count: z.number() }),
    sql`select count(*) as count from incoming_finding where severity = 'warning'`,
  )
  const of = (outcome: string) => rows.find((row) => row.outcome === outcome)?.count ?? 0
  const read = rows.reduce((sum, row) => sum + row.count, 0)
  return {
    ...NO_COUNTS,
    read,
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    quarantined: of('quarantined'),
    warnings: warned.count,
  }
}
