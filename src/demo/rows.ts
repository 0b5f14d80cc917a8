import type { CompletionRow, EnrolmentRow, PopulationRow, RowPerson } from '../integrations/rows.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import type { DemoDelivery, Stay, Study } from './model.ts'
import { PLACES, placeOf } from './places.ts'
import { drawFor } from './random.ts'
import type { Youth } from './youth.ts'

export type Rows = {
  readonly population: readonly PopulationRow[]
  readonly enrolments: readonly EnrolmentRow[]
  readonly completions: readonly CompletionRow[]
}

const NOTHING: Rows = { population: [], enrolments: [], completions: [] }

/**
 * What a municipality's three sheets say of a person on a day: only what is known by then, ends as open until they are learnt,
 * and nothing at all of one who has not lived there yet.
 */
export function rowsOn(youth: Youth, municipality: string, on: PlainDate): Rows {
  const stays = staysKnown(youth, municipality, on)
  if (stays.length === 0 && (youth.part.registered || !isHeardOf(youth, municipality, on)))
    return visitingRows(youth, municipality, on)
  const person = rowPerson(youth)
  return {
    population: populationRows(youth, stays, { person, on }),
    enrolments: youth.life.studies
      .filter((study) => study.knownOn <= on)
      .map((study) => enrolmentRow(study, person, on)),
    completions: youth.life.awards
      .filter((award) => award.knownOn <= on)
      .map((award) => ({
        ...person,
        row: 0,
        kind: award.kind,
        completedOn: award.on,
        schoolUnitCode: award.school.code,
        source: award.school.name,
      })),
  }
}

/** A pupil from elsewhere at one of the municipality's own schools: who it is, where they live, and their time there and nowhere else. */
function visitingRows(youth: Youth, municipality: string, on: PlainDate): Rows {
  const { organiser } = placeOf(municipality).adult
  const studies = youth.life.studies.filter(
    ({ knownOn, form, school }) =>
      knownOn <= on && (form === 'GY' || form === 'GYAN') && school.organiser === organiser,
  )
  const stays = knownStays(youth, on)
  if (studies.length === 0 || stays.length === 0) return NOTHING
  const person = rowPerson(youth)
  return {
    population: populationRows(youth, stays, { person, on }),
    enrolments: studies.map((study) => enrolmentRow(study, person, on)),
    completions: [],
  }
}

/** What arrives on each of the days: everything on the first, then what is new or has changed. */
export function deliveriesOf(
  youths: readonly Youth[],
  municipality: string,
  days: readonly PlainDate[],
): DemoDelivery[] {
  const before = new Map<Youth, Rows>()
  return days.map((on) => {
    const sent: Rows[] = youths.map((youth) => {
      const now = rowsOn(youth, municipality, on)
      const changed = changedSince(before.get(youth) ?? NOTHING, now)
      before.set(youth, now)
      return changed
    })
    return {
      on,
      population: numbered(sent.flatMap((rows) => rows.population)),
      enrolments: numbered(sent.flatMap((rows) => rows.enrolments)),
      completions: numbered(sent.flatMap((rows) => rows.completions)),
    }
  })
}

/** The stays of a person that a municipality's population file holds: its own, and those before them. */
function staysKnown(youth: Youth, municipality: string, on: PlainDate): Stay[] {
  const known = knownStays(youth, on)
  return known.slice(0, known.findLastIndex((stay) => stay.municipality === municipality) + 1)
}

function knownStays({ stays }: Youth, on: PlainDate): Stay[] {
  return stays
    .filter((stay) => stay.knownOn <= on)
    .map((stay) => (stay.endKnownOn !== null && stay.endKnownOn <= on ? stay : { ...stay, until: null }))
}

/** One with a samordningsnummer only is known where the school is. */
function isHeardOf({ part, arrivedOn }: Youth, municipality: string, on: PlainDate): boolean {
  return part.place.code === municipality && arrivedOn !== null && arrivedOn <= on
}

function populationRows(
  youth: Youth,
  stays: readonly Stay[],
  { person, on }: { person: RowPerson; on: PlainDate },
): PopulationRow[] {
  const { identity, gone, protection, schoolingCompleted, arrivedOn } = youth
  const hidden = protection && protection.knownOn <= on ? protection.kind : null
  const common = {
    ...person,
    row: 0,
    givenName: identity.givenName,
    familyName: identity.familyName,
    sex: identity.sex,
    ...(hidden === 'protected_registration' ? NO_ADDRESS : addressOn(youth, stays)),
    status: gone && gone.knownOn <= on ? gone.residency : null,
    protection: hidden,
    schoolingCompletedOn: schoolingCompleted && schoolingCompleted.knownOn <= on ? schoolingCompleted.on : null,
    firstRegisteredOn: youth.part.registered ? arrivedOn : null,
    externalId: null,
    phone: null,
    email: null,
  }
  if (stays.length === 0) return [{ ...common, municipality: null, residentFrom: null, residentUntil: null }]
  return stays.map((stay) => ({
    ...common,
    municipality: stay.municipality,
    residentFrom: stay.from,
    residentUntil: stay.until,
  }))
}

const NO_ADDRESS = { street: null, postalCode: null, postalTown: null }

function addressOn({ identity, part }: Youth, stays: readonly Stay[]): Pick<PopulationRow, keyof typeof NO_ADDRESS> {
  const last = stays.at(-1)
  if (last && (last.until !== null || !PLACES.some(({ code }) => code === last.municipality))) return NO_ADDRESS
  const place = last ? placeOf(last.municipality) : part.place
  const draw = drawFor(identity.number, place.code)
  const town = draw.favour(place.towns)
  const flat = draw.chance(0.4) ? ` lgh ${draw.between(10, 14)}0${draw.between(1, 4)}` : ''
  return {
    street: `${draw.pick(place.streets)} ${draw.between(1, 64)}${flat}`,
    postalCode: draw.pick(town.postalCodes),
    postalTown: town.name,
  }
}

function enrolmentRow(study: Study, person: RowPerson, on: PlainDate): EnrolmentRow {
  const ended = study.endKnownOn <= on
  return {
    ...person,
    row: 0,
    schoolUnitCode: study.school.code,
    schoolUnit: study.school.name,
    organiser: study.school.organiser,
    schoolForm: study.form,
    programmeCode: study.programme,
    startsOn: study.startsOn,
    endsBefore: ended ? study.endsBefore : null,
    interrupted: ended && study.interrupted,
    source: null,
  }
}

function rowPerson({ identity }: Youth): RowPerson {
  const { number, numberKind, birthDate, latestBirthDate } = identity
  return { number, numberKind, birthDate, latestBirthDate }
}

/** A person's population rows come together or not at all; the others one by one. */
function changedSince(before: Rows, now: Rows): Rows {
  const fresh = <T extends object>(old: readonly T[], rows: readonly T[]) =>
    rows.filter((row) => !old.some((each) => isSame(each, row)))
  const moved =
    before.population.length !== now.population.length || fresh(before.population, now.population).length > 0
  return {
    population: moved ? now.population : [],
    enrolments: fresh(before.enrolments, now.enrolments),
    completions: fresh(before.completions, now.completions),
  }
}

/** Two rows of one kind, field by field. */
function isSame<T extends object>(a: T, b: T): boolean {
  for (const field in a) if (a[field] !== b[field]) return false
  return true
}

/** As in a file: the header is row 1. */
function numbered<T extends { readonly row: number }>(rows: readonly T[]): T[] {
  return rows.map((row, index) => ({ ...row, row: index + 2 }))
}

/** The days on which the sheets arrive: a year ago, this autumn, yesterday. */
export function deliveryDays(today: PlainDate): readonly [PlainDate, PlainDate, PlainDate] {
  return [addDays(today, -365), addDays(today, -45), addDays(today, -1)]
}
