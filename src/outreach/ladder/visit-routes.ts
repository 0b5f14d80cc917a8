import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { instantOf } from '../../kernel/date.ts'
import type { FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { reachesNotes } from '../../notes/store.ts'
import { PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { ownGrounds } from '../../sight/store.ts'
import { whyFold } from '../../sight/why.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { typedTime } from '../contacts/form-input.ts'
import { ContactOutcome } from '../contacts/model.ts'
import { openLadder } from './actions.ts'
import { cancelVisit, logVisit, moveVisit, planVisit, type TellOfVisit } from './visit-actions.ts'
import { Announced, Safety, type VisitInput } from './visit-model.ts'
import { visitById } from './visit-store.ts'
import { newVisitPage, visitPage } from './visit-views.ts'
import { isLadderWord, type LadderWord, ladderWords } from './words.ts'

/** Visits to somebody's home. */
export function visitRoutes({ tell }: { readonly tell: TellOfVisit }): Hono<Env> {
  const at = (c: Request) => idOf(c.req.param('id'))
  const which = (c: Request) => ({ personId: at(c), visitId: idOf(c.req.param('visit')) })
  return new Hono<Env>()
    .get(paths.personVisitNew(':id'), (c) => showNew(c, at(c), null))
    .post(paths.personVisits(':id'), (c) => plan(c, at(c), tell))
    .get(paths.personVisit(':id', ':visit'), (c) => showVisit(c, which(c), null))
    .post(paths.personVisitTime(':id', ':visit'), (c) => move(c, which(c), tell))
    .post(paths.personVisitOutcome(':id', ':visit'), (c) => outcome(c, which(c)))
    .post(paths.personVisitCancellation(':id', ':visit'), (c) => cancel(c, which(c), tell))
}

type Returned = { readonly form: Submitted; readonly problems: readonly FieldProblem[]; readonly status: 409 | 422 }
type Which = { readonly personId: string; readonly visitId: string }

const pageHead = (c: Request, title: LadderWord, returned: Returned | null) =>
  ({
    title: ladderWords(c.var.language)(title),
    current: 'outreach',
    hasErrors: returned !== null,
    status: returned?.status ?? 200,
  }) as const

/** What every page of a visit begins with: that it was opened stands in the trail. */
async function headOf(c: Request, personId: string, permission: 'outreach.read' | 'outreach.log') {
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require(permission)
    await openLadder(tx, personId)
  })
  const { language } = c.var
  return async (tx: Read, returned: Returned | null) => {
    const root = PersonId.parse(personId)
    const [person, staff, why] = await Promise.all([
      personById(tx, root),
      colleagues(tx),
      whyFold(tx, { id: root, language }),
    ])
    return {
      ...{ language, person, colleagues: staff, why, mayList: tx.may('register.list'), token: randomUUID() },
      errors: fieldErrors(returned?.problems ?? [], ladderWords(language), isLadderWord),
      typed: returned?.form.values ?? {},
    }
  }
}

async function showNew(c: Request, personId: string, returned: Returned | null) {
  const head = await headOf(c, personId, 'outreach.log')
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const view = await head(tx, returned)
    const mayNote = tx.may('notes.write') && (await reachesNotes(tx, view.person.id))
    const safety = returned?.form.list('safety') ?? []
    return { actor: tx.actor, content: newVisitPage({ ...view, account: tx.actor.accountId, safety, mayNote }) }
  })
  return showPage(c, actor, { ...pageHead(c, 'visit.title', returned), content })
}

async function showVisit(c: Request, of: Which, returned: Returned | null) {
  const head = await headOf(c, of.personId, 'outreach.read')
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const view = await head(tx, returned)
    const visit = await visitById(tx, { root: view.person.id, visitId: of.visitId })
    const mayReadNotes = tx.may('notes.read') && (await reachesNotes(tx, view.person.id))
    const shown = { ...view, now: tx.now, visit, mayLog: tx.may('outreach.log'), mayReadNotes }
    return { actor: tx.actor, content: visitPage(shown) }
  })
  return showPage(c, actor, { ...pageHead(c, 'visit.title.one', returned), content })
}

async function plan(c: Request, personId: string, tell: TellOfVisit) {
  const form = await submitted(c)
  const read = readVisit(c, form)
  if ('problems' in read) return showNew(c, personId, { form, problems: read.problems, status: 422 })
  const act = (tx: Write) => planVisit(tx, { ...read.visit, personId, words: form.text('words') }, tell)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await act(tx)
  })
  if (!outcome.ok) return showNew(c, personId, returnedOf(form, outcome.refused))
  return goTo(c, paths.person(personId), { tone: 'done', text: ladderWords(c.var.language)('visit.saved') })
}

function readVisit(c: Request, form: Submitted): { visit: VisitInput } | { problems: readonly FieldProblem[] } {
  const read = readTime(c, form)
  const safety = Safety.options.filter((each) => form.list('safety').includes(each))
  const [firstBy, secondBy] = [form.text('firstBy'), form.text('secondBy')]
  return 'problems' in read ? read : { visit: { ...read.time, firstBy, secondBy, safety } }
}

type VisitTime = Pick<VisitInput, 'visitAt' | 'announced'>

function readTime(c: Request, form: Submitted): { time: VisitTime } | { problems: readonly FieldProblem[] } {
  const on = typedDay(form.text('visitOn'), c.var.db.clock.today())
  const time = typedTime(form.text('time'))
  const announced = Announced.safeParse(form.text('announced'))
  if (on !== null && time !== null && announced.success)
    return { time: { visitAt: instantOf(on, time), announced: announced.data } }
  return {
    problems: [
      ...(on === null ? [{ field: 'visitOn', code: 'visit_on_unreadable' }] : []),
      ...(time === null ? [{ field: 'time', code: 'time_unreadable' }] : []),
      ...(announced.success ? [] : [{ field: 'announced', code: 'announced_missing' }]),
    ],
  }
}

function returnedOf(form: Submitted, { kind, fields, code }: Refused): Returned {
  const problems = fields.length > 0 ? fields : [{ field: '', code }]
  return { form, problems, status: kind === 'invalid' ? 422 : 409 }
}

async function outcome(c: Request, of: Which) {
  const form = await submitted(c)
  const told = ContactOutcome.safeParse(form.text('outcome'))
  if (!told.success)
    return showVisit(c, of, { form, problems: [{ field: 'outcome', code: 'outcome_missing' }], status: 422 })
  const minutes = form.text('minutes') === '' ? null : Number(form.text('minutes'))
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await logVisit(tx, { ...of, outcome: told.data, minutes })
  })
  if (!outcome.ok) return showVisit(c, of, returnedOf(form, outcome.refused))
  return goTo(c, paths.person(of.personId), { tone: 'done', text: ladderWords(c.var.language)('visit.logged') })
}

async function move(c: Request, of: Which, tell: TellOfVisit) {
  const form = await submitted(c)
  const read = readTime(c, form)
  if ('problems' in read) return showVisit(c, of, { form, problems: read.problems, status: 422 })
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await moveVisit(tx, { ...of, ...read.time }, tell)
  })
  if (!outcome.ok) return showVisit(c, of, returnedOf(form, outcome.refused))
  return goTo(c, paths.person(of.personId), { tone: 'done', text: ladderWords(c.var.language)('visit.moved') })
}

async function cancel(c: Request, of: Which, tell: TellOfVisit) {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await cancelVisit(tx, of, tell)
    return (await ownGrounds(tx, of.personId)).length > 0
  })
  if (!outcome.ok) return showVisit(c, of, returnedOf(form, outcome.refused))
  const to = outcome.value ? paths.person(of.personId) : paths.tasks()
  return goTo(c, to, { tone: 'done', text: ladderWords(c.var.language)('visit.cancelled') })
}
