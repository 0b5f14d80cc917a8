import type { Colleague } from '../access/model.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { emptyState, pageHead, tabs, toolbar } from '../ui/components/navigation.ts'
import { type Column, dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatDayShort, formatNumber, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type Ageing, STANDINGS, type Standing, type Waiting } from './model.ts'
import { ANSWER_DAYS, careOf, isBetween, ON_PAGE } from './rules.ts'
import type { PerSchool, Watch } from './store.ts'
import { type SayTransition, transitionWords } from './words.ts'

export const VIEWS = ['arrivals', 'ageing', 'waiting'] as const

type Common = {
  readonly language: Language
  readonly views: readonly (typeof VIEWS)[number][]
  readonly today: PlainDate
  readonly page: number
  readonly account: string
  readonly colleagues: readonly Colleague[]
}

export type TransitionsPage = Common &
  (
    | {
        readonly view: 'arrivals'
        readonly standing: Standing
        readonly rows: readonly Watch[]
        readonly bySchool: readonly PerSchool[]
      }
    | { readonly view: 'ageing'; readonly rows: readonly Ageing[] }
    | { readonly view: 'waiting'; readonly rows: readonly Waiting[] }
  )

/** Who is on the way from one place to the next, and for whom nobody has taken hold yet. */
export function transitionsPage(page: TransitionsPage): Html {
  const { language } = page
  const say = transitionWords(language)
  const ways = tabs(
    language,
    say('views'),
    page.views.map((view) => ({
      ...{ label: say(`view.${view}`), href: paths.transitions({ view: view === 'arrivals' ? null : view }) },
      current: view === page.view,
    })),
  )
  const content =
    page.view === 'arrivals'
      ? arrivals(page, say)
      : page.view === 'ageing'
        ? ageingTable(page, say)
        : waitingTable(page, say)
  return html`${pageHead({ title: say('title'), lead: say('lead') })}${ways}${content}${pager(page, say)}`
}

/** To the page before and the page after: no list ends where a page does. */
function pager(page: TransitionsPage, say: SayTransition): Content {
  const standing = page.view === 'arrivals' ? page.standing : null
  const to = (other: number) =>
    paths.transitions({ view: page.view === 'arrivals' ? null : page.view, standing, page: other })
  const isFull = page.rows.length === ON_PAGE
  if (page.page === 1 && !isFull) return null
  return toolbar(
    page.page > 1 && linkButton({ href: to(page.page - 1), label: say('newer') }),
    isFull && linkButton({ href: to(page.page + 1), label: say('older') }),
  )
}

type Arrivals = Extract<TransitionsPage, { view: 'arrivals' }>

function arrivals(page: Arrivals, say: SayTransition): Html {
  const { language, standing, bySchool } = page
  const count = (wanted: Standing, school?: string | null) =>
    bySchool
      .filter((each) => each.standing === wanted && (school === undefined || each.school === school))
      .reduce((sum, each) => sum + each.count, 0)
  const choice = tabs(
    language,
    say('view.arrivals'),
    STANDINGS.map((each) => ({
      ...{ label: say(`standing.${each}`), count: count(each), current: each === standing },
      href: paths.transitions({ standing: each === 'not_arrived' ? null : each }),
    })),
  )
  const schools = [...new Set(bySchool.map(({ school }) => school))].toSorted((a, b) =>
    (a ?? '~') < (b ?? '~') ? -1 : 1,
  )
  return html`<p>${say('watch.lead')}</p>${choice}${watchTable(page, say)}
${dataTable<string | null>({
  ...{ language, id: 'schools', caption: say('schools.table'), rows: schools, empty: html`` },
  columns: [
    { key: 'school', label: say('school'), heads: true, cell: (school) => school ?? say('school.unknown') },
    ...STANDINGS.map(
      (each): Column<string | null> => ({
        ...{ key: each, label: say(`standing.${each}`), numeric: true },
        cell: (school) => formatNumber(count(each, school), language),
      }),
    ),
  ],
})}`
}

function watchTable(page: Arrivals, say: SayTransition): Html {
  const { language, standing, rows } = page
  const hint = say(standing === 'not_arrived' ? 'watch.none.not_arrived' : 'watch.none.hint')
  const acts: Column<Watch> = { key: 'acts', label: say('acts'), cell: (each) => actsCell(each, page, say) }
  return dataTable<Watch>({
    ...{ language, id: 'watch', caption: say(`standing.${standing}`), rows },
    empty: emptyState({ title: say('watch.none'), hint }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (each) => nameCell(each, paths.personTransitions(each.id), say),
      },
      { key: 'school', label: say('school'), cell: ({ school }) => school ?? say('school.unknown') },
      {
        key: 'starts',
        label: say('startsOn'),
        tight: true,
        cell: ({ startsOn }) => formatDayShort(startsOn, language),
      },
      { key: 'why', label: say('why'), cell: (each) => whyWords(each, language) },
      ...(standing === 'arrived' || standing === 'elsewhere' ? [] : [acts]),
    ],
  })
}

type Named = { readonly givenName: string | null; readonly familyName: string | null; readonly protection?: string }

const nameCell = ({ givenName, familyName, protection = 'none' }: Named, href: string, say: SayTransition): Html =>
  html`<a href="${href}">${[givenName, familyName].filter(Boolean).join(' ') || '–'}</a>${protection !== 'none' && html` ${tag('broken', say('protected'))}`}`

/** Why one stands where one does. */
export function whyWords({ said, saidOn, fellAway, endsBefore, standing }: Watch, language: Language): string {
  const say = transitionWords(language)
  if (said !== null && saidOn !== null)
    return `${say(`said.${said}`)}. ${say('why.said', { day: formatDayShort(saidOn, language) })}`
  if (fellAway) return say('why.fell_away')
  if (standing === 'not_arrived' && endsBefore !== null)
    return say('why.ended', { day: formatDayShort(addDays(endsBefore, -1), language) })
  return say(standing === 'ahead' ? 'one.ahead' : 'why.enrolled')
}

/** Who answers for one and when they are contacted next; of one who has not come, that nobody does is said as it is. */
function actsCell(
  each: Pick<Watch, 'owner' | 'nextOn'> & { readonly standing?: Standing },
  page: Common,
  say: SayTransition,
): Content {
  const { owner, nextOn, standing } = each
  const name = page.colleagues.find(({ accountId }) => accountId === owner)?.displayName
  const next = nextOn !== null && say('acts.next', { day: formatDayShort(nextOn, page.language) })
  const between = standing === 'not_arrived' && isBetween(each, page.today) && tag('broken', say('acts.between'))
  return html`${name ?? say('acts.nobody')}${next && html` <span class="muted">${next}</span>`} ${between}`
}

/** The colleague a handover goes to; nothing where it goes to none. */
export const colleagueOf = (account: string | null, colleagues: readonly Colleague[]) =>
  colleagues.find(({ accountId }) => accountId === account)?.displayName

/** Whom a handover comes from. */
export function fromWhom(account: string, colleagues: readonly Colleague[], say: SayTransition): Content {
  const name = colleagueOf(account, colleagues)
  return name !== undefined && html`<span class="muted">${say('from.whom', { name })}</span>`
}

const TONES = { handed_over: 'in', on_the_way: 'neutral', planned: 'neutral', nothing: 'broken' } as const

function ageingTable(page: Extract<TransitionsPage, { view: 'ageing' }>, say: SayTransition): Html {
  const { language, today, rows } = page
  const care = (each: Ageing) => careOf(each, today)
  return html`<p>${say('ageing.lead')}</p>${dataTable<Ageing>({
    ...{ language, id: 'ageing', caption: say('ageing.table'), rows },
    empty: emptyState({ title: say('ageing.none'), hint: say('ageing.none.hint') }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (each) => nameCell(each, paths.personTransitions(each.id), say),
      },
      { key: 'twenty', label: say('twentyOn'), tight: true, cell: ({ twentyOn }) => formatDay(twentyOn, language) },
      { key: 'care', label: say('care'), cell: (each) => tag(TONES[care(each)], say(`care.${care(each)}`)) },
      { key: 'acts', label: say('acts'), cell: (each) => actsCell(each, page, say) },
    ],
  })}`
}

function waitingTable(
  { language, today, rows, account, colleagues }: Extract<TransitionsPage, { view: 'waiting' }>,
  say: SayTransition,
): Html {
  const isLate = ({ onDay }: Waiting) => onDay < addDays(today, -ANSWER_DAYS)
  return html`<p>${say('waiting.lead')}</p>${dataTable<Waiting>({
    ...{ language, id: 'waiting', caption: say('waiting.table'), rows },
    empty: emptyState({ title: say('waiting.none'), hint: say('waiting.none.hint') }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (each) => nameCell(each, paths.personTransitions(each.personId), say),
      },
      {
        key: 'to',
        label: say('to'),
        cell: ({ receiver, place, toAccount }) =>
          html`${place} <span class="muted">${colleagueOf(toAccount, colleagues) ?? say(`receiver.${receiver}`)}</span>${toAccount === account && html` ${tag('due', say('to.you'))}`}`,
      },
      { key: 'kind', label: say('kind'), cell: ({ kind }) => say(`kind.${kind}`) },
      {
        ...{ key: 'since', label: say('since') },
        cell: (each) =>
          html`${formatDay(each.onDay, language)} ${fromWhom(each.madeBy, colleagues, say)} ${isLate(each) && tag('due', say('waiting.late'))}`,
      },
    ],
  })}`
}
