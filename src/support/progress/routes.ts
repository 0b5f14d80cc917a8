import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type FieldProblem, Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { whyFold } from '../../sight/why.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { caseOf } from '../cases/store.ts'
import * as actions from './actions.ts'
import { lastAsk } from './ask-store.ts'
import { Evidence, MEASURES, type ReadingInput, type Values, Voice } from './model.ts'
import { ladderOf, laddersEver, readingsOf } from './store.ts'
import { correctionPage, progressPage, readingDraft } from './views.ts'
import { isProgressWord, progressWords } from './words.ts'

/** How it goes for one young person: read, corrected, and asked by text. */
export function progressRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personProgress(':id'), (c) => show(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personProgress(':id'), (c) => record(c, idOf(c.req.param('id'))))
    .post(paths.personProgressAsk(':id'), (c) => ask(c, idOf(c.req.param('id'))))
    .get(paths.personReading(':id', ':reading'), (c) => showOne(c, ids(c), NOTHING))
    .post(paths.personReading(':id', ':reading'), (c) => correct(c, ids(c)))
    .post(paths.personReadingRemoval(':id', ':reading'), (c) => remove(c, ids(c)))
}

type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }
const NOTHING: Returned = { errors: [], typed: {} }

type Ids = { readonly personId: string; readonly readingId: string }
const ids = (c: Request): Ids => ({ personId: idOf(c.req.param('id')), readingId: idOf(c.req.param('reading')) })

async function show(c: Request, id: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openProgress(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const of = await caseOf(tx, person.id)
    const [why, readings, holds, ladders, asked, staff] = await Promise.all([
      whyFold(tx, { id: person.id, language }),
      readingsOf(tx, person.id),
      of && ladderOf(tx, of.id),
      laddersEver(tx),
      lastAsk(tx, person.id),
      colleagues(tx),
    ])
    // What comes back was chosen on the ladder that was shown, and is shown on it again.
    const shown = returned.typed['ladderId']
    const ladder = shown === undefined ? holds : (ladders.find((each) => each.id === shown) ?? null)
    const head = { language, person, why, mayList: tx.may('register.list'), mayWork: tx.may('support.work') }
    const at = { now: tx.now, today: tx.today, token: randomUUID(), account: tx.actor.accountId, colleagues: staff }
    return {
      actor: tx.actor,
      content: progressPage({ ...head, ...at, of, readings, ladder, ladders, ask: asked, ...returned }),
    }
  })
  const hasErrors = returned.errors.length > 0
  const title = progressWords(language)('title')
  return showPage(c, actor, { title, hasErrors, status: hasErrors ? 422 : 200, content })
}

async function record(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const say = progressWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    const read = readingIn(form, tx.today)
    if (await firstTime(tx, form.token))
      await actions.recordReadings(tx, { personId, ...read, words: form.text('words') })
    return tx.actor.accountId
  })
  if (outcome.ok)
    return goTo(c, paths.personProgress(personId), {
      ...{ tone: 'done', text: say('new.saved') },
      saved: readingDraft(outcome.value, personId),
    })
  const errors = fieldErrors(problemsOf(outcome.refused), say, isProgressWord)
  return show(c, personId, { errors, typed: form.values })
}

function readingIn(form: Submitted, today: PlainDate): ReadingInput {
  const voice = Voice.safeParse(form.text('voice'))
  const evidence = Evidence.safeParse(form.text('evidence'))
  const onDay = typedDay(form.text('onDay'), today)
  const problems: FieldProblem[] = [
    ...(voice.success ? [] : [{ field: 'voice', code: 'voice_missing' }]),
    ...(evidence.success ? [] : [{ field: 'evidence', code: 'evidence_missing' }]),
    ...(onDay !== null ? [] : [{ field: 'onDay', code: 'day_unreadable' }]),
  ]
  if (!voice.success || !evidence.success || onDay === null) throw new Refused('invalid', 'reading', problems)
  const ladderId = ladderIn(form)
  return { voice: voice.data, evidence: evidence.data, onDay, values: valuesIn(form), ladderId }
}

/** The ladder that the form showed; null for ours. */
export const ladderIn = (form: Submitted): string | null => form.text('ladderId') || null

/** The measures that have a value. What is no whole number is none of them, and the rule says so. */
export function valuesIn(form: Submitted): Values {
  const read = (['ladder', ...MEASURES] as const).map((measure) => [measure, form.text(measure)] as const)
  return Object.fromEntries(
    read.filter(([, text]) => text !== '' && text !== 'skip').map(([measure, text]) => [measure, Number(text)]),
  )
}

async function ask(c: Request, personId: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.askYouth(tx, personId)
  })
  const code = outcome.ok ? 'ask.queued' : outcome.refused.code
  const text = isProgressWord(code) ? progressWords(c.var.language)(code) : code
  return goTo(c, paths.personProgress(personId), { tone: outcome.ok ? 'done' : 'problem', text })
}

type Correcting = Returned & { readonly conflict?: boolean }

async function showOne(c: Request, { personId, readingId }: Ids, returned: Correcting): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openProgress(tx, personId))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [why, readings, ladders, staff] = await Promise.all([
      whyFold(tx, { id: person.id, language }),
      readingsOf(tx, person.id),
      laddersEver(tx),
      colleagues(tx),
    ])
    const reading = readings.find((each) => each.readingId === readingId)
    if (reading === undefined) throw new Refused('not_found', 'reading')
    const head = { language, person, why, mayList: tx.may('register.list'), today: tx.today, token: randomUUID() }
    const view = { ...head, reading, ladders, colleagues: staff, conflict: false, ...returned }
    return { actor: tx.actor, content: correctionPage(view) }
  })
  const hasErrors = returned.errors.length > 0
  const status = returned.conflict ? 409 : hasErrors ? 422 : 200
  return showPage(c, actor, { title: progressWords(language)('correct.title'), hasErrors, status, content })
}

async function correct(c: Request, of: Ids): Promise<Response> {
  const form = await submitted(c)
  const say = progressWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    const onDay = typedDay(form.text('onDay'), tx.today)
    const evidence = Evidence.safeParse(form.text('evidence'))
    if (onDay === null) throw new Refused('invalid', 'reading', [{ field: 'onDay', code: 'day_unreadable' }])
    if (!evidence.success) throw new Refused('invalid', 'reading', [{ field: 'evidence', code: 'evidence_missing' }])
    const right = { ...of, seen: form.text('seen'), value: Number(form.text('value') || Number.NaN) }
    if (await firstTime(tx, form.token)) await actions.correctReading(tx, { ...right, onDay, evidence: evidence.data })
  })
  if (outcome.ok) return goTo(c, paths.personProgress(of.personId), { tone: 'done', text: say('correct.saved') })
  const conflict = outcome.refused.code === 'reading_changed'
  const inPlace = problemsOf(outcome.refused).map(({ field, code }) => ({
    field: code === 'value_range' || code === 'nothing_read' ? 'value' : field,
    code,
  }))
  return showOne(c, of, { errors: fieldErrors(inPlace, say, isProgressWord), typed: form.values, conflict })
}

async function remove(c: Request, of: Ids): Promise<Response> {
  const form = await submitted(c)
  const say = progressWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.removeReading(tx, { ...of, seen: form.text('seen') })
  })
  if (outcome.ok) return goTo(c, paths.personProgress(of.personId), { tone: 'done', text: say('removed') })
  return showOne(c, of, { errors: [], typed: {}, conflict: true })
}
