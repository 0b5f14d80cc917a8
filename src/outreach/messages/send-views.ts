import type { Html } from '../../kernel/html.ts'
import { html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatNumber, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Candidate } from '../contacts/store.ts'
import { personName } from '../contacts/words.ts'
import { type LeftOut, MessageChannel, type Template, Whose } from './model.ts'
import { smsParts } from './parts-rules.ts'
import { messageWords, type SayMessage, wordOr } from './words.ts'

export type Filled = {
  readonly language: Language
  readonly templates: readonly Template[]
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
  /** What it becomes, when it has been looked at. */
  readonly preview: Previewed | null
  /** The channels that have nobody to hand messages to. */
  readonly missing: readonly MessageChannel[]
}

export type Previewed = {
  readonly channel: MessageChannel
  /** The text, in each language that somebody gets it in. */
  readonly texts: readonly { readonly subject: string | null; readonly body: string; readonly language: string }[]
  readonly to: readonly { readonly who: string; readonly language: string; readonly wanted: string }[]
  readonly left: readonly { readonly who: string; readonly reason: LeftOut }[]
}

export type WritePage = PersonHead & Filled

/** One message to one young person: written, looked at, sent. */
export function writePage(view: WritePage): Html {
  const say = messageWords(view.language)
  const action = paths.personMessageNew(view.person.id)
  return html`${personHead(view, say('title.new'))}
${gatewayNotice(view, say)}
${view.preview && previewCard(view, { action, preview: view.preview, persons: null }, say)}
${writeCard(view, { action, cancel: paths.personMessages(view.person.id), candidates: null, chosen: [] }, say)}`
}

export type WriteManyPage = Filled & { readonly candidates: readonly Candidate[]; readonly chosen: readonly string[] }

/** The same message to several, with who gets it and who does not. */
export function writeManyPage(view: WriteManyPage): Html {
  const { language, candidates, chosen, preview } = view
  const say = messageWords(language)
  const action = paths.outreachMessagesSend()
  const crumbs = breadcrumbs(language, [{ label: say('title.outbox'), href: paths.outreachMessages() }])
  const head = pageHead({ title: say('title.send'), crumbs })
  if (candidates.length === 0)
    return html`${head}${emptyState({ title: say('persons.none'), hint: say('persons.none.hint') })}`
  return html`${head}${gatewayNotice(view, say)}
${preview && previewCard(view, { action, preview, persons: chosen.join(',') }, say)}
${writeCard(view, { action, cancel: paths.outreachMessages(), candidates, chosen }, say)}`
}

/** Each channel that nobody sends is told of by itself. */
export const gatewayNotice = ({ missing }: Pick<Filled, 'missing'>, say: SayMessage): readonly Html[] =>
  missing.map((channel) =>
    notice({ tone: 'due', title: say(`no_gateway.${channel}`) }, say(`no_gateway.${channel}.hint`)),
  )

type Written = {
  readonly action: string
  readonly cancel: string
  readonly candidates: readonly Candidate[] | null
  readonly chosen: readonly string[]
}

function writeCard(view: Filled, { action, cancel, candidates, chosen }: Written, say: SayMessage): Html {
  const { language, errors, token, preview } = view
  const submit = say('preview')
  const content = form(
    {
      ...{ id: 'write', action, language, errors, permitted: ALLOWED, token, submit, cancel },
      ...{ kind: preview === null ? 'primary' : 'quiet', hidden: { step: 'preview' } },
    },
    (field) =>
      html`${
        candidates !== null &&
        field.checkboxes({
          ...{ name: 'persons', label: say('persons'), help: say('persons.help'), values: chosen },
          options: candidates.map((each) => ({ value: each.id, label: personName(each, language) })),
        })
      }${messageFields(field, view, say)}`,
  )
  return card({ title: preview === null ? say('title.new') : say('send.back'), id: 'write-title' }, content)
}

function messageFields(field: Fields, { templates, typed }: Filled, say: SayMessage): Html {
  const told = (name: string) => typed[name] ?? ''
  const codes = [
    ...new Set(
      templates
        .filter(({ channel, wording }) => channel !== 'letter' && !wording.includes('[länk]'))
        .map(({ code }) => code),
    ),
  ]
  const languages = [...new Set(templates.map(({ language }) => language))]
  return html`${field.radios({ name: 'to', label: say('whose'), help: say('whose.help'), value: told('to') || 'self', options: Whose.options.map((value) => ({ value, label: say(`whose.${value}`) })) })}
${field.radios({ name: 'channel', label: say('channel'), value: told('channel') || 'sms', options: MessageChannel.options.map((value) => ({ value, label: say(`channel.${value}`) })) })}
${field.select({ name: 'template', label: say('template'), value: told('template'), blank: say('template.own'), optional: true, options: codes.map((value) => ({ value, label: wordOr('template', value, say) })) })}
${field.select({ name: 'language', label: say('language'), value: told('language'), blank: say('language.theirs'), optional: true, options: languages.map((value) => ({ value, label: wordOr('language', value, say) })) })}
${field.text({ name: 'day', label: say('day'), help: say('day.help'), optional: true, value: told('day'), width: 'medium', maxlength: 40 })}
${field.text({ name: 'time', label: say('time'), help: say('time.help'), optional: true, value: told('time'), width: 'short', maxlength: 20 })}
${field.textarea({ name: 'wording', label: say('template.own'), help: say('wording.help'), optional: true, value: told('wording'), rows: 4, maxlength: 4000 })}
${field.text({ name: 'subject', label: `${say('subject')} (${say('channel.email').toLowerCase()})`, optional: true, value: told('subject'), maxlength: 120 })}`
}

type Preview = { readonly action: string; readonly preview: Previewed; readonly persons: string | null }

function previewCard(view: Filled, { action, preview, persons }: Preview, say: SayMessage): Html {
  const { language, typed, token } = view
  const texts = preview.texts.map(
    ({ subject, body, language: of }) =>
      html`${preview.texts.length > 1 && html`<p class="muted">${wordOr('language', of, say)}: ${whoGets(preview, of)}</p>`}${subject && html`<p><strong>${subject}</strong></p>`}<p class="written">${body}</p>${preview.channel === 'sms' && partsLine(body, language)}`,
  )
  const left = preview.left.map(({ who, reason }) => html`<li>${who}: ${say(`reason.${reason}`).toLowerCase()}</li>`)
  const others = preview.to
    .filter(({ language: got, wanted }) => got !== wanted)
    .map(
      ({ who, language: got, wanted }) =>
        html`<li>${who}: ${wordOr('language', wanted, say).toLowerCase()} → ${wordOr('language', got, say).toLowerCase()}</li>`,
    )
  const chosen = ['to', 'channel', 'template', 'language', 'day', 'time', 'wording', 'subject']
  const hidden = Object.fromEntries(chosen.map((name) => [name, typed[name] ?? '']))
  const whom = persons === null ? {} : { persons }
  const send = form(
    {
      ...{ id: 'send', action, language, errors: [], permitted: ALLOWED, token, submit: say('send') },
      hidden: { ...hidden, ...whom, step: 'send' },
    },
    () => null,
  )
  return card(
    { title: say('preview.title'), id: 'preview-title' },
    html`${texts}
<p>${preview.to.length === 0 ? say('preview.nobody') : say('preview.to', { n: preview.to.length })}</p>
${persons !== null && preview.texts.length === 1 && preview.to.length > 0 && html`<p class="muted">${preview.to.map(({ who }) => who).join('; ')}</p>`}
${others.length > 0 && html`<p>${say('preview.other')}</p><ul>${others}</ul>`}
${left.length > 0 && html`<p>${say('preview.left')}</p><ul>${left}</ul>`}
${preview.to.length > 0 && send}`,
  )
}

const whoGets = ({ to }: Previewed, of: string) =>
  to
    .filter(({ language }) => language === of)
    .map(({ who }) => who)
    .join('; ')

/** How long a text is and how many texts it becomes. */
export function partsLine(body: string, language: Language): Html {
  const say = messageWords(language)
  const { units, parts, encoding } = smsParts(body)
  return html`<p class="muted">${say('parts.line', { units: formatNumber(units, language), n: parts })}${encoding === 'ucs2' && html` ${say('parts.ucs2')}`}</p>`
}
