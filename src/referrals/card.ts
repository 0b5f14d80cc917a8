import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import { PersonId } from '../people/model.ts'
import type { Language } from '../ui/language.ts'
import { referralsOf } from './store.ts'
import { referralCard } from './views.ts'

/** The card of referrals for a person's page. Whoever embeds it has recorded the reading. */
export async function referralSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  const maySend = tx.may('referrals.send')
  if (!maySend) return null
  const referrals = tx.may('referrals.see_on_person') ? await referralsOf(tx, PersonId.parse(of.id)) : null
  return referralCard({ language: of.language, today: tx.today, personId: of.id, referrals, maySend })
}
