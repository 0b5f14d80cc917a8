import { randomUUID } from 'node:crypto'
import type { Context, Database, Read, Write } from '../../kernel/database.ts'
import { addDays, endOf } from '../../kernel/date.ts'
import { takeUpToday } from '../contacts/actions.ts'
import { logSent } from '../contacts/sent-actions.ts'
import type { LeftOut } from '../messages/model.ts'
import { sendMessage } from '../messages/queue-actions.ts'
import { checkInTemplates } from './actions.ts'
import { newLink, shaOf } from './link.ts'
import type { CheckIn, Plan, Said } from './model.ts'
import { isCall, isOpen, LINK_DAYS, nextOf } from './rules.ts'
import * as store from './store.ts'

const AT_ONCE = 100

/** The address of the page that is answered. */
export type LinkTo = (domainId: string, token: string) => string

/** Sends what is due, one batch. True when there was anything. */
export function checkInRound(db: Database, context: Context, linkTo: LinkTo): Promise<boolean> {
  return db.write(context, (tx) => sendDue(tx, linkTo))
}

async function sendDue(tx: Write, linkTo: LinkTo): Promise<boolean> {
  tx.require('checkins.run')
  const due = await store.takeDuePlans(tx, AT_ONCE)
  if (due.length === 0) tx.recorded = true // nothing was due, and nothing is changed
  const known = due.length === 0 ? [] : await checkInTemplates(tx)
  // A template that cannot be filled in any longer is a colleague's to mend, and stops nobody else's.
  for (const plan of due)
    await (known.includes(plan.templateCode) ? sendOne(tx, plan, linkTo) : cannot(tx, plan, 'template_missing'))
  return due.length > 0
}

async function sendOne(tx: Write, plan: Plan, linkTo: LinkTo): Promise<void> {
  if (plan.nextOn >= plan.untilOn) return end(tx, plan, 'over')
  const link = newLink()
  const content = {
    kind: 'template',
    code: plan.templateCode,
    language: null,
    values: { länk: linkTo(tx.actor.domainId, link.token) },
  } as const
  const dedupKey = `checkin:${plan.id}:${plan.nextOn}`
  const queued = await sendMessage(tx, { personId: plan.personId, to: 'self', channel: 'sms', content, dedupKey })
  if (!queued.ok && queued.reason !== 'twice') return cannot(tx, plan, queued.reason)
  if (queued.ok) {
    const id = randomUUID()
    const expiresAt = endOf(addDays(tx.today, LINK_DAYS))
    await store.insertCheckIn(tx, { id, personId: plan.personId, planId: plan.id, linkSha: link.sha, expiresAt })
    await tx.record('checkins.sent', { object: id, personId: plan.personId })
  }
  const next = nextOf(plan, tx.today)
  if (next >= plan.untilOn) return end(tx, plan, 'over')
  await store.movePlan(tx, plan.id, next)
}

/** Who can no longer be texted is no longer asked; where it is for want of a number, or of a text, a colleague calls. */
async function cannot(tx: Write, plan: Plan, reason: LeftOut | 'template_missing'): Promise<void> {
  if (reason === 'no_address' || reason === 'wrong_number' || reason === 'template_missing')
    await takeUpToday(tx, { personId: plan.personId, channel: 'call' })
  await end(tx, plan, reason)
}

async function end(tx: Write, plan: Plan, as: string): Promise<void> {
  await store.endPlan(tx, plan.id, as)
  await tx.record('checkins.ended', { object: plan.id, personId: plan.personId, detail: { as } })
}

/** What a link leads to while it takes an answer; null for one that is over, unknown or another domain's alike. */
export async function openLink(tx: Read, token: string): Promise<CheckIn | null> {
  tx.require('checkins.run')
  const found = await store.checkInByLink(tx, shaOf(token))
  return found !== null && isOpen(found, tx.now) ? found : null
}

/**
 * Takes an answer, or another within the hour: a contact, and work for today where they are low or want somebody. Answers with what now
 * stands: who has asked for somebody can say how they are as well. Null when it is over.
 */
export async function takeAnswer(
  tx: Write,
  { token, pressed }: { readonly token: string; readonly pressed: Said },
): Promise<Said | null> {
  tx.require('checkins.run')
  const found = await store.lockLink(tx, shaOf(token))
  if (found === null || !isOpen(found, tx.now)) {
    tx.recorded = true // nothing is changed
    return null
  }
  const { id, personId } = found
  const said = { mood: pressed.mood ?? found.mood, wantsContact: pressed.wantsContact || found.wantsContact === true }
  const contactId = found.contactId ?? randomUUID()
  await store.saveAnswer(tx, id, { ...said, contactId })
  if (found.contactId === null) {
    const contact = { id: contactId, personId, channel: 'sms', through: 'self', direction: 'in' } as const
    const by = { doneBy: tx.actor.accountId, writtenAt: tx.now }
    await logSent(tx, [{ ...contact, outcome: 'answered', ...by }])
  }
  if (isCall(said)) await takeUpToday(tx, { personId, channel: 'call' })
  await tx.record('checkins.answered', { object: id, personId, detail: { again: found.contactId !== null } })
  return said
}
