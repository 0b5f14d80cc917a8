import {
  addAccount,
  addDomain,
  addMembership,
  closeSession,
  domainsOf,
  machineContext,
  openDemoSession,
} from '../access/store.ts'
import { type Clock, clockAt } from '../kernel/clock.ts'
import type { Context, Database } from '../kernel/database.ts'
import { type Instant, middayOf } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { addOrganisation, addUnit, seedCodes } from '../organisations/actions.ts'
import { playMunicipality } from './load-municipality.ts'
import type { DemoAccount, DemoDomain, DemoMunicipality, DemoRegion } from './model.ts'
import { generateRegion } from './region.ts'
import { gatherStatistics } from './store.ts'

/** The ways in: as staff do (web), as the machine does (jobs), and as deliveries come (imports). */
export type Surfaces = { readonly web: Database; readonly jobs: Database; readonly imports: Database }

/** Someone who may act: the session, and the account that others name as owner. */
export type Player = { readonly context: Context; readonly accountId: string }
export type Players = ReadonlyMap<string, Player>

export type Loaded = { readonly persons: number; readonly region: DemoRegion }

/**
 * Loads the made-up region through the same actions that people and deliveries use, each at its own time in the past.
 * Refuses with `conflict` where there is anything already: demo people never stand beside real ones.
 */
export async function loadDemo(given: Surfaces & { clock: Clock; seed?: string }): Promise<Loaded> {
  const { web, jobs, imports, clock, seed } = given
  if ((await domainsOf(jobs, null)).length > 0) throw new Refused('conflict', 'demo_not_empty')
  const region = generateRegion({ today: clock.today(), ...(seed === undefined ? {} : { seed }) })
  const now = region.today < clock.today() ? middayOf(region.today) : clock.now()
  const setUp = jobs.at(clockAt(beginning(region, now)))
  const domains = new Map<string, Context>()
  for (const domain of [...region.municipalities.flatMap((each) => each.domains), ...region.domains]) {
    domains.set(domain.code, await openDomain(setUp, domain))
  }
  const players = await signInAll({ web, jobs: setUp }, region.accounts, domains)
  const play = (municipality: DemoMunicipality) =>
    playMunicipality({ web, jobs, imports }, municipality, {
      machine: contextOf(domains, municipality.domains[0]?.code),
      players,
      now,
    })
  // The smallest goes first, so that the planner has statistics to go by when the others come together.
  const [smallest, ...others] = region.municipalities.toSorted((a, b) => a.persons.length - b.persons.length)
  const alone = smallest ? await play(smallest) : 0
  await gatherStatistics(jobs)
  const persons = [alone, ...(await Promise.all(others.map(play)))]
  for (const player of players.values()) await closeSession(web, player.context.token)
  return { persons: persons.reduce((sum, count) => sum + count, 0), region }
}

/** Noon of the first delivery's day: everything is set up before anything arrives. */
function beginning(region: DemoRegion, now: Instant): Instant {
  const first = region.municipalities[0]?.deliveries[0]
  return first ? middayOf(first.on) : now
}

async function openDomain(jobs: Database, domain: DemoDomain): Promise<Context> {
  const { code, name, kind, municipality, keepsRegister } = domain
  const id = await addDomain(jobs, { code, name, kind, municipality, keepsRegister })
  const machine = await machineContext(jobs, id, 'demo')
  await jobs.write(machine, async (tx) => {
    await seedCodes(tx)
    for (const organisation of domain.organisations) {
      const organisationId = await addOrganisation(tx, {
        name: organisation.name,
        kind: organisation.kind,
        number: null,
      })
      for (const unit of organisation.units)
        await addUnit(tx, { organisationId, name: unit.name, schoolUnitCode: unit.code })
    }
  })
  return machine
}

async function signInAll(
  { web, jobs }: Pick<Surfaces, 'web' | 'jobs'>,
  accounts: readonly DemoAccount[],
  domains: ReadonlyMap<string, Context>,
): Promise<Players> {
  const players = new Map<string, Player>()
  for (const account of accounts) {
    const { signInName, displayName, face, role, title, seesProtected } = account
    const accountId = await addAccount(jobs, { signInName, displayName, face })
    const membershipId = await jobs.write(contextOf(domains, account.domain), async (tx) => {
      await tx.record('access.membership_added', { object: accountId, detail: { role, seesProtected } })
      return addMembership(tx, { accountId, role, title, seesProtected })
    })
    const token = await openDemoSession(web, membershipId)
    if (token === null) throw new Error('a demo account that cannot sign in')
    players.set(signInName, { context: { token }, accountId })
  }
  return players
}

function contextOf(domains: ReadonlyMap<string, Context>, code: string | undefined): Context {
  const context = domains.get(code ?? '')
  if (!context) throw new RangeError('no such domain in the demonstration')
  return context
}
