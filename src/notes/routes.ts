import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Actor } from '../kernel/database.ts'
import type { FieldProblem, Refused } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { whyFold } from '../sight/why.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import * as actions from './actions.ts'
import { correctionDraft, correctPage, noteDraft, strikePage, writePage } from './form-views.ts'
import { type NoteInput, NoteTopic, Secrecy } from './model.ts'
import { bodiesOf, secrecyToBegin } from './store.ts'
import { type NoteWord, TEXT } from './text.ts'
import { notesPage, noteWords, type Shown, wordingsPage } from './views.ts'

/** A young person's notes: to read, to write, to correct and to strike out. */
export function noteRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personNotes(':id'), (c) => showNotes(c, idOf(c.req.param('id'))))
    .post(paths.personNotes(':id'), (c) => write(c, idOf(c.req.param('id'))))
    .get(paths.personNoteNew(':id'), (c) => showNew(c, idOf(c.req.param('id')), NOTHING))
    .get(paths.personNote(':id', ':note'), (c) => showWordings(c, noteOf(c)))
    .get(paths.personNoteCorrection(':id', ':note'), (c) => showCorrection(c, noteOf(c), NOTHING))
    .post(paths.personNoteCorrection(':id', ':note'), (c) => correct(c, noteOf(c)))
    .get(paths.personNoteStrike(':id', ':note'), (c) => showStrike(c, noteOf(c), NOTHING))
    .post(paths.personNoteStrike(':id', ':note'), (c) => strike(c, noteOf(c)))
}

type NoteOf = { readonly personId: string; readonly noteId: string }

/** What a form came back with. `conflict`: somebody else was before. */
type Returned = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly conflict: boolean
}
const NOTHING: Returned = { errors: [], typed: {}, conflict: false }

function noteOf(c: Request): NoteOf {
  return { personId: idOf(c.req.param('id')), noteId: idOf(c.req.param('note')) }
}

/** What `opened` committed a ticket for, read: the words, and who wrote them. */
async function read(c: Request, opened: actions.Opened): Promise<{ actor: Actor; shown: Shown }> {
  const { person, notes, ticket } = opened
  return c.var.db.read(c.var.context, async (tx) => {
    const [staff, why, bodies] = await Promise.all([
      colleagues(tx),
      whyFold(tx, { id: person.id, language: c.var.language }),
      ticket === null
        ? new Map<string, string>()
        : bodiesOf(
            tx,
            notes.map(({ id }) => id),
            ticket,
          ),
    ])
    const mayWrite = tx.may('notes.write')
    const shown = { language: c.var.language, person, why, notes, bodies, colleagues: staff, mayWrite }
    return { actor: tx.actor, shown: { ...shown, mayList: tx.may('register.list') } }
  })
}

type Page = { readonly title: NoteWord; readonly returned?: Returned; readonly content: Content }

function show(c: Request, actor: Actor, { title, returned = NOTHING, content }: Page): Promise<Response> {
  const hasErrors = returned.errors.length > 0
  // A title ends up in the browser's history and in other windows: never a name.
  const head = { title: noteWords(c.var.language)(title), current: 'register', hasErrors } as const
  return showPage(c, actor, { ...head, status: returned.conflict ? 409 : hasErrors ? 422 : 200, content })
}

async function showNotes(c: Request, personId: string): Promise<Response> {
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(c.req.query('page') ?? 1)) || 1))
  const withStruck = c.req.query('struck') === '1'
  const opened = await c.var.db.write(c.var.context, (tx) =>
    actions.openNotes(tx, { personId, page, struck: withStruck }),
  )
  if (opened.person.id !== personId) return c.redirect(paths.personNotes(opened.person.id), 303)
  const { actor, shown } = await read(c, opened)
  const { total, struck } = opened
  const view = { ...shown, page, total, struck, withStruck, over: overOf(c, opened) }
  return show(c, actor, { title: 'title', content: notesPage(view) })
}

const overOf = (c: Request, { over, freeAt }: actions.Opened) => (over ? { language: c.var.language, freeAt } : null)

async function showWordings(c: Request, of: NoteOf): Promise<Response> {
  const opened = await c.var.db.write(c.var.context, (tx) => actions.openNote(tx, { ...of, wordings: 'all' }))
  const { actor, shown } = await read(c, opened)
  return show(c, actor, { title: 'title.one', content: wordingsPage({ ...shown, over: overOf(c, opened) }) })
}

async function showNew(c: Request, personId: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const person = await actions.openToWrite(tx, personId)
    const why = await whyFold(tx, { id: person.id, language })
    const head = {
      language,
      person,
      why,
      mayList: tx.may('register.list'),
      account: tx.actor.accountId,
      today: tx.today,
    }
    const filled = { ...(await secrecyToBegin(tx)), token: randomUUID(), ...returned }
    return { actor: tx.actor, content: writePage({ ...head, ...filled }) }
  })
  return show(c, actor, { title: 'title.new', returned, content })
}

async function write(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const reading = readForm(c, form)
  if (!reading.ok) return showNew(c, personId, returnedOf(c, form, reading.problems))
  const outcome = await attempt(c, async (tx) => {
    const draft = noteDraft(tx.actor.accountId, personId)
    if (await firstTime(tx, form.token)) await actions.writeNote(tx, { personId, ...reading.note })
    return draft
  })
  if (!outcome.ok) return showNew(c, personId, returnedOf(c, form, problemsOf(outcome.refused)))
  const text = noteWords(c.var.language)('saved')
  return goTo(c, paths.personNotes(personId), { tone: 'done', text, saved: outcome.value })
}

type FormReading =
  | { readonly ok: true; readonly note: NoteInput }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

function readForm(c: Request, form: Submitted): FormReading {
  const topic = NoteTopic.safeParse(form.text('topic'))
  const secrecy = Secrecy.safeParse(form.text('secrecy'))
  const happenedOn = typedDay(form.text('happenedOn'), c.var.db.clock.today())
  const body = form.text('body')
  if (topic.success && secrecy.success && happenedOn !== null)
    return { ok: true, note: { topic: topic.data, secrecy: secrecy.data, happenedOn, body } }
  // Told together with what the action would find: nobody should have to mend a form twice.
  const problems = [
    ...(topic.success ? [] : [{ field: 'topic', code: 'topic_missing' }]),
    ...(happenedOn === null ? [{ field: 'happenedOn', code: 'day_unreadable' }] : []),
    ...(body === '' ? [{ field: 'body', code: 'body_missing' }] : []),
    ...(secrecy.success ? [] : [{ field: 'secrecy', code: 'secrecy_missing' }]),
  ]
  return { ok: false, problems }
}

/** What a refusal says field by field, or of the form as a whole. */
const problemsOf = ({ fields, code }: Refused): readonly FieldProblem[] =>
  fields.length > 0 ? fields : [{ field: '', code }]

function returnedOf(c: Request, form: Submitted, problems: readonly FieldProblem[]): Returned {
  const isWord = (code: string): code is NoteWord => Object.hasOwn(TEXT, code)
  const errors = fieldErrors(problems, noteWords(c.var.language), isWord)
  return { errors, typed: form.values, conflict: problems.some(({ code }) => code === 'note_changed') }
}

async function showCorrection(c: Request, of: NoteOf, returned: Returned): Promise<Response> {
  const opened = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('notes.write')
    return { ...(await actions.openNote(tx, { ...of, wordings: 'current' })), ...(await secrecyToBegin(tx)) }
  })
  const { actor, shown } = await read(c, opened)
  const [note] = opened.notes
  if (!note || note.struckAt !== null) return goTo(c, paths.personNotes(of.personId), struckFlash(c))
  const filled = { ...returned, token: randomUUID(), account: actor.accountId, decided: opened.decided }
  const view = { ...shown, ...filled, note, over: overOf(c, opened) }
  return show(c, actor, { title: 'title.correct', returned, content: correctPage(view) })
}

const struckFlash = (c: Request) => ({ tone: 'problem', text: noteWords(c.var.language)('note_struck') }) as const

async function correct(c: Request, of: NoteOf): Promise<Response> {
  const form = await submitted(c)
  const reading = readForm(c, form)
  if (!reading.ok) return showCorrection(c, of, returnedOf(c, form, reading.problems))
  const outcome = await attempt(c, async (tx) => {
    const draft = correctionDraft(tx.actor.accountId, of.noteId)
    if (await firstTime(tx, form.token))
      await actions.correctNote(tx, { ...of, ...reading.note, seen: form.text('seen') })
    return draft
  })
  if (!outcome.ok) return showCorrection(c, of, returnedOf(c, form, problemsOf(outcome.refused)))
  const text = noteWords(c.var.language)('correct.saved')
  return goTo(c, paths.personNotes(of.personId), { tone: 'done', text, saved: outcome.value })
}

async function showStrike(c: Request, of: NoteOf, returned: Returned): Promise<Response> {
  const opened = await c.var.db.write(c.var.context, (tx) => {
    tx.require('notes.write')
    return actions.openNote(tx, { ...of, wordings: 'current' })
  })
  const { actor, shown } = await read(c, opened)
  const [note] = opened.notes
  if (!note || note.struckAt !== null) return goTo(c, paths.personNotes(of.personId), struckFlash(c))
  const view = { ...shown, ...returned, token: randomUUID(), note, over: overOf(c, opened) }
  return show(c, actor, { title: 'title.strike', returned, content: strikePage(view) })
}

async function strike(c: Request, of: NoteOf): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.strikeNote(tx, { ...of, reason: form.text('reason') })
  })
  if (!outcome.ok) return showStrike(c, of, returnedOf(c, form, problemsOf(outcome.refused)))
  return goTo(c, paths.personNotes(of.personId), { tone: 'done', text: noteWords(c.var.language)('strike.saved') })
}
