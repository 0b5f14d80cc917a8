import type { Colleague } from '../access/model.ts'
import { ageOn, daysBetween, type PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Code } from '../organisations/model.ts'
import { button, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { type FieldError, fieldsOf } from '../ui/components/fields.ts'
import { disclosure, emptyState, pageHead } from '../ui/components/navigation.ts'
import { PAGE_SIZE, pager } from '../ui/components/pager.ts'
import { bulkForm, type Column, dataTable, type Sort } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatDayShort, formatSince, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { codeWord } from './code-words.ts'
import { queryOf, type RegisterFilter, SortBy } from './filter.ts'
import type { TypedFilter } from './filter-problems.ts'
import { filters, ownerOptions } from './filter-views.ts'
import type { ListRow } from './list-store.ts'
import type { SavedFilter } from './saved-filter-store.ts'
import { TEXT, type Word } from './text.ts'

/** What the pages of the register need beside their rows: words for codes, names for owners, today. */
export type ListView = {
  readonly language: Language
  readonly today: PlainDate
  readonly upperAge: number
  readonly codes: readonly Code[]
  readonly colleagues: readonly Colleague[]
}

export type ListPage = ListView & {
  readonly filter: RegisterFilter
  /** What could not be read of the filter, and what was typed: then there is no list. */
  readonly problems: readonly FieldError[]
  readonly typed: TypedFilter
  readonly rows: readonly ListRow[]
  readonly total: number
  /** How many protected persons the total holds that are not shown; 0 says nothing (decision 15). */
  readonly hidden: number
  readonly schools: readonly string[]
  readonly saved: readonly SavedFilter[]
  readonly may: {
    readonly assign: boolean
    readonly export: boolean
    readonly add: boolean
    readonly share: boolean
    readonly seeProtected: boolean
  }
  readonly tokens: { readonly bulk: string; readonly save: string }
}

export function fullName(row: { givenName: string | null; familyName: string | null }, missing: string): string {
  const name = [row.givenName, row.familyName].filter(Boolean).join(' ')
  return name === '' ? missing : name
}

export function listPage(view: ListPage): Html {
  const say = words(TEXT, view.language)
  return html`${pageHead({ title: say('list.title'), lead: leadOf(view, say), actions: headLinks(view, say) })}
${filters(view, say)}
${savedFilters(view, say)}
<div id="register-list">
${view.problems.length > 0 ? html`<p>${say('filter.mend')}</p>` : shownRows(view, say)}
</div>
${view.may.assign && view.rows.length > 0 && assignCard(view, say)}`
}

function shownRows(view: ListPage, say: Say<Word>): Html {
  const { filter, language } = view
  return html`${pager({ language, page: filter.page, total: view.total, href: (page) => paths.register(queryOf({ ...filter, page })) })}
${view.hidden > 0 && html`<p class="muted">${say('list.protected', { n: view.hidden })}</p>`}
${listTable(view, { select: view.may.assign })}
${view.rows.length > 20 && pager({ language, below: true, page: filter.page, total: view.total, href: (page) => paths.register(queryOf({ ...filter, page })) })}`
}

function leadOf({ filter, language }: ListPage, say: Say<Word>): Content {
  if (filter.knownAt !== null && filter.asOf !== null) {
    return say('list.both.lead', { day: formatDay(filter.asOf, language), known: formatDay(filter.knownAt, language) })
  }
  if (filter.knownAt !== null) return say('list.knownAt.lead', { day: formatDay(filter.knownAt, language) })
  if (filter.asOf !== null) return say('list.asOf.lead', { day: formatDay(filter.asOf, language) })
  return say('list.lead')
}

function headLinks({ filter, may, problems }: ListPage, say: Say<Word>): Content {
  // Of a filter that cannot be read there is no list, and so no file.
  const exported = may.export && problems.length === 0
  const to = (format: string) => paths.registerExport({ ...queryOf({ ...filter, page: 1 }), format })
  return [
    may.add && linkButton({ href: paths.personNew(), label: say('list.add') }),
    exported && linkButton({ href: to('csv'), label: say('list.export.csv'), icon: 'export' }),
    exported && linkButton({ href: to('xlsx'), label: say('list.export.xlsx'), icon: 'export' }),
  ]
}

/** The rows themselves: used by the register, the start page and the coach's own list. */
export function listTable(
  view: ListView & { readonly rows: readonly ListRow[]; readonly filter?: RegisterFilter },
  options: { readonly select: boolean },
): Html {
  const say = words(TEXT, view.language)
  const { rows, language, filter } = view
  return dataTable<ListRow>({
    language,
    id: 'members',
    caption: say('list.caption'),
    captionUnseen: true,
    columns: columnsOf(view, say),
    rows,
    empty: emptyState({ title: say('list.empty.title'), hint: say('list.empty.hint') }),
    ...(filter ? { sort: sortOf(filter) } : {}),
    ...(options.select
      ? {
          select: {
            form: 'assign',
            name: 'person',
            value: (row) => row.personId,
            label: (row) => fullName(row, say('list.noName')),
          },
        }
      : {}),
  })
}

function sortOf(filter: RegisterFilter): Sort {
  return {
    by: filter.sort,
    descending: filter.descending,
    href: (by, descending) => paths.register(queryOf({ ...filter, sort: SortBy.parse(by), descending, page: 1 })),
  }
}

function columnsOf(view: ListView & { readonly filter?: RegisterFilter }, say: Say<Word>): readonly Column<ListRow>[] {
  const { language, codes, colleagues } = view
  const on = view.filter?.asOf ?? view.filter?.knownAt ?? view.today
  const owners = new Map(colleagues.map((each) => [each.accountId, each.displayName]))
  return [
    {
      key: 'name',
      label: say('list.name'),
      heads: true,
      sortable: true,
      cell: (row) =>
        html`<a href="${paths.person(row.personId)}">${fullName(row, say('list.noName'))}</a>${row.protection !== 'none' && html` ${tag('broken', say('list.guarded'))}`}${row.unclear && html` ${tag('unclear', say('list.unclear'))}`}`,
    },
    {
      key: 'age',
      label: say('list.age'),
      sortable: true,
      numeric: true,
      cell: (row) => String(ageOn(row.latestBirthDate, on)),
    },
    {
      key: 'since',
      label: say('list.since'),
      sortable: true,
      tight: true,
      cell: (row) => (row.since ? formatDayShort(row.since, language) : '–'),
    },
    {
      key: 'reason',
      label: say('list.reason'),
      sortable: true,
      cell: (row) => reasonCell(row, { codes, language, say }),
    },
    {
      key: 'occupation',
      label: say('list.occupation'),
      cell: (row) => occupationCell(row, { codes, language, say, on }),
    },
    {
      key: 'owner',
      label: say('list.owner'),
      cell: (row) => (row.ownerId ? (owners.get(row.ownerId) ?? '–') : tag('due', say('list.noOwner'))),
    },
  ]
}

type CellWords = { readonly codes: readonly Code[]; readonly language: Language; readonly say: Say<Word> }

function reasonCell(row: ListRow, { codes, language, say }: CellWords): Content {
  const reason = codeWord(codes, 'entry_reason', row.reason, language)
  const where = [row.lastProgramme, row.lastSchool].filter(Boolean).join(', ')
  return html`${reason}${where !== '' && html`<br><span class="muted">${where}</span>`}${
    row.admittedOn && html`<br>${tag('in', say('list.admitted', { day: formatDayShort(row.admittedOn, language) }))}`
  }`
}

function occupationCell(row: ListRow, { codes, language, say, on }: CellWords & { readonly on: PlainDate }): Content {
  if (row.occupation === null || row.bestBeforeOn === null || row.confirmedOn === null) {
    return html`${tag('due', say('list.noStatus'))} <span class="muted">${say('list.neverAsked')}</span>`
  }
  const occupation = codeWord(codes, 'occupation', row.occupation, language)
  if (row.bestBeforeOn <= on) {
    return tag('broken', say('list.stale', { occupation, n: Math.max(1, daysBetween(row.bestBeforeOn, on)) }))
  }
  return html`${occupation} <span class="muted">· ${say('list.confirmed', { when: formatSince(row.confirmedOn, on, language) })}</span>`
}

function savedFilters(view: ListPage, say: Say<Word>): Html {
  const list = view.saved.map(
    (each) =>
      html`<li>${
        each.filter === null
          ? html`${each.name} <span class="muted">${say('saved.old')}</span>`
          : html`<a href="${paths.register(queryOf({ ...each.filter, page: 1 }))}">${each.name}</a>`
      }${each.shared && html` <span class="muted">${say('saved.shared')}</span>`}${
        each.own &&
        html` <form class="inline" method="post" action="${paths.savedFilterRemoval(each.id)}">${button({ label: say('saved.remove', { name: each.name }), kind: 'plain', icon: 'close' })}</form>`
      }</li>`,
  )
  const field = fieldsOf({ form: 'save-filter', language: view.language, errors: [], filter: true })
  const query = queryOf({ ...view.filter, page: 1 })
  return disclosure(
    say('saved.title'),
    html`${list.length === 0 ? html`<p class="muted">${say('saved.none')}</p>` : html`<ul class="plain">${list}</ul>`}
<form class="filters" id="save-filter" method="post" action="${paths.savedFilters()}"><input type="hidden" name="token" value="${view.tokens.save}"><input type="hidden" name="query" value="${paths.register(query).split('?')[1] ?? ''}"><div class="filter-row">${field.text({ name: 'name', label: say('saved.name'), width: 'medium', maxlength: 80 })}${
      view.may.share && field.checkbox({ name: 'shared', label: say('saved.share'), checked: false })
    }${button({ label: say('saved.save'), kind: 'quiet' })}</div></form>`,
  )
}

function assignCard(view: ListPage, say: Say<Word>): Html {
  const { language, filter, total } = view
  const field = fieldsOf({ form: 'assign', language, errors: [], filter: true })
  return card(
    { title: say('bulk.title'), id: 'assign-title' },
    bulkForm(
      { id: 'assign', action: paths.registerOwners(), language, token: view.tokens.bulk },
      html`<input type="hidden" name="query" value="${paths.register(queryOf({ ...filter, page: 1 })).split('?')[1] ?? ''}"><div class="filter-row">${field.select(
        {
          name: 'owner',
          label: say('filter.owner'),
          blank: say('bulk.choose'),
          options: [...ownerOptions(view.colleagues, false), { value: 'none', label: say('bulk.nobody') }],
        },
      )}${
        total > PAGE_SIZE
          ? field.select({
              name: 'scope',
              label: say('bulk.scope'),
              value: 'chosen',
              options: [
                { value: 'chosen', label: say('bulk.scope.chosen') },
                { value: 'all', label: say('bulk.scope.all') },
              ],
            })
          : null
      }${button({ label: say('bulk.submit') })}</div>`,
    ),
  )
}
