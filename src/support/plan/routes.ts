import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import {
  attempt,
  type Env,
  firstTime,
  idOf,
  type Outcome,
  type Request,
  type Submitted,
  submitted,
} from '../../kernel/http.ts'
import type { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { caseOf } from '../cases/store.ts'
import * as actions from './actions.ts'
import { type LinkTo, noteAgreement, sendPlan } from './agreement-actions.ts'
import { agreementsOf, linksOf } from './agreement-store.ts'
import { readAgreement, readExemption, readReview, readWhole } from './form-input.ts'
import type { Returned } from './parts-views.ts'
import { exemptReview, holdReview } from './review-actions.ts'
import { reviewRule, reviewsOf } from './review-store.ts'
import { itemsOf } from './rules.ts'
import { planVersions, wholePlan } from './store.ts'
import type { PlanWord } from './text.ts'
import { planPage } from './views.ts'
import { isPlanWord, planWords } from './words.ts'

export type PlanOptions = {
  /** The address of the page behind a link; null where this installation has none that a phone reaches. */
  readonly linkTo: LinkTo | null
}

/** The plan of one young person, and the domain's measure of how often plans are looked at. */
export function planRoutes(options: PlanOptions): Hono<Env> {
  const at = (c: Request) => idOf(c.req.param('id'))
  return new Hono<Env>()
    .get(paths.personPlan(':id'), (c) => show(c, at(c), options, null))
    .post(paths.personPlan(':id'), (c) => save(c, options, WHOLE))
    .post(paths.planAgreements(':id'), (c) => save(c, options, AGREEMENT))
    .post(paths.planReviews(':id'), (c) => save(c, options, REVIEW))
    .post(paths.planExemptions(':id'), (c) => save(c, options, EXEMPT))
    .post(paths.planLinks(':id'), (c) => save(c, options, sending(options)))
}

/** Whether anything can be changed, and why not: nothing new is planned in a case that is closed. */
export async function permittedIn(tx: Read, root: PersonId, language: Language): Promise<Permitted> {
  const of = await caseOf(tx, root)
  const isOpen = of !== null && of.closedOn === null
  return isOpen ? ALLOWED : { allowed: false, reason: planWords(language)('no_open_case') }
}

async function show(c: Request, id: string, options: PlanOptions, returned: Returned | null): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openPlan(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => ({
    actor: tx.actor,
    content: planPage({ ...(await sightOf(tx, person.id, { language, options })), returned }),
  }))
  const hasErrors = returned !== null
  const status = returned === null ? 200 : returned.conflict ? 409 : 422
  return showPage(c, actor, { title: planWords(language)('title'), hasErrors, status, content })
}

type Asked = { readonly language: Language; readonly options: PlanOptions }

async function sightOf(tx: Read, root: PersonId, { language, options }: Asked) {
  const [person, why, whole, versions, agreements, links, reviews, rule, staff, permitted] = await Promise.all([
    personById(tx, root),
    whyFold(tx, { id: root, language }),
    wholePlan(tx, root),
    planVersions(tx, root),
    agreementsOf(tx, root),
    linksOf(tx, root),
    reviewsOf(tx, root),
    reviewRule(tx),
    colleagues(tx),
    permittedIn(tx, root, language),
  ])
  return {
    ...{ language, person, why, whole, versions, agreements, links, reviews, rule, permitted },
    ...{ colleagues: staff, today: tx.today, items: itemsOf(whole, reviews), mayList: tx.may('register.list') },
    may: { send: options.linkTo !== null && tx.may('messages.send'), rule: tx.may('plans.set_rule') },
    token: randomUUID(),
  }
}

/** A form on the plan: how it is read, and what it does. */
type Deed = {
  readonly form: string
  readonly saved: PlanWord
  readonly act: (tx: Write, of: { readonly personId: string; readonly form: Submitted }) => Promise<unknown>
}

const WHOLE: Deed = {
  form: 'whole',
  saved: 'plan.saved',
  act: (tx, { personId, form }) => actions.wordPlan(tx, { personId, ...readWhole(form, tx.today) }),
}
const AGREEMENT: Deed = {
  form: 'agreement',
  saved: 'agreement.saved',
  act: (tx, { personId, form }) => noteAgreement(tx, { personId, ...readAgreement(form, tx.today) }),
}
const REVIEW: Deed = {
  form: 'review',
  saved: 'review.held.saved',
  act: (tx, { personId, form }) => holdReview(tx, { personId, ...readReview(form, tx.today) }),
}
const EXEMPT: Deed = {
  form: 'exempt',
  saved: 'review.exempt.saved',
  act: (tx, { personId, form }) => exemptReview(tx, { personId, ...readExemption(form, tx.today) }),
}
const sending = ({ linkTo }: PlanOptions): Deed => ({
  form: 'send',
  saved: 'link.sent',
  act: async (tx, { personId }) => sendPlan(tx, { personId, linkTo }),
})

async function save(c: Request, options: PlanOptions, deed: Deed): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await deed.act(tx, { personId, form })
  })
  if (outcome.ok)
    return goTo(c, paths.personPlan(personId), { tone: 'done', text: planWords(c.var.language)(deed.saved) })
  return show(c, personId, options, returnedOf(outcome, { name: deed.form, form, language: c.var.language }))
}

type Back = { readonly name: string; readonly form: Submitted; readonly language: Language }

/** What came back, beside its fields; a conflict that is about the whole form stands at its top. */
export function returnedOf({ refused }: Outcome<unknown> & { ok: false }, { name, form, language }: Back): Returned {
  const errors = fieldErrors(problemsOf(refused), planWords(language), isPlanWord)
  const conflict = refused.kind === 'conflict'
  return { form: name, errors, typed: form.values, chosen: form.list('present'), conflict }
}
