-- The language a young person, or their guardians, are written to in: said by somebody. One that is open for each of them.

set local role sedd_owner;

create table message_language (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  whose       text not null check (whose in ('self', 'guardian')),
  language    text not null check (language ~ '^[a-z]{2,3}(-[a-z]{2,8})?$'),
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create index message_language_person on message_language (domain_id, person_id);
create unique index message_language_open on message_language (domain_id, person_id, whose) where known_until is null;
call access.raise_wall('message_language');
call access.raise_person_wall('message_language', '{person_id}', 'outreach');
create policy in_ones_own_name on message_language as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on message_language as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on message_language to sedd_web;
grant select on message_language to sedd_jobs;

-- Before what stood there, so that a table that another migration names is kept.
do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['message_language'] || disposal_tables()));
end $names$;
