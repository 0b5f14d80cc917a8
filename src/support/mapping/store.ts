import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { InstantText, type PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { NoteTopic, Secrecy } from '../../notes/model.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Answers } from '../forms/model.ts'
import { AnswerRow, Mapping, MappingLink } from './model.ts'

const columns = raw(`
  m.id, m.person_id as "personId", m.form_code as "formCode", m.form_version as "formVersion", m.began_on as "beganOn",
  m.begun_by as "begunBy", m.ended_as as "endedAs", m.ended_on as "endedOn"`)
const answerColumns = raw(`
  a.id, a.mapping_id as "mappingId", a.person_id as "personId", a.place, a.topic, a.secrecy, a.answered, a.written_by as "writtenBy",
  a.recorded_by as "recordedBy", a.known_from as "knownFrom", a.known_until as "knownUntil"`)
const linkColumns = raw(`
  l.id, l.mapping_id as "mappingId", l.person_id as "personId", l.sent_by as "sentBy", l.expires_at as "expiresAt", l.known_from as "knownFrom"`)

/** The mappings of a person and of those merged into them, the latest first; those withdrawn last. */
export function mappingsOf(tx: Read, root: PersonId, limit: number): Promise<Mapping[]> {
  return tx.all(
    Mapping,
    prepared(sql`
    select ${columns} from support_mapping m where m.person_id in (${membersOfRoot(tx, root)})
     order by m.ended_as = 'withdrawn' nulls first, m.began_on desc, m.known_from desc, m.id limit ${limit}`),
  )
}

export type MappingOf = { readonly root: PersonId; readonly mappingId: string }

export function mappingById(tx: Read, { root, mappingId }: MappingOf): Promise<Mapping> {
  return tx.one(
    Mapping,
    prepared(
      sql`select ${columns} from support_mapping m where m.id = ${mappingId} and m.person_id in (${membersOfRoot(tx, root)})`,
    ),
  )
}

/** The mappings of the same form, the oldest first; of those merged too, and none that was withdrawn. */
export function sameForm(tx: Read, root: PersonId, of: { code: string; limit: number }): Promise<Mapping[]> {
  return tx.all(
    Mapping,
    sql`
    select x.* from (
      select ${columns} from support_mapping m
       where m.person_id in (${membersOfRoot(tx, root)}) and m.form_code = ${of.code} and m.ended_as is distinct from 'withdrawn'
       order by m.began_on desc, m.known_from desc, m.id limit ${of.limit}) x order by x."beganOn", x.id`,
  )
}

/** One that is open of the same form. */
export async function openMapping(tx: Read, root: PersonId, code: string): Promise<Mapping | null> {
  const [found] = await tx.all(
    Mapping,
    sql`
    select ${columns} from support_mapping m
     where m.person_id in (${membersOfRoot(tx, root)}) and m.form_code = ${code} and m.known_until is null order by m.known_from desc limit 1`,
  )
  return found ?? null
}

const Id = z.object({ id: z.uuid() })
type NewMapping = {
  readonly personId: PersonId
  readonly formCode: string
  readonly formVersion: number
  readonly formId: string | null
}

export async function insertMapping(tx: Write, made: NewMapping): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`
    insert into support_mapping (domain_id, person_id, form_code, form_version, form_id, began_on, begun_by, known_from)
    values (${tx.actor.domainId}, ${made.personId}, ${made.formCode}, ${made.formVersion}, ${made.formId}, ${tx.today},
            ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

export async function endMapping(tx: Write, id: string, as: 'completed' | 'withdrawn'): Promise<void> {
  await tx.runOne(sql`
    update support_mapping m
       set ended_as = ${as}, ended_on = ${tx.today}, ended_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'm')}
     where m.id = ${id} and m.known_until is null`)
}

/** What has been filled in of some mappings, as it stands, all but the words. */
export function answersOf(tx: Read, mappingIds: readonly string[]): Promise<AnswerRow[]> {
  return tx.all(
    AnswerRow,
    prepared(sql`
    select ${answerColumns} from support_answer a
     where a.mapping_id = any (${[...mappingIds]}::uuid[]) and a.known_until is null order by a.mapping_id, a.place`),
  )
}

/** Every wording of one place, the newest first. */
export function wordingsOf(tx: Read, of: { mappingId: string; place: string; limit: number }): Promise<AnswerRow[]> {
  return tx.all(
    AnswerRow,
    sql`
    select ${answerColumns} from support_answer a where a.mapping_id = ${of.mappingId} and a.place = ${of.place}
     order by a.known_until desc nulls first, a.known_from desc, a.id limit ${of.limit}`,
  )
}

const Body = z.object({ id: z.uuid(), body: z.string() })

/** The answers by id, against a committed ticket for each; those out of reach are not among them. */
export async function bodiesOf(
  tx: Read,
  ids: readonly string[],
  ticket: number,
): Promise<ReadonlyMap<string, Answers>> {
  const rows = await tx.all(
    Body,
    prepared(sql`select id, body from support_answer_bodies(${[...ids]}::uuid[], ${ticket})`),
  )
  return new Map(rows.map(({ id, body }) => [id, Answers.parse(JSON.parse(body))]))
}

const Room = z.object({ over: z.boolean(), freeAt: InstantText.nullable() })
export type Room = z.infer<typeof Room>

/** The room in the read budget for answers whose ticket is taken next. Those of one actor are taken one at a time. */
export async function budgetFor(tx: Write, ids: readonly string[]): Promise<Room> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`answers ${tx.actor.accountId}`}, 0))`)
  return tx.one(
    Room,
    prepared(sql`
    select f.at is not null as over, case when isfinite(f.at) then f.at end as "freeAt"
      from support_answer_free_at(${[...ids]}::uuid[]) f(at)`),
  )
}

/** What was typed on a page, read. */
export type ReadPage = {
  readonly mapping: Pick<Mapping, 'id' | 'personId'>
  readonly place: string
  readonly topic: NoteTopic
  readonly secrecy: Secrecy
  readonly answers: Answers
}
/** `before`: the wording that this takes the place of. */
export type NewAnswer = ReadPage & { readonly before: AnswerRow | null }

/** Locks what stands in a place, in a statement of its own, and reads it afterwards. */
export async function lockAnswer(tx: Write, of: { mappingId: string; place: string }): Promise<AnswerRow | null> {
  const current = sql`a.mapping_id = ${of.mappingId} and a.place = ${of.place} and a.known_until is null`
  await tx.run(sql`select from support_answer a where ${current} for update`)
  return tx.maybe(AnswerRow, sql`select ${answerColumns} from support_answer a where ${current}`)
}

/** Closes what stood and opens what is answered now. Answers with its id; null where something stands that the actor may not see. */
export async function insertAnswer(
  tx: Write,
  { mapping, place, topic, secrecy, answers, before }: NewAnswer,
): Promise<string | null> {
  if (before !== null)
    await tx.runOne(
      sql`update support_answer a set known_until = ${ending(tx, 'a')} where a.id = ${before.id} and a.known_until is null`,
    )
  const made = await tx.maybe(
    Id,
    sql`
    insert into support_answer (domain_id, mapping_id, person_id, place, topic, secrecy, body, answered, written_by, recorded_by, known_from)
    values (${tx.actor.domainId}, ${mapping.id}, ${mapping.personId}, ${place}, ${topic}, ${secrecy}, ${JSON.stringify(answers)},
            ${Object.keys(answers).length}, ${before?.writtenBy ?? tx.actor.accountId}, ${tx.actor.accountId},
            ${tx.now})
    on conflict (domain_id, mapping_id, place) where known_until is null do nothing returning id`,
  )
  return made?.id ?? null
}

/** A wording that was never the one that stands: it is over in the moment it is written. Answers with its id. */
export async function insertBeside(tx: Write, { mapping, place, topic, secrecy, answers }: ReadPage): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`
    insert into support_answer (domain_id, mapping_id, person_id, place, topic, secrecy, body, answered, written_by, recorded_by, known_from,
                                known_until)
    values (${tx.actor.domainId}, ${mapping.id}, ${mapping.personId}, ${place}, ${topic}, ${secrecy}, ${JSON.stringify(answers)},
            ${Object.keys(answers).length}, ${tx.actor.accountId}, ${tx.actor.accountId}, ${tx.now}, ${tx.now}) returning id`,
  )
  return id
}

/** Where somebody with a link wrote beside what stands, and nobody has worded the page anew since. */
export async function placesBeside(tx: Read, mappingId: string): Promise<readonly string[]> {
  const rows = await tx.all(
    z.object({ place: z.string() }),
    sql`
    select distinct b.place
      from support_answer b
      join support_answer a on a.mapping_id = b.mapping_id and a.place = b.place and a.known_until is null
     where b.mapping_id = ${mappingId} and b.known_until = b.known_from and b.known_from >= a.known_from
       and b.written_by = b.recorded_by and b.recorded_by <> a.recorded_by`,
  )
  return rows.map(({ place }) => place)
}

/** The links that are open, of some mappings. */
export function openLinks(tx: Read, mappingIds: readonly string[]): Promise<MappingLink[]> {
  return tx.all(
    MappingLink,
    sql`
    select ${linkColumns} from support_mapping_link l
     where l.mapping_id = any (${[...mappingIds]}::uuid[]) and l.known_until is null and l.expires_at > ${tx.now}`,
  )
}

/** Whether it was sent in behind a link, and nobody has received it yet. */
export async function isUnreceived(tx: Read, mappingId: string): Promise<boolean> {
  const found = await tx.all(
    Id,
    sql`
    select m.id from support_mapping m join support_mapping_link l on l.mapping_id = m.id and l.known_until is null
     where m.id = ${mappingId} and m.ended_as = 'completed'`,
  )
  return found.length > 0
}

type NewLink = { readonly mapping: Pick<Mapping, 'id' | 'personId'>; readonly sha: string; readonly expiresAt: string }

/** A new link in place of the one there was. */
export async function insertLink(tx: Write, { mapping, sha, expiresAt }: NewLink): Promise<void> {
  await closeLinks(tx, mapping.id)
  await tx.run(sql`
    insert into support_mapping_link (domain_id, mapping_id, person_id, link_sha, sent_by, expires_at, known_from)
    values (${tx.actor.domainId}, ${mapping.id}, ${mapping.personId}, ${sha}, ${tx.actor.accountId}, ${expiresAt}, ${tx.now})`)
}

/** How many were open. */
export function closeLinks(tx: Write, mappingId: string): Promise<number> {
  return tx.run(sql`
    update support_mapping_link l set known_until = ${ending(tx, 'l')}, closed_by = ${tx.actor.accountId}
     where l.mapping_id = ${mappingId} and l.known_until is null`)
}

/** What a link leads to while it is open: the mapping, which is open too. Null for anything else. */
export async function mappingBehind(tx: Read, sha: string): Promise<Mapping | null> {
  return tx.maybe(
    Mapping,
    sql`
    select ${columns} from support_mapping_link l join support_mapping m on m.id = l.mapping_id
     where l.link_sha = ${sha} and l.known_until is null and l.expires_at > ${tx.now} and m.known_until is null`,
  )
}

/** Whether all was sent in by the one with the link, whose link has not yet run out. */
export async function isSentIn(tx: Read, sha: string): Promise<boolean> {
  const found = await tx.all(
    Id,
    sql`
    select m.id from support_mapping_link l join support_mapping m on m.id = l.mapping_id
     where l.link_sha = ${sha} and l.expires_at > ${tx.now} and m.ended_as = 'completed' and m.ended_by = ${tx.actor.accountId}
       and (l.known_until is null or l.known_until >= m.known_until)`,
  )
  return found.length > 0
}

export async function lockBehind(tx: Write, sha: string): Promise<Mapping | null> {
  await tx.run(sql`select from support_mapping_link l where l.link_sha = ${sha} for update`)
  return mappingBehind(tx, sha)
}

const Behind = z.object({ place: z.string(), body: z.string() })

/** What has been answered behind an open link, by place: for the machine, to know what is asked next. */
export async function answersBehind(tx: Read, sha: string): Promise<ReadonlyMap<string, Answers>> {
  const rows = await tx.all(Behind, sql`select place, body from support_answers_behind(${sha})`)
  return new Map(rows.map(({ place, body }) => [place, Answers.parse(JSON.parse(body))]))
}

/** When a person was last mapped, for those who support them: of each form, how many and the latest day. */
const Latest = z.object({
  formCode: z.string(),
  times: z.number(),
  latestOn: z.string().transform((on) => on as PlainDate),
})
export type Latest = z.infer<typeof Latest>

export function latestByForm(tx: Read, root: PersonId): Promise<Latest[]> {
  return tx.all(
    Latest,
    prepared(sql`
    select m.form_code as "formCode", count(*)::integer as times, max(m.began_on)::text as "latestOn"
      from support_mapping m where m.person_id in (${membersOfRoot(tx, root)}) and m.ended_as is distinct from 'withdrawn'
     group by m.form_code order by max(m.began_on) desc, m.form_code`),
  )
}
