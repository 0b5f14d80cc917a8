import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Actor } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Request } from '../kernel/http.ts'
import { words } from '../ui/language.ts'
import { type Flash, type FrameActor, page } from '../ui/layout.ts'
import type { PlaceKey } from '../ui/places.ts'
import { permissionsOf } from './roles.ts'
import { TEXT } from './text.ts'

/** The places of each role's rail: four or five, the most used first. */
const PLACES: Readonly<Record<string, readonly PlaceKey[]>> = {
  kaa_coordinator: ['today', 'register', 'changes', 'duplicates', 'imports'],
  administrator: ['today', 'imports', 'admin'],
}

export type PageOptions = {
  readonly title: string
  readonly current?: PlaceKey | null
  readonly hasErrors?: boolean
  readonly refresh?: number
  readonly roomy?: boolean
  readonly status?: 200 | 401 | 403 | 404 | 409 | 413 | 422 | 500
}

/** Answers a request with a page in the frame of the one who asked; null for those who have not signed in. */
export async function showPage(
  c: Request,
  actor: Actor | null,
  options: PageOptions & { content: Content },
): Promise<Response> {
  const { language } = c.var
  const url = new URL(c.req.url)
  const { title, current = null, hasErrors, refresh, roomy, status = 200 } = options
  const markup = await page(
    {
      title,
      language,
      actor: actor && frameActor(actor, language),
      current,
      path: url.pathname + url.search,
      demo: c.var.demo,
      flash: takeFlash(c),
      ...(hasErrors === undefined ? {} : { hasErrors }),
      ...(refresh === undefined ? {} : { refresh }),
      ...(roomy === undefined ? {} : { roomy }),
    },
    options.content,
  )
  // Bytes, written out once: the server sends them as they are, where it would measure text first and make a stream of markup.
  return c.body(Buffer.from(markup.toString()), status, { 'content-type': 'text/html; charset=UTF-8' })
}

function frameActor(actor: Actor, language: 'sv' | 'en'): FrameActor {
  return {
    name: actor.displayName,
    role: actor.title ?? roleWord(actor.role, language),
    domain: actor.domainName,
    face: { seed: actor.displayName },
    places: PLACES[actor.role] ?? ['today'],
    maySearch: permissionsOf(actor.role).has('register.read'),
  }
}

export function roleWord(role: string, language: 'sv' | 'en'): string {
  const key = `role.${role}`
  return key in TEXT ? words(TEXT, language)(key as keyof typeof TEXT) : role
}

const FLASH = 'sedd_flash'
const FlashSchema = z.object({
  tone: z.enum(['done', 'note', 'problem']),
  text: z.string(),
  saved: z.string().optional(),
})

/** After a post: sends the browser on to a page, which says once what was done. The text holds no personal data. */
export function goTo(c: Request, path: string, flash?: Flash): Response {
  if (flash) setCookie(c, FLASH, JSON.stringify(flash), { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 30 })
  return c.redirect(path, 303)
}

function takeFlash(c: Request): Flash | null {
  const kept = getCookie(c, FLASH)
  if (kept === undefined) return null
  setCookie(c, FLASH, '', { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 0 })
  try {
    const { tone, text, saved } = FlashSchema.parse(JSON.parse(kept))
    return { tone, text, ...(saved === undefined ? {} : { saved }) }
  } catch {
    return null
  }
}
