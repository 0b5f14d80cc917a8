import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import { attempt, type Env, idOf, type Request, submitted } from '../kernel/http.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { sharesOf } from '../sharing/store.ts'
import { whyFold } from '../sight/why.ts'
import { events, everyEvent } from '../trail/store.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import { READS } from './action-rules.ts'
import { DEEDS } from './event-words.ts'
import { openLog, openReadings, searchLog, takeLogExtract } from './log-actions.ts'
import { logExtract } from './log-extract.ts'
import { idsInLog, idsInReach } from './log-store.ts'
import { type LogFilter, logPage, readingsPage } from './log-views.ts'
import { paperPage } from './paper-views.ts'
import { pdfOf } from './pdf.ts'
import { TEXT } from './text.ts'

const PAGE = 100

/** The log for the data protection officer; who has read about one person; and the extract of that for the young person. */
export function logRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.log(), (c) => showLog(c, null))
    .post(paths.logSearches(), startSearch)
    .get(paths.personReadings(':id'), showReadings)
    .post(paths.personLogExtract(':id'), makeExtract)
}

type Typed = Omit<LogFilter, 'before'>

async function showLog(c: Request, numberError: FieldError | null): Promise<Response> {
  const { language } = c.var
  const say = words(TEXT, language)
  const typed = typedIn(c)
  const today = c.var.db.clock.today()
  const [from, until] = [typed.from, typed.until].map((text) => (text === null ? null : typedDay(text, today)))
  const filterErrors = (['from', 'until'] as const)
    .filter((name) => typed[name] !== null && (name === 'from' ? from : until) === null)
    .map((field) => ({ field, message: say('day_unreadable') }))
  const filter = { ...typed, before: numberOf(c.req.query('before')) }
  const { person, actor, action } = filter
  await c.var.db.write(c.var.context, (tx) =>
    openLog(tx, { personId: person, actorId: actor, action, from: from ?? null, until: until ?? null }),
  )
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    const personIds = person === null ? undefined : await idsInLog(tx, person)
    const wanted = {
      personIds,
      actorId: actor ?? undefined,
      actions: action === 'reads' ? READS : action === null ? undefined : [action],
      ...span(from ?? null, until ?? null),
      before: filter.before ?? undefined,
      most: PAGE + 1,
    }
    const found = filterErrors.length > 0 ? [] : await events(tx, wanted)
    const view = { language, filter, events: found.slice(0, PAGE), more: found.length > PAGE, filterErrors }
    const frame = { colleagues: await colleagues(tx), domainId: tx.actor.domainId, token: randomUUID() }
    return { actor: tx.actor, content: logPage({ ...view, ...frame, errors: numberError ? [numberError] : [] }) }
  })
  const hasErrors = numberError !== null || filterErrors.length > 0
  return showPage(c, shown.actor, {
    title: say('log.title'),
    current: 'log',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: shown.content,
  })
}

/** What the address narrows the log to. What is no id and no code is left out. */
function typedIn(c: Request): Typed {
  const text = (name: string) => c.req.query(name)?.trim() || null
  const id = (name: string) => (PersonId.safeParse(text(name)).success ? text(name) : null)
  const action = text('action')
  const known = action !== null && (action === 'reads' || action in DEEDS)
  return {
    person: id('person'),
    actor: id('actor'),
    action: known ? action : null,
    from: text('from'),
    until: text('until'),
  }
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** Whole days: from the first instant of the one to the last of the other. */
function span(from: PlainDate | null, until: PlainDate | null) {
  return {
    from: from === null ? undefined : endOf(addDays(from, -1)),
    until: until === null ? undefined : endOf(until),
  }
}

async function startSearch(c: Request): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, (tx) => searchLog(tx, form.text('number')))
  if (outcome.ok && outcome.value !== null) {
    const days = { from: form.text('from'), until: form.text('until') }
    return goTo(c, paths.log({ person: outcome.value, ...days }))
  }
  const message = words(TEXT, c.var.language)(outcome.ok ? 'number_unknown' : 'number_unreadable')
  return showLog(c, { field: 'number', message })
}

async function showReadings(c: Request): Promise<Response> {
  const { language } = c.var
  const everything = c.req.query('all') === '1'
  const before = numberOf(c.req.query('before')) ?? undefined
  const id = idOf(c.req.param('id'))
  const root = await c.var.db.write(c.var.context, (tx) => openReadings(tx, id))
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    const actions = everything ? undefined : READS
    const found = await events(tx, { personIds: await idsInReach(tx, root), actions, before, most: PAGE + 1 })
    const tokens = { pdf: randomUUID(), html: randomUUID() }
    const view = {
      language,
      person: await personById(tx, PersonId.parse(root)),
      mayList: tx.may('register.list'),
      why: await whyFold(tx, { id: root, language }),
      domainName: await domainNames(tx, root, language),
      events: found.slice(0, PAGE),
      everything,
      before: before ?? null,
      more: found.length > PAGE,
      domainId: tx.actor.domainId,
      tokens,
    }
    return { actor: tx.actor, content: readingsPage(view) }
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('readings.title'),
    current: null,
    content: shown.content,
  })
}

/** The names of one's own domain and of those the person is or was shared with; of others it is said that they are others. */
async function domainNames(tx: Read, personId: string, language: 'sv' | 'en'): Promise<(id: string) => string> {
  const shares = tx.may('sharing.read') ? await sharesOf(tx, personId) : []
  const names = new Map(shares.map(({ toDomainId, toName }) => [toDomainId, toName]))
  names.set(tx.actor.domainId, tx.actor.domainName)
  return (id) => names.get(id) ?? words(TEXT, language)('log.elsewhere')
}

async function makeExtract(c: Request): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const format = (await submitted(c)).text('format') === 'html' ? 'html' : 'pdf'
  await c.var.db.write(c.var.context, (tx) => takeLogExtract(tx, { personId: id, format }))
  const made = await c.var.db.read(c.var.context, async (tx) => {
    const person = await personById(tx, PersonId.parse(id))
    const found = await everyEvent(tx, { personIds: await idsInReach(tx, person.id), actions: READS })
    const name = [person.givenName, person.familyName].filter((part) => part !== null).join(' ')
    const domainName = await domainNames(tx, person.id, language)
    const of = { language, domain: tx.actor.domainName, domainName, name, at: tx.now }
    return { actor: tx.actor, paper: logExtract({ ...of, events: found }) }
  })
  if (format === 'html')
    return showPage(c, made.actor, { title: made.paper.title, current: null, content: paperPage(made.paper) })
  return c.body(await pdfOf(made.paper), 200, {
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="loggutdrag.pdf"',
  })
}
