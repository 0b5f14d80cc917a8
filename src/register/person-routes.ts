import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Read } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { notesSection } from '../notes/card.ts'
import { municipalities, programmes } from '../organisations/store.ts'
import { PersonId } from '../people/model.ts'
import { peopleSections } from '../people/sections.ts'
import { personById } from '../people/store.ts'
import { whyCard, whyFold } from '../sight/why.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import type { FromAbove } from './above.ts'
import * as actions from './actions.ts'
import { codeWord } from './code-words.ts'
import { explain } from './explain.ts'
import { explanationPage, unknownThenPage } from './explain-views.ts'
import { factsOf } from './facts-store.ts'
import { requireOwnerAsSeen } from './meanwhile-actions.ts'
import { PERSON_TEXT, type PersonWord } from './person-text.ts'
import { decisionDraft, decisionPage, type PersonPage, personPage } from './person-views.ts'
import { reachedPerson } from './reached.ts'
import { openReached } from './reached-actions.ts'
import { viewOf } from './routes.ts'
import { scopeOf } from './scope.ts'
import { decisionsOf, occupationsOf, ownerOf, parameters, periodsOf } from './store.ts'
import { admittedFrom } from './summer.ts'

/** One young person: the page, the explanation on any day, decisions, occupation and owner. */
export function personRoutes(above: FromAbove): Hono<Env> {
  return new Hono<Env>()
    .get(paths.person(':id'), (c) => showPerson(c, above, idOf(c.req.param('id'))))
    .get(paths.personExplanation(':id'), (c) => showExplanation(c, idOf(c.req.param('id'))))
    .get(paths.personDecisions(':id'), (c) => showDecision(c, idOf(c.req.param('id')), { errors: [], typed: {} }))
    .post(paths.personDecisions(':id'), (c) => decide(c, idOf(c.req.param('id'))))
    .post(paths.personDecisionEnd(':id', ':decision'), (c) =>
      endDecision(c, idOf(c.req.param('id')), idOf(c.req.param('decision'))),
    )
    .post(paths.personOccupation(':id'), (c) => recordOccupation(c, above, idOf(c.req.param('id'))))
    .post(paths.personOwner(':id'), (c) => setOwner(c, idOf(c.req.param('id'))))
}

/** What a form came back with: nothing the first time. */
type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

/** Commits that the page is opened, then reads it: what is shown always stands in the trail. */
async function opened<T>(c: Request, id: string, read: (tx: Read) => Promise<T>): Promise<T> {
  await c.var.db.write(c.var.context, (tx) => actions.openPerson(tx, id))
  return c.var.db.read(c.var.context, read)
}

/** One page for those who work with the register, another for those who only work with the young person. */
async function showPerson(
  c: Request,
  above: FromAbove,
  id: string,
  returned: Returned = { errors: [], typed: {} },
): Promise<Response> {
  const { language } = c.var
  await c.var.db.write(c.var.context, (tx) => openReached(tx, id))
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    if (!tx.may('register.read')) return { actor: tx.actor, ...(await reachedPerson(tx, { id, language, above })) }
    const view = await personView(tx, { id, language, returned, above })
    return { actor: tx.actor, id: view.subject.id, content: personPage(view) }
  })
  if (shown.id !== id) return c.redirect(paths.person(shown.id), 303)
  return showPage(c, shown.actor, {
    // A title ends up in the browser's history and in other windows: never a name.
    title: words(PERSON_TEXT, language)('facts'),
    current: shown.actor.permissions.has('register.read') ? 'register' : 'today',
    hasErrors: returned.errors.length > 0,
    status: returned.errors.length > 0 ? 422 : 200,
    content: shown.content,
  })
}

async function personView(
  tx: Read,
  of: { id: string; language: 'sv' | 'en'; returned: Returned; above: FromAbove },
): Promise<PersonPage> {
  const { language, returned, above } = of
  const person = await personById(tx, PersonId.parse(of.id))
  const id = person.id
  const [facts, rules, view, periods, occupations, decisions, owner, names, cards] = await Promise.all([
    factsOf(tx, id),
    parameters(tx),
    viewOf(tx, language, tx.today),
    periodsOf(tx, id),
    occupationsOf(tx, id),
    decisionsOf(tx, id),
    ownerOf(tx, id),
    nameLookups(tx, language),
    cardsOf(tx, { id, language, above }),
  ])
  if (facts === null) throw new Error('a person without facts')
  const explanation = explain(facts, tx.today, rules)
  const member = explanation.inScope
  return {
    ...view,
    subject: person,
    place: names.municipality(facts.municipality),
    facts,
    periods,
    unclear: scopeOf(facts, rules).unclear,
    occupations,
    decisions,
    owner,
    explanation,
    admission: admittedFrom(facts, tx.today, rules),
    names,
    municipalityName: names.municipality,
    programmeName: names.programme,
    mayOpenDeliveries: tx.may('imports.read'),
    member,
    tokens: { owner: randomUUID(), occupation: randomUUID() },
    permitted: permittedOf(tx, member, language),
    errors: returned.errors,
    typed: returned.typed,
    ...cards,
  }
}

/** What other modules tell of the person. */
async function cardsOf(tx: Read, { above, ...of }: { id: PersonId; language: 'sv' | 'en'; above: FromAbove }) {
  const [nextCard, notes, sections, others, whySeen] = await Promise.all([
    above.nextCard(tx, of),
    notesSection(tx, of),
    peopleSections(tx, of),
    above.personCards(tx, of),
    whyCard(tx, of),
  ])
  return { nextCard, notes, sections: [sections, others], whySeen }
}

function permittedOf(tx: Read, member: boolean, language: 'sv' | 'en'): PersonPage['permitted'] {
  const say = words(PERSON_TEXT, language)
  const of = (permission: string) => (tx.may(permission) ? ALLOWED : null)
  const notMember: Permitted = { allowed: false, reason: say('owner.notMember') }
  return {
    decide: of('register.decide'),
    occupation: of('register.record_occupation'),
    owner: of('register.assign_owner') && (member ? ALLOWED : notMember),
  }
}

/** Names of the codes that facts carry. */
async function nameLookups(tx: Read, language: 'sv' | 'en') {
  const [places, studies, view] = await Promise.all([
    municipalities(tx),
    programmes(tx),
    viewOf(tx, language, tx.today),
  ])
  const place = new Map(places.map((each) => [each.code, each.name]))
  const study = new Map(studies.map((each) => [each.code, each.name]))
  return {
    municipality: (code: string) => place.get(code) ?? code,
    programme: (code: string) => study.get(code) ?? study.get(code.slice(0, 2)) ?? code,
    decisionReason: (code: string) => codeWord(view.codes, 'decision_reason', code, language),
  }
}

async function showExplanation(c: Request, id: string): Promise<Response> {
  const { language } = c.var
  const shown = await opened(c, id, async (tx) => {
    const knownAt = dayAsked(c, 'knownAt', tx.today)
    const asOf = dayAsked(c, 'asOf', tx.today) ?? knownAt ?? tx.today
    const known = knownAt === null ? null : endOf(knownAt)
    const subject = await personById(tx, PersonId.parse(id), known)
    const errors = dayErrors(c, tx.today)
    const unread = (name: string) => (errors.some(({ field }) => field === name) ? c.req.query(name) : undefined)
    const asked = {
      language,
      subject,
      asOf,
      knownAt,
      errors,
      typed: { asOf: unread('asOf'), knownAt: unread('knownAt') },
      mayList: tx.may('register.list'),
      why: await whyFold(tx, { id: subject.id, language }),
    }
    const facts = await factsOf(tx, subject.id, known)
    if (facts === null) {
      if (knownAt === null) throw new Error('a person without facts')
      return { actor: tx.actor, content: unknownThenPage({ ...asked, knownAt }) }
    }
    const [rules, view, names, periods] = await Promise.all([
      parameters(tx),
      viewOf(tx, language, tx.today),
      nameLookups(tx, language),
      periodsOf(tx, subject.id, known),
    ])
    const explanation = explain(facts, asOf, rules)
    const admission = admittedFrom(facts, asOf, rules)
    const mayOpenDeliveries = tx.may('imports.read')
    const page = { ...asked, explanation, admission, names, codes: view.codes, periods, mayOpenDeliveries }
    return { actor: tx.actor, content: explanationPage(page) }
  })
  return showPage(c, shown.actor, {
    title: words(PERSON_TEXT, language)('explain.title'),
    current: 'register',
    content: shown.content,
  })
}

function dayAsked(c: Request, name: string, today: PlainDate): PlainDate | null {
  const text = c.req.query(name)
  return text ? typedDay(text, today) : null
}

function dayErrors(c: Request, today: PlainDate): FieldError[] {
  const message = words(PERSON_TEXT, c.var.language)('day_unreadable')
  const unread = (name: string) => Boolean(c.req.query(name)) && dayAsked(c, name, today) === null
  return ['asOf', 'knownAt'].filter(unread).map((field) => ({ field, message }))
}

async function showDecision(c: Request, id: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const shown = await opened(c, id, async (tx) => {
    const [subject, view] = await Promise.all([personById(tx, PersonId.parse(id)), viewOf(tx, language, tx.today)])
    const reason = words(PERSON_TEXT, language)('notPermitted')
    const permitted = tx.may('register.decide') ? ALLOWED : { allowed: false as const, reason }
    return {
      actor: tx.actor,
      view: {
        ...view,
        subject,
        permitted,
        mayList: tx.may('register.list'),
        why: await whyFold(tx, { id: subject.id, language }),
        token: randomUUID(),
        account: tx.actor.accountId,
        ...returned,
      },
    }
  })
  return showPage(c, shown.actor, {
    title: words(PERSON_TEXT, language)('decision.new'),
    current: 'register',
    hasErrors: returned.errors.length > 0,
    status: returned.errors.length > 0 ? 422 : 200,
    content: decisionPage(shown.view),
  })
}

async function decide(c: Request, id: string): Promise<Response> {
  const say = words(PERSON_TEXT, c.var.language)
  const form = await submitted(c)
  const today = c.var.db.clock.today()
  const from = typedDay(form.text('from'), today)
  const last = form.text('until') === '' ? null : typedDay(form.text('until'), today)
  const problems: FieldProblem[] = []
  const outcome = (['in_scope', 'out_of_scope', 'unclear'] as const).find((each) => each === form.text('outcome'))
  if (!outcome) problems.push({ field: 'outcome', code: 'outcome_missing' })
  // Told together with what the action would find: nobody should have to mend a form twice.
  if (form.text('reasonCode') === '') problems.push({ field: 'reasonCode', code: 'reason_missing' })
  if (form.text('evidence') === '') problems.push({ field: 'evidence', code: 'evidence_missing' })
  if (from === null) problems.push({ field: 'from', code: 'day_unreadable' })
  if (form.text('until') === '') problems.push({ field: 'until', code: 'until_missing' })
  else if (last === null) problems.push({ field: 'until', code: 'day_unreadable' })
  if (!outcome || from === null || problems.length > 0) {
    return showDecision(c, id, { errors: spoken(problems, c.var.language), typed: form.values })
  }
  const made = await attempt(c, async (tx) => {
    const draft = decisionDraft(tx.actor.accountId, id)
    if (!(await firstTime(tx, form.token))) return draft
    // People give the last day; the decision holds until the day after (decision 1).
    const until = last === null ? null : addDays(last, 1)
    await actions.decide(tx, {
      personId: id,
      outcome,
      reasonCode: form.text('reasonCode'),
      evidence: form.text('evidence'),
      from,
      until,
    })
    return draft
  })
  if (!made.ok) return showDecision(c, id, { errors: spoken(made.refused.fields, c.var.language), typed: form.values })
  return goTo(c, paths.person(id), { tone: 'done', text: say('decision.saved'), saved: made.value })
}

function spoken(problems: readonly FieldProblem[], language: 'sv' | 'en'): FieldError[] {
  const say = words(PERSON_TEXT, language)
  return problems.map(({ field, code }) => ({
    field,
    message: say(code in PERSON_TEXT ? (code as PersonWord) : 'unknown_code'),
  }))
}

async function endDecision(c: Request, id: string, decisionId: string): Promise<Response> {
  const say = words(PERSON_TEXT, c.var.language)
  const outcome = await attempt(c, (tx) => actions.endDecision(tx, { personId: id, decisionId }))
  return goTo(
    c,
    paths.person(id),
    outcome.ok ? { tone: 'done', text: say('decision.ended') } : { tone: 'problem', text: say('decision_over') },
  )
}

async function recordOccupation(c: Request, above: FromAbove, id: string): Promise<Response> {
  const form = await submitted(c)
  const from = typedDay(form.text('from'), c.var.db.clock.today())
  if (from === null) {
    // Told together with what the action would find: nobody should have to mend a form twice.
    const problems: FieldProblem[] = [{ field: 'from', code: 'day_unreadable' }]
    if (form.text('occupation') === '') problems.unshift({ field: 'occupation', code: 'unknown_code' })
    if (form.text('source') === '') problems.push({ field: 'source', code: 'source_missing' })
    return showPerson(c, above, id, { errors: spoken(problems, c.var.language), typed: form.values })
  }
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return
    await actions.recordOccupation(tx, {
      personId: id,
      seen: form.values['seen'],
      occupation: form.text('occupation'),
      source: form.text('source'),
      from,
    })
  })
  if (!outcome.ok)
    return showPerson(c, above, id, { errors: spoken(outcome.refused.fields, c.var.language), typed: form.values })
  return goTo(c, paths.person(id), { tone: 'done', text: words(PERSON_TEXT, c.var.language)('occupation.saved') })
}

async function setOwner(c: Request, id: string): Promise<Response> {
  const form = await submitted(c)
  const say = words(PERSON_TEXT, c.var.language)
  const owner = form.text('owner')
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return 0
    await requireOwnerAsSeen(tx, { personId: id, seen: form.values['seen'], wanted: owner })
    return actions.assignOwner(tx, [id], owner === '' ? null : owner)
  })
  if (!outcome.ok) {
    const [problem] = spoken(outcome.refused.fields, c.var.language)
    return goTo(c, paths.person(id), { tone: 'problem', text: problem?.message ?? say('unknown_code') })
  }
  return goTo(c, paths.person(id), { tone: 'done', text: say('owner.saved') })
}
