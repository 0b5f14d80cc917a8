import { day, type PlainDate } from '../../src/kernel/date.ts'
import { ownedBy } from './case.ts'
import { aDropout } from './register.ts'
import { aCase } from './support.ts'
import type { Asking, Place } from './things.ts'

/** In the register, with a case that is open, which the one who asks answers for. */
export async function aSupported(
  { bed, domain, staff }: Place,
  asking: Asking,
  openedOn: PlainDate = day('2026-10-01'),
): Promise<string> {
  const { id } = await bed.jobs.write(domain.machine, async (tx) => {
    const made = await aDropout(tx, { born: '2009', orBorn: '2008' })
    await ownedBy(tx, made.id, asking.accountId)
    return made
  })
  await aCase(bed, staff.kaa_coordinator, { personId: id, ownerId: asking.accountId, openedOn })
  return id
}
