import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { reachesOutreach } from '../contacts/store.ts'
import { countThread, stopsOf, threadOf } from './store.ts'
import { messageSummary } from './views.ts'

const LATEST = 3

/** The card of messages for a person's page; nothing for who does not follow outreach. Whoever embeds it has recorded the reading. */
export async function messageSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('messages.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesOutreach(tx, root))) return null
  const [messages, counts, stops] = await Promise.all([
    threadOf(tx, root, { limit: LATEST, offset: 0 }),
    countThread(tx, root),
    stopsOf(tx, root),
  ])
  return messageSummary({
    ...{ language: of.language, personId: of.id, messages, counts, stops, maySend: tx.may('messages.send') },
  })
}
