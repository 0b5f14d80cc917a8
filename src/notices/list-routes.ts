import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../access/pages.ts'
import type { Read } from '../kernel/database.ts'
import { type Env, idOf, type Request, submitted } from '../kernel/http.ts'
import { organisations } from '../organisations/store.ts'
import { pageAsked } from '../register/reached-routes.ts'
import { PAGE_SIZE } from '../ui/components/pager.ts'
import { paths } from '../ui/paths.ts'
import { settingPage } from './form-views.ts'
import { errorsOf, NOTHING, type Returned, show, workOnce } from './frame-routes.ts'
import { inCounts, noticesIn } from './in-store.ts'
import { inListPage, outListPage } from './list-views.ts'
import { InState, OutState } from './model.ts'
import { listNotices, previewSending, sendMany } from './out-actions.ts'
import { noticesOut, outCounts } from './out-store.ts'
import { decideSetting, ownOrganisationsOf, settingOf } from './owed-actions.ts'
import { pupilsWithoutHome } from './owed-store.ts'
import { keepers } from './post-store.ts'
import { previewPage } from './preview-views.ts'
import { isNoticeWord, noticeWords } from './words.ts'

/** The inbox, the outbox, sending many at once, and what the domain holds to. */
export function noticeListRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.notices(), showList)
    .post(paths.noticesPreview(), preview)
    .post(paths.noticesSending(), send)
    .get(paths.noticeSettings(), (c) => showSetting(c, NOTHING, null))
    .post(paths.noticeSettings(), decide)
}

async function showList(c: Request): Promise<Response> {
  const { language } = c.var
  const page = pageAsked(c)
  const asked = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const isOut = c.req.query('box') === 'out'
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('notices.read')
    const [came, out] = [await inCounts(tx), await outCounts(tx)]
    const head = {
      ...{ language, today: tx.today, page, mayWork: tx.may('notices.work') },
      counts: { in: countsOf(came), out: countsOf(out) },
    }
    if (!isOut) {
      const state = InState.catch('new').parse(c.req.query('state'))
      const rows = await noticesIn(tx, state, asked)
      await listNotices(tx, 'in', rows.length)
      return { actor: tx.actor, content: inListPage({ ...head, state, rows }) }
    }
    const state = OutState.catch('to_send').parse(c.req.query('state'))
    const rows = await noticesOut(tx, state, asked)
    await listNotices(tx, 'out', rows.length)
    const inSedd = new Set((await keepers(tx)).map(({ municipality }) => municipality))
    const view = { ...head, state, rows, inSedd, withoutHome: await withoutHomeOf(tx), token: randomUUID() }
    return { actor: tx.actor, content: outListPage(view) }
  })
  return show(c, actor, { title: 'title', content })
}

const countsOf = (counts: readonly { readonly state: string; readonly n: number }[]) =>
  Object.fromEntries(counts.map(({ state, n }) => [state, n]))

/** Null: it is not known which schools are ours. */
async function withoutHomeOf(tx: Read): Promise<number | null> {
  const own = await ownOrganisationsOf(tx, await settingOf(tx))
  return own.length === 0 ? null : pupilsWithoutHome(tx, own)
}

async function preview(c: Request): Promise<Response> {
  const ids = (await submitted(c)).list('notice').map(idOf)
  const say = noticeWords(c.var.language)
  const { actor, content } = await c.var.db.write(c.var.context, async (tx) => {
    const rows = await previewSending(tx, ids)
    await listNotices(tx, 'out', rows.length)
    return { actor: tx.actor, content: previewPage({ language: c.var.language, rows, token: randomUUID() }) }
  })
  if (ids.length === 0) return goTo(c, paths.notices({ box: 'out' }), { tone: 'problem', text: say('nothing_chosen') })
  return show(c, actor, { title: 'preview.title', content })
}

async function send(c: Request): Promise<Response> {
  const form = await submitted(c)
  const ids = form.list('notice').map(idOf)
  const say = noticeWords(c.var.language)
  const back = paths.notices({ box: 'out' })
  const outcome = await workOnce(c, form, (tx) => sendMany(tx, ids))
  if (!outcome.ok) {
    const code = outcome.refused.fields[0]?.code ?? outcome.refused.code
    return goTo(c, back, { tone: 'problem', text: isNoticeWord(code) ? say(code) : code })
  }
  const { sent, left } = outcome.value ?? { sent: ids.length, left: 0 }
  const text = left > 0 ? say('send.done.left', { n: sent, left }) : say('send.done', { n: sent })
  return goTo(c, back, { tone: left > 0 ? 'note' : 'done', text })
}

async function showSetting(c: Request, returned: Returned, chosen: readonly string[] | null): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('notices.work')
    const [setting, all] = [await settingOf(tx), await organisations(tx)]
    const view = { language, setting, ...returned, organisations: all, chosen: chosen ?? setting.organisationIds }
    return { actor: tx.actor, content: settingPage({ ...view, token: randomUUID() }) }
  })
  return show(c, actor, { title: 'settings.title', errors: returned.errors, content })
}

async function decide(c: Request): Promise<Response> {
  const form = await submitted(c)
  const say = noticeWords(c.var.language)
  const number = (name: string) => (/^\d{1,3}$/.test(form.text(name)) ? Number(form.text(name)) : Number.NaN)
  const chosen = form.list('organisations').map(idOf)
  const made = {
    ...{ targetDays: number('targetDays'), handleDays: number('handleDays'), handoverDays: number('handoverDays') },
    ...{ absencePercent: number('absencePercent'), organisationIds: chosen },
  }
  const outcome = await workOnce(c, form, (tx) => decideSetting(tx, made))
  if (!outcome.ok) {
    const errors = errorsOf(c, outcome.refused.fields)
    return showSetting(c, { form: 'settings', errors, typed: form.values }, chosen)
  }
  return goTo(c, paths.notices({ box: 'out' }), { tone: 'done', text: say('settings.done') })
}
