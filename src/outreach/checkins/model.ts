import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * "Hur mår du?": a short text every so many weeks, with a link to a page of five buttons (R121). An answer is a value and never words; a low one,
 * or that somebody is wanted, is work for today.
 */
export const MOODS = [5, 4, 3, 2, 1] as const
export const Mood = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)])
export type Mood = z.infer<typeof Mood>

/** Templates whose link leads to another question. */
export const OTHER_QUESTIONS: readonly string[] = ['progress', 'follow_up', 'plan', 'form']

/** What was said on the page. */
export type Said = { readonly mood: Mood | null; readonly wantsContact: boolean }

export const Plan = z.object({
  id: z.uuid(),
  personId: PersonId,
  templateCode: z.string(),
  everyWeeks: z.number(),
  nextOn: Day,
  untilOn: Day,
  setBy: z.uuid(),
  endedAs: z.string().nullable(),
})
export type Plan = z.infer<typeof Plan>

export const CheckIn = z.object({
  id: z.uuid(),
  personId: PersonId,
  planId: z.uuid(),
  sentAt: InstantText,
  expiresAt: InstantText,
  mood: Mood.nullable(),
  wantsContact: z.boolean().nullable(),
  answeredAt: InstantText.nullable(),
  contactId: z.uuid().nullable(),
})
export type CheckIn = z.infer<typeof CheckIn>

export type PlanInput = {
  readonly templateCode: string
  readonly everyWeeks: number
  readonly weekday: number
  /** The last day it may be sent on. */
  readonly last: z.infer<typeof Day>
}
