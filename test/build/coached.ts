import { Client } from 'pg'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import type { PersonId } from '../../src/people/model.ts'
import { ownedBy } from './case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from './domain.ts'
import type { Writer } from './notes.ts'
import type { NewPerson } from './people.ts'
import { aDropout } from './register.ts'
import { type Site, siteOf, type Tab } from './site.ts'
import { aCase } from './support.ts'

/** One team with one coach, Jonas Ek, and a session as the owner beside the walls. */
export type Coached = {
  readonly bed: TestBed
  readonly domain: TestDomain
  readonly site: Site
  readonly coach: Writer
  readonly tab: Tab
  readonly client: Client
  /** In the register, with a case that is open; Tove Ask, whom the coach answers for, unless told. Sets the clock to where it began. */
  aYouth(given?: NewPerson, by?: Writer, of?: TestDomain): Promise<PersonId>
  close(): Promise<void>
}

export async function coached({ name, now }: { readonly name: string; readonly now: string }): Promise<Coached> {
  const bed = await testBed()
  await loadReferenceData(bed.owner)
  const domain = await aDomain(bed, { name })
  const site = siteOf(bed, { messaging: { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs } })
  const coach = await signedIn(bed, domain, { role: 'coach', displayName: 'Jonas Ek' })
  const client = new Client(bed.owner)
  await client.connect()
  let phones = 20
  return {
    ...{ bed, domain, site, coach, client, tab: site.tab(coach) },
    aYouth: async (given = {}, by = coach, of = domain) => {
      bed.setNow(now)
      const { id } = await bed.jobs.write(of.machine, async (tx) => {
        const named = { givenName: 'Tove', familyName: 'Ask', phone: `07017406${phones++}` }
        const made = await aDropout(tx, { ...named, ...given })
        await ownedBy(tx, made.id, by.accountId)
        return made
      })
      await aCase(bed, by, { personId: id })
      return id
    },
    close: async () => {
      await client.end()
      await bed.close()
    },
  }
}
