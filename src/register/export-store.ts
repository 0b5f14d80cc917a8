import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { Day } from '../kernel/date.ts'
import { sql } from '../kernel/sql.ts'
import { Sex } from '../people/model.ts'
import type { RegisterFilter } from './filter.ts'
import { covers, type ListParameters, membersWhere, momentOf } from './list-store.ts'
import { EntryReason } from './model.ts'

/** One member as a file of the register holds it: codes, days and the number with 12 digits (decision 4). */
export const ExportRow = z.object({
  number: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  sex: Sex.nullable(),
  since: Day.nullable(),
  reason: EntryReason,
  occupation: z.string().nullable(),
  occupationSource: z.string().nullable(),
  bestBeforeOn: Day.nullable(),
  ownerId: z.uuid().nullable(),
})
export type ExportRow = z.infer<typeof ExportRow>

/** Everybody the filter leaves, by number. Protected persons only when asked for, and then only to those who may see them. */
export function exportRows(
  tx: Read,
  filter: RegisterFilter,
  options: { parameters: ListParameters; withProtected: boolean },
): Promise<ExportRow[]> {
  const at = momentOf(tx, filter)
  const shown = options.withProtected ? sql`true` : sql`n.protection = 'none'`
  return tx.all(
    ExportRow,
    sql`
    with chosen as (
      select p.domain_id, p.person_id, p.from_on, p.reason, n.sex ${membersWhere(tx, filter, options.parameters)} and ${shown})
    select i.number, a.given_name as "givenName", a.family_name as "familyName", c.sex, c.from_on as since, c.reason,
           o.occupation, o.source as "occupationSource", o.best_before_on as "bestBeforeOn", w.account_id as "ownerId"
      from chosen c
      left join lateral (
        select i.number from person_identifier i
         where i.domain_id = c.domain_id and ${at.knownOf('i')}
           and i.person_id in (select c.person_id union all
               select x.id from person x where x.domain_id = c.domain_id and x.root_id = c.person_id and x.root_id <> x.id)
         order by i.kind <> 'personal', i.kind <> 'coordination', i.id desc limit 1) i on true
      left join person_name a on a.domain_id = c.domain_id and a.person_id = c.person_id and ${at.knownOf('a')}
      left join register_occupation o on o.domain_id = c.domain_id and o.person_id = c.person_id and ${at.knownOf('o')}
           and ${covers('o.from_on', 'o.until_on', at.day)}
      left join register_owner w on w.domain_id = c.domain_id and w.person_id = c.person_id and ${at.knownOf('w')}
     order by i.number nulls last, c.person_id`,
  )
}
