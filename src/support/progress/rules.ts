import { addDays, addMonths, type Instant, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Sex } from '../../people/model.ts'
import {
  type Ask,
  type Ladder,
  type LadderReading,
  LEAST_STEPS,
  type Measure,
  MOST,
  MOST_STEPS,
  type Reading,
  type ReadingInput,
  type Step,
  type Voice,
} from './model.ts'

/** How long a link is good for. */
export const LINK_DAYS = 7
/** How far back a reading is written down afterwards. */
const LONGEST_BACK = 366
/** The rhythm of BIP: everybody is read anew every third month. */
const MONTHS_BETWEEN = 3

/** The highest value of a measure, on a ladder of so many steps. */
export const mostOf = (measure: Measure, steps: number) => (measure === 'ladder' ? steps - 1 : MOST)

/** What is wrong with what was read, field by field. */
export function readingProblems(
  { values, onDay }: Pick<ReadingInput, 'values' | 'onDay'>,
  { steps, today }: { readonly steps: number; readonly today: PlainDate },
): readonly FieldProblem[] {
  const read = Object.entries(values) as [Measure, number][]
  const wrong = read.filter(([measure, value]) => !isValue(value, mostOf(measure, steps)))
  return [
    ...(read.length === 0 ? [{ field: 'ladder', code: 'nothing_read' }] : []),
    ...wrong.map(([measure]) => ({ field: measure, code: 'value_range' })),
    ...dayProblems(onDay, today),
  ]
}

const isValue = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most

function dayProblems(onDay: PlainDate, today: PlainDate): readonly FieldProblem[] {
  if (onDay > today) return [{ field: 'onDay', code: 'day_in_future' }]
  return onDay < addDays(today, -LONGEST_BACK) ? [{ field: 'onDay', code: 'day_long_ago' }] : []
}

const NAME = 60
const MEANING = 300

/** What is wrong with the steps of a ladder. */
export function ladderProblems(steps: readonly Step[]): readonly FieldProblem[] {
  if (steps.length < LEAST_STEPS || steps.length > MOST_STEPS) return [{ field: 'name-0', code: 'steps_range' }]
  const names = steps.map(({ name }) => name.toLowerCase())
  return steps.flatMap(({ name, meaning }, index) => [
    ...(name.length < 2 || name.length > NAME ? [{ field: `name-${index}`, code: 'name_length' }] : []),
    ...(names.indexOf(name.toLowerCase()) < index ? [{ field: `name-${index}`, code: 'name_twice' }] : []),
    ...(meaning.length > MEANING ? [{ field: `meaning-${index}`, code: 'meaning_length' }] : []),
  ])
}

/** Words alone are mended where there are as many steps as before. */
export function scaleProblems(steps: readonly Step[], before: number): readonly FieldProblem[] {
  return steps.length === before ? [] : [{ field: 'same', code: 'same_steps' }]
}

/** The ladder that a team is read on: its own, or the domain's; null where neither has worded one. */
export function ladderFor(ladders: readonly Ladder[], teamId: string | null): Ladder | null {
  const own = ladders.find((each) => each.teamId === teamId)
  return own ?? ladders.find((each) => each.teamId === null) ?? null
}

/** The scale that a reading counts by; null for ours. */
export const scaleOf = (ladderId: string | null, ladders: readonly Pick<Ladder, 'id' | 'scaleId'>[]): string | null =>
  ladders.find(({ id }) => id === ladderId)?.scaleId ?? null

/** The day by which it is time to read anew: three months after the last time, or after the case was opened. */
export function nextReadingOn(lastOn: PlainDate | null, openedOn: PlainDate): PlainDate {
  return addMonths(lastOn !== null && lastOn > openedOn ? lastOn : openedOn, MONTHS_BETWEEN)
}

/** The latest of one voice on one measure; of two on the same day the one written last. */
export function latestOf(
  readings: readonly Reading[],
  of: { readonly measure: Measure; readonly voice: Voice },
): Reading | null {
  return readings
    .filter(({ measure, voice }) => measure === of.measure && voice === of.voice)
    .reduce<Reading | null>((last, each) => (last === null || isLater(each, last) ? each : last), null)
}

const isLater = (one: Reading, other: Reading) =>
  one.onDay > other.onDay || (one.onDay === other.onDay && one.knownFrom > other.knownFrom)

/** Whether the page behind a link takes an answer: one, until the link is over. */
export function isOpen({ expiresAt, answeredAt, endedAs }: Ask, now: Instant): boolean {
  return answeredAt === null && endedAs === null && expiresAt !== null && Date.parse(now) < Date.parse(expiresAt)
}

/**
 * From the first reading to the latest on one ladder: the newest on which there are two. `changed`: there are readings, and no two on the same
 * ladder, so that there is nothing to compare.
 */
export type Movement = 'up' | 'same' | 'down' | 'one' | 'none' | 'changed'

type Placed = { readonly value: number; readonly scaleId: string | null; readonly onDay: PlainDate }

export function movementOf(readings: readonly Placed[]): Movement {
  const found = comparable(readings)
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined)
    return readings.length > 1 ? 'changed' : readings.length === 1 ? 'one' : 'none'
  return last.value > first.value ? 'up' : last.value < first.value ? 'down' : 'same'
}

/** The readings on the newest ladder that has two, the earliest first; none where no ladder has. */
function comparable(readings: readonly Placed[]): readonly Placed[] {
  const ordered = readings.toSorted((one, other) => (one.onDay < other.onDay ? -1 : one.onDay > other.onDay ? 1 : 0))
  const newest = ordered.findLast(({ scaleId }) => ordered.filter((each) => each.scaleId === scaleId).length > 1)
  return newest === undefined ? [] : ordered.filter(({ scaleId }) => scaleId === newest.scaleId)
}

export type Movements = Readonly<Record<Movement, number>> & {
  /** Everybody, whether read or not. */
  readonly all: number
  /** Those with two readings that can be compared: what shares are counted of. */
  readonly compared: number
}

/** The movements in one voice, of those of a sex; null takes those whose sex is not known, and leaving it out takes everybody. */
export function movements(readings: readonly LadderReading[], voice: Voice, sex?: Sex | null): Movements {
  return counted(byPerson(readings, voice, sex).map(movementOf))
}

export type LadderMovements = Movements & { readonly scaleId: string | null }

/** The same ladder by ladder: everybody who has two readings on one, by the newest on which they have. */
export function movementsByLadder(readings: readonly LadderReading[], voice: Voice): readonly LadderMovements[] {
  const compared = byPerson(readings, voice).flatMap((own) => {
    const [first] = comparable(own)
    return first === undefined ? [] : [{ scaleId: first.scaleId, movement: movementOf(own) }]
  })
  return [...Map.groupBy(compared, ({ scaleId }) => scaleId)].map(([scaleId, own]) => ({
    scaleId,
    ...counted(own.map(({ movement }) => movement)),
  }))
}

function byPerson(readings: readonly LadderReading[], voice: Voice, sex?: Sex | null): readonly (readonly Placed[])[] {
  return [...Map.groupBy(readings, ({ root }) => root).values()]
    .filter(([first]) => sex === undefined || first?.sex === sex)
    .map((own) => own.flatMap((each) => (each.voice === voice ? placed(each) : [])))
}

function counted(found: readonly Movement[]): Movements {
  const count = (wanted: Movement) => found.filter((each) => each === wanted).length
  const [up, same, down] = [count('up'), count('same'), count('down')]
  const apart = { one: count('one'), none: count('none'), changed: count('changed') }
  return { all: found.length, compared: up + same + down, up, same, down, ...apart }
}

const placed = ({ value, onDay, scaleId }: LadderReading): Placed[] =>
  value === null || onDay === null ? [] : [{ value, onDay, scaleId }]
