-- Imports: deliveries, their staged rows and their defects. A delivery is previewed, then applied in one transaction or not
-- at all; it can be reversed while nothing later builds on it.

set local role sedd_owner;

create table import_mapping (
  domain_id  uuid not null,
  id         uuid not null default gen_random_uuid(),
  name       text not null check (length(name) between 1 and 80),
  sheet      text not null check (sheet in ('population', 'enrolments', 'completions')),
  mapping    jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (domain_id, id),
  unique (domain_id, name, sheet)
);
call access.raise_wall('import_mapping');

create table delivery (
  domain_id     uuid not null references access.domain (id),
  id            uuid not null default gen_random_uuid(),
  source        text not null check (source in ('sheet', 'ss12000')),
  sheet         text check (sheet in ('population', 'enrolments', 'completions')),
  file_name     text,
  file_sha256   bytea,
  file_size     bigint,
  mapping_id    uuid,
  -- Declared complete: for this school organiser or unit (null = the whole domain) from and until these days.
  complete      jsonb,
  status        text not null check (status in ('reading', 'refused', 'previewed', 'applied', 'reversed', 'discarded')),
  defect        text,
  rows_read     integer not null default 0,
  rows_refused  integer not null default 0,
  warnings      integer not null default 0,
  outcome       jsonb,
  cursor        text,
  received_at   timestamptz not null,
  received_by   uuid not null,
  applied_at    timestamptz,
  applied_by    uuid,
  reversed_at   timestamptz,
  reversed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, mapping_id) references import_mapping (domain_id, id),
  check ((status = 'refused') = (defect is not null)),
  check ((applied_at is not null) = (status in ('applied', 'reversed'))),
  check ((reversed_at is not null) = (status = 'reversed'))
);
call access.raise_wall('delivery');
create index delivery_mapping on delivery (domain_id, mapping_id);
create index delivery_received on delivery (domain_id, received_at desc);

-- Staged rows. outcome: what applying would do (or did) with the row; person_id: whom it was found to speak of.
create table delivery_population_row (
  domain_id              uuid not null,
  delivery_id            uuid not null,
  row_no                 integer not null,
  number                 text not null,
  number_kind            text not null,
  birth_date             date,
  latest_birth_date      date not null,
  given_name             text,
  family_name            text,
  sex                    text,
  street                 text,
  postal_code            text,
  postal_town            text,
  municipality           text,
  resident_from          date,
  resident_until         date,
  status                 text,
  protection             text,
  schooling_completed_on date,
  first_registered_on    date,
  external_id            text,
  phone                  text,
  email                  text,
  person_id              uuid,
  outcome                text,
  primary key (domain_id, delivery_id, row_no),
  foreign key (domain_id, delivery_id) references delivery (domain_id, id)
);
call access.raise_wall('delivery_population_row');

create table delivery_enrolment_row (
  domain_id         uuid not null,
  delivery_id       uuid not null,
  row_no            integer not null,
  number            text not null,
  number_kind       text not null,
  birth_date        date,
  latest_birth_date date not null,
  school_unit_code  text,
  school_unit       text,
  organiser         text,
  school_form       text not null,
  programme_code    text,
  starts_on         date not null,
  ends_before       date,
  interrupted       boolean not null,
  source            text,
  person_id         uuid,
  outcome           text,
  primary key (domain_id, delivery_id, row_no),
  foreign key (domain_id, delivery_id) references delivery (domain_id, id)
);
call access.raise_wall('delivery_enrolment_row');

create table delivery_completion_row (
  domain_id         uuid not null,
  delivery_id       uuid not null,
  row_no            integer not null,
  number            text not null,
  number_kind       text not null,
  birth_date        date,
  latest_birth_date date not null,
  kind              text not null,
  completed_on      date not null,
  school_unit_code  text,
  source            text,
  person_id         uuid,
  outcome           text,
  primary key (domain_id, delivery_id, row_no),
  foreign key (domain_id, delivery_id) references delivery (domain_id, id)
);
call access.raise_wall('delivery_completion_row');

-- What is wrong in a row, or worth a look: row, column, value, reason.
create table delivery_problem (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  delivery_id uuid not null,
  row_no      integer not null,
  column_name text not null,
  value       text not null,
  code        text not null,
  severity    text not null check (severity in ('refused', 'warning')),
  primary key (domain_id, id),
  foreign key (domain_id, delivery_id) references delivery (domain_id, id)
);
call access.raise_wall('delivery_problem');
create index delivery_problem_row on delivery_problem (domain_id, delivery_id, row_no);

-- Progress of long work, outside the work's own transaction so that it can be watched.
create table work_progress (
  domain_id  uuid not null,
  id         uuid not null,
  phase      text not null,
  done       bigint not null,
  total      bigint,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (domain_id, id)
);
call access.raise_wall('work_progress');

grant select, insert, update, delete on import_mapping, delivery, delivery_population_row, delivery_enrolment_row,
  delivery_completion_row, delivery_problem, work_progress to sedd_web, sedd_jobs, sedd_import;
