import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { reachesNotes } from '../../notes/store.ts'
import { messageSetting } from '../../outreach/messages/setting-store.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { nameable } from '../cases/named.ts'
import { caseOf } from '../cases/store.ts'
import { differsNotice } from '../week/card.ts'
import * as actions from './actions.ts'
import { countBalance } from './employer-actions.ts'
import { allSupervisors, employerById, openOffers } from './employer-store.ts'
import { type Reading, readDone, readEnding, readStep, readTerms } from './form-input.ts'
import { placementPage } from './one-views.ts'
import { agreementPdf } from './paper.ts'
import { placementById, placementsOf, stepsOf, termsOf } from './store.ts'
import { placementDraft, placementsPage } from './views.ts'
import { isPlacementWord, type PlacementWord, placementWords } from './words.ts'

/** The placements of one young person. */
export function placementRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personPlacements(':id'), (c) => showAll(c, idOf(c.req.param('id')), null))
    .post(paths.personPlacements(':id'), start)
    .get(paths.personPlacement(':id', ':placement'), (c) => showOne(c, whichOf(c), null))
    .post(paths.personPlacementTerms(':id', ':placement'), (c) => act(c, TERMS))
    .post(paths.personPlacementSigned(':id', ':placement'), (c) => act(c, SIGNED))
    .get(paths.personPlacementAgreement(':id', ':placement'), takeAgreement)
    .post(paths.personPlacementSteps(':id', ':placement'), (c) => act(c, STEP))
    .post(paths.personPlacementEnd(':id', ':placement'), (c) => act(c, END))
    .post(paths.personPlacementReopening(':id', ':placement'), (c) => act(c, REOPENING))
    .post(paths.personPlacementStep(':id', ':step'), logStep)
    .post(paths.personPlacementStepBack(':id', ':step'), takeStepBack)
}

type Which = { readonly personId: string; readonly placementId: string }
const whichOf = (c: Request): Which => ({
  personId: idOf(c.req.param('id')),
  placementId: idOf(c.req.param('placement')),
})

type Came = {
  readonly form: string
  readonly typed: Submitted
  readonly problems: readonly FieldProblem[]
  readonly status: 409 | 422
}
const cameOf = (form: string, typed: Submitted, refused: Refused): Came => ({
  ...{ form, typed, problems: problemsOf(refused), status: refused.kind === 'invalid' ? 422 : 409 },
})
const errorsOf = (c: Request, came: Came | null) =>
  fieldErrors(came?.problems ?? [], placementWords(c.var.language), isPlacementWord)

function readOut<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new Refused('invalid', 'form', reading.problems)
  return reading.value
}

/** What every page of somebody's begins with: that it was opened stands in the trail. */
async function headOf(c: Request, personId: string) {
  const { language } = c.var
  const { id } = await c.var.db.write(c.var.context, (tx) => actions.openPlacements(tx, personId))
  return async (tx: Read) => {
    const [person, why] = [await personById(tx, id), await whyFold(tx, { id, language })]
    return {
      language,
      person,
      why,
      mayList: tx.may('register.list'),
      today: tx.today,
      token: randomUUID(),
      account: tx.actor.accountId,
    }
  }
}

async function showAll(c: Request, personId: string, came: Came | null): Promise<Response> {
  const head = await headOf(c, personId)
  const counts = await c.var.db.write(c.var.context, countBalance)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const view = await head(tx)
    const root = view.person.id
    const [placements, offers, supervisors] = [
      await placementsOf(tx, root),
      await openOffers(tx),
      await allSupervisors(tx),
    ]
    const of = await caseOf(tx, root)
    const filled = { errors: errorsOf(c, came), typed: came?.typed.values ?? {}, days: came?.typed.list('days') ?? [] }
    const known = { placements, offers, supervisors: supervisors.filter(({ endedOn }) => endedOn === null) }
    const hasCase = of !== null && of.closedOn === null
    return { actor: tx.actor, content: placementsPage({ ...view, ...known, ...filled, counts, hasCase }) }
  })
  const title = placementWords(c.var.language)('title')
  return showPage(c, actor, { title, hasErrors: came !== null, status: came?.status ?? 200, content })
}

async function showOne(c: Request, which: Which, came: Came | null): Promise<Response> {
  const head = await headOf(c, which.personId)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const view = await head(tx)
    const root = view.person.id
    const placement = await placementById(tx, { root, placementId: which.placementId })
    const [terms, steps] = [await termsOf(tx, placement.id), await stepsOf(tx, placement.id)]
    const [supervisors, staff] = [await allSupervisors(tx), await colleagues(tx)]
    const reaches = await reachesNotes(tx, root)
    const notes = { mayNote: reaches && tx.may('notes.write'), mayReadNotes: reaches && tx.may('notes.read') }
    const back = came && { form: came.form, typed: came.typed.values, days: came.typed.list('days') }
    const returned = back && { ...back, errors: errorsOf(c, came) }
    const differs = await differsNotice(tx, { root, from: placement.terms.fromOn, language: c.var.language })
    const known = {
      placement,
      terms,
      steps,
      supervisors,
      colleagues: staff,
      nameable: await nameable(tx, root),
      differs,
    }
    return { actor: tx.actor, content: placementPage({ ...view, ...known, ...notes, returned }) }
  })
  const title = placementWords(c.var.language)('title.one')
  return showPage(c, actor, { title, hasErrors: came !== null, status: came?.status ?? 200, content })
}

async function start(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const terms = readOut(readTerms(form, tx.today))
    const made = { personId, offerId: chosen(form.text('offerId')), terms, accompany: Number(form.text('accompany')) }
    const saved = placementDraft(tx.actor.accountId, personId)
    return { saved, id: (await firstTime(tx, form.token)) ? await actions.startPlacement(tx, made) : null }
  })
  if (!outcome.ok) return showAll(c, personId, cameOf('placement', form, outcome.refused))
  const { id, saved } = outcome.value
  const to = id === null ? paths.personPlacements(personId) : paths.personPlacement(personId, id)
  return goTo(c, to, { tone: 'done', text: placementWords(c.var.language)('new.saved'), saved })
}

function chosen(offerId: string): string {
  if (offerId === '') throw new Refused('invalid', 'placement', [{ field: 'offerId', code: 'offer_missing' }])
  return idOf(offerId)
}

/** A form of the page of one placement: what it does with what was typed, and what is said when it is done. */
type Deed = {
  readonly form: string
  readonly done: PlacementWord
  readonly does: (tx: Write, which: Which, typed: Submitted) => Promise<unknown>
}

const TERMS: Deed = {
  ...{ form: 'terms', done: 'change.saved' },
  does: (tx, which, typed) =>
    actions.changeTerms(tx, {
      ...{ ...which, terms: readOut(readTerms(typed, tx.today)), seen: typed.text('seen') },
      movesSteps: typed.text('movesSteps') !== '',
    }),
}
const SIGNED: Deed = {
  ...{ form: 'signed', done: 'sign.saved' },
  does: (tx, which, typed) => {
    const on = typedDay(typed.text('signedOn'), tx.today)
    if (on === null) throw new Refused('invalid', 'signed', [{ field: 'signedOn', code: 'day_unreadable' }])
    return actions.noteSigned(tx, { ...which, on, seen: typed.text('seen') })
  },
}
const STEP: Deed = {
  ...{ form: 'step', done: 'step.saved' },
  does: (tx, which, typed) => actions.planStep(tx, { ...which, step: readOut(readStep(typed, tx.today)) }),
}
const END: Deed = {
  ...{ form: 'end', done: 'end.saved' },
  does: (tx, which, typed) => actions.endPlacement(tx, { ...which, ending: readOut(readEnding(typed, tx.today)) }),
}

const REOPENING: Deed = {
  ...{ form: 'reopening', done: 'reopen.saved' },
  does: (tx, which) => actions.reopenPlacement(tx, which),
}

async function act(c: Request, deed: Deed): Promise<Response> {
  const which = whichOf(c)
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await deed.does(tx, which, form)
    return deed === TERMS ? { saved: placementDraft(tx.actor.accountId, which.placementId) } : {}
  })
  if (!outcome.ok) return showOne(c, which, cameOf(deed.form, form, outcome.refused))
  const to = paths.personPlacement(which.personId, which.placementId)
  return goTo(c, to, { tone: 'done', text: placementWords(c.var.language)(deed.done), ...outcome.value })
}

async function logStep(c: Request): Promise<Response> {
  const [personId, stepId] = [idOf(c.req.param('id')), idOf(c.req.param('step'))]
  const form = await submitted(c)
  const { placementId } = await c.var.db.write(c.var.context, (tx) => actions.openStep(tx, { personId, stepId }))
  const outcome = await attempt(c, async (tx) => {
    const done = readOut(readDone(form, tx.today))
    if (await firstTime(tx, form.token)) await actions.logStep(tx, { ...done, personId, stepId })
    return placementDraft(tx.actor.accountId, stepId)
  })
  if (!outcome.ok) return showOne(c, { personId, placementId }, cameOf(`step-${stepId}`, form, outcome.refused))
  const to = paths.personPlacement(personId, placementId)
  const text = placementWords(c.var.language)('step.logged')
  return goTo(c, to, { tone: 'done', text, saved: outcome.value })
}

async function takeStepBack(c: Request): Promise<Response> {
  const [personId, stepId] = [idOf(c.req.param('id')), idOf(c.req.param('step'))]
  const form = await submitted(c)
  const { placementId } = await c.var.db.write(c.var.context, (tx) => actions.openStep(tx, { personId, stepId }))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.takeStepBack(tx, { personId, stepId })
  })
  if (!outcome.ok) return showOne(c, { personId, placementId }, cameOf('back', form, outcome.refused))
  const to = paths.personPlacement(personId, placementId)
  return goTo(c, to, { tone: 'done', text: placementWords(c.var.language)('step.back.saved') })
}

async function takeAgreement(c: Request): Promise<Response> {
  const which = whichOf(c)
  const paper = await c.var.db.write(c.var.context, async (tx) => {
    const taken = await actions.takeAgreement(tx, which)
    const { supervisorId } = taken.placement.terms
    const supervisor = (await allSupervisors(tx)).find(({ id }) => id === supervisorId) ?? null
    const { employerId } = taken.placement
    const employer = employerId === null ? null : await employerById(tx, employerId)
    const owner = (await caseOf(tx, taken.person.id))?.ownerId ?? null
    const coach = (await colleagues(tx)).find(({ accountId }) => accountId === owner)?.displayName ?? null
    return { ...taken, setting: await messageSetting(tx), supervisor, employer, coach }
  })
  return c.body(await agreementPdf(paper, c.var.language), 200, {
    'content-type': 'application/pdf',
    'cache-control': 'no-store',
    'content-disposition': 'attachment; filename="overenskommelse.pdf"',
  })
}
