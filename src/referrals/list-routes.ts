import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { teams } from '../access/accounts/store.ts'
import { goTo, showPage } from '../access/pages.ts'
import type { Actor, Read } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { attempt, type Env, firstTime, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { pageAsked } from '../register/reached-routes.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { PAGE_SIZE } from '../ui/components/pager.ts'
import { paths } from '../ui/paths.ts'
import { settingsPage } from './form-views.ts'
import * as lists from './list-store.ts'
import { inboxPage, sentPage, type TeamRoom, waitingPage } from './list-views.ts'
import { Stage } from './model.ts'
import { decideDoor, decidePlaces, decideSettings } from './setting-actions.ts'
import { doorOf, referralSettings } from './setting-store.ts'
import { isReferralWord, type ReferralWord, referralWords } from './words.ts'

/** What has been referred, what one has sent oneself, the queue, and what the domain has decided about it. */
export function referralListRoutes(publicUrl: string | null): Hono<Env> {
  return new Hono<Env>()
    .get(paths.referrals(), showInbox)
    .get(paths.referralsSent(), showSent)
    .get(paths.referralsWaiting(), (c) => showWaiting(c, NOTHING))
    .post(paths.referralPlaces(), decideRoom)
    .get(paths.referralSettings(), (c) => showSettings(c, publicUrl, NOTHING))
    .post(paths.referralSettings(), (c) => decideDays(c, publicUrl))
    .post(paths.referralDoor(), (c) => openDoor(c, publicUrl))
}

type Returned = {
  readonly problems: readonly FieldProblem[]
  readonly typed: Readonly<Record<string, string>>
  readonly form: 'days' | 'door' | null
}
const NOTHING: Returned = { problems: [], typed: {}, form: null }

type Page = { readonly title: ReferralWord; readonly hasErrors?: boolean; readonly content: Content }

function show(c: Request, actor: Actor, { title, hasErrors = false, content }: Page): Promise<Response> {
  const head = { title: referralWords(c.var.language)(title), current: placeFor(actor), hasErrors } as const
  return showPage(c, actor, { ...head, status: hasErrors ? 422 : 200, content })
}

/** The place in the rail: the inbox for those who triage, for others what they have sent. */
export const placeFor = ({ permissions }: Actor) =>
  permissions.has('referrals.triage') ? ('referrals' as const) : ('referralsSent' as const)

const errorsOf = (c: Request, problems: readonly FieldProblem[]) =>
  fieldErrors(problems, referralWords(c.var.language), isReferralWord)

async function showInbox(c: Request): Promise<Response> {
  const page = pageAsked(c)
  const stage = Stage.safeParse(c.req.query('stage')).data ?? 'received'
  const mine = c.req.query('whose') === 'mine'
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('referrals.triage')
    const asked = { stage, mine, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
    const [rows, counts, listing] = await Promise.all([
      lists.inboxRows(tx, asked),
      lists.stageCounts(tx, mine),
      listingOf(tx, c),
    ])
    await tx.record('referrals.inbox_listed', { detail: { stage, rows: rows.length } })
    return { actor: tx.actor, content: inboxPage({ ...listing, rows, counts, stage, mine, page }) }
  })
  return show(c, actor, { title: 'title', content })
}

async function listingOf(tx: Read, c: Request) {
  return { language: c.var.language, today: tx.today, teams: await teams(tx) }
}

async function showSent(c: Request): Promise<Response> {
  const page = pageAsked(c)
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('referrals.send')
    const [rows, total, listing] = await Promise.all([
      lists.sentRows(tx, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      lists.countSent(tx),
      listingOf(tx, c),
    ])
    await tx.record('referrals.sent_listed', { detail: { rows: rows.length } })
    const mayTriage = tx.may('referrals.triage')
    return { actor: tx.actor, content: sentPage({ ...listing, rows, total, page, mayTriage }) }
  })
  return show(c, actor, { title: 'title.sent', content })
}

/** Each team there is, and what has no team when somebody waits there. */
export async function roomsOf(tx: Read): Promise<readonly TeamRoom[]> {
  const [known, taken, places] = await Promise.all([teams(tx), lists.roomTaken(tx), lists.placesOf(tx)])
  const room = (teamId: string | null): TeamRoom => {
    const { taken: used = 0, waiting = 0 } = taken.find((each) => each.teamId === teamId) ?? {}
    return { teamId, taken: used, waiting, places: places.find((each) => each.teamId === teamId)?.places ?? null }
  }
  const elsewhere = taken.map(({ teamId }) => teamId).filter((teamId) => !known.some(({ id }) => id === teamId))
  return [...known.map(({ id }) => id), ...elsewhere].map(room)
}

async function showWaiting(c: Request, { problems, typed }: Returned): Promise<Response> {
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('referrals.triage')
    const page = pageAsked(c)
    const [rows, counts, rooms, times, listing] = await Promise.all([
      lists.queueRows(tx, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      lists.stageCounts(tx, false),
      roomsOf(tx),
      lists.stageTimes(tx, addDays(tx.today, -365)),
      listingOf(tx, c),
    ])
    await tx.record('referrals.queue_listed', { detail: { rows: rows.length } })
    const filled = { errors: errorsOf(c, problems), typed, token: randomUUID() }
    const queued = counts.filter(({ stage }) => stage === 'offered' || stage === 'waiting')
    const total = queued.reduce((sum, { n }) => sum + n, 0)
    return { actor: tx.actor, content: waitingPage({ ...listing, ...filled, rows, rooms, times, page, total }) }
  })
  return show(c, actor, { title: 'title.waiting', hasErrors: problems.length > 0, content })
}

async function decideRoom(c: Request): Promise<Response> {
  const form = await submitted(c)
  const wanted = { teamId: form.text('team'), places: whole(form, 'places') }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await decidePlaces(tx, wanted)
  })
  if (!outcome.ok) return showWaiting(c, { problems: outcome.refused.fields, typed: form.values, form: null })
  return goTo(c, paths.referralsWaiting(), { tone: 'done', text: referralWords(c.var.language)('places.saved') })
}

/** What is not a whole number is none: then the field is told of. */
const whole = (form: Submitted, name: string) =>
  /^\d{1,5}$/.test(form.text(name)) ? Number(form.text(name)) : Number.NaN

async function showSettings(c: Request, publicUrl: string | null, returned: Returned): Promise<Response> {
  const { problems, typed } = returned
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('referrals.triage')
    const [settings, door] = await Promise.all([referralSettings(tx), doorOf(tx)])
    const address = `${publicUrl ?? new URL(c.req.url).origin}${paths.refer(door.slug)}`
    const filled = { errors: errorsOf(c, problems), typed, form: returned.form, token: randomUUID() }
    const { language } = c.var
    return { actor: tx.actor, content: settingsPage({ ...filled, language, settings, door, address }) }
  })
  return show(c, actor, { title: 'title.settings', hasErrors: problems.length > 0, content })
}

async function decideDays(c: Request, publicUrl: string | null): Promise<Response> {
  const form = await submitted(c)
  const wanted = {
    receivedDays: whole(form, 'receivedDays'),
    triageDays: whole(form, 'triageDays'),
    offeredDays: whole(form, 'offeredDays'),
    waitingDays: whole(form, 'waitingDays'),
    untiedDays: whole(form, 'untiedDays'),
  }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await decideSettings(tx, wanted)
  })
  if (!outcome.ok)
    return showSettings(c, publicUrl, { problems: outcome.refused.fields, typed: form.values, form: 'days' })
  return goTo(c, paths.referralSettings(), { tone: 'done', text: referralWords(c.var.language)('settings.saved') })
}

async function openDoor(c: Request, publicUrl: string | null): Promise<Response> {
  const form = await submitted(c)
  const wanted = { isOpen: form.text('open') === '1', phone: form.text('phone') }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await decideDoor(tx, wanted)
  })
  if (!outcome.ok)
    return showSettings(c, publicUrl, { problems: outcome.refused.fields, typed: form.values, form: 'door' })
  return goTo(c, paths.referralSettings(), { tone: 'done', text: referralWords(c.var.language)('settings.saved') })
}
