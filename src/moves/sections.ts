import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import { PersonId } from '../people/model.ts'
import type { Language } from '../ui/language.ts'
import { inCounts, movesInOf } from './in-store.ts'
import { movesOutOf, outCounts } from './out-store.ts'
import { isOpenIn } from './rules.ts'
import { dueMoves, movesCard } from './section-views.ts'

/** What moves add to a person's page: nothing of one who does not move. Whoever embeds it has recorded the reading. */
export async function movesSection(
  tx: Read,
  { id, language }: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('moves.read')) return null
  const root = PersonId.parse(id)
  const [out, came] = await Promise.all([movesOutOf(tx, root), movesInOf(tx, root)])
  if (out.length + came.length === 0) return null
  return movesCard({ language, today: tx.today, out, came, mayWork: tx.may('moves.work') })
}

type Counted = { readonly state: string; readonly n: number; readonly overdue: number }

/** What moves add to the start page: what is to be handed over and received, and how much of it is late. */
export async function movesReminder(tx: Read, language: Language): Promise<Content> {
  if (!tx.may('moves.work')) return null
  const [out, came] = await Promise.all([outCounts(tx), inCounts(tx)])
  const sum = (counts: readonly Counted[]) => ({
    n: counts.reduce((n, each) => n + each.n, 0),
    late: counts.reduce((n, each) => n + each.overdue, 0),
  })
  const toGo = out.filter(({ state }) => state === 'to_hand_over' || state === 'declined')
  return dueMoves({ out: sum(toGo), came: sum(came.filter(({ state }) => isOpenIn(state))) }, language)
}
