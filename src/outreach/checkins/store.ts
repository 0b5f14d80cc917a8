import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { InstantText, type PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { CheckIn, Mood, Plan, type Said } from './model.ts'

const planColumns = raw(`
  p.id, p.person_id as "personId", p.template_code as "templateCode", p.every_weeks as "everyWeeks", p.next_on as "nextOn",
  p.until_on as "untilOn", p.set_by as "setBy", p.ended_as as "endedAs"`)
const columns = raw(`
  c.id, c.person_id as "personId", c.plan_id as "planId", c.sent_at as "sentAt", c.expires_at as "expiresAt", c.mood,
  c.wants_contact as "wantsContact", c.answered_at as "answeredAt", c.contact_id as "contactId"`)
const among = (root: PersonId) => membersOf(sql`${root}::uuid`)

/** The latest plan of a person, ended or not. */
export function planOf(tx: Read, root: PersonId): Promise<Plan | null> {
  return tx.maybe(
    Plan,
    prepared(sql`
    select ${planColumns} from checkin_plan p where p.person_id in (${among(root)}) order by p.known_from desc, p.id limit 1`),
  )
}

export async function insertPlan(
  tx: Write,
  plan: Pick<Plan, 'personId' | 'templateCode' | 'everyWeeks' | 'nextOn' | 'untilOn'>,
): Promise<string> {
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`
    insert into checkin_plan (domain_id, person_id, template_code, every_weeks, next_on, until_on, set_by, known_from)
    values (${tx.actor.domainId}, ${plan.personId}, ${plan.templateCode}, ${plan.everyWeeks}, ${plan.nextOn}, ${plan.untilOn},
            ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

export async function endPlan(tx: Write, planId: string, endedAs: string): Promise<void> {
  await tx.runOne(sql`
    update checkin_plan set ended_as = ${endedAs}, ended_by = ${tx.actor.accountId}, known_until = ${ending(tx, 'checkin_plan')}
     where id = ${planId} and known_until is null`)
}

/** Plans whose day has come, taken so that two workers do not take the same. */
export function takeDuePlans(tx: Write, most: number): Promise<Plan[]> {
  return tx.all(
    Plan,
    sql`
    select ${planColumns} from checkin_plan p where p.known_until is null and p.next_on <= ${tx.today}
     order by p.next_on, p.id limit ${most} for update skip locked`,
  )
}

export async function movePlan(tx: Write, planId: string, nextOn: PlainDate): Promise<void> {
  await tx.runOne(sql`update checkin_plan set next_on = ${nextOn} where id = ${planId} and known_until is null`)
}

type Sent = {
  readonly id: string
  readonly personId: PersonId
  readonly planId: string
  readonly linkSha: string
  readonly expiresAt: string
}

export async function insertCheckIn(tx: Write, sent: Sent): Promise<void> {
  await tx.run(sql`
    insert into checkin (domain_id, id, person_id, plan_id, link_sha, sent_at, expires_at)
    values (${tx.actor.domainId}, ${sent.id}, ${sent.personId}, ${sent.planId}, ${sent.linkSha}, ${tx.now}, ${sent.expiresAt})`)
}

/** What a link leads to, or null. */
export function checkInByLink(tx: Read, linkSha: string): Promise<CheckIn | null> {
  return tx.maybe(CheckIn, sql`select ${columns} from checkin c where c.link_sha = ${linkSha}`)
}

export async function lockLink(tx: Write, linkSha: string): Promise<CheckIn | null> {
  await tx.run(sql`select from checkin c where c.link_sha = ${linkSha} for update`)
  return checkInByLink(tx, linkSha)
}

export async function saveAnswer(tx: Write, id: string, said: Said & { readonly contactId: string }): Promise<void> {
  await tx.runOne(sql`
    update checkin set mood = ${said.mood}, wants_contact = ${said.wantsContact}, contact_id = ${said.contactId},
           answered_at = coalesce(answered_at, ${tx.now})
     where id = ${id}`)
}

export function checkInsOf(tx: Read, root: PersonId, limit: number): Promise<CheckIn[]> {
  return tx.all(
    CheckIn,
    prepared(sql`
    select ${columns} from checkin c where c.person_id in (${among(root)}) order by c.sent_at desc, c.id limit ${limit}`),
  )
}

const Latest = z.object({
  personId: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  mood: Mood.nullable(),
  wantsContact: z.boolean(),
  answeredAt: InstantText,
})
export type Latest = z.infer<typeof Latest>

/** The latest answer of each of those one works with, of the last fortnight: who wants somebody first, then the lowest. */
export function latestAnswers(tx: Read, limit: number): Promise<Latest[]> {
  return tx.all(
    Latest,
    prepared(sql`
    select x.* from (
      select distinct on (r.id) r.id as "personId", n.given_name as "givenName", n.family_name as "familyName", c.mood,
             c.wants_contact as "wantsContact", c.answered_at as "answeredAt"
        from checkin c join person p on p.id = c.person_id join person r on r.id = p.root_id
        left join person_name n on n.person_id = r.id and n.known_until is null
       where c.answered_at >= ${tx.now}::timestamptz - interval '14 days' and r.id in (select access.reach('outreach'))
       order by r.id, c.answered_at desc) x
     order by x."wantsContact" desc, x.mood nulls last, x."answeredAt" desc limit ${limit}`),
  )
}
