import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { type Env, idOf, type Request, type Submitted, submitted } from '../kernel/http.ts'
import { parseNumber } from '../people/identity.ts'
import { formatDay } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import { ENTERED_KINDS, enterPage } from './form-views.ts'
import { errorsOf, NOTHING, type Returned, show, workOnce } from './frame-routes.ts'
import * as actions from './in-actions.ts'
import { NO_EFFECT, NoticeForm } from './model.ts'
import { inPage } from './one-views.ts'
import { isNoticeWord, noticeWords } from './words.ts'

/** One notice that has come, and entering one that came otherwise. */
export function noticeInRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.noticeInNew(), (c) => showEnter(c, NOTHING))
    .post(paths.noticesIn(), enter)
    .get(paths.noticeIn(':id'), (c) => showIn(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.noticeInApplication(':id'), apply)
    .post(paths.noticeInMatch(':id'), match)
    .post(paths.noticeInNoEffect(':id'), setNoEffect)
    .post(paths.noticeInReturn(':id'), (c) => act(c, actions.returnNotice, 'return.done'))
    .post(paths.noticeInUndo(':id'), (c) => act(c, actions.undoNotice, 'undo.done'))
}

async function showIn(c: Request, id: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const notice = await actions.openIn(tx, id)
    const planned = await actions.planOf(tx, notice)
    const superseded = await actions.isSuperseded(tx, notice)
    const known = { today: tx.today, colleagues: await colleagues(tx), mayWork: tx.may('notices.work') }
    return {
      actor: tx.actor,
      content: inPage({ language, ...known, notice, planned, superseded, token: randomUUID(), returned }),
    }
  })
  return show(c, actor, { title: 'one.in.title', errors: returned.errors, content })
}

function problem(c: Request, id: string, code: string): Response {
  const say = noticeWords(c.var.language)
  const word = isNoticeWord(`plan.${code}`) ? (`plan.${code}` as const) : code
  return goTo(c, paths.noticeIn(id), { tone: 'problem', text: isNoticeWord(word) ? say(word) : code })
}

/** One press, and back to the notice with what came of it; what cannot be done is told there. */
async function act(
  c: Request,
  does: (tx: Write, id: string) => Promise<void>,
  done: 'return.done' | 'undo.done',
): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await workOnce(c, form, (tx) => does(tx, id))
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  return goTo(c, paths.noticeIn(id), { tone: 'done', text: noticeWords(c.var.language)(done) })
}

async function apply(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const { language } = c.var
  const outcome = await workOnce(c, form, (tx) => actions.applyNotice(tx, id))
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  const say = noticeWords(language)
  const { effect, on } = outcome.value ?? { effect: 'none' as const, on: null as PlainDate | null }
  const text =
    effect === 'none' || on === null
      ? say('apply.done.none')
      : say(`apply.done.${effect}`, { day: formatDay(on, language) })
  return goTo(c, paths.noticeIn(id), { tone: 'done', text })
}

async function match(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await workOnce(c, form, (tx) => actions.matchNotice(tx, id))
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  const say = noticeWords(c.var.language)
  const text = outcome.value ? say('match.found') : say('match.none')
  return goTo(c, paths.noticeIn(id), { tone: outcome.value ? 'done' : 'note', text })
}

async function setNoEffect(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const say = noticeWords(c.var.language)
  const reason = NO_EFFECT.find((each) => each === form.text('reason'))
  if (reason === undefined) {
    const errors = errorsOf(c, [{ field: 'reason', code: 'reason_missing' }])
    return showIn(c, id, { form: 'no-effect', errors, typed: form.values })
  }
  const outcome = await workOnce(c, form, (tx) => actions.setNoEffect(tx, { id, reason }))
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  return goTo(c, paths.noticeIn(id), { tone: 'done', text: say('no_effect.done') })
}

async function showEnter(c: Request, returned: Returned): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('notices.work')
    return { actor: tx.actor, content: enterPage({ language, ...returned, today: tx.today, token: randomUUID() }) }
  })
  return show(c, actor, { title: 'enter.title', errors: returned.errors, content })
}

async function enter(c: Request): Promise<Response> {
  const form = await submitted(c)
  const say = noticeWords(c.var.language)
  const again = (problems: readonly FieldProblem[]) =>
    showEnter(c, { form: 'enter', errors: errorsOf(c, problems), typed: form.values })
  const read = readEntered(form, c.var.db.clock.today())
  if (!read.ok) return again(read.problems)
  const outcome = await workOnce(c, form, (tx) => actions.enterNotice(tx, read.value))
  if (!outcome.ok) return again(outcome.refused.fields)
  const to = outcome.value === null ? paths.notices() : paths.noticeIn(outcome.value)
  return goTo(c, to, { tone: 'done', text: say('enter.done') })
}

type Reading =
  | { readonly ok: true; readonly value: actions.Entered }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** What the form says, or what is wrong with each field; told together. */
function readEntered(form: Submitted, today: PlainDate): Reading {
  const number = parseNumber(form.text('number'), today)
  const kind = ENTERED_KINDS.find((each) => each === form.text('kind'))
  const schoolForm = NoticeForm.safeParse(form.text('schoolForm'))
  const onDay = typedDay(form.text('onDay'), today)
  const toldOn = typedDay(form.text('toldOn'), today)
  const optional = (name: string) => form.text(name) || null
  const [givenName, familyName] = [optional('givenName'), optional('familyName')]
  const programmeCode = optional('programmeCode')
  const long = [
    ...((givenName?.length ?? 0) > 120 ? [{ field: 'givenName', code: 'name_long' }] : []),
    ...((familyName?.length ?? 0) > 120 ? [{ field: 'familyName', code: 'name_long' }] : []),
    ...((programmeCode?.length ?? 0) > 20 ? [{ field: 'programmeCode', code: 'programme_long' }] : []),
  ]
  if (!number.ok || kind === undefined || !schoolForm.success || onDay === null || toldOn === null || long.length > 0)
    return {
      ok: false,
      problems: [
        ...(number.ok ? [] : [{ field: 'number', code: 'number_unreadable' }]),
        ...(kind === undefined ? [{ field: 'kind', code: 'kind_missing' }] : []),
        ...(onDay === null ? [{ field: 'onDay', code: 'day_unreadable' }] : []),
        ...(schoolForm.success ? [] : [{ field: 'schoolForm', code: 'form_missing' }]),
        ...(toldOn === null ? [{ field: 'toldOn', code: 'day_unreadable' }] : []),
        ...long,
      ],
    }
  const interrupted = kind === 'interrupted'
  const whom = { number: number.number, givenName, familyName }
  const where = {
    schoolForm: schoolForm.data,
    programmeCode,
    schoolUnitCode: optional('schoolUnitCode'),
    schoolUnit: form.text('schoolUnit'),
  }
  const told = { kind: kind === 'interrupted' ? ('ends' as const) : kind, interrupted, onDay, toldOn }
  return { ok: true, value: { ...whom, ...where, ...told, sender: form.text('sender') } }
}
