import { type Actor, colleague, domainId, type PersonName, personId, visitId } from '../access/cast.ts'
import { abroad, home, ofRole, q } from '../access/doings/doing.ts'

/** What the cases say of who asks and what stands in the tables. */

export const coach = ofRole('coach')
export const coordinator = ofRole('kaa_coordinator')
export const officer = ofRole('data_protection_officer')
export const administrator = ofRole('administrator')
export const provisioner = ofRole('provisioner')
/** Lets others in, and shares nothing. */
export const principal = ofRole('principal')
/** Neither lets anybody in nor shares. */
export const classMentor = ofRole('class_mentor')
/** An extract is made in one’s own domain, so that nothing but the visit itself stands between. */
export const extracting: Actor = { ...officer, visit: 'extractedSurvivor' }
export const visiting = (visit: PersonName, as = coach): Actor => ({ ...as, visit })

/** What is answered instead of an error. */
export const REFUSED = 'refused'

export const person = (name: PersonName) => q(personId(name))
export const share = (name: PersonName) => q(visitId(name))
export const elsewhere = q(domainId('elsewhere'))
export const PAST = `'2020-01-01'`

/** Rows once more in another domain, under the same ids where nothing else is said. */
export const copied = (table: string, where: string, changed: object = {}) =>
  `insert into ${table} overriding system value
     select (jsonb_populate_record(x, ${q(JSON.stringify({ domain_id: domainId('abroad'), ...changed }))})).* from ${table} x where ${where}`
/** The same, of our own alone. */
export const fromHome = (table: string, where: string, changed: object = {}) =>
  copied(table, `x.domain_id = ${home} and ${where}`, changed)
export const memberAbroad = (id: string | null, changed: object = {}) =>
  copied('access.membership', `x.id = ${q(id)}`, changed)
export const itAbroad = (table: string, id: string) =>
  `from access.${table} t where t.domain_id = ${abroad} and t.id = ${id}`
export const colleagueHome = colleague('home')

/** How many rows a function answers, or how many of them are so. */
export const count = (call: string, where = 'true') => `select count(*) filter (where ${where}) from access.${call} r`
/** How many rows stand there once more. */
export const twice = (call: string) => `select count(*) - count(distinct r.id) from access.${call} r`
