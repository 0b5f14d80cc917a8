import type { Write } from '../../src/kernel/database.ts'
import { deriveNotices } from '../../src/notices/owed-actions.ts'
import { exchangePost } from '../../src/notices/post-actions.ts'
import { addOrganisation, addUnit } from '../../src/organisations/actions.ts'
import type { TestBed, TestDomain } from './domain.ts'
import { aPerson, type NewPerson, type TestPerson } from './people.ts'
import { anEnrolment, type NewEnrolment } from './register.ts'

/** The code of the school unit that `ourSchool` makes. */
export const OUR_SCHOOL = '11112222'

/** A school of the municipality's own, in its domain. */
export function ourSchool(bed: TestBed, domain: TestDomain, organiser: string): Promise<void> {
  return bed.jobs.write(domain.machine, async (tx) => {
    const organisationId = await addOrganisation(tx, { name: organiser, kind: 'municipality', number: null })
    await addUnit(tx, { organisationId, name: 'Rekarnegymnasiet', schoolUnitCode: OUR_SCHOOL })
  })
}

/** At our school since August, with a home in another municipality. For a machine's transaction. */
export async function aPupilFrom(
  tx: Write,
  municipality: string,
  given: NewPerson & { readonly studies?: Partial<NewEnrolment> } = {},
): Promise<TestPerson> {
  const { studies, ...person } = given
  const pupil = await aPerson(tx, { born: '2008', municipality, ...person })
  await anEnrolment(tx, pupil, { from: '2026-08-17', schoolUnitCode: OUR_SCHOOL, ...studies })
  return pupil
}

export const derived = (bed: TestBed, domain: TestDomain) => bed.jobs.write(domain.machine, deriveNotices)

/** Whatever is on its way comes, and receipts go back: as the worker does it. */
export async function postGoesRound(bed: TestBed, ...domains: readonly TestDomain[]): Promise<void> {
  for (const { machine } of domains)
    await bed.jobs.write(machine, async (tx) => {
      await exchangePost(tx)
      tx.recorded = true
    })
}
