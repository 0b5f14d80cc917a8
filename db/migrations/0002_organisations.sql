-- Organisations: the country's reference data (municipalities, school units, programmes), and what a domain keeps of its
-- own: organisations, units, and code lists that an administrator confirms.

set local role sedd_owner;

-- Reference data belongs to nobody and holds no person: readable by all, written only by the migrator.
create table municipality (
  code        text primary key check (code ~ '^[0-9]{4}$'),
  name        text not null,
  county_code text not null,
  region      text not null
);
create table school_unit (
  code text primary key check (code ~ '^[0-9]{8}$'),
  name text not null
);
create table programme (
  code text primary key,
  name text not null,
  kind text not null check (kind in ('vocational', 'preparatory', 'introductory', 'adapted', 'other'))
);
do $$
declare
  target text;
begin
  foreach target in array array['municipality', 'school_unit', 'programme'] loop
    execute format('alter table %I enable row level security', target);
    execute format('alter table %I force row level security', target);
    execute format('create policy readable on %I for select using (true)', target);
    execute format('create policy loaded_by_owner on %I to sedd_owner using (true) with check (true)', target);
    execute format('grant select on %I to sedd_web, sedd_jobs, sedd_import', target);
  end loop;
end $$;

create table organisation (
  domain_id           uuid not null references access.domain (id),
  id                  uuid not null default gen_random_uuid(),
  name                text not null check (name <> ''),
  kind                text not null check (kind in ('municipality', 'region', 'private', 'state', 'folk_high_school', 'other')),
  organisation_number text check (organisation_number ~ '^[0-9]{10}$'),
  external_id         text,
  ended_on            date,
  primary key (domain_id, id)
);
call access.raise_wall('organisation');
create unique index organisation_external on organisation (domain_id, external_id) where external_id is not null;

create table unit (
  domain_id        uuid not null,
  id               uuid not null default gen_random_uuid(),
  organisation_id  uuid not null,
  name             text not null check (name <> ''),
  school_unit_code text check (school_unit_code ~ '^[0-9]{8}$'),
  external_id      text,
  ended_on         date,
  primary key (domain_id, id),
  foreign key (domain_id, organisation_id) references organisation (domain_id, id)
);
call access.raise_wall('unit');
create index unit_organisation on unit (domain_id, organisation_id);
create unique index unit_code on unit (domain_id, school_unit_code) where school_unit_code is not null and ended_on is null;

-- A code with its words, from a first valid day. Unverified until an administrator says it is the authority's.
create table code (
  domain_id        uuid not null references access.domain (id),
  id               uuid not null default gen_random_uuid(),
  list             text not null check (list in ('occupation', 'entry_reason', 'decision_reason')),
  code             text not null,
  label_sv         text not null check (label_sv <> ''),
  label_en         text not null check (label_en <> ''),
  best_before_days integer check (best_before_days between 1 and 3650),
  valid_from       date not null,
  valid_until      date check (valid_until > valid_from),
  confirmed_at     timestamptz,
  confirmed_by     uuid,
  primary key (domain_id, id),
  unique (domain_id, list, code, valid_from),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check (best_before_days is null or list = 'occupation')
);
call access.raise_wall('code');

grant select, insert, update on organisation, unit, code to sedd_web, sedd_jobs;
grant select, insert, update on organisation, unit to sedd_import;
grant select on code to sedd_import;
