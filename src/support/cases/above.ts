import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import type { Lane } from '../../ui/components/lifeline-model.ts'
import type { Language } from '../../ui/language.ts'

type Of = { readonly id: string; readonly language: Language }

/** What other modules add to the page of a case; handed over where the routes are put together. */
export type CaseAbove = {
  /** Cards beside the team, the programmes and the meetings. Whoever embeds them has recorded the reading. */
  readonly cards: (tx: Read, of: Of) => Promise<Content>
  /** Lanes below the case's own in the lifeline. */
  readonly lanes: (tx: Read, of: Of) => Promise<readonly Lane[]>
}
