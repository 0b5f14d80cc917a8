import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { caseOf, reachesSupport } from '../cases/store.ts'
import { followUpsOf } from './follow-store.ts'
import { exitOfPeriod } from './store.ts'
import { exitCard } from './views.ts'

/** The card of leaving, for one who has a case; nothing for who does not support the person. Whoever embeds it has recorded the reading. */
export async function exitSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesSupport(tx, root))) return null
  const found = await caseOf(tx, root)
  if (found === null) return null
  const [exit, followUps] = await Promise.all([exitOfPeriod(tx, found.periodId), followUpsOf(tx, root)])
  const next = found.closedOn === null ? null : (followUps.find(({ closedAs }) => closedAs === null) ?? null)
  const mayWork = tx.may('support.work')
  return exitCard({ language: of.language, personId: of.id, of: found, exit, next, mayWork })
}
