import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'

/** What ends with a case. */
export const ENDED = ['activity', 'programme', 'review', 'meeting', 'follow_up'] as const

const Ended = z.object({
  kind: z.enum(ENDED),
  /** The row that stood before the case was closed. */
  stoodId: z.uuid(),
  /** The row it was left as: another one, or the same where that was closed and nothing came in its place. */
  leftId: z.uuid(),
})
export type Ended = z.infer<typeof Ended>

/** The period of a case that is closed, under the number it came by. */
export type Closing = { readonly periodId: string; readonly personId: PersonId }

/** Keeps what a closing ended, so that it can be given back exactly. */
export async function keepEnded(tx: Write, of: Closing, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return
  await tx.run(sql`
    insert into support_closing (domain_id, period_id, person_id, kind, stood_id, left_id, made_by, made_at)
    select ${tx.actor.domainId}, ${of.periodId}, ${of.personId}, e.kind, e.stood_id, e.left_id, ${tx.actor.accountId}, ${tx.now}
      from unnest(${ended.map(({ kind }) => kind)}::text[], ${ended.map(({ stoodId }) => stoodId)}::uuid[],
                  ${ended.map(({ leftId }) => leftId)}::uuid[]) e (kind, stood_id, left_id)`)
}

/** What the closing of a period ended. */
export function endedBy(tx: Read, periodId: string): Promise<Ended[]> {
  return tx.all(
    Ended,
    sql`
    select e.kind, e.stood_id as "stoodId", e.left_id as "leftId" from support_closing e
     where e.period_id = ${periodId} order by e.kind, e.id`,
  )
}
