import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { reachesSupport } from '../cases/store.ts'
import { placementsOf } from './store.ts'
import { placementCard, runningNotice } from './views.ts'

/** The card of placements for a person's page; nothing for who does not support them. Whoever embeds it has recorded the reading. */
export async function placementsSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesSupport(tx, root))) return null
  const placements = await placementsOf(tx, root)
  return placementCard({ language: of.language, personId: of.id, today: tx.today, placements })
}

/** What is under way when a case is closed or support ends: nothing where nothing is. Whoever embeds it has recorded the reading. */
export async function runningPlacements(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  const running = (await placementsOf(tx, PersonId.parse(of.id))).filter(({ endedOn }) => endedOn === null)
  return running.length === 0 ? null : runningNotice({ language: of.language, personId: of.id, placements: running })
}
