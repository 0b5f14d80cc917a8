import { addDays, type PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { formatSpan, type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { clusters, placeLabels, swarm, type Wish } from './lifeline-labels.ts'
import { type Lane, type LifeMark, type LifeSpan, type MarkTone, rowId, whenOf } from './lifeline-model.ts'
import { type Scale, scaleOf, textWidth, ticksOf, type Window } from './lifeline-scale.ts'

export type Drawing = {
  readonly id: string
  readonly language: Language
  readonly lanes: readonly Lane[]
  readonly today: PlainDate
  readonly window: Window
  readonly summary: string
}

const WIDTH = 880
const TYPE = 13
const AXIS = 30
const NAME = 20
const BAR = 24
const LINE = 18
const GAP = 10
const REACH = 24

/**
 * The picture as two layers of one height: the plot, and over it the names of the lanes, which stay in sight when a
 * phone scrolls the plot. Colours and lines are in the stylesheet; nothing here has a style of its own.
 */
export function drawLifeline(drawing: Drawing): Html {
  const { id, window, summary, lanes } = drawing
  const scale = scaleOf(window, WIDTH)
  const drawn = lanes.map((lane, index) => drawLane(drawing, scale, lane, index))
  let top = AXIS
  const placed = drawn.map((lane) => {
    const at = top
    top += lane.height
    return { ...lane, at }
  })
  const names = placed.map(({ name, at }) => html`<text x="2" y="${at + 14}">${name}</text>`)
  const rows = placed.map(({ body, at }) => html`<g transform="translate(0 ${at})">${body}</g>`)
  return html`<div class="lifeline-sheet"><svg class="lifeline-plot" viewBox="0 0 ${WIDTH} ${top}" role="group" aria-label="${summary}"><defs><pattern id="${id}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v7"/></pattern></defs>${axis(drawing, scale, top)}${rows}${todayLine(drawing, scale, top)}</svg><svg class="lifeline-names" viewBox="0 0 220 ${top}" aria-hidden="true">${names}</svg>${todayTarget(drawing, scale)}</div>`
}

/** An invisible point at today, where a narrow view opens. Its place is an attribute, since no style may stand in the page. */
function todayTarget({ today }: Drawing, scale: Scale): Html {
  const share = Math.max(0, Math.min(100, (scale.x(today) / WIDTH) * 100))
  return html`<div class="lifeline-now" aria-hidden="true"><svg width="${share.toFixed(1)}%" height="1"></svg><i data-today></i></div>`
}

function axis({ language, today }: Drawing, scale: Scale, height: number): Html {
  const now = scale.x(today)
  const ticks = ticksOf(scale, language).map(({ x, label, year }) => {
    const half = textWidth(label, TYPE) / 2
    const shown = x - half >= 0 && x + half <= WIDTH && Math.abs(x - now) > half + 34
    return html`<path class="${year ? 'tick year' : 'tick'}" d="M${x} ${AXIS - 6}V${height}"/>${shown && html`<text class="${year ? 'year' : ''}" x="${x}" y="14" text-anchor="middle">${label}</text>`}`
  })
  const future =
    now < WIDTH &&
    html`<rect class="future" x="${now}" y="${AXIS - 6}" width="${WIDTH - now}" height="${height - AXIS + 6}"/>`
  return html`${future}${ticks}`
}

function todayLine({ language, today }: Drawing, scale: Scale, height: number): Html | false {
  const x = scale.x(today)
  if (x < 0 || x > WIDTH) return false
  const label = words(TEXT, language)('lifeline.today')
  const wide = textWidth(label, TYPE) + 14
  const left = Math.max(0, Math.min(x - wide / 2, WIDTH - wide))
  return html`<g class="now"><path d="M${x} 20V${height}"/><rect x="${left}" width="${wide}" height="20" rx="10"/><text x="${left + wide / 2}" y="14" text-anchor="middle">${label}</text></g>`
}

type Drawn = { readonly name: string; readonly height: number; readonly body: Html }

function drawLane(drawing: Drawing, scale: Scale, lane: Lane, index: number): Drawn {
  const spans = lane.spans
    .map((span, at) => ({ ...bounds(span, drawing, scale), span, href: `#${rowId(drawing.id, index, 'span', at)}` }))
    .filter(({ left, right }) => right > 0 && left < WIDTH)
  const marks = lane.marks
    .map((mark, at) => ({ x: scale.x(mark.on), mark, href: `#${rowId(drawing.id, index, 'mark', at)}` }))
    .filter(({ x }) => x >= 0 && x <= WIDTH)
  const wishes: Wish[] = [
    ...spans.filter((one) => one.text && !one.inside).map((one) => ({ x: one.left, text: one.text })),
    ...marks.flatMap(({ x, mark }) => (mark.short ? [{ x, text: mark.short }] : [])),
  ]
  const labels = placeLabels(wishes, WIDTH, TYPE)
  const rows = labels.reduce((most, { row }) => Math.max(most, row + 1), 0)
  const texts = labels.map(
    ({ anchor, x, row, text }) =>
      html`<path class="leader" d="M${anchor} ${NAME + BAR}v${row * LINE + 6}"/><text x="${round(x)}" y="${NAME + BAR + row * LINE + 17}">${text}</text>`,
  )
  const body = html`<rect class="track" y="${NAME}" width="${WIDTH}" height="${BAR}" rx="5"/>${spans.map((one) => drawSpan(drawing, lane, one))}${clusters(marks, REACH).map((group) => drawCluster(drawing, lane, group))}${texts}`
  return { name: lane.label, height: NAME + BAR + rows * LINE + GAP, body }
}

type Bounds = {
  readonly left: number
  readonly right: number
  readonly solid: number
  readonly text: string
  readonly inside: boolean
}

/** Where a span is drawn. What is open or lies ahead is drawn lighter after today: `solid` is where that begins. */
function bounds({ from, until, label, short, tone }: LifeSpan, { today }: Drawing, scale: Scale): Bounds {
  const left = from === null ? 0 : Math.max(0, scale.x(from))
  const right = until === null ? WIDTH : Math.max(left + 3, Math.min(WIDTH, scale.x(until)))
  const solid = Math.max(left, Math.min(right, scale.x(today)))
  const text = short ?? label
  const room = (solid > left ? solid : right) - left
  return { left, right, solid, text, inside: tone !== 'unclear' && textWidth(text, TYPE) + 16 <= room }
}

type SpanDrawn = Bounds & { readonly span: LifeSpan; readonly href: string }

function drawSpan({ id, language }: Drawing, lane: Lane, one: SpanDrawn): Html {
  const { left, right, solid, text, inside, span, href } = one
  const say = words(TEXT, language)
  const name = `${lane.label}: ${span.label}, ${whenOf(span, language)}. ${say('lifeline.sourceIs', { source: span.source })}`
  const part = (from: number, to: number, kind: string) =>
    to > from &&
    html`<rect class="${kind}" x="${from}" y="${NAME}" width="${round(to - from)}" height="${BAR}" rx="${Math.min(5, (to - from) / 2)}"/>`
  const hatch =
    span.tone === 'unclear' &&
    html`<rect x="${left}" y="${NAME}" width="${round(right - left)}" height="${BAR}" rx="5" fill="url(#${id}-hatch)"/>`
  const planned = solid === left
  return html`<a href="${href}" class="span ${span.tone}" aria-label="${name}"><title>${name}</title>${part(solid, right, 'ahead')}${part(left, solid, 'solid')}${hatch}${
    inside && html`<text class="${planned ? 'ahead' : ''}" x="${left + 8}" y="${NAME + 17}">${text}</text>`
  }</a>`
}

type MarkDrawn = { readonly x: number; readonly mark: LifeMark; readonly href: string }

const MIDDLE = NAME + BAR / 2

function drawCluster({ language }: Drawing, lane: Lane, group: readonly MarkDrawn[]): Html {
  const [first] = group
  const last = group.at(-1)
  if (!first || !last) return html``
  const say = words(TEXT, language)
  const told = group.map(({ mark }) => `${whenOf(mark, language)} ${mark.label} (${mark.source})`)
  const when = formatSpan(first.mark.on, addDays(last.mark.on, 1), language)
  const name =
    group.length === 1
      ? `${lane.label}: ${first.mark.label}, ${when}. ${say('lifeline.sourceIs', { source: first.mark.source })}`
      : `${lane.label}: ${say('lifeline.cluster', { n: group.length, when })}. ${told.join(' · ')}`
  const rows = swarm(
    group.map(({ x }) => x),
    11,
  )
  const crowded = rows.includes(1)
  const dots = group.map(({ x, mark }, index) =>
    symbol(mark.tone, x, MIDDLE + (crowded ? (rows[index] === 1 ? 5.5 : -5.5) : 0)),
  )
  const reach = html`<rect class="reach" x="${round(first.x - REACH / 2)}" y="${NAME}" width="${round(last.x - first.x + REACH)}" height="${BAR}" rx="6"/>`
  return html`<a href="${first.href}" class="marks" aria-label="${name}"><title>${name}</title>${reach}${dots}</a>`
}

const SYMBOLS: Readonly<Record<MarkTone, string>> = {
  reached: 'M-5 0a5 5 0 1 0 10 0 5 5 0 1 0-10 0Z',
  tried: 'M-4.5 0a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0Z',
  edge: 'M0-12V12M-4 0a4 4 0 1 0 8 0 4 4 0 1 0-8 0Z',
  decision: 'M-5-5H5V5H-5Z',
  due: 'M0-6.5 6.5 0 0 6.5-6.5 0Z',
  broken: 'M0-14V14M-4-4 4 4M4-4-4 4',
}

function symbol(tone: MarkTone, x: number, y: number): Html {
  return html`<path class="sign ${tone}" transform="translate(${round(x)} ${y})" d="${SYMBOLS[tone]}"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
