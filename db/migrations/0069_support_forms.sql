-- Forms to be filled in with a young person. A version is frozen when it is published, because answers rest on it; what is changed afterwards is a
-- draft of the next. The product's own forms come with the program and have no row here.

set local role sedd_owner;

create table support_form (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  code         text not null check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
  version      integer not null check (version >= 1),
  definition   jsonb not null check (jsonb_typeof(definition) = 'object'),
  published_by uuid not null,
  published_at timestamptz not null,
  retired_by   uuid,
  retired_at   timestamptz,
  primary key (domain_id, id),
  unique (domain_id, code, version),
  check ((retired_by is null) = (retired_at is null))
);
call access.raise_wall('support_form');
create policy in_ones_own_name on support_form as restrictive for insert with check (published_by = (select access.account_id()));
grant select, insert, update (retired_by, retired_at) on support_form to sedd_web;
grant select on support_form to sedd_jobs;

-- One draft that is open for each form. `revision` goes up by one each time, so that nobody writes over a colleague.
create table support_form_draft (
  domain_id  uuid not null,
  id         uuid not null default gen_random_uuid(),
  code       text not null check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  revision   integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  closed_as  text check (closed_as in ('published', 'discarded')),
  primary key (domain_id, id)
);
create unique index support_form_draft_open on support_form_draft (domain_id, code) where closed_as is null;
call access.raise_wall('support_form_draft');
create policy at_home on support_form_draft as restrictive using ((select access.at_home()));
create policy in_ones_own_name on support_form_draft as restrictive for insert with check (changed_by = (select access.account_id()));
grant select, insert, update (definition, revision, changed_by, changed_at, closed_as) on support_form_draft to sedd_web;
