import type { Client } from 'pg'
import { ROLES } from '../../access/roles.ts'
import { domainsOf, machineContext } from '../../access/store.ts'
import type { Clock } from '../../kernel/clock.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { Connection, Context, Database } from '../../kernel/database.ts'
import type { Instant } from '../../kernel/date.ts'
import { verifyTrail } from '../../trail/verify.ts'
import { readTrail } from '../../trail/verify-store.ts'
import { accessChecks, LINKED_ACCESS_CHECKS, type Moments } from './access-sql.ts'
import { CATALOGUE_CHECKS } from './catalogue-sql.ts'
import type { Check, Finding, LinkedCheck } from './model.ts'
import { peopleChecks } from './people-sql.ts'
import { registerChecks } from './register-sql.ts'
import { atOneMoment, foundAs, heldBy, type Owner } from './run-store.ts'
import { trailChecks } from './trail-sql.ts'
import { WALL_CHECKS } from './walls-sql.ts'
import { LINKED_WORK_CHECKS, workChecks } from './work-sql.ts'

type Group = { readonly where: string; readonly owner: Owner; readonly checks: readonly Check[] }
type Asked = { readonly owner: Connection; readonly jobs: Database; readonly clock: Clock }

/** What is asked once, of the whole database. */
export function wholeGroups(moments: Moments): readonly Group[] {
  return [
    { where: 'catalogue', owner: 'sedd_owner', checks: CATALOGUE_CHECKS },
    { where: 'walls', owner: 'sedd_owner', checks: WALL_CHECKS },
    { where: 'access', owner: 'sedd_access', checks: accessChecks(moments, ROLES) },
    { where: 'trail', owner: 'sedd_trail', checks: trailChecks(moments.server) },
  ]
}

/** What is asked in every domain, as the machine. */
export function domainChecks(now: Instant): readonly Check[] {
  return [...peopleChecks(now), ...registerChecks(now), ...workChecks(now)]
}

export const LINKED_CHECKS: readonly LinkedCheck[] = [...LINKED_ACCESS_CHECKS, ...LINKED_WORK_CHECKS]

/** Asks everything, of one moment of the database, and tells each finding as it comes: also that there is none. */
export async function runChecks(
  { owner, jobs, clock }: Asked,
  tell: (finding: Finding) => Promise<void>,
): Promise<void> {
  const moments = { now: clock.now(), server: systemClock.now() }
  const { faults } = await readTrail(owner, (reader) => verifyTrail(reader, []))
  await tell({ where: 'trail', name: 'trail.verified', severity: 'critical', found: faults.length })
  const domains = await Promise.all(
    (await domainsOf(jobs, null)).map(async ({ id, code }) => ({
      id,
      code,
      machine: await machineContext(jobs, id, 'check'),
    })),
  )
  await atOneMoment(owner, async (client) => {
    for (const group of wholeGroups(moments)) await askWhole({ client, ...moments }, group, tell)
    const linked: { readonly check: LinkedCheck; readonly held: ReadonlyMap<string, readonly string[]> }[] = []
    for (const check of LINKED_CHECKS) linked.push({ check, held: await heldBy(client, check) })
    for (const domain of domains) {
      const here = linked.map(({ check, held }) => ({ ...check, counts: check.counts(held.get(domain.id) ?? []) }))
      const asking = { client, now: moments.now, machine: domain.machine }
      await askIn(asking, [...domainChecks(moments.now), ...here], (check, found) =>
        tell({ where: domain.code, name: check.name, severity: check.severity, found }),
      )
    }
  })
}

async function askWhole(
  asking: { client: Client; now: Instant },
  { where, owner, checks }: Group,
  tell: (finding: Finding) => Promise<void>,
): Promise<void> {
  for (const { name, severity, counts } of checks)
    await tell({ where, name, severity, found: await foundAs(asking, owner, counts) })
}

async function askIn(
  { client, now, machine }: { client: Client; now: Instant; machine: Context },
  checks: readonly Check[],
  tell: (check: Check, found: number) => Promise<void>,
): Promise<void> {
  for (const check of checks) await tell(check, await foundAs({ client, now }, 'sedd_owner', check.counts, machine))
}
