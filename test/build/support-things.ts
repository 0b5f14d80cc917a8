import { ownedBy } from './case.ts'
import { PLAN_THINGS } from './plan-things.ts'
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

/** What an address of support names. */
export const SUPPORT_THINGS = {
  ...PLAN_THINGS,
  supported: async (place: Place, asking: Asking) => [await aSupported(place, asking)],
} as const
