import type { Actor, Read } from '../kernel/database.ts'
import type { Request } from '../kernel/http.ts'
import { formatInstant } from '../ui/language.ts'
import type { Frame } from '../ui/layout.ts'
import { paths } from '../ui/paths.ts'
import { rolesWith } from './roles.ts'
import { runningGlass, unreadAlerts, unreadAlertsIn } from './store.ts'

/** What the frame of every page says of the one who reads it: an access in an emergency that lasts, with the way to end it, and alerts. */
export type FrameFacts = { readonly glass: NonNullable<Frame['glass']> | null; readonly unread: number }

const BREAKERS: readonly string[] = rolesWith('glass')
const asked = new WeakMap<Request, Promise<FrameFacts>>()

/** What was asked within the page's own reading; for the pages that do not, asked now. */
export function frameFacts(c: Request, actor: Actor): Promise<FrameFacts> {
  const { token } = c.var.context
  const now = () =>
    factsFrom(c, mayBreak(actor) ? c.var.db.read({ token }, runningGlass) : null, unreadAlerts(c.var.db, token))
  return asked.get(c) ?? now()
}

/**
 * Asks in a transaction that reads the page anyway, and of nobody else: what waits for a second connection while it holds one can wait for good,
 * when as many do so as there are connections.
 */
export function askWithin(c: Request, tx: Read): Promise<FrameFacts> {
  const unread = unreadAlertsIn(tx, c.var.context.token)
  const facts = factsFrom(c, mayBreak(tx.actor) ? runningGlass(tx) : null, unread)
  asked.set(c, facts)
  return facts
}

const mayBreak = ({ role }: Actor) => BREAKERS.includes(role)

async function factsFrom(
  c: Request,
  running: ReturnType<typeof runningGlass> | null,
  alerts: Promise<number>,
): Promise<FrameFacts> {
  const [found, unread] = await Promise.all([running, alerts])
  if (found === null) return { glass: null, unread }
  const { personId, assignmentId, until } = found
  const glass = {
    until: formatInstant(until, c.var.language),
    person: paths.person(personId),
    end: paths.glassEnd(assignmentId),
  }
  return { glass, unread }
}
