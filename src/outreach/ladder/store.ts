import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { type Sql, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import {
  type ProtocolStep,
  Rest,
  type RestKind,
  type RestReason,
  Run,
  RunStep,
  Sendable,
  type SkipReason,
  type Started,
  type StopReason,
  type Withdrawn,
} from './model.ts'
import { reachable } from './reach-sql.ts'

const numbers = (root: PersonId): Sql => membersOf(sql`${root}::uuid`)

/** The latest run of a person and of those merged into it: the one that is open, where there is one. */
export function latestRun(tx: Read, root: PersonId): Promise<Run | null> {
  return tx.maybe(
    Run,
    sql`
    select r.id, r.person_id as "personId", r.started_as as "startedAs", r.started_on as "startedOn", r.closed_as as "closedAs",
           r.closed_on as "closedOn"
      from outreach_run r where r.person_id in (${numbers(root)})
     order by r.known_until is not null, r.person_id = ${root} desc, r.known_from desc, r.id limit 1`,
  )
}

/** The steps of a run, the latest last. */
export function stepsOf(tx: Read, run: Pick<Run, 'id' | 'personId'>): Promise<RunStep[]> {
  return tx.all(
    RunStep,
    sql`
    select s.id, s.code, s.channel, s.through, s.template_code as "templateCode", s.due_from as "dueFrom", s.deadline_on as "deadlineOn", s.closed_as as "closedAs", s.reason,
           s.closed_on as "closedOn", s.closed_by as "closedBy", s.contact_id as "contactId"
      from outreach_step s left join outreach_protocol_step p
        on p.code = s.code and p.protocol_id = (select r.protocol_id from outreach_run r where r.id = ${run.id})
     where s.run_id = ${run.id} and s.person_id = ${run.personId}
     order by s.known_from, p.place nulls first, s.id`,
  )
}

/** The rests that hold on a day or are to come, and those that have ended since another day. */
export function restsOfPerson(tx: Read, root: PersonId, since: PlainDate): Promise<Rest[]> {
  return tx.all(
    Rest,
    sql`
    select x.id, x.kind, x.reason, x.from_on as "fromOn", coalesce(x.closed_on, x.until_on) as "untilOn", x.set_by as "setBy"
      from outreach_rest x
     where x.person_id in (${numbers(root)}) and coalesce(x.closed_on, x.until_on) > ${since} order by x.from_on, x.id`,
  )
}

const Reachable = z.object({
  bornOn: Day,
  isProtected: z.boolean(),
  hasPhone: z.boolean(),
  hasAddress: z.boolean(),
  guardianPhone: z.boolean(),
  texts: Sendable,
  mails: Sendable,
  guardianTexts: Sendable,
  guardianMails: Sendable,
})

const Member = z.object({ id: z.uuid() })

/** What of one person the ladder asks for, read as for many. */
export async function factsFor(tx: Read, root: PersonId): Promise<z.infer<typeof Reachable>> {
  const members = await tx.all(Member, sql`select m.id from person m where m.root_id = ${root}`)
  const only = { roots: [root], members: members.map(({ id }) => id) }
  return tx.one(
    Reachable,
    sql`
    select f.born_on as "bornOn", f.is_protected as "isProtected", f.has_phone as "hasPhone", f.has_address as "hasAddress",
           f.guardian_phone as "guardianPhone", f.texts, f.mails, f.guardian_texts as "guardianTexts", f.guardian_mails as "guardianMails"
      from (${reachable({ only })}) f`,
  )
}

const Standing = z.object({ isMember: z.boolean(), wasMember: z.boolean(), isReached: z.boolean() })

/** Whether one is in the register on the day, was since the run began, and was reached since then. */
export function standingOf(tx: Read, root: PersonId, run: Run): Promise<z.infer<typeof Standing>> {
  return tx.one(
    Standing,
    sql`
    select exists (select from register_period p where p.person_id = ${root} and p.known_until is null
                      and (p.from_on is null or p.from_on <= ${tx.today}) and (p.until_on is null or p.until_on > ${tx.today})) as "isMember",
           exists (select from register_period p where p.person_id = ${root} and p.known_until is null
                      and p.until_on > ${run.startedOn} and p.until_on <= ${tx.today}) as "wasMember",
           exists (select from outreach_contact c
                    where c.person_id in (${numbers(root)}) and c.achieved and c.through in ('self', 'guardian') and c.known_until is null
                      and c.struck_at is null
                      and c.happened_at >= (select r.known_from from outreach_run r where r.id = ${run.id})) as "isReached"`,
  )
}

const Made = z.object({ id: z.uuid() })

export async function insertRun(
  tx: Write,
  run: { readonly personId: PersonId; readonly protocolId: string; readonly startedAs: Started },
): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into outreach_run (domain_id, person_id, protocol_id, started_as, started_on, set_by, known_from)
    values (${tx.actor.domainId}, ${run.personId}, ${run.protocolId}, ${run.startedAs}, ${tx.today}, ${tx.actor.accountId}, ${tx.now})
    returning id`,
  )
  return id
}

/** Ends a run by hand; its open step is taken back. */
export async function stopRun(tx: Write, runId: string, reason: StopReason): Promise<void> {
  const by = tx.actor.accountId
  await tx.runOne(sql`
    update outreach_run r set closed_as = 'by_hand', stop_reason = ${reason}, closed_on = ${tx.today}, closed_by = ${by}, known_until = ${ending(tx, 'r')}
     where r.id = ${runId} and r.known_until is null`)
  await withdrawOpen(tx, runId, 'stopped')
}

export function withdrawOpen(tx: Write, runId: string, reason: Withdrawn): Promise<number> {
  return tx.run(sql`
    update outreach_step s set closed_as = 'withdrawn', reason = ${reason}, closed_on = ${tx.today}, closed_by = ${tx.actor.accountId},
           known_until = ${ending(tx, 's')}
     where s.run_id = ${runId} and s.known_until is null`)
}

export type NewStep = {
  readonly run: Pick<Run, 'id' | 'personId'>
  readonly step: ProtocolStep
  readonly dueFrom: PlainDate
  readonly deadlineOn: PlainDate
}

export async function insertStep(tx: Write, { run, step, dueFrom, deadlineOn }: NewStep): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into outreach_step (domain_id, person_id, run_id, code, channel, through, role, template_code, due_from, deadline_on, set_by, known_from)
    values (${tx.actor.domainId}, ${run.personId}, ${run.id}, ${step.code}, ${step.channel}, ${step.through}, ${step.role},
            ${step.templateCode}, ${dueFrom}, ${deadlineOn}, ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

/** Closes one open step as done or skipped. Refuses with `not_found` one that is closed. */
export async function closeStep(
  tx: Write,
  closed: { readonly stepId: string; readonly as: 'done' | 'skipped'; readonly reason: SkipReason | null },
): Promise<void> {
  await tx.runOne(sql`
    update outreach_step s set closed_as = ${closed.as}, reason = ${closed.reason}, closed_on = ${tx.today}, closed_by = ${tx.actor.accountId},
           known_until = ${ending(tx, 's')}
     where s.id = ${closed.stepId} and s.known_until is null`)
}

export async function insertRest(
  tx: Write,
  rest: {
    readonly personId: PersonId
    readonly kind: RestKind
    readonly reason: RestReason
    readonly untilOn: PlainDate
  },
): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    insert into outreach_rest (domain_id, person_id, kind, reason, from_on, until_on, set_by, known_from)
    values (${tx.actor.domainId}, ${rest.personId}, ${rest.kind}, ${rest.reason}, ${tx.today}, ${rest.untilOn}, ${tx.actor.accountId}, ${tx.now})
    returning id`,
  )
  return id
}

/** Ends the rests of a kind that hold: today is the first day without. Answers with how many. */
export function closeRests(
  tx: Write,
  of: { readonly root: PersonId; readonly kind: RestKind; readonly as: 'ended' | 'replaced' },
): Promise<number> {
  return tx.run(sql`
    update outreach_rest x set closed_as = ${of.as}, closed_on = ${tx.today}, closed_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'x')}
     where x.person_id in (${numbers(of.root)}) and x.kind = ${of.kind} and x.known_until is null
       and x.from_on <= ${tx.today} and x.until_on > ${tx.today}`)
}
