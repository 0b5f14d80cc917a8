import type { PlainDate } from '../kernel/date.ts'
import { latestWholeYear, standingOf } from './measure.ts'
import { PLACES, type Place } from './places.ts'
import { drawFor, shuffled } from './random.ts'
import type { Story } from './stories.ts'
import { type Stage, type Youth, youthOf } from './youth.ts'

const LEAVING: readonly Story[] = ['brokeAndReturned', 'brokeOff', 'certificate']
const STAYING: readonly Story[] = ['examined', 'changed', 'fourthYear']

/**
 * Gives each municipality its published share for the two latest half-years. The stories come near it by themselves; a few are
 * told otherwise until the share is right to the person: one leaves school early who would have stayed, or the other way about.
 */
export function calibrated(youths: readonly Youth[], stage: Stage): Youth[] {
  const retold = new Map<Youth, Youth>()
  for (const place of PLACES) {
    for (const [youth, other] of corrections(youths, place, stage)) retold.set(youth, other)
  }
  return youths.map((youth) => retold.get(youth) ?? youth)
}

function corrections(youths: readonly Youth[], place: Place, stage: Stage): [Youth, Youth][] {
  const given = { municipality: place.code, period: latestWholeYear(stage.today), today: stage.today }
  const counted = youths
    .map((youth) => ({ youth, standing: standingOf(youth, given) }))
    .filter(({ standing }) => standing.counted)
  const registered = counted.filter(({ standing }) => standing.registered).length
  const missing = Math.round((place.published / 100) * counted.length) - registered
  const from = missing > 0 ? STAYING : LEAVING
  const to = missing > 0 ? LEAVING : STAYING
  const candidates = counted.filter(
    ({ youth, standing }) =>
      standing.registered === missing < 0 && from.includes(youth.part.story) && youth.gone === null,
  )
  const found: [Youth, Youth][] = []
  for (const { youth } of shuffled(candidates, drawFor(stage.seed, `calibration ${place.code}`))) {
    if (found.length === Math.abs(missing)) break
    const other = retellings(youth, to, stage).find((each) => standingOf(each, given).registered === missing > 0)
    if (other) found.push([youth, other])
  }
  return found
}

function retellings(youth: Youth, stories: readonly Story[], stage: Stage): Youth[] {
  const first = drawFor(stage.seed, `retold ${youth.identity.number}`).between(0, stories.length - 1)
  const order = [...stories.slice(first), ...stories.slice(0, first)]
  return order.map((story) => youthOf({ ...youth.part, story }, stage))
}

/** The share a municipality has: what the calibration is measured by. */
export function shareOf(youths: readonly Youth[], municipality: string, today: PlainDate): number {
  const given = { municipality, period: latestWholeYear(today), today }
  const standings = youths.map((youth) => standingOf(youth, given)).filter((standing) => standing.counted)
  return (100 * standings.filter((standing) => standing.registered).length) / standings.length
}
