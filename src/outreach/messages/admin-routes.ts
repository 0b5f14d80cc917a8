import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo } from '../../access/pages.ts'
import type { Read } from '../../kernel/database.ts'
import { attempt, type Env, firstTime, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedTime } from '../contacts/form-input.ts'
import { settingPage, templatePage, templatesPage } from './admin-views.ts'
import { TemplateChannel } from './model.ts'
import { NOTHING, type Returned, returnedOf, show } from './returned.ts'
import { decideSetting, wordTemplate } from './setting-actions.ts'
import { messageSetting } from './setting-store.ts'
import { templateProblems, valuesOf } from './template-rules.ts'
import { templateOf, templates } from './template-store.ts'
import { messageWords } from './words.ts'

export type Callbacks = (domain: string) => { readonly receipts: string; readonly answers: string } | null

/** What messages say, and when and as whom a domain writes. */
export function messageAdminRoutes(callbacks: Callbacks): Hono<Env> {
  return new Hono<Env>()
    .get(paths.messageTemplates(), showTemplates)
    .get(paths.messageTemplate(), showTemplate)
    .post(paths.messageTemplate(), word)
    .get(paths.messageSetting(), (c) => showSetting(c, callbacks, null))
    .post(paths.messageSetting(), (c) => decide(c, callbacks))
}

const frameOf = (c: Request, tx: Read) => ({
  ...{ language: c.var.language, domainName: tx.actor.domainName },
  isAdministrator: tx.may('organisations.read'),
})

const placeOf = (tx: Read) => (tx.may('organisations.read') ? 'admin' : 'outreach') as 'admin' | 'outreach'

async function showTemplates(c: Request): Promise<Response> {
  const { actor, current, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('messages.word')
    const [all, setting] = [await templates(tx), await messageSetting(tx)]
    const view = { ...frameOf(c, tx), templates: all, values: valuesOf(setting), mayDecide: tx.may('messages.decide') }
    return { actor: tx.actor, current: placeOf(tx), content: templatesPage(view) }
  })
  return show(c, actor, { title: 'title.templates', current, content })
}

async function showTemplate(c: Request): Promise<Response> {
  const [code = '', channel, language = ''] = ['code', 'channel', 'language'].map((name) => c.req.query(name))
  const known = TemplateChannel.safeParse(channel)
  const standing = known.success
    ? await c.var.db.read(c.var.context, (tx) => {
        tx.require('messages.word')
        return templateOf(tx, { code, channel: known.data, language })
      })
    : null
  const typed =
    standing === null ? {} : { ...standing, subject: standing.subject ?? '', version: String(standing.version) }
  return templateForm(c, { ...NOTHING, typed }, false)
}

async function templateForm(c: Request, returned: Returned, isPreview: boolean): Promise<Response> {
  const { actor, current, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('messages.word')
    const values = valuesOf(await messageSetting(tx))
    const view = { ...frameOf(c, tx), ...returned, values, isPreview, token: randomUUID() }
    return { actor: tx.actor, current: placeOf(tx), content: templatePage(view) }
  })
  return show(c, actor, { title: 'title.template', returned, current, content })
}

function templateIn(form: Submitted) {
  const channel = TemplateChannel.catch('sms').parse(form.text('channel'))
  const subject = channel === 'sms' ? null : form.text('subject')
  const wording = form.text('wording').replaceAll('\r\n', '\n')
  return { code: form.text('code'), channel, language: form.text('language').toLowerCase(), subject, wording }
}

async function word(c: Request): Promise<Response> {
  const form = await submitted(c)
  const wanted = templateIn(form)
  if (form.text('step') !== 'save') {
    const problems = templateProblems(wanted, c.var.db.clock.today())
    return templateForm(c, returnedOf(c, form, problems), problems.length === 0)
  }
  const outcome = await attempt(c, async (tx) =>
    (await firstTime(tx, form.token)) ? wordTemplate(tx, wanted) : ((await templateOf(tx, wanted))?.version ?? 1),
  )
  if (!outcome.ok) return templateForm(c, returnedOf(c, form, problemsOf(outcome.refused)), false)
  const text = messageWords(c.var.language)('template.saved', { n: outcome.value })
  return goTo(c, paths.messageTemplates(), { tone: 'done', text })
}

async function showSetting(c: Request, callbacks: Callbacks, returned: Returned | null): Promise<Response> {
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('messages.decide')
    const setting = await messageSetting(tx)
    const form = { setting, typed: returned?.typed ?? null, errors: returned?.errors ?? [], permitted: ALLOWED }
    const view = { ...frameOf(c, tx), ...form, callbacks: callbacks(tx.actor.domainCode), token: randomUUID() }
    return { actor: tx.actor, content: settingPage(view) }
  })
  return show(c, actor, {
    title: 'title.setting',
    current: 'admin',
    content,
    ...(returned === null ? {} : { returned }),
  })
}

async function decide(c: Request, callbacks: Callbacks): Promise<Response> {
  const form = await submitted(c)
  const given = (name: string) => (form.text(name) === '' ? null : form.text(name))
  const wanted = {
    ...{ office: form.text('office'), phone: given('phone'), email: given('email'), address: given('address') },
    helpline: given('helpline'),
    ...{ sender: form.text('sender'), opens: timeIn(form, 'opens'), closes: timeIn(form, 'closes') },
    ...{ weekends: form.text('weekends') === '1', onHolidays: form.text('onHolidays') === '1' },
  }
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await decideSetting(tx, wanted)
  })
  if (!outcome.ok) return showSetting(c, callbacks, returnedOf(c, form, problemsOf(outcome.refused)))
  return goTo(c, paths.messageSetting(), { tone: 'done', text: messageWords(c.var.language)('setting.saved') })
}

/** As it is kept, however it was typed; what is no time is refused as it stands. */
const timeIn = (form: Submitted, name: string): string => typedTime(form.text(name)) ?? form.text(name)
