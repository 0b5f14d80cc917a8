import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { codes } from '../organisations/store.ts'
import { refreshStanding } from '../people/fact-store.ts'
import { lockRegister, recompute } from './compute.ts'
import * as feed from './feed-store.ts'
import { FILTER_VERSION, type RegisterFilter } from './filter.ts'
import { requireOccupationAsSeen } from './meanwhile-actions.ts'
import { LONGEST_EVIDENCE, LONGEST_SOURCE, Occupation } from './model.ts'
import { recordOwners } from './owner-store.ts'
import { mayOwn } from './owners.ts'
import * as saved from './saved-filter-store.ts'
import { sweepSearches } from './saved-search-store.ts'
import { refreshGrams, touchedPersons } from './search-grams-store.ts'
import * as store from './store.ts'

/** Records that a person's page was opened, before it is shown. A person outside the register takes the right to look one up. */
export async function openPerson(tx: Write, personId: string): Promise<{ member: boolean }> {
  tx.require('register.read')
  const member = await requireSight(tx, personId)
  await tx.record('register.person_read', { personId })
  return { member }
}

/** Records that one person was looked up by number, member or not, before the answer is given. */
export async function lookUp(tx: Write, personId: string): Promise<void> {
  tx.require('register.look_up')
  await tx.record('register.looked_up', { personId })
}

/** A decision by hand where the law leaves judgement (K14, K17, K18, unclear). It has a reason, evidence and an end. */
export async function decide(tx: Write, made: store.NewDecision): Promise<string> {
  tx.require('register.decide')
  const personId = await store.lockPerson(tx, made.personId)
  const problems = []
  const evidence = made.evidence.trim()
  if (evidence.length < 3) problems.push({ field: 'evidence', code: 'evidence_missing' })
  if (evidence.length > LONGEST_EVIDENCE) problems.push({ field: 'evidence', code: 'evidence_long' })
  // A judgement is for a time: it expires, and is made anew if it still holds.
  if (made.until === null) problems.push({ field: 'until', code: 'until_missing' })
  if (made.until !== null && made.until <= made.from) problems.push({ field: 'until', code: 'until_before_from' })
  if (!(await isCode(tx, 'decision_reason', made.reasonCode)))
    problems.push({ field: 'reasonCode', code: 'unknown_code' })
  if (problems.length > 0) throw new Refused('invalid', 'decision', problems)
  if (await store.overlappingDecision(tx, { ...made, personId })) {
    throw new Refused('conflict', 'decision_overlaps', [{ field: 'from', code: 'decision_overlaps' }])
  }
  const id = await store.insertDecision(tx, { ...made, personId, evidence })
  await afterFacts(tx, [personId])
  await tx.record('register.decided', {
    object: id,
    personId,
    detail: { outcome: made.outcome, reason: made.reasonCode },
  })
  return id
}

/** Ends a decision today: what it said until now stands. One that has not begun is withdrawn whole. */
export async function endDecision(tx: Write, ended: { personId: string; decisionId: string }): Promise<void> {
  tx.require('register.decide')
  const personId = await store.lockPerson(tx, ended.personId)
  const closed = await store.closeDecision(tx, personId, ended.decisionId)
  if (closed.until !== null && closed.until <= tx.today) throw new Refused('conflict', 'decision_over')
  if (closed.from < tx.today) await store.insertEndedDecision(tx, closed, { personId, until: tx.today })
  await afterFacts(tx, [personId])
  await tx.record('register.decision_ended', { object: ended.decisionId, personId })
}

export type RecordedOccupation = {
  readonly personId: string
  readonly occupation: string
  readonly source: string
  readonly from: PlainDate
  /** The version of the occupation that the form was shown, '' for none; undefined from one that was shown nothing. */
  readonly seen?: string | undefined
}

/** Sysselsättning, with its source and a best-before that follows from the code. Replaces what was said of the days after it. */
export async function recordOccupation(tx: Write, made: RecordedOccupation): Promise<void> {
  tx.require('register.record_occupation')
  if (!tx.may('register.look_up')) await requireSight(tx, made.personId)
  const personId = await store.lockPerson(tx, made.personId)
  await requireOccupationAsSeen(tx, { personId, seen: made.seen })
  const occupation = Occupation.safeParse(made.occupation)
  const known = (await codes(tx, 'occupation')).find((code) => code.code === made.occupation)
  const problems = []
  if (!occupation.success || !known) problems.push({ field: 'occupation', code: 'unknown_code' })
  const source = made.source.trim()
  if (source === '') problems.push({ field: 'source', code: 'source_missing' })
  if (source.length > LONGEST_SOURCE) problems.push({ field: 'source', code: 'source_long' })
  if (made.from > tx.today) problems.push({ field: 'from', code: 'from_in_future' })
  if (problems.length > 0) throw new Refused('invalid', 'occupation', problems)
  const bestBefore = addDays(tx.today, known?.bestBeforeDays ?? 30)
  await store.replaceOccupations(tx, personId, made.from)
  await store.insertOccupation(tx, { ...made, personId, source, confirmedOn: tx.today, bestBefore })
  await tx.record('register.occupation_recorded', { personId, detail: { occupation: made.occupation } })
}

/**
 * Gives many young people one owner at once; null takes the owner away. Answers how many changed. Refuses an owner who could
 * not work the case, and for all of them one who may not see the protected among them.
 */
export async function assignOwner(tx: Write, personIds: readonly string[], accountId: string | null): Promise<number> {
  tx.require('register.assign_owner')
  if (personIds.length === 0) throw new Refused('invalid', 'owner', [{ field: 'person', code: 'nobody_chosen' }])
  if (accountId !== null) await requireOwner(tx, accountId, { code: 'unknown_owner', isProtected: false })
  const members = await store.membersAmong(tx, personIds, tx.today)
  const isProtected = await store.anyProtected(tx, members)
  if (accountId !== null && isProtected) await requireOwner(tx, accountId, { code: 'owner_not_cleared', isProtected })
  const changed = await store.setOwner(tx, members, accountId)
  await recordOwners(tx, members, accountId)
  if (members.length === 0) throw new Refused('not_found', 'members')
  return changed
}

export async function saveFilter(
  tx: Write,
  made: { name: string; shared: boolean; filter: RegisterFilter },
): Promise<string> {
  tx.require('register.list')
  if (made.shared) tx.require('register.share_filter')
  const name = made.name.trim()
  if (name.length < 1 || name.length > 80)
    throw new Refused('invalid', 'filter', [{ field: 'name', code: 'filter_name' }])
  const { page: _page, ...kept } = made.filter
  const id = await saved.insertFilter(tx, { name, shared: made.shared, version: FILTER_VERSION, filter: kept })
  if (id === null) throw new Refused('conflict', 'filter_exists', [{ field: 'name', code: 'filter_exists' }])
  await tx.record('register.filter_saved', { object: id })
  return id
}

export async function removeFilter(tx: Write, id: string): Promise<void> {
  tx.require('register.list')
  await saved.deleteFilter(tx, id)
  await tx.record('register.filter_removed', { object: id })
}

/** Computes the whole register anew, or only those whose facts changed, and keeps the day's totals. */
export async function recomputeRegister(tx: Write, of: 'all' | 'touched'): Promise<{ changed: number }> {
  tx.require('register.recompute')
  const persons = of === 'all' ? null : await touchedPersons(tx)
  const { changed } = await recompute(tx, of)
  await refreshGrams(tx, persons)
  await feed.keepTotals(tx, tx.today)
  await feed.keepSchools(tx, tx.today)
  await tx.record('register.recomputed', { detail: { of, changed } })
  return { changed }
}

/**
 * The night's work: protection that begins or ends, everything touched, what the new day itself brings, and its totals.
 * Again the same day changes nothing.
 */
export async function turnDay(tx: Write): Promise<void> {
  tx.require('register.recompute')
  await refreshStanding(tx, null)
  await sweepSearches(tx)
  const persons = await touchedPersons(tx)
  const { changed } = await recompute(tx, 'touched')
  await refreshGrams(tx, persons)
  const news = await feed.feedOfDay(tx, tx.today, await store.parameters(tx))
  await feed.keepTotals(tx, tx.today)
  await feed.keepSchools(tx, tx.today)
  await tx.record('register.day_turned', { detail: { changed, news } })
}

/** What every change of persons' facts ends with: their periods are computed anew in the same transaction. */
export async function afterFacts(tx: Write, personIds: readonly string[]): Promise<void> {
  await lockRegister(tx)
  await store.touch(tx, personIds)
  const persons = await touchedPersons(tx)
  await recompute(tx, 'touched')
  await refreshGrams(tx, persons)
  await feed.keepTotals(tx, tx.today)
  // A school that only one with protected identity attended is to be chosen by nobody from now on. One who does not see everybody
  // cannot gather them: the night does.
  if (tx.actor.reach === 'domain' && (await store.anyProtected(tx, persons))) await feed.keepSchools(tx, tx.today)
}

/**
 * Out of reach is not found. One who reaches the whole domain knows of those in the register, and takes the right to look people up
 * for the others; one who reaches only those assigned may see them whether they are in the register or not.
 */
async function requireSight(tx: Read, personId: string): Promise<boolean> {
  const id = await store.rootOf(tx, personId)
  const member = await store.isMember(tx, id, tx.today)
  if (!member && tx.actor.reach === 'domain') tx.require('register.look_up')
  return member
}

async function isCode(tx: Read, list: 'decision_reason', code: string): Promise<boolean> {
  return (await codes(tx, list)).some((each) => each.code === code)
}

async function requireOwner(
  tx: Read,
  accountId: string,
  { code, isProtected }: { code: 'unknown_owner' | 'owner_not_cleared'; isProtected: boolean },
): Promise<void> {
  const staff = await colleagues(tx)
  if (staff.some((each) => each.accountId === accountId && mayOwn(each, isProtected))) return
  throw new Refused('invalid', 'owner', [{ field: 'owner', code }])
}
