-- Who is in reach, who is hidden, and the walls of need to know on every table that speaks of persons.

set local role sedd_owner;

-- Pupils of a unit, for those who are placed there.
create index enrolment_unit on enrolment (domain_id, school_unit_code) include (person_id, starts_on, ends_before)
  where known_until is null and school_unit_code is not null;

create policy for_reach on person for select to sedd_reach using (true);
create policy for_reach on enrolment for select to sedd_reach using (true);
create policy for_reach on register_owner for select to sedd_reach using (true);
create policy for_reach on register_period for select to sedd_reach using (true);
create policy for_reach on register_unclear for select to sedd_reach using (true);
grant select (domain_id, id, root_id, protection, known_until) on person to sedd_reach;
grant select (domain_id, person_id, school_unit_code, starts_on, ends_before, known_until) on enrolment to sedd_reach;
grant select (domain_id, id, school_unit_code) on unit to sedd_reach;
grant select (domain_id, person_id, account_id, known_until) on register_owner to sedd_reach;
grant select (domain_id, person_id, from_on, until_on, known_until) on register_period, register_unclear to sedd_reach;
set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Those whom this transaction may see on a topic, without the right to see everybody. A case one owns, an assignment of one's own
-- or of a team; for who they are, how they are reached and where they study, the pupils of a unit where one is placed; on a visit, the one
-- person. With a person come those merged with it.
create function access.reach(topic text) returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  own    uuid := nullif(access.claim(13), '')::uuid;
  moment timestamptz := access.moment();
  today  date := (moment at time zone 'Europe/Stockholm')::date;
begin
  if home is null or not access.has_topic(topic) or access.claim(9) = 'none' then return; end if;
  return query
  with held as (
    select nullif(access.claim(12), '')::uuid as id where access.claim(9) = 'one'
    union all
    select o.person_id from public.register_owner o
     where access.claim(9) <> 'one' and o.domain_id = home and o.account_id = access.account_id() and o.known_until is null
    union all
    select a.person_id from access.assignment a
     where access.claim(9) <> 'one' and a.domain_id = home and a.ended_at is null and a.from_at <= moment
       and (a.until_at is null or a.until_at > moment)
       and (a.membership_id = own or a.team_id in (
         select t.team_id from access.team_member t
          where t.domain_id = home and t.membership_id = own and t.ended_at is null and t.from_at <= moment))
    union all
    select e.person_id from public.enrolment e
     where topic in ('identity', 'contact', 'schooling') and e.domain_id = home and e.known_until is null
       and e.starts_on <= today and (e.ends_before is null or e.ends_before > today)
       and e.school_unit_code in (
         select u.school_unit_code from access.placement p join public.unit u on u.domain_id = home and u.id = p.unit_id
          where p.domain_id = home and p.membership_id = own and p.ended_at is null and p.from_at <= moment)),
  root as materialized (
    select distinct p.root_id as id from public.person p where p.domain_id = home and p.id in (select h.id from held h))
  select r.id from root r
  union all
  select p.id from public.person p join root r on r.id = p.root_id where p.domain_id = home and p.root_id <> p.id;
end $$;

-- Those hidden from this transaction whatever else opens the door: protected identity without the right, and the blocked. With
-- a person go those merged with it.
create function access.hidden() returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.domain_id();
begin
  if home is null or access.hides() is not true then return; end if;
  return query
  with chosen as (
    select p.root_id as id from public.person p
     where p.domain_id = home and p.protection <> 'none' and access.sees_protected() is not true
    union all
    select p.root_id from access.block b join public.person p on p.domain_id = home and p.id = b.person_id
     where b.domain_id = home and b.ended_at is null and access.claim(9) <> 'one' and access.actor_role() <> 'machine'
       and (b.account_id = access.account_id() or (b.account_id is null and access.account_id() <> all (b.except_ids)))),
  root as materialized (select distinct c.id from chosen c)
  select r.id from root r
  union all
  select p.id from public.person p join root r on r.id = p.root_id where p.domain_id = home and p.root_id <> p.id;
end $$;

-- Whether one person is in reach, for the functions that act on one.
create function access.sees(person uuid, topic text) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.person p where p.domain_id = access.domain_id() and p.id = person)
     and (access.hides() is not true or person not in (select access.hidden()))
     and (access.reaches_all(topic) or person in (select access.reach(topic)))
$$;

-- The day's figures are true for everybody, and tell of nobody: counted past the walls within the domain, and only counted.
create function access.count_register(on_day date) returns table (members bigint, protected bigint, unclear bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (select count(*) from public.register_period p
           where p.domain_id = access.domain_id() and p.known_until is null
             and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day)),
         (select count(*) from public.person n
           where n.domain_id = access.domain_id() and n.protection <> 'none' and exists (
             select from public.register_period p
              where p.domain_id = n.domain_id and p.person_id = n.id and p.known_until is null
                and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day))),
         (select count(distinct u.person_id) from public.register_unclear u
           where u.domain_id = access.domain_id() and u.known_until is null
             and (u.from_on is null or u.from_on <= on_day) and (u.until_on is null or u.until_on > on_day))
$$;

revoke all on function access.reach(text), access.hidden(), access.sees(uuid, text), access.count_register(date) from public;
grant execute on function access.reach(text), access.hidden(), access.sees(uuid, text)
  to sedd_owner, sedd_access, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
grant execute on function access.count_register(date) to sedd_web, sedd_jobs, sedd_import;

set local role sedd_access;
revoke create on schema access from sedd_reach;
set local role sedd_owner;

drop policy protected_identity on person;
call access.raise_person_wall('person', '{id}', 'identity');
call access.raise_person_wall('person_identifier', '{person_id}', 'identity');
call access.raise_person_wall('person_name', '{person_id}', 'identity');
call access.raise_person_wall('person_protection', '{person_id}', 'identity');
call access.raise_person_wall('person_residency', '{person_id}', 'identity');
call access.raise_person_wall('person_external_id', '{person_id}', 'identity');
call access.raise_person_wall('person_sex_change', '{person_id}', 'identity');
call access.raise_person_wall('person_merge', '{survivor_id,merged_id}', 'identity');
call access.raise_person_wall('duplicate_suggestion', '{person_id,other_id}', 'merge');
call access.raise_person_wall('person_address', '{person_id}', 'contact');
call access.raise_person_wall('person_contact', '{person_id}', 'contact');
call access.raise_person_wall('person_guardian', '{person_id}', 'contact');
call access.raise_person_wall('person_residence', '{person_id}', 'register');
call access.raise_person_wall('schooling', '{person_id}', 'schooling');
call access.raise_person_wall('enrolment', '{person_id}', 'schooling');
call access.raise_person_wall('completion', '{person_id}', 'schooling');
call access.raise_person_wall('scope_decision', '{person_id}', 'register');
call access.raise_person_wall('scope_touched', '{person_id}', 'register');
call access.raise_person_wall('register_period', '{person_id}', 'register');
call access.raise_person_wall('register_unclear', '{person_id}', 'register');
call access.raise_person_wall('register_occupation', '{person_id}', 'register');
call access.raise_person_wall('register_owner', '{person_id}', 'register');
call access.raise_person_wall('register_change', '{person_id}', 'register');
call access.raise_person_wall('register_search', '{person_id}', 'identity');

-- Who answers for whom opens the door: only those with the right to let others in may write it.
create policy by_assigners on register_owner as restrictive for insert with check ((select access.may('assign')));
create policy changed_by_assigners on register_owner as restrictive for update using ((select access.may('assign')));

-- Rows of deliveries, before they are anybody's: for those who import.
do $$
declare
  target text;
begin
  foreach target in array array['delivery', 'delivery_population_row', 'delivery_enrolment_row', 'delivery_completion_row',
      'delivery_guardian_row', 'delivery_refused_row', 'delivery_problem'] loop
    execute format('drop policy within_domain on %I', target);
    execute format('create policy by_importers on %I using ((select access.may(''imports''))) with check ((select access.may(''imports'')))', target);
  end loop;
end $$;

-- What somebody keeps for themself.
drop policy within_domain on saved_filter;
create policy own_or_shared on saved_filter for select using (account_id = (select access.account_id()) or shared);
create policy own on saved_filter using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
drop policy within_domain on name_search;
create policy own on name_search using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
drop policy within_domain on form_submission;
create policy own on form_submission using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
