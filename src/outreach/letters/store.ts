import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { Day, type PlainDate } from '../../kernel/date.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import { PersonId } from '../../people/model.ts'
import type { Whose } from '../messages/model.ts'
import { Addressee } from './model.ts'

/**
 * Whom letters would go to, of many at once: what stands of them and of those merged into them. Whom one may not see, or does not follow, is
 * not among the answers. The address of a protected person is not read.
 */
export function addressees(tx: Read, personIds: readonly string[]): Promise<Addressee[]> {
  return tx.all(
    Addressee,
    prepared(sql`
    with wanted as materialized (
      select w.id as asked, w.place, r.id as root, r.protection, r.residency, r.birth_date
        from unnest(${[...personIds]}::uuid[]) with ordinality w(id, place)
        join person p on p.id = w.id join person r on r.id = p.root_id and r.known_until is null
       where (select access.reaches_all('outreach')) or r.id in (select access.reach('outreach'))),
    member as materialized (
      select w.asked, m.id, m.protection from wanted w join person m on m.root_id = w.root),
    standing as materialized (
      select w.*, coalesce((select m.protection from member m where m.asked = w.asked and m.protection <> 'none' limit 1), w.protection) as guarded
        from wanted w)
    select s.asked, s.root, n.given_name as "givenName", n.family_name as "familyName", s.birth_date as "birthDate", s.guarded as protection,
           s.residency, a.street, a.postal_code as "postalCode", a.postal_town as "postalTown",
           coalesce((select bool_or(true) and not bool_or((p.from_on is null or p.from_on <= ${tx.today}::date)
                            and (p.until_on is null or p.until_on > ${tx.today}::date))
              from member m join register_period p on p.person_id = m.id and p.known_until is null
             where m.asked = s.asked), false) as "hasLeft"
      from standing s
      left join person_name n on n.person_id = s.root and n.known_until is null
      left join lateral (
        select d.street, d.postal_code, d.postal_town
          from member m join person_address d on d.person_id = m.id and d.known_until is null
         where m.asked = s.asked and s.guarded = 'none'
         order by m.id = s.root desc, d.known_from desc, d.id desc limit 1) a on true
     order by s.place`),
  )
}

export type MadeLetter = {
  readonly id: string
  readonly contactId: string
  readonly personId: PersonId
  readonly whose: Whose
  readonly code: string
  readonly version: number
  readonly language: string
  readonly forwarded: boolean
}

const Id = z.object({ id: z.uuid() })

/** Writes down that letters were made. Answers with those that had not been made today. */
export async function insertLetters(tx: Write, letters: readonly MadeLetter[]): Promise<ReadonlySet<string>> {
  const made = await tx.all(
    Id,
    sql`
    insert into letter (domain_id, id, person_id, contact_id, whose, template_code, template_version, language, forwarded, made_on, made_by, made_at)
    select ${tx.actor.domainId}::uuid, l.id, l."personId", l."contactId", l.whose, l.code, l.version, l.language, l.forwarded, ${tx.today}::date,
           ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from json_to_recordset(${JSON.stringify(letters)}::json)
             as l (id uuid, "contactId" uuid, "personId" uuid, whose text, code text, version integer, language text, forwarded boolean)
    on conflict do nothing returning id`,
  )
  return new Set(made.map(({ id }) => id))
}

const Count = z.object({ n: z.number() })

/** How many of these are no copies of what the actor has made today, before this. */
export async function notMadeBySelf(tx: Read, letters: readonly MadeLetter[]): Promise<number> {
  const { n } = await tx.one(
    Count,
    sql`
    select count(*) as n
      from json_to_recordset(${JSON.stringify(letters)}::json) as l (id uuid, "personId" uuid, whose text, code text)
     where not exists (
       select from letter m where m.person_id = l."personId" and m.template_code = l.code and m.whose = l.whose and m.made_on = ${tx.today}::date
          and m.made_by = ${tx.actor.accountId} and m.id <> l.id)`,
  )
  return n
}

const AgeingOut = z.object({
  id: PersonId,
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  birthDate: Day,
  /** Written to alone, through Skatteverket. */
  isProtected: z.boolean(),
})
export type AgeingOut = z.infer<typeof AgeingOut>

/**
 * Those in the register, born on these days, who have not been written to with this template; the one whose birthday comes first. Protected
 * persons are among them for whoever sees them: a mark on any of their numbers is enough.
 */
export function ageingOut(
  tx: Read,
  of: { born: { from: PlainDate; to: PlainDate }; code: string; limit: number },
): Promise<AgeingOut[]> {
  return tx.all(
    AgeingOut,
    prepared(sql`
    select r.id, n.given_name as "givenName", n.family_name as "familyName", r.birth_date as "birthDate", g.is_protected as "isProtected"
      from person r
      left join person_name n on n.person_id = r.id and n.known_until is null
      cross join lateral (select bool_or(m.protection <> 'none') as is_protected from person m where m.root_id = r.id) g
     where r.birth_date >= ${of.born.from} and r.birth_date <= ${of.born.to} and r.root_id = r.id and r.known_until is null
       and r.residency = 'active' and (${tx.actor.seesProtected}::boolean or not g.is_protected)
       and ((select access.reaches_all('outreach')) or r.id in (select access.reach('outreach')))
       and exists (select from person m join register_period p on p.person_id = m.id and p.known_until is null
                     and (p.from_on is null or p.from_on <= ${tx.today}::date) and (p.until_on is null or p.until_on > ${tx.today}::date)
                    where m.root_id = r.id)
       and not exists (select from person m join letter l on l.person_id = m.id and l.template_code = ${of.code} and l.whose = 'self'
                        where m.root_id = r.id)
     order by r.birth_date, r.id limit ${of.limit}`),
  )
}
