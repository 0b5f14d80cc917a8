import { NOTE_TOPICS } from '../../access/roles.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, linkButton } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { crumbsTo } from './draft-views.ts'
import type { Definition, Draft, Form, PublishedForm } from './model.ts'
import { inVariant } from './rules.ts'
import { formWords, isFormWord, type SayForm } from './words.ts'
import type { RowReport } from './xlsform-model.ts'

export type FormsPage = {
  readonly language: Language
  readonly own: readonly PublishedForm[]
  readonly drafts: readonly Draft[]
  readonly builtIn: readonly Form[]
  readonly mayBuild: boolean
}

/** All forms there are: one's own, those that are being made, and those that come with Sedd. */
export function formsPage({ language, own, drafts, builtIn, mayBuild }: FormsPage): Html {
  const say = formWords(language)
  const actions = mayBuild && [
    linkButton({ href: paths.formNew(), label: say('new'), kind: 'primary' }),
    linkButton({ href: paths.formImport(), label: say('import') }),
  ]
  return html`${pageHead({ title: say('title'), lead: say('lead'), actions })}
${drafts.length > 0 && draftTable(drafts, { language, say })}
${dataTable<PublishedForm>({
  ...{ language, id: 'own', caption: say('own.caption'), rows: own },
  empty: emptyState({ title: say('own.none'), hint: say('own.none.hint') }),
  columns: [
    { key: 'form', label: say('column.form'), heads: true, cell: (each) => titleLink(each, language) },
    { key: 'version', label: say('column.version'), numeric: true, cell: ({ version }) => version },
    { key: 'size', label: say('column.size'), cell: ({ definition }) => sizeOf(definition, say) },
    {
      ...{ key: 'state', label: say('column.state') },
      cell: ({ retiredAt }) =>
        retiredAt === null ? tag('in', say('state.used')) : tag('neutral', say('state.retired')),
    },
  ],
})}
${dataTable<Form>({
  ...{ language, id: 'built-in', caption: say('built_in.caption'), rows: builtIn, empty: html`` },
  columns: [
    { key: 'form', label: say('column.form'), heads: true, cell: (each) => titleLink(each, language) },
    { key: 'size', label: say('column.size'), cell: ({ definition }) => sizeOf(definition, say) },
  ],
})}`
}

const titleLink = ({ code, version, definition }: Form, language: Language): Content =>
  html`<a href="${paths.formVersion(code, String(version))}">${inVariant(definition.title, language)}</a>`

const sizeOf = ({ sections }: Definition, say: SayForm) =>
  say('size', { n: sections.reduce((sum, { questions }) => sum + questions.length, 0) })

function draftTable(drafts: readonly Draft[], { language, say }: { language: Language; say: SayForm }): Html {
  return dataTable<Draft>({
    ...{ language, id: 'drafts', caption: say('drafts.caption'), rows: drafts, empty: html`` },
    columns: [
      {
        ...{ key: 'form', label: say('column.form'), heads: true },
        cell: ({ id, definition }) =>
          html`<a href="${paths.formDraft(id)}">${inVariant(definition.title, language)}</a>`,
      },
      { key: 'size', label: say('column.size'), cell: ({ definition }) => sizeOf(definition, say) },
      { key: 'changed', label: say('column.changed'), cell: ({ changedAt }) => formatInstant(changedAt, language) },
    ],
  })
}

export type NewPage = {
  readonly language: Language
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export function newFormPage({ language, token, errors, typed }: NewPage): Html {
  const say = formWords(language)
  return html`${pageHead({ title: say('new'), lead: say('new.lead'), crumbs: crumbsTo(language) })}
${form(
  {
    id: 'new',
    action: paths.formNew(),
    language,
    errors,
    permitted: ALLOWED,
    token,
    submit: say('new.save'),
    cancel: paths.forms(),
  },
  (field) => field.text({ name: 'title', label: say('draft.title'), value: typed['title'] ?? '', maxlength: 120 }),
)}`
}

/** A file with a form in it. */
export function importPage({ language, token, errors, typed }: NewPage): Html {
  const say = formWords(language)
  return html`${pageHead({ title: say('import'), lead: say('import.lead'), crumbs: crumbsTo(language) })}
${form(
  {
    ...{ id: 'import', action: paths.formImport(), language, errors, permitted: ALLOWED, token, multipart: true },
    ...{ submit: say('import.save'), cancel: paths.forms() },
  },
  (field) => html`${field.file({ name: 'file', label: say('import.file'), accept: '.xlsx' })}
${field.radios({
  ...{ name: 'topic', label: say('import.topic'), help: say('section.topic.help'), value: typed['topic'] ?? 'support' },
  options: NOTE_TOPICS.map((value) => ({ value, label: say(`topic.${value}`) })),
})}`,
)}`
}

export type ImportedPage = {
  readonly language: Language
  readonly draftId: string
  readonly reports: readonly RowReport[]
}

/** What became of a file: nothing is left out without a word. */
export function importedPage({ language, draftId, reports }: ImportedPage): Html {
  const say = formWords(language)
  const go = linkButton({ href: paths.formDraft(draftId), label: say('import.go'), kind: 'primary' })
  const told = reports.length === 0 ? say('import.all') : say('import.told', { n: reports.length })
  return html`${pageHead({ title: say('import.done'), lead: told, crumbs: crumbsTo(language), actions: go })}
${dataTable<RowReport>({
  ...{ language, id: 'rows', caption: say('import.rows'), rows: reports, empty: html`` },
  columns: [
    { key: 'sheet', label: say('import.sheet'), heads: true, cell: ({ sheet }) => sheet },
    { key: 'row', label: say('import.row'), numeric: true, cell: ({ row }) => row },
    {
      key: 'what',
      label: say('import.what'),
      cell: ({ code }) => (isFormWord(`row.${code}`) ? say(`row.${code}`) : code),
    },
    { key: 'value', label: say('import.value'), cell: ({ value }) => value },
  ],
})}`
}
