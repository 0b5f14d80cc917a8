import { daysBetween, type PlainDate } from '../../kernel/date.ts'
import { type Dimension, LEAST, type Sought } from './model.ts'

/** How many of a group were sought, tried and reached. */
export type Reach = { readonly sought: number; readonly tried: number; readonly reached: number }

export function reachOf(people: readonly Sought[]): Reach {
  return {
    sought: people.length,
    tried: people.filter(({ triedOn, reachedOn }) => triedOn !== null || reachedOn !== null).length,
    reached: people.filter(({ reachedOn }) => reachedOn !== null).length,
  }
}

/** The least, the middle and the most of the days until the first contact, of those who were reached; null when nobody was. */
export type Quartiles = { readonly lower: number; readonly median: number; readonly upper: number }

/** Days from the start until somebody was reached, in quartiles: the smallest day by which so large a share had been. */
export function daysToReach(people: readonly Sought[]): Quartiles | null {
  const days = people
    .flatMap(({ startedOn, reachedOn }) => (reachedOn === null ? [] : [daysBetween(startedOn, reachedOn)]))
    .toSorted((one, other) => one - other)
  const at = (share: number) => days[Math.ceil(days.length * share) - 1] ?? 0
  return days.length === 0 ? null : { lower: at(0.25), median: at(0.5), upper: at(0.75) }
}

/** The share not yet reached from a day on, and how many were still followed when it fell. */
export type SurvivalPoint = {
  readonly day: number
  readonly atRisk: number
  readonly reached: number
  readonly share: number
}

/**
 * Kaplan and Meier (1958): the share not yet reached, day by day. Who left, or is still waited for, counts for as long as they were
 * followed and no longer; on a day on which some are reached and some leave, those who leave were still there to be reached.
 */
export function survival(people: readonly Sought[]): readonly SurvivalPoint[] {
  const followed = people.map(({ startedOn, reachedOn, followedUntil }) => ({
    days: Math.max(0, daysBetween(startedOn, reachedOn ?? followedUntil)),
    isReached: reachedOn !== null,
  }))
  const days = [...new Set(followed.flatMap(({ days: each, isReached }) => (isReached ? [each] : [])))].toSorted(
    (a, b) => a - b,
  )
  let share = 1
  return days.map((day) => {
    const atRisk = followed.filter((each) => each.days >= day).length
    const reached = followed.filter((each) => each.isReached && each.days === day).length
    share *= 1 - reached / atRisk
    return { day, atRisk, reached, share }
  })
}

/** The curve by fewer days: on each that is left at least so many had been reached since the one before, so that none tells of one. */
export function coarse(points: readonly SurvivalPoint[]): readonly SurvivalPoint[] {
  const kept: SurvivalPoint[] = []
  let since = 0
  for (const point of points) {
    since += point.reached
    if (since < LEAST) continue
    kept.push({ ...point, reached: since })
    since = 0
  }
  return kept
}

/** A group's figure, or that it is withheld. */
export type Shown<T> = { readonly label: string; readonly value: T | null }

/**
 * Withholds the groups whose number is below the least, and the next smallest as well for as long as the withheld are fewer than that
 * together: else they could be told from the total. Zero tells of nobody and is shown.
 */
export function withheld<T extends { readonly sought: number }>(
  groups: readonly { readonly label: string; readonly value: T }[],
): readonly Shown<T>[] {
  const sizes = groups.map(({ value }) => value.sought)
  const hidden = alsoHidden(
    sizes,
    sizes.map((size) => size > 0 && size < LEAST),
  )
  return groups.map(({ label, value }, index) => ({ label, value: hidden[index] ? null : value }))
}

/** The numbers that are hidden, and with them the next smallest until those that are hidden are at least two, and enough together. */
function alsoHidden(numbers: readonly number[], small: readonly boolean[]): readonly boolean[] {
  const hidden = [...small]
  if (!hidden.includes(true)) return hidden
  const left = numbers
    .flatMap((number, index) => (!hidden[index] && number > 0 ? [{ number, index }] : []))
    .toSorted((one, other) => one.number - other.number)
  const sum = () => numbers.reduce((total, number, index) => total + (hidden[index] ? number : 0), 0)
  while (hidden.filter(Boolean).length < 2 || sum() < LEAST) {
    const next = left.shift()
    if (next === undefined) break
    hidden[next.index] = true
  }
  return hidden
}

export type ShownReach = { readonly [Count in keyof GroupReach]: number | null }

/**
 * The three counts of each group as they may be shown: what is hidden in a column cannot be told from its total either. The days of those who
 * were reached are shown where their number is.
 */
export function shownGroups(
  groups: readonly Shown<GroupReach>[],
): readonly (ShownReach & { readonly label: string })[] {
  const column = (count: keyof Reach) => {
    const numbers = groups.map(({ value }) => value?.[count] ?? 0)
    const small = groups.map(({ value }) => value === null || countShown(value[count], value.sought) === null)
    const hidden = alsoHidden(numbers, small)
    return numbers.map((number, index) => (hidden[index] ? null : number))
  }
  const [sought, tried, reached] = [column('sought'), column('tried'), column('reached')]
  return groups.map(({ label, value }, index) => ({
    label,
    sought: sought[index] ?? null,
    tried: tried[index] ?? null,
    reached: reached[index] ?? null,
    median: (reached[index] ?? null) === null ? null : (value?.median ?? null),
  }))
}

/**
 * A count within a group: withheld where it, or what is left of the group, could tell of somebody. All or none of a group tells the
 * same of everybody in it, and is withheld only where the group is small.
 */
export function countShown(count: number, of: number): number | null {
  const rest = of - count
  return (count > 0 && count < LEAST) || (rest > 0 && rest < LEAST) ? null : count
}

/** The first and the last day of the half-year that a day lies in. */
export function halfYearOf(on: PlainDate): { readonly from: PlainDate; readonly until: PlainDate } {
  const year = on.slice(0, 4)
  return on.slice(5) < '07-01'
    ? { from: `${year}-01-01` as PlainDate, until: `${year}-07-01` as PlainDate }
    : { from: `${year}-07-01` as PlainDate, until: `${Number(year) + 1}-01-01` as PlainDate }
}

/** With the median of the days until those who were reached had been; null when nobody was. */
export type GroupReach = Reach & { readonly median: number | null }
export type Group = { readonly label: string; readonly value: GroupReach }

const groupReach = (people: readonly Sought[]): GroupReach => ({
  ...reachOf(people),
  median: daysToReach(people)?.median ?? null,
})

/** The groups of a dimension, the largest first; `label` is a code where the dimension has codes. */
export function groupsOf(people: readonly Sought[], dimension: Dimension): readonly Group[] {
  if (dimension === 'channel') return channelGroups(people)
  if (dimension === 'step') return stepGroups(people)
  const label = (one: Sought): string =>
    dimension === 'sex' ? (one.sex ?? '') : dimension === 'age' ? String(one.age) : (one.school ?? '')
  const groups = [...Map.groupBy(people, label)].map(([name, members]) => ({ label: name, value: groupReach(members) }))
  return dimension === 'age' ? groups.toSorted(byLabel) : groups.toSorted(bySize)
}

const byLabel = (one: Group, other: Group) => (one.label < other.label ? -1 : 1)
const bySize = (one: Group, other: Group) => other.value.sought - one.value.sought || byLabel(one, other)

/** Of those who were sought in a way: how many were reached in it. */
function channelGroups(people: readonly Sought[]): readonly Group[] {
  const ways = [...new Set(people.flatMap(({ channels }) => channels))]
  const groups = ways.map((channel) => {
    const tried = people.filter(({ channels }) => channels.includes(channel))
    const reached = tried.filter(({ reachedBy, reachedOn }) => reachedOn !== null && reachedBy === channel)
    return { label: channel, value: { ...groupReach(reached), sought: tried.length, tried: tried.length } }
  })
  return groups.toSorted(bySize)
}

/** Of those who came to so many steps: how many were reached after that one and before the next. */
function stepGroups(people: readonly Sought[]): readonly Group[] {
  const most = Math.max(0, ...people.map(({ steps }) => steps.length))
  return Array.from({ length: most }, (_, index) => index + 1).map((step) => {
    const came = people.filter(({ steps }) => steps.length >= step)
    const reached = came.filter(({ steps, reachedOn }) => reachedOn !== null && steps.length === step)
    return { label: String(step), value: { ...groupReach(reached), sought: came.length, tried: came.length } }
  })
}
