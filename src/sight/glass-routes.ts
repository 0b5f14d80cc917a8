import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Write } from '../kernel/database.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { formatInstant, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import * as actions from './glass-actions.ts'
import { glassesToReview, glassToReview, ownGlasses } from './glass-store.ts'
import { GLASS_TEXT, type GlassWord } from './glass-text.ts'
import { type GlassReturned, glassPage } from './glass-views.ts'
import { Verdict } from './model.ts'
import { reviewPage, reviewsPage } from './review-views.ts'

/** Access in an emergency: taking it, ending it, reviewing it, and telling the young person. */
export function glassRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.glass(), (c) => showGlass(c, null))
    .post(paths.glass(), takeGlass)
    .post(paths.glassEnd(':id'), endGlass)
    .post(paths.glassTelling(':id'), (c) => tell(c, OWN))
    .get(paths.glassReviews(), showReviews)
    .get(paths.glassReview(':id'), (c) => showReview(c, idOf(c.req.param('id')), null))
    .post(paths.glassReview(':id'), review)
    .post(paths.glassReviewTelling(':id'), (c) => tell(c, REVIEWED))
}

const isWord = (code: string): code is GlassWord => Object.hasOwn(GLASS_TEXT, code)

function returnedOf(
  form: Submitted,
  which: string,
  { problems, language }: { problems: readonly FieldProblem[]; language: 'sv' | 'en' },
): GlassReturned {
  return { form: which, errors: fieldErrors(problems, words(GLASS_TEXT, language), isWord), typed: form.values }
}

async function showGlass(c: Request, returned: GlassReturned | null): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('sight.break_glass')
    const tokens = { ask: randomUUID(), tell: randomUUID() }
    return {
      actor: tx.actor,
      content: glassPage({ language, now: tx.now, own: await ownGlasses(tx), tokens, returned }),
    }
  })
  return showPage(c, shown.actor, {
    title: words(GLASS_TEXT, language)('glass.title'),
    current: 'glass',
    hasErrors: returned !== null,
    status: returned === null ? 200 : 422,
    content: shown.content,
  })
}

/** Two transactions: what was asked for is committed before anybody learns whether there is somebody. */
async function takeGlass(c: Request): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const say = words(GLASS_TEXT, language)
  const wrong = (problems: readonly FieldProblem[]) => showGlass(c, returnedOf(form, 'glass', { problems, language }))
  const number = form.text('number')
  const asked = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return 'again'
    return actions.askGlass(tx, { number, reason: form.text('reason'), minutes: Number(form.text('minutes')) })
  })
  if (!asked.ok) return wrong(asked.refused.fields)
  const id = asked.value
  if (id === null) return wrong([{ field: '', code: 'glass_limit' }])
  if (id === 'again') return goTo(c, paths.glass())
  const taken = await c.var.db.write(c.var.context, (tx) => actions.takeGlass(tx, id))
  if (taken === null) return wrong([{ field: 'number', code: 'nobody' }])
  const back = paths.person(taken.personId)
  if (taken.assignmentId === null) return goTo(c, back, { tone: 'note', text: say('glass.unneeded') })
  const own = (await c.var.db.read(c.var.context, ownGlasses)).find((each) => each.assignmentId === taken.assignmentId)
  const until = own?.until ? formatInstant(own.until, language) : '–'
  return goTo(c, back, { tone: 'done', text: say('glass.taken', { until }) })
}

async function endGlass(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  await c.var.db.write(c.var.context, (tx) => actions.endGlass(tx, id))
  return goTo(c, paths.glass(), { tone: 'done', text: words(GLASS_TEXT, c.var.language)('glass.ended') })
}

async function showReviews(c: Request): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('sight.review')
    return { actor: tx.actor, content: reviewsPage({ language, now: tx.now, glasses: await glassesToReview(tx) }) }
  })
  const title = words(GLASS_TEXT, language)('reviews.title')
  return showPage(c, shown.actor, { title, current: 'glassReviews', content: shown.content })
}

async function showReview(c: Request, id: string, returned: GlassReturned | null): Promise<Response> {
  const { language } = c.var
  await c.var.db.write(c.var.context, (tx) => actions.openReview(tx, id))
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    const tokens = { review: randomUUID(), tell: randomUUID() }
    const view = { language, now: tx.now, glass: await glassToReview(tx, id), tokens, returned }
    return { actor: tx.actor, content: reviewPage(view) }
  })
  return showPage(c, shown.actor, {
    title: words(GLASS_TEXT, language)('review.title'),
    current: 'glassReviews',
    hasErrors: returned !== null,
    status: returned === null ? 200 : 422,
    content: shown.content,
  })
}

async function review(c: Request): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const verdict = Verdict.nullable()
    .catch(null)
    .parse(form.text('verdict') || null)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.reviewGlass(tx, { id, verdict, done: form.text('done') })
  })
  if (!outcome.ok) return showReview(c, id, returnedOf(form, 'review', { problems: outcome.refused.fields, language }))
  return goTo(c, paths.glassReviews(), { tone: 'done', text: words(GLASS_TEXT, language)('review.saved') })
}

type Teller = {
  readonly told: (tx: Write, id: string) => Promise<void>
  readonly stop: (tx: Write, stopped: { id: string; reason: string }) => Promise<void>
  /** Takes a safety stop away; one who took the access may not. */
  readonly free: ((tx: Write, id: string) => Promise<void>) | null
  readonly back: (id: string) => string
  readonly again: (c: Request, id: string, returned: GlassReturned) => Promise<Response>
}

const OWN: Teller = {
  told: actions.tellOfOwnGlass,
  stop: actions.stopTellingOfOwn,
  free: null,
  back: () => paths.glass(),
  again: (c, _, returned) => showGlass(c, returned),
}

const REVIEWED: Teller = {
  told: actions.tellOfReviewed,
  stop: actions.stopTellingOfReviewed,
  free: actions.takeAwayStop,
  back: (id) => paths.glassReview(id),
  again: showReview,
}

/** That the young person has been told, or why not; by who took the access, or by who reviews it. */
async function tell(c: Request, by: Teller): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const say = words(GLASS_TEXT, language)
  const id = idOf(c.req.param('id'))
  const done = saidBy(form, by)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await done.work(tx, id)
  })
  if (!outcome.ok)
    return by.again(c, id, returnedOf(form, `stop-${id}`, { problems: outcome.refused.fields, language }))
  return goTo(c, by.back(id), { tone: 'done', text: say(done.word) })
}

/** Which of the three a form said. */
function saidBy(form: Submitted, by: Teller): { word: GlassWord; work: (tx: Write, id: string) => Promise<void> } {
  const said = form.text('said')
  if (said === 'told') return { word: 'tell.saved', work: by.told }
  if (said === 'free' && by.free !== null) return { word: 'stop.lifted', work: by.free }
  return { word: 'stop.saved', work: (tx, id) => by.stop(tx, { id, reason: form.text('stop') }) }
}
