-- A form carries a token; the same form sent twice (a slow line, an impatient thumb) is saved once.

set local role sedd_owner;

create table form_submission (
  domain_id    uuid not null,
  token        uuid not null,
  account_id   uuid not null,
  submitted_at timestamptz not null,
  primary key (domain_id, token)
);
call access.raise_wall('form_submission');
create index form_submission_age on form_submission (submitted_at);
grant select, insert, delete on form_submission to sedd_web, sedd_jobs;

-- Jobs: taken with "for update skip locked", written in the same transaction as the change they follow from.
create table job (
  domain_id    uuid not null references access.domain (id),
  id           bigint generated always as identity,
  name         text not null,
  payload      jsonb not null,
  run_at       timestamptz not null,
  attempts     integer not null default 0,
  max_attempts integer not null default 8,
  last_error   text,
  failed_at    timestamptz,
  unique_key   text,
  created_at   timestamptz not null,
  primary key (domain_id, id)
);
call access.raise_wall('job');
create index job_due on job (domain_id, run_at) where failed_at is null;
create unique index job_once on job (domain_id, unique_key) where unique_key is not null and failed_at is null;

grant select, insert, update, delete on job to sedd_web, sedd_jobs, sedd_import;
