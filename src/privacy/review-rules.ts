import { addDays, type PlainDate, weekday } from '../kernel/date.ts'
import { foldName } from '../people/folding.ts'
import { GLASS, OVERRUNS } from './action-rules.ts'
import type { ReviewReason } from './review-model.ts'

/** One reading as the trail has it. */
export type Reading = {
  readonly id: number
  readonly at: string
  readonly action: string
  readonly actorId: string
  readonly actorName: string
  readonly personId: string | null
}

type Home = { readonly street: string; readonly postalCode: string }

/** What is known of those who were read about, and of where colleagues live. */
export type Around = {
  readonly protectedIds: ReadonlySet<string>
  readonly familyNames: ReadonlyMap<string, readonly string[]>
  readonly guardianNames: ReadonlyMap<string, readonly string[]>
  readonly addresses: ReadonlyMap<string, readonly Home[]>
  readonly homes: ReadonlyMap<string, Home>
}

/** One colleague's readings of one person that are to be looked at. */
export type Drawn = {
  readonly actorId: string
  readonly personId: string | null
  readonly reasons: readonly ReviewReason[]
  readonly readings: number
  readonly firstAt: string
  readonly lastAt: string
}

/** Two in a hundred. */
const DRAWN_OF = 50
/** How long one has to look before an item is overdue. */
export const REVIEW_DAYS = 14

/** The Monday of the week a day lies in. */
export function weekOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - weekday(day))
}

/** The weeks that are over and not yet gone through, oldest first: at most eight, so that a long sleep is caught up with. */
export function weeksDue(today: PlainDate, lastBuilt: PlainDate | null): readonly PlainDate[] {
  const newest = addDays(weekOf(today), -7)
  const weeks = Array.from({ length: 8 }, (_, index) => addDays(newest, -7 * (7 - index)))
  return lastBuilt === null ? [newest] : weeks.filter((week) => week > lastBuilt)
}

/** Which of a week's readings are to be looked at, and why: by colleague and person, in the order they first happened. */
export function draw(readings: readonly Reading[], around: Around, seed: string): readonly Drawn[] {
  const glass = new Set(readings.filter(({ action }) => action === GLASS).map(pairOf))
  const drawn = new Map<string, { reasons: Set<ReviewReason>; readings: Reading[] }>()
  for (const reading of readings) {
    const found = reasonsOf(reading, around)
    if (glass.has(pairOf(reading))) found.push('glass')
    if (!OVERRUNS.includes(reading.action) && isDrawn(reading.id, seed)) found.push('random')
    if (found.length === 0) continue
    const kept = drawn.get(pairOf(reading)) ?? { reasons: new Set(), readings: [] }
    for (const reason of found) kept.reasons.add(reason)
    kept.readings.push(reading)
    drawn.set(pairOf(reading), kept)
  }
  return [...drawn.values()].flatMap(({ reasons, readings: own }) => {
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last) return []
    const { actorId, personId } = first
    return [
      { actorId, personId, reasons: [...reasons].sort(), readings: own.length, firstAt: first.at, lastAt: last.at },
    ]
  })
}

const pairOf = ({ actorId, personId }: Reading) => `${actorId} ${personId ?? ''}`

function reasonsOf(reading: Reading, around: Around): ReviewReason[] {
  if (OVERRUNS.includes(reading.action)) return ['overrun']
  const { personId, actorName, actorId } = reading
  if (personId === null) return []
  const reasons: ReviewReason[] = []
  if (around.protectedIds.has(personId)) reasons.push('protected')
  if (around.familyNames.get(personId)?.some((name) => hasFamilyName(actorName, name))) reasons.push('same_name')
  if (around.guardianNames.get(personId)?.some((name) => isSame(actorName, name))) reasons.push('guardian')
  const home = around.homes.get(actorId)
  if (home && around.addresses.get(personId)?.some((address) => isSameHome(address, home))) reasons.push('same_address')
  return reasons
}

function hasFamilyName(displayName: string, familyName: string): boolean {
  const family = foldName(familyName)
  return family !== '' && ` ${foldName(displayName)}`.endsWith(` ${family}`)
}

function isSame(one: string, other: string): boolean {
  return foldName(one) !== '' && foldName(one) === foldName(other)
}

function isSameHome(one: Home, other: Home): boolean {
  return one.postalCode.replace(/\s/g, '') === other.postalCode.replace(/\s/g, '') && isSame(one.street, other.street)
}

/**
 * The lot of one event under a seed: the same each time it is drawn, and evenly spread. The seed is made when the week is over, so that
 * nobody knows it while they read.
 */
export function isDrawn(eventId: number, seed: string): boolean {
  let hash = 0x811c9dc5
  for (const letter of `${seed} ${eventId}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % DRAWN_OF === 0
}
