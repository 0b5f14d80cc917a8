import { type Content, type Html, html } from '../../kernel/html.ts'

type Fact = { readonly term: Content; readonly detail: Content; readonly note?: Content }

/** Terms and what is known of them; `note` says from where and since when. */
export function facts(rows: readonly Fact[]): Html {
  return html`<dl class="facts">${rows.map(
    ({ term, detail, note }) =>
      html`<div><dt>${term}</dt><dd>${detail}${note && html` <span class="muted">${note}</span>`}</dd></div>`,
  )}</dl>`
}
