import { thingOf } from './behind.ts'
import { type Actor, colleague, domainId, idOf, MACHINE, personId, STAFF, visitId } from './cast.ts'

/**
 * What it takes for a function to do what it is for: somebody who may, a state of the data, and the call. The cast's own calls reach no
 * further than the first condition of many functions; what stands behind it is tried with these.
 */
export type Doing = {
  readonly of: string
  readonly as: Actor
  /** The state, written before the door opens: a referral that waits for an answer. */
  readonly before?: string
  /** The arguments, as SQL. */
  readonly with: string
}

const ofRole = (role: string, sees = false): Actor => {
  const found = STAFF.find((each) => each.role === role && each.seesProtected === sees)
  if (!found) throw new Error(role)
  return found
}
const coordinator = ofRole('kaa_coordinator')
const q = (value: string | null) => (value === null ? 'null' : `'${value}'`)
const home = q(domainId('home'))
const abroad = q(domainId('abroad'))
/** A parcel that another domain has sent here, of the kind that is theirs. */
const sentHere = (table: string) =>
  `update access.${table} set domain_id = ${abroad}, to_domain_id = ${home} where id = ${q(thingOf(table, 'a colleague'))}`

export const DOINGS: readonly Doing[] = [
  {
    ...{ of: 'access.answer_referral', as: coordinator, before: sentHere('referral_parcel') },
    with: `${q(thingOf('referral_parcel', 'a colleague'))}, 'begun', null`,
  },
]
void [colleague, idOf, MACHINE, personId, visitId]
