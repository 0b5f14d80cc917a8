import type { Database } from '../../kernel/database.ts'
import type { Doors } from './doors.ts'
import { giveBack, take } from './limit-store.ts'
import type { NewPasskey, Purpose } from './model.ts'
import { readAssertion, readCreation, type Site, verifyAssertion, verifyCreation } from './passkey.ts'
import { LIMITS } from './rules.ts'
import { type Answered, passkeyOf, takePasskeyAttempt } from './store.ts'
import type { Stopped } from './tally.ts'

/** It has been tried too often, and is not tried until then. */
export type Wait = { readonly kind: 'wait'; readonly seconds: number; readonly by: Stopped }

/** What came of trying: what it gave, why it was refused (for the log, never for the page), or how long to wait. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: string; readonly isTry?: false }
  | Wait

export const refused = (reason: string) => ({ kind: 'refused', reason }) as const

/** Does what may fail so often and no oftener. What comes out well, or was no try at all, is not counted. */
export async function counted<T>(
  db: Database,
  { by, of }: { readonly by: 'account' | 'address'; readonly of: string },
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const bucket = `${by}|${of}`
  const seconds = await take(db, bucket, LIMITS[by])
  if (seconds !== null) return { kind: 'wait', seconds, by }
  const outcome = await work()
  if (outcome.kind === 'done' || (outcome.kind === 'refused' && outcome.isTry === false)) await giveBack(db, bucket)
  return outcome
}

type Asked = { readonly text: string; readonly purpose: Purpose; readonly site: Site; readonly from: string }

/**
 * A passkey's answer, checked: it answers what was asked for this purpose and has not been answered before, by a key that is known,
 * for this site. `use` hands it to the database, which uses it up and gives a token.
 */
export function byPasskey(
  { db }: Doors,
  { text, purpose, site, from }: Asked,
  use: (answered: Answered) => Promise<string | null>,
): Promise<Outcome<string>> {
  return counted(db, { by: 'address', of: from }, async () => {
    const answer = readAssertion(text)
    if (answer === null) return refused('malformed')
    if ((await takePasskeyAttempt(db, answer.secret)) !== purpose) return refused('no_attempt')
    const known = await passkeyOf(db, answer.credential)
    if (known === null) return refused('unknown_passkey')
    return counted(db, { by: 'account', of: known.accountId }, async () => {
      const verified = await verifyAssertion(site, answer, known)
      if (!verified.ok) return refused(verified.reason)
      const { secret, credential } = answer
      const token = await use({ secret, credential, counter: verified.value })
      return token === null ? refused('not_used') : { kind: 'done', value: token }
    })
  })
}

/** A passkey that was made just now, checked like an answer of one. */
export function newPasskey<T>(
  { db }: Doors,
  { text, purpose, site, from }: Asked,
  use: (made: NewPasskey & { readonly secret: string }) => Promise<T | null>,
): Promise<Outcome<T>> {
  return counted(db, { by: 'address', of: from }, async () => {
    const answer = readCreation(text)
    if (answer === null) return refused('malformed')
    if ((await takePasskeyAttempt(db, answer.secret)) !== purpose) return refused('no_attempt')
    const verified = await verifyCreation(site, answer)
    if (!verified.ok) return refused(verified.reason)
    const used = await use({ ...verified.value, secret: answer.secret })
    return used === null ? refused('not_used') : { kind: 'done', value: used }
  })
}
