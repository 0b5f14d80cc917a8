import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { addMonths, addYears, Day, endOf, type PlainDate } from '../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import { Sex } from '../people/model.ts'
import { totalOf } from './feed-store.ts'
import { isPlain, type RegisterFilter, type SortBy } from './filter.ts'
import { EntryReason } from './model.ts'

/** One member as the list shows it. `unclear` and `admittedOn` are views; membership is the period itself. */
export const ListRow = z.object({
  personId: z.uuid(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: Day.nullable(),
  latestBirthDate: Day,
  sex: Sex.nullable(),
  protection: z.string(),
  since: Day.nullable(),
  until: Day.nullable(),
  reason: EntryReason,
  occupation: z.string().nullable(),
  occupationSource: z.string().nullable(),
  confirmedOn: Day.nullable(),
  bestBeforeOn: Day.nullable(),
  ownerId: z.uuid().nullable(),
  unclear: z.boolean(),
  admittedOn: Day.nullable(),
  lastSchool: z.string().nullable(),
  lastProgramme: z.string().nullable(),
})
export type ListRow = z.infer<typeof ListRow>

/** The parameters of the law and of local practice that the list's views need. */
export type ListParameters = { readonly upperAge: number; readonly workStarts: string }

/** Rows of one page, in order. */
export function listRows(
  tx: Read,
  filter: RegisterFilter,
  page: { parameters: ListParameters; limit: number },
): Promise<ListRow[]> {
  const at = momentOf(tx, filter)
  return tx.all(
    ListRow,
    sql`
    with chosen as (
      select p.domain_id, p.person_id, p.from_on, p.until_on, p.reason, p.sort_name,
             n.birth_date, n.latest_birth_date, n.sex, n.protection
        ${membersWhere(tx, filter, page.parameters)}
       order by ${order(filter)} limit ${page.limit} offset ${(filter.page - 1) * page.limit})
    select p.person_id as "personId", a.given_name as "givenName", a.family_name as "familyName",
           p.birth_date as "birthDate", p.latest_birth_date as "latestBirthDate", p.sex, p.protection,
           p.from_on as since, p.until_on as until, p.reason,
           o.occupation, o.source as "occupationSource", o.confirmed_on as "confirmedOn", o.best_before_on as "bestBeforeOn",
           w.account_id as "ownerId",
           exists (select from register_unclear u where u.domain_id = p.domain_id and u.person_id = p.person_id
                      and ${at.knownOf('u')} and ${covers('u.from_on', 'u.until_on', at.day)}) as unclear,
           admitted.on_day as "admittedOn", last.school as "lastSchool", last.programme as "lastProgramme"
      from chosen p
      left join person_name a on a.domain_id = p.domain_id and a.person_id = p.person_id and ${at.knownOf('a')}
      left join register_occupation o on o.domain_id = p.domain_id and o.person_id = p.person_id and ${at.knownOf('o')}
           and ${covers('o.from_on', 'o.until_on', at.day)}
      left join register_owner w on w.domain_id = p.domain_id and w.person_id = p.person_id and ${at.knownOf('w')}
      left join lateral (${nextAdmission(at)}) admitted on true
      left join lateral (${lastSchool(at)}) last on true
     order by ${order(filter)}`,
  )
}

const Count = z.object({ count: z.number() })

/** How many the filter leaves. The whole register is counted with its protected persons: totals are true for everybody. */
export async function listTotal(tx: Read, filter: RegisterFilter, parameters: ListParameters): Promise<number> {
  if (isPlain(filter)) {
    const kept = await totalOf(tx, tx.today)
    if (kept !== null) return kept.members
    const whole = await tx.one(
      Count,
      sql`select count(*) as count from register_period p where p.known_until is null and ${covers('p.from_on', 'p.until_on', tx.today)}`,
    )
    return whole.count
  }
  const counted = await tx.one(Count, sql`select count(*) as count ${membersWhere(tx, filter, parameters)}`)
  return counted.count
}

/** Ids of all that the filter leaves, at most `most`: for bulk work on a whole filter. */
export async function listedIds(
  tx: Read,
  filter: RegisterFilter,
  options: { parameters: ListParameters; most: number },
): Promise<string[]> {
  const rows = await tx.all(
    z.object({ id: z.uuid() }),
    sql`select p.person_id as id ${membersWhere(tx, filter, options.parameters)} order by p.sort_name, p.person_id limit ${options.most}`,
  )
  return rows.map((row) => row.id)
}

type Moment = { readonly day: PlainDate; readonly knownOf: (alias: string) => Sql }

export function momentOf(tx: Read, filter: RegisterFilter): Moment {
  const at = filter.knownAt === null ? null : endOf(filter.knownAt)
  return {
    day: filter.asOf ?? filter.knownAt ?? tx.today,
    knownOf: (alias) =>
      at === null
        ? raw(`${alias}.known_until is null`)
        : sql`${raw(alias)}.known_from < ${at} and (${raw(alias)}.known_until is null or ${raw(alias)}.known_until >= ${at})`,
  }
}

export function covers(from: string, until: string, on: PlainDate): Sql {
  return sql`(${raw(from)} is null or ${raw(from)} <= ${on}) and (${raw(until)} is null or ${raw(until)} > ${on})`
}

/** `from … where …` of the members a filter leaves. Joining person puts the wall of protected identity on every row. */
export function membersWhere(tx: Read, filter: RegisterFilter, parameters: ListParameters): Sql {
  const at = momentOf(tx, filter)
  const conditions = [
    at.knownOf('p'),
    covers('p.from_on', 'p.until_on', at.day),
    ...personConditions(filter, at),
    ...statusConditions(tx, filter, at),
    ...workConditions(filter, { at, parameters }),
  ]
  return sql`
      from register_period p
      join person n on n.domain_id = p.domain_id and n.id = p.person_id
     where ${joinSql(conditions, '\n       and ')}`
}

function personConditions(filter: RegisterFilter, at: Moment): Sql[] {
  const conditions: Sql[] = []
  if (filter.ageFrom !== null) conditions.push(sql`n.latest_birth_date <= ${addYears(at.day, -filter.ageFrom)}`)
  if (filter.ageTo !== null) conditions.push(sql`n.latest_birth_date > ${addYears(at.day, -filter.ageTo - 1)}`)
  if (filter.sex !== null) conditions.push(sql`n.sex = ${filter.sex}`)
  if (filter.protectedOnly) conditions.push(sql`n.protection <> 'none'`)
  if (filter.reason.length > 0) conditions.push(sql`p.reason = any(${filter.reason})`)
  if (filter.unclear) {
    conditions.push(sql`exists (select from register_unclear u where u.domain_id = p.domain_id and u.person_id = p.person_id
                          and ${at.knownOf('u')} and ${covers('u.from_on', 'u.until_on', at.day)})`)
  }
  if (filter.school !== null) {
    conditions.push(sql`exists (select from (${lastSchool(at)}) l where l.school = ${filter.school})`)
  }
  return conditions
}

function statusConditions(tx: Read, filter: RegisterFilter, at: Moment): Sql[] {
  const conditions: Sql[] = []
  const current = sql`select from register_occupation o where o.domain_id = p.domain_id and o.person_id = p.person_id
      and ${at.knownOf('o')} and ${covers('o.from_on', 'o.until_on', at.day)}`
  if (filter.occupation.length > 0) conditions.push(occupationIs(filter.occupation, current))
  if (filter.freshness === 'fresh') conditions.push(sql`exists (${current} and o.best_before_on > ${at.day})`)
  if (filter.freshness === 'stale') conditions.push(sql`not exists (${current} and o.best_before_on > ${at.day})`)
  const owned = sql`select from register_owner w where w.domain_id = p.domain_id and w.person_id = p.person_id and ${at.knownOf('w')}`
  if (filter.owner === 'none') conditions.push(sql`not exists (${owned})`)
  else if (filter.owner !== null) {
    const account = filter.owner === 'me' ? tx.actor.accountId : filter.owner
    conditions.push(sql`exists (${owned} and w.account_id = ${account})`)
  }
  return conditions
}

/** A person whose occupation nobody has recorded counts as OKÄND. */
function occupationIs(codes: readonly string[], current: Sql): Sql {
  const recorded = sql`exists (${current} and o.occupation = any(${codes}))`
  return codes.includes('OKÄND') ? sql`(${recorded} or not exists (${current}))` : recorded
}

function workConditions(filter: RegisterFilter, view: { at: Moment; parameters: ListParameters }): Sql[] {
  const { at, parameters } = view
  const conditions: Sql[] = []
  if (filter.soonUpperAge) {
    // The same day of the month three months ahead is still "within three months".
    conditions.push(sql`n.latest_birth_date <= ${addYears(addMonths(at.day, 3), -parameters.upperAge)}`)
  }
  const admitted = sql`exists (select from (${nextAdmission(at)}) a)`
  const waiting = waitingForWork(at, parameters)
  if (filter.work === 'admitted') conditions.push(admitted)
  if (filter.work === 'waiting') conditions.push(sql`(${waiting}) and not ${admitted}`)
  if (filter.work === 'ready') conditions.push(sql`not (${waiting}) and not ${admitted}`)
  return conditions
}

/** K20: one who left compulsory school this spring and has never been enrolled further; work begins on the dated parameter. */
function waitingForWork(at: Moment, parameters: ListParameters): Sql {
  const workStarts = `${at.day.slice(0, 4)}-${parameters.workStarts}`
  if (at.day >= workStarts) return sql`false`
  return sql`p.reason = 'ALDRIG_BÖRJAT' and p.from_on >= ${`${at.day.slice(0, 4)}-01-01`}`
}

/** The next day an enrolment that takes one out of the register begins. */
function nextAdmission(at: Moment): Sql {
  return sql`
      select min(e.starts_on) as on_day from enrolment e
       where e.domain_id = p.domain_id and e.person_id = p.person_id and ${at.knownOf('e')}
         and e.school_form in ('GY', 'GYAN', 'KOMVUX_GY', 'IB', 'INTERNATIONELL') and e.starts_on > ${at.day}
      having min(e.starts_on) is not null`
}

/** Where the person last studied before the day, whatever the school form. */
function lastSchool(at: Moment): Sql {
  return sql`
      select coalesce(e.school_unit, s.name, e.school_unit_code) as school,
             coalesce(g.name, f.name, e.programme_code) as programme
        from enrolment e
        left join school_unit s on s.code = e.school_unit_code
        left join programme g on g.code = e.programme_code
        -- Gy25 codes and orientations begin with the programme's own two letters.
        left join programme f on f.code = left(e.programme_code, 2)
       where e.domain_id = p.domain_id and e.person_id = p.person_id and ${at.knownOf('e')} and e.starts_on <= ${at.day}
       order by e.ends_before desc nulls first, e.starts_on desc, e.id desc limit 1`
}

/** Columns of `chosen`; the person breaks ties, so that pages neither repeat nor skip anybody. */
const ORDER: Readonly<Record<SortBy, string>> = {
  name: 'p.sort_name',
  age: 'latest_birth_date',
  since: 'p.from_on',
  reason: 'p.reason',
}

function order(filter: RegisterFilter): Sql {
  const direction = filter.descending ? 'desc' : 'asc'
  return raw(`${ORDER[filter.sort]} ${direction}, p.person_id ${direction}`)
}
