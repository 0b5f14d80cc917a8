import { addDays, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { funnel } from '../../outreach/figures/drawing-views.ts'
import type { Sex } from '../../people/model.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { disclosure, emptyState, pageHead, tabs, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatNumber, type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { LadderReading, Voice } from '../progress/model.ts'
import { type Movements, movements } from '../progress/rules.ts'
import { FIGURES_TEXT, type FiguresWord } from './figures-text.ts'
import type { Asked, Leaver, Outcome, Supported } from './model.ts'
import { type Outcomes, outcomes, percent, type WaveFigures, waveFigures } from './rules.ts'
import { exitWords } from './words.ts'

export type FiguresPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly from: PlainDate
  /** The day after the last. */
  readonly until: PlainDate
  readonly half: string
  readonly halves: { readonly earlier: string; readonly later: string | null }
  readonly whose: 'all' | 'mine'
  readonly people: readonly Supported[]
  readonly alone: readonly Leaver[]
  readonly readings: readonly LadderReading[]
  readonly asked: readonly Asked[]
  readonly maySetLadder: boolean
}

type SayFigures = Say<FiguresWord>

/** What support leads to: outcomes, movements and what came after, by sex. */
export function progressFiguresPage(view: FiguresPage): Html {
  const { language, whose, half, halves, maySetLadder } = view
  const say = words(FIGURES_TEXT, language)
  const day = (on: PlainDate) => formatDay(on, language)
  const lead = say('lead', {
    from: day(view.from),
    until: day(addDays(view.until, -1)),
    day: day(view.today),
    whose: say(`whose.${whose}`),
  })
  const to = (query: { half: string; whose: string }) =>
    paths.progress({ half: query.half, whose: query.whose === 'mine' ? 'mine' : null })
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
  const head = html`${pageHead({ title: say('title'), lead })}${ways}${choice}`
  if (view.people.length === 0) return html`${head}${emptyState({ title: say('none'), hint: say('none.hint') })}`
  return html`${head}${notice({ tone: 'info', title: say('careful') })}
${outcomesCard(view, say)}
${aloneTable(view, say)}
${movementsCard(view, say)}
${wavesCard(view, say)}`
}

/** Girls, boys, those whose sex is not known where there are any, and everybody. */
type Group = { readonly code: 'female' | 'male' | 'unknown' | 'all'; readonly sex: Sex | null | undefined }
const GROUPS: readonly Group[] = [
  { code: 'female', sex: 'female' },
  { code: 'male', sex: 'male' },
  { code: 'unknown', sex: null },
  { code: 'all', sex: undefined },
]

/** A count and its share of a group: `16 (59 %)`. */
export function shareOf(count: number, of: number, language: Language): string {
  const share = percent(count, of)
  return share === null ? '–' : `${formatNumber(count, language)} (${perCent(share, language)})`
}

const perCent = (share: number, language: Language) => (language === 'sv' ? `${share} %` : `${share}%`)

type Of<Figures> = Group & { readonly figures: Figures }

/** The groups that have anybody in them, and everybody. */
const groupsWith = <Figures extends { readonly all: number }>(
  figures: (sex: Group['sex']) => Figures,
): readonly Of<Figures>[] =>
  GROUPS.map((group) => ({ ...group, figures: figures(group.sex) })).filter(
    ({ code, figures: own }) => code === 'all' || own.all > 0,
  )

/** One line of a table of groups: what it counts, and of each group the number. */
type Line<Figures> = { readonly label: string; readonly cell: (figures: Figures) => Content }

/** What is counted stands in lines and the groups beside each other: a table that is as narrow as there are groups. */
function groupTable<Figures>(
  table: {
    readonly language: Language
    readonly id: string
    readonly caption: string
    readonly captionUnseen?: boolean
  },
  groups: readonly Of<Figures>[],
  { lines, say }: { readonly lines: readonly Line<Figures>[]; readonly say: SayFigures },
): Html {
  return dataTable<Line<Figures>>({
    ...{ ...table, rows: lines, empty: html`` },
    columns: [
      { key: 'what', label: say('what'), heads: true, cell: ({ label }) => label },
      ...groups.map(
        ({ code, figures }): Column<Line<Figures>> => ({
          ...{ key: code, label: say(`sex.${code}`), numeric: true },
          cell: ({ cell }) => cell(figures),
        }),
      ),
    ],
  })
}

function outcomesCard(view: FiguresPage, say: SayFigures): Html {
  const { language, people } = view
  const groups = groupsWith((sex) => outcomes(people, sex))
  const total = outcomes(people)
  const left = people.filter(({ outcome }) => outcome !== null && outcome !== 'in_support').length
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
  const share = (key: Outcome, label = sayExit(`outcome.${key}`)): Line<Outcomes> => ({
    label,
    cell: (figures) => shareOf(figures[key], figures.all, language),
  })
  return [
    { label: say('supported'), cell: ({ all }) => formatNumber(all, language) },
    share('studies'),
    share('work'),
    { label: say('reached'), cell: ({ reached, all }) => html`<strong>${shareOf(reached, all, language)}</strong>` },
    share('other_authority'),
    share('in_support'),
    share('interrupted'),
  ]
}

function aloneTable({ alone, language }: FiguresPage, say: SayFigures): Html {
  return dataTable<Leaver>({
    ...{ language, id: 'alone', caption: say('alone'), rows: alone },
    empty: emptyState({ title: say('alone.none'), hint: say('alone.none.hint') }),
    columns: [
      { key: 'name', label: say('name'), heads: true, cell: (each) => nameCell(each, say) },
      { key: 'left', label: say('leftOn'), tight: true, cell: ({ exitedOn }) => formatDay(exitedOn, language) },
      { key: 'missing', label: say('missing'), cell: (each) => missingIn(each, say) },
    ],
  })
}

const nameCell = ({ id, givenName, familyName, protection }: Leaver, say: SayFigures): Html =>
  html`<a href="${paths.personExit(id)}">${[givenName, familyName].filter(Boolean).join(' ') || '–'}</a>${protection !== 'none' && html` ${tag('broken', say('protected'))}`}`

const missingIn = ({ nextStep, backedBy }: Leaver, say: SayFigures): Content => [
  nextStep === 'none' && tag('due', say('missing.next')),
  ' ',
  backedBy === 'none' && tag('broken', say('missing.backing')),
]

function movementsCard(view: FiguresPage, say: SayFigures): Html {
  return card(
    { title: say('movements'), id: 'movements-title' },
    html`${(['coach', 'youth'] as const).map((voice) => movementTable(view, voice, say))}${disclosure(say('how'), html`<p>${say('movements.how')}</p>`)}`,
  )
}

function movementTable({ readings, language }: FiguresPage, voice: Voice, say: SayFigures): Html {
  const share = (key: 'up' | 'same' | 'down'): Line<Movements> => ({
    label: say(key),
    cell: (figures) => shareOf(figures[key], figures.compared, language),
  })
  const count = (key: 'compared' | 'one' | 'none' | 'changed', label: string): Line<Movements> => ({
    label,
    cell: (figures) => formatNumber(figures[key], language),
  })
  const lines = [
    ...[count('compared', say('compared')), share('up'), share('same'), share('down')],
    ...[count('one', say('one')), count('none', say('unread')), count('changed', say('changed'))],
  ]
  const table = { language, id: `movements-${voice}`, caption: say(`voice.${voice}`) }
  return groupTable(
    table,
    groupsWith((sex) => movements(readings, voice, sex)),
    { lines, say },
  )
}

type WaveRow = WaveFigures & { readonly group: Group['code'] }

function wavesCard(view: FiguresPage, say: SayFigures): Html {
  const { asked, language } = view
  const rows = GROUPS.flatMap(({ code, sex }) =>
    waveFigures(asked, sex).map((each): WaveRow => ({ ...each, group: code })),
  )
  const table = dataTable<WaveRow>({
    ...{ language, id: 'waves', caption: say('waves.table'), captionUnseen: true },
    rows: rows.filter(({ due }) => due > 0),
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
  const parts = (['notReached', 'calledOff', 'waiting'] as const).filter((key) => row[key] > 0)
  return parts.length === 0 ? '–' : parts.map((key) => say(`unanswered.${key}`, { n: row[key] })).join(', ')
}
