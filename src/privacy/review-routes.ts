import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import { addDays, endOf } from '../kernel/date.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { events } from '../trail/store.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { PAGE_SIZE } from '../ui/components/pager.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { OVERRUNS, SAMPLED } from './action-rules.ts'
import { homesPage } from './home-views.ts'
import { addHome, removeHome, review, showIdentity } from './review-actions.ts'
import { type ReviewItem, ReviewOutcome } from './review-model.ts'
import * as store from './review-store.ts'
import { REVIEW_TEXT, type ReviewWord } from './review-text.ts'
import { type ReviewFrame, reviewPage, reviewsPage, type VerdictReturned } from './review-views.ts'

const WEEKS = 12
const isWord = (code: string): code is ReviewWord => code in REVIEW_TEXT

/** The weekly review of the log. */
export function reviewRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.reviews(), showList)
    .get(paths.reviewHomes(), (c) => showHomes(c, { errors: [], typed: {} }))
    .post(paths.reviewHomes(), saveHome)
    .post(paths.reviewHomeRemoval(':id'), dropHome)
    .get(paths.review(':id'), (c) => showItem(c, { returned: null, shown: null }))
    .post(paths.review(':id'), saveVerdict)
    .post(paths.reviewIdentity(':id'), revealIdentity)
}

async function frameOf(tx: Read, language: 'sv' | 'en'): Promise<ReviewFrame> {
  const names = new Map((await colleagues(tx)).map(({ accountId, displayName }) => [accountId, displayName]))
  return { language, now: tx.now, nameOf: (id) => names.get(id) ?? null }
}

async function showList(c: Request): Promise<Response> {
  const { language } = c.var
  const asked = c.req.query('list')
  const list = asked === 'asked' || asked === 'done' ? asked : 'waiting'
  const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.review')
    const [frame, items, totals, weeks] = await Promise.all([
      frameOf(tx, language),
      store.reviewItems(tx, list, { page, size: PAGE_SIZE }),
      store.reviewTotals(tx),
      store.reviewWeeks(tx, WEEKS),
    ])
    return { actor: tx.actor, content: reviewsPage({ ...frame, list, page, items, totals, weeks }) }
  })
  return showPage(c, shown.actor, {
    title: words(REVIEW_TEXT, language)('review.title'),
    current: 'review',
    content: shown.content,
  })
}

type Showing = { readonly returned: VerdictReturned | null; readonly shown: string | null }

/** `shown`: the person whose identity was asked for, which has been recorded. */
async function showItem(c: Request, { returned, shown: identified }: Showing): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.review')
    const item = await store.reviewItem(tx, id)
    const [frame, verdicts, happened] = await Promise.all([
      frameOf(tx, language),
      store.verdictsOf(tx, id),
      eventsOf(tx, item),
    ])
    const identity = identified === null ? null : await store.identityForReview(tx, identified)
    const { domainId, accountId: ownId } = tx.actor
    const view = { ...frame, item, verdicts, events: happened, domainId, ownId, identity, returned }
    return { actor: tx.actor, content: reviewPage({ ...view, token: randomUUID() }) }
  })
  return showPage(c, shown.actor, {
    title: words(REVIEW_TEXT, language)('item.title'),
    current: 'review',
    hasErrors: returned !== null,
    status: returned === null ? 200 : 422,
    content: shown.content,
  })
}

/** What the colleague read of the person that week. */
function eventsOf(tx: Read, { actorId, personId, weekOn }: ReviewItem) {
  return events(tx, {
    personIds: personId === null ? undefined : [personId],
    actorId,
    actions: [...SAMPLED, ...OVERRUNS],
    from: endOf(addDays(weekOn, -1)),
    until: endOf(addDays(weekOn, 6)),
    most: 200,
  })
}

async function saveVerdict(c: Request): Promise<Response> {
  const say = words(REVIEW_TEXT, c.var.language)
  const itemId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const [chosen, comment] = [form.text('outcome'), form.text('comment')]
  const outcome = ReviewOutcome.nullable().catch(null).parse(chosen)
  const saved = await attempt(c, async (tx) => {
    tx.require('privacy.review')
    if (await firstTime(tx, form.token)) await review(tx, { itemId, outcome, comment })
  })
  if (saved.ok) return goTo(c, paths.reviews(), { tone: 'done', text: say('item.saved') })
  const { fields, code } = saved.refused
  const errors = fieldErrors(fields.length > 0 ? fields : [{ field: '', code }], say, isWord)
  return showItem(c, { returned: { errors, outcome: chosen, comment }, shown: null })
}

async function revealIdentity(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const personId = await c.var.db.write(c.var.context, (tx) => showIdentity(tx, id))
  return showItem(c, { returned: null, shown: personId })
}

type Returned = { readonly errors: ReturnType<typeof fieldErrors>; readonly typed: Readonly<Record<string, string>> }

async function showHomes(c: Request, returned: Returned): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('privacy.review')
    const [list, staff] = await Promise.all([store.homes(tx), colleagues(tx)])
    return {
      actor: tx.actor,
      content: homesPage({ language, homes: list, colleagues: staff, token: randomUUID(), ...returned }),
    }
  })
  const hasErrors = returned.errors.length > 0
  return showPage(c, shown.actor, {
    title: words(REVIEW_TEXT, language)('homes.title'),
    current: 'review',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: shown.content,
  })
}

async function saveHome(c: Request): Promise<Response> {
  const say = words(REVIEW_TEXT, c.var.language)
  const form = await submitted(c)
  const accountId = form.text('accountId') === '' ? '' : idOf(form.text('accountId'))
  const home = { accountId, street: form.text('street'), postalCode: form.text('postalCode') }
  const saved = await attempt(c, async (tx) => {
    tx.require('privacy.review')
    if (await firstTime(tx, form.token)) await addHome(tx, home)
  })
  if (saved.ok) return goTo(c, paths.reviewHomes(), { tone: 'done', text: say('homes.saved') })
  return showHomes(c, { errors: fieldErrors(saved.refused.fields, say, isWord), typed: form.values })
}

async function dropHome(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  await c.var.db.write(c.var.context, (tx) => removeHome(tx, id))
  return goTo(c, paths.reviewHomes(), { tone: 'done', text: words(REVIEW_TEXT, c.var.language)('homes.removed') })
}
