import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import type { Language } from '../../ui/language.ts'
import { reachesSupport } from '../cases/store.ts'
import { standingOf } from './actions.ts'
import { studiesCard } from './views.ts'

/** The card of studies for a person's page; nothing for who does not support them. Whoever embeds it has recorded the reading. */
export async function studiesSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesSupport(tx, root))) return null
  const [{ eligible, merit, grades }, { birthDate }] = await Promise.all([standingOf(tx, root), personById(tx, root)])
  return studiesCard({
    language: of.language,
    personId: of.id,
    eligible,
    merit,
    hasGrades: Object.keys(grades).length > 0,
    ...{ birthDate, today: tx.today },
  })
}
