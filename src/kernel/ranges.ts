import type { PlainDate } from './date.ts'

/** Days from `from` up to but not including `until`; null is unbounded. Stored as `daterange` `[)`. */
export type DayRange = { readonly from: PlainDate | null; readonly until: PlainDate | null }

/** Sorted, disjoint and non-adjacent ranges: the same normal form as PostgreSQL's `datemultirange`. */
export type DayRanges = readonly DayRange[]

export const ALWAYS: DayRanges = [{ from: null, until: null }]
export const NEVER: DayRanges = []

const startsBefore = (a: PlainDate | null, b: PlainDate | null) => (a === null ? b !== null : b !== null && a < b)
const endsBefore = (a: PlainDate | null, b: PlainDate | null) => a !== null && (b === null || a < b)

export function isEmpty(range: DayRange): boolean {
  return range.from !== null && range.until !== null && range.from >= range.until
}

export function contains(range: DayRange, on: PlainDate): boolean {
  return (range.from === null || range.from <= on) && (range.until === null || on < range.until)
}

export function includes(ranges: DayRanges, on: PlainDate): boolean {
  return ranges.some((range) => contains(range, on))
}

/** The days from `from` on, for ever. */
export function onwards(from: PlainDate): DayRanges {
  return [{ from, until: null }]
}

/** All days before `until`. */
export function before(until: PlainDate): DayRanges {
  return [{ from: null, until }]
}

/** Any ranges in normal form. */
export function union(ranges: Iterable<DayRange>): DayRanges {
  const sorted = [...ranges].filter((range) => !isEmpty(range))
  if (sorted.length < 2) return sorted
  sorted.sort((a, b) => (startsBefore(a.from, b.from) ? -1 : startsBefore(b.from, a.from) ? 1 : 0))
  const out: { from: PlainDate | null; until: PlainDate | null }[] = []
  for (const range of sorted) {
    const last = out.at(-1)
    const joins = last && (last.until === null || range.from === null || range.from <= last.until)
    if (!joins) out.push({ from: range.from, until: range.until })
    else if (endsBefore(last.until, range.until)) last.until = range.until
  }
  return out
}

/** The days in both, which must be in normal form: one pass over the two, and the result is in normal form by itself. */
export function intersect(a: DayRanges, b: DayRanges): DayRanges {
  const out: DayRange[] = []
  for (let i = 0, j = 0; ; ) {
    const x = a[i]
    const y = b[j]
    if (x === undefined || y === undefined) return out
    const from = startsBefore(x.from, y.from) ? y.from : x.from
    const until = endsBefore(x.until, y.until) ? x.until : y.until
    if (from === null || until === null || from < until) out.push({ from, until })
    if (endsBefore(x.until, y.until)) i += 1
    else j += 1
  }
}

/** The days no range covers. */
export function complement(ranges: DayRanges): DayRanges {
  const out: DayRange[] = []
  let from: PlainDate | null = null
  let open = true
  for (const range of ranges) {
    if (range.from !== null && open) out.push({ from, until: range.from })
    open = range.until !== null
    from = range.until
  }
  if (open) out.push({ from, until: null })
  return out
}

export function subtract(a: DayRanges, b: DayRanges): DayRanges {
  return a.length === 0 || b.length === 0 ? a : intersect(a, complement(b))
}
