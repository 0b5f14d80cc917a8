import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { NewPasskey } from './model.ts'
import * as store from './store.ts'

/** How somebody showed who they are, as the trail names it. */
export type ShownBy = 'demo' | 'passkey' | 'oidc'

/** Leaves the sign-in in the trail of the domain that was signed in to. */
export async function noteSignedIn(tx: Write, by: ShownBy): Promise<void> {
  tx.require('access.sign_in')
  await tx.record('access.signed_in', { object: tx.actor.sessionId, detail: { by, assurance: tx.actor.assurance } })
}

/** Leaves in the trail that somebody showed anew who they are. */
export async function noteConfirmed(tx: Write, by: ShownBy): Promise<void> {
  tx.require('access.sign_in')
  await tx.record('access.identity_confirmed', { object: tx.actor.sessionId, detail: { by } })
}

/** Leaves in the trail of the domain one has come to that one works there now. */
export async function noteSwitched(tx: Write): Promise<void> {
  tx.require('access.sign_in')
  await tx.record('access.membership_chosen', { object: tx.actor.membershipId ?? undefined })
}

const NAME = 60

/** One more passkey of the actor's own, made in the session of `token` for the attempt that `secret` names. */
export async function addPasskey(
  tx: Write,
  made: NewPasskey & { readonly secret: string; readonly token: string; readonly name: string },
): Promise<void> {
  tx.require('access.sign_in')
  tx.requireAssurance(3)
  const id = await store.insertPasskey(tx, { ...made, name: named(made.name) })
  if (id === null) throw new Refused('invalid', 'passkey', [{ field: '', code: 'passkey.known' }])
  await tx.record('access.passkey_added', { object: id })
}

export async function renamePasskey(tx: Write, renamed: { id: string; name: string }): Promise<void> {
  tx.require('access.sign_in')
  const found = await store.updatePasskeyName(tx, renamed.id, named(renamed.name))
  if (!found) throw new Refused('not_found', 'passkey')
  await tx.record('access.passkey_renamed', { object: renamed.id })
}

function named(name: string): string {
  const wanted = name.trim()
  if (wanted === '' || wanted.length > NAME)
    throw new Refused('invalid', 'passkey', [{ field: 'name', code: 'passkey.name.missing' }])
  return wanted
}

/** Takes a passkey, or an identity at a provider, away from oneself; never the last one. */
export async function removeWayIn(tx: Write, id: string): Promise<void> {
  tx.require('access.sign_in')
  tx.requireAssurance(3)
  const outcome = await store.deleteWayIn(tx, id)
  if (outcome === 'gone') throw new Refused('not_found', 'way_in')
  if (outcome === 'last') throw new Refused('conflict', 'way_in', [{ field: '', code: 'wayIn.last' }])
  await tx.record('access.way_in_removed', { object: id })
}

/** Ends one session of one's own. */
export async function endSession(tx: Write, id: string): Promise<void> {
  tx.require('access.sign_in')
  if ((await store.endSessions(tx, id)) === 0) throw new Refused('not_found', 'session')
  await tx.record('access.session_ended', { object: id })
}

/** Signs out everywhere: every session of one's own, this one too. */
export async function endEverySession(tx: Write): Promise<void> {
  tx.require('access.sign_in')
  const ended = await store.endSessions(tx, null)
  await tx.record('access.sessions_ended', { detail: { ended } })
}

/** Invites somebody to a first way in, or to a new one when theirs is lost. Gives the token, which is shown once. */
export async function invite(tx: Write, invited: { accountId: string; hours: number }): Promise<string> {
  tx.require('access.invite')
  tx.requireAssurance(3)
  const token = await store.makeInvitation(tx, invited.accountId, invited.hours)
  if (token === null) throw new Refused('conflict', 'not_invitable', [{ field: '', code: 'not_invitable' }])
  await tx.record('access.invited', { object: invited.accountId })
  return token
}
