-- Studies: grades from compulsory school as they were told, from which eligibility and meritvärde are computed and never stored; and the individual
-- study plan, in versions.

set local role sedd_owner;

create table study_grade (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  school_subject text not null check (school_subject ~ '^[A-Z0-9_]{2,12}$'),
  -- A to F, a dash for no ground to grade, P for passed without a step; `exempt`: the board's assessment under 16 kap. 32 §.
  grade       text not null check (grade in ('A', 'B', 'C', 'D', 'E', 'F', '-', 'P', 'exempt')),
  source      text not null check (source in ('catalogue', 'school', 'pupil', 'board')),
  graded_on   date not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check ((school_subject = 'EN_EXEMPT') = (grade = 'exempt')),
  check ((closed_by is null) = (known_until is null))
);
create unique index study_grade_now on study_grade (domain_id, person_id, school_subject) where known_until is null;
create index study_grade_person on study_grade (domain_id, person_id, known_from desc);
call access.raise_wall('study_grade');
call access.raise_person_wall('study_grade', '{person_id}', 'support');
create policy in_ones_own_name on study_grade as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on study_grade as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on study_grade to sedd_web;

-- A version of somebody's study plan, whole: its goal, how the school has adjusted the set-up, and what support there is; as codes.
create table study_plan (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  goal        text not null check (goal in ('vocational', 'preparatory', 'imv', 'diploma', 'courses')),
  adjustments text[] not null,
  extra       text[] not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check ((closed_by is null) = (known_until is null))
);
create unique index study_plan_now on study_plan (domain_id, case_id) where known_until is null;
create index study_plan_person on study_plan (domain_id, person_id, known_from desc);
create index study_plan_case on study_plan (domain_id, case_id, person_id);
call access.raise_wall('study_plan');
call access.raise_person_wall('study_plan', '{person_id}', 'support');
create policy in_ones_own_name on study_plan as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on study_plan as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on study_plan to sedd_web;

-- The courses and subjects of one version, term by term.
create table study_plan_part (
  domain_id uuid not null,
  id        uuid not null default gen_random_uuid(),
  plan_id   uuid not null,
  person_id uuid not null,
  place     integer not null,
  year      integer not null check (year between 2000 and 9999),
  term      text not null check (term in ('spring', 'autumn')),
  course    text not null check (length(course) between 1 and 120),
  state     text not null check (state in ('planned', 'ongoing', 'passed', 'not_passed')),
  primary key (domain_id, id),
  foreign key (domain_id, plan_id, person_id) references study_plan (domain_id, id, person_id)
);
create index study_plan_part_plan on study_plan_part (domain_id, plan_id, person_id, place);
create index study_plan_part_person on study_plan_part (domain_id, person_id);
call access.raise_wall('study_plan_part');
call access.raise_person_wall('study_plan_part', '{person_id}', 'support');
grant select, insert on study_plan_part to sedd_web;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['study_plan_part', 'study_plan', 'study_grade'] || disposal_tables()));
end $names$;
