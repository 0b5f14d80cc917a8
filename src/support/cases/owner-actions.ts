import type { Colleague } from '../../access/model.ts'
import { colleagues } from '../../access/store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { assignOwner } from '../../register/actions.ts'
import { mayOwn } from '../../register/owners.ts'
import { membersAmong } from '../../register/store.ts'
import { endLettingsIn, letInMany } from '../../sight/many-actions.ts'
import type { HeldCase } from './model.ts'
import { mayAnswerFor, reachesEverybody } from './rules.ts'
import * as store from './store.ts'

/** What is written where somebody is let in because a case became theirs. */
const WHY = 'Ansvarar för ärendet'

/**
 * Gives open cases to one colleague, who sees the young persons from then on: as the owner in the register where the actor decides
 * that, else let in. Whoever answered for a case before is no longer let in on its account. Answers how many changed hands.
 */
export async function handCases(tx: Write, held: readonly HeldCase[], accountId: string): Promise<number> {
  tx.require('support.work')
  const to = await ownerAmong(tx, held, accountId)
  const changed = held.filter(({ ownerId }) => ownerId !== accountId)
  if (changed.length === 0) {
    tx.recorded = true // it is theirs already
    return 0
  }
  const lettings = await letOwnerIn(tx, changed, to)
  const given = changed.map((each) => ({ ...each, assignmentId: lettings.get(each.rootId) ?? null }))
  await store.setCaseOwners(tx, given, accountId)
  await store.recordCaseOwners(tx, changed, accountId)
  // Last: whoever gives away their own case may see nothing of it afterwards.
  const over = changed.flatMap(({ assignmentId }) => (assignmentId === null ? [] : [assignmentId]))
  if (over.length > 0) await endLettingsIn(tx, over)
  return changed.length
}

/**
 * Lets go of a case that nobody follows any longer: nobody answers for it, and whoever was let in on its account is so no longer. What calls it
 * has asked for permission and leaves the event, and does this last: the actor may see nothing of the young person afterwards.
 */
export async function letGoOfCase(tx: Write, caseId: string): Promise<void> {
  const lettings = await store.releaseCases(tx, [caseId])
  if (lettings.length > 0) await endLettingsIn(tx, lettings)
}

/** Gives many open cases to one colleague at once, of those that the actor sees. Answers how many changed hands. */
export async function reallocateCases(tx: Write, caseIds: readonly string[], accountId: string): Promise<number> {
  tx.require('support.reallocate')
  if (caseIds.length === 0) throw new Refused('invalid', 'owner', [{ field: 'cases', code: 'nobody_chosen' }])
  const held = await store.lockOpenCases(tx, caseIds)
  if (held.length === 0) throw new Refused('not_found', 'cases')
  return handCases(tx, held, accountId)
}

async function ownerAmong(tx: Read, held: readonly HeldCase[], accountId: string): Promise<Colleague> {
  const staff = (await colleagues(tx)).filter((each) => each.accountId === accountId)
  const fit = staff.filter((each) => mayAnswerFor(each, false))
  if (fit.length === 0) throw new Refused('invalid', 'owner', [{ field: 'owner', code: 'unknown_owner' }])
  const isProtected = held.some((each) => each.isProtected)
  // One with two roles is let in by the one that reaches few, if there is one.
  const [to] = fit
    .filter((each) => mayAnswerFor(each, isProtected))
    .toSorted((a, b) => Number(reachesEverybody(a.role)) - Number(reachesEverybody(b.role)))
  if (!to) throw new Refused('invalid', 'owner', [{ field: 'owner', code: 'owner_not_cleared' }])
  return to
}

/** The lettings-in that were made, by person. Refuses a colleague who would still not see everybody. */
async function letOwnerIn(
  tx: Write,
  changed: readonly HeldCase[],
  to: Colleague,
): Promise<ReadonlyMap<string, string>> {
  const roots = changed.map(({ rootId }) => rootId)
  const led = await followInRegister(tx, changed, to)
  if (to.accountId === tx.actor.accountId || reachesEverybody(to.role)) return new Map()
  const outside = roots.filter((id) => !led.has(id))
  if (outside.length === 0) return new Map()
  const letIn = tx.may('sight.assign')
    ? await letInMany(tx, { personIds: outside, membershipId: to.membershipId, reason: WHY })
    : new Map<string, string>()
  const unsure = outside.filter((id) => !letIn.has(id))
  if (unsure.length > 0) {
    const seen = await store.seenBy(tx, { personIds: unsure, accountId: to.accountId })
    if (unsure.some((id) => !seen.has(id)))
      throw new Refused('invalid', 'owner', [{ field: 'owner', code: 'owner_out_of_reach' }])
  }
  return letIn
}

/** Of those in the register the owner there follows, where the actor decides that and the colleague works with the register. */
async function followInRegister(tx: Write, changed: readonly HeldCase[], to: Colleague): Promise<ReadonlySet<string>> {
  if (!tx.may('register.assign_owner')) return new Set()
  const isProtected = changed.some((each) => each.isProtected)
  if (!mayOwn(to, isProtected)) return new Set()
  const members = await membersAmong(
    tx,
    changed.map(({ rootId }) => rootId),
    tx.today,
  )
  if (members.length > 0) await assignOwner(tx, members, to.accountId)
  return new Set(members)
}
