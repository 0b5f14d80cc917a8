-- Exits: what a period of support led to, where they go next and which authority goes on with them; and what is asked afterwards, for a
-- year and a half. Whoever does not answer is a row like the others.

set local role sedd_owner;

-- One for each period of a case. What was written wrong is closed and written anew under the same exit_id, which the follow-ups hang on.
create table support_exit (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  exit_id     uuid not null,
  period_id   uuid not null,
  case_id     uuid not null,
  person_id   uuid not null,
  exited_on   date not null,
  outcome     text not null check (outcome in ('studies', 'work', 'other_authority', 'in_support', 'interrupted')),
  kind        text not null check (kind ~ '^[a-z_]{2,40}$'),
  -- The school, the workplace or the service, by its name.
  place       text check (length(place) between 1 and 120),
  next_step   text not null check (next_step ~ '^[a-z_]{2,40}$'),
  next_on     date,
  -- Which authority stands behind them afterwards.
  backed_by   text not null check (backed_by ~ '^[a-z_]{2,40}$'),
  recorded_by uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, period_id, person_id) references support_period (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_exit_current on support_exit (domain_id, period_id) where known_until is null;
create index support_exit_period on support_exit (domain_id, period_id, person_id);
create index support_exit_case on support_exit (domain_id, case_id, person_id);
create index support_exit_person on support_exit (domain_id, person_id, exited_on desc);
call access.raise_wall('support_exit');
call access.raise_person_wall('support_exit', '{person_id}', 'support');
create policy in_ones_own_name on support_exit as restrictive for insert with check (recorded_by = (select access.account_id()));
create policy kept_as_written on support_exit as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on support_exit to sedd_web, sedd_jobs;

-- One for each exit and wave, made with the exit. The link is known by its hash alone.
create table support_follow_up (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  exit_id     uuid not null,
  case_id     uuid not null,
  person_id   uuid not null,
  wave        text not null check (wave in ('w4', 'm1', 'm3', 'm6', 'm12', 'm18')),
  due_on      date not null,
  made_by     uuid not null,
  made_at     timestamptz not null,
  link_sha    text,
  sent_at     timestamptz,
  expires_at  timestamptz,
  -- Why no text was sent: then somebody calls.
  unsent      text check (unsent ~ '^[a-z_]{2,40}$'),
  answer      text check (answer ~ '^[a-z_]{2,40}$'),
  how         text check (how in ('link', 'call', 'same')),
  closed_as   text check (closed_as in ('answered', 'not_reached', 'called_off')),
  closed_at   timestamptz,
  primary key (domain_id, id),
  unique (domain_id, exit_id, wave),
  unique (domain_id, link_sha),
  foreign key (domain_id, exit_id, person_id) references support_exit (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check (num_nonnulls(link_sha, sent_at, expires_at) in (0, 3)),
  check (num_nonnulls(answer, how) in (0, 2)),
  check ((answer is not null) = (closed_as is not distinct from 'answered')),
  check (num_nonnulls(closed_as, closed_at) in (0, 2))
);
create index support_follow_up_exit on support_follow_up (domain_id, exit_id, person_id);
create index support_follow_up_case on support_follow_up (domain_id, case_id, person_id);
create index support_follow_up_person on support_follow_up (domain_id, person_id, due_on);
create index support_follow_up_due on support_follow_up (domain_id, due_on) where closed_as is null;
call access.raise_wall('support_follow_up');
call access.raise_person_wall('support_follow_up', '{person_id}', 'support');
create policy in_ones_own_name on support_follow_up as restrictive for insert with check (made_by = (select access.account_id()));
grant select, insert, update (due_on, answer, how, closed_as, closed_at) on support_follow_up to sedd_web;
grant select, insert, update (due_on, link_sha, sent_at, expires_at, unsent, answer, how, closed_as, closed_at) on support_follow_up to sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_follow_up', 'support_exit'] || disposal_tables()));
end $names$;

-- Two more days that tasks are read from; whatever else a mark may stand by stays.
do $marks$
declare
  says text;
begin
  select pg_get_constraintdef(c.oid) into says from pg_constraint c where c.conrelid = 'task_mark'::regclass and c.conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute 'alter table task_mark add constraint task_mark_source_check ' || replace(says, 'ARRAY[', 'ARRAY[''follow_up''::text, ''reading_due''::text, ');
end $marks$;
