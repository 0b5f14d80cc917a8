import { type Content, type Html, html } from '../../kernel/html.ts'
import { type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { attributes } from './attributes.ts'
import { button } from './buttons.ts'
import { type FieldError, type Fields, fieldsOf } from './fields.ts'
import { icon } from './icons.ts'

export type Chip = { readonly label: string; readonly removeHref: string }

type FilterBar = {
  readonly language: Language
  readonly id: string
  /** The list's own address: the form is a plain GET. */
  readonly action: string
  /** What must survive a new filter, such as the order. */
  readonly keep?: Readonly<Record<string, string | null | undefined>>
  readonly chips: readonly Chip[]
  readonly clearHref: string
  /** Fields beyond the first row: folded, open when one of them is in use. */
  readonly more?: (field: Fields) => Content
  readonly moreOpen?: boolean
  /** What could not be read, beside the field it stands in. */
  readonly errors?: readonly FieldError[]
  /** Ids, with spaces between, of what a new answer replaces in place when script is there: the list and its count. */
  readonly partial?: string
}

/** The filters of a list: chosen in a row, applied by a button, shown as chips that one can take away. */
export function filterBar(options: FilterBar, content: (field: Fields) => Content): Html {
  const { language, id, action, keep = {}, more, moreOpen, partial } = options
  const say = words(TEXT, language)
  const field = fieldsOf({ form: id, language, errors: options.errors ?? [], filter: true })
  const hidden = Object.entries(keep).map(
    ([name, value]) => value && html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form class="filters" method="get" role="search"${attributes({ id, action, 'data-partial': partial && `${partial} ${id}-chips`, 'aria-label': say('filter.label') })}>${hidden}<div class="filter-row">${content(field)}${button({ label: say('filter.apply'), icon: 'filter' })}</div>${
    more &&
    html`<details class="disclosure"${attributes({ open: moreOpen })}><summary>${say('filter.more')}</summary><div class="filter-row">${more(field)}</div></details>`
  }</form>${chips(options)}`
}

function chips({ language, id, chips: list, clearHref }: FilterBar): Html {
  const say = words(TEXT, language)
  const links = list.map(
    ({ label, removeHref }) =>
      html`<li><a class="chip" href="${removeHref}" aria-label="${say('filter.remove', { name: label })}">${label}${icon('close')}</a></li>`,
  )
  return html`<div class="chips" id="${id}-chips">${
    list.length > 0 &&
    html`<ul aria-label="${say('filter.active')}">${links}<li><a href="${clearHref}">${say('filter.clear')}</a></li></ul>`
  }</div>`
}
