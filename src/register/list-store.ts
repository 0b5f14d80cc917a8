import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { addMonths, addYears, Day, endOf, type PlainDate } from '../kernel/date.ts'
import { joinSql, prepared, raw, type Sql, sql } from '../kernel/sql.ts'
import { Sex } from '../people/model.ts'
import { nextAdmission, takesOut } from './admission-sql.ts'
import { totalOf } from './feed-store.ts'
import { isPlain, type RegisterFilter, type SortBy } from './filter.ts'
import { numbersOf } from './group-sql.ts'
import { EntryReason } from './model.ts'
import { waitingForWork } from './summer-sql.ts'

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
export type ListParameters = { readonly upperAge: number; readonly workStarts: string; readonly schoolEndsAge: number }

const Chosen = z.object({
  personId: z.uuid(),
  birthDate: Day.nullable(),
  latestBirthDate: Day,
  sex: Sex.nullable(),
  protection: z.string(),
  since: Day.nullable(),
  until: Day.nullable(),
  reason: EntryReason,
})

/**
 * Rows of one page, in order: first the hundred persons, then what is known of them in one statement whose plan is kept. Row
 * security plans a statement anew each time it comes with other words, and that costs more than running it.
 */
export async function listRows(
  tx: Read,
  filter: RegisterFilter,
  page: { parameters: ListParameters; limit: number },
): Promise<ListRow[]> {
  const at = momentOf(tx, filter)
  const cut = isPlain(filter) && filter.sort !== 'age'
  const chosen = await tx.all(Chosen, cut ? plainPage(tx, filter, page.limit) : chosenPage(tx, filter, page))
  if (chosen.length === 0) return []
  const ids = chosen.map((each) => each.personId)
  const details = new Map((await tx.all(Details, prepared(detailsOf(ids, at)))).map((row) => [row.personId, row]))
  return chosen.map((each) => ({ ...NO_DETAILS, ...each, ...details.get(each.personId) }))
}

const CHOSEN =
  raw(`p.person_id as "personId", n.birth_date as "birthDate", n.latest_birth_date as "latestBirthDate", n.sex, n.protection,
           p.from_on as since, p.until_on as until, p.reason`)

/**
 * A page of everybody in the register, the list as it is opened. The page is cut out of the index before any person is looked
 * at: far into the list that is the difference between a hundred look-ups and thousands. Those with protected identity have no
 * name to be ordered by, which tells the index to leave them out; it is the wall on person that keeps them out.
 */
function plainPage(tx: Read, filter: RegisterFilter, limit: number): Sql {
  const withheld = tx.actor.seesProtected ? raw('') : raw(`and p.sort_name <> ''`)
  return prepared(sql`
    select ${CHOSEN}
      from (select p.domain_id, p.person_id, p.from_on, p.until_on, p.reason, p.sort_name
              from register_period p
             where p.known_until is null and ${covers('p.from_on', 'p.until_on', tx.today)} ${withheld}
             order by ${order(filter)} limit ${raw(String(limit))} offset ${(filter.page - 1) * limit}) p
      join person n on n.domain_id = p.domain_id and n.id = p.person_id
     order by ${order(filter)}`)
}

function chosenPage(tx: Read, filter: RegisterFilter, page: { parameters: ListParameters; limit: number }): Sql {
  return sql`
    select ${CHOSEN}
      ${membersWhere(tx, filter, page.parameters)}
     order by ${order(filter)} limit ${page.limit} offset ${(filter.page - 1) * page.limit}`
}

const Details = ListRow.omit({
  birthDate: true,
  latestBirthDate: true,
  sex: true,
  protection: true,
  since: true,
  until: true,
  reason: true,
})

const NO_DETAILS: Omit<z.infer<typeof Details>, 'personId'> = {
  givenName: null,
  familyName: null,
  occupation: null,
  occupationSource: null,
  confirmedOn: null,
  bestBeforeOn: null,
  ownerId: null,
  unclear: false,
  admittedOn: null,
  lastSchool: null,
  lastProgramme: null,
}

/**
 * What is known of these persons at a moment: name, occupation, owner, doubt; where they last studied before the day, and the
 * first day of a coming enrolment that takes them out.
 */
function detailsOf(ids: readonly string[], at: Moment): Sql {
  const coming = sql`e.starts_on > ${at.day}`
  return sql`
    with merged as materialized (
      select m.root_id, m.id from person m where m.root_id = any(${[...ids]}) and m.root_id <> m.id)
    select i.id as "personId", a.given_name as "givenName", a.family_name as "familyName", o.occupation,
           o.source as "occupationSource", o.confirmed_on as "confirmedOn", o.best_before_on as "bestBeforeOn",
           w.account_id as "ownerId", exists (
             select from register_unclear u
              where u.person_id = i.id and ${at.knownOf('u')} and ${covers('u.from_on', 'u.until_on', at.day)}) as unclear,
           l.admitted_on as "admittedOn",
           coalesce(l.school_unit, (select s.name from school_unit s where s.code = l.school_unit_code), l.school_unit_code) as "lastSchool",
           coalesce(g.name, f.name, l.programme_code) as "lastProgramme"
      from unnest(${[...ids]}::uuid[]) i (id)
      left join person_name a on a.person_id = i.id and ${at.knownOf('a')}
      left join register_occupation o on o.person_id = i.id and ${at.knownOf('o')} and ${covers('o.from_on', 'o.until_on', at.day)}
      left join register_owner w on w.person_id = i.id and ${at.knownOf('w')}
      left join (
        select distinct on (t.id) t.id as person_id, e.school_unit, e.school_unit_code, e.programme_code,
               min(e.starts_on) filter (where ${coming} and ${takesOut('e')}) over (partition by t.id) as admitted_on
          -- Facts stay with the number they came by.
          from (select id, id as number from unnest(${[...ids]}::uuid[]) id union all select root_id, id from merged) t
          join enrolment e on e.person_id = t.number
         where ${at.knownOf('e')}
         order by t.id, ${coming}, e.ends_before desc nulls first, e.starts_on desc, e.id desc) l on l.person_id = i.id
      left join programme g on g.code = l.programme_code
      -- Gy25 codes and orientations begin with the programme's own two letters.
      left join programme f on f.code = left(l.programme_code, 2)`
}

const Count = z.object({ count: z.number() })

/**
 * How many the filter leaves. The whole register is counted with its protected persons: totals are true for everybody who works with
 * all of it. One who works with some counts those.
 */
export async function listTotal(tx: Read, filter: RegisterFilter, parameters: ListParameters): Promise<number> {
  if (isPlain(filter) && tx.actor.reach === 'domain') {
    const kept = await totalOf(tx, tx.today)
    if (kept !== null) return kept.members
    return (await tx.one(Count, sql`select members as count from access.count_register(${tx.today})`)).count
  }
  const counted = await tx.one(Count, sql`select count(*) as count ${membersWhere(tx, filter, parameters)}`)
  return counted.count
}

/** Ids of all that the filter leaves, however many: for bulk work on a whole filter. */
export async function listedIds(tx: Read, filter: RegisterFilter, parameters: ListParameters): Promise<string[]> {
  const rows = await tx.all(
    z.object({ id: z.uuid() }),
    sql`select p.person_id as id ${membersWhere(tx, filter, parameters)}`,
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
  if (filter.unclear || filter.cause !== null) {
    const by = filter.cause === null ? sql`` : sql`and u.cause = ${filter.cause}`
    conditions.push(sql`exists (select from register_unclear u where u.domain_id = p.domain_id and u.person_id = p.person_id
                          and ${at.knownOf('u')} and ${covers('u.from_on', 'u.until_on', at.day)} ${by})`)
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
  if (filter.freshness === 'old') conditions.push(sql`exists (${current} and o.best_before_on <= ${at.day})`)
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
  const admitted = sql`exists (select from (${nextAdmission(at.day, at.knownOf)}) a)`
  const waiting = waitingForWork(at, parameters)
  if (filter.work === 'admitted') conditions.push(admitted)
  if (filter.work === 'waiting') conditions.push(sql`(${waiting}) and not ${admitted}`)
  if (filter.work === 'ready') conditions.push(sql`not (${waiting}) and not ${admitted}`)
  return conditions
}

/** Where the person last studied before the day, whatever the school form. */
function lastSchool(at: Moment): Sql {
  return sql`
      select coalesce(e.school_unit, s.name, e.school_unit_code) as school
        from enrolment e
        left join school_unit s on s.code = e.school_unit_code
       where e.domain_id = p.domain_id and e.person_id = ${numbersOf('p')} and ${at.knownOf('e')} and e.starts_on <= ${at.day}
       order by e.ends_before desc nulls first, e.starts_on desc, e.id desc limit 1`
}

/** The person breaks ties, so that pages neither repeat nor skip anybody. */
const ORDER: Readonly<Record<SortBy, string>> = {
  name: 'p.sort_name',
  age: 'n.latest_birth_date',
  since: 'p.from_on',
  reason: 'p.reason',
}

function order(filter: RegisterFilter): Sql {
  // The youngest were born last.
  const direction = filter.descending !== (filter.sort === 'age') ? 'desc' : 'asc'
  return raw(`${ORDER[filter.sort]} ${direction}, p.person_id ${direction}`)
}
