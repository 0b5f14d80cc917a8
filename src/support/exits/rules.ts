import { addDays, addMonths, daysBetween, type Instant, type PlainDate } from '../../kernel/date.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Sex } from '../../people/model.ts'
import type { SupportCase } from '../cases/model.ts'
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
/** So long after its day nobody waits for an answer any longer: who was not reached stays among those who were asked. */
export const WAITED_DAYS = 45
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

/** The period of support that an exit ends. */
export type Period = {
  readonly openedOn: PlainDate
  /** The day it was closed on already, where what it led to is said later: they left that day and no other. */
  readonly closedOn?: PlainDate | null
  /** The day it was opened again; null where it was not. */
  readonly until?: PlainDate | null
}

/** What is wrong with an exit. */
export function exitProblems(
  exit: ExitInput,
  { openedOn, closedOn = null, until = null, today }: Period & { readonly today: PlainDate },
): readonly FieldProblem[] {
  const kinds: readonly string[] = KINDS[exit.outcome]
  const { exitedOn, nextOn, place, nextStep } = exit
  return [
    ...(kinds.includes(exit.kind) ? [] : [{ field: 'kind', code: 'kind_missing' }]),
    ...(exitedOn > today ? [{ field: 'exitedOn', code: 'day_in_future' }] : []),
    ...(exitedOn < openedOn ? [{ field: 'exitedOn', code: 'before_opened' }] : []),
    ...(closedOn !== null && exitedOn !== closedOn ? [{ field: 'exitedOn', code: 'not_closing_day' }] : []),
    ...(until !== null && exitedOn > until ? [{ field: 'exitedOn', code: 'after_reopened' }] : []),
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

/** Whether the day of a wave was past asking when the exit was written down: then nobody was asked, and nobody failed to answer. */
export const isBackdated = (due: PlainDate, today: PlainDate) => daysBetween(due, today) > WAITED_DAYS

/** Of so many who were supported, how many went where; those whose case is still open are still in support. */
export type Outcomes = Readonly<Record<Outcome, number>> & {
  readonly all: number
  /** Closed, and nobody has said what it led to. */
  readonly unsaid: number
  /** Studies and work together. */
  readonly reached: number
  readonly withoutNext: number
  readonly unbacked: number
}

const cameTo = ({ outcome, isClosed }: Supported) => outcome ?? (isClosed ? 'unsaid' : 'in_support')

/** Whether somebody has left: support that goes on elsewhere is no leaving. */
export const hasLeft = (one: Supported) => cameTo(one) !== 'in_support'

export function outcomes(people: readonly Supported[], sex?: Sex | null): Outcomes {
  const own = sex === undefined ? people : people.filter((each) => each.sex === sex)
  const count = (wanted: Outcome | 'unsaid') => own.filter((each) => cameTo(each) === wanted).length
  const [studies, work] = [count('studies'), count('work')]
  return {
    ...{ all: own.length, studies, work, reached: studies + work },
    ...{
      other_authority: count('other_authority'),
      in_support: count('in_support'),
      interrupted: count('interrupted'),
      unsaid: count('unsaid'),
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
  /** Who was to be asked; not those of whom it was too late to ask when their exit was written down. */
  readonly due: number
  readonly backdated: number
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
    const all = asked.filter((each) => each.wave === wave && (sex === undefined || each.sex === sex))
    const own = all.filter(({ closedAs }) => closedAs !== 'backdated')
    const closed = (as: FollowUp['closedAs']) => own.filter(({ closedAs }) => closedAs === as).length
    const answers = own.flatMap(({ answer }) => (answer === null ? [] : [answer]))
    const doing = Object.fromEntries([...Map.groupBy(answers, (each) => each)].map(([each, of]) => [each, of.length]))
    return {
      ...{ wave, due: own.length, backdated: all.length - own.length, answered: answers.length, doing },
      ...{ notReached: closed('not_reached'), calledOff: closed('called_off'), waiting: closed(null) },
      reached: answers.filter((each) => each === 'studies' || each === 'work').length,
    }
  })
}

/** Whether a case that is closed never was support: opened by mistake, it leads to nothing and is counted nowhere. */
export const isNoSupport = ({ closedOn, closeReason }: Pick<SupportCase, 'closedOn' | 'closeReason'>): boolean =>
  closedOn !== null && closeReason === 'opened_by_mistake'
