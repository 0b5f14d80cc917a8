import type { Client } from 'pg'
import { z } from 'zod'
import {
  APPROVALS,
  type Approval,
  colleague,
  deliveryOf,
  domainId,
  idOf,
  MOMENT,
  NAMES,
  NOTE_CLASSES,
  numberOf,
  type PersonName,
  type Place,
  personId,
  REVIEWS,
  type Review,
  SOME_STAFF,
  standingOf,
  TEAMS,
  type TeamName,
} from './cast.ts'
import type { Row } from './oracle.ts'
import { TABLES, type TableLaw } from './tables.ts'

/** The tables there are, read from the catalogue, and a row for everything that the law tells apart in each of them. */

const Shape = z.object({
  table: z.string(),
  key: z.array(z.string()),
  columns: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() })),
})
export type Shape = z.infer<typeof Shape>
type Values = Readonly<Record<string, unknown>>

/** Every table of every schema of ours. */
export async function shapesOf(client: Client): Promise<readonly Shape[]> {
  const { rows } = await client.query(`
    select n.nspname || '.' || c.relname as table,
           array(select a.attname::text from pg_index i cross join lateral unnest(i.indkey::smallint[]) with ordinality k(attnum, place)
                   join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                  where i.indrelid = c.oid and i.indisprimary order by k.place) as key,
           (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'required', a.attnotnull) order by a.attnum)
              from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'f') and n.nspname !~ '^pg_|^information_schema$|^probe$'
       and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
     order by 1`)
  return z.array(Shape).parse(rows)
}

/** What stands in a column about which nothing depends. */
function valueFor(type: string, seed: string, n: number): unknown {
  if (type.endsWith('[]')) return []
  if (type === 'uuid') return idOf(seed)
  if (type === 'text' || type.startsWith('character')) return seed
  if (/^(smallint|integer|bigint|numeric)$/.test(type)) return n
  if (/^(real|double precision)$/.test(type)) return n
  if (type === 'boolean') return false
  if (type === 'date') return '2020-01-01'
  if (type.startsWith('timestamp')) return MOMENT
  if (/^jsonb?$/.test(type)) return {}
  if (type === 'bytea') return `\\x${n.toString(16).padStart(8, '0')}`
  if (type === 'xid8') return String(n)
  if (type === 'interval') return '1 day'
  if (type.endsWith('range')) return 'empty'
  throw new Error(`no value for a column of type ${type}`)
}

/** A whole row out of what matters of it. */
export function completed({ table, columns, key }: Shape, given: Values, n: number): Values {
  const needed = columns.filter(({ name, required }) => name in given || required || key.includes(name))
  return Object.fromEntries(
    needed.map(({ name, type }) => [name, name in given ? given[name] : valueFor(type, `${table} ${name} ${n}`, n)]),
  )
}

const placeOf = (name: PersonName): Place => standingOf(name).of ?? 'home'

/** What must be told apart in a table, as the columns that tell it. */
export function statesOf(shape: Shape, law: TableLaw): readonly Values[] {
  const places = [{ domain_id: domainId('home') }, { domain_id: domainId('abroad') }]
  // What one may set alone: more takes a second person, whatever the role (src/notes/budget.test.ts).
  if (shape.table === 'public.note_setting') return places.map((place) => ({ ...place, most_short: 60, most_day: 300 }))
  // Somebody who works with a person is a wall to who leads the work: of everybody there is one who did before.
  if (shape.table === 'public.register_owner')
    return personStates(shape, ['person_id']).map((row) => ({ ...row, known_until: MOMENT }))
  if (law.of === 'persons')
    return law.isNote
      ? noteStates(shape, law.columns)
      : [...personStates(shape, law.columns), ...(law.isKept ? closedStates(shape) : [])]
  if (law.of === 'referral') return referralStates(shape)
  if (law.of === 'own')
    return places.flatMap((place) => [
      ...ownStates(place),
      ...givenStates(place, law.given),
      ...(shape.columns.some(({ name }) => name === 'team_id') ? teamStates(place) : []),
    ])
  if (law.of === 'approval') return APPROVALS.map((approval) => approvalState(approval, law))
  if (law.of === 'right' && law.extracted) return deliveryStates(law.extracted)
  if (law.of === 'right' && law.review) return REVIEWS.map((review) => reviewState(review, law.review === 'item'))
  return shape.columns.some(({ name }) => name === 'domain_id') ? places : [{}]
}

function ownStates(place: Values): readonly Values[] {
  const mine = SOME_STAFF.map(({ account }) => ({ ...place, account_id: account, shared: false }))
  const theirs = { ...place, account_id: colleague('home').account }
  return [...mine, { ...theirs, shared: false }, { ...theirs, shared: true }]
}

/** A colleague's that is shared with a team, and what only names one. */
function teamStates(place: Values): readonly Values[] {
  const teams = Object.keys(TEAMS) as TeamName[]
  const theirs = { ...place, account_id: colleague('home').account }
  return teams.flatMap((name) => [true, false].map((shared) => ({ ...theirs, shared, team_id: idOf(name) })))
}

/** A colleague's that was given to one of those who ask. */
function givenStates(place: Values, given: string | undefined): readonly Values[] {
  if (given === undefined) return []
  const theirs = { ...place, account_id: colleague('home').account }
  return SOME_STAFF.map(({ account }) => ({ ...theirs, [given]: account }))
}

function approvalState({ id, place, askedBy, isLive, isBudget }: Approval, law: TableLaw & { of: 'approval' }): Values {
  const until = { domain_id: domainId(place), until_at: isLive ? '2999-01-01T00:00:00Z' : MOMENT }
  if (law.step === 'asked') return { ...until, id, asked_by: askedBy, kind: isBudget ? 'notes.budget' : 'other' }
  return { ...until, approval_id: id, [law.signed ?? '']: colleague(place).account }
}

/** Whom a row of a delivery is about: by id, by number alone, or by the row that something was wrong with. */
function deliveryStates(by: 'person_id' | 'number' | 'row'): readonly Values[] {
  const about = [
    'nobodys',
    'extracted',
    'extractedProtected',
    'extractedSurvivor',
    'mergedIntoExtracted',
    'foreign',
  ] as const
  const row = (name: PersonName, row_no: number) => ({
    ...{ domain_id: domainId(placeOf(name)), delivery_id: deliveryOf(name), row_no },
  })
  const byNumber = about.map((name) => ({ ...row(name, 1), number: numberOf(name) }))
  if (by !== 'person_id') return byNumber
  return [...byNumber, ...about.map((name) => ({ ...row(name, 2), person_id: personId(name) }))]
}

function reviewState({ id, place, of, about }: Review, isItem: boolean): Values {
  const within = { domain_id: domainId(place) }
  const person = about === null ? {} : { person_id: personId(about) }
  return isItem
    ? { ...within, ...person, id, actor_id: of }
    : { ...within, item_id: id, reviewed_by: colleague(place).account }
}

/** Of everybody a note on support by a colleague; of one whom everybody works with, one of each kind. */
function noteStates(shape: Shape, columns: readonly string[]): readonly Values[] {
  const by = (account: string) => ({ written_by: account, recorded_by: account })
  const plain = personStates(shape, columns).map((row) => ({
    ...row,
    topic: 'support',
    ...by(colleague('home').account),
  }))
  const owned = {
    domain_id: domainId('home'),
    person_id: personId('owned'),
    topic: 'health',
    ...by(colleague('home').account),
  }
  const [mine] = SOME_STAFF
  return [
    ...plain,
    ...['school', 'health', 'social'].map((topic) => ({ ...owned, topic })),
    ...SOME_STAFF.flatMap(({ account }) => [
      { ...owned, written_by: account },
      { ...owned, recorded_by: account },
    ]),
    { ...owned, ...by(mine?.account ?? ''), known_until: MOMENT },
    { ...owned, ...by(mine?.account ?? ''), struck_at: MOMENT, struck_by: mine?.account },
    { ...owned, ...by(mine?.account ?? ''), person_id: personId('nobodys') },
    ...(['sharedWithNotes', 'sharedWithHealth'] as const).map((name) => ({
      ...owned,
      ...{ domain_id: domainId('abroad'), person_id: personId(name) },
    })),
    ...Object.keys(NOTE_CLASSES).map((secrecy) => ({
      ...{ ...owned, topic: 'social', secrecy },
      ...{ domain_id: domainId('abroad'), person_id: personId('sharedWithSomeNotes') },
    })),
  ]
}

/** Of everybody, asked for by a colleague; of one who is nobody's case and of one nobody knows yet, by each of the staff; and what is over. */
function referralStates(shape: Shape): readonly Values[] {
  const sent = { sent_by: colleague('home').account, known_until: null }
  const all = personStates(shape, ['person_id']).map((row) => ({ ...row, ...sent }))
  const at = (person_id: string | null, given: Values = {}) => ({
    domain_id: domainId('home'),
    person_id,
    ...sent,
    ...given,
  })
  return [
    ...all,
    ...SOME_STAFF.flatMap(({ account }) => [
      at(personId('nobodys'), { sent_by: account }),
      at(personId('protected'), { sent_by: account }),
      at(null, { sent_by: account }),
    ]),
    at(null),
    at(null, { known_until: MOMENT }),
    at(personId('owned'), { known_until: MOMENT }),
    { ...at(null), domain_id: domainId('abroad') },
  ]
}

/** Of one whom everybody works with, what is closed already, and what is struck out where it can be. */
function closedStates({ columns }: Shape): readonly Values[] {
  const owned = { domain_id: domainId('home'), person_id: personId('owned') }
  const canBeStruck = columns.some(({ name }) => name === 'struck_at')
  return [{ ...owned, known_until: MOMENT }, ...(canBeStruck ? [{ ...owned, struck_at: MOMENT }] : [])]
}

function personStates({ table }: Shape, columns: readonly string[]): readonly Values[] {
  const row = (first: PersonName, second: PersonName) => ({
    domain_id: domainId(placeOf(first)),
    ...Object.fromEntries(columns.map((column, index) => [column, personId(index === 0 ? first : second)])),
    ...(table === 'public.person' ? root(first) : {}),
    ...(table === 'public.person_identifier' ? { number: numberOf(first) } : {}),
  })
  const alone = NAMES.map((name) => row(name, name))
  if (columns.length === 1) return alone
  const athome = NAMES.filter((name) => placeOf(name) === 'home')
  return [...alone, ...athome.flatMap((name) => [row('owned', name), row(name, 'owned')])]
}

const root = (name: PersonName) => ({
  root_id: personId((standingOf(name).mergedInto as PersonName | undefined) ?? name),
  protection: standingOf(name).protected ? 'confidentiality_marking' : 'none',
})

/** A row that stands in the database, with what the oracle needs of it. */
export type Stored = Row

const byDomain = new Map<unknown, Place>(
  (['home', 'abroad', 'elsewhere'] as const).map((place) => [domainId(place), place]),
)
const byId = new Map<string, PersonName>(NAMES.map((name) => [`${placeOf(name)} ${personId(name)}`, name]))

/** Everything that stands in a table, seen past the walls. */
export async function storedIn(client: Client, { table }: Shape): Promise<readonly Stored[]> {
  const law = TABLES[table]
  const { rows } = await client.query<{ values: Values }>(
    `select to_jsonb(t) as values from ${table} t order by t.ctid`,
  )
  return rows.map(({ values }) => {
    const place = byDomain.get(values['domain_id']) ?? null
    const columns = law?.of === 'persons' ? law.columns : law?.of === 'referral' ? ['person_id'] : []
    return {
      values,
      place,
      persons: columns.map((column) => byId.get(`${place} ${values[column]}`) ?? null),
      account: typeof values['account_id'] === 'string' ? values['account_id'] : null,
      isShared: values['shared'] === true,
    }
  })
}
