-- What one person may not do alone: somebody asks, another answers, and the answer is used once. Rows are only ever added, and what
-- makes two persons two stands in the keys: the one who answers cannot be the one who asked.

set local role sedd_owner;

create table approval (
  domain_id uuid not null references access.domain,
  id        uuid not null default gen_random_uuid(),
  kind      text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  -- The id of what it is about, where there is one; the rest in codes and figures, never a name or a number of anybody.
  object    text,
  detail    jsonb not null default '{}',
  reason    text not null check (length(reason) between 10 and 400),
  asked_by  uuid not null,
  asked_at  timestamptz not null,
  until_at  timestamptz not null check (until_at > asked_at and until_at <= asked_at + interval '31 days'),
  primary key (domain_id, id),
  unique (domain_id, id, asked_by)
);
create index approval_asked on approval (domain_id, asked_at desc);

create table approval_answer (
  domain_id   uuid not null,
  approval_id uuid not null,
  asked_by    uuid not null,
  approved    boolean not null,
  comment     text check (length(comment) between 1 and 400),
  answered_by uuid not null check (answered_by <> asked_by),
  answered_at timestamptz not null,
  primary key (domain_id, approval_id),
  unique (domain_id, approval_id, approved),
  foreign key (domain_id, approval_id, asked_by) references approval (domain_id, id, asked_by)
);
create index approval_answer_asked on approval_answer (domain_id, approval_id, asked_by);

-- Only what was approved is used, and once.
create table approval_use (
  domain_id   uuid not null,
  approval_id uuid not null,
  approved    boolean not null default true check (approved),
  used_by     uuid not null,
  used_at     timestamptz not null,
  primary key (domain_id, approval_id),
  foreign key (domain_id, approval_id, approved) references approval_answer (domain_id, approval_id, approved)
);
create index approval_use_answer on approval_use (domain_id, approval_id, approved);

call access.raise_wall('approval');
call access.raise_wall('approval_answer');
call access.raise_wall('approval_use');

drop policy within_domain on approval;
drop policy within_domain on approval_answer;
drop policy within_domain on approval_use;

-- One's own, and those one may answer.
create policy own_or_reviewed on approval for select
  using (asked_by = (select access.account_id()) or (select access.may('review')) or (select access.actor_role()) = 'machine');
create policy asked on approval for insert with check (asked_by = (select access.account_id()));
create policy of_seen on approval_answer for select
  using (approval_id in (select a.id from approval a));
create policy answered on approval_answer for insert
  with check (answered_by = (select access.account_id()) and (select access.may('review')) and approval_id in (
    select a.id from approval a where a.until_at > (select access.moment())));
create policy of_seen on approval_use for select
  using (approval_id in (select a.id from approval a));
create policy used on approval_use for insert
  with check (used_by = (select access.account_id()) and approval_id in (
    select a.id from approval a
     where a.until_at > (select access.moment())
       and (a.asked_by = (select access.account_id()) or (select access.actor_role()) = 'machine')));

grant select, insert on approval, approval_answer, approval_use to sedd_web, sedd_jobs;
