import { addDays, type PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { formatSpan, type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { clusters, placeLabels, swarm, type Wish } from './lifeline-labels.ts'
import { type Lane, type LifeMark, type LifeSpan, type MarkTone, rowId, whenOf } from './lifeline-model.ts'
import { type Scale, scaleOf, type Tick, textWidth, ticksOf, type Window } from './lifeline-scale.ts'

export type Drawing = {
  readonly id: string
  readonly language: Language
  readonly lanes: readonly Lane[]
  readonly today: PlainDate
  readonly window: Window
}

const WIDTH = 880
const TYPE = 13
const AXIS = 26
const NAME = 24
const BAR = 24
const LINE = 18
const GAP = 8
const REACH = 24

/**
 * The picture: an axis, then one strip per lane, edge to edge, so that the lines of the days run through. The name of
 * a lane lies over its strip and stays in sight when a phone scrolls sideways. Colours and lines are in the
 * stylesheet; nothing here has a style of its own. In each strip the texts come last, so that nothing covers them.
 */
export function drawLifeline(drawing: Drawing): Html {
  const scale = scaleOf(drawing.window, WIDTH)
  const ticks = ticksOf(scale, drawing.language)
  const days = (height: number) => dayLines(drawing, scale, ticks, height)
  const lanes = drawing.lanes.map((lane, index) => drawLane({ drawing, scale, lane, index, days }))
  return html`<div class="lifeline-sheet">${todayTarget(drawing, scale)}${drawAxis(drawing, scale, ticks)}${lanes}</div>`
}

/** An invisible point at today, where a narrow view opens. Its place is an attribute, since no style may stand in the page. */
function todayTarget({ today }: Drawing, scale: Scale): Html {
  const share = Math.max(0, Math.min(100, (scale.x(today) / WIDTH) * 100))
  return html`<div class="lifeline-now" aria-hidden="true"><svg width="${share.toFixed(1)}%" height="1"></svg><i data-today></i></div>`
}

function drawAxis({ language, today, window }: Drawing, scale: Scale, all: readonly Tick[]): Html {
  const now = scale.x(today)
  const shown = today >= window.from && today <= window.until
  const ticks = all.filter(({ x, label }) => {
    // A year is bold, and so a little wider than its letters are counted to be.
    const half = textWidth(label, TYPE) / 2 + 8
    return x - half >= 0 && x + half <= WIDTH && (!shown || Math.abs(x - now) > half + 34)
  })
  const labels = ticks.map(
    ({ x, label, year }) =>
      html`<text class="${year ? 'year' : 'month'}" x="${x}" y="15" text-anchor="middle">${label}</text>`,
  )
  return html`<svg class="lifeline-axis" viewBox="0 0 ${WIDTH} ${AXIS}" aria-hidden="true">${labels}${shown && todayFlag(language, now)}</svg>`
}

function todayFlag(language: Language, x: number): Html {
  const label = words(TEXT, language)('lifeline.today')
  const wide = textWidth(label, TYPE) + 14
  const left = Math.max(0, Math.min(x - wide / 2, WIDTH - wide))
  return html`<g class="now"><path d="M${x} 20V${AXIS}"/><rect x="${round(left)}" width="${round(wide)}" height="21" rx="10.5"/><text x="${round(left + wide / 2)}" y="15" text-anchor="middle">${label}</text></g>`
}

type LaneDrawn = {
  readonly drawing: Drawing
  readonly scale: Scale
  readonly lane: Lane
  readonly index: number
  /** What lies behind every lane of a height. */
  readonly days: (height: number) => Html
}

function drawLane({ drawing, scale, lane, index, days }: LaneDrawn): Html {
  const spans = lane.spans
    .map((span, at) => ({ ...bounds(span, drawing, scale), span, href: `#${rowId(drawing.id, index, 'span', at)}` }))
    .filter(
      ({ span: { from, until } }) => (until === null || scale.x(until) > 0) && (from === null || scale.x(from) < WIDTH),
    )
  const marks = lane.marks
    .map((mark, at) => ({ x: scale.x(mark.on), mark, href: `#${rowId(drawing.id, index, 'mark', at)}` }))
    .filter(({ x }) => x >= 0 && x <= WIDTH)
  const wishes: Wish[] = [
    ...spans.filter((one) => one.text && !one.inside).map((one) => ({ x: one.left, text: one.text })),
    ...marks.flatMap(({ x, mark }) => (mark.short ? [{ x, text: mark.short }] : [])),
  ]
  const labels = placeLabels(wishes, WIDTH, TYPE)
  const height = NAME + BAR + labels.reduce((most, { row }) => Math.max(most, row + 1), 0) * LINE + GAP
  const leaders = labels.map(
    ({ anchor, row }) => html`<path class="leader" d="M${anchor} ${NAME + BAR}v${row * LINE + 6}"/>`,
  )
  const under = labels.map(
    ({ x, row, text }) => html`<text x="${round(x)}" y="${NAME + BAR + row * LINE + 17}">${text}</text>`,
  )
  const hatch = html`<defs><pattern id="${drawing.id}-${index}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v7"/></pattern></defs>`
  return html`<div class="lane"><svg viewBox="0 0 ${WIDTH} ${height}" role="group" aria-label="${lane.label}">${spans.some(isUnclear) && hatch}${days(height)}<rect class="track" y="${NAME}" width="${WIDTH}" height="${BAR}" rx="5"/>${spans.map((one) => drawSpan(drawing, lane, index, one))}${clusters(marks, REACH).map((group) => drawCluster(drawing, lane, group))}${leaders}<g class="texts" aria-hidden="true">${spans.map(insideText)}${under}</g></svg><span class="lane-name" aria-hidden="true">${lane.label}</span></div>`
}

/** What every lane stands on: the days, what lies ahead, and today. */
function dayLines({ today }: Drawing, scale: Scale, all: readonly Tick[], height: number): Html {
  const now = scale.x(today)
  const ticks = all.map(({ x, year }) => html`<path class="${year ? 'tick year' : 'tick'}" d="M${x} 0V${height}"/>`)
  const ahead =
    now < WIDTH &&
    html`<rect class="future" x="${Math.max(0, now)}" width="${round(WIDTH - Math.max(0, now))}" height="${height}"/>`
  const line = now >= 0 && now <= WIDTH && html`<path class="today" d="M${now} 0V${height}"/>`
  return html`${ahead}${ticks}${line}`
}

type Bounds = {
  readonly left: number
  readonly right: number
  /** What is open or lies ahead is drawn lighter after today, which is here. */
  readonly solid: number
  readonly text: string
  readonly inside: boolean
}

function bounds({ from, until, label, short, tone }: LifeSpan, { today }: Drawing, scale: Scale): Bounds {
  const left = from === null ? 0 : Math.max(0, scale.x(from))
  const right = until === null ? WIDTH : Math.max(left + 3, Math.min(WIDTH, scale.x(until)))
  const solid = Math.max(left, Math.min(right, scale.x(today)))
  const text = short ?? label
  const room = (solid > left ? solid : right) - left
  return { left, right, solid, text, inside: tone !== 'unclear' && textWidth(text, TYPE) + 16 <= room }
}

type SpanDrawn = Bounds & { readonly span: LifeSpan; readonly href: string }

const isUnclear = ({ span }: SpanDrawn) => span.tone === 'unclear'

function drawSpan({ id, language }: Drawing, lane: Lane, index: number, one: SpanDrawn): Html {
  const { left, right, solid, span, href } = one
  const say = words(TEXT, language)
  const name = `${lane.label}: ${span.label}, ${whenOf(span, language)}. ${say('lifeline.sourceIs', { source: span.source })}`
  const part = (from: number, to: number, kind: string) =>
    to > from &&
    html`<rect class="${kind}" x="${from}" y="${NAME}" width="${round(to - from)}" height="${BAR}" rx="${round(Math.min(5, (to - from) / 2))}"/>`
  const hatched =
    isUnclear(one) &&
    html`<path d="M${left} ${NAME}H${right}V${NAME + BAR}H${left}Z" fill="url(#${id}-${index}-hatch)"/>`
  return html`<a href="${href}" class="span ${span.tone}" aria-label="${name}"><title>${name}</title>${part(solid, right, 'ahead')}${part(left, solid, 'solid')}${hatched}</a>`
}

function insideText({ inside, left, solid, text, span }: SpanDrawn): Html | false {
  const tone = solid > left ? span.tone : 'planned'
  return inside && html`<text class="${tone}" x="${left + 8}" y="${NAME + 17}">${text}</text>`
}

type MarkDrawn = { readonly x: number; readonly mark: LifeMark; readonly href: string }

const MIDDLE = NAME + BAR / 2

function drawCluster({ language }: Drawing, lane: Lane, group: readonly MarkDrawn[]): Html | false {
  const [first] = group
  const last = group.at(-1)
  if (!first || !last) return false
  const say = words(TEXT, language)
  const told = group.map(({ mark }) => `${whenOf(mark, language)} ${mark.label} (${mark.source})`)
  const when = formatSpan(first.mark.on, addDays(last.mark.on, 1), language)
  const name =
    group.length === 1
      ? `${lane.label}: ${first.mark.label}, ${when}. ${say('lifeline.sourceIs', { source: first.mark.source })}`
      : `${lane.label}: ${say('lifeline.cluster', { n: group.length, when })}. ${told.join(' · ')}`
  const sides = swarm(
    group.map(({ x }) => x),
    11,
  )
  const signs = group.map(({ x, mark }, index) => sign(mark.tone, x, MIDDLE + (sides[index] ?? 0) * 5.5))
  const reach = html`<rect class="reach" x="${round(first.x - REACH / 2)}" y="${NAME}" width="${round(last.x - first.x + REACH)}" height="${BAR}" rx="6"/>`
  return html`<a href="${first.href}" class="signs" aria-label="${name}"><title>${name}</title>${reach}${signs}</a>`
}

const SIGNS: Readonly<Record<MarkTone, string>> = {
  reached: 'M-5 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0Z',
  tried: 'M-4.5 0a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0Z',
  edge: 'M0-12V12M-4 0a4 4 0 1 0 8 0 4 4 0 1 0-8 0Z',
  decision: 'M-5-5H5V5H-5Z',
  due: 'M0-6.5 6.5 0 0 6.5-6.5 0Z',
  broken: 'M0-14V14M-4-4 4 4M4-4-4 4',
}

function sign(tone: MarkTone, x: number, y: number): Html {
  return html`<path class="sign ${tone}" transform="translate(${round(x)} ${y})" d="${SIGNS[tone]}"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
