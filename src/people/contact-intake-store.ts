import type { Write } from '../kernel/database.ts'
import { sql } from '../kernel/sql.ts'
import type { Intake } from './intake-store.ts'
import { ending } from './version-sql.ts'

/** Telephone, e-mail, the supplier's own id and guardians: what comes from a school's system and not from the population. */
export async function applyContacts(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    create temp table contact_plan on commit drop as
    select person_id, 'phone' as kind, phone as value from person_plan where adds_contact and phone is not null
    union all
    select person_id, 'email', email from person_plan where adds_contact and email is not null`)
  await tx.run(sql`
    update person_contact c set known_until = ${ending(tx, 'c')}, closed_by = ${intake.deliveryId}
      from contact_plan p
     where c.person_id = p.person_id and c.known_until is null and c.kind = p.kind and c.source = ${intake.source}
       and c.value <> p.value`)
  await tx.run(sql`
    insert into person_contact (domain_id, person_id, kind, value, digits, source, noted_on, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, kind, value, case when kind = 'phone' then ${digits} end, ${intake.source},
           ${tx.today}, ${intake.deliveryId}, ${tx.now}
      from contact_plan
    on conflict do nothing`)
  await tx.run(sql`drop table contact_plan`)
}

/** 070-123 45 67 as 46701234567; null when it is no telephone number. */
const digits = sql`
  (select case when plain ~ '^[0-9]{5,15}$' then plain end
     from (select regexp_replace(regexp_replace(regexp_replace(value, '[^0-9+]', '', 'g'), '^(\\+|00)', ''), '^0', '46') as plain) each)`

/** An id that has come to stand for another number moves to that number's person. */
export async function applyExternalIds(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    update person_external_id e set known_until = ${ending(tx, 'e')}, closed_by = ${intake.deliveryId}
      from person_plan p
     where p.external_id is not null and e.system = ${intake.source} and e.external_id = p.external_id
       and e.person_id <> p.person_id and e.known_until is null`)
  await tx.run(sql`
    insert into person_external_id (domain_id, person_id, system, external_id, delivery_id, known_from)
    select ${tx.actor.domainId}, person_id, ${intake.source}, external_id, ${intake.deliveryId}, ${tx.now}
      from person_plan where external_id is not null
    on conflict do nothing`)
}

/** The guardians a source names for a person are all it knows: one it no longer names is closed, if it came from there. */
export async function applyGuardians(tx: Write, intake: Intake): Promise<void> {
  await tx.run(sql`
    create temp table guardian_plan on commit drop as
    select p.person_id, g.* from incoming_guardian g join incoming_person p on p.number = g.number`)
  await tx.run(sql`
    update person_guardian k set known_until = ${ending(tx, 'k')}, closed_by = ${intake.deliveryId}
      from (select distinct person_id from guardian_plan) p
     where k.person_id = p.person_id and k.known_until is null and k.source = ${intake.source}
       and not exists (
         select from guardian_plan g
          where g.person_id = k.person_id and g.name = k.name and g.external_id is not distinct from k.external_id
            and coalesce(g.phone, k.phone) is not distinct from k.phone
            and coalesce(g.email, k.email) is not distinct from k.email)`)
  await tx.run(sql`
    insert into person_guardian (domain_id, person_id, name, relation, phone, email, external_id, source, noted_on, delivery_id, known_from)
    select distinct on (g.person_id, g.name, g.external_id) ${tx.actor.domainId}, g.person_id, g.name, 'guardian', g.phone,
           g.email, g.external_id, ${intake.source}, ${tx.today}, ${intake.deliveryId}, ${tx.now}
      from guardian_plan g
     where not exists (
       select from person_guardian k
        where k.person_id = g.person_id and k.known_until is null and k.source = ${intake.source} and k.name = g.name
          and k.external_id is not distinct from g.external_id)`)
  await tx.run(sql`drop table guardian_plan`)
}
