import { thingOf } from '../behind.ts'
import { type Actor, domainId, STAFF } from '../cast.ts'

/**
 * What it takes for a function to do what it is for: somebody who may, a state of the data, and the call. The cast's own calls reach no
 * further than the first condition of many functions; what stands behind it is tried with these.
 */
export type Doing = {
  readonly of: string
  readonly as: Actor
  /** The state, written by the owner before the door opens: a referral that waits for an answer. */
  readonly before?: string
  /** The arguments, as SQL. */
  readonly with: string
}

export function ofRole(role: string, sees = false): Actor {
  const found = STAFF.find((each) => each.role === role && each.seesProtected === sees)
  if (!found) throw new Error(role)
  return found
}

export const q = (value: string | null) => (value === null ? 'null' : `'${value}'`)
export const home = q(domainId('home'))
export const abroad = q(domainId('abroad'))

/** What another domain has sent here: a colleague's parcel of the kind, turned round. */
export const sentHere = (table: string) =>
  `update access.${table} set domain_id = ${abroad}, to_domain_id = ${home} where id = ${q(thingOf(table, 'a colleague'))}`
