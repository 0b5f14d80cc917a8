import type { Write } from '../kernel/database.ts'
import { addDays, instantOf, type PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { isWorkday } from '../organisations/calendar.ts'
import { holidaysBetween } from '../organisations/calendar-store.ts'
import { queueDigest, wallHour } from './digest-queue.ts'
import * as store from './feed-store.ts'
import { DIGEST_HOURS } from './rules.ts'

/** Makes the address of one's calendar, and takes the one before away. Answers with its secret, which is shown once. */
export async function makeFeed(tx: Write): Promise<string> {
  tx.require('tasks.read')
  const secret = await store.insertFeed(tx)
  if (secret === null) throw new Refused('conflict', 'feed_not_made')
  await tx.record('tasks.feed_made')
  return secret
}

export async function endFeed(tx: Write): Promise<void> {
  tx.require('tasks.read')
  await store.endFeed(tx)
  await tx.record('tasks.feed_ended')
}

/** When the daily letter comes; null for none. One that is ahead today is planned at once. */
export async function chooseDigest(tx: Write, hour: number | null): Promise<void> {
  tx.require('tasks.read')
  if (hour !== null && !(DIGEST_HOURS as readonly number[]).includes(hour))
    throw new Refused('invalid', 'digest', [{ field: 'hour', code: 'hour_unknown' }])
  await store.setDigest(tx, hour)
  await tx.record('tasks.digest_chosen', { detail: { hour } })
  if (hour === null || instantOf(tx.today, wallHour(hour)) <= tx.now) return
  if (isWorkday(tx.today, await holidaysBetween(tx, tx.today, tx.today)))
    await queueDigest(tx, { accountId: tx.actor.accountId, hour }, tx.today)
}

/** Plans the letters of a day: on workdays alone, each at its hour. */
export async function planDigests(tx: Write): Promise<void> {
  tx.require('tasks.send_digests')
  const holidays = await holidaysBetween(tx, tx.today, addDays(tx.today, 1))
  const wanted = isWorkday(tx.today, holidays) ? await store.digestsWanted(tx) : []
  for (const each of wanted) await queueDigest(tx, each, tx.today)
  await tx.record('tasks.digests_planned', { detail: { letters: wanted.length } })
}

type OfDay = { readonly accountId: string; readonly on: PlainDate }

/** Takes the day's letter of one, to be sent now; null when there is none to send. */
export async function takeDigest(tx: Write, { accountId, on }: OfDay): Promise<store.OpenedDigest | null> {
  tx.require('tasks.send_digests')
  const taken = await store.takeDigest(tx, accountId, on)
  await tx.record('tasks.digest_taken', { object: accountId })
  return taken
}

/** It could not be sent: it is there to be taken again. */
export async function returnDigest(tx: Write, { accountId, on }: OfDay): Promise<void> {
  tx.require('tasks.send_digests')
  await store.returnDigest(tx, accountId, on)
  await tx.record('tasks.digest_returned', { object: accountId })
}
