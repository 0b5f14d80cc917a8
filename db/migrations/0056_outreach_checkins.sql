-- Letters and check-ins. Letters to young persons and their guardians: that one was made, from which template, for whom. The words are the template's, the address is
-- read when it is made, and neither is kept. A letter is a contact too (outreach_contact).

set local role sedd_owner;

create table letter (
  domain_id        uuid not null,
  id               uuid not null,
  person_id        uuid not null,
  contact_id       uuid not null,
  whose            text not null check (whose in ('self', 'guardian')),
  template_code    text not null,
  template_version integer not null,
  language         text not null,
  -- Goes in an inner envelope by Skatteverket, who alone knows where.
  forwarded        boolean not null,
  made_on          date not null,
  made_by          uuid not null,
  made_at          timestamptz not null,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  -- The same letter on the same day is another copy of it.
  unique (domain_id, person_id, template_code, whose, made_on)
);
call access.raise_wall('letter');
call access.raise_person_wall('letter', '{person_id}', 'outreach');
create policy in_ones_own_name on letter as restrictive for insert with check (made_by = (select access.account_id()));
grant select, insert on letter to sedd_web;

-- "Hur mår du?": every so many weeks a text with a link to a page of five buttons. One plan that is open for each person.
create table checkin_plan (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  person_id     uuid not null,
  template_code text not null,
  every_weeks   integer not null check (every_weeks between 1 and 12),
  next_on       date not null,
  -- The day after the last it may be sent on.
  until_on      date not null,
  set_by        uuid not null,
  ended_as      text check (ended_as ~ '^[a-z_]{2,40}$'),
  ended_by      uuid,
  known_from    timestamptz not null,
  known_until   timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(ended_as, ended_by, known_until) in (0, 3))
);
create unique index checkin_plan_open on checkin_plan (domain_id, person_id) where known_until is null;
create index checkin_plan_person on checkin_plan (domain_id, person_id, known_from desc);
create index checkin_plan_due on checkin_plan (domain_id, next_on) where known_until is null;
call access.raise_wall('checkin_plan');
call access.raise_person_wall('checkin_plan', '{person_id}', 'outreach');
create policy in_ones_own_name on checkin_plan as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on checkin_plan as restrictive for update using (known_until is null)
  with check (ended_by is null or ended_by = (select access.account_id()));
grant select, insert, update (ended_as, ended_by, known_until) on checkin_plan to sedd_web;
grant select, update (next_on, ended_as, ended_by, known_until) on checkin_plan to sedd_jobs;

-- One that was sent, and what was answered. The link is known by its hash alone; sent and answered by the machine.
create table checkin (
  domain_id     uuid not null,
  id            uuid not null,
  person_id     uuid not null,
  plan_id       uuid not null,
  link_sha      text not null,
  sent_at       timestamptz not null,
  expires_at    timestamptz not null,
  -- 1 bad to 5 good; null where they only ask to be contacted.
  mood          integer check (mood between 1 and 5),
  wants_contact boolean,
  answered_at   timestamptz,
  contact_id    uuid,
  primary key (domain_id, id),
  unique (domain_id, link_sha),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(wants_contact, answered_at, contact_id) in (0, 3)),
  check (answered_at is null or mood is not null or wants_contact)
);
create index checkin_person on checkin (domain_id, person_id, sent_at desc);
create index checkin_answered on checkin (domain_id, answered_at desc) where answered_at is not null;
call access.raise_wall('checkin');
call access.raise_person_wall('checkin', '{person_id}', 'outreach');
grant select on checkin to sedd_web;
grant select, insert, update (mood, wants_contact, answered_at, contact_id) on checkin to sedd_jobs;

create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array['register_search', 'scope_touched', 'register_change', 'register_owner', 'register_occupation', 'register_unclear',
    'register_period', 'scope_decision', 'completion', 'enrolment', 'schooling', 'outreach_visit', 'outreach_step', 'outreach_run',
    'outreach_rest', 'task_mark', 'person_task', 'referral', 'checkin', 'checkin_plan', 'letter', 'message', 'message_stop',
    'outreach_next', 'outreach_contact', 'notice_out', 'notice_in', 'note', 'person_contact', 'person_guardian', 'person_address',
    'person_residence', 'person_residency', 'person_protection', 'person_external_id', 'person_sex_change', 'person_name',
    'person_identifier']
$$;
