import type { Read, Write } from '../kernel/database.ts'
import { addDays, endOf, type PlainDate } from '../kernel/date.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import { everyEvent } from '../trail/store.ts'
import { OVERRUNS, SAMPLED } from './action-rules.ts'
import type { ReviewOutcome } from './review-model.ts'
import { type Around, draw, REVIEW_DAYS, type Reading, weeksDue } from './review-rules.ts'
import * as store from './review-store.ts'

/** Goes through the weeks that are over, and draws what is to be reviewed. Again on the same day it does nothing. */
export async function buildDueReviews(tx: Write): Promise<void> {
  tx.require('privacy.build_review')
  for (const week of weeksDue(tx.today, await store.lastWeek(tx))) await buildReview(tx, week)
}

/** Draws what is to be reviewed of one week. Readings of a week that is not over yet are drawn as they stand. */
export async function buildReview(tx: Write, weekOn: PlainDate): Promise<number> {
  tx.require('privacy.build_review')
  const seed = await store.openWeek(tx, weekOn)
  const readings = await readingsOf(tx, weekOn)
  const drawn = draw(readings, await aroundOf(tx, readings, weekOn), seed)
  const dueAt = endOf(addDays(weekOn, 6 + REVIEW_DAYS))
  const chosen = await store.insertItems(tx, drawn, { weekOn, dueAt })
  await store.closeWeek(tx, weekOn, readings.length)
  await tx.record('privacy.review_built', { object: weekOn, detail: { items: chosen, readings: readings.length } })
  return chosen
}

/** The readings of a week by people, in the order they happened. */
async function readingsOf(tx: Read, weekOn: PlainDate): Promise<Reading[]> {
  const wanted = {
    actions: [...SAMPLED, ...OVERRUNS],
    from: endOf(addDays(weekOn, -1)),
    until: endOf(addDays(weekOn, 6)),
  }
  const found = (await everyEvent(tx, wanted)).filter(({ actorRole }) => actorRole !== 'machine')
  return found.map(({ actorRole: _, actorName, ...event }) => ({ ...event, actorName: actorName ?? '' })).reverse()
}

async function aroundOf(tx: Read, readings: readonly Reading[], weekOn: PlainDate): Promise<Around> {
  const ids = [...new Set(readings.flatMap(({ personId }) => (personId === null ? [] : [personId])))]
  const [protectedIds, families, guardians, addresses, homes] = await Promise.all([
    store.protectedAmong(tx, ids, weekOn),
    store.familyNamesOf(tx, ids),
    store.guardianNamesOf(tx, ids),
    store.addressesOf(tx, ids),
    store.homes(tx),
  ])
  return {
    protectedIds: new Set(protectedIds),
    familyNames: byPerson(families, ({ name }) => name),
    guardianNames: byPerson(guardians, ({ name }) => name),
    addresses: byPerson(addresses, (address) => address),
    homes: new Map(homes.map((home) => [home.accountId, home])),
  }
}

function byPerson<Row extends { personId: string }, T>(rows: readonly Row[], of: (row: Row) => T): Map<string, T[]> {
  const groups = Map.groupBy(rows, ({ personId }) => personId)
  return new Map([...groups].map(([id, own]) => [id, own.map(of)]))
}

/** Says what one makes of a reading by a colleague. Nobody answers for their own; whoever asks or finds a breach says why. */
export async function review(
  tx: Write,
  said: { itemId: string; outcome: ReviewOutcome | null; comment: string },
): Promise<void> {
  tx.require('privacy.review')
  const item = await store.reviewItem(tx, said.itemId)
  if (item.actorId === tx.actor.accountId) throw new Refused('conflict', 'review_own')
  const { outcome } = said
  if (outcome === null) refuse('outcome', 'review_outcome')
  const comment = said.comment.trim() || null
  if (outcome !== 'fine' && comment === null) refuse('comment', 'review_comment')
  if ((comment?.length ?? 0) > 1000) refuse('comment', 'review_comment_long')
  await store.insertVerdict(tx, { itemId: item.id, outcome, comment })
  await tx.record('privacy.reviewed', { object: item.id, detail: { outcome } })
}

/** Records that a reviewer has shown who an item concerns, before it is. */
export async function showIdentity(tx: Write, itemId: string): Promise<string> {
  tx.require('privacy.review')
  const { personId } = await store.reviewItem(tx, itemId)
  if (personId === null) throw new Refused('not_found', 'person')
  await tx.record('privacy.identity_shown', { object: itemId, personId })
  return personId
}

/** Notes where a colleague lives, for the review alone. */
export async function addHome(
  tx: Write,
  home: { accountId: string; street: string; postalCode: string },
): Promise<void> {
  tx.require('privacy.review')
  const street = home.street.trim()
  const postalCode = home.postalCode.replace(/\s/g, '')
  const problems: FieldProblem[] = []
  if (street.length < 2 || street.length > 120) problems.push({ field: 'street', code: 'home_street' })
  if (!/^\d{5}$/.test(postalCode)) problems.push({ field: 'postalCode', code: 'home_postal_code' })
  if (home.accountId === '') problems.push({ field: 'accountId', code: 'home_colleague' })
  if (problems.length > 0) throw new Refused('invalid', 'home', problems)
  const id = await store.keepHome(tx, { accountId: home.accountId, street, postalCode })
  await tx.record('privacy.home_added', { object: id })
}

export async function removeHome(tx: Write, id: string): Promise<void> {
  tx.require('privacy.review')
  await store.deleteHome(tx, id)
  await tx.record('privacy.home_removed', { object: id })
}

function refuse(field: string, code: string): never {
  throw new Refused('invalid', 'review', [{ field, code }])
}
