import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import type { SupportCase } from './model.ts'

const Id = z.object({ id: z.uuid() })

const Programme = z.object({ id: z.uuid(), name: z.string() })
export type Programme = z.infer<typeof Programme>

/** The programmes that are offered. */
export function programmesOffered(tx: Read): Promise<Programme[]> {
  return tx.all(
    Programme,
    prepared(
      sql`select g.id, g.name from support_programme g where g.known_until is null order by lower(g.name), g.id`,
    ),
  )
}

/** Null when one of that name is there already. */
export async function insertProgramme(tx: Write, name: string): Promise<string | null> {
  const made = await tx.maybe(
    Id,
    sql`
    insert into support_programme (domain_id, name, set_by, known_from)
    values (${tx.actor.domainId}, ${name}, ${tx.actor.accountId}, ${tx.now}) on conflict do nothing returning id`,
  )
  return made?.id ?? null
}

export async function closeProgramme(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update support_programme g set known_until = ${ending(tx, 'g')} where g.id = ${id} and g.known_until is null`)
}

const Participation = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  personId: PersonId,
  programmeId: z.uuid(),
  name: z.string(),
  from: Day,
  /** The day after the last. */
  until: Day.nullable(),
})
export type Participation = z.infer<typeof Participation>

const columns = raw(`
  a.id, a.case_id as "caseId", a.person_id as "personId", a.programme_id as "programmeId", g.name, a.from_on as "from", a.until_on as "until"`)

/** What somebody takes part in, or has: what goes on first. */
export function participationsOf(tx: Read, root: PersonId): Promise<Participation[]> {
  return tx.all(
    Participation,
    prepared(sql`
    select ${columns} from support_participation a
      join support_programme g on g.domain_id = a.domain_id and g.id = a.programme_id
     where a.person_id in (${membersOfRoot(tx, root)}) and a.known_until is null
     order by a.until_on is not null, a.until_on desc, a.from_on desc, a.id`),
  )
}

/** One as it was written, whatever has become of it since; null where there is none. */
export function participationOnce(tx: Read, id: string): Promise<Participation | null> {
  return tx.maybe(
    Participation,
    sql`
    select ${columns} from support_participation a
      join support_programme g on g.domain_id = a.domain_id and g.id = a.programme_id
     where a.id = ${id}`,
  )
}

type Version = { readonly programmeId: string; readonly from: PlainDate; readonly until: PlainDate | null }

/** Null when they take part already. */
export async function insertParticipation(
  tx: Write,
  of: Pick<SupportCase, 'id' | 'personId'>,
  made: Version,
): Promise<string | null> {
  const found = await tx.maybe(
    Id,
    sql`
    insert into support_participation (domain_id, case_id, person_id, programme_id, from_on, until_on, set_by, known_from)
    values (${tx.actor.domainId}, ${of.id}, ${of.personId}, ${made.programmeId}, ${made.from}, ${made.until}, ${tx.actor.accountId},
            ${tx.now}) on conflict do nothing returning id`,
  )
  return found?.id ?? null
}

export async function closeParticipation(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update support_participation a set known_until = ${ending(tx, 'a')}, closed_by = ${tx.actor.accountId}
     where a.id = ${id} and a.known_until is null`)
}
