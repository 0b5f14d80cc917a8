import type { Instant } from '../../kernel/date.ts'
import { raw, type Sql, sql } from '../../kernel/sql.ts'
import type { Check, LinkedCheck } from './model.ts'

/** `now` is the program's time, by which leave to see somebody begins and ends; `server` the server's, for sessions and what expires. */
export type Moments = { readonly now: Instant; readonly server: Instant }

type RoleRow = {
  readonly reach: string
  readonly topics: readonly string[]
  readonly rights: readonly string[]
}

/** Who may sign in, in what role, and to whom they are let in, in all domains; read as the owner of the schema `access`. */
export function accessChecks({ now, server }: Moments, roles: Readonly<Record<string, RoleRow>>): readonly Check[] {
  return [
    ...sessions(server),
    ...rolesAsInTheProgram(roles),
    ...MEMBERS,
    ...HOLDINGS,
    ...emergencies(now),
    ...sharing(now),
  ]
}

const sessions = (server: Instant): readonly Check[] => {
  const dayAgo = sql`${server}::timestamptz - interval '1 day'`
  return [
    {
      name: 'access.session_long',
      severity: 'critical',
      counts: sql`select count(*)::int as found from access.session s where s.expires_at > s.created_at + interval '10 hours'`,
    },
    {
      name: 'access.session_without_member',
      severity: 'serious',
      counts: sql`
        select count(*)::int as found from access.session s
          left join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id
         where s.membership_id is not null and s.expires_at > ${server}
           and (m.id is null or m.account_id <> s.account_id)`,
    },
    {
      name: 'access.sign_in_untidied',
      severity: 'notice',
      counts: sql`
        select (select count(*) from access.session where expires_at < ${dayAgo} - interval '1 day')::int
             + (select count(*) from access.attempt where expires_at < ${dayAgo})::int
             + (select count(*) from access.rate where until_at < ${dayAgo})::int as found`,
    },
    {
      name: 'access.parked_old',
      severity: 'serious',
      counts: sql`select count(*)::int as found from access.parked_form where made_at < ${dayAgo} - interval '1 day'`,
    },
    {
      name: 'access.invitation_old',
      severity: 'notice',
      counts: sql`
        select count(*)::int as found from access.invitation i
         where i.used_at is null and i.expires_at < ${server}::timestamptz - interval '30 days'`,
    },
    {
      name: 'access.token_old',
      severity: 'notice',
      counts: sql`
        select count(*)::int as found from access.scim_token t
         where t.revoked_at is null and t.until_at between ${server} and ${server}::timestamptz + interval '30 days'`,
    },
  ]
}

function rolesAsInTheProgram(roles: Readonly<Record<string, RoleRow>>): readonly Check[] {
  const told = JSON.stringify(
    Object.entries(roles).map(([code, { reach, topics, rights }]) => ({ code, reach, topics, rights })),
  )
  return [
    {
      name: 'access.roles',
      severity: 'critical',
      counts: sql`
        with told as (
          select * from jsonb_to_recordset(${told}::jsonb) as t (code text, reach text, topics text[], rights text[]))
        select count(*)::int as found from told t full join access.role r on r.code = t.code
         where t.code is null or r.code is null or t.reach <> r.reach
            or not (t.topics <@ r.topics and r.topics <@ t.topics and t.rights <@ r.rights and r.rights <@ t.rights)`,
    },
    {
      name: 'access.key',
      severity: 'critical',
      counts: sql`
        select (1 - count(*) filter (where length(ipad) = 64 and length(opad) = 64))::int as found from access.key`,
    },
  ]
}

/** Somebody holds the right in the domain, and can sign in. */
const holds = (right: string): Sql => sql`exists (
  select from access.membership m
    join access.role r on r.code = m.role and ${right} = any (r.rights)
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
   where m.domain_id = d.id and m.ended_at is null)`

const MEMBERS: readonly Check[] = [
  {
    name: 'access.protected_without_need',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from access.membership m join access.role r on r.code = m.role
       where m.ended_at is null and m.sees_protected and r.reach = 'none'`,
  },
  {
    name: 'access.member_inactive',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from access.membership m join access.account a on a.id = m.account_id
       where m.ended_at is null and not a.active`,
  },
  {
    name: 'access.machine_member',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from access.membership m where m.ended_at is null and m.role = 'machine'`,
  },
  {
    name: 'access.account_idle',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from access.account a
       where a.active and a.kind = 'staff'
         and not exists (select from access.membership m where m.account_id = a.id and m.ended_at is null)`,
  },
  {
    name: 'access.no_administrator',
    severity: 'notice',
    counts: sql`select count(*)::int as found from access.domain d where d.keeps_register and not ${holds('accounts')}`,
  },
  {
    name: 'access.no_officer',
    severity: 'notice',
    counts: sql`select count(*)::int as found from access.domain d where d.keeps_register and not ${holds('log')}`,
  },
  {
    name: 'access.no_reviewer',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from access.domain d
       where not ${holds('review')} and exists (
         select from access.membership m join access.role r on r.code = m.role and 'glass' = any (r.rights)
          where m.domain_id = d.id and m.ended_at is null)`,
  },
  {
    name: 'access.municipality',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from access.domain d
       where d.municipality_code is not null and d.municipality_code not in (select m.code from public.municipality m)`,
  },
]

/** Given to a membership that has ended, or to a team that has. It opens nothing, but would if that were undone by hand. */
const toTheEnded = (table: string, open: Sql): Sql => sql`
  select count(*)::int as found from ${raw(table)} h
    left join access.membership m on m.domain_id = h.domain_id and m.id = h.membership_id
   where ${open} and m.ended_at is not null`

const HOLDINGS: readonly Check[] = [
  {
    name: 'access.assignment_ended_member',
    severity: 'serious',
    counts: toTheEnded('access.assignment', sql`h.ended_at is null`),
  },
  {
    name: 'access.placement_ended_member',
    severity: 'notice',
    counts: toTheEnded('access.placement', sql`h.ended_at is null`),
  },
  {
    name: 'access.team_member_ended',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from access.team_member t
        join access.membership m on m.domain_id = t.domain_id and m.id = t.membership_id
        join access.team g on g.domain_id = t.domain_id and g.id = t.team_id
       where t.ended_at is null and (m.ended_at is not null or g.ended_at is not null)`,
  },
  {
    name: 'access.assignment_ended_team',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from access.assignment a join access.team t on t.domain_id = a.domain_id and t.id = a.team_id
       where a.ended_at is null and t.ended_at is not null`,
  },
  {
    name: 'access.glass_endless',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from access.assignment a
       where a.kind = 'glass' and (a.until_at is null or a.until_at > a.from_at + interval '4 hours' or length(coalesce(a.reason, '')) < 20)`,
  },
  {
    name: 'access.block_unknown',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from access.block b cross join lateral unnest(b.except_ids) e (id)
       where b.ended_at is null and not exists (select from access.account a where a.id = e.id)`,
  },
  {
    name: 'access.given_by_nobody',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from access.assignment g
       where not exists (select from access.account a where a.id = g.given_by)`,
  },
]

const emergencies = (now: Instant): readonly Check[] => [
  {
    name: 'access.glass_unreviewed',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from access.glass g
       where g.outcome = 'given' and g.reviewed_at is null and g.due_at < ${now}`,
  },
  {
    name: 'access.glass_reviewed_alone',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from access.glass g
        join access.membership m on m.domain_id = g.domain_id and m.id = g.membership_id
       where g.reviewed_by = m.account_id`,
  },
  {
    name: 'access.glass_untold',
    severity: 'serious',
    counts: sql`
      select count(*)::int as found from access.glass g
       where g.outcome = 'given' and g.told_at is null and g.stopped_at is null and g.asked_at < ${now}::timestamptz - interval '30 days'`,
  },
]

const sharing = (now: Instant): readonly Check[] => [
  {
    name: 'access.share_without_consent',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from access.share s join access.ground g on g.domain_id = s.domain_id and g.id = s.ground_id
       where g.needs_consent and s.consent_id is null`,
  },
  {
    name: 'access.share_outlives_consent',
    severity: 'critical',
    counts: sql`
      select count(*)::int as found from access.share s join access.consent c on c.domain_id = s.domain_id and c.id = s.consent_id
       where s.until_at > c.until_at or c.to_domain_id <> s.to_domain_id or not (s.topics || s.more_topics) <@ c.topics`,
  },
  {
    name: 'access.share_consent_withdrawn',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from access.share s join access.consent c on c.domain_id = s.domain_id and c.id = s.consent_id
       where c.withdrawn_at is not null and s.revoked_at is null and s.ended_at is null and s.until_at > ${now}`,
  },
  {
    name: 'access.share_unanswered',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from access.share s
       where s.answered_at is null and s.revoked_at is null and s.ended_at is null and s.until_at > ${now}
         and s.from_at < ${now}::timestamptz - interval '30 days'`,
  },
  {
    name: 'access.visitor_ended_member',
    severity: 'notice',
    counts: sql`
      select count(*)::int as found from access.share_visitor v
        join access.membership m on m.domain_id = v.to_domain_id and m.id = v.membership_id
       where v.ended_at is null and m.ended_at is not null`,
  },
  {
    name: 'access.ground_unconfirmed',
    severity: 'notice',
    counts: sql`
      select count(distinct g.id)::int as found from access.ground g
        join access.share s on s.domain_id = g.domain_id and s.ground_id = g.id
       where g.confirmed_at is null and s.revoked_at is null and s.ended_at is null and s.until_at > ${now}`,
  },
  {
    name: 'access.extract_old',
    severity: 'notice',
    counts: sql`select count(*)::int as found from access.extract e where e.until_at < ${now}::timestamptz - interval '400 days'`,
  },
]

const strangers = (ids: readonly string[]): Sql => sql`
  select count(*)::int as found from unnest(${ids}::uuid[]) held (id)
   where not exists (select from person n where n.id = held.id)`

const speaksOf = (name: LinkedCheck['name'], table: string): LinkedCheck => ({
  name,
  severity: 'serious',
  role: 'sedd_access',
  gathers: sql`select distinct domain_id, person_id::text as id from ${raw(table)}`,
  counts: strangers,
})

/** What the schema `access` says of people, against the people there are. */
export const LINKED_ACCESS_CHECKS: readonly LinkedCheck[] = [
  speaksOf('access.assignment_nobody', 'access.assignment'),
  speaksOf('access.block_nobody', 'access.block'),
  speaksOf('access.share_nobody', 'access.share'),
  speaksOf('access.consent_nobody', 'access.consent'),
  {
    name: 'access.placement_nowhere',
    severity: 'serious',
    role: 'sedd_access',
    gathers: sql`select distinct domain_id, unit_id::text as id from access.placement where ended_at is null`,
    counts: (ids) => sql`
      select count(*)::int as found from unnest(${ids}::uuid[]) held (id) where not exists (select from unit u where u.id = held.id)`,
  },
  {
    name: 'access.share_protected',
    severity: 'critical',
    role: 'sedd_access',
    gathers: sql`
      select distinct domain_id, person_id::text as id from access.share
       where protected_reason is null and revoked_at is null and ended_at is null and accepted is distinct from false`,
    counts: (ids) => sql`
      select count(*)::int as found from person n
       where n.id = any (${ids}::uuid[]) and n.protection <> 'none'
         and exists (select from person_protection p where p.person_id = n.id and p.known_until is null and p.until_on is null)`,
  },
  {
    name: 'register.owner_gone',
    severity: 'notice',
    role: 'sedd_access',
    gathers: sql`
      select m.domain_id, m.account_id::text as id from access.membership m
       group by m.domain_id, m.account_id having bool_and(m.ended_at is not null)`,
    counts: (ids) => sql`
      select count(*)::int as found from register_owner o where o.known_until is null and o.account_id = any (${ids}::uuid[])`,
  },
]
