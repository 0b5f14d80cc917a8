import { showPage } from '../access/pages.ts'
import type { Actor, Write } from '../kernel/database.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { attempt, firstTime, type Outcome, type Request, type Submitted } from '../kernel/http.ts'
import { fieldErrors } from '../ui/components/form.ts'
import type { Filled } from './form-views.ts'
import { isNoticeWord, type NoticeWord, noticeWords } from './words.ts'

/** What the routes of notices have in common: the page, the form that came back, and work that is done once. */

/** Which form came back, and with what; nothing the first time. */
export type Returned = Pick<Filled, 'errors' | 'typed'> & { readonly form: string }
export const NOTHING: Returned = { form: '', errors: [], typed: {} }

export const errorsOf = (c: Request, problems: readonly FieldProblem[]) =>
  fieldErrors(problems, noticeWords(c.var.language), isNoticeWord)

type Page = { readonly title: NoticeWord; readonly errors?: Returned['errors']; readonly content: Content }

export function show(c: Request, actor: Actor, { title, errors = [], content }: Page): Promise<Response> {
  const hasErrors = errors.length > 0
  const head = { title: noticeWords(c.var.language)(title), current: 'notices', hasErrors } as const
  return showPage(c, actor, { ...head, status: hasErrors ? 422 : 200, content })
}

/** Does what a form asks for, once; null when the same form was sent before. */
export function workOnce<T>(c: Request, form: Submitted, work: (tx: Write) => Promise<T>): Promise<Outcome<T | null>> {
  return attempt(c, async (tx) => {
    tx.require('notices.work')
    return (await firstTime(tx, form.token)) ? work(tx) : null
  })
}
