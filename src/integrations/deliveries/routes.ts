import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues, machineContext } from '../../access/store.ts'
import type { Database, Read } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, idOf, type Request } from '../../kernel/http.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import { progressText } from '../../ui/components/progress.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { discardDelivery, refuseInterrupted, reverseDelivery } from './actions.ts'
import { type Delivery, DeliveryId, type DeliveryStatus } from './model.ts'
import { PAGE_TEXT } from './page-text.ts'
import { problemsFile } from './problems-file.ts'
import { progressOf, SILENT_SECONDS } from './progress-store.ts'
import { type Asking, applyDelivery } from './requests.ts'
import {
  deliveryById,
  deliveryLog,
  deliveryTotal,
  PROTECTION_COLUMNS,
  problemCounts,
  problems,
  type Withheld,
  withheldProblems,
} from './store.ts'
import { type DeliveryPage, deliveryPage, logPage, reversalPage, secondsLeft } from './views.ts'

/** The log of deliveries, each delivery's page, and what one can do with it. `imports` signs in as the role that imports. */
export function deliveryRoutes(imports: Database): Hono<Env> {
  return new Hono<Env>()
    .get(paths.imports(), showLog)
    .get(paths.import(':id'), (c) => showDelivery(c, deliveryOf(c)))
    .get(paths.importEvents(':id'), (c) => followWork(c, deliveryOf(c)))
    .get(paths.importProblemsFile(':id'), (c) => problemsFile(c, deliveryOf(c)))
    .post(paths.importApply(':id'), (c) => apply(c, imports, deliveryOf(c)))
    .post(paths.importDiscard(':id'), (c) => discard(c, deliveryOf(c)))
    .get(paths.importReversal(':id'), (c) => showReversal(c, deliveryOf(c), null))
    .post(paths.importReversal(':id'), (c) => reverse(c, imports, deliveryOf(c)))
}

const deliveryOf = (c: Request) => DeliveryId.parse(idOf(c.req.param('id')))

const SHOWN_PROBLEMS = 200

async function showLog(c: Request): Promise<Response> {
  const { language } = c.var
  const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('imports.read')
    const [rows, total, nameOf] = await Promise.all([
      deliveryLog(tx, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      deliveryTotal(tx),
      names(tx),
    ])
    const content = logPage({
      language,
      rows,
      total,
      page,
      nameOf,
      permitted: permittedTo(tx, 'imports.run', language),
    })
    return { actor: tx.actor, content }
  })
  return showPage(c, shown.actor, {
    title: words(PAGE_TEXT, language)('log.title'),
    current: 'imports',
    content: shown.content,
  })
}

async function names(tx: Read): Promise<(accountId: string) => string> {
  const staff = new Map((await colleagues(tx)).map((each) => [each.accountId, each.displayName]))
  return (accountId) => staff.get(accountId) ?? 'Sedd'
}

export function permittedTo(tx: Read, permission: string, language: 'sv' | 'en'): Permitted {
  return tx.may(permission) ? ALLOWED : { allowed: false, reason: words(PAGE_TEXT, language)('notPermitted') }
}

async function showDelivery(c: Request, id: DeliveryId): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('imports.read')
    return { actor: tx.actor, view: await deliveryView(tx, id, language) }
  })
  return showPage(c, shown.actor, {
    title: words(PAGE_TEXT, language)('log.title'),
    current: 'imports',
    ...(shown.view.working ? { refresh: 2 } : {}),
    content: deliveryPage(shown.view),
  })
}

async function deliveryView(tx: Read, id: DeliveryId, language: 'sv' | 'en'): Promise<DeliveryPage> {
  const delivery = await deliveryById(tx, id)
  const [listed, counts, withheld, work, nameOf] = await Promise.all([
    problems(tx, id, { severity: null, after: 0, limit: SHOWN_PROBLEMS }),
    problemCounts(tx, id),
    withheldProblems(tx, id),
    progressOf(tx, id),
    names(tx),
  ])
  const age = work === null ? Date.parse(tx.now) - Date.parse(delivery.receivedAt) : ageOf(work.updatedAt)
  const silent = (delivery.status === 'reading' || work !== null) && age > SILENT_SECONDS * 1000
  return {
    language,
    delivery: tx.actor.seesProtected ? delivery : withoutProtection(delivery, withheld),
    problems: listed,
    withheldRows: tx.actor.seesProtected ? null : withheld.rows,
    problemTotal: counts.reduce((sum, each) => sum + each.count, 0),
    working: silent ? null : (work ?? (delivery.status === 'reading' ? justBegun(delivery.receivedAt) : null)),
    silent,
    nameOf,
    permitted: { run: permittedTo(tx, 'imports.run', language), reverse: permittedTo(tx, 'imports.reverse', language) },
    mayMerge: tx.may('people.merge'),
  }
}

/** The remarks counted are those one is shown: the difference would be the number of protected persons. */
function withoutProtection(delivery: Delivery, withheld: Withheld): Delivery {
  const { outcome } = delivery
  if (outcome === null) return delivery
  const repeated = outcome.repeated.filter(({ column }) => !PROTECTION_COLUMNS.includes(column))
  const counted = (rows: typeof repeated) => rows.reduce((sum, { count }) => sum + count, 0)
  const untold = withheld.warnings + counted(outcome.repeated) - counted(repeated)
  return { ...delivery, outcome: { ...outcome, repeated, warnings: Math.max(0, outcome.warnings - untold) } }
}

const justBegun = (at: DeliveryPage['delivery']['receivedAt']) =>
  ({ phase: 'waiting', done: 0, total: null, startedAt: at, updatedAt: at }) as const

/** Progress is stamped by the database's own clock, whatever clock the pages are shown under. */
function ageOf(at: string): number {
  return performance.timeOrigin + performance.now() - Date.parse(at)
}

/** The work as events, until it is over; then where to go. */
async function followWork(c: Request, id: DeliveryId): Promise<Response> {
  const { language, db, context } = c.var
  await db.read(context, async (tx) => {
    tx.require('imports.read')
    await deliveryById(tx, id)
  })
  return streamSSE(c, async (stream) => {
    for (let quiet = 0; !stream.aborted && quiet < 3; ) {
      const { work, status } = await db.read(context, async (tx) => {
        tx.require('imports.read')
        const [delivery, kept] = await Promise.all([deliveryById(tx, id), progressOf(tx, id)])
        return { work: kept, status: delivery.status }
      })
      quiet = work === null && status !== 'reading' ? 3 : work === null ? quiet + 0.1 : 0
      const said =
        work && progressText({ language, done: work.done, total: work.total, secondsLeft: secondsLeft(work) })
      const label = work ? words(PAGE_TEXT, language)(`phase.${work.phase}`) : ''
      const event = {
        done: work?.done ?? 0,
        total: work?.total ?? null,
        text: `${label} ${said ?? ''}`,
        href: quiet >= 3 ? paths.import(id) : null,
      }
      await stream.writeSSE({ data: JSON.stringify(event) })
      if (quiet < 3) await sleep(400)
    }
  })
}

/** What long work needs of the one who asks for it. */
export async function askingFor(c: Request, imports: Database): Promise<Asking> {
  const actor = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('imports.run')
    return tx.actor
  })
  return { imports, domainId: actor.domainId, accountId: actor.accountId }
}

/** A short piece of work is over when the page comes; a long one is followed there. */
export const PATIENCE_MS = 1500

async function apply(c: Request, imports: Database, id: DeliveryId): Promise<Response> {
  const say = words(PAGE_TEXT, c.var.language)
  const asking = await askingFor(c, imports)
  const { status } = await c.var.db.read(c.var.context, (tx) => deliveryById(tx, id))
  if (status !== 'previewed') return goTo(c, paths.import(id), { tone: 'problem', text: say('not_previewed') })
  await Promise.race([applyDelivery(asking, id), sleep(PATIENCE_MS)])
  return goToDelivery(c, id, { succeeded: 'applied', text: say('one.applying') })
}

/** To the delivery, with a word when all went well; what is still under way, or was refused, says so itself on its page. */
export async function goToDelivery(
  c: Request,
  id: DeliveryId,
  { succeeded, text }: { readonly succeeded: DeliveryStatus; readonly text: string },
): Promise<Response> {
  const { status } = await c.var.db.read(c.var.context, (tx) => deliveryById(tx, id))
  return goTo(c, paths.import(id), status === succeeded ? { tone: 'done', text } : undefined)
}

async function discard(c: Request, id: DeliveryId): Promise<Response> {
  const say = words(PAGE_TEXT, c.var.language)
  const outcome = await attempt(c, async (tx) => {
    tx.require('imports.run')
    const { status } = await deliveryById(tx, id)
    await (status === 'reading' ? refuseInterrupted(tx, id, 'interrupted') : discardDelivery(tx, id))
  })
  if (!outcome.ok) {
    const text = say(outcome.refused.code === 'import_under_way' ? 'import_under_way' : 'not_previewed')
    return goTo(c, paths.import(id), { tone: 'problem', text })
  }
  return goTo(c, paths.imports(), { tone: 'done', text: say('one.discarded') })
}

async function showReversal(c: Request, id: DeliveryId, problem: string | null): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('imports.read')
    const delivery = await deliveryById(tx, id)
    const permitted = permittedTo(tx, 'imports.reverse', language)
    return { actor: tx.actor, content: reversalPage({ language, delivery, permitted, token: randomUUID(), problem }) }
  })
  const title = words(PAGE_TEXT, language)('one.reverse')
  return showPage(c, shown.actor, {
    title,
    current: 'imports',
    status: problem === null ? 200 : 409,
    hasErrors: problem !== null,
    content: shown.content,
  })
}

/** As the machine, which sees everybody the delivery spoke of; the trail names who asked. */
async function reverse(c: Request, imports: Database, id: DeliveryId): Promise<Response> {
  const say = words(PAGE_TEXT, c.var.language)
  const actor = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('imports.reverse')
    await deliveryById(tx, id)
    await tx.record('imports.reversal_asked', { object: id })
    return tx.actor
  })
  const machine = await machineContext(imports, actor.domainId, 'import')
  try {
    await imports.bulk(machine, (tx) => reverseDelivery(tx, id))
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'conflict') throw error
    const counted = Object.fromEntries(error.fields.map((field) => [field.field, field.code]))
    const code = error.code in PAGE_TEXT ? (error.code as 'built_upon') : 'import_under_way'
    return showReversal(c, id, say(code, counted))
  }
  return goTo(c, paths.import(id), { tone: 'done', text: say('one.reversed') })
}
