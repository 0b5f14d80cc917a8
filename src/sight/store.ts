import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import type { Instant } from '../kernel/date.ts'
import { prepared, raw, sql } from '../kernel/sql.ts'
import { Assignment, Block, Candidate, Ground, Looker, type Shut } from './model.ts'

/** All of it goes through functions of the access schema, which ask for the actor's right themselves. Null is: not there, or not yours. */

const Id = z.object({ id: z.uuid().nullable() })
const Said = z.object({ said: z.boolean().nullable() })

/** Why people see a person: everybody's grounds. Each row one ground of one member of staff, or of one domain it is shared with. */
export function groundsOf(tx: Read, personId: string): Promise<Ground[]> {
  return grounds(tx, personId, false)
}

/** Why the actor does. */
export function ownGrounds(tx: Read, personId: string): Promise<Ground[]> {
  return grounds(tx, personId, true)
}

function grounds(tx: Read, personId: string, mine: boolean): Promise<Ground[]> {
  return tx.all(
    Ground,
    prepared(sql`
    select g.kind, g.membership_id as "membershipId", g.display_name as "displayName", g.role, g.title, g.team_name as "teamName",
           u.name as "unitName", g.domain_name as "domainName", g.topics, g.reason, g.given_by as "givenBy", g.since, g.until
      from access.grounds(${personId}, ${mine}) g
      left join unit u on u.id = g.unit_id`),
  )
}

export function assignmentsOf(tx: Read, personId: string): Promise<Assignment[]> {
  return tx.all(
    Assignment,
    sql`
    select id, kind, display_name as "displayName", role, title, is_team as "isTeam", reason, given_by as "givenBy",
           from_at as "from", until_at as until
      from access.let_in_to(${personId})`,
  )
}

/** Whether the actor may let others in to this person. */
export async function letsIn(tx: Read, personId: string): Promise<boolean> {
  const { said } = await tx.one(Said, sql`select access.lets_in(${personId}) as said`)
  return said === true
}

export function candidates(tx: Read, personId: string): Promise<Candidate[]> {
  return tx.all(
    Candidate,
    sql`
    select membership_id as "membershipId", team_id as "teamId", display_name as "displayName", role, title
      from access.may_be_let_in(${personId})`,
  )
}

type NewAssignment = {
  readonly personId: string
  readonly membershipId: string | null
  readonly teamId: string | null
  readonly reason: string
  readonly until: Instant | null
}

export async function insertAssignment(tx: Write, made: NewAssignment): Promise<string | null> {
  const { id } = await tx.one(
    Id,
    sql`select access.let_in(${made.personId}, ${made.membershipId}, ${made.teamId}, ${made.reason}, ${made.until}) as id`,
  )
  return id
}

/** Answers whose it was. */
export async function endAssignment(tx: Write, id: string): Promise<string | null> {
  return (await tx.one(Id, sql`select access.end_let_in(${id}) as id`)).id
}

const Made = z.object({ personId: z.uuid(), id: z.uuid() })

/** The same of one colleague and many persons: those for whom it was made. */
export function insertAssignments(
  tx: Write,
  made: { readonly personIds: readonly string[]; readonly membershipId: string; readonly reason: string },
): Promise<z.infer<typeof Made>[]> {
  return tx.all(
    Made,
    tx.actor.reach === 'domain'
      ? sql`
    select person_id as "personId", id
      from access.let_in_many(${[...made.personIds]}::uuid[], ${made.membershipId}, ${made.reason})`
      : sql`
    select m.person_id as "personId", m.id
      from (select p.id as person_id, access.let_in(p.id, ${made.membershipId}, null, ${made.reason}, null) as id
              from unnest(${[...made.personIds]}::uuid[]) p (id)) m
     where m.id is not null`,
  )
}

/** Ends those that came with answering for a case and are over with it, whoever the actor is. Answers whose they were. */
export function endWithCase(tx: Write, ids: readonly string[]): Promise<z.infer<typeof Made>[]> {
  return tx.all(Made, sql`select person_id as "personId", id from access.end_let_in_with_case(${[...ids]}::uuid[])`)
}

/** Ends those that came with going along on a visit and are over with it, whoever the actor is. Answers whose they were. */
export function endWithVisit(tx: Write, ids: readonly string[]): Promise<z.infer<typeof Made>[]> {
  return tx.all(Made, sql`select person_id as "personId", id from access.end_let_in_with_visit(${[...ids]}::uuid[])`)
}

/** An event for each in one statement. */
export async function recordAssignments(
  tx: Write,
  made: readonly z.infer<typeof Made>[],
  membershipId: string,
): Promise<void> {
  const detail = JSON.stringify({ membershipId, teamId: null, until: null })
  await tx.run(sql`
    select trail.record('sight.let_in', m.id::text, m.person_id, ${detail}::jsonb)
      from unnest(${made.map(({ id }) => id)}::uuid[], ${made.map(({ personId }) => personId)}::uuid[]) m (id, person_id)`)
}

export async function recordEnded(tx: Write, ended: readonly z.infer<typeof Made>[]): Promise<void> {
  await tx.run(sql`
    select trail.record('sight.letting_in_ended', m.id::text, m.person_id, null)
      from unnest(${ended.map(({ id }) => id)}::uuid[], ${ended.map(({ personId }) => personId)}::uuid[]) m (id, person_id)`)
}

/** Whether the actor sets blocks on this person. */
export async function blocksOn(tx: Read, personId: string): Promise<boolean> {
  const { said } = await tx.one(Said, sql`select access.blocks_on(${personId}) as said`)
  return said === true
}

/** Those of other domains who may look into what is shared of a person: for one who sets blocks on the person. */
export function lookers(tx: Read, personId: string): Promise<Looker[]> {
  return tx.all(
    Looker,
    sql`
    select account_id as "accountId", display_name as "displayName", domain_name as "domainName"
      from access.lookers(${personId})`,
  )
}

/** Blocks that hold: of one person, or with null of all whom the actor sets blocks on. */
export function blocks(tx: Read, personId: string | null): Promise<Block[]> {
  return tx.all(
    Block,
    sql`
    select b.id, b.person_id as "personId", ${personName} as "personName", b.display_name as "displayName", b.excepted, b.reason,
           b.set_by as "setBy", b.from_at as "from"
      from access.blocks(${personId}) b
      left join person p on p.id = b.person_id
      left join person_name n on n.person_id = p.root_id and n.known_until is null
     order by b.from_at desc, b.id`,
  )
}

/** Null for who may not see who it is. */
export const personName = raw(`n.given_name || ' ' || n.family_name`)

const against = (shut: Shut) => (shut.kind === 'one' ? shut.accountId : null)
const excepted = (shut: Shut) => (shut.kind === 'others' ? [...shut.excepted] : [])

export async function insertBlock(
  tx: Write,
  made: { readonly personId: string; readonly shut: Shut; readonly reason: string },
): Promise<string | null> {
  const { personId, shut, reason } = made
  const { id } = await tx.one(
    Id,
    sql`select access.set_block(${personId}, ${against(shut)}, ${excepted(shut)}::uuid[], ${reason}) as id`,
  )
  return id
}

const Found = z.object({ id: z.uuid().nullable(), personId: z.uuid() })

/** Null when nobody has the number; without an id when the block was there already. */
export function insertBlockByNumber(
  tx: Write,
  made: { readonly number: string; readonly shut: Shut; readonly reason: string },
): Promise<z.infer<typeof Found> | null> {
  const { number, shut, reason } = made
  return tx.maybe(
    Found,
    sql`
    select block_id as id, person_id as "personId"
      from access.set_block_by_number(${number}, ${against(shut)}, ${excepted(shut)}::uuid[], ${reason})`,
  )
}

const Left = z.object({ id: z.uuid(), name: z.string().nullable() })

/** Those in the register whom nobody answers for since somebody said that they are jävig: as far as the actor sees them, and blocks on them. */
export function leftByRecusal(tx: Read): Promise<z.infer<typeof Left>[]> {
  return tx.all(
    Left,
    sql`
    select distinct p.root_id as id, ${personName} as name
      from access.blocks(null) b
      join person p on p.id = b.person_id
      join register_period r on r.domain_id = p.domain_id and r.person_id = p.root_id and r.known_until is null
       and (r.from_on is null or r.from_on <= ${tx.today}) and (r.until_on is null or r.until_on > ${tx.today})
      left join person_name n on n.person_id = p.root_id and n.known_until is null
     where b.display_name = b.set_by
       and not exists (select from register_owner w where w.person_id = p.root_id and w.known_until is null)
     order by name, id`,
  )
}

export async function insertRecusal(tx: Write, personId: string, reason: string): Promise<string | null> {
  return (await tx.one(Id, sql`select access.recuse(${personId}, ${reason}) as id`)).id
}

/** Answers whose it was. */
export async function liftBlock(tx: Write, id: string): Promise<string | null> {
  return (await tx.one(Id, sql`select access.lift_block(${id}) as id`)).id
}
