-- The team around the young person, the programmes they take part in, labels on cases, and the lists of what belongs to a start and an end.

set local role sedd_access;
-- Whoever answers for a case is let in to the young person: by the membership of their account, which is told with the colleague. So are
-- their teams, by which cases are looked for.
drop function access.colleagues();
create function access.colleagues()
  returns table (account_id uuid, sign_in_name text, display_name text, role text, title text, current boolean, sees_protected boolean,
                 membership_id uuid, team_ids uuid[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, s.user_name, s.display_name, m.role, m.title, m.ended_at is null and a.active, m.sees_protected, m.id,
         array(select t.team_id from access.team_member t where t.domain_id = m.domain_id and t.membership_id = m.id and t.ended_at is null)
    from access.membership m
    join access.account a on a.id = m.account_id
    join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id
   where m.domain_id = access.claim(3)::uuid and access.claim(12) = '' and a.kind = 'staff'
   order by s.display_name, a.id
$$;
revoke all on function access.colleagues() from public;
grant execute on function access.colleagues() to sedd_web, sedd_jobs, sedd_import;

-- The same as let_in and end_let_in, of hundreds at once, for one who reaches everybody and lets in by right: who that is is settled once.
create function access.let_in_many(persons uuid[], to_membership uuid, why text) returns table (person_id uuid, id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  home    uuid := access.claim(3)::uuid;
  moment  timestamptz := access.moment();
  cleared boolean;
  fit     uuid[];
begin
  if access.claim(12) <> '' or access.claim(9) <> 'domain' or access.may('assign') is not true
    or access.reaches_all('identity') is not true then
    return;
  end if;
  select m.sees_protected into cleared
    from access.membership m
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
    join access.role r on r.code = m.role and r.reach = 'assigned'
   where m.domain_id = home and m.id = to_membership and m.ended_at is null and m.account_id <> access.account_id();
  if cleared is null then return; end if;
  fit := array(
    select p.id from unnest(persons) p (id)
     cross join lateral (select count(*) as many, bool_or(k.protected) as protected from access.kin(p.id) k) k
     where k.many > 0 and (cleared or not k.protected) and p.id not in (select access.hidden()));
  update access.assignment a set ended_at = a.until_at, ended_by = access.account_id()
   where a.domain_id = home and a.person_id = any (fit) and a.kind = 'case' and a.ended_at is null and a.until_at <= moment;
  return query
  insert into access.assignment (domain_id, person_id, kind, membership_id, reason, given_by, from_at)
  select home, p.id, 'case', to_membership, why, access.account_id(), moment from unnest(fit) p (id)
  on conflict do nothing returning person_id, id;
end $$;
create function access.end_let_in_many(which uuid[]) returns table (person_id uuid, id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if access.claim(12) <> '' or access.claim(9) <> 'domain' or access.may('assign') is not true
    or access.reaches_all('identity') is not true then
    return;
  end if;
  return query
  update access.assignment a set ended_at = greatest(access.moment(), a.from_at), ended_by = access.account_id()
   where a.domain_id = access.claim(3)::uuid and a.id = any (which) and a.kind = 'case' and a.ended_at is null
     and (a.until_at is null or a.until_at > access.moment()) and a.person_id not in (select access.hidden())
  returning a.person_id, a.id;
end $$;
revoke all on function access.let_in_many(uuid[], uuid, text), access.end_let_in_many(uuid[]) from public;
grant execute on function access.let_in_many(uuid[], uuid, text), access.end_let_in_many(uuid[]) to sedd_web, sedd_jobs;

set local role sedd_owner;

-- The letting-in that came with answering for the case, and ends with it.
alter table support_owner add column assignment_id uuid;
-- Why it was opened again, of every period but the first.
alter table support_period add column reopen_reason text check (reopen_reason in ('wants_back', 'interrupted_again', 'new_need', 'closed_by_mistake',
  'other'));

-- What programmes there are to take part in (insatser, projekt): a name, for as long as it is offered.
create table support_programme (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  name        text not null check (length(name) between 2 and 80),
  set_by      uuid not null,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id)
);
create unique index support_programme_name on support_programme (domain_id, lower(name)) where known_until is null;
call access.raise_wall('support_programme');
create policy at_home on support_programme as restrictive using ((select access.at_home()));
create policy by_triage on support_programme as restrictive for insert
  with check ((select access.may('triage')) and set_by = (select access.account_id()));
create policy changed_by_triage on support_programme as restrictive for update using ((select access.may('triage')));
grant select, insert, update (known_until) on support_programme to sedd_web;
grant select on support_programme to sedd_jobs;

-- A young person in a programme. Several at once; the day it ends is another version.
create table support_participation (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  case_id      uuid not null,
  person_id    uuid not null,
  programme_id uuid not null,
  from_on      date not null,
  -- The day after the last.
  until_on     date check (until_on > from_on),
  set_by       uuid not null,
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, programme_id) references support_programme (domain_id, id),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_participation_open on support_participation (domain_id, case_id, programme_id)
  where known_until is null and until_on is null;
create index support_participation_case on support_participation (domain_id, case_id, person_id);
create index support_participation_person on support_participation (domain_id, person_id);
create index support_participation_programme on support_participation (domain_id, programme_id) include (case_id) where known_until is null;
create index support_participation_of_programme on support_participation (domain_id, programme_id);

-- Whoever is around the young person: a colleague, or somebody outside. To stand here lets nobody in.
create table support_member (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  case_id      uuid not null,
  person_id    uuid not null,
  role         text not null check (role in ('coach', 'mentor', 'mentor_teacher', 'mentor_assistant', 'school_host', 'pupil_coordinator', 'counsellor',
                 'welfare_counsellor', 'special_educator', 'guardian', 'social_services', 'health_care', 'agency', 'employer', 'other')),
  account_id   uuid,
  name         text check (length(name) between 2 and 80),
  organisation text check (length(organisation) between 2 and 80),
  phone        text check (length(phone) between 5 and 30),
  email        text check (length(email) between 5 and 120),
  from_on      date not null,
  -- The day after the last.
  until_on     date check (until_on >= from_on),
  set_by       uuid not null,
  closed_by    uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  check (num_nonnulls(account_id, name) = 1),
  check ((closed_by is null) = (known_until is null))
);
create index support_member_case on support_member (domain_id, case_id, person_id);
create index support_member_person on support_member (domain_id, person_id);
create index support_member_account on support_member (domain_id, account_id) where known_until is null;

-- A label in a colour: one's own, or shared with colleagues.
create table support_label (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  account_id  uuid not null,
  shared      boolean not null,
  name        text not null check (length(name) between 1 and 30),
  colour      text not null check (colour in ('green', 'blue', 'violet', 'amber', 'red', 'grey')),
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id)
);
create unique index support_label_name on support_label (domain_id, account_id, lower(name)) where known_until is null;
call access.raise_wall('support_label');
drop policy within_domain on support_label;
create policy at_home on support_label as restrictive using ((select access.at_home()));
create policy own_or_shared on support_label for select using (account_id = (select access.account_id()) or shared);
create policy own on support_label using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
grant select, insert, update (known_until) on support_label to sedd_web;
grant select on support_label to sedd_jobs;

-- That a case has a label. Which, is for those who see the label.
create table support_mark (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  case_id     uuid not null,
  person_id   uuid not null,
  label_id    uuid not null,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, label_id) references support_label (domain_id, id),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_mark_open on support_mark (domain_id, case_id, label_id) where known_until is null;
create index support_mark_case on support_mark (domain_id, case_id, person_id);
create index support_mark_person on support_mark (domain_id, person_id);
create index support_mark_label on support_mark (domain_id, label_id);

-- What belongs to the start, the gradual start and the end of a period of support: planned for a day, done on a day, by whom.
create table support_flow_step (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  period_id   uuid not null,
  person_id   uuid not null,
  step        text not null check (step in ('start.studies', 'start.needs', 'start.health', 'start.team', 'start.expectations',
                'gradual.visit', 'gradual.first_day', 'gradual.some_hours', 'gradual.half', 'gradual.full',
                'closing.talk', 'closing.next_step', 'closing.receiver', 'closing.papers', 'closing.follow_up')),
  on_day      date,
  done_on     date,
  done_by     uuid,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, period_id, person_id) references support_period (domain_id, id, person_id),
  check (num_nonnulls(on_day, done_on) > 0),
  check ((done_on is null) = (done_by is null)),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_flow_step_now on support_flow_step (domain_id, period_id, step) where known_until is null;
create index support_flow_step_period on support_flow_step (domain_id, period_id, person_id);
create index support_flow_step_person on support_flow_step (domain_id, person_id);
create index support_flow_step_day on support_flow_step (domain_id, on_day, person_id) where known_until is null and done_on is null;

do $$
declare
  target text;
begin
  foreach target in array array['support_participation', 'support_member', 'support_mark', 'support_flow_step'] loop
    call access.raise_wall(target::regclass);
    call access.raise_person_wall(target::regclass, '{person_id}', 'support');
    execute format('create policy in_ones_own_name on %I as restrictive for insert with check (set_by = (select access.account_id()))', target);
    execute format('create policy kept_as_written on %I as restrictive for update using (known_until is null)
                    with check (closed_by is null or closed_by = (select access.account_id()))', target);
    execute format('grant select, insert, update (closed_by, known_until) on %I to sedd_web, sedd_jobs', target);
  end loop;
end $$;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_flow_step', 'support_mark', 'support_member', 'support_participation'] || disposal_tables()));
end $names$;
