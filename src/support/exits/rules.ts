import { addDays, addMonths, daysBetween, type Instant, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Sex } from '../../people/model.ts'
import {
  type Asked,
  type Doing,
  type ExitInput,
  type FollowUp,
  KINDS,
  type Outcome,
  type Supported,
  WAVES,
  type Wave,
} from './model.ts'

/** How long a link is good for. */
export const LINK_DAYS = 14
const LONGEST_PLACE = 120
/** A next step lies no further ahead than this. */
const LONGEST_AHEAD = 366

/** The whole months of a wave; four weeks are days. */
const MONTHS: Readonly<Record<Exclude<Wave, 'w4'>, number>> = { m1: 1, m3: 3, m6: 6, m12: 12, m18: 18 }
const FOUR_WEEKS = 28

/**
 * The day of a wave, from the day somebody left: the same day of the month, or the last of a month that has no such day, always counted from
 * the day of leaving and never from the wave before.
 */
export function dueOn(exitedOn: PlainDate, wave: Wave): PlainDate {
  return wave === 'w4' ? addDays(exitedOn, FOUR_WEEKS) : addMonths(exitedOn, MONTHS[wave])
}

/**
 * Four weeks and one month lie at most three days apart: what is said to one stands for the other as well, and whoever has answered is not
 * asked again the day after.
 */
export function twinOf(wave: Wave): Wave | null {
  return wave === 'w4' ? 'm1' : wave === 'm1' ? 'w4' : null
}

/** What is wrong with an exit, after the day the period was opened. */
export function exitProblems(
  exit: ExitInput,
  { openedOn, today }: { readonly openedOn: PlainDate; readonly today: PlainDate },
): readonly FieldProblem[] {
  const kinds: readonly string[] = KINDS[exit.outcome]
  const { exitedOn, nextOn, place, nextStep } = exit
  return [
    ...(kinds.includes(exit.kind) ? [] : [{ field: 'kind', code: 'kind_missing' }]),
    ...(exitedOn > today ? [{ field: 'exitedOn', code: 'day_in_future' }] : []),
    ...(exitedOn < openedOn ? [{ field: 'exitedOn', code: 'before_opened' }] : []),
    ...(place !== null && place.length > LONGEST_PLACE ? [{ field: 'place', code: 'place_length' }] : []),
    ...(needsPlace(exit.outcome) && place === null ? [{ field: 'place', code: 'place_missing' }] : []),
    ...(nextStep === 'none' && nextOn !== null ? [{ field: 'nextStep', code: 'next_step_missing' }] : []),
    ...(nextOn !== null && nextOn < exitedOn ? [{ field: 'nextOn', code: 'next_before' }] : []),
    ...(nextOn !== null && nextOn > addDays(exitedOn, LONGEST_AHEAD) ? [{ field: 'nextOn', code: 'next_far' }] : []),
  ]
}

/** Where they went is said of everybody who went somewhere. */
export const needsPlace = (outcome: Outcome) =>
  outcome === 'studies' || outcome === 'work' || outcome === 'other_authority'

/** Whether anybody is to be asked afterwards: not of the dead. */
export const isFollowed = ({ kind }: Pick<ExitInput, 'kind'>) => kind !== 'deceased'

/** Whether the page behind a link takes an answer: one, until the link is over. */
export function isOpen({ expiresAt, closedAs }: FollowUp, now: Instant): boolean {
  return closedAs === null && expiresAt !== null && Date.parse(now) < Date.parse(expiresAt)
}

/** A text asks on the day, or within three weeks of it where nothing ran then; after that a colleague calls. */
export const isTooLateToText = ({ dueOn: on }: Pick<FollowUp, 'dueOn'>, today: PlainDate) => daysBetween(on, today) > 21

/** Of so many who were supported, how many went where; those whose case is still open are still in support. */
export type Outcomes = Readonly<Record<Outcome, number>> & {
  readonly all: number
  /** Studies and work together. */
  readonly reached: number
  readonly withoutNext: number
  readonly unbacked: number
}

export function outcomes(people: readonly Supported[], sex?: Sex | null): Outcomes {
  const own = sex === undefined ? people : people.filter((each) => each.sex === sex)
  const count = (wanted: Outcome) => own.filter(({ outcome }) => (outcome ?? 'in_support') === wanted).length
  const [studies, work] = [count('studies'), count('work')]
  return {
    ...{ all: own.length, studies, work, reached: studies + work },
    ...{
      other_authority: count('other_authority'),
      in_support: count('in_support'),
      interrupted: count('interrupted'),
    },
    withoutNext: own.filter(({ nextStep }) => nextStep === 'none').length,
    unbacked: own.filter(({ backedBy }) => backedBy === 'none').length,
  }
}

/** A share in whole per cent, half up; null of nobody. */
export const percent = (count: number, of: number): number | null => (of === 0 ? null : Math.round((100 * count) / of))

/** One wave: everybody whose day has come, whether they answered or not. */
export type WaveFigures = {
  readonly wave: Wave
  readonly due: number
  readonly answered: number
  readonly notReached: number
  readonly calledOff: number
  readonly waiting: number
  /** In studies or work, of all who were to be asked: who did not answer stays in the denominator. */
  readonly reached: number
  readonly doing: Readonly<Partial<Record<Doing, number>>>
}

export function waveFigures(asked: readonly Asked[], sex?: Sex | null): readonly WaveFigures[] {
  return WAVES.map((wave) => {
    const own = asked.filter((each) => each.wave === wave && (sex === undefined || each.sex === sex))
    const closed = (as: FollowUp['closedAs']) => own.filter(({ closedAs }) => closedAs === as).length
    const answers = own.flatMap(({ answer }) => (answer === null ? [] : [answer]))
    const doing = Object.fromEntries([...Map.groupBy(answers, (each) => each)].map(([each, all]) => [each, all.length]))
    return {
      ...{ wave, due: own.length, answered: answers.length, doing },
      ...{ notReached: closed('not_reached'), calledOff: closed('called_off'), waiting: closed(null) },
      reached: answers.filter((each) => each === 'studies' || each === 'work').length,
    }
  })
}
