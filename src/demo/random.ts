/** Draws that a seed alone decides: the same seed gives the same draws on every machine. */
export type Draw = {
  /** At least 0 and less than 1. */
  next(): number
  /** Whole numbers from `least` to `most`, both included. */
  between(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** The first of the list oftenest, as names and schools are. */
  favour<T>(list: readonly T[]): T
  /** One of the entries, by their weights. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T
}

/** A stream of draws of its own for each name, so that one person's life does not move another's. */
export function drawFor(seed: string, name: string): Draw {
  let state = hash(`${seed}/${name}`)
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const at = <T>(list: readonly T[], index: number): T => {
    const found = list[Math.min(index, list.length - 1)]
    if (found === undefined) throw new RangeError('nothing to draw from')
    return found
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (list) => at(list, Math.floor(next() * list.length)),
    favour: (list) => at(list, Math.floor(next() ** 1.6 * list.length)),
    weighted: (entries) => {
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      const found = entries.find(([, weight]) => {
        left -= weight
        return left < 0
      })
      return (found ?? at(entries, entries.length - 1))[0]
    },
  }
}

/** The list in an order that the seed decides. */
export function shuffled<T>(list: readonly T[], draw: Draw): T[] {
  return list
    .map((value) => [draw.next(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value)
}

/** FNV-1a over the text, stirred once more (murmur3's last step) so that texts that differ in one digit start far apart. */
function hash(text: string): number {
  let state = 2166136261
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 16777619)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return state ^ (state >>> 16)
}
