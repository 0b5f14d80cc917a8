import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { teams } from '../../access/accounts/store.ts'
import { goTo, showPage } from '../../access/pages.ts'
import { readThenRecord } from '../../access/reading.ts'
import { seesTopic } from '../../access/roles.ts'
import { colleagues, ownTeams } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import type { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { programmes as studyProgrammes } from '../../organisations/store.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import { paths } from '../../ui/paths.ts'
import { labelCases } from '../cases/label-actions.ts'
import type { Label } from '../cases/label-model.ts'
import { labels, labelsOf } from '../cases/label-store.ts'
import { reallocateCases } from '../cases/owner-actions.ts'
import { programmesOffered } from '../cases/programme-store.ts'
import type { CaseloadAbove } from './above.ts'
import { listCases } from './actions.ts'
import { peopleChanged } from './changed-store.ts'
import { filterFrom, isPlain, queryOf } from './filter.ts'
import { type CaseListPage, caseListPage } from './list-views.ts'
import { type CaseFilter, type Chosen, type Cut, MOST_AT_ONCE } from './model.ts'
import { savedFilters } from './saved-store.ts'
import { caseCounts, caseIds, caseRows, casesAsOpened, caseTotal } from './store.ts'
import type { CaseloadWord } from './text.ts'
import { caseloadWords, isCaseloadWord } from './words.ts'

/** The list of cases, and what is done with many of them at once. */
export function caseloadRoutes(above: CaseloadAbove): Hono<Env> {
  return new Hono<Env>()
    .get(paths.cases(), (c) => showCases(c, above, { wanted: (mine) => filterFrom((name) => c.req.query(name), mine) }))
    .post(paths.caseOwners(), (c) => reallocate(c, above))
    .post(paths.caseLabelling(), (c) => label(c, above))
}

type Wanted = (mine: boolean) => CaseFilter

/** One of the two forms of the page as it came back: what is done with many, or what a filter is kept as. */
type Returned = {
  readonly wanted: Wanted
  readonly refused?: Refused
  readonly chosen?: Chosen
  readonly saving?: NonNullable<CaseListPage['saving']>
}
const NOBODY: Chosen = { cases: [], all: false, owner: null, label: null }

/** What was chosen stands there still when it could not be done: nobody marks two hundred twice. */
const returnedOf = (form: Submitted, refused: Refused): Returned => ({
  wanted: filterIn(form),
  refused,
  chosen: {
    ...{ cases: form.list('cases'), all: form.text('scope') === 'all' },
    ...{ owner: form.text('owner') || null, label: form.text('label') || null },
  },
})

/** The list as it is asked for, with a form as it came back. */
export async function showCases(c: Request, above: CaseloadAbove, returned: Returned): Promise<Response> {
  const { language } = c.var
  const say = caseloadWords(language)
  const { wanted, refused, chosen: kept = NOBODY, saving = null } = returned
  const errors = refused === undefined ? [] : fieldErrors(problemsOf(refused), say, isCaseloadWord)
  const { actor, view } = await readThenRecord(
    c,
    async (tx) => {
      const filter = wanted(tx.actor.reach !== 'domain')
      return { actor: tx.actor, view: { filter, ...(await listed(tx, await cutBy(tx, filter, above))) } }
    },
    (tx, { view }) => listCases(tx, view.rows.length),
  )
  const tokens = { token: randomUUID(), saveToken: randomUUID() }
  const content = caseListPage({ language, errors, saving, chosen: kept, ...tokens, ...view })
  const hasErrors = errors.length > 0 || saving !== null
  const status = hasErrors ? 422 : 200
  return showPage(c, actor, { title: say('title'), current: 'cases', hasErrors, status, content })
}

type Listed = Omit<CaseListPage, 'language' | 'filter' | 'errors' | 'saving' | 'chosen' | 'token' | 'saveToken'>

/** What is asked for, with whom it is about where the case does not know. */
async function cutBy(tx: Read, filter: CaseFilter, above: CaseloadAbove): Promise<Cut> {
  if (filter.reminder === null && !filter.changed) return filter
  const reminded = filter.reminder === null ? null : await above.reminded(tx, filter.reminder)
  const changed = filter.changed ? await peopleChanged(tx) : null
  if (reminded === null || changed === null) return { ...filter, among: reminded ?? changed ?? [] }
  return { ...filter, among: reminded.filter((each) => changed.includes(each)) }
}

async function listed(tx: Read, filter: Cut): Promise<Listed> {
  tx.require('support.read')
  const [{ rows, counts, total }, choices, saved] = await Promise.all([
    rowsAndCounts(tx, filter),
    choicesOf(tx),
    savedFilters(tx),
  ])
  const marks: readonly (Label & { caseId: string })[] = await labelsOf(
    tx,
    rows.map(({ caseId }) => caseId),
  )
  const may = { reallocate: tx.may('support.reallocate'), seeProtected: tx.actor.seesProtected }
  const byCase = Map.groupBy(marks, ({ caseId }) => caseId)
  return {
    rows,
    total,
    counts,
    today: tx.today,
    labelsOf: byCase,
    may,
    saved,
    mayLead: tx.may('support.lead_shared'),
    ...choices,
  }
}

/** As the list is opened it holds what its head counts as open; of whoever reaches few, both are found by looking at each case once. */
async function rowsAndCounts(tx: Read, filter: Cut) {
  const isCounted = isPlain(filter) && filter.show === 'open'
  if (isCounted && tx.actor.reach !== 'domain') {
    const found = await casesAsOpened(tx, filter, PAGE_SIZE)
    return { ...found, total: found.counts.open }
  }
  const [rows, counts, total] = await Promise.all([
    caseRows(tx, filter, PAGE_SIZE),
    caseCounts(tx, filter),
    isCounted ? null : caseTotal(tx, filter),
  ])
  return { rows, counts, total: total ?? counts.open }
}

/** What the list can be cut by, as far as the actor is told of it. */
async function choicesOf(tx: Read) {
  const [staff, programmes, own, led, ownOnes, studies] = await Promise.all([
    colleagues(tx),
    programmesOffered(tx),
    labels(tx),
    teams(tx),
    ownTeams(tx),
    studyProgrammes(tx),
  ])
  const known = led.length > 0 ? led : ownOnes
  const codes = new Set(studies.map(({ code }) => code))
  const choices = {
    owners: staff.map(({ accountId }) => ({ id: accountId })),
    // A code that has another for a name is an older one of the same.
    studies: studies.filter(({ name }) => !codes.has(name)).map(({ code, name }) => ({ id: code, name })),
    ...{ teams: known, programmes, labels: own, seesSchooling: seesTopic(tx.actor.role, 'schooling') },
  }
  return { colleagues: staff, programmes, labels: own, teams: known, ownTeams: ownOnes, choices }
}

/** The list that the form stood on, as its hidden field says. */
export function filterIn(form: Submitted): Wanted {
  const query = new URLSearchParams(form.text('query'))
  return (mine) => filterFrom((name) => query.get(name) ?? undefined, mine)
}

async function chosen(tx: Read, form: Submitted, above: CaseloadAbove): Promise<readonly string[]> {
  if (form.text('scope') === 'all')
    return caseIds(tx, await cutBy(tx, filterIn(form)(tx.actor.reach !== 'domain'), above), MOST_AT_ONCE)
  return [...new Set(form.list('cases').map(idOf))]
}

async function reallocate(c: Request, above: CaseloadAbove): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    tx.require('support.reallocate')
    const ids = await chosen(tx, form, above)
    return (await firstTime(tx, form.token)) ? reallocateCases(tx, ids, form.text('owner')) : null
  })
  if (!outcome.ok) return showCases(c, above, returnedOf(form, outcome.refused))
  return done(c, form, { n: outcome.value, key: 'bulk.owner.done' })
}

async function label(c: Request, above: CaseloadAbove): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    tx.require('support.work')
    const labelled = {
      caseIds: await chosen(tx, form, above),
      labelId: form.text('label'),
      on: form.text('on') !== 'off',
    }
    return (await firstTime(tx, form.token)) ? labelCases(tx, labelled) : null
  })
  if (!outcome.ok) return showCases(c, above, returnedOf(form, outcome.refused))
  return done(c, form, { n: outcome.value, key: 'bulk.label.done' })
}

type Done = { readonly n: number | null; readonly key: CaseloadWord }

function done(c: Request, form: Submitted, { n, key }: Done): Response {
  const say = caseloadWords(c.var.language)
  const text = n === null ? say('again') : say(key, { n })
  return goTo(c, paths.cases(queryOf(filterIn(form)(false), { page: 1 })), { tone: 'done', text })
}
