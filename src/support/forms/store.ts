import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { raw, sql } from '../../kernel/sql.ts'
import { type Definition, Draft, PublishedForm } from './model.ts'

const columns = raw(`
  f.id, f.code, f.version, f.definition, f.published_by as "publishedBy", f.published_at as "publishedAt", f.retired_at as "retiredAt"`)
const draftColumns = raw(`
  d.id, d.code, d.definition, d.revision, d.changed_by as "changedBy", d.changed_at as "changedAt"`)

/** The latest version of each of the domain's own forms, by code; of a retired form the last there was. */
export function latestForms(tx: Read): Promise<PublishedForm[]> {
  return tx.all(
    PublishedForm,
    sql`select distinct on (f.code) ${columns} from support_form f order by f.code, f.version desc`,
  )
}

export function formVersion(
  tx: Read,
  of: { readonly code: string; readonly version: number },
): Promise<PublishedForm | null> {
  return tx.maybe(
    PublishedForm,
    sql`select ${columns} from support_form f where f.code = ${of.code} and f.version = ${of.version}`,
  )
}

/** Every version of a form, the newest first. */
export function versionsOf(tx: Read, code: string): Promise<PublishedForm[]> {
  return tx.all(
    PublishedForm,
    sql`select ${columns} from support_form f where f.code = ${code} order by f.version desc`,
  )
}

export function openDrafts(tx: Read): Promise<Draft[]> {
  return tx.all(
    Draft,
    sql`select ${draftColumns} from support_form_draft d where d.closed_as is null order by d.changed_at desc, d.id`,
  )
}

export function draftById(tx: Read, id: string): Promise<Draft> {
  return tx.one(Draft, sql`select ${draftColumns} from support_form_draft d where d.id = ${id} and d.closed_as is null`)
}

export async function lockDraft(tx: Write, id: string): Promise<Draft> {
  await tx.run(sql`select from support_form_draft d where d.id = ${id} for update`)
  return draftById(tx, id)
}

/** Codes that stand for a form, or for a draft of one. */
export async function codesTaken(tx: Read): Promise<readonly string[]> {
  const rows = await tx.all(
    z.object({ code: z.string() }),
    sql`select f.code from support_form f union select d.code from support_form_draft d where d.closed_as is null`,
  )
  return rows.map(({ code }) => code)
}

const Id = z.object({ id: z.uuid() })

export async function insertDraft(
  tx: Write,
  made: { readonly code: string; readonly definition: Definition },
): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`
    insert into support_form_draft (domain_id, code, definition, changed_by, changed_at)
    values (${tx.actor.domainId}, ${made.code}, ${JSON.stringify(made.definition)}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

export async function saveDraft(tx: Write, id: string, definition: Definition): Promise<void> {
  await tx.runOne(sql`
    update support_form_draft d
       set definition = ${JSON.stringify(definition)}, revision = d.revision + 1, changed_by = ${tx.actor.accountId}, changed_at = ${tx.now}
     where d.id = ${id} and d.closed_as is null`)
}

export async function closeDraft(tx: Write, id: string, as: 'published' | 'discarded'): Promise<void> {
  await tx.runOne(sql`update support_form_draft d set closed_as = ${as} where d.id = ${id} and d.closed_as is null`)
}

/** The next version of a form. Answers with its number. */
export async function insertForm(
  tx: Write,
  made: { readonly code: string; readonly definition: Definition },
): Promise<number> {
  const { version } = await tx.one(
    z.object({ version: z.number() }),
    sql`
    insert into support_form (domain_id, code, version, definition, published_by, published_at)
    select ${tx.actor.domainId}, ${made.code}::text, coalesce(max(f.version), 0) + 1, ${JSON.stringify(made.definition)}::jsonb,
           ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from support_form f where f.code = ${made.code} returning version`,
  )
  return version
}

/** What is retired is no longer offered; what was filled in stays readable. How many versions were. */
export function retireForm(tx: Write, code: string): Promise<number> {
  return tx.run(sql`
    update support_form f set retired_by = ${tx.actor.accountId}, retired_at = ${tx.now}
     where f.code = ${code} and f.retired_at is null`)
}
