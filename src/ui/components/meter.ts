import { type Content, type Html, html } from '../../kernel/html.ts'
import { formatNumber, type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { shape, type Tone } from './tag.ts'

type Meter = {
  readonly language: Language
  readonly total: number
  /** What the figure counts and how it moved: `ungdomar, 6 färre än i måndags`. */
  readonly unit: Content
  readonly rows: readonly {
    readonly label: string
    readonly count: number
    readonly href: string
    readonly tone: Tone
  }[]
}

/** Between chairs: one figure whose target is zero, and the reasons it is not, each a way to the list behind it. */
export function meter({ language, total, unit, rows }: Meter): Html {
  const say = words(TEXT, language)
  return html`<div class="meter${total === 0 ? ' done' : ''}">
<p class="meter-total"><strong>${formatNumber(total, language)}</strong> <span>${total === 0 ? say('meter.done') : unit}</span></p>
<ul>${rows.map(
    ({ label, count, href, tone }) =>
      html`<li><a href="${href}">${shape(count === 0 ? 'neutral' : tone)}<span>${label}</span> <b>${formatNumber(count, language)}</b></a></li>`,
  )}</ul></div>`
}
