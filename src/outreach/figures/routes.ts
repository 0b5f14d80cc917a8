import { Hono } from 'hono'
import { showPage } from '../../access/pages.ts'
import { addDays, day, type PlainDate } from '../../kernel/date.ts'
import type { Env, Request } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { halfYearOf } from './rules.ts'
import { soughtBetween } from './store.ts'
import { TEXT } from './text.ts'
import { figuresPage } from './views.ts'

/** How well the young are reached. */
export function figureRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.outreachFigures(), showFigures)
}

async function showFigures(c: Request): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('outreach.see_figures')
    const half = halfYearOf(dayOfHalf(c.req.query('half')) ?? tx.today)
    const people = await soughtBetween(tx, half)
    await tx.record('outreach.figures_seen', { detail: { from: half.from } })
    const halves = {
      earlier: halfCode(addDays(half.from, -1)),
      later: half.until <= tx.today ? halfCode(half.until) : null,
    }
    const view = { language, today: tx.today, from: half.from, lastOn: addDays(half.until, -1), halves, people }
    return { actor: tx.actor, content: figuresPage(view) }
  })
  return showPage(c, actor, { title: words(TEXT, language)('title'), current: 'outreach', content })
}

/** `2026-2` is the autumn of 2026. */
const halfCode = (on: PlainDate) => `${on.slice(0, 4)}-${on.slice(5) < '07-01' ? 1 : 2}`

function dayOfHalf(text: string | undefined): PlainDate | null {
  const match = /^(20\d{2})-([12])$/.exec(text ?? '')
  return match ? day(`${match[1]}-${match[2] === '1' ? '01' : '07'}-01`) : null
}
