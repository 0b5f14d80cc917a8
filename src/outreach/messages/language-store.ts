import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import { membersOf } from '../../people/store.ts'
import { ending } from '../../people/version-sql.ts'
import { Whose } from './model.ts'

const Language = z.object({ personId: PersonId, language: z.string() })

/**
 * The language each of them is written to in, by the one they are now found to be: what somebody has said of it, else what one wrote in last.
 * Whom neither is known of is not among the answers.
 */
export async function languagesWith(
  tx: Read,
  personIds: readonly string[],
  whose: Whose,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.all(
    Language,
    prepared(sql`
    with wanted as materialized (
      select distinct p.root_id as root from unnest(${[...personIds]}::uuid[]) w(id) join person p on p.id = w.id),
    member as materialized (
      select w.root, w.root as id from wanted w
      union all
      select w.root, m.id from wanted w join person m on m.root_id = w.root and m.root_id <> m.id),
    said as (
      select distinct on (m.root) m.root, l.language
        from member m join message_language l on l.person_id = m.id and l.whose = ${whose} and l.known_until is null
       order by m.root, l.known_from desc, l.id),
    written as (
      select distinct on (m.root) m.root, x.language
        from member m join message x on x.person_id = m.id and x.direction = 'out' and x.whose = ${whose}
       order by m.root, x.queued_at desc, x.id)
    select w.root as "personId", coalesce(s.language, x.language) as language
      from wanted w left join said s on s.root = w.root left join written x on x.root = w.root
     where coalesce(s.language, x.language) is not null`),
  )
  return new Map(rows.map(({ personId, language }) => [personId, language]))
}

const Said = z.object({ whose: Whose, language: z.string() })
export type SaidLanguage = z.infer<typeof Said>

/** What somebody has said of the language of a person, and of the grown-ups around. */
export function saidLanguages(tx: Read, root: PersonId): Promise<SaidLanguage[]> {
  return tx.all(
    Said,
    prepared(sql`
    select distinct on (l.whose) l.whose, l.language from message_language l
     where l.person_id in (${membersOf(sql`${root}::uuid`)}) and l.known_until is null order by l.whose, l.known_from desc, l.id`),
  )
}

/** Takes back what stands, of a person and those merged into them. */
export function closeLanguage(tx: Write, root: PersonId, whose: Whose): Promise<number> {
  return tx.run(sql`
    update message_language l set known_until = ${ending(tx, 'l')}, closed_by = ${tx.actor.accountId}
     where l.person_id in (${membersOf(sql`${root}::uuid`)}) and l.whose = ${whose} and l.known_until is null`)
}

export async function insertLanguage(tx: Write, personId: PersonId, { whose, language }: SaidLanguage): Promise<void> {
  await tx.runOne(sql`
    insert into message_language (domain_id, person_id, whose, language, set_by, known_from)
    values (${tx.actor.domainId}, ${personId}, ${whose}, ${language}, ${tx.actor.accountId}, ${tx.now})`)
}
