import type { IdentifierKind } from '../model.ts'
import { IDENTIFIER_ORDER, PROTECTION_STRENGTH } from '../rules.ts'
import type { Choices, Comparable, Exchange, Reason, Replaced, Side } from './model.ts'

export type Likeness = { readonly score: number; readonly reasons: readonly Reason[] }

/** From here on two persons are put before somebody. */
export const ENOUGH = 60

/**
 * How much speaks for two persons being one. A name or a birth date alone is nothing: twins share a day, a family name and an
 * address. Two different personnummer speak strongly against: the population register gives one person one.
 */
export function likeness(a: Comparable, b: Comparable): Likeness | null {
  const found = [nameLikeness(a, b), birthLikeness(a, b), ...contactLikeness(a, b)].filter((each) => each !== null)
  const against = bothRegistered(a, b) ? 60 : a.sex !== null && b.sex !== null && a.sex !== b.sex ? 20 : 0
  const score = Math.min(100, found.reduce((sum, [, points]) => sum + points, 0) - against)
  return score >= ENOUGH ? { score, reasons: found.map(([reason]) => reason) } : null
}

type Point = readonly [reason: Reason, points: number]

function nameLikeness(a: Comparable, b: Comparable): Point | null {
  if (a.folded === '' || b.folded === '') return null
  if (a.folded === b.folded) return ['same_name', 45]
  if (sortedWords(a.folded) === sortedWords(b.folded)) return ['swapped_name', 40]
  const words = b.folded.split(' ')
  const shared = a.folded.split(' ').filter((word) => words.includes(word)).length
  if (shared >= 2 || editDistance(a.folded, b.folded, 2) <= 2) return ['similar_name', 30]
  return null
}

function birthLikeness(a: Comparable, b: Comparable): Point | null {
  if (a.birthDate !== null && b.birthDate !== null) return a.birthDate === b.birthDate ? ['same_birth_date', 35] : null
  return a.latestBirthDate.slice(0, 4) === b.latestBirthDate.slice(0, 4) ? ['born_same_year', 15] : null
}

function contactLikeness(a: Comparable, b: Comparable): Point[] {
  const points: Point[] = []
  if (a.phones.some((phone) => b.phones.includes(phone))) points.push(['same_phone', 25])
  if (a.emails.some((email) => b.emails.includes(email))) points.push(['same_email', 25])
  const address = (one: Comparable) => `${one.street} ${one.postalCode}`.toLowerCase()
  if (a.street !== null && address(a) === address(b)) points.push(['same_address', 15])
  return points
}

function bothRegistered(a: Comparable, b: Comparable): boolean {
  return bestKind(a) === 'personal' && bestKind(b) === 'personal'
}

function bestKind(person: Comparable): IdentifierKind | null {
  const kinds = person.numbers.map((each) => each.kind).sort((a, b) => IDENTIFIER_ORDER[a] - IDENTIFIER_ORDER[b])
  return kinds[0] ?? null
}

const sortedWords = (text: string) => text.split(' ').sort().join(' ')

/**
 * Letters to change, add, take away or let change places to get from one word to the other (optimal string alignment).
 * Gives up at more than `most` and answers `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row++) {
    const next = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      next.push(swap ? Math.min(cost, (before[column - 2] ?? 0) + 1) : cost)
    }
    if (Math.min(...next) > most) return most + 1
    before = last
    last = next
  }
  return last[b.length] ?? most + 1
}

/** Who the two go on as: the one with personnummer; of equals, the one known longest. */
export function suggestedSurvivor(a: Comparable, b: Comparable): Comparable {
  const order = (person: Comparable) => IDENTIFIER_ORDER[bestKind(person) ?? 'interim']
  if (order(a) !== order(b)) return order(a) < order(b) ? a : b
  return a.knownFrom <= b.knownFrom ? a : b
}

/** What is chosen until somebody chooses: the survivor's, unless only the other has any; of protections the stronger. */
export function suggestedChoices(survivor: Comparable, merged: Comparable): Choices {
  const unless = (missing: boolean): Side => (missing ? 'merged' : 'survivor')
  return {
    name: unless(survivor.folded === '' && merged.folded !== ''),
    sex: unless(survivor.sex === null && merged.sex !== null),
    birthDate: unless(survivor.birthDate === null && merged.birthDate !== null),
    address: unless(!hasAddress(survivor) && hasAddress(merged)),
    protection: unless(PROTECTION_STRENGTH[merged.protection] > PROTECTION_STRENGTH[survivor.protection]),
  }
}

function hasAddress(person: Comparable): boolean {
  return person.street !== null || person.postalCode !== null || person.postalTown !== null
}

/** The fields that live in tables of versions. */
const EXCHANGED = ['name', 'address', 'protection'] as const
export type ExchangedField = (typeof EXCHANGED)[number]

/** What giving back did in one table: versions that had been closed, and the copies that stand for them now. */
export type Restored = readonly { readonly old: number; readonly id: number }[]

/**
 * A merge that stands, after a later one was undone: the version it opened may have come back as a copy, and what the undone
 * one left behind is no later fact to it. Null when nothing about it changes.
 */
export function afterUndoing(
  standing: Replaced,
  undone: Replaced,
  restored: Readonly<Record<ExchangedField, Restored>>,
): Replaced | null {
  const adapted: Replaced = { ...standing }
  for (const field of EXCHANGED) {
    const exchange = standing[field]
    const gone = undone[field]
    if (exchange && gone) adapted[field] = adaptedExchange(exchange, gone, restored[field])
  }
  return EXCHANGED.some((field) => adapted[field] !== standing[field]) ? adapted : null
}

function adaptedExchange(standing: Exchange, undone: Exchange, restored: Restored): Exchange {
  const copy = restored.find((each) => each.old === standing.opened)
  const left = [...restored.map((each) => each.id), ...undone.made, ...(undone.opened === null ? [] : [undone.opened])]
  const opened = copy?.id ?? standing.opened
  const before = standing.opened === null ? [] : [standing.opened]
  return { ...standing, opened, made: [...standing.made, ...before, ...left].filter((id) => id !== opened) }
}
