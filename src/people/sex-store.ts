import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import { countRows, type Intake } from './intake-store.ts'
import type { Reversal } from './reversal-store.ts'

/** Sex stands on the person alone. What a delivery changes is noted beside it, so that it can be given back. */
export async function applySex(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    insert into person_sex_change (domain_id, person_id, delivery_id, sex_before, sex_after, changed_at)
    select x.domain_id, x.id, ${intake.deliveryId}, x.sex, p.sex, ${tx.now}
      from person_plan p join person x on x.id = p.person_id
     where p.changes_sex`)
  await tx.run(sql`update person x set sex = p.sex from person_plan p where p.changes_sex and x.id = p.person_id`)
}

/** How many of the delivery's changes another delivery has changed since. */
export function sexChangedLater(tx: Write, { deliveryId }: Reversal): Promise<number> {
  return countRows(
    tx,
    sql`
    select from person_sex_change c
     where c.delivery_id = ${deliveryId} and c.undone_at is null
       and exists (select from person_sex_change l where l.person_id = c.person_id and l.undone_at is null and l.id > c.id)`,
  )
}

/** Sex is again what it was, unless a merge has chosen another since. */
export async function giveBackSex(tx: Write, { deliveryId }: Reversal): Promise<void> {
  await tx.run(sql`
    insert into incoming_touched
    select person_id from person_sex_change where delivery_id = ${deliveryId} and undone_at is null`)
  await tx.run(sql`
    update person x set sex = c.sex_before
      from person_sex_change c
     where c.delivery_id = ${deliveryId} and c.undone_at is null and x.id = c.person_id
       and x.sex is not distinct from c.sex_after`)
  await tx.run(sql`
    update person_sex_change set undone_at = greatest(changed_at, ${tx.now}::timestamptz)
     where delivery_id = ${deliveryId} and undone_at is null`)
}
