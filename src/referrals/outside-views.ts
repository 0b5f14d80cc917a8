import { type Content, type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton, button, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError, Fields } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, pageHead, toolbar } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { tag } from '../ui/components/tag.ts'
import { formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { callTo, paths } from '../ui/paths.ts'
import { Cause, type Way } from './model.ts'
import { LONGEST_OUTSIDE } from './outside-rules.ts'
import type { OutsideForm, OutsideStatus } from './outside-store.ts'
import { type OutsideWord, TEXT } from './outside-text.ts'

export type SayOutside = Say<OutsideWord>

export const outsideWords = (language: Language): SayOutside => words(TEXT, language)

export function isOutsideWord(code: string): code is OutsideWord {
  return Object.hasOwn(TEXT, code)
}

type Front = { readonly language: Language; readonly slug: string; readonly domain: OutsideForm }

/** Whoever comes from the municipality's page says who they are. */
export function choosePage({ language, slug, domain }: Front): Html {
  const say = outsideWords(language)
  const ways = (['self', 'guardian', 'professional'] as const).map((way) =>
    linkButton({
      href: paths.referWay(slug, way),
      label: say(`choose.${way}`),
      kind: way === 'self' ? 'primary' : 'quiet',
    }),
  )
  return html`${pageHead({ title: say('title'), lead: say('lead', { name: domain.name }) })}
${card({ title: say('choose.title'), id: 'choose-title' }, toolbar(...ways))}
${notes(domain, say)}`
}

function notes({ phone }: OutsideForm, say: SayOutside): Html {
  return html`${phone !== null && html`<p><a href="${callTo(phone)}">${say('ring.instead', { phone })}</a></p>`}
<p>${say('protected.note')} ${say('urgent.note')}</p>`
}

export type WritePage = Front & {
  readonly way: Way
  readonly stamp: string
  readonly token: string
  /** The link of the draft it is written from. */
  readonly draft: string | null
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
  /** Something about the sending as a whole. */
  readonly said: string | null
}

/** The form itself: without script, on a phone, and nothing asked that is not needed. */
export function writePage(view: WritePage): Html {
  const { language, slug, domain, way, errors, token, stamp, draft, said } = view
  const say = outsideWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.refer(slug) }])
  const lead = say(way === 'self' ? 'form.self.lead' : 'form.other.lead')
  return html`${pageHead({ title: say(`form.${way}`), lead, crumbs })}
${said !== null && notice({ tone: 'due', title: said })}
${form(
  {
    ...{ id: 'refer', action: paths.referWay(slug, way), language, errors, permitted: ALLOWED, token },
    ...{ hidden: { stamp, draft: draft ?? '' }, submit: say('send') },
  },
  (field) => html`${way === 'self' ? selfFields(field, view, say) : otherFields(field, view, say)}
${field.checkboxes({
  ...{
    name: 'reasons',
    label: say('reasons'),
    help: say('reasons.help'),
    values: view.chosen,
    optional: way === 'self',
  },
  options: Cause.options.map((each) => ({ value: each, label: say(`reasons.${each}`) })),
})}
${field.textarea({
  ...{ name: 'words', label: say('words'), help: say('words.help'), optional: true, value: view.typed['words'] ?? '' },
  ...{ rows: 5, maxlength: LONGEST_OUTSIDE },
})}
<div class="unseen" aria-hidden="true"><label for="refer-website">${say('trap')}</label><input id="refer-website" name="website" tabindex="-1" autocomplete="off"></div>
<p class="help">${say('privacy')}</p>`,
)}
${toolbar(button({ label: say('keep'), kind: 'quiet', name: 'do', value: 'keep', form: 'refer' }))}
${notes(domain, say)}`
}

type LineOf = {
  readonly name:
    | 'senderName'
    | 'senderRole'
    | 'senderEmail'
    | 'senderPhone'
    | 'givenName'
    | 'familyName'
    | 'number'
    | 'born'
    | 'phone'
    | 'email'
  readonly help?: string
  readonly optional?: boolean
  readonly type?: 'text' | 'tel' | 'email'
  readonly autocomplete?: string
}

const line = (field: Fields, { typed }: WritePage, say: SayOutside, of: LineOf) =>
  field.text({ ...of, label: say(of.name), value: typed[of.name] ?? '', maxlength: 120 })

function selfFields(field: Fields, view: WritePage, say: SayOutside): Content {
  return html`${line(field, view, say, { name: 'givenName', autocomplete: 'given-name' })}
${line(field, view, say, { name: 'familyName', optional: true, autocomplete: 'family-name' })}
${line(field, view, say, { name: 'phone', optional: true, type: 'tel', autocomplete: 'tel', help: say('self.reach') })}
${line(field, view, say, { name: 'email', optional: true, type: 'email', autocomplete: 'email' })}
${line(field, view, say, { name: 'born', optional: true })}`
}

function otherFields(field: Fields, view: WritePage, say: SayOutside): Content {
  return html`<h2>${say('about.you')}</h2>
${line(field, view, say, { name: 'senderName', autocomplete: 'name' })}
${view.way === 'professional' && line(field, view, say, { name: 'senderRole' })}
${line(field, view, say, { name: 'senderEmail', type: 'email', autocomplete: 'email', help: say('senderEmail.help') })}
${line(field, view, say, { name: 'senderPhone', type: 'tel', autocomplete: 'tel', optional: true })}
<h2>${say('about.youth')}</h2>
${line(field, view, say, { name: 'givenName' })}
${line(field, view, say, { name: 'familyName' })}
${line(field, view, say, { name: 'number', help: say('number.help'), optional: true })}
${line(field, view, say, { name: 'born', optional: true })}
${line(field, view, say, { name: 'phone', type: 'tel', optional: true })}
${line(field, view, say, { name: 'email', type: 'email', optional: true })}`
}

/** After sending: the same for everybody, whatever was written. `demoLink`: where nothing is sent, in the demonstration. */
export function answerPage({
  language,
  demoLink,
}: {
  readonly language: Language
  readonly demoLink: string | null
}): Html {
  const say = outsideWords(language)
  return html`${pageHead({ title: say('answer.title'), lead: say('answer.text') })}
<p>${say('answer.none')}</p>
${demoLink !== null && html`${notice({ tone: 'info', title: say('answer.demo') })}<p>${linkButton({ href: demoLink, label: say('answer.demo.link') })}</p>`}`
}

/** For whoever left a number alone: somebody rings, and here is how it goes. */
export function ringPage({ language, status }: { readonly language: Language; readonly status: string }): Html {
  const say = outsideWords(language)
  return html`${pageHead({ title: say('ring.title'), lead: say('ring.text') })}
<p>${linkButton({ href: status, label: say('status.title') })}</p>`
}

export function keptPage({
  language,
  link,
  address,
}: {
  readonly language: Language
  readonly link: string
  readonly address: string
}): Html {
  const say = outsideWords(language)
  return html`${pageHead({ title: say('kept.title'), lead: say('kept.text') })}
<p class="written">${address}</p>
<p>${linkButton({ href: link, label: say('kept.link') })}</p>`
}

export function confirmPage({
  language,
  name,
  token,
}: {
  readonly language: Language
  readonly name: string
  readonly token: string
}): Html {
  const say = outsideWords(language)
  return html`${pageHead({ title: say('confirm.title'), lead: say('confirm.text', { name }) })}
${actionButton({ action: paths.referConfirmation(token), label: say('confirm.save'), permitted: ALLOWED, kind: 'primary' })}`
}

export function gonePage(language: Language): Html {
  const say = outsideWords(language)
  return pageHead({ title: say('gone.title'), lead: say('gone.text') })
}

/** Received or closed: all that anybody outside is told. */
export function statusPage({
  language,
  status,
  token,
}: {
  readonly language: Language
  readonly status: OutsideStatus
  readonly token: string
}): Html {
  const say = outsideWords(language)
  const key = status.closed ? 'closed' : 'received'
  return html`${pageHead({ title: say('status.title'), lead: html`${tag(status.closed ? 'neutral' : 'in', say(`status.${key}`))} ${say(`status.${key}.text`, { name: status.name })}` })}
<p>${say('status.on', { at: formatInstant(status.receivedAt, language) })}</p>
${
  !status.closed &&
  html`<p>${say('status.save')}</p>
${actionButton({
  ...{ action: paths.referStatus(token), label: say('withdraw.save'), permitted: ALLOWED, kind: 'danger' as const },
  sure: { consequence: say('withdraw.sure'), language },
})}`
}`
}

/** Where e-mail cannot be sent, only whoever leaves a number for oneself can write. */
export function cannotPage({ language, domain }: Front): Html {
  const say = outsideWords(language)
  return html`${pageHead({ title: say('title'), lead: say('closed.mail') })}${notes(domain, say)}`
}
