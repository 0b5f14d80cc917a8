import { type Html, html } from '../../kernel/html.ts'
import type { Reach, SurvivalPoint } from './rules.ts'

const WIDTH = 640
const HEIGHT = 220
/** Room above the whole and below nothing, for the width of the line. */
const EDGE = 4

/** The three counts as bars under each other, each under its word: colours are the stylesheet's. The table beside has the figures. */
export function funnel(reach: Reach, bars: readonly [string, string, string]): Html {
  const counts = [reach.sought, reach.tried, reach.reached]
  const most = Math.max(1, reach.sought)
  return html`${counts.map(
    (count, index) =>
      html`<p>${bars[index]}</p><svg class="chart" viewBox="0 0 ${WIDTH} 28" aria-hidden="true"><rect class="track" width="${WIDTH}" height="28" rx="5"/><rect class="bar" width="${round((count / most) * WIDTH)}" height="28" rx="5"/></svg>`,
  )}`
}

export type Axes = {
  /** What the picture is of, for who does not see it. */
  readonly name: string
  readonly lastDay: number
  /** What the height is, over the picture, and what its lines stand for from the top. */
  readonly height: string
  readonly lines: readonly [string, string, string]
  /** What goes from left to right, under it. */
  readonly width: string
}

/**
 * The share not yet reached, falling in steps from one; lines at the whole, the half and nothing. The words of the axes stand around the
 * picture and not in it, where they would shrink with it on a telephone.
 */
export function survivalCurve(
  points: readonly SurvivalPoint[],
  { name, lastDay, height, lines: said, width }: Axes,
): Html {
  const last = Math.max(1, lastDay)
  const x = (day: number) => round((Math.min(day, last) / last) * WIDTH)
  const y = (share: number) => round(EDGE + (1 - share) * (HEIGHT - 2 * EDGE))
  const path = points.map(({ day, share }) => `H${x(day)}V${y(share)}`).join('')
  const lines = [0, 0.5, 1].map((share) => html`<path class="tick" d="M0 ${y(share)}H${WIDTH}"/>`)
  return html`<p class="plot-name">${height}</p>
<div class="plot"><div class="plot-height">${said.map((each) => html`<span>${each}</span>`)}</div>
<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${name}">${lines}<path class="curve" d="M0 ${y(1)}${path}H${WIDTH}"/></svg>
<div class="plot-width"><span>0</span><span>${width}</span><span>${last}</span></div></div>`
}

const round = (value: number) => Math.round(value * 10) / 10
