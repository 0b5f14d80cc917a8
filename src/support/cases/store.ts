import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { CasePeriod, type NewCase, SupportCase } from './model.ts'

const Id = z.object({ id: z.uuid() })
const Reached = z.object({ reached: z.boolean() })

/** Whether the actor supports a person: follows their case, or may open one. */
export async function reachesSupport(tx: Read, person: PersonId): Promise<boolean> {
  const { reached } = await tx.one(Reached, prepared(sql`select access.sees(${person}::uuid, 'support') as reached`))
  return reached
}

/**
 * The case of a person and of those merged into it, as it stands; null where there is none. Where a merge has brought two together, the
 * one that is open, else the one last opened.
 */
export async function caseOf(tx: Read, root: PersonId): Promise<SupportCase | null> {
  const [found] = await tx.all(
    SupportCase,
    prepared(sql`
    select c.id, c.person_id as "personId", d.id as "periodId", d.setting, d.opened_on as "openedOn", d.closed_on as "closedOn",
           o.account_id as "ownerId", o.known_from as "ownerSince"
      from support_case c
      join support_period d on d.domain_id = c.domain_id and d.case_id = c.id
      left join support_owner o on o.domain_id = c.domain_id and o.case_id = c.id and o.known_until is null
     where c.person_id in (${membersOf(sql`${root}::uuid`)})
     order by d.known_until is not null, d.opened_on desc, d.known_from desc limit 1`),
  )
  return found ?? null
}

const periodColumns = raw(`
  d.id, d.case_id as "caseId", d.person_id as "personId", d.setting, d.origin, d.opened_on as "openedOn", d.opened_by as "openedBy",
  d.closed_on as "closedOn", d.close_reason as "closeReason", d.closed_by as "closedBy"`)

/** When the case was open, the latest first. */
export function casePeriodsOf(tx: Read, root: PersonId): Promise<CasePeriod[]> {
  return tx.all(
    CasePeriod,
    sql`select ${periodColumns} from support_period d where d.person_id in (${membersOf(sql`${root}::uuid`)})
         order by d.opened_on desc, d.known_from desc`,
  )
}

/** The case's own row, made the first time; the same one ever after. */
export async function insertCase(tx: Write, personId: PersonId): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into support_case (domain_id, person_id, made_by, made_at)
        values (${tx.actor.domainId}, ${personId}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

type NewPeriod = Omit<NewCase, 'ownerId'> & { readonly caseId: string }

export async function insertPeriod(tx: Write, made: NewPeriod): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`insert into support_period (domain_id, case_id, person_id, setting, origin, opened_on, opened_by, known_from)
        values (${tx.actor.domainId}, ${made.caseId}, ${made.personId}, ${made.setting}, ${made.origin}, ${made.openedOn},
                ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

type Owning = { readonly caseId: string; readonly personId: PersonId; readonly accountId: string }

/** From now on this one answers for the case, in place of whoever did. */
export async function setCaseOwner(tx: Write, { caseId, personId, accountId }: Owning): Promise<void> {
  await endCaseOwner(tx, caseId)
  await tx.run(sql`
    insert into support_owner (domain_id, case_id, person_id, account_id, set_by, known_from)
    values (${tx.actor.domainId}, ${caseId}, ${personId}, ${accountId}, ${tx.actor.accountId}, ${tx.now})`)
}

export async function endCaseOwner(tx: Write, caseId: string): Promise<void> {
  await tx.run(sql`
    update support_owner o set known_until = ${ending(tx, 'o')}, closed_by = ${tx.actor.accountId}
     where o.case_id = ${caseId} and o.known_until is null`)
}
