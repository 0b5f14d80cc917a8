-- The plan of a young person (förordning (2006:39) 8–9 §§): goals and steps, who does what and until when, what it was agreed on and by whom,
-- and when it is looked at again. Every change of what was agreed is another version of the plan: nothing is written over.

-- The plan is agreed on across walls: what hangs on the case is among the topics that a colleague may share, where they see it themselves.
set local role sedd_access;
do $$
declare
  says text := pg_get_functiondef('access.shareable(uuid)'::regprocedure);
begin
  if position('note.health,support}' in says) = 0 then
    execute replace(says, 'note.health}', 'note.health,support}');
  end if;
end $$;

set local role sedd_owner;

-- One row for each version. What was agreed on is a version; what is changed after that is not agreed on yet.
create table support_plan (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  version     integer not null check (version >= 1),
  -- The planning as a whole, in the plan's own words.
  words       text check (length(words) between 1 and 2000),
  starts_on   date not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  unique (domain_id, case_id, version),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create unique index support_plan_open on support_plan (domain_id, case_id) where known_until is null;
create index support_plan_case on support_plan (domain_id, case_id, person_id);
create index support_plan_person on support_plan (domain_id, person_id, known_from desc);

-- A goal, one row for each wording: goal_id is the first one's id and stands for the goal.
create table support_goal (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  goal_id      uuid not null,
  case_id      uuid not null,
  person_id    uuid not null,
  words        text not null check (length(words) between 1 and 300),
  -- Why it matters, as the young person says it; and what they have to build on.
  matters      text check (length(matters) between 1 and 1000),
  strengths    text check (length(strengths) between 1 and 1000),
  starts_on    date not null,
  ends_on      date check (ends_on >= starts_on),
  state        text not null check (state in ('open', 'ended', 'archived')),
  ended_on     date check (ended_on >= starts_on),
  attainment   text check (attainment in ('fully', 'partly', 'not_met')),
  reason       text check (reason ~ '^[a-z_]{2,40}$'),
  reason_words text check (length(reason_words) between 1 and 500),
  set_by       uuid not null,
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, goal_id, person_id) references support_goal (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check ((state = 'ended') = (attainment is not null)),
  check ((state = 'open') = (ended_on is null)),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create unique index support_goal_open on support_goal (domain_id, goal_id) where known_until is null;
create index support_goal_wordings on support_goal (domain_id, goal_id, person_id);
create index support_goal_case on support_goal (domain_id, case_id, person_id);
create index support_goal_person on support_goal (domain_id, person_id, known_from);

-- What leads to a goal: who does it, until when, and how far it has come.
create table support_step (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  step_id      uuid not null,
  goal_id      uuid not null,
  person_id    uuid not null,
  words        text not null check (length(words) between 1 and 300),
  responsible  text not null check (responsible in ('youth', 'municipality', 'other')),
  account_id   uuid,
  actor        text check (actor in ('employment_service', 'social_services', 'health_care', 'school', 'adult_education', 'folk_high_school',
                                     'employer', 'guardian', 'association', 'insurance_agency', 'other')),
  actor_words  text check (length(actor_words) between 1 and 120),
  starts_on    date not null,
  due_on       date check (due_on >= starts_on),
  state        text not null check (state in ('not_started', 'going_on', 'done', 'not_needed')),
  ended_on     date check (ended_on >= starts_on),
  reason       text check (reason ~ '^[a-z_]{2,40}$'),
  reason_words text check (length(reason_words) between 1 and 500),
  set_by       uuid not null,
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, step_id, person_id) references support_step (domain_id, id, person_id),
  foreign key (domain_id, goal_id, person_id) references support_goal (domain_id, id, person_id),
  check ((responsible = 'other') = (actor is not null)),
  check (responsible = 'municipality' or account_id is null),
  check (responsible = 'other' or actor_words is null),
  check ((state in ('done', 'not_needed')) = (ended_on is not null)),
  check (state <> 'not_needed' or reason is not null),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create unique index support_step_open on support_step (domain_id, step_id) where known_until is null;
create index support_step_wordings on support_step (domain_id, step_id, person_id);
create index support_step_goal on support_step (domain_id, goal_id, person_id);
create index support_step_person on support_step (domain_id, person_id, known_from);

-- That somebody has said yes to a version of the plan, or wants something else.
create table support_agreement (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  plan_id     uuid not null,
  person_id   uuid not null,
  who         text not null check (who in ('youth', 'guardian')),
  way         text not null check (way in ('paper', 'oral', 'link')),
  answer      text not null check (answer in ('agreed', 'wants_change')),
  -- The colleague who heard it, where nothing is signed.
  witness_id  uuid,
  on_day      date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (domain_id, id),
  foreign key (domain_id, plan_id, person_id) references support_plan (domain_id, id, person_id),
  check ((way = 'oral') = (witness_id is not null))
);
create index support_agreement_plan on support_agreement (domain_id, plan_id, person_id);
create index support_agreement_person on support_agreement (domain_id, person_id, recorded_at desc);

-- A link to a version of the plan, for one answer; known by its hash alone. When it was opened is the receipt that it was read.
create table support_plan_link (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  plan_id     uuid not null,
  person_id   uuid not null,
  link_sha    text not null,
  sent_by     uuid not null,
  sent_at     timestamptz not null,
  expires_at  timestamptz not null,
  opened_at   timestamptz,
  answer      text check (answer in ('agreed', 'wants_change')),
  answered_at timestamptz,
  primary key (domain_id, id),
  unique (domain_id, link_sha),
  foreign key (domain_id, plan_id, person_id) references support_plan (domain_id, id, person_id),
  check (num_nonnulls(answer, answered_at) in (0, 2))
);
create index support_plan_link_plan on support_plan_link (domain_id, plan_id, person_id);
create index support_plan_link_person on support_plan_link (domain_id, person_id, sent_at desc);

-- When the plan is looked at again. One that is open for each case; its day follows from the domain's rule.
create table support_review (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  due_on      date not null,
  outcome     text check (outcome in ('held', 'exempt', 'replaced')),
  held_on     date,
  present     text[] check (present <@ '{youth,guardian,school,social_services,health_care,other}'),
  changed     text check (length(changed) between 1 and 1000),
  reason      text check (reason ~ '^[a-z_]{2,40}$'),
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check (num_nonnulls(outcome, closed_by, known_until) in (0, 3)),
  check (outcome is distinct from 'held' or num_nonnulls(held_on, present) = 2),
  check (outcome is distinct from 'exempt' or reason is not null)
);
create unique index support_review_open on support_review (domain_id, case_id) where known_until is null;
create index support_review_case on support_review (domain_id, case_id, person_id);
create index support_review_person on support_review (domain_id, person_id, due_on desc);
create index support_review_due on support_review (domain_id, due_on) where known_until is null;

do $$
declare
  each record;
begin
  for each in
    select * from (values ('support_plan', 'set_by'), ('support_goal', 'set_by'), ('support_step', 'set_by'), ('support_review', 'set_by'),
                          ('support_agreement', 'recorded_by'), ('support_plan_link', 'sent_by')) t(name, signed)
  loop
    execute format('call access.raise_wall(%L)', each.name);
    execute format('call access.raise_person_wall(%L, %L, %L)', each.name, '{person_id}', 'support');
    execute format('create policy in_ones_own_name on %I as restrictive for insert with check (%I = (select access.account_id()))', each.name, each.signed);
    if each.signed = 'set_by' then
      execute format('create policy kept_as_written on %I as restrictive for update using (known_until is null)
        with check (closed_by is null or closed_by = (select access.account_id()))', each.name);
    end if;
  end loop;
end $$;
grant select, insert, update (closed_by, known_until) on support_plan, support_goal, support_step to sedd_web;
grant select, insert, update (outcome, held_on, present, changed, reason, closed_by, known_until) on support_review to sedd_web;
grant select, insert on support_agreement to sedd_web;
grant select, insert on support_plan_link to sedd_web;
grant select on support_plan, support_goal, support_step, support_review to sedd_jobs;
grant select, insert on support_agreement to sedd_jobs;
grant select, update (opened_at, answer, answered_at) on support_plan_link to sedd_jobs;

-- How often plans are looked at: the domain's own measure, and not the law's. Who changes it shares out the work.
create table support_review_rule (
  domain_id   uuid not null references access.domain (id),
  id          uuid not null default gen_random_uuid(),
  first_weeks integer not null check (first_weeks between 1 and 12),
  early_weeks integer not null check (early_weeks between 1 and 26),
  early_until integer not null check (early_until between 1 and 104),
  later_weeks integer not null check (later_weeks between 1 and 26),
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create unique index support_review_rule_now on support_review_rule (domain_id) where known_until is null;
call access.raise_wall('support_review_rule');
create policy at_home on support_review_rule as restrictive using ((select access.at_home()));
create policy in_ones_own_name on support_review_rule as restrictive for insert with check (set_by = (select access.account_id()));
create policy by_assign on support_review_rule as restrictive for insert with check ((select access.may('assign')));
create policy changed_by_assign on support_review_rule as restrictive for update using ((select access.may('assign')));
grant select, insert, update (closed_by, known_until) on support_review_rule to sedd_web;

-- The day of a review is a task, and can be put off or given to a colleague like others.
do $names$
declare
  says text;
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_agreement', 'support_plan_link', 'support_review', 'support_step', 'support_goal', 'support_plan'] || disposal_tables()));
  select pg_get_constraintdef(oid) into says from pg_constraint where conrelid = 'task_mark'::regclass and conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute format('alter table task_mark add constraint task_mark_source_check %s', replace(says, '''next_contact''::text', '''next_contact''::text, ''plan_review''::text'));
end $names$;
