import type { Client } from 'pg'
import { z } from 'zod'
import type { Actor } from './cast.ts'
import {
  asItStands,
  atHome,
  byRight,
  has,
  inOwnName,
  isExtracted,
  isGiven,
  isLed,
  ofBrokenSecrecy,
  ofNobodyHidden,
  ofNobodyShutOut,
  ofOneself,
  ofOwnDomain,
  ofSeenItem,
  placeAt,
  type Wall,
  withinReach,
} from './oracle.ts'
import { compare, type Law, type Mismatch, type Stage, sweep, type Tried } from './probe.ts'
import type { Surface, Verb } from './tables.ts'

/**
 * Each wall by itself, with the others of its table taken away: layers hide a layer that is broken, and a wall that is never seen
 * alone may be no wall at all.
 */

const always: Wall = () => true
const taskAlone: Wall = (actor, _row, law) => law.of === 'right' && has(actor, law.right)

const byRightInOwnName: Wall = (...asked) => byRight(...asked) && inOwnName(...asked)

/** What whoever leads decides for the whole domain, they decide in their own name. */
const byTriage: Wall = (...asked) => byRight(...asked) && (asked[2].of !== 'household' || inOwnName(...asked))

/** What one may set alone of the budget of notes; more takes two. */
const withinBudget: Wall = (_actor, { values }) =>
  Number(values['most_short']) <= 60 && Number(values['most_day']) <= 300

/** What each policy is for, by its name. One that is not named here fails. */
const PARTS: Readonly<Record<string, Wall>> = {
  domain_wall: ofOwnDomain,
  hidden: ofNobodyHidden,
  at_home: atHome,
  of_secrecy: ofBrokenSecrecy,
  by_assigners: byRight,
  changed_by_assigners: byRight,
  by_assign: byRight,
  changed_by_assign: byRight,
  by_triage: byTriage,
  changed_by_triage: byRight,
  by_administrators: byRight,
  changed_by_administrators: byRight,
  by_those_who_set_up: byRightInOwnName,
  changed_by_those_who_set_up: byRight,
  closed_by_those_who_set_up: byRight,
  by_those_who_share_out: byRightInOwnName,
  closed_by_those_who_share_out: byRight,
  in_ones_own_name: inOwnName,
  not_ones_own: inOwnName,
  not_shut_out: ofNobodyShutOut,
  of_seen_item: ofSeenItem,
  kept_as_written: asItStands,
  need_to_know: withinReach,
  within_domain: withinReach,
  by_importers: taskAlone,
  by_those_who_assign: taskAlone,
  // Only of what goes out: src/outreach/messages/messages.test.ts and test/mutation/cases.ts.
  to_nobody_protected: always,
  handed_to_nobody_protected: always,
  by_reviewers: taskAlone,
  by_responsible: taskAlone,
  by_notifiers: taskAlone,
  seen_by_reviewers: (actor) => has(actor, 'review'),
  swept: (actor) => actor.role === 'machine',
  swept_seen: (actor) => actor.role === 'machine',
  own: ofOneself,
  given: isGiven,
  led: isLed,
  own_or_shared: withinReach,
  own_or_reviewed: withinReach,
  asked: withinReach,
  of_seen: withinReach,
  answered: withinReach,
  used: withinReach,
  for_extract: isExtracted,
  agreed_by_two: withinBudget,
  raised_by_two: withinBudget,
  of_budgets: (_actor, { values }) => values['kind'] === 'notes.budget',
  readable: always,
  owner_only: always,
  loaded_by_owner: always,
  for_reach: (actor, row, law) => law.of !== 'closed' || row.place === placeAt(actor),
  numbers_for_reach: always,
  names_for_reach: always,
}

const Policy = z.object({
  table: z.string(),
  name: z.string(),
  permissive: z.boolean(),
  verbs: z.array(z.enum(['select', 'insert', 'update', 'delete'])),
  roles: z.array(z.string()),
})
export type Policy = z.infer<typeof Policy>

export async function policiesOf(client: Client): Promise<readonly Policy[]> {
  const { rows } = await client.query(`
    select n.nspname || '.' || c.relname as table, p.polname::text as name, p.polpermissive as permissive,
           case p.polcmd when 'r' then '{select}' when 'a' then '{insert}' when 'w' then '{update}' when 'd' then '{delete}'
                else '{select,insert,update,delete}' end::text[] as verbs,
           array(select r.rolname::text from pg_roles r where r.oid = any (p.polroles)) as roles
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
     order by 1, 2`)
  return z.array(Policy).parse(rows)
}

/** The surface on which a policy can be seen to work. */
export function surfaceOf({ roles }: Policy): Surface {
  const [first = 'sedd_web'] = roles.includes('sedd_web') ? ['sedd_web'] : roles
  return first.replace('sedd_', '') as Surface
}

/** What the policy by itself must do: a permissive one lets in and nothing else does; a restrictive one keeps out, and all else is open. */
function lawOf(policy: Policy, { actor, surface }: { actor: Actor; surface: Surface }): Law {
  const part = PARTS[policy.name]
  if (!part) throw new Error(`${policy.table}: nobody has said what the policy ${policy.name} is for`)
  const applies = (verb: Verb) => policy.verbs.includes(verb)
  return (verb, { row, law }) => {
    const granted = ['owner', 'access', 'trail'].includes(surface) || (law.serves[surface]?.includes(verb) ?? false)
    const reads = surface === 'reach' && verb === 'select'
    if (!granted && !reads) return false
    return applies(verb) ? part(actor, row, law, verb) : !policy.permissive || (verb === 'select' && isBlind(policy))
  }
}

/** Lets somebody change what another policy lets them see: without that nothing is found to be changed. */
const isBlind = ({ permissive, verbs }: Policy) => permissive && !verbs.includes('select') && !verbs.includes('insert')

/** Takes every other policy away that the same surface meets on the table, in the transaction that has begun. */
export async function leaveAlone(client: Client, policy: Policy, all: readonly Policy[]): Promise<void> {
  const surface = `sedd_${surfaceOf(policy)}`
  const meets = ({ roles }: Policy) => roles.length === 0 || roles.includes(surface)
  const others = all.filter((each) => each.table === policy.table && each.name !== policy.name && meets(each))
  const drops = others.map(({ name }) => `drop policy ${name} on ${policy.table};`)
  const seen = isBlind(policy) ? `create policy alone on ${policy.table} for select using (true);` : ''
  const open = policy.permissive ? seen : `create policy alone on ${policy.table} using (true) with check (true);`
  await client.query(`${drops.join('\n')} ${open}`)
}

type Asked = {
  readonly actor: Actor
  readonly stage: Stage
  readonly policy: Policy
  readonly tried: (one: Tried) => boolean
}

/** What one policy alone does otherwise than it should, for an actor whose transaction has begun as the owner of the database. */
export async function mismatchesAlone(client: Client, { actor, stage, policy, tried }: Asked) {
  const ofTable = (one: Tried) => one.table === policy.table && tried(one)
  const answers = await sweep(client, { actor, stage, tried: ofTable })
  if (answers === null) throw new Error(`${actor.key} is not let in`)
  const found = compare(stage, answers, lawOf(policy, { actor, surface: stage.surface }))
  const who = `${policy.name} alone, ${actor.key}${actor.visit === undefined ? '' : ` visiting ${actor.visit}`}`
  return { cells: found.cells, mismatches: found.mismatches.map((mismatch): Mismatch => `${who}: ${mismatch}`) }
}

/** With no policy left: what the grants say. */
export const byGrantsAlone =
  (surface: Surface): Law =>
  (verb, { law }) =>
    law.serves[surface]?.includes(verb) ?? false
