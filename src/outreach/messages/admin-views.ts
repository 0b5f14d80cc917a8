import { type Content, type Html, html } from '../../kernel/html.ts'
import { adminPage } from '../../organisations/views.ts'
import { ALLOWED, linkButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, pageHead, toolbar } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type MessageSetting, type Template, TemplateChannel } from './model.ts'
import { smsParts } from './parts-rules.ts'
import { partsLine } from './send-views.ts'
import { filled, PLACEHOLDERS, type Values } from './template-rules.ts'
import { messageWords, type SayMessage, templateName, wordOr } from './words.ts'

type Frame = {
  readonly language: Language
  readonly domainName: string
  /** Stands among the settings of the domain, for those who see them. */
  readonly isAdministrator: boolean
}

function framed(view: Frame, { title, content }: { title: string; content: Content }): Html {
  const say = messageWords(view.language)
  if (view.isAdministrator) return adminPage(view, 'messages', html`<h2>${title}</h2>${content}`)
  const crumbs = breadcrumbs(view.language, [{ label: say('title.outbox'), href: paths.outreachMessages() }])
  return html`${pageHead({ title, crumbs })}${content}`
}

export type TemplatesPage = Frame & {
  readonly templates: readonly Template[]
  readonly values: Values
  readonly mayDecide: boolean
}

/** The templates in use: what each says, and how many texts it becomes. */
export function templatesPage(view: TemplatesPage): Html {
  const { language, templates, values, mayDecide } = view
  const say = messageWords(language)
  const table = dataTable<Template>({
    ...{
      language,
      id: 'templates',
      caption: say('title.templates'),
      captionUnseen: true,
      rows: templates,
      empty: html``,
    },
    columns: [
      { key: 'name', label: say('template'), heads: true, cell: (each) => nameCell(each, say) },
      { key: 'channel', label: say('channel'), cell: (each) => channelCell(each, values, say) },
      {
        key: 'wording',
        label: say('wording'),
        cell: (each) => html`<p class="written">${filled(each.wording, values)}</p>`,
      },
      {
        ...{ key: 'action', label: say('action') },
        cell: ({ code, channel, language: of }) =>
          html`<a href="${paths.messageTemplate({ code, channel, language: of })}">${say('template.change')}<span class="unseen"> ${code} ${of}</span></a>`,
      },
    ],
  })
  const add = linkButton({ href: paths.messageTemplate(), label: say('template.add'), icon: 'add' })
  const setting = mayDecide && linkButton({ href: paths.messageSetting(), label: say('title.setting') })
  return framed(view, {
    title: say('title.templates'),
    content: html`<p>${say('templates.lead')}</p>${toolbar(add, setting)}${table}`,
  })
}

function nameCell(each: Template, say: SayMessage): Html {
  const version = each.version === 0 ? say('template.begin') : say('template.version', { n: each.version })
  return html`${templateName(each, say)} <span class="muted">${version}</span>`
}

function channelCell(each: Template, values: Values, say: SayMessage): Html {
  const parts =
    each.channel === 'sms' &&
    html` <span class="muted">${say('parts', { n: smsParts(filled(each.wording, values)).parts })}</span>`
  return html`${say(`channel.${each.channel}`)}${parts}`
}

export type TemplatePage = Frame & {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly values: Values
  /** It has been looked at: how it reads. */
  readonly isPreview: boolean
  readonly token: string
}

/** One template worded: looked at with its parts, and saved as the next version. */
export function templatePage(view: TemplatePage): Html {
  const { language, typed, errors, token, values, isPreview } = view
  const say = messageWords(language)
  const told = (name: string) => typed[name] ?? ''
  const preview = card(
    { title: say('preview.title'), id: 'preview-title' },
    html`${told('channel') !== 'sms' && html`<p><strong>${filled(told('subject'), values)}</strong></p>`}<p class="written">${filled(told('wording'), values)}</p>${told('channel') === 'sms' && partsLine(filled(told('wording'), values), language)}${saveForm(view, say)}`,
  )
  const words = form(
    {
      ...{ id: 'template', action: paths.messageTemplate(), language, errors, permitted: ALLOWED, token },
      ...{ submit: say('preview'), cancel: paths.messageTemplates(), hidden: { step: 'preview' } },
      kind: isPreview ? 'quiet' : 'primary',
    },
    (
      field,
    ) => html`${field.text({ name: 'code', label: say('template.code'), help: say('template.code.help'), value: told('code'), width: 'medium', maxlength: 40 })}
${field.radios({ name: 'channel', label: say('channel'), value: told('channel') || 'sms', options: TemplateChannel.options.map((value) => ({ value, label: say(`channel.${value}`) })) })}
${field.text({ name: 'language', label: say('language'), help: say('language.help'), value: told('language') || 'sv', width: 'short', maxlength: 12 })}
${field.text({ name: 'subject', label: say('subject'), optional: true, value: told('subject'), maxlength: 120 })}
${field.textarea({ name: 'wording', label: say('wording'), help: html`${say('wording.help')} ${say('template.holes', { holes: PLACEHOLDERS.map((each) => `[${each}]`).join(' ') })}`, value: told('wording'), rows: 6, maxlength: 4000 })}`,
  )
  const content = html`${isPreview && preview}${card({ title: told('code') === '' ? say('template.add') : wordOr('template', told('code'), say), id: 'template-title' }, words)}`
  return framed(view, { title: say('title.template'), content })
}

function saveForm({ language, typed, token }: TemplatePage, say: SayMessage): Html {
  const names = ['code', 'channel', 'language', 'subject', 'wording']
  const hidden = Object.fromEntries(names.map((name) => [name, typed[name] ?? '']))
  return form(
    {
      ...{ id: 'save', action: paths.messageTemplate(), language, errors: [], permitted: ALLOWED, token },
      ...{ submit: say('save'), hidden: { ...hidden, step: 'save' } },
    },
    () => null,
  )
}

export type SettingPage = Frame & {
  readonly setting: MessageSetting
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>> | null
  readonly permitted: Permitted
  readonly token: string
  /** Where the gateway is to send what comes back; null without one. */
  readonly callbacks: { readonly receipts: string; readonly answers: string } | null
}

/** What the domain calls itself, and when it sends. */
export function settingPage(view: SettingPage): Html {
  const { language, setting, errors, typed, permitted, token, callbacks } = view
  const say = messageWords(language)
  const text = (name: 'office' | 'phone' | 'email' | 'address' | 'helpline' | 'sender' | 'opens' | 'closes') =>
    typed === null ? (setting[name] ?? '') : (typed[name] ?? '')
  const flag = (name: 'weekends' | 'onHolidays') => (typed === null ? setting[name] : typed[name] === '1')
  const words = form(
    { id: 'setting', action: paths.messageSetting(), language, errors, permitted, token, submit: say('save') },
    (
      field,
    ) => html`${field.text({ name: 'office', label: say('office'), help: say('office.help'), value: text('office'), maxlength: 60 })}
${field.text({ name: 'phone', label: say('phone'), type: 'tel', optional: true, value: text('phone'), width: 'medium', maxlength: 30 })}
${field.text({ name: 'email', label: say('email'), type: 'email', optional: true, value: text('email'), maxlength: 254 })}
${field.text({ name: 'address', label: say('address'), optional: true, value: text('address'), maxlength: 120 })}
${field.text({ name: 'helpline', label: say('helpline'), help: say('helpline.help'), optional: true, value: text('helpline'), maxlength: 200 })}
${field.text({ name: 'sender', label: say('sender'), help: say('sender.help'), value: text('sender'), width: 'medium', maxlength: 16 })}
${field.text({ name: 'opens', label: say('opens'), value: text('opens'), width: 'short', maxlength: 5 })}
${field.text({ name: 'closes', label: say('closes'), value: text('closes'), width: 'short', maxlength: 5 })}
${field.checkbox({ name: 'weekends', label: say('weekends'), checked: flag('weekends') })}
${field.checkbox({ name: 'onHolidays', label: say('onHolidays'), checked: flag('onHolidays') })}`,
  )
  const told =
    callbacks !== null &&
    card(
      { title: say('setting.addresses'), id: 'callbacks-title' },
      html`<p class="written">${callbacks.receipts}</p><p class="written">${callbacks.answers}</p>`,
    )
  return framed(view, {
    title: say('title.setting'),
    content: html`<p>${say('setting.lead')}</p>${card({ title: say('title.setting'), id: 'setting-title' }, words)}${told}`,
  })
}
