import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../access/pages.ts'
import { colleagues } from '../access/store.ts'
import type { Write } from '../kernel/database.ts'
import type { FieldProblem } from '../kernel/errors.ts'
import { attempt, type Env, idOf, type Request, submitted } from '../kernel/http.ts'
import { municipalityName } from '../organisations/store.ts'
import { PersonId } from '../people/model.ts'
import { personById } from '../people/store.ts'
import { openPerson } from '../register/actions.ts'
import { whyFold } from '../sight/why.ts'
import { paths } from '../ui/paths.ts'
import { typedDay } from '../ui/typed-day.ts'
import { absencePage, letterPage } from './form-views.ts'
import { errorsOf, NOTHING, type Returned, show, workOnce } from './frame-routes.ts'
import { ByHand, NOT_NEEDED } from './model.ts'
import { outPage } from './one-views.ts'
import * as actions from './out-actions.ts'
import { noteAbsence, settingOf } from './owed-actions.ts'
import { keepers } from './post-store.ts'
import { whyNotSend } from './rules.ts'
import { isNoticeWord, type NoticeWord, noticeWords } from './words.ts'

/** One notice to another municipality, and telling of absence. */
export function noticeOutRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.noticeOut(':id'), (c) => showOut(c, idOf(c.req.param('id')), NOTHING))
    .get(paths.noticeOutLetter(':id'), showLetter)
    .post(paths.noticeOutSending(':id'), (c) => act(c, (tx, id) => actions.sendNotice(tx, id), 'sent'))
    .post(paths.noticeOutByHand(':id'), sentByHand)
    .post(paths.noticeOutAside(':id'), setAside)
    .post(paths.noticeOutReceipt(':id'), (c) => act(c, actions.confirmReceived, 'receipt.done'))
    .post(paths.noticeOutReturn(':id'), (c) => act(c, actions.cameBack, 'came_back.done'))
    .get(paths.personAbsenceNotice(':id'), (c) => showAbsence(c, idOf(c.req.param('id')), NOTHING))
    .post(paths.personAbsenceNotice(':id'), tellAbsence)
}

async function showOut(c: Request, id: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const notice = await actions.openOut(tx, id)
    const registers = new Map((await keepers(tx)).map(({ municipality, name }) => [municipality, name]))
    const obstacle = whyNotSend(notice, new Set(registers.keys()))
    const known = { today: tx.today, colleagues: await colleagues(tx), mayWork: tx.may('notices.work') }
    const to = registers.get(notice.municipality) ?? null
    return {
      actor: tx.actor,
      content: outPage({ language, ...known, notice, obstacle, to, token: randomUUID(), returned }),
    }
  })
  return show(c, actor, { title: 'one.out.title', errors: returned.errors, content })
}

async function showLetter(c: Request): Promise<Response> {
  const { language } = c.var
  const id = idOf(c.req.param('id'))
  const outcome = await attempt(c, async (tx) => {
    const notice = await actions.takeLetter(tx, id)
    const { number } = await personById(tx, notice.personId)
    const place = await municipalityName(tx, tx.actor.municipality)
    const view = { language, today: tx.today, notice, number, sender: tx.actor.domainName, place }
    return { actor: tx.actor, content: letterPage(view) }
  })
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  const { actor, content } = outcome.value
  return show(c, actor, { title: 'letter', content })
}

/** One press, and back to the notice with what came of it; what cannot be done is told there. */
async function act(
  c: Request,
  does: (tx: Write, id: string) => Promise<void>,
  done: 'sent' | 'receipt.done' | 'came_back.done',
): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const outcome = await workOnce(c, form, (tx) => does(tx, id))
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  const say = noticeWords(c.var.language)
  const text = done === 'sent' ? say('send.done', { n: 1 }) : say(done)
  return goTo(c, paths.noticeOut(id), { tone: 'done', text })
}

function problem(c: Request, id: string, code: string): Response {
  const say = noticeWords(c.var.language)
  const word = isNoticeWord(code) ? code : isNoticeWord(`obstacle.${code}`) ? (`obstacle.${code}` as NoticeWord) : null
  return goTo(c, paths.noticeOut(id), { tone: 'problem', text: word === null ? code : say(word) })
}

async function sentByHand(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const how = ByHand.safeParse(form.text('how'))
  const on = typedDay(form.text('sentOn'), c.var.db.clock.today())
  const again = (problems: readonly FieldProblem[]) =>
    showOut(c, id, { form: 'by-hand', errors: errorsOf(c, problems), typed: form.values })
  if (!how.success || on === null)
    return again([
      ...(how.success ? [] : [{ field: 'how', code: 'how_missing' }]),
      ...(on === null ? [{ field: 'sentOn', code: 'day_unreadable' }] : []),
    ])
  const outcome = await workOnce(c, form, (tx) => actions.sentByHand(tx, { id, how: how.data, on }))
  if (!outcome.ok)
    return outcome.refused.fields.length > 0 ? again(outcome.refused.fields) : problem(c, id, outcome.refused.code)
  return goTo(c, paths.noticeOut(id), { tone: 'done', text: noticeWords(c.var.language)('by_hand.done') })
}

async function setAside(c: Request): Promise<Response> {
  const id = idOf(c.req.param('id'))
  const form = await submitted(c)
  const why = NOT_NEEDED.find((each) => each === form.text('why'))
  if (why === undefined) {
    const errors = errorsOf(c, [{ field: 'why', code: 'reason_missing' }])
    return showOut(c, id, { form: 'aside', errors, typed: form.values })
  }
  const outcome = await workOnce(c, form, (tx) => actions.setAside(tx, { id, why }))
  if (!outcome.ok) return problem(c, id, outcome.refused.code)
  return goTo(c, paths.noticeOut(id), { tone: 'done', text: noticeWords(c.var.language)('aside.done') })
}

async function showAbsence(c: Request, personId: string, returned: Returned): Promise<Response> {
  const { language } = c.var
  await c.var.db.write(c.var.context, async (tx) => {
    tx.require('notices.work')
    await openPerson(tx, personId)
  })
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    const person = await personById(tx, PersonId.parse(personId))
    const why = await whyFold(tx, { id: person.id, language })
    const head = { language, person, why, mayList: tx.may('register.list') }
    const view = { ...head, ...returned, token: randomUUID(), today: tx.today, setting: await settingOf(tx) }
    return { actor: tx.actor, content: absencePage(view) }
  })
  return show(c, actor, { title: 'absence.title', errors: returned.errors, content })
}

async function tellAbsence(c: Request): Promise<Response> {
  const personId = idOf(c.req.param('id'))
  const form = await submitted(c)
  const onDay = typedDay(form.text('onDay'), c.var.db.clock.today())
  const percent = /^\d{1,3}$/.test(form.text('percent')) ? Number(form.text('percent')) : null
  const again = (problems: readonly FieldProblem[]) =>
    showAbsence(c, personId, { form: 'absence', errors: errorsOf(c, problems), typed: form.values })
  if (onDay === null) return again([{ field: 'onDay', code: 'day_unreadable' }])
  const noted = { personId, percent, onDay, anyway: form.text('anyway') === '1' }
  const outcome = await workOnce(c, form, (tx) => noteAbsence(tx, noted))
  if (!outcome.ok) return again(outcome.refused.fields)
  const to = outcome.value === null ? paths.notices({ box: 'out' }) : paths.noticeOut(outcome.value)
  return goTo(c, to, { tone: 'done', text: noticeWords(c.var.language)('absence.done') })
}
