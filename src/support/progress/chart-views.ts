import { daysBetween, type PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { type Ladder, MEASURES, type Measure, type Reading, type Voice } from './model.ts'
import { latestOf, mostOf } from './rules.ts'
import { progressWords, type SayProgress, stepsIn, valueWords } from './words.ts'

const WIDTH = 640
const HEIGHT = 96
/** Room for the marks at the edges. */
const EDGE = 8
const MARK = 5

export type Chart = {
  readonly language: Language
  /** The earliest first. */
  readonly readings: readonly Reading[]
  readonly ladders: readonly Ladder[]
  readonly today: PlainDate
}

/** Both voices on every measure that has been read, one strip for each, all by the same days. The table beside has the same in words. */
export function progressChart(chart: Chart): Html | null {
  const { readings, today, language } = chart
  const [first] = readings
  if (first === undefined) return null
  const say = progressWords(language)
  const from = first.onDay
  const read = (['ladder', ...MEASURES] as const).filter((measure) => readings.some((each) => each.measure === measure))
  const axes = say('chart.axes', { from: formatDay(from, language), until: formatDay(today, language) })
  return html`${read.map((measure) => strip(chart, measure, { from, say }))}<p class="muted">${say('chart.key')} ${axes}</p>`
}

type Of = { readonly from: PlainDate; readonly say: SayProgress }

function strip(chart: Chart, measure: Measure, { from, say }: Of): Html {
  const { readings, today, ladders, language } = chart
  const last = Math.max(1, daysBetween(from, today))
  const most = mostOf(measure, stepsIn(ladders[0] ?? null, language).length)
  const place = ({ onDay, value }: Reading): Point => ({
    x: round(EDGE + (daysBetween(from, onDay) / last) * (WIDTH - 2 * EDGE)),
    y: round(HEIGHT - EDGE - (Math.min(value, most) / most) * (HEIGHT - 2 * EDGE)),
  })
  const points = (voice: Voice) =>
    readings.filter((each) => each.measure === measure && each.voice === voice).map(place)
  const lines = [0, 0.5, 1].map(
    (share) => html`<path class="tick" d="M0 ${round(EDGE + share * (HEIGHT - 2 * EDGE))}H${WIDTH}"/>`,
  )
  const now = (voice: Voice) => {
    const found = latestOf(readings, { measure, voice })
    return found === null ? say('chart.none') : valueWords(found, ladders, language)
  }
  const name = say('chart.name', { measure: say(`measure.${measure}`), youth: now('youth'), coach: now('coach') })
  return html`<h3>${say(`measure.${measure}`)}</h3>
<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}">${lines}${line(points('coach'), 'curve')}${line(points('youth'), 'curve youth')}${points('coach').map(circle)}${points('youth').map(square)}</svg>`
}

type Point = { readonly x: number; readonly y: number }

const line = (points: readonly Point[], name: string) =>
  points.length > 1 &&
  html`<path class="${name}" d="${points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')}"/>`
const circle = ({ x, y }: Point) => html`<circle class="point" cx="${x}" cy="${y}" r="${MARK}"/>`
const square = ({ x, y }: Point) =>
  html`<rect class="point youth" x="${round(x - MARK)}" y="${round(y - MARK)}" width="${2 * MARK}" height="${2 * MARK}"/>`
const round = (value: number) => Math.round(value * 10) / 10
