import { createHash, randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../access/pages.ts'
import type { Read } from '../kernel/database.ts'
import { attempt, type Env, firstTime, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { municipalities } from '../organisations/store.ts'
import { ALLOWED, type Permitted } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import { addPerson, recordRefusedNumber, showLikely } from './entry-actions.ts'
import { type Entry, type Likely, readEntry } from './entry-rules.ts'
import { TEXT } from './entry-text.ts'
import { entryPage, isEntryWord } from './entry-views.ts'
import { PersonId } from './model.ts'
import type { Above } from './routes.ts'

/** A person added by hand. Stands before the routes of one person: its address looks like one. */
export function entryRoutes(above: Above): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personNew(), (c) => show(c, { token: randomUUID(), errors: [], typed: {}, likely: [] }))
    .post(paths.personNew(), (c) => add(c, above))
}

type Showing = {
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly likely: readonly Likely[]
}

async function show(c: Request, { token, errors, typed, likely }: Showing): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('people.add')
    const view = { language, municipalities: await municipalities(tx), seesProtected: tx.actor.seesProtected }
    const content = entryPage({ ...view, permitted: permittedTo(tx, language), token, errors, typed, likely })
    return { actor: tx.actor, content }
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('title'),
    current: 'register',
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: shown.content,
  })
}

function permittedTo(tx: Read, language: 'sv' | 'en'): Permitted {
  return tx.may('people.add') ? ALLOWED : { allowed: false, reason: words(TEXT, language)('notPermitted') }
}

async function add(c: Request, above: Above): Promise<Response> {
  const form = await submitted(c)
  const say = words(TEXT, c.var.language)
  const today = c.var.db.clock.today()
  const reading = readEntry({ text: form.text, today, readDay: (text) => typedDay(text, today) })
  const again = { token: form.token ?? randomUUID(), typed: form.values, likely: [] }
  if (!reading.ok) return show(c, { ...again, errors: fieldErrors(reading.problems, say, isEntryWord) })
  const id = idFrom(form)
  const seen = form.text('seen').split(' ')
  const outcome = await attempt(c, async (tx) => {
    if (!(await firstTime(tx, form.token))) return
    const { touched } = await addPerson(tx, { id, entry: reading.entry, seen })
    await above.touch(tx, touched)
  })
  if (outcome.ok) return goTo(c, paths.person(id), { tone: 'done', text: say('added') })
  if (outcome.refused.kind === 'conflict') return showWhoItMayBe(c, again, reading.entry)
  if (outcome.refused.fields.some(({ code }) => code === 'number_not_enterable'))
    await c.var.db.write(c.var.context, recordRefusedNumber)
  return show(c, { ...again, errors: fieldErrors(outcome.refused.fields, say, isEntryWord) })
}

/** Nothing is saved yet: the same form again, below those it may be. That they were shown is committed first. */
async function showWhoItMayBe(c: Request, again: Omit<Showing, 'errors'>, entry: Entry): Promise<Response> {
  const likely = await c.var.db.write(c.var.context, (tx) => showLikely(tx, entry))
  const message = words(TEXT, c.var.language)('number_known')
  const errors = likely.some(({ holder }) => holder) ? [{ field: 'number', message }] : []
  return show(c, { ...again, errors, likely })
}

/** Follows from the form's token, so that a form sent twice leads to the one person; nobody can ask for an id that exists. */
function idFrom({ token }: Submitted): PersonId {
  if (token === null) return PersonId.parse(randomUUID())
  const digits = createHash('sha256').update(`person ${token}`).digest('hex')
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`]
  return PersonId.parse([...parts, digits.slice(20, 32)].join('-'))
}
