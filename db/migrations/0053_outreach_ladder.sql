-- The outreach ladder: in which order a young person is sought until somebody is reached. Codes, days and who; no words.

set local role sedd_owner;

-- A domain's own order, in versions; one stands at a time. Written by those who set the domain up (the right `imports` is theirs).
create table outreach_protocol (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  version     integer not null check (version >= 1),
  set_by      uuid not null,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, version)
);
create unique index outreach_protocol_current on outreach_protocol (domain_id) where known_until is null;

create table outreach_protocol_step (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  protocol_id   uuid not null,
  code          text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  place         integer not null check (place between 1 and 20),
  channel       text not null check (channel in ('sms', 'call', 'letter', 'email', 'social', 'home_visit')),
  through       text not null check (through in ('self', 'guardian')),
  wait_days     integer not null check (wait_days between 0 and 60),
  deadline_days integer not null check (deadline_days between 0 and 60),
  role          text not null check (role in ('owner', 'leader')),
  template_code text check (template_code ~ '^[a-z][a-z0-9_]{0,39}$'),
  only_if       text check (only_if in ('under_18', 'adult', 'protected', 'not_protected')),
  primary key (domain_id, id),
  unique (domain_id, protocol_id, place),
  unique (domain_id, protocol_id, code),
  foreign key (domain_id, protocol_id) references outreach_protocol (domain_id, id),
  -- A letter or a visit to the guardians is one to the young person's own home.
  check (through = 'self' or channel in ('sms', 'call', 'email'))
);

call access.raise_wall('outreach_protocol');
create policy at_home on outreach_protocol as restrictive using ((select access.at_home()));
create policy by_those_who_set_up on outreach_protocol as restrictive for insert
  with check ((select access.may('imports')) and set_by = (select access.account_id()));
create policy closed_by_those_who_set_up on outreach_protocol as restrictive for update using ((select access.may('imports')));
call access.raise_wall('outreach_protocol_step');
create policy at_home on outreach_protocol_step as restrictive using ((select access.at_home()));
create policy by_those_who_set_up on outreach_protocol_step as restrictive for insert with check ((select access.may('imports')));
create policy changed_by_those_who_set_up on outreach_protocol_step as restrictive for update using ((select access.may('imports')));

-- One young person on the ladder. One run that is open for each.
create table outreach_run (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  protocol_id uuid not null,
  started_as  text not null check (started_as in ('entered', 'referral', 'by_hand')),
  started_on  date not null,
  set_by      uuid not null,
  closed_as   text check (closed_as in ('reached', 'left', 'finished', 'by_hand', 'merged')),
  stop_reason text check (stop_reason in ('other_has_contact', 'agreed', 'started_wrongly', 'other')),
  closed_on   date,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, protocol_id) references outreach_protocol (domain_id, id),
  check (num_nonnulls(closed_as, closed_on, closed_by, known_until) in (0, 4)),
  check ((stop_reason is not null) = (closed_as is not distinct from 'by_hand'))
);
create index outreach_run_person on outreach_run (domain_id, person_id, started_on desc);
create unique index outreach_run_open on outreach_run (domain_id, person_id) where known_until is null;
create index outreach_run_protocol on outreach_run (domain_id, protocol_id);

-- A step of a run, from the day it was due: it carries what the protocol said of it then.
create table outreach_step (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  person_id     uuid not null,
  run_id        uuid not null,
  code          text not null,
  channel       text not null check (channel in ('sms', 'call', 'letter', 'email', 'social', 'home_visit')),
  through       text not null check (through in ('self', 'guardian')),
  role          text not null check (role in ('owner', 'leader')),
  template_code text,
  due_from      date not null,
  deadline_on   date not null check (deadline_on >= due_from),
  set_by        uuid not null,
  closed_as     text check (closed_as in ('done', 'skipped', 'left_out', 'withdrawn')),
  reason        text check (case closed_as
                  when 'skipped' then reason in ('done_otherwise', 'not_possible', 'not_suitable', 'other')
                  when 'left_out' then reason in ('protected', 'not_protected', 'of_age', 'under_age', 'no_phone', 'no_email', 'no_address')
                  when 'withdrawn' then reason in ('stopped', 'rested', 'protocol_changed')
                  else reason is null end),
  closed_on     date,
  closed_by     uuid,
  -- The contact that did it, by what stands for the contact.
  contact_id    uuid check (contact_id is null or closed_as is not distinct from 'done'),
  known_from    timestamptz not null,
  known_until   timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, run_id, person_id) references outreach_run (domain_id, id, person_id),
  foreign key (domain_id, contact_id) references outreach_contact (domain_id, id),
  check (num_nonnulls(closed_as, closed_on, closed_by, known_until) in (0, 4)),
  check (closed_as is null or closed_as = 'done' or reason is not null)
);
create index outreach_step_person on outreach_step (domain_id, person_id);
create index outreach_step_run on outreach_step (domain_id, run_id, person_id);
create index outreach_step_contact on outreach_step (domain_id, contact_id) where contact_id is not null;
create index outreach_step_due on outreach_step (domain_id, due_from, person_id) where known_until is null;
-- No step twice: only one that was taken back is opened anew.
create unique index outreach_step_once on outreach_step (domain_id, run_id, code) where closed_as is distinct from 'withdrawn';
create unique index outreach_step_open on outreach_step (domain_id, run_id) where known_until is null;

-- A while in which nothing is planned: a pause, or an exemption that somebody has decided.
create table outreach_rest (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  kind        text not null check (kind in ('pause', 'exempt')),
  reason      text not null,
  from_on     date not null,
  until_on    date not null check (until_on > from_on),
  set_by      uuid not null,
  closed_as   text check (closed_as in ('ended', 'replaced')),
  closed_on   date check (closed_on between from_on and until_on),
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(closed_as, closed_on, closed_by, known_until) in (0, 4)),
  check (case kind when 'pause' then reason in ('asked_to_wait', 'away', 'other_has_contact', 'other')
                   else reason in ('declined', 'other_has_contact', 'safety', 'other') end)
);
create index outreach_rest_person on outreach_rest (domain_id, person_id, until_on desc);

-- A visit to somebody's home: always by two (Arbetsmiljöverkets föreskrifter AFS 2023:2 7 kap. on work alone and threats).
create table outreach_visit (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  step_id     uuid,
  visit_at    timestamptz not null,
  first_by    uuid not null,
  second_by   uuid not null check (second_by <> first_by),
  announced   text not null check (announced in ('letter', 'sms', 'call', 'other', 'not')),
  safety      text[] not null check (safety <@ '{call_in,stay_outside,meet_elsewhere,animals,earlier_threat,other_persons}'),
  note_id     uuid,
  set_by      uuid not null,
  closed_as   text check (closed_as in ('done', 'cancelled')),
  closed_on   date,
  closed_by   uuid,
  contact_id  uuid check (contact_id is null or closed_as is not distinct from 'done'),
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, step_id) references outreach_step (domain_id, id),
  foreign key (domain_id, note_id) references note (domain_id, id) on delete set null (note_id),
  foreign key (domain_id, contact_id) references outreach_contact (domain_id, id),
  check (num_nonnulls(closed_as, closed_on, closed_by, known_until) in (0, 4))
);
create index outreach_visit_person on outreach_visit (domain_id, person_id, visit_at desc);
create index outreach_visit_step on outreach_visit (domain_id, step_id) where step_id is not null;
create index outreach_visit_note on outreach_visit (domain_id, note_id) where note_id is not null;
create index outreach_visit_contact on outreach_visit (domain_id, contact_id) where contact_id is not null;
create unique index outreach_visit_open on outreach_visit (domain_id, person_id) where known_until is null;

-- How many hours somebody has for the young in a week, and how many each takes; without an account, for everybody who has no own.
create table outreach_workload (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  account_id  uuid,
  week_hours  numeric not null check (week_hours > 0 and week_hours <= 60),
  youth_hours numeric not null check (youth_hours > 0 and youth_hours <= 20),
  set_by      uuid not null,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id)
);
create unique index outreach_workload_current on outreach_workload (domain_id, account_id) nulls not distinct where known_until is null;
call access.raise_wall('outreach_workload');
create policy at_home on outreach_workload as restrictive using ((select access.at_home()));
create policy by_those_who_share_out on outreach_workload as restrictive for insert
  with check ((select access.may('assign')) and set_by = (select access.account_id()));
create policy closed_by_those_who_share_out on outreach_workload as restrictive for update using ((select access.may('assign')));

do $$
declare
  target text;
begin
  foreach target in array array['outreach_run', 'outreach_step', 'outreach_rest', 'outreach_visit'] loop
    call access.raise_wall(target::regclass);
    call access.raise_person_wall(target::regclass, '{person_id}', 'outreach');
    execute format('create policy in_ones_own_name on %I as restrictive for insert with check (set_by = (select access.account_id()))', target);
    execute format('create policy kept_as_written on %I as restrictive for update using (known_until is null)
                    with check (closed_by is null or closed_by = (select access.account_id()))', target);
  end loop;
end $$;

grant select, insert, update (known_until) on outreach_protocol to sedd_web, sedd_jobs;
grant select, insert, update (known_until) on outreach_workload to sedd_web;
grant select on outreach_workload to sedd_jobs;
grant select, insert on outreach_protocol_step to sedd_web, sedd_jobs;
grant select, insert, update (protocol_id, closed_as, stop_reason, closed_on, closed_by, known_until) on outreach_run to sedd_web, sedd_jobs;
grant select, insert, update (closed_as, reason, closed_on, closed_by, contact_id, known_until) on outreach_step to sedd_web, sedd_jobs;
grant select, insert, update (closed_as, closed_on, closed_by, known_until) on outreach_rest to sedd_web;
grant select on outreach_rest to sedd_jobs;
grant select, insert, update (closed_as, closed_on, closed_by, contact_id, known_until) on outreach_visit to sedd_web;
grant select on outreach_visit to sedd_jobs;

-- What refers to others goes first. Before what stood there, so that a table that another migration names is kept.
do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['outreach_visit', 'outreach_step', 'outreach_run', 'outreach_rest'] || disposal_tables()));
end $names$;
