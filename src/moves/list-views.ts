import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { emptyState, pageHead, tabs } from '../ui/components/navigation.ts'
import { pager } from '../ui/components/pager.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDayShort, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { InState, type MoveIn, type MoveOut, OutState } from './model.ts'
import { isOpenIn, isOpenOut, urgencyOf } from './rules.ts'
import { moveWords, placeWord, type SayMove, whoWord } from './words.ts'

export type Counts = Readonly<Record<string, number>>

type ListHead = {
  readonly language: Language
  readonly today: PlainDate
  readonly page: number
  readonly counts: { readonly in: Counts; readonly out: Counts }
}

export type OutList = ListHead & {
  readonly state: OutState
  readonly rows: readonly MoveOut[]
  /** Municipalities whose registers are in Sedd. */
  readonly inSedd: ReadonlySet<string>
}
export type InList = ListHead & { readonly state: InState; readonly rows: readonly MoveIn[] }

/** Those who leave, and what became of it: late ones first. */
export function outListPage(view: OutList): Html {
  const { language, state, counts, page } = view
  const say = moveWords(language)
  const total = counts.out[state] ?? 0
  const href = (to: number) => paths.moves({ state, page: to > 1 ? to : null })
  return html`${head(view, 'out', say)}
${tabs(
  language,
  say('state'),
  OutState.options.map((each) => ({
    label: say(`out.${each}`),
    href: paths.moves({ state: each }),
    current: each === state,
    count: counts.out[each] ?? 0,
  })),
)}
${total > 0 && pager({ language, page, total, href })}
${dataTable<MoveOut>({
  language,
  id: 'moves-out',
  caption: say('table'),
  captionUnseen: true,
  rows: view.rows,
  empty: emptyState({ title: say('none'), hint: say('none.hint') }),
  columns: [
    whoColumn((each) => paths.moveOut(each.id), view, say),
    {
      key: 'to',
      label: say('to'),
      cell: (each) =>
        html`${placeWord(each, say)} ${each.municipality !== null && html`<span class="muted">(${say(view.inSedd.has(each.municipality) ? 'in_sedd' : 'not_in_sedd_short')})</span>`}`,
    },
    dayColumn(view, say('moved_on'), ({ movedOn, leftOn }) => movedOn ?? leftOn, say),
    dueColumn(view, say, ({ state: of }) => isOpenOut(of)),
  ],
})}`
}

function head({ language, counts }: ListHead, box: 'in' | 'out', say: SayMove): Html {
  const of = (each: Counts, ...states: readonly string[]) => states.reduce((sum, state) => sum + (each[state] ?? 0), 0)
  return html`${pageHead({ title: say('title'), lead: say('lead') })}
${tabs(language, say('box'), [
  {
    label: say('box.out'),
    href: paths.moves(),
    current: box === 'out',
    count: of(counts.out, 'to_hand_over', 'declined'),
  },
  {
    label: say('box.in'),
    href: paths.moves({ box: 'in' }),
    current: box === 'in',
    count: of(counts.in, 'awaited', 'to_receive'),
  },
])}`
}

/** Those who come, and what was done with it. */
export function inListPage(view: InList): Html {
  const { language, state, counts, page } = view
  const say = moveWords(language)
  const total = counts.in[state] ?? 0
  const href = (to: number) => paths.moves({ box: 'in', state, page: to > 1 ? to : null })
  return html`${head(view, 'in', say)}
${tabs(
  language,
  say('state'),
  InState.options.map((each) => ({
    label: say(`in.${each}`),
    href: paths.moves({ box: 'in', state: each }),
    current: each === state,
    count: counts.in[each] ?? 0,
  })),
)}
${total > 0 && pager({ language, page, total, href })}
${dataTable<MoveIn>({
  language,
  id: 'moves-in',
  caption: say('table'),
  captionUnseen: true,
  rows: view.rows,
  empty: emptyState({ title: say('none'), hint: say('none.hint') }),
  columns: [
    whoColumn((each) => paths.moveIn(each.id), view, say),
    { key: 'from', label: say('from'), cell: (each) => each.sender ?? placeWord(each, say) },
    dayColumn(view, say('moved_here'), ({ movedOn }) => movedOn, say),
    dueColumn(view, say, ({ state: of }) => isOpenIn(of)),
  ],
})}`
}

type Who = Pick<MoveOut, 'id' | 'givenName' | 'familyName' | 'protection'> & { readonly personId: string | null }

const whoColumn = <Row extends Who>(href: (row: Row) => string, { language }: ListHead, say: SayMove): Column<Row> => ({
  key: 'name',
  label: say('name'),
  heads: true,
  cell: (each) =>
    html`<a href="${href(each)}">${whoWord(each, language)}</a>${each.protection !== 'none' && html` ${tag('broken', say('protected'))}`}${each.personId === null && html` ${tag('unclear', say('unknown_person'))}`}`,
})

const dayColumn = <Row extends Pick<MoveOut, 'clarity'>>(
  { language }: ListHead,
  label: string,
  on: (row: Row) => PlainDate,
  say: SayMove,
): Column<Row> => ({
  key: 'day',
  label,
  cell: (each) => html`${formatDayShort(on(each), language)} ${clarityTag(each, say)}`,
})

export function clarityTag({ clarity }: Pick<MoveOut, 'clarity'>, say: SayMove): Content {
  return clarity !== 'clear' && tag('unclear', say(`clarity.${clarity}`))
}

const dueColumn = <Row extends { readonly dueOn: PlainDate }>(
  { language, today }: ListHead,
  say: SayMove,
  isOpen: (row: Row) => boolean,
): Column<Row> => ({
  key: 'due',
  label: say('due'),
  tight: true,
  cell: (each) => html`${isOpen(each) && dueTag(each.dueOn, today, say)} ${formatDayShort(each.dueOn, language)}`,
})

export function dueTag(dueOn: PlainDate, today: PlainDate, say: SayMove): Content {
  const urgency = urgencyOf(dueOn, today)
  if (urgency === 'later') return null
  return tag(urgency === 'overdue' ? 'broken' : 'due', say(`due.${urgency}`))
}
