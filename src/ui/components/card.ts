import { type Content, type Html, html } from '../../kernel/html.ts'
import { attributes } from './attributes.ts'

type Card = {
  readonly title: string
  /** Needed when something points at the card; unique on the page. */
  readonly id: string
  /** What stands to the right of the title: a link, a count. */
  readonly aside?: Content
  /** A card inside a card's section is one level down. */
  readonly level?: 2 | 3
  /** A warm card asks for attention today. */
  readonly tone?: 'due' | 'broken'
}

/** One matter with its heading. */
export function card({ title, id, aside, level = 2, tone }: Card, content: Content): Html {
  const heading = level === 2 ? html`<h2 id="${id}">${title}</h2>` : html`<h3 id="${id}">${title}</h3>`
  return html`<section${attributes({ class: tone ? `card ${tone}` : 'card', 'aria-labelledby': id })}>
<div class="card-head">${heading}${aside && html`<div class="aside">${aside}</div>`}</div>
${content}</section>`
}

/** Cards side by side, as many as there is room for. */
export function columns(...cards: readonly Content[]): Html {
  return html`<div class="columns">${cards}</div>`
}
