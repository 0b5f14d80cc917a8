import { addDays, addYears, type PlainDate } from '../kernel/date.ts'
import type { Stay } from './model.ts'
import { BEYOND, PLACES, type Place } from './places.ts'
import type { Draw } from './random.ts'
import { dayWithin } from './school-year.ts'

/** Where a person has lived, and whether they have left the country. */
export type Homes = {
  readonly stays: readonly Stay[]
  readonly emigratedOn: PlainDate | null
}

type Lived = { readonly municipality: string; readonly from: PlainDate; readonly until: PlainDate | null }

/** One home after the other: where, and until when. */
type Turns = readonly (readonly [municipality: string, until: PlainDate | null])[]

/** Most stay where they were born; some come, go, move between the four, return, or leave the country. */
export function homesOf(place: Place, since: { born: PlainDate; arrivedOn: PlainDate | null }, draw: Draw): Homes {
  const { born, arrivedOn } = since
  const beyond = draw.weighted(BEYOND)
  const early = draw.chance(0.14) ? dayWithin(addYears(born, 1), addYears(born, 13), draw) : born
  const moved = dayWithin(arrivedOn ? addDays(arrivedOn, 250) : addYears(born, 15), addYears(born, 20), draw)
  const others = PLACES.filter((each) => each !== place).map((each) => [each.code, each.population] as const)
  const neighbour = draw.weighted(others)
  const here = place.code
  const kind = draw.weighted(arrivedOn ? MOVES.filter(([move]) => move !== 'in') : MOVES)
  const turns: Readonly<Record<typeof kind, Turns>> = {
    settled: [[here, null]],
    in: [
      [beyond, moved],
      [here, null],
    ],
    out: [
      [here, moved],
      [beyond, null],
    ],
    between: [
      [here, moved],
      [neighbour, null],
    ],
    back: [
      [here, moved],
      [beyond, addDays(moved, draw.between(60, 300))],
      [here, null],
    ],
    abroad: [[here, moved]],
  }
  return {
    stays: stays(chain(arrivedOn ?? early, turns[kind]), draw),
    emigratedOn: kind === 'abroad' ? moved : null,
  }
}

/** In thousandths. */
const MOVES = [
  ['settled', 920],
  ['out', 30],
  ['in', 24],
  ['between', 15],
  ['back', 5],
  ['abroad', 6],
] as const

/** The stays as they end when somebody leaves the register of the living, or the address is hidden, on a day. */
export function endedOn(all: readonly Stay[], on: PlainDate, knownOn: PlainDate): Stay[] {
  return all
    .filter((stay) => stay.from === null || stay.from < on)
    .map((stay) => (stay.until === null || stay.until > on ? { ...stay, until: on, endKnownOn: knownOn } : stay))
}

function chain(from: PlainDate, ends: Turns): Lived[] {
  return ends.map(([municipality, until], index) => ({ municipality, from: ends[index - 1]?.[1] ?? from, until }))
}

/** The population register is some days behind. */
function stays(lived: readonly Lived[], draw: Draw): Stay[] {
  const heard = lived.map((each) => addDays(each.from, draw.between(1, 8)))
  return lived.map((each, index) => ({
    ...each,
    knownOn: heard[index] ?? each.from,
    endKnownOn: each.until && (heard[index + 1] ?? addDays(each.until, draw.between(1, 8))),
  }))
}
