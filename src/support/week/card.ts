import type { Read } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { reachesSupport } from '../cases/store.ts'
import { mondayOf } from './rules.ts'
import { attendanceOf, plansOf } from './store.ts'
import { weekCard } from './views.ts'

/** The card of this week for a person's page; nothing for who does not support them. Whoever embeds it has recorded the reading. */
export async function weekSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesSupport(tx, root))) return null
  const monday = mondayOf(tx.today)
  const plans = (await plansOf(tx, root)).filter(({ knownUntil }) => knownUntil === null)
  const attendance = await attendanceOf(tx, root, { from: monday, to: addDays(monday, 6) })
  return weekCard({ language: of.language, personId: of.id, monday, plans, attendance })
}
