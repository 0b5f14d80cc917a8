-- Placements: employers and their supervisors, the places they offer, and the young person who is at one of them: what is agreed, what is done
-- around it, and how it ended. Praktik, apprenticeship and summer jobs.

set local role sedd_owner;

-- A workplace. Corrected in place, with its event: what an employer was called before tells nothing of a young person, and on a placement stands
-- what it was called when the placement began. A sole trader's number is the owner's own personal number and is not kept.
create table employer (
  domain_id           uuid not null,
  id                  uuid not null default gen_random_uuid(),
  name                text not null check (length(name) between 2 and 120),
  organisation_number text check (organisation_number ~ '^\d{10}$'),
  sector              text not null check (sector ~ '^[a-z_]{2,40}$'),
  municipality_code   text not null,
  street              text,
  postal_code         text,
  postal_town         text,
  added_by            uuid not null,
  added_at            timestamptz not null,
  changed_at          timestamptz not null,
  -- No longer takes anybody.
  closed_on           date,
  primary key (domain_id, id)
);
create unique index employer_number on employer (domain_id, organisation_number, lower(name)) where organisation_number is not null;
call access.raise_wall('employer');
create policy at_home on employer as restrictive using ((select access.at_home()));
create policy in_ones_own_name on employer as restrictive for insert with check (added_by = (select access.account_id()));
grant select, insert, update (name, organisation_number, sector, municipality_code, street, postal_code, postal_town, changed_at, closed_on)
  on employer to sedd_web;
grant select on employer to sedd_jobs;

-- Who sees to the young person at work. How they are reached is kept as long as they do, and no longer.
create table employer_supervisor (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  employer_id uuid not null,
  name        text not null check (length(name) between 2 and 120),
  -- Digits alone, with the country first.
  phone       text check (phone ~ '^[1-9]\d{6,14}$'),
  email       text,
  added_by    uuid not null,
  added_at    timestamptz not null,
  changed_at  timestamptz not null,
  ended_on    date,
  primary key (domain_id, id),
  foreign key (domain_id, employer_id) references employer (domain_id, id),
  check (ended_on is null or num_nonnulls(phone, email) = 0)
);
create index employer_supervisor_employer on employer_supervisor (domain_id, employer_id);
call access.raise_wall('employer_supervisor');
create policy at_home on employer_supervisor as restrictive using ((select access.at_home()));
create policy in_ones_own_name on employer_supervisor as restrictive for insert with check (added_by = (select access.account_id()));
grant select, insert, update (name, phone, email, changed_at, ended_on) on employer_supervisor to sedd_web;
grant select on employer_supervisor to sedd_jobs;

-- Places that an employer offers: so many of a kind, for whom, and what they ask for.
create table work_offer (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  employer_id uuid not null,
  kind        text not null check (kind in ('practice', 'apprenticeship', 'summer_job')),
  title       text not null check (length(title) between 2 and 120),
  places      integer not null check (places between 1 and 99),
  -- How many are at one of them now. Counted here: whoever looks for a place does not see everybody who has one.
  taken       integer not null default 0 check (taken between 0 and places),
  from_on     date not null,
  -- The last day; null for as long as it is wanted.
  last_on     date check (last_on >= from_on),
  open_to     text not null check (open_to in ('everybody', 'sixteen', 'eighteen', 'upper_secondary', 'apprentices')),
  demands     text check (length(demands) <= 1000),
  added_by    uuid not null,
  added_at    timestamptz not null,
  closed_on   date,
  primary key (domain_id, id),
  foreign key (domain_id, employer_id) references employer (domain_id, id)
);
create index work_offer_employer on work_offer (domain_id, employer_id);
call access.raise_wall('work_offer');
create policy at_home on work_offer as restrictive using ((select access.at_home()));
create policy in_ones_own_name on work_offer as restrictive for insert with check (added_by = (select access.account_id()));
grant select, insert, update (closed_on, taken) on work_offer to sedd_web;
grant select on work_offer to sedd_jobs;

-- One young person at one workplace. What the workplace was called, and its sector, stand as they were when it began.
create table work_placement (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  -- The place it fills; null for one that the young person found, which nobody had offered.
  offer_id    uuid,
  employer_id uuid,
  kind        text not null check (kind in ('practice', 'apprenticeship', 'summer_job')),
  workplace   text not null,
  title       text not null,
  sector      text not null check (sector ~ '^[a-z_]{2,40}$'),
  made_by     uuid not null,
  known_from  timestamptz not null,
  -- The last day there.
  ended_on    date,
  outcome     text check (outcome in ('done', 'interrupted', 'hired')),
  end_reason  text check (end_reason ~ '^[a-z_]{2,40}$'),
  ended_by    uuid,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, offer_id) references work_offer (domain_id, id),
  foreign key (domain_id, employer_id) references employer (domain_id, id),
  check (num_nonnulls(ended_on, outcome, end_reason, ended_by, known_until) in (0, 5))
);
create index work_placement_person on work_placement (domain_id, person_id, known_from desc);
create index work_placement_case on work_placement (domain_id, case_id, person_id);
create index work_placement_offer on work_placement (domain_id, offer_id) include (known_until);
create index work_placement_employer on work_placement (domain_id, employer_id);
call access.raise_wall('work_placement');
call access.raise_person_wall('work_placement', '{person_id}', 'support');
create policy in_ones_own_name on work_placement as restrictive for insert with check (made_by = (select access.account_id()));
create policy kept_as_written on work_placement as restrictive for update using (known_until is null)
  with check (ended_by is null or ended_by = (select access.account_id()));
grant select, insert, update (ended_on, outcome, end_reason, ended_by, known_until) on work_placement to sedd_web;
grant select on work_placement to sedd_jobs;

-- What is agreed, in versions: a change is another version, which is signed anew.
create table work_terms (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  placement_id  uuid not null,
  person_id     uuid not null,
  supervisor_id uuid,
  from_on       date not null,
  -- The last day.
  last_on       date not null check (last_on >= from_on),
  days          text[] not null,
  -- HH:MM by the clock on the wall.
  begins        text not null check (begins ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  ends          text not null check (ends ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  tasks         text not null check (length(tasks) <= 2000),
  insurance     text not null check (insurance in ('unknown', 'school', 'municipality', 'employer', 'agency')),
  -- The day on which the employer's assessment of risks for somebody under eighteen was seen.
  risk_seen_on  date,
  -- Whether the supervisor is asked by text who came, and how often.
  asks          text not null check (asks in ('never', 'weekly', 'daily')),
  set_by        uuid not null,
  closed_by     uuid,
  known_from    timestamptz not null,
  known_until   timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, placement_id, person_id) references work_placement (domain_id, id, person_id),
  foreign key (domain_id, supervisor_id) references employer_supervisor (domain_id, id),
  check ((closed_by is null) = (known_until is null))
);
create unique index work_terms_now on work_terms (domain_id, placement_id) where known_until is null;
create index work_terms_placement on work_terms (domain_id, placement_id, person_id);
create index work_terms_person on work_terms (domain_id, person_id);
create index work_terms_supervisor on work_terms (domain_id, supervisor_id);
create index work_terms_last on work_terms (domain_id, last_on) where known_until is null;
call access.raise_wall('work_terms');
call access.raise_person_wall('work_terms', '{person_id}', 'support');
create policy in_ones_own_name on work_terms as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on work_terms as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on work_terms to sedd_web;
grant select on work_terms to sedd_jobs;

-- What is done around a placement: the first days a colleague goes along, visits, calls, and that the agreement was signed. What was said is a note.
create table work_step (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  placement_id uuid not null,
  person_id    uuid not null,
  kind         text not null check (kind in ('accompany', 'visit', 'call', 'signed')),
  -- The version that was signed.
  terms_id     uuid,
  planned_on   date not null,
  with_whom    text not null check (with_whom in ('youth', 'workplace', 'both')),
  -- The colleague who does it.
  account_id   uuid not null,
  set_by       uuid not null,
  known_from   timestamptz not null,
  done_on      date,
  outcome      text check (outcome in ('well', 'adjust', 'worry', 'not_held')),
  note_id      uuid,
  closed_by    uuid,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, placement_id, person_id) references work_placement (domain_id, id, person_id),
  foreign key (domain_id, terms_id, person_id) references work_terms (domain_id, id, person_id),
  check (num_nonnulls(done_on, outcome, closed_by, known_until) in (0, 4)),
  check (kind <> 'signed' or terms_id is not null)
);
create index work_step_placement on work_step (domain_id, placement_id, person_id);
create index work_step_person on work_step (domain_id, person_id);
create index work_step_terms on work_step (domain_id, terms_id, person_id);
create index work_step_due on work_step (domain_id, account_id, planned_on) where known_until is null;
call access.raise_wall('work_step');
call access.raise_person_wall('work_step', '{person_id}', 'support');
create policy in_ones_own_name on work_step as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on work_step as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (done_on, outcome, note_id, closed_by, known_until) on work_step to sedd_web;
-- The morning's letter counts the days.
grant select on work_step to sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['work_step', 'work_terms', 'work_placement'] || disposal_tables()));
end $names$;

-- What is planned around a placement, and its end, are days in the list of what is to be done: put off and given to a colleague as others are.
do $sources$
declare
  says text;
begin
  select pg_get_constraintdef(c.oid) into strict says
    from pg_constraint c where c.conrelid = 'task_mark'::regclass and c.conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute 'alter table task_mark add constraint task_mark_source_check '
    || replace(says, '''next_contact''::text', '''next_contact''::text, ''work_step''::text, ''placement_ends''::text');
end $sources$;
