import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../../kernel/html.ts'
import { filterBar } from './filters.ts'
import { pager } from './pager.ts'
import { dataTable } from './table.ts'

type Row = { readonly id: string; readonly name: string; readonly age: number }

const ROWS: readonly Row[] = [
  { id: '1', name: 'Elsa <b>', age: 17 },
  { id: '2', name: 'Yusuf', age: 18 },
]

function table(rows: readonly Row[], by = 'name', descending = false): string {
  return String(
    dataTable<Row>({
      language: 'sv',
      id: 't',
      caption: 'Ungdomar',
      rows,
      empty: html`<p>Ingen här. Ta bort ett filter.</p>`,
      sort: { by, descending, href: (key, down) => `?by=${key}&down=${down}` },
      select: { form: 'bulk', name: 'person', value: ({ id }) => id, label: ({ name }) => name },
      columns: [
        { key: 'name', label: 'Namn', sortable: true, heads: true, cell: ({ name }) => name },
        { key: 'age', label: 'Ålder', sortable: true, numeric: true, cell: ({ age }) => age },
      ],
    }),
  )
}

test('the column in order says so, and its link turns the order', () => {
  assert.match(table(ROWS), /aria-sort="ascending"><a href="\?by=name&amp;down=true">Namn/)
  assert.match(table(ROWS, 'name', true), /aria-sort="descending"><a href="\?by=name&amp;down=false">Namn/)
  assert.match(table(ROWS), /<a href="\?by=age&amp;down=false">Ålder/)
})

test('a row is named by its head, its box says whom it chooses, and its cells carry their column for a phone', () => {
  const markup = table(ROWS)
  assert.match(markup, /<th scope="row" data-label="Namn">Elsa &lt;b&gt;<\/th>/)
  assert.match(markup, /value="1" form="bulk" aria-label="Välj Elsa &lt;b&gt;"/)
  assert.match(markup, /<td data-label="Ålder" class="numeric">17<\/td>/)
})

test('an empty list says what to do instead of showing an empty table', () => {
  assert.equal(table([]), '<p>Ingen här. Ta bort ett filter.</p>')
})

const pages = (page: number, total: number) =>
  String(pager({ language: 'sv', page, total, href: (to) => `?page=${to}` }))

test('the pager says which rows one sees and exactly how many there are', () => {
  assert.match(pages(2, 412), /Rad 101–200 av 412/)
  assert.match(pages(5, 412), /Rad 401–412 av 412/)
  assert.match(pages(1, 1), /1 rad</)
  assert.match(pages(1, 0), /Inga rader/)
})

test('the pager leads back, on, to the first and to the last', () => {
  const links = [...pages(5, 1000).matchAll(/href="\?page=(\d+)"/g)].map(([, page]) => page)
  assert.deepEqual(links, ['4', '1', '4', '5', '6', '10', '6'])
  assert.doesNotMatch(pages(1, 412), /rel="prev"/)
  assert.doesNotMatch(pages(5, 412), /rel="next"/)
})

test('a filter keeps the order of the list and can be taken away chip by chip', () => {
  const markup = String(
    filterBar(
      {
        language: 'sv',
        id: 'f',
        action: '/register',
        keep: { by: 'name', page: null },
        chips: [{ label: '18 år', removeHref: '/register?by=name' }],
        clearHref: '/register',
      },
      (field) => field.text({ name: 'age', label: 'Ålder' }),
    ),
  )
  assert.match(markup, /<form class="filters" method="get"/)
  assert.match(markup, /<input type="hidden" name="by" value="name">/)
  assert.doesNotMatch(markup, /name="page"|required|frivilligt/)
  assert.match(markup, /href="\/register\?by=name" aria-label="Ta bort filtret 18 år"/)
})
