import { machineContext } from '../access/store.ts'
import type { Database } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { html } from '../kernel/html.ts'
import { log } from '../kernel/log.ts'
import { holidaysBetween } from '../organisations/calendar-store.ts'
import { type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { CALENDAR_TEXT } from './calendar-text.ts'
import { tasksToday } from './card.ts'
import { returnDigest, takeDigest } from './feed-actions.ts'
import { digestsWanted } from './feed-store.ts'
import { digestIsDue } from './rules.ts'
import { sharedWork } from './shared-store.ts'

/** The daily letter: how much there is to do, and never about whom. */

export type Letter = { readonly to: string; readonly subject: string; readonly text: string; readonly html: string }
export type Mailing = {
  readonly db: Database
  /** Null where the installation sends no e-mail. */
  readonly send: ((letter: Letter) => Promise<void>) | null
  readonly publicUrl: string | null
}

export type Counts = { readonly late: number; readonly today: number; readonly shared: number }

/** The words of a letter; null when there is nothing to do. */
export function letterOf(
  counts: Counts,
  { language, publicUrl }: { readonly language: Language; readonly publicUrl: string | null },
): Omit<Letter, 'to'> | null {
  const { late, today, shared } = counts
  if (late + today + shared === 0) return null
  const say = words(CALENDAR_TEXT, language)
  const lines = [
    ...(late > 0 ? [say('letter.late', { n: late })] : []),
    ...(today > 0 ? [say('letter.today', { n: today })] : []),
    ...(shared > 0 ? [say('letter.shared', { n: shared })] : []),
  ]
  const [open, stop] = [paths.tasks(), paths.ownReminders()].map((path) => `${publicUrl ?? ''}${path}`)
  const text = [
    say('letter.hello'),
    '',
    ...lines,
    '',
    `${say('letter.open')}: ${open}`,
    '',
    `${say('letter.stop')} ${stop}`,
    '',
  ].join('\n')
  const page = html`<!doctype html><html lang="${language}"><body><p>${say('letter.hello')}</p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul><p><a href="${open ?? ''}">${say('letter.open')}</a></p><p>${say('letter.stop')} <a href="${stop ?? ''}">${stop}</a></p></body></html>`
  return { subject: say('letter.subject', { late, today }), text, html: page.toString() }
}

export type Due = {
  readonly domainId: string
  readonly accountId: string
  readonly on: PlainDate
  readonly hour: number
}

/**
 * Sends the day's letter of one, once. It is taken in a transaction of its own, so that a crash sends none twice, and given back when
 * the mail server did not take it. What is counted stands behind the walls of the one it goes to.
 */
export async function sendDigest({ db, send, publicUrl }: Mailing, due: Due): Promise<void> {
  const { domainId, accountId, on, hour } = due
  if (send === null || on !== db.clock.today()) return
  const machine = await machineContext(db, domainId, 'digest')
  const isDue = await db.read(machine, async (tx) => {
    const wanted = (await digestsWanted(tx)).find((each) => each.accountId === accountId)
    const holidays = await holidaysBetween(tx, on, on)
    return wanted?.hour === hour && digestIsDue(hour, tx.now, { on, holidays })
  })
  const taken = isDue ? await db.write(machine, (tx) => takeDigest(tx, { accountId, on })) : null
  if (taken === null) return
  try {
    const counts = await db.read({ token: taken.token }, async (tx) => {
      // Those who are unclear wait for no day, and are many.
      const waiting = (await sharedWork(tx)).filter(({ source }) => source !== 'unclear')
      const shared = waiting.reduce((sum, { count }) => sum + count, 0)
      return { ...(await tasksToday(tx)), shared }
    })
    const letter = letterOf(counts, { language: taken.language, publicUrl })
    if (letter !== null) await send({ to: taken.email, ...letter })
  } catch (error) {
    log('warn', 'digest.not_sent', { reason: error instanceof Error ? error.name : 'unknown' })
    await db.write(machine, (tx) => returnDigest(tx, { accountId, on }))
    throw error
  }
}
