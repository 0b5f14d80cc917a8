import type { Domain } from '../access/model.ts'
import { dayIn, type Instant } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, emptyState, pageHead, tabs } from '../ui/components/navigation.ts'
import { unverified } from '../ui/components/notice.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type Code, CodeList, type Organisation, OrganisationKind, type Unit } from './model.ts'
import { TEXT, type Word } from './text.ts'

export type AdminView = {
  readonly language: Language
  readonly domainName: string
  readonly permitted: Permitted
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
}

const TABS = {
  domains: paths.adminDomains,
  organisations: paths.adminOrganisations,
  units: paths.adminUnits,
  codes: paths.adminCodes,
  secrecy: paths.adminSecrecy,
  notes: paths.adminNotes,
  messages: paths.messageTemplates,
} as const

/** A page of settings among the others; modules above put theirs here. */
export function adminPage(
  view: Pick<AdminView, 'language' | 'domainName'>,
  current: keyof typeof TABS,
  content: Content,
): Html {
  const say = words(TEXT, view.language)
  const list = Object.entries(TABS).map(([key, href]) => ({
    label: say(`tab.${key as keyof typeof TABS}`),
    href: href(),
    current: key === current,
  }))
  return html`${pageHead({ title: say('admin.title'), lead: say('admin.lead', { domain: view.domainName }) })}
${tabs(view.language, say('admin.title'), list)}
${content}`
}

export function domainsPage(view: AdminView & { readonly domains: readonly Domain[]; readonly ownId: string }): Html {
  const say = words(TEXT, view.language)
  const table = dataTable<Domain>({
    language: view.language,
    id: 'domains',
    caption: say('tab.domains'),
    captionUnseen: true,
    rows: view.domains,
    empty: html``,
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (row) => html`${row.name}${row.id === view.ownId && html` ${tag('in', say('domains.own'))}`}`,
      },
      { key: 'code', label: say('code'), cell: (row) => row.code },
      { key: 'kind', label: say('kind'), cell: (row) => say(`domain.${row.kind}`) },
      { key: 'register', label: say('domains.register'), cell: (row) => say(row.keeps_register ? 'yes' : 'no') },
    ],
  })
  const rename = form({ ...shell(view, 'rename'), action: paths.adminDomains(), submit: say('save') }, (field) =>
    field.text({
      name: 'name',
      label: say('domains.rename'),
      value: view.typed['name'] ?? view.domainName,
      maxlength: 120,
    }),
  )
  return adminPage(
    view,
    'domains',
    html`<p>${say('domains.lead')}</p>${table}${card({ title: say('domains.rename'), id: 'rename-title' }, rename)}`,
  )
}

const shell = (view: AdminView, id: string) => ({
  id,
  language: view.language,
  errors: view.errors,
  permitted: view.permitted,
  token: view.token,
})

export function organisationsPage(view: AdminView & { readonly organisations: readonly Organisation[] }): Html {
  const say = words(TEXT, view.language)
  const table = dataTable<Organisation>({
    language: view.language,
    id: 'organisations',
    caption: say('tab.organisations'),
    captionUnseen: true,
    rows: view.organisations,
    empty: emptyState({ title: say('organisations.empty.title'), hint: say('organisations.empty.hint') }),
    columns: [
      { key: 'name', label: say('name'), heads: true, cell: (row) => row.name },
      { key: 'kind', label: say('kind'), cell: (row) => say(`organisation.${row.kind}`) },
      { key: 'number', label: say('number'), cell: (row) => row.organisationNumber ?? '–' },
      { key: 'units', label: say('units'), numeric: true, cell: (row) => row.units },
      stateColumn(view, say, (row) => paths.adminOrganisation(row.id)),
    ],
  })
  const add = form(
    { ...shell(view, 'organisation'), action: paths.adminOrganisations(), submit: say('add') },
    (field) => [
      field.text({ name: 'name', label: say('name'), value: view.typed['name'] ?? null, maxlength: 120 }),
      field.select({
        name: 'kind',
        label: say('kind'),
        value: view.typed['kind'] ?? null,
        options: OrganisationKind.options.map((value) => ({ value, label: say(`organisation.${value}`) })),
      }),
      field.text({
        name: 'number',
        label: say('number'),
        help: say('number.help'),
        value: view.typed['number'] ?? null,
        optional: true,
        inputmode: 'numeric',
        width: 'medium',
      }),
    ],
  )
  return adminPage(
    view,
    'organisations',
    html`${table}${card({ title: say('organisation.add'), id: 'add-title' }, add)}`,
  )
}

type Ending = { readonly id: string; readonly endedOn: Organisation['endedOn'] }

function stateColumn<Row extends Ending>(view: AdminView, say: Say<Word>, action: (row: Row) => string): Column<Row> {
  return {
    key: 'state',
    label: say('state'),
    cell: (row) =>
      row.endedOn
        ? tag('neutral', say('ended', { day: formatDay(row.endedOn, view.language) }))
        : html`${tag('in', say('active'))} ${view.permitted.allowed && actionButton({ action: action(row), label: say('end'), permitted: view.permitted, kind: 'plain' })}`,
  }
}

export function unitsPage(
  view: AdminView & { readonly units: readonly Unit[]; readonly organisations: readonly Organisation[] },
): Html {
  const say = words(TEXT, view.language)
  const table = dataTable<Unit>({
    language: view.language,
    id: 'units',
    caption: say('tab.units'),
    captionUnseen: true,
    rows: view.units,
    empty: emptyState({ title: say('units.empty.title'), hint: say('units.empty.hint') }),
    columns: [
      { key: 'name', label: say('name'), heads: true, cell: (row) => row.name },
      { key: 'organisation', label: say('organisation'), cell: (row) => row.organisation },
      { key: 'code', label: say('schoolUnitCode'), cell: (row) => row.schoolUnitCode ?? '–' },
      stateColumn(view, say, (row) => paths.adminUnit(row.id)),
    ],
  })
  const add = form({ ...shell(view, 'unit'), action: paths.adminUnits(), submit: say('add') }, (field) => [
    field.text({ name: 'name', label: say('name'), value: view.typed['name'] ?? null, maxlength: 120 }),
    field.select({
      name: 'organisationId',
      label: say('organisation'),
      value: view.typed['organisationId'] ?? null,
      blank: '–',
      options: view.organisations.filter((each) => !each.endedOn).map((each) => ({ value: each.id, label: each.name })),
    }),
    field.text({
      name: 'schoolUnitCode',
      label: say('schoolUnitCode'),
      help: say('schoolUnitCode.help'),
      value: view.typed['schoolUnitCode'] ?? null,
      optional: true,
      inputmode: 'numeric',
      width: 'medium',
    }),
  ])
  return adminPage(view, 'units', html`${table}${card({ title: say('unit.add'), id: 'add-title' }, add)}`)
}

export function codesPage(view: AdminView & { readonly codes: readonly Code[] }): Html {
  const say = words(TEXT, view.language)
  const lists = CodeList.options.map((list) =>
    card(
      { title: say(`list.${list}`), id: `list-${list}` },
      codeTable(
        view,
        view.codes.filter((code) => code.list === list),
        say,
      ),
    ),
  )
  return adminPage(view, 'codes', html`<p>${say('codes.lead')}</p>${lists}`)
}

function codeTable(view: AdminView, rows: readonly Code[], say: Say<Word>): Html {
  return dataTable<Code>({
    language: view.language,
    id: `codes-${rows[0]?.list ?? 'none'}`,
    caption: rows[0] ? `${say('tab.codes')}: ${say(`list.${rows[0].list}`)}` : say('codes.none'),
    captionUnseen: true,
    rows,
    empty: emptyState({ title: say('codes.none'), hint: '' }),
    columns: [
      { key: 'code', label: say('code'), heads: true, cell: (row) => row.code },
      { key: 'sv', label: say('codes.sv'), cell: (row) => row.labelSv },
      { key: 'en', label: say('codes.en'), cell: (row) => html`<span lang="en">${row.labelEn}</span>` },
      { key: 'days', label: say('codes.days'), numeric: true, cell: (row) => row.bestBeforeDays ?? '–' },
      { key: 'state', label: say('state'), cell: (row) => codeState(view, row, say) },
    ],
  })
}

function codeState(view: AdminView, row: Code, say: Say<Word>): Html {
  const confirmed = row.confirmedAt
    ? tag('in', say('codes.confirmed', { day: formatDay(dayIn(row.confirmedAt as Instant), view.language) }))
    : unverified(view.language)
  if (!view.permitted.allowed) return html`${confirmed}`
  const confirm =
    row.confirmedAt === null &&
    actionButton({
      action: paths.adminCodeConfirmation(row.list),
      label: say('codes.confirm'),
      permitted: view.permitted,
      kind: 'plain',
      values: { id: row.id },
    })
  const hasErrors = view.errors.length > 0 && view.typed['id'] === row.id
  return html`${confirmed} ${confirm}${disclosure(html`${say('codes.change')}<span class="unseen"> ${row.code}</span>`, codeForm(view, row, say), hasErrors)}`
}

function codeForm(view: AdminView, row: Code, say: Say<Word>): Html {
  const own = view.typed['id'] === row.id
  const hidden = { id: row.id }
  return form(
    {
      ...shell(view, `code-${row.id}`),
      errors: own ? view.errors : [],
      action: paths.adminCodeList(row.list),
      submit: say('save'),
      hidden,
      kind: 'quiet',
    },
    (field) => [
      field.text({
        name: 'labelSv',
        label: say('codes.sv'),
        value: own ? (view.typed['labelSv'] ?? null) : row.labelSv,
        maxlength: 80,
      }),
      field.text({
        name: 'labelEn',
        label: say('codes.en'),
        value: own ? (view.typed['labelEn'] ?? null) : row.labelEn,
        maxlength: 80,
      }),
      row.list === 'occupation' &&
        field.text({
          name: 'bestBeforeDays',
          label: say('codes.days'),
          value: own ? (view.typed['bestBeforeDays'] ?? null) : String(row.bestBeforeDays ?? ''),
          inputmode: 'numeric',
          width: 'short',
        }),
    ],
  )
}
