import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, type Env, firstTime, type Request, submitted } from '../../kernel/http.ts'
import { NoteTopic } from '../../notes/model.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import * as actions from './actions.ts'
import { BUILT_IN, BUILT_IN_CODES } from './built-in.ts'
import { crumbsTo } from './draft-views.ts'
import { previewPage } from './question-views.ts'
import { inVariant, variantsOf } from './rules.ts'
import { versionsOf } from './store.ts'
import type { FormWord } from './text.ts'
import { formsPage, importedPage, importPage, newFormPage } from './views.ts'
import { formWords, isFormWord } from './words.ts'
import type { ReadWorkbook } from './xlsform-model.ts'
import { translateXlsform } from './xlsform-rules.ts'

/** The forms there are: listed, begun, brought in from a file, read in each version, and retired. */
export function formRoutes(readWorkbook: ReadWorkbook): Hono<Env> {
  return new Hono<Env>()
    .get(paths.forms(), showAll)
    .get(paths.formNew(), (c) => showNew(c, NOTHING))
    .post(paths.formNew(), begin)
    .get(paths.formImport(), (c) => showImport(c, NOTHING))
    .post(paths.formImport(), (c) => bringIn(c, readWorkbook))
    .get(paths.formVersion(':code', ':version'), showVersion)
    .post(paths.formNext(':code'), makeNext)
    .post(paths.formRetirement(':code'), retire)
}

type Returned = { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }
const NOTHING: Returned = { errors: [], typed: {} }
const MOST_BYTES = 2 * 1024 * 1024

type Page = { readonly title: FormWord; readonly errors?: readonly FieldError[]; readonly content: Content }

async function show(c: Request, render: (tx: Read) => Promise<Page>): Promise<Response> {
  const {
    actor,
    title,
    errors = [],
    content,
  } = await c.var.db.read(c.var.context, async (tx) => ({
    ...(await render(tx)),
    actor: tx.actor,
  }))
  const hasErrors = errors.length > 0
  return showPage(c, actor, {
    title: formWords(c.var.language)(title),
    current: 'forms',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content,
  })
}

function showAll(c: Request): Promise<Response> {
  return show(c, async (tx) => {
    const library = await actions.openLibrary(tx)
    const view = { language: c.var.language, builtIn: BUILT_IN, mayBuild: tx.may('forms.build') }
    return { title: 'title', content: formsPage({ ...view, ...library }) }
  })
}

function showNew(c: Request, returned: Returned): Promise<Response> {
  return show(c, async (tx) => {
    tx.require('forms.build')
    return {
      title: 'new',
      ...returned,
      content: newFormPage({ language: c.var.language, token: randomUUID(), ...returned }),
    }
  })
}

async function begin(c: Request): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) =>
    (await firstTime(tx, form.token)) ? actions.beginForm(tx, { title: form.text('title') }) : null,
  )
  if (!outcome.ok)
    return showNew(c, {
      errors: fieldErrors(problemsOf(outcome.refused), formWords(c.var.language), isFormWord),
      typed: form.values,
    })
  return goTo(c, outcome.value === null ? paths.forms() : paths.formDraft(outcome.value))
}

function showImport(c: Request, returned: Returned): Promise<Response> {
  return show(c, async (tx) => {
    tx.require('forms.build')
    return {
      title: 'import',
      ...returned,
      content: importPage({ language: c.var.language, token: randomUUID(), ...returned }),
    }
  })
}

const SHEETS = ['survey', 'choices', 'settings'] as const

async function bringIn(c: Request, readWorkbook: ReadWorkbook): Promise<Response> {
  // Who may not is told so before anything is read.
  await c.var.db.read(c.var.context, async (tx) => tx.require('forms.build'))
  const { file, topic: wanted, token } = await c.req.parseBody()
  const topic = NoteTopic.safeParse(wanted)
  const refuse = (code: FormWord, field = 'file') =>
    showImport(c, {
      errors: [{ field, message: formWords(c.var.language)(code as 'file_missing') }],
      typed: { topic: String(wanted ?? '') },
    })
  if (!topic.success) return refuse('topic_missing', 'topic')
  if (!(file instanceof File) || file.size === 0) return refuse('file_missing')
  if (file.size > MOST_BYTES) return refuse('file_large')
  const book = await readWorkbook(Buffer.from(await file.arrayBuffer()), SHEETS)
  if (!book.ok) return refuse(book.code)
  const read = translateXlsform(book.sheets, { topic: topic.data })
  if (!read.ok) return refuse(read.code)
  const outcome = await attempt(c, async (tx) => {
    const again = typeof token === 'string' && token !== '' && !(await firstTime(tx, token))
    return again ? null : actions.importForm(tx, read)
  })
  if (!outcome.ok) return refuse('too_much')
  const draftId = outcome.value
  if (draftId === null) return goTo(c, paths.forms())
  return show(c, async () => ({
    title: 'import.done',
    content: importedPage({ language: c.var.language, draftId, reports: read.reports }),
  }))
}

function showVersion(c: Request): Promise<Response> {
  const { language } = c.var
  return show(c, async (tx) => {
    const [code, version] = [c.req.param('code') ?? '', Number(c.req.param('version'))]
    const form = await actions.oneForm(tx, {
      code,
      version: Number.isSafeInteger(version) && version < 1e6 ? version : 0,
    })
    const variants = variantsOf(form.definition)
    const wanted = c.req.query('in') ?? language
    const say = formWords(language)
    const isOwn = !BUILT_IN_CODES.includes(code)
    const [latest] = isOwn ? await versionsOf(tx, code) : []
    const mayChange = isOwn && tx.may('forms.build') && latest?.version === form.version
    const title = say('version.title', { title: inVariant(form.definition.title, language), n: form.version })
    const token = randomUUID()
    const buttons = [
      actionButton({ action: paths.formNext(code), label: say('version.next'), permitted: ALLOWED, values: { token } }),
      latest?.retiredAt === null &&
        actionButton({
          ...{ action: paths.formRetirement(code), label: say('retire'), permitted: ALLOWED, values: { token } },
          sure: { consequence: say('retire.what'), language },
        }),
    ]
    const view = { language, definition: form.definition, title, variant: variants.includes(wanted) ? wanted : 'sv' }
    const href = (variant: string) => paths.formVersion(code, String(form.version), { in: variant })
    return {
      title: 'title',
      content: previewPage({ ...view, href, crumbs: crumbsTo(language), actions: mayChange && buttons }),
    }
  })
}

async function makeNext(c: Request): Promise<Response> {
  const code = c.req.param('code') ?? ''
  const outcome = await attempt(c, (tx) => actions.draftNext(tx, { code }))
  return goTo(c, outcome.ok ? paths.formDraft(outcome.value) : paths.forms())
}

async function retire(c: Request): Promise<Response> {
  const outcome = await attempt(c, (tx) => actions.retireForm(tx, { code: c.req.param('code') ?? '' }))
  const say = formWords(c.var.language)
  return goTo(
    c,
    paths.forms(),
    outcome.ok ? { tone: 'done', text: say('retired') } : { tone: 'problem', text: say('form_retired') },
  )
}
