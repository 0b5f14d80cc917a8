-- Two go on a visit to somebody's home, and whoever of them does not see the young person is let in for it: until a week after, or until it is
-- called off. A visit that is moved is another version of it, and both are told.

set local role sedd_owner;

-- The lettings-in that came with going along, and end with it.
alter table outreach_visit add column lettings uuid[] not null default '{}';
alter table outreach_visit drop constraint outreach_visit_closed_as_check;
alter table outreach_visit add constraint outreach_visit_closed_as_check check (closed_as in ('done', 'cancelled', 'moved'));
create policy for_reach on outreach_visit for select to sedd_reach using (true);
grant select (domain_id, person_id, lettings, known_until) on outreach_visit to sedd_reach;

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Those of some lettings-in that came with going along, and with which nobody is to go any longer; with whose home it was.
create function access.over_with_visit(which uuid[]) returns table (assignment_id uuid, person_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, v.person_id
    from public.outreach_visit v
   cross join lateral unnest(v.lettings) l (id)
   where v.domain_id = access.domain_id() and v.lettings && which and l.id = any (which)
   group by l.id, v.person_id having bool_and(v.known_until is not null)
$$;
revoke all on function access.over_with_visit(uuid[]) from public;
grant execute on function access.over_with_visit(uuid[]) to sedd_access;

set local role sedd_access;
revoke create on schema access from sedd_reach;

-- Ends them, whoever it is that calls the visit off: either of the two may, and need not be one who lets in. Answers whose they were.
create function access.end_let_in_with_visit(which uuid[]) returns table (person_id uuid, id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if access.claim(12) <> '' then return; end if;
  return query
  update access.assignment a set ended_at = greatest(access.moment(), a.from_at), ended_by = access.account_id()
   where a.domain_id = access.claim(3)::uuid and (a.id, a.person_id) in (select v.assignment_id, v.person_id from access.over_with_visit(which) v)
     and a.kind = 'case' and a.ended_at is null and (a.until_at is null or a.until_at > access.moment())
     and a.person_id not in (select access.hidden())
  returning a.person_id, a.id;
end $$;
revoke all on function access.end_let_in_with_visit(uuid[]) from public;
grant execute on function access.end_let_in_with_visit(uuid[]) to sedd_web, sedd_jobs;

do $$
declare
  found record;
begin
  select c.conrelid::regclass as target, c.conname, pg_get_constraintdef(c.oid) as def into strict found
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
   where n.nspname = 'access' and c.contype = 'c' and pg_get_constraintdef(c.oid) like '%visit_with_you%';
  execute format('alter table %s drop constraint %I', found.target, found.conname);
  execute format('alter table %s add constraint %I %s', found.target, found.conname,
    replace(found.def, '''visit_with_you''::text', '''visit_with_you''::text, ''visit_moved''::text, ''visit_called_off''::text'));
end $$;
