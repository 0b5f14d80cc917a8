import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { prepared, raw, type Sql, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { MeetingWay } from '../activities/model.ts'
import { MeetingKind } from '../meetings/model.ts'
import { takesPartIn } from '../meetings/part-sql.ts'

const whom = {
  personId: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  /** The meeting, the time or the placement that it leads to. */
  of: z.uuid(),
  atTime: z.string().nullable(),
  place: z.string().nullable(),
}
const Met = z.discriminatedUnion('source', [
  z.object({ ...whom, source: z.literal('meeting'), kind: MeetingKind }),
  z.object({ ...whom, source: z.literal('appointment'), kind: MeetingWay }),
  z.object({ ...whom, source: z.literal('work'), kind: z.enum(['accompany', 'visit']) }),
])
/** Whom one meets today: at a meeting, at a time of one's own, or at a placement. */
export type Met = z.infer<typeof Met>

type Arm = { readonly from: string; readonly is: string; readonly where: Sql }

const arm = ({ from, is, where }: Arm) => sql`
    select ${raw(is)}, x.domain_id, x.person_id from ${raw(from)} x${where}`

/**
 * What one meets for today: the meetings about those whose cases are one's own and those that one is to take part in, the times that one has
 * booked for oneself or was given, and the visits and the days of going along at a placement. By time, what has none last.
 */
export function metToday(tx: Read, limit: number): Promise<Met[]> {
  const { domainId, accountId } = tx.actor
  const meetings = arm({
    from: 'support_meeting',
    is: `'meeting' as source, x.kind, x.meeting_id as of, x.at_time, x.place`,
    where: sql`
     where x.domain_id = ${domainId} and x.known_until is null and x.state = 'planned' and x.on_day = ${tx.today}
       and ${takesPartIn(accountId)}`,
  })
  const times = arm({
    from: 'support_appointment',
    is: `'appointment', x.way, x.id, x.at_time, null`,
    where: sql`
     where x.domain_id = ${domainId} and x.known_until is null and x.account_id = ${accountId} and x.on_day = ${tx.today}`,
  })
  const visits = arm({
    from: 'work_step',
    is: `'work', x.kind, x.placement_id, null, p.workplace`,
    where: sql`
      join work_placement p on p.domain_id = x.domain_id and p.id = x.placement_id
     where x.domain_id = ${domainId} and x.known_until is null and x.account_id = ${accountId} and x.planned_on = ${tx.today}
       and x.kind in ('accompany', 'visit')`,
  })
  return tx.all(
    Met,
    prepared(sql`
    select r.id as "personId", w.given_name as "givenName", w.family_name as "familyName", u.source, u.kind, u.of, u.at_time as "atTime",
           u.place
      from (${meetings}
    union all ${times}
    union all ${visits}) u
      join person m on m.domain_id = u.domain_id and m.id = u.person_id
      join person r on r.domain_id = m.domain_id and r.id = m.root_id and r.known_until is null
      left join person_name w on w.domain_id = r.domain_id and w.person_id = r.id and w.known_until is null
     order by u.at_time nulls last, u.source, u.of limit ${limit}`),
  )
}
