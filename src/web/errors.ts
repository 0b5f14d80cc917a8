import { HTTPException } from 'hono/http-exception'
import { showPage } from '../access/pages.ts'
import { TEXT } from '../access/text.ts'
import { SessionEnded, StrongerSignInNeeded } from '../kernel/database.ts'
import { type RefusalKind, Refused } from '../kernel/errors.ts'
import { html } from '../kernel/html.ts'
import type { Request } from '../kernel/http.ts'
import { log } from '../kernel/log.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'

type Kind = RefusalKind | 'too_large' | 'failed'

const STATUS = { invalid: 422, forbidden: 403, not_found: 404, conflict: 409, too_large: 413, failed: 500 } as const

/** Where those are led who must sign in again, or show anew who they are. */
export type Doorways = {
  readonly ended: () => Response | Promise<Response>
  readonly stronger: () => Response | Promise<Response>
}

/** What a person sees when something was refused or went wrong. The log has the reference and the kind, nothing of the person. */
export async function answerError(c: Request, error: unknown, { ended, stronger }: Doorways): Promise<Response> {
  if (error instanceof SessionEnded) return ended()
  if (error instanceof StrongerSignInNeeded) return stronger()
  if (error instanceof Refused) return errorPage(c, error.kind)
  if (error instanceof HTTPException) {
    return errorPage(c, error.status === 413 ? 'too_large' : error.status === 403 ? 'forbidden' : 'invalid')
  }
  log('error', 'request.failed', {
    reference: c.var.requestId,
    method: c.req.method,
    name: nameOf(error),
    where: whereOf(error),
  })
  return errorPage(c, 'failed')
}

export async function errorPage(c: Request, kind: Kind): Promise<Response> {
  const actor = await actorOf(c)
  if (actor && (kind === 'forbidden' || kind === 'not_found')) noteRefused(c, kind, actor.accountId)
  const say = words(TEXT, c.var.language)
  const title = say(`error.${kind}.title`)
  const content = html`<h1>${title}</h1><p>${say(`error.${kind}`, { reference: c.var.requestId })}</p>
<p><a href="${paths.start()}">${say('error.back')}</a></p>`
  return showPage(c, actor, { title, status: STATUS[kind], content })
}

/** One who goes on asking for what is not theirs shows in the log: by account and by the pattern of the address, never the address itself. */
function noteRefused(c: Request, kind: Kind, account: string): void {
  log('warn', 'request.refused', {
    reference: c.var.requestId,
    kind,
    method: c.req.method,
    route: c.req.routePath,
    account,
  })
}

/** The frame of the one who asked, when there still is a session to ask with. */
async function actorOf(c: Request) {
  if (!c.var.context) return null
  try {
    return await c.var.db.read(c.var.context, async (tx) => tx.actor)
  } catch {
    return null
  }
}

/** PostgreSQL's messages can quote values, so only its code is logged. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

/** The frames within our own source: where to look, without the message. */
function whereOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return [...stack.matchAll(/src\/[\w/.-]+:\d+/g)].slice(0, 5).map(String).join(' ')
}
