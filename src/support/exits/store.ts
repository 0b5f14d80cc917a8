import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
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
    select ${columns} from support_exit e where e.person_id in (${membersOf(sql`${root}::uuid`)}) and e.known_until is null
     order by e.exited_on desc, e.known_from desc, e.id`),
  )
}

/** The exit of a period as it stands, or null. */
export function exitOfPeriod(tx: Read, periodId: string): Promise<Exit | null> {
  return tx.maybe(
    Exit,
    sql`select ${columns} from support_exit e where e.period_id = ${periodId} and e.known_until is null`,
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
 * Closes the period that an exit ends. The one place where leaving and closing meet; the case keeps its owner, who follows up.
 */
export async function closePeriod(
  tx: Write,
  { periodId, exitedOn, outcome }: Pick<NewExit, 'periodId' | 'exitedOn' | 'outcome'>,
): Promise<void> {
  await tx.runOne(sql`
    update support_period d set closed_on = ${exitedOn}, close_reason = ${outcome}, closed_by = ${tx.actor.accountId},
           known_until = ${ending(tx, 'd')}
     where d.id = ${periodId} and d.known_until is null`)
}

/** Of which of them the figures are: those supported at some time from a day, until the day after another. */
export type Counted = {
  readonly from: PlainDate
  readonly until: PlainDate
  /** Only those whose case this account answers for; null for everybody one sees. */
  readonly account: string | null
}

const ofAccount = (account: string | null) => sql`(${account}::uuid is null or exists (
           select from support_owner o where o.domain_id = d.domain_id and o.case_id = d.case_id and o.known_until is null
              and o.account_id = ${account}::uuid))`

/**
 * Everybody who was supported at some time in the while, once each, by their last period in it: what it led to if they left before it was
 * over, and nothing while they had not.
 */
export function supportedBetween(tx: Read, { from, until, account }: Counted): Promise<Supported[]> {
  return tx.all(
    Supported,
    sql`
    select distinct on (m.root_id) m.root_id as root, p.sex, e.outcome, e.next_step as "nextStep", e.backed_by as "backedBy"
      from support_period d
      join person m on m.domain_id = d.domain_id and m.id = d.person_id
      join person p on p.domain_id = m.domain_id and p.id = m.root_id
      left join support_exit e on e.domain_id = d.domain_id and e.period_id = d.id and e.known_until is null and e.exited_on < ${until}
     where d.opened_on < ${until} and (d.closed_on is null or d.closed_on >= ${from}) and ${ofAccount(account)}
     order by m.root_id, d.opened_on desc, d.known_from desc`,
  )
}

/** Who left in the while without a next step, or without an authority behind them, the latest first. */
export function leaversAlone(tx: Read, { from, until, account }: Counted, limit: number): Promise<Leaver[]> {
  return tx.all(
    Leaver,
    sql`
    select r.id, n.given_name as "givenName", n.family_name as "familyName", r.protection, e.exited_on as "exitedOn",
           e.next_step as "nextStep", e.backed_by as "backedBy"
      from support_exit e
      join support_period d on d.domain_id = e.domain_id and d.id = e.period_id
      join person m on m.domain_id = e.domain_id and m.id = e.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null
     where e.known_until is null and e.exited_on >= ${from} and e.exited_on < ${until} and (e.next_step = 'none' or e.backed_by = 'none')
       and e.kind <> 'deceased' and ${ofAccount(account)}
     order by e.exited_on desc, r.id limit ${limit}`,
  )
}
