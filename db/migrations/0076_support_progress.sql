-- The coaching ladder (coachingtrappan) and how it goes for those who are supported: readings by the young person and by the coach, side by
-- side, on the ladder and on measures beside it. A reading shows; it decides nothing.

set local role sedd_owner;

-- The steps as a domain words them. One wording holds at a time; while there is none, ours do.
create table progress_ladder (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  steps       jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 3 and 11),
  set_by      uuid not null,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id)
);
create unique index progress_ladder_current on progress_ladder (domain_id) where known_until is null;
call access.raise_wall('progress_ladder');
create policy at_home on progress_ladder as restrictive using ((select access.at_home()));
create policy by_those_who_set_up on progress_ladder as restrictive for insert
  with check ((select access.may('imports')) and set_by = (select access.account_id()));
create policy closed_by_those_who_set_up on progress_ladder as restrictive for update using ((select access.may('imports')));
grant select, insert, update (known_until) on progress_ladder to sedd_web, sedd_jobs;

-- One value on one measure, in one voice, on one day. What was written wrong is closed and written anew under the same reading_id.
create table progress_reading (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  reading_id  uuid not null,
  case_id     uuid not null,
  person_id   uuid not null,
  measure     text not null check (measure in ('ladder', 'studies', 'work', 'health', 'everyday', 'social')),
  voice       text not null check (voice in ('youth', 'coach')),
  value       integer not null check (value between 0 and 10),
  -- Whose steps the value counts; null for ours.
  ladder_id   uuid check (ladder_id is null or measure = 'ladder'),
  on_day      date not null,
  evidence    text not null check (evidence ~ '^[a-z_]{2,40}$'),
  note_id     uuid,
  recorded_by uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, ladder_id) references progress_ladder (domain_id, id),
  check ((closed_by is null) = (known_until is null))
);
create unique index progress_reading_current on progress_reading (domain_id, reading_id) where known_until is null;
create index progress_reading_case on progress_reading (domain_id, case_id, person_id);
create index progress_reading_person on progress_reading (domain_id, person_id, on_day desc);
create index progress_reading_ladder on progress_reading (domain_id, ladder_id) where ladder_id is not null;
call access.raise_wall('progress_reading');
call access.raise_person_wall('progress_reading', '{person_id}', 'support');
create policy in_ones_own_name on progress_reading as restrictive for insert with check (recorded_by = (select access.account_id()));
create policy kept_as_written on progress_reading as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on progress_reading to sedd_web, sedd_jobs;

-- That a young person is asked, on their telephone, where they stand. The link is known by its hash alone, and is for one answer.
create table progress_ask (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  asked_by    uuid not null,
  asked_at    timestamptz not null,
  link_sha    text,
  sent_at     timestamptz,
  expires_at  timestamptz,
  answered_at timestamptz,
  -- Why it could not be sent, or that nobody waits for it any longer.
  ended_as    text check (ended_as ~ '^[a-z_]{2,40}$'),
  primary key (domain_id, id),
  unique (domain_id, link_sha),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check (num_nonnulls(link_sha, sent_at, expires_at) in (0, 3)),
  check (answered_at is null or sent_at is not null)
);
create index progress_ask_case on progress_ask (domain_id, case_id, person_id);
create index progress_ask_person on progress_ask (domain_id, person_id, asked_at desc);
create index progress_ask_due on progress_ask (domain_id, asked_at) where sent_at is null and ended_as is null;
call access.raise_wall('progress_ask');
call access.raise_person_wall('progress_ask', '{person_id}', 'support');
create policy in_ones_own_name on progress_ask as restrictive for insert with check (asked_by = (select access.account_id()));
grant select, insert on progress_ask to sedd_web;
grant select, update (link_sha, sent_at, expires_at, answered_at, ended_as) on progress_ask to sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['progress_ask', 'progress_reading'] || disposal_tables()));
end $names$;
