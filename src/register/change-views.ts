import { dayIn, type Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import type { Code } from '../organisations/model.ts'
import { emptyState, pageHead, tabs } from '../ui/components/navigation.ts'
import { pager } from '../ui/components/pager.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatDayShort, type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { changeReasonWords } from './change-words.ts'
import type { ChangeRow } from './feed-store.ts'
import { fullName } from './list-views.ts'
import { TEXT } from './text.ts'

export type ChangesPage = {
  readonly language: Language
  readonly rows: readonly ChangeRow[]
  readonly total: number
  readonly page: number
  readonly kind: ChangeRow['kind'] | null
  readonly codes: readonly Code[]
  readonly upperAge: number
}

const KINDS = [
  'entered',
  'left',
  'moved_in',
  'moved_out',
  'became_unclear',
  'soon_upper_age',
  'occupation_expired',
] as const

/** What happened to whom, newest first. */
export function changesPage(view: ChangesPage): Html {
  const { language, kind } = view
  const say = words(TEXT, language)
  const href = (page: number) => paths.changes({ kind, page: page === 1 ? null : page })
  return html`${pageHead({ title: say('changes.title'), lead: say('changes.lead') })}
${tabs(language, say('changes.what'), [
  { label: say('filter.all'), href: paths.changes(), current: kind === null },
  ...KINDS.map((each) => ({
    label: say(`change.${each}`),
    href: paths.changes({ kind: each }),
    current: kind === each,
  })),
])}
${pager({ language, page: view.page, total: view.total, href })}
${dataTable<ChangeRow>({
  language,
  id: 'changes',
  caption: say('changes.title'),
  captionUnseen: true,
  rows: view.rows,
  empty: emptyState({ title: say('changes.empty.title'), hint: say('changes.empty.hint') }),
  columns: [
    {
      key: 'name',
      label: say('list.name'),
      heads: true,
      cell: (row) => html`<a href="${paths.person(row.personId)}">${fullName(row, say('list.noName'))}</a>`,
    },
    {
      key: 'what',
      label: say('changes.what'),
      tight: true,
      cell: (row) => tag(TONE[row.kind], say(`change.${row.kind}`)),
    },
    { key: 'why', label: say('changes.why'), cell: (row) => changeReasonWords(row, view) },
    { key: 'day', label: say('changes.day'), tight: true, cell: (row) => formatDay(row.onDay, language) },
    {
      key: 'learnt',
      label: say('changes.recorded'),
      tight: true,
      cell: (row) => formatDayShort(dayIn(row.recordedAt as Instant), language),
    },
  ],
})}`
}

const TONE = {
  entered: 'in',
  moved_in: 'in',
  left: 'neutral',
  moved_out: 'neutral',
  became_unclear: 'unclear',
  soon_upper_age: 'due',
  occupation_expired: 'due',
} as const
