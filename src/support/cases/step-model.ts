import { z } from 'zod'
import { Day } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'

/**
 * The start talk (uppstartssamtal), the gradual start (inskolning) and the end (avslut): what belongs to each, when it is to be and when it was
 * done. What somebody tells at the start talk is a note, with the walls of notes. The closing list stops nobody: it says what is missing.
 */
export const FLOWS = {
  start: ['start.studies', 'start.needs', 'start.health', 'start.team', 'start.expectations'],
  gradual: ['gradual.visit', 'gradual.first_day', 'gradual.some_hours', 'gradual.half', 'gradual.full'],
  closing: ['closing.talk', 'closing.next_step', 'closing.receiver', 'closing.papers', 'closing.follow_up'],
} as const
export type Flow = keyof typeof FLOWS

export const Step = z.enum([...FLOWS.start, ...FLOWS.gradual, ...FLOWS.closing])
export type Step = z.infer<typeof Step>

export const StepState = z.object({
  id: z.uuid(),
  periodId: z.uuid(),
  personId: PersonId,
  step: Step,
  onDay: Day.nullable(),
  doneOn: Day.nullable(),
  doneBy: z.uuid().nullable(),
})
export type StepState = z.infer<typeof StepState>

/** What is told at a start talk, each part a note of its own topic. */
export const START_PARTS = [
  { step: 'start.studies', topic: 'school', field: 'studies' },
  { step: 'start.needs', topic: 'support', field: 'needs' },
  { step: 'start.health', topic: 'health', field: 'health' },
] as const
