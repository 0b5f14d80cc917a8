import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import type { Entry } from './entry-rules.ts'
import type { PersonId } from './model.ts'

/** The person and the name, as versions of their own with who told us as their source. */
export async function insertEntry(tx: Write, id: PersonId, entry: Entry): Promise<void> {
  const domain = tx.actor.domainId
  await tx.run(sql`
    insert into person (domain_id, id, root_id, sex, birth_date, latest_birth_date, protection, known_from)
    values (${domain}, ${id}, ${id}, ${entry.sex}, ${entry.birthDate}, ${entry.latestBirthDate}, ${entry.protection}, ${tx.now})`)
  await tx.run(sql`
    insert into person_name (domain_id, person_id, given_name, family_name, folded, source, known_from)
    values (${domain}, ${id}, ${entry.givenName}, ${entry.familyName}, ${entry.folded}, ${entry.source}, ${tx.now})`)
}

/** False when somebody has the number, seen or not. */
export async function insertNumber(tx: Write, id: PersonId, { number, numberKind, source }: Entry): Promise<boolean> {
  const made = await tx.run(sql`
    insert into person_identifier (domain_id, person_id, kind, number, source, known_from)
    values (${tx.actor.domainId}, ${id}, ${numberKind}, ${number}, ${source}, ${tx.now})
    on conflict (domain_id, number) where known_until is null do nothing`)
  return made === 1
}

export async function insertProtection(tx: Write, id: PersonId, { protection, source }: Entry): Promise<void> {
  await tx.run(sql`
    insert into person_protection (domain_id, person_id, kind, from_on, source, recorded_by, known_from)
    values (${tx.actor.domainId}, ${id}, ${protection}, ${tx.today}, ${source}, ${tx.actor.accountId}, ${tx.now})`)
}
