import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { refreshStandingOf } from '../fact-store.ts'
import type { PersonId, Touched } from '../model.ts'
import { personById } from '../store.ts'
import { giveBack, setBirth, setSex, takeAddress, takeName, takeProtection } from './exchange-store.ts'
import {
  closeMerge,
  groupOf,
  insertMerge,
  isBuiltUpon,
  lockMerge,
  lockPair,
  markSuggestion,
  mergePosition,
  mergesAmong,
  pointAtSurvivor,
  pointBack,
  updateReplaced,
} from './merge-store.ts'
import type { Choices, Comparable, MergeId, Replaced, Suggestion, SuggestionId } from './model.ts'
import { afterUndoing, likeness } from './rules.ts'
import { comparablesById, decideSuggestion, insertSuggestion, lockSuggestion, possibleTwins } from './store.ts'

/** Looks for others this person may be, and suggests them. How many suggestions are new. For whoever enters a person. */
export async function suggestDuplicatesOf(tx: Write, id: PersonId): Promise<number> {
  tx.require('people.edit_contact')
  const root = await personById(tx, id)
  const person = theOne(await comparablesById(tx, [root.id]), root.id)
  let made = 0
  for (const other of await possibleTwins(tx, person)) {
    const found = likeness(person, other)
    if (found) made += await insertSuggestion(tx, [person.id, other.id], found)
  }
  if (made > 0) await tx.record('people.duplicates_suggested', { personId: person.id, detail: { made } })
  return made
}

/** They are two. Not suggested again. */
export async function keepApart(tx: Write, id: SuggestionId): Promise<void> {
  tx.require('people.merge')
  const suggestion = await requireUndecided(tx, id)
  await decideSuggestion(tx, id, 'different')
  for (const personId of [suggestion.personId, suggestion.otherId])
    await tx.record('people.kept_apart', { personId, object: id })
}

/** Refuses what somebody else has decided meanwhile: two whom a colleague keeps apart are not made one. */
export async function requireUndecided(tx: Write, id: SuggestionId): Promise<Suggestion> {
  tx.require('people.merge')
  const suggestion = await lockSuggestion(tx, id)
  if (suggestion.decision !== null) throw new Refused('conflict', 'already_decided')
  return suggestion
}

export type MergeInput = {
  readonly survivorId: PersonId
  readonly mergedId: PersonId
  readonly choices: Choices
}

/**
 * Makes the two one: the merged person answers as the survivor, who has the chosen fields. Numbers, contacts and periods of
 * both are kept. Refuses with `conflict` when one of them was merged meanwhile.
 */
export async function mergePersons(tx: Write, input: MergeInput): Promise<Touched & { readonly mergeId: MergeId }> {
  tx.require('people.merge')
  const { survivorId, mergedId, choices } = input
  if (survivorId === mergedId) throw new Refused('invalid', 'same_person')
  await lockPair(tx, survivorId, mergedId)
  const both = await comparablesById(tx, [survivorId, mergedId])
  const pair = { survivor: theOne(both, survivorId), merged: theOne(both, mergedId) }
  if (both.some((person) => person.rootId !== person.id)) throw new Refused('conflict', 'already_merged')

  const replaced = await carryOver(tx, pair, choices)
  const mergeId = await insertMerge(tx, { survivorId, mergedId, choices, replaced })
  await pointAtSurvivor(tx, input)
  await markSuggestion(tx, input, true)
  await refreshStandingOf(tx, [survivorId])
  const touched = await groupOf(tx, survivorId)
  await tx.record('people.merged', { personId: survivorId, object: mergeId, detail: choices })
  await tx.record('people.merged_away', { personId: mergedId, object: mergeId })
  return { mergeId, touched }
}

type Pair = { readonly survivor: Comparable; readonly merged: Comparable }

async function carryOver(tx: Write, pair: Pair, choices: Choices): Promise<Replaced> {
  const { survivor, merged } = pair
  const replaced: Replaced = { position: await mergePosition(tx, survivor.id) }
  if (choices.name === 'merged') replaced.name = await takeName(tx, pair)
  if (choices.address === 'merged') replaced.address = await takeAddress(tx, pair)
  if (survivor.protection !== merged.protection)
    replaced.protection = await takeProtection(tx, pair, pair[choices.protection].protection)
  if (choices.sex === 'merged' && merged.sex !== survivor.sex) {
    await setSex(tx, survivor.id, merged.sex)
    replaced.sex = { before: survivor.sex, after: merged.sex }
  }
  if (choices.birthDate === 'merged') {
    await setBirth(tx, survivor.id, merged)
    replaced.birth = { before: birthOf(survivor), after: birthOf(merged) }
  }
  return replaced
}

const birthOf = ({ birthDate, latestBirthDate }: Comparable) => ({ birthDate, latestBirthDate })

/**
 * Takes a merge back: the merged person is itself again with those who came with it, and the survivor has its own fields
 * again. Facts that came after the merge stay with the number they came by. Refuses while a later merge builds on this one.
 */
export async function unmergePersons(tx: Write, id: MergeId): Promise<Touched> {
  tx.require('people.merge')
  const merge = await lockMerge(tx, id)
  if (merge.unmergedAt !== null) throw new Refused('conflict', 'already_unmerged')
  if (await isBuiltUpon(tx, merge)) throw new Refused('conflict', 'later_merge')

  const touched = await groupOf(tx, merge.survivorId)
  await closeMerge(tx, id)
  await pointBack(tx, merge)
  const restored = await giveBack(tx, merge.survivorId, merge.replaced)
  for (const other of await mergesAmong(tx, touched)) {
    const adapted = afterUndoing(other.replaced, merge.replaced, restored)
    if (adapted) await updateReplaced(tx, other.id, adapted)
  }
  await markSuggestion(tx, merge, false)
  await refreshStandingOf(tx, [merge.survivorId, merge.mergedId])
  await tx.record('people.unmerged', { personId: merge.survivorId, object: id })
  await tx.record('people.restored', { personId: merge.mergedId, object: id })
  return { touched }
}

function theOne(persons: readonly Comparable[], id: PersonId): Comparable {
  const person = persons.find((each) => each.id === id)
  if (!person) throw new Refused('not_found', 'row')
  return person
}
