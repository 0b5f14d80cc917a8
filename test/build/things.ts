import { randomUUID } from 'node:crypto'
import { saveMapping } from '../../src/integrations/deliveries/actions.ts'
import type { Context } from '../../src/kernel/database.ts'
import { day } from '../../src/kernel/date.ts'
import { addOrganisation, addUnit, seedCodes } from '../../src/organisations/actions.ts'
import { codes } from '../../src/organisations/store.ts'
import { addContact, addGuardian, setManualResidence } from '../../src/people/actions.ts'
import { mergePersons, suggestDuplicatesOf } from '../../src/people/duplicates/actions.ts'
import { openSuggestions } from '../../src/people/duplicates/store.ts'
import { PersonId } from '../../src/people/model.ts'
import { personRecord } from '../../src/people/store.ts'
import { afterFacts, decide, recomputeRegister, saveFilter } from '../../src/register/actions.ts'
import { filterFromQuery } from '../../src/register/filter.ts'
import { carryMerged } from '../../src/register/merge-actions.ts'
import { search } from '../../src/register/search-actions.ts'
import { deliveriesTo } from './delivery.ts'
import type { TestBed, TestDomain } from './domain.ts'
import { aPerson, nextNumber } from './people.ts'
import { aDropout } from './register.ts'

/** Where something is made and by whom: the domain, its coordinator and its administrator. */
export type Place = {
  readonly bed: TestBed
  readonly domain: TestDomain
  readonly staff: Readonly<Record<'kaa_coordinator' | 'administrator', Context>>
}

/** What an address names. Each makes one anew and gives the parts of its address, in order. */
export const THINGS = {
  /** In the register today. */
  member: async (place) => [await member(place)],
  /** Known, and not in the register. */
  outsider: ({ bed, domain }) =>
    bed.jobs.write(domain.machine, async (tx) => [(await aPerson(tx, { born: '2012' })).id]),
  decision: async (place) => {
    const personId = await member(place)
    const made = {
      personId,
      outcome: 'unclear',
      reasonCode: 'FHSK',
      evidence: 'intyg',
      until: day('2027-03-01'),
    } as const
    const id = await place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
      const [reason] = await codes(tx, 'decision_reason')
      return decide(tx, { ...made, reasonCode: reason?.code ?? '', from: day('2026-10-01') })
    })
    return [personId, id]
  },
  contact: async (place) => {
    const person = PersonId.parse(await member(place))
    const input = { kind: 'phone', value: '0701740601', source: 'self', notedOn: day('2026-10-01') } as const
    await place.bed.web.write(place.staff.kaa_coordinator, (tx) => addContact(tx, person, input))
    const { contacts } = await recordOf(place, person)
    return [person, String(contacts[0]?.id)]
  },
  guardian: async (place) => {
    const person = PersonId.parse(await member(place))
    const of = { name: 'Maria Lindqvist', relation: 'guardian', phone: '', email: '', source: 'school' } as const
    const input = { ...of, notedOn: day('2026-10-01') }
    await place.bed.web.write(place.staff.kaa_coordinator, (tx) => addGuardian(tx, person, input))
    const { guardians } = await recordOf(place, person)
    return [person, String(guardians[0]?.id)]
  },
  residence: async (place) => {
    const { bed, domain, staff } = place
    const person = await bed.jobs.write(domain.machine, (tx) => aPerson(tx, { municipality: null }))
    const input = { municipality: '0484', from: day('2026-09-01'), until: null, ground: 'not_registered' } as const
    await bed.web.write(staff.kaa_coordinator, (tx) => setManualResidence(tx, person.id, input))
    const { residences } = await recordOf(place, person.id)
    return [person.id, String(residences[0]?.id)]
  },
  suggestion: async (place) => {
    const { merged } = await twins(place)
    const list = await place.bed.jobs.read(place.domain.machine, (tx) => openSuggestions(tx, 200))
    return [list.find(({ personId, otherId }) => [personId, otherId].includes(merged))?.id ?? '']
  },
  merge: async (place) => {
    const { survivor, merged } = await twins(place)
    const side = 'survivor' as const
    const choices = { name: side, sex: side, birthDate: side, address: side, protection: side }
    const pair = { survivorId: survivor, mergedId: merged }
    return place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
      const { mergeId, touched } = await mergePersons(tx, { ...pair, choices })
      await carryMerged(tx, { ...pair, mergeId })
      await afterFacts(tx, touched)
      return [mergeId]
    })
  },
  filter: ({ bed, staff }) =>
    bed.web.write(staff.kaa_coordinator, async (tx) => [
      await saveFilter(tx, { name: randomUUID(), shared: false, filter: filterFromQuery({}) }),
    ]),
  search: ({ bed }, asking) => bed.web.write(asking, async (tx) => [await search(tx, 'lindqvist')]),
  organisation: ({ bed, staff }) => bed.web.write(staff.administrator, async (tx) => [await organisation(tx)]),
  unit: ({ bed, staff }) =>
    bed.web.write(staff.administrator, async (tx) => [
      await addUnit(tx, { organisationId: await organisation(tx), name: 'Enheten', schoolUnitCode: null }),
    ]),
  /** A sheet that was checked and waits for a yes or a no. */
  delivery: (place) => delivery(place, true),
  applied: (place) => delivery(place, false),
  mapping: ({ bed, staff }) =>
    bed.web.write(staff.kaa_coordinator, async (tx) => {
      const mapping = { columns: { Pnr: 'personnummer' }, codes: {} } as const
      return [await saveMapping(tx, { name: randomUUID(), sheet: 'population', mapping })]
    }),
} as const satisfies Readonly<Record<string, (place: Place, asking: Context) => Promise<readonly string[]>>>

export type Thing = keyof typeof THINGS

/** The same address with ids nobody has. */
export const absent = (parts: readonly string[]) =>
  parts.map((part) => (/^\d+$/.test(part) ? '987654321' : randomUUID()))

async function member({ bed, domain }: Place): Promise<string> {
  return (await bed.jobs.write(domain.machine, (tx) => aDropout(tx))).id
}

const recordOf = ({ bed, domain }: Place, id: PersonId) => bed.jobs.read(domain.machine, (tx) => personRecord(tx, id))

const organisation = (tx: Parameters<typeof addOrganisation>[0]) =>
  addOrganisation(tx, { name: 'Kommunen', kind: 'municipality', number: null })

async function delivery({ bed, domain }: Place, preview: boolean): Promise<[string]> {
  const files = deliveriesTo(bed, domain)
  const { number, sex } = nextNumber({ born: '2010' })
  const name = { förnamn: 'Elsa', efternamn: 'Lindqvist', kön: sex === 'female' ? 'K' : 'M' }
  const home = { kommunkod: '0484', folkbokförd_från: '2010-12-31', status: 'AKTIV' }
  const rows = [
    { personnummer: number, ...name, ...home },
    { personnummer: '1', ...name, ...home },
  ]
  const { deliveryId } = await files.deliver('population', rows, { preview })
  files.close()
  return [deliveryId ?? '']
}

/** One young person under two numbers, and the suggestion that they are one. */
async function twins({ bed, domain }: Place): Promise<{ survivor: PersonId; merged: PersonId }> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const same = { familyName: `Tvilling${randomUUID()}`, phone: '070-1740603', sex: 'female' } as const
    const survivor = await aPerson(tx, { ...same, born: '2009' })
    const number = nextNumber({ kind: 'coordination', born: '2009' })
    const merged = await aPerson(tx, { ...same, number })
    await suggestDuplicatesOf(tx, merged.id)
    await recomputeRegister(tx, 'touched')
    return { survivor: survivor.id, merged: merged.id }
  })
}

/** The code lists of a new domain. */
export function withCodes({ bed, domain }: Place): Promise<void> {
  return bed.jobs.write(domain.machine, seedCodes)
}
