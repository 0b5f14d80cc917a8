import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import type { Query } from '../../ui/address.ts'
import type { SharedWith } from '../cases/shared-rules.ts'
import { filterFrom } from './filter.ts'
import { CASE_FILTER_VERSION, type SavedFilter } from './model.ts'

const Row = z.object({
  id: z.uuid(),
  name: z.string(),
  own: z.boolean(),
  shared: z.boolean(),
  teamId: z.uuid().nullable(),
  version: z.number(),
  filter: z.record(z.string(), z.string()),
})

/** One's own saved filters, and those that colleagues share with one. */
export async function savedFilters(tx: Read): Promise<SavedFilter[]> {
  const rows = await tx.all(
    Row,
    prepared(sql`
    select f.id, f.name, f.account_id = ${tx.actor.accountId} as own, f.shared, f.team_id as "teamId", f.version, f.filter
      from support_filter f order by f.account_id <> ${tx.actor.accountId}, lower(f.name), f.id`),
  )
  return rows.map(({ version, filter, ...row }) => ({
    ...row,
    filter: version === CASE_FILTER_VERSION ? filterFrom((name) => filter[name], false) : null,
  }))
}

type NewFilter = SharedWith & { readonly name: string; readonly filter: Query }

/** Null when one has one of that name already. */
export async function insertFilter(tx: Write, made: NewFilter): Promise<string | null> {
  const found = await tx.maybe(
    z.object({ id: z.uuid() }),
    sql`
    insert into support_filter (domain_id, account_id, shared, team_id, name, version, filter, made_at)
    values (${tx.actor.domainId}, ${tx.actor.accountId}, ${made.shared}, ${made.teamId}, ${made.name}, ${CASE_FILTER_VERSION},
            ${JSON.stringify(asked(made.filter))}, ${tx.now})
    on conflict do nothing returning id`,
  )
  return found?.id ?? null
}

/** What is asked for, as an address would say it: what is not asked for is left out. */
const asked = (filter: Query) =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== null && value !== undefined && value !== false)
      .map(([name, value]) => [name, value === true ? '1' : String(value)]),
  )

export async function deleteFilter(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    delete from support_filter f where f.id = ${id} and (f.account_id = ${tx.actor.accountId} or (f.shared and ${tx.may('support.lead_shared')}))`)
}
