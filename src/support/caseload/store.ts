import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { addDays, addYears } from '../../kernel/date.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { MeetingKind } from '../meetings/model.ts'
import { isPlain } from './filter.ts'
import { type CaseFilter, CaseRow } from './model.ts'

/** A case is new for so long. */
const FRESH_DAYS = 14
/** A try that nobody has answered is waited for so long. */
const WAITED_DAYS = 60

/** The period that is open, else the last: as the case stands. */
const STANDS = raw(`
  not exists (select from support_period e where e.domain_id = d.domain_id and e.case_id = d.case_id and e.id <> d.id
                and (e.known_until is null or (d.known_until is not null and e.known_from > d.known_from)))`)

/** The next day that is agreed on: a meeting that is planned, or when somebody is to be in touch. */
const NEXT = raw(`least(
  (select min(g.on_day) from support_meeting g
    where g.domain_id = c.domain_id and g.person_id = c.person_id and g.known_until is null and g.state = 'planned'),
  (select min(x.on_day) from outreach_next x
    where x.domain_id = c.domain_id and x.person_id in (c.person_id, m.root_id) and x.known_until is null))`)

const WAITS = (tx: Read) => sql`(
  select k.direction = 'out' and not k.achieved and k.happened_at >= ${addDays(tx.today, -WAITED_DAYS)}::date
    from outreach_contact k
   where k.domain_id = c.domain_id and k.person_id in (c.person_id, m.root_id) and k.known_until is null and k.struck_at is null
   order by k.happened_at desc limit 1)`

const ageBands = (tx: Read) => {
  const at = (years: number) => sql`n.latest_birth_date <= ${addYears(tx.today, -years)}`
  const under = (years: number) => sql`n.latest_birth_date > ${addYears(tx.today, -years)}`
  return {
    under_16: under(16),
    '16_17': sql`${at(16)} and ${under(18)}`,
    '18_19': sql`${at(18)} and ${under(20)}`,
    '20_up': at(20),
  } as const satisfies Readonly<Record<NonNullable<CaseFilter['age']>, Sql>>
}

function conditions(tx: Read, filter: CaseFilter): readonly Sql[] {
  const { show, owner, team, setting, programme, label, age, sex } = filter
  const whose = filter.mine ? tx.actor.accountId : owner
  const shown = {
    open: raw('d.known_until is null'),
    closed: sql`d.known_until is not null and ${STANDS}`,
    all: STANDS,
  }
  return [
    shown[show],
    ...(whose === null ? [] : [sql`o.account_id = ${whose}`]),
    ...(team === null ? [] : [ofTeam(team)]),
    ...(setting === null ? [] : [sql`d.setting = ${setting}`]),
    ...(programme === null ? [] : [takesPart(tx, programme)]),
    ...(label === null ? [] : [isLabelled(label)]),
    ...(age === null ? [] : [ageBands(tx)[age]]),
    ...(sex === null ? [] : [sql`n.sex = ${sex}`]),
    ...(filter.protected ? [raw(`n.protection <> 'none'`)] : []),
    ...(filter.fresh ? [sql`d.opened_on >= ${addDays(tx.today, -FRESH_DAYS)}`] : []),
    ...(filter.waiting ? [WAITS(tx)] : []),
    ...onDays(tx, filter),
  ]
}

function onDays(tx: Read, { day }: CaseFilter): readonly Sql[] {
  if (day === 'none') return [sql`${NEXT} is null`]
  if (day === 'overdue') return [sql`${NEXT} < ${tx.today}`]
  return day === null ? [] : [sql`${NEXT} between ${tx.today} and ${addDays(tx.today, 6)}`]
}

const ofTeam = (team: string) => sql`o.account_id in (
  select s.account_id from access.colleagues() s where s.current and ${team} = any (s.team_ids))`

const takesPart = (tx: Read, programme: string) => sql`exists (
  select from support_participation a
   where a.domain_id = c.domain_id and a.case_id = c.id and a.programme_id = ${programme} and a.known_until is null
     and a.from_on <= ${tx.today} and (a.until_on is null or a.until_on > ${tx.today}))`

const isLabelled = (label: string) => sql`exists (
  select from support_mark k where k.domain_id = c.domain_id and k.case_id = c.id and k.label_id = ${label} and k.known_until is null)`

function chosen(tx: Read, filter: CaseFilter, names: Sql = raw('')): Sql {
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
      left join support_owner o on o.domain_id = c.domain_id and o.case_id = c.id and o.known_until is null${names}
     where ${joinSql(conditions(tx, filter), '\n       and ')}`
}

const NAMES = raw(`
      left join person_name w1 on w1.domain_id = n.domain_id and w1.person_id = n.id and w1.known_until is null`)
const SORTED: Readonly<Record<CaseFilter['sort'], string>> = {
  next: '"nextOn"',
  name: '"familyName"',
  opened: '"openedOn"',
  owner: '"ownerId"',
}

/** One page of cases. */
export async function caseRows(tx: Read, filter: CaseFilter, limit: number): Promise<CaseRow[]> {
  const way = raw(`${filter.descending ? 'desc' : 'asc'} nulls last`)
  const by = raw(SORTED[filter.sort])
  const rest = filter.sort === 'name' ? sql`, "givenName" ${way}` : raw('')
  const keep = isPlain(filter) ? prepared : (query: Sql) => query
  return tx.all(
    CaseRow,
    keep(sql`
    select c.id as "caseId", n.id as "personId", w1.given_name as "givenName", w1.family_name as "familyName", n.birth_date as "birthDate",
           n.protection, d.setting, d.opened_on as "openedOn", d.closed_on as "closedOn", d.close_reason as "closeReason",
           o.account_id as "ownerId", ${NEXT} as "nextOn"
      ${chosen(tx, filter, NAMES)}
     order by ${by} ${way}${rest}, "familyName", "givenName", "caseId" limit ${limit} offset ${(filter.page - 1) * limit}`),
  )
}

const Total = z.object({ total: z.number() })

export async function caseTotal(tx: Read, filter: CaseFilter): Promise<number> {
  const keep = isPlain(filter) ? prepared : (query: Sql) => query
  const { total } = await tx.one(Total, keep(sql`select count(*)::integer as total ${chosen(tx, filter)}`))
  return total
}

/** Everything that a filter leaves, not only the page: for what is done with many at once. */
export async function caseIds(tx: Read, filter: CaseFilter, most: number): Promise<string[]> {
  const rows = await tx.all(
    z.object({ id: z.uuid() }),
    sql`select c.id ${chosen(tx, filter)} order by c.id limit ${most}`,
  )
  return rows.map(({ id }) => id)
}

const Today = z.object({
  personId: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  meetingId: z.uuid(),
  kind: MeetingKind,
  atTime: z.string().nullable(),
  place: z.string().nullable(),
})
export type MeetingToday = z.infer<typeof Today>

/** The meetings of today about those whose cases are one's own. */
export function meetingsToday(tx: Read, limit: number): Promise<MeetingToday[]> {
  return tx.all(
    Today,
    prepared(sql`
    select r.id as "personId", w.given_name as "givenName", w.family_name as "familyName", g.meeting_id as "meetingId", g.kind,
           g.at_time as "atTime", g.place
      from support_owner o
      join support_meeting g on g.domain_id = o.domain_id and g.person_id = o.person_id and g.known_until is null and g.state = 'planned'
      join person m on m.domain_id = o.domain_id and m.id = o.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id and r.known_until is null
      left join person_name w on w.domain_id = r.domain_id and w.person_id = r.id and w.known_until is null
     where o.account_id = ${tx.actor.accountId} and o.known_until is null and g.on_day = ${tx.today}
     order by g.at_time nulls last, g.meeting_id limit ${limit}`),
  )
}
