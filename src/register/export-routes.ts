import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { approvalById } from '../access/approval-store.ts'
import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, isLedFromElsewhere, type Request, submitted } from '../kernel/http.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { EXPORT_COLUMNS, exportCells, exportCsv } from './export.ts'
import { Asked, askExport, takeExport } from './export-actions.ts'
import { mayTakeAlone, ROWS_ALONE } from './export-rules.ts'
import { exportRows } from './export-store.ts'
import { rowsTakenLately } from './export-taken-store.ts'
import { type ExportReturned, exportRequestPage } from './export-views.ts'
import { queryOf, type RegisterFilter } from './filter.ts'
import { filterProblems } from './filter-problems.ts'
import { listParameters } from './parameter-view.ts'
import { filterFromText, filterOf, typedFilter } from './routes.ts'
import { TEXT, type Word } from './text.ts'
import { workbook } from './workbook.ts'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
type Format = keyof typeof TYPES

/**
 * The list as a file, in the columns other programs know. Every file stands in the trail before it is handed out; more rows than one
 * may take alone wait for a colleague's yes.
 */
export function exportRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.registerExport(), exportList)
    .get(paths.registerExportRequests(), (c) => showRequest(c, { returned: null, ...askedIn(c) }))
    .post(paths.registerExportRequests(), askForExport)
}

type Wanted = { readonly filter: RegisterFilter; readonly format: Format; readonly approvalId: string | null }

async function exportList(c: Request): Promise<Response> {
  const asked = c.req.query('approval')
  // A file counts its rows and uses up an approval: it is pressed for on a page of ours.
  if (isLedFromElsewhere(c)) return c.redirect(asked === undefined ? listOf(c) : paths.approval(idOf(asked)), 303)
  const wanted = asked === undefined ? inAddress(c) : await approvedTo(c, idOf(asked))
  const made = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('register.export')
    const file = await fileOf(tx, wanted)
    const alone = wanted.approvalId !== null || mayTakeAlone(file.cells.length, await rowsTakenLately(tx))
    if (alone) tx.requireAssurance(3)
    return alone ? file : null
  })
  const { format, approvalId } = wanted
  if (made === null)
    return c.redirect(paths.registerExportRequests({ ...queryOf({ ...wanted.filter, page: 1 }), format }), 303)
  await c.var.db.write(c.var.context, (tx) => takeExport(tx, { format, rows: made.cells.length, approvalId }))
  // Excel reads a CSV as UTF-8 only when it begins with the mark.
  const body =
    format === 'csv'
      ? `\uFEFF${exportCsv(made.cells)}`
      : new Uint8Array(await workbook('Register', EXPORT_COLUMNS, made.cells))
  return c.body(body, 200, {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${made.name}.${format}"`,
  })
}

function listOf(c: Request): string {
  return paths.register(queryOf({ ...askedIn(c).filter, page: 1 }))
}

function inAddress(c: Request): Wanted {
  const { filter, format } = askedIn(c)
  const { language } = c.var
  // A file made from a filter that was not understood would be another than was asked for.
  if (filterProblems(typedFilter(c), { today: c.var.db.clock.today(), language }).length > 0)
    throw new Refused('invalid', 'filter')
  return { filter, format, approvalId: null }
}

/** What was approved is taken out as it was asked for, whatever else the address says. */
async function approvedTo(c: Request, approvalId: string): Promise<Wanted> {
  const { kind, detail } = await c.var.db.read(c.var.context, (tx) => {
    tx.require('register.export')
    return approvalById(tx, approvalId)
  })
  if (kind !== 'register.export') throw new Refused('not_found', 'approval')
  const { query, format } = Asked.parse(detail)
  return { filter: filterFromText(query), format, approvalId }
}

async function fileOf(tx: Read, { filter }: Wanted) {
  const rules = await listParameters(tx, tx.today)
  const shown = { parameters: rules, withProtected: tx.actor.seesProtected }
  const rows = await exportRows(tx, { ...filter, page: 1 }, shown)
  const names = new Map((await colleagues(tx)).map((each) => [each.accountId, each.signInName]))
  const of = { municipality: tx.actor.municipality ?? '', signInName: (id: string) => names.get(id) ?? '' }
  const day: PlainDate = filter.asOf ?? tx.today
  return { cells: rows.map((row) => exportCells(row, of)), name: `kaa-${of.municipality}-${day}` }
}

function askedIn(c: Request): { filter: RegisterFilter; format: Format } {
  return { filter: filterOf(c, c.var.db.clock.today()), format: formatOf(c.req.query('format') ?? 'csv') }
}

function formatOf(text: string): Format {
  if (text !== 'csv' && text !== 'xlsx') throw new Refused('not_found', 'format')
  return text
}

type Shown = { readonly filter: RegisterFilter; readonly format: Format; readonly returned: ExportReturned | null }

async function showRequest(c: Request, { filter, format, returned }: Shown): Promise<Response> {
  const { language } = c.var
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('register.export')
    const { cells } = await fileOf(tx, { filter, format, approvalId: null })
    const taken = await rowsTakenLately(tx)
    const figures = { rows: cells.length, taken, alone: ROWS_ALONE }
    const content = exportRequestPage({ language, filter, format, ...figures, token: randomUUID(), returned })
    return { actor: tx.actor, content }
  })
  return showPage(c, shown.actor, {
    title: words(TEXT, language)('exportRequest.title'),
    current: 'register',
    hasErrors: returned !== null,
    status: returned === null ? 200 : 422,
    content: shown.content,
  })
}

async function askForExport(c: Request): Promise<Response> {
  const say = words(TEXT, c.var.language)
  const form = await submitted(c)
  const filter = filterFromText(form.text('query'))
  const format = formatOf(form.text('format'))
  const outcome = await attempt(c, async (tx) => {
    tx.require('register.export')
    if (!(await firstTime(tx, form.token))) return
    const { cells } = await fileOf(tx, { filter, format, approvalId: null })
    const query = new URL(paths.register(queryOf({ ...filter, page: 1 })), 'http://x').searchParams.toString()
    await askExport(tx, { query, format, rows: cells.length, reason: form.text('reason') })
  })
  if (outcome.ok) return goTo(c, paths.approvals(), { tone: 'done', text: say('exportRequest.asked') })
  const isWord = (code: string): code is Word => code in TEXT
  const errors = fieldErrors(outcome.refused.fields, say, isWord)
  return showRequest(c, { filter, format, returned: { errors, reason: form.text('reason') } })
}
