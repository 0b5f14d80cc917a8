import { type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { type Language, words } from '../../ui/language.ts'
import { callTo, mailTo, paths } from '../../ui/paths.ts'
import { roleWord } from '../role-words.ts'
import { STAFF_ROLES, type StaffRole } from '../roles.ts'
import type { StaffView } from './frame.ts'
import type { Contact, OwnContact } from './model.ts'
import { doingsOf, rightsOf, sightOf } from './role-words.ts'
import { ROLES_TEXT } from './roles-text.ts'
import { takesTwo } from './rules.ts'
import { TEXT } from './text.ts'

/** How colleagues are reached (R335), and those who lead the work across the walls. */
export function contactsPage(view: StaffView & { readonly contacts: readonly Contact[] }): Html {
  const { language, contacts, domainName } = view
  const say = words(TEXT, language)
  const own = linkButton({ href: paths.ownContact(), label: say('contacts.own'), icon: 'edit' })
  const empty = emptyState({ title: say('contacts.none.title'), hint: say('contacts.none.hint') })
  const table = (id: string, caption: string, more: readonly Column<Contact>[]) =>
    dataTable<Contact>({
      language,
      id,
      caption,
      rows: contacts.filter((contact) => contact.own === (id === 'colleagues')),
      empty,
      columns: [...contactColumns(language), ...more],
    })
  const where: Column<Contact> = { key: 'domain', label: say('contacts.domain'), cell: (row) => row.domainName }
  return html`${pageHead({ title: say('contacts.title'), lead: say('contacts.lead', { domain: domainName }), actions: own })}
${table('colleagues', domainName, [])}
${table('leaders', say('contacts.leaders'), [where])}`
}

function contactColumns(language: Language): readonly Column<Contact>[] {
  const say = words(TEXT, language)
  return [
    { key: 'name', label: say('name'), heads: true, cell: (row) => row.displayName },
    { key: 'role', label: say('role'), cell: (row) => row.title ?? roleWord(row.role, language) },
    {
      key: 'email',
      label: say('email'),
      cell: (row) => (row.email === null ? '–' : html`<a href="${mailTo(row.email)}">${row.email}</a>`),
    },
    {
      key: 'phone',
      label: say('phone'),
      cell: (row) => (row.phone === null ? '–' : html`<a href="${callTo(row.phone)}">${row.phone}</a>`),
    },
  ]
}

export function ownContactPage(view: StaffView & { readonly own: OwnContact }): Html {
  const { language, token, permitted, returned, own } = view
  const say = words(TEXT, language)
  const crumbs = breadcrumbs(language, [{ label: say('contacts.title'), href: paths.contacts() }])
  const lead = say('contacts.own.lead', { name: own.displayName, userName: own.userName })
  const shell = { id: 'own', action: paths.ownContact(), language, errors: returned.errors, permitted, token }
  return html`${pageHead({ title: say('contacts.own'), lead, crumbs })}
${form({ ...shell, submit: say('save'), cancel: paths.contacts() }, (field) => [
  field.text({
    name: 'email',
    label: say('email'),
    value: returned.typed['email'] ?? own.email,
    type: 'email',
    inputmode: 'email',
    autocomplete: 'email',
    maxlength: 254,
    optional: true,
  }),
  field.text({
    name: 'phone',
    label: say('phone'),
    value: returned.typed['phone'] ?? own.phone,
    type: 'tel',
    inputmode: 'tel',
    autocomplete: 'tel',
    maxlength: 40,
    width: 'medium',
    optional: true,
  }),
])}`
}

type RolesView = {
  readonly language: Language
  readonly own: string
  /** What the program lets each role do. */
  readonly permissionsOf: (role: string) => ReadonlySet<string>
}

/** What each role sees and may do, from the tables that decide it (R340). */
export function rolesPage(view: RolesView): Html {
  const { language, own } = view
  const say = words(ROLES_TEXT, language)
  // One's own first: that is what one came for.
  const roles = STAFF_ROLES.toSorted((a, b) => Number(b === own) - Number(a === own))
  return html`${pageHead({ title: say('title'), lead: say('lead') })}
<p>${say('protected')}</p>
${roles.map((role) => roleCard(view, role))}`
}

function roleCard({ language, own, permissionsOf }: RolesView, role: StaffRole): Html {
  const say = words(ROLES_TEXT, language)
  const doings = [...new Set([...rightsOf(role, language), ...doingsOf(permissionsOf(role), language)])]
  const list =
    doings.length === 0
      ? html`<p>${say('nothing')}</p>`
      : html`<ul>${doings.map((each) => html`<li>${each}</li>`)}</ul>`
  return card(
    {
      title: roleWord(role, language),
      id: `role-${role}`,
      ...(role === own && { aside: tag('in', say('mine')) }),
    },
    html`<p><strong>${say('sees')}.</strong> ${sightOf(role, language)}${takesTwo(role, false) && html` ${say('two')}`}</p>
${disclosure(html`${say('may')}<span class="unseen"> ${roleWord(role, language)}</span>`, list, role === own)}`,
  )
}
