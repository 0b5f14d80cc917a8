import { z } from 'zod'
import { seesTopic } from '../../access/roles.ts'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { once } from '../../people/once.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { closedOn, closeReason } from './counted-sql.ts'
import { CasePeriod, HeldCase, type NewCase, SupportCase } from './model.ts'
import { SETTING_NOW } from './setting-store.ts'

const Id = z.object({ id: z.uuid() })
const Reached = z.object({ reached: z.boolean() })

/** Whether the actor supports a person: follows their case, or may open one. */
export const reachesSupport = (tx: Read, person: PersonId): Promise<boolean> =>
  once(tx, `reaches ${person}`, () => askReach(tx, person))

async function askReach(tx: Read, person: PersonId): Promise<boolean> {
  const { reached } = await tx.one(Reached, prepared(sql`select access.sees(${person}::uuid, 'support') as reached`))
  return reached
}

/**
 * The case of a person and of those merged into it, as it stands; null where there is none. Where a merge has brought two together, the
 * one that is open, else the one last opened.
 */
export const caseOf = (tx: Read, root: PersonId): Promise<SupportCase | null> =>
  once(tx, `case ${root}`, () => askCase(tx, root))

async function askCase(tx: Read, root: PersonId): Promise<SupportCase | null> {
  const [found] = await tx.all(
    SupportCase,
    prepared(sql`
    select c.id, c.person_id as "personId", d.id as "periodId", ${SETTING_NOW} as setting, d.opened_on as "openedOn", ${closedOn} as "closedOn",
           ${closeReason} as "closeReason", o.account_id as "ownerId", o.known_from as "ownerSince"
      from support_case c
      join support_period d on d.domain_id = c.domain_id and d.case_id = c.id
      left join support_owner o on o.domain_id = c.domain_id and o.case_id = c.id and o.known_until is null
     where c.person_id in (${membersOfRoot(tx, root)})
     order by d.known_until is not null, d.opened_on desc, d.known_from desc limit 1`),
  )
  return found ?? null
}

const periodColumns = sql`
  d.id, d.case_id as "caseId", d.person_id as "personId", d.setting, d.origin, d.opened_on as "openedOn", d.opened_by as "openedBy",
  ${closedOn} as "closedOn", ${closeReason} as "closeReason", d.closed_by as "closedBy",
  d.reopen_reason as "reopenReason"`

/** When the case was open, the latest first. */
export function casePeriodsOf(tx: Read, root: PersonId): Promise<CasePeriod[]> {
  return tx.all(
    CasePeriod,
    prepared(sql`
    select ${periodColumns} from support_period d where d.person_id in (${membersOfRoot(tx, root)})
     order by d.opened_on desc, d.known_from desc`),
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
    sql`insert into support_period (domain_id, case_id, person_id, setting, origin, opened_on, opened_by, reopen_reason, known_from)
        values (${tx.actor.domainId}, ${made.caseId}, ${made.personId}, ${made.setting}, ${made.origin}, ${made.openedOn},
                ${tx.actor.accountId}, ${made.reopenReason ?? null}, ${tx.now}) returning id`,
  )
  return id
}

/** Ends the period that is open. Who answered for the case goes on standing there, until nothing is followed any longer. */
export async function closePeriod(
  tx: Write,
  closed: { readonly periodId: string; readonly closedOn: PlainDate; readonly reason: string },
): Promise<void> {
  await tx.runOne(sql`
    update support_period d set closed_on = ${closed.closedOn}, close_reason = ${closed.reason}, closed_by = ${tx.actor.accountId},
           known_until = ${ending(tx, 'd')}
     where d.id = ${closed.periodId} and d.known_until is null`)
}

/** Open cases among these, locked against being closed or given away meanwhile. */
export async function lockOpenCases(tx: Write, caseIds: readonly string[]): Promise<HeldCase[]> {
  const ids = [...caseIds]
  await tx.run(sql`
    select from support_period d where d.case_id = any(${ids}::uuid[]) and d.known_until is null order by d.case_id for update`)
  return tx.all(
    HeldCase,
    sql`
    select c.id as "caseId", c.person_id as "personId", r.id as "rootId", r.protection <> 'none' as "isProtected",
           o.account_id as "ownerId", o.assignment_id as "assignmentId"
      from support_case c
      join support_period d on d.domain_id = c.domain_id and d.case_id = c.id and d.known_until is null
      join person m on m.domain_id = c.domain_id and m.id = c.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id
      left join support_owner o on o.domain_id = c.domain_id and o.case_id = c.id and o.known_until is null
     where c.id = any(${ids}::uuid[])
     order by c.id`,
  )
}

type Owning = { readonly caseId: string; readonly personId: PersonId; readonly accountId: string }

/** Nobody answers for these cases any longer. Gives the lettings-in that came with them. */
export async function releaseCases(tx: Write, caseIds: readonly string[]): Promise<string[]> {
  const held = await tx.all(
    Id,
    sql`
    select o.assignment_id as id from support_owner o
     where o.case_id = any(${[...caseIds]}::uuid[]) and o.known_until is null and o.assignment_id is not null`,
  )
  await endCaseOwners(tx, caseIds)
  return held.map(({ id }) => id)
}

/** From now on this one answers for the case, in place of whoever did. */
export async function setCaseOwner(tx: Write, { caseId, personId, accountId }: Owning): Promise<void> {
  await endCaseOwners(tx, [caseId])
  await insertCaseOwners(tx, [{ caseId, personId, assignmentId: null }], accountId)
}

async function endCaseOwners(tx: Write, caseIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    update support_owner o set known_until = ${ending(tx, 'o')}, closed_by = ${tx.actor.accountId}
     where o.case_id = any(${[...caseIds]}::uuid[]) and o.known_until is null`)
}

type Given = Pick<HeldCase, 'caseId' | 'personId' | 'assignmentId'>

/** The same of many cases at once, with the letting-in that came with each. */
export async function setCaseOwners(tx: Write, given: readonly Given[], accountId: string): Promise<void> {
  await endCaseOwners(
    tx,
    given.map(({ caseId }) => caseId),
  )
  await insertCaseOwners(tx, given, accountId)
}

async function insertCaseOwners(tx: Write, given: readonly Given[], accountId: string): Promise<void> {
  const caseIds = given.map(({ caseId }) => caseId)
  await tx.run(sql`
    insert into support_owner (domain_id, case_id, person_id, account_id, assignment_id, set_by, known_from)
    select ${tx.actor.domainId}, g.case_id, g.person_id, ${accountId}, g.assignment_id, ${tx.actor.accountId}, ${tx.now}
      from unnest(${caseIds}::uuid[], ${given.map(({ personId }) => personId)}::uuid[],
                  ${given.map(({ assignmentId }) => assignmentId)}::uuid[]) g (case_id, person_id, assignment_id)`)
}

/** An event for each in one statement: cases are given away by the hundred. */
export async function recordCaseOwners(tx: Write, held: readonly HeldCase[], accountId: string): Promise<void> {
  const told = await tx.run(sql`
    select trail.record('cases.owner_changed', g.case_id::text, g.person_id, jsonb_build_object('owner', ${accountId}::uuid, 'before', g.owner_id))
      from unnest(${held.map(({ caseId }) => caseId)}::uuid[], ${held.map(({ rootId }) => rootId)}::uuid[],
                  ${held.map(({ ownerId }) => ownerId)}::uuid[]) g (case_id, person_id, owner_id)`)
  if (told > 0) tx.recorded = true
}

const Supporter = z.object({ accountId: z.uuid(), role: z.string() })

/** The colleagues who support a person, the actor among them: whoever sees them in a role that is told of support. */
export async function supportersOf(tx: Read, personId: PersonId): Promise<ReadonlySet<string>> {
  const rows = await tx.all(
    Supporter,
    prepared(sql`
    select distinct g.account_id as "accountId", g.role from access.grounds(${personId}::uuid, false) g
     where g.account_id is not null and g.role is not null`),
  )
  const seeing = rows.filter(({ role }) => seesTopic(role, 'support'))
  return new Set([...seeing.map(({ accountId }) => accountId), tx.actor.accountId])
}

/** Which of these an account sees already, on whatever ground. */
export async function seenBy(
  tx: Read,
  of: { readonly personIds: readonly string[]; readonly accountId: string },
): Promise<ReadonlySet<string>> {
  const rows = await tx.all(
    Id,
    sql`
    select p.id from unnest(${[...of.personIds]}::uuid[]) p (id)
     where exists (select from access.grounds(p.id, false) g where g.account_id = ${of.accountId})`,
  )
  return new Set(rows.map(({ id }) => id))
}
