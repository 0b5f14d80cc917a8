import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { breadcrumbs, disclosure, emptyState, pageHead, toolbar } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatDay, formatNumber, formatPercent, type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type Axes, funnel, survivalCurve } from './drawing-views.ts'
import { DIMENSIONS, type Dimension, LEAST, type Sought } from './model.ts'
import {
  coarse,
  countShown,
  daysToReach,
  groupsOf,
  type Reach,
  reachOf,
  type SurvivalPoint,
  shownGroups,
  survival,
  withheld,
} from './rules.ts'
import { type FigureWord, TEXT } from './text.ts'

export type FiguresPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly from: PlainDate
  /** The last day of the half-year. */
  readonly lastOn: PlainDate
  readonly halves: { readonly earlier: string; readonly later: string | null }
  readonly people: readonly Sought[]
}

/** How many were sought, tried and reached, how soon, and by what. */
export function figuresPage(view: FiguresPage): Html {
  const { language, people, halves } = view
  const say = words(TEXT, language)
  const day = (on: PlainDate) => formatDay(on, language)
  const lead = say('lead', { from: day(view.from), until: day(view.lastOn), day: day(view.today) })
  const ways = toolbar(
    linkButton({ href: paths.outreachFigures({ half: halves.earlier }), label: say('half.earlier') }),
    halves.later !== null &&
      linkButton({ href: paths.outreachFigures({ half: halves.later }), label: say('half.later') }),
  )
  const head = html`${pageHead({ title: say('title'), lead, crumbs: breadcrumbs(language, [{ label: say('back'), href: paths.outreachLadder() }]) })}${ways}`
  if (people.length === 0) return html`${head}${emptyState({ title: say('none'), hint: say('none.hint') })}`
  return html`${head}
${funnelCard(view, say)}
${curveCard(view, say)}
${DIMENSIONS.map((dimension) => groupTable(view, dimension, say))}
<p class="muted">${say('small')}</p>`
}

const shownNumber = (value: number | null, { language }: FiguresPage, say: Say<FigureWord>) =>
  value === null ? html`<span class="muted">${say('hidden')}</span>` : formatNumber(value, language)

/** What of the three counts may be shown: each against those sought. */
function shownReach({ sought, tried, reached }: Reach) {
  return { sought: countShown(sought, sought), tried: countShown(tried, sought), reached: countShown(reached, sought) }
}

function funnelCard(view: FiguresPage, say: Say<FigureWord>): Html {
  const reach = reachOf(view.people)
  const shown = shownReach(reach)
  const all = shown.sought !== null && shown.tried !== null && shown.reached !== null
  const rows = (['sought', 'tried', 'reached'] as const).map((key) => ({ key, count: shown[key] }))
  const bars = [say('sought'), say('tried'), say('reached')] as const
  return card(
    { title: say('funnel'), id: 'funnel-title' },
    html`${all && funnel(reach, bars)}
${dataTable<(typeof rows)[number]>({
  ...{ language: view.language, id: 'funnel', caption: say('funnel.table'), captionUnseen: true, rows, empty: html`` },
  columns: [
    { key: 'what', label: say('what'), heads: true, cell: ({ key }) => say(key) },
    { key: 'count', label: say('count'), numeric: true, cell: ({ count }) => shownNumber(count, view, say) },
    {
      key: 'share',
      label: say('share'),
      numeric: true,
      cell: ({ count }) =>
        count === null || shown.sought === null ? '–' : formatPercent(count / reach.sought, view.language),
    },
  ],
})}${disclosure(say('how'), html`<p>${say('funnel.how')}</p>`)}`,
  )
}

function curveCard(view: FiguresPage, say: Say<FigureWord>): Html {
  const { people, language } = view
  const quartiles = daysToReach(people)
  const reach = shownReach(reachOf(people))
  const isShown = people.length >= LEAST && reach.reached !== null
  const points = isShown ? coarse(survival(people)) : []
  const line = quartiles === null || reach.reached === null ? say('days.hidden') : say('days.text', quartiles)
  const lastDay = points.at(-1)?.day ?? 1
  return card(
    { title: say('days'), id: 'days-title' },
    html`<p>${line}</p>
${isShown ? survivalCurve(points, axesOf(lastDay, view, say)) : html`<p class="muted">${say('curve.hidden')}</p>`}
${
  isShown &&
  dataTable<SurvivalPoint>({
    ...{ language, id: 'curve', caption: say('curve'), phone: 'scroll', rows: points, empty: html`` },
    columns: [
      { key: 'day', label: say('day'), heads: true, numeric: true, cell: ({ day }) => formatNumber(day, language) },
      { key: 'share', label: say('curve.share'), numeric: true, cell: ({ share }) => formatPercent(share, language) },
    ],
  })
}${disclosure(say('how'), html`<p>${say('curve.how')}</p>`)}`,
  )
}

function axesOf(lastDay: number, { language }: FiguresPage, say: Say<FigureWord>): Axes {
  const lines = [formatPercent(1, language), formatPercent(0.5, language), formatPercent(0, language)] as const
  return { name: say('curve'), lastDay, lines, height: say('curve.height'), width: say('curve.width') }
}

function groupTable(view: FiguresPage, dimension: Dimension, say: Say<FigureWord>): Html | null {
  const { language, people } = view
  const groups = groupsOf(people, dimension)
  if (groups.length === 0) return null
  const rows = shownGroups(withheld(groups))
  return html`${dataTable<(typeof rows)[number]>({
    ...{ language, id: `by-${dimension}`, caption: say(`by.${dimension}`), rows, empty: html`` },
    columns: [
      {
        key: 'group',
        label: say(`of.${dimension}`),
        heads: true,
        cell: ({ label }) => groupWord(dimension, label, say),
      },
      {
        key: 'sought',
        label: say('sought'),
        numeric: true,
        cell: ({ sought }) => shownNumber(sought, view, say),
      },
      {
        key: 'tried',
        label: say('tried'),
        numeric: true,
        cell: ({ tried }) => shownNumber(tried, view, say),
      },
      {
        key: 'reached',
        label: say('reached'),
        numeric: true,
        cell: ({ reached }) => shownNumber(reached, view, say),
      },
      {
        key: 'median',
        label: say('median'),
        numeric: true,
        cell: ({ reached, median }) => (reached !== null && median === null ? '–' : shownNumber(median, view, say)),
      },
    ],
  })}<p class="muted">${say(`how.${dimension}`)}</p>`
}

function groupWord(dimension: Dimension, label: string, say: Say<FigureWord>): string {
  if (label === '') return say('unknown')
  if (dimension === 'step') return say('step.n', { n: label })
  if (dimension === 'age') return say('age.n', { n: label })
  if (dimension === 'school') return label
  const key = `${dimension}.${label}`
  return key in TEXT ? say(key as FigureWord) : label
}
