import { type Html, html } from '../kernel/html.ts'
import { facts } from '../ui/components/facts.ts'
import { pageHead } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import type { Paper, PaperPart } from './pdf.ts'

/** What is handed out on paper, as a page to print. */
export function paperPage(paper: Paper): Html {
  const [first, ...lead] = paper.lead
  return html`${pageHead({ title: paper.title, lead: first })}
${lead.map((line) => html`<p>${line}</p>`)}
${paper.parts.map((part, index) => partOf(part, index, paper.language))}`
}

function partOf(
  { title, text = [], facts: known = [], columns = [], rows = [] }: PaperPart,
  index: number,
  language: 'sv' | 'en',
): Html {
  const table = dataTable<readonly string[]>({
    language,
    id: `part-${index}`,
    caption: title,
    captionUnseen: true,
    rows,
    empty: html``,
    columns: columns.map((label, place) => ({
      key: `c${place}`,
      label,
      heads: place === 0,
      cell: (row) => row[place] ?? '',
    })),
  })
  return html`<section><h2>${title}</h2>${text.map((line) => html`<p>${line}</p>`)}${known.length > 0 && facts(known.map(([term, detail]) => ({ term, detail })))}${table}</section>`
}
