import { z } from 'zod'
import type { Read, Write } from '../kernel/database.ts'
import { prepared, sql } from '../kernel/sql.ts'
import { ReferralSettings } from './model.ts'
import { UNDECIDED } from './rules.ts'

export async function referralSettings(tx: Read): Promise<ReferralSettings> {
  const decided = await tx.maybe(
    ReferralSettings,
    prepared(sql`
    select s.received_days as "receivedDays", s.triage_days as "triageDays", s.offered_days as "offeredDays",
           s.waiting_days as "waitingDays", s.untied_days as "untiedDays" from referral_setting s`),
  )
  return decided ?? UNDECIDED
}

export async function saveSettings(tx: Write, wanted: ReferralSettings): Promise<void> {
  const { receivedDays, triageDays, offeredDays, waitingDays, untiedDays } = wanted
  await tx.runOne(sql`
    insert into referral_setting (domain_id, received_days, triage_days, offered_days, waiting_days, untied_days, decided_by, decided_at)
    values (${tx.actor.domainId}, ${receivedDays}, ${triageDays}, ${offeredDays}, ${waitingDays}, ${untiedDays}, ${tx.actor.accountId},
            ${tx.now})
    on conflict (domain_id) do update
      set received_days = excluded.received_days, triage_days = excluded.triage_days, offered_days = excluded.offered_days,
          waiting_days = excluded.waiting_days, untied_days = excluded.untied_days, decided_by = excluded.decided_by,
          decided_at = excluded.decided_at`)
}

export async function savePlaces(tx: Write, { teamId, places }: { teamId: string; places: number }): Promise<void> {
  await tx.runOne(sql`
    insert into referral_capacity (domain_id, team_id, places, decided_by, decided_at)
    values (${tx.actor.domainId}, ${teamId}, ${places}, ${tx.actor.accountId}, ${tx.now})
    on conflict (domain_id, team_id) do update
      set places = excluded.places, decided_by = excluded.decided_by, decided_at = excluded.decided_at`)
}

const Door = z.object({ slug: z.string(), isOpen: z.boolean(), phone: z.string().nullable() })
export type Door = z.infer<typeof Door>

/** Whether the domain takes referrals from outside, at which address, and where one can ring instead. */
export function doorOf(tx: Read): Promise<Door> {
  return tx.one(Door, sql`select slug, is_open as "isOpen", phone from access.referral_door_of()`)
}

export async function setDoor(tx: Write, { isOpen, phone }: { isOpen: boolean; phone: string }): Promise<void> {
  await tx.run(sql`select access.set_referral_door(${isOpen}, ${phone})`)
}
