import { randomUUID } from 'node:crypto'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { addDays, dayIn, endOf, type PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { newLink, shaOf } from '../../outreach/checkins/link.ts'
import { takeUpToday } from '../../outreach/contacts/actions.ts'
import { sendMessage } from '../../outreach/messages/queue-actions.ts'
import { personById } from '../../people/store.ts'
import { lockOpenCase } from '../cases/actions.ts'
import { requireNone } from './actions.ts'
import * as links from './agreement-store.ts'
import type { Agreement, PlanLink, Who, WholePlan } from './model.ts'
import { reviewsOf } from './review-store.ts'
import { agreementProblems, answeredBefore, isOpen, LINK_DAYS, mayStandOpen } from './rules.ts'
import { planOf, planVersions, wholePlan } from './store.ts'

type Said = {
  readonly personId: string
  /** The version that it was said of, which need not be the one that holds. */
  readonly planId: string
  readonly who: Who
  readonly way: 'paper' | 'oral'
  readonly answer: AnswerGiven
  readonly witnessId: string | null
  readonly onDay: PlainDate
}

/** Notes what the young person, or a guardian, says of a version: on paper, or orally with a colleague as witness. */
export async function noteAgreement(tx: Write, said: Said): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, said.personId)
  const plan = (await planVersions(tx, person.id)).find(({ id }) => id === said.planId)
  if (plan === undefined) throw new Refused('conflict', 'no_plan')
  const madeOn = dayIn(plan.knownFrom)
  requireNone('agreement', [
    ...agreementProblems(said, { madeOn, by: tx.actor.accountId, today: tx.today }),
    ...(await witnessProblems(tx, said)),
  ])
  const { who, way, answer, onDay } = said
  const witnessId = way === 'oral' ? said.witnessId : null
  const { personId, id: planId } = plan
  const id = await links.insertAgreement(tx, { planId, personId, who, way, witnessId, onDay, answer })
  const action = answer === 'agreed' ? 'plans.agreed' : 'plans.change_wanted'
  await tx.record(action, { object: id, personId: person.id, detail: { who, way, number: plan.number } })
}

async function witnessProblems(tx: Read, { way, witnessId }: Said): Promise<readonly FieldProblem[]> {
  if (way !== 'oral') return []
  const isColleague = (await colleagues(tx)).some(({ accountId, current }) => current && accountId === witnessId)
  return isColleague ? [] : [{ field: 'witnessId', code: 'witness_missing' }]
}

/** The address of the page behind a link. */
export type LinkTo = (domainId: string, token: string) => string

/** Sends the plan to a phone, behind a link: the young person's own, or of one under eighteen the guardians' on record. The text says neither who nor what. */
export async function sendPlan(
  tx: Write,
  of: { readonly personId: string; readonly who: Who; readonly linkTo: LinkTo },
): Promise<void> {
  tx.require('support.work')
  const { person } = await lockOpenCase(tx, of.personId)
  const { who } = of
  const plan = await planOf(tx, person.id)
  if (plan === null) throw new Refused('conflict', 'no_plan')
  const link = newLink()
  const values = { länk: of.linkTo(tx.actor.domainId, link.token) }
  const content = { kind: 'template', code: 'plan', language: null, values } as const
  const id = randomUUID()
  const queued = await sendMessage(tx, {
    personId: person.id,
    to: who === 'guardian' ? 'guardian' : 'self',
    channel: 'sms',
    content,
    dedupKey: `plan:${id}`,
  })
  if (!queued.ok) throw new Refused('conflict', `reason.${queued.reason}`)
  const expiresAt = endOf(addDays(tx.today, LINK_DAYS))
  await links.insertLink(tx, { id, who, planId: plan.id, personId: plan.personId, linkSha: link.sha, expiresAt })
  await tx.record('plans.link_sent', { object: id, personId: person.id, detail: { who, number: plan.number } })
}

type AnswerGiven = Agreement['answer']

/** What stands behind a link: the plan as it is, and when it is looked at again; or what was answered. */
export type Behind =
  | { readonly answer: null; readonly who: Who; readonly whole: WholePlan; readonly reviewOn: PlainDate | null }
  | { readonly answer: AnswerGiven }

/** What a link leads to, and that it was opened; null for one that is over, unknown or another domain's alike. */
export async function openLink(tx: Write, token: string): Promise<Behind | null> {
  tx.require('plans.answer')
  const link = await links.lockLink(tx, shaOf(token))
  const before = link && answeredBefore(link, tx.now)
  if (before !== null) return unchanged(tx, { answer: before })
  if (link === null || !isOpen(link, tx.now)) return unchanged(tx, null)
  const behind = await planBehind(tx, link)
  if (behind === null) return unchanged(tx, null)
  if (link.openedAt === null) {
    await links.markOpened(tx, link.id)
    await tx.record('plans.link_opened', { object: link.id, personId: link.personId })
    return behind
  }
  return unchanged(tx, behind) // the first opening left the event
}

/** Takes the one answer: a yes to the version that was shown, or that something is to be changed, which is work for today. Pressed again it is the same. */
export async function answerLink(
  tx: Write,
  { token, answer }: { readonly token: string; readonly answer: AnswerGiven },
): Promise<AnswerGiven | null> {
  tx.require('plans.answer')
  const link = await links.lockLink(tx, shaOf(token))
  const before = link && answeredBefore(link, tx.now)
  if (before !== null) return unchanged(tx, before)
  if (link === null || !isOpen(link, tx.now)) return unchanged(tx, null)
  const { id, who, planId, personId } = link
  if (!mayStandOpen(who, await personById(tx, personId), tx.today)) return unchanged(tx, null)
  await links.markAnswered(tx, id, answer)
  const said = { planId, personId, who, way: 'link', witnessId: null, onDay: tx.today } as const
  await links.insertAgreement(tx, { ...said, answer })
  if (answer === 'wants_change') await takeUpToday(tx, { personId, channel: 'call' })
  await tx.record('plans.answered', { object: id, personId, detail: { answer } })
  return answer
}

function unchanged<T>(tx: Write, found: T): T {
  tx.recorded = true // nothing is changed
  return found
}

/** The plan as it stands, of whoever the link is about and of those merged with them. */
async function planBehind(tx: Read, link: PlanLink): Promise<Behind | null> {
  const person = await personById(tx, link.personId)
  if (!mayStandOpen(link.who, person, tx.today)) return null
  const whole = await wholePlan(tx, person.id)
  if (whole.plan?.id !== link.planId) return null
  const due = (await reviewsOf(tx, person.id)).find(({ outcome }) => outcome === null)
  return { answer: null, who: link.who, whole, reviewOn: due?.dueOn ?? null }
}
