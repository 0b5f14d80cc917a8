import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import type { Database } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request } from '../../kernel/http.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import { type Complete, type DeliveryId, Sheet } from './model.ts'
import { newImportPage } from './new-views.ts'
import { PAGE_TEXT, type PageWord } from './page-text.ts'
import {
  type Asking,
  notePull,
  noteSheet,
  type PullRequest,
  previewPull,
  previewSheet,
  type SheetRequest,
} from './requests.ts'
import { askingFor, goToDelivery, PATIENCE_MS, permittedTo } from './routes.ts'
import { mayBeCompleteFor } from './rules.ts'
import { mappingById, savedMappings } from './store.ts'
import { receiveUpload, type Upload } from './upload.ts'

const EXAMPLES = join(import.meta.dirname, '../../../data/demo')

/** A new delivery: a sheet that is uploaded, or a pull from a school's system; `hosts`: see `PullRequest`. */
export function newImportRoutes(imports: Database, hosts: readonly string[]): Hono<Env> {
  return new Hono<Env>()
    .get(paths.importNew(), (c) => showNew(c, { typed: {}, failed: null, errors: [] }))
    .post(paths.importNew(), (c) => take(c, imports, { failed: 'sheet', begin: beginSheet }))
    .post(paths.importSs12000(), (c) => take(c, imports, { failed: 'ss12000', begin: beginPullFrom(hosts) }))
    .get(paths.importExample(':name'), showExample)
}

type Returned = {
  readonly typed: Readonly<Record<string, string>>
  readonly failed: 'sheet' | 'ss12000' | null
  readonly errors: readonly FieldError[]
}

async function showNew(c: Request, returned: Returned): Promise<Response> {
  const { language, demo } = c.var
  const examples = demo ? (await readdir(EXAMPLES)).filter((name) => name.endsWith('.csv')).sort() : []
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('imports.read')
    const content = newImportPage({
      language,
      permitted: permittedTo(tx, 'imports.run', language),
      mappings: await savedMappings(tx),
      tokens: { sheet: randomUUID(), ss12000: randomUUID() },
      examples,
      ...returned,
    })
    return { actor: tx.actor, content }
  })
  const hasErrors = returned.errors.length > 0
  const title = words(PAGE_TEXT, language)('new.title')
  return showPage(c, shown.actor, {
    title,
    current: 'imports',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: shown.content,
  })
}

async function showExample(c: Request): Promise<Response> {
  const name = c.req.param('name') ?? ''
  if (!c.var.demo || !(await readdir(EXAMPLES)).includes(name) || !name.endsWith('.csv'))
    throw new Refused('not_found', 'example')
  return c.body(Readable.toWeb(createReadStream(join(EXAMPLES, name))) as ReadableStream, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  })
}

/** Begins the work and says which delivery it is, or what is wrong in the form. */
type Begin = (c: Request, upload: Upload, asking: Asking) => Promise<Begun | readonly FieldError[]>
type Begun = { readonly id: DeliveryId | null; readonly work: Promise<void> }

async function take(
  c: Request,
  imports: Database,
  form: { failed: 'sheet' | 'ss12000'; begin: Begin },
): Promise<Response> {
  const asking = await askingFor(c, imports)
  const say = words(PAGE_TEXT, c.var.language)
  const upload = await uploaded(c)
  if (typeof upload === 'string')
    return showNew(c, { typed: {}, failed: form.failed, errors: [{ field: 'file', message: say(upload) }] })
  const begun = await form.begin(c, upload, asking)
  if ('work' in begun) {
    await Promise.race([begun.work, sleep(PATIENCE_MS)])
    const text = say('one.started')
    if (begun.id === null) return goTo(c, paths.imports(), { tone: 'done', text })
    return goToDelivery(c, begun.id, { succeeded: 'previewed', text })
  }
  if (upload.file) await rm(upload.file.path, { force: true })
  return showNew(c, { typed: upload.fields, failed: form.failed, errors: begun })
}

async function uploaded(c: Request): Promise<Upload | 'upload_too_large' | 'not_a_form'> {
  try {
    return await receiveUpload(c.req.raw)
  } catch (error) {
    if (error instanceof Refused && (error.code === 'upload_too_large' || error.code === 'not_a_form'))
      return error.code
    throw error
  }
}

async function beginSheet(
  c: Request,
  { fields, file }: Upload,
  asking: Asking,
): Promise<Begun | readonly FieldError[]> {
  const wrong = errorsIn(c)
  const sheet = Sheet.safeParse(fields['sheet'])
  const complete = completeOf(c, fields)
  if (!sheet.success) wrong.add('sheet', 'sheet_missing')
  if (file === null) wrong.add('file', 'file_missing')
  if (complete === 'day_unreadable') wrong.add('from', 'day_unreadable')
  if (!sheet.success || file === null || complete === 'day_unreadable') return wrong.list
  if (complete && mayBeCompleteFor(sheet.data, complete) === 'complete_ends_before_start') {
    wrong.add('until', 'complete_ends_before_start')
    return wrong.list
  }
  const chosen = fields['mapping']
  const mapping = chosen ? await c.var.db.read(c.var.context, (tx) => mappingById(tx, idOf(chosen))) : null
  const asked: SheetRequest = { sheet: sheet.data, file, complete, mapping }
  const noted = await note(c, fields['token'], (tx) => noteSheet(tx, asked))
  if (noted === 'refused') wrong.add('complete', 'complete_refused')
  if (noted === 'refused') return wrong.list
  if (noted !== null) return { id: noted, work: previewSheet(asking, noted, asked) }
  await rm(file.path, { force: true })
  return { id: null, work: Promise.resolve() }
}

const beginPullFrom = (hosts: readonly string[]): Begin => {
  return (c, upload, asking) => beginPull(c, upload, { ...asking, hosts })
}

async function beginPull(
  c: Request,
  { fields, file }: Upload,
  { hosts, ...asking }: Asking & { readonly hosts: readonly string[] },
): Promise<Begun | readonly FieldError[]> {
  const wrong = errorsIn(c)
  const url = fields['url'] ?? ''
  // From the browser only https, and nothing in a private network, which `publicFetch` sees to.
  if (file === null && !(URL.canParse(url) && new URL(url).protocol === 'https:')) wrong.add('url', 'url_missing')
  if (wrong.list.length > 0) return wrong.list
  // The log's name of a source never holds what follows the question mark: keys end up there.
  const name = file === null ? new URL(url).origin + new URL(url).pathname : file.name
  const asked: PullRequest = { hosts, from: file === null ? url : file.path, name, token: fields['key'] || null, file }
  const noted = await note(c, fields['token'], (tx) => notePull(tx, asked))
  if (noted === 'refused' || noted === null) return { id: null, work: Promise.resolve() }
  return { id: noted, work: previewPull(asking, noted, asked) }
}

/** The delivery, or null when the same form has come before; refused when it may not be declared complete so. */
async function note(
  c: Request,
  token: string | undefined,
  work: (tx: Parameters<typeof noteSheet>[0]) => Promise<DeliveryId>,
): Promise<DeliveryId | null | 'refused'> {
  const outcome = await attempt(c, async (tx) => ((await firstTime(tx, token || null)) ? work(tx) : null))
  return outcome.ok ? outcome.value : 'refused'
}

function errorsIn(c: Request) {
  const say = words(PAGE_TEXT, c.var.language)
  const list: FieldError[] = []
  return { list, add: (field: string, word: PageWord) => list.push({ field, message: say(word) }) }
}

function completeOf(c: Request, fields: Readonly<Record<string, string>>): Complete | null | 'day_unreadable' {
  if (fields['complete'] !== '1') return null
  const today = c.var.db.clock.today()
  const day = (name: string) => (fields[name] ? typedDay(fields[name], today) : null)
  const unread = ['from', 'until'].some((name) => fields[name] && day(name) === null)
  if (unread) return 'day_unreadable'
  const last = day('until')
  return {
    organiser: fields['organiser'] || null,
    unit: fields['unit'] || null,
    from: day('from'),
    until: last === null ? null : addDays(last, 1),
  }
}
