-- What is done: activities of one's own and in groups, the papers one gets, and the times one meets.

set local role sedd_owner;

-- A group activity, one row for each wording: about nobody. group_id is the first one's id and stands for the group.
create table support_group (
  domain_id   uuid not null references access.domain (id),
  id          uuid not null default gen_random_uuid(),
  group_id    uuid not null,
  name        text not null check (length(name) between 1 and 120),
  place       text check (length(place) between 1 and 120),
  capacity    integer not null check (capacity between 1 and 500),
  starts_on   date not null,
  ends_on     date check (ends_on >= starts_on),
  state       text not null check (state in ('planned', 'under_way', 'done', 'cancelled')),
  reason      text check (reason ~ '^[a-z_]{2,40}$'),
  factors     text[] not null check (factors <@ '{individual,follow_up,approach,flexibility,collaboration}'),
  account_id  uuid not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, group_id) references support_group (domain_id, id),
  check ((state = 'cancelled') = (reason is not null)),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create unique index support_group_open on support_group (domain_id, group_id) where known_until is null;
create index support_group_wordings on support_group (domain_id, group_id);

-- When the group has met: entered once for all who belong to it.
create table support_session (
  domain_id   uuid not null references access.domain (id),
  id          uuid not null default gen_random_uuid(),
  group_id    uuid not null,
  on_day      date not null,
  minutes     integer not null check (minutes between 5 and 720),
  made_by     uuid not null,
  made_at     timestamptz not null,
  primary key (domain_id, id),
  foreign key (domain_id, group_id) references support_group (domain_id, id)
);
create index support_session_group on support_session (domain_id, group_id, on_day desc);

-- A place in a group that is taken, by the activity that takes it and not by whose it is: what is full is full for everybody, whomever
-- they see.
create table support_seat (
  domain_id   uuid not null references access.domain (id),
  activity_id uuid not null,
  group_id    uuid not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, activity_id),
  foreign key (domain_id, group_id) references support_group (domain_id, id),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create index support_seat_group on support_seat (domain_id, group_id, known_until);

do $$
declare
  target text;
begin
  foreach target in array array['support_group', 'support_session', 'support_seat'] loop
    execute format('call access.raise_wall(%L)', target);
    execute format('create policy at_home on %I as restrictive using ((select access.at_home()))', target);
  end loop;
end $$;
create policy in_ones_own_name on support_group as restrictive for insert with check (set_by = (select access.account_id()));
create policy in_ones_own_name on support_seat as restrictive for insert with check (set_by = (select access.account_id()));
create policy in_ones_own_name on support_session as restrictive for insert with check (made_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on support_group, support_seat to sedd_web;
grant select, insert on support_session to sedd_web;

-- An activity of one young person, one row for each wording. What a kind is told of beside its name stands in the columns it has use for.
create table support_activity (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  activity_id  uuid not null,
  case_id      uuid not null,
  person_id    uuid not null,
  kind         text not null check (kind in ('guidance_talk', 'coaching', 'study_support', 'two_teachers', 'psychoeducation', 'practice',
                                             'apprenticeship', 'preparatory_track', 'vocational_course', 'summer_job', 'health',
                                             'network', 'group')),
  name         text not null check (length(name) between 1 and 120),
  about        text check (length(about) between 1 and 120),
  place        text check (length(place) between 1 and 120),
  hours        integer check (hours between 1 and 60),
  goal_id      uuid,
  step_id      uuid,
  group_id     uuid,
  factors      text[] not null check (factors <@ '{individual,follow_up,approach,flexibility,collaboration}'),
  starts_on    date not null,
  ends_on      date check (ends_on >= starts_on),
  state        text not null check (state in ('planned', 'under_way', 'done', 'interrupted', 'cancelled')),
  ended_on     date check (ended_on >= starts_on or state = 'cancelled'),
  reason       text check (reason ~ '^[a-z_]{2,40}$'),
  reason_words text check (length(reason_words) between 1 and 500),
  set_by       uuid not null,
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, activity_id, person_id) references support_activity (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, goal_id, person_id) references support_goal (domain_id, id, person_id),
  foreign key (domain_id, step_id, person_id) references support_step (domain_id, id, person_id),
  foreign key (domain_id, group_id) references support_group (domain_id, id),
  check ((kind = 'group') = (group_id is not null)),
  check ((state in ('done', 'interrupted', 'cancelled')) = (ended_on is not null)),
  check (state not in ('interrupted', 'cancelled') or reason is not null),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create unique index support_activity_open on support_activity (domain_id, activity_id) where known_until is null;
create index support_activity_wordings on support_activity (domain_id, activity_id, person_id);
create index support_activity_case on support_activity (domain_id, case_id, person_id);
create index support_activity_goal on support_activity (domain_id, goal_id, person_id);
create index support_activity_step on support_activity (domain_id, step_id, person_id);
create index support_activity_group on support_activity (domain_id, group_id);
create index support_activity_person on support_activity (domain_id, person_id, known_from);

-- Who came to a session of a group.
create table support_attendance (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  session_id  uuid not null,
  activity_id uuid not null,
  person_id   uuid not null,
  came        text not null check (came in ('came', 'late', 'no_show')),
  reason_kind text check (reason_kind in ('acceptable', 'unacceptable', 'logistics')),
  set_by      uuid not null,
  set_at      timestamptz not null,
  primary key (domain_id, id),
  unique (domain_id, session_id, activity_id),
  foreign key (domain_id, session_id) references support_session (domain_id, id),
  foreign key (domain_id, activity_id, person_id) references support_activity (domain_id, id, person_id),
  check ((came = 'no_show') or reason_kind is null)
);
create index support_attendance_activity on support_attendance (domain_id, activity_id, person_id);
create index support_attendance_person on support_attendance (domain_id, person_id);

-- A paper one has got: which, of what level, how long it holds, and what was seen of it.
create table support_qualification (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  activity_id uuid,
  kind        text not null check (kind in ('forklift', 'hot_work', 'hlr', 'driving_licence', 'food_hygiene', 'construction', 'lift', 'other')),
  name        text not null check (length(name) between 1 and 120),
  level       text check (length(level) between 1 and 60),
  got_on      date not null,
  valid_until date check (valid_until >= got_on),
  evidence    text not null check (evidence in ('seen', 'told_by_provider', 'told_by_youth')),
  set_by      uuid not null,
  closed_as   text check (closed_as in ('mistaken', 'renewed', 'withdrawn')),
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, activity_id, person_id) references support_activity (domain_id, id, person_id),
  check (num_nonnulls(closed_as, closed_by, known_until) in (0, 3))
);
create index support_qualification_case on support_qualification (domain_id, case_id, person_id);
create index support_qualification_activity on support_qualification (domain_id, activity_id, person_id);
create index support_qualification_person on support_qualification (domain_id, person_id, got_on desc);

-- A time to meet. One that is moved is closed, and the next says which it came instead of.
create table support_appointment (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  case_id      uuid not null,
  person_id    uuid not null,
  activity_id  uuid,
  on_day       date not null,
  at_time      text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes      integer not null check (minutes between 5 and 720),
  way          text not null check (way in ('here', 'home', 'school', 'workplace', 'walk', 'phone', 'video')),
  account_id   uuid not null,
  reminds      boolean not null,
  -- What became of the reminder: sent, or why not.
  reminded_as  text check (reminded_as ~ '^[a-z_]{2,40}$'),
  reminded_at  timestamptz,
  replaces_id  uuid,
  outcome      text check (outcome in ('came', 'late', 'no_show', 'cancelled', 'moved')),
  reason_kind  text check (reason_kind in ('acceptable', 'unacceptable', 'logistics')),
  cancelled_by text check (cancelled_by in ('youth', 'guardian', 'us', 'other')),
  set_by       uuid not null,
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  unique (domain_id, replaces_id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, activity_id, person_id) references support_activity (domain_id, id, person_id),
  foreign key (domain_id, replaces_id, person_id) references support_appointment (domain_id, id, person_id),
  check (num_nonnulls(outcome, closed_by, known_until) in (0, 3)),
  check (num_nonnulls(reminded_as, reminded_at) in (0, 2)),
  check ((outcome is not distinct from 'no_show') = (reason_kind is not null)),
  check (outcome is distinct from 'cancelled' or cancelled_by is not null)
);
create index support_appointment_case on support_appointment (domain_id, case_id, person_id);
create index support_appointment_activity on support_appointment (domain_id, activity_id, person_id);
create index support_appointment_person on support_appointment (domain_id, person_id, on_day desc);
create index support_appointment_account on support_appointment (domain_id, account_id, on_day) where known_until is null;
create index support_appointment_day on support_appointment (domain_id, on_day) where known_until is null;

do $$
declare
  target text;
begin
  foreach target in array array['support_activity', 'support_attendance', 'support_qualification', 'support_appointment'] loop
    execute format('call access.raise_wall(%L)', target);
    execute format('call access.raise_person_wall(%L, %L, %L)', target, '{person_id}', 'support');
    execute format('create policy in_ones_own_name on %I as restrictive for insert with check (set_by = (select access.account_id()))', target);
    if target <> 'support_attendance' then
      execute format('create policy kept_as_written on %I as restrictive for update using (known_until is null)
        with check (closed_by is null or closed_by = (select access.account_id()))', target);
    end if;
  end loop;
end $$;
grant select, insert, update (closed_by, known_until) on support_activity to sedd_web;
grant select, insert on support_attendance to sedd_web;
grant select, insert, update (closed_as, closed_by, known_until) on support_qualification to sedd_web;
grant select, insert, update (outcome, reason_kind, cancelled_by, closed_by, known_until) on support_appointment to sedd_web;
grant select, update (reminded_as, reminded_at) on support_appointment to sedd_jobs;

do $names$
declare
  says text;
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_appointment', 'support_attendance', 'support_qualification', 'support_activity'] || disposal_tables()));
  select pg_get_constraintdef(oid) into says from pg_constraint where conrelid = 'task_mark'::regclass and conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute format('alter table task_mark add constraint task_mark_source_check %s', replace(says, '''next_contact''::text', '''next_contact''::text, ''appointment''::text'));
end $names$;
