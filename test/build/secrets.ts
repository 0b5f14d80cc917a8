import { Client } from 'pg'
import { loadReferenceData } from '../../src/organisations/reference-store.ts'
import { PERSON_TABLES } from '../../src/privacy/person-tables.ts'
import { anOldProtocol, plant, type Whose } from './canary.ts'
import { ownedBy } from './case.ts'
import { aDomain, signedIn, type TestBed, type TestDomain } from './domain.ts'
import type { NewPerson } from './people.ts'
import { aDropout } from './register.ts'

/**
 * Young people of whom somebody is to know nothing, each with words in every column of every table that stand nowhere else: whatever
 * of them comes out anywhere, by whatever way, is seen to be theirs.
 */

/** Why it is to be hidden: another domain's, nobody's case, protected identity, blocked; and one's own, which is not. */
export const MARKS = { F: 'foreign', U: 'unassigned', P: 'protected', B: 'blocked', M: 'mine' } as const
export type Mark = keyof typeof MARKS

export type Secret = {
  readonly mark: Mark
  readonly personId: string
  readonly number: string
  readonly domainId: string
}

export type Secrets = {
  readonly client: Client
  readonly home: TestDomain
  readonly abroad: TestDomain
  readonly people: Readonly<Record<Mark, Secret>>
}

type Staff = { readonly accountId: string }

/**
 * What opens or shuts the door to a person is not planted: it would change who is to see them. And what could not be read in a file
 * stands by row and column, for those who import, and says of nobody in particular.
 */
const LEFT_OUT = [
  'person',
  'person_protection',
  'person_merge',
  'register_owner',
  'delivery_refused_row',
  'delivery_problem',
]

/** Two domains with such people in them. `mine` and `protected` are a case of those named; `blocked` too, and blocked to all of them. */
export async function withSecrets(
  bed: TestBed,
  staffOf: (home: TestDomain) => Promise<readonly Staff[]>,
): Promise<Secrets> {
  await loadReferenceData(bed.owner)
  const client = new Client(bed.owner)
  await client.connect()
  const home = await aDomain(bed)
  const abroad = await aDomain(bed, { municipality: '0483' })
  const staff = await staffOf(home)
  const secret = async (mark: Mark, domain: TestDomain, given: NewPerson = {}) => {
    const made = await aPersonWithWords(bed, { client, domain, mark, given })
    return { mark, ...made, domainId: domain.id }
  }
  const people = {
    F: await secret('F', abroad),
    U: await secret('U', home),
    P: await secret('P', home, { protection: 'confidentiality_marking' }),
    B: await secret('B', home),
    M: await secret('M', home),
  }
  await bed.jobs.write(home.machine, async (tx) => {
    for (const { accountId } of staff) await ownedBy(tx, people.M.personId, accountId)
  })
  for (const { accountId } of staff)
    for (const mark of ['P', 'B'] as const)
      await client.query(
        `insert into access.assignment (domain_id, person_id, kind, membership_id, given_by, from_at)
         select m.domain_id, $2, 'case', m.id, m.account_id, '2026-10-01' from access.membership m where m.account_id = $1`,
        [accountId, people[mark].personId],
      )
  for (const { accountId } of staff)
    await client.query(
      `insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at) values ($1, $2, $3, 'släkt', $3, '2026-10-01')`,
      [home.id, people.B.personId, accountId],
    )
  return { client, home, abroad, people }
}

type Wanted = { readonly client: Client; readonly domain: TestDomain; readonly mark: Mark; readonly given: NewPerson }

/** The words of a person begin with these, whatever stands after. */
export const wordsOf = (mark: Mark) => [`Kanarie${mark}`, `Efternamn${mark}`]

async function aPersonWithWords(bed: TestBed, { client, domain, mark, given }: Wanted) {
  const [givenName, familyName] = wordsOf(mark)
  const names = { givenName: `${givenName}`, familyName: `${familyName}`, street: `Kanarie${mark}gatan 1`, ...given }
  const contact = { phone: '070-174 06 01', email: `kanarie${mark}@example.se`.toLowerCase(), ...names }
  const person = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, contact))
  const keeper = await signedIn(bed, domain, { role: 'communicator', displayName: 'Kollegan' })
  const one = async (query: string, ...values: readonly string[]) => {
    const { rows } = await client.query<{ id: string }>(query, [...values])
    return rows[0]?.id ?? ''
  }
  const merged = await bed.jobs.write(domain.machine, (tx) => aDropout(tx, { ...names, givenName: `${givenName}Två` }))
  await client.query('update person set root_id = $1 where id = $2', [person.id, merged.id])
  const whose: Whose = {
    ...{ mark, domainId: domain.id, personId: person.id, mergedId: merged.id, number: person.number },
    deliveryId: await one(
      `insert into delivery (domain_id, source, status, received_at, received_by)
       values ($1, 'sheet', 'discarded', '2026-10-01', $2) returning id`,
      domain.id,
      keeper.accountId,
    ),
    accountId: keeper.accountId,
    membershipId: await one('select id from access.membership where account_id = $1', keeper.accountId),
    otherDomainId: domain.id,
    protocolId: await anOldProtocol(client, domain.id, keeper.accountId),
    groundId: await one('select id from access.ground where domain_id = $1 limit 1', domain.id),
  }
  for (const { table } of PERSON_TABLES) if (!LEFT_OUT.includes(table)) await plant(client, table, whose)
  return { personId: person.id, number: person.number }
}
