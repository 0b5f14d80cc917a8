-- Support: the case of a young person (ärende), one for each person and secrecy domain, opened and closed for a reason, with an owner as long as
-- it is open. The mapping, the plan, activities, placements, readings and exits hang on it; each has tables of its own.

-- What a role reads of support is a topic of its own, and a topic that can be shared: the plan is agreed on across walls (2006:39 8–9 §§).
set local role sedd_access;
update access.role set topics = topics || '{support}'
 where code in ('team_lead', 'coach', 'youth_consultant', 'supervisor', 'mentor', 'pupil_coordinator', 'school_host', 'counsellor',
                'attendance_team', 'principal', 'special_educator', 'social_pedagogue', 'welfare_counsellor', 'student_health_head',
                'social_worker', 'health_worker', 'partner');
do $$
declare
  each record;
begin
  for each in
    select c.conrelid::regclass as of_table, c.conname as name, pg_get_constraintdef(c.oid) as says
      from pg_constraint c
     where c.conrelid in ('access.share'::regclass, 'access.consent'::regclass) and c.contype = 'c'
       and pg_get_constraintdef(c.oid) like '%note.health%'
  loop
    execute format('alter table %s drop constraint %I', each.of_table, each.name);
    execute format('alter table %s add constraint %I %s', each.of_table, each.name,
      replace(each.says, 'note.health}', 'note.health,support}'));
  end loop;
end $$;

set local role sedd_owner;

-- The case itself says only whose it is; when it was open, and why, stands in its periods.
create table support_case (
  domain_id uuid not null,
  id        uuid not null default gen_random_uuid(),
  person_id uuid not null,
  made_by   uuid not null,
  made_at   timestamptz not null,
  primary key (domain_id, id),
  unique (domain_id, person_id),
  -- What hangs on a case is the same person's.
  unique (domain_id, id, person_id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('support_case');
call access.raise_person_wall('support_case', '{person_id}', 'support');
create policy in_ones_own_name on support_case as restrictive for insert with check (made_by = (select access.account_id()));
grant select, insert on support_case to sedd_web, sedd_jobs;

-- From the day it is opened until the day it is closed; opened again is another period.
create table support_period (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  case_id      uuid not null,
  person_id    uuid not null,
  -- Before they leave school, or after.
  setting      text not null check (setting in ('in_school', 'outside_school')),
  origin       text not null check (origin in ('register', 'referral', 'school', 'self', 'guardian', 'moved', 'other')),
  opened_on    date not null,
  opened_by    uuid not null,
  closed_on    date check (closed_on >= opened_on),
  close_reason text check (close_reason ~ '^[a-z_]{2,40}$'),
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check (num_nonnulls(closed_on, close_reason, closed_by, known_until) in (0, 4))
);
create unique index support_period_open on support_period (domain_id, case_id) where known_until is null;
create index support_period_person on support_period (domain_id, person_id, opened_on desc);
create index support_period_case on support_period (domain_id, case_id, person_id, opened_on desc);
call access.raise_wall('support_period');
call access.raise_person_wall('support_period', '{person_id}', 'support');
create policy in_ones_own_name on support_period as restrictive for insert with check (opened_by = (select access.account_id()));
create policy kept_as_written on support_period as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_on, close_reason, closed_by, known_until) on support_period to sedd_web, sedd_jobs;

-- Who answers for the case. After it is closed the last owner stands here until the follow-ups are over.
create table support_owner (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  account_id  uuid not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_owner_now on support_owner (domain_id, case_id) where known_until is null;
create index support_owner_case on support_owner (domain_id, case_id, person_id);
create index support_owner_person on support_owner (domain_id, person_id);
create index support_owner_account on support_owner (domain_id, account_id) include (person_id, case_id) where known_until is null;
call access.raise_wall('support_owner');
call access.raise_person_wall('support_owner', '{person_id}', 'support');
create policy in_ones_own_name on support_owner as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on support_owner as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on support_owner to sedd_web, sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_owner', 'support_period', 'support_case'] || disposal_tables()));
end $names$;
