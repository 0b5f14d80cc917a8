import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { counted, refused } from '../access/sign-in/attempts.ts'
import { askingFrom, type Doors } from '../access/sign-in/doors.ts'
import { take } from '../access/sign-in/limit-store.ts'
import type { Context, Read } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import type { Env, Request } from '../kernel/http.ts'
import { paths } from '../ui/paths.ts'
import { openFeed } from './feed-store.ts'
import { calendarText } from './ical.ts'
import { ownReminders } from './own-store.ts'
import { slotsOf } from './slots.ts'
import { taskSlots } from './source-sql.ts'

/** A calendar that other programs read, by its secret address alone. */
export function calendarFeedRoutes(doors: Doors): Hono<Env> {
  return new Hono<Env>().get(paths.calendarFeed(':secret'), (c) => showFeed(c, doors))
}

/** A program that asks oftener than once a minute is asked to wait. */
const LIMIT = { most: 60, seconds: 3600 } as const
const [BACK, AHEAD, MOST] = [14, 90, 1000] as const

async function showFeed(c: Request, doors: Doors): Promise<Response> {
  const secret = /^([0-9a-f]{64})(?:\.ics)?$/.exec(c.req.param('secret') ?? '')?.[1]
  const seconds = secret === undefined ? null : await take(doors.db, `feed|${hash(secret)}`, LIMIT)
  if (seconds !== null) return wait(c, seconds)
  // Who tries addresses is stopped; who has one is not counted for it.
  const found = await counted<Context>(doors.db, { by: 'address', of: askingFrom(c, doors) }, async () => {
    const context = secret === undefined ? null : await openFeed(doors.db, secret)
    return context === null ? refused('no_feed') : ({ kind: 'done', value: context } as const)
  })
  if (found.kind === 'wait') return wait(c, found.seconds)
  if (found.kind === 'refused') throw new Refused('not_found', 'feed')
  const text = await c.var.db.read(found.value, feedOf)
  const tag = `"${hash(text)}"`
  const headers = { etag: tag, 'cache-control': 'private, no-cache', 'cross-origin-resource-policy': 'same-origin' }
  if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
  return c.body(text, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' })
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

const wait = (c: Request, seconds: number) => c.text('', 429, { 'retry-after': String(Math.max(1, seconds)) })

/** What the one whose calendar it is has to do, as days, times and counts. */
async function feedOf(tx: Read): Promise<string> {
  const { accountId: account, domainId, language } = tx.actor
  const until = addDays(tx.today, AHEAD)
  const [tasks, own] = await Promise.all([taskSlots(tx, { account, until, limit: MOST }), ownReminders(tx, until)])
  const dated = [...tasks, ...own.map(({ onDay, atTime }) => ({ source: 'own' as const, onDay, atTime }))]
  const slots = slotsOf(dated.filter(({ onDay }) => onDay >= addDays(tx.today, -BACK)))
  return calendarText({ slots, language, today: tx.today, of: `${domainId} ${account}` })
}
