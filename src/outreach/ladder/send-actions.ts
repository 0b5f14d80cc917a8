import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { HasGateway } from '../messages/gateway.ts'
import { MessageChannel } from '../messages/model.ts'
import { queueMessage } from '../messages/queue-actions.ts'
import { planSoon } from './planning.ts'
import { type Choice, choicesOf } from './send-store.ts'
import { lockStanding } from './standing-store.ts'
import { closeStep } from './store.ts'

/** The most steps that are sent at once: a page of the list, twice. */
export const MOST_AT_ONCE = 200

/** Who of the chosen would get their step's message, and who not and why. Nothing is sent. */
export async function previewSending(
  tx: Write,
  stepIds: readonly string[],
  hasGateway: HasGateway,
): Promise<readonly Choice[]> {
  tx.require('messages.send')
  requireSome(stepIds)
  const choices = await choicesOf(tx, stepIds, hasGateway)
  await tx.record('outreach.sending_previewed', { detail: { rows: choices.length } })
  return choices
}

export type Sent = { readonly sent: number; readonly left: number }

/**
 * Sends the messages of the steps chosen: each goes to the outbox and its step is done, in one transaction. Everything is asked anew
 * for each, for much can have changed since the preview; the same step is never sent twice.
 */
export async function sendSteps(tx: Write, stepIds: readonly string[], hasGateway: HasGateway): Promise<Sent> {
  tx.require('messages.send')
  requireSome(stepIds)
  const choices = await choicesOf(tx, stepIds, hasGateway)
  const sent: string[] = []
  for (const choice of choices) if (choice.not === null && (await sendOne(tx, choice))) sent.push(choice.id)
  await planSoon(tx, sent)
  // Those that are no longer there were taken by somebody else meanwhile.
  const counts = { sent: sent.length, left: stepIds.length - sent.length }
  await tx.record('outreach.steps_sent', { detail: counts })
  return counts
}

async function sendOne(tx: Write, { id, stepId, code, channel, through, templateCode }: Choice): Promise<boolean> {
  const { person, standing } = await lockStanding(tx, id)
  const { plan, steps } = standing
  const isOpen = steps.some((each) => each.id === stepId && each.closedAs === null)
  const isDue = isOpen && plan?.kind === 'step' && plan.step.code === code
  if (!isDue || templateCode === null) return false
  const wanted = { personId: person.id, to: through, channel: MessageChannel.parse(channel), templateCode }
  const queued = await queueMessage(tx, { ...wanted, dedupKey: `step:${stepId}` })
  if (!queued.ok) return false
  await closeStep(tx, { stepId, as: 'done', reason: null })
  await tx.record('outreach.step_sent', {
    object: stepId,
    personId: person.id,
    detail: { channel, template: templateCode },
  })
  return true
}

function requireSome(stepIds: readonly string[]): void {
  if (stepIds.length === 0) throw new Refused('invalid', 'steps', [{ field: 'steps', code: 'nobody_chosen' }])
  if (stepIds.length > MOST_AT_ONCE)
    throw new Refused('invalid', 'steps', [{ field: 'steps', code: 'too_many_chosen' }])
}
