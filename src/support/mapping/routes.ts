import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { NOTE_TOPICS, type NoteTopic, ROLES, type RoleCode, type RoleTopic } from '../../access/roles.ts'
import { colleagues } from '../../access/store.ts'
import type { Actor } from '../../kernel/database.ts'
import type { Refused } from '../../kernel/errors.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import { whyFold } from '../../sight/why.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { findForm } from '../forms/actions.ts'
import type { Answers, Form } from '../forms/model.ts'
import * as actions from './actions.ts'
import { receiveAnswers, sendLink, topicsUnread } from './link-actions.ts'
import { fillingLink } from './link-routes.ts'
import type { AnswerRow, Mapping } from './model.ts'
import { type Opened, openMapping, openMappings, openOverTime } from './open-actions.ts'
import { overTimePage } from './over-time-views.ts'
import { alike } from './rules.ts'
import { bodiesOf, isUnreceived, openLinks, placesBeside } from './store.ts'
import type { MappingWord } from './text.ts'
import { mappingsPage, onePage } from './views.ts'
import { isMappingWord, mappingWords } from './words.ts'

/** How links are made: where the site is reached, when that is known, and whether what is filled in behind them is taken in at all. */
export type Sending = { readonly publicUrl: string | null; readonly takesIn: boolean }

/** What a young person is mapped by: listed, begun, read, compared, completed, taken back, and sent as a link. */
export function mappingRoutes(sending: Sending): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personMappings(':id'), (c) => showAll(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personMappings(':id'), (c) => begin(c, idOf(c.req.param('id'))))
    .get(paths.personMapping(':id', ':mapping'), (c) => showOne(c, mappingOf(c), sending))
    .get(paths.personMappingOverTime(':id', ':mapping'), (c) => showOverTime(c, mappingOf(c)))
    .post(paths.personMappingCompletion(':id', ':mapping'), (c) =>
      press(c, { done: 'one.completed', act: actions.completeMapping }),
    )
    .post(paths.personMappingWithdrawal(':id', ':mapping'), (c) =>
      press(c, { done: 'one.withdrawn', act: actions.withdrawMapping }),
    )
    .post(paths.personMappingReceipt(':id', ':mapping'), (c) => press(c, { done: 'one.received', act: receiveAnswers }))
    .post(paths.personMappingLink(':id', ':mapping'), (c) =>
      press(c, { done: 'one.sent', act: (tx, of) => sendLink(tx, { ...of, linkTo: linkIn(c, sending) }) }),
    )
}

export function mappingOf(c: Request): actions.MappingOf {
  return { personId: idOf(c.req.param('id')), mappingId: idOf(c.req.param('mapping')) }
}

/** What was opened and read: the answers by the place they stand in, of each mapping. */
export type ReadMappings = {
  readonly actor: Actor
  readonly head: Awaited<ReturnType<typeof headOf>>
  readonly bodies: ReadonlyMap<string, Answers>
}

/** What `opened` committed a ticket for, read. */
export async function read(c: Request, opened: Opened): Promise<ReadMappings> {
  const { wanted, ticket } = opened
  return c.var.db.read(c.var.context, async (tx) => {
    const ids = wanted.map(({ id }) => id)
    const bodies = ticket === null ? new Map<string, Answers>() : await bodiesOf(tx, ids, ticket)
    return { actor: tx.actor, head: await headOf(tx, c, opened.person), bodies }
  })
}

type Reading = Parameters<typeof colleagues>[0]

async function headOf(tx: Reading, c: Request, person: Opened['person']) {
  const { language } = c.var
  const [staff, why] = await Promise.all([colleagues(tx), whyFold(tx, { id: person.id, language })])
  return {
    language,
    person,
    why,
    colleagues: staff,
    mayList: tx.may('register.list'),
    mayWrite: tx.may('mapping.write'),
    reads: topicsOf(tx.actor.role),
  }
}

/** What the role reads of what is said in confidence; beside it one reads what one has written. */
function topicsOf(role: string): readonly NoteTopic[] {
  const topics: readonly RoleTopic[] = ROLES[role as RoleCode]?.topics ?? []
  return NOTE_TOPICS.filter((topic) => topics.includes(`note.${topic}`))
}

/** By place, what was answered in one mapping and may be read. */
export function savedOf(rows: readonly AnswerRow[], bodies: ReadonlyMap<string, Answers>, mappingId: string) {
  const own = rows.filter((row) => row.mappingId === mappingId)
  return new Map(
    own.flatMap((row) => {
      const answers = bodies.get(row.id)
      return answers ? [[row.place, answers] as const] : []
    }),
  )
}

export const overOf = (c: Request, { over, freeAt }: Opened) => (over ? { language: c.var.language, freeAt } : null)

type Page = {
  readonly title: MappingWord
  readonly errors?: readonly FieldError[]
  readonly conflict?: boolean
  readonly content: Content
}

export function show(
  c: Request,
  actor: Actor,
  { title, errors = [], conflict = false, content }: Page,
): Promise<Response> {
  const hasErrors = errors.length > 0
  const status = conflict ? 409 : hasErrors ? 422 : 200
  return showPage(c, actor, { title: mappingWords(c.var.language)(title), hasErrors, status, content })
}

type Begun = { readonly errors: readonly FieldError[]; readonly chosen: string; readonly isOpen: boolean }
const NOTHING: Begun = { errors: [], chosen: '', isOpen: false }

async function showAll(c: Request, personId: string, begun: Begun): Promise<Response> {
  const opened = await c.var.db.write(c.var.context, (tx) => openMappings(tx, { personId }))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const ids = opened.mappings.map(({ id }) => id)
    const [head, links] = [await headOf(tx, c, opened.person), await openLinks(tx, ids)]
    const forms = new Map<string, Form>()
    for (const mapping of opened.mappings) {
      const key = actions.keyOf(mapping)
      const name = `${key.code}.${key.version}`
      if (!forms.has(name)) forms.set(name, await findForm(tx, key))
    }
    const titled = opened.mappings.map((each) => ({ ...each, title: titleIn(forms, each) }))
    const [code] = begun.chosen.split('.')
    const open = begun.isOpen
      ? titled.find(({ formCode, endedAs }) => formCode === code && endedAs === null)
      : undefined
    const view = { ...head, mappings: titled, links, forms: opened.forms, token: randomUUID(), ...begun }
    return { actor: tx.actor, content: mappingsPage({ ...view, open: open ?? null }) }
  })
  return show(c, actor, { title: 'title', errors: begun.errors, conflict: begun.isOpen, content })
}

const titleIn = (forms: ReadonlyMap<string, Form>, { formCode, formVersion }: Mapping) =>
  forms.get(`${formCode}.${formVersion}`)?.definition.title ?? { sv: formCode }

async function begin(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const chosen = form.text('form')
  const [code = '', version = ''] = chosen.split('.')
  const anew = form.text('anew') === '1'
  const outcome = await attempt(c, (tx) => actions.beginMapping(tx, { personId, code, version: Number(version), anew }))
  if (outcome.ok) return goTo(c, paths.personMappingPage(personId, outcome.value, 'next'))
  const isOpen = outcome.refused.code === 'mapping_open'
  return showAll(c, personId, { errors: isOpen ? [] : errorsOf(c, outcome.refused, 'form'), chosen, isOpen })
}

/** What a refusal says; of the form as a whole unless it names a field. */
export function errorsOf(c: Request, refused: Refused, field = ''): readonly FieldError[] {
  const problems = problemsOf(refused).map((each) => ({ ...each, field: each.field || field }))
  return fieldErrors(problems, mappingWords(c.var.language), isMappingWord)
}

const linkIn = (c: Request, { publicUrl }: Sending) => fillingLink(publicUrl ?? new URL(c.req.url).origin)

const partAsked = (c: Request) => Number.parseInt(c.req.query('part') ?? '', 10) || 1

async function showOne(c: Request, of: actions.MappingOf, { takesIn }: Sending): Promise<Response> {
  const opened = await c.var.db.write(c.var.context, (tx) => openMapping(tx, { ...of, part: partAsked(c) }))
  const { actor, head, bodies } = await read(c, opened)
  const [mapping] = opened.mappings
  if (!mapping) throw new Error('one mapping was opened')
  const more = await c.var.db.read(c.var.context, async (tx) => ({
    links: await openLinks(tx, [mapping.id]),
    beside: await placesBeside(tx, mapping.id),
    isUnreceived: await isUnreceived(tx, mapping.id),
    unread: await topicsUnread(tx, { personId: opened.person.id, definition: mapping.form.definition }),
  }))
  const tokens = { complete: randomUUID(), withdraw: randomUUID(), link: randomUUID(), receive: randomUUID() }
  const saved = savedOf(opened.wanted, bodies, mapping.id)
  const maySend = takesIn && actor.permissions.has('messages.send') && opened.person.protection === 'none'
  const view = { ...head, ...more, mapping, rows: opened.rows, part: opened.part, saved, maySend, tokens }
  const content = onePage({ ...view, link: more.links[0] ?? null, over: overOf(c, opened) })
  return show(c, actor, { title: 'one.title', content })
}

async function showOverTime(c: Request, of: actions.MappingOf): Promise<Response> {
  const opened = await c.var.db.write(c.var.context, (tx) => openOverTime(tx, { ...of, part: partAsked(c) }))
  const { actor, head, bodies } = await read(c, opened)
  const all = opened.mappings.map((mapping) => ({
    ...{ mapping, definition: mapping.form.definition },
    saved: savedOf(opened.wanted, bodies, mapping.id),
  }))
  const filled = alike(all, { code: opened.mappings.at(-1)?.formCode ?? '', from: of.mappingId })
  const view = { ...head, mappingId: of.mappingId, filled, part: opened.part, over: overOf(c, opened) }
  return show(c, actor, { title: 'over_time.title', content: overTimePage(view) })
}

type Press = {
  readonly done: MappingWord
  readonly act: (tx: Parameters<typeof actions.completeMapping>[0], of: actions.MappingOf) => Promise<void>
}

/** A button on the page of one mapping. */
async function press(c: Request, { done, act }: Press): Promise<Response> {
  const of = mappingOf(c)
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await act(tx, of)
  })
  const code = outcome.ok ? done : outcome.refused.code
  const say = mappingWords(c.var.language)
  const text = isMappingWord(code) ? say(code as 'one.sent') : say('reason.other')
  return goTo(c, paths.personMapping(of.personId, of.mappingId), { tone: outcome.ok ? 'done' : 'problem', text })
}
