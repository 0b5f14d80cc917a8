import { type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { type Fields, fieldsOf } from '../../ui/components/fields.ts'
import { filterBar } from '../../ui/components/filters.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead, toolbar } from '../../ui/components/navigation.ts'
import { PAGE_SIZE, pager } from '../../ui/components/pager.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { roleWord } from '../role-words.ts'
import { STAFF_ROLES } from '../roles.ts'
import type { StaffView } from './frame.ts'
import { staffFrame } from './frame-views.ts'
import type { StaffMember } from './model.ts'
import { sightOf } from './role-words.ts'
import { takesTwo } from './rules.ts'
import { TEXT } from './text.ts'

export type StaffFilter = { readonly role: string; readonly left: boolean; readonly page: number }

type List = StaffView & {
  readonly members: readonly StaffMember[]
  readonly total: number
  readonly filter: StaffFilter
  /** What was searched for, when the list is the answer to a search: it stands in no address. */
  readonly searched: string | null
}

export function staffPage(view: List): Html {
  const { language, filter, searched, total } = view
  const say = words(TEXT, language)
  const href = (page: number) => paths.staff({ role: filter.role, left: filter.left, page: page > 1 ? page : null })
  return staffFrame(
    view,
    'staff',
    html`${toolbar(
      view.permitted.allowed &&
        linkButton({ href: paths.staffNew(), label: say('staff.add'), icon: 'add', kind: 'primary' }),
      linkButton({ href: paths.staffFileExport(), label: say('staff.export'), icon: 'export' }),
    )}
${searchForm(view)}
${searched === null ? filters(view) : html`<p>${say('search.found')}. <a href="${paths.staff()}">${say('search.all')}</a></p>`}
${searched === null && pager({ language, page: filter.page, total, href, pageSize: PAGE_SIZE })}
${dataTable<StaffMember>({
  language,
  id: 'staff',
  caption: say('tab.staff'),
  captionUnseen: true,
  rows: view.members,
  empty: emptyState({ title: say('staff.empty.title'), hint: say('staff.empty.hint') }),
  columns: columns(language),
})}`,
  )
}

/** Posted, so that no name stands in an address. */
function searchForm({ language, searched }: List): Html {
  const say = words(TEXT, language)
  const field = fieldsOf({ form: 'staff-search', language, errors: [], filter: true })
  return html`<form class="filters" method="post" action="${paths.staff()}" role="search" aria-label="${say('search.label')}"><div class="filter-row">${field.text({ name: 'q', label: say('search.label'), value: searched, type: 'search' })}<button type="submit" class="button quiet">${say('search.submit')}</button></div></form>`
}

function filters({ language, filter }: List): Html {
  const say = words(TEXT, language)
  const chips = [
    ...(filter.role
      ? [{ label: roleWord(filter.role, language), removeHref: paths.staff({ left: filter.left }) }]
      : []),
    ...(filter.left ? [{ label: say('state.left'), removeHref: paths.staff({ role: filter.role }) }] : []),
  ]
  return filterBar(
    { language, id: 'staff-filter', action: paths.staff(), chips, clearHref: paths.staff() },
    (field) => [
      field.select({
        name: 'role',
        label: say('role'),
        value: filter.role,
        blank: say('filter.everybody'),
        options: STAFF_ROLES.map((role) => ({ value: role, label: roleWord(role, language) })),
      }),
      field.select({
        name: 'left',
        label: say('state'),
        value: filter.left ? '1' : '',
        blank: say('filter.working'),
        options: [{ value: '1', label: say('state.left') }],
      }),
    ],
  )
}

function columns(language: Language): readonly Column<StaffMember>[] {
  const say = words(TEXT, language)
  const names = (member: StaffMember, of: 'units' | 'teams') =>
    [...new Set(member.memberships.flatMap((each) => each[of].map(({ name }) => name)))].join(', ')
  return [
    {
      key: 'name',
      label: say('name'),
      heads: true,
      cell: (row) =>
        html`<a href="${paths.staffMember(row.id)}">${row.displayName}</a><br><span class="muted">${row.email ?? row.userName}</span>`,
    },
    {
      key: 'roles',
      label: say('roles'),
      cell: (row) => row.memberships.map((each) => html`<div>${roleLine(each, language)}</div>`),
    },
    { key: 'units', label: say('units'), cell: (row) => names(row, 'units') || '–' },
    { key: 'teams', label: say('teams'), cell: (row) => names(row, 'teams') || '–' },
    { key: 'state', label: say('state'), cell: (row) => stateTag(row, language) },
  ]
}

export function roleLine(
  { role, title, seesProtected }: { role: string; title: string | null; seesProtected: boolean },
  language: Language,
): Html {
  const say = words(TEXT, language)
  const word = roleWord(role, language)
  // A title that begins with the role, or with one of the words for it, says it already.
  const begins = [word, ...word.split(/ eller | or /)].map((each) => each.toLowerCase())
  const says = title !== null && begins.some((each) => title.toLowerCase().startsWith(each))
  const told = says ? title : title === null ? word : `${word}, ${title}`
  return html`${told}${seesProtected && html` ${tag('due', say('seesProtected'))}`}`
}

export function stateTag(member: StaffMember, language: Language): Html {
  const say = words(TEXT, language)
  if (member.leftAt !== null) return tag('neutral', say('state.left'))
  return member.memberships.length > 0 ? tag('in', say('state.active')) : tag('unclear', say('state.bare'))
}

/** The roles to choose from, each with what it will let somebody see. */
export function roleChoice(
  field: Fields,
  { language, value, except = [] }: { language: Language; value: string | null; except?: readonly string[] },
): Html {
  const say = words(TEXT, language)
  return field.radios({
    name: 'role',
    label: say('role'),
    help: html`${say('role.two')} <a href="${paths.roles()}">${say('tab.roles')}</a>.`,
    value,
    options: STAFF_ROLES.filter((role) => !except.includes(role)).map((role) => ({
      value: role,
      label: roleWord(role, language),
      help: html`${sightOf(role, language)}${takesTwo(role, false) && html` <strong>${say('role.two.mark')}</strong>`}`,
    })),
  })
}

export function personFields(field: Fields, view: StaffView, known: Partial<StaffMember> = {}): readonly Html[] {
  const say = words(TEXT, view.language)
  const typed = view.returned.form === 'person' ? view.returned.typed : {}
  const value = (name: string, own: string | null | undefined) => typed[name] ?? own ?? null
  return [
    field.text({
      name: 'displayName',
      label: say('name'),
      value: value('displayName', known.displayName),
      maxlength: 200,
    }),
    field.text({
      name: 'email',
      label: say('email'),
      value: value('email', known.email),
      type: 'email',
      inputmode: 'email',
      maxlength: 254,
      optional: true,
    }),
    field.text({
      name: 'userName',
      label: say('userName'),
      help: say('userName.help'),
      value: value('userName', known.userName),
      maxlength: 200,
      optional: true,
    }),
    field.text({
      name: 'phone',
      label: say('phone'),
      value: value('phone', known.phone),
      type: 'tel',
      inputmode: 'tel',
      maxlength: 40,
      width: 'medium',
      optional: true,
    }),
  ]
}

export function newStaffPage(view: StaffView): Html {
  const { language, returned } = view
  const say = words(TEXT, language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.staff() }])
  const shell = {
    id: 'person',
    action: paths.staffNew(),
    language,
    errors: returned.errors,
    permitted: view.permitted,
    token: view.token,
    submit: say('add'),
    cancel: paths.staff(),
  }
  return html`${pageHead({ title: say('staff.add'), crumbs })}
${form(shell, (field) => [
  ...personFields(field, view),
  roleChoice(field, { language, value: returned.typed['role'] ?? null }),
  ...grantFields(field, view),
])}`
}

/** Title, and sight of protected persons, of a role that is to be given. */
export function grantFields(field: Fields, { language, returned }: StaffView): readonly Html[] {
  const say = words(TEXT, language)
  return [
    field.text({
      name: 'title',
      label: say('jobTitle'),
      help: say('jobTitle.help'),
      value: returned.typed['title'] ?? null,
      maxlength: 120,
      optional: true,
    }),
    field.checkbox({
      name: 'seesProtected',
      label: say('seesProtected'),
      help: say('seesProtected.help'),
      checked: returned.typed['seesProtected'] === '1',
    }),
  ]
}
