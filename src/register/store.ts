import { z } from 'zod'
import type { Question, Read, Write } from '../kernel/database.ts'
import { Day, type Instant, type PlainDate } from '../kernel/date.ts'
import { prepared, sql } from '../kernel/sql.ts'
import { ending } from '../people/version-sql.ts'
import { groupOf, known } from './facts-store.ts'
import { EntryReason } from './model.ts'
import { parametersFrom, type RuleParameters } from './parameters.ts'

const ParameterRow = z.object({ name: z.string(), validFrom: Day, value: z.string() })

/** The law's numbers, every version; `parametersFrom` reads them. */
export const PARAMETERS: Question<typeof ParameterRow> = {
  row: ParameterRow,
  query: sql`select name, valid_from as "validFrom", value from register_parameter`,
}

/** The same, asked alone. */
export async function parameters(tx: Read): Promise<RuleParameters> {
  return parametersFrom(await tx.all(PARAMETERS.row, prepared(PARAMETERS.query)))
}

/** The person a merged one stands for, locked; not found when it may not be seen. */
export async function lockPerson(tx: Write, id: string): Promise<string> {
  await tx.run(sql`select from person where id = ${id} for update`)
  const row = await tx.one(
    z.object({ rootId: z.uuid() }),
    sql`select root_id as "rootId" from person where id = ${id} and known_until is null`,
  )
  return row.rootId
}

/** The person a merged one stands for, one who was taken back too; not found when out of reach. */
export async function rootOf(tx: Read, id: string): Promise<string> {
  const row = await tx.one(z.object({ rootId: z.uuid() }), sql`select root_id as "rootId" from person where id = ${id}`)
  return row.rootId
}

/** Marks persons whose facts changed, so that the next computation takes them. */
export async function touch(tx: Write, personIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    insert into scope_touched (domain_id, person_id, touched_at)
    select distinct ${tx.actor.domainId}::uuid, p.root_id, ${tx.now}::timestamptz from person p where p.id = any(${[...personIds]})
    on conflict (domain_id, person_id) do update set touched_at = excluded.touched_at`)
}

export const Period = z.object({ from: Day.nullable(), until: Day.nullable(), reason: EntryReason })
export type Period = z.infer<typeof Period>

/** The periods of one person in the register, oldest first. */
export function periodsOf(tx: Read, personId: string, knownAt: Instant | null = null): Promise<Period[]> {
  return tx.all(
    Period,
    prepared(sql`
    select from_on as from, until_on as until, reason from register_period
     where person_id = ${personId} and ${known(knownAt)} order by from_on nulls first`),
  )
}

/** Whether the person is in the register on a day. Somebody one may not see is not. */
export async function isMember(tx: Read, personId: string, on: PlainDate): Promise<boolean> {
  const found = await tx.maybe(
    z.object({}),
    sql`
    select from register_period r join person n on n.id = r.person_id
     where r.person_id = ${personId} and r.known_until is null
       and (r.from_on is null or r.from_on <= ${on}) and (r.until_on is null or r.until_on > ${on})`,
  )
  return found !== null
}

export const DecisionRow = z.object({
  id: z.uuid(),
  outcome: z.enum(['in_scope', 'out_of_scope', 'unclear']),
  reasonCode: z.string(),
  evidence: z.string(),
  from: Day,
  until: Day.nullable(),
  decidedBy: z.uuid(),
  decidedAt: z.string(),
  current: z.boolean(),
})
export type DecisionRow = z.infer<typeof DecisionRow>

/** Decisions on one person, the withdrawn ones too, newest first. */
export function decisionsOf(tx: Read, personId: string): Promise<DecisionRow[]> {
  return tx.all(
    DecisionRow,
    prepared(sql`
    select id, outcome, reason_code as "reasonCode", evidence, from_on as from, until_on as until,
           decided_by as "decidedBy", decided_at as "decidedAt", known_until is null as current
      from scope_decision where person_id = ${groupOf(personId)} order by decided_at desc, id`),
  )
}

export type NewDecision = {
  readonly personId: string
  readonly outcome: 'in_scope' | 'out_of_scope' | 'unclear'
  readonly reasonCode: string
  readonly evidence: string
  readonly from: PlainDate
  readonly until: PlainDate | null
}

export async function overlappingDecision(tx: Read, made: NewDecision): Promise<boolean> {
  const found = await tx.maybe(
    z.object({}),
    sql`
    select from scope_decision
     where person_id = ${groupOf(made.personId)} and known_until is null
       and daterange(from_on, until_on) && daterange(${made.from}::date, ${made.until}::date) limit 1`,
  )
  return found !== null
}

export async function insertDecision(tx: Write, made: NewDecision): Promise<string> {
  const row = await tx.one(
    z.object({ id: z.uuid() }),
    sql`
    insert into scope_decision (domain_id, person_id, outcome, reason_code, evidence, from_on, until_on, decided_by, decided_at, known_from)
    values (${tx.actor.domainId}, ${made.personId}, ${made.outcome}, ${made.reasonCode}, ${made.evidence}, ${made.from},
            ${made.until}, ${tx.actor.accountId}, ${tx.now}, ${tx.now})
    returning id`,
  )
  return row.id
}

/** Closes the current version of a decision and answers with it. */
export function closeDecision(tx: Write, personId: string, id: string): Promise<DecisionRow> {
  return tx.one(
    DecisionRow,
    sql`
    update scope_decision d set known_until = ${ending(tx, 'd')}, ended_by = ${tx.actor.accountId}
     where id = ${id} and person_id = ${groupOf(personId)} and known_until is null
    returning id, outcome, reason_code as "reasonCode", evidence, from_on as from, until_on as until,
              decided_by as "decidedBy", decided_at as "decidedAt", false as current`,
  )
}

/** The shortened version that a decision ended early leaves behind. */
export async function insertEndedDecision(
  tx: Write,
  closed: DecisionRow,
  ended: { personId: string; until: PlainDate },
): Promise<void> {
  await tx.run(sql`
    insert into scope_decision (domain_id, person_id, outcome, reason_code, evidence, from_on, until_on, decided_by, decided_at, known_from)
    values (${tx.actor.domainId}, ${ended.personId}, ${closed.outcome}, ${closed.reasonCode}, ${closed.evidence}, ${closed.from},
            ${ended.until}, ${closed.decidedBy}, ${closed.decidedAt}, ${tx.now})`)
}

export const OccupationRow = z.object({
  id: z.number(),
  occupation: z.string(),
  source: z.string(),
  from: Day,
  until: Day.nullable(),
  confirmedOn: Day,
  bestBefore: Day,
  recordedBy: z.uuid(),
})
export type OccupationRow = z.infer<typeof OccupationRow>

/** What a person has been occupied with, newest first. The open status of one merged into it stands as the person's own. */
export function occupationsOf(tx: Read, personId: string, knownAt: Instant | null = null): Promise<OccupationRow[]> {
  return tx.all(
    OccupationRow,
    prepared(sql`
    select id, occupation, source, from_on as from, until_on as until, confirmed_on as "confirmedOn",
           best_before_on as "bestBefore", recorded_by as "recordedBy"
      from register_occupation
     where person_id = ${groupOf(personId)} and (person_id = ${personId} or until_on is not null) and ${known(knownAt)}
     order by from_on desc, id desc`),
  )
}

/** Ends the versions a new status replaces: those from its first day on are withdrawn, the one before it is cut there. */
export async function replaceOccupations(tx: Write, personId: string, from: PlainDate): Promise<void> {
  await tx.run(sql`
    with closed as (
      update register_occupation o set known_until = ${ending(tx, 'o')}
       where person_id = ${personId} and known_until is null and (until_on is null or until_on > ${from})
      returning occupation, source, from_on, confirmed_on, best_before_on, recorded_by, carried_by)
    insert into register_occupation (domain_id, person_id, occupation, source, from_on, until_on, confirmed_on,
                                     best_before_on, recorded_by, known_from, carried_by)
    select ${tx.actor.domainId}, ${personId}, occupation, source, from_on, ${from}, confirmed_on, best_before_on, recorded_by, ${tx.now},
           carried_by
      from closed where from_on < ${from}`)
}

export type NewOccupation = {
  readonly personId: string
  readonly occupation: string
  readonly source: string
  readonly from: PlainDate
  readonly confirmedOn: PlainDate
  readonly bestBefore: PlainDate
}

export async function insertOccupation(tx: Write, made: NewOccupation): Promise<void> {
  await tx.run(sql`
    insert into register_occupation (domain_id, person_id, occupation, source, from_on, confirmed_on, best_before_on, recorded_by, known_from)
    values (${tx.actor.domainId}, ${made.personId}, ${made.occupation}, ${made.source}, ${made.from}, ${made.confirmedOn},
            ${made.bestBefore}, ${tx.actor.accountId}, ${tx.now})`)
}

/** Gives persons an owner, or none. Those who have that owner already are left as they are. Answers how many changed. */
export async function setOwner(tx: Write, personIds: readonly string[], accountId: string | null): Promise<number> {
  const ids = [...personIds]
  const closed = await tx.run(sql`
    update register_owner w set known_until = ${ending(tx, 'w')}
     where person_id = any(${ids}) and known_until is null and account_id is distinct from ${accountId}`)
  if (accountId === null) return closed
  return tx.run(sql`
    insert into register_owner (domain_id, person_id, account_id, from_on, assigned_by, known_from)
    select p.domain_id, p.id, ${accountId}, ${tx.today}, ${tx.actor.accountId}, ${tx.now}
      from person p
     where p.id = any(${ids}) and p.root_id = p.id and p.known_until is null
       and not exists (select from register_owner o where o.domain_id = p.domain_id and o.person_id = p.id and o.known_until is null)`)
}

/** Which of these persons are members on a day and may be seen: bulk work never reaches beyond the list. */
export async function membersAmong(tx: Read, personIds: readonly string[], on: PlainDate): Promise<string[]> {
  const rows = await tx.all(
    z.object({ id: z.uuid() }),
    sql`
    select distinct p.person_id as id from register_period p
      join person n on n.domain_id = p.domain_id and n.id = p.person_id
     where p.person_id = any(${[...personIds]}) and p.known_until is null
       and (p.from_on is null or p.from_on <= ${on}) and (p.until_on is null or p.until_on > ${on})`,
  )
  return rows.map((row) => row.id)
}

/** Whether any of these persons is protected. */
export async function anyProtected(tx: Read, personIds: readonly string[]): Promise<boolean> {
  const found = await tx.maybe(
    z.object({}),
    sql`select from person where id = any(${[...personIds]}) and protection <> 'none' limit 1`,
  )
  return found !== null
}

export async function ownerOf(tx: Read, personId: string): Promise<string | null> {
  const row = await tx.maybe(
    z.object({ accountId: z.uuid() }),
    sql`select account_id as "accountId" from register_owner where person_id = ${personId} and known_until is null`,
  )
  return row?.accountId ?? null
}
