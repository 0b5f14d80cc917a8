/** Milliseconds from a kill until a page comes again, at the ninety-ninth of a hundred. */
const BOUND_MS = 2000

/** The time within which this share of them was back. `recovery`: in order of size. */
export function within(recovery: readonly number[], share: number): number {
  return Math.round(recovery[Math.ceil(recovery.length * share) - 1] ?? 0)
}

/** A figure of the machine as well: `npm run chaos` keeps to it, and `npm test`, which shares the machine with others, does not. */
export function tooSlow(recovery: readonly number[]): readonly string[] {
  const p99 = within(recovery, 0.99)
  return p99 > BOUND_MS ? [`recovery p99 ${p99} ms: over ${BOUND_MS} ms`] : []
}
