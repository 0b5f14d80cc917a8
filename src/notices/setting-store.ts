import type { Read, Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { ending } from '../people/version-sql.ts'
import { Setting } from './model.ts'

/** What the domain has decided; null when nobody has. */
export function decidedSetting(tx: Read): Promise<Omit<Setting, 'decided'> | null> {
  return tx.maybe(
    Setting,
    sql`
    select target_days as "targetDays", handle_days as "handleDays", handover_days as "handoverDays", absence_percent as "absencePercent",
           organisation_ids as "organisationIds"
      from notice_setting where known_until is null`,
  )
}

export async function replaceSetting(tx: Write, made: Omit<Setting, 'decided'>): Promise<void> {
  await tx.run(sql`update notice_setting s set known_until = ${ending(tx, 's')} where known_until is null`)
  await tx.runOne(sql`
    insert into notice_setting (domain_id, target_days, handle_days, handover_days, absence_percent, organisation_ids, decided_by, known_from)
    values (${tx.actor.domainId}, ${made.targetDays}, ${made.handleDays}, ${made.handoverDays}, ${made.absencePercent}, ${[...made.organisationIds]}::uuid[],
            ${tx.actor.accountId}, ${tx.now})`)
}
