import { z } from 'zod'
import { seesTopic } from '../access/roles.ts'
import type { Read, Write } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import { PersonId } from '../people/model.ts'
import { membersOfRoot } from '../people/store.ts'
import { ending } from '../people/version-sql.ts'
import { type MoveReason, type PersonSource, PersonTask, type Receiver, Reminder, type TaskKind } from './model.ts'

/** Reminders about young people, and what is said of days that stand elsewhere. */

const columns = raw(`
  t.id, t.task_id as "taskId", t.person_id as "personId", t.kind, t.on_day as "onDay", t.at_time as "atTime",
  t.assigned_to as "assignedTo", t.moved_why as "movedWhy", t.set_by as "setBy", t.closed_as as "closedAs", t.known_until as "knownUntil"`)

/** The open reminders about a person and those merged into it, the earliest first. */
export function remindersOf(tx: Read, root: PersonId): Promise<Reminder[]> {
  return tx.all(
    Reminder,
    prepared(sql`
    select ${columns} from person_task t
     where t.person_id in (${membersOfRoot(tx, root)}) and t.known_until is null
     order by t.on_day, t.at_time nulls first, t.id`),
  )
}

const Reminded = z.object({ root: PersonId })

/** Whom the actor has a reminder about that is not done; `due`: whose day has come. */
export async function remindedOf(tx: Read, which: 'any' | 'due'): Promise<readonly PersonId[]> {
  const rows = await tx.all(
    Reminded,
    prepared(sql`
    select distinct m.root_id as root
      from person_task t
      join person m on m.domain_id = t.domain_id and m.id = t.person_id
     where t.assigned_to = ${tx.actor.accountId} and t.known_until is null and (${which} = 'any' or t.on_day <= ${tx.today})`),
  )
  return rows.map(({ root }) => root)
}

const wordingOf = (tx: Read, { root, taskId }: OfTask): Sql =>
  sql`t.task_id = ${taskId} and t.person_id in (${membersOfRoot(tx, root)})`

type OfTask = { readonly root: PersonId; readonly taskId: string }

/** The latest wording of a reminder, open or done. Refuses with `not_found` what one may not see. */
export function reminderById(tx: Read, of: OfTask): Promise<Reminder> {
  return tx.one(
    Reminder,
    sql`select ${columns} from person_task t where ${wordingOf(tx, of)} order by t.known_until desc nulls first, t.closed_as = 'replaced', t.known_from desc limit 1`,
  )
}

/** Locks the wordings in a statement of its own, then reads the latest. */
export async function lockReminder(tx: Write, of: OfTask): Promise<Reminder> {
  await tx.run(sql`select from person_task t where ${wordingOf(tx, of)} and t.known_until is null for update`)
  return reminderById(tx, of)
}

export type NewReminder = {
  readonly personId: PersonId
  readonly kind: TaskKind
  readonly onDay: PlainDate
  readonly atTime: string | null
  readonly assignedTo: string
}

const Made = z.object({ id: z.uuid() })

export async function insertReminder(tx: Write, made: NewReminder): Promise<string> {
  const { id } = await tx.one(
    Made,
    sql`
    with fresh as (select gen_random_uuid() as id)
    insert into person_task (domain_id, id, task_id, person_id, kind, on_day, at_time, assigned_to, set_by, known_from)
    select ${tx.actor.domainId}::uuid, id, id, ${made.personId}::uuid, ${made.kind}, ${made.onDay}::date, ${made.atTime},
           ${made.assignedTo}::uuid, ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from fresh returning id`,
  )
  return id
}

export async function closeReminder(
  tx: Write,
  { id }: Pick<Reminder, 'id'>,
  closedAs: 'done' | 'removed' | 'replaced',
): Promise<void> {
  await tx.runOne(sql`
    update person_task t set known_until = ${ending(tx, 't')}, closed_as = ${closedAs}, closed_by = ${tx.actor.accountId}
     where t.id = ${id} and t.known_until is null`)
}

/** The next wording of the same reminder. */
export async function insertReminderWording(tx: Write, next: Reminder): Promise<void> {
  await tx.runOne(sql`
    insert into person_task (domain_id, task_id, person_id, kind, on_day, at_time, assigned_to, moved_why, set_by, known_from)
    values (${tx.actor.domainId}, ${next.taskId}, ${next.personId}, ${next.kind}, ${next.onDay}, ${next.atTime}, ${next.assignedTo},
            ${next.movedWhy}, ${tx.actor.accountId}, ${tx.now})`)
}

/** What one has done today, the latest first: to be taken back with one press. */
export function doneToday(tx: Read): Promise<PersonTask[]> {
  return tx.all(
    PersonTask,
    prepared(sql`
    select 'reminder' as source, t.task_id::text as subject, r.id as "personId", m.id as "memberId", n.given_name as "givenName",
           n.family_name as "familyName", r.protection, t.on_day as "onDay", t.on_day as "dueOn", null::text as "markedBy", t.at_time as "atTime",
           t.kind as detail, t.assigned_to as account, null::uuid as "givenBy", t.moved_why as why
      from person_task t
      join person m on m.domain_id = t.domain_id and m.id = t.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id and r.known_until is null
      left join person_name n on n.domain_id = r.domain_id and n.person_id = r.id and n.known_until is null
     where t.closed_by = ${tx.actor.accountId} and t.closed_as = 'done' and t.known_until >= ${endOf(addDays(tx.today, -1))}
       and not exists (select from person_task o where o.domain_id = t.domain_id and o.task_id = t.task_id and o.known_until is null)
     order by t.known_until desc, t.id limit 50`),
  )
}

export const Mark = z.object({
  id: z.uuid(),
  subject: z.string().nullable(),
  untilOn: Reminder.shape.onDay.nullable(),
  why: Reminder.shape.movedWhy,
  assignedTo: z.uuid().nullable(),
})
export type Mark = z.infer<typeof Mark>

/** `markedBy` tells those of one source and day apart. */
type OfDay = { readonly source: PersonSource } & Pick<PersonTask, 'memberId' | 'dueOn' | 'markedBy'>

/** What is said of a day that stands elsewhere, else what was once said of all that fell on it; null when nothing is. */
export function markOf(tx: Read, { source, memberId, dueOn, markedBy }: OfDay): Promise<Mark | null> {
  return tx.maybe(
    Mark,
    sql`
    select k.id, k.subject, k.until_on as "untilOn", k.why, k.assigned_to as "assignedTo" from task_mark k
     where k.source = ${source} and k.person_id = ${memberId} and k.due_on = ${dueOn} and k.known_until is null
       and (k.subject is null or k.subject = ${markedBy}) order by k.subject nulls last limit 1`,
  )
}

export async function closeMark(tx: Write, { id }: Pick<Mark, 'id'>): Promise<void> {
  await tx.runOne(sql`
    update task_mark k set known_until = ${ending(tx, 'k')}, closed_by = ${tx.actor.accountId}
     where k.id = ${id} and k.known_until is null`)
}

export type NewMark = OfDay & {
  readonly untilOn: PlainDate | null
  readonly why: MoveReason | null
  readonly assignedTo: string | null
}

export async function insertMark(tx: Write, made: NewMark): Promise<void> {
  await tx.runOne(sql`
    insert into task_mark (domain_id, person_id, source, due_on, subject, until_on, why, assigned_to, set_by, known_from)
    values (${tx.actor.domainId}, ${made.memberId}, ${made.source}, ${made.dueOn}, ${made.markedBy}, ${made.untilOn}, ${made.why}, ${made.assignedTo},
            ${tx.actor.accountId}, ${tx.now})`)
}

const Seer = z.object({ accountId: z.uuid(), displayName: z.string(), role: z.string() })

/** The colleagues who see a person, and whether their role follows the outreach of those they see: the walls' own answer. */
export async function receiversOf(tx: Read, personId: PersonId): Promise<Receiver[]> {
  const seers = await tx.all(
    Seer,
    sql`
    select distinct g.account_id as "accountId", g.display_name as "displayName", g.role
      from access.grounds(${personId}, false) g
     where g.account_id is not null and g.kind in ('owner', 'case', 'team', 'role') order by 2, 1`,
  )
  const reaching = new Set(seers.filter(({ role }) => seesTopic(role, 'outreach')).map(({ accountId }) => accountId))
  const byAccount = new Map(seers.map(({ accountId, displayName }) => [accountId, displayName]))
  return [...byAccount].map(([accountId, displayName]) => ({
    accountId,
    displayName,
    reaches: reaching.has(accountId),
  }))
}
