import { z } from 'zod'

/**
 * How much each case holder has on their hands: hours that their young people take in a week against the hours they have for them, and
 * whether the steps and contacts that must be made this week can be (R142).
 */
export const Load = z.object({
  account: z.uuid(),
  cases: z.number(),
  /** Steps and next contacts that are to be made by the end of the week, by the hours that they take. */
  due: z.number(),
  dueHours: z.number(),
})
export type Load = z.infer<typeof Load>

export const WorkTime = z.object({
  /** Null: for everybody who has none of their own. */
  account: z.uuid().nullable(),
  weekHours: z.number(),
  youthHours: z.number(),
})
export type WorkTime = z.infer<typeof WorkTime>

/** Until a domain says otherwise: of a week of forty hours thirty are for the young, and each takes one. */
export const USUAL: WorkTime = { account: null, weekHours: 30, youthHours: 1 }

/** Hours that one contact takes by its way, with what is written down afterwards and the way there. */
export const HOURS_OF = {
  sms: 0.1,
  email: 0.1,
  social: 0.25,
  call: 0.25,
  letter: 0.25,
  walk: 1.5,
  fika: 1.5,
  meeting: 1.5,
  home_visit: 2.5,
} as const
