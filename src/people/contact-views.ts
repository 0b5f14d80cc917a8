import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../ui/components/navigation.ts'
import { protectedNotice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { formatDay, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type Contact, type Guardian, type PersonHeader, Relation, TOLD_BY } from './model.ts'
import { nameOf, numberOf, peopleWords, type SayPeople, sourceWord } from './words.ts'

/** A form as it came back; nothing the first time. `form` says which of a page's forms it was. */
export type Returned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** Whose page it is, whether the way back may lead over the register, and why the one who reads sees the person. */
export type PersonHead = {
  readonly language: Language
  readonly person: PersonHeader
  readonly mayList: boolean
  readonly why: Html
}

export type ContactPage = PersonHead & {
  readonly contacts: readonly Contact[]
  readonly guardians: readonly Guardian[]
  readonly today: PlainDate
  readonly permitted: Permitted
  readonly tokens: { readonly contact: string; readonly guardian: string }
  readonly returned: Returned | null
}

/** How to reach a person, and the grown-ups around: what is noted, and forms for more. */
export function contactPage(view: ContactPage): Html {
  const say = peopleWords(view.language)
  return html`${personHead(view, say('contact.title'))}
${contactTable(view, say)}
${card({ title: say('contact.add'), id: 'contact-add-title' }, contactForm(view, say))}
${guardianTable(view, say)}
${card({ title: say('guardian.add'), id: 'guardian-add-title' }, guardianForm(view, say))}`
}

/** The head of every page about one person's details: the way back, what it is, and whose. */
export function personHead(view: PersonHead, title: string, lead?: string): Html {
  const say = peopleWords(view.language)
  const { person } = view
  const crumbs = breadcrumbs(view.language, [
    view.mayList ? { label: say('register'), href: paths.register() } : { label: say('today'), href: paths.start() },
    { label: nameOf(person, say), href: paths.person(person.id) },
  ])
  const who = `${nameOf(person, say)}, ${numberOf(person, say)}`
  return html`${pageHead({ title, lead: lead ? html`${who}<br>${lead}` : who, crumbs })}
${person.protection !== 'none' && protectedNotice(view.language)}
${view.why}`
}

function contactTable({ contacts, person, language, permitted }: ContactPage, say: SayPeople): Html {
  return dataTable<Contact>({
    language,
    id: 'contacts',
    caption: say('contact.list'),
    rows: contacts,
    empty: emptyState({ title: say('card.contact.none'), hint: say('contact.add') }),
    columns: [
      { key: 'value', label: say('contact.value'), heads: true, cell: (each) => each.value },
      { key: 'kind', label: say('contact.kind'), cell: (each) => say(`kind.${each.kind}`) },
      { key: 'source', label: say('source'), cell: (each) => sourceWord(each.source, say) },
      { key: 'noted', label: say('contact.noted'), cell: (each) => formatDay(each.notedOn, language) },
      {
        key: 'end',
        label: say('contact.action'),
        cell: (each) =>
          actionButton({
            action: paths.personContactRemoval(person.id, String(each.id)),
            label: say('contact.end'),
            permitted,
          }),
      },
    ],
  })
}

function contactForm(view: ContactPage, say: SayPeople): Html {
  const { language, person, permitted, tokens } = view
  const { errors, typed } = returnedTo('contact', view.returned)
  return form(
    {
      id: 'contact',
      action: paths.personContact(person.id),
      language,
      errors,
      permitted,
      token: tokens.contact,
      submit: say('contact.save'),
    },
    (field) => html`${field.radios({
      name: 'kind',
      label: say('contact.kind'),
      value: typed['kind'] ?? 'phone',
      options: [
        { value: 'phone', label: say('kind.phone') },
        { value: 'email', label: say('kind.email') },
      ],
    })}
${field.text({ name: 'value', label: say('contact.number'), help: say('contact.number.help'), value: typed['value'] ?? '', width: 'medium', maxlength: 254 })}
${field.select({ name: 'source', label: say('contact.who'), value: typed['source'] ?? '', blank: '–', options: toldBy(say) })}
${field.date({ name: 'notedOn', label: say('contact.when'), value: typed['notedOn'] ?? view.today })}`,
  )
}

function guardianTable({ guardians, person, language, permitted }: ContactPage, say: SayPeople): Html {
  return dataTable<Guardian>({
    language,
    id: 'guardians',
    caption: say('guardian.list'),
    rows: guardians,
    empty: emptyState({ title: say('card.around.none'), hint: say('guardian.none.hint') }),
    columns: [
      { key: 'name', label: say('guardian.name'), heads: true, cell: (each) => each.name },
      { key: 'relation', label: say('guardian.relation'), cell: (each) => say(`relation.${each.relation}`) },
      { key: 'phone', label: say('guardian.phone'), cell: (each) => each.phone ?? '–' },
      { key: 'email', label: say('guardian.email'), cell: (each) => each.email ?? '–' },
      { key: 'source', label: say('source'), cell: (each) => sourceWord(each.source, say) },
      { key: 'noted', label: say('contact.noted'), cell: (each) => formatDay(each.notedOn, language) },
      {
        key: 'end',
        label: say('contact.action'),
        cell: (each) =>
          actionButton({
            action: paths.personGuardianRemoval(person.id, String(each.id)),
            label: say('guardian.end'),
            permitted,
          }),
      },
    ],
  })
}

function guardianForm(view: ContactPage, say: SayPeople): Html {
  const { language, person, permitted, tokens } = view
  const { errors, typed } = returnedTo('guardian', view.returned)
  return form(
    {
      id: 'guardian',
      action: paths.personGuardians(person.id),
      language,
      errors,
      permitted,
      token: tokens.guardian,
      submit: say('guardian.save'),
    },
    (
      field,
    ) => html`${field.text({ name: 'name', label: say('guardian.name'), value: typed['name'] ?? '', width: 'medium', maxlength: 120 })}
${field.select({
  name: 'relation',
  label: say('guardian.relation'),
  value: typed['relation'] ?? 'guardian',
  options: Relation.options.map((value) => ({ value, label: say(`relation.${value}`) })),
})}
${field.text({ name: 'phone', label: say('guardian.phone'), type: 'tel', value: typed['phone'] ?? '', width: 'medium', optional: true })}
${field.text({ name: 'email', label: say('guardian.email'), type: 'email', value: typed['email'] ?? '', width: 'medium', optional: true })}
${field.select({ name: 'source', label: say('contact.who'), value: typed['source'] ?? '', blank: '–', options: toldBy(say) })}
${field.date({ name: 'notedOn', label: say('contact.when'), value: typed['notedOn'] ?? view.today })}`,
  )
}

function toldBy(say: SayPeople): { value: string; label: string }[] {
  return TOLD_BY.map((value) => ({ value, label: say(`source.${value}`) }))
}

/** What came back to one of a page's forms. */
export function returnedTo(name: string, returned: Returned | null): Pick<Returned, 'errors' | 'typed'> {
  return returned?.form === name ? returned : { errors: [], typed: {} }
}
