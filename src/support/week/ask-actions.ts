import type { Context, Database, Read, Write } from '../../kernel/database.ts'
import { addDays, endOf, type Instant, ZONE } from '../../kernel/date.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { newLink } from '../../outreach/checkins/link.ts'
import type { Answer, Gateway } from '../../outreach/messages/gateway.ts'
import { canTakeText, isSendable, nextSendable, retryAt } from '../../outreach/messages/sending-rules.ts'
import { holidaysAhead, messageSetting } from '../../outreach/messages/setting-store.ts'
import type { PlacementKind } from '../placements/model.ts'
import { termsOn } from '../placements/rules.ts'
import type { Asking, DaySpan } from './model.ts'
import * as questions from './question-store.ts'
import { dueSpans, LINK_DAYS, mondayOf } from './rules.ts'

/** How many are handed over in one go, and how many at the same time. */
const BATCH = 100
const AT_ONCE = 10
/** After this long nothing more of a batch is begun: what is left goes back to the queue. */
const BATCH_MS = 60_000
/** One that has been handing for so long was left by a process that died. Longer than a batch and its last call take. */
const STUCK_MS = 4 * 60_000
const WALL = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export type Asker = {
  readonly gateway: Gateway | undefined
  /** The address of the page that is answered. */
  readonly linkTo: (domainId: string, token: string) => string
  /** What the text says. It names nobody; `kind` is what all of those it asks about are at, null where they differ. */
  readonly wording: (of: {
    readonly office: string
    readonly link: string
    readonly kind: PlacementKind | null
  }) => string
}

/**
 * One round in a domain: asks the supervisors whose day it is, and hands over what is due. In three transactions, as every text: taken and decided
 * anew, which is committed; the gateway is called; what it answered is saved. True when there was anything.
 */
export async function askRound(db: Database, context: Context, asker: Asker): Promise<boolean> {
  if (asker.gateway === undefined) return false
  const { gateway } = asker
  await recover(db, context, gateway)
  await db.write(context, queueDue)
  const taken = await db.write(context, (tx) => takeBatch(tx, asker))
  const told = await callAll(db, gateway, taken)
  if (told.length > 0) await db.write(context, (tx) => settleAll(tx, told))
  return taken.length > 0
}

async function queueDue(tx: Write): Promise<void> {
  tx.require('week.run')
  const due = await dueNow(tx)
  if (due.length === 0) {
    tx.recorded = true // nothing was due, and nothing is changed
    return
  }
  const [setting, ahead] = [await messageSetting(tx), await holidaysAhead(tx)]
  const dueAt = nextSendable(tx.now, setting, ahead)
  const expiresAt = endOf(addDays(tx.today, LINK_DAYS))
  for (const each of due) {
    const id = await questions.insertQuestion(tx, { ...each, dueAt, expiresAt })
    if (id === null)
      tx.recorded = true // somebody asked at the same moment, and left the event
    else await tx.record('week.question_queued', { object: id, personId: each.personId })
  }
}

type Due = Pick<Asking, 'placementId' | 'personId'> & DaySpan & { readonly supervisorId: string }

async function dueNow(tx: Read): Promise<readonly Due[]> {
  const asked = await questions.askedNow(tx)
  if (asked.length === 0) return []
  const monday = addDays(mondayOf(tx.today), -7)
  const holidays = await holidaysBetween(tx, monday, addDays(monday, 13))
  const time = WALL.format(new Date(tx.now))
  const plans = Map.groupBy(
    await questions.plansAt(
      tx,
      asked.map(({ placementId }) => placementId),
    ),
    ({ placementId }) => placementId,
  )
  return asked.flatMap((asking) => {
    const { placementId, personId } = asking
    const known = { plans: plans.get(placementId) ?? [], holidays, today: tx.today, time }
    return dueSpans(asking, known).flatMap((span) => {
      const supervisorId = termsOn(asking.agreed, span.lastOn)?.supervisorId ?? null
      return supervisorId === null ? [] : [{ placementId, personId, supervisorId, ...span }]
    })
  })
}

type Outgoing = Parameters<Gateway['send']>[0]
/** One text, with all the questions it asks: the first is its own id. */
type Taken = { readonly ids: readonly string[]; readonly attempts: number; readonly outgoing: Outgoing }

async function takeBatch(tx: Write, asker: Asker): Promise<readonly Taken[]> {
  tx.require('week.run')
  const [setting, holidays] = [await messageSetting(tx), await holidaysAhead(tx)]
  const due = isSendable(tx.now, setting, holidays) ? await questions.takeDue(tx, BATCH) : []
  if (due.length === 0) {
    tx.recorded = true // nothing was due, and nothing is changed
    return []
  }
  const taken: Taken[] = []
  for (const own of Map.groupBy(due, ({ supervisorId }) => supervisorId).values()) {
    const text = await takeText(tx, asker, own)
    if (text !== null) taken.push(text)
  }
  return taken
}

/** One text to a supervisor, of all who are to be asked about now; null where nothing of it stands. */
async function takeText(
  tx: Write,
  { linkTo, wording }: Asker,
  own: readonly questions.DueQuestion[],
): Promise<Taken | null> {
  const isGood = ({ stands, phone }: questions.DueQuestion) => stands && phone !== null && canTakeText(phone)
  for (const { id, personId } of own.filter((each) => !isGood(each))) {
    await questions.settle(tx, { ids: [id], state: 'withdrawn', dueAt: null })
    await tx.record('week.question_withdrawn', { object: id, personId })
  }
  const good = own.filter(isGood)
  const [first] = good
  if (first === undefined || first.phone === null) return null
  const [setting, link, ids] = [await messageSetting(tx), newLink(), good.map(({ id }) => id)]
  await questions.setHanding(tx, ids, link.sha)
  for (const { id, personId } of good) await tx.record('week.asked', { object: id, personId })
  const kind = good.every((each) => each.kind === first.kind) ? first.kind : null
  const text = wording({ office: setting.office, link: linkTo(tx.actor.domainId, link.token), kind })
  const to = { id: first.id, domain: tx.actor.domainCode, to: first.phone, sender: setting.sender }
  const attempts = Math.max(...good.map((each) => each.attempts)) + 1
  return { ids, attempts, outgoing: { ...to, subject: null, text } }
}

/** Some at a time, and no longer than a batch may take: another process would take what is left for dead. */
async function callAll(db: Database, gateway: Gateway, taken: readonly Taken[]): Promise<readonly questions.Settled[]> {
  const until = performance.now() + BATCH_MS
  const waiting = [...taken]
  const told: questions.Settled[] = []
  const work = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const { ids, attempts, outgoing } = each
      if (performance.now() > until) told.push({ ids, state: 'queued', dueAt: db.clock.now() })
      else told.push(toldBy(ids, await gateway.send(outgoing), { attempts, now: db.clock.now() }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return told
}

/** `unknown` stays as it is until `recover` asks after it. */
function toldBy(
  ids: readonly string[],
  answer: Answer,
  { attempts, now }: { readonly attempts: number; readonly now: Instant },
): questions.Settled {
  if (answer.kind === 'taken') return { ids, state: 'handed', dueAt: null }
  if (answer.kind === 'unknown') return { ids, state: 'handing', dueAt: null }
  const again = answer.kind === 'later' ? retryAt(now, attempts) : null
  return again === null ? { ids, state: 'failed', dueAt: null } : { ids, state: 'queued', dueAt: again }
}

async function settleAll(tx: Write, told: readonly questions.Settled[]): Promise<void> {
  tx.require('week.run')
  for (const each of told) await questions.settle(tx, each)
  const of = (state: string) =>
    told.filter((each) => each.state === state).reduce((sum, { ids }) => sum + ids.length, 0)
  await tx.record('week.questions_sent', {
    detail: { handed: of('handed'), failed: of('failed'), again: of('queued') },
  })
}

/** What nobody can tell the fate of is not sent a second time. */
async function recover(db: Database, context: Context, gateway: Gateway): Promise<void> {
  const before = new Date(Date.parse(db.clock.now()) - STUCK_MS).toISOString() as Instant
  const stuck = await db.read(context, (tx) => questions.stuckBefore(tx, before, BATCH))
  const told: questions.Settled[] = []
  for (const ids of stuck) {
    const { kind } = await gateway.whatBecameOf(ids[0] ?? '')
    if (kind === 'taken') told.push({ ids, state: 'handed', dueAt: null })
    else if (kind === 'never') told.push({ ids, state: 'queued', dueAt: db.clock.now() })
    else told.push({ ids, state: 'uncertain', dueAt: null })
  }
  if (told.length > 0) await db.write(context, (tx) => settleAll(tx, told))
}
