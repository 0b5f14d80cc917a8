-- Transitions: from one school form or organisation to the next, with the receiver's word that they have received; and who has arrived where
-- they were admitted.

set local role sedd_owner;

-- What is needed stands in codes, what is said of somebody in a note. Handed over on a day, and received, or not, on another.
create table transition_handover (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  kind        text not null check (kind in ('school', 'organisation', 'ageing_out')),
  receiver    text not null check (receiver ~ '^[a-z_]{2,40}$'),
  -- The school or the service, by its name; never anybody's name.
  place       text not null check (length(place) between 1 and 120),
  needs       text[] not null default '{}',
  note_id     uuid,
  consent     text not null check (consent in ('given', 'not_needed', 'refused')),
  on_day      date not null,
  made_by     uuid not null,
  ended_as    text check (ended_as in ('received', 'declined', 'withdrawn')),
  ended_on    date check (ended_on >= on_day),
  ended_by    uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(ended_as, ended_on, ended_by, known_until) in (0, 4))
);
create index transition_handover_person on transition_handover (domain_id, person_id, on_day desc);
create index transition_handover_open on transition_handover (domain_id, on_day) where known_until is null;
call access.raise_wall('transition_handover');
call access.raise_person_wall('transition_handover', '{person_id}', 'support');
create policy in_ones_own_name on transition_handover as restrictive for insert with check (made_by = (select access.account_id()));
create policy kept_as_written on transition_handover as restrictive for update using (known_until is null)
  with check (ended_by is null or ended_by = (select access.account_id()));
grant select, insert, update (ended_as, ended_on, ended_by, known_until) on transition_handover to sedd_web, sedd_jobs;

-- What somebody has found out of one who was admitted, by the day the studies were to begin.
create table transition_arrival (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  starts_on   date not null,
  said        text not null check (said in ('arrived', 'not_arrived', 'elsewhere')),
  on_day      date not null,
  said_by     uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check ((closed_by is null) = (known_until is null))
);
create unique index transition_arrival_current on transition_arrival (domain_id, person_id, starts_on) where known_until is null;
create index transition_arrival_person on transition_arrival (domain_id, person_id);
call access.raise_wall('transition_arrival');
call access.raise_person_wall('transition_arrival', '{person_id}', 'support');
create policy in_ones_own_name on transition_arrival as restrictive for insert with check (said_by = (select access.account_id()));
create policy kept_as_written on transition_arrival as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on transition_arrival to sedd_web, sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['transition_arrival', 'transition_handover'] || disposal_tables()));
end $names$;
