import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import type { Language } from '../../ui/language.ts'
import { metToday } from './day-store.ts'
import { dayCards } from './day-views.ts'
import { filterFrom } from './filter.ts'
import { casesOfDay } from './store.ts'

/** How many of each the start page shows. */
const MOST = 5
const MOST_MET = 20

/** A case worker's day, for the start page: whom one meets today, what is late, who is waited for. Nothing for one without cases or meetings. */
export async function caseDay(tx: Read, language: Language): Promise<Content> {
  if (!tx.may('support.read')) return null
  const mine = filterFrom(() => undefined, true)
  const met = await metToday(tx, MOST_MET)
  const { counts, late, waiting, waitingTotal } = await casesOfDay(tx, mine, MOST)
  if (met.length === 0 && counts.open === 0) return null
  return dayCards({
    ...{ language, today: tx.today, met },
    late: { filter: { ...mine, day: 'overdue' }, rows: late, total: counts.overdue },
    waiting: { filter: { ...mine, waiting: true }, rows: waiting, total: waitingTotal },
  })
}
