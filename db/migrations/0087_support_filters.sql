-- What the list of cases is asked again and again can be kept under a name, for oneself, for a team or for all colleagues; a label can be a
-- team's; and what is said of a task is said of that one, where several fall on one day.

set local role sedd_access;

-- The teams one is in: what is shared with a team is shared with them.
create function access.own_teams() returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.name from access.team t
   where t.domain_id = access.domain_id() and t.ended_at is null and access.claim(12) = '' and exists (
     select from access.team_member m join access.membership s on s.domain_id = m.domain_id and s.id = m.membership_id
      where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null
        and s.ended_at is null and s.account_id = access.account_id())
   order by t.name, t.id
$$;
revoke all on function access.own_teams() from public;
grant execute on function access.own_teams() to sedd_web, sedd_jobs, sedd_owner;

set local role sedd_owner;

-- Whose a shared label is: a team's, or everybody's.
alter table support_label add column team_id uuid;
alter table support_label add check (team_id is null or shared);
drop policy own_or_shared on support_label;
create policy own_or_shared on support_label for select using (
  account_id = (select access.account_id())
  or (shared and (team_id is null or team_id in (select t.id from access.own_teams() t))));

-- What the list of cases is cut by, under a name. It has the version of its shape, so that an old one is understood or refused, never misread.
create table support_filter (
  domain_id  uuid not null,
  id         uuid not null default gen_random_uuid(),
  account_id uuid not null,
  shared     boolean not null,
  team_id    uuid,
  name       text not null check (length(name) between 1 and 80),
  version    integer not null,
  filter     jsonb not null,
  made_at    timestamptz not null,
  primary key (domain_id, id),
  check (team_id is null or shared)
);
create unique index support_filter_name on support_filter (domain_id, account_id, lower(name));
call access.raise_wall('support_filter');
drop policy within_domain on support_filter;
create policy at_home on support_filter as restrictive using ((select access.at_home()));
create policy own_or_shared on support_filter for select using (
  account_id = (select access.account_id())
  or (shared and (team_id is null or team_id in (select t.id from access.own_teams() t))));
create policy own on support_filter using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
grant select, insert, delete on support_filter to sedd_web;

-- Which of those that fall on the same day; null of what there is one of, and of what was said before this was asked.
alter table task_mark add column subject text check (length(subject) between 1 and 40);
drop index task_mark_open;
create unique index task_mark_open on task_mark (domain_id, person_id, source, due_on, subject) nulls not distinct where known_until is null;
