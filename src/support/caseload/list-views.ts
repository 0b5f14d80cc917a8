import type { Colleague } from '../../access/model.ts'
import { ageOn, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { button, linkButton } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldsOf } from '../../ui/components/fields.ts'
import { emptyState, pageHead, tabs, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { PAGE_SIZE, pager } from '../../ui/components/pager.ts'
import { bulkForm, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatAge, formatDayShort, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Label } from '../cases/label-model.ts'
import { labelTags } from '../cases/label-views.ts'
import { caseWords, hasLeft, ownerOptions } from '../cases/words.ts'
import { filterFrom, isPlain, queryOf } from './filter.ts'
import { caseFilters } from './filter-views.ts'
import { type CaseCounts, type CaseFilter, type CaseRow, type Chosen, MOST_AT_ONCE, type SavedFilter } from './model.ts'
import type { Choices } from './rules.ts'
import { goneNotice, savedFilterList } from './saved-views.ts'
import { caseloadWords, type SayCaseload } from './words.ts'

export type Named = { readonly id: string; readonly name: string }

export type CaseListPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly filter: CaseFilter
  readonly rows: readonly CaseRow[]
  readonly total: number
  /** Of the same people, whatever else is chosen. */
  readonly counts: CaseCounts
  readonly colleagues: readonly Colleague[]
  readonly programmes: readonly Named[]
  readonly labels: readonly Label[]
  readonly labelsOf: ReadonlyMap<string, readonly Label[]>
  /** Empty for who is told of no teams. */
  readonly teams: readonly Named[]
  readonly may: { readonly reallocate: boolean; readonly seeProtected: boolean }
  /** Those that one is in. */
  readonly ownTeams: readonly Named[]
  readonly choices: Omit<Choices, 'studies'> & { readonly studies: readonly Named[] }
  readonly saved: readonly SavedFilter[]
  /** Whether one takes away what colleagues share. */
  readonly mayLead: boolean
  readonly errors: readonly FieldError[]
  readonly chosen: Chosen
  /** The form that keeps a filter, as it came back. */
  readonly saving: { readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> } | null
  readonly token: string
  readonly saveToken: string
}

/** The list of cases: whose, which, and what is done with many of them at once. */
export function caseListPage(view: CaseListPage): Html {
  const { language, filter, total } = view
  const say = caseloadWords(language)
  const href = (page: number) => paths.cases(queryOf({ ...filter, page }))
  const actions = linkButton({ href: paths.caseSettings(), label: say('settings') })
  return html`${pageHead({ title: say('title'), lead: say('lead'), actions })}
${view.errors.map(({ message }) => notice({ tone: 'broken', title: message }))}
${tabs(language, say('whose'), [
  {
    label: say('mine'),
    href: paths.cases(queryOf(filter, { mine: true, owner: null, left: false })),
    current: filter.mine,
  },
  {
    label: say('everybody'),
    href: paths.cases(queryOf(filter, { mine: false, owner: null, left: false })),
    current: !filter.mine && filter.owner === null && !filter.left,
  },
])}
${standing(view, say)}
${caseFilters(view)}
${savedFilterList(view, say)}
${goneNotice(view, say)}
<div id="case-list">${total > 0 && pager({ language, page: filter.page, total, href })}
${caseTable(view, say)}
${view.rows.length > 20 && pager({ language, below: true, page: filter.page, total, href })}</div>
${view.rows.length > 0 && filter.show !== 'closed' && bulk(view, say)}`
}

/** How the open cases stand, each a way to those it counts. */
function standing({ counts, filter }: CaseListPage, say: SayCaseload): Html {
  const { mine, owner } = filter
  const of = (other: Partial<CaseFilter>) =>
    paths.cases(queryOf({ ...filterFrom(() => undefined, mine), owner, ...other }))
  const tiles = [
    { n: counts.overdue, label: say('day.overdue'), href: of({ day: 'overdue' }) },
    { n: counts.week, label: say('day.week'), href: of({ day: 'week' }) },
    { n: counts.none, label: say('day.none'), href: of({ day: 'none' }) },
    { n: counts.fresh, label: say('tiles.fresh'), href: of({ fresh: true }) },
    { n: counts.open, label: say('tiles.open'), href: of({}) },
    ...(counts.left > 0 ? [{ n: counts.left, label: say('owner.left'), href: of({ left: true, owner: null }) }] : []),
  ]
  return html`<nav aria-label="${say('tiles')}">${toolbar(...tiles.map(({ n, label, href }) => linkButton({ href, label: html`<b>${n}</b> ${label}` })))}</nav>`
}

const BULK = 'case-bulk'

function caseTable(view: CaseListPage, say: SayCaseload): Html {
  const { language, rows, filter } = view
  return dataTable<CaseRow>({
    ...{ language, id: 'cases', caption: say('table'), captionUnseen: true, rows, empty: nothing(view, say) },
    sort: {
      by: filter.sort,
      descending: filter.descending,
      href: (by, descending) => paths.cases(queryOf(filter, { sort: by as CaseFilter['sort'], descending })),
    },
    ...(filter.show !== 'closed' && {
      select: {
        ...{ form: BULK, name: 'cases', chosen: view.chosen.cases },
        ...{ value: ({ caseId }: CaseRow) => caseId, label: (each: CaseRow) => nameOf(each, say) },
      },
    }),
    columns: [
      { key: 'name', label: say('name'), heads: true, sortable: true, cell: (each) => nameCell(each, view, say) },
      { key: 'next', label: say('next'), sortable: true, tight: true, cell: (each) => nextCell(each, view, say) },
      { key: 'owner', label: say('owner'), sortable: true, cell: (each) => ownerCell(each, view, say) },
      { key: 'labels', label: say('labels'), cell: ({ caseId }) => labelTags(view.labelsOf.get(caseId) ?? []) },
      { key: 'setting', label: say('setting'), cell: ({ setting }) => caseWords(language)(`setting.${setting}`) },
      { key: 'opened', label: say('opened'), sortable: true, tight: true, cell: (each) => openedCell(each, view, say) },
    ],
  })
}

const nameOf = ({ givenName, familyName }: Pick<CaseRow, 'givenName' | 'familyName'>, say: SayCaseload) =>
  [givenName, familyName].filter(Boolean).join(' ') || say('noName')

function nameCell(each: CaseRow, { language, today }: CaseListPage, say: SayCaseload): Html {
  const age = each.birthDate === null ? say('unknownAge') : formatAge(ageOn(each.birthDate, today), language)
  const hidden = each.protection !== 'none' && html` ${tag('broken', say('protected'))}`
  return html`<a href="${paths.personCase(each.personId)}">${nameOf(each, say)}</a> <span class="muted">${age}</span>${hidden}`
}

function nextCell(each: CaseRow, view: CaseListPage, say: SayCaseload): Content {
  if (each.nextOn === null && each.lateOn === null) return each.closedOn === null && tag('due', say('next.none'))
  return nextDays(each, view, say)
}

/** The day that has passed without a word, and the next one, with a word where it is today. */
export function nextDays(
  { nextOn, lateOn }: Pick<CaseRow, 'nextOn' | 'lateOn'>,
  { language, today }: { readonly language: Language; readonly today: PlainDate },
  say: SayCaseload,
): Html {
  const late = lateOn !== null && html`${tag('broken', say('next.past'))} ${formatDayShort(lateOn, language)}`
  const isToday = nextOn === today && html`${tag('due', say('next.today'))} `
  const next = nextOn !== null && html`${isToday}${formatDayShort(nextOn, language)}`
  return html`${late}${late && next && html`<br>`}${next}`
}

function ownerCell({ ownerId }: CaseRow, { colleagues }: CaseListPage, say: SayCaseload): Content {
  const name = colleagues.find(({ accountId }) => accountId === ownerId)?.displayName
  if (name === undefined) return html`<span class="muted">${say('owner.none')}</span>`
  return html`${name}${hasLeft(ownerId ?? '', colleagues) && html` ${tag('due', say('owner.left.tag'))}`}`
}

function openedCell({ openedOn, closedOn }: CaseRow, { language }: CaseListPage, say: SayCaseload): Content {
  if (closedOn === null) return formatDayShort(openedOn, language)
  return html`<span class="muted">${say('closed', { day: formatDayShort(closedOn, language) })}</span>`
}

function nothing({ filter }: CaseListPage, say: SayCaseload): Html {
  const key = !isPlain(filter) ? 'none.filter' : filter.mine ? 'none.mine' : 'none.all'
  return emptyState({ title: say('none'), hint: say(key) })
}

function bulk(view: CaseListPage, say: SayCaseload): Html | null {
  const { language, may, labels, filter, total, chosen } = view
  if (!may.reallocate && labels.length === 0) return null
  const field = fieldsOf({ form: BULK, language, errors: [], filter: true })
  const query = paths.cases(queryOf(filter)).split('?')[1] ?? ''
  const scope =
    total > PAGE_SIZE &&
    field.select({
      ...{ name: 'scope', label: say('bulk.scope'), value: chosen.all ? 'all' : 'chosen' },
      options: (['chosen', 'all'] as const).map((value) => ({
        value,
        label: say(scopeWord(value, total), { n: total, most: MOST_AT_ONCE }),
      })),
    })
  const owner =
    may.reallocate &&
    html`<div class="filter-row">${field.select({
      ...{ name: 'owner', label: say('bulk.owner'), blank: say('bulk.choose.owner'), value: chosen.owner },
      options: ownerOptions(view.colleagues, false),
    })}${button({ label: say('bulk.owner.do'), kind: 'quiet' })}</div>`
  const label =
    labels.length > 0 &&
    html`<div class="filter-row">${field.select({
      ...{ name: 'label', label: say('bulk.label'), blank: say('bulk.choose.label'), value: chosen.label },
      options: labels.map(({ id, name }) => ({ value: id, label: name })),
    })}${labelButton('on', say)}${labelButton('off', say)}</div>`
  return bulkForm(
    { id: BULK, action: may.reallocate ? paths.caseOwners() : paths.caseLabelling(), language, token: view.token },
    html`<input type="hidden" name="query" value="${query}"><p class="help">${say('bulk.choose')}</p>${scope}${owner}${label}`,
  )
}

/** More than can be changed at once is said before it is chosen. */
const scopeWord = (scope: 'chosen' | 'all', total: number) =>
  scope === 'all' && total > MOST_AT_ONCE ? 'bulk.scope.most' : (`bulk.scope.${scope}` as const)

function labelButton(on: 'on' | 'off', say: SayCaseload): Html {
  return html`<button type="submit" class="button quiet" name="on" value="${on}" formaction="${paths.caseLabelling()}">${say(`bulk.label.${on}`)}</button>`
}
