import { z } from 'zod'
import { Day } from '../../kernel/date.ts'
import { Channel } from '../contacts/model.ts'
import { StepChannel } from '../ladder/model.ts'

/**
 * How well the young are reached: of those who came onto the ladder in a while, how many somebody tried to reach, how many were
 * reached, and how long it took (R141, R143, R144). Figures only; a group so small that somebody could be told from it is withheld.
 */

/** One run, as the figures count it. */
export const Sought = z.object({
  startedOn: Day,
  /** The first try since then; null when nobody has tried. */
  triedOn: Day.nullable(),
  /** The first day on which they were reached. */
  reachedOn: Day.nullable(),
  /** By which way they were reached. */
  reachedBy: z.string().nullable(),
  /** The last day on which they were followed: today, or the day they left or were taken off. */
  followedUntil: Day,
  sex: z.string().nullable(),
  age: z.number(),
  school: z.string().nullable(),
  /** By which ways somebody tried to reach them, on the ladder or beside it. */
  channels: z.array(Channel),
  /** The steps that somebody took. */
  steps: z.array(StepChannel),
})
export type Sought = z.infer<typeof Sought>

export const DIMENSIONS = ['channel', 'step', 'sex', 'age', 'school'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Fewer than this could tell who is meant (SCB’s usual least number in a cell). */
export const LEAST = 5
