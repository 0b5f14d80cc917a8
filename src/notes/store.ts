import { z } from 'zod'
import { DomainKind } from '../access/model.ts'
import type { Read, Write } from '../kernel/database.ts'
import { InstantText } from '../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import type { PersonId } from '../people/model.ts'
import { membersOf } from '../people/store.ts'
import { ending } from '../people/version-sql.ts'
import { Note, type NoteInput, NoteSettings, type Secrecy } from './model.ts'
import { BUDGET_ALONE, SECRECY_OF } from './rules.ts'

const columns = raw(`
  n.id, n.note_id as "noteId", n.person_id as "personId", n.topic, n.secrecy, n.happened_on as "happenedOn", n.letters,
  n.written_by as "writtenBy", n.written_at as "writtenAt", n.recorded_by as "recordedBy", n.struck_at as "struckAt",
  n.struck_by as "struckBy", n.struck_reason as "struckReason", n.known_from as "knownFrom", n.known_until as "knownUntil"`)

/** Notes of a person and of those merged into it. */
const among = (root: PersonId): Sql => sql`n.person_id in (${membersOf(sql`${root}::uuid`)})`

/** Current wordings; those struck out are left out unless asked for. */
const shown = (struck: boolean): Sql => raw(`n.known_until is null${struck ? '' : ' and n.struck_at is null'}`)

export type Asked = {
  readonly root: PersonId
  readonly struck: boolean
  readonly limit: number
  readonly offset: number
}

/** A person's notes, what happened last first. */
export function notesOf(tx: Read, { root, struck, limit, offset }: Asked): Promise<Note[]> {
  return tx.all(
    Note,
    prepared(sql`
    select ${columns} from note n where ${among(root)} and ${shown(struck)}
     order by n.happened_on desc, n.written_at desc, n.id limit ${limit} offset ${offset}`),
  )
}

const Counts = z.object({ total: z.number(), struck: z.number() })

/** How many notes there are that one may read, and how many of them are struck out. */
export function countNotes(tx: Read, root: PersonId): Promise<z.infer<typeof Counts>> {
  return tx.one(
    Counts,
    prepared(sql`
    select count(*) as total, count(*) filter (where n.struck_at is not null) as struck
      from note n where ${among(root)} and ${shown(true)}`),
  )
}

/** The wordings of one note, the newest first. */
export function wordingsOf(tx: Read, of: { root: PersonId; noteId: string; limit: number }): Promise<Note[]> {
  return tx.all(
    Note,
    sql`
    select ${columns} from note n where ${among(of.root)} and n.note_id = ${of.noteId}
     order by n.known_until desc nulls first, n.known_from desc, n.id limit ${of.limit}`,
  )
}

/** Locks the current wording in a statement of its own and reads it afterwards. Refuses with `not_found` what one may not see. */
export async function lockNote(tx: Write, of: { root: PersonId; noteId: string }): Promise<Note> {
  const current = sql`n.note_id = ${of.noteId} and n.known_until is null`
  await tx.run(sql`select from note n where ${current} for update`)
  return tx.one(Note, sql`select ${columns} from note n where ${among(of.root)} and ${current}`)
}

const Reached = z.object({ reached: z.boolean() })

/** Whether the actor works with the person: to reach the whole domain is not enough for notes. */
export async function reachesNotes(tx: Read, person: PersonId): Promise<boolean> {
  const { reached } = await tx.one(
    Reached,
    prepared(sql`select exists (select from access.reach('note') r(id) where r.id = ${person}) as reached`),
  )
  return reached
}

const Body = z.object({ id: z.uuid(), body: z.string() })

/** The words of these notes, by id, against a committed ticket for each; those out of reach are not among them. */
export async function bodiesOf(tx: Read, ids: readonly string[], ticket: number): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(Body, prepared(sql`select id, body from note_bodies(${ids}::uuid[], ${ticket})`))
  return new Map(rows.map(({ id, body }) => [id, body]))
}

/** Whether the actor's read budget has room for some notes now, and when not, from when. */
const Room = z.object({ over: z.boolean(), freeAt: InstantText.nullable() })
export type Room = z.infer<typeof Room>

/** Asked by those who only read. On a visit it is the budget of the domain one visits. */
export function roomFor(tx: Read, ids: readonly string[]): Promise<Room> {
  return tx.one(
    Room,
    prepared(sql`
    select f.at is not null as over, case when isfinite(f.at) then f.at end as "freeAt"
      from note_free_at(${ids}::uuid[]) f(at)`),
  )
}

/**
 * The room for notes whose ticket is taken next. Tickets of one actor are taken one at a time, until the transaction ends: two
 * windows cannot both have the last of it.
 */
export async function budgetFor(tx: Write, ids: readonly string[]): Promise<Room> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`notes ${tx.actor.accountId}`}, 0))`)
  return roomFor(tx, ids)
}

const Made = z.object({ id: z.uuid() })

export async function insertNote(tx: Write, person: PersonId, note: NoteInput): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    with fresh as (select gen_random_uuid() as id)
    insert into note (domain_id, id, note_id, person_id, topic, secrecy, happened_on, body, written_by, written_at, recorded_by, known_from)
    select ${tx.actor.domainId}::uuid, id, id, ${person}::uuid, ${note.topic}, ${note.secrecy}, ${note.happenedOn}::date, ${note.body},
           ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from fresh returning id`,
  )
  return id
}

/** Closes a wording and opens the next of the same note. Answers with its id. */
export async function insertWording(tx: Write, before: Note, note: NoteInput): Promise<string> {
  await tx.runOne(
    sql`update note n set known_until = ${ending(tx, 'n')} where n.id = ${before.id} and n.known_until is null`,
  )
  const { id } = await tx.one(
    Made,
    sql`
    insert into note (domain_id, note_id, person_id, topic, secrecy, happened_on, body, written_by, written_at, recorded_by, known_from)
    values (${tx.actor.domainId}, ${before.noteId}, ${before.personId}, ${note.topic}, ${note.secrecy}, ${note.happenedOn},
            ${note.body}, ${before.writtenBy}, ${before.writtenAt}, ${tx.actor.accountId}, ${tx.now})
    returning id`,
  )
  return id
}

export async function strikeWording(tx: Write, note: Note, reason: string): Promise<void> {
  await tx.runOne(sql`
    update note n set struck_at = ${tx.now}, struck_by = ${tx.actor.accountId}, struck_reason = ${reason}
     where n.id = ${note.id} and n.known_until is null and n.struck_at is null`)
}

/** What holds where the domain has decided nothing. */
const UNDECIDED: NoteSettings = { secrecy: null, ...BUDGET_ALONE }

export async function noteSettings(tx: Read): Promise<NoteSettings> {
  const decided = await tx.maybe(
    NoteSettings,
    prepared(sql`select s.secrecy, s.most_short as "mostShort", s.most_day as "mostDay" from note_setting s`),
  )
  return decided ?? UNDECIDED
}

export async function domainKind(tx: Read): Promise<DomainKind> {
  const { kind } = await tx.one(z.object({ kind: DomainKind }), prepared(sql`select access.domain_kind() as kind`))
  return kind
}

/** The secrecy a new note begins with, and whether the domain has decided it. */
export async function secrecyToBegin(tx: Read): Promise<{ readonly secrecy: Secrecy; readonly decided: boolean }> {
  const { secrecy } = await noteSettings(tx)
  return { secrecy: secrecy ?? SECRECY_OF[await domainKind(tx)], decided: secrecy !== null }
}

export async function saveSettings(
  tx: Write,
  settings: NoteSettings & { readonly approvalId: string | null },
): Promise<void> {
  const { secrecy, mostShort, mostDay, approvalId } = settings
  const isRaised = mostShort > BUDGET_ALONE.mostShort || mostDay > BUDGET_ALONE.mostDay
  // What two have agreed to stays with what it is for.
  const approval = isRaised ? sql`coalesce(${approvalId}::uuid, (select s.approval_id from note_setting s))` : sql`null`
  await tx.run(sql`
    insert into note_setting (domain_id, secrecy, most_short, most_day, approval_id, decided_by, decided_at)
    values (${tx.actor.domainId}, ${secrecy}, ${mostShort}, ${mostDay}, ${approval}, ${tx.actor.accountId}, ${tx.now})
    on conflict (domain_id) do update
      set secrecy = excluded.secrecy, most_short = excluded.most_short, most_day = excluded.most_day,
          approval_id = excluded.approval_id, decided_by = excluded.decided_by, decided_at = excluded.decided_at`)
}
