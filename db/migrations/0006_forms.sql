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
