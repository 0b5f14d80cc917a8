import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import { ending } from '../../people/version-sql.ts'
import type { SupportCase } from './model.ts'
import { type Step, StepState } from './step-model.ts'

const columns = raw(`
  s.id, s.period_id as "periodId", s.person_id as "personId", s.step, s.on_day as "onDay", s.done_on as "doneOn", s.done_by as "doneBy"`)

/** What is planned and done of the steps of one period of support. */
export function stepsOf(tx: Read, periodId: string): Promise<StepState[]> {
  return tx.all(
    StepState,
    prepared(sql`select ${columns} from support_flow_step s where s.period_id = ${periodId} and s.known_until is null`),
  )
}

type Version = {
  readonly step: Step
  readonly onDay: PlainDate | null
  readonly doneOn: PlainDate | null
}

/** What stands of a step from now on, in place of what did; nothing where neither day is said. */
export async function replaceStep(
  tx: Write,
  of: Pick<SupportCase, 'periodId' | 'personId'>,
  { step, onDay, doneOn }: Version,
): Promise<void> {
  await tx.run(sql`
    update support_flow_step s set known_until = ${ending(tx, 's')}, closed_by = ${tx.actor.accountId}
     where s.period_id = ${of.periodId} and s.step = ${step} and s.known_until is null`)
  if (onDay === null && doneOn === null) return
  const doneBy = doneOn === null ? null : tx.actor.accountId
  await tx.run(sql`
    insert into support_flow_step (domain_id, period_id, person_id, step, on_day, done_on, done_by, set_by, known_from)
    values (${tx.actor.domainId}, ${of.periodId}, ${of.personId}, ${step}, ${onDay}, ${doneOn}, ${doneBy}, ${tx.actor.accountId}, ${tx.now})`)
}
