import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { contactsOf, countContacts, nextOf, reachesOutreach } from './store.ts'
import { outreachCard } from './views.ts'

/** How many of the latest contacts a person's page tells of. */
const LATEST = 4

/** The card of outreach for a person's page; nothing for a role, or a reader, that does not follow it. Whoever embeds it has recorded the reading. */
export async function outreachSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('outreach.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesOutreach(tx, root))) return null
  const [contacts, counts, next, staff] = await Promise.all([
    contactsOf(tx, { root, struck: false, limit: LATEST, offset: 0 }),
    countContacts(tx, root),
    nextOf(tx, root),
    colleagues(tx),
  ])
  return outreachCard({
    language: of.language,
    personId: of.id,
    today: tx.today,
    contacts,
    counts,
    next,
    colleagues: staff,
    mayLog: tx.may('outreach.log'),
    token: randomUUID(),
  })
}
