import { addDays, type PlainDate } from '../kernel/date.ts'
import { contains, type DayRange, type DayRanges, includes, subtract } from '../kernel/ranges.ts'
import type { Clarity } from './model.ts'

/**
 * Who is responsible, day by day: skollagen 29 kap. 6 and 9 §§. The first day folkbokförd in a municipality is its first, and the day before
 * was the last of the one before. Where the data leave days that nobody has, the one before goes on until the next begins; where two have the
 * same days, the one that began last has them. So every day from the first that is known has exactly one.
 */

/** Days at a home, half-open; null is unbounded. */
export type Home = DayRange & { readonly kind: 'registered' | 'manual'; readonly municipality: string }

/** `held`: nothing says where the home is, and the one before goes on. */
export type Stretch = DayRange & { readonly municipality: string; readonly held: boolean }

/** The homes that count: under protected registration the population register says nothing of where one lives (29 kap. 6 §). */
export function countedHomes(homes: readonly Home[], underProtection: DayRanges): readonly Home[] {
  return homes.flatMap((home) =>
    home.kind === 'manual' ? [home] : subtract([home], underProtection).map((days) => ({ ...home, ...days })),
  )
}

/** Who has each day, in order and without a day between, from the first that is known. */
export function responsibleDays(homes: readonly Home[]): readonly Stretch[] {
  const known = homes.filter(({ from, until }) => from === null || until === null || from < until)
  const turns = [...new Set(known.flatMap(({ from, until }) => [from, until]))]
    .filter((each): each is PlainDate => each !== null)
    .sort()
  const parts: DayRange[] = [null, ...turns].map((from, index) => ({ from, until: turns[index] ?? null }))
  const found: Stretch[] = []
  for (const days of parts) {
    const before = found.at(-1)
    const there = homeThrough(known, days)
    if (there === null && before === undefined) continue
    const next = { municipality: there ?? before?.municipality ?? '', held: there === null }
    if (before && before.municipality === next.municipality && before.held === next.held)
      found[found.length - 1] = { ...before, until: days.until }
    else found.push({ ...days, ...next })
  }
  return found
}

/** Whose the days are, among the homes that cover them: what is set by hand first, then the one that began last. */
function homeThrough(homes: readonly Home[], days: DayRange): string | null {
  const [home] = homes
    .filter((each) => covers(each, days))
    .sort((a, b) => Number(b.kind === 'manual') - Number(a.kind === 'manual') || later(a, b) || order(a, b))
  return home?.municipality ?? null
}

const covers = (home: DayRange, { from, until }: DayRange) =>
  (home.from === null || (from !== null && home.from <= from)) &&
  (home.until === null || (until !== null && until <= home.until))

const later = (a: DayRange, b: DayRange) =>
  a.from === b.from ? 0 : a.from === null || (b.from ?? '') > a.from ? 1 : -1
const order = (a: Home, b: Home) => (a.municipality < b.municipality ? -1 : a.municipality > b.municipality ? 1 : 0)

/** The municipality that is responsible on a day; null before anything is known. */
export function responsibleOn(homes: readonly Home[], on: PlainDate): string | null {
  return responsibleDays(homes).find((days) => contains(days, on))?.municipality ?? null
}

/** Somebody leaves one municipality for another. */
export type Move = {
  readonly from: string
  /** Null: nothing says where to. */
  readonly to: string | null
  /** The first day without a home in the old one. */
  readonly leftOn: PlainDate
  /** The first day of the new one: the same day, or later where the data leave a gap; null where nothing says. */
  readonly movedOn: PlainDate | null
  readonly clarity: Clarity
}

/** Every move in a history, in order. */
export function movesOf(homes: readonly Home[]): readonly Move[] {
  const stretches = responsibleDays(homes)
  return stretches.flatMap((days, index): Move[] => {
    const { from, municipality, held } = days
    const before = stretches[index - 1]
    if (held && from !== null && days.until === null)
      return [{ from: municipality, to: null, leftOn: from, movedOn: null, clarity: 'gap' }]
    if (from === null || before === undefined || before.municipality === municipality) return []
    const leftOn = before.held ? (before.from ?? from) : from
    const clarity = before.held ? 'gap' : isDoubled(homes, { from, municipality }) ? 'overlap' : 'clear'
    return [{ from: before.municipality, to: municipality, leftOn, movedOn: from, clarity }]
  })
}

/** Whether another municipality has the first day of the new one as well. */
const isDoubled = (homes: readonly Home[], at: { readonly from: PlainDate; readonly municipality: string }) =>
  homes.some((home) => home.municipality !== at.municipality && contains(home, at.from))

/** What decides whether there is a responsibility to hand over. */
export type Life = {
  readonly homes: readonly Home[]
  /** Days in the register here. */
  readonly member: DayRanges
  /** Days as emigrated or deceased (K19): then nobody takes over. */
  readonly gone: DayRanges
  /** Days before the birthday at which the responsibility is over (29:9 item 1). */
  readonly young: DayRanges
}

/** Which days are looked at: what is older was handed over otherwise, or never. */
export type Window = { readonly municipality: string; readonly since: PlainDate; readonly until: PlainDate }

/** Those that this municipality is to hand over: it was responsible the day before, and nothing but the home ends it. */
export function leaving({ homes, member, gone, young }: Life, window: Window): readonly Move[] {
  return movesOf(homes).filter(
    ({ from, leftOn, movedOn }) =>
      from === window.municipality &&
      isWithin(leftOn, window) &&
      includes(member, addDays(leftOn, -1)) &&
      includes(young, leftOn) &&
      !includes(gone, movedOn ?? leftOn) &&
      !includes(gone, leftOn),
  )
}

/** Those that this municipality is to take over: in its register from the first day. */
export function arriving({ homes, member }: Life, window: Window): readonly Move[] {
  return movesOf(homes).filter(
    ({ to, movedOn }) =>
      to === window.municipality && movedOn !== null && isWithin(movedOn, window) && includes(member, movedOn),
  )
}

const isWithin = (on: PlainDate, { since, until }: Window) => on >= since && on <= until
