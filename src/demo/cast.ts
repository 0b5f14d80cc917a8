import type { PlainDate } from '../kernel/date.ts'
import type { IdentityNumber } from '../people/identity.ts'
import { demoNumbers } from './numbers.ts'
import { PLACES, type Place } from './places.ts'
import { drawFor, shuffled } from './random.ts'
import { yearOf } from './school-year.ts'
import { SHARES, STORIES, type Story } from './stories.ts'

/** Who plays what: a number, a place and a story. */
export type Part = {
  readonly number: IdentityNumber
  readonly place: Place
  readonly story: Story
  /** The samordningsnummer the person had before: the school may still use it. */
  readonly former: IdentityNumber | null
  /** Folkbokförd; the others have a samordningsnummer only. */
  readonly registered: boolean
}

/** The published share at which `SHARES` hold as they stand. */
const SHARES_HOLD_AT = 14.7
const STORY_NAMES = Object.keys(STORIES) as Story[]

/** Every part of the demonstration, in the order of birth. Independent of the day. */
export function castParts(seed: string, today: PlainDate): Part[] {
  const numbers = demoNumbers(today)
  const coordination = numbers.filter((each) => each.kind === 'coordination')
  const dated = coordination.filter((each) => each.birthDate !== null)
  const former = new Map(dated.filter((_, index) => index % 3 === 0).map((each) => [twinKey(each), each]))
  const alone = [
    ...dated.filter((_, index) => index % 3 === 1),
    ...coordination.filter((each, index) => each.birthDate === null && index % 2 === 0),
  ]
  const places = new Quota(PLACES.map((place) => [place, place.population] as const))
  const stories = new Map(PLACES.map((place) => [place, new Quota(storyShares(place))]))
  const personal = numbers.filter((each) => each.kind === 'personal')
  const parts = cohorts(personal).flatMap(([year, born]) => {
    const draw = drawFor(seed, `cohort ${year}`)
    const homes = shuffled(places.take(born.length), draw)
    const told = new Map(
      PLACES.map((place) => {
        const count = homes.filter((each) => each === place).length
        return [place, shuffled(stories.get(place)?.take(count) ?? [], draw)] as const
      }),
    )
    return born.map((number, index): Part => {
      const place = homes[index] ?? PLACES[0]
      const story = told.get(place)?.pop() ?? 'examined'
      const earlier = former.get(twinKey(number)) ?? null
      return { number, place, story: earlier ? 'arrived' : story, former: earlier, registered: true }
    })
  })
  const homes = places.take(alone.length)
  const unregistered = shuffled(alone, drawFor(seed, 'unregistered')).map((number, index): Part => {
    return { number, place: homes[index] ?? PLACES[0], story: 'arrived', former: null, registered: false }
  })
  return [...parts, ...unregistered]
}

function cohorts(numbers: readonly IdentityNumber[]): [number, IdentityNumber[]][] {
  return [...Map.groupBy(numbers, (each) => yearOf(each.latestBirthDate))]
}

/** Born the same day and of the same sex: near enough for a samordningsnummer and the personnummer that followed it. */
function twinKey(number: IdentityNumber): string {
  return `${number.latestBirthDate} ${number.sex}`
}

/** The municipality's own weights: where the published share is high, more leave school early. */
function storyShares(place: Place): (readonly [Story, number])[] {
  const factor = (place.published / SHARES_HOLD_AT) ** 1.6
  const told = STORY_NAMES.flatMap((story): (readonly [Story, number])[] => {
    if (!isCounted(story)) return []
    const { share, out } = SHARES[story]
    return [[story, out ? share * factor : share]]
  })
  const rest = 100 - told.reduce((sum, [, share]) => sum + share, 0)
  return [['examined', rest], ...told]
}

/** Whether the story leaves school before it is done. */
export function isLeaving({ story }: Part): boolean {
  return isCounted(story) && SHARES[story].out
}

function isCounted(story: Story): story is keyof typeof SHARES {
  return Object.hasOwn(SHARES, story)
}

/** Hands out shares in whole persons. What rounding leaves over is owed to the next taking, so that small places come right too. */
class Quota<T> {
  readonly #owed: { readonly value: T; readonly share: number; owed: number }[]

  constructor(shares: readonly (readonly [T, number])[]) {
    const total = shares.reduce((sum, [, share]) => sum + share, 0)
    this.#owed = shares.map(([value, share]) => ({ value, share: share / total, owed: 0 }))
  }

  take(count: number): T[] {
    for (const each of this.#owed) each.owed += each.share * count
    return Array.from({ length: count }, () => {
      const most = this.#owed.reduce((best, each) => (each.owed > best.owed ? each : best))
      most.owed -= 1
      return most.value
    })
  }
}
