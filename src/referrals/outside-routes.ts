import { createHash, randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Send } from '../access/accounts/invitation.ts'
import { showPage } from '../access/pages.ts'
import { askingFrom, type Doors } from '../access/sign-in/doors.ts'
import { take } from '../access/sign-in/limit-store.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { Refused } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { type Env, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { log } from '../kernel/log.ts'
import { fieldErrors, NAMES } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import { OutsideReferral, Way } from './model.ts'
import * as rules from './outside-rules.ts'
import * as box from './outside-store.ts'
import type { OutsideWord } from './outside-text.ts'
import * as views from './outside-views.ts'
import { isToken, newToken, seal, statusTokenOf, unseal } from './seal.ts'

/** How those outside reach the box, and how a link reaches them. */
export type OutsideDoors = Pick<Doors, 'db' | 'publicUrl' | 'proxies'> & { readonly send: Send | null }

/**
 * The form for those who have no account. Whatever is written, and whoever it is about, the answer is the same: nobody can find out here
 * who is known.
 */
export function outsideRoutes(doors: OutsideDoors): Hono<Env> {
  return new Hono<Env>()
    .get(paths.refer(':slug'), (c) => choose(c, doors))
    .get(paths.referWay(':slug', ':way'), async (c) => showWrite(c, doors, await asked(c, doors), EMPTY))
    .post(paths.referWay(':slug', ':way'), (c) => write(c, doors))
    .get(paths.referDraft(':token'), (c) => resume(c, doors))
    .get(paths.referConfirmation(':token'), (c) => showConfirmation(c, doors))
    .post(paths.referConfirmation(':token'), (c) => confirm(c, doors))
    .get(paths.referStatus(':token'), (c) => showStatus(c, doors))
    .post(paths.referStatus(':token'), (c) => withdraw(c, doors))
}

type Asked = { readonly slug: string; readonly way: Way; readonly domain: box.OutsideForm }

async function domainOf(slug: string, { db }: OutsideDoors): Promise<box.OutsideForm> {
  const domain = /^[\w-]{1,80}$/.test(slug) ? await box.formOf(db, slug) : null
  if (domain === null) throw new Refused('not_found', 'refer')
  return domain
}

async function asked(c: Request, doors: OutsideDoors): Promise<Asked> {
  const way = Way.safeParse(c.req.param('way'))
  if (!way.success) throw new Refused('not_found', 'refer')
  const slug = c.req.param('slug') ?? ''
  return { slug, way: way.data, domain: await domainOf(slug, doors) }
}

type Page = {
  readonly title: OutsideWord
  readonly status?: 200 | 404 | 422 | 429
  readonly once?: boolean
  readonly content: Content
}

function show(c: Request, { title, status = 200, once = false, content }: Page): Promise<Response> {
  const hasErrors = status === 422 || status === 429
  return showPage(c, null, { title: views.outsideWords(c.var.language)(title), status, hasErrors, once, content })
}

async function choose(c: Request, doors: OutsideDoors): Promise<Response> {
  const slug = c.req.param('slug') ?? ''
  const domain = await domainOf(slug, doors)
  return show(c, { title: 'title', content: views.choosePage({ language: c.var.language, slug, domain }) })
}

/** What a form begins with, or came back with. */
type Written = {
  readonly problems: readonly FieldProblem[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
  readonly draft: string | null
  readonly said: 'again' | 'too_many' | null
}
const EMPTY: Written = { problems: [], typed: {}, chosen: [], draft: null, said: null }

/** Whether a link can reach anybody: by e-mail, or on the page in the demonstration. */
const canLink = (c: Request, { send }: OutsideDoors) => send !== null || c.var.demo

async function showWrite(c: Request, doors: OutsideDoors, of: Asked, written: Written): Promise<Response> {
  const { language } = c.var
  if (!canLink(c, doors) && of.way !== 'self')
    return show(c, { title: 'title', content: views.cannotPage({ language, ...of }) })
  const say = views.outsideWords(language)
  const errors = fieldErrors(written.problems, say, views.isOutsideWord)
  const said = written.said === null ? null : say(written.said)
  const fresh = { stamp: await box.newStamp(doors.db), token: randomUUID() }
  const content = views.writePage({ language, ...of, ...written, ...fresh, errors, said })
  const status = written.said === 'too_many' ? 429 : errors.length > 0 || said !== null ? 422 : 200
  return show(c, { title: `form.${of.way}`, status, content })
}

async function write(c: Request, doors: OutsideDoors): Promise<Response> {
  const of = await asked(c, doors)
  const form = await submitted(c)
  const draft = isToken(form.text('draft')) ? form.text('draft') : null
  const written: Written = { ...EMPTY, typed: form.values, chosen: form.list('reasons'), draft }
  const limits = rules.OUTSIDE_LIMITS
  const full =
    (await take(doors.db, `refer|${askingFrom(c, doors)}`, limits.address)) ??
    (await take(doors.db, `refer domain|${of.slug}`, limits.domain))
  if (full !== null) return showWrite(c, doors, of, { ...written, said: 'too_many' })
  if (form.text('do') === 'keep') return keep(c, doors, { of, form, draft })
  const today = c.var.db.clock.today()
  const reading = rules.readOutside(of.way, form, { today, readDay: (text) => typedDay(text, today) })
  if (!reading.ok) return showWrite(c, doors, of, { ...written, problems: reading.problems })
  if (!canLink(c, doors) && reading.referral.told.phone === '')
    return showWrite(c, doors, of, { ...written, problems: [{ field: 'phone', code: 'phone_missing' }] })
  if (!rules.isHuman(await box.stampAge(doors.db, form.text('stamp'))))
    return showWrite(c, doors, of, { ...written, said: 'again' })
  return receive(c, doors, { of, form, draft, referral: reading.referral })
}

type Received = { readonly of: Asked; readonly form: Submitted; readonly draft: string | null }

/**
 * Takes it into the box, sealed. A machine that filled in everything gets the same answer, and nothing is kept. The same form sent again is
 * kept once and leads to the same link: whoever saw no answer, because the line broke, loses nothing by sending it once more.
 */
async function receive(
  c: Request,
  doors: OutsideDoors,
  { of, form, draft, referral }: Received & { readonly referral: OutsideReferral },
): Promise<Response> {
  const { language } = c.var
  const address = canLink(c, doors) ? rules.confirmsBy(referral) : null
  const link = form.token === null ? newToken() : await box.linkOf(doors.db, of.slug, form.token)
  const status = statusTokenOf(address === null ? (form.token ?? newToken()) : link)
  if (form.text('website') === '') {
    const sealed = seal(link, JSON.stringify(referral))
    const into = { slug: of.slug, way: of.way, isDraft: false, hours: rules.CONFIRM_HOURS }
    const kept = { ...into, oldToken: draft, newToken: link, statusToken: status, sealed }
    const isKept = (await box.keepSealed(doors.db, kept)) === 'kept'
    if (isKept && address === null) await box.confirm(doors.db, { token: link, statusToken: status, referral })
    if (isKept && address !== null && (await mayWriteTo(doors, address)))
      await sendLink(c, doors, { to: address, path: paths.referConfirmation(link), of: of.domain.name, mail: 'mail' })
  }
  if (address === null) {
    const content = views.ringPage({ language, status: paths.referStatus(status) })
    return show(c, { title: 'ring.title', once: true, content })
  }
  const demoLink = doors.send === null ? paths.referConfirmation(link) : null
  return show(c, { title: 'answer.title', once: true, content: views.answerPage({ language, demoLink }) })
}

/** Nobody is sent more letters than a few because somebody else typed their address; whoever types it is told the same. */
async function mayWriteTo({ db }: OutsideDoors, address: string): Promise<boolean> {
  const whose = createHash('sha256').update(address.toLowerCase()).digest('hex')
  return (await take(db, `refer mail|${whose}`, rules.OUTSIDE_LIMITS.mail)) === null
}

type Linked = {
  readonly to: string
  readonly path: string
  readonly of: string
  readonly mail: 'mail' | 'mail.received'
}

/** A mail that cannot be sent is told to those who run Sedd, by reference alone; the page says what to do when none comes. */
async function sendLink(c: Request, { send, publicUrl }: OutsideDoors, { to, path, of, mail }: Linked): Promise<void> {
  if (send === null) return
  const say = views.outsideWords(c.var.language)
  const link = `${publicUrl ?? new URL(c.req.url).origin}${path}`
  try {
    await send({ to, subject: say(`${mail}.subject`), text: say(`${mail}.text`, { name: of, link }) })
  } catch {
    log('warn', 'referral.not_sent', { reference: c.var.requestId })
  }
}

const Draft = z.record(z.string(), z.array(z.string()))

/** Puts aside what is written, sealed by a link that is shown once. */
async function keep(c: Request, doors: OutsideDoors, { of, form, draft }: Received): Promise<Response> {
  // Saved once more it stands under the link that was shown first.
  const token = draft ?? newToken()
  const fields = Object.keys(form.values).filter(
    (name) => ![NAMES, 'token', 'stamp', 'draft', 'do', 'website'].includes(name),
  )
  const text = JSON.stringify(Object.fromEntries(fields.map((name) => [name, form.list(name)])))
  const again = { ...EMPTY, typed: form.values, chosen: form.list('reasons'), draft }
  if (Buffer.byteLength(text) > rules.LONGEST_DRAFT)
    return showWrite(c, doors, of, { ...again, problems: [{ field: 'words', code: 'words_long' }] })
  const into = { slug: of.slug, way: of.way, isDraft: true, hours: rules.DRAFT_HOURS }
  if (form.text('website') === '')
    await box.keepSealed(doors.db, {
      ...into,
      oldToken: draft,
      newToken: token,
      statusToken: null,
      sealed: seal(token, text),
    })
  const link = paths.referDraft(token)
  const address = `${doors.publicUrl ?? new URL(c.req.url).origin}${link}`
  return show(c, {
    title: 'kept.title',
    once: true,
    content: views.keptPage({ language: c.var.language, link, address }),
  })
}

/** What a link leads to and opens; null when it is over, or was changed. */
async function opened(c: Request, { db }: OutsideDoors, isDraft: boolean) {
  const token = c.req.param('token') ?? ''
  const found = isToken(token) ? await box.sealedOf(db, token) : null
  const text = found === null || found.isDraft !== isDraft ? null : unseal(token, found.sealed)
  return found === null || text === null ? null : { token, found, text }
}

const gone = (c: Request) => show(c, { title: 'gone.title', status: 404, content: views.gonePage(c.var.language) })

async function resume(c: Request, doors: OutsideDoors): Promise<Response> {
  const draft = await opened(c, doors, true)
  const fields = draft === null ? null : Draft.safeParse(JSON.parse(draft.text))
  if (draft === null || !fields?.success) return gone(c)
  const { slug, way, name, phone } = draft.found
  const typed = Object.fromEntries(Object.entries(fields.data).map(([field, [first = '']]) => [field, first]))
  const chosen = fields.data['reasons'] ?? []
  return showWrite(c, doors, { slug, way, domain: { name, phone } }, { ...EMPTY, typed, chosen, draft: draft.token })
}

async function showConfirmation(c: Request, doors: OutsideDoors): Promise<Response> {
  const waiting = await opened(c, doors, false)
  if (waiting === null) return gone(c)
  const { found, token } = waiting
  const content = views.confirmPage({ language: c.var.language, name: found.name, token })
  return show(c, { title: 'confirm.title', content })
}

/** Confirmed by a press and not by being looked at: mail is opened by machines too. A second press leads where the first one did. */
async function confirm(c: Request, doors: OutsideDoors): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const statusToken = statusTokenOf(token)
  const waiting = await opened(c, doors, false)
  const reading = waiting === null ? null : OutsideReferral.safeParse(JSON.parse(waiting.text))
  if (waiting !== null && reading?.success) {
    const referral = { ...reading.data, told: { ...reading.data.told, isConfirmed: true } }
    const isDone = await box.confirm(doors.db, { token, statusToken, referral })
    const to = rules.confirmsBy(referral)
    const mail = { path: paths.referStatus(statusToken), of: waiting.found.name, mail: 'mail.received' } as const
    if (isDone && to !== null) await sendLink(c, doors, { to, ...mail })
  }
  if ((await box.statusOf(doors.db, statusToken)) === null) return gone(c)
  return c.redirect(paths.referStatus(statusToken), 303)
}

async function showStatus(c: Request, doors: OutsideDoors): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const status = isToken(token) ? await box.statusOf(doors.db, token) : null
  if (status === null) return gone(c)
  return show(c, { title: 'status.title', content: views.statusPage({ language: c.var.language, status, token }) })
}

async function withdraw(c: Request, doors: OutsideDoors): Promise<Response> {
  const token = c.req.param('token') ?? ''
  if (!isToken(token) || (await box.statusOf(doors.db, token)) === null) return gone(c)
  await box.withdrawByLink(doors.db, token)
  return c.redirect(paths.referStatus(token), 303)
}
