import { addDays, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { funnel } from '../../outreach/figures/drawing-views.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { disclosure, emptyState, pageHead, tabs, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatNumber, type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Ladder, LadderReading } from '../progress/model.ts'
import { FIGURES_TEXT } from './figures-text.ts'
import type { EndedGoal, GotQualification } from './gain-model.ts'
import { goalsCard, qualificationsCard } from './gain-views.ts'
import {
  GROUPS,
  type Group,
  groupsWith,
  groupTable,
  type Line,
  perCent,
  type SayFigures,
  shareOf,
} from './group-views.ts'
import type { Asked, Leaver, Outcome, Supported } from './model.ts'
import { movementsCard } from './movement-views.ts'
import { hasLeft, type Outcomes, outcomes, percent, type WaveFigures, waveFigures } from './rules.ts'
import { exitWords } from './words.ts'

type Named = { readonly id: string; readonly name: string }

export type FiguresPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly from: PlainDate
  /** The day after the last. */
  readonly until: PlainDate
  readonly half: string
  readonly halves: { readonly earlier: string; readonly later: string | null }
  readonly whose: 'all' | 'mine'
  /** Empty for who is told of no teams. */
  readonly teams: readonly Named[]
  /** Whose cases are counted; null for those of every team and of none. */
  readonly team: Named | null
  readonly people: readonly Supported[]
  readonly alone: {
    readonly total: number
    readonly page: number
    readonly size: number
    readonly rows: readonly Leaver[]
  }
  readonly goals: readonly EndedGoal[]
  readonly qualifications: readonly GotQualification[]
  readonly readings: readonly LadderReading[]
  /** Every wording there has been: of a reading, and of what is counted by it. */
  readonly ladders: readonly Ladder[]
  readonly asked: readonly Asked[]
  readonly maySetLadder: boolean
}

/** What support leads to: outcomes, movements and what came after, by sex. */
export function progressFiguresPage(view: FiguresPage): Html {
  const { language, whose, half, halves, maySetLadder, team } = view
  const say = words(FIGURES_TEXT, language)
  const day = (on: PlainDate) => formatDay(on, language)
  const lead = say('lead', {
    from: day(view.from),
    until: day(addDays(view.until, -1)),
    day: day(view.today),
    whose: team === null ? say(`whose.${whose}`) : say('whose.team', { whose: say(`whose.${whose}`), name: team.name }),
  })
  const to = (query: { half: string; whose: string; team?: string | null }) =>
    paths.progress({
      half: query.half,
      whose: query.whose === 'mine' ? 'mine' : null,
      team: query.team === undefined ? (team?.id ?? null) : query.team,
    })
  const ways = toolbar(
    linkButton({ href: to({ half: halves.earlier, whose }), label: say('half.earlier') }),
    halves.later !== null && linkButton({ href: to({ half: halves.later, whose }), label: say('half.later') }),
    maySetLadder && linkButton({ href: paths.progressLadder(), label: say('ladder') }),
  )
  const choice = tabs(
    language,
    say('whose'),
    (['all', 'mine'] as const).map((each) => ({
      label: say(each),
      href: to({ half, whose: each }),
      current: each === whose,
    })),
  )
  const each = [{ id: null, name: say('team.all') }, ...view.teams].map(({ id, name }) => ({
    label: name,
    href: to({ half, whose, team: id }),
    current: id === (team?.id ?? null),
  }))
  const ofTeam = view.teams.length > 0 && tabs(language, say('team'), each)
  const head = html`${pageHead({ title: say('title'), lead })}${ways}${choice}${ofTeam}`
  if (view.people.length === 0) return html`${head}${emptyState({ title: say('none'), hint: say('none.hint') })}`
  return html`${head}${notice({ tone: 'info', title: say('careful') })}
${outcomesCard(view, say)}
${aloneTable(view, say)}
${goalsCard(view, say)}
${qualificationsCard(view, say)}
${movementsCard(view, say)}
${wavesCard(view, say)}`
}

function outcomesCard(view: FiguresPage, say: SayFigures): Html {
  const { language, people } = view
  const groups = groupsWith((sex) => outcomes(people, sex))
  const total = outcomes(people)
  const left = people.filter(hasLeft).length
  const sentences = groups.map(({ code, figures }) => {
    const share = perCent(percent(figures.reached, figures.all) ?? 0, language)
    const values = {
      n: figures.all,
      who: say(`who.${code}`, { n: figures.all }),
      reached: figures.reached,
      percent: share,
    }
    return html`<li>${say('outcomes.sentence', values)}</li>`
  })
  const bars = [say('supported'), say('left'), say('reached')] as const
  const table = { language, id: 'outcomes', caption: say('outcomes.table'), captionUnseen: true }
  return card(
    { title: say('outcomes'), id: 'outcomes-title' },
    html`<ul class="plain">${sentences}</ul>
<h3>${say('funnel')}</h3>${funnel({ sought: total.all, tried: left, reached: total.reached }, bars)}
${groupTable(table, groups, { lines: outcomeLines(language, say), say })}${disclosure(say('how'), html`<p>${say('outcomes.how')}</p>`)}`,
  )
}

function outcomeLines(language: Language, say: SayFigures): readonly Line<Outcomes>[] {
  const sayExit = exitWords(language)
  const share = (key: Outcome | 'unsaid', label: string): Line<Outcomes> => ({
    label,
    cell: (figures) => shareOf(figures[key], figures.all, language),
  })
  const of = (key: Outcome) => share(key, sayExit(`outcome.${key}`))
  return [
    { label: say('supported'), cell: ({ all }) => formatNumber(all, language) },
    of('studies'),
    of('work'),
    { label: say('reached'), cell: ({ reached, all }) => html`<strong>${shareOf(reached, all, language)}</strong>` },
    of('other_authority'),
    of('in_support'),
    of('interrupted'),
    share('unsaid', say('outcomes.unsaid')),
  ]
}

function aloneTable({ alone, language, half, whose, team }: FiguresPage, say: SayFigures): Html {
  const { total, page, size, rows } = alone
  const to = (other: number) =>
    paths.progress({ half, whose: whose === 'mine' ? 'mine' : null, team: team?.id ?? null, page: other })
  const more =
    total > size &&
    toolbar(
      html`<span class="muted">${say('alone.of', { n: rows.length, total })}</span>`,
      page > 1 && linkButton({ href: to(page - 1), label: say('alone.newer') }),
      page * size < total && linkButton({ href: to(page + 1), label: say('alone.older') }),
    )
  return html`${dataTable<Leaver>({
    ...{ language, id: 'alone', caption: say('alone'), rows },
    empty: emptyState({ title: say('alone.none'), hint: say('alone.none.hint') }),
    columns: [
      { key: 'name', label: say('name'), heads: true, cell: (each) => nameCell(each, say) },
      { key: 'left', label: say('leftOn'), tight: true, cell: ({ exitedOn }) => formatDay(exitedOn, language) },
      { key: 'missing', label: say('missing'), cell: (each) => missingIn(each, say) },
    ],
  })}${more}`
}

const nameCell = ({ id, givenName, familyName, protection }: Leaver, say: SayFigures): Html =>
  html`<a href="${paths.personExit(id)}">${[givenName, familyName].filter(Boolean).join(' ') || '–'}</a>${protection !== 'none' && html` ${tag('broken', say('protected'))}`}`

const missingIn = ({ nextStep, backedBy }: Leaver, say: SayFigures): Content => [
  nextStep === 'none' && tag('due', say('missing.next')),
  ' ',
  backedBy === 'none' && tag('broken', say('missing.backing')),
]

type WaveRow = WaveFigures & { readonly group: Group['code'] }

function wavesCard(view: FiguresPage, say: SayFigures): Html {
  const { asked, language } = view
  const rows = GROUPS.flatMap(({ code, sex }) =>
    waveFigures(asked, sex).map((each): WaveRow => ({ ...each, group: code })),
  )
  const table = dataTable<WaveRow>({
    ...{ language, id: 'waves', caption: say('waves.table'), captionUnseen: true },
    rows: rows.filter(({ due, backdated }) => due + backdated > 0),
    empty: emptyState({ title: say('waves.none'), hint: say('waves.none.hint') }),
    columns: waveColumns(language, say),
  })
  return card(
    { title: say('waves'), id: 'waves-title' },
    html`${table}${disclosure(say('how'), html`<p>${say('waves.how')}</p>`)}`,
  )
}

function waveColumns(language: Language, say: SayFigures): readonly Column<WaveRow>[] {
  const sayExit = exitWords(language)
  const share = (key: 'answered' | 'reached'): Column<WaveRow> => ({
    ...{ key, label: say(key), numeric: true },
    cell: (row) => shareOf(row[key], row.due, language),
  })
  return [
    { key: 'wave', label: say('wave'), heads: true, tight: true, cell: ({ wave }) => sayExit(`wave.${wave}`) },
    { key: 'group', label: say('group'), cell: ({ group }) => say(`sex.${group}`) },
    { key: 'due', label: say('due'), numeric: true, cell: ({ due }) => formatNumber(due, language) },
    ...[
      share('answered'),
      { key: 'unanswered', label: say('unanswered'), cell: (row: WaveRow) => unanswered(row, say) },
      share('reached'),
    ],
  ]
}

/** Why those who have not answered have not: they stay in the denominator all the same. */
function unanswered(row: WaveRow, say: SayFigures): string {
  const parts = (['notReached', 'calledOff', 'waiting', 'backdated'] as const).filter((key) => row[key] > 0)
  return parts.length === 0 ? '–' : parts.map((key) => say(`unanswered.${key}`, { n: row[key] })).join(', ')
}
