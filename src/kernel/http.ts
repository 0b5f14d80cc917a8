import type { Context as HonoContext } from 'hono'
import { z } from 'zod'
import type { Context, Database, Write } from './database.ts'
import { Refused } from './errors.ts'
import { sql } from './sql.ts'

/** What every request carries: the web surface's database, and the session's context once someone has signed in. */
export type Env = {
  Variables: {
    db: Database
    context: Context
    language: 'sv' | 'en'
    requestId: string
    /** The site is reached over https: then every cookie is bound to it. */
    secure: boolean
    /** Demonstration accounts exist: the frame says that every person is made up. */
    demo: boolean
  }
}

export type Request = HonoContext<Env>

/** What a form's sender typed, as text; a field that is missing is ''. Lists keep every value. */
export type Submitted = {
  readonly text: (name: string) => string
  readonly list: (name: string) => readonly string[]
  readonly token: string | null
  readonly values: Readonly<Record<string, string>>
}

export async function submitted(c: Request): Promise<Submitted> {
  const body = await c.req.parseBody({ all: true })
  const list = (name: string) => {
    const value = body[name]
    const all = Array.isArray(value) ? value : value === undefined ? [] : [value]
    return all.filter((each) => typeof each === 'string')
  }
  const text = (name: string) => (list(name)[0] ?? '').trim()
  const token = z.uuid().safeParse(text('token'))
  const values = Object.fromEntries(Object.keys(body).map((name) => [name, text(name)]))
  return { text, list, token: token.success ? token.data : null, values }
}

/** An id out of an address or a form. Anything else is as absent as an id that is not there. */
export function idOf(text: string | undefined): string {
  if (text === undefined || !UUID.test(text)) throw new Refused('not_found', 'id')
  return text
}

/**
 * Whether a link or a script of another site led here, as the browser says it: not one's own page, nor an address typed or kept.
 * What does something although it is only asked for is not done then; the page where it is pressed for is shown.
 */
export function isLedFromElsewhere(c: Request): boolean {
  const from = c.req.header('sec-fetch-site')
  return from === 'cross-site' || from === 'same-site'
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Either what the work gave, or why it was refused: for a form that shows its errors where they belong. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused }

/** Runs a write for a form. What the person can mend comes back as a value; everything else goes on being thrown. */
export async function attempt<T>(
  c: Request,
  work: (tx: Write) => Promise<T>,
  db: Database = c.var.db,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await db.write(c.var.context, work) }
  } catch (error) {
    if (error instanceof Refused && (error.kind === 'invalid' || error.kind === 'conflict'))
      return { ok: false, refused: error }
    throw error
  }
}

/** True the first time a form's token is seen, false when the same form comes again: then nothing more is to be done. */
export async function firstTime(tx: Write, token: string | null): Promise<boolean> {
  if (token === null) return true
  const made = await tx.run(sql`
    insert into form_submission (domain_id, token, account_id, submitted_at)
    values (${tx.actor.domainId}, ${token}, ${tx.actor.accountId}, ${tx.now})
    on conflict do nothing`)
  if (made === 0) tx.recorded = true // the first sending left the event
  return made === 1
}
