-- What comes to an end with a case: the letting-in that came with answering for it. Whoever closes a case, writes down the last answer of
-- somebody who has left, or takes a case over, need not be one who lets in; that it is over is said by the row of whoever answered for it.

set local role sedd_owner;
create policy for_reach on support_owner for select to sedd_reach using (true);
grant select (domain_id, assignment_id, known_until) on support_owner to sedd_reach;
create index support_owner_assignment on support_owner (domain_id, assignment_id) where assignment_id is not null;

-- The meeting that this one was agreed on at: when the day is changed there, it is this one that moves.
alter table support_meeting add column planned_from uuid;
alter table support_meeting add foreign key (domain_id, planned_from, person_id) references support_meeting (domain_id, id, person_id);
create index support_meeting_planned_from on support_meeting (domain_id, planned_from, person_id) where planned_from is not null;

-- Before they have left school or after, when that changes while the case is open: from a day, beside what held when it was opened.
create table support_setting (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  period_id   uuid not null,
  person_id   uuid not null,
  setting     text not null check (setting in ('in_school', 'outside_school')),
  from_on     date not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, period_id, person_id) references support_period (domain_id, id, person_id),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_setting_day on support_setting (domain_id, period_id, from_on) where known_until is null;
create index support_setting_period on support_setting (domain_id, period_id, person_id);
create index support_setting_person on support_setting (domain_id, person_id);
call access.raise_wall('support_setting');
call access.raise_person_wall('support_setting', '{person_id}', 'support');
create policy in_ones_own_name on support_setting as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on support_setting as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on support_setting to sedd_web, sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_setting'] || disposal_tables()));
end $names$;

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Those of some lettings-in that came with answering for a case, and with which nobody answers for one any longer.
create function access.over_with_case(which uuid[]) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.assignment_id from public.support_owner o
   where o.domain_id = access.domain_id() and o.assignment_id = any (which)
   group by o.assignment_id having bool_and(o.known_until is not null)
$$;
revoke all on function access.over_with_case(uuid[]) from public;
grant execute on function access.over_with_case(uuid[]) to sedd_access;

set local role sedd_access;
revoke create on schema access from sedd_reach;

-- Ends them, whoever it is that ends the case; in place of what did so for those alone who let in by right. Answers whose they were.
drop function access.end_let_in_many(uuid[]);
create function access.end_let_in_with_case(which uuid[]) returns table (person_id uuid, id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if access.claim(12) <> '' then return; end if;
  return query
  update access.assignment a set ended_at = greatest(access.moment(), a.from_at), ended_by = access.account_id()
   where a.domain_id = access.claim(3)::uuid and a.id in (select access.over_with_case(which)) and a.kind = 'case' and a.ended_at is null
     and (a.until_at is null or a.until_at > access.moment()) and a.person_id not in (select access.hidden())
  returning a.person_id, a.id;
end $$;
revoke all on function access.end_let_in_with_case(uuid[]) from public;
grant execute on function access.end_let_in_with_case(uuid[]) to sedd_web, sedd_jobs;
