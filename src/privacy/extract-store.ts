import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import type { PersonTable } from './extract-model.ts'
import { PERSON_TABLES } from './person-tables.ts'

const Opened = z.object({ id: z.uuid().nullable() })

/** Leave to gather all that is known of one person, for the actor and so many minutes. Null when there is no such person. */
export async function openExtract(tx: Write, personId: string, minutes: number): Promise<string | null> {
  return (await tx.one(Opened, sql`select access.open_extract(${personId}, ${minutes}) as id`)).id
}

/** Whose an extract of the actor's own is, while it lasts; null afterwards, and for everybody else. */
export async function extractPerson(tx: Read, id: string): Promise<string | null> {
  return (await tx.one(Opened, sql`select access.extract_person(${id}) as id`)).id
}

const Row = z.object({ row: z.record(z.string(), z.unknown()) })
export type ExtractRow = z.infer<typeof Row>['row']

/** Bodies no role that serves can select: they are given out against a ticket, and put in afterwards. */
const BODIES: readonly string[] = ['body', 'subject', 'told']

/** What one table says of the person of a visit, everything of it. */
export async function rowsOf(tx: Read, of: PersonTable): Promise<ExtractRow[]> {
  const columns = [...new Set([...of.shown, ...of.known, ...of.keys])].filter((column) => !BODIES.includes(column))
  const rows = await tx.all(
    Row,
    sql`
    select to_jsonb(x) as row
      from (select ${joinSql(
        columns.map((column) => raw(`t.${column}`)),
        ', ',
      )} from ${raw(of.table)} t where ${own(of)}) x
     order by ${raw(order(columns))}`,
  )
  return rows.map(({ row }) => row)
}

/** The visit's wall leaves its one person alone: what is asked for beside it is which rows are theirs and not merely seen. */
function own({ of }: PersonTable): Sql {
  const ids = sql`(select p.id from person p)`
  if (of === 'root') return sql`t.id in ${ids}`
  if (of === 'merge') return sql`t.survivor_id in ${ids} or t.merged_id in ${ids}`
  if (of === 'pair') return sql`t.person_id in ${ids} or t.other_id in ${ids}`
  return of === 'person' ? sql`t.person_id in ${ids}` : sql`true`
}

function order(columns: readonly string[]): string {
  const known = ['happened_on', 'known_from', 'recorded_at', 'id', 'row_no', 'gram'].filter((name) =>
    columns.includes(name),
  )
  return known.length > 0 ? known.map((name) => `x.${name}`).join(', ') : '1'
}

export type Gathered = Readonly<Record<string, readonly ExtractRow[]>>

export async function gathered(tx: Read): Promise<Gathered> {
  const parts = await Promise.all(PERSON_TABLES.map(async (of) => [of.table, await rowsOf(tx, of)] as const))
  return Object.fromEntries(parts)
}

const Behind = z.object({ source: z.string(), entry: z.record(z.string(), z.unknown()) })

/** What the schema of access says of the person of an extract, by table. */
export async function gatheredBehind(tx: Read): Promise<Gathered> {
  const rows = await tx.all(Behind, sql`select source, entry from access.extracted()`)
  const groups = Map.groupBy(rows, ({ source }) => source)
  return Object.fromEntries([...groups].map(([source, own]) => [source, own.map(({ entry }) => entry)]))
}

const Named = z.object({ id: z.uuid(), name: z.string() })

/** What accounts, memberships, teams and domains are called whose ids stand in an extract. */
export async function namesInExtract(tx: Read, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(Named, sql`select id, name from access.names_in_extract(${[...ids]}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const Id = z.object({ id: z.uuid() })

/** What has words that are given out by ticket: which rows of a table have, what gives them out, and in which columns. */
const BODIES_OF = {
  note: { rows: 'note', by: 'note_bodies', words: ['body'] },
  message: { rows: 'message', by: 'message_bodies', words: ['body', 'subject'] },
  // The first row of a referral has the words; the others are its stages.
  support_answer: { rows: 'support_answer', by: 'support_answer_bodies', words: ['body'] },
  referral: { rows: 'referral where id = referral_id', by: 'referral_bodies', words: ['body', 'told'] },
} as const
export type BodyKind = keyof typeof BODIES_OF
export const BODY_KINDS = Object.keys(BODIES_OF) as BodyKind[]
export type Ticketed = { readonly kind: BodyKind; readonly ids: readonly string[]; readonly ticket: number }

/** The ids of all that has words, for which tickets are taken. */
export async function bodyIds(tx: Read): Promise<Readonly<Record<BodyKind, readonly string[]>>> {
  const idsOf = async (kind: BodyKind) => {
    const rows = await tx.all(Id, sql`select id from ${raw(BODIES_OF[kind].rows)} order by id`)
    return rows.map(({ id }) => id)
  }
  const [note, message, support_answer, referral] = await Promise.all([
    idsOf('note'),
    idsOf('message'),
    idsOf('support_answer'),
    idsOf('referral'),
  ])
  return { note, message, support_answer, referral }
}

const Body = z.looseObject({ id: z.uuid() })
export type BodyRow = z.infer<typeof Body>

/** The words against their ticket, by the columns that they stand in. */
export function bodiesBy(tx: Read, { kind, ids, ticket }: Ticketed): Promise<BodyRow[]> {
  const { by, words } = BODIES_OF[kind]
  return tx.all(Body, sql`select ${raw(['id', ...words].join(', '))} from ${raw(by)}(${[...ids]}::uuid[], ${ticket})`)
}

const Whose = z.object({ givenName: z.string().nullable(), familyName: z.string().nullable() })

/** The name of the person of a visit. */
export async function nameOnVisit(tx: Read): Promise<string> {
  const found = await tx.maybe(
    Whose,
    sql`
    select n.given_name as "givenName", n.family_name as "familyName"
      from person p join person_name n on n.person_id = p.id and n.known_until is null
     where p.root_id = p.id limit 1`,
  )
  return [found?.givenName, found?.familyName].filter((part) => part).join(' ')
}
