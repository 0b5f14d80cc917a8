import { type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, toolbar } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { type Tone, tag } from '../../ui/components/tag.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { roleWord } from '../role-words.ts'
import { changesOld, type Ending, type Fate, type Plan, type PlannedRow } from './file-rules.ts'
import { type Names, stepLines } from './file-step-words.ts'
import type { StaffView } from './frame.ts'
import { staffFrame } from './frame-views.ts'
import { isWord, TEXT } from './text.ts'

export function filePage(view: StaffView): Html {
  const { language, permitted, token, returned } = view
  const say = words(TEXT, language)
  const shell = { id: 'file', action: paths.staffFile(), language, errors: returned.errors, permitted, token }
  return staffFrame(
    view,
    'file',
    html`<p>${say('file.lead')}</p><p>${say('file.columns')}</p>
${toolbar(
  linkButton({ href: paths.staffFileTemplate(), label: say('file.template'), icon: 'export' }),
  linkButton({ href: paths.staffFileExport(), label: say('staff.export'), icon: 'export' }),
)}
${form({ ...shell, submit: say('file.preview'), multipart: true }, (field) => [
  field.file({ name: 'file', label: say('file.file'), accept: '.csv,.txt,text/csv' }),
  field.checkbox({
    name: 'complete',
    label: say('file.complete'),
    help: say('file.complete.help'),
    checked: returned.typed['complete'] === '1',
  }),
])}`,
  )
}

type Preview = StaffView & {
  readonly plan: Plan
  readonly names: Names
  /** The table as it was read, to be carried out: it is read, and planned, once more then. */
  readonly table: string
  readonly complete: boolean
}

const TONE: Readonly<Record<Fate, Tone>> = {
  added: 'in',
  role: 'in',
  changed: 'due',
  unchanged: 'neutral',
  refused: 'broken',
}

/** What would become of each row, before anything is done. */
export function filePreviewPage(view: Preview): Html {
  const { language, plan, permitted, token, table, complete } = view
  const say = words(TEXT, language)
  const count = (fate: Fate) => plan.rows.filter((row) => row.fate === fate).length
  const counts = {
    added: count('added'),
    roles: count('role'),
    changed: plan.rows.filter(changesOld).length,
    unchanged: count('unchanged'),
    refused: count('refused'),
    endings: plan.endings.length,
  }
  const changes = plan.endings.length > 0 || plan.rows.some(({ steps }) => steps.length > 0)
  const shell = { id: 'apply', action: paths.staffFileApplication(), language, errors: [], permitted, token }
  const hidden = { table, ...(complete && { complete: '1' }) }
  return staffFrame(
    view,
    'file',
    html`<p>${say('file.counts', counts)}</p>
${
  changes
    ? form({ ...shell, submit: say('file.apply'), cancel: paths.staffFile(), hidden }, () => null)
    : html`${emptyState({ title: say('file.nothing'), hint: say('file.nothing.hint') })}${linkButton({ href: paths.staffFile(), label: say('file.again') })}`
}
${rowsTable(view)}
${plan.endings.length > 0 && endingsCard(view)}`,
  )
}

function rowsTable({ language, plan, names }: Preview): Html {
  const say = words(TEXT, language)
  return dataTable<PlannedRow>({
    language,
    id: 'rows',
    caption: say('file.fate'),
    captionUnseen: true,
    // What stays as it is needs no reading.
    rows: plan.rows.filter(({ fate, waits }) => fate !== 'unchanged' || waits),
    empty: html``,
    columns: [
      { key: 'row', label: say('file.row'), numeric: true, cell: (row) => row.row },
      { key: 'name', label: say('name'), heads: true, cell: (row) => row.person.displayName || '–' },
      { key: 'role', label: say('role'), cell: (row) => (row.role === null ? '–' : roleWord(row.role, language)) },
      {
        key: 'fate',
        label: say('file.fate'),
        cell: (row) =>
          html`${tag(TONE[row.fate], say(`fate.${row.fate}`))}${row.fate === 'role' && changesOld(row) && html` ${tag(TONE.changed, say('fate.changed'))}`}${row.waits && html` ${tag('unclear', say('file.waits'))}`}`,
      },
      {
        key: 'steps',
        label: say('file.steps'),
        cell: (row) =>
          row.steps.length === 0 ? '–' : stepLines(row, names, language).map((line) => html`<div>${line}</div>`),
      },
      {
        key: 'why',
        label: say('file.why'),
        cell: (row) =>
          row.problems.length === 0
            ? '–'
            : row.problems.map(
                ({ column, code }) =>
                  html`<div>${column && html`<b>${column}:</b> `}${isWord(code) ? say(code) : code}</div>`,
              ),
      },
    ],
  })
}

function endingsCard({ language, plan }: Preview): Html {
  const say = words(TEXT, language)
  const table = dataTable<Ending>({
    language,
    id: 'endings',
    caption: say('file.endings.list'),
    captionUnseen: true,
    rows: plan.endings,
    empty: html``,
    columns: [
      { key: 'name', label: say('name'), heads: true, cell: (row) => row.displayName },
      { key: 'role', label: say('role'), cell: (row) => roleWord(row.role, language) },
      { key: 'last', label: say('card.account'), cell: (row) => (row.last ? say('file.last') : '–') },
    ],
  })
  return card({ title: say('file.endings'), id: 'endings-title', tone: 'due' }, table)
}
