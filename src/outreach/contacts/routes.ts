import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Actor, Read } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { reachesNotes } from '../../notes/store.ts'
import { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { pageAsked } from '../../register/reached-routes.ts'
import { whyFold } from '../../sight/why.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { PAGE_SIZE } from '../../ui/components/pager.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import { duePage } from './due-views.ts'
import { readContact, readNext, valuesOf } from './form-input.ts'
import { correctPage, groupPage, logDraft, logPage, nextPage, strikePage } from './form-views.ts'
import { Channel, type LoggedContact, StruckReason, Through } from './model.ts'
import { isQuick, MOST_AT_ONCE, QUICK } from './rules.ts'
import * as store from './store.ts'
import type { ContactWord } from './text.ts'
import { CONTACTS_ON_PAGE, contactsPage } from './views.ts'
import { contactWords, isContactWord } from './words.ts'

/** What modules that stand above show in the list of whom to contact. */
export type FromAbove = {
  readonly answers: (tx: Read, language: Language) => Promise<Content>
}

/** The contact log of a young person, and whom to contact. */
export function contactLogRoutes(fromAbove: FromAbove): Hono<Env> {
  return new Hono<Env>()
    .get(paths.outreach(), (c) => showDue(c, fromAbove))
    .get(paths.outreachGroup(), (c) => showGroup(c, NOTHING))
    .post(paths.outreachGroup(), logGroup)
    .get(paths.personLog(':id'), (c) => showLog(c, idOf(c.req.param('id'))))
    .post(paths.personLog(':id'), (c) => log(c, idOf(c.req.param('id'))))
    .get(paths.personLogNew(':id'), (c) => showNew(c, idOf(c.req.param('id')), asked(c)))
    .post(paths.personLogQuick(':id'), (c) => logQuick(c, idOf(c.req.param('id'))))
    .get(paths.personLogCorrection(':id', ':contact'), (c) => showCorrection(c, contactOf(c), NOTHING))
    .post(paths.personLogCorrection(':id', ':contact'), (c) => correct(c, contactOf(c)))
    .get(paths.personLogStrike(':id', ':contact'), (c) => showStrike(c, contactOf(c), NOTHING))
    .post(paths.personLogStrike(':id', ':contact'), (c) => strike(c, contactOf(c)))
    .get(paths.personNext(':id'), (c) => showNext(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personNext(':id'), (c) => setNext(c, idOf(c.req.param('id'))))
    .post(paths.personNextRemoval(':id'), (c) => removeNext(c, idOf(c.req.param('id'))))
}

/** A way that is chosen already: the step that led here. */
function asked(c: Request): Returned {
  const [channel, through] = [Channel.safeParse(c.req.query('channel')), Through.safeParse(c.req.query('through'))]
  return {
    ...NOTHING,
    typed: { ...(channel.success && { channel: channel.data }), ...(through.success && { through: through.data }) },
  }
}

type ContactOf = { readonly personId: string; readonly contactId: string }

/** What a form came back with. `conflict`: somebody else was before. */
type Returned = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
  readonly conflict: boolean
}
const NOTHING: Returned = { errors: [], typed: {}, chosen: [], conflict: false }

function contactOf(c: Request): ContactOf {
  return { personId: idOf(c.req.param('id')), contactId: idOf(c.req.param('contact')) }
}

type Page = { readonly title: ContactWord; readonly returned?: Returned; readonly content: Content }

function show(c: Request, actor: Actor, { title, returned = NOTHING, content }: Page): Promise<Response> {
  const hasErrors = returned.errors.length > 0
  // A title ends up in the browser's history and in other windows: never a name.
  const head = { title: contactWords(c.var.language)(title), current: 'outreach', hasErrors } as const
  return showPage(c, actor, { ...head, status: returned.conflict ? 409 : hasErrors ? 422 : 200, content })
}

async function showLog(c: Request, personId: string): Promise<Response> {
  const page = pageAsked(c)
  const withStruck = c.req.query('struck') === '1'
  const person = await c.var.db.write(c.var.context, (tx) => actions.openContacts(tx, personId))
  if (person.id !== personId) return c.redirect(paths.personLog(person.id), 303)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const asked = {
      root: person.id,
      struck: withStruck,
      limit: CONTACTS_ON_PAGE,
      offset: (page - 1) * CONTACTS_ON_PAGE,
    }
    const [contacts, counts, known, why] = await Promise.all([
      store.contactsOf(tx, asked),
      store.countContacts(tx, person.id),
      knownTo(tx, c.var.language),
      whyFold(tx, { id: person.id, language: c.var.language }),
    ])
    const view = { ...known, person, why, contacts, counts, page, withStruck }
    return { actor: tx.actor, content: contactsPage(view) }
  })
  return show(c, actor, { title: 'title', content })
}

async function knownTo(tx: Read, language: 'sv' | 'en') {
  const mayLog = tx.may('outreach.log')
  return { language, colleagues: await colleagues(tx), mayLog, mayList: tx.may('register.list') }
}

async function showNew(c: Request, personId: string, returned: Returned): Promise<Response> {
  const { actor, content } = await onPerson(c, personId, async (tx, head) => {
    const mayNote = tx.may('notes.write') && (await reachesNotes(tx, head.person.id))
    const values = valuesOf(tx, returned.typed, null)
    return logPage({ ...head, ...returned, account: tx.actor.accountId, values, mayNote, token: randomUUID() })
  })
  return show(c, actor, { title: 'title.new', returned, content })
}

/** A page about one person: that it was opened stands in the trail. */
async function onPerson(
  c: Request,
  personId: string,
  render: (tx: Read, head: Awaited<ReturnType<typeof headOf>>) => Promise<Content> | Content,
): Promise<{ actor: Actor; content: Content }> {
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require('outreach.log')
    await actions.openContacts(tx, personId)
  })
  return c.var.db.read(c.var.context, async (tx) => ({
    actor: tx.actor,
    content: await render(tx, await headOf(tx, c.var.language, personId)),
  }))
}

async function headOf(tx: Read, language: 'sv' | 'en', personId: string) {
  const person = await personById(tx, PersonId.parse(personId))
  const [known, why] = await Promise.all([knownTo(tx, language), whyFold(tx, { id: person.id, language })])
  return { ...known, person, why }
}

async function log(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const { clock } = c.var.db
  const [contact, next] = [readContact(form, { now: clock.now(), today: clock.today() }), readNext(form, clock.today())]
  if (!contact.ok || !next.ok) {
    const problems = [...(contact.ok ? [] : contact.problems), ...(next.ok ? [] : next.problems)]
    return showNew(c, personId, returnedOf(c, form, problems))
  }
  const outcome = await attempt(c, async (tx) => {
    const draft = logDraft(tx.actor.accountId, personId)
    const logged = { ...contact.value, personId, next: next.value, words: form.text('words') }
    if (await firstTime(tx, form.token)) await actions.logContact(tx, logged)
    return draft
  })
  if (!outcome.ok) return showNew(c, personId, returnedOf(c, form, problemsOf(outcome.refused)))
  const text = contactWords(c.var.language)('saved')
  return goTo(c, paths.person(personId), { tone: 'done', text, saved: outcome.value })
}

async function logQuick(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const quick = form.text('quick')
  if (!isQuick(quick)) return c.redirect(paths.personLogNew(personId), 303)
  const made = QUICK[quick]
  await c.var.db.write(c.var.context, async (tx) => {
    if (!(await firstTime(tx, form.token))) return
    const direction = made.outcome === 'answered' ? 'in' : 'out'
    const at = { happenedAt: tx.now, minutes: null, doneBy: null, withBy: null, next: null, words: '' } as const
    await actions.logContact(tx, { ...made, ...at, through: 'self', direction, personId })
  })
  return goTo(c, paths.person(personId), { tone: 'done', text: contactWords(c.var.language)('quick.saved') })
}

function returnedOf(c: Request, form: Submitted, problems: readonly FieldProblem[]): Returned {
  const named = problems.map(({ field, code }) => ({ field: field === 'body' ? 'words' : field, code }))
  const errors = fieldErrors(named, contactWords(c.var.language), isContactWord)
  const conflict = problems.some(({ code }) => code === 'contact_changed')
  return { errors, typed: form.values, chosen: form.list('persons'), conflict }
}

/** A page about one contact as it stands now. */
function onContact(
  c: Request,
  { personId, contactId }: ContactOf,
  render: (tx: Read, head: Awaited<ReturnType<typeof headOf>>, contact: LoggedContact) => Content,
) {
  return onPerson(c, personId, async (tx, head) => {
    const contact = await store.contactById(tx, { root: head.person.id, contactId })
    return render(tx, head, contact)
  })
}

async function showCorrection(c: Request, of: ContactOf, returned: Returned): Promise<Response> {
  const { actor, content } = await onContact(c, of, (tx, head, contact) => {
    const values = valuesOf(tx, returned.typed, contact)
    return correctPage({ ...head, ...returned, contact, values, token: randomUUID() })
  })
  return show(c, actor, { title: 'title.correct', returned, content })
}

async function correct(c: Request, of: ContactOf): Promise<Response> {
  const form = await submitted(c)
  const { clock } = c.var.db
  const contact = readContact(form, { now: clock.now(), today: clock.today() })
  if (!contact.ok) return showCorrection(c, of, returnedOf(c, form, contact.problems))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token))
      await actions.correctContact(tx, { ...of, ...contact.value, seen: form.text('seen') })
  })
  if (!outcome.ok) {
    if (outcome.refused.code === 'contact_struck') return alreadyStruck(c, of)
    return showCorrection(c, of, returnedOf(c, form, problemsOf(outcome.refused)))
  }
  const text = contactWords(c.var.language)('correct.saved')
  return goTo(c, paths.personLog(of.personId), { tone: 'done', text })
}

const alreadyStruck = (c: Request, { personId }: ContactOf) =>
  goTo(c, paths.personLog(personId), { tone: 'problem', text: contactWords(c.var.language)('contact_struck') })

async function showStrike(c: Request, of: ContactOf, returned: Returned): Promise<Response> {
  const { actor, content } = await onContact(c, of, (_tx, head, contact) =>
    strikePage({ ...head, ...returned, contact, token: randomUUID() }),
  )
  return show(c, actor, { title: 'title.strike', returned, content })
}

async function strike(c: Request, of: ContactOf): Promise<Response> {
  const form = await submitted(c)
  const reason = StruckReason.safeParse(form.text('reason'))
  if (!reason.success) return showStrike(c, of, returnedOf(c, form, [{ field: 'reason', code: 'reason_missing' }]))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.strikeContact(tx, { ...of, reason: reason.data })
  })
  if (!outcome.ok) return alreadyStruck(c, of)
  const text = contactWords(c.var.language)('strike.saved')
  return goTo(c, paths.personLog(of.personId), { tone: 'done', text })
}

async function showNext(c: Request, personId: string, returned: Returned): Promise<Response> {
  const { actor, content } = await onPerson(c, personId, async (tx, head) => {
    const next = await store.nextOf(tx, head.person.id)
    return nextPage({ ...head, ...returned, next, token: randomUUID() })
  })
  return show(c, actor, { title: 'next.change', returned, content })
}

async function setNext(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const next = readNext(form, c.var.db.clock.today())
  const missing = next.ok && next.value === null ? [{ field: 'nextOn', code: 'next_unreadable' }] : []
  if (!next.ok || next.value === null)
    return showNext(c, personId, returnedOf(c, form, next.ok ? missing : next.problems))
  const wanted = next.value
  const seen = 'seen' in form.values ? { seen: form.text('seen') } : {}
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.setNext(tx, { personId, next: wanted, ...seen })
  })
  if (!outcome.ok) return showNext(c, personId, returnedOf(c, form, problemsOf(outcome.refused)))
  return goTo(c, paths.person(personId), { tone: 'done', text: contactWords(c.var.language)('next.saved') })
}

async function removeNext(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  await c.var.db.write(c.var.context, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.setNext(tx, { personId, next: null })
  })
  return goTo(c, paths.person(personId), { tone: 'done', text: contactWords(c.var.language)('next.removed') })
}

async function showDue(c: Request, { answers }: FromAbove): Promise<Response> {
  const page = pageAsked(c)
  const mine = c.req.query('whose') !== 'all'
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('outreach.read')
    const asked = { until: addDays(tx.today, 7), mine }
    const [rows, counts, known] = await Promise.all([
      store.dueRows(tx, { ...asked, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
      store.dueCounts(tx, asked),
      knownTo(tx, c.var.language),
    ])
    await tx.record('outreach.due_listed', { detail: { rows: rows.length } })
    return {
      actor: tx.actor,
      content: duePage({
        ...known,
        today: tx.today,
        mayBetween: tx.may('outreach.see_between'),
        rows,
        counts,
        page,
        mine,
        answers: mine && page === 1 ? await answers(tx, c.var.language) : null,
      }),
    }
  })
  return show(c, actor, { title: 'title.due', content })
}

async function showGroup(c: Request, returned: Returned): Promise<Response> {
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('outreach.log')
    const candidates = await store.ownPersons(tx, MOST_AT_ONCE)
    await tx.record('outreach.group_listed', { detail: { rows: candidates.length } })
    const known = await knownTo(tx, c.var.language)
    const filled = { ...returned, values: valuesOf(tx, returned.typed, null), token: randomUUID() }
    return { actor: tx.actor, content: groupPage({ ...known, ...filled, today: tx.today, candidates }) }
  })
  return show(c, actor, { title: 'title.group', returned, content })
}

async function logGroup(c: Request): Promise<Response> {
  const form = await submitted(c)
  const { clock } = c.var.db
  const contact = readContact(form, { now: clock.now(), today: clock.today() })
  const personIds = form.list('persons').map(idOf)
  const nobody = personIds.length === 0 ? [{ field: 'persons', code: 'nobody_chosen' }] : []
  if (!contact.ok) return showGroup(c, returnedOf(c, form, [...nobody, ...contact.problems]))
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return personIds.length
    return actions.logForMany(tx, { ...contact.value, personIds })
  })
  if (!outcome.ok) return showGroup(c, returnedOf(c, form, problemsOf(outcome.refused)))
  const text = contactWords(c.var.language)('group.saved', { n: outcome.value })
  return goTo(c, paths.outreach(), { tone: 'done', text })
}
