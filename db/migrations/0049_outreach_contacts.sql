-- The contact log: every try to reach a young person and what came of it, and when somebody is to try next. There is no free text in
-- it: words go into a note, which the walls of notes hold.

set local role sedd_access;
-- Whoever works with a young person, or leads those who do, follows the outreach; those who teach or see pupils of a unit do not.
update access.role set topics = topics || '{outreach}'
 where code in ('team_lead', 'coach', 'youth_consultant', 'supervisor', 'mentor', 'pupil_coordinator', 'school_host', 'counsellor',
                'attendance_team', 'principal', 'special_educator', 'social_pedagogue', 'welfare_counsellor', 'student_health_head', 'social_worker', 'health_worker', 'partner');

set local role sedd_owner;

-- One row for each wording, as in `note`: contact_id is the first one's id and stands for the contact. A correction closes a wording
-- and opens another; what never happened is struck out.
create table outreach_contact (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  contact_id    uuid not null,
  person_id     uuid not null,
  -- The same meeting with several, recorded once.
  group_id      uuid,
  channel       text not null check (channel in ('sms', 'call', 'letter', 'email', 'social', 'home_visit', 'walk', 'fika', 'meeting')),
  through       text not null check (through in ('self', 'guardian', 'school', 'other')),
  direction     text not null check (direction in ('out', 'in')),
  outcome       text not null check (outcome in ('talked', 'answered', 'booked', 'wants_support', 'declined', 'sent', 'no_answer',
                                                 'voicemail', 'wrong_number', 'not_home', 'missed', 'cancelled', 'returned')),
  achieved      boolean not null generated always as (outcome in ('talked', 'answered', 'booked', 'wants_support', 'declined')) stored,
  happened_at   timestamptz not null,
  minutes       integer check (minutes between 1 and 600),
  done_by       uuid not null,
  with_by       uuid check (with_by <> done_by),
  note_id       uuid,
  recorded_by   uuid not null,
  struck_at     timestamptz,
  struck_by     uuid,
  struck_reason text check (struck_reason in ('wrong_person', 'never_happened', 'twice', 'other')),
  known_from    timestamptz not null,
  known_until   timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, contact_id, person_id) references outreach_contact (domain_id, id, person_id),
  foreign key (domain_id, note_id) references note (domain_id, id) on delete set null (note_id),
  -- Who comes to us is reached.
  check (direction = 'out' or outcome in ('talked', 'answered', 'booked', 'wants_support', 'declined')),
  check (happened_at <= known_from + interval '1 minute'),
  check (num_nonnulls(struck_at, struck_by, struck_reason) in (0, 3))
);
create index outreach_contact_person on outreach_contact (domain_id, person_id, happened_at desc);
create index outreach_contact_wordings on outreach_contact (domain_id, contact_id, person_id);
create unique index outreach_contact_current on outreach_contact (domain_id, contact_id) where known_until is null;
create index outreach_contact_group on outreach_contact (domain_id, group_id) where group_id is not null;
create index outreach_contact_note on outreach_contact (domain_id, note_id) where note_id is not null;

call access.raise_wall('outreach_contact');
call access.raise_person_wall('outreach_contact', '{person_id}', 'outreach');
create policy in_ones_own_name on outreach_contact as restrictive for insert with check (recorded_by = (select access.account_id()));
create policy kept_as_written on outreach_contact as restrictive for update using (known_until is null and struck_at is null)
  with check (struck_by is null or struck_by = (select access.account_id()));

-- When somebody is to try next. One that is open for each person; it is closed when the contact is made, or another day is set.
create table outreach_next (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  on_day      date not null,
  channel     text check (channel in ('sms', 'call', 'letter', 'email', 'social', 'home_visit', 'walk', 'fika', 'meeting')),
  set_by      uuid not null,
  closed_as   text check (closed_as in ('done', 'replaced', 'removed')),
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(closed_as, closed_by, known_until) in (0, 3))
);
create index outreach_next_person on outreach_next (domain_id, person_id, known_from desc);
create unique index outreach_next_open on outreach_next (domain_id, person_id) where known_until is null;
create index outreach_next_day on outreach_next (domain_id, on_day, person_id) where known_until is null;

call access.raise_wall('outreach_next');
call access.raise_person_wall('outreach_next', '{person_id}', 'outreach');
create policy in_ones_own_name on outreach_next as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on outreach_next as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));

grant select, insert, update (known_until, struck_at, struck_by, struck_reason) on outreach_contact to sedd_web;
grant select, insert, update (known_until, closed_as, closed_by) on outreach_next to sedd_web;
grant select on outreach_contact, outreach_next to sedd_jobs;

create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array['register_search', 'scope_touched', 'register_change', 'register_owner', 'register_occupation', 'register_unclear',
    'register_period', 'scope_decision', 'completion', 'enrolment', 'schooling', 'outreach_next', 'outreach_contact', 'note',
    'person_contact', 'person_guardian', 'person_address', 'person_residence', 'person_residency', 'person_protection',
    'person_external_id', 'person_sex_change', 'person_name', 'person_identifier']
$$;
