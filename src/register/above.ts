import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Language } from '../ui/language.ts'

/** What the modules above add to the register's pages; handed over where the routes are put together. */
export type FromAbove = {
  /** What must not be forgotten, for the start page. */
  readonly reminders: (tx: Read, language: Language) => Promise<Content>
  /** How many fall between the chairs, and why, for the start page of those who lead the work. */
  readonly betweenMeter: (tx: Read, language: Language) => Promise<Content>
  /** Those whom others have opened for the actor, for the start page; nothing when there are none. */
  readonly startCards: (tx: Read, language: Language) => Promise<Content>
  /** The card that stands first among a person's: what was done last, and what is to be done next. */
  readonly nextCard: (tx: Read, of: { readonly id: string; readonly language: Language }) => Promise<Content>
  /** Cards for a person's page. Whoever embeds them has recorded the reading. */
  readonly personCards: (tx: Read, of: { readonly id: string; readonly language: Language }) => Promise<Content>
}
