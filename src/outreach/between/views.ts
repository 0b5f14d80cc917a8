import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { card } from '../../ui/components/card.ts'
import { meter } from '../../ui/components/meter.ts'
import { disclosure, emptyState, pageHead, tabs } from '../../ui/components/navigation.ts'
import { pager } from '../../ui/components/pager.ts'
import { dataTable } from '../../ui/components/table.ts'
import { type Tone, tag } from '../../ui/components/tag.ts'
import { formatNumber, type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { colleagueName, lastCell } from '../contacts/views.ts'
import { contactWords, personName } from '../contacts/words.ts'
import { type BetweenAsked, type BetweenRow, GAPS, type Gap } from './model.ts'
import { ACTION_OF, type Action } from './rules.ts'
import type { Tally } from './store.ts'
import { type BetweenWord, TEXT } from './text.ts'

export type BetweenPage = BetweenAsked & {
  readonly language: Language
  readonly today: PlainDate
  readonly rows: readonly BetweenRow[]
  readonly tallies: readonly Tally[]
  readonly account: string
  readonly page: number
  readonly colleagues: readonly Colleague[]
  /** What the reader may do about it; the rest is for somebody else. */
  readonly may: Readonly<Record<Action, boolean>>
}

export const TONES: Readonly<Record<Gap, Tone>> = {
  no_owner: 'broken',
  no_next: 'due',
  overdue: 'broken',
  late_step: 'broken',
  no_answer: 'due',
  no_status: 'unclear',
  stale: 'unclear',
  late_handover: 'broken',
  not_arrived: 'broken',
}

/** Who falls between the chairs, why, and what to do about each: one figure whose target is zero, and the rows behind it. */
export function betweenPage(view: BetweenPage): Html {
  const { language, mine, gap, page } = view
  const say = words(TEXT, language)
  const counted = mine ? view.tallies.filter(({ owner }) => owner === view.account) : view.tallies
  const total = sum(counted.map(({ between }) => between))
  const shown = gap === null ? total : countOf(counted, gap)
  const href = (to: number) => paths.outreachBetween({ ...query(view), page: to > 1 ? to : null })
  return html`${pageHead({ title: say('title'), lead: say('lead') })}
${tabs(language, say('whose'), [
  { label: say('mine'), href: paths.outreachBetween(), current: mine },
  { label: say('all'), href: paths.outreachBetween({ whose: 'all' }), current: !mine },
])}
${card(
  { title: say('today'), id: 'between-title' },
  html`${meter({
    language,
    total,
    unit: say('unit', { ready: sum(counted.map(({ ready }) => ready)) }),
    rows: GAPS.map((each) => ({
      label: say(`gap.${each}`),
      count: countOf(counted, each),
      href: paths.outreachBetween({ ...query(view), gap: each }),
      tone: TONES[each],
    })),
  })}${disclosure(say('more'), html`<p>${say('more.text')}</p>`)}`,
)}
${gap !== null && html`<p>${tag(TONES[gap], say('chosen', { gap: say(`gap.${gap}`) }))} <a href="${paths.outreachBetween({ whose: mine ? null : 'all' })}">${say('clear')}</a></p>`}
${shown > 0 && pager({ language, page, total: shown, href })}
${rowTable(view, say)}
${!mine && ownerTable(view, say)}`
}

const query = ({ mine, gap }: BetweenAsked) => ({ whose: mine ? null : 'all', gap })
export const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0)
export const countOf = (tallies: readonly Tally[], gap: Gap) =>
  sum(tallies.map(({ counts }) => counts[GAPS.indexOf(gap)] ?? 0))

function rowTable(view: BetweenPage, say: Say<BetweenWord>): Html {
  const { language, rows } = view
  return dataTable<BetweenRow>({
    language,
    id: 'between-rows',
    caption: say('table'),
    captionUnseen: true,
    rows,
    empty: emptyState({ title: say('none'), hint: say('none.hint') }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (each) =>
          html`<a href="${paths.person(each.id)}">${personName(each, language)}</a>${each.protection !== 'none' && html` ${tag('broken', say('protected'))}`}`,
      },
      {
        key: 'gaps',
        label: say('gaps'),
        cell: ({ gaps }) => gaps.map((gap) => html`${tag(TONES[gap], say(`gap.${gap}`))} `),
      },
      { key: 'last', label: say('last'), cell: (each) => lastCell(each, view, contactWords(language)) },
      {
        key: 'owner',
        label: say('owner'),
        cell: ({ owner }) =>
          owner === null ? html`<span class="muted">${say('owner.none')}</span>` : colleagueName(owner, view),
      },
      { key: 'next', label: say('next'), cell: (each) => nextLink(each, view, say) },
    ],
  })
}

/** The first thing to do that the reader may do. */
function nextLink({ id, gaps }: BetweenRow, { may }: BetweenPage, say: Say<BetweenWord>): Html | null {
  const action = gaps.map((gap) => ACTION_OF[gap]).find((each) => may[each])
  if (action === undefined) return null
  const href: Readonly<Record<Action, string>> = {
    assign: `${paths.person(id)}#owner`,
    decide_next: paths.personNext(id),
    log: paths.personLogNew(id),
    record_status: `${paths.person(id)}#occupation`,
    hand_over: `${paths.person(id)}#moves-title`,
    find: paths.personTransitions(id),
  }
  return html`<a href="${href[action]}">${say(`action.${action}`)}</a>`
}

function ownerTable(view: BetweenPage, say: Say<BetweenWord>): Html {
  const { language, tallies } = view
  const number = (value: number) => formatNumber(value, language)
  return dataTable<Tally>({
    language,
    id: 'between-owners',
    caption: say('owners'),
    phone: 'scroll',
    rows: tallies,
    empty: html``,
    columns: [
      {
        key: 'owner',
        label: say('owner'),
        heads: true,
        cell: ({ owner }) => (owner === null ? say('owner.none') : colleagueName(owner, view)),
      },
      { key: 'ready', label: say('ready'), numeric: true, cell: ({ ready }) => number(ready) },
      { key: 'between', label: say('between'), numeric: true, cell: ({ between }) => number(between) },
      ...GAPS.map((gap, index) => ({
        key: gap,
        label: say(`gap.${gap}`),
        numeric: true,
        cell: ({ counts }: Tally) => number(counts[index] ?? 0),
      })),
    ],
  })
}
