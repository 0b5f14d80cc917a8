import type { Context } from '../../src/kernel/database.ts'
import { day } from '../../src/kernel/date.ts'
import { setGoal } from '../../src/support/plan/actions.ts'
import type { GoalInput, StepInput } from '../../src/support/plan/model.ts'
import { addStep } from '../../src/support/plan/step-actions.ts'
import type { TestBed } from './domain.ts'

type By = Context & { readonly accountId: string }

/** Sets a goal for somebody whose case is open. Answers with its id. */
export function aGoal(bed: TestBed, by: By, of: { readonly personId: string } & Partial<GoalInput>): Promise<string> {
  const usual = { words: 'Klara kursen i matematik', matters: null, strengths: null } as const
  const days = { startsOn: day('2026-10-01'), endsOn: day('2026-12-18') }
  return bed.web.write(by, (tx) => setGoal(tx, { ...usual, ...days, ...of }))
}

/** Adds a step to a goal. Answers with its id. */
export function aStep(
  bed: TestBed,
  by: By,
  of: { readonly personId: string; readonly goalId: string } & Partial<StepInput>,
): Promise<string> {
  const usual = {
    words: 'Prata med läraren',
    responsible: 'youth',
    accountId: null,
    actor: null,
    actorWords: null,
  } as const
  const days = { startsOn: day('2026-10-05'), dueOn: day('2026-10-23') }
  return bed.web.write(by, (tx) => addStep(tx, { ...usual, ...days, ...of }))
}
