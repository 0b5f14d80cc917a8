import { type Html, html } from '../../kernel/html.ts'
import { formatNumber, type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { icon } from './icons.ts'

/** Rows on a page of every list. */
export const PAGE_SIZE = 100

type Pager = {
  readonly language: Language
  /** 1 is the first. */
  readonly page: number
  /** All rows that the filter leaves, not only those on the page. */
  readonly total: number
  readonly href: (page: number) => string
  readonly pageSize?: number
  /** The same pager once more, below its list: it must not have the same name as the one above. */
  readonly below?: boolean
}

/** Where in the list one is, the exact total, and the ways on. */
export function pager({ language, page, total, href, pageSize = PAGE_SIZE, below = false }: Pager): Html {
  const say = words(TEXT, language)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const from = (page - 1) * pageSize + 1
  const to = Math.min(total, page * pageSize)
  const where =
    total === 0
      ? say('pager.none')
      : pages === 1
        ? say('pager.all', { n: total, total })
        : say('pager.rows', { from, to, total })
  if (pages === 1) return html`<p class="pager"><span>${where}</span></p>`
  const step = (to: number, word: 'pager.previous' | 'pager.next') =>
    to < 1 || to > pages
      ? false
      : html`<li><a href="${href(to)}" rel="${to < page ? 'prev' : 'next'}">${to < page && icon('back')}${say(word)}${to > page && icon('forward')}</a></li>`
  return html`<nav class="pager" aria-label="${say(below ? 'pager.below' : 'pager.label')}"><span>${where}</span><ul>${step(page - 1, 'pager.previous')}${shown(
    page,
    pages,
  ).map((number) =>
    number === null ? html`<li class="gap">…</li>` : html`<li>${pageLink({ number, page, href, language })}</li>`,
  )}${step(page + 1, 'pager.next')}</ul></nav>`
}

function pageLink({
  number,
  page,
  href,
  language,
}: Pick<Pager, 'page' | 'href' | 'language'> & { number: number }): Html {
  const text = formatNumber(number, language)
  const label = words(TEXT, language)('pager.page', { page: number })
  return number === page
    ? html`<a href="${href(number)}" aria-current="page" aria-label="${label}">${text}</a>`
    : html`<a href="${href(number)}" aria-label="${label}">${text}</a>`
}

/** The first, the last, and those around the page; null where some are left out. */
function shown(page: number, pages: number): readonly (number | null)[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages)
  return wanted.flatMap((number, index) => {
    const before = wanted[index - 1]
    return before !== undefined && number - before > 1 ? [null, number] : [number]
  })
}
