import type { Read } from '../../kernel/database.ts'
import type { PersonId } from '../../people/model.ts'
import type { REMINDERS } from './model.ts'

/** What the list of cases asks of the modules above; handed over where the routes are put together. */
export type CaseloadAbove = {
  /** Whom the reader has a reminder about. */
  readonly reminded: (tx: Read, which: (typeof REMINDERS)[number]) => Promise<readonly PersonId[]>
}
