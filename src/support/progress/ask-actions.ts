import type { Context, Database, Read, Write } from '../../kernel/database.ts'
import { addDays, endOf } from '../../kernel/date.ts'
import { newLink, shaOf } from '../../outreach/checkins/link.ts'
import type { LinkTo } from '../../outreach/checkins/run-actions.ts'
import { takeUpToday } from '../../outreach/contacts/actions.ts'
import { sendMessage } from '../../outreach/messages/queue-actions.ts'
import { canBeAnswered } from '../../outreach/messages/sending-rules.ts'
import { messageSetting } from '../../outreach/messages/setting-store.ts'
import { templates } from '../../outreach/messages/template-store.ts'
import { caseOf } from '../cases/store.ts'
import { saveReadings, stepsOf } from './actions.ts'
import * as store from './ask-store.ts'
import type { Ask, Ladder, Values } from './model.ts'
import { isOpen, LINK_DAYS, readingProblems } from './rules.ts'
import { ladderOf, laddersEver } from './store.ts'

const AT_ONCE = 100
/** The template that asks; its link leads to the page that is answered. */
const TEMPLATE = 'progress'

/** Sends what young persons are to be asked, one batch. True when there was anything. */
export function askRound(db: Database, context: Context, linkTo: LinkTo): Promise<boolean> {
  return db.write(context, (tx) => sendDue(tx, linkTo))
}

async function sendDue(tx: Write, linkTo: LinkTo): Promise<boolean> {
  tx.require('progress.run')
  const due = await store.takeDueAsks(tx, AT_ONCE)
  if (due.length === 0) tx.recorded = true // nothing was due, and nothing is changed
  const hasWords =
    due.length > 0 && (await templates(tx)).some(({ code, wording }) => code === TEMPLATE && wording.includes('[länk]'))
  for (const ask of due) await (hasWords ? sendOne(tx, ask, linkTo) : cannot(tx, ask, 'template_missing'))
  return due.length > 0
}

async function sendOne(tx: Write, ask: Ask, linkTo: LinkTo): Promise<void> {
  const link = newLink()
  const values = { länk: linkTo(tx.actor.domainId, link.token) }
  const content = { kind: 'template', code: TEMPLATE, language: null, values } as const
  const wanted = {
    personId: ask.personId,
    to: 'self',
    channel: 'sms',
    content,
    dedupKey: `progress:${ask.id}`,
  } as const
  const queued = await sendMessage(tx, wanted)
  if (!queued.ok) return cannot(tx, ask, queued.reason)
  await store.markSent(tx, ask.id, { sha: link.sha, expiresAt: endOf(addDays(tx.today, LINK_DAYS)) })
  await tx.record('progress.ask_sent', { object: ask.id, personId: ask.personId })
}

/** Who cannot be texted is called instead. */
async function cannot(tx: Write, ask: Ask, reason: string): Promise<void> {
  if (reason === 'no_address' || reason === 'wrong_number' || reason === 'template_missing')
    await takeUpToday(tx, { personId: ask.personId, channel: 'call' })
  await store.endAsk(tx, ask.id, reason)
  await tx.record('progress.ask_ended', { object: ask.id, personId: ask.personId, detail: { as: reason } })
}

type Opened = {
  /** What a link leads to while it takes an answer; null for one that is over, answered, unknown or another domain's alike. */
  readonly found: { readonly ladder: Ladder | null } | null
  /** Whether somebody gets what is written in reply to our texts. */
  readonly mayReply: boolean
}

/** Opens the page behind a link. */
export async function openAsk(tx: Read, token: string): Promise<Opened> {
  tx.require('progress.run')
  const [ask, { sender }] = [await store.askByLink(tx, shaOf(token)), await messageSetting(tx)]
  const found = ask !== null && isOpen(ask, tx.now) ? { ladder: await ladderOf(tx, ask.caseId) } : null
  return { found, mayReply: canBeAnswered(sender) }
}

export type Taken = 'taken' | 'gone' | 'nothing'

type SaidOfThemself = {
  readonly token: string
  readonly values: Values
  /** The wording that was shown, and null for ours. */
  readonly ladderId: string | null
}

/** Takes what a young person says of themself, once: readings in their own voice, on the ladder that they were shown. */
export async function takeReadings(tx: Write, { token, values, ladderId }: SaidOfThemself): Promise<Taken> {
  tx.require('progress.run')
  const found = await store.lockAsk(tx, shaOf(token))
  const of = found === null ? null : await caseOf(tx, found.personId)
  const ladder = ladderId === null ? null : ((await laddersEver(tx)).find(({ id }) => id === ladderId) ?? null)
  const onDay = tx.today
  const isShown = (ladder?.id ?? null) === ladderId
  const isWhole = isShown && readingProblems({ values, onDay }, { steps: stepsOf(ladder), today: onDay }).length === 0
  if (found === null || of === null || !isOpen(found, tx.now) || !isWhole) {
    tx.recorded = true // nothing is changed
    return found !== null && isOpen(found, tx.now) && !isWhole ? 'nothing' : 'gone'
  }
  await saveReadings(tx, of, {
    voice: 'youth',
    values,
    onDay,
    evidence: 'told',
    ladderId,
    noteId: null,
  })
  await store.markAnswered(tx, found.id)
  await tx.record('progress.answered', { object: found.id, personId: found.personId })
  return 'taken'
}
