import type { MiddlewareHandler } from 'hono'
import type { Env } from '../kernel/http.ts'
import { paths } from '../ui/paths.ts'

type Route = { readonly method: string; readonly path: string }

/** Forms that are sent to an address which is not below the page they stand on; what lies below the address stands there too. */
const STAND_ON: readonly (readonly [form: string, page: string])[] = [
  [paths.personGuardians(':id'), paths.personContact(':id')],
  [paths.personAssignments(':id'), paths.personSight(':id')],
  [paths.personBlocks(':id'), paths.personSight(':id')],
  [paths.personLogExtract(':id'), paths.personReadings(':id')],
  [paths.staffRole(':id', ':membership'), paths.staffMember(':id')],
  [paths.importSs12000(), paths.importNew()],
  [paths.adminGround(':id'), paths.adminSecrecy()],
  [paths.ownPasskeys(), paths.ownSignIns()],
  [paths.ownSessionEnd(':id'), paths.ownSignIns()],
  [paths.ownSessionsEnd(), paths.ownSignIns()],
  [paths.ownCalendarFeed(), paths.ownReminders()],
  [paths.ownDigest(), paths.ownReminders()],
  [paths.ownPush(), paths.ownReminders()],
]

/**
 * Leads whoever comes to an address that forms are sent to, and that shows nothing, to the page of the form: by a change of language
 * after a mistake, by the browser's own address line, by a form that was parked.
 */
export function wayBack(routes: () => readonly Route[]): MiddlewareHandler<Env> {
  let pageFor: ((path: string) => string | null) | null = null
  return async (c, next) => {
    if (c.req.method !== 'GET') return next()
    pageFor ??= pagesOfForms(routes())
    const page = pageFor(c.req.path)
    return page === null ? next() : c.redirect(page, 303)
  }
}

/** The page of each address that is only sent to; null for one that shows something, and for one that is not there. */
export function pagesOfForms(routes: readonly Route[]): (path: string) => string | null {
  const of = (method: string) => [...new Set(routes.filter((each) => each.method === method).map(({ path }) => path))]
  const shown = of('GET').filter((path) => !path.includes('*'))
  const sent = of('POST').filter((path) => !shown.includes(path))
  const all = matching(sent)
  return (path) => {
    if (!all.test(path)) return null
    const form = plainest(sent, path)
    const page = plainest(shown, path)
    if (form === null || (page !== null && holes(page) <= holes(form))) return null
    const named = STAND_ON.find(([each]) => `${form}/`.startsWith(`${each}/`))
    return named ? filled(named[1], form, path) : above(path, shown)
  }
}

const source = (pattern: string) => pattern.replace(/:\w+/g, '[^/]+')
const matching = (patterns: readonly string[]) => new RegExp(`^(?:${patterns.map(source).join('|')})$`)
const holes = (pattern: string) => pattern.split('/:').length

/** Of the patterns that answer to a path the one that says most of it. */
function plainest(patterns: readonly string[], path: string): string | null {
  const found = patterns.filter((pattern) => matching([pattern]).test(path))
  return found.toSorted((a, b) => holes(a) - holes(b))[0] ?? null
}

/** The nearest page that the address lies below. */
function above(path: string, shown: readonly string[]): string {
  const up = path.slice(0, path.lastIndexOf('/'))
  if (up === '') return paths.start()
  return matching(shown).test(up) ? up : above(up, shown)
}

/** A page's address with the id of the form's. */
function filled(page: string, form: string, path: string): string {
  const at = form.split('/').indexOf(':id')
  return page.replace(':id', path.split('/')[at] ?? '')
}
