import { day, type PlainDate } from '../kernel/date.ts'
import { ACCOUNTS } from './accounts.ts'
import { calibrated } from './calibrate.ts'
import { castParts, isLeaving, type Part } from './cast.ts'
import { decisionsOn } from './decisions.ts'
import { domainsOf, regionalDomains } from './domains.ts'
import type { DemoMunicipality, DemoPerson, DemoRegion } from './model.ts'
import { PLACES, type Place } from './places.ts'
import { drawFor, shuffled } from './random.ts'
import { deliveriesOf, deliveryDays, rowsOn } from './rows.ts'
import { yearOf } from './school-year.ts'
import { surroundingsOf } from './surroundings.ts'
import { type Events, type Stage, type Youth, youthOf } from './youth.ts'

export const DEFAULT_SEED = 'sörmland'

/** From this day on the demonstration's clock stands still: the youngest with a test number have then turned sixteen. */
const LAST_DAY = day('2028-12-31')

/**
 * The whole demonstration as plain data, without a database. The same seed and day give the same region; another day shows the
 * same people's lives at another point.
 */
export function generateRegion({ seed = DEFAULT_SEED, today: asked }: { seed?: string; today: PlainDate }): DemoRegion {
  const today = asked < LAST_DAY ? asked : LAST_DAY
  const youths = tellRegion(seed, today)
  return {
    seed,
    today,
    municipalities: PLACES.map((place) => municipalityOf(place, youths, today)),
    domains: regionalDomains(),
    accounts: ACCOUNTS,
  }
}

/** Every young person's life, with the published shares. */
export function tellRegion(seed: string, today: PlainDate): Youth[] {
  const parts = castParts(seed, today)
  const stage: Stage = { seed, today, events: eventsOf(parts, seed, today) }
  const told = parts.map((part) => youthOf(part, stage))
  return calibrated(told, stage).flatMap(withFormer)
}

/** Few, but they are there: two who died, and some whose identity is marked or hidden, oftener among those who left school. */
function eventsOf(parts: readonly Part[], seed: string, today: PlainDate): Events {
  const settled = shuffled(
    parts.filter((part) => part.registered && part.former === null && part.story !== 'arrived'),
    drawFor(seed, 'events'),
  )
  const [stayed, left] = [settled.filter((part) => !isLeaving(part)), settled.filter(isLeaving)]
  const eighteen = left.filter(
    (part) => part.story === 'neverBegan' && yearOf(part.number.latestBirthDate) === yearOf(today) - 18,
  )
  const hiddenLately = PLACES.flatMap((place) => eighteen.find((part) => part.place === place) ?? []).slice(0, 2)
  const others = left.filter((part) => !hiddenLately.includes(part))
  const numbers = (chosen: readonly Part[]) => new Set(chosen.map((part) => part.number.number))
  return {
    deceased: numbers(stayed.filter((part) => yearOf(part.number.latestBirthDate) <= 2007).slice(0, 2)),
    marked: numbers([...stayed.slice(-16), ...others.slice(0, 24)]),
    hidden: numbers([...stayed.slice(-20, -16), ...others.slice(24, 32)]),
    hiddenLately: numbers(hiddenLately),
  }
}

/**
 * Where the school still uses the samordningsnummer there are two persons in the files: one folkbokförd, one enrolled. They are
 * to be merged; until then the first seems to have no school.
 */
function withFormer(youth: Youth): Youth[] {
  const { former } = youth.part
  if (!former || !youth.arrivedOn) return [youth]
  const first = youth.life.studies.find((study) => study.form === 'GY')
  const kept = Number(former.number.at(-2)) % 4 < 2 && first ? [first] : []
  const { number, kind, birthDate, latestBirthDate } = former
  const earlier: Youth = {
    ...youth,
    part: { ...youth.part, number: former, former: null, registered: false },
    identity: { ...youth.identity, number, numberKind: kind, birthDate, latestBirthDate },
    life: { studies: kept, awards: [] },
    stays: [],
    schoolingCompleted: null,
    gone: null,
  }
  const studies = youth.life.studies.filter((study) => !kept.includes(study))
  return [{ ...youth, life: { ...youth.life, studies } }, earlier]
}

function municipalityOf(place: Place, youths: readonly Youth[], today: PlainDate): DemoMunicipality {
  const days = deliveryDays(today)
  const here = youths.filter((youth) => rowsOn(youth, place.code, days[2]).population.length > 0)
  const phones = phoneBook()
  return {
    code: place.code,
    name: place.name,
    domains: domainsOf(place),
    persons: here.map(
      (youth): DemoPerson => ({
        ...youth.identity,
        ...rowsOn(youth, place.code, days[2]),
        ...surroundingsOf(youth, { municipality: place.code, today, phones }),
        decisions: decisionsOn(youth, place.code, today),
        manualHome: youth.part.place === place ? youth.manualHome : null,
      }),
    ),
    deliveries: deliveriesOf(here, place.code, days),
  }
}

/** Mobile numbers that Post- och telestyrelsen has set apart for fiction: 070-174 06 05 to 99. Nobody can be rung by mistake. */
function phoneBook(): () => string {
  let next = 0
  return () => {
    const last = 5 + (next++ % 95)
    return `070-174 06 ${String(last).padStart(2, '0')}`
  }
}
