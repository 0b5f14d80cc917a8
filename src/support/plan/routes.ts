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
import { reviewDraft } from './around-views.ts'
import { readAgreement, readExemption, readReview, readWhole } from './form-input.ts'
import { Who } from './model.ts'
import type { Returned } from './parts-views.ts'
import { exemptReview, holdReview } from './review-actions.ts'
import { reviewRule, reviewsOf } from './review-store.ts'
import { itemsOf, mayAskGuardian } from './rules.ts'
import { measuresOf, planVersions, wholePlan } from './store.ts'
import type { PlanWord } from './text.ts'
import { planDraft, planPage } from './views.ts'
import { isPlanWord, planWords } from './words.ts'

export type PlanOptions = {
  /** The address of the page behind a link, where `origin` is what one asks of now. */
  readonly linkTo: (origin: string) => LinkTo
}

/** The plan of one young person, and the domain's measure of how often plans are looked at. */
export function planRoutes({ linkTo }: PlanOptions): Hono<Env> {
  const at = (c: Request) => idOf(c.req.param('id'))
  return new Hono<Env>()
    .get(paths.personPlan(':id'), (c) => show(c, at(c), null))
    .post(paths.personPlan(':id'), (c) => save(c, WHOLE))
    .post(paths.planAgreements(':id'), (c) => save(c, AGREEMENT))
    .post(paths.planReviews(':id'), (c) => save(c, REVIEW))
    .post(paths.planExemptions(':id'), (c) => save(c, EXEMPT))
    .post(paths.planLinks(':id'), (c) => save(c, sending(linkTo(new URL(c.req.url).origin))))
}

/** Whether anything can be changed, and why not: nothing new is planned in a case that is closed. */
export async function permittedIn(tx: Read, root: PersonId, language: Language): Promise<Permitted> {
  const of = await caseOf(tx, root)
  const isOpen = of !== null && of.closedOn === null
  return isOpen ? ALLOWED : { allowed: false, reason: planWords(language)('no_open_case') }
}

async function show(c: Request, id: string, returned: Returned | null): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openPlan(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => ({
    actor: tx.actor,
    content: planPage({ ...(await sightOf(tx, person.id, language)), returned }),
  }))
  const hasErrors = returned !== null
  const status = returned === null ? 200 : returned.conflict ? 409 : 422
  return showPage(c, actor, { title: planWords(language)('title'), hasErrors, status, content })
}

async function sightOf(tx: Read, root: PersonId, language: Language) {
  const [person, why, whole, measures, versions, agreements, links, reviews, rule, staff, permitted] =
    await Promise.all([
      personById(tx, root),
      whyFold(tx, { id: root, language }),
      wholePlan(tx, root),
      measuresOf(tx, root),
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
    ...{
      colleagues: staff,
      accountId: tx.actor.accountId,
      today: tx.today,
      items: itemsOf(whole, { measures, reviews }),
      mayList: tx.may('register.list'),
    },
    may: {
      send: tx.may('messages.send'),
      askGuardian: mayAskGuardian(person, tx.today),
      rule: tx.may('plans.set_rule'),
    },
    token: randomUUID(),
  }
}

/** A form on the plan: how it is read, and what it does. */
type Deed = {
  readonly form: string
  readonly saved: PlanWord
  /** What the tab calls what was written in it; left out where nothing is written at length. */
  readonly draft?: (account: string, person: string) => string
  readonly act: (tx: Write, of: { readonly personId: string; readonly form: Submitted }) => Promise<unknown>
}

const WHOLE: Deed = {
  form: 'whole',
  saved: 'plan.saved',
  draft: planDraft,
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
  draft: reviewDraft,
  act: (tx, { personId, form }) => holdReview(tx, { personId, ...readReview(form, tx.today) }),
}
const EXEMPT: Deed = {
  form: 'exempt',
  saved: 'review.exempt.saved',
  act: (tx, { personId, form }) => exemptReview(tx, { personId, ...readExemption(form, tx.today) }),
}
const sending = (linkTo: LinkTo): Deed => ({
  form: 'send',
  saved: 'link.sent',
  act: async (tx, { personId, form }) =>
    sendPlan(tx, { personId, who: Who.catch('youth').parse(form.text('who')), linkTo }),
})

async function save(c: Request, deed: Deed): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await deed.act(tx, { personId, form })
    return deed.draft === undefined ? {} : { saved: deed.draft(tx.actor.accountId, personId) }
  })
  const text = planWords(c.var.language)(deed.saved)
  if (outcome.ok) return goTo(c, paths.personPlan(personId), { tone: 'done', text, ...outcome.value })
  return show(c, personId, returnedOf(outcome, { name: deed.form, form, language: c.var.language }))
}

type Back = { readonly name: string; readonly form: Submitted; readonly language: Language }

/** What came back, beside its fields; a conflict that is about the whole form stands at its top. */
export function returnedOf({ refused }: Outcome<unknown> & { ok: false }, { name, form, language }: Back): Returned {
  const errors = fieldErrors(problemsOf(refused), planWords(language), isPlanWord)
  const conflict = refused.kind === 'conflict'
  return { form: name, errors, typed: form.values, chosen: form.list('present'), conflict }
}
