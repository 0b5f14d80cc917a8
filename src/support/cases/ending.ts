import type { Write } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import type { Ended } from './closing-store.ts'
import type { SupportCase } from './model.ts'
import * as programmes from './programme-store.ts'

/**
 * What is over with a case on its last day: the programmes that go on have that as their last day as well, and those that were to begin after
 * it are not begun. Who answers for the case is let go of by `letGoOfCase`, once nobody is asked any longer. Answers with what was ended.
 */
export async function endWithCase(
  tx: Write,
  of: Pick<SupportCase, 'id' | 'personId'>,
  closedOn: PlainDate,
): Promise<readonly Ended[]> {
  tx.require('support.work')
  const after = addDays(closedOn, 1)
  const going = (await programmes.participationsOf(tx, of.personId)).filter(
    ({ caseId, until }) => caseId === of.id && (until === null || until > after),
  )
  const ended: Ended[] = []
  for (const { id, programmeId, from } of going) {
    const until = from < after ? after : null
    await programmes.closeParticipation(tx, id)
    const left = until === null ? null : await programmes.insertParticipation(tx, of, { programmeId, from, until })
    ended.push({ kind: 'programme', stoodId: id, leftId: left ?? id })
    await tx.record('cases.programme_left', { object: id, personId: of.personId, detail: { programmeId, until } })
  }
  return ended
}

type TakingUp = { readonly of: Pick<SupportCase, 'id' | 'personId'>; readonly rootId: PersonId }

/** The case was closed by mistake: the programmes go on as they did. Answers how many. */
export async function goOnWith(tx: Write, { of, rootId }: TakingUp, ended: readonly Ended[]): Promise<number> {
  tx.require('support.work')
  let count = 0
  for (const { stoodId, leftId } of ended.filter(({ kind }) => kind === 'programme')) {
    const stood = await programmes.participationOnce(tx, stoodId)
    const now = await programmes.participationsOf(tx, rootId)
    const left = now.find(({ id }) => id === leftId)
    if (stood === null || (leftId !== stoodId && left === undefined)) continue
    if (left !== undefined) await programmes.closeParticipation(tx, left.id)
    const { programmeId, from, until } = stood
    const id = await programmes.insertParticipation(tx, of, { programmeId, from, until })
    if (id === null) continue
    await tx.record('cases.programme_joined', { object: id, personId: rootId, detail: { programmeId, from } })
    count += 1
  }
  return count
}
