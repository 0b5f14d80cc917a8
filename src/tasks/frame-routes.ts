import { goTo, showPage } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Actor, Read, Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import type { FieldProblem, Refused } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import type { Request, Submitted } from '../kernel/http.ts'
import { nextWorkday } from '../organisations/calendar.ts'
import { holidaysBetween } from '../organisations/calendar-store.ts'
import { fieldErrors } from '../ui/components/form.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import type { Filled } from './form-views.ts'
import { MoveReason } from './model.ts'
import { timeOf } from './rules.ts'
import type { TaskWord } from './text.ts'
import { isTaskWord, taskWords } from './words.ts'

/** What the pages of tasks have in common: how they are shown, and how their forms are read. */

type Page = { readonly title: TaskWord; readonly filled?: Filled; readonly content: Content }

export function show(c: Request, actor: Actor, { title, filled, content }: Page): Promise<Response> {
  const hasErrors = (filled?.errors.length ?? 0) > 0
  // A title ends up in the browser's history and in other windows: never a name.
  const head = { title: taskWords(c.var.language)(title), current: 'tasks', hasErrors } as const
  return showPage(c, actor, { ...head, status: hasErrors ? 422 : 200, content })
}

/** Back to the list, with what was done. */
export const told = (c: Request, word: TaskWord, values: Readonly<Record<string, string>> = {}) =>
  goTo(c, paths.tasks(), { tone: 'done', text: taskWords(c.var.language)(word, values) })

/** What a refusal says field by field, or of the form as a whole. */
export const problemsOf = ({ fields, code }: Refused): readonly FieldProblem[] =>
  fields.length > 0 ? fields : [{ field: '', code }]

export function filledOf(
  c: Request,
  form: Submitted,
  returned: { form: string; problems: readonly FieldProblem[] },
): Filled {
  const errors = fieldErrors(returned.problems, taskWords(c.var.language), isTaskWord)
  return { form: returned.form, errors, typed: form.values }
}

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** The day and, where one is written, the time of a form. */
export function readWhen(form: Submitted, today: PlainDate): Reading<{ onDay: PlainDate; atTime: string | null }> {
  const onDay = typedDay(form.text('onDay'), today)
  const atTime = form.text('atTime') === '' ? '' : timeOf(form.text('atTime'))
  if (onDay !== null && atTime !== null) return { ok: true, value: { onDay, atTime: atTime === '' ? null : atTime } }
  return {
    ok: false,
    problems: [
      ...(onDay === null ? [{ field: 'onDay', code: 'day_unreadable' }] : []),
      ...(atTime === null ? [{ field: 'atTime', code: 'time_unreadable' }] : []),
    ],
  }
}

/** To which day something is put off, and why. */
export function readMove(form: Submitted, today: PlainDate): Reading<{ onDay: PlainDate; why: MoveReason }> {
  const onDay = typedDay(form.text('onDay'), today)
  const why = MoveReason.safeParse(form.text('why'))
  if (onDay !== null && why.success) return { ok: true, value: { onDay, why: why.data } }
  return {
    ok: false,
    problems: [
      ...(onDay === null ? [{ field: 'onDay', code: 'day_unreadable' }] : []),
      ...(why.success ? [] : [{ field: 'why', code: 'why_missing' }]),
    ],
  }
}

/** The first workday ahead. */
export async function nextDayOf(tx: Read): Promise<PlainDate> {
  const tomorrow = addDays(tx.today, 1)
  return nextWorkday(tomorrow, await holidaysBetween(tx, tomorrow, addDays(tx.today, 30)))
}

/** Colleagues who are there now, as those who can be given what is about nobody. */
export async function everyColleague(tx: Read) {
  const staff = (await colleagues(tx)).filter(({ current }) => current)
  const byAccount = new Map(staff.map(({ accountId, displayName }) => [accountId, displayName]))
  return [...byAccount].map(([accountId, displayName]) => ({ accountId, displayName, reaches: true }))
}

/** In a transaction of its own, because what is shown stands in the trail. */
export const opened = <T>(c: Request, work: (tx: Write) => Promise<T>): Promise<T> =>
  c.var.db.write(c.var.context, work)
