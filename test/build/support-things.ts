import { ownedBy } from './case.ts'
import { aDraft, aForm } from './forms.ts'
import { aMapping, aPage } from './mapping.ts'
import { aDropout } from './register.ts'
import { aCase } from './support.ts'
import type { Asking, Place } from './things.ts'

/** In the register, with a case that is open, which the one who asks answers for. */
export async function aSupported({ bed, domain, staff }: Place, asking: Asking): Promise<string> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx)
    await ownedBy(tx, made.id, asking.accountId)
    return made
  })
  await aCase(bed, staff.kaa_coordinator, { personId: id, ownerId: asking.accountId })
  return id
}

/** The first mapping, begun, with its first page filled in. */
async function mapped(place: Place, asking: Asking): Promise<[string, string]> {
  const personId = await aSupported(place, asking)
  const mappingId = await aMapping(place.bed, asking, personId)
  await aPage(place.bed, asking, { personId, mappingId, place: 'everyday', answers: { day: 'Lugnt' } })
  return [personId, mappingId]
}

/** What an address of support names. */
export const SUPPORT_THINGS = {
  supported: async (place: Place, asking: Asking) => [await aSupported(place, asking)],
  // Forms are made by those who lead, for everybody.
  formDraft: async ({ bed, staff }: Place) => [(await aDraft(bed, staff.kaa_coordinator)).id],
  formDraftPart: async ({ bed, staff }: Place) => {
    const { id, section } = await aDraft(bed, staff.kaa_coordinator)
    return [id, section]
  },
  formDraftQuestion: async ({ bed, staff }: Place) => {
    const { id, question } = await aDraft(bed, staff.kaa_coordinator)
    return [id, question]
  },
  formOwn: async ({ bed, staff }: Place) => [await aForm(bed, staff.kaa_coordinator)],
  formVersion: async ({ bed, staff }: Place) => ['1', await aForm(bed, staff.kaa_coordinator)],
  mapped: (place: Place, asking: Asking) => mapped(place, asking),
  mappedPage: async (place: Place, asking: Asking) => {
    const [personId = '', mappingId = ''] = await mapped(place, asking)
    return [personId, '1', mappingId]
  },
} as const
