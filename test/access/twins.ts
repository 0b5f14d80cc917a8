import type { Client } from 'pg'
import { type Call, called, type Outcome, OWN, openFor, type Routine } from './calls.ts'
import { type Actor, colleague, domainId, idOf } from './cast.ts'

/**
 * What another domain has is nothing here, whatever its id. Ids are unique within a domain, so that a function which finds a row by its
 * id alone would one day find somebody else's. For each table that a function reads: the rows of the domain are given to another one,
 * and then taken away altogether. Whoever calls the function must not be able to tell which of the two was done. What is one's own is
 * given to a colleague the same way.
 */

type Column = 'domain_id' | 'to_domain_id' | 'account_id' | 'membership_id' | 'made_by' | 'recorded_by'

/** A column that says whose a row is. */
export type Given = {
  readonly table: string
  readonly column: Column
  /** All columns of the table but those that the database works out. */
  readonly columns: string
}

/** Somebody's calls of a function, in a state that is written before the door opens. */
export type Asking = {
  readonly actor: Actor
  readonly routine: Routine
  readonly calls: readonly Call[]
  readonly before?: string | undefined
}

/** What a function may tell of another domain's rows, by what it is for: each with why. */
const BETWEEN_DOMAINS: readonly (readonly [routine: RegExp, table: RegExp, why: string])[] = [
  [/own_memberships/, /membership/, 'one chooses among one’s own places in all domains'],
  [/secrecies/, /secrecy/, 'what a receiver’s domain has to keep secret is shown before anything is shared with it'],
  [/drop_parked_form/, /parked_form/, 'one drops what one left oneself, by its id and in the same place'],
  [/(end|own)_sessions/, /push_device|session/, 'where one is signed in, and signs out, is asked of all domains'],
  [/close_session/, /session/, 'whoever holds the token closes what it opens'],
  [/add_push_device/, /push_device/, 'a browser that has a new address has it in all domains of one’s own'],
  [/tidy_push/, /push_/, 'sweeps all domains'],
  [/trail\.(seal|state|heads)/, /trail\./, 'one trail, sealed for all domains'],
  [/trail\.ticket/, /person/, 'a ticket on a visit is of the visited domain'],
  [/stamp_referral/, /referral/, 'a stamp of when anything was last changed, and of nothing else'],
]

const SOMEBODY = idOf('somebody who has nothing')
const IS_ONES_OWN: ReadonlySet<Column> = new Set(['account_id', 'membership_id', 'made_by', 'recorded_by'])
/** What is one's own in one's role alone. */
const OWN_IN_ROLE = /parked|glass/

function ownColumns(name: string): readonly Column[] {
  if (!OWN.test(name)) return []
  if (/sharing_ends/.test(name)) return ['made_by', 'recorded_by']
  return OWN_IN_ROLE.test(name) ? ['account_id', 'membership_id'] : ['account_id']
}

/** The tables that stand in a function's text, by each column that says whose a row is. */
export async function givenIn(client: Client, name: string): Promise<readonly Given[]> {
  const { rows } = await client.query<Given>(
    `select c.table_schema || '.' || c.table_name as table, c.column_name as column,
            (select string_agg(a.column_name, ', ') from information_schema.columns a
              where a.table_schema = c.table_schema and a.table_name = c.table_name and a.is_generated = 'NEVER') as columns
       from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema in ('public', 'access', 'trail') and t.table_type = 'BASE TABLE' and c.column_name = any ($2)
        and exists (select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                     where n.nspname || '.' || p.proname = $1
                       and p.prosrc ~ ('\\m(' || case c.table_schema when 'public' then '' else c.table_schema || '\\.' end || ')' || c.table_name || '\\M'))
      order by 1, 2`,
    [name, ['domain_id', 'to_domain_id', ...ownColumns(name)]],
  )
  const isBetween = ({ table }: Given) => BETWEEN_DOMAINS.some(([routine, of]) => routine.test(name) && of.test(table))
  return rows.filter((given) => IS_ONES_OWN.has(given.column) || !isBetween(given))
}

/** Calls that tell rows given away from rows that are no more. In a transaction; leaves nothing behind. */
export async function toldApart(client: Client, asking: Asking, given: Given): Promise<readonly string[]> {
  const { actor, routine, calls } = asking
  const away = await outcomesAfter(client, asking, givenAway(given, actor))
  const gone = await outcomesAfter(client, asking, takenAway(given, actor))
  return calls.flatMap((call, place) =>
    told(away[place]) === told(gone[place])
      ? []
      : [
          `${routine.signature} with ${call.is} ${call.tried}, ${actor.key}: tells ${given.table} with another’s ${given.column} from none`,
        ],
  )
}

/** Whose the rows are, and whose they become. */
export function owners({ column }: Given, { account, membership }: Actor): readonly [ours: string, others: string] {
  if (column === 'account_id' || column === 'made_by' || column === 'recorded_by')
    return [account, colleague('home').account]
  if (column === 'membership_id') return [membership ?? account, colleague('home').membership]
  return [domainId('home'), domainId(column === 'domain_id' ? 'abroad' : 'elsewhere')]
}

/** Rows that the other one has already under their key stay as they are there; what is one’s own is then somebody’s who has nothing. */
function givenAway(given: Given, actor: Actor): string {
  const [ours, others] = owners(given, actor)
  const writtenTo = (owner: string) => `insert into ${given.table} (${given.columns}) overriding system value
          select ${given.columns} from jsonb_populate_record(null::${given.table}, taken || '{"${given.column}": "${owner}"}')`
  return `
  do $$
  declare
    taken jsonb;
  begin
    for taken in with gone as (delete from ${given.table} t where t.${given.column} = '${ours}' returning t.*) select to_jsonb(g) from gone g loop
      begin
        ${writtenTo(others)};
      exception when unique_violation then
        ${given.column === 'account_id' ? writtenTo(SOMEBODY) : 'null'};
      end;
    end loop;
  end $$`
}

const takenAway = (given: Given, actor: Actor) =>
  `delete from ${given.table} t where t.${given.column} = '${owners(given, actor)[0]}'`

export async function outcomesAfter(
  client: Client,
  { actor, routine, calls, before }: Asking,
  change: string,
): Promise<readonly Outcome[]> {
  await client.query('savepoint giving')
  try {
    if (before) await client.query(before)
    await openFor(client, actor, routine.surface)
    const { rows } = await client.query<{ role: string }>('select current_user as role')
    await client.query(`reset role; ${change}; delete from probe.change; set local role ${rows[0]?.role}`)
    const outcomes: Outcome[] = []
    for (const call of calls) outcomes.push(await called(client, call))
    return outcomes
  } finally {
    await client.query('rollback to savepoint giving')
  }
}

/** An outcome without the ids and keys that were made by chance. */
export const told = (outcome: Outcome | undefined) =>
  outcome &&
  JSON.stringify([
    ...[outcome.code, outcome.message, outcome.rows.map(unmade).sort()],
    outcome.changes.map(({ table }) => table),
  ])
const unmade = (row: string | null) => row?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, 'id') ?? ''
