import { type Content, type Html, html } from '../../kernel/html.ts'
import { type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { icon } from './icons.ts'

export type NoticeTone = 'info' | 'due' | 'broken' | 'done'

const ICON = { info: 'info', due: 'warning', broken: 'warning', done: 'check' } as const

type Notice = { readonly tone: NoticeTone; readonly title: string }

/** A few words that must not be missed, in the flow of the page. */
export function notice({ tone, title }: Notice, content?: Content): Html {
  return html`<div class="notice ${tone}">${icon(ICON[tone])}<div><p><strong>${title}</strong></p>${content && html`<p>${content}</p>`}</div></div>`
}

/** Stands first on every page about a person with protected identity. */
export function protectedNotice(language: Language): Html {
  const say = words(TEXT, language)
  return html`<div class="notice broken protected">${icon('lock')}<div><p><strong>${say('protected.title')}</strong></p><p>${say('protected.text')}</p></div></div>`
}

/** Marks what has not been checked against the authority that decides it. */
export function unverified(language: Language): Html {
  const say = words(TEXT, language)
  return html`<span class="unverified" title="${say('unverified.text')}">${say('unverified')}</span>`
}

/** The same beside a word that stands for a code. */
export function unverifiedCode(language: Language): Html {
  const say = words(TEXT, language)
  return html`<span class="unverified" title="${say('unverified.text')}">${say('unverified.code')}</span>`
}

/** The one sentence that says why: set apart, first on the page. */
export function why(content: Content): Html {
  return html`<p class="why">${content}</p>`
}
