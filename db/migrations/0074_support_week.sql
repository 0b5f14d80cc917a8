-- The mixed week: which half days a young person is at school, at a placement or at something else, from a day on; and where they were. Whether they
-- came is said by a colleague, by the school, or by the supervisor behind a link of their own.

set local role sedd_owner;

-- A week as it is planned, Monday to Sunday, from a day until the next one. What was planned before stays, with who changed it and why.
create table week_plan (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  from_on     date not null,
  mornings    text[] not null,
  afternoons  text[] not null,
  reason      text not null check (reason ~ '^[a-z_]{2,40}$'),
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check (cardinality(mornings) = 7 and cardinality(afternoons) = 7),
  check (mornings || afternoons <@ '{school,placement,activity,home,free}'::text[]),
  check ((closed_by is null) = (known_until is null))
);
create unique index week_plan_from on week_plan (domain_id, person_id, from_on) where known_until is null;
create index week_plan_person on week_plan (domain_id, person_id, known_from desc);
create index week_plan_case on week_plan (domain_id, case_id, person_id);
call access.raise_wall('week_plan');
call access.raise_person_wall('week_plan', '{person_id}', 'support');
create policy in_ones_own_name on week_plan as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on week_plan as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on week_plan to sedd_web;
grant select on week_plan to sedd_jobs;

-- The supervisor is asked who came. The link is known by its hash alone; sent and answered by the machine.
create table week_question (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  placement_id uuid not null,
  person_id    uuid not null,
  supervisor_id uuid,
  -- The first and the last day it asks about.
  from_on      date not null,
  last_on      date not null check (last_on >= from_on),
  link_sha     text,
  state        text not null check (state in ('queued', 'handing', 'handed', 'failed', 'uncertain', 'withdrawn')),
  due_at       timestamptz not null,
  attempts     integer not null default 0,
  queued_at    timestamptz not null,
  handed_at    timestamptz,
  expires_at   timestamptz not null,
  answered_at  timestamptz,
  primary key (domain_id, id),
  unique (domain_id, link_sha),
  unique (domain_id, placement_id, last_on),
  unique (domain_id, id, person_id),
  foreign key (domain_id, placement_id, person_id) references work_placement (domain_id, id, person_id),
  foreign key (domain_id, supervisor_id) references employer_supervisor (domain_id, id)
);
create index week_question_placement on week_question (domain_id, placement_id, person_id);
create index week_question_person on week_question (domain_id, person_id, last_on desc);
create index week_question_supervisor on week_question (domain_id, supervisor_id);
create index week_question_due on week_question (domain_id, due_at) where state in ('queued', 'handing');
call access.raise_wall('week_question');
call access.raise_person_wall('week_question', '{person_id}', 'support');
grant select on week_question to sedd_web;
grant select, insert, update (link_sha, state, due_at, attempts, handed_at, answered_at) on week_question to sedd_jobs;

-- Where they were, half a day at a time, and who says so. A correction is another version.
create table week_attendance (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  person_id    uuid not null,
  on_day       date not null,
  half         text not null check (half in ('morning', 'afternoon')),
  what         text not null check (what in ('school', 'placement', 'activity', 'home')),
  mark         text not null check (mark in ('came', 'late', 'told', 'away')),
  source       text not null check (source in ('staff', 'school', 'supervisor')),
  placement_id uuid,
  question_id  uuid,
  set_by       uuid not null,
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, placement_id, person_id) references work_placement (domain_id, id, person_id),
  foreign key (domain_id, question_id, person_id) references week_question (domain_id, id, person_id),
  check ((closed_by is null) = (known_until is null))
);
create unique index week_attendance_half on week_attendance (domain_id, person_id, on_day, half) where known_until is null;
create index week_attendance_person on week_attendance (domain_id, person_id, on_day desc);
create index week_attendance_placement on week_attendance (domain_id, placement_id, person_id);
create index week_attendance_question on week_attendance (domain_id, question_id, person_id);
call access.raise_wall('week_attendance');
call access.raise_person_wall('week_attendance', '{person_id}', 'support');
create policy in_ones_own_name on week_attendance as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on week_attendance as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on week_attendance to sedd_web, sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['week_attendance', 'week_question', 'week_plan'] || disposal_tables()));
end $names$;
