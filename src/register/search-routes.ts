import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Read } from '../kernel/database.ts'
import { attempt, type Env, idOf, type Request, submitted } from '../kernel/http.ts'
import { parseNumber } from '../people/identity.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { keptSearch } from './saved-search-store.ts'
import { lookUpNumber, search } from './search-actions.ts'
import { searchMembers } from './search-store.ts'
import { SEARCH_TEXT, type SearchWord } from './search-text.ts'
import { searchPage } from './search-views.ts'

/** As many as one looks through. */
const MOST = 50

/** The search of every page, its answer under an opaque address, and the look-up of one who is not in the register. */
export function searchRoutes(): Hono<Env> {
  return new Hono<Env>()
    .post(paths.registerSearch(), startSearch)
    .get(paths.registerSearchResult(':id'), showResult)
    .post(paths.registerLookUps(), lookUp)
}

async function startSearch(c: Request): Promise<Response> {
  const typed = (await submitted(c)).text('q')
  const outcome = await attempt(c, (tx) => search(tx, typed))
  return outcome.ok
    ? goTo(c, paths.registerSearchResult(outcome.value))
    : show(c, { search: null, errors: [], typed: '' })
}

function showResult(c: Request): Promise<Response> {
  return show(c, { search: idOf(c.req.param('id')), errors: [], typed: '' })
}

type Showing = { readonly search: string | null; readonly errors: readonly FieldError[]; readonly typed: string }

async function show(c: Request, { search, errors, typed }: Showing): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('register.read')
    const query = search === null ? null : await keptSearch(tx, search)
    const { found, more } = query === null ? { found: [], more: false } : await searchMembers(tx, query, MOST)
    // A whole number that nobody in the register has stands ready to be looked up.
    const whole = query !== null && found.length === 0 && parseNumber(query, tx.today).ok ? query : typed
    const lookUp = { permitted: permittedTo(tx, language), token: randomUUID(), errors, typed: whole }
    const may = { mayAdd: tx.may('people.add'), mayList: tx.may('register.list') }
    return { actor: tx.actor, content: searchPage({ language, query, found, more, today: tx.today, lookUp, ...may }) }
  })
  return showPage(c, shown.actor, {
    title: words(SEARCH_TEXT, language)('title'),
    current: 'register',
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: shown.content,
  })
}

function permittedTo(tx: Read, language: 'sv' | 'en'): Permitted {
  return tx.may('register.look_up') ? ALLOWED : { allowed: false, reason: words(SEARCH_TEXT, language)('notPermitted') }
}

async function lookUp(c: Request): Promise<Response> {
  const typed = (await submitted(c)).text('number')
  const outcome = await attempt(c, (tx) => lookUpNumber(tx, typed))
  if (outcome.ok && outcome.value !== null) return goTo(c, paths.person(outcome.value))
  const code: SearchWord = outcome.ok ? 'lookUp.none' : 'number_unreadable'
  const errors = [{ field: 'number', message: words(SEARCH_TEXT, c.var.language)(code) }]
  return show(c, { search: null, errors, typed })
}
