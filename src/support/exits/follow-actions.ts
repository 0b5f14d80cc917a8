import type { Context, Database, Read, Write } from '../../kernel/database.ts'
import { addDays, endOf } from '../../kernel/date.ts'
import { newLink, shaOf } from '../../outreach/checkins/link.ts'
import type { LinkTo } from '../../outreach/checkins/run-actions.ts'
import { sendMessage } from '../../outreach/messages/queue-actions.ts'
import { templates } from '../../outreach/messages/template-store.ts'
import { answerWith, settleOwner } from './actions.ts'
import * as store from './follow-store.ts'
import type { Doing, FollowUp } from './model.ts'
import { isOpen, isTooLateToText, LINK_DAYS, WAITED_DAYS } from './rules.ts'

const AT_ONCE = 100
/** The template that asks; its link leads to the page that is answered. */
const TEMPLATE = 'follow_up'

/** Sends what is due, one batch, and gives up what nobody has answered. True when there was anything. */
export function followUpRound(db: Database, context: Context, linkTo: LinkTo): Promise<boolean> {
  return db.write(context, (tx) => sendAndGiveUp(tx, linkTo))
}

async function sendAndGiveUp(tx: Write, linkTo: LinkTo): Promise<boolean> {
  tx.require('exits.run')
  const late = await store.takeUnanswered(tx, { days: WAITED_DAYS, most: AT_ONCE })
  for (const each of late) await giveUp(tx, each)
  const back = await store.takeSupported(tx, AT_ONCE)
  for (const each of back) await leaveOut(tx, each)
  const due = await store.takeDue(tx, AT_ONCE)
  const hasWords =
    due.length > 0 && (await templates(tx)).some(({ code, wording }) => code === TEMPLATE && wording.includes('[länk]'))
  for (const each of due) await sendOne(tx, each, { linkTo, hasWords })
  const worked = late.length + back.length + due.length > 0
  if (!worked) tx.recorded = true // nothing was due, and nothing is changed
  return worked
}

async function giveUp(tx: Write, { id, personId, wave }: FollowUp): Promise<void> {
  await store.closeFollowUp(tx, id, 'not_reached')
  await settleOwner(tx, { id: personId })
  await tx.record('exits.follow_up_given_up', { object: id, personId, detail: { wave } })
}

/** Who has come back is in somebody's sight: they are not asked what became of them. */
async function leaveOut(tx: Write, { id, personId, wave }: FollowUp): Promise<void> {
  await store.closeFollowUp(tx, id, 'called_off')
  await tx.record('exits.follow_up_left_out', { object: id, personId, detail: { wave } })
}

type Sending = { readonly linkTo: LinkTo; readonly hasWords: boolean }

async function sendOne(tx: Write, due: FollowUp, { linkTo, hasWords }: Sending): Promise<void> {
  if (!hasWords) return cannot(tx, due, 'template_missing')
  if (isTooLateToText(due, tx.today)) return cannot(tx, due, 'too_late')
  const link = newLink()
  const values = { länk: linkTo(tx.actor.domainId, link.token) }
  const content = { kind: 'template', code: TEMPLATE, language: null, values } as const
  const wanted = {
    personId: due.personId,
    to: 'self',
    channel: 'sms',
    content,
    dedupKey: `follow_up:${due.id}`,
  } as const
  const queued = await sendMessage(tx, wanted)
  if (!queued.ok) return cannot(tx, due, queued.reason)
  await store.markSent(tx, due.id, { sha: link.sha, expiresAt: endOf(addDays(tx.today, LINK_DAYS)) })
  await tx.record('exits.follow_up_sent', { object: due.id, personId: due.personId, detail: { wave: due.wave } })
}

/** Who cannot be texted is called: the day stands among the owner's tasks. */
async function cannot(tx: Write, { id, personId, wave }: FollowUp, why: string): Promise<void> {
  await store.markUnsent(tx, id, why)
  await tx.record('exits.follow_up_unsent', { object: id, personId, detail: { wave, why } })
}

/** Whether a link takes an answer; one that is over, answered, unknown or another domain's does not. */
export async function isLinkOpen(tx: Read, token: string): Promise<boolean> {
  tx.require('exits.run')
  const found = await store.followUpByLink(tx, shaOf(token))
  return found !== null && isOpen(found, tx.now)
}

/** Takes the one answer. False when the link is over. */
export async function takeDoing(
  tx: Write,
  { token, answer }: { readonly token: string; readonly answer: Doing },
): Promise<boolean> {
  tx.require('exits.run')
  const found = await store.lockFollowUpLink(tx, shaOf(token))
  if (found === null || !isOpen(found, tx.now)) {
    tx.recorded = true // nothing is changed
    return false
  }
  await answerWith(tx, found, { answer, how: 'link' })
  await settleOwner(tx, { id: found.personId })
  await tx.record('exits.follow_up_answered', {
    object: found.id,
    personId: found.personId,
    detail: { wave: found.wave },
  })
  return true
}
