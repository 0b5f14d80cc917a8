import { type Content, type Html, html } from '../../kernel/html.ts'
import { formatNumber, type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { attributes } from './attributes.ts'

/** The way here, from the outermost place. The page itself is not repeated: its heading follows. */
export function breadcrumbs(
  language: Language,
  trail: readonly { readonly label: string; readonly href: string }[],
): Html {
  const say = words(TEXT, language)
  return html`<nav class="crumbs" aria-label="${say('crumbs')}"><ol>${trail.map(
    ({ label, href }) => html`<li><a href="${href}">${label}</a></li>`,
  )}</ol></nav>`
}

type Tab = { readonly label: string; readonly href: string; readonly current: boolean; readonly count?: number }

/** Views of the same thing as plain links: each has an address of its own. */
export function tabs(language: Language, label: string, list: readonly Tab[]): Html {
  return html`<nav class="tabs" aria-label="${label}"><ul>${list.map(
    (tab) =>
      html`<li><a href="${tab.href}"${attributes({ 'aria-current': tab.current && 'page' })}>${tab.label}${
        tab.count !== undefined && html` <span class="count">${formatNumber(tab.count, language)}</span>`
      }</a></li>`,
  )}</ul></nav>`
}

type PageHead = {
  readonly title: string
  /** A line under the title: who, where, since when. */
  readonly lead?: Content
  readonly crumbs?: Html
  /** Buttons and links for the whole page, most important first. */
  readonly actions?: Content
}

/** The head of a page: its only h1, and what one can do with all of it. */
export function pageHead({ title, lead, crumbs, actions }: PageHead): Html {
  return html`<div class="page-head">${crumbs}<div class="title"><h1>${title}</h1>${lead && html`<p class="lead">${lead}</p>`}</div>${
    actions && html`<div class="toolbar">${actions}</div>`
  }</div>`
}

/** Buttons and links that belong together. */
export function toolbar(...items: readonly Content[]): Html {
  return html`<div class="toolbar">${items}</div>`
}

/** Detail that waits until it is asked for. */
export function disclosure(summary: Content, content: Content, open = false): Html {
  return html`<details class="disclosure"${attributes({ open })}><summary>${summary}</summary><div class="disclosed">${content}</div></details>`
}

type Empty = { readonly title: string; readonly hint: Content; readonly action?: Html }

/** Nothing to show: says why, and what to do next. */
export function emptyState({ title, hint, action }: Empty): Html {
  return html`<div class="empty"><p><strong>${title}</strong></p><p>${hint}</p>${action}</div>`
}
