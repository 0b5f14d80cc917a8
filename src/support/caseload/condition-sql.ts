import { seesTopic } from '../../access/roles.ts'
import type { Read } from '../../kernel/database.ts'
import { addDays, addMonths, addYears } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import { SETTING_NOW } from '../cases/setting-store.ts'
import type { CaseFilter, Cut } from './model.ts'
import { birthdaysIn } from './rules.ts'

/** What the list of cases is cut by, each asked of the database only where somebody asks it. */

/** A case is new for so long. */
export const FRESH_DAYS = 14
/** A try that nobody has answered is waited for so long. */
const WAITED_DAYS = 60
/** An age at which more than the age changes is soon for so long. */
const COMES_OF_AGE_MONTHS = 3

/** The period that is open, else the last: as the case stands. */
const STANDS = raw(`
  not exists (select from support_period e where e.domain_id = d.domain_id and e.case_id = d.case_id and e.id <> d.id
                and (e.known_until is null or (d.known_until is not null and e.known_from > d.known_from)))`)

export const WAITS = (tx: Read) => sql`(
  select k.direction = 'out' and not k.achieved and k.happened_at >= ${addDays(tx.today, -WAITED_DAYS)}::date
    from outreach_contact k
   where k.domain_id = c.domain_id and k.person_id in (c.person_id, m.root_id) and k.known_until is null and k.struck_at is null
   order by k.happened_at desc limit 1)`

/** The last contact came from them or from those around them: somebody is to answer. */
const REPLY = raw(`(
  select k.direction = 'in' from outreach_contact k
   where k.domain_id = c.domain_id and k.person_id in (c.person_id, m.root_id) and k.known_until is null and k.struck_at is null
   order by k.happened_at desc limit 1)`)

const doesNow = (kind: string) => sql`exists (
  select from support_activity a
   where a.domain_id = c.domain_id and a.case_id = c.id and a.kind = ${kind} and a.known_until is null
     and a.state in ('planned', 'under_way'))`

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

/** Of a case `c`, the period `d` it is looked at by, the person `m` it is under, the one `n` they now are, and its owner `o`. */
export function conditions(tx: Read, filter: Cut): readonly Sql[] {
  const { show, owner, team, setting, programme, label, age, sex, activity } = filter
  const whose = filter.mine ? tx.actor.accountId : owner
  const shown = {
    open: raw('d.known_until is null'),
    closed: sql`d.known_until is not null and ${STANDS}`,
    all: STANDS,
  }
  return [
    shown[show],
    ...(whose === null ? [] : [sql`o.account_id = ${whose}`]),
    ...(filter.left ? [hasLeft('o.account_id')] : []),
    ...(team === null ? [] : [ofTeam(team)]),
    ...(setting === null ? [] : [sql`${SETTING_NOW} = ${setting}`]),
    ...(programme === null ? [] : [takesPart(tx, programme)]),
    ...(label === null ? [] : [isLabelled(label)]),
    ...ofSchool(tx, filter),
    ...(age === null ? [] : [ageBands(tx)[age]]),
    ...(sex === null ? [] : [sql`n.sex = ${sex}`]),
    ...(filter.birthday === null ? [] : [hasBirthday(tx, filter.birthday)]),
    ...(filter.language === null ? [] : [isWrittenIn(filter.language)]),
    ...(filter.among === undefined ? [] : [sql`m.root_id = any(${[...filter.among]}::uuid[])`]),
    ...(filter.protected ? [raw(`n.protection <> 'none'`)] : []),
    ...(filter.fresh ? [sql`d.opened_on >= ${addDays(tx.today, -FRESH_DAYS)}`] : []),
    ...(filter.waiting ? [WAITS(tx)] : []),
    ...(filter.reply ? [REPLY] : []),
    ...(activity === null ? [] : [doesNow(activity)]),
    ...onDays(tx, filter),
  ]
}

/** Whoever is not told of schools finds nobody by them: that no school is seen is no sign that there is none. */
function ofSchool(tx: Read, { education, studies }: CaseFilter): readonly Sql[] {
  if (education === null && studies === null) return []
  if (!seesTopic(tx.actor.role, 'schooling')) return [raw('false')]
  return [
    ...(education === null ? [] : [attends(tx, education)]),
    ...(studies === null ? [] : [studiesIn(tx, studies)]),
  ]
}

function onDays(tx: Read, { day }: CaseFilter): readonly Sql[] {
  if (day === 'none') return [raw('days.next_on is null')]
  if (day === 'overdue') return [raw('days.late_on is not null')]
  return day === null ? [] : [sql`days.next_on <= ${addDays(tx.today, 6)}`]
}

const ofTeam = (team: string) => sql`o.account_id in (
  select s.account_id from access.colleagues() s where s.current and ${team} = any (s.team_ids))`

/** Whoever answers for a case is not among today's colleagues, or nobody is named. */
export const hasLeft = (owner: string) =>
  sql`(${raw(owner)} in (select s.account_id from access.colleagues() s where s.current)) is not true`

const takesPart = (tx: Read, programme: string) => sql`exists (
  select from support_participation a
   where a.domain_id = c.domain_id and a.case_id = c.id and a.programme_id = ${programme} and a.known_until is null
     and a.from_on <= ${tx.today} and (a.until_on is null or a.until_on > ${tx.today}))`

/** A label that is gone, or that one does not see, marks nothing. */
const isLabelled = (label: string) => sql`exists (
  select from support_mark k
    join support_label b on b.domain_id = k.domain_id and b.id = k.label_id and b.known_until is null
   where k.domain_id = c.domain_id and k.case_id = c.id and k.label_id = ${label} and k.known_until is null)`

/** Enrolled today, under whichever of their numbers. */
const enrolled = (tx: Read, also: Sql) => sql`exists (
  select from person i
    join enrolment e on e.domain_id = i.domain_id and e.person_id = i.id
   where i.domain_id = m.domain_id and i.root_id = m.root_id and e.known_until is null
     and e.starts_on <= ${tx.today} and (e.ends_before is null or e.ends_before > ${tx.today})${also})`

const attends = (tx: Read, education: NonNullable<CaseFilter['education']>) =>
  education === 'none' ? sql`not ${enrolled(tx, raw(''))}` : enrolled(tx, sql` and e.school_form = ${education}`)

/** Orientations and the codes of Gy25 begin with the programme's own two letters; an older code has today's for a name. */
const studiesIn = (tx: Read, code: string) =>
  enrolled(
    tx,
    sql` and (e.programme_code in (select g.code from programme g where ${code} in (g.code, g.name))
              or (length(${code}::text) = 2 and left(e.programme_code, 2) = ${code}))`,
  )

/** Whose birthday nobody knows has none in any list. */
function hasBirthday({ today }: Read, birthday: NonNullable<CaseFilter['birthday']>): Sql {
  if (birthday === 'soon_18' || birthday === 'soon_20') {
    const years = birthday === 'soon_18' ? 18 : 20
    const [first, last] = [addYears(today, -years), addYears(addMonths(today, COMES_OF_AGE_MONTHS), -years)]
    return sql`n.birth_date > ${first} and n.birth_date <= ${last}`
  }
  return sql`(extract(month from n.birth_date) * 100 + extract(day from n.birth_date))::integer = any(${[...birthdaysIn(birthday, today)]}::integer[])`
}

/** What has been said of the language of a young person, under whichever of their numbers; nothing said is no language. */
const isWrittenIn = (language: NonNullable<CaseFilter['language']>) => sql`exists (
  select from message_language l
   where l.domain_id = c.domain_id and l.person_id in (c.person_id, m.root_id) and l.whose = 'self' and l.known_until is null
     and ${language === 'foreign' ? raw(`l.language not in ('sv', 'sv-plain')`) : sql`l.language = ${language}`})`
