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
import { type Instant, instantOf } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { addOrganisation, addUnit, seedCodes } from '../organisations/actions.ts'
import { DOMAIN } from './accounts.ts'
import { playMunicipality, stepsOf } from './load-municipality.ts'
import type { DemoAccount, DemoDomain, DemoMunicipality, DemoRegion } from './model.ts'
import { playMoves } from './move-deeds.ts'
import { playNotices } from './notice-deeds.ts'
import { generateRegion } from './region.ts'
import { openWorkplaces } from './sight-deeds.ts'
import { ASKING, askForPetra, giveContact } from './staff-deeds.ts'

/** The ways in: as staff do (web), as the machine does (jobs), and as deliveries come (imports). */
export type Surfaces = { readonly web: Database; readonly jobs: Database; readonly imports: Database }

/** Someone who may act: the session, and the account that others name as owner. */
export type Player = { readonly context: Context; readonly accountId: string }
export type Players = ReadonlyMap<string, Player>

export type Loaded = { readonly persons: number; readonly region: DemoRegion }

/** How far the loading has come, in rows of sheets and things done by hand. */
export type Progress = { readonly done: number; readonly total: number }

type Loading = {
  readonly clock: Clock
  readonly seed?: string
  readonly onProgress?: (progress: Progress) => void
  /** Stops between two steps, with the reason of the signal. What is loaded by then is half a demonstration. */
  readonly signal?: AbortSignal
}

/**
 * Loads the made-up region through the same actions that people and deliveries use, each at its own time in the past.
 * Refuses with `conflict` where there is anything already: demo people never stand beside real ones.
 */
export async function loadDemo(given: Surfaces & Loading): Promise<Loaded> {
  const { web, jobs, imports, clock, seed, signal } = given
  if ((await domainsOf(jobs, null)).length > 0) throw new Refused('conflict', 'demo_not_empty')
  const region = generateRegion({ today: clock.today(), ...(seed === undefined ? {} : { seed }) })
  const now = region.today < clock.today() ? instantOf(region.today, '12:00') : clock.now()
  const setUp = jobs.at(clockAt(beginning(region, now)))
  const domains = new Map<string, Context>()
  for (const domain of [...region.municipalities.flatMap((each) => each.domains), ...region.domains]) {
    domains.set(domain.code, await openDomain(setUp, domain))
  }
  const players = await signInAll({ web, jobs: setUp }, region.accounts, domains)
  await setUp.write(contextOf(domains, DOMAIN.school('0484')), openWorkplaces)
  // While what they have shown of themselves is fresh.
  const asking = players.get(ASKING.by)
  if (asking) await web.at(clockAt(now)).write(asking.context, askForPetra)
  const total = region.municipalities.reduce((sum, municipality) => sum + stepsOf(municipality), 0)
  let done = 0
  const step = (steps: number) => {
    done += steps
    given.onProgress?.({ done, total })
    signal?.throwIfAborted()
  }
  step(0)
  const play = (municipality: DemoMunicipality) =>
    playMunicipality({ web, jobs, imports }, municipality, {
      machine: contextOf(domains, municipality.domains[0]?.code),
      players,
      now,
      step,
    })
  // Two lanes, for two cores: the greatest by itself, and the others one after the other, the smallest first: a great
  // delivery gathers the planner's statistics, and two that do so at once would wait for each other.
  const others = region.municipalities.toSorted((a, b) => a.persons.length - b.persons.length)
  const greatest = others.splice(-1)
  const lane = async (municipalities: readonly DemoMunicipality[]) => {
    let persons = 0
    for (const municipality of municipalities) persons += await play(municipality)
    return persons
  }
  // Both lanes come to rest before a failure of one is told.
  const persons = (await Promise.allSettled([lane(greatest), lane(others)])).map(successOf)
  const machineOf = ({ domains: own }: DemoMunicipality) => contextOf(domains, own[0]?.code)
  await playNotices(region.municipalities, { web, jobs, now, players, machineOf })
  await playMoves(region.municipalities, { web, jobs, now, players, machineOf })
  for (const player of players.values()) await closeSession(web, player.context.token)
  return { persons: persons.reduce((sum, count) => sum + count, 0), region }
}

function successOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

/** Noon of the first delivery's day: everything is set up before anything arrives. */
function beginning(region: DemoRegion, now: Instant): Instant {
  const first = region.municipalities[0]?.deliveries[0]
  return first ? instantOf(first.on, '12:00') : now
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
      const made = await addMembership(tx, { accountId, role, title, seesProtected })
      await giveContact(tx, account, accountId)
      return made
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
