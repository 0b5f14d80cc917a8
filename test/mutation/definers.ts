import type { Client } from 'pg'
import { toldBeside } from '../access/beside.ts'
import { triedBy, triedWithout } from '../access/callers.ts'
import { CALLERS, type Call, callsOf, does, faultsOf, type Routine, setTheTable } from '../access/calls.ts'
import type { Actor } from '../access/cast.ts'
import { DOINGS } from '../access/doings/all.ts'
import { givenIn, outcomesAfter, toldApart } from '../access/twins.ts'
import { toldOnVisit, VISITING } from '../access/visiting.ts'
import type { Bench } from './kill.ts'
import type { Mutant } from './mutants.ts'

/** The proofs of the functions that run with their owner's rights, put to one that is broken: as the cast and as those in `DOINGS` call it. */

export async function calls(bench: Bench, { of }: Mutant): Promise<string | null> {
  return await tried(bench, of, async (client, routine) => {
    for (const actor of CALLERS) {
      const [fault] = (await triedBy(client, { actor, routine })).faults
      if (fault !== undefined) return `calls: ${fault}`
      const [without] = (await triedWithout(client, { actor, routine })).faults
      if (without !== undefined) return `calls: ${without}`
    }
    return null
  })
}

export async function twins(bench: Bench, { of }: Mutant): Promise<string | null> {
  const given = await givenIn(bench.world.client, nameOf(of))
  return await tried(bench, of, async (client, routine) => {
    for (const asking of askings(routine))
      for (const each of given) {
        const [fault] = await toldApart(client, { ...asking, routine }, each)
        if (fault !== undefined) return `twins: ${fault}`
      }
    return null
  })
}

export async function beside(bench: Bench, { of }: Mutant): Promise<string | null> {
  const given = await givenIn(bench.world.client, nameOf(of))
  return await tried(bench, of, async (client, routine) => {
    for (const asking of askings(routine)) {
      const [fault] = await toldBeside(client, { ...asking, routine }, given)
      if (fault !== undefined) return `beside: ${fault}`
    }
    return null
  })
}

/** What a function is for it does, and no longer when what it takes is taken away. */
export async function doings(bench: Bench, { of }: Mutant): Promise<string | null> {
  return await tried(bench, of, async (client, routine) => {
    for (const { actor, before, calls: all } of doingsOf(routine)) {
      const [outcome] = await outcomesAfter(client, { actor, before, routine, calls: all }, 'select')
      const [call] = all
      if (!call || !outcome || !does(outcome)) return `doings: ${routine.signature}, ${actor.key}: does nothing`
      const [fault] = faultsOf(actor, call, outcome)
      if (fault !== undefined) return `doings: ${routine.signature}, ${actor.key}: ${fault}`
      const [without] = (await triedWithout(client, { actor, routine }, { before, calls: all })).faults
      if (without !== undefined) return `doings: ${without}`
    }
    return null
  })
}

export async function visiting(bench: Bench, { of }: Mutant): Promise<string | null> {
  const given = await givenIn(bench.world.client, nameOf(of))
  return await tried(bench, of, async (client, routine) => {
    const cast = VISITING.map((actor) => ({ actor, before: undefined, calls: callsOf(routine, actor) }))
    const doing = doingsOf(routine).filter(({ actor }) => actor.membership !== null)
    for (const asking of [...cast, ...doing.map((each) => ({ ...each, actor: visitor(each.actor) }))]) {
      const [fault] = await toldOnVisit(client, { ...asking, routine }, given)
      if (fault !== undefined) return `visits: ${fault}`
    }
    return null
  })
}

const nameOf = (signature: string) => {
  const name = signature.replace(/\(.*/, '')
  return name.includes('.') ? name : `public.${name}`
}

/** What is known to do something first, then whatever the cast tries. */
const askings = (routine: Routine) => [
  ...doingsOf(routine),
  ...CALLERS.map((actor) => ({ actor, before: undefined, calls: callsOf(routine, actor) })),
]

const visitor = (actor: Actor): Actor => ({ ...actor, visit: 'sharedAndAccepted' })

function doingsOf(routine: Routine) {
  return DOINGS.filter(({ of }) => of === routine.name).map(({ as, before, with: given }) => ({
    ...{ actor: as, before },
    calls: [
      {
        ...{ routine, text: `select to_jsonb(r)::text from ${routine.name}(${given}) r` },
        ...{ tried: 'what it is for', ids: [], is: 'plain' },
      } satisfies Call,
    ],
  }))
}

type Trying = (client: Client, routine: Routine) => Promise<string | null>

/** The function that was broken; of one that no surface may call, those that come to it. */
async function tried({ world: { client }, comingTo, watches }: Bench, of: string, ask: Trying): Promise<string | null> {
  await client.query('savepoint calling')
  try {
    if (!watches) await setTheTable({ client })
    for (const routine of comingTo(nameOf(of))) {
      const fault = await ask(client, routine)
      if (fault !== null) return fault
    }
    return null
  } catch (error) {
    return `calls: ${(error as Error).message}`
  } finally {
    await client.query('rollback to savepoint calling')
  }
}
