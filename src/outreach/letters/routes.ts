import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Actor, Read } from '../../kernel/database.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { personById } from '../../people/store.ts'
import { whyFold } from '../../sight/why.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { ownPersons } from '../contacts/store.ts'
import { Whose } from '../messages/model.ts'
import { templates } from '../messages/template-store.ts'
import * as actions from './actions.ts'
import { lettersPdf } from './paper.ts'
import type { LetterWord } from './text.ts'
import { type Asked, ageingOutPage, letterPage, lettersPage } from './views.ts'
import { isLetterWord, letterWords } from './words.ts'

/** Letters to one and to several, looked at before they are made. What is made comes as a file in the answer. */
export function letterRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.personLetters(':id'), (c) => showOne(c, idOf(c.req.param('id')), { ...NOTHING, typed: typedIn(c) }))
    .post(paths.personLetters(':id'), (c) => writeOne(c, idOf(c.req.param('id'))))
    .get(paths.outreachLetters(), (c) => showMany(c, NOTHING))
    .post(paths.outreachLetters(), (c) => writeMany(c))
    .get(paths.outreachLettersAgeing(), showAgeingOut)
}

/** How many of one's own stand to choose among. */
const CANDIDATES = 200

const NOTHING: Asked = { errors: [], typed: {}, chosen: [], otherLetters: 0, preview: null, needsSecond: false }

/** What somebody comes here to write, from where they came. */
const typedIn = (c: Request) => ({ to: c.req.query('to') ?? '', template: c.req.query('template') ?? '' })

function askedOf(c: Request, form: Submitted, of: Partial<Asked> & { problems?: readonly FieldProblem[] }): Asked {
  const errors = fieldErrors(of.problems ?? [], letterWords(c.var.language), isLetterWord)
  return {
    errors,
    typed: form.values,
    chosen: of.chosen ?? [],
    otherLetters: of.otherLetters ?? 0,
    preview: of.preview ?? null,
    needsSecond: of.needsSecond ?? false,
  }
}

async function showOne(c: Request, id: string, asked: Asked): Promise<Response> {
  const { language } = c.var
  const person = await c.var.db.write(c.var.context, (tx) => actions.openToWrite(tx, id))
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const [header, why, all] = await Promise.all([
      personById(tx, person.id),
      whyFold(tx, { id: person.id, language }),
      letterTemplates(tx),
    ])
    const head = { language, person: header, why, mayList: tx.may('register.list') }
    return { actor: tx.actor, content: letterPage({ ...head, templates: all, token: randomUUID(), ...asked }) }
  })
  return show(c, actor, { title: 'title.one', asked, content })
}

const letterTemplates = async (tx: Read) => (await templates(tx)).filter(({ channel }) => channel === 'letter')

function wantedOf(form: Submitted) {
  const to = Whose.catch('self').parse(form.text('to'))
  return { to, code: form.text('template'), language: form.text('language') || null }
}

async function writeOne(c: Request, id: string): Promise<Response> {
  const form = await submitted(c)
  const wanted = { ...wantedOf(form), personIds: [id], alone: true }
  if (form.text('step') === 'make') return make(c, wanted, (problems) => showOne(c, id, askedOf(c, form, { problems })))
  const looked = await attempt(c, (tx) => actions.previewLetters(tx, wanted))
  if (!looked.ok) return showOne(c, id, askedOf(c, form, { problems: problemsOf(looked.refused) }))
  return showOne(c, id, askedOf(c, form, { preview: looked.value }))
}

type Wanted = Parameters<typeof actions.makeLetters>[1]

/** Logged first, and committed; then printed. */
async function make(
  c: Request,
  wanted: Wanted,
  refused: (problems: readonly FieldProblem[]) => Promise<Response>,
): Promise<Response> {
  const outcome = await attempt(c, (tx) => actions.makeLetters(tx, wanted))
  if (!outcome.ok) return refused(problemsOf(outcome.refused))
  const { drawn, sender } = outcome.value
  const file = await lettersPdf({ letters: drawn.map(({ letter }) => letter), sender }, c.var.language)
  return c.body(file, 200, {
    'content-type': 'application/pdf',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="brev-${sender.on}.pdf"`,
  })
}

async function showMany(c: Request, asked: Asked): Promise<Response> {
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('letters.make')
    const own = await ownPersons(tx, CANDIDATES)
    const candidates = [...(await actions.othersChosen(tx, asked.chosen, own)), ...own]
    await tx.record('letters.candidates_listed', { detail: { rows: candidates.length } })
    const mayAsk = tx.may('access.ask_approval')
    const view = {
      language: c.var.language,
      mayAsk,
      candidates,
      templates: await letterTemplates(tx),
      token: randomUUID(),
    }
    return { actor: tx.actor, content: lettersPage({ ...view, ...asked }) }
  })
  return show(c, actor, { title: 'title.many', asked, content })
}

async function writeMany(c: Request): Promise<Response> {
  const form = await submitted(c)
  if (form.list('steps').length > 0) return writeSteps(c, form)
  // The boxes, or what was looked at.
  const chosen = form
    .list('persons')
    .flatMap((each) => each.split(','))
    .filter((each) => each !== '')
    .map(idOf)
  const wanted = { ...wantedOf(form), personIds: chosen, alone: false }
  const back = (problems: readonly FieldProblem[]) => {
    const needsSecond = problems.some(({ code }) => SECOND.includes(code))
    return showMany(c, askedOf(c, form, { problems, chosen, needsSecond }))
  }
  if (form.text('step') === 'ask') return ask(c, { form, wanted, back })
  if (form.text('step') === 'make') return make(c, wanted, back)
  const looked = await attempt(c, (tx) => actions.previewLetters(tx, wanted))
  if (!looked.ok) return back(problemsOf(looked.refused))
  return showMany(c, askedOf(c, form, { chosen, preview: looked.value }))
}

/** The letters of steps that were chosen on the ladder's list. */
async function writeSteps(c: Request, form: Submitted): Promise<Response> {
  const looked = await attempt(c, (tx) => actions.previewSteps(tx, form.list('steps').map(idOf)))
  if (!looked.ok) return showMany(c, askedOf(c, form, { problems: problemsOf(looked.refused) }))
  const { wanted, batch, others } = looked.value
  const { personIds, to, code } = wanted
  const asked = askedOf(c, form, { chosen: personIds, preview: batch, otherLetters: others })
  return showMany(c, { ...asked, typed: { to, template: code } })
}

/** What a colleague's yes would mend, or is wrong with the asking for it. */
const SECOND: readonly string[] = ['letters_need_second', 'approval_reason']

type Asking = {
  readonly form: Submitted
  readonly wanted: Wanted
  readonly back: (problems: readonly FieldProblem[]) => Promise<Response>
}

async function ask(c: Request, { form, wanted, back }: Asking): Promise<Response> {
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.askLetters(tx, { ...wanted, reason: form.text('reason') })
  })
  if (!outcome.ok) return back(problemsOf(outcome.refused))
  return goTo(c, paths.approvals(), { tone: 'done', text: letterWords(c.var.language)('ask.asked') })
}

async function showAgeingOut(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, rows } = await c.var.db.write(c.var.context, async (tx) => ({
    rows: await actions.listAgeingOut(tx),
    actor: tx.actor,
  }))
  const isListed = (each: (typeof rows)[number]) => !each.isProtected
  const content = ageingOutPage({
    ...{
      language,
      rows: rows.filter(isListed),
      protectedRows: actor.seesProtected ? rows.filter((each) => each.isProtected) : null,
    },
    ...{ code: actions.AGEING_OUT, most: actions.MOST_LETTERS, token: randomUUID() },
  })
  return show(c, actor, { title: 'title.ageing', asked: NOTHING, content })
}

type Shown = { readonly title: LetterWord; readonly asked: Asked; readonly content: Content }

/** A title ends up in the browser's history: never a name. */
function show(c: Request, actor: Actor, { title, asked, content }: Shown) {
  const hasErrors = asked.errors.length > 0
  const head = { title: letterWords(c.var.language)(title), current: 'outreach', hasErrors } as const
  return showPage(c, actor, { ...head, status: hasErrors ? 422 : 200, content })
}
