import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import { municipalities } from '../organisations/store.ts'
import type { Language } from '../ui/language.ts'
import { suggestionsOf } from './duplicates/store.ts'
import { PersonId } from './model.ts'
import { sectionCards } from './section-views.ts'
import { personRecord } from './store.ts'

/** The cards of people for a person's page, to stand among the cards of others. Whoever embeds them has recorded the reading. */
export async function peopleSections(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  const id = PersonId.parse(of.id)
  const [record, places, duplicates] = await Promise.all([personRecord(tx, id), placeNames(tx), suggestionsOf(tx, id)])
  return sectionCards({
    language: of.language,
    record,
    municipality: places,
    duplicates: duplicates.length,
    may: {
      contact: tx.may('people.edit_contact'),
      residence: tx.may('people.set_residence'),
      merge: tx.may('people.merge'),
      history: tx.may('register.read'),
    },
  })
}

/** The name of a municipality by its code. */
export async function placeNames(tx: Read): Promise<(code: string) => string> {
  const names = new Map((await municipalities(tx)).map(({ code, name }) => [code, name]))
  return (code) => names.get(code) ?? code
}
