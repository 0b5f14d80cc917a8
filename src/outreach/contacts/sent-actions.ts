import type { Write } from '../../kernel/database.ts'
import type { PersonId } from '../../people/model.ts'
import { afterContact } from '../ladder/plan-actions.ts'
import { takeUpToday } from './actions.ts'
import type { Channel, ContactOutcome } from './model.ts'
import { closeNextOf, insertSent, type SentContact, type WrittenContact } from './sent-store.ts'
import { insertWording, lockContact } from './store.ts'

/**
 * Writes down what Sedd has handed over for somebody, or what came back, of many at once; the ladder follows. What a colleague has written
 * does what was to be done by today, where that was decided before they wrote; what Sedd sends by itself does nobody's work.
 */
export async function logSent(tx: Write, sent: readonly WrittenContact[]): Promise<void> {
  tx.require('outreach.log')
  if (sent.length === 0) return
  const personIds = sent.map(({ personId }) => personId)
  await insertSent(tx, sent)
  const isOwn = ({ doneBy }: SentContact) => tx.actor.role === 'machine' && doneBy === tx.actor.accountId
  await closeNextOf(
    tx,
    sent.filter((each) => !isOwn(each)),
  )
  await tx.record('outreach.sent_logged', { detail: { contacts: sent.length } })
  await afterContact(tx, personIds)
}

/** What was thought to have been sent did not arrive. */
export async function correctSent(
  tx: Write,
  sent: { readonly personId: PersonId; readonly contactId: string; readonly outcome: ContactOutcome },
): Promise<void> {
  tx.require('outreach.log')
  const current = await lockContact(tx, { root: sent.personId, contactId: sent.contactId })
  if (current.struckAt !== null || current.outcome !== 'sent') return
  const wording = await insertWording(tx, current, { ...current, outcome: sent.outcome })
  await tx.record('outreach.contact_corrected', {
    object: current.contactId,
    personId: sent.personId,
    detail: { outcome: sent.outcome, before: current.id, wording },
  })
}

/**
 * Writes down that somebody has answered: they are off the ladder, and a colleague is to go on with it today, in a way that they take.
 */
export async function logAnswer(tx: Write, answered: SentContact, by: Channel): Promise<void> {
  tx.require('outreach.log')
  await insertSent(tx, [answered])
  const { id, personId, channel, through, outcome } = answered
  await tx.record('outreach.contact_logged', {
    object: id,
    personId,
    detail: { channel, through, direction: 'in', outcome },
  })
  await afterContact(tx, [personId])
  await takeUpToday(tx, { personId, channel: by })
}
