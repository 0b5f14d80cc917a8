import type { Write } from '../../kernel/database.ts'
import { addYears, type PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { writeNote } from '../../notes/actions.ts'
import { secrecyToBegin } from '../../notes/store.ts'
import { lockOpenCase, mayNote } from './actions.ts'
import { START_PARTS, type Step } from './step-model.ts'
import { replaceStep, stepsOf } from './step-store.ts'

type StepSet = {
  readonly personId: string
  readonly step: Step
  /** What stood of it when the form was shown; empty where nothing did. */
  readonly seen: string
  readonly onDay: PlainDate | null
  readonly doneOn: PlainDate | null
}

/** Plans a step for a day, says that it is done, or takes back either. What a colleague has said of it meanwhile is not written over. */
export async function setStep(tx: Write, { personId, step, seen, onDay, doneOn }: StepSet): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, personId)
  const stands = (await stepsOf(tx, of.periodId)).find((each) => each.step === step)
  if ((stands?.id ?? '') !== seen) throw new Refused('conflict', 'step', [{ field: 'onDay', code: 'step_meanwhile' }])
  const problems = [
    ...(onDay !== null && onDay > addYears(tx.today, 1) ? [{ field: 'onDay', code: 'from_far' }] : []),
    ...(doneOn !== null && doneOn > tx.today ? [{ field: 'doneOn', code: 'done_in_future' }] : []),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'step', problems)
  await replaceStep(tx, of, { step, onDay, doneOn })
  await tx.record('cases.step_set', { object: of.id, personId: person.id, detail: { step, onDay, doneOn } })
}

type StartTalk = {
  readonly personId: string
  readonly happenedOn: PlainDate
  readonly told: Readonly<Record<(typeof START_PARTS)[number]['field'], string>>
}

/**
 * What was told at the start talk: a note for each part that was spoken of, each of its own topic, so that health is read by those who
 * read of health. The parts are done with that.
 */
export async function holdStartTalk(tx: Write, { personId, happenedOn, told }: StartTalk): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, personId)
  const parts = START_PARTS.filter(({ field }) => told[field].trim() !== '')
  const problems = [
    ...(parts.length === 0 ? [{ field: 'studies', code: 'nothing_told' }] : []),
    ...(happenedOn > tx.today ? [{ field: 'happenedOn', code: 'done_in_future' }] : []),
    ...((await mayNote(tx, person.id)) ? [] : [{ field: '', code: 'no_notes' }]),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'start', problems)
  const { secrecy } = await secrecyToBegin(tx)
  const before = await stepsOf(tx, of.periodId)
  for (const { step, topic, field } of parts) {
    await writeNote(tx, { personId: person.id, topic, secrecy, happenedOn, body: told[field] })
    const onDay = before.find((each) => each.step === step)?.onDay ?? null
    await replaceStep(tx, of, { step, onDay, doneOn: happenedOn })
  }
  const detail = { steps: parts.map(({ step }) => step), on: happenedOn }
  await tx.record('cases.start_held', { object: of.id, personId: person.id, detail })
}
