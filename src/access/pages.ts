import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Actor } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Request } from '../kernel/http.ts'
import { type Flash, type FrameActor, page } from '../ui/layout.ts'
import { paths } from '../ui/paths.ts'
import type { PlaceKey } from '../ui/places.ts'
import { frameFacts } from './frame-facts.ts'
import { roleWord } from './role-words.ts'
import { nameOf } from './sign-in/cookies.ts'
import { cameFrom } from './sign-in/parking.ts'

/** What each role uses most, first in its rail. */
const FIRST: Readonly<Record<string, readonly PlaceKey[]>> = {
  kaa_coordinator: ['today', 'register', 'cases', 'outreach', 'tasks', 'referrals', 'changes', 'duplicates', 'imports'],
  administrator: ['today', 'staff', 'imports', 'admin', 'contacts', 'tasks'],
  team_lead: ['today', 'cases', 'outreach', 'tasks', 'referrals', 'glassReviews', 'approvals'],
  student_health_head: ['today', 'glass', 'glassReviews', 'approvals'],
  data_protection_officer: ['today', 'log', 'review', 'extract', 'approvals'],
}

/** After that, whatever else one may open: a page that one may use is never reached by its address alone. */
const ALSO: readonly (readonly [PlaceKey, ...permissions: string[]])[] = [
  ['cases', 'support.read'],
  ['outreach', 'outreach.read'],
  ['referrals', 'referrals.triage'],
  ['notices', 'notices.read'],
  ['moves', 'moves.work'],
  ['tasks', 'tasks.read'],
  ['placements', 'employers.read'],
  ['progress', 'progress.see_figures'],
  ['transitions', 'transitions.see'],
  ['groups', 'support.read'],
  ['forms', 'forms.build'],
  ['glass', 'sight.break_glass'],
  ['shares', 'sharing.visit'],
  ['approvals', 'access.answer_approval', 'access.ask_approval'],
  ['glassReviews', 'sight.review'],
  ['referralsSent', 'referrals.send'],
  ['blocks', 'sight.block'],
  ['retention', 'privacy.see_retention'],
]

export function placesOf({ role, permissions }: Pick<Actor, 'role' | 'permissions'>): readonly PlaceKey[] {
  const also = ALSO.filter(([, ...any]) => any.some((permission) => permissions.has(permission))).map(([key]) => key)
  return [...new Set([...(FIRST[role] ?? ['today' as const]), ...also])]
}

export type PageOptions = {
  readonly title: string
  readonly current?: PlaceKey | null
  readonly hasErrors?: boolean
  readonly refresh?: number
  readonly roomy?: boolean
  /** It has something on it that is shown once: no button leads away from it and back. */
  readonly once?: boolean
  readonly status?: 200 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500
}

/** Answers a request with a page in the frame of the one who asked; null for those who have not signed in. */
export async function showPage(
  c: Request,
  actor: Actor | null,
  options: PageOptions & { content: Content },
): Promise<Response> {
  const { language } = c.var
  const { title, current = null, hasErrors, refresh, roomy, once = false, status = 200 } = options
  const { glass, unread } = actor === null ? { glass: null, unread: 0 } : await frameFacts(c, actor)
  const markup = await page(
    {
      title,
      language,
      actor: actor && { ...frameActor(actor, language), unread },
      current,
      path: once ? null : pathOf(c),
      demo: c.var.demo,
      flash: takeFlash(c),
      glass,
      ...(hasErrors === undefined ? {} : { hasErrors }),
      ...(refresh === undefined ? {} : { refresh }),
      ...(roomy === undefined ? {} : { roomy }),
    },
    options.content,
  )
  // Bytes, written out once: the server sends them as they are, where it would measure text first and make a stream of markup.
  return c.body(Buffer.from(markup.toString()), status, { 'content-type': 'text/html; charset=UTF-8' })
}

/** Where a change of language leads back to. A post cannot be come back to: then it is the page it was sent from. */
function pathOf(c: Request): string {
  const { pathname, search } = new URL(c.req.url)
  return (c.req.method === 'GET' ? null : cameFrom(c)) ?? pathname + search
}

function frameActor(actor: Actor, language: 'sv' | 'en'): FrameActor {
  return {
    name: actor.displayName,
    role: actor.title ?? roleWord(actor.role, language),
    domain: actor.domainName,
    face: { seed: actor.displayName },
    places: placesOf(actor),
    search: searchOf(actor),
  }
}

/** Where the frame's search goes: through the register, or through those whom one works with. */
function searchOf({ permissions }: Actor): string | null {
  if (permissions.has('register.read')) return paths.registerSearch()
  return permissions.has('people.read') ? paths.reachedSearches() : null
}

const FLASH = { plain: 'sedd_flash', bound: '__Host-sedd-flash' } as const
const FlashSchema = z.object({
  tone: z.enum(['done', 'note', 'problem']),
  text: z.string(),
  saved: z.string().optional(),
})

/** After a post: sends the browser on to a page, which says once what was done. The text holds no personal data. */
export function goTo(c: Request, path: string, flash?: Flash): Response {
  if (flash) setCookie(c, nameOf(c, FLASH), JSON.stringify(flash), { ...flashShape(c), maxAge: 30 })
  return c.redirect(path, 303)
}

const flashShape = (c: Request) => ({ httpOnly: true, secure: c.var.secure, sameSite: 'Lax', path: '/' }) as const

function takeFlash(c: Request): Flash | null {
  const kept = getCookie(c, nameOf(c, FLASH))
  if (kept === undefined) return null
  setCookie(c, nameOf(c, FLASH), '', { ...flashShape(c), maxAge: 0 })
  try {
    const { tone, text, saved } = FlashSchema.parse(JSON.parse(kept))
    return { tone, text, ...(saved === undefined ? {} : { saved }) }
  } catch {
    return null
  }
}
