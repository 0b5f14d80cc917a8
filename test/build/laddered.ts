import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { planLadder } from '../../src/outreach/ladder/plan-actions.ts'
import type { PersonId } from '../../src/people/model.ts'
import { ownedBy } from './case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain } from './domain.ts'
import { onNextFile } from './each-file.ts'
import type { Writer } from './notes.ts'
import { aDropout } from './register.ts'
import { withCodes } from './things.ts'

export type Laddered = { readonly bed: TestBed; readonly domain: TestDomain; readonly coach: Writer }

/** A domain with its order of steps and its words, and a coach in it. */
export async function aLadderedDomain(bed: TestBed): Promise<Laddered> {
  await loadReferenceData(bed.owner)
  const domain = await aDomain(bed)
  const kaa_coordinator = await signedIn(bed, domain, { role: 'kaa_coordinator' })
  const coach = await signedIn(bed, domain, { role: 'coach' })
  const administrator = await signedIn(bed, domain, { role: 'administrator' })
  await withCodes({ bed, domain, staff: { administrator, kaa_coordinator } })
  return { bed, domain, coach }
}

let phones = 0
onNextFile(() => {
  phones = 0
})
/** A number of those set apart for fiction, another each time. */
export const aPhone = () => `07017406${String(5 + phones++).padStart(2, '0')}`

/** One of the coach's in such a domain, whose ladder is planned. */
export function aLaddered({ bed, domain, coach }: Laddered, phone: string | null): Promise<PersonId> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const { id } = await aDropout(tx, { ...(phone && { phone }), street: 'Storgatan 1' })
    await ownedBy(tx, id, coach.accountId)
    await planLadder(tx, [id])
    return id
  })
}
