import { placeAt } from '../access/accounts/actions.ts'
import { placeableUnits, staff } from '../access/accounts/store.ts'
import { addTeamMember, makeTeam } from '../access/accounts/team-actions.ts'
import type { Write } from '../kernel/database.ts'
import { addDays, dayIn, type Instant, type PlainDate } from '../kernel/date.ts'
import { buildReview } from '../privacy/review-actions.ts'
import { weekOf } from '../privacy/review-rules.ts'
import { openPerson } from '../register/actions.ts'
import { letIn } from '../sight/actions.ts'
import { candidates } from '../sight/store.ts'
import { everyEvent } from '../trail/store.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'

/** Where people work: the units they are placed at see their pupils. Only units with a code of the official list can be told apart. */
const PLACED: Readonly<Record<string, readonly string[]>> = {
  'Gunilla Bäck': ['Rinmangymnasiet RI 1N', 'Rinmangymnasiet RI3N'],
  'Hawa Jallow': ['S:t Eskils gymnasium'],
}

const TEAM = { name: 'Närvaroteamet', members: ['Fredrik Sandström'] }

type Letting = {
  readonly to: string
  readonly by: string
  readonly reason: string
  readonly many: number
  readonly whom: (person: DemoPerson, on: PlainDate) => boolean
}

const studiesAt =
  (school: string) =>
  ({ enrolments }: DemoPerson, on: PlainDate) =>
    enrolments.some(
      (each) => each.schoolUnit === school && each.startsOn < addDays(on, -60) && each.endsBefore === null,
    )

const isOwnedBy =
  (coach: string) =>
  ({ owner }: DemoPerson, on: PlainDate) =>
    owner?.signInName === coach && owner.from < addDays(on, -7)

/** Who is let in to whom, by municipality: the mentor to a class, the team to those it follows, the counsellor to a coach's. */
const LETTINGS: Readonly<Record<string, readonly Letting[]>> = {
  '0484': [
    {
      to: 'Johan Lilja',
      by: 'amina.warsame',
      reason: 'klassmentor för klassen',
      many: 14,
      whom: studiesAt('Rinmangymnasiet RI 1N'),
    },
    {
      to: TEAM.name,
      by: 'amina.warsame',
      reason: 'följs av närvaroteamet',
      many: 8,
      whom: studiesAt('Rekarnegymnasiet'),
    },
    { to: 'Karin Öberg', by: 'jonas.ek', reason: 'vägledning inför omval', many: 6, whom: isOwnedBy('jonas.ek') },
    { to: 'Stefan Moberg', by: 'leyla.demir', reason: 'handleder praktiken', many: 3, whom: isOwnedBy('leyla.demir') },
    {
      to: 'Tariq Osman',
      by: 'amina.warsame',
      reason: 'socialpedagogiskt stöd i skolan',
      many: 3,
      whom: studiesAt('Rekarnegymnasiet'),
    },
    {
      to: 'Elias Holm',
      by: 'amina.warsame',
      reason: 'elevassistent',
      many: 2,
      whom: studiesAt('Rinmangymnasiet RI 1N'),
    },
  ],
  '0483': [
    {
      to: 'Hanna Wikström',
      by: 'anders.lindqvist',
      reason: 'uppsökande arbete',
      many: 8,
      whom: isOwnedBy('marta.kowalska'),
    },
  ],
}

/** Places staff at their units and makes the team, in the school board of Eskilstuna. */
export async function openWorkplaces(tx: Write): Promise<void> {
  const [colleagues, units] = await Promise.all([staff(tx), placeableUnits(tx)])
  const known = (name: string) => {
    const found = colleagues.find(({ displayName }) => displayName === name)
    return { staffId: found?.id ?? '', membershipId: found?.memberships[0]?.id ?? '' }
  }
  for (const [name, places] of Object.entries(PLACED)) {
    const chosen = units.filter((unit) => places.includes(unit.name)).map(({ id }) => id)
    await placeAt(tx, { ...known(name), units: chosen })
  }
  const teamId = await makeTeam(tx, TEAM.name)
  for (const name of TEAM.members) await addTeamMember(tx, { teamId, membershipId: known(name).membershipId })
}

/** Colleagues and a team let in to some young people, each with a reason. */
export function sightDeeds(municipality: DemoMunicipality): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (last === undefined) return []
  const on = addDays(last, -5)
  return (LETTINGS[municipality.code] ?? []).map((letting) => ({
    on,
    by: letting.by,
    act: (tx, cast) => letThemIn(tx, cast, { letting, persons: chosen(municipality, letting, on) }),
  }))
}

function chosen({ persons }: DemoMunicipality, { whom, many }: Letting, on: PlainDate): readonly DemoPerson[] {
  const open = ({ population }: DemoPerson) =>
    population.every(({ protection }) => !protection || protection === 'none')
  return persons.filter((each) => open(each) && whom(each, on)).slice(0, many)
}

async function letThemIn(
  tx: Write,
  { ids }: Cast,
  { letting, persons }: { readonly letting: Letting; readonly persons: readonly DemoPerson[] },
): Promise<void> {
  const { to, reason } = letting
  const known = persons.flatMap(({ number }) => ids.get(number) ?? [])
  const [first] = known
  if (!first) return
  const holder = (await candidates(tx, first)).find(({ displayName }) => displayName === to)
  if (!holder) throw new RangeError('nobody to let in')
  for (const personId of known) {
    const { membershipId, teamId } = holder
    await letIn(tx, { personId, membershipId, teamId, reason, until: null })
  }
}

/**
 * Readings for the sample that those who watch over the log go through: ordinary ones, and some of the protected. The trail keeps its own
 * time, so they stand in it when the demonstration is loaded.
 */
export function readingDeeds({ code, persons, deliveries }: DemoMunicipality): Deed[] {
  const on = deliveries.at(-1)?.on
  if (code !== '0484' || on === undefined) return []
  const isProtected = ({ population }: DemoPerson) =>
    population.some(({ protection }) => protection && protection !== 'none')
  const read = (by: string, chosen: readonly DemoPerson[]): Deed => ({
    on,
    by,
    act: async (tx, { ids }) => {
      for (const personId of chosen.flatMap(({ number }) => ids.get(number) ?? [])) await openPerson(tx, personId)
    },
  })
  const own = persons.filter((each) => !isProtected(each) && isOwnedBy('jonas.ek')(each, addDays(on, -30)))
  return [read('amina.warsame', persons.filter(isProtected).slice(0, 3)), read('jonas.ek', own.slice(0, 5))]
}

/** Draws the sample of the week in which it was loaded, as it stands, so that there is something to look at from the first day. */
export async function drawSample(tx: Write): Promise<void> {
  const [latest] = await everyEvent(tx, { actions: ['register.person_read'] })
  if (latest) await buildReview(tx, weekOf(dayIn(latest.at as Instant)))
}
