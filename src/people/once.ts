import { type Read, Write } from '../kernel/database.ts'

const answers = new WeakMap<Read, Map<string, Promise<unknown>>>()

/**
 * The same answer for all the cards of a page that ask the same: who only reads sees one state of the data from the first question to
 * the last. In what writes everything is asked anew. A key names one question, with what it is asked of.
 */
export function once<Answer>(tx: Read, key: string, ask: () => Promise<Answer>): Promise<Answer> {
  if (tx instanceof Write) return ask()
  const known = answers.get(tx) ?? new Map<string, Promise<unknown>>()
  answers.set(tx, known)
  const answer = known.get(key) ?? ask()
  known.set(key, answer)
  return answer as Promise<Answer>
}

const members = new WeakMap<Read, Map<string, readonly string[]>>()

/** Keeps who stands under a root for the rest of a transaction that only reads. */
export function rememberMembers(tx: Read, root: string, ids: readonly string[]): void {
  if (tx instanceof Write) return
  const known = members.get(tx) ?? new Map<string, readonly string[]>()
  members.set(tx, known.set(root, ids))
}

export const membersRemembered = (tx: Read, root: string): readonly string[] | null =>
  members.get(tx)?.get(root) ?? null
