import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { reachesOutreach } from '../contacts/store.ts'
import { checkInsOf, latestAnswers, planOf } from './store.ts'
import { checkInCard, latestCard } from './views.ts'

/** The card of check-ins for a person's page; nothing for who does not follow outreach. Whoever embeds it has recorded the reading. */
export async function checkInSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('checkins.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesOutreach(tx, root))) return null
  const [plan, checkIns] = await Promise.all([planOf(tx, root), checkInsOf(tx, root, 1)])
  return checkInCard({ language: of.language, personId: of.id, plan, latest: checkIns[0] ?? null, now: tx.now })
}

const MOST = 20

/** What has been answered of late, for the list of whom to contact. Whoever embeds it has recorded the reading. */
export async function answersSection(tx: Read, language: Language): Promise<Content> {
  if (!tx.may('checkins.read')) return null
  const rows = await latestAnswers(tx, MOST)
  return rows.length === 0 ? null : latestCard(rows, language)
}
