import { type Html, html } from '../kernel/html.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { formatDayShort, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { NoticeOut } from './model.ts'
import type { Obstacle } from './rules.ts'
import { kindWord, noticeWords, type SayNotice, whoWord } from './words.ts'

type Previewed = { readonly notice: NoticeOut; readonly obstacle: Obstacle | null; readonly to: string | null }

export type PreviewPage = {
  readonly language: Language
  readonly rows: readonly Previewed[]
  readonly token: string
}

/** Who would be told of whom, and who would not and why: before anything goes. */
export function previewPage({ language, rows, token }: PreviewPage): Html {
  const say = noticeWords(language)
  const back = paths.notices({ box: 'out' })
  const [going, staying] = [
    rows.filter(({ obstacle }) => obstacle === null),
    rows.filter(({ obstacle }) => obstacle !== null),
  ]
  return html`${pageHead({ title: say('preview.title'), crumbs: breadcrumbs(language, [{ label: say('title'), href: back }]) })}
${
  going.length === 0
    ? emptyState({ title: say('preview.none'), hint: say('preview.none.hint') })
    : card(
        { title: say('preview.go', { n: going.length }), id: 'going' },
        html`<p>${say('preview.carries')}</p>
${form(
  {
    id: 'send',
    action: paths.noticesSending(),
    language,
    errors: [],
    permitted: ALLOWED,
    token,
    submit: say('send.submit', { n: going.length }),
    cancel: back,
  },
  () => html`${going.map(({ notice }) => html`<input type="hidden" name="notice" value="${notice.id}">`)}
${goingTable(going, language, say)}`,
)}`,
      )
}
${staying.length > 0 && card({ title: say('preview.stay', { n: staying.length }), id: 'staying' }, stayingTable(staying, language, say))}`
}

const who = (language: Language, say: SayNotice) => ({
  key: 'name',
  label: say('name'),
  heads: true,
  cell: ({ notice }: Previewed) => html`<a href="${paths.noticeOut(notice.id)}">${whoWord(notice, language)}</a>`,
})
const what = (language: Language, say: SayNotice) => ({
  key: 'what',
  label: say('what'),
  cell: ({ notice }: Previewed) => html`${kindWord(notice, say)} ${formatDayShort(notice.onDay, language)}`,
})

const goingTable = (rows: readonly Previewed[], language: Language, say: SayNotice) =>
  dataTable<Previewed>({
    language,
    id: 'going-rows',
    caption: say('preview.table'),
    captionUnseen: true,
    rows,
    empty: html``,
    columns: [who(language, say), what(language, say), { key: 'to', label: say('to'), cell: ({ to }) => to }],
  })

const stayingTable = (rows: readonly Previewed[], language: Language, say: SayNotice) =>
  dataTable<Previewed>({
    language,
    id: 'staying-rows',
    caption: say('preview.left'),
    captionUnseen: true,
    rows,
    empty: html``,
    columns: [
      who(language, say),
      what(language, say),
      { key: 'why', label: say('why'), cell: ({ obstacle }) => obstacle !== null && say(`obstacle.${obstacle}`) },
    ],
  })
