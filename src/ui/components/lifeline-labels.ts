import { fitted, textWidth } from './lifeline-scale.ts'

/** A text that wants to stand under its thing, beginning where the thing begins. */
export type Wish = { readonly x: number; readonly text: string }

/** Where it stands: row 0 is nearest. `anchor` is where its thing begins, `x` where the text does. */
export type Placed = {
  readonly anchor: number
  readonly x: number
  readonly row: number
  readonly width: number
  readonly text: string
}

type Box = { readonly left: number; readonly right: number }

const AIR = 8

/**
 * Places labels so that none touches another and none leaves the picture. From the right to the left: a text that
 * runs into one already placed goes a row down, and the line down to it passes left of what stands above.
 */
export function placeLabels(wishes: readonly Wish[], width: number, size: number): readonly Placed[] {
  const rows: Box[][] = []
  const placed = [...wishes]
    .sort((a, b) => b.x - a.x)
    .map(({ x, text: whole }): Placed => {
      const text = fitted(whole, size, width)
      const wide = textWidth(text, size)
      const left = Math.max(0, Math.min(x, width - wide))
      const row = firstFree(rows, { left: left - AIR, right: left + wide + AIR }, x)
      const boxes = rows[row] ?? []
      boxes.push({ left, right: left + wide })
      rows[row] = boxes
      return { anchor: x, x: left, row, width: wide, text }
    })
  return placed.reverse()
}

function firstFree(rows: readonly Box[][], box: Box, anchor: number): number {
  const meets = (other: Box) => other.left < box.right && box.left < other.right
  const crossed = (other: Box) => other.left - 2 < anchor && anchor < other.right + 2
  const free = rows.findIndex((row, index) => !row.some(meets) && !rows.slice(0, index).flat().some(crossed))
  return free === -1 ? rows.length : free
}

/** Marks that lie so close that a finger could not choose between them are one thing to reach, though each is drawn. */
export function clusters<T extends { readonly x: number }>(
  marks: readonly T[],
  reach: number,
): readonly (readonly T[])[] {
  const groups: T[][] = []
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last && before && mark.x - before.x < reach) last.push(mark)
    else groups.push([mark])
  }
  return groups
}

/** How dots of one size stand to the line they are on: on it (0) where there is room, else above and below by turns. */
export function swarm(xs: readonly number[], size: number): readonly number[] {
  const near = (a: number | undefined, b: number | undefined) => a !== undefined && b !== undefined && b - a < size
  let side = 1
  return xs.map((x, index) => {
    const before = near(xs[index - 1], x)
    if (!before && !near(x, xs[index + 1])) return 0
    side = before ? -side : -1
    return side
  })
}
