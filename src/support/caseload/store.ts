import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import { closedOn, closeReason } from '../cases/counted-sql.ts'
import { DAYS_OF_ALL, DAYS_OF_CASE } from '../cases/next-store.ts'
import { SETTING_NOW } from '../cases/setting-store.ts'
import { conditions, FRESH_DAYS, hasLeft, WAITS } from './condition-sql.ts'
import { filterFrom, isUsual } from './filter.ts'
import { CaseCounts, type CaseFilter, CaseRow, type Cut } from './model.ts'

/** The next day that is agreed on, and the first that has passed without a word of what came of it. */
const DAYS = (tx: Read, { mine, owner, left }: CaseFilter) => {
  const first = sql`
        select min(u.on_day) filter (where u.on_day >= ${tx.today}) as next_on, min(u.on_day) filter (where u.on_day < ${tx.today}) as late_on`
  // Of a whole domain they are gathered once, of some cases looked up for each.
  return tx.actor.reach === 'domain' && !mine && owner === null && !left
    ? sql`
      left join (${first}, r.root_id
          from (${DAYS_OF_ALL}) u
          join person r on r.domain_id = u.domain_id and r.id = u.person_id
         group by r.root_id) days on days.root_id = m.root_id`
    : sql`
      cross join lateral (${first}
          from (${DAYS_OF_CASE}) u) days`
}

function chosen(tx: Read, filter: Cut, more: Sql = raw('')): Sql {
  // Who reaches few is led to the cases by them.
  const led =
    tx.actor.reach === 'domain'
      ? raw('support_case c')
      : raw(`(select access.reach('support')) w (id)
      join support_case c on c.person_id = w.id`)
  return sql`
      from ${led}
      join support_period d on d.domain_id = c.domain_id and d.case_id = c.id
      join person m on m.domain_id = c.domain_id and m.id = c.person_id
      join person n on n.domain_id = m.domain_id and n.id = m.root_id and n.known_until is null
      left join support_owner o on o.domain_id = c.domain_id and o.case_id = c.id and o.known_until is null${more}
     where ${joinSql(conditions(tx, filter), '\n       and ')}`
}

const NAMES = raw(`
      left join person_name w1 on w1.domain_id = n.domain_id and w1.person_id = n.id and w1.known_until is null`)
const SORTED: Readonly<Record<CaseFilter['sort'], string>> = {
  next: 'least(days.late_on, days.next_on)',
  name: '"familyName"',
  opened: '"openedOn"',
  owner: '"ownerName"',
}

function sortedBy({ sort, descending }: CaseFilter, by = SORTED[sort]): Sql {
  const way = raw(`${descending ? 'desc' : 'asc'} nulls last`)
  const rest = sort === 'name' ? sql`, "givenName" ${way}` : raw('')
  return sql`${raw(by)} ${way}${rest}, "familyName", "givenName", "caseId"`
}

/** By what the owner is called, which is looked up only where the list is sorted by it. */
const OWNER_NAME = raw(`
      left join (select s.account_id, min(s.display_name) as name from access.colleagues() s group by s.account_id) y
        on y.account_id = o.account_id`)
const ownerName = ({ sort }: CaseFilter) =>
  sort === 'owner' ? { column: raw(', y.name as "ownerName"'), from: OWNER_NAME } : { column: raw(''), from: raw('') }

const COLUMNS = sql`
           c.id as "caseId", n.id as "personId", w1.given_name as "givenName", w1.family_name as "familyName", n.birth_date as "birthDate",
           n.protection, ${SETTING_NOW} as setting, d.opened_on as "openedOn", ${closedOn} as "closedOn", ${closeReason} as "closeReason",
           o.account_id as "ownerId", days.next_on as "nextOn", days.late_on as "lateOn"`

/** One page of cases. */
export async function caseRows(tx: Read, filter: Cut, limit: number): Promise<CaseRow[]> {
  const keep = isUsual(filter) ? prepared : (query: Sql) => query
  return tx.all(
    CaseRow,
    keep(sql`
    select ${COLUMNS}${ownerName(filter).column} ${chosen(tx, filter, sql`${DAYS(tx, filter)}${NAMES}${ownerName(filter).from}`)}
     order by ${sortedBy(filter)} limit ${limit} offset ${(filter.page - 1) * limit}`),
  )
}

const AsOpened = z.object({ rows: z.array(CaseRow), counts: CaseCounts })

/** One page of the open cases and how they stand, of the same people: for whoever reaches few. */
export function casesAsOpened(tx: Read, filter: CaseFilter, limit: number): Promise<z.infer<typeof AsOpened>> {
  return tx.one(
    AsOpened,
    prepared(sql`
    with s as materialized (
      select ${COLUMNS}${ownerName(filter).column}, least(days.late_on, days.next_on) as first
             ${chosen(tx, filter, sql`${DAYS(tx, filter)}${NAMES}${ownerName(filter).from}`)})
    select (select coalesce(json_agg(q), '[]')
              from (select s.* from s order by ${sortedBy(filter, filter.sort === 'next' ? 'first' : undefined)}
                     limit ${limit} offset ${(filter.page - 1) * limit}) q) as rows,
           (select to_json(q) from (select ${counted(tx, { next: '"nextOn"', late: '"lateOn"', opened: '"openedOn"', left: leftOf(filter, '"ownerId"') })} from s) q) as counts`),
  )
}

const OfDay = z.object({
  counts: CaseCounts,
  late: z.array(CaseRow),
  waiting: z.array(CaseRow),
  waitingTotal: z.number(),
})

/** How one's own open cases stand, the first of those that are late and of those that wait for an answer: each case is looked at once. */
export function casesOfDay(tx: Read, filter: CaseFilter, limit: number): Promise<z.infer<typeof OfDay>> {
  const first = (which: string) => sql`
           (select coalesce(json_agg(q), '[]') from (select s.* from s where ${raw(which)} order by ${sortedBy(filter, 'first')} limit ${limit}) q)`
  const of = { next: '"nextOn"', late: '"lateOn"', opened: '"openedOn"', left: leftOf(filter, '"ownerId"') }
  return tx.one(
    OfDay,
    prepared(sql`
    with s as materialized (
      select ${COLUMNS}, least(days.late_on, days.next_on) as first, ${WAITS(tx)} as waits
             ${chosen(tx, filter, sql`${DAYS(tx, filter)}${NAMES}`)})
    select (select to_json(q) from (select ${counted(tx, of)} from s) q) as counts,
           ${first('"lateOn" is not null')} as late, ${first('waits')} as waiting,
           (select count(*)::integer from s where waits) as "waitingTotal"`),
  )
}

const Total = z.object({ total: z.number() })

export async function caseTotal(tx: Read, filter: Cut): Promise<number> {
  const keep = isUsual(filter) ? prepared : (query: Sql) => query
  const { total } = await tx.one(
    Total,
    keep(sql`select count(*)::integer as total ${chosen(tx, filter, whenAsked(tx, filter))}`),
  )
  return total
}

/** The days cost a look at five tables for each case: only where they are asked for. */
const whenAsked = (tx: Read, filter: CaseFilter): Sql => (filter.day === null ? raw('') : DAYS(tx, filter))

/** One's own have an owner who is here: nobody is looked up for them. */
const leftOf = ({ mine }: Pick<CaseFilter, 'mine'>, owner: string): Sql => (mine ? raw('false') : hasLeft(owner))

type Counting = { readonly next: string; readonly late: string; readonly opened: string; readonly left: Sql }

const counted = (tx: Read, of: Counting) => sql`
           count(*)::integer as open, count(*) filter (where ${raw(of.late)} is not null)::integer as overdue,
           count(*) filter (where ${raw(of.next)} <= ${addDays(tx.today, 6)})::integer as week,
           count(*) filter (where ${raw(of.next)} is null)::integer as none,
           count(*) filter (where ${raw(of.opened)} >= ${addDays(tx.today, -FRESH_DAYS)})::integer as fresh,
           count(*) filter (where ${of.left})::integer as "left"`

/** How the open cases stand, of the same people and of no other choice: the day, what is late, what lacks a day, what is new. */
export function caseCounts(tx: Read, { mine, owner }: CaseFilter): Promise<CaseCounts> {
  const all = { ...PLAIN, mine, owner }
  return tx.one(
    CaseCounts,
    prepared(sql`
    select ${counted(tx, { ...COUNTED_DAYS, left: leftOf(all, 'o.account_id') })} ${chosen(tx, all, DAYS(tx, all))}`),
  )
}

const COUNTED_DAYS = { next: 'days.next_on', late: 'days.late_on', opened: 'd.opened_on' } as const
const PLAIN = filterFrom(() => undefined, false)

/** Everything that a filter leaves, not only the page: for what is done with many at once. */
export async function caseIds(tx: Read, filter: Cut, most: number): Promise<string[]> {
  const rows = await tx.all(
    z.object({ id: z.uuid() }),
    sql`select c.id ${chosen(tx, filter, whenAsked(tx, filter))} order by c.id limit ${most}`,
  )
  return rows.map(({ id }) => id)
}
