import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { Day } from '../../kernel/date.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import { PersonId, Protection, Residency } from '../../people/model.ts'
import { type LeftOut, type MessageChannel, StopKind, Whose } from './model.ts'
import { addressFor, leftOut, type Recipient } from './sending-rules.ts'

export type To = { readonly to: Whose; readonly channel: MessageChannel }

const Row = z.object({
  personId: PersonId,
  root: PersonId,
  protection: Protection,
  residency: Residency,
  hasLeft: z.boolean(),
  birthDate: Day.nullable(),
  hasGuardian: z.boolean(),
  written: z.array(z.string()),
  stops: z.array(z.object({ kind: StopKind, whose: Whose, address: z.string().nullable() })),
})

export type Standing = Recipient & { readonly root: PersonId }

/**
 * All that decides whether persons are written to, of many at once: what stands of them and of those merged into them. Whom one may not
 * see is not among the answers.
 */
export async function standings(
  tx: Read,
  personIds: readonly string[],
  { to, channel }: To,
): Promise<ReadonlyMap<string, Standing>> {
  const kind = channel === 'sms' ? 'phone' : 'email'
  const rows = await tx.all(
    Row,
    prepared(sql`
    with wanted as materialized (
      select w.id as asked, r.id as root, r.protection, r.residency, r.birth_date
        from unnest(${[...personIds]}::uuid[]) w(id) join person p on p.id = w.id join person r on r.id = p.root_id and r.known_until is null
       where (select access.reaches_all('outreach')) or r.id in (select access.reach('outreach'))),
    member as materialized (
      select w.asked, w.root as id, w.protection from wanted w
      union all
      select w.asked, m.id, m.protection from wanted w join person m on m.root_id = w.root and m.root_id <> m.id),
    shielded as (
      select m.asked, min(m.protection) as protection from member m where m.protection <> 'none' group by m.asked),
    listed as (
      select m.asked, bool_or((p.from_on is null or p.from_on <= ${tx.today}::date)
                              and (p.until_on is null or p.until_on > ${tx.today}::date)) as now
        from member m join register_period p on p.person_id = m.id and p.known_until is null group by m.asked),
    -- Whoever is supported, or asked how it went afterwards, is written to although they have left the register.
    supported as (
      select m.asked from member m join support_owner o on o.person_id = m.id and o.known_until is null group by m.asked),
    guarded as (
      select m.asked, array_agg(case when ${kind} = 'phone' then g.phone else g.email end order by g.noted_on desc, g.id desc) as reached
        from member m join person_guardian g on g.person_id = m.id and g.known_until is null group by m.asked),
    own as (
      select m.asked, array_agg(coalesce(c.digits, c.value) order by c.noted_on desc, c.id desc) as reached
        from member m join person_contact c on c.person_id = m.id and c.known_until is null and c.kind = ${kind} group by m.asked),
    stopped as (
      select m.asked, json_agg(json_build_object('kind', s.kind, 'whose', s.whose, 'address', s.address)) as stops
        from member m join message_stop s on s.person_id = m.id and s.known_until is null and s.channel = ${channel} group by m.asked)
    select w.asked as "personId", w.root, w.residency, w.birth_date as "birthDate", coalesce(shielded.protection, w.protection) as protection,
           coalesce(not listed.now, false) and supported.asked is null as "hasLeft", guarded.asked is not null as "hasGuardian",
           array_remove(coalesce(case when ${to} = 'self' then own.reached else guarded.reached end, '{}'), null) as written,
           coalesce(stopped.stops, '[]') as stops
      from wanted w
      left join shielded on shielded.asked = w.asked left join listed on listed.asked = w.asked
      left join supported on supported.asked = w.asked left join guarded on guarded.asked = w.asked
      left join own on own.asked = w.asked left join stopped on stopped.asked = w.asked`),
  )
  return new Map(
    rows.map(({ personId, written, ...row }) => {
      const addresses = written.flatMap((each) => addressFor(channel, digitsFirst(channel, each)) ?? [])
      return [personId, { ...row, whose: to, addresses: [...new Set(addresses)] }]
    }),
  )
}

/** Digits are kept with the country first; as people write them, a plus says so. */
function digitsFirst(channel: MessageChannel, written: string): string {
  return channel === 'sms' && /^[1-9]\d{6,14}$/.test(written) ? `+${written}` : written
}

/** Who gets a message and who is left out, and why: for the preview of a send to many. Whom one may not see is not among the answers. */
export async function recipientsOf(
  tx: Read,
  personIds: readonly string[],
  of: To,
): Promise<{ readonly personId: string; readonly reason: LeftOut | null }[]> {
  const known = await standings(tx, personIds, of)
  return [...known].map(([personId, standing]) => ({ personId, reason: leftOut(standing, tx.today) }))
}
