import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { prepared, raw, sql } from '../kernel/sql.ts'
import type { PersonId } from '../people/model.ts'
import { membersOf } from '../people/store.ts'
import { ending } from '../people/version-sql.ts'
import { ageingOut } from '../register/ageing-sql.ts'
import { admittedWithin, mayBeAdmitted, type Watched } from '../register/arrival-sql.ts'
import {
  Admitted,
  Ageing,
  Handover,
  type HandoverEnd,
  type HandoverInput,
  type Said,
  STANDINGS,
  type Standing,
  Waiting,
} from './model.ts'

const Watch = Admitted.extend({ standing: z.enum(STANDINGS) })
export type Watch = z.infer<typeof Watch>

const watchColumns = raw(`
  x.root as id, n.given_name as "givenName", n.family_name as "familyName", r.protection, x.school, x.starts_on as "startsOn",
  x.ends_before as "endsBefore", x.fell_away as "fellAway", x.said, x.said_on as "saidOn", x.owner, x.next_on as "nextOn", x.standing`)
const watchJoins = raw(`
  join person r on r.id = x.root
  left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null`)

const PerSchool = z.object({ school: z.string().nullable(), standing: z.enum(STANDINGS), count: z.number() })
export type PerSchool = z.infer<typeof PerSchool>

const Watching = z.object({ rows: z.array(Watch), bySchool: z.array(PerSchool) })
export type Watching = z.infer<typeof Watching>

/** How many stand where, school by school, and a page of those who stand so, who is first to begin first: everybody is looked over once. */
export function watched(
  tx: Read,
  of: Watched & { readonly standing: Standing; readonly limit: number; readonly offset: number },
): Promise<Watching> {
  return tx.one(
    Watching,
    sql`
    with w as materialized (${admittedWithin(of)})
    select (select coalesce(json_agg(q), '[]') from (
              select ${watchColumns} from w x ${watchJoins} where x.standing = ${of.standing}
               order by x.starts_on, x.school nulls last, x.root limit ${of.limit} offset ${of.offset}) q) as rows,
           (select coalesce(json_agg(q), '[]') from (
              select w.school, w.standing, count(*)::integer as count from w group by w.school, w.standing) q) as "bySchool"`,
  )
}

/** The admission of one, or null. */
export async function admissionOf(tx: Read, root: PersonId, of: Watched): Promise<Watch | null> {
  // Most have none, which is soon told; to say where one stands takes a dozen looks at enrolments.
  const { found: isLikely } = await tx.one(z.object({ found: z.boolean() }), prepared(mayBeAdmitted({ ...of, root })))
  if (!isLikely) return null
  const [found] = await tx.all(
    Watch,
    prepared(sql`select ${watchColumns} from (${admittedWithin({ ...of, root })}) x ${watchJoins}`),
  )
  return found ?? null
}

export async function saveArrival(
  tx: Write,
  of: { readonly personId: PersonId; readonly startsOn: PlainDate; readonly said: Said },
): Promise<string> {
  await tx.run(sql`
    update transition_arrival a set closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'a')}
     where a.person_id in (${membersOf(sql`${of.personId}::uuid`)}) and a.starts_on = ${of.startsOn} and a.known_until is null`)
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`insert into transition_arrival (domain_id, person_id, starts_on, said, on_day, said_by, known_from)
        values (${tx.actor.domainId}, ${of.personId}, ${of.startsOn}, ${of.said}, ${tx.today}, ${tx.actor.accountId}, ${tx.now})
        returning id`,
  )
  return id
}

const columns = raw(`
  h.handover_id as id, h.person_id as "personId", h.kind, h.receiver, h.place, h.needs, h.note_id as "noteId", h.consent, h.to_account as "toAccount", h.on_day as "onDay",
  (select f.made_by from transition_handover f where f.domain_id = h.domain_id and f.handover_id = h.handover_id
    order by f.known_from limit 1) as "madeBy", h.assignment_id as "assignmentId", h.ended_as as "endedAs", h.ended_on as "endedOn", h.ended_by as "endedBy", h.known_from as "knownFrom"`)

/** Of a handover whose answer was written down anew, the row that holds. */
const isLatest = raw(`not exists (
       select from transition_handover l where l.domain_id = h.domain_id and l.handover_id = h.handover_id and l.known_from > h.known_from)`)

/** What has been handed over of somebody, the latest first. */
export function handoversOf(tx: Read, root: PersonId): Promise<Handover[]> {
  return tx.all(
    Handover,
    prepared(sql`
    select ${columns} from transition_handover h where h.person_id in (${membersOf(sql`${root}::uuid`)}) and ${isLatest}
     order by h.on_day desc, h.known_from desc, h.id`),
  )
}

export async function lockHandover(
  tx: Write,
  { root, id }: { readonly root: PersonId; readonly id: string },
): Promise<Handover | null> {
  await tx.run(sql`select from transition_handover h where h.handover_id = ${id} for update`)
  return tx.maybe(
    Handover,
    sql`
    select ${columns} from transition_handover h
     where h.handover_id = ${id} and h.person_id in (${membersOf(sql`${root}::uuid`)}) and ${isLatest}`,
  )
}

export async function insertHandover(
  tx: Write,
  made: HandoverInput & {
    readonly id?: string
    readonly personId: PersonId
    readonly noteId: string | null
    readonly assignmentId: string | null
  },
): Promise<string> {
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`insert into transition_handover (domain_id, handover_id, person_id, kind, receiver, place, needs, note_id, consent, to_account, on_day,
                                     assignment_id, made_by, known_from)
        values (${tx.actor.domainId}, coalesce(${made.id ?? null}::uuid, gen_random_uuid()), ${made.personId}, ${made.kind}, ${made.receiver},
                ${made.place}, ${[...made.needs]}::text[], ${made.noteId}, ${made.consent}, ${made.toAccount}, ${made.onDay},
                ${made.assignmentId}, ${tx.actor.accountId}, greatest(${tx.now}::timestamptz, (
                  select max(b.known_from) + interval '1 microsecond' from transition_handover b where b.handover_id = ${made.id ?? null}::uuid)))
        returning handover_id as id`,
  )
  return id
}

export async function endHandover(
  tx: Write,
  { id, as, on }: { readonly id: string; readonly as: HandoverEnd; readonly on: PlainDate },
): Promise<void> {
  await tx.runOne(sql`
    update transition_handover h set ended_as = ${as}, ended_on = ${on}, ended_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'h')}
     where h.handover_id = ${id} and h.known_until is null`)
}

type Page = { readonly limit: number; readonly offset: number }

/** What nobody has answered yet, what has waited longest first. */
export function waitingHandovers(tx: Read, { limit, offset }: Page): Promise<Waiting[]> {
  return tx.all(
    Waiting,
    sql`
    select h.handover_id as id, h.kind, h.receiver, h.place, h.on_day as "onDay", h.to_account as "toAccount",
           (select f.made_by from transition_handover f where f.domain_id = h.domain_id and f.handover_id = h.handover_id
             order by f.known_from limit 1) as "madeBy", r.id as "personId", n.given_name as "givenName", n.family_name as "familyName"
      from transition_handover h
      join person m on m.domain_id = h.domain_id and m.id = h.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null
     where h.known_until is null order by h.on_day, h.id limit ${limit} offset ${offset}`,
  )
}

/** Those in the register who were born on these days, the first to turn twenty first. */
export function ageing(
  tx: Read,
  of: Page & { readonly born: { readonly from: PlainDate; readonly to: PlainDate } },
): Promise<Ageing[]> {
  return tx.all(
    Ageing,
    sql`
    select x.id, n.given_name as "givenName", n.family_name as "familyName", x.protection, x.twenty_on as "twentyOn", x.owner,
           x.next_on as "nextOn", x.handover
      from (${ageingOut(tx.today, of.born)}) x
      left join person_name n on n.person_id = x.id and n.known_until is null
     order by x.twenty_on, x.id limit ${of.limit} offset ${of.offset}`,
  )
}
