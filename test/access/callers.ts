import type { Client } from 'pg'
import {
  type Call,
  called,
  callsOf,
  does,
  FRESH,
  faultsOf,
  type Outcome,
  openFor,
  RIGHTS,
  type Routine,
  same,
  TELLS_APART,
} from './calls.ts'
import type { Actor } from './cast.ts'

type Trial = { readonly actor: Actor; readonly routine: Routine }
type Tried = { readonly call: Call; readonly outcome: Outcome }

/** One function as one of the cast calls it, in every way, and what it should not have done. In a transaction; leaves nothing behind. */
export async function triedBy(client: Client, trial: Trial): Promise<{ calls: number; faults: readonly string[] }> {
  const { actor, routine } = trial
  await client.query('savepoint trying')
  try {
    await openFor(client, actor, routine.surface)
    const tried: Tried[] = []
    for (const call of callsOf(routine, actor)) tried.push({ call, outcome: await called(client, call) })
    const faults = tried.flatMap(({ call, outcome }) =>
      faultsOf(actor, call, outcome).map(
        (fault) => `${routine.signature} with ${call.is} ${call.tried}, ${actor.key}: ${fault}`,
      ),
    )
    return { calls: tried.length, faults: [...faults, ...toldApart(trial, tried)] }
  } finally {
    await client.query('rollback to savepoint trying')
  }
}

function toldApart({ actor, routine }: Trial, all: readonly Tried[]): readonly string[] {
  if (TELLS_APART.includes(routine.name.replace(/^\w+\./, ''))) return []
  return all.flatMap((foreign) => {
    if (foreign.call.is !== 'foreign') return []
    const absent = all.find(({ call }) => call.is === 'absent' && call.tried === foreign.call.tried)
    if (!absent || same(foreign, absent)) return []
    return [`${routine.signature}, ${actor.key}: a foreign ${foreign.call.tried} can be told from nobody’s`]
  })
}

/**
 * The same calls by the same person, or one that does what the function is for, with one thing taken away that the function takes: the right out of the role, or the sign-in of the last
 * five minutes. Whatever it did before, it may do nothing now. In a transaction of the owner’s; leaves nothing behind.
 */
export async function triedWithout(
  client: Client,
  trial: Trial,
  doing?: { readonly before?: string | undefined; readonly calls: readonly Call[] },
): Promise<{ calls: number; faults: readonly string[] }> {
  const short = trial.routine.name.replace(/^\w+\./, '')
  const rights = RIGHTS.get(short)
  const faults: string[] = []
  let calls = 0
  for (const { is, statement, values } of [
    ...(rights ? [{ is: 'without the right', statement: WITHOUT_RIGHTS, values: [trial.actor.role, rights] }] : []),
    ...(FRESH.has(short) ? [{ is: 'without a fresh sign-in', statement: STALE, values: [trial.actor.account] }] : []),
  ]) {
    await client.query('savepoint taking')
    try {
      if (doing?.before) await client.query(doing.before)
      await client.query(statement, values)
      await client.query('delete from probe.change')
      const all = doing?.calls ?? callsOf(trial.routine, trial.actor)
      const told = await whatDoes(client, trial, { all, answersToo: is === 'without the right' })
      calls += all.length
      faults.push(
        ...told.map((call) => `${trial.routine.signature} with ${call}, ${trial.actor.key}: does something ${is}`),
      )
    } finally {
      await client.query('rollback to savepoint taking')
    }
  }
  return { calls, faults }
}

const WITHOUT_RIGHTS = `
  update access.role set rights = array(select r from unnest(rights) r where r <> all ($2::text[])) where code = $1`
const STALE = `update access.session set strong_at = now() - interval '6 minutes' where account_id = $1`

/** An answer is something as well, where the right is what one lacks; where it is the sign-in, only what is changed. */
async function whatDoes(
  client: Client,
  { actor, routine }: Trial,
  { all, answersToo }: { all: readonly Call[]; answersToo: boolean },
) {
  await openFor(client, actor, routine.surface)
  const told: string[] = []
  for (const call of all) {
    const outcome = await called(client, call)
    if (answersToo ? does(outcome) : outcome.changes.length > 0) told.push(`${call.is} ${call.tried}`)
  }
  return told
}
