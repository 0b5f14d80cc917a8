import type { Colleague } from '../../access/model.ts'
import { ageOn, type PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { button, linkButton } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldsOf } from '../../ui/components/fields.ts'
import { emptyState, pageHead, tabs } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { PAGE_SIZE, pager } from '../../ui/components/pager.ts'
import { bulkForm, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatAge, formatDayShort, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Label } from '../cases/label-model.ts'
import { labelTags } from '../cases/label-views.ts'
import { caseWords, ownerOptions } from '../cases/words.ts'
import { isPlain, queryOf } from './filter.ts'
import { caseFilters } from './filter-views.ts'
import type { CaseFilter, CaseRow } from './model.ts'
import { caseloadWords, type SayCaseload } from './words.ts'

export type Named = { readonly id: string; readonly name: string }

export type CaseListPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly filter: CaseFilter
  readonly rows: readonly CaseRow[]
  readonly total: number
  readonly colleagues: readonly Colleague[]
  readonly programmes: readonly Named[]
  readonly labels: readonly Label[]
  readonly labelsOf: ReadonlyMap<string, readonly Label[]>
  /** Empty for who is told of no teams. */
  readonly teams: readonly Named[]
  readonly may: { readonly reallocate: boolean; readonly seeProtected: boolean }
  readonly errors: readonly FieldError[]
  readonly token: string
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
  { label: say('mine'), href: paths.cases(queryOf(filter, { mine: true, owner: null })), current: filter.mine },
  {
    label: say('everybody'),
    href: paths.cases(queryOf(filter, { mine: false, owner: null })),
    current: !filter.mine && filter.owner === null,
  },
])}
${caseFilters(view)}
<div id="case-list">${total > 0 && pager({ language, page: filter.page, total, href })}
${caseTable(view, say)}
${view.rows.length > 20 && pager({ language, below: true, page: filter.page, total, href })}</div>
${view.rows.length > 0 && filter.show !== 'closed' && bulk(view, say)}`
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
      select: { form: BULK, name: 'cases', value: ({ caseId }) => caseId, label: (each) => nameOf(each, say) },
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

function nextCell({ nextOn, closedOn }: CaseRow, { language, today }: CaseListPage, say: SayCaseload): Content {
  if (nextOn === null) return closedOn === null && tag('due', say('next.none'))
  return nextDay(nextOn, { language, today }, say)
}

/** A day that is agreed on, with a word where it is past or today. */
export function nextDay(
  nextOn: PlainDate,
  { language, today }: { readonly language: Language; readonly today: PlainDate },
  say: SayCaseload,
): Html {
  const day = formatDayShort(nextOn, language)
  if (nextOn < today) return html`${tag('broken', say('next.past'))} ${day}`
  return nextOn === today ? html`${tag('due', say('next.today'))} ${day}` : html`${day}`
}

function ownerCell({ ownerId }: CaseRow, { colleagues }: CaseListPage, say: SayCaseload): Content {
  const name = colleagues.find(({ accountId }) => accountId === ownerId)?.displayName
  return name ?? html`<span class="muted">${say('owner.none')}</span>`
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
  const { language, may, labels, filter, total } = view
  if (!may.reallocate && labels.length === 0) return null
  const field = fieldsOf({ form: BULK, language, errors: [], filter: true })
  const query = paths.cases(queryOf({ ...filter, page: 1 })).split('?')[1] ?? ''
  const scope =
    total > PAGE_SIZE &&
    field.select({
      ...{ name: 'scope', label: say('bulk.scope'), value: 'chosen' },
      options: (['chosen', 'all'] as const).map((value) => ({
        value,
        label: say(`bulk.scope.${value}`, { n: total }),
      })),
    })
  const owner =
    may.reallocate &&
    html`<div class="filter-row">${field.select({
      ...{ name: 'owner', label: say('bulk.owner'), blank: say('bulk.choose.owner') },
      options: ownerOptions(view.colleagues, false),
    })}${button({ label: say('bulk.owner.do'), kind: 'quiet' })}</div>`
  const label =
    labels.length > 0 &&
    html`<div class="filter-row">${field.select({
      ...{ name: 'label', label: say('bulk.label'), blank: say('bulk.choose.label') },
      options: labels.map(({ id, name }) => ({ value: id, label: name })),
    })}${labelButton('on', say)}${labelButton('off', say)}</div>`
  return bulkForm(
    { id: BULK, action: may.reallocate ? paths.caseOwners() : paths.caseLabelling(), language, token: view.token },
    html`<input type="hidden" name="query" value="${query}"><p class="help">${say('bulk.choose')}</p>${scope}${owner}${label}`,
  )
}

function labelButton(on: 'on' | 'off', say: SayCaseload): Html {
  return html`<button type="submit" class="button quiet" name="on" value="${on}" formaction="${paths.caseLabelling()}">${say(`bulk.label.${on}`)}</button>`
}
