import type { Context } from '../../src/kernel/database.ts'
import type { Instant } from '../../src/kernel/date.ts'
import { PersonId } from '../../src/people/model.ts'
import { personById } from '../../src/people/store.ts'
import { letIn } from '../../src/sight/actions.ts'
import { askGlass, takeGlass } from '../../src/sight/glass-actions.ts'
import { signedIn, type TestBed, type TestDomain } from './domain.ts'

/** Whether one who has signed in can open the person. */
export async function sees(bed: TestBed, who: Context, person: { readonly id: PersonId }): Promise<boolean> {
  return bed.web
    .read(who, (tx) => personById(tx, person.id))
    .then(
      () => true,
      () => false,
    )
}

/** Lets a member of staff or a team in to a person, as Sedd itself. */
export function lettingIn(
  { bed, domain }: { readonly bed: TestBed; readonly domain: TestDomain },
  of: { readonly person: string; readonly membershipId?: string; readonly teamId?: string; readonly until?: string },
): Promise<string> {
  const { person, membershipId = null, teamId = null, until } = of
  return bed.jobs.write(domain.machine, (tx) =>
    letIn(tx, {
      personId: person,
      membershipId,
      teamId,
      reason: 'arbetar med ungdomen',
      until: until === undefined ? null : (new Date(until).toISOString() as Instant),
    }),
  )
}

/** Who it is that asks, and where. */
type Placed = { readonly bed: TestBed; readonly domain: TestDomain }
type Staff = Context & { readonly accountId: string }

/** As the database has it: how long ago one last showed who one is. */
export async function signedInAgo(bed: TestBed, who: { readonly accountId: string }, ago: string): Promise<void> {
  const client = await bed.accessOwner()
  await client.query('update access.session set strong_at = now() - $2::interval where account_id = $1', [
    who.accountId,
    ago,
  ])
}

/** An access in an emergency that lasts, taken by one whose role may; else by a new coach. */
export async function aGlass(
  { bed, domain }: Placed,
  of: { readonly person: string; readonly by: Staff },
): Promise<{ readonly id: string; readonly assignmentId: string }> {
  const may = await bed.web.read(of.by, async (tx) => tx.may('sight.break_glass'))
  const who = may ? of.by : await signedIn(bed, domain, { role: 'coach', seesProtected: true })
  await signedInAgo(bed, who, '0 seconds')
  const number = await bed.jobs.read(
    domain.machine,
    async (tx) => (await personById(tx, PersonId.parse(of.person))).number,
  )
  const asked = { number: number ?? '', reason: 'Ungdomen är försvunnen sedan i natt', minutes: 60 }
  const id = (await bed.web.write(who, (tx) => askGlass(tx, asked))) ?? ''
  const taken = await bed.web.write(who, (tx) => takeGlass(tx, id))
  return { id, assignmentId: taken?.assignmentId ?? '' }
}
