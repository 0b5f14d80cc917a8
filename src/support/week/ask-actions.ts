import type { Context, Database, Read, Write } from '../../kernel/database.ts'
import { addDays, endOf, type Instant, type PlainDate, ZONE } from '../../kernel/date.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { newLink, shaOf } from '../../outreach/checkins/link.ts'
import type { Answer, Gateway } from '../../outreach/messages/gateway.ts'
import { canTakeText, isSendable, nextSendable, retryAt } from '../../outreach/messages/sending-rules.ts'
import { holidaysAhead, messageSetting } from '../../outreach/messages/setting-store.ts'
import type { Attendance, Half, Mark } from './model.ts'
import * as questions from './question-store.ts'
import {
  daysOfWeek,
  dueSpan,
  givesWay,
  isOpen,
  LINK_DAYS,
  mondayOf,
  placementDays,
  placementHalves,
  plannedOn,
} from './rules.ts'
import { attendanceOf, plansOf, setMark } from './store.ts'

const BATCH = 100
/** One that has been handing for so long was left by a process that died. */
const STUCK_MS = 4 * 60_000
const WALL = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export type Asker = {
  readonly gateway: Gateway | undefined
  /** The address of the page that is answered. */
  readonly linkTo: (domainId: string, token: string) => string
  /** What the text says. It names nobody. */
  readonly wording: (of: { readonly office: string; readonly link: string }) => string
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
  const told: questions.Settled[] = []
  for (const { id, attempts, outgoing } of taken)
    told.push(toldBy(id, await gateway.send(outgoing), { attempts, now: db.clock.now() }))
  if (told.length > 0) await db.write(context, (tx) => settleAll(tx, told))
  return taken.length > 0
}

async function queueDue(tx: Write): Promise<void> {
  tx.require('week.run')
  const asked = await questions.askedToday(tx)
  const monday = mondayOf(tx.today)
  const holidays = await holidaysBetween(tx, monday, addDays(monday, 6))
  const time = WALL.format(new Date(tx.now))
  const due = asked.flatMap((asking) => {
    const span = dueSpan(asking, { today: tx.today, time, holidays })
    return span === null ? [] : [{ ...asking, ...span }]
  })
  if (due.length === 0) {
    tx.recorded = true // nothing was due, and nothing is changed
    return
  }
  const [setting, ahead] = [await messageSetting(tx), await holidaysAhead(tx)]
  const dueAt = nextSendable(tx.now, setting, ahead)
  const expiresAt = endOf(addDays(tx.today, LINK_DAYS))
  for (const { placementId, personId, supervisorId, fromOn, lastOn } of due) {
    const id = await questions.insertQuestion(tx, {
      placementId,
      personId,
      supervisorId,
      fromOn,
      lastOn,
      dueAt,
      expiresAt,
    })
    await tx.record('week.question_queued', { object: id, personId })
  }
}

type Outgoing = Parameters<Gateway['send']>[0]
type Taken = { readonly id: string; readonly attempts: number; readonly outgoing: Outgoing }

async function takeBatch(tx: Write, { linkTo, wording }: Asker): Promise<readonly Taken[]> {
  tx.require('week.run')
  const [setting, holidays] = [await messageSetting(tx), await holidaysAhead(tx)]
  const due = isSendable(tx.now, setting, holidays) ? await questions.takeDue(tx, BATCH) : []
  if (due.length === 0) {
    tx.recorded = true // nothing was due, and nothing is changed
    return []
  }
  const taken: Taken[] = []
  for (const { id, personId, attempts, stands, phone } of due) {
    if (!stands || phone === null || !canTakeText(phone)) {
      await questions.settle(tx, { id, state: 'withdrawn', dueAt: null })
      await tx.record('week.question_withdrawn', { object: id, personId })
      continue
    }
    const link = newLink()
    await questions.setHanding(tx, id, link.sha)
    await tx.record('week.asked', { object: id, personId })
    const text = wording({ office: setting.office, link: linkTo(tx.actor.domainId, link.token) })
    const outgoing = { id, domain: tx.actor.domainCode, to: phone, sender: setting.sender, subject: null, text }
    taken.push({ id, attempts: attempts + 1, outgoing })
  }
  return taken
}

/** `unknown` stays as it is until `recover` asks after it. */
function toldBy(
  id: string,
  answer: Answer,
  { attempts, now }: { readonly attempts: number; readonly now: Instant },
): questions.Settled {
  if (answer.kind === 'taken') return { id, state: 'handed', dueAt: null }
  if (answer.kind === 'unknown') return { id, state: 'handing', dueAt: null }
  const again = answer.kind === 'later' ? retryAt(now, attempts) : null
  return again === null ? { id, state: 'failed', dueAt: null } : { id, state: 'queued', dueAt: again }
}

async function settleAll(tx: Write, told: readonly questions.Settled[]): Promise<void> {
  tx.require('week.run')
  for (const each of told) await questions.settle(tx, each)
  const of = (state: string) => told.filter((each) => each.state === state).length
  await tx.record('week.questions_sent', {
    detail: { handed: of('handed'), failed: of('failed'), again: of('queued') },
  })
}

/** What nobody can tell the fate of is not sent a second time. */
async function recover(db: Database, context: Context, gateway: Gateway): Promise<void> {
  const before = new Date(Date.parse(db.clock.now()) - STUCK_MS).toISOString() as Instant
  const stuck = await db.read(context, (tx) => questions.stuckBefore(tx, before, BATCH))
  const told: questions.Settled[] = []
  for (const id of stuck) {
    const { kind } = await gateway.whatBecameOf(id)
    if (kind === 'taken') told.push({ id, state: 'handed', dueAt: null })
    else if (kind === 'never') told.push({ id, state: 'queued', dueAt: db.clock.now() })
    else told.push({ id, state: 'uncertain', dueAt: null })
  }
  if (told.length > 0) await db.write(context, (tx) => settleAll(tx, told))
}

export type OpenQuestion = {
  readonly givenName: string | null
  /** `isKept`: a colleague or the school has said how it was, and that stands. */
  readonly days: readonly { readonly on: PlainDate; readonly mark: Mark | null; readonly isKept: boolean }[]
}

/** What a link leads to while it takes answers; null for one that is over, unknown or another domain's alike. */
export async function openQuestion(tx: Read, token: string): Promise<OpenQuestion | null> {
  tx.require('week.run')
  const found = await questions.questionByLink(tx, shaOf(token))
  return found === null || !isOpen(found, tx.now) ? null : shownOf(tx, found)
}

async function daysAsked(tx: Read, { placementId, fromOn, lastOn }: questions.Asked) {
  const asking = await questions.askingOf(tx, placementId)
  if (asking === null) return { asking, days: [] }
  const holidays = await holidaysBetween(tx, fromOn, lastOn)
  const span = daysOfWeek(mondayOf(fromOn)).filter((on) => on >= fromOn && on <= lastOn)
  return { asking, days: placementDays(asking, span, holidays) }
}

async function shownOf(tx: Read, found: questions.Asked): Promise<OpenQuestion> {
  const { asking, days } = await daysAsked(tx, found)
  const said = await attendanceOf(tx, found.personId, { from: found.fromOn, to: found.lastOn })
  const holding = (await plansOf(tx, found.personId)).filter(({ knownUntil }) => knownUntil === null)
  const dayOf = (on: PlainDate) => {
    const own = said.filter((each) => each.onDay === on && each.what === 'placement')
    const halves = asking === null ? [] : placementHalves(asking, plannedOn(holding, on))
    const isKept = halves.every((half) => own.some((each) => each.half === half && !givesWay(each)))
    return { on, mark: own.find(({ source }) => source === 'supervisor')?.mark ?? null, isKept }
  }
  return { givenName: found.givenName, days: days.map(dayOf) }
}

type Pressed = { readonly token: string; readonly on: PlainDate; readonly mark: Mark }

/** Takes what a supervisor says of a day: the same again changes nothing. Answers with all that now stands; null when the link is over. */
export async function takeAnswer(tx: Write, { token, on, mark }: Pressed): Promise<OpenQuestion | null> {
  tx.require('week.run')
  const found = await questions.lockQuestion(tx, shaOf(token))
  const isGood = found !== null && isOpen(found, tx.now)
  const { asking, days } = isGood ? await daysAsked(tx, found) : { asking: null, days: [] }
  if (!isGood || asking === null || !days.includes(on)) {
    tx.recorded = true // nothing is changed
    return null
  }
  const holding = (await plansOf(tx, found.personId)).filter(({ knownUntil }) => knownUntil === null)
  const before = await attendanceOf(tx, found.personId, { from: on, to: on })
  const halves = placementHalves(asking, plannedOn(holding, on)).filter((half) => isNew(before, half, mark))
  for (const half of halves)
    await setMark(tx, {
      ...{ personId: found.personId, onDay: on, half, what: 'placement', mark, source: 'supervisor' },
      ...{ placementId: found.placementId, questionId: found.id },
    })
  await questions.setAnswered(tx, found.id)
  await tx.record('week.answered', {
    object: found.id,
    personId: found.personId,
    detail: { on, halves: halves.length },
  })
  return shownOf(tx, found)
}

function isNew(before: readonly Attendance[], half: Half, mark: Mark): boolean {
  const now = before.find((each) => each.half === half) ?? null
  return givesWay(now) && now?.mark !== mark
}
