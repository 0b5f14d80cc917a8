import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { addMonths, addYears, Day, endOf, type PlainDate } from '../kernel/date.ts'
import { joinSql, raw, type Sql, sql } from '../kernel/sql.ts'
import { Sex } from '../people/model.ts'
import { nextAdmission, takesOut } from './admission-sql.ts'
import { totalOf } from './feed-store.ts'
import { isPlain, type RegisterFilter, type SortBy } from './filter.ts'
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
 * Rows of one page, in order. First the hundred persons, then what is known of them in a handful of plain look-ups by id that
 * travel together: one statement with everything takes longer to plan than to run, and row security plans every statement anew.
 */
export async function listRows(
  tx: Read,
  filter: RegisterFilter,
  page: { parameters: ListParameters; limit: number },
): Promise<ListRow[]> {
  const at = momentOf(tx, filter)
  const chosen = await tx.all(
    Chosen,
    sql`
    select p.person_id as "personId", n.birth_date as "birthDate", n.latest_birth_date as "latestBirthDate", n.sex, n.protection,
           p.from_on as since, p.until_on as until, p.reason
      ${membersWhere(tx, filter, page.parameters)}
     order by ${order(filter)} limit ${page.limit} offset ${(filter.page - 1) * page.limit}`,
  )
  if (chosen.length === 0) return []
  const known = await detailsOf(
    tx,
    chosen.map((each) => each.personId),
    at,
  )
  return chosen.map((each) => ({ ...each, ...known(each.personId) }))
}

type Details = Omit<ListRow, keyof z.infer<typeof Chosen>>

const NameRow = z.object({ personId: z.uuid(), givenName: z.string(), familyName: z.string() })
const OccupationRow = z.object({
  personId: z.uuid(),
  occupation: z.string(),
  occupationSource: z.string(),
  confirmedOn: Day,
  bestBeforeOn: Day,
})
const OwnerRow = z.object({ personId: z.uuid(), ownerId: z.uuid() })
const UnclearRow = z.object({ personId: z.uuid() })
const StudyRow = z.object({
  personId: z.uuid(),
  admittedOn: Day.nullable(),
  lastSchool: z.string().nullable(),
  lastProgramme: z.string().nullable(),
})

async function detailsOf(tx: Read, ids: readonly string[], at: Moment): Promise<(id: string) => Details> {
  const among = (alias: string) => sql`${raw(alias)}.person_id = any(${[...ids]}) and ${at.knownOf(alias)}`
  const [names, occupations, owners, unclear, studies] = await Promise.all([
    tx.all(
      NameRow,
      sql`select a.person_id as "personId", a.given_name as "givenName", a.family_name as "familyName" from person_name a where ${among('a')}`,
    ),
    tx.all(
      OccupationRow,
      sql`
      select o.person_id as "personId", o.occupation, o.source as "occupationSource", o.confirmed_on as "confirmedOn",
             o.best_before_on as "bestBeforeOn"
        from register_occupation o where ${among('o')} and ${covers('o.from_on', 'o.until_on', at.day)}`,
    ),
    tx.all(
      OwnerRow,
      sql`select w.person_id as "personId", w.account_id as "ownerId" from register_owner w where ${among('w')}`,
    ),
    tx.all(
      UnclearRow,
      sql`select distinct u.person_id as "personId" from register_unclear u where ${among('u')} and ${covers('u.from_on', 'u.until_on', at.day)}`,
    ),
    tx.all(StudyRow, studiesOf(ids, at)),
  ])
  const byPerson = <T extends { personId: string }>(rows: readonly T[]) =>
    new Map(rows.map((row) => [row.personId, row]))
  const [name, occupation, owner, doubt, study] = [
    byPerson(names),
    byPerson(occupations),
    byPerson(owners),
    byPerson(unclear),
    byPerson(studies),
  ]
  return (id) => ({
    givenName: name.get(id)?.givenName ?? null,
    familyName: name.get(id)?.familyName ?? null,
    occupation: occupation.get(id)?.occupation ?? null,
    occupationSource: occupation.get(id)?.occupationSource ?? null,
    confirmedOn: occupation.get(id)?.confirmedOn ?? null,
    bestBeforeOn: occupation.get(id)?.bestBeforeOn ?? null,
    ownerId: owner.get(id)?.ownerId ?? null,
    unclear: doubt.has(id),
    admittedOn: study.get(id)?.admittedOn ?? null,
    lastSchool: study.get(id)?.lastSchool ?? null,
    lastProgramme: study.get(id)?.lastProgramme ?? null,
  })
}

/** For each person: where one last studied before the day, and the first day of a coming enrolment that takes one out. */
function studiesOf(ids: readonly string[], at: Moment): Sql {
  return sql`
    select l.person_id as "personId", l.admitted_on as "admittedOn", coalesce(l.school_unit, s.name, l.school_unit_code) as "lastSchool",
           coalesce(g.name, f.name, l.programme_code) as "lastProgramme"
      from (
        select distinct on (e.person_id) e.person_id, e.school_unit, e.school_unit_code, e.programme_code,
               min(e.starts_on) filter (where e.starts_on > ${at.day} and ${takesOut('e')}) over (partition by e.person_id) as admitted_on
          from enrolment e
         where e.person_id = any(${[...ids]}) and ${at.knownOf('e')}
         order by e.person_id, e.starts_on > ${at.day}, e.ends_before desc nulls first, e.starts_on desc, e.id desc) l
      left join school_unit s on l.school_unit is null and s.code = l.school_unit_code
      left join programme g on g.code = l.programme_code
      -- Gy25 codes and orientations begin with the programme's own two letters.
      left join programme f on f.code = left(l.programme_code, 2)`
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
  const waiting = waitingForWork(at.day, parameters)
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
       where e.domain_id = p.domain_id and e.person_id = p.person_id and ${at.knownOf('e')} and e.starts_on <= ${at.day}
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
