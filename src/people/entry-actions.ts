import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { municipalityName } from '../organisations/store.ts'
import { keepApart, suggestDuplicatesOf } from './duplicates/actions.ts'
import type { Comparable } from './duplicates/model.ts'
import { likeness } from './duplicates/rules.ts'
import { comparablesById, possibleTwins, suggestionsOf } from './duplicates/store.ts'
import type { Entry, Likely } from './entry-rules.ts'
import { insertEntry, insertNumber, insertProtection } from './entry-store.ts'
import { insertManualResidence } from './fact-store.ts'
import { PersonId, type Touched } from './model.ts'
import { personByNumber } from './store.ts'

/** Shows whom the entered person may be, the likeliest first. A person is read, in the register or not: it stands in the trail. */
export async function showLikely(tx: Write, entry: Entry): Promise<readonly Likely[]> {
  tx.require('people.add')
  const found = await likelyTo(tx, entry)
  for (const { id } of found) await tx.record('people.shown_as_likely', { personId: id })
  if (found.length === 0) await tx.record('people.likely_asked')
  return found
}

export type Added = {
  readonly id: PersonId
  readonly entry: Entry
  /** Those one has been shown and said it is not. */
  readonly seen: readonly string[]
}

/**
 * Leaves in the trail that a number was refused without a reason, in a transaction of its own, since the refusal undid the
 * rest: who tries number after number to see which are taken is seen. Neither the number nor anybody stands in it.
 */
export async function recordRefusedNumber(tx: Write): Promise<void> {
  tx.require('people.add')
  await tx.record('people.number_refused')
}

/**
 * Adds a person by hand. Refuses with `conflict` a number that is somebody's (`number_known`), and one who may be somebody
 * not shown yet (`may_be_known`); with `invalid` one that cannot be entered for a reason not to be told
 * (`number_not_enterable`): record that with `recordRefusedNumber`. Those who were shown are kept apart from now on.
 */
export async function addPerson(tx: Write, { id, entry, seen }: Added): Promise<Touched> {
  tx.require('people.add')
  if (entry.protection !== 'none' && !tx.actor.seesProtected)
    throw new Refused('invalid', 'protection', [{ field: 'protection', code: 'protection_unseen' }])
  if (entry.home && (await municipalityName(tx, entry.home.municipality)) === null)
    throw new Refused('invalid', 'municipality', [{ field: 'municipality', code: 'municipality_unknown' }])
  const likely = await likelyTo(tx, entry)
  if (likely.some(({ holder }) => holder)) throw new Refused('conflict', 'number_known')
  if (likely.some((each) => !seen.includes(each.id))) throw new Refused('conflict', 'may_be_known')

  await insertEntry(tx, id, entry)
  // Somebody has the number: one who is not to be seen, or one whom a colleague added this moment. The same words for both,
  // without a reason; that the number is taken cannot be kept from who tries it, so the trying is left in the trail.
  if (entry.number !== null && !(await insertNumber(tx, id, entry)))
    throw new Refused('invalid', 'number', [{ field: 'number', code: 'number_not_enterable' }])
  if (entry.protection !== 'none') await insertProtection(tx, id, entry)
  if (entry.home) await insertManualResidence(tx, id, { ...entry.home, source: entry.home.ground })
  const { source, numberKind, home } = entry
  await tx.record('people.added', { personId: id, detail: { source, numberKind, home: home?.municipality ?? null } })
  await keepApartFrom(tx, id, seen)
  return { touched: [id] }
}

async function keepApartFrom(tx: Write, id: PersonId, seen: readonly string[]): Promise<void> {
  await suggestDuplicatesOf(tx, id)
  for (const suggestion of await suggestionsOf(tx, id)) {
    const other = suggestion.personId === id ? suggestion.otherId : suggestion.personId
    if (seen.includes(other)) await keepApart(tx, suggestion.id)
  }
}

/** Whose the number is; with nobody's, those who are like the entered person. */
async function likelyTo(tx: Read, entry: Entry): Promise<readonly Likely[]> {
  const holder = entry.number === null ? null : await personByNumber(tx, entry.number)
  if (holder !== null) return (await comparablesById(tx, [holder])).map((each) => likelyOf(each, ['same_number']))
  const entered = comparableOf(tx, entry)
  return (await possibleTwins(tx, entered))
    .map((other) => ({ other, found: likeness(entered, other) }))
    .sort((a, b) => (b.found?.score ?? 0) - (a.found?.score ?? 0))
    .flatMap(({ other, found }) => (found ? [likelyOf(other, found.reasons)] : []))
}

function likelyOf(person: Comparable, reasons: readonly string[]): Likely {
  const { id, givenName, familyName, birthDate, protection, numbers } = person
  const holder = reasons.includes('same_number')
  return { id, givenName, familyName, birthDate, protection, number: numbers[0]?.number ?? null, reasons, holder }
}

/** The entered person as one of two laid side by side. */
function comparableOf(tx: Read, entry: Entry): Comparable {
  const { number, numberKind, givenName, familyName, folded, sex, birthDate, latestBirthDate, protection } = entry
  const id = PersonId.parse(randomUUID())
  const numbers = number !== null && numberKind !== null ? [{ number, kind: numberKind }] : []
  const known = { id, rootId: id, givenName, familyName, folded, numbers, sex, birthDate, latestBirthDate, protection }
  const place = { street: null, postalCode: null, postalTown: null }
  return { ...known, ...place, phones: [], emails: [], residency: 'active', knownFrom: tx.now }
}
