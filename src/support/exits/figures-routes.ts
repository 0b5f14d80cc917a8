import { Hono } from 'hono'
import { teams } from '../../access/accounts/store.ts'
import { showPage } from '../../access/pages.ts'
import { addDays, day, type PlainDate } from '../../kernel/date.ts'
import type { Env, Request } from '../../kernel/http.ts'
import { halfYearOf } from '../../outreach/figures/rules.ts'
import { pageAsked } from '../../register/reached-routes.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { ladderReadings, laddersEver } from '../progress/store.ts'
import { FIGURES_TEXT } from './figures-text.ts'
import { progressFiguresPage } from './figures-views.ts'
import { askedOf } from './follow-store.ts'
import { goalsEnded, qualificationsBetween } from './gain-store.ts'
import { leaversAlone, supportedBetween } from './store.ts'

/** As many as one can do something about, on a page. */
const ALONE_ON_PAGE = 50

/** What support leads to, in figures. */
export function progressFigureRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.progress(), showFigures)
}

async function showFigures(c: Request): Promise<Response> {
  const { language } = c.var
  const page = pageAsked(c)
  const whose = c.req.query('whose') === 'mine' ? 'mine' : 'all'
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('progress.see_figures')
    const { from, until } = halfYearOf(dayOfHalf(c.req.query('half')) ?? tx.today)
    const known = await teams(tx)
    const team = known.find(({ id }) => id === c.req.query('team')) ?? null
    const counted = { from, until, account: whose === 'mine' ? tx.actor.accountId : null, team: team?.id ?? null }
    const [goals, qualifications, ladders] = [
      await goalsEnded(tx, counted),
      await qualificationsBetween(tx, counted),
      await laddersEver(tx),
    ]
    const [people, alone, readings, asked] = [
      await supportedBetween(tx, counted),
      await leaversAlone(tx, { ...counted, limit: ALONE_ON_PAGE, offset: (page - 1) * ALONE_ON_PAGE }),
      await ladderReadings(tx, counted),
      await askedOf(tx, counted),
    ]
    await tx.record('progress.figures_seen', { detail: { from, rows: people.length } })
    const halves = { earlier: halfCode(addDays(from, -1)), later: until <= tx.today ? halfCode(until) : null }
    const view = {
      language,
      today: tx.today,
      from,
      until,
      half: halfCode(from),
      halves,
      whose,
      teams: known,
      team,
    } as const
    const may = { maySetLadder: tx.may('progress.set_ladder') }
    const left = { ...alone, page, size: ALONE_ON_PAGE }
    const shown = { people, alone: left, goals, qualifications, ladders, readings, asked }
    return { actor: tx.actor, content: progressFiguresPage({ ...view, ...may, ...shown }) }
  })
  return showPage(c, actor, { title: words(FIGURES_TEXT, language)('title'), current: 'progress', content })
}

/** `2026-2` is the autumn of 2026. */
const halfCode = (on: PlainDate) => `${on.slice(0, 4)}-${on.slice(5) < '07-01' ? 1 : 2}`

function dayOfHalf(text: string | undefined): PlainDate | null {
  const match = /^(20\d{2})-([12])$/.exec(text ?? '')
  return match ? day(`${match[1]}-${match[2] === '1' ? '01' : '07'}-01`) : null
}
