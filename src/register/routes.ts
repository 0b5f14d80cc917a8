import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { whyNotDecide } from '../access/accounts/rules.ts'
import { staffChanges } from '../access/accounts/store.ts'
import { goTo, showPage } from '../access/pages.ts'
import { COLLEAGUES } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import { html } from '../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { log } from '../kernel/log.ts'
import { everyCode, municipalityName } from '../organisations/store.ts'
import { reminders } from '../sight/reminders.ts'
import { PAGE_SIZE } from '../ui/components/pager.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import type { FromAbove } from './above.ts'
import * as actions from './actions.ts'
import { changesPage } from './change-views.ts'
import { ChangeRow, changeCounts, changes, changeTotal, KEPT_SCHOOLS, keptTotal, meter } from './feed-store.ts'
import { FILTER_VERSION, filterFromQuery, isPlain, queryOf, type RegisterFilter } from './filter.ts'
import { filterProblems, type TypedFilter } from './filter-problems.ts'
import { type ListParameters, listedIds, listRows, listTotal } from './list-store.ts'
import { type ListView, listPage } from './list-views.ts'
import { listParameters, numbersOn } from './parameter-view.ts'
import { parametersFrom } from './parameters.ts'
import { reachedList } from './reached.ts'
import { pageAsked } from './reached-routes.ts'
import { othersCard, quietNotice, reachedCard } from './reached-views.ts'
import { readSaved, savedFilters } from './saved-filter-store.ts'
import { type OwnListPage, ownListPage, quietPage, type StartHead, startPage } from './start-views.ts'
import { PARAMETERS } from './store.ts'
import { TEXT } from './text.ts'
import { unclearCauses } from './unclear-store.ts'

/** The start page, the register's list with its filters and bulk work, and the change feed. */
export function registerRoutes(above: FromAbove): Hono<Env> {
  return new Hono<Env>()
    .get(paths.start(), (c) => showStart(c, above))
    .get(paths.register(), showList)
    .post(paths.registerOwners(), assignOwners)
    .post(paths.savedFilters(), saveFilter)
    .post(paths.savedFilterRemoval(':id'), removeFilter)
    .get(paths.changes(), showChanges)
}

const frame = (tx: Read) => ({ rules: PARAMETERS, codes: everyCode(tx), staff: COLLEAGUES })

export async function viewOf(tx: Read, language: 'sv' | 'en', on: PlainDate): Promise<ListView & ListParameters> {
  return framed(await askedFrame(tx), { language, today: tx.today, on })
}

type Framed = Awaited<ReturnType<typeof askedFrame>>
const askedFrame = (tx: Read) => tx.together(frame(tx))

function framed(
  { rules, codes, staff }: Framed,
  { language, today, on }: { language: 'sv' | 'en'; today: PlainDate; on: PlainDate },
): ListView & ListParameters {
  return { language, today, ...numbersOn(parametersFrom(rules), on), codes, colleagues: staff }
}

/** How many changes of access wait for one's yes or no; null for those who do not decide. */
async function toDecide(tx: Read): Promise<number | null> {
  if (!tx.may('access.decide_change')) return null
  return (await staffChanges(tx)).filter((change) => whyNotDecide(change) === null).length
}

async function showStart(c: Request, above: FromAbove): Promise<Response> {
  const { language } = c.var
  const title = words(TEXT, language)('start.between')
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    const hour = hourIn(tx.now)
    const reminded = [await reminders(tx, language), await above.reminders(tx, language)]
    const head = { language, name: tx.actor.displayName, hour, reminders: reminded }
    if (tx.may('register.list'))
      return {
        actor: tx.actor,
        content: startPage({
          ...(await startView(tx, language)),
          between: await above.betweenMeter(tx, language),
          ...head,
        }),
      }
    if (tx.may('register.read')) {
      const shared = await above.startCards(tx, language)
      return { actor: tx.actor, content: ownListPage({ ...(await ownView(tx, c, head)), shared }) }
    }
    if (!tx.may('people.read')) {
      const may = {
        review: tx.may('sight.review'),
        block: tx.may('sight.block'),
        retention: tx.may('privacy.see_retention'),
      }
      const mine = { role: tx.actor.role, may, toDecide: await toDecide(tx) }
      return { actor: tx.actor, content: quietPage({ ...head, content: quietNotice(mine, language) }) }
    }
    const list = await reachedList(tx, { language, page: pageAsked(c), href, words: [], outsideRegister: false })
    const shared = await above.startCards(tx, language)
    const own = list.total === 0 && shared !== null ? null : reachedCard(list)
    return { actor: tx.actor, content: quietPage({ ...head, content: html`${shared}${own}` }) }
  })
  return showPage(c, shown.actor, { title, current: 'today', content: shown.content })
}

const href = (page: number) => paths.start({ page })

/** Everybody in one's reach: those in the register with what it says of them, and after them the others. */
async function ownView(tx: Read, c: Request, head: StartHead): Promise<Omit<OwnListPage, 'shared'>> {
  const { language } = head
  const view = await viewOf(tx, language, tx.today)
  const filter = filterFromQuery({ page: [c.req.query('page') ?? ''] })
  const rows = await listRows(tx, filter, { parameters: view, limit: PAGE_SIZE })
  const total = await listTotal(tx, filter, view)
  const others = await reachedList(tx, { language, page: filter.page, href, words: [], outsideRegister: true })
  return { ...view, ...head, rows, total, page: filter.page, others: othersCard(others), hosts: others.hosts }
}

async function startView(tx: Read, language: 'sv' | 'en') {
  const view = await viewOf(tx, language, tx.today)
  const newest = filterFromQuery({ sort: ['since'], descending: ['1'] })
  const [figures, since, causes, rows, place] = await Promise.all([
    meter(tx, tx.today, view),
    changeCounts(tx, endOf(addDays(tx.today, -2))),
    unclearCauses(tx, tx.today),
    listRows(tx, newest, { parameters: view, limit: 10 }),
    municipalityName(tx, tx.actor.municipality),
  ])
  return {
    ...view,
    place: place ?? tx.actor.domainName,
    meter: figures,
    changes: since,
    causes,
    newest: rows,
    workStarts: `${tx.today.slice(0, 4)}-${view.workStarts}` as PlainDate,
    mayImport: tx.may('imports.run'),
  }
}

function hourIn(now: string): number {
  const hour = new Intl.DateTimeFormat('sv', { hour: 'numeric', timeZone: 'Europe/Stockholm' }).format(new Date(now))
  return Number(hour)
}

/** All that the list's page has around its rows. */
async function listFrame(tx: Read, language: 'sv' | 'en') {
  const asked = await tx.together({
    ...frame(tx),
    kept: keptTotal(tx.today),
    schools: KEPT_SCHOOLS,
    saved: savedFilters(tx),
  })
  return {
    ...framed(asked, { language, today: tx.today, on: tx.today }),
    kept: asked.kept[0] ?? null,
    schools: asked.schools[0]?.schools ?? [],
    saved: readSaved(asked.saved, FILTER_VERSION),
  }
}

async function showList(c: Request): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('register.list')
    const filter = filterOf(c, tx.today)
    const typed = typedFilter(c)
    const problems = filterProblems(typed, { today: tx.today, language })
    const view = await listFrame(tx, language)
    const { kept } = view
    const [rows, total] =
      problems.length > 0
        ? [[], 0]
        : await Promise.all([
            listRows(tx, filter, { parameters: view, limit: PAGE_SIZE }),
            isPlain(filter) && kept !== null ? kept.members : listTotal(tx, filter, view),
          ])
    const hidden =
      isPlain(filter) && !tx.actor.seesProtected && kept !== null && kept.protected >= 5 ? kept.protected : 0
    const may = {
      assign: tx.may('register.assign_owner') && filter.asOf === null && filter.knownAt === null,
      export: tx.may('register.export'),
      add: tx.may('people.add'),
      share: tx.may('register.share_filter'),
      seeProtected: tx.actor.seesProtected,
    }
    const tokens = { bulk: randomUUID(), save: randomUUID() }
    const content = listPage({ ...view, filter, problems, typed, rows, total, hidden, may, tokens })
    return {
      actor: tx.actor,
      filter,
      content,
      wrong: problems.length > 0,
      last: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    }
  })
  if (!shown.wrong && shown.filter.page > shown.last) {
    return c.redirect(paths.register(queryOf({ ...shown.filter, page: shown.last })), 303)
  }
  // Lists are logged by the filter as it was understood, codes and days (decision 11), not by what was typed; a person's page leaves an event.
  log('info', 'register.listed', {
    account: shown.actor.accountId,
    domain: shown.actor.domainCode,
    query: paths.register(queryOf(shown.filter)),
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('list.title'),
    current: 'register',
    hasErrors: shown.wrong,
    status: shown.wrong ? 422 : 200,
    content: shown.content,
  })
}

export function typedFilter(c: Request): TypedFilter {
  const typed = (name: string) => c.req.query(name) ?? ''
  return { asOf: typed('asOf'), knownAt: typed('knownAt'), ageFrom: typed('ageFrom'), ageTo: typed('ageTo') }
}

/** The filter of an address. Days may be typed as people type them; as it is today is as it is. */
export function filterOf(c: Request, today: PlainDate): RegisterFilter {
  const query = c.req.queries()
  const day = (name: string) => {
    const text = query[name]?.[0]
    const read = text ? typedDay(text, today) : null
    return read ? [read] : []
  }
  const filter = filterFromQuery({ ...query, asOf: day('asOf'), knownAt: day('knownAt') })
  return filter.asOf === today && filter.knownAt === null ? { ...filter, asOf: null } : filter
}

/** The list a bulk form or a saved filter came from. */
export function filterFromText(query: string): RegisterFilter {
  const params = new URLSearchParams(query)
  return filterFromQuery(Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)])))
}

async function assignOwners(c: Request): Promise<Response> {
  const say = words(TEXT, c.var.language)
  const form = await submitted(c)
  const filter = filterFromText(form.text('query'))
  const owner = form.text('owner')
  const back = paths.register(queryOf(filter))
  if (owner === '') return goTo(c, back, { tone: 'problem', text: say('bulk.invalid') })
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return 0
    const everybody = form.text('scope') === 'all'
    const view = await listParameters(tx, tx.today)
    const ids = everybody ? await listedIds(tx, filter, view) : form.list('person')
    return actions.assignOwner(tx, ids, owner === 'none' ? null : owner)
  })
  if (!outcome.ok) {
    const why = (code: string) => outcome.refused.fields.some((field) => field.code === code)
    const word = why('nobody_chosen')
      ? 'bulk.nobodyChosen'
      : why('owner_not_cleared')
        ? 'bulk.notCleared'
        : 'bulk.invalid'
    return goTo(c, back, { tone: 'problem', text: say(word) })
  }
  const text = outcome.value === 0 ? say('bulk.unchanged') : say('bulk.done', { n: outcome.value })
  return goTo(c, back, { tone: 'done', text })
}

async function saveFilter(c: Request): Promise<Response> {
  const say = words(TEXT, c.var.language)
  const form = await submitted(c)
  const filter = filterFromText(form.text('query'))
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return
    await actions.saveFilter(tx, { name: form.text('name'), shared: form.text('shared') === '1', filter })
  })
  const back = paths.register(queryOf(filter))
  if (outcome.ok) return goTo(c, back, { tone: 'done', text: say('saved.done') })
  return goTo(c, back, {
    tone: 'problem',
    text: say(outcome.refused.kind === 'conflict' ? 'filter_exists' : 'filter_name'),
  })
}

async function removeFilter(c: Request): Promise<Response> {
  await c.var.db.write(c.var.context, (tx) => actions.removeFilter(tx, idOf(c.req.param('id'))))
  return goTo(c, paths.register(), { tone: 'done', text: words(TEXT, c.var.language)('saved.removed') })
}

async function showChanges(c: Request): Promise<Response> {
  const { language } = c.var
  const kind = ChangeRow.shape.kind
    .nullable()
    .catch(null)
    .parse(c.req.query('kind') ?? null)
  const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('register.list')
    const filter = { kind, since: null, page }
    const [view, rows, total] = await Promise.all([
      viewOf(tx, language, tx.today),
      changes(tx, filter, PAGE_SIZE),
      changeTotal(tx, filter),
    ])
    return {
      actor: tx.actor,
      content: changesPage({ ...view, rows, total, page, kind }),
    }
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('changes.title'),
    current: 'changes',
    content: shown.content,
  })
}
