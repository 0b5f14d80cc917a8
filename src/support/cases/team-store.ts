import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { prepared, raw, sql } from '../../kernel/sql.ts'
import type { PersonId } from '../../people/model.ts'
import { membersOfRoot } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import type { SupportCase } from './model.ts'
import { type NewMember, TeamMember } from './team-model.ts'

const columns = raw(`
  t.id, t.case_id as "caseId", t.person_id as "personId", t.role, t.account_id as "accountId", t.name, t.organisation, t.phone, t.email,
  t.from_on as "from", t.until_on as "until"`)

/** Everybody who stands in the team or has stood there, as it is known now: those who are there first. */
export function teamOf(tx: Read, root: PersonId): Promise<TeamMember[]> {
  return tx.all(
    TeamMember,
    prepared(sql`
    select ${columns} from support_member t where t.person_id in (${membersOfRoot(tx, root)}) and t.known_until is null
     order by t.until_on is not null, t.until_on desc, t.from_on, t.id`),
  )
}

type Version = Omit<NewMember, 'from'> & { readonly from: PlainDate; readonly until: PlainDate | null }

const orNull = (text: string) => (text === '' ? null : text)

export async function insertMember(
  tx: Write,
  of: Pick<SupportCase, 'id' | 'personId'>,
  made: Version,
): Promise<string> {
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`
    insert into support_member (domain_id, case_id, person_id, role, account_id, name, organisation, phone, email, from_on, until_on,
                                set_by, known_from)
    values (${tx.actor.domainId}, ${of.id}, ${of.personId}, ${made.role}, ${made.accountId}, ${orNull(made.name)},
            ${orNull(made.organisation)}, ${orNull(made.phone)}, ${orNull(made.email)}, ${made.from}, ${made.until},
            ${tx.actor.accountId}, ${tx.now}) returning id`,
  )
  return id
}

export async function closeMember(tx: Write, id: string): Promise<void> {
  await tx.runOne(sql`
    update support_member t set known_until = ${ending(tx, 't')}, closed_by = ${tx.actor.accountId}
     where t.id = ${id} and t.known_until is null`)
}
