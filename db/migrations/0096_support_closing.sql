-- What a closing ended, so that a case that was closed by mistake goes on as it was: of each thing the row that stood and the row it was left as.
-- Nothing is read into days or reasons: what somebody has said of it since is another row, and is not given back.

set local role sedd_owner;

create table support_closing (
  domain_id uuid not null,
  id        uuid not null default gen_random_uuid(),
  period_id uuid not null,
  person_id uuid not null,
  kind      text not null check (kind in ('activity', 'programme', 'review', 'meeting', 'follow_up')),
  stood_id  uuid not null,
  left_id   uuid not null,
  made_by   uuid not null,
  made_at   timestamptz not null,
  primary key (domain_id, id),
  unique (domain_id, period_id, stood_id),
  foreign key (domain_id, period_id, person_id) references support_period (domain_id, id, person_id)
);
create index support_closing_period on support_closing (domain_id, period_id, person_id);
create index support_closing_person on support_closing (domain_id, person_id);
call access.raise_wall('support_closing');
call access.raise_person_wall('support_closing', '{person_id}', 'support');
create policy in_ones_own_name on support_closing as restrictive for insert with check (made_by = (select access.account_id()));
grant select, insert on support_closing to sedd_web;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_closing'] || disposal_tables()));
end $names$;
