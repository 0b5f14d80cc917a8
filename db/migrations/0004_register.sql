-- The register of kommunernas aktivitetsansvar, skollagen 29 kap. 9 §.
--
-- Facts (schooling, enrolment, completion, scope_decision) come in; periods of membership are computed from them. The tables
-- named register_* are the register of förordning (2006:39): its 4 § is a closed list, and they hold nothing beyond it but
-- keys, days, codes of reason and occupation, and owner. A convention test asserts their columns.

set local role sedd_owner;

-- The law's numbers, from the first day they hold. A missing one is an error, never last year's.
create table register_parameter (
  name       text not null,
  valid_from date not null,
  value      text not null,
  verified   boolean not null,
  source     text not null,
  primary key (name, valid_from)
);
alter table register_parameter enable row level security;
alter table register_parameter force row level security;
create policy readable on register_parameter for select using (true);
create policy loaded_by_owner on register_parameter to sedd_owner using (true) with check (true);
insert into register_parameter (name, valid_from, value, verified, source) values
  ('upper_age', '2015-01-01', '20', true, 'Skollagen (2010:800) 29 kap. 9 § första stycket 1'),
  ('introductory_counts_as_studies', '2015-01-01', 'false', true, 'Skollagen 29 kap. 9 §, lydelsen före 2018-07-01'),
  ('introductory_counts_as_studies', '2018-07-01', 'true', true, 'Skollagen 29 kap. 9 §, lydelsen från 2018-07-01'),
  ('schooling_ends_age', '2015-01-01', '16', true, 'Skollagen 7 kap. 12 §'),
  ('schooling_ends_month_day', '2015-01-01', '06-15', false, 'Härledd: vårterminens slut'),
  ('schooling_latest_age', '2015-01-01', '18', true, 'Skollagen 7 kap. 13–14 §§'),
  ('work_starts_month_day', '2015-01-01', '09-01', false, 'Arbetssätt: sommaren efter skolplikten'),
  ('admission_grace_days', '2015-01-01', '14', false, 'Arbetssätt');

-- skolplikt_fullgjord and första_folkbokföring_i_landet.
create table schooling (
  domain_id           uuid not null,
  id                  bigint generated always as identity,
  person_id           uuid not null,
  completed_on        date,
  first_registered_on date,
  source              text not null,
  recorded_by         uuid,
  delivery_id         uuid,
  known_from          timestamptz not null,
  known_until         timestamptz check (known_until >= known_from),
  closed_by           uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (completed_on is not null or first_registered_on is not null)
);
call access.raise_wall('schooling');
create unique index schooling_current on schooling (domain_id, person_id) where known_until is null;
create index schooling_person on schooling (domain_id, person_id);

-- A study period. Days are half-open: ends_before is the day after the last day of study.
create table enrolment (
  domain_id        uuid not null,
  id               bigint generated always as identity,
  person_id        uuid not null,
  school_form      text not null check (school_form in ('GR', 'GRAN', 'SP', 'SAM', 'GY', 'GYAN', 'KOMVUX_GRUND', 'KOMVUX_GY',
                     'KOMVUX_ANPASSAD', 'SFI', 'ORIENTERING', 'FHSK', 'IB', 'INTERNATIONELL', 'UTLAND', 'ÖVRIG')),
  programme_code   text,
  -- An introductory programme (IMV, IMY, IMA, IMS and their older codes), decided when the row is read.
  introductory     boolean not null default false check (not introductory or school_form = 'GY'),
  school_unit_code text,
  school_unit      text,
  organiser        text,
  starts_on        date not null,
  ends_before      date check (ends_before > starts_on),
  interrupted      boolean not null default false check (not interrupted or ends_before is not null),
  source           text not null,
  delivery_id      uuid,
  known_from       timestamptz not null,
  known_until      timestamptz check (known_until >= known_from),
  closed_by        uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('enrolment');
create index enrolment_person on enrolment (domain_id, person_id);
-- One current version of a study period: same person, school, form and first day.
create unique index enrolment_current on enrolment (domain_id, person_id, starts_on, school_form, school_unit_code, school_unit)
  nulls not distinct where known_until is null;

create table completion (
  domain_id        uuid not null,
  id               bigint generated always as identity,
  person_id        uuid not null,
  kind             text not null check (kind in ('EXAMENSBEVIS', 'STUDIEBEVIS', 'GYMNASIEBEVIS_ANPASSAD', 'IB_DIPLOM',
                     'FHSK_BEHÖRIGHET', 'UTLÄNDSK_GYMNASIEEXAMEN', 'GYMNASIEEXAMEN_KOMVUX', 'SLUTBETYG_GR')),
  completed_on     date not null,
  school_unit_code text,
  source           text not null,
  delivery_id      uuid,
  known_from       timestamptz not null,
  known_until      timestamptz check (known_until >= known_from),
  closed_by        uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('completion');
create index completion_person on completion (domain_id, person_id);
create unique index completion_current on completion (domain_id, person_id, kind) where known_until is null;

-- Where the law leaves judgement (K14, K17, K18, unclear), a person decides, says why, and for how long.
create table scope_decision (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  outcome     text not null check (outcome in ('in_scope', 'out_of_scope', 'unclear')),
  reason_code text not null,
  evidence    text not null check (evidence <> ''),
  from_on     date not null,
  until_on    date check (until_on > from_on),
  decided_by  uuid not null,
  decided_at  timestamptz not null,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  ended_by    uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  exclude using gist (domain_id with =, person_id with =, daterange(from_on, until_on) with &&) where (known_until is null)
);
call access.raise_wall('scope_decision');
create index scope_decision_person on scope_decision (domain_id, person_id);

-- Membership, as periods. sort_name is "family given" as a key of the alphabet, made when the period was computed, for the
-- list's order; empty for protected persons, whose name would otherwise be told by their place in it.
create table register_period (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  from_on     date,
  until_on    date check (until_on > from_on),
  reason      text not null check (reason in ('AVBROTT_NATIONELLT', 'AVBROTT_INTRODUKTION', 'STUDIEBEVIS', 'SLUTAT_UTAN_BEVIS',
                'ALDRIG_BÖRJAT', 'NY_I_LANDET', 'OKÄND')),
  sort_name   text not null collate "C",
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('register_period');
create unique index register_period_current on register_period (domain_id, person_id, from_on) nulls not distinct where known_until is null;
create index register_period_person on register_period (domain_id, person_id);
create index register_period_name on register_period (domain_id, sort_name, person_id) include (from_on, until_on) where known_until is null;

create table register_unclear (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  cause       text not null check (cause in ('FHSK', 'UTLAND', 'ÖVRIG', 'BIRTH_DATE', 'NO_RESIDENCE', 'PROTECTED_RESIDENCE', 'MARKED')),
  from_on     date,
  until_on    date check (until_on > from_on),
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('register_unclear');
create unique index register_unclear_current on register_unclear (domain_id, person_id, cause, from_on) nulls not distinct where known_until is null;
create index register_unclear_person on register_unclear (domain_id, person_id);

-- Sysselsättning. best_before_on: the day from which the status is too old to be trusted, and becomes work.
-- carried_by: the merge that brought this version to the survivor; set_aside_by: the merge that closed it, for the un-merge.
create table register_occupation (
  domain_id      uuid not null,
  id             bigint generated always as identity,
  person_id      uuid not null,
  occupation     text not null,
  source         text not null,
  from_on        date not null,
  until_on       date check (until_on >= from_on),
  confirmed_on   date not null,
  best_before_on date not null check (best_before_on > confirmed_on),
  recorded_by    uuid not null,
  carried_by     uuid,
  set_aside_by   uuid,
  known_from     timestamptz not null,
  known_until    timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('register_occupation');
create index register_occupation_carried on register_occupation (domain_id, carried_by) where carried_by is not null;
create index register_occupation_set_aside on register_occupation (domain_id, set_aside_by) where set_aside_by is not null;
create index register_occupation_person on register_occupation (domain_id, person_id);
create unique index register_occupation_open on register_occupation (domain_id, person_id) where known_until is null and until_on is null;

-- Who answers for the person. At most one open. carried_by: the merge that brought this version to the survivor.
create table register_owner (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  account_id  uuid not null,
  from_on     date not null,
  assigned_by uuid not null,
  carried_by  uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('register_owner');
create index register_owner_carried on register_owner (domain_id, carried_by) where carried_by is not null;
create unique index register_owner_open on register_owner (domain_id, person_id) where known_until is null;
create index register_owner_person on register_owner (domain_id, person_id);
create index register_owner_account on register_owner (domain_id, account_id) where known_until is null;

-- The change feed: what happened to membership, on which day, learnt when.
create table register_change (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  kind        text not null check (kind in ('entered', 'left', 'moved_in', 'moved_out', 'soon_upper_age', 'occupation_expired', 'became_unclear')),
  reason      text,
  on_day      date not null,
  recorded_at timestamptz not null,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('register_change');
create unique index register_change_once on register_change (domain_id, person_id, kind, on_day);
create index register_change_recorded on register_change (domain_id, recorded_at desc);
create index register_change_day on register_change (domain_id, on_day desc);

-- Grams of the names of members, looked up by equality: under row security a trigram index would not be used. Derived rows,
-- made anew with the register: a reference to person would double the time it takes to make them.
create table register_search (
  domain_id uuid not null,
  gram      text not null collate "C",
  person_id uuid not null,
  primary key (domain_id, gram, person_id)
);
call access.raise_wall('register_search');
create index register_search_person on register_search (domain_id, person_id);

-- The exact number of members on a day, kept so that a list need not count them.
create table register_total (
  domain_id uuid not null,
  on_day    date not null,
  members   integer not null,
  protected integer not null,
  unclear   integer not null,
  primary key (domain_id, on_day)
);
call access.raise_wall('register_total');

-- Whose facts have changed since the register was last computed.
create table scope_touched (
  domain_id  uuid not null,
  person_id  uuid not null,
  touched_at timestamptz not null,
  primary key (domain_id, person_id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('scope_touched');

-- A saved filter has the version of its shape, so that an old one is understood or refused, never misread.
create table saved_filter (
  domain_id  uuid not null,
  id         uuid not null default gen_random_uuid(),
  account_id uuid not null,
  shared     boolean not null,
  name       text not null check (length(name) between 1 and 80),
  version    integer not null,
  filter     jsonb not null,
  created_at timestamptz not null,
  primary key (domain_id, id)
);
call access.raise_wall('saved_filter');
create unique index saved_filter_name on saved_filter (domain_id, account_id, name);

-- A search or a filter on names lives here under an opaque id, never in an address (decision 13).
create table name_search (
  domain_id  uuid not null,
  id         uuid not null default gen_random_uuid(),
  account_id uuid not null,
  query      text not null check (length(query) between 1 and 200),
  created_at timestamptz not null,
  primary key (domain_id, id)
);
call access.raise_wall('name_search');
create index name_search_created on name_search (created_at);

grant select on register_parameter to sedd_web, sedd_jobs, sedd_import;
grant select, insert, update on schooling, enrolment, completion, scope_decision, register_period, register_unclear,
  register_occupation, register_owner, register_change to sedd_web, sedd_jobs, sedd_import;
grant select, insert, update, delete on register_search, register_total, scope_touched to sedd_web, sedd_jobs, sedd_import;
grant select, insert, update, delete on saved_filter, name_search to sedd_web, sedd_jobs;
