import { type Content, type Html, html, trusted } from '../../kernel/html.ts'
import { type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { attributes } from './attributes.ts'
import { icon } from './icons.ts'

export type Column<Row> = {
  /** Names the order in the address when the column can be sorted. */
  readonly key: string
  readonly label: string
  readonly cell: (row: Row) => Content
  readonly sortable?: boolean
  /** Names the row: read out before its other cells. One per table. */
  readonly heads?: boolean
  /** Figures stand to the right. */
  readonly numeric?: boolean
  /** Days and other short things stay on one line where there is room for a table. */
  readonly tight?: boolean
}

export type Sort = {
  readonly by: string
  readonly descending: boolean
  readonly href: (by: string, descending: boolean) => string
}

type Selection<Row> = {
  /** The id of the bulk form that the boxes belong to. */
  readonly form: string
  readonly name: string
  readonly value: (row: Row) => string
  /** What the row is called, for those who listen. */
  readonly label: (row: Row) => string
  /** Those that were chosen when the form came back. */
  readonly chosen?: readonly string[]
}

type Table<Row> = {
  readonly language: Language
  /** Unique on the page. */
  readonly id: string
  readonly caption: string
  /** A caption that the heading above repeats is read, not seen. */
  readonly captionUnseen?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly empty: Html
  readonly sort?: Sort
  readonly select?: Selection<Row>
  /** Row ids, for links to a row. */
  readonly rowId?: (row: Row) => string
  /** On a phone rows become cards; a table of figures scrolls instead, with its first column in place. */
  readonly phone?: 'cards' | 'scroll'
}

/** A list as a table: sorted by links, chosen by boxes, never without a word when it is empty. */
export function dataTable<Row>(table: Table<Row>): Html {
  const { id, caption, captionUnseen, columns, rows, phone = 'cards' } = table
  if (rows.length === 0) return table.empty
  const label = `${id}-caption`
  // Written once per table, not per cell: a page has hundreds of cells.
  const open = columns.map((column) => cellStart(column))
  return html`<section class="sheet ${phone}" tabindex="0" aria-labelledby="${label}"><table id="${id}"><caption id="${label}"${attributes({ class: captionUnseen && 'unseen' })}>${caption}</caption>
<thead><tr>${table.select && selectAll(table.language, table.select)}${columns.map((column) => headCell(table, column))}</tr></thead>
<tbody>${rows.map((row) => bodyRow(table, open, row))}</tbody></table></section>`
}

function bodyRow<Row>({ columns, select, rowId, language }: Table<Row>, open: readonly Html[], row: Row): Html {
  const cells = columns.map(
    (column, index) => html`${open[index]}${column.cell(row)}${column.heads ? END_HEAD : END_CELL}`,
  )
  return html`<tr${rowId && attributes({ id: rowId(row) })}>${select && selectCell(language, select, row)}${cells}</tr>
`
}

const END_HEAD = trusted('</th>')
const END_CELL = trusted('</td>')

function cellStart<Row>({ label, heads, numeric, tight }: Column<Row>): Html {
  const own = attributes({ 'data-label': label, class: numeric ? 'numeric' : tight && 'tight' })
  return heads ? html`<th scope="row"${own}>` : html`<td${own}>`
}

function headCell<Row>({ sort, language }: Table<Row>, { key, label, sortable, numeric }: Column<Row>): Html {
  const place = attributes({ class: numeric && 'numeric' })
  if (!sort || !sortable) return html`<th scope="col"${place}>${label}</th>`
  const current = sort.by === key
  const direction = current ? (sort.descending ? 'descending' : 'ascending') : null
  const say = words(TEXT, language)
  const sign = !current ? icon('sort') : sort.descending ? icon('sortDown') : icon('sortUp')
  const spoken =
    current && html`<span class="unseen"> ${say(sort.descending ? 'table.sorted.down' : 'table.sorted.up')}</span>`
  return html`<th scope="col"${place}${attributes({ 'aria-sort': direction })}><a href="${sort.href(key, current && !sort.descending)}">${label}${sign}${spoken}</a></th>`
}

function selectAll<Row>(language: Language, { form, name }: Selection<Row>): Html {
  const say = words(TEXT, language)
  // Without script there is nothing to select all with: the box shows itself when the script has come.
  return html`<th scope="col" class="select"><span class="unseen">${say('table.selectColumn')}</span><label hidden data-word="${say('table.selectAll')}"><input type="checkbox" data-select-all="${name}" form="${form}" aria-label="${say('table.selectAll')}"></label></th>`
}

function selectCell<Row>(language: Language, { form, name, value, label, chosen }: Selection<Row>, row: Row): Html {
  const named = words(TEXT, language)('table.select', { name: label(row) })
  return html`<td class="select"><label><input type="checkbox" name="${name}" value="${value(row)}" form="${form}" aria-label="${named}"${attributes({ checked: chosen?.includes(value(row)) })}></label></td>`
}

type Bulk = { readonly id: string; readonly action: string; readonly language: Language; readonly token: string }

/** What one can do with the chosen rows: a form whose boxes stand in the table. */
export function bulkForm({ id, action, language, token }: Bulk, content: Content): Html {
  const say = words(TEXT, language)
  return html`<form class="bulk" id="${id}" method="post" action="${action}"><input type="hidden" name="token" value="${token}"><p data-selected hidden><output>0</output> ${say('table.selected')}</p>${content}</form>`
}
