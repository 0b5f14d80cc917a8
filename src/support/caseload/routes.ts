import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { teams } from '../../access/accounts/store.ts'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import type { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import { paths } from '../../ui/paths.ts'
import { labelCases } from '../cases/label-actions.ts'
import type { Label } from '../cases/label-model.ts'
import { labels, labelsOf } from '../cases/label-store.ts'
import { reallocateCases } from '../cases/owner-actions.ts'
import { programmesOffered } from '../cases/programme-store.ts'
import { listCases } from './actions.ts'
import { filterFrom, queryOf } from './filter.ts'
import { type CaseListPage, caseListPage } from './list-views.ts'
import type { CaseFilter } from './model.ts'
import { caseIds, caseRows, caseTotal } from './store.ts'
import type { CaseloadWord } from './text.ts'
import { caseloadWords, isCaseloadWord } from './words.ts'

/** The list of cases, and what is done with many of them at once. */
export function caseloadRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.cases(), (c) => show(c, (mine) => filterFrom((name) => c.req.query(name), mine), null))
    .post(paths.caseOwners(), reallocate)
    .post(paths.caseLabelling(), label)
}

type Wanted = (mine: boolean) => CaseFilter

async function show(c: Request, wanted: Wanted, refused: Refused | null): Promise<Response> {
  const { language } = c.var
  const say = caseloadWords(language)
  const errors = refused === null ? [] : fieldErrors(problemsOf(refused), say, isCaseloadWord)
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const filter = wanted(tx.actor.reach !== 'domain')
    const view = { language, filter, errors, token: randomUUID(), ...(await listed(tx, filter)) }
    await listCases(tx, view.rows.length)
    return { actor: tx.actor, content: caseListPage(view) }
  })
  const hasErrors = errors.length > 0
  const status = hasErrors ? 422 : 200
  return showPage(c, actor, { title: say('title'), current: 'cases', hasErrors, status, content })
}

type Listed = Omit<CaseListPage, 'language' | 'filter' | 'errors' | 'token'>

async function listed(tx: Read, filter: CaseFilter): Promise<Listed> {
  tx.require('support.read')
  const [rows, total, staff, programmes, own, known] = await Promise.all([
    caseRows(tx, filter, PAGE_SIZE),
    caseTotal(tx, filter),
    colleagues(tx),
    programmesOffered(tx),
    labels(tx),
    teams(tx),
  ])
  const marks: readonly (Label & { caseId: string })[] = await labelsOf(
    tx,
    rows.map(({ caseId }) => caseId),
  )
  const may = { reallocate: tx.may('support.reallocate'), seeProtected: tx.actor.seesProtected }
  const lists = { colleagues: staff, programmes, labels: own, teams: known, may }
  return { rows, total, today: tx.today, labelsOf: Map.groupBy(marks, ({ caseId }) => caseId), ...lists }
}

/** As many as are changed at once. */
const MOST = 1000

/** The list that the form stood on, as its hidden field says. */
function filterIn(form: Submitted): Wanted {
  const query = new URLSearchParams(form.text('query'))
  return (mine) => filterFrom((name) => query.get(name) ?? undefined, mine)
}

async function chosen(tx: Read, form: Submitted): Promise<readonly string[]> {
  if (form.text('scope') === 'all') return caseIds(tx, filterIn(form)(tx.actor.reach !== 'domain'), MOST)
  return [...new Set(form.list('cases').map(idOf))]
}

async function reallocate(c: Request): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    tx.require('support.reallocate')
    const ids = await chosen(tx, form)
    return (await firstTime(tx, form.token)) ? reallocateCases(tx, ids, form.text('owner')) : null
  })
  if (!outcome.ok) return show(c, filterIn(form), outcome.refused)
  return done(c, form, { n: outcome.value, key: 'bulk.owner.done' })
}

async function label(c: Request): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    tx.require('support.work')
    const labelled = { caseIds: await chosen(tx, form), labelId: form.text('label'), on: form.text('on') !== 'off' }
    return (await firstTime(tx, form.token)) ? labelCases(tx, labelled) : null
  })
  if (!outcome.ok) return show(c, filterIn(form), outcome.refused)
  return done(c, form, { n: outcome.value, key: 'bulk.label.done' })
}

type Done = { readonly n: number | null; readonly key: CaseloadWord }

function done(c: Request, form: Submitted, { n, key }: Done): Response {
  const say = caseloadWords(c.var.language)
  const text = n === null ? say('again') : say(key, { n })
  return goTo(c, paths.cases(queryOf(filterIn(form)(false))), { tone: 'done', text })
}
