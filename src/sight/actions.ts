import { colleagues } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import type { Instant } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { parseNumber } from '../people/identity.ts'
import type { Shut } from './model.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export type LettingIn = {
  readonly personId: string
  /** One of the two. */
  readonly membershipId: string | null
  readonly teamId: string | null
  readonly reason: string
  readonly until: Instant | null
}

/** Lets a colleague or a team in to a person: by right within one's own reach, or because the case is one's own. */
export async function letIn(tx: Write, made: LettingIn): Promise<string> {
  tx.require('sight.assign')
  const { personId, membershipId, teamId } = made
  if (!(await store.letsIn(tx, personId))) throw new Refused('forbidden', 'sight.assign')
  const faults = rules.lettingInFaults(made, tx.now)
  const known = (await store.candidates(tx, personId)).some(
    (each) => each.membershipId === membershipId && each.teamId === teamId,
  )
  if (!known || faults.length > 0)
    throw new Refused('invalid', 'assignment', [
      ...(known ? [] : [{ field: 'holder', code: 'holder_missing' }]),
      ...faults,
    ])
  const id = await store.insertAssignment(tx, { ...made, reason: made.reason.trim() })
  if (id === null) throw new Refused('conflict', 'let_in_already', [{ field: 'holder', code: 'let_in_already' }])
  await tx.record('sight.let_in', { object: id, personId, detail: { membershipId, teamId, until: made.until } })
  return id
}

export async function endLettingIn(
  tx: Write,
  ended: { readonly personId: string; readonly id: string },
): Promise<void> {
  tx.require('sight.assign')
  // Under the person whom the address names; what came with one merged into it is listed there as well.
  const known = (await store.assignmentsOf(tx, ended.personId)).some(({ id }) => id === ended.id)
  const personId = known ? await store.endAssignment(tx, ended.id) : null
  if (personId === null) throw new Refused('not_found', 'assignment')
  await tx.record('sight.letting_in_ended', { object: ended.id, personId })
}

/** Spärr: shuts one colleague out from a person, or everybody but some. It goes before every ground there is. */
export async function block(
  tx: Write,
  made: { readonly personId: string; readonly shut: Shut; readonly reason: string },
): Promise<string> {
  tx.require('sight.block')
  const faults = await blockFaults(tx, made)
  if (faults.length > 0) throw new Refused('invalid', 'block', faults)
  if (!(await store.blocksOn(tx, made.personId))) throw new Refused('not_found', 'person')
  const id = await store.insertBlock(tx, { ...made, reason: made.reason.trim() })
  if (id === null)
    throw new Refused('conflict', 'blocked_already', [{ field: shutField(made.shut), code: 'blocked_already' }])
  await tx.record('sight.blocked', { object: id, personId: made.personId, detail: shutDetail(made.shut) })
  return id
}

/** The same by number, for one whose role sees nobody. Null when nobody has the number; the trail says that somebody asked. */
export async function blockByNumber(
  tx: Write,
  made: { readonly number: string; readonly shut: Shut; readonly reason: string },
): Promise<string | null> {
  tx.require('sight.block')
  const { shut, reason } = made
  const reading = parseNumber(made.number, tx.today)
  const faults = await blockFaults(tx, made)
  if (!reading.ok) throw new Refused('invalid', 'block', [{ field: 'number', code: 'number_unreadable' }, ...faults])
  if (faults.length > 0) throw new Refused('invalid', 'block', faults)
  const found = await store.insertBlockByNumber(tx, { number: reading.number, shut, reason: reason.trim() })
  if (found?.id === null)
    throw new Refused('conflict', 'blocked_already', [{ field: shutField(shut), code: 'blocked_already' }])
  if (found === null) await tx.record('sight.block_asked')
  else await tx.record('sight.blocked', { object: found.id, personId: found.personId, detail: shutDetail(shut) })
  return found?.id ?? null
}

async function blockFaults(tx: Read, made: { readonly shut: Shut; readonly reason: string }) {
  return [...rules.blockFaults(made), ...rules.lifterFaults(made.shut, await colleagues(tx))]
}

const shutField = (shut: Shut) => (shut.kind === 'one' ? 'account' : 'excepted')
const shutDetail = (shut: Shut) => (shut.kind === 'one' ? { accountId: shut.accountId } : { excepted: shut.excepted })

export async function liftBlock(tx: Write, id: string): Promise<void> {
  tx.require('sight.block')
  const personId = await store.liftBlock(tx, id)
  if (personId === null) throw new Refused('not_found', 'block')
  await tx.record('sight.block_lifted', { object: id, personId })
}

/**
 * Jäv (förvaltningslagen (2017:900) 16–18 §§): one who knows the young person, or has something at stake, says so and is shut out from
 * them. Only somebody else can take it back.
 */
export async function recuse(tx: Write, made: { readonly personId: string; readonly reason: string }): Promise<void> {
  tx.require('sight.recuse')
  const faults = rules.recusalFaults(made.reason)
  if (faults.length > 0) throw new Refused('invalid', 'recusal', faults)
  const id = await store.insertRecusal(tx, made.personId, made.reason.trim())
  if (id === null) throw new Refused('not_found', 'person')
  await tx.record('sight.recused', { object: id, personId: made.personId })
}
