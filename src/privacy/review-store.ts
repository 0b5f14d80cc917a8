import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { Day, type PlainDate } from '../kernel/date.ts'
import { raw, type Sql, sql } from '../kernel/sql.ts'
import { ReviewItem, ReviewVerdict, ReviewWeek } from './review-model.ts'
import type { Drawn } from './review-rules.ts'

const Built = z.object({ weekOn: Day.nullable() })

/** The newest week that has been gone through. */
export async function lastWeek(tx: Read): Promise<PlainDate | null> {
  return (await tx.one(Built, sql`select max(week_on) as "weekOn" from review_week`)).weekOn
}

const Seeded = z.object({ seed: z.uuid() })

/** Notes a week as gone through, and answers with the seed it is drawn by. Again the same week keeps its seed. */
export async function openWeek(tx: Write, weekOn: PlainDate): Promise<string> {
  await tx.run(sql`
    insert into review_week (domain_id, week_on, readings, built_at)
    values (${tx.actor.domainId}, ${weekOn}, 0, ${tx.now}) on conflict do nothing`)
  return (await tx.one(Seeded, sql`select seed from review_week where week_on = ${weekOn}`)).seed
}

export async function closeWeek(tx: Write, weekOn: PlainDate, readings: number): Promise<void> {
  await tx.runOne(sql`update review_week set readings = ${readings}, built_at = ${tx.now} where week_on = ${weekOn}`)
}

/** Keeps what was drawn; what a week has already is left as it is. */
export function insertItems(
  tx: Write,
  drawn: readonly Drawn[],
  { weekOn, dueAt }: { weekOn: PlainDate; dueAt: string },
): Promise<number> {
  return tx.run(sql`
    insert into review_item (domain_id, week_on, actor_id, person_id, reasons, readings, first_at, last_at, due_at)
    select ${tx.actor.domainId}, ${weekOn}, d."actorId", d."personId", d.reasons, d.readings, d."firstAt", d."lastAt", ${dueAt}
      from jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb)
        as d("actorId" uuid, "personId" uuid, reasons text[], readings int, "firstAt" timestamptz, "lastAt" timestamptz)
     where d."personId" is null or exists (select from person p where p.id = d."personId")
        on conflict do nothing`)
}

const Name = z.object({ personId: z.uuid(), name: z.string() })
const Address = z.object({ personId: z.uuid(), street: z.string(), postalCode: z.string() })
const Home = z.object({ accountId: z.uuid(), street: z.string(), postalCode: z.string() })
const Id = z.object({ id: z.uuid() })

/** Of whoever was asked about, everybody that is merged with them. */
const kin = (ids: readonly string[]): Sql => sql`
  asked as (select p.id as asked, k.id from person p join person k on k.root_id = p.root_id where p.id = any(${ids}::uuid[]))`

/** Those of the persons who have protected identity now, or have had it since the day. */
export async function protectedAmong(tx: Read, ids: readonly string[], since: PlainDate): Promise<string[]> {
  const rows = await tx.all(
    Id,
    sql`
    with ${kin(ids)}
    select distinct a.asked as id from asked a join person p on p.id = a.id
     where p.protection <> 'none' or exists (
       select from person_protection t
        where t.person_id = p.id and t.known_until is null and (t.until_on is null or t.until_on > ${since}))`,
  )
  return rows.map(({ id }) => id)
}

export function familyNamesOf(tx: Read, ids: readonly string[]): Promise<z.infer<typeof Name>[]> {
  return tx.all(
    Name,
    sql`with ${kin(ids)}
        select distinct a.asked as "personId", n.family_name as name from asked a join person_name n on n.person_id = a.id`,
  )
}

export function guardianNamesOf(tx: Read, ids: readonly string[]): Promise<z.infer<typeof Name>[]> {
  return tx.all(
    Name,
    sql`with ${kin(ids)}
        select distinct a.asked as "personId", g.name from asked a join person_guardian g on g.person_id = a.id`,
  )
}

export function addressesOf(tx: Read, ids: readonly string[]): Promise<z.infer<typeof Address>[]> {
  return tx.all(
    Address,
    sql`with ${kin(ids)}
        select distinct a.asked as "personId", d.street, d.postal_code as "postalCode"
          from asked a join person_address d on d.person_id = a.id
         where d.street is not null and d.postal_code is not null and d.known_until is null`,
  )
}

const HomeRow = Home.extend({ id: z.uuid() })
export type HomeRow = z.infer<typeof HomeRow>

/** Where colleagues live, as far as it has been noted for the review. */
export function homes(tx: Read): Promise<HomeRow[]> {
  return tx.all(
    HomeRow,
    sql`select id, account_id as "accountId", street, postal_code as "postalCode" from review_home order by id`,
  )
}

export async function keepHome(tx: Write, home: z.infer<typeof Home>): Promise<string> {
  const { id } = await tx.one(
    Id,
    sql`
    insert into review_home as kept (domain_id, account_id, street, postal_code, recorded_by, recorded_at)
    values (${tx.actor.domainId}, ${home.accountId}, ${home.street}, ${home.postalCode}, ${tx.actor.accountId}, ${tx.now})
        on conflict (domain_id, account_id) do update
       set street = excluded.street, postal_code = excluded.postal_code, recorded_by = excluded.recorded_by,
           recorded_at = excluded.recorded_at
    returning kept.id`,
  )
  return id
}

export async function deleteHome(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`delete from review_home where id = ${id}`)
}

const columns = raw(`
  i.id, i.week_on as "weekOn", i.actor_id as "actorId", i.person_id as "personId", i.reasons, i.readings, i.first_at as "firstAt",
  i.last_at as "lastAt", i.due_at as "dueAt", v.outcome`)

/** The last word said of an item is the one that holds. */
const withVerdict = raw(`
  from review_item i
  left join lateral (
    select w.outcome from review_verdict w where w.domain_id = i.domain_id and w.item_id = i.id order by w.id desc limit 1) v on true`)

export type ReviewList = 'waiting' | 'asked' | 'done'

const IN_LIST: Readonly<Record<ReviewList, Sql>> = {
  waiting: raw('v.outcome is null'),
  asked: raw(`v.outcome = 'ask'`),
  done: raw(`v.outcome in ('fine', 'breach')`),
}

/** Items of one list, those whose time runs out first. */
export function reviewItems(
  tx: Read,
  list: ReviewList,
  { page, size }: { page: number; size: number },
): Promise<ReviewItem[]> {
  return tx.all(
    ReviewItem,
    sql`select ${columns} ${withVerdict} where ${IN_LIST[list]}
         order by i.due_at ${raw(list === 'done' ? 'desc' : '')}, i.first_at, i.id limit ${size} offset ${(page - 1) * size}`,
  )
}

const Totals = z.object({ waiting: z.number(), asked: z.number(), done: z.number(), overdue: z.number() })
export type ReviewTotals = z.infer<typeof Totals>

export function reviewTotals(tx: Read): Promise<ReviewTotals> {
  return tx.one(
    Totals,
    sql`select count(*) filter (where ${IN_LIST.waiting})::int as waiting, count(*) filter (where ${IN_LIST.asked})::int as asked,
               count(*) filter (where ${IN_LIST.done})::int as done,
               count(*) filter (where (v.outcome is null or v.outcome = 'ask') and i.due_at <= ${tx.now})::int as overdue
          ${withVerdict}`,
  )
}

export function reviewItem(tx: Read, id: string): Promise<ReviewItem> {
  return tx.one(ReviewItem, sql`select ${columns} ${withVerdict} where i.id = ${id}`)
}

/** Everything that was said of an item, in order. */
export function verdictsOf(tx: Read, itemId: string): Promise<ReviewVerdict[]> {
  return tx.all(
    ReviewVerdict,
    sql`select outcome, comment, reviewed_by as "reviewedBy", reviewed_at as "reviewedAt"
          from review_verdict where item_id = ${itemId} order by id`,
  )
}

export async function insertVerdict(
  tx: Write,
  said: { itemId: string; outcome: string; comment: string | null },
): Promise<void> {
  await tx.runOne(sql`
    insert into review_verdict (domain_id, item_id, outcome, comment, reviewed_by, reviewed_at)
    values (${tx.actor.domainId}, ${said.itemId}, ${said.outcome}, ${said.comment}, ${tx.actor.accountId}, ${tx.now})`)
}

/** How the latest weeks have been looked at. */
export function reviewWeeks(tx: Read, most: number): Promise<ReviewWeek[]> {
  return tx.all(
    ReviewWeek,
    sql`
    select k.week_on as "weekOn", k.readings, count(i.id)::int as chosen,
           count(*) filter (where i.outcome = 'fine')::int as fine, count(*) filter (where i.outcome = 'ask')::int as asked,
           count(*) filter (where i.outcome = 'breach')::int as breaches,
           count(*) filter (where i.id is not null and i.outcome is null)::int as waiting,
           count(*) filter (where (i.outcome is null or i.outcome = 'ask') and i.due_at <= ${tx.now})::int as overdue
      from review_week k
      left join (select i.id, i.domain_id, i.week_on, i.due_at, v.outcome ${withVerdict}) i
        on i.domain_id = k.domain_id and i.week_on = k.week_on
     group by k.week_on, k.readings order by k.week_on desc limit ${most}`,
  )
}

const Identity = z.object({
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  number: z.string().nullable(),
  protected: z.boolean(),
})
export type ReviewIdentity = z.infer<typeof Identity>

/** Who an item concerns. Whoever asks has recorded that they do. */
export function identityForReview(tx: Read, personId: string): Promise<ReviewIdentity> {
  return tx.one(
    Identity,
    sql`select given_name as "givenName", family_name as "familyName", number, protected from access.identity_for_review(${personId})`,
  )
}
