import type { Instant } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, button, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { messageWords } from './words.ts'

/** The numbers set apart for fiction (PTS): 070-174 06 05 … 06 99. */
export const FICTION = Array.from({ length: 95 }, (_, index) => `467017406${String(index + 5).padStart(2, '0')}`)
export const isFiction = (digits: string) => FICTION.includes(digits)

export type PhoneLine = {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly at: Instant
  readonly body: string
}

export type PhonePage = {
  readonly language: Language
  readonly number: string
  readonly lines: readonly PhoneLine[]
  readonly token: string
}

const written = (digits: string) => digits.replace(/^46(\d\d)(\d{3})(\d\d)(\d\d)$/, '0$1-$2 $3 $4')

export type MailLine = {
  readonly id: string
  readonly at: Instant
  readonly address: string
  readonly subject: string
  readonly body: string
}

/** The e-mail that a demonstration has sent, which goes nowhere. */
export function mailboxPage({
  language,
  mails,
}: {
  readonly language: Language
  readonly mails: readonly MailLine[]
}): Html {
  const say = messageWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('phone.title'), href: paths.demoPhone() }])
  return html`${pageHead({ title: say('phone.mail'), lead: say('phone.mail.lead'), crumbs })}
${mails.length === 0 && emptyState({ title: say('phone.mail.none'), hint: say('phone.none.hint') })}
${mails.map(({ id, at, address, subject, body }) =>
  card(
    { title: subject, id: `mail-${id}` },
    html`<p class="muted">${address}, ${formatInstant(at, language)}</p><p class="written">${body}</p>`,
  ),
)}`
}

/** A telephone: what has come to a number, and a reply from it. */
export function phonePage({ language, number, lines, token }: PhonePage): Html {
  const say = messageWords(language)
  const options = FICTION.map(
    (value) => html`<option value="${value}"${value === number && html` selected`}>${written(value)}</option>`,
  )
  const bubbles = lines.map(
    (line) =>
      html`<li><p class="muted">${line.direction === 'in' ? say('phone.reply') : formatInstant(line.at, language)}</p><p class="written">${line.body}</p></li>`,
  )
  const reply = form(
    {
      ...{ id: 'reply', action: paths.demoPhone(), language, errors: [], permitted: ALLOWED, token },
      ...{ submit: say('phone.reply'), hidden: { number } },
    },
    (field) => field.textarea({ name: 'text', label: say('phone.reply'), rows: 3, maxlength: 459 }),
  )
  return html`${pageHead({ title: say('phone.title'), lead: say('phone.lead'), actions: linkButton({ href: paths.demoPhone({ box: 'mail' }), label: say('phone.mail') }) })}
<form class="form" method="get" action="${paths.demoPhone()}"><div class="field"><label for="phone-number">${say('phone.number')}</label><select id="phone-number" name="number">${options}</select></div><div class="toolbar">${button({ label: say('phone.open'), kind: 'quiet' })}</div></form>
${card(
  { title: written(number), id: 'phone-title' },
  html`${lines.length === 0 ? emptyState({ title: say('phone.none'), hint: say('phone.none.hint') }) : html`<ul class="plain">${bubbles}</ul>`}${reply}`,
)}`
}
