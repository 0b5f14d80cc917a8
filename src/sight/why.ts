import type { Read } from '../kernel/database.ts'
import type { Html } from '../kernel/html.ts'
import type { Language } from '../ui/language.ts'
import { ownGrounds } from './store.ts'
import { type WhyCard, whyCardOf, whyFoldOf } from './why-views.ts'

type Of = { readonly id: string; readonly language: Language }

/** “Varför ser jag det här?”: a card for the first page of a person. Whoever embeds it has recorded the reading. */
export async function whyCard(tx: Read, of: Of): Promise<Html> {
  return whyCardOf(await whyOf(tx, of))
}

/** The same, folded, for every other page of a person. */
export async function whyFold(tx: Read, of: Of): Promise<Html> {
  return whyFoldOf(await whyOf(tx, of))
}

async function whyOf(tx: Read, of: Of): Promise<WhyCard> {
  const { actor } = tx
  const home = actor.reach !== 'one'
  return {
    language: of.language,
    personId: of.id,
    role: actor.role,
    domain: actor.domainName,
    grounds: await ownGrounds(tx, of.id),
    may: { list: home && tx.may('sight.list'), recuse: home && tx.may('sight.recuse') },
  }
}
