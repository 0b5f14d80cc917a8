import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { type Counted, closedOn, heldBy, wasSupport } from '../cases/counted-sql.ts'
import { heldInTeam } from '../cases/team-sql.ts'
import { Exit, type ExitInput, Leaver, Supported } from './model.ts'

const columns = raw(`
  e.id, e.exit_id as "exitId", e.period_id as "periodId", e.case_id as "caseId", e.person_id as "personId", e.exited_on as "exitedOn",
  e.outcome, e.kind, e.place, e.next_step as "nextStep", e.next_on as "nextOn", e.backed_by as "backedBy",
  e.recorded_by as "recordedBy", e.known_from as "knownFrom"`)

/** The exits of a person, the latest first. */
export function exitsOf(tx: Read, root: PersonId): Promise<Exit[]> {
  return tx.all(
    Exit,
    prepared(sql`
    select ${columns} from support_exit e where e.person_id in (${membersOfRoot(tx, root)}) and e.known_until is null
     order by e.exited_on desc, e.known_from desc, e.id`),
  )
}

/** Whether this is a wording of an exit of theirs, also one that holds no longer. */
export async function wasExit(
  tx: Read,
  { root, id }: { readonly root: PersonId; readonly id: string },
): Promise<boolean> {
  const found = await tx.maybe(
    z.object({ id: z.uuid() }),
    sql`select e.id from support_exit e where e.id = ${id} and e.person_id in (${membersOfRoot(tx, root)})`,
  )
  return found !== null
}

/** The exit of a period as it stands, or null. */
export function exitOfPeriod(tx: Read, periodId: string): Promise<Exit | null> {
  return tx.maybe(
    Exit,
    prepared(sql`select ${columns} from support_exit e where e.period_id = ${periodId} and e.known_until is null`),
  )
}

export type NewExit = ExitInput &
  Pick<Exit, 'periodId' | 'caseId' | 'personId'> & { readonly id: string; readonly exitId: string }

export async function insertExit(tx: Write, made: NewExit): Promise<void> {
  await tx.run(sql`
    insert into support_exit (domain_id, id, exit_id, period_id, case_id, person_id, exited_on, outcome, kind, place, next_step, next_on,
                              backed_by, recorded_by, known_from)
    values (${tx.actor.domainId}, ${made.id}, ${made.exitId}, ${made.periodId}, ${made.caseId}, ${made.personId}, ${made.exitedOn},
            ${made.outcome}, ${made.kind}, ${made.place}, ${made.nextStep}, ${made.nextOn}, ${made.backedBy}, ${tx.actor.accountId},
            ${tx.now})`)
}

export async function endExit(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update support_exit e set closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'e')}
     where e.id = ${id} and e.known_until is null`)
}

/**
 * Everybody who was supported at some time in the while, once each, by their last period in it: what it led to if they left before it was
 * over, and nothing while they had not. A case that was opened by mistake was no support.
 */
export function supportedBetween(tx: Read, { from, until, account, team = null }: Counted): Promise<Supported[]> {
  return tx.all(
    Supported,
    sql`
    select distinct on (m.root_id) m.root_id as root, p.sex, coalesce(d.left_on < ${until}, false) as "isClosed", e.outcome,
           e.next_step as "nextStep", e.backed_by as "backedBy"
      from (select d.*, ${closedOn} as left_on from support_period d) d
      join person m on m.domain_id = d.domain_id and m.id = d.person_id
      join person p on p.domain_id = m.domain_id and p.id = m.root_id
      left join support_exit e on e.domain_id = d.domain_id and e.period_id = d.id and e.known_until is null and e.exited_on < ${until}
     where d.opened_on < ${until} and (d.left_on is null or d.left_on >= ${from}) and ${wasSupport} and ${heldBy(account)}
       and ${heldInTeam(team, raw('d'))}
     order by m.root_id, d.opened_on desc, d.known_from desc`,
  )
}

const Alone = z.object({ total: z.number(), rows: z.array(Leaver) })

/**
 * Who left in the while without a next step, or without an authority behind them, and is not supported again: how many, and a page of them,
 * the latest first.
 */
export function leaversAlone(
  tx: Read,
  { from, until, account, team = null, limit, offset }: Counted & { readonly limit: number; readonly offset: number },
): Promise<z.infer<typeof Alone>> {
  return tx.one(
    Alone,
    sql`
    with alone as (
      select r.id, r.domain_id, r.protection, e.exited_on, e.next_step, e.backed_by
        from support_exit e
        join support_period d on d.domain_id = e.domain_id and d.id = e.period_id
        join person m on m.domain_id = e.domain_id and m.id = e.person_id
        join person r on r.domain_id = m.domain_id and r.id = m.root_id
       where e.known_until is null and e.exited_on >= ${from} and e.exited_on < ${until} and (e.next_step = 'none' or e.backed_by = 'none')
         and e.kind <> 'deceased' and ${heldBy(account)} and ${heldInTeam(team, raw('d'))}
         and not exists (select from support_period o where o.domain_id = e.domain_id and o.case_id = e.case_id and o.known_until is null))
    select (select count(*)::integer from alone) as total, coalesce(json_agg(q), '[]') as rows
      from (select a.id, n.given_name as "givenName", n.family_name as "familyName", a.protection, a.exited_on as "exitedOn",
                   a.next_step as "nextStep", a.backed_by as "backedBy"
              from alone a left join person_name n on n.domain_id = a.domain_id and n.person_id = a.id and n.known_until is null
             order by a.exited_on desc, a.id limit ${limit} offset ${offset}) q`,
  )
}

/** Who answered last for a case that nobody answers for any longer. */
export async function lastOwnerOf(tx: Read, caseId: string): Promise<string | null> {
  const found = await tx.maybe(
    z.object({ account: z.uuid() }),
    sql`select o.account_id as account from support_owner o where o.case_id = ${caseId} order by o.known_from desc, o.id limit 1`,
  )
  return found?.account ?? null
}
