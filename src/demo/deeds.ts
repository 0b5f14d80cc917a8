import type { Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { addContact, addGuardian, setManualResidence } from '../people/actions.ts'
import type { PersonId } from '../people/model.ts'
import { afterFacts, assignOwner, decide, recordOccupation } from '../register/actions.ts'
import { staffOf } from './accounts.ts'
import { caseDeeds } from './case-deeds.ts'
import { checkInDeeds } from './checkin-deeds.ts'
import { contactLogDeeds, toldUntil } from './contact-deeds.ts'
import { mappingDeeds } from './mapping-deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { noteDeeds } from './note-deeds.ts'
import { officeDeeds } from './office-deeds.ts'
import { placementDeeds } from './placement-deeds.ts'
import { planDeeds } from './plan-deeds.ts'
import { progressDeeds } from './progress-deeds.ts'
import { referralDeeds } from './referral-deeds.ts'
import { shareDeeds } from './share-deeds.ts'
import { readingDeeds, sightDeeds } from './sight-deeds.ts'
import { taskDeeds } from './task-deeds.ts'

/** Whom the numbers and sign-in names stand for in the database. */
export type Cast = {
  readonly ids: ReadonlyMap<string, PersonId>
  readonly accountOf: (signInName: string) => string | null
}

/** Something a member of staff does by hand on a day. */
export type Deed = {
  readonly on: PlainDate
  readonly by: string
  readonly act: (tx: Write, cast: Cast) => Promise<void>
}

/** All that the staff of a municipality has done, person by person. */
export function deedsOf(municipality: DemoMunicipality): Deed[] {
  const { coordinator } = staffOf(municipality.code)
  const days = municipality.deliveries.map((delivery) => delivery.on)
  const byHand = municipality.persons.flatMap((person) => [
    ...homeDeeds(person, { municipality: municipality.code, coordinator, firstDay: days[0] }),
    ...decisionDeeds(person),
    ...contactDeeds(person),
    ...occupationDeeds(person),
  ])
  // Who answers for a person is said first: only then is the person theirs to write about the same day.
  return [
    ...ownerDeeds(municipality.persons, coordinator),
    ...byHand,
    ...noteDeeds(municipality),
    ...officeDeeds(municipality, { since: toldUntil(municipality) }),
    ...contactLogDeeds(municipality),
    ...checkInDeeds(municipality),
    ...planDeeds(municipality),
    ...placementDeeds(municipality),
    ...mappingDeeds(municipality),
    ...caseDeeds(municipality),
    ...referralDeeds(municipality),
    ...progressDeeds(municipality),
    ...taskDeeds(municipality),
    ...sightDeeds(municipality),
    ...shareDeeds(municipality),
    ...readingDeeds(municipality),
  ]
}

function homeDeeds(
  person: DemoPerson,
  given: { municipality: string; coordinator: string; firstDay: PlainDate | undefined },
): Deed[] {
  const { manualHome } = person
  if (!manualHome || !given.firstDay) return []
  const { municipality, coordinator } = given
  return [
    {
      on: addDays(given.firstDay, 1),
      by: coordinator,
      act: async (tx, cast) => {
        const id = idOf(person, cast)
        await setManualResidence(tx, id, {
          municipality,
          from: manualHome.from,
          until: null,
          ground: 'protected_registration',
        })
        await afterFacts(tx, [id])
      },
    },
  ]
}

function decisionDeeds(person: DemoPerson): Deed[] {
  return person.decisions.map(({ decidedOn, decidedBy, outcome, reason, evidence, from, until }) => ({
    on: decidedOn,
    by: decidedBy,
    act: async (tx, cast) => {
      await decide(tx, { personId: idOf(person, cast), outcome, reasonCode: reason, evidence, from, until })
    },
  }))
}

/** The coordinator shares out a day's newcomers, many to one at once. */
function ownerDeeds(persons: readonly DemoPerson[], coordinator: string): Deed[] {
  const owned = persons.flatMap((person) => (person.owner ? [{ person, owner: person.owner }] : []))
  const shared = Map.groupBy(owned, ({ owner }) => `${owner.from} ${owner.signInName}`)
  return [...shared.values()].flatMap((group) =>
    group.slice(0, 1).map(({ owner }) => ({
      on: owner.from,
      by: coordinator,
      act: async (tx, cast) => {
        const ids = group.map(({ person }) => idOf(person, cast))
        await assignOwner(tx, ids, cast.accountOf(owner.signInName))
      },
    })),
  )
}

function contactDeeds(person: DemoPerson): Deed[] {
  const contacts = person.contacts.map(({ kind, value, source, notedOn, recordedBy }) => ({
    on: notedOn,
    by: recordedBy,
    act: async (tx: Write, cast: Cast) => {
      await addContact(tx, idOf(person, cast), { kind, value, source, notedOn })
    },
  }))
  const guardians = person.guardians.map(({ name, phone, email, notedOn, recordedBy }) => ({
    on: notedOn,
    by: recordedBy,
    act: async (tx: Write, cast: Cast) => {
      const reached = { phone: phone ?? '', email: email ?? '' }
      await addGuardian(tx, idOf(person, cast), { name, relation: 'guardian', ...reached, source: 'Skolan', notedOn })
    },
  }))
  return [...contacts, ...guardians]
}

function occupationDeeds(person: DemoPerson): Deed[] {
  return person.occupations.map(({ occupation, source, from, confirmedOn, recordedBy }) => ({
    on: confirmedOn,
    by: recordedBy,
    act: (tx, cast) => recordOccupation(tx, { personId: idOf(person, cast), occupation, source, from }),
  }))
}

function idOf(person: DemoPerson, cast: Cast): PersonId {
  const id = cast.ids.get(person.number)
  if (!id) throw new RangeError('a person of the demonstration who is not in the database')
  return id
}
