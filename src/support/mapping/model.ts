import { z } from 'zod'
import { Day, InstantText } from '../../kernel/date.ts'
import { NoteTopic, Secrecy } from '../../notes/model.ts'
import { PersonId } from '../../people/model.ts'

/**
 * A form that is filled in with a young person, or by them. That it was is told to those who support them; what was answered is given out by
 * ticket, page by page, as notes are. Answers are corrected by new ones, and nothing is written over.
 */
export const Mapping = z.object({
  id: z.uuid(),
  personId: PersonId,
  formCode: z.string(),
  formVersion: z.number(),
  beganOn: Day,
  begunBy: z.uuid(),
  endedAs: z.enum(['completed', 'withdrawn']).nullable(),
  endedOn: Day.nullable(),
})
export type Mapping = z.infer<typeof Mapping>

/** One wording of a page, all but what was answered. */
export const AnswerRow = z.object({
  id: z.uuid(),
  mappingId: z.uuid(),
  personId: PersonId,
  place: z.string(),
  topic: NoteTopic,
  secrecy: Secrecy,
  answered: z.number(),
  writtenBy: z.uuid(),
  recordedBy: z.uuid(),
  knownFrom: InstantText,
  knownUntil: InstantText.nullable(),
})
export type AnswerRow = z.infer<typeof AnswerRow>

export const MappingLink = z.object({
  id: z.uuid(),
  mappingId: z.uuid(),
  personId: PersonId,
  sentBy: z.uuid(),
  expiresAt: InstantText,
  knownFrom: InstantText,
})
export type MappingLink = z.infer<typeof MappingLink>

/** Which score an instrument gives, and how it is to be understood. */
export type Score = { readonly value: number; readonly level: 'very_low' | 'low' | 'usual' }

/** The methods a talk can follow; of 7TJUGO only that it was used. */
export const METHODS = [
  'mi',
  'solution_focused',
  'psychoeducation',
  'mentor_talk',
  'coaching_talk',
  'reflecting_talk',
  'seven_twenty',
] as const
export const Method = z.enum(METHODS)
export type Method = z.infer<typeof Method>

export const SCALES = ['importance', 'confidence', 'standing'] as const
export type Scale = (typeof SCALES)[number]
const Step = z.number().int().min(0).max(10).nullable()

export const Session = z.object({
  id: z.uuid(),
  personId: PersonId,
  noteId: z.uuid(),
  topic: NoteTopic,
  method: Method,
  heldOn: Day,
  importance: Step,
  confidence: Step,
  standing: Step,
  writtenBy: z.uuid(),
})
export type Session = z.infer<typeof Session>
