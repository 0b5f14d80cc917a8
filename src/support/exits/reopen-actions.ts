import type { Write } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import type { ReopenReason, SupportCase } from '../cases/model.ts'
import { insertReview, reviewsOf } from '../plan/review-store.ts'
import { laterOf } from '../plan/rules.ts'
import { planOf } from '../plan/store.ts'
import { callOff } from './follow-store.ts'
import { endExit, exitOfPeriod } from './store.ts'

type Reopened = { readonly of: SupportCase; readonly rootId: PersonId; readonly reason: ReopenReason }

/** No sooner than this is a plan looked at that was left when the case was closed. */
const DAYS_TO_REVIEW = 7

/**
 * What follows when a case (`of`, as it was closed) is opened again. Where it was closed by mistake nobody has left: what was said of it is
 * taken back, and nobody is asked how it went. A plan that stands is looked at again.
 */
export async function afterReopening(tx: Write, { of, rootId, reason }: Reopened): Promise<void> {
  tx.require('support.work')
  const exit = reason === 'closed_by_mistake' ? await exitOfPeriod(tx, of.periodId) : null
  if (exit !== null) {
    await endExit(tx, exit.id)
    await callOff(tx, { root: rootId, exitId: exit.exitId })
    await tx.record('exits.taken_back', { object: exit.exitId, personId: rootId })
  }
  const plan = await planOf(tx, rootId)
  const left = (await reviewsOf(tx, rootId)).filter(({ caseId }) => caseId === of.id)
  if (plan === null || left.some(({ outcome }) => outcome === null)) return
  const last = left.find(({ reason: why }) => why === 'case_closed')
  if (last === undefined) return
  const dueOn = laterOf(last.dueOn, addDays(tx.today, DAYS_TO_REVIEW))
  await insertReview(tx, { caseId: of.id, personId: of.personId, dueOn })
}
