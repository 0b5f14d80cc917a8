import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { removeMapping, saveMapping } from './actions.ts'
import { linesFrom, mappingFrom } from './mapping-lines.ts'
import { type MappingsPage, mappingsPage } from './mapping-views.ts'
import { LONGEST_MAPPING, Sheet } from './model.ts'
import { PAGE_TEXT, type PageWord } from './page-text.ts'
import { permittedTo } from './routes.ts'
import { mappingById, savedMappings } from './store.ts'

/** What suppliers call our columns and codes: saved once, chosen at each import. */
export function mappingRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.mappings(), (c) => showMappings(c, NOTHING))
    .post(paths.mappings(), save)
    .get(paths.mapping(':id'), (c) => showOne(c, idOf(c.req.param('id'))))
    .post(paths.mappingRemoval(':id'), (c) => remove(c, idOf(c.req.param('id'))))
}

type Shown = Pick<MappingsPage, 'typed' | 'changing' | 'errors'>
const NOTHING: Shown = { typed: {}, changing: null, errors: [] }

async function showMappings(c: Request, shown: Shown): Promise<Response> {
  const { language } = c.var
  const page = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('imports.read')
    const permitted = permittedTo(tx, 'imports.run', language)
    const content = mappingsPage({ language, permitted, saved: await savedMappings(tx), token: randomUUID(), ...shown })
    return { actor: tx.actor, content }
  })
  const hasErrors = shown.errors.length > 0
  const title = words(PAGE_TEXT, language)('maps.title')
  return showPage(c, page.actor, {
    title,
    current: 'imports',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: page.content,
  })
}

async function showOne(c: Request, id: string): Promise<Response> {
  const saved = await c.var.db.read(c.var.context, (tx) => {
    tx.require('imports.read')
    return mappingById(tx, id)
  })
  return showMappings(c, {
    typed: { name: saved.name, sheet: saved.sheet, ...linesFrom(saved.mapping) },
    changing: id,
    errors: [],
  })
}

async function save(c: Request): Promise<Response> {
  const say = words(PAGE_TEXT, c.var.language)
  const form = await submitted(c)
  const again = (field: string, word: PageWord) =>
    showMappings(c, { typed: form.values, changing: null, errors: [{ field, message: say(word) }] })
  const sheet = Sheet.safeParse(form.text('sheet'))
  const name = form.text('name')
  if (!sheet.success) return again('sheet', 'sheet_missing')
  if (name === '' || name.length > 80) return again('name', 'mapping_name')
  if (['columns', 'codes'].some((field) => form.text(field).length > LONGEST_MAPPING))
    return again('columns', 'mapping_long')
  const mapping = mappingFrom(sheet.data, { columns: form.text('columns'), codes: form.text('codes') })
  if (mapping === null) return again('columns', 'mapping_line')
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await saveMapping(tx, { name, sheet: sheet.data, mapping })
  })
  if (!outcome.ok) return again('name', 'mapping_name')
  return goTo(c, paths.mappings(), { tone: 'done', text: say('maps.saved') })
}

async function remove(c: Request, id: string): Promise<Response> {
  await c.var.db.write(c.var.context, (tx) => removeMapping(tx, id))
  return goTo(c, paths.mappings(), { tone: 'done', text: words(PAGE_TEXT, c.var.language)('maps.removed') })
}
