import { Hono } from 'hono'
import { showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Read } from '../kernel/database.ts'
import { addDays, isDay, type PlainDate } from '../kernel/date.ts'
import type { Env, Request } from '../kernel/http.ts'
import { holidaysBetween } from '../organisations/calendar-store.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { CALENDAR_TEXT } from './calendar-text.ts'
import { calendarPage, type Entry } from './calendar-views.ts'
import { ownReminders } from './own-store.ts'
import { mondayOf, monthGrid } from './rules.ts'
import { personTasks } from './source-sql.ts'

/** One's own calendar, and the team's. */
export function calendarRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.calendar(), showCalendar)
}

const MOST = 1000

async function showCalendar(c: Request): Promise<Response> {
  const { language } = c.var
  const month = c.req.query('view') === 'month'
  const team = c.req.query('whose') === 'team'
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('tasks.read')
    if (team) tx.require('tasks.see_team')
    const on = dayAsked(c) ?? tx.today
    const days = month ? monthGrid(on) : [mondayOf(on), addDays(mondayOf(on), 6)]
    const [from = on, until = on] = [days[0], days.at(-1)]
    const [entries, holidays, staff] = await Promise.all([
      entriesOf(tx, { team, until }),
      holidaysBetween(tx, from, until),
      colleagues(tx),
    ])
    await tx.record('tasks.calendar_read', { detail: { rows: entries.length } })
    const late = entries.filter(({ task }) => task.onDay < from && task.onDay < tx.today).length
    const known = { language, today: tx.today, on, month, team, mayTeam: tx.may('tasks.see_team') }
    return { actor: tx.actor, content: calendarPage({ ...known, entries, holidays, late, colleagues: staff }) }
  })
  return showPage(c, actor, { title: words(CALENDAR_TEXT, language)('title'), current: 'tasks', content })
}

function dayAsked(c: Request): PlainDate | null {
  const text = c.req.query('on') ?? ''
  return isDay(text) ? text : null
}

async function entriesOf(tx: Read, { team, until }: { team: boolean; until: PlainDate }): Promise<readonly Entry[]> {
  const account = team ? null : tx.actor.accountId
  const [tasks, own] = await Promise.all([
    personTasks(tx, { account, until, limit: MOST }),
    team ? [] : ownReminders(tx, until),
  ])
  return [
    ...tasks.map((task) => ({ is: 'person', task }) as const),
    ...own.map((task) => ({ is: 'own', task }) as const),
  ]
}
