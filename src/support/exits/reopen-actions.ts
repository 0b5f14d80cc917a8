import type { Write } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import type { PersonId } from '../../people/model.ts'
import { type TakenUp, takeUpActivities } from '../activities/closing-actions.ts'
import { type Ended, endedBy } from '../cases/closing-store.ts'
import { goOnWith } from '../cases/ending.ts'
import type { ReopenReason, SupportCase } from '../cases/model.ts'
import { type PlannedAgain, planAgain } from '../meetings/closing-actions.ts'
import { insertReview, reviewsOf } from '../plan/review-store.ts'
import { laterOf } from '../plan/rules.ts'
import { planOf } from '../plan/store.ts'
import { askAsBefore, callOff } from './follow-store.ts'
import { endExit, exitOfPeriod } from './store.ts'

type Reopened = { readonly of: SupportCase; readonly rootId: PersonId; readonly reason: ReopenReason }

/** No sooner than this is a plan looked at that was left when the case was closed. */
const DAYS_TO_REVIEW = 7

/** What goes on again, and what could not be had back. */
export type Resumed = {
  readonly activities: TakenUp
  readonly meetings: PlannedAgain
  readonly programmes: number
}

/**
 * What follows when a case (`of`, as it was closed) is opened again. Where it was closed by mistake nobody has left: what was said of it is
 * taken back, nobody is asked how it went, and what the closing ended goes on as it stood. Otherwise a plan that stands is looked at again, and
 * the rest begins anew when somebody says so: null.
 */
export async function afterReopening(tx: Write, { of, rootId, reason }: Reopened): Promise<Resumed | null> {
  tx.require('support.work')
  if (reason !== 'closed_by_mistake') {
    await lookAgain(tx, { of, rootId, ended: null })
    return null
  }
  const exit = await exitOfPeriod(tx, of.periodId)
  if (exit !== null) {
    await endExit(tx, exit.id)
    await callOff(tx, { root: rootId, exitId: exit.exitId })
    await tx.record('exits.taken_back', { object: exit.exitId, personId: rootId })
  }
  const ended = await endedBy(tx, of.periodId)
  await lookAgain(tx, { of, rootId, ended })
  await askAsBefore(
    tx,
    ended.filter(({ kind }) => kind === 'follow_up').map(({ stoodId }) => stoodId),
  )
  return {
    activities: await takeUpActivities(tx, { rootId, ended }),
    meetings: await planAgain(tx, { rootId, ended }),
    programmes: await goOnWith(tx, { of, rootId }, ended),
  }
}

type Left = Pick<Reopened, 'of' | 'rootId'> & { readonly ended: readonly Ended[] | null }

/** The plan is looked at again: on the day it was to be, where the case was closed by mistake (`ended`), and else not at once. */
async function lookAgain(tx: Write, { of, rootId, ended }: Left): Promise<void> {
  const plan = await planOf(tx, rootId)
  const left = (await reviewsOf(tx, rootId)).filter(({ caseId }) => caseId === of.id)
  if (plan === null || left.some(({ outcome }) => outcome === null)) return
  const kept = left.find(({ id }) => ended?.some(({ stoodId }) => stoodId === id))
  const last = kept ?? left.find(({ reason }) => reason === 'case_closed')
  if (last === undefined) return
  const dueOn = kept?.dueOn ?? laterOf(last.dueOn, addDays(tx.today, DAYS_TO_REVIEW))
  await insertReview(tx, { caseId: of.id, personId: of.personId, dueOn })
}
