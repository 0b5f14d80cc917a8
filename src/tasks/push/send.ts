import { machineContext } from '../../access/store.ts'
import type { Database } from '../../kernel/database.ts'
import { addDays, type Instant } from '../../kernel/date.ts'
import { log } from '../../kernel/log.ts'
import type { Holidays } from '../../organisations/calendar.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { LOOK_AHEAD_DAYS } from '../../outreach/messages/sending-rules.ts'
import { assetUrl } from '../../ui/assets.ts'
import { type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { notePushes } from './actions.ts'
import type { DuePush, PushHours, SendPush, Told, Turn } from './model.ts'
import { queuePushAt } from './queue.ts'
import { DEFAULT_HOURS, pushAt, secondsLeft } from './rules.ts'
import { duePushes } from './store.ts'
import { PUSH_TEXT } from './text.ts'

export type Pushing = {
  readonly db: Database
  /** Null where the installation sends none. */
  readonly push: SendPush | null
}

/** All that is ever sent: how many alerts are unread, and where they stand. */
export function contentOf(unread: number, language: Language): string {
  const body = words(PUSH_TEXT, language)('push.body', { n: unread })
  return JSON.stringify({ title: 'Sedd', body, lang: language, open: paths.ownAlerts(), icon: assetUrl('icon.svg') })
}

/**
 * Has somebody's browsers tell what is new, each in its turn. What was answered is committed before a failure is thrown, so that trying
 * again reaches those that were not reached and no others.
 */
export async function sendPushes(
  { db, push }: Pushing,
  { domainId, accountId }: { readonly domainId: string; readonly accountId: string },
): Promise<void> {
  if (push === null) return
  const machine = await machineContext(db, domainId, 'push')
  const { due, holidays, now } = await db.read(machine, async (tx) => ({
    due: await duePushes(tx, accountId),
    holidays: await holidaysBetween(tx, tx.today, addDays(tx.today, LOOK_AHEAD_DAYS)),
    now: tx.now,
  }))
  if (due.length === 0) return
  const turns = await Promise.all(due.map((each) => turnOf(each, { push, now, holidays })))
  const later = new Set(turns.flatMap((turn) => ('at' in turn ? [turn.at] : [])))
  const told = turns.flatMap((turn) => ('at' in turn ? [] : [turn]))
  await db.technical(machine, async (tx) => {
    for (const at of later) await queuePushAt(tx, accountId, at)
  })
  if (told.length > 0) await db.write(machine, (tx) => notePushes(tx, accountId, told))
  const failed = told.filter(({ outcome }) => outcome !== 'taken')
  if (failed.length > 0) log('warn', 'push.not_taken', countsOf(failed))
  if (failed.some(({ outcome }) => outcome === 'later')) throw new PushNotTaken()
}

/** A push service did not answer, or asked to be asked again: the job is tried later. */
class PushNotTaken extends Error {
  override readonly name = 'PushNotTaken'
}

type At = { readonly push: SendPush; readonly now: Instant; readonly holidays: Holidays }

async function turnOf(due: DuePush, { push, now, holidays }: At): Promise<Turn> {
  const { id, endpoint, p256dh, auth, unread, newest, language, toldAt } = due
  const hours = hoursOf(due)
  const at = pushAt(now, { toldAt, hours, holidays })
  if (at !== now) return { at }
  const content = contentOf(unread, language)
  return { id, newest, outcome: await push({ endpoint, p256dh, auth, content, seconds: secondsLeft(now, hours) }) }
}

function hoursOf({ opens, closes, days }: DuePush): PushHours {
  return opens === null || closes === null || days === null ? DEFAULT_HOURS : { opens, closes, days }
}

/** How many there were of each outcome: an address at a push service stands in no log. */
function countsOf(told: readonly Told[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { outcome } of told) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
