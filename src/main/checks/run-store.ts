import { Client } from 'pg'
import { z } from 'zod'
import type { Connection, Context } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { type Sql, sql } from '../../kernel/sql.ts'
import type { LinkedCheck } from './model.ts'

const Found = z.object({ found: z.number() })
const Held = z.object({ domain_id: z.string(), id: z.string() })

/** The roles that own a schema each. None of them passes row security; each sees what its policies say. */
export type Owner = 'sedd_owner' | 'sedd_access' | 'sedd_trail'
export type Asking = { readonly client: Client; readonly now: Instant }

/** One moment of the whole database, which nothing that is asked can change. */
export async function atOneMoment<T>(owner: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(owner)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await work(client)
  } finally {
    await client.end()
  }
}

/** How often what must never be is so, as the owner of a schema sees it; in a domain when the machine acts there. */
export async function foundAs(asking: Asking, owner: Owner, counts: Sql, machine?: Context): Promise<number> {
  await asking.client.query(`set local role ${owner}`)
  if (machine) await ask(asking.client, sql`select from access.begin(${machine.token}, ${asking.now})`)
  const [row] = await ask(asking.client, counts)
  return Found.parse(row).found
}

/** What one schema holds, by the domain whose it is. */
export async function heldBy(client: Client, check: LinkedCheck): Promise<ReadonlyMap<string, readonly string[]>> {
  await client.query(`set local role ${check.role}`)
  const held = new Map<string, string[]>()
  for (const row of await ask(client, check.gathers)) {
    const { domain_id: domain, id } = Held.parse(row)
    const ids = held.get(domain)
    if (ids) ids.push(id)
    else held.set(domain, [id])
  }
  return held
}

async function ask(client: Client, { text, values }: Sql): Promise<unknown[]> {
  return (await client.query({ text, values: [...values] })).rows
}
