import type { Context, Write } from '../../src/kernel/database.ts'
import { sql } from '../../src/kernel/sql.ts'
import { deriveMoves } from '../../src/moves/derive-actions.ts'
import { movesInOf } from '../../src/moves/in-store.ts'
import { movesOutOf } from '../../src/moves/out-store.ts'
import { exchangeMoves } from '../../src/moves/post-actions.ts'
import { PersonId } from '../../src/people/model.ts'
import { recomputeRegister } from '../../src/register/actions.ts'
import type { TestBed, TestDomain } from './domain.ts'
import type { NewPerson, TestPerson } from './people.ts'
import { aDropout } from './register.ts'

/** Folkbokförd in a municipality as well, or at last, from a day; half-open. For a machine's transaction. */
export async function livesIn(
  tx: Write,
  { id }: TestPerson,
  home: { readonly municipality: string; readonly from: string | null; readonly until?: string },
): Promise<void> {
  await tx.run(sql`
    insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, until_on, source, known_from)
    values (${tx.actor.domainId}, ${id}, 'registered', ${home.municipality}, ${home.from}::date, ${home.until ?? null}::date,
            'folkbokföring', ${tx.now})`)
  await tx.record('people.built', { personId: id })
}

/** `to` and `from`: the other municipality; null where nothing says. */
type Moved = NewPerson & { readonly to?: string | null; readonly on: string }
type Came = NewPerson & { readonly from?: string | null; readonly on: string }

const atHome = ({ actor }: Write) => ({ municipality: actor.municipality ?? '0484' })

/** In the register here until they move: out of school since spring. For a machine's transaction. */
export async function aMover(tx: Write, { to = null, on, ...given }: Moved): Promise<TestPerson> {
  const person = await aDropout(tx, { ...atHome(tx), residentUntil: on, leftOn: '2026-03-02', ...given })
  if (to !== null) await livesIn(tx, person, { municipality: to, from: on })
  await recomputeRegister(tx, 'all')
  return person
}

/** In the register here from the day they come from another municipality. For a machine's transaction. */
export async function aNewcomer(tx: Write, { from = null, on, ...given }: Came): Promise<TestPerson> {
  const person = await aDropout(tx, { ...atHome(tx), residentFrom: on, leftOn: '2026-03-02', ...given })
  if (from !== null) await livesIn(tx, person, { municipality: from, from: null, until: on })
  await recomputeRegister(tx, 'all')
  return person
}

export const movesDerived = (bed: TestBed, { machine }: TestDomain) => bed.jobs.write(machine, (tx) => deriveMoves(tx))

/** Whatever is on its way comes, and receipts go back: as the worker does it. */
export async function movesGoRound(bed: TestBed, ...domains: readonly TestDomain[]): Promise<void> {
  for (const { machine } of domains)
    await bed.jobs.write(machine, async (tx) => {
      await exchangeMoves(tx)
      tx.recorded = true
    })
}

type Place = {
  readonly bed: TestBed
  readonly domain: TestDomain
  readonly staff: { readonly kaa_coordinator: Context }
}

/** Somebody who has left for another municipality, as the domain is to hand them over. */
export async function aMoveOut({ bed, domain, staff }: Place, to: string): Promise<string> {
  const { id } = await bed.jobs.write(domain.machine, (tx) => aMover(tx, { to, on: '2026-10-01' }))
  await bed.jobs.write(domain.machine, (tx) => deriveMoves(tx, [id]))
  const [move] = await bed.web.read(staff.kaa_coordinator, (tx) => movesOutOf(tx, PersonId.parse(id)))
  return move?.id ?? ''
}

/** Somebody who has come from another municipality, as the domain awaits the handover. */
export async function aMoveIn({ bed, domain, staff }: Place, from: string): Promise<string> {
  const { id } = await bed.jobs.write(domain.machine, (tx) => aNewcomer(tx, { from, on: '2026-10-01' }))
  await bed.jobs.write(domain.machine, (tx) => deriveMoves(tx, [id]))
  const [move] = await bed.web.read(staff.kaa_coordinator, (tx) => movesInOf(tx, PersonId.parse(id)))
  return move?.id ?? ''
}
