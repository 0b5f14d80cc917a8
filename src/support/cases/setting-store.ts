import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Setting, type SupportCase } from './model.ts'

/** The setting of a period `d` as it is: what it was last changed to, else what held when the case was opened. */
export const SETTING_NOW = raw(`coalesce((
         select s.setting from support_setting s
          where s.domain_id = d.domain_id and s.period_id = d.id and s.known_until is null order by s.from_on desc limit 1), d.setting)`)

const SettingChange = z.object({ id: z.uuid(), periodId: z.uuid(), setting: Setting, from: Day })
export type SettingChange = z.infer<typeof SettingChange>

/** When the setting changed while the case of a person was open, the earliest first. */
export function settingChangesOf(tx: Read, root: PersonId): Promise<SettingChange[]> {
  return tx.all(
    SettingChange,
    prepared(sql`
    select s.id, s.period_id as "periodId", s.setting, s.from_on as "from" from support_setting s
     where s.person_id in (${membersOfRoot(tx, root)}) and s.known_until is null order by s.from_on, s.id`),
  )
}

type Changed = { readonly setting: Setting; readonly from: PlainDate }

export async function insertSetting(
  tx: Write,
  of: Pick<SupportCase, 'periodId' | 'personId'>,
  { setting, from }: Changed,
): Promise<void> {
  await tx.run(sql`
    insert into support_setting (domain_id, period_id, person_id, setting, from_on, set_by, known_from)
    values (${tx.actor.domainId}, ${of.periodId}, ${of.personId}, ${setting}, ${from}, ${tx.actor.accountId}, ${tx.now})`)
}

/** What was said of a day and after it does not hold: it is said anew. */
export async function closeSettings(tx: Write, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    update support_setting s set known_until = ${ending(tx, 's')}, closed_by = ${tx.actor.accountId}
     where s.id = any(${[...ids]}::uuid[]) and s.known_until is null`)
}
