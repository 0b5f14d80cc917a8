import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { button, linkButton } from '../ui/components/buttons.ts'
import { emptyState, pageHead, tabs } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { pager } from '../ui/components/pager.ts'
import { bulkForm, type Column, dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDayShort, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { InState, type NoticeIn, type NoticeOut, OutState, type Told } from './model.ts'
import { urgencyOf } from './rules.ts'
import { kindWord, noticeWords, type SayNotice, whoWord } from './words.ts'

export type Counts = Readonly<Record<string, number>>

type ListHead = {
  readonly language: Language
  readonly today: PlainDate
  readonly page: number
  readonly counts: { readonly in: Counts; readonly out: Counts }
  readonly mayWork: boolean
}

export type OutList = ListHead & {
  readonly state: OutState
  readonly rows: readonly NoticeOut[]
  /** Municipalities whose registers are in Sedd. */
  readonly inSedd: ReadonlySet<string>
  /** Pupils at our schools of whom nobody has said where they live; null when it is not known which schools are ours. */
  readonly withoutHome: number | null
  readonly token: string
}
export type InList = ListHead & { readonly state: InState; readonly rows: readonly NoticeIn[] }

/** What is to be told, and what came of it: late ones first. */
export function outListPage(view: OutList): Html {
  const { language, state, counts, page } = view
  const say = noticeWords(language)
  const total = counts.out[state] ?? 0
  const href = (to: number) => paths.notices({ box: 'out', state, page: to > 1 ? to : null })
  return html`${head(view, 'out', say)}
${tabs(
  language,
  say('state'),
  OutState.options.map((each) => ({
    label: say(`out.${each}`),
    href: paths.notices({ box: 'out', state: each }),
    current: each === state,
    count: counts.out[each] ?? 0,
  })),
)}
${view.withoutHome === null ? notice({ tone: 'due', title: say('own.none') }) : view.withoutHome > 0 && html`<p>${tag('unclear', say('homes.missing', { n: view.withoutHome }))}</p>`}
${total > 0 && pager({ language, page, total, href })}
${state === 'to_send' && view.mayWork && view.rows.length > 0 && sendForm(view, say)}
${outTable(view, say)}`
}

function head({ language, mayWork, counts }: ListHead, box: 'in' | 'out', say: SayNotice): Html {
  const actions =
    mayWork &&
    html`${linkButton({ href: paths.noticeInNew(), label: say('enter'), icon: 'add' })}${linkButton({ href: paths.noticeSettings(), label: say('settings') })}`
  return html`${pageHead({ title: say('title'), lead: say('lead'), actions })}
${tabs(language, say('box'), [
  { label: say('inbox'), href: paths.notices(), current: box === 'in', count: counts.in['new'] ?? 0 },
  {
    label: say('outbox'),
    href: paths.notices({ box: 'out' }),
    current: box === 'out',
    count: counts.out['to_send'] ?? 0,
  },
])}`
}

const SEND = 'notices-send'

function sendForm({ language, token }: OutList, say: SayNotice): Html {
  return bulkForm(
    { id: SEND, action: paths.noticesPreview(), language, token },
    html`<p class="muted">${say('send.choose.help')}</p>${button({ label: say('send.choose') })}`,
  )
}

function outTable(view: OutList, say: SayNotice): Html {
  const { language, state, rows, mayWork } = view
  return dataTable<NoticeOut>({
    language,
    id: 'notices-out',
    caption: say('table'),
    captionUnseen: true,
    rows,
    empty: emptyState({ title: say('none.out'), hint: say('none.out.hint') }),
    ...(state === 'to_send' && mayWork
      ? {
          select: {
            form: SEND,
            name: 'notice',
            value: ({ id }: NoticeOut) => id,
            label: (each: NoticeOut) => whoWord(each, language),
          },
        }
      : {}),
    columns: [
      whoColumn((each) => paths.noticeOut(each.id), view, say),
      whatColumn(view, say),
      { key: 'school', label: say('school'), cell: ({ schoolUnit }) => schoolUnit },
      {
        key: 'to',
        label: say('to'),
        cell: ({ municipality, municipalityName }) =>
          html`${municipalityName ?? municipality} <span class="muted">(${say(view.inSedd.has(municipality) ? 'in_sedd' : 'not_in_sedd_short')})</span>`,
      },
      dueColumn(view, say, ({ state: of }) => of === 'to_send' || of === 'failed'),
    ],
  })
}

/** What has come and what was done with it. */
export function inListPage(view: InList): Html {
  const { language, state, counts, page } = view
  const say = noticeWords(language)
  const total = counts.in[state] ?? 0
  const href = (to: number) => paths.notices({ state, page: to > 1 ? to : null })
  return html`${head(view, 'in', say)}
${tabs(
  language,
  say('state'),
  InState.options.map((each) => ({
    label: say(`in.${each}`),
    href: paths.notices({ state: each }),
    current: each === state,
    count: counts.in[each] ?? 0,
  })),
)}
${total > 0 && pager({ language, page, total, href })}
${dataTable<NoticeIn>({
  language,
  id: 'notices-in',
  caption: say('table'),
  captionUnseen: true,
  rows: view.rows,
  empty: emptyState({ title: say('none.in'), hint: say('none.in.hint') }),
  columns: [
    whoColumn((each) => paths.noticeIn(each.id), view, say),
    whatColumn(view, say),
    { key: 'school', label: say('school'), cell: ({ schoolUnit }) => schoolUnit },
    { key: 'from', label: say('from'), cell: ({ sender }) => sender },
    dueColumn(view, say, ({ state: of }) => of === 'new'),
  ],
})}`
}

type Who = Pick<NoticeOut, 'id' | 'givenName' | 'familyName' | 'protection'> & { readonly personId: string | null }

const whoColumn = <Row extends Who>(
  href: (row: Row) => string,
  { language }: ListHead,
  say: SayNotice,
): Column<Row> => ({
  key: 'name',
  label: say('name'),
  heads: true,
  cell: (each) =>
    html`<a href="${href(each)}">${whoWord(each, language)}</a>${each.protection !== 'none' && html` ${tag('broken', say('protected'))}`}${each.personId === null && html` ${tag('unclear', say('unknown_person'))}`}`,
})

const whatColumn = <Row extends Told>({ language }: ListHead, say: SayNotice): Column<Row> => ({
  key: 'what',
  label: say('what'),
  cell: (each) => html`${kindWord(each, say)} ${formatDayShort(each.onDay, language)}`,
})

const dueColumn = <Row extends { readonly dueOn: PlainDate }>(
  { language, today }: ListHead,
  say: SayNotice,
  isOpen: (row: Row) => boolean,
): Column<Row> => ({
  key: 'due',
  label: say('due'),
  tight: true,
  cell: (each) => html`${isOpen(each) && dueTag(each.dueOn, today, say)} ${formatDayShort(each.dueOn, language)}`,
})

export function dueTag(dueOn: PlainDate, today: PlainDate, say: SayNotice): Content {
  const urgency = urgencyOf(dueOn, today)
  if (urgency === 'later') return null
  return tag(urgency === 'overdue' ? 'broken' : 'due', say(`due.${urgency}`))
}
