import { csvText } from '../../kernel/csv.ts'
import { isLedFromElsewhere, type Request } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { takeProblems } from './actions.ts'
import type { DeliveryId } from './model.ts'
import { PAGE_TEXT } from './page-text.ts'
import { reasonWords } from './problem-words.ts'
import { deliveryById, problems } from './store.ts'

const MOST = 200_000

/**
 * Every row that wants a look, with what to do about it: to be mended by whoever sends the file. It stands in the trail before it is
 * handed out. Of more rows than one may take out alone it has no values: the sender finds them by their number.
 */
export async function problemsFile(c: Request, id: DeliveryId): Promise<Response> {
  // A file counts its rows: it is pressed for on a page of ours.
  if (isLedFromElsewhere(c)) return c.redirect(paths.import(id), 303)
  const { language, db, context } = c.var
  const say = words(PAGE_TEXT, language)
  const rows = await db.read(context, async (tx) => {
    tx.require('imports.read')
    await deliveryById(tx, id)
    tx.requireAssurance(3)
    return problems(tx, id, { severity: null, after: 0, limit: MOST })
  })
  const withValues = await db.write(context, (tx) => takeProblems(tx, id, rows.length))
  const value = (text: string) => (withValues || text === '' ? text : say('problem.unshown'))
  const header = [
    say('problem.row'),
    say('problem.column'),
    say('problem.value'),
    say('problem.reason'),
    say('problem.severity'),
  ]
  const cells = rows.map((row) => [
    String(row.row),
    row.column,
    value(row.value),
    reasonWords({ ...row, value: value(row.value) }, language),
    say(`problem.${row.severity}`),
  ])
  return c.body(`\uFEFF${csvText(header, cells)}`, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="rader-att-se-pa.csv"',
  })
}
