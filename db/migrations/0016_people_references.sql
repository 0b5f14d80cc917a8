-- References of the tables that deliveries fill by the hundred thousand, checked once for a statement's rows together. PostgreSQL's
-- own foreign keys ask row by row, which was over half of the time of an import. Nobody who serves can delete a person or a
-- delivery, or give a row another: what was checked when it was written stays true. `sedd check` looks for what points nowhere.

set local role sedd_owner;

-- Looked up through the key whatever was planned for the first statement: one row or a hundred thousand.
create function require_person() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from added a where not exists (
       select from public.person p where p.domain_id = a.domain_id and p.id = a.person_id)) then
    raise foreign_key_violation using message = format('a row of %s speaks of no person', tg_table_name);
  end if;
  return null;
end $$;

create function require_root() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from added a where a.root_id <> a.id and not exists (
       select from public.person p where p.domain_id = a.domain_id and p.id = a.root_id)) then
    raise foreign_key_violation using message = 'a person stands for nobody';
  end if;
  return null;
end $$;

create function require_delivery() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if exists (select from (select distinct domain_id, delivery_id from added) a where not exists (
       select from public.delivery d where d.domain_id = a.domain_id and d.id = a.delivery_id)) then
    raise foreign_key_violation using message = format('a row of %s is of no delivery', tg_table_name);
  end if;
  return null;
end $$;

create function refuse_other_owner() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise foreign_key_violation using message = format('a row of %s is not given to another', tg_table_name);
end $$;

do $$
declare
  target text;
begin
  foreach target in array array['person_identifier', 'person_name', 'person_address', 'person_contact', 'person_residence',
      'person_external_id', 'schooling', 'enrolment', 'completion', 'register_period', 'register_unclear', 'register_change'] loop
    execute format('alter table %1$I drop constraint %1$s_domain_id_person_id_fkey', target);
    execute format('create trigger require_person after insert on %I referencing new table as added
                    for each statement execute function require_person()', target);
    execute format('create trigger refuse_other_owner before update of domain_id, person_id on %I
                    for each row execute function refuse_other_owner()', target);
  end loop;
  foreach target in array array['delivery_population_row', 'delivery_enrolment_row', 'delivery_completion_row',
      'delivery_guardian_row', 'delivery_problem'] loop
    execute format('alter table %1$I drop constraint %1$s_domain_id_delivery_id_fkey', target);
    execute format('create trigger require_delivery after insert on %I referencing new table as added
                    for each statement execute function require_delivery()', target);
    execute format('create trigger refuse_other_owner before update of domain_id, delivery_id on %I
                    for each row execute function refuse_other_owner()', target);
  end loop;
end $$;

-- Who is touched is joined with person when it is taken up.
alter table scope_touched drop constraint scope_touched_domain_id_person_id_fkey;

-- The wall lets nobody write into another domain than that of the session, and a session is of a domain that exists.
alter table person drop constraint person_domain_id_fkey;
alter table person drop constraint person_domain_id_root_id_fkey;
create trigger require_root_of_new after insert on person referencing new table as added
  for each statement execute function require_root();
create trigger require_root_of_changed after update on person referencing new table as added
  for each statement execute function require_root();

revoke all on function require_person(), require_root(), require_delivery(), refuse_other_owner() from public;
grant execute on function require_person(), require_root(), require_delivery(), refuse_other_owner()
  to sedd_web, sedd_jobs, sedd_import;
