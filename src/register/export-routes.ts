import { Hono } from 'hono'
import { colleagues } from '../access/store.ts'
import { Refused } from '../kernel/errors.ts'
import type { Env, Request } from '../kernel/http.ts'
import { workbook } from '../kernel/workbook.ts'
import { paths } from '../ui/paths.ts'
import { recordExport } from './actions.ts'
import { EXPORT_COLUMNS, exportCells, exportCsv } from './export.ts'
import { exportRows } from './export-store.ts'
import { filterProblems } from './filter-problems.ts'
import { listParameters } from './parameter-view.ts'
import { filterOf, typedFilter } from './routes.ts'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The list as a file, in the columns other programs know. Every export stands in the trail before it is handed out. */
export function exportRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.registerExport(), exportList)
}

async function exportList(c: Request): Promise<Response> {
  const format = c.req.query('format') ?? 'csv'
  if (format !== 'csv' && format !== 'xlsx') throw new Refused('not_found', 'format')
  const today = c.var.db.clock.today()
  // A file made from a filter that was not understood would be another than was asked for.
  const problems = filterProblems(typedFilter(c), { today, language: c.var.language })
  if (problems.length > 0) throw new Refused('invalid', 'filter')
  const filter = filterOf(c, today)
  await c.var.db.write(c.var.context, (tx) => recordExport(tx, { format }))
  const { cells, name } = await c.var.db.read(c.var.context, async (tx) => {
    const rules = await listParameters(tx, tx.today)
    const rows = await exportRows(
      tx,
      { ...filter, page: 1 },
      { parameters: rules, withProtected: tx.actor.seesProtected },
    )
    const names = new Map((await colleagues(tx)).map((each) => [each.accountId, each.signInName]))
    const of = { municipality: tx.actor.municipality ?? '', signInName: (id: string) => names.get(id) ?? '' }
    return { cells: rows.map((row) => exportCells(row, of)), name: `kaa-${of.municipality}-${filter.asOf ?? tx.today}` }
  })
  // Excel reads a CSV as UTF-8 only when it begins with the mark.
  const body =
    format === 'csv' ? `\uFEFF${exportCsv(cells)}` : new Uint8Array(await workbook('Register', EXPORT_COLUMNS, cells))
  return c.body(body, 200, {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
  })
}
