import { askApproval, useApproval } from '../access/approval-actions.ts'
import { approvalOf } from '../access/approval-store.ts'
import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { DISPOSE_RUN, LIST_RUN } from './job-names.ts'
import type { RecordType } from './retention-model.ts'
import { queueRun } from './retention-queue.ts'
import { readRule, runState, type TypedRule } from './retention-rules.ts'
import * as store from './retention-store.ts'

/** Sets what a type of record is deleted by, or sets it anew. It takes a fresh sign-in and names the decision it follows. */
export async function setRule(tx: Write, type: RecordType, typed: TypedRule): Promise<void> {
  tx.require('privacy.set_retention')
  tx.requireAssurance(3)
  const read = readRule(type, typed)
  if (!read.ok) throw new Refused('invalid', 'rule', read.problems)
  const { ok: _ok, ...rule } = read
  await store.endRule(tx, type)
  await store.insertRule(tx, { recordType: type, ...rule })
  await tx.record('privacy.rule_set', { object: type, detail: rule })
}

/** Takes a rule away: of that type nothing is deleted any more. */
export async function endRule(tx: Write, type: RecordType): Promise<void> {
  tx.require('privacy.set_retention')
  tx.requireAssurance(3)
  if ((await store.endRule(tx, type)) === 0) throw new Refused('not_found', 'rule')
  await tx.record('privacy.rule_ended', { object: type })
}

/** Asks for a dry run. Sedd lists what is due in the background; nothing is deleted. */
export async function askRun(tx: Write): Promise<string> {
  tx.require('privacy.set_retention')
  if ((await store.currentRules(tx)).length === 0) throw new Refused('conflict', 'no_rules')
  const id = await store.insertRun(tx)
  await queueRun(tx, LIST_RUN, id)
  await tx.record('privacy.run_asked', { object: id })
  return id
}

/** Lists what the rules say is due, and closes the list. Again the same run does nothing. */
export async function listRun(tx: Write, runId: string): Promise<void> {
  tx.require('privacy.dispose')
  const rules = await store.currentRules(tx)
  if (runState(await store.runById(tx, runId)) !== 'listing') return
  // Persons first: what goes with them is not listed once more.
  const order: readonly RecordType[] = ['person', 'note', 'mapping', 'old_contact', 'delivery', 'review', 'trail']
  for (const type of order) {
    const rule = rules.find(({ recordType }) => recordType === type)
    if (rule) await store.listDue(tx, runId, rule)
  }
  await store.closeList(tx, runId, rules)
  const { listed, hindered } = await store.runById(tx, runId)
  await tx.record('privacy.run_listed', { object: runId, detail: { items: listed, hindered } })
}

/** Asks a second person to approve exactly what was listed. */
export async function requestApproval(tx: Write, runId: string, reason: string): Promise<string> {
  tx.require('privacy.set_retention')
  const run = await store.runById(tx, runId)
  if (runState(run) !== 'listed') throw new Refused('conflict', 'run_not_listed')
  const counts = await store.runCounts(tx, runId)
  const due = counts.flatMap(({ recordType, hindrance, items }) => (hindrance === null ? [[recordType, items]] : []))
  const detail = { items: run.listed, fingerprint: run.fingerprint, due: Object.fromEntries(due) }
  const id = await askApproval(tx, { kind: 'retention.run', object: runId, detail, reason })
  await tx.record('privacy.run_approval_asked', { object: runId })
  return id
}

/** Orders what a second person has approved. Sedd deletes it in the background. */
export async function orderRun(tx: Write, runId: string): Promise<void> {
  tx.require('privacy.set_retention')
  tx.requireAssurance(3)
  const run = await store.runById(tx, runId)
  if (runState(run) !== 'listed') throw new Refused('conflict', 'run_not_listed')
  const approval = await approvalOf(tx, 'retention.run', runId)
  if (approval === null) throw new Refused('conflict', 'approval_over')
  await useApproval(tx, { id: approval.id, kind: 'retention.run' })
  await store.orderRun(tx, runId, approval.id)
  await queueRun(tx, DISPOSE_RUN, runId)
  await tx.record('privacy.run_ordered', { object: runId })
}

/** As many as one transaction deletes: whoever works meanwhile waits no longer than that. */
const AT_ONCE = 25

/** Deletes the next part of an approved list. True while there is more. */
export async function disposeRun(tx: Write, runId: string): Promise<boolean> {
  tx.require('privacy.dispose')
  const { deleted, rows, leftOut } = await store.disposeNext(tx, runId, AT_ONCE)
  if (deleted + leftOut === 0) {
    await store.closeRun(tx, runId)
    await tx.record('privacy.run_done', { object: runId })
    return false
  }
  await tx.record('privacy.disposed', { object: runId, detail: { items: deleted, rows, leftOut } })
  await queueRun(tx, DISPOSE_RUN, runId)
  return true
}
