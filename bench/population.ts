import type { Client } from 'pg'
import type { Write } from '../src/kernel/database.ts'
import { type Sql, sql } from '../src/kernel/sql.ts'

/**
 * Made-up persons aged 16–20 with three enrolments each, for measuring only: no numbers, no names of anybody. Nine in ten go
 * through gymnasieskolan, half of them changing school on the way; the rest break off, never begin or study something else.
 */
export async function fillDomain(
  tx: Write,
  given: { municipality: string; persons: number; seed: number },
): Promise<void> {
  await tx.run(sql`select setseed(${given.seed})`)
  await tx.run(persons(tx, given.persons))
  for (const fill of [names, residences, enrolments, completions]) await tx.run(fill(tx, given.municipality))
  await tx.record('register.benchmark_filled')
}

function persons(tx: Write, count: number): Sql {
  return sql`
    insert into person (domain_id, id, root_id, sex, birth_date, latest_birth_date, known_from)
    select ${tx.actor.domainId}, id, id, case when n % 2 = 0 then 'female' else 'male' end, born, born, ${tx.now}
      from (select n, gen_random_uuid() as id, ${tx.today}::date - 7305 + (random() * 1825)::integer as born
              from generate_series(1, ${count}::integer) n offset 0) made`
}

function names(tx: Write): Sql {
  return sql`
    insert into person_name (domain_id, person_id, given_name, family_name, folded, source, known_from)
    select domain_id, id, 'Given' || n % 400, 'Family' || n % 5000, 'given' || n % 400 || ' family' || n % 5000, 'bench', ${tx.now}
      from (select domain_id, id, row_number() over (order by id) as n from person) p`
}

function residences(tx: Write, municipality: string): Sql {
  return sql`
    insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, source, known_from)
    select domain_id, id, 'registered', ${municipality}, case when random() < 0.9 then birth_date else ${tx.today}::date - (random() * 900)::integer end, 'bench', ${tx.now}
      from person`
}

function enrolments(tx: Write): Sql {
  return sql`
    insert into enrolment (domain_id, person_id, school_form, programme_code, introductory, starts_on, ends_before, interrupted, source, known_from)
    select p.domain_id, p.id, e.form, e.programme, coalesce(e.programme = 'IMS', false), e.first, e.last, e.interrupted and e.last is not null, 'bench', ${tx.now}
      from (select *, random() as luck, make_date(date_part('year', birth_date)::integer + 16, 8, 18) as autumn from person offset 0) p
      cross join lateral (
        select 'GR' as form, null as programme, p.autumn - 3653 as first, p.autumn - 68 as last, false as interrupted
        union all
        select case when p.luck < 0.96 then 'GY' else 'SFI' end, case when p.luck < 0.07 then 'IMS' else 'BA25' end, p.autumn,
               p.autumn + case when p.luck < 0.1 then 120 + (p.luck * 2000)::integer when p.luck < 0.55 then 300 else 1025 end, p.luck < 0.55
        union all
        select case when p.luck < 0.03 then 'KOMVUX_GRUND' when p.luck < 0.98 then 'GY' else 'FHSK' end, 'TE25',
               case when p.luck < 0.1 then p.autumn + 400 when p.luck < 0.55 then p.autumn + 300 else p.autumn + 1025 end,
               case when p.luck < 0.05 then p.autumn + 600 when p.luck < 0.55 then p.autumn + 1025 else p.autumn + 1050 end, p.luck < 0.05
      ) e`
}

function completions(tx: Write): Sql {
  return sql`
    insert into completion (domain_id, person_id, kind, completed_on, source, known_from)
    select domain_id, id, case when random() < 0.8 then 'EXAMENSBEVIS' else 'STUDIEBEVIS' end, day, 'bench', ${tx.now}
      from (select domain_id, id, make_date(date_part('year', birth_date)::integer + 19, 6, 10) as day from person) p
     where day < ${tx.today}`
}

/** Makes so many persons the cases of each account, one account after the other: as the owner, who writes in others' names. */
export async function giveCases(
  owner: Client,
  { domainId, accounts, each }: { domainId: string; accounts: readonly string[]; each: number },
): Promise<void> {
  await owner.query(
    `insert into register_owner (domain_id, person_id, account_id, from_on, assigned_by, known_from)
     select domain_id, id, ($2::uuid[])[1 + (n - 1) / $3::integer], current_date, ($2::uuid[])[1], now()
       from (select domain_id, id, row_number() over (order by id)::integer as n from person where domain_id = $1) p where n <= $4`,
    [domainId, accounts, each, accounts.length * each],
  )
}
