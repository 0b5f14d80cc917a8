import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import { addDays } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, type Request, submitted } from '../../kernel/http.ts'
import { holidaysBetween } from '../../organisations/calendar-store.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { setWorkTime } from './actions.ts'
import { USUAL } from './model.ts'
import { LONGEST_REST, restOfWeek, weighed } from './rules.ts'
import { loads, workTimes } from './store.ts'
import { type CaseloadWord, TEXT } from './text.ts'
import { caseloadPage } from './views.ts'

/** How much each case holder has on their hands. */
export function caseloadRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.outreachCaseload(), (c) => show(c, NOTHING)).post(paths.outreachCaseload(), save)
}

type Returned = {
  readonly problems: readonly FieldProblem[]
  readonly typed: Readonly<Record<string, string>>
}
const NOTHING: Returned = { problems: [], typed: {} }
const isWord = (code: string): code is CaseloadWord => Object.hasOwn(TEXT, code)

async function show(c: Request, { problems, typed }: Returned): Promise<Response> {
  const { language } = c.var
  const say = words(TEXT, language)
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('outreach.see_caseload')
    const rest = restOfWeek(tx.today, await holidaysBetween(tx, tx.today, addDays(tx.today, LONGEST_REST)))
    const [found, times, staff] = await Promise.all([loads(tx, rest.until), workTimes(tx), colleagues(tx)])
    const everybody = times.find(({ account }) => account === null) ?? USUAL
    const view = {
      ...{
        language,
        rest,
        loads: weighed(found, times, rest),
        everybody,
        colleagues: staff,
        typed,
        token: randomUUID(),
      },
      maySet: tx.may('outreach.set_work_time'),
      errors: fieldErrors(problems, say, isWord),
    }
    return { actor: tx.actor, content: caseloadPage(view) }
  })
  const hasErrors = problems.length > 0
  const head = { title: say('title'), current: 'outreach', hasErrors } as const
  return showPage(c, actor, { ...head, status: hasErrors ? 422 : 200, content })
}

async function save(c: Request): Promise<Response> {
  const form = await submitted(c)
  const number = (name: string) => Number(form.text(name).replace(',', '.') || Number.NaN)
  const account = form.text('account') === '' ? null : form.text('account')
  const time = { account, weekHours: number('weekHours'), youthHours: number('youthHours') }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await setWorkTime(tx, time)
  })
  if (!outcome.ok) return show(c, { problems: outcome.refused.fields, typed: form.values })
  return goTo(c, paths.outreachCaseload(), { tone: 'done', text: words(TEXT, c.var.language)('saved') })
}
