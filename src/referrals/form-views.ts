import { type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { ALLOWED, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import type { Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { Cause, Origin, type ReferralSettings } from './model.ts'
import { LONGEST } from './rules.ts'
import type { Door } from './setting-store.ts'
import { referralWords } from './words.ts'

/** A form with what came back in it; nothing the first time. */
type Filled = {
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export type SendPage = PersonHead &
  Filled & {
    readonly account: string
    readonly chosen: readonly string[]
    readonly mayShare: boolean
  }

/** What the tab calls a referral that is being written. */
export const sendDraft = (account: string, person: string) => `${account}:referral-${person}`

/** Refers the young person whose page one comes from. */
export function sendPage(view: SendPage): Html {
  const { language, person, typed, chosen } = view
  const say = referralWords(language)
  return html`${personHead(view, say('title.new'), say('new.lead'))}
${view.mayShare && html`<p><a href="${paths.personReferralElsewhere(person.id)}">${say('title.elsewhere')}</a></p>`}
${form(
  {
    ...{ id: 'referral', action: paths.personReferrals(person.id), language, errors: view.errors, permitted: ALLOWED },
    ...{ token: view.token, submit: say('new.save'), cancel: paths.person(person.id) },
    draft: sendDraft(view.account, person.id),
  },
  (field) => html`${field.checkboxes({
    ...{ name: 'reasons', label: say('new.reasons'), values: chosen },
    options: Cause.options.map((each) => ({ value: each, label: say(`reasons.${each}`) })),
  })}
${field.select({
  ...{ name: 'origin', label: say('new.origin'), value: typed['origin'] ?? 'inside' },
  options: Origin.options.map((each) => ({ value: each, label: say(`origin.${each}`) })),
})}
${field.textarea({
  ...{ name: 'words', label: say('words'), help: say('words.help'), optional: true, value: typed['words'] ?? '' },
  ...{ rows: 6, maxlength: LONGEST },
})}`,
)}`
}

export type SettingsPage = Filled & {
  readonly language: Language
  readonly settings: ReferralSettings
  readonly door: Door
  readonly address: string
  /** Which of the two forms came back. */
  readonly form: 'days' | 'door' | null
}

const DAYS = ['receivedDays', 'triageDays', 'offeredDays', 'waitingDays', 'untiedDays'] as const

/** How long each stage may take, and the form for those outside. */
export function settingsPage(view: SettingsPage): Html {
  const { language, settings, door, address, token, typed } = view
  const say = referralWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.referrals() }])
  const of = (name: 'days' | 'door') => ({
    ...{ id: name, language, permitted: ALLOWED, token, errors: view.form === name ? view.errors : [] },
    typed: view.form === name ? typed : {},
  })
  const [days, entrance] = [of('days'), of('door')]
  const isOpen = view.form === 'door' ? typed['open'] === '1' : door.isOpen
  return html`${pageHead({ title: say('title.settings'), crumbs })}
${card(
  { title: say('settings.days'), id: 'days-title' },
  form({ ...days, action: paths.referralSettings(), submit: say('settings.save') }, (field) =>
    DAYS.map((name) =>
      field.text({
        ...{ name, label: say(name), value: days.typed[name] ?? String(settings[name]) },
        ...{ width: 'short' as const, inputmode: 'numeric' as const },
      }),
    ),
  ),
)}
${card(
  { title: say('door.title'), id: 'door-title' },
  html`<p>${say('door.lead')}</p>
${form(
  { ...entrance, action: paths.referralDoor(), submit: say('door.save') },
  (field) => html`${field.checkbox({ name: 'open', label: say('door.open'), checked: isOpen })}
${field.text({ name: 'phone', label: say('door.phone'), value: entrance.typed['phone'] ?? door.phone ?? '', type: 'tel', inputmode: 'tel', width: 'medium', optional: true })}`,
)}
${door.isOpen && html`<p>${say('door.address')} <strong>${address}</strong></p>${linkButton({ href: paths.refer(door.slug), label: say('door.title') })}`}`,
)}`
}
