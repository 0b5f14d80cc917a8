import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { Refused } from '../../kernel/errors.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import { newQuestionIn, questionIn, sectionIn, settingsIn } from './draft-form.ts'
import { crumbsTo, draftPage, type Returned } from './draft-views.ts'
import {
  keyFor,
  keysIn,
  moved,
  newQuestion,
  questionOf,
  sectionOf,
  without,
  withQuestion,
  withSection,
} from './edit-rules.ts'
import { type Definition, MOST } from './model.ts'
import { previewPage, questionPage, sectionPage } from './question-views.ts'
import { inVariant, variantsOf } from './rules.ts'
import { draftById } from './store.ts'
import type { FormWord } from './text.ts'
import { formWords, isFormWord } from './words.ts'

/** A form that is being made, changed by plain forms: parts and questions added, changed, moved and removed, looked at, published, thrown away. */
export function draftRoutes(): Hono<Env> {
  const whole = (c: Request) => c.req.param('id') ?? ''
  return new Hono<Env>()
    .get(paths.formDraft(':id'), (c) => showDraft(c, null))
    .post(paths.formDraft(':id'), (c) => change(c, { form: 'settings', show: showDraft, by: settingsIn }))
    .post(paths.formDraftSections(':id'), (c) => change(c, { form: 'section', show: showDraft, by: addedSection }))
    .get(paths.formDraftSection(':id', ':section'), (c) => showSection(c, null))
    .post(paths.formDraftSection(':id', ':section'), (c) =>
      change(c, {
        form: 'section',
        show: showSection,
        by: (form) => changedSection(form, c.req.param('section') ?? ''),
      }),
    )
    .post(paths.formDraftQuestions(':id', ':section'), (c) =>
      change(c, {
        form: `add-${c.req.param('section')}`,
        show: showDraft,
        by: (form) => addedQuestion(form, c.req.param('section') ?? ''),
      }),
    )
    .get(paths.formDraftQuestion(':id', ':question'), (c) => showQuestion(c, null))
    .post(paths.formDraftQuestion(':id', ':question'), (c) =>
      change(c, {
        form: 'question',
        show: showQuestion,
        by: (form) => changedQuestion(form, c.req.param('question') ?? ''),
      }),
    )
    .post(paths.formDraftOrder(':id'), (c) => change(c, { form: 'order', show: showDraft, by: movedPart }))
    .post(paths.formDraftRemoval(':id'), (c) =>
      change(c, {
        form: 'removal',
        show: showDraft,
        done: 'removed',
        by: (form) => (definition) => without(definition, form.text('key')),
      }),
    )
    .get(paths.formDraftPreview(':id'), showPreview)
    .post(paths.formDraftPublication(':id'), (c) => publish(c, whole(c)))
    .post(paths.formDraftDiscard(':id'), (c) => discard(c, whole(c)))
}

type Change = (definition: Definition) => Definition
type Show = (c: Request, returned: ReturnedDraft | null) => Promise<Response>
type ReturnedDraft = Returned & { readonly conflict: boolean; readonly faults: readonly string[] }
type Changing = {
  readonly form: string
  readonly show: Show
  readonly by: (form: Submitted) => Change
  readonly done?: FormWord
}

const addedSection =
  (form: Submitted): Change =>
  (definition) => {
    const taken = keysIn(definition)
    if (definition.sections.length >= MOST.sections)
      throw new Refused('invalid', 'form', [{ field: 'title', code: 'too_much' }])
    return withSection(definition, sectionIn(form, { key: null, definition, taken }))
  }

const changedSection =
  (form: Submitted, key: string): Change =>
  (definition) => {
    if (sectionOf(definition, key) === null) throw new Refused('not_found', 'section')
    return withSection(definition, sectionIn(form, { key, definition, taken: keysIn(definition) }))
  }

const addedQuestion =
  (form: Submitted, section: string): Change =>
  (definition) => {
    const found = sectionOf(definition, section)
    if (found === null) throw new Refused('not_found', 'section')
    if (found.questions.length >= MOST.questions)
      throw new Refused('invalid', 'form', [{ field: 'label', code: 'part_full' }])
    const made = newQuestionIn(form)
    return withQuestion(definition, {
      section,
      question: newQuestion({ ...made, key: keyFor(made.label, keysIn(definition)) }),
    })
  }

const changedQuestion =
  (form: Submitted, key: string): Change =>
  (definition) => {
    const found = questionOf(definition, key)
    if (found === null) throw new Refused('not_found', 'question')
    return withQuestion(definition, {
      section: found.section.key,
      question: questionIn(form, { before: found.question, definition }),
    })
  }

const movedPart =
  (form: Submitted): Change =>
  (definition) =>
    moved(definition, form.text('key'), form.text('way') === 'up' ? 'up' : 'down')

const draftOf = (c: Request, form: Submitted): actions.DraftOf => ({
  id: idOf(c.req.param('id')),
  seen: Number.parseInt(form.text('seen'), 10) || 0,
})

/** One change of the draft, by whichever of its forms. */
async function change(c: Request, { form: name, show, by, done = 'draft.saved' }: Changing): Promise<Response> {
  const form = await submitted(c)
  const of = draftOf(c, form)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.changeDraft(tx, of, (definition) => by(form)(definition))
  })
  const say = formWords(c.var.language)
  if (outcome.ok) return goTo(c, paths.formDraft(of.id), { tone: 'done', text: say(done as 'draft.saved') })
  return show(c, returnedOf(c, name, { form, refused: outcome.refused }))
}

function returnedOf(c: Request, name: string, { form, refused }: { form: Submitted; refused: Refused }): ReturnedDraft {
  const conflict = refused.kind === 'conflict'
  const errors = conflict ? [] : fieldErrors(problemsOf(refused), formWords(c.var.language), isFormWord)
  // What is pressed and not filled in has no fields to say it beside.
  const isPressed = name === 'order' || name === 'removal'
  const told = { errors: isPressed ? [] : errors, faults: isPressed ? errors.map(({ message }) => message) : [] }
  return { form: name, ...told, typed: form.values, list: form.list, conflict }
}

async function render(
  c: Request,
  returned: ReturnedDraft | null,
  content: (view: Parameters<typeof draftPage>[0]) => Content,
): Promise<Response> {
  const { language } = c.var
  const { actor, draft } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('forms.build')
    return { actor: tx.actor, draft: await draftById(tx, idOf(c.req.param('id'))) }
  })
  const { conflict = false, faults = [] } = returned ?? {}
  const hasErrors = (returned?.errors.length ?? 0) > 0 || faults.length > 0
  const view = { language, draft, token: randomUUID(), returned, conflict, faults }
  return showPage(c, actor, {
    title: formWords(language)('draft'),
    current: 'forms',
    hasErrors,
    status: conflict ? 409 : hasErrors ? 422 : 200,
    content: content(view),
  })
}

function showDraft(c: Request, returned: ReturnedDraft | null): Promise<Response> {
  return render(c, returned, draftPage)
}

function showSection(c: Request, returned: ReturnedDraft | null): Promise<Response> {
  return render(c, returned, (view) => {
    const section = sectionOf(view.draft.definition, c.req.param('section') ?? '')
    if (section === null) throw new Refused('not_found', 'section')
    return sectionPage({ ...view, section })
  })
}

function showQuestion(c: Request, returned: ReturnedDraft | null): Promise<Response> {
  return render(c, returned, (view) => {
    const found = questionOf(view.draft.definition, c.req.param('question') ?? '')
    if (found === null) throw new Refused('not_found', 'question')
    return questionPage({ ...view, ...found })
  })
}

function showPreview(c: Request): Promise<Response> {
  return render(c, null, ({ draft, language }) => {
    const { definition } = draft
    const wanted = c.req.query('in') ?? language
    const variant = variantsOf(definition).includes(wanted) ? wanted : 'sv'
    const href = (each: string) => paths.formDraftPreview(draft.id, { in: each })
    const title = inVariant(definition.title, language)
    return previewPage({ language, definition, variant, title, href, crumbs: crumbsTo(language, draft) })
  })
}

async function publish(c: Request, id: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) =>
    (await firstTime(tx, form.token)) ? actions.publishDraft(tx, draftOf(c, form)) : null,
  )
  const say = formWords(c.var.language)
  if (outcome.ok) return goTo(c, paths.forms(), { tone: 'done', text: say('draft.published') })
  const returned = returnedOf(c, 'publication', { form, refused: outcome.refused })
  const { draft } = await c.var.db.read(c.var.context, async (tx) => ({ draft: await draftById(tx, idOf(id)) }))
  const faults = outcome.refused.fields.map(({ field, code }) => faultText(c, draft.definition, { field, code }))
  return showDraft(c, { ...returned, errors: [], faults })
}

/** Where a fault is, in the words of the form, and what to do about it. */
function faultText(c: Request, definition: Definition, { field, code }: { field: string; code: string }): string {
  const say = formWords(c.var.language)
  const named = sectionOf(definition, field)?.title ?? questionOf(definition, field)?.question.label
  const what = isFormWord(code) ? say(code as 'form_empty') : code
  return named ? `${inVariant(named, c.var.language)}: ${what}` : what
}

async function discard(c: Request, id: string): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await actions.discardDraft(tx, draftOf(c, form))
  })
  const say = formWords(c.var.language)
  if (outcome.ok) return goTo(c, paths.forms(), { tone: 'done', text: say('draft.discarded') })
  return goTo(c, paths.formDraft(id), { tone: 'problem', text: say('draft_changed') })
}
