import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { attempt, type Env, idOf, type Request, submitted } from '../kernel/http.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { reachedList } from './reached.ts'
import { searchReached, wordsOf } from './reached-actions.ts'
import { REACHED_TEXT } from './reached-text.ts'
import { reachedSearchPage } from './reached-views.ts'
import { keptSearch } from './saved-search-store.ts'

/** The search among those one works with, its answer under an opaque address. */
export function reachedRoutes(): Hono<Env> {
  return new Hono<Env>()
    .post(paths.reachedSearches(), startSearch)
    .get(paths.reachedSearch(':id'), (c) => showSearch(c, idOf(c.req.param('id'))))
}

async function startSearch(c: Request): Promise<Response> {
  const typed = (await submitted(c)).text('q')
  const outcome = await attempt(c, (tx) => searchReached(tx, typed))
  return outcome.ok ? goTo(c, paths.reachedSearch(outcome.value)) : showSearch(c, null)
}

async function showSearch(c: Request, id: string | null): Promise<Response> {
  const { language } = c.var
  const page = pageAsked(c)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('people.read')
    const query = id === null ? null : await keptSearch(tx, id)
    const href = (to: number) => paths.reachedSearch(id ?? '', { page: to })
    const list = await reachedList(tx, { language, page, href, words: wordsOf(query ?? ''), outsideRegister: false })
    return { actor: tx.actor, content: reachedSearchPage({ ...list, query }) }
  })
  return showPage(c, shown.actor, {
    title: words(REACHED_TEXT, language)('search.title'),
    status: id === null ? 422 : 200,
    content: shown.content,
  })
}

export function pageAsked(c: Request): number {
  return Math.min(10_000, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))
}
