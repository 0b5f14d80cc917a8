import { seesTopic } from '../access/roles.ts'
import type { Read } from '../kernel/database.ts'
import type { Html } from '../kernel/html.ts'
import { notesSection } from '../notes/card.ts'
import { domainKind } from '../notes/store.ts'
import { PersonId } from '../people/model.ts'
import { peopleSections } from '../people/sections.ts'
import { personById } from '../people/store.ts'
import { whyCard } from '../sight/why.ts'
import { PAGE_SIZE } from '../ui/components/pager.ts'
import type { Language } from '../ui/language.ts'
import type { FromAbove } from './above.ts'
import { type Reached, reachedRows, reachedTotal, studiesOf } from './reached-store.ts'
import { type ReachedList, type ReachedPerson, reachedPersonPage } from './reached-views.ts'

type Wanted = Reached & {
  readonly language: Language
  readonly page: number
  readonly href: (page: number) => string
}

/** A page of those one works with, and how many there are. */
export async function reachedList(tx: Read, wanted: Wanted): Promise<ReachedList> {
  const { language, page, href } = wanted
  const [rows, total] = await Promise.all([
    reachedRows(tx, wanted, { page, limit: PAGE_SIZE }),
    reachedTotal(tx, wanted),
  ])
  const withSchool = seesTopic(tx.actor.role, 'schooling')
  const hosts = (await domainKind(tx)) === 'school_board'
  return { language, today: tx.today, rows, total, page, href, withSchool, leads: tx.actor.reach === 'domain', hosts }
}

/** The page of a person for those who do not work with the register. The reading has been recorded. */
export async function reachedPerson(
  tx: Read,
  of: { readonly id: string; readonly language: Language; readonly above: FromAbove },
): Promise<{ readonly id: string; readonly content: Html }> {
  const { language, above } = of
  const person = await personById(tx, PersonId.parse(of.id))
  const [nextCard, studies, notes, sections, others, why] = await Promise.all([
    above.nextCard(tx, { id: person.id, language }),
    seesTopic(tx.actor.role, 'schooling') ? studiesOf(tx, person.id) : null,
    notesSection(tx, { id: person.id, language }),
    peopleSections(tx, { id: person.id, language }),
    above.personCards(tx, { id: person.id, language }),
    whyCard(tx, { id: person.id, language }),
  ])
  const view: ReachedPerson = {
    language,
    today: tx.today,
    person,
    nextCard,
    studies,
    notes,
    sections: [sections, others],
    why,
  }
  return { id: person.id, content: reachedPersonPage(view) }
}
