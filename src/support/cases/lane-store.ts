import { z } from 'zod'
import type { Read } from '../../kernel/database.ts'
import { Day } from '../../kernel/date.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { Voice } from '../progress/model.ts'

const Moved = z.object({ onDay: Day, voice: Voice, value: z.number() })
export type Moved = z.infer<typeof Moved>

/** When somebody was first read on the ladder, and each time they stood on another step than the last time, in either voice. */
export function stepsMoved(tx: Read, root: PersonId): Promise<Moved[]> {
  return tx.all(
    Moved,
    prepared(sql`
    select r.on_day as "onDay", r.voice, r.value
      from (select x.on_day, x.voice, x.value, lag(x.value) over (partition by x.voice order by x.on_day, x.known_from) as before
              from progress_reading x
             where x.person_id in (${membersOfRoot(tx, root)}) and x.known_until is null and x.measure = 'ladder') r
     where r.value is distinct from r.before order by r.on_day, r.voice`),
  )
}
