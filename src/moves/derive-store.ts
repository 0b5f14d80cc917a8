import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { Day, type PlainDate } from '../kernel/date.ts'
import { type DayRanges, union } from '../kernel/ranges.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { countedHomes, type Life, type Move } from './day-rules.ts'

/** Moves of a whole domain at once: the facts are read, the rule says what follows, and the differences are written. */

const Days = z.array(z.object({ from: Day.nullable(), until: Day.nullable() })).nullable()
const LifeRow = z.object({
  personId: PersonId,
  born: Day,
  homes: z.array(
    z.object({
      kind: z.enum(['registered', 'manual']),
      municipality: z.string(),
      from: Day.nullable(),
      until: Day.nullable(),
    }),
  ),
  hidden: Days,
  gone: Days,
  member: Days,
})

export type LivesAsked = {
  readonly municipality: string
  readonly since: PlainDate
  /** The days of somebody born on a day on which they are young enough (29:9 item 1). */
  readonly youngFor: (born: PlainDate) => DayRanges
  /** Null: everybody. */
  readonly only: readonly string[] | null
}

const daysOf = (table: string, from = 'x.from_on', until = 'x.until_on'): Sql =>
  raw(`(select json_agg(json_build_object('from', ${from}, 'until', ${until}) order by ${from} nulls first)
          from person m join ${table} x on x.person_id = m.id and x.known_until is null where m.root_id = c.root`)

/** Those with a home somewhere else, or none, who have been in the register since a day; each with all that decides. */
export async function livesOfMovers(tx: Read, asked: LivesAsked): Promise<{ personId: PersonId; life: Life }[]> {
  const { municipality, since, only, youngFor } = asked
  const rows = await tx.all(
    LifeRow,
    sql`
    with c as materialized (
      select p.root_id as root
        from person_residence r join person p on p.id = r.person_id
       where r.known_until is null and p.root_id = any(array(
               select q.person_id from register_period q
                where q.known_until is null and (q.until_on is null or q.until_on >= ${since})${
                  only === null ? raw('') : sql` and q.person_id = any(${[...only]}::uuid[])`
                }))
       group by p.root_id
      having bool_or(r.municipality_code <> ${municipality} or (r.kind = 'registered' and r.until_on is not null)))
    select c.root as "personId", n.latest_birth_date as born,
           (select json_agg(json_build_object('kind', r.kind, 'municipality', r.municipality_code, 'from', r.from_on, 'until', r.until_on))
              from person m join person_residence r on r.person_id = m.id and r.known_until is null where m.root_id = c.root) as homes,
           ${daysOf('person_protection')} and x.kind = 'protected_registration') as hidden,
           ${daysOf('person_residency')}) as gone,
           ${daysOf('register_period')}) as member
      from c join person n on n.id = c.root`,
  )
  return rows.map(({ personId, born, homes, hidden, gone, member }) => ({
    personId,
    life: {
      homes: countedHomes(homes, union(hidden ?? [])),
      member: member ?? [],
      gone: union(gone ?? []),
      young: youngFor(born),
    },
  }))
}

const Home = LifeRow.shape.homes.element

/** Where one person has lived, as it counts: for the page that shows whose each day is. */
export async function homesOf(tx: Read, root: PersonId) {
  const homes = await tx.all(
    Home,
    sql`
    select r.kind, r.municipality_code as municipality, r.from_on as "from", r.until_on as until
      from person m join person_residence r on r.person_id = m.id and r.known_until is null where m.root_id = ${root}`,
  )
  const hidden = await tx.all(
    z.object({ from: Day.nullable(), until: Day.nullable() }),
    sql`
    select x.from_on as "from", x.until_on as until
      from person m join person_protection x on x.person_id = m.id and x.known_until is null
     where m.root_id = ${root} and x.kind = 'protected_registration' order by x.from_on`,
  )
  return countedHomes(homes, union(hidden))
}

/** A move of somebody, as it is to stand. */
export type Found = Move & { readonly personId: PersonId; readonly dueOn: PlainDate }

const found = (moves: readonly Found[]): Sql => sql`
  jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as f (
    "personId" uuid, "from" text, "to" text, "leftOn" date, "movedOn" date, clarity text, "dueOn" date)`

/** A row's person, whichever of their numbers it stands under. */
const rootOfRow = raw('(select q.root_id from person q where q.id = o.person_id)')
const isTheirs = sql`f."personId" = ${rootOfRow}`

/** Writes down who leaves and is not there already: once for each day of leaving. Answers how many were new. */
export function insertOut(tx: Write, moves: readonly Found[]): Promise<number> {
  return tx.run(sql`
    insert into move_out (domain_id, person_id, left_on, moved_on, municipality_code, clarity, due_on, made_by, made_at)
    select ${tx.actor.domainId}, f."personId", f."leftOn", f."movedOn", f."to", f.clarity, f."dueOn", ${tx.actor.accountId}, ${tx.now}
      from ${found(moves)}
     where not exists (select from move_out o where ${isTheirs} and o.left_on = f."leftOn")
    on conflict do nothing`)
}

/** As it was before anybody handed it over. */
const anew = raw(`
  sent_at = null, sent_by = null, sent_how = null, sent_on = null, parcel_id = null, taken_at = null, opened_at = null, received_by = null,
  answered_at = null, answer = null, reason = null, lapsed_at = null, ground = null, ground_detail = null`)

const Changed = z.object({ id: z.uuid(), personId: PersonId })

/** Those sent to another municipality than the data now say: they are to be handed over anew. What the data do not say, somebody may have. */
export function redirect(tx: Write, moves: readonly Found[]): Promise<{ id: string; personId: PersonId }[]> {
  return tx.all(
    Changed,
    sql`
    update move_out o set municipality_code = f."to", moved_on = f."movedOn", said_by = null, ended_at = null, ${anew}
      from ${found(moves)}
     where ${isTheirs} and o.left_on = f."leftOn" and f."to" is not null and o.municipality_code is distinct from f."to"
       and o.state in ('to_hand_over', 'sent', 'received', 'declined')
    returning o.id, f."personId"`,
  )
}

/** What the data say of the days, where they have come to say something else. */
export function keepDays(tx: Write, moves: readonly Found[]): Promise<number> {
  return tx.run(sql`
    update move_out o set clarity = f.clarity, moved_on = coalesce(f."movedOn", o.moved_on)
      from ${found(moves)}
     where ${isTheirs} and o.left_on = f."leftOn" and (f."to" is null or o.municipality_code = f."to")
       and (o.clarity, o.moved_on) is distinct from (f.clarity, coalesce(f."movedOn", o.moved_on))`)
}

/** What was said not to be so is so again: it is to be handed over after all. */
export function restore(tx: Write, moves: readonly Found[]): Promise<number> {
  return tx.run(sql`
    update move_out o set not_needed_at = null, not_needed_by = null, not_needed_why = null, municipality_code = f."to", moved_on = f."movedOn",
           clarity = f.clarity, said_by = null, ended_at = null, ${anew}
      from ${found(moves)}
     where ${isTheirs} and o.left_on = f."leftOn" and (o.not_needed_why = 'reversed' or o.state = 'lapsed')`)
}

type Scope = { readonly since: PlainDate; readonly only: readonly string[] | null }

const isGone = (moves: readonly Found[], { since, only }: Scope, day: 'left_on' | 'moved_on'): Sql => sql`
  o.${raw(day)} >= ${since}${only === null ? raw('') : sql` and ${rootOfRow} = any(${[...only]}::uuid[])`} and not exists (
    select from ${found(moves)} where ${isTheirs} and f.${raw(day === 'left_on' ? '"leftOn"' : '"movedOn"')} = o.${raw(day)})`

/** What has not gone and is no longer so: nobody is told. */
export function setReversed(tx: Write, moves: readonly Found[], scope: Scope): Promise<number> {
  return tx.run(sql`
    update move_out o set not_needed_at = ${tx.now}, not_needed_by = ${tx.actor.accountId}, not_needed_why = 'reversed'
     where o.state = 'to_hand_over' and ${isGone(moves, scope, 'left_on')}`)
}

/** What has gone and is no longer so: those who were told are told that as well. */
export function setLapsed(
  tx: Write,
  moves: readonly Found[],
  scope: Scope,
): Promise<{ id: string; personId: PersonId }[]> {
  return tx.all(
    Changed,
    sql`
    update move_out o set lapsed_at = ${tx.now}
     where o.state in ('sent', 'received', 'declined') and ${isGone(moves, scope, 'left_on')}
    returning o.id, o.person_id as "personId"`,
  )
}

/** Those who have gone to another municipality, and for whom something may still be planned here. */
export function toEnd(tx: Read): Promise<{ id: string; personId: PersonId }[]> {
  return tx.all(
    Changed,
    sql`
    select o.id, ${rootOfRow} as "personId" from move_out o
     where o.ended_at is null and o.moved_on <= ${tx.today} and o.clarity <> 'overlap'
       and o.state in ('to_hand_over', 'sent', 'received', 'declined')
     order by o.id for update`,
  )
}

export function setEnded(tx: Write, ids: readonly string[]): Promise<number> {
  return tx.run(sql`update move_out set ended_at = ${tx.now} where id = any(${[...ids]}::uuid[])`)
}

/** It has come by a parcel: so near in time two are the same move, told and derived. */
const isTold = raw(`o.parcel_id is not null and o.state <> 'withdrawn' and abs(o.moved_on - f."movedOn") <= 60`)

/** Writes down who comes by our own data and is not there already, by them or by a parcel. Answers how many were new. */
export function insertAwaited(tx: Write, moves: readonly Found[]): Promise<number> {
  return tx.run(sql`
    insert into move_in (domain_id, subject_id, person_id, moved_on, municipality_code, clarity, came_at, due_on)
    select ${tx.actor.domainId}, f."personId", f."personId", f."movedOn", f."from", f.clarity, ${tx.now}, f."dueOn"
      from ${found(moves)}
     where not exists (
       select from move_in o where ${isTheirs} and (${isTold} or o.moved_on = f."movedOn"))
    on conflict do nothing`)
}

/** Those who were said not to have come, and have come after all. */
export function restoreAwaited(tx: Write, moves: readonly Found[]): Promise<number> {
  return tx.run(sql`
    update move_in o set settled_as = null, settled_at = null, settled_by = null, reason = null
      from ${found(moves)}
     where ${isTheirs} and o.moved_on = f."movedOn" and o.parcel_id is null and o.reason = 'reversed'
       and not exists (select from move_in t where t.person_id = o.person_id and t.parcel_id is not null and t.state <> 'withdrawn'
                          and abs(t.moved_on - o.moved_on) <= 60)`)
}

/** Those who by our own data have not come: nothing is awaited. */
export function dropAwaited(tx: Write, moves: readonly Found[], scope: Scope): Promise<number> {
  return tx.run(sql`
    update move_in o set settled_as = 'not_needed', settled_at = ${tx.now}, settled_by = ${tx.actor.accountId}, reason = 'reversed'
     where o.state = 'awaited' and ${isGone(moves, scope, 'moved_on')}`)
}
