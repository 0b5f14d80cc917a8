import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { reachesNotes } from '../../notes/store.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { BUILT_IN } from '../forms/built-in.ts'
import { latestForms } from '../forms/store.ts'
import { mappingCard } from './card-views.ts'
import { latestByForm } from './store.ts'

/** The card of mappings for a person's page, with no answers; nothing for who does not work with them. Whoever embeds it has recorded the reading. */
export async function mappingSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('mapping.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesNotes(tx, root))) return null
  const latest = await latestByForm(tx, root)
  const forms = latest.length === 0 ? [] : [...BUILT_IN, ...(await latestForms(tx))]
  const titles = new Map(forms.map(({ code, definition }) => [code, definition.title]))
  return mappingCard({ language: of.language, personId: of.id, latest, titles })
}
