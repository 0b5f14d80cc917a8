import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { nameOf, peopleWords } from '../../people/words.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { confirmation, form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice, protectedNotice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { formatInstant } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import {
  Channel,
  ContactOutcome,
  Direction,
  type LoggedContact,
  type NextContact,
  StruckReason,
  Through,
} from './model.ts'
import { seenNext } from './rules.ts'
import type { Candidate } from './store.ts'
import { nextWords } from './views.ts'
import { contactLine, contactWords, personName, type SayContact } from './words.ts'

/** A form with what came back in it; nothing the first time. */
export type Filled = {
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** What the fields of a contact begin with. */
export type ContactValues = {
  readonly channel: string | null
  readonly through: string
  readonly direction: string
  readonly outcome: string | null
  readonly happenedOn: string
  readonly time: string
  readonly minutes: string
  readonly doneBy: string
  readonly withBy: string
}

export type LogPage = PersonHead &
  Filled & {
    readonly account: string
    readonly values: ContactValues
    readonly colleagues: readonly Colleague[]
    /** Whether what was said can be written here. */
    readonly mayNote: boolean
  }

/** What the tab calls a contact that is being written down. */
export const logDraft = (account: string, person: string) => `${account}:contact-${person}`

/** The form of a contact: what most fill in first, the rest behind one press. */
export function logPage(view: LogPage): Html {
  const { language, person, typed } = view
  const say = contactWords(language)
  return html`${personHead(view, say('title.new'))}
${form(
  {
    id: 'contact',
    action: paths.personLog(person.id),
    language,
    errors: view.errors,
    permitted: ALLOWED,
    token: view.token,
    submit: say('save'),
    cancel: paths.person(person.id),
    draft: logDraft(view.account, person.id),
  },
  (field) => html`${contactFields(field, say, view)}
${
  view.mayNote &&
  field.textarea({
    name: 'words',
    label: say('words'),
    help: say('words.help'),
    optional: true,
    value: typed['words'] ?? '',
    rows: 4,
    maxlength: 20_000,
  })
}
${nextFields(field, say, { onDay: typed['nextOn'] ?? '', channel: typed['nextChannel'] ?? '' }, say('next.help'))}`,
)}`
}

function contactFields(
  field: Fields,
  say: SayContact,
  {
    values,
    colleagues,
    errors,
  }: { values: ContactValues; colleagues: readonly Colleague[]; errors: readonly FieldError[] },
): Html {
  const staff = colleagues
    .filter(({ current, accountId }) => current || accountId === values.doneBy)
    .map(({ accountId, displayName }) => ({ value: accountId, label: displayName }))
  const inside = ['time', 'minutes', 'doneBy', 'withBy', 'direction', 'through']
  // What is not as usual is not hidden behind a press.
  const open = values.through !== 'self' || errors.some(({ field: name }) => name !== null && inside.includes(name))
  return html`${field.select({ name: 'channel', label: say('channel'), value: values.channel, blank: '–', options: options(Channel.options, (each) => say(`channel.${each}`)) })}
${field.select({ name: 'outcome', label: say('outcome'), help: say('outcome.help'), value: values.outcome, blank: '–', options: options(ContactOutcome.options, (each) => say(`outcome.${each}`)) })}
${field.date({ name: 'happenedOn', label: say('happenedOn'), value: values.happenedOn })}
${disclosure(
  say('more'),
  html`${field.text({ name: 'time', label: say('time'), help: say('time.help'), value: values.time, width: 'short', inputmode: 'numeric' })}
${field.radios({ name: 'through', label: say('through'), value: values.through, options: options(Through.options, (each) => say(`through.${each}`)) })}
${field.radios({ name: 'direction', label: say('direction'), value: values.direction, options: options(Direction.options, (each) => say(`direction.${each}`)) })}
${field.text({ name: 'minutes', label: say('minutes'), value: values.minutes, width: 'short', inputmode: 'numeric', optional: true })}
${field.select({ name: 'doneBy', label: say('doneBy'), value: values.doneBy, options: staff })}
${field.select({ name: 'withBy', label: say('withBy'), value: values.withBy, blank: say('withBy.none'), optional: true, options: staff })}`,
  open,
)}`
}

const options = <T extends string>(values: readonly T[], label: (value: T) => string) =>
  values.map((value) => ({ value, label: label(value) }))

function nextFields(
  field: Fields,
  say: SayContact,
  next: { readonly onDay: string; readonly channel: string },
  help: Content,
): Html {
  return html`${field.date({ name: 'nextOn', label: say('next'), help, optional: true, value: next.onDay })}
${field.select({ name: 'nextChannel', label: say('next.channel'), value: next.channel, blank: say('next.channel.any'), optional: true, options: options(Channel.options, (each) => say(`channel.${each}`)) })}`
}

export type CorrectPage = PersonHead &
  Filled & {
    readonly contact: LoggedContact
    readonly values: ContactValues
    readonly colleagues: readonly Colleague[]
    /** Somebody else has corrected it since one began. */
    readonly conflict: boolean
  }

/** The form of a correction; when somebody was before one, how it stands now is above it. */
export function correctPage(view: CorrectPage): Html {
  const { language, person, contact } = view
  const say = contactWords(language)
  const standing = `${formatInstant(contact.happenedAt, language)} · ${contactLine(contact, say)}`
  return html`${personHead(view, say('title.correct'), standing)}
${view.conflict && notice({ tone: 'due', title: say('correct.theirs') }, html`${standing}. ${say('contact_changed')}`)}
${form(
  {
    id: 'contact',
    action: paths.personLogCorrection(person.id, contact.contactId),
    language,
    errors: view.errors,
    permitted: ALLOWED,
    token: view.token,
    hidden: { seen: contact.id },
    submit: say('correct.save'),
    cancel: paths.personLog(person.id),
  },
  (field) => contactFields(field, say, view),
)}`
}

export type StrikePage = PersonHead & Filled & { readonly contact: LoggedContact }

/** Asked before a contact is struck out. */
export function strikePage(view: StrikePage): Html {
  const { language, person, contact } = view
  const say = contactWords(language)
  const name = nameOf(person, peopleWords(language))
  return html`${breadcrumbs(language, [
    { label: name, href: paths.person(person.id) },
    { label: say('title'), href: paths.personLog(person.id) },
  ])}
${person.protection !== 'none' && protectedNotice(language)}
${view.why}
${confirmation(
  {
    title: say('title.strike'),
    consequences: [
      `${formatInstant(contact.happenedAt, language)} · ${contactLine(contact, say)}`,
      say('strike.whom', { name }),
      say('strike.stays'),
      say('strike.final'),
    ],
    action: paths.personLogStrike(person.id, contact.contactId),
    language,
    errors: view.errors,
    permitted: ALLOWED,
    token: view.token,
    submit: say('strike.save'),
    kind: 'danger',
    cancel: paths.personLog(person.id),
  },
  (field) =>
    field.radios({
      name: 'reason',
      label: say('strike.reason'),
      value: view.typed['reason'] ?? null,
      options: options(StruckReason.options, (each) => say(`reason.${each}`)),
    }),
)}`
}

export type NextPage = PersonHead & Filled & { readonly next: readonly NextContact[] }

/** When somebody is to try next: another day, or none. */
export function nextPage(view: NextPage): Html {
  const { language, person, next, typed } = view
  const say = contactWords(language)
  const [first] = next
  return html`${personHead(view, say('next.change'))}
${form(
  {
    id: 'next',
    action: paths.personNext(person.id),
    language,
    errors: view.errors,
    permitted: ALLOWED,
    token: view.token,
    hidden: { seen: seenNext(next) },
    submit: say('next.set'),
    cancel: paths.person(person.id),
  },
  (
    field,
  ) => html`${next.length > 1 && html`<p>${say('next.several', { days: next.map((each) => nextWords(each, language, say)).join('; ') })}</p>`}
${field.date({ name: 'nextOn', label: say('next'), value: typed['nextOn'] ?? first?.onDay ?? '' })}
${field.select({
  name: 'nextChannel',
  label: say('next.channel'),
  value: typed['nextChannel'] ?? first?.channel ?? '',
  blank: say('next.channel.any'),
  optional: true,
  options: options(Channel.options, (each) => say(`channel.${each}`)),
})}`,
)}
${
  first &&
  actionButton({
    action: paths.personNextRemoval(person.id),
    label: say('next.remove'),
    permitted: ALLOWED,
    values: { token: view.token },
  })
}`
}

export type GroupPage = Filled & {
  readonly language: Language
  readonly today: PlainDate
  readonly values: ContactValues
  readonly colleagues: readonly Colleague[]
  readonly candidates: readonly Candidate[]
  readonly chosen: readonly string[]
}

/** One contact with several, written once. */
export function groupPage(view: GroupPage): Html {
  const { language, candidates } = view
  const say = contactWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title.due'), href: paths.outreach() }])
  const head = pageHead({ title: say('title.group'), lead: say('group.lead'), crumbs })
  if (candidates.length === 0)
    return html`${head}${emptyState({ title: say('group.none'), hint: say('group.none.hint') })}`
  return html`${head}
${card(
  { title: say('title.group'), id: 'group-title' },
  form(
    {
      id: 'group',
      action: paths.outreachGroup(),
      language,
      errors: view.errors,
      permitted: ALLOWED,
      token: view.token,
      submit: say('save'),
      cancel: paths.outreach(),
    },
    (field) => html`${field.checkboxes({
      name: 'persons',
      label: say('group.whom'),
      values: view.chosen,
      options: candidates.map((each) => ({ value: each.id, label: personName(each, language) })),
    })}
${contactFields(field, say, view)}`,
  ),
)}`
}
