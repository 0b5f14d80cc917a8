import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { caseOf, reachesSupport } from '../cases/store.ts'
import { laddersEver, latestReadingsOf } from './store.ts'
import { progressCard } from './views.ts'

/** The card of how it goes, for one who has a case; nothing for who does not support the person. Whoever embeds it has recorded the reading. */
export async function progressSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesSupport(tx, root))) return null
  const found = await caseOf(tx, root)
  if (found === null) return null
  const [readings, ladders] = await Promise.all([latestReadingsOf(tx, root), laddersEver(tx)])
  return progressCard({ language: of.language, personId: of.id, of: found, readings, ladders, today: tx.today })
}
