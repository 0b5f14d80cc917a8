-- Notices between school and hemkommun (underrättelse, skollagen 15 kap. 15 § and 18 kap. 15 §): a huvudman tells the hemkommun at once when
-- a pupil from there starts or ends, or is absent to a considerable extent and is under twenty.
--
-- Each domain keeps its own: what it is to tell (notice_out) and what it has been told (notice_in). Between two domains of Sedd goes a parcel,
-- which holds what the law lets it carry, and only while it is on its way (docs/adr/0031-notices-as-parcels.md).

set local role sedd_access;

-- Telling another municipality, and being told.
update access.role set rights = rights || '{notify}' where code in ('kaa_coordinator', 'machine');

create table access.notice_parcel (
  domain_id        uuid not null references access.domain,
  id               uuid not null default gen_random_uuid(),
  notice_id        uuid not null,
  to_domain_id     uuid not null references access.domain,
  sent_at          timestamptz not null,
  -- On its way: exactly this and nothing else. Gone from here when it has come, or was withdrawn before.
  kind             text check (kind in ('starts', 'ends', 'absent')),
  on_day           date,
  interrupted      boolean,
  number           text check (number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'),
  given_name       text,
  family_name      text,
  school_form      text check (school_form in ('GY', 'GYAN')),
  programme_code   text,
  school_unit_code text,
  school_unit      text,
  sender           text,
  -- The receipts.
  taken_at         timestamptz check (taken_at >= sent_at),
  opened_at        timestamptz check (opened_at >= sent_at),
  answered_at      timestamptz check (answered_at >= sent_at),
  answer           text check (answer in ('applied', 'no_effect', 'returned')),
  withdrawn_at     timestamptz check (withdrawn_at >= sent_at),
  primary key (domain_id, id),
  check (to_domain_id <> domain_id),
  check ((answered_at is null) = (answer is null)),
  check (case when taken_at is null and withdrawn_at is null
              then num_nulls(kind, on_day, interrupted, number, school_form, school_unit, sender) = 0
              else num_nonnulls(kind, on_day, interrupted, number, given_name, family_name, school_form, programme_code, school_unit_code,
                                school_unit, sender) = 0 end)
);
create unique index notice_parcel_id on access.notice_parcel (id);
create unique index notice_parcel_once on access.notice_parcel (domain_id, notice_id) where withdrawn_at is null;
create index notice_parcel_to on access.notice_parcel (to_domain_id, taken_at);
alter table access.notice_parcel enable row level security;
alter table access.notice_parcel force row level security;
create policy owner_only on access.notice_parcel to sedd_access using (true) with check (true);

set local role sedd_owner;

-- What a domain has decided on its notices. The law says at once and has no number of days, and names no share of absence: without a row the
-- program's own, shown as unverified. organisation_ids: which of the organisations are this huvudman; none is the municipality by its name.
create table notice_setting (
  domain_id        uuid not null references access.domain (id),
  id               uuid not null default gen_random_uuid(),
  target_days      integer not null check (target_days between 1 and 60),
  handle_days      integer not null check (handle_days between 1 and 60),
  absence_percent  integer not null check (absence_percent between 1 and 100),
  organisation_ids uuid[] not null default '{}',
  decided_by       uuid not null,
  known_from       timestamptz not null,
  known_until      timestamptz check (known_until >= known_from),
  primary key (domain_id, id)
);
create unique index notice_setting_current on notice_setting (domain_id) where known_until is null;
call access.raise_wall('notice_setting');
drop policy within_domain on notice_setting;
create policy by_notifiers on notice_setting using ((select access.may('notify'))) with check ((select access.may('notify')));

-- What is to be told, and what became of it. Once for each event: a pupil, what happened, on which day, where, and whose hemkommun it is.
create table notice_out (
  domain_id         uuid not null,
  id                uuid not null default gen_random_uuid(),
  person_id         uuid not null,
  kind              text not null check (kind in ('starts', 'ends', 'absent')),
  on_day            date not null,
  interrupted       boolean not null default false check (not interrupted or kind = 'ends'),
  school_form       text not null check (school_form in ('GY', 'GYAN')),
  programme_code    text,
  school_unit_code  text,
  school_unit       text not null check (length(school_unit) between 1 and 200),
  municipality_code text not null check (municipality_code ~ '^[0-9]{4}$'),
  -- What the judgement rests on. Kept here, and never told.
  absence_percent   integer check (absence_percent between 1 and 100),
  state             text not null generated always as (
                      case when not_needed_at is not null then 'not_needed' when failed_at is not null then 'failed'
                           when received_at is not null then 'received' when sent_at is not null then 'sent' else 'to_send' end) stored,
  due_on            date not null,
  made_by           uuid not null,
  made_at           timestamptz not null,
  sent_at           timestamptz check (sent_at >= made_at),
  sent_by           uuid,
  sent_how          text check (sent_how in ('sedd', 'letter', 'file', 'phone', 'portal')),
  -- By hand: the day it went.
  sent_on           date,
  parcel_id         uuid,
  taken_at          timestamptz,
  -- The receipt: somebody there has opened it, or has said that it has come.
  received_at       timestamptz,
  answered_at       timestamptz,
  answer            text check (answer in ('applied', 'no_effect', 'returned')),
  failed_at         timestamptz,
  failed_why        text check (failed_why in ('returned', 'came_back')),
  not_needed_at     timestamptz,
  not_needed_by     uuid,
  not_needed_why    text check (not_needed_why in ('told_otherwise', 'not_theirs', 'wrong', 'reversed')),
  -- What was told turned out not to be so.
  lapsed_at         timestamptz,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check ((kind = 'absent') = (absence_percent is not null)),
  check (num_nonnulls(sent_at, sent_by, sent_how, sent_on) in (0, 4)),
  check ((parcel_id is not null) = (sent_how is not distinct from 'sedd')),
  check ((failed_at is null) = (failed_why is null)),
  check (num_nonnulls(not_needed_at, not_needed_by, not_needed_why) in (0, 3)),
  check (sent_at is not null or num_nonnulls(received_at, answered_at, failed_at, lapsed_at) = 0)
);
create unique index notice_out_once on notice_out
  (domain_id, person_id, kind, on_day, school_form, coalesce(school_unit_code, lower(school_unit)), municipality_code);
create index notice_out_person on notice_out (domain_id, person_id);
create index notice_out_state on notice_out (domain_id, state, due_on, id);
call access.raise_wall('notice_out');
call access.raise_person_wall('notice_out', '{person_id}', 'register');

-- What one has been told. subject_id is the person, and while the number is nobody's here the notice itself: then the number and the name
-- stand in the row, and nowhere else.
create table notice_in (
  domain_id        uuid not null,
  id               uuid not null default gen_random_uuid(),
  subject_id       uuid not null,
  person_id        uuid,
  number           text check (number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'),
  given_name       text check (length(given_name) between 1 and 120),
  family_name      text check (length(family_name) between 1 and 120),
  kind             text not null check (kind in ('starts', 'ends', 'absent')),
  on_day           date not null,
  interrupted      boolean not null default false check (not interrupted or kind = 'ends'),
  school_form      text not null check (school_form in ('GY', 'GYAN')),
  programme_code   text check (length(programme_code) between 1 and 20),
  school_unit_code text check (school_unit_code ~ '^[0-9]{8}$'),
  school_unit      text not null check (length(school_unit) between 1 and 200),
  sender           text not null check (length(sender) between 1 and 200),
  -- Null: it came otherwise, and somebody entered it.
  parcel_id        uuid,
  told_at          timestamptz not null,
  came_at          timestamptz not null,
  entered_by       uuid not null,
  state            text not null generated always as (coalesce(settled_as, 'new')) stored,
  due_on           date not null,
  opened_at        timestamptz,
  opened_by        uuid,
  settled_as       text check (settled_as in ('applied', 'no_effect', 'returned')),
  settled_at       timestamptz,
  settled_by       uuid,
  reason           text check (reason in ('known_already', 'newer_known', 'no_such_studies', 'absence', 'not_ours', 'wrong_municipality', 'withdrawn')),
  -- What it did to the register, and the versions of the studies that it opened and closed.
  effect           text check (effect in ('entered', 'left', 'none')),
  effect_on        date,
  opened_version   bigint,
  closed_version   bigint,
  -- The sender takes it back.
  withdrawn_at     timestamptz,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (subject_id = coalesce(person_id, id)),
  check (person_id is null or num_nonnulls(number, given_name, family_name) = 0),
  check (person_id is not null or settled_as is not null or number is not null),
  check ((opened_at is null) = (opened_by is null)),
  check (num_nonnulls(settled_as, settled_at, settled_by) in (0, 3)),
  check ((settled_as is not distinct from 'applied') = (effect is not null)),
  check ((settled_as in ('no_effect', 'returned')) = (reason is not null)),
  check (opened_version is null or settled_as is not distinct from 'applied')
);
create unique index notice_in_parcel on notice_in (domain_id, parcel_id) where parcel_id is not null;
create index notice_in_person on notice_in (domain_id, person_id);
create index notice_in_subject on notice_in (domain_id, subject_id);
create index notice_in_state on notice_in (domain_id, state, due_on, id);
call access.raise_wall('notice_in');
call access.raise_person_wall('notice_in', '{subject_id}', 'register');

grant select, insert, update (known_until) on notice_setting to sedd_web;
grant select on notice_setting to sedd_jobs;
grant select, insert,
  update (sent_at, sent_by, sent_how, sent_on, parcel_id, received_at, failed_at, failed_why, not_needed_at, not_needed_by, not_needed_why)
  on notice_out to sedd_web;
grant select, insert,
  update (sent_at, sent_by, sent_how, sent_on, parcel_id, taken_at, received_at, answered_at, answer, failed_at, failed_why, not_needed_at,
          not_needed_by, not_needed_why, lapsed_at) on notice_out to sedd_jobs;
grant select, insert,
  update (subject_id, person_id, number, given_name, family_name, opened_at, opened_by, settled_as, settled_at, settled_by, reason, effect,
          effect_on, opened_version, closed_version) on notice_in to sedd_web;
grant select, insert,
  update (subject_id, person_id, number, given_name, family_name, settled_as, settled_at, settled_by, reason, withdrawn_at) on notice_in to sedd_jobs;

create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array['register_search', 'scope_touched', 'register_change', 'register_owner', 'register_occupation', 'register_unclear',
    'register_period', 'scope_decision', 'completion', 'enrolment', 'schooling', 'outreach_visit', 'outreach_step', 'outreach_run',
    'outreach_rest', 'task_mark', 'person_task', 'referral', 'message', 'message_stop', 'outreach_next', 'outreach_contact', 'notice_out', 'notice_in',
    'note', 'person_contact', 'person_guardian', 'person_address', 'person_residence', 'person_residency', 'person_protection',
    'person_external_id', 'person_sex_change', 'person_name', 'person_identifier']
$$;

-- Across the wall ---------------------------------------------------------------------------------------------------------

create policy for_reach on notice_out for select to sedd_reach using (true);
grant select (domain_id, id, person_id, kind, on_day, interrupted, school_form, programme_code, school_unit_code, school_unit,
              municipality_code, sent_at, not_needed_at) on notice_out to sedd_reach;
set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- What a notice that has not gone would carry: exactly what the law lets it, of somebody the actor sees. Of one with protected identity
-- nothing goes by itself.
create function access.notice_to_send(notice uuid) returns table (
  kind text, on_day date, interrupted boolean, number text, given_name text, family_name text, school_form text, programme_code text,
  school_unit_code text, school_unit text, municipality_code text)
  language sql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select n.kind, n.on_day, n.interrupted, i.number, a.given_name, a.family_name, n.school_form, n.programme_code, n.school_unit_code,
         n.school_unit, n.municipality_code
    from public.notice_out n
    join public.person p on p.domain_id = n.domain_id and p.id = n.person_id
   cross join lateral (
     select i.number from public.person_identifier i
      where i.domain_id = n.domain_id and i.known_until is null and i.person_id in (select access.same_person(n.person_id))
      order by array_position(array['personal', 'coordination', 'interim'], i.kind), i.number limit 1) i
    left join public.person_name a on a.domain_id = n.domain_id and a.person_id = p.root_id and a.known_until is null
   where n.domain_id = access.domain_id() and n.id = notice and n.sent_at is null and n.not_needed_at is null
     and access.sees(n.person_id, 'register') and not access.is_protected(n.person_id)
$$;
revoke all on function access.notice_to_send(uuid) from public;
grant execute on function access.notice_to_send(uuid) to sedd_access;
set local role sedd_owner;
grant select (kind) on person_identifier to sedd_reach;
set local role sedd_access;
revoke create on schema access from sedd_reach;

-- Who keeps the register of each municipality, beside oneself: names of domains, and nobody.
create function access.register_keepers() returns table (municipality_code text, domain_id uuid, name text)
  language sql stable security definer rows 300 set search_path = pg_catalog, pg_temp as $$
  select distinct on (d.municipality_code) d.municipality_code, d.id, d.name from access.domain d
   where d.keeps_register and d.id <> access.domain_id()
     and d.municipality_code is distinct from (select o.municipality_code from access.domain o where o.id = access.domain_id())
   order by d.municipality_code, d.created_at, d.id
$$;

-- Puts a notice in a parcel to whoever keeps the register of the hemkommun. Null when there is nothing that may go, or nobody to send to.
create function access.send_notice(notice uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home     uuid := access.domain_id();
  content  record;
  receiver uuid;
  made     uuid;
begin
  perform access.require_right('notify');
  select * into content from access.notice_to_send(notice);
  if not found then return null; end if;
  select k.domain_id into receiver from access.register_keepers() k where k.municipality_code = content.municipality_code;
  if not found then return null; end if;
  insert into access.notice_parcel (domain_id, notice_id, to_domain_id, sent_at, kind, on_day, interrupted, number, given_name, family_name,
                                    school_form, programme_code, school_unit_code, school_unit, sender)
    select home, notice, receiver, access.moment(), content.kind, content.on_day, content.interrupted, content.number, content.given_name,
           content.family_name, content.school_form, content.programme_code, content.school_unit_code, content.school_unit, d.name
      from access.domain d where d.id = home
    on conflict (domain_id, notice_id) where withdrawn_at is null do nothing
    returning id into made;
  return made;
end $$;

-- Takes what has come to the domain out of its parcels: only Sedd itself, which hands it on to the inbox in the same transaction.
create function access.take_notices() returns table (
  parcel_id uuid, kind text, on_day date, interrupted boolean, number text, given_name text, family_name text, school_form text,
  programme_code text, school_unit_code text, school_unit text, sender text, sent_at timestamptz)
  language plpgsql volatile security definer rows 100 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  ids uuid[];
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself takes in the post' using errcode = '42501';
  end if;
  perform access.require_right('notify');
  ids := array(
    select p.id from access.notice_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is null and p.withdrawn_at is null
     order by p.sent_at, p.id limit 500 for update skip locked);
  return query
    select p.id, p.kind, p.on_day, p.interrupted, p.number, p.given_name, p.family_name, p.school_form, p.programme_code, p.school_unit_code,
           p.school_unit, p.sender, p.sent_at
      from access.notice_parcel p where p.id = any (ids) order by p.sent_at, p.id;
  update access.notice_parcel p
     set taken_at = greatest(access.moment(), p.sent_at), kind = null, on_day = null, interrupted = null, number = null, given_name = null,
         family_name = null, school_form = null, programme_code = null, school_unit_code = null, school_unit = null, sender = null
   where p.id = any (ids);
end $$;

-- The receipt of a notice that came here: that somebody has opened it, and what was done with it. 'again' takes back what was said.
create function access.answer_notice(parcel uuid, said text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  answered integer;
begin
  perform access.require_right('notify');
  update access.notice_parcel p
     set opened_at = coalesce(p.opened_at, greatest(access.moment(), p.sent_at)),
         answered_at = case said when 'opened' then p.answered_at when 'again' then null else greatest(access.moment(), p.sent_at) end,
         answer = case said when 'opened' then p.answer when 'again' then null else said end
   where p.id = parcel and p.to_domain_id = access.domain_id() and p.taken_at is not null;
  get diagnostics answered = row_count;
  return answered = 1;
end $$;

-- How it stands with what one has sent.
create function access.notice_receipts() returns table (
  notice_id uuid, taken_at timestamptz, opened_at timestamptz, answered_at timestamptz, answer text)
  language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.notice_id, p.taken_at, p.opened_at, p.answered_at, p.answer from access.notice_parcel p
     where p.domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null;
end $$;

-- What was told is not so. On its way it goes no further; having come, the receiver is told.
create function access.withdraw_notice(notice uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  withdrawn integer;
begin
  perform access.require_right('notify');
  update access.notice_parcel p
     set withdrawn_at = greatest(access.moment(), p.sent_at), kind = null, on_day = null, interrupted = null, number = null, given_name = null,
         family_name = null, school_form = null, programme_code = null, school_unit_code = null, school_unit = null, sender = null
   where p.domain_id = access.domain_id() and p.notice_id = notice and p.withdrawn_at is null;
  get diagnostics withdrawn = row_count;
  return withdrawn = 1;
end $$;

create function access.withdrawn_notices() returns table (parcel_id uuid, withdrawn_at timestamptz)
  language plpgsql stable security definer rows 10 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.id, p.withdrawn_at from access.notice_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is not null;
end $$;

revoke all on function access.register_keepers(), access.send_notice(uuid), access.take_notices(), access.answer_notice(uuid, text),
  access.notice_receipts(), access.withdraw_notice(uuid), access.withdrawn_notices() from public;
grant execute on function access.register_keepers(), access.send_notice(uuid), access.answer_notice(uuid, text), access.notice_receipts(),
  access.withdraw_notice(uuid) to sedd_web, sedd_jobs;
grant execute on function access.take_notices(), access.withdrawn_notices() to sedd_jobs;
