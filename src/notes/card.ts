import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import { PersonId } from '../people/model.ts'
import type { Language } from '../ui/language.ts'
import { countNotes, notesOf, reachesNotes } from './store.ts'
import { notesCard } from './views.ts'

/** How many of the latest notes a person's page tells of. */
const LATEST = 5

/**
 * The card of notes for a person's page, without what they say; nothing for a role that has to do with none. Whoever embeds it
 * has recorded the reading.
 */
export async function notesSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('notes.read')) return null
  const root = PersonId.parse(of.id)
  const [reached, notes, { total, struck }, staff] = await Promise.all([
    reachesNotes(tx, root),
    notesOf(tx, { root, struck: false, limit: LATEST, offset: 0 }),
    countNotes(tx, root),
    colleagues(tx),
  ])
  const known = reached ? { notes, total: total - struck } : null
  const mayWrite = reached && tx.may('notes.write')
  return notesCard({ language: of.language, personId: of.id, known, colleagues: staff, mayWrite })
}
