import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { newLink, shaOf } from '../../outreach/checkins/link.ts'
import { takeUpToday } from '../../outreach/contacts/sent-actions.ts'
import { sendMessage } from '../../outreach/messages/queue-actions.ts'
import { personById } from '../../people/store.ts'
import { lockOpenCase } from '../cases/actions.ts'
import { requireNone } from './actions.ts'
import * as links from './agreement-store.ts'
import type { Agreement, PlanLink, Who, WholePlan } from './model.ts'
import { reviewsOf } from './review-store.ts'
import { isOpen, LINK_DAYS } from './rules.ts'
import { planOf, wholePlan } from './store.ts'

type Said = {
  readonly personId: string
  /** The version that was agreed on. */
  readonly planId: string
  readonly who: Who
  readonly way: 'paper' | 'oral'
  readonly witnessId: string | null
  readonly onDay: PlainDate
}

/** Notes that the young person, or a guardian, has agreed: on paper, or orally with a colleague as witness. */
export async function noteAgreement(tx: Write, said: Said): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, said.personId)
  const plan = await planOf(tx, person.id)
  if (plan === null) throw new Refused('conflict', 'no_plan')
  if (plan.id !== said.planId) throw new Refused('conflict', 'plan_changed')
  const staff = said.way === 'oral' ? await colleagues(tx) : []
  const hasWitness = staff.some(({ accountId, current }) => current && accountId === said.witnessId)
  requireNone('agreement', [
    ...(said.onDay > tx.today ? [{ field: 'onDay', code: 'agreed_in_future' }] : []),
    ...(said.onDay < addDays(tx.today, -366) ? [{ field: 'onDay', code: 'day_out_of_sight' }] : []),
    ...(said.way === 'oral' && !hasWitness ? [{ field: 'witnessId', code: 'witness_missing' }] : []),
  ])
  const { who, way, onDay } = said
  const witnessId = way === 'oral' ? said.witnessId : null
  const { personId, id: planId } = plan
  const id = await links.insertAgreement(tx, { planId, personId, who, way, witnessId, onDay, answer: 'agreed' })
  await tx.record('plans.agreed', { object: id, personId: person.id, detail: { who, way, number: plan.number } })
}

/** The address of the page behind a link. */
export type LinkTo = (domainId: string, token: string) => string

/** Sends the plan to the young person's phone, behind a link: the text says neither who nor what. */
export async function sendPlan(
  tx: Write,
  of: { readonly personId: string; readonly linkTo: LinkTo | null },
): Promise<void> {
  tx.require('support.work')
  if (of.linkTo === null) throw new Refused('conflict', 'no_links')
  const { person } = await lockOpenCase(tx, of.personId)
  const plan = await planOf(tx, person.id)
  if (plan === null) throw new Refused('conflict', 'no_plan')
  const link = newLink()
  const values = { länk: of.linkTo(tx.actor.domainId, link.token) }
  const content = { kind: 'template', code: 'plan', language: null, values } as const
  const id = randomUUID()
  const queued = await sendMessage(tx, {
    personId: person.id,
    to: 'self',
    channel: 'sms',
    content,
    dedupKey: `plan:${id}`,
  })
  if (!queued.ok) throw new Refused('conflict', `reason.${queued.reason}`)
  const expiresAt = endOf(addDays(tx.today, LINK_DAYS))
  await links.insertLink(tx, { id, planId: plan.id, personId: plan.personId, linkSha: link.sha, expiresAt })
  await tx.record('plans.link_sent', { object: id, personId: person.id, detail: { number: plan.number } })
}

type AnswerGiven = Agreement['answer']

/** What stands behind a link: the plan as it is, and when it is looked at again. */
export type Behind = { readonly whole: WholePlan; readonly reviewOn: PlainDate | null }

/** What a link leads to while it takes an answer, and that it was opened; null for one that is over, unknown or another domain's alike. */
export async function openLink(tx: Write, token: string): Promise<Behind | null> {
  tx.require('plans.answer')
  const link = await links.lockLink(tx, shaOf(token))
  if (link === null || !isOpen(link, tx.now)) return nothing(tx)
  const behind = await planBehind(tx, link)
  if (behind === null) return nothing(tx)
  if (link.openedAt === null) {
    await links.markOpened(tx, link.id)
    await tx.record('plans.link_opened', { object: link.id, personId: link.personId })
  } else tx.recorded = true // the first opening left the event
  return behind
}

/** Takes the one answer: a yes to the version that was shown, or that something is to be changed, which is work for today. */
export async function answerLink(
  tx: Write,
  { token, answer }: { readonly token: string; readonly answer: AnswerGiven },
): Promise<AnswerGiven | null> {
  tx.require('plans.answer')
  const link = await links.lockLink(tx, shaOf(token))
  if (link === null || !isOpen(link, tx.now)) return nothing(tx)
  const { id, planId, personId } = link
  await links.markAnswered(tx, id, answer)
  const said = { planId, personId, who: 'youth', way: 'link', witnessId: null, onDay: tx.today } as const
  await links.insertAgreement(tx, { ...said, answer })
  if (answer === 'wants_change') await takeUpToday(tx, { personId, channel: 'call' })
  await tx.record('plans.answered', { object: id, personId, detail: { answer } })
  return answer
}

function nothing(tx: Write): null {
  tx.recorded = true // nothing is changed
  return null
}

/** The plan as it stands, of whoever the link is about and of those merged with them. */
async function planBehind(tx: Read, link: PlanLink): Promise<Behind | null> {
  const person = await personById(tx, link.personId)
  const whole = await wholePlan(tx, person.id)
  if (whole.plan?.id !== link.planId) return null
  const due = (await reviewsOf(tx, person.id)).find(({ outcome }) => outcome === null)
  return { whole, reviewOn: due?.dueOn ?? null }
}
