import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import { endOf } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Html } from '../kernel/html.ts'
import {
  attempt,
  type Env,
  firstTime,
  idOf,
  type Outcome,
  type Request,
  type Submitted,
  submitted,
} from '../kernel/http.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import * as actions from './actions.ts'
import { blocksPage } from './block-views.ts'
import type { Ground, Shut } from './model.ts'
import { lettingInFaults } from './rules.ts'
import { assignmentsOf, blocks, blocksOn, candidates, groundsOf, letsIn, lookers } from './store.ts'
import { type SightWord, TEXT } from './text.ts'
import { type Returned, recusalPage, sightPage } from './views.ts'
import { whyFold } from './why.ts'

/** What the module above does before a person is shown: records that it is read, and refuses whom one may not see. */
export type Opening = { readonly open: (tx: Write, person: PersonId) => Promise<unknown> }

/** Who sees a person, letting in, blocks, and saying that one is jävig. */
export function sightRoutes(opening: Opening): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personSight(':id'), (c) => showSight(c, opening, null))
    .post(paths.personAssignments(':id'), (c) => letIn(c, opening))
    .post(paths.personAssignmentEnd(':id', ':part'), (c) => endLettingIn(c, opening))
    .post(paths.personBlocks(':id'), (c) => block(c, opening))
    .get(paths.personRecusal(':id'), (c) => showRecusal(c, opening, null))
    .post(paths.personRecusal(':id'), (c) => recuse(c, opening))
    .get(paths.blocks(), (c) => showBlocks(c, null))
    .post(paths.blocks(), blockByNumber)
    .post(paths.blockEnd(':id'), liftBlock)
}

const personOf = (c: Request) => PersonId.parse(idOf(c.req.param('id')))
const isWord = (code: string): code is SightWord => Object.hasOwn(TEXT, code)

type Shown = { readonly permission: string; readonly title: SightWord; readonly show: (tx: Read) => Promise<Html> }

/** Commits that the person is read, then shows. */
async function showOne(c: Request, opening: Opening, of: Shown & { readonly wrong: boolean }): Promise<Response> {
  const id = personOf(c)
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require(of.permission)
    await opening.open(tx, id)
  })
  const shown = await c.var.db.read(c.var.context, async (tx) => ({ actor: tx.actor, content: await of.show(tx) }))
  return showPage(c, shown.actor, {
    title: words(TEXT, c.var.language)(of.title),
    hasErrors: of.wrong,
    status: of.wrong ? 422 : 200,
    content: shown.content,
  })
}

function showSight(c: Request, opening: Opening, returned: Returned | null): Promise<Response> {
  const { language } = c.var
  const show = async (tx: Read): Promise<Html> => {
    const person = await personById(tx, personOf(c))
    const [grounds, assignments, may, mayBlock] = await Promise.all([
      groundsOf(tx, person.id),
      assignmentsOf(tx, person.id),
      tx.may('sight.assign') && letsIn(tx, person.id),
      tx.may('sight.block') && blocksOn(tx, person.id),
    ])
    const reason = words(TEXT, language)('notPermitted')
    return sightPage({
      language,
      person,
      mayList: tx.may('register.list'),
      why: await whyFold(tx, { id: person.id, language }),
      grounds,
      assignments,
      candidates: may ? await candidates(tx, person.id) : [],
      permitted: may ? ALLOWED : tx.may('sight.assign') ? { allowed: false, reason } : null,
      blocks: mayBlock ? await blocks(tx, person.id) : null,
      colleagues: mayBlock ? await colleagues(tx) : [],
      lookers: mayBlock ? await lookers(tx, person.id) : [],
      tokens: { letIn: randomUUID(), block: randomUUID() },
      returned,
    })
  }
  return showOne(c, opening, { permission: 'sight.list', title: 'sight.title', show, wrong: returned !== null })
}

type Once = Opening & { readonly permission: string; readonly work: (tx: Write) => Promise<unknown> }

/** Runs a form's action once, for a person who is one's to see. */
function once(c: Request, form: Submitted, { permission, open, work }: Once): Promise<Outcome<void>> {
  return attempt(c, async (tx) => {
    tx.require(permission)
    await open(tx, personOf(c))
    if (await firstTime(tx, form.token)) await work(tx)
  })
}

function returnedOf(
  form: Submitted,
  which: Returned['form'],
  { problems, language }: { problems: readonly FieldProblem[]; language: 'sv' | 'en' },
): Returned {
  const errors = fieldErrors(problems, words(TEXT, language), isWord)
  return { form: which, errors, typed: form.values, chosen: form.list('excepted') }
}

async function letIn(c: Request, opening: Opening): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const personId = personOf(c)
  const typed = form.text('until')
  const last = typed === '' ? null : typedDay(typed, c.var.db.clock.today())
  const reason = form.text('reason')
  if (typed !== '' && last === null) {
    const problems = [
      ...lettingInFaults({ reason, until: null }, c.var.db.clock.now()),
      { field: 'until', code: 'day_unreadable' },
    ]
    return showSight(c, opening, returnedOf(form, 'let-in', { problems, language }))
  }
  const holder = form.text('holder')
  const outcome = await once(c, form, {
    ...opening,
    permission: 'sight.assign',
    work: async (tx) => {
      const chosen = (await candidates(tx, personId)).find((each) => holder === (each.membershipId ?? each.teamId))
      const { membershipId = null, teamId = null } = chosen ?? {}
      const until = last === null ? null : endOf(last)
      await actions.letIn(tx, { personId, membershipId, teamId, reason, until })
    },
  })
  if (outcome.ok)
    return goTo(c, paths.personSight(personId), { tone: 'done', text: words(TEXT, language)('letIn.saved') })
  return showSight(c, opening, returnedOf(form, 'let-in', { problems: outcome.refused.fields, language }))
}

async function endLettingIn(c: Request, opening: Opening): Promise<Response> {
  const personId = personOf(c)
  const id = idOf(c.req.param('part'))
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require('sight.assign')
    await opening.open(tx, personId)
    await actions.endLettingIn(tx, { personId, id })
  })
  return goTo(c, paths.personSight(personId), { tone: 'done', text: words(TEXT, c.var.language)('letIn.ended') })
}

function shutOf(form: Submitted): Shut {
  return form.text('kind') === 'others'
    ? { kind: 'others', excepted: form.list('excepted').map(idOf) }
    : { kind: 'one', accountId: form.text('account') === '' ? '' : idOf(form.text('account')) }
}

async function block(c: Request, opening: Opening): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const personId = personOf(c)
  const made = { personId, shut: shutOf(form), reason: form.text('blockReason') }
  const outcome = await once(c, form, { ...opening, permission: 'sight.block', work: (tx) => actions.block(tx, made) })
  if (!outcome.ok)
    return showSight(c, opening, returnedOf(form, 'block', { problems: outcome.refused.fields, language }))
  return goTo(c, paths.blocks(), { tone: 'done', text: words(TEXT, language)('block.saved') })
}

/** Staff here beside oneself; a share lets nobody here in. */
const isOfAnother =
  (own: string | null) =>
  ({ kind, membershipId }: Ground) =>
    kind !== 'share' && membershipId !== own

function showRecusal(c: Request, opening: Opening, returned: Returned | null): Promise<Response> {
  const { language } = c.var
  const show = async (tx: Read): Promise<Html> => {
    const person = await personById(tx, personOf(c))
    const others = (await groundsOf(tx, person.id)).filter(isOfAnother(tx.actor.membershipId))
    const why = await whyFold(tx, { id: person.id, language })
    const view = { language, person, why, mayList: tx.may('register.list'), alone: others.length === 0 }
    return recusalPage({ ...view, token: randomUUID(), returned })
  }
  return showOne(c, opening, { permission: 'sight.recuse', title: 'recuse.title', show, wrong: returned !== null })
}

async function recuse(c: Request, opening: Opening): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const made = { personId: personOf(c), reason: form.text('recusalReason') }
  const outcome = await once(c, form, {
    ...opening,
    permission: 'sight.recuse',
    work: (tx) => actions.recuse(tx, made),
  })
  if (!outcome.ok)
    return showRecusal(c, opening, returnedOf(form, 'recusal', { problems: outcome.refused.fields, language }))
  return goTo(c, paths.start(), { tone: 'done', text: words(TEXT, language)('recuse.saved') })
}

async function showBlocks(c: Request, returned: Returned | null): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('sight.block')
    const byNumber = tx.actor.reach === 'none'
    const [list, staff] = await Promise.all([blocks(tx, null), byNumber ? colleagues(tx) : []])
    const view = { language, blocks: list, colleagues: staff, token: randomUUID(), returned, byNumber }
    return { actor: tx.actor, content: blocksPage(view) }
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('block.title'),
    current: 'blocks',
    hasErrors: returned !== null,
    status: returned === null ? 200 : 422,
    content: shown.content,
  })
}

async function blockByNumber(c: Request): Promise<Response> {
  const form = await submitted(c)
  const { language } = c.var
  const made = { number: form.text('number'), shut: shutOf(form), reason: form.text('blockReason') }
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return 'again'
    return actions.blockByNumber(tx, made)
  })
  const problems = !outcome.ok
    ? outcome.refused.fields
    : outcome.value === null
      ? [{ field: 'number', code: 'number_unknown' }]
      : []
  if (problems.length > 0) return showBlocks(c, returnedOf(form, 'block', { problems, language }))
  return goTo(c, paths.blocks(), { tone: 'done', text: words(TEXT, language)('block.saved') })
}

async function liftBlock(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  await c.var.db.write(c.var.context, (tx) => actions.liftBlock(tx, id))
  return goTo(c, paths.blocks(), { tone: 'done', text: words(TEXT, c.var.language)('block.lifted') })
}
