import type { Client } from 'pg'
import type { Actor } from './cast.ts'
import { type Asking, type Given, outcomesAfter, owners, told } from './twins.ts'

/**
 * Rows of another domain that have the ids of our own stand beside ours, and nothing is otherwise for it: nobody is told more, nothing
 * more is changed. What is one's own stands beside a colleague's the same way.
 */

/** What a function may tell of another domain's rows although it finds ours, by what it is for: each with why. */
const BETWEEN_DOMAINS: readonly (readonly [routine: RegExp, table: RegExp, why: string])[] = [
  [/ask_for_invitation/, /membership/, 'whoever is somewhere else already needs no invitation from here'],
  [/switch_membership/, /membership/, 'one chooses among one’s own places in all domains'],
  [/trail\.ticket/, /./, 'a ticket on a visit is of the visited domain, where what stands there holds'],
  [/directory/, /membership/, 'leaders of projects stand in it for all domains'],
]

/** Calls that are otherwise when another’s rows stand beside, of all tables at once or of one. In a transaction; leaves nothing behind. */
export async function toldBeside(client: Client, asking: Asking, given: readonly Given[]): Promise<readonly string[]> {
  const { actor, routine, calls } = asking
  const alone = await outcomesAfter(client, asking, 'select')
  const faults: string[] = []
  const twins = given.filter(({ table, column }) => column !== 'to_domain_id' && !isBetween(routine.name, table))
  const ofDomain = twins.filter(({ column }) => column === 'domain_id')
  for (const all of [
    ...(ofDomain.length > 0 ? [ofDomain] : []),
    ...(twins.length > 1 ? twins.map((each) => [each]) : []),
  ]) {
    const among = await outcomesAfter(client, asking, all.map((each) => writtenBeside(each, actor)).join(';'))
    const other = calls.filter((_, place) => told(alone[place]) !== told(among[place]))
    const what = all.map(({ table, column }) => `${table} with another’s ${column}`).join(', ')
    faults.push(
      ...other.map(
        (call) => `${routine.signature} with ${call.is} ${call.tried}, ${actor.key}: tells of ${what} beside`,
      ),
    )
  }
  return faults
}

const isBetween = (routine: string, table: string) =>
  BETWEEN_DOMAINS.some(([name, of]) => name.test(routine) && of.test(table))

/** The same rows once more, as another's; what no two rows may have alike is then not alike. */
export function writtenBeside(given: Given, actor: Actor): string {
  const { table, column, columns } = given
  const [ours, others] = owners(given, actor)
  const names = columns.split(', ')
  const unlike = [
    `'${column}', '${others}'`,
    ...(names.includes('token_sha') ? [`'token_sha', sha256(t.token_sha)`] : []),
    ...(column !== 'domain_id' && names.includes('id') ? [`'id', gen_random_uuid()`] : []),
  ]
  return `insert into ${table} (${columns}) overriding system value
    select ${columns} from (
      select (jsonb_populate_record(t, jsonb_build_object(${unlike.join(', ')}))).* from ${table} t where t.${column} = '${ours}') x
        on conflict do nothing`
}
