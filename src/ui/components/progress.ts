import { type Content, type Html, html } from '../../kernel/html.ts'
import { formatNumber, formatSeconds, type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { attributes } from './attributes.ts'

type Progress = {
  readonly language: Language
  readonly id: string
  /** What is going on: `Läser befolkning.csv`. */
  readonly label: string
  readonly done: number
  /** Null while nobody knows how much there is. */
  readonly total: number | null
  readonly secondsLeft: number | null
  /** Server-sent events `data: {"done":1,"total":2,"text":"…","href":null}`; `href` when it is over. */
  readonly events?: string
  readonly detail?: Content
}

/** Long work as a bar with counts and time left. Set `refresh` on the page, so that it moves without script too. */
export function progress({ language, id, label, done, total, secondsLeft, events, detail }: Progress): Html {
  const say = words(TEXT, language)
  return html`<div class="progress"${attributes({ 'data-events': events })}>
<label for="${id}">${label}</label>
<progress id="${id}"${attributes({ value: total === null ? null : done, max: total === null ? null : Math.max(1, total) })}></progress>
<p class="progress-text" role="status">${progressText({ language, done, total, secondsLeft })}</p>
${detail && html`<div>${detail}</div>`}
<noscript><p class="muted">${say('progress.refresh')}</p></noscript></div>`
}

/** `12 400 av 100 000, ungefär 2 minuter kvar`: the same words in the page and in the events. */
export function progressText({
  language,
  done,
  total,
  secondsLeft,
}: Pick<Progress, 'language' | 'done' | 'total' | 'secondsLeft'>): string {
  const sv = language === 'sv'
  const count = formatNumber(done, language)
  const counted = total === null ? count : `${count} ${sv ? 'av' : 'of'} ${formatNumber(total, language)}`
  if (secondsLeft === null) return counted
  return `${counted}, ${formatSeconds(secondsLeft, language)} ${sv ? 'kvar' : 'left'}`
}
