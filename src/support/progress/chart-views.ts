import { daysBetween, type PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { type Ladder, MEASURES, type Measure, type Reading, type Step, type Voice } from './model.ts'
import { latestOf, mostOf, scaleOf } from './rules.ts'
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
  const days = { from: formatDay(from, language), until: formatDay(today, language) }
  const axes = from === today ? say('chart.axes.day', { from: days.from }) : say('chart.axes', days)
  return html`${read.map((measure) => strip(chart, measure, { from, say }))}<p class="muted">${say('chart.key')} ${axes}</p>`
}

type Of = { readonly from: PlainDate; readonly say: SayProgress }

function strip(chart: Chart, measure: Measure, { from, say }: Of): Html {
  const { readings, today, ladders, language } = chart
  const own = readings.filter((each) => each.measure === measure)
  const last = Math.max(1, daysBetween(from, today))
  const stepsOf = ({ ladderId }: Reading) => stepsIn(ladders.find(({ id }) => id === ladderId) ?? null, language)
  const place = (each: Reading): Point => ({
    x: round(EDGE + (daysBetween(from, each.onDay) / last) * (WIDTH - 2 * EDGE)),
    y: round(HEIGHT - EDGE - (each.value / mostOf(measure, stepsOf(each).length)) * (HEIGHT - 2 * EDGE)),
    scale: measure === 'ladder' ? scaleOf(each.ladderId, ladders) : null,
  })
  const points = (voice: Voice) => own.filter((each) => each.voice === voice).map(place)
  const ticks = [0, 0.5, 1].map(
    (share) => html`<path class="tick" d="M0 ${round(EDGE + share * (HEIGHT - 2 * EDGE))}H${WIDTH}"/>`,
  )
  const now = (voice: Voice) => {
    const found = latestOf(readings, { measure, voice })
    return found === null ? say('chart.none') : valueWords(found, ladders, language)
  }
  const name = say('chart.name', { measure: say(`measure.${measure}`), youth: now('youth'), coach: now('coach') })
  const latest = own.at(-1)
  const ends = measure === 'ladder' && latest ? ladderEnds(stepsOf(latest), say) : measureEnds(say)
  const isBroken = new Set(own.map(place).map(({ scale }) => scale)).size > 1
  return html`<h3>${say(`measure.${measure}`)}</h3><p class="muted">${say('chart.scale', ends)}${isBroken && html` ${say('chart.broken')}`}</p>
<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${name}">${ticks}${lines(points('coach'), 'curve')}${lines(points('youth'), 'curve youth')}${points('coach').map(circle)}${points('youth').map(square)}</svg>`
}

/** What the highest and the lowest place of a strip stand for. */
const measureEnds = (say: SayProgress) => ({ most: say('chart.most'), least: say('chart.least') })

function ladderEnds(steps: readonly Step[], say: SayProgress) {
  const named = (n: number) => say('value.step', { n, name: steps[n]?.name ?? '' })
  return { most: named(steps.length - 1), least: named(0) }
}

type Point = { readonly x: number; readonly y: number; readonly scale: string | null }

/** A line between those that were read on the same ladder one after the other. */
function lines(points: readonly Point[], name: string): readonly Html[] {
  const runs: Point[][] = []
  for (const point of points) {
    const run = runs.at(-1)
    if (run?.at(-1)?.scale === point.scale) run?.push(point)
    else runs.push([point])
  }
  return runs.filter((run) => run.length > 1).map((run) => line(run, name))
}

const line = (points: readonly Point[], name: string): Html =>
  html`<path class="${name}" d="${points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')}"/>`
const circle = ({ x, y }: Point) => html`<circle class="point" cx="${x}" cy="${y}" r="${MARK}"/>`
const square = ({ x, y }: Point) =>
  html`<rect class="point youth" x="${round(x - MARK)}" y="${round(y - MARK)}" width="${2 * MARK}" height="${2 * MARK}"/>`
const round = (value: number) => Math.round(value * 10) / 10
