import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { Day, type PlainDate } from '../kernel/date.ts'
import { prepared, sql } from '../kernel/sql.ts'
import type { Holidays } from './calendar.ts'

const Closed = z.object({ day: Day })

/** The holidays on which offices are closed, from a day to and with another. Half days are workdays. */
export async function holidaysBetween(tx: Read, from: PlainDate, until: PlainDate): Promise<Holidays> {
  const rows = await tx.all(
    Closed,
    prepared(
      sql`select distinct day from holiday where day between ${from} and ${until} and kind in ('public', 'bank')`,
    ),
  )
  return new Set(rows.map(({ day }) => day))
}
