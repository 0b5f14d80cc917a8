import type { Write } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import type { SupportCase } from './model.ts'
import * as programmes from './programme-store.ts'

/**
 * What is over with a case on its last day: the programmes that go on have that as their last day as well, and those that were to begin after
 * it are not begun. Who answers for the case is let go of by `letGoOfCase`, once nobody is asked any longer.
 */
export async function endWithCase(
  tx: Write,
  of: Pick<SupportCase, 'id' | 'personId'>,
  closedOn: PlainDate,
): Promise<void> {
  tx.require('support.work')
  const after = addDays(closedOn, 1)
  const going = (await programmes.participationsOf(tx, of.personId)).filter(
    ({ caseId, until }) => caseId === of.id && (until === null || until > after),
  )
  for (const { id, programmeId, from } of going) {
    const until = from < after ? after : null
    await programmes.closeParticipation(tx, id)
    if (until !== null) await programmes.insertParticipation(tx, of, { programmeId, from, until })
    await tx.record('cases.programme_left', { object: id, personId: of.personId, detail: { programmeId, until } })
  }
}
