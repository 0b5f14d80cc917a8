import type { Colleague } from '../access/model.ts'
import { addDays, type PlainDate, weekday } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Holidays } from '../organisations/calendar.ts'
import { personName } from '../outreach/contacts/words.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { pageHead, tabs, toolbar } from '../ui/components/navigation.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import {
  formatClock,
  formatDayShort,
  formatWeekday,
  type Language,
  monthName,
  type Say,
  words,
} from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { CALENDAR_TEXT, type CalendarWord } from './calendar-text.ts'
import { moreOf } from './list-views.ts'
import type { OwnReminder, PersonTask } from './model.ts'
import { inOrder, mondayOf, monthGrid, weekOf } from './rules.ts'
import { slotsOf } from './slots.ts'
import { nameOf, whatIs } from './words.ts'

/** Something in the calendar: a task about a young person, or a reminder of one's own. */
export type Entry =
  | { readonly is: 'person'; readonly task: PersonTask }
  | { readonly is: 'own'; readonly task: OwnReminder }

export type CalendarPage = {
  readonly language: Language
  readonly today: PlainDate
  /** A day of what is shown. */
  readonly on: PlainDate
  readonly month: boolean
  readonly team: boolean
  readonly mayTeam: boolean
  readonly entries: readonly Entry[]
  readonly holidays: Holidays
  /** How many are late from days before. */
  readonly late: number
  readonly colleagues: readonly Colleague[]
}

type SayCalendar = Say<CalendarWord>

/** A week, or a month, of one's own or of the team's. On a phone both are read day by day. */
export function calendarPage(view: CalendarPage): Html {
  const { language, month, team, on, late } = view
  const say = words(CALENDAR_TEXT, language)
  const href = (change: Partial<Pick<CalendarPage, 'on' | 'month' | 'team'>>) => addressOf({ ...view, ...change })
  const step = (by: -1 | 1) => href({ on: month ? sameDayOf(on, by) : addDays(on, 7 * by) })
  const title = month ? monthTitle(on, language) : weekTitle(on, language, say)
  return html`${pageHead({ title: say('title'), lead: title, actions: linkButton({ href: paths.ownReminders(), label: say('settings.link'), icon: 'calendar' }) })}
${
  view.mayTeam &&
  tabs(language, say('whose'), [
    { label: say('mine'), href: href({ team: false }), current: !team },
    { label: say('team'), href: href({ team: true }), current: team },
  ])
}
${tabs(language, say('view.label'), [
  { label: say('view.week'), href: href({ month: false }), current: !month },
  { label: say('view.month'), href: href({ month: true }), current: month },
])}
${toolbar(linkButton({ href: step(-1), label: say('previous'), icon: 'back' }), linkButton({ href: href({ on: view.today }), label: say('today') }), linkButton({ href: step(1), label: say('next'), icon: 'forward' }))}
${team && html`<p class="muted">${say('team.lead')}</p>`}
${late > 0 && html`<p>${tag('broken', html`<a href="${paths.tasks({ whose: team ? 'team' : null })}">${say('late', { n: late })}</a>`)}</p>`}
${month ? monthTable(view, say) : weekTable(view, say)}`
}

const addressOf = ({ on, today, month, team }: Pick<CalendarPage, 'on' | 'today' | 'month' | 'team'>) =>
  paths.calendar({ on: on === today ? null : on, view: month ? 'month' : null, whose: team ? 'team' : null })

/** The first of the month before or after. */
function sameDayOf(on: PlainDate, by: -1 | 1): PlainDate {
  const first = `${on.slice(0, 7)}-01` as PlainDate
  return by === -1
    ? (`${addDays(first, -1).slice(0, 7)}-01` as PlainDate)
    : (`${addDays(first, 31).slice(0, 7)}-01` as PlainDate)
}

const monthTitle = (on: PlainDate, language: Language) =>
  `${monthName(Number(on.slice(5, 7)), language)} ${on.slice(0, 4)}`
const weekTitle = (on: PlainDate, language: Language, say: SayCalendar) =>
  say('week.of', {
    week: String(Number(weekOf(on).slice(6))),
    from: formatDayShort(mondayOf(on), language),
    until: formatDayShort(addDays(mondayOf(on), 6), language),
  })

function weekTable(view: CalendarPage, say: SayCalendar): Html {
  const days = Array.from({ length: 7 }, (_, n) => addDays(mondayOf(view.on), n))
  return dataTable<PlainDate>({
    language: view.language,
    id: 'week',
    caption: weekTitle(view.on, view.language, say),
    captionUnseen: true,
    rows: days,
    rowId: (day) => `day-${day}`,
    empty: html``,
    columns: [
      { key: 'day', label: say('day'), heads: true, cell: (day) => dayHead(day, view, say) },
      {
        key: 'what',
        label: say('what'),
        cell: (day) => dayCell(day, view) ?? html`<span class="muted">${say('nothing')}</span>`,
      },
    ],
  })
}

function dayHead(day: PlainDate, { language, today, holidays }: CalendarPage, say: SayCalendar): Html {
  const mark =
    day === today ? html` ${tag('due', say('today'))}` : holidays.has(day) && html` ${tag('neutral', say('holiday'))}`
  return html`<time datetime="${day}">${formatWeekday(day, language)}</time>${mark}`
}

/** What a day holds; null when it holds nothing. */
function dayCell(day: PlainDate, view: CalendarPage): Html | null {
  const entries = view.entries.filter(({ task }) => task.onDay === day)
  if (entries.length === 0) return null
  if (view.team) return teamCell(entries, view)
  const byTask = new Map(entries.map((entry) => [entry.task, entry]))
  const ordered = inOrder([...byTask.keys()]).flatMap((task) => byTask.get(task) ?? [])
  return html`<ul class="plain">${ordered.map((entry) => html`<li>${entryLine(entry, view)}</li>`)}</ul>`
}

function entryLine(entry: Entry, { language }: CalendarPage): Html {
  const time = entry.task.atTime !== null && html`<b>${formatClock(entry.task.atTime, language)}</b> `
  if (entry.is === 'own') return html`${time}<a href="${moreOf(entry)}">${entry.task.words}</a>`
  const { task } = entry
  return html`${time}<a href="${moreOf(entry)}">${whatIs(task, language)}</a>, <a href="${paths.person(task.personId)}">${personName(task, language)}</a>`
}

/** How much each colleague has: of whom, their own page says. */
function teamCell(entries: readonly Entry[], { language, colleagues }: CalendarPage): Html {
  const say = words(CALENDAR_TEXT, language)
  const tasks = entries.flatMap((entry) => (entry.is === 'person' ? [entry.task] : []))
  const byColleague = Map.groupBy(tasks, ({ account }) => account)
  const lines = [...byColleague].map(([account, theirs]) => {
    const what = slotsOf(theirs).map(({ kind, count, atTime }) => {
      const said = say(`slot.${kind}`, { n: count })
      return atTime === null ? said : `${formatClock(atTime, language)} ${said}`
    })
    return { name: nameOf(account, colleagues), what: what.join(', ') }
  })
  return html`<ul class="plain">${lines
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
    .map((line) => html`<li>${say('team.counts', line)}</li>`)}</ul>`
}

type Week = { readonly monday: PlainDate }

function monthTable(view: CalendarPage, say: SayCalendar): Html {
  const { language, on } = view
  const weeks = monthGrid(on).filter((day) => weekday(day) === 1)
  const column = (n: number): Column<Week> => ({
    key: `day${n}`,
    label: weekdayName(n, language),
    cell: ({ monday }) => monthCell(addDays(monday, n), view, say),
  })
  return dataTable<Week>({
    language,
    id: 'month',
    caption: monthTitle(on, language),
    captionUnseen: true,
    rows: weeks.map((monday) => ({ monday })),
    empty: html``,
    columns: [
      {
        key: 'week',
        label: say('week'),
        heads: true,
        cell: ({ monday }) =>
          html`<a href="${addressOf({ ...view, on: monday, month: false })}">${String(Number(weekOf(monday).slice(6)))}</a>`,
      },
      ...Array.from({ length: 7 }, (_, n) => column(n)),
    ],
  })
}

/** Monday is 0. */
const weekdayName = (n: number, language: Language) =>
  formatWeekday(addDays('2026-10-12' as PlainDate, n), language).split(' ')[0] ?? ''

function monthCell(day: PlainDate, view: CalendarPage, say: SayCalendar): Content {
  const { language, on, today, holidays } = view
  const outside = day.slice(0, 7) !== on.slice(0, 7)
  const number = html`<time datetime="${day}"${outside && html` class="muted"`}>${outside ? formatDayShort(day, language) : String(Number(day.slice(8)))}</time>`
  const mark =
    day === today ? html` ${tag('due', say('today'))}` : holidays.has(day) && html` ${tag('neutral', say('holiday'))}`
  return html`${number}${mark}${dayCell(day, view)}`
}
