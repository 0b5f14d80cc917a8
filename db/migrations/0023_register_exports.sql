-- How many rows of the register somebody has taken out as a file, and when: one person may take few by themself in a day and a
-- night, and slices count together. (A table of the register module; the register itself is the tables register_*.)

set local role sedd_owner;

create table export_taken (
  domain_id  uuid not null references access.domain,
  id         bigint generated always as identity,
  account_id uuid not null,
  rows       integer not null check (rows >= 0),
  taken_at   timestamptz not null,
  primary key (domain_id, id)
);
create index export_taken_account on export_taken (domain_id, account_id, taken_at);

call access.raise_wall('export_taken');
drop policy within_domain on export_taken;
create policy own on export_taken using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
grant select, insert on export_taken to sedd_web, sedd_jobs;
