import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { reachesOutreach } from '../contacts/store.ts'
import { type LadderSight, ladderCard } from './card-views.ts'
import { ladderOf } from './standing-store.ts'
import { openVisit } from './visit-store.ts'

/** The card of the ladder for a person's page; nothing for one who does not follow the outreach. Whoever embeds it has recorded the reading. */
export async function ladderSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('outreach.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesOutreach(tx, root))) return null
  const [standing, visit, staff] = await Promise.all([ladderOf(tx, root), openVisit(tx, root), colleagues(tx)])
  return ladderCard({
    ...{ language: of.language, personId: root, today: tx.today, standing, visit, colleagues: staff },
    may: ladderRights(tx),
    token: randomUUID(),
  })
}

/** What the actor may do about somebody's ladder, on the card and on its page. */
export const ladderRights = (tx: Read): LadderSight['may'] => ({
  log: tx.may('outreach.log'),
  letters: tx.may('letters.make'),
  run: tx.may('outreach.run_ladder'),
  exempt: tx.may('outreach.exempt'),
})
