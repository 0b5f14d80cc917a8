import { addDays, dayIn, type Instant } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { pageHead } from '../ui/components/navigation.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { formatDay, formatDayShort, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { stateTag } from './card-views.ts'
import type { Received } from './model.ts'
import { RECEIVED_TEXT, type ReceivedWord } from './received-text.ts'
import { isLasting, shareState } from './rules.ts'
import { TEXT } from './text.ts'
import { topicWords } from './words.ts'

export type ReceivedPage = {
  readonly language: Language
  readonly now: Instant
  readonly shares: readonly Received[]
}

/** What others have shared with us: what waits for an answer, what is open, what is over. No name stands here. */
export function receivedPage(view: ReceivedPage): Html {
  const { language, now, shares } = view
  const say = words(RECEIVED_TEXT, language)
  const states = shares.map((share) => ({ share, state: shareState(share, now) }))
  const of = (state: 'waiting' | 'open') => states.flatMap((each) => (each.state === state ? [each.share] : []))
  const over = states.flatMap((each) => (isLasting(each.state) ? [] : [each.share]))
  return html`${pageHead({ title: say('title'), lead: say('lead') })}
${table(view, 'waiting', of('waiting'))}
${table(view, 'open', of('open'))}
${over.length > 0 && table(view, 'over', over)}`
}

/** On the start page of those who look: what is open to them. Nothing when nothing is. */
export function openTable(view: ReceivedPage): Html | null {
  const open = view.shares.filter((share) => share.mayOpen && shareState(share, view.now) === 'open')
  return open.length === 0 ? null : table(view, 'open', open, 'open.start')
}

function table(
  view: ReceivedPage,
  kind: 'waiting' | 'open' | 'over',
  rows: readonly Received[],
  title: ReceivedWord = kind,
): Html {
  const { language, now } = view
  const say = words(RECEIVED_TEXT, language)
  const word = words(TEXT, language)
  const columns: Column<Received>[] = [
    { key: 'from', label: say('from'), heads: true, cell: (row) => row.fromName },
    {
      key: 'what',
      label: word('topics'),
      cell: (row) => topicWords([...row.topics, ...row.moreTopics], language),
    },
    { key: 'purpose', label: word('purpose'), cell: (row) => row.purpose },
    { key: 'day', label: say('day'), tight: true, cell: (row) => formatDayShort(dayIn(row.fromAt), language) },
    { key: 'until', label: word('until'), tight: true, cell: (row) => lastDay(row, language) },
    ...(kind === 'over'
      ? [{ key: 'state', label: word('answer'), cell: (row: Received) => stateTag(shareState(row, now), language) }]
      : []),
    { key: 'look', label: say('look'), cell: (row) => lookLink(row, language, say) },
  ]
  const none = say(kind === 'waiting' ? 'waiting.none' : 'open.none')
  const empty = card({ title: say(kind), id: `${kind}-title` }, html`<p class="muted">${none}</p>`)
  return dataTable<Received>({ language, id: kind, caption: say(title), rows, empty, columns })
}

const lastDay = ({ untilAt }: Received, language: Language) => formatDayShort(addDays(dayIn(untilAt), -1), language)

function lookLink(row: Received, language: Language, say: Say<ReceivedWord>): Content {
  const named = say('look.at', { name: row.fromName, day: formatDay(dayIn(row.fromAt), language) })
  return linkButton({
    href: paths.share(row.id),
    label: html`<span aria-hidden="true">${say('look')}</span><span class="unseen">${named}</span>`,
  })
}
