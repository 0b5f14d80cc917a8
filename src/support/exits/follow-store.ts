import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { addDays, type Instant, type PlainDate } from '../../kernel/date.ts'
import { prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { once } from '../../people/once.ts'
import { membersOfRoot } from '../../people/store.ts'
import { type Counted, heldBy } from '../cases/counted-sql.ts'
import { heldInTeam } from '../cases/team-sql.ts'
import { Asked, type Doing, type Exit, FollowUp, WAVES, type Wave } from './model.ts'
import { dueOn, isBackdated } from './rules.ts'

const columns = raw(`
  f.id, f.exit_id as "exitId", f.case_id as "caseId", f.person_id as "personId", f.wave, f.due_on as "dueOn", f.sent_at as "sentAt",
  f.expires_at as "expiresAt", f.unsent, f.called_on as "calledOn", f.answer, f.how, f.closed_as as "closedAs", f.closed_at as "closedAt"`)

type Exiting = Pick<Exit, 'exitId' | 'caseId' | 'personId' | 'exitedOn'>

/** What is asked of a person afterwards, exit by exit, in order. */
export function followUpsOf(tx: Read, root: PersonId): Promise<FollowUp[]> {
  return once(tx, `follow-ups ${root}`, () =>
    tx.all(
      FollowUp,
      prepared(sql`
    select ${columns} from support_follow_up f where f.person_id in (${membersOfRoot(tx, root)})
     order by f.due_on, f.wave desc, f.id`),
    ),
  )
}

/** The waves of an exit on their days, with those that it is too late to ask: as rows of `w (wave, due_on, is_past)`. */
function waves(tx: Write, exitedOn: PlainDate): Sql {
  const days = WAVES.map((wave) => dueOn(exitedOn, wave))
  const past = days.map((day) => isBackdated(day, tx.today))
  return sql`unnest(${[...WAVES]}::text[], ${days}::date[], ${past}::boolean[]) w (wave, due_on, is_past)`
}

/** Plans every wave of an exit that is not planned already. */
export async function planFollowUps(tx: Write, exit: Exiting): Promise<void> {
  await tx.run(sql`
    insert into support_follow_up (domain_id, exit_id, case_id, person_id, wave, due_on, closed_as, closed_at, made_by, made_at)
    select ${tx.actor.domainId}, ${exit.exitId}, ${exit.caseId}, ${exit.personId}, w.wave, w.due_on, case when w.is_past then 'backdated' end,
           case when w.is_past then ${tx.now}::timestamptz end, ${tx.actor.accountId}, ${tx.now}
      from ${waves(tx, exit.exitedOn)} on conflict do nothing`)
}

/** The day somebody left was corrected: what has not been asked yet is asked on another, or is past asking. */
export async function moveFollowUps(tx: Write, exit: Exiting): Promise<void> {
  await tx.run(sql`
    update support_follow_up f set due_on = w.due_on, closed_as = case when w.is_past and f.called_on is null then 'backdated' end,
           closed_at = case when w.is_past and f.called_on is null then ${tx.now}::timestamptz end
      from ${waves(tx, exit.exitedOn)}
     where f.exit_id = ${exit.exitId} and f.wave = w.wave and (f.closed_as is null and f.sent_at is null or f.closed_as = 'backdated')`)
}

const Id = z.object({ id: z.uuid() })

/** Nobody is asked any longer, of one exit or of all. Answers with what was to be asked. */
export async function callOff(
  tx: Write,
  { root, exitId }: { readonly root: PersonId; readonly exitId: string | null },
): Promise<readonly string[]> {
  const rows = await tx.all(
    Id,
    sql`
    update support_follow_up f set closed_as = 'called_off', closed_at = ${tx.now}
     where f.person_id in (${membersOfRoot(tx, root)}) and f.closed_as is null
       and (${exitId}::uuid is null or f.exit_id = ${exitId}::uuid)
    returning f.id`,
  )
  return rows.map(({ id }) => id)
}

/** What was called off when a case was closed by mistake is to be asked as before. */
export async function askAsBefore(tx: Write, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    update support_follow_up f set closed_as = null, closed_at = null where f.id = any(${[...ids]}::uuid[]) and f.closed_as = 'called_off'`)
}

/** What was called off when somebody was said to be dead, who is not, is asked after all. */
export async function openAgain(tx: Write, { exitId, knownFrom }: Pick<Exit, 'exitId' | 'knownFrom'>): Promise<void> {
  await tx.run(sql`
    update support_follow_up f set closed_as = null, closed_at = null
     where f.exit_id = ${exitId} and f.closed_as = 'called_off' and f.closed_at >= ${knownFrom}`)
}

/** A text that was not answered is followed by another no sooner than this. */
const REST_DAYS = 7

/** Whoever is supported again is not asked what became of them. */
const isSupported = raw(`exists (
         select from support_period o where o.domain_id = f.domain_id and o.case_id = f.case_id and o.known_until is null)`)

/** Those whose day has come while their case was open again. */
export function takeSupported(tx: Write, most: number): Promise<FollowUp[]> {
  return tx.all(
    FollowUp,
    sql`
    select ${columns} from support_follow_up f where f.closed_as is null and f.due_on <= ${tx.today} and ${isSupported}
     order by f.due_on, f.id limit ${most} for update of f skip locked`,
  )
}

/**
 * Those whose day has come, taken so that two workers do not take the same. After one month nobody is asked while the text of four weeks is
 * still to be sent, or was sent this week.
 */
export function takeDue(tx: Write, most: number): Promise<FollowUp[]> {
  return tx.all(
    FollowUp,
    sql`
    select ${columns} from support_follow_up f
     where f.closed_as is null and f.sent_at is null and f.unsent is null and f.due_on <= ${tx.today} and not ${isSupported}
       and not (f.wave = 'm1' and exists (
         select from support_follow_up t where t.domain_id = f.domain_id and t.exit_id = f.exit_id and t.wave = 'w4' and t.closed_as is null
            and t.unsent is null and (t.sent_at is null or t.sent_at > ${tx.now}::timestamptz - make_interval(days => ${REST_DAYS}))))
     order by f.due_on, f.id limit ${most} for update of f skip locked`,
  )
}

/** Those that nobody has answered for so long that nobody will. */
export function takeUnanswered(tx: Write, { days, most }: { days: number; most: number }): Promise<FollowUp[]> {
  return tx.all(
    FollowUp,
    sql`
    select ${columns} from support_follow_up f where f.closed_as is null and f.due_on < ${addDays(tx.today, -days)}
     order by f.due_on, f.id limit ${most} for update skip locked`,
  )
}

export async function markSent(
  tx: Write,
  id: string,
  link: { readonly sha: string; readonly expiresAt: Instant },
): Promise<void> {
  await tx.runOne(sql`
    update support_follow_up set link_sha = ${link.sha}, sent_at = ${tx.now}, expires_at = ${link.expiresAt} where id = ${id}`)
}

export async function markUnsent(tx: Write, id: string, why: string): Promise<void> {
  await tx.runOne(sql`update support_follow_up set unsent = ${why} where id = ${id}`)
}

export function followUpByLink(tx: Read, linkSha: string): Promise<FollowUp | null> {
  return tx.maybe(FollowUp, sql`select ${columns} from support_follow_up f where f.link_sha = ${linkSha}`)
}

export async function lockFollowUpLink(tx: Write, linkSha: string): Promise<FollowUp | null> {
  await tx.run(sql`select from support_follow_up f where f.link_sha = ${linkSha} for update`)
  return followUpByLink(tx, linkSha)
}

export async function lockFollowUp(
  tx: Write,
  { root, id }: { readonly root: PersonId; readonly id: string },
): Promise<FollowUp | null> {
  await tx.run(sql`select from support_follow_up f where f.id = ${id} for update`)
  return tx.maybe(
    FollowUp,
    sql`select ${columns} from support_follow_up f where f.id = ${id} and f.person_id in (${membersOfRoot(tx, root)})`,
  )
}

export type Answered = { readonly answer: Doing; readonly how: 'link' | 'call' }

export async function saveAnswer(tx: Write, id: string, { answer, how }: Answered): Promise<void> {
  await tx.runOne(sql`
    update support_follow_up set answer = ${answer}, how = ${how}, closed_as = 'answered', closed_at = ${tx.now} where id = ${id}`)
}

/** What was said to one wave stands for the one beside it, where nobody has answered that. */
export async function saveSame(
  tx: Write,
  of: { readonly exitId: string; readonly wave: Wave; readonly answer: Doing },
): Promise<void> {
  await tx.run(sql`
    update support_follow_up f set answer = ${of.answer}, how = 'same', closed_as = 'answered', closed_at = ${tx.now}
     where f.exit_id = ${of.exitId} and f.wave = ${of.wave} and f.closed_as is null`)
}

/** Somebody called today and got no answer: it can be asked again. */
export async function saveCall(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`update support_follow_up set called_on = ${tx.today} where id = ${id} and closed_as is null`)
}

export async function closeFollowUp(tx: Write, id: string, closedAs: 'not_reached' | 'called_off'): Promise<void> {
  await tx.runOne(sql`
    update support_follow_up set closed_as = ${closedAs}, closed_at = ${tx.now} where id = ${id} and closed_as is null`)
}

/** Who was to be asked, of those who left in the while, in the waves whose day has come: not of the dead. */
export function askedOf(tx: Read, { from, until, account, team = null }: Counted): Promise<Asked[]> {
  return tx.all(
    Asked,
    sql`
    select f.wave, p.sex, f.answer, f.closed_as as "closedAs"
      from support_follow_up f
      join support_exit e on e.domain_id = f.domain_id and e.exit_id = f.exit_id and e.known_until is null
      join person m on m.domain_id = f.domain_id and m.id = f.person_id
      join person p on p.domain_id = m.domain_id and p.id = m.root_id
      join support_period d on d.domain_id = e.domain_id and d.id = e.period_id
     where f.due_on <= ${tx.today} and e.exited_on >= ${from} and e.exited_on < ${until} and e.kind <> 'deceased' and ${heldBy(account)}
       and ${heldInTeam(team, raw('d'))}`,
  )
}
