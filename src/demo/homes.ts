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

/** Most stay where they were born; some come, go, move between the four, return, or leave the country. */
export function homesOf(place: Place, since: { born: PlainDate; arrivedOn: PlainDate | null }, draw: Draw): Homes {
  const { born, arrivedOn } = since
  const beyond = draw.weighted(BEYOND)
  const early = draw.chance(0.14) ? dayWithin(addYears(born, 1), addYears(born, 13), draw) : born
  const from = arrivedOn ?? early
  const moved = dayWithin(arrivedOn ? addDays(arrivedOn, 250) : addYears(born, 15), addYears(born, 20), draw)
  const neighbour = draw.weighted(
    PLACES.filter((each) => each !== place).map((each) => [each, each.population] as const),
  )
  const kind = draw.weighted([
    ['settled', 920],
    ['out', 30],
    ['in', arrivedOn ? 0 : 24],
    ['between', 15],
    ['back', 5],
    ['abroad', 6],
  ] as const)
  const here = place.code
  switch (kind) {
    case 'settled':
      return { stays: stays([{ municipality: here, from, until: null }], draw), emigratedOn: null }
    case 'in':
      return {
        stays: stays(
          chain(from, [
            [beyond, moved],
            [here, null],
          ]),
          draw,
        ),
        emigratedOn: null,
      }
    case 'out':
      return {
        stays: stays(
          chain(from, [
            [here, moved],
            [beyond, null],
          ]),
          draw,
        ),
        emigratedOn: null,
      }
    case 'between':
      return {
        stays: stays(
          chain(from, [
            [here, moved],
            [neighbour.code, null],
          ]),
          draw,
        ),
        emigratedOn: null,
      }
    case 'back': {
      const returned = addDays(moved, draw.between(60, 300))
      return {
        stays: stays(
          chain(from, [
            [here, moved],
            [beyond, returned],
            [here, null],
          ]),
          draw,
        ),
        emigratedOn: null,
      }
    }
    case 'abroad':
      return { stays: stays([{ municipality: here, from, until: moved }], draw), emigratedOn: moved }
  }
}

/** The stays as they end when somebody leaves the register of the living, or the address is hidden, on a day. */
export function endedOn(all: readonly Stay[], on: PlainDate, knownOn: PlainDate): Stay[] {
  return all
    .filter((stay) => stay.from === null || stay.from < on)
    .map((stay) => (stay.until === null || stay.until > on ? { ...stay, until: on, endKnownOn: knownOn } : stay))
}

function chain(from: PlainDate, ends: readonly (readonly [municipality: string, until: PlainDate | null])[]): Lived[] {
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
