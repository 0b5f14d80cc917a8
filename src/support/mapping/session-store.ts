import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { raw, sql } from '../../kernel/sql.ts'
import type { NoteTopic, Secrecy } from '../../notes/model.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOf, membersOfRoot } from '../../people/store.ts'
import { type Method, Session } from './model.ts'

const columns = raw(`
  s.id, s.person_id as "personId", s.note_id as "noteId", s.topic, s.method, s.held_on as "heldOn", s.importance, s.confidence, s.standing,
  s.written_by as "writtenBy"`)

/** A talk whose note is struck out was noted wrong, and is no talk. */
const stands = raw(`
  s.known_until is null and not exists (
    select from note n
     where n.domain_id = s.domain_id and n.note_id = s.note_id and n.known_until is null and n.struck_at is not null)`)

/** Talks with a person and those merged into them, the latest first. */
export function sessionsOf(tx: Read, root: PersonId, limit: number): Promise<Session[]> {
  return tx.all(
    Session,
    sql`
    select ${columns} from support_method_session s where s.person_id in (${membersOfRoot(tx, root)}) and ${stands}
     order by s.held_on desc, s.known_from desc, s.id limit ${limit}`,
  )
}

const Count = z.object({ method: z.string(), talks: z.number(), persons: z.number() })
export type MethodCount = z.infer<typeof Count>

/** How many talks by each method since a day, with how many young persons; of those whose notes one reads. */
export function methodCounts(
  tx: Read,
  of: { readonly since: PlainDate; readonly root: PersonId | null },
): Promise<MethodCount[]> {
  const whose = of.root === null ? sql`true` : sql`s.person_id in (${membersOf(sql`${of.root}::uuid`)})`
  return tx.all(
    Count,
    sql`
    select s.method, count(*)::integer as talks, count(distinct p.root_id)::integer as persons
      from support_method_session s join person p on p.id = s.person_id
     where s.held_on >= ${of.since} and ${stands} and ${whose}
     group by s.method order by count(*) desc, s.method`,
  )
}

export type NewSession = {
  readonly personId: PersonId
  readonly noteId: string
  readonly topic: NoteTopic
  readonly secrecy: Secrecy
  readonly method: Method
  readonly heldOn: PlainDate
  readonly importance: number | null
  readonly confidence: number | null
  readonly standing: number | null
}

export async function insertSession(tx: Write, made: NewSession): Promise<string> {
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`
    insert into support_method_session (domain_id, person_id, note_id, topic, secrecy, method, held_on, importance, confidence, standing, written_by,
                                 recorded_by, known_from)
    values (${tx.actor.domainId}, ${made.personId}, ${made.noteId}, ${made.topic}, ${made.secrecy}, ${made.method}, ${made.heldOn},
            ${made.importance}, ${made.confidence}, ${made.standing}, ${tx.actor.accountId}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}
