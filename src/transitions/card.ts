import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import { PersonId } from '../people/model.ts'
import { watchOf } from '../register/arrival-sql.ts'
import { reachesSupport } from '../support/cases/store.ts'
import type { Language } from '../ui/language.ts'
import { transitionCard } from './person-views.ts'
import { admissionOf, handoversOf } from './store.ts'

/** The card of transitions for a person's page; nothing for who does not support the person. Whoever embeds it has recorded the reading. */
export async function transitionSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesSupport(tx, root))) return null
  const [admission, handovers] = await Promise.all([admissionOf(tx, root, watchOf(tx)), handoversOf(tx, root)])
  return transitionCard({ language: of.language, personId: of.id, admission, latest: handovers[0] ?? null })
}
