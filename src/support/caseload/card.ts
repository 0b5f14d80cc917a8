import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import type { Language } from '../../ui/language.ts'
import { dayCards } from './day-views.ts'
import { filterFrom } from './filter.ts'
import { caseRows, caseTotal, meetingsToday } from './store.ts'

/** How many of each the start page shows. */
const MOST = 5
const MOST_MEETINGS = 12

/** A case worker's day, for the start page: what meets today, what is late, who is waited for. Nothing for one without cases. */
export async function caseDay(tx: Read, language: Language): Promise<Content> {
  if (!tx.may('support.read')) return null
  const mine = filterFrom(() => undefined, true)
  if ((await caseTotal(tx, mine)) === 0) return null
  const late = { ...mine, day: 'overdue' } as const
  const waiting = { ...mine, waiting: true }
  const [meetings, lateRows, lateTotal, waitingRows, waitingTotal] = await Promise.all([
    meetingsToday(tx, MOST_MEETINGS),
    caseRows(tx, late, MOST),
    caseTotal(tx, late),
    caseRows(tx, waiting, MOST),
    caseTotal(tx, waiting),
  ])
  return dayCards({
    ...{ language, today: tx.today, meetings },
    late: { filter: late, rows: lateRows, total: lateTotal },
    waiting: { filter: waiting, rows: waitingRows, total: waitingTotal },
  })
}
