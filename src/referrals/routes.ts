import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { teams } from '../access/accounts/store.ts'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import type { FieldProblem, Refused } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { recordRefusedNumber } from '../people/entry-actions.ts'
import { readEntry } from '../people/entry-rules.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { mayOwn } from '../register/owners.ts'
import { openShare } from '../sharing/received-actions.ts'
import { received } from '../sharing/received-store.ts'
import { receivers } from '../sharing/store.ts'
import { whyFold } from '../sight/why.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import * as accepting from './accept-actions.ts'
import * as actions from './actions.ts'
import type { CaseForm } from './case-views.ts'
import { sendDraft, sendPage } from './form-views.ts'
import { placeFor, roomsOf } from './list-routes.ts'
import { Cause, Origin, Outcome } from './model.ts'
import { courseOf } from './parcel-store.ts'
import * as store from './store.ts'
import { referralPage } from './views.ts'
import { isReferralWord, type ReferralWord, referralWords } from './words.ts'

/** One referral: sent from a person's page, read, and moved from stage to stage. */
export function referralRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personReferralNew(':id'), (c) => showNew(c, idOf(c.req.param('id')), FRESH))
    .post(paths.personReferrals(':id'), (c) => send(c, idOf(c.req.param('id'))))
    .get(paths.referral(':id'), (c) => showReferral(c, NOTHING))
    .post(paths.referralTaking(':id'), (c) => move(c, { form: null, saved: 'taken' }, actions.takeReferral))
    .post(paths.referralPerson(':id'), tieToKnown)
    .post(paths.referralNewPerson(':id'), addPerson)
    .post(paths.referralPlacing(':id'), (c) => move(c, { form: 'place', saved: 'place.saved' }, place))
    .post(paths.referralAcceptance(':id'), (c) => move(c, { form: 'accept', saved: 'accept.saved' }, accept))
    .post(paths.referralRefusal(':id'), (c) => move(c, { form: 'decline', saved: 'decline.saved' }, decline))
    .post(paths.referralHandover(':id'), (c) => move(c, { form: 'team', saved: 'pass.saved' }, toTeam))
    .post(paths.referralForwarding(':id'), toCompass)
    .post(paths.referralWithdrawal(':id'), (c) => move(c, { form: 'withdraw', saved: 'withdraw.saved' }, withdraw))
    .post(paths.referralEnd(':id'), (c) => move(c, { form: 'end', saved: 'end.saved' }, end))
}

type Again = {
  readonly problems: readonly FieldProblem[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
}
const FRESH: Again = { problems: [], typed: {}, chosen: [] }

async function showNew(c: Request, personId: string, { problems, typed, chosen }: Again): Promise<Response> {
  const { language } = c.var
  const say = referralWords(language)
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const person = await actions.openToSend(tx, personId)
    const why = await whyFold(tx, { id: person.id, language })
    const head = { language, person, why, mayList: tx.may('register.list'), account: tx.actor.accountId }
    const errors = fieldErrors(problems, say, isReferralWord)
    const mayShare = tx.may('sharing.share')
    return { actor: tx.actor, content: sendPage({ ...head, mayShare, errors, typed, chosen, token: randomUUID() }) }
  })
  const hasErrors = problems.length > 0
  return showPage(c, actor, {
    ...{ title: say('title.new'), current: placeFor(actor), hasErrors, status: hasErrors ? 422 : 200, content },
  })
}

async function send(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const origin = Origin.safeParse(form.text('origin') || 'inside')
  const reasons = form.list('reasons').flatMap((each) => Cause.safeParse(each).data ?? [])
  const again = { typed: form.values, chosen: reasons }
  if (!origin.success)
    return showNew(c, personId, { ...again, problems: [{ field: 'origin', code: 'origin_missing' }] })
  const sent = { personId, origin: origin.data, reasons, words: form.text('words') }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.sendReferral(tx, sent)
    return sendDraft(tx.actor.accountId, personId)
  })
  if (!outcome.ok) return showNew(c, personId, { ...again, problems: outcome.refused.fields })
  const text = referralWords(c.var.language)('new.saved')
  return goTo(c, paths.referralsSent(), { tone: 'done', text, saved: outcome.value })
}

/** What a form on the page of a referral came back with. */
type Returned = {
  readonly form: CaseForm | null
  readonly problems: readonly FieldProblem[]
  readonly typed: Readonly<Record<string, string>>
  readonly conflict: ReferralWord | null
}
const NOTHING: Returned = { form: null, problems: [], typed: {}, conflict: null }

/** The ticket is committed first; then the page is read with what it opens. */
async function showReferral(c: Request, returned: Returned): Promise<Response> {
  const say = referralWords(c.var.language)
  const opened = await c.var.db.write(c.var.context, (tx) => actions.openReferral(tx, idOf(c.req.param('id'))))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const view = await pageOf(tx, c, opened)
    const errors = fieldErrors(returned.problems, say, isReferralWord)
    const conflict = returned.conflict === null ? null : say(returned.conflict)
    const { form, typed } = returned
    return { actor: tx.actor, content: referralPage({ ...view, form, typed, errors, conflict, token: randomUUID() }) }
  })
  const hasErrors = returned.problems.length > 0
  const status = returned.conflict !== null ? 409 : hasErrors ? 422 : 200
  return showPage(c, actor, { title: say('title.one'), current: placeFor(actor), hasErrors, status, content })
}

async function pageOf(tx: Read, c: Request, { referral, ticket }: actions.Opened) {
  const { language } = c.var
  const { personId, referralId } = referral
  const mayTriage = tx.may('referrals.triage')
  const maySeePerson = personId !== null && (await store.seesPerson(tx, personId))
  const person = maySeePerson ? await personById(tx, PersonId.parse(personId)) : null
  const [stages, words, known, staff, rooms, domains, course, shares] = await Promise.all([
    store.stagesOf(tx, referralId),
    ticket === null ? null : store.wordsOf(tx, referralId, ticket),
    teams(tx),
    colleagues(tx),
    mayTriage ? roomsOf(tx) : [],
    mayTriage && tx.may('sharing.share') ? receivers(tx) : [],
    referral.toDomainId === null ? null : courseOf(tx, referralId),
    referral.shareId === null || !mayTriage ? [] : received(tx, referral.shareId),
  ])
  const owners = tx.may('register.assign_owner')
    ? staff.filter((each) => mayOwn(each, person !== null && person.protection !== 'none'))
    : []
  return {
    ...{ language, today: tx.today, referral, person, stages, words, teams: known, colleagues: staff, owners },
    ...{ mayTriage, maySeePerson, mayAdd: tx.may('people.add'), mayReadWords: ticket !== null },
    ...{ isSender: referral.sentBy === tx.actor.accountId, receivers: domains, told: words?.told ?? null },
    rooms: new Map(rooms.flatMap((room) => (room.teamId === null ? [] : [[room.teamId, room] as const]))),
    ...{ course, share: shares[0] ?? null },
    why: person === null ? null : await whyFold(tx, { id: person.id, language }),
  }
}

type Doing = { readonly form: CaseForm | null; readonly saved: ReferralWord }
type Do = (tx: Write, which: actions.Which, form: Submitted) => Promise<void>

/** Moves a referral as a form says. What is wrong comes back in the form; what somebody else did first, above the page as it is now. */
async function move(c: Request, { form: name, saved }: Doing, work: Do): Promise<Response> {
  const form = await submitted(c)
  const which = { referralId: idOf(c.req.param('id')), seen: form.text('seen') }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await work(tx, which, form)
  })
  if (!outcome.ok) return showReferral(c, returnedOf(name, form, outcome.refused))
  const text = referralWords(c.var.language)(saved)
  return goTo(c, paths.referral(which.referralId), { tone: 'done', text })
}

function returnedOf(name: CaseForm | null, form: Submitted, { kind, fields, code }: Refused): Returned {
  const conflict = kind === 'conflict' && isReferralWord(code) ? code : null
  return { form: name, problems: fields, typed: form.values, conflict }
}

const reasonIn = (form: Submitted) => Outcome.safeParse(form.text('reason')).data ?? null
const orNull = (text: string) => (text === '' ? null : text)

const accept: Do = (tx, which, form) =>
  accepting.acceptReferral(tx, {
    ...{ ...which, teamId: orNull(form.text('team')), ownerId: orNull(form.text('owner')) },
    anyway: form.text('anyway') === '1',
  })
const decline: Do = (tx, which, form) => actions.declineReferral(tx, { ...which, reason: reasonIn(form) })
const withdraw: Do = (tx, which, form) => actions.withdrawReferral(tx, { ...which, reason: reasonIn(form) })
const end: Do = (tx, which, form) => actions.endReferral(tx, { ...which, reason: reasonIn(form) })
const toTeam: Do = (tx, which, form) =>
  accepting.handOver(tx, { ...which, teamId: form.text('toTeam'), reason: reasonIn(form) })
const place: Do = (tx, which, form) =>
  accepting.placeReferral(tx, { ...which, to: form.text('to'), teamId: orNull(form.text('team')) })

/** By a number that is typed; left empty, by that of the share it came by, which is read on a visit. */
async function tieToKnown(c: Request): Promise<Response> {
  const form = await submitted(c)
  const typed = form.text('number')
  const shareId = typed === '' ? await shareOf(c) : null
  const number = shareId === null ? typed : await numberShared(c, shareId)
  if (number === null)
    return showReferral(c, { ...NOTHING, form: 'tie', problems: [{ field: 'number', code: 'number_not_shared' }] })
  return move(c, { form: 'tie', saved: 'tie.saved' }, (tx, which) => accepting.tieToKnown(tx, { ...which, number }))
}

const shareOf = (c: Request) =>
  c.var.db.read(c.var.context, async (tx) => {
    tx.require('referrals.triage')
    return (await store.referralById(tx, idOf(c.req.param('id')))).shareId
  })

/** The number in a share, once the look at it stands in both trails; null when the actor may not look, or it has none. */
async function numberShared(c: Request, shareId: string): Promise<string | null> {
  const { mayOpen, personId } = await c.var.db.write(c.var.context, (tx) => openShare(tx, shareId))
  if (!mayOpen || personId === null) return null
  const { token } = c.var.context
  const visited = { token, visit: shareId }
  return (await c.var.db.read(visited, (tx) => personById(tx, PersonId.parse(personId)))).number
}

/** To whom, and why, leads on to the compass; nothing is sent yet. */
async function toCompass(c: Request): Promise<Response> {
  const form = await submitted(c)
  const referralId = idOf(c.req.param('id'))
  const to = form.text('toDomain')
  const { personId } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('referrals.triage')
    return store.referralById(tx, referralId)
  })
  const problems = [
    ...(to === '' ? [{ field: 'toDomain', code: 'unknown_domain' }] : []),
    ...(personId === null ? [{ field: 'toDomain', code: 'person_first' }] : []),
  ]
  if (personId === null || problems.length > 0)
    return showReferral(c, { form: 'domain', problems, typed: form.values, conflict: null })
  const asked = { to: idOf(to), referral: referralId, seen: form.text('seen'), reason: form.text('reason') }
  return c.redirect(paths.personReferralElsewhere(personId, asked), 303)
}

/** Adds whom it is about and ties the referral to them; a number that cannot be entered leaves its trace. */
async function addPerson(c: Request): Promise<Response> {
  const form = await submitted(c)
  const today = c.var.db.clock.today()
  const which = { referralId: idOf(c.req.param('id')), seen: form.text('seen') }
  const text = (name: string) => (name === 'source' ? 'other' : form.text(name))
  const reading = readEntry({ text, today, readDay: (typed) => typedDay(typed, today) })
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await accepting.tieToNew(tx, { ...which, reading })
  })
  if (outcome.ok)
    return goTo(c, paths.referral(which.referralId), { tone: 'done', text: referralWords(c.var.language)('tie.saved') })
  if (outcome.refused.fields.some(({ code }) => code === 'number_not_enterable'))
    await c.var.db.write(c.var.context, recordRefusedNumber)
  const returned = returnedOf('add', form, outcome.refused)
  return showReferral(c, { ...returned, problems: returned.problems.map(unreadable) })
}

/** People's own words for what is wrong with a number are many; here one is enough. */
const unreadable = ({ field, code }: FieldProblem): FieldProblem =>
  isReferralWord(code) ? { field, code } : { field, code: field === 'number' ? 'number_unreadable' : 'birth_missing' }
