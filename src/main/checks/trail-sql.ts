import type { Instant } from '../../kernel/date.ts'
import { sql } from '../../kernel/sql.ts'
import type { Check } from './model.ts'

/** The trail of all domains together, read as its owner. `server`: the time of the server itself, by which it seals. */
export function trailChecks(server: Instant): readonly Check[] {
  const hourAgo = sql`${server}::timestamptz - interval '1 hour'`
  return [
    {
      name: 'trail.passed',
      severity: 'critical',
      counts: sql`select passed::int as found from trail.state()`,
    },
    {
      name: 'trail.gap',
      severity: 'critical',
      counts: sql`select (coalesce(max(n), 0) - count(*))::int as found from trail.batch`,
    },
    {
      name: 'trail.leaves',
      severity: 'critical',
      counts: sql`
        select count(*)::int as found
          from trail.batch b left join (select l.batch, count(*) as leaves from trail.leaf l group by l.batch) l on l.batch = b.n
         where l.leaves is distinct from b.events`,
    },
    {
      name: 'trail.unsealed',
      severity: 'serious',
      counts: sql`
        select count(*)::int as found from trail.event e
         where e.at < ${hourAgo} and not exists (select from trail.leaf l where l.domain_id = e.domain_id and l.event_id = e.id)`,
    },
    {
      name: 'trail.unsigned',
      severity: 'serious',
      counts: sql`
        select count(*)::int as found from trail.batch b
         where b.sealed_at < ${hourAgo} and not exists (select from trail.signature s where s.batch = b.n)`,
    },
    ...handedOn(server),
  ]
}

/** What has been signed and handed to others, and what cannot be. */
function handedOn(server: Instant): readonly Check[] {
  const hourAgo = sql`${server}::timestamptz - interval '1 hour'`
  return [
    {
      name: 'trail.keys',
      severity: 'critical',
      counts: sql`
        select count(*)::int as found from trail.signature s
         where not exists (select from trail.signing_key k where k.fingerprint = s.fingerprint)`,
    },
    {
      name: 'trail.witness_late',
      severity: 'serious',
      counts: sql`
        select count(*)::int as found from trail.handover h
         where h.due_at < ${hourAgo} and h.batch < (select max(s.batch) from trail.signature s)`,
    },
    {
      name: 'trail.no_witness',
      severity: 'notice',
      counts: sql`
        select count(*)::int as found from (select) once
         where exists (select from trail.batch) and not exists (select from trail.handover h where h.batch > 0)`,
    },
    {
      name: 'trail.ticket_kinds',
      severity: 'critical',
      counts: sql`
        select count(*)::int as found from (select) once where not exists (select from trail.ticket_kind k where k.kind = 'note')`,
    },
    {
      name: 'trail.event_future',
      severity: 'serious',
      counts: sql`select count(*)::int as found from trail.event e where e.at > ${server}::timestamptz + interval '1 hour'`,
    },
  ]
}
