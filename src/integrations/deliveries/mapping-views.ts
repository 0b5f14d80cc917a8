import { type Html, html } from '../../kernel/html.ts'
import { actionButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatInstant, formatList, type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { SHEET_COLUMNS } from '../sheets/columns.ts'
import { LONGEST_MAPPING, type SavedMapping, Sheet } from './model.ts'
import { PAGE_TEXT } from './page-text.ts'

export type MappingsPage = {
  readonly language: Language
  readonly permitted: Permitted
  readonly saved: readonly SavedMapping[]
  /** The one being changed, as its form shows it; empty for a new one. */
  readonly typed: Readonly<Record<string, string>>
  readonly changing: string | null
  readonly errors: readonly FieldError[]
  readonly token: string
}

/** What each supplier calls our columns and codes. */
export function mappingsPage(view: MappingsPage): Html {
  const { language, typed, permitted } = view
  const say = words(PAGE_TEXT, language)
  const crumbs = breadcrumbs(language, [{ label: say('one.crumb'), href: paths.imports() }])
  const table = dataTable<SavedMapping>({
    language,
    id: 'mappings',
    caption: say('maps.title'),
    captionUnseen: true,
    rows: view.saved,
    empty: emptyState({ title: say('maps.empty.title'), hint: say('maps.empty.hint') }),
    columns: [
      {
        key: 'name',
        label: say('maps.name'),
        heads: true,
        cell: (row) => html`<a href="${paths.mapping(row.id)}">${row.name}</a>`,
      },
      { key: 'sheet', label: say('maps.sheet'), cell: (row) => say(`sheet.${row.sheet}`) },
      { key: 'updated', label: say('maps.updated'), cell: (row) => formatInstant(row.updatedAt, language) },
      {
        key: 'remove',
        label: say('maps.remove'),
        cell: (row) =>
          actionButton({ action: paths.mappingRemoval(row.id), label: say('maps.remove'), permitted, kind: 'plain' }),
      },
    ],
  })
  const ours = Sheet.options.map(
    (sheet) => html`<li><b>${say(`sheet.${sheet}`)}</b>: ${formatList(SHEET_COLUMNS[sheet], language)}</li>`,
  )
  const editor = form(
    {
      id: 'mapping',
      action: paths.mappings(),
      language,
      errors: view.errors,
      permitted,
      token: view.token,
      submit: say('maps.save'),
      cancel: paths.mappings(),
    },
    (field) => [
      field.text({ name: 'name', label: say('maps.name'), value: typed['name'] ?? null, maxlength: 80 }),
      field.select({
        name: 'sheet',
        label: say('maps.sheet'),
        value: typed['sheet'] ?? null,
        options: Sheet.options.map((value) => ({ value, label: say(`sheet.${value}`) })),
      }),
      field.textarea({
        name: 'columns',
        label: say('maps.columns'),
        help: say('maps.columns.help'),
        value: typed['columns'] ?? null,
        rows: 8,
        maxlength: LONGEST_MAPPING,
      }),
      field.textarea({
        name: 'codes',
        label: say('maps.codes'),
        help: say('maps.codes.help'),
        value: typed['codes'] ?? null,
        rows: 6,
        maxlength: LONGEST_MAPPING,
        optional: true,
      }),
    ],
  )
  return html`${pageHead({ title: say('maps.title'), lead: say('maps.lead'), crumbs })}
${table}
${card({ title: say(view.changing === null ? 'maps.new' : 'maps.change'), id: 'mapping-title' }, editor)}
${card({ title: say('maps.ours'), id: 'ours-title' }, html`<ul class="plain">${ours}</ul>`)}`
}
