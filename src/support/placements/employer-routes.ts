import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { municipalities } from '../../organisations/store.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './employer-actions.ts'
import { employerById, employers, offersOf, openOffers, supervisorsOf } from './employer-store.ts'
import { employerPage, employersPage, offerDraft } from './employer-views.ts'
import { type Reading, readEmployer, readOffer } from './form-input.ts'
import { placesPage } from './list-views.ts'
import { isPlacementWord, type PlacementWord, placementWords } from './words.ts'

/** The places that can be had, and the workplaces that offer them. */
export function employerRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.placements(), showPlaces)
    .get(paths.employers(), (c) => showAll(c, null))
    .post(paths.employers(), add)
    .get(paths.employer(':id'), (c) => showOne(c, idOf(c.req.param('id')), null))
    .post(paths.employer(':id'), (c) => act(c, CHANGE))
    .post(paths.employerClosing(':id'), (c) => act(c, CLOSING))
    .post(paths.employerOffers(':id'), (c) => act(c, OFFER))
    .post(paths.employerOfferClosing(':id', ':offer'), (c) => act(c, OFFER_CLOSING))
    .post(paths.employerSupervisors(':id'), (c) => act(c, SUPERVISOR))
    .post(paths.employerSupervisor(':id', ':supervisor'), (c) => act(c, SUPERVISOR_CHANGE))
    .post(paths.employerSupervisorEnd(':id', ':supervisor'), (c) => act(c, SUPERVISOR_END))
}

type Came = {
  readonly id: string
  readonly form: Submitted
  readonly problems: readonly FieldProblem[]
  readonly status: 409 | 422
}

const returnedOf = (c: Request, came: Came | null) =>
  came && {
    form: came.id,
    errors: fieldErrors(came.problems, placementWords(c.var.language), isPlacementWord),
    typed: came.form.values,
  }

async function showPlaces(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('employers.read')
    const [offers, counts] = [await openOffers(tx), await actions.countBalance(tx)]
    return { actor: tx.actor, content: placesPage({ language, today: tx.today, offers, counts }) }
  })
  return showPage(c, actor, { title: placementWords(language)('places.title'), current: 'placements', content })
}

/** What the list of employers and the page of one have in common. */
async function around(tx: Read, c: Request, came: Came | null) {
  const known = { language: c.var.language, today: tx.today, municipalities: await municipalities(tx) }
  return {
    ...known,
    permitted: ALLOWED,
    account: tx.actor.accountId,
    token: randomUUID(),
    returned: returnedOf(c, came),
  }
}

async function showAll(c: Request, came: Came | null): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('employers.read')
    const view = { ...(await around(tx, c, came)), employers: await employers(tx) }
    return { actor: tx.actor, content: employersPage(view) }
  })
  const title = placementWords(language)('employers.title')
  return showPage(c, actor, {
    ...{ title, hasErrors: came !== null, content },
    current: 'placements',
    status: came?.status ?? 200,
  })
}

async function showOne(c: Request, id: string, came: Came | null): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('employers.read')
    const employer = await employerById(tx, id)
    const [supervisors, offers] = [await supervisorsOf(tx, id), await offersOf(tx, id)]
    const view = { ...(await around(tx, c, came)), employer, supervisors, offers }
    return { actor: tx.actor, content: employerPage(view) }
  })
  const title = placementWords(language)('employers.title')
  return showPage(c, actor, {
    ...{ title, hasErrors: came !== null, content },
    current: 'placements',
    status: came?.status ?? 200,
  })
}

const statusOf = ({ kind }: Refused) => (kind === 'invalid' ? 422 : 409)

function readOut<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new Refused('invalid', 'form', reading.problems)
  return reading.value
}

async function add(c: Request): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    const value = readOut(readEmployer(form))
    return (await firstTime(tx, form.token)) ? actions.addEmployer(tx, value) : null
  })
  if (!outcome.ok)
    return showAll(c, {
      id: 'employer',
      form,
      problems: problemsOf(outcome.refused),
      status: statusOf(outcome.refused),
    })
  const to = outcome.value === null ? paths.employers() : paths.employer(outcome.value)
  return goTo(c, to, { tone: 'done', text: placementWords(c.var.language)('employer.added') })
}

type Named = { readonly id: string; readonly part: string }

/** A form of the page of one workplace: what it does with what was typed, and what is said when it is done. */
type Deed = {
  readonly form: (of: Named) => string
  readonly done: PlacementWord
  readonly does: (tx: Write, of: Named, typed: Submitted) => Promise<unknown>
}

const reached = (typed: Submitted) => ({
  name: typed.text('name'),
  phone: typed.text('phone'),
  email: typed.text('email'),
})
const CHANGE: Deed = {
  ...{ form: () => 'employer', done: 'employer.saved' },
  does: (tx, { id }, typed) =>
    actions.changeEmployer(tx, id, { ...readOut(readEmployer(typed)), seen: typed.text('seen') }),
}
const CLOSING: Deed = {
  ...{ form: () => 'closing', done: 'employer.saved' },
  does: (tx, { id }, typed) => actions.closeEmployer(tx, id, typed.text('closed') === '1'),
}
const OFFER: Deed = {
  ...{ form: () => 'offer', done: 'offer.added' },
  does: (tx, { id }, typed) => actions.addOffer(tx, id, readOut(readOffer(typed, tx.today))),
}
const OFFER_CLOSING: Deed = {
  ...{ form: () => 'closing', done: 'offer.closed' },
  does: (tx, { id, part }) => actions.closeOffer(tx, { employerId: id, offerId: part }),
}
const SUPERVISOR: Deed = {
  ...{ form: () => 'supervisor', done: 'supervisor.added' },
  does: (tx, { id }, typed) => actions.addSupervisor(tx, id, reached(typed)),
}
const SUPERVISOR_CHANGE: Deed = {
  ...{ form: ({ part }) => `supervisor-${part}`, done: 'supervisor.saved' },
  does: (tx, { id, part }, typed) =>
    actions.changeSupervisor(
      tx,
      { employerId: id, supervisorId: part },
      { ...reached(typed), seen: typed.text('seen') },
    ),
}
const SUPERVISOR_END: Deed = {
  ...{ form: () => 'closing', done: 'supervisor.ended' },
  does: (tx, { id, part }) => actions.endSupervisor(tx, { employerId: id, supervisorId: part }),
}

async function act(c: Request, deed: Deed): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const named = c.req.param('offer') ?? c.req.param('supervisor')
  const of = { id, part: named === undefined ? '' : idOf(named) }
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await deed.does(tx, of, form)
    return deed === OFFER ? { saved: offerDraft(tx.actor.accountId, id) } : {}
  })
  const text = placementWords(c.var.language)(deed.done)
  if (outcome.ok) return goTo(c, paths.employer(id), { tone: 'done', text, ...outcome.value })
  const problems = problemsOf(outcome.refused)
  return showOne(c, id, { id: deed.form(of), form, problems, status: statusOf(outcome.refused) })
}
