-- Referrals: somebody asks that a young person be met. They come from colleagues, and from outside without an account: the form on the
-- municipality's page, by way of a box behind the schema access, which the worker empties into the domain that was asked.

set local role sedd_access;

-- Who takes in what is referred, decides on it and keeps the queue: those who reach the whole domain.
update access.role set rights = rights || '{triage}' where code in ('kaa_coordinator', 'team_lead', 'machine');

-- Whether a domain takes referrals from outside, and where one can ring instead.
create table access.referral_door (
  domain_id  uuid primary key references access.domain (id),
  is_open    boolean not null,
  phone      text check (length(phone) between 3 and 40),
  decided_by uuid not null references access.account (id),
  decided_at timestamptz not null
);
create index referral_door_decided_by on access.referral_door (decided_by);

-- What comes from outside. Until it is confirmed the words are sealed with a key that stands in the link alone (`content`); then they are
-- in the clear until the worker has taken them in (`told`), seconds later. Afterwards nothing is left but how far it has got.
create table access.referral_box (
  domain_id    uuid not null references access.domain (id),
  id           uuid not null default gen_random_uuid(),
  way          text not null check (way in ('professional', 'guardian', 'self')),
  is_draft     boolean not null,
  token_sha    bytea unique,
  content      bytea check (length(content) <= 40000),
  status_sha   bytea unique,
  told         jsonb,
  made_at      timestamptz not null default now(),
  expires_at   timestamptz not null,
  confirmed_at timestamptz,
  taken_at     timestamptz,
  withdrawn_at timestamptz,
  carried_at   timestamptz,
  closed_at    timestamptz,
  primary key (domain_id, id)
);
create index referral_box_expires on access.referral_box (expires_at) where confirmed_at is null;
create index referral_box_arrived on access.referral_box (domain_id, confirmed_at) where confirmed_at is not null and taken_at is null;
create index referral_box_withdrawn on access.referral_box (domain_id, withdrawn_at) where withdrawn_at is not null and carried_at is null;

do $$
declare
  target text;
begin
  foreach target in array array['referral_door', 'referral_box'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- What one who has no account meets: nothing below tells who is known, or anything of a referral but that it is received or closed.

create function access.referral_form(slug text) returns table (name text, phone text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.name, o.phone from access.domain d join access.referral_door o on o.domain_id = d.id where d.code = slug and o.is_open
$$;

-- When a form was shown, so that nobody can say it was earlier.
create function access.stamp_referral() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.at || '.' || encode(access.mac('referral|' || t.at), 'hex') from (select floor(extract(epoch from clock_timestamp()))::bigint::text) t(at)
$$;
create function access.stamp_age(stamp text) returns integer
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  at text := substring(stamp from '^(\d{9,12})\.[0-9a-f]{64}$');
begin
  if at is null or stamp is distinct from at || '.' || encode(access.mac('referral|' || at), 'hex') then return null; end if;
  return least(floor(extract(epoch from clock_timestamp())) - at::bigint, 2000000000)::integer;
end $$;

-- Keeps what is written, as a draft or to be confirmed, and lets go of the draft it was written from.
create function access.keep_referral(slug text, old_token text, new_token text, by_way text, as_draft boolean, sealed bytea, hours integer)
  returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked uuid;
begin
  select d.id into asked from access.domain d join access.referral_door o on o.domain_id = d.id where d.code = slug and o.is_open;
  if asked is null then return false; end if;
  delete from access.referral_box b where b.token_sha = access.sha(old_token) and b.confirmed_at is null;
  insert into access.referral_box (domain_id, way, is_draft, token_sha, content, expires_at)
    values (asked, by_way, as_draft, access.sha(new_token), sealed, now() + make_interval(hours => least(greatest(hours, 1), 336)));
  return true;
end $$;

create function access.kept_referral(token text) returns table (slug text, name text, phone text, way text, is_draft boolean, sealed bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.code, d.name, o.phone, b.way, b.is_draft, b.content
    from access.referral_box b join access.domain d on d.id = b.domain_id join access.referral_door o on o.domain_id = d.id and o.is_open
   where b.token_sha = access.sha(kept_referral.token) and b.confirmed_at is null and b.expires_at > now()
$$;

-- Confirmed once: the link is used up, and another leads to how it goes.
create function access.confirm_referral(token text, status_token text, words jsonb) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.referral_box b
     set confirmed_at = now(), told = words, status_sha = access.sha(status_token), token_sha = null, content = null
   where b.token_sha = access.sha(confirm_referral.token) and not b.is_draft and b.confirmed_at is null and b.expires_at > now();
  return found;
end $$;

create function access.referral_status(status_token text) returns table (name text, received_at timestamptz, closed boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.name, b.confirmed_at, b.closed_at is not null or b.withdrawn_at is not null
    from access.referral_box b join access.domain d on d.id = b.domain_id
   where b.status_sha = access.sha(referral_status.status_token)
$$;

create function access.withdraw_referral(status_token text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.referral_box b set withdrawn_at = now()
   where b.status_sha = access.sha(withdraw_referral.status_token) and b.closed_at is null and b.withdrawn_at is null;
  return found;
end $$;

-- What the domain itself does with it.

create function access.referral_door_of() returns table (slug text, is_open boolean, phone text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.code, coalesce(o.is_open, false), o.phone from access.domain d left join access.referral_door o on o.domain_id = d.id
   where access.may('triage') and d.id = access.domain_id()
$$;

create function access.set_referral_door(opened boolean, ring text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('triage');
  insert into access.referral_door (domain_id, is_open, phone, decided_by, decided_at)
    values (access.domain_id(), opened, nullif(ring, ''), access.account_id(), access.moment())
    on conflict (domain_id) do update
      set is_open = excluded.is_open, phone = excluded.phone, decided_by = excluded.decided_by, decided_at = excluded.decided_at;
  return true;
end $$;

create function access.close_arrival(arrival uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('triage');
  update access.referral_box b set closed_at = access.moment()
   where b.domain_id = access.domain_id() and b.id = arrival and b.closed_at is null;
end $$;

create function access.referral_arrivals() returns table (id uuid, way text, told jsonb, received_at timestamptz, withdrawn boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.id, b.way, b.told, b.confirmed_at, b.withdrawn_at is not null
    from access.referral_box b
   where access.actor_role() = 'machine' and b.domain_id = access.domain_id()
     and ((b.confirmed_at is not null and b.taken_at is null) or (b.withdrawn_at is not null and b.carried_at is null))
   order by b.confirmed_at, b.id limit 100
$$;

create function access.settle_arrival(arrival uuid, as_withdrawn boolean) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'not for this role' using errcode = '42501';
  end if;
  update access.referral_box b
     set taken_at = coalesce(b.taken_at, access.moment()), told = null,
         carried_at = case when as_withdrawn then access.moment() else b.carried_at end,
         closed_at = case when as_withdrawn then coalesce(b.closed_at, access.moment()) else b.closed_at end
   where b.domain_id = access.domain_id() and b.id = arrival;
end $$;

-- What was never confirmed is gone when its link is; how it went can be asked for a year after it was closed.
create function access.tidy_referrals() returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.referral_box b where (b.confirmed_at is null and b.expires_at < now()) or b.closed_at < now() - interval '1 year'
$$;

revoke all on function access.referral_form(text), access.stamp_referral(), access.stamp_age(text),
  access.keep_referral(text, text, text, text, boolean, bytea, integer), access.kept_referral(text),
  access.confirm_referral(text, text, jsonb), access.referral_status(text), access.withdraw_referral(text), access.referral_door_of(),
  access.set_referral_door(boolean, text), access.close_arrival(uuid), access.referral_arrivals(),
  access.settle_arrival(uuid, boolean), access.tidy_referrals() from public;
grant execute on function access.referral_form(text), access.stamp_referral(), access.stamp_age(text),
  access.keep_referral(text, text, text, text, boolean, bytea, integer), access.kept_referral(text),
  access.confirm_referral(text, text, jsonb), access.referral_status(text), access.withdraw_referral(text) to sedd_sign_in, sedd_web;
grant execute on function access.referral_door_of(), access.set_referral_door(boolean, text), access.close_arrival(uuid)
  to sedd_web, sedd_jobs;
grant execute on function access.referral_arrivals(), access.settle_arrival(uuid, boolean), access.tidy_referrals() to sedd_jobs;

set local role sedd_trail;

-- A ticket for words that are about nobody we know yet. It opens nothing that is a person's: those are compared with the ticket's.
create function trail.untied_ticket(kind text, ids text[]) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from trail.ticket_kind k where k.kind = untied_ticket.kind) then
    raise exception 'no bodies of the kind %', kind using errcode = '22023';
  end if;
  if ids is null or cardinality(ids) not between 1 and 200 or array_position(ids, null) is not null
     or (select max(length(id)) from unnest(ids) id) > 64 then
    raise exception 'a ticket is for 1 to 200 bodies' using errcode = '22023';
  end if;
  return trail.put_own(kind || '.read', null, null, jsonb_build_object('ids', to_jsonb(ids)));
end $$;
revoke all on function trail.untied_ticket(text, text[]) from public;
grant execute on function trail.untied_ticket(text, text[]) to sedd_web, sedd_jobs;

set local role sedd_owner;

select trail.add_ticket_kind('referral');

-- What a domain has decided: how many workdays each stage may take, and how long the words about somebody who was never tied to a
-- person are kept after the end. Without a row: src/referrals/rules.ts.
create table referral_setting (
  domain_id     uuid primary key references access.domain (id),
  received_days integer not null check (received_days between 1 and 60),
  triage_days   integer not null check (triage_days between 1 and 120),
  offered_days  integer not null check (offered_days between 1 and 120),
  waiting_days  integer not null check (waiting_days between 1 and 400),
  untied_days   integer not null check (untied_days between 1 and 730),
  decided_by    uuid not null,
  decided_at    timestamptz not null
);
call access.raise_wall('referral_setting');

-- How many young people a team has room for at once.
create table referral_capacity (
  domain_id  uuid not null references access.domain (id),
  team_id    uuid not null,
  places     integer not null check (places between 0 and 1000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (domain_id, team_id)
);
call access.raise_wall('referral_capacity');

do $$
declare
  target text;
begin
  foreach target in array array['referral_setting', 'referral_capacity'] loop
    execute format('create policy at_home on %I as restrictive using ((select access.at_home()))', target);
    execute format('create policy by_triage on %I as restrictive for insert with check ((select access.may(''triage'')))', target);
    execute format('create policy changed_by_triage on %I as restrictive for update using ((select access.may(''triage'')))', target);
  end loop;
end $$;

-- One row for each stage that a referral has been through. referral_id is the first one's id and stands for the referral; the words stand
-- there alone (`body`; `told`: from outside, who is meant and who asks) and no role that serves can select them.
create table referral (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  referral_id  uuid not null,
  -- Null until somebody has said whom it is about.
  person_id    uuid,
  origin       text not null check (origin in ('inside', 'domain', 'professional', 'guardian', 'self')),
  sent_by      uuid,
  arrival_id   uuid,
  reasons      text[] not null check (cardinality(reasons) between 1 and 5 and reasons <@ '{absence,dropped_out,no_occupation,school_change,
                                      guidance,work,isolated,wellbeing,other}'),
  team_id      uuid,
  stage        text not null check (stage in ('received', 'triage', 'offered', 'waiting', 'accepted', 'declined', 'passed_on', 'withdrawn', 'ended')),
  reason       text check (reason in ('not_our_task', 'other_support', 'not_resident', 'declined_offer', 'no_answer', 'too_little_known', 'twice',
                                      'other_team_fits', 'no_room', 'other_domain_fits', 'no_longer_needed', 'wrong_person', 'changed_mind',
                                      'goal_reached', 'moved', 'ended_by_youth', 'too_old')),
  to_domain_id uuid references access.domain (id),
  target_on    date,
  received_at  timestamptz not null,
  body         text check (length(body) between 1 and 8000),
  told         jsonb,
  letters      integer not null generated always as (coalesce(length(body), 0)) stored,
  recorded_by  uuid not null,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, referral_id) references referral (domain_id, id),
  check (id = referral_id or (body is null and told is null)),
  check (sent_by is not null or arrival_id is not null),
  check (reason is not null or stage not in ('declined', 'passed_on', 'withdrawn', 'ended'))
);
create index referral_person on referral (domain_id, person_id);
create index referral_stages on referral (domain_id, referral_id, known_from);
create unique index referral_current on referral (domain_id, referral_id) where known_until is null;
create index referral_inbox on referral (domain_id, stage, target_on) where known_until is null;
create index referral_sender on referral (domain_id, sent_by) where known_until is null;
create index referral_to_domain on referral (to_domain_id) where to_domain_id is not null;
create unique index referral_arrival on referral (domain_id, arrival_id) where id = referral_id;

call access.raise_wall('referral');
drop policy within_domain on referral;
create policy hidden on referral as restrictive to sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation, sedd_owner
  using (person_id is null or not (select access.hides()) or person_id not in (select access.hidden()))
  with check (person_id is null or not (select access.hides()) or person_id not in (select access.hidden()));
-- Those who triage, whoever sent it, and those who follow the outreach of the young person. A visit only reads.
create policy need_to_know on referral to sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation, sedd_owner
  using ((select access.may('triage')) or ((select access.at_home()) and sent_by = (select access.account_id()))
         or person_id in (select access.reach('outreach')))
  with check ((select access.may('triage')) or sent_by = (select access.account_id()) or person_id in (select access.reach('outreach')));
create policy in_ones_own_name on referral as restrictive for insert with check (recorded_by = (select access.account_id()));
-- A stage that is over stays as it was written; but whom it is about may be said once.
create policy kept_as_written on referral as restrictive for update using (known_until is null or person_id is null) with check (true);
create policy for_reach on referral for select to sedd_reach using (true);

grant select (domain_id, id, referral_id, person_id, origin, sent_by, arrival_id, reasons, team_id, stage, reason, to_domain_id, target_on,
  received_at, letters, recorded_by, known_from, known_until) on referral to sedd_web, sedd_jobs;
grant insert (domain_id, id, referral_id, person_id, origin, sent_by, arrival_id, reasons, team_id, stage, reason, to_domain_id, target_on,
  received_at, body, told, recorded_by, known_from), update (known_until, person_id) on referral to sedd_web, sedd_jobs;
grant select (domain_id, team_id, stage, known_until) on referral to sedd_reach;
grant select, insert, update on referral_setting, referral_capacity to sedd_web;
grant select on referral_setting, referral_capacity to sedd_jobs;

-- The words of referrals, against a committed ticket: that of the person whom they are about, or one of nobody's while nobody knows.
create function referral_bodies(ids uuid[], ticket bigint) returns table (id uuid, body text, told jsonb)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'referral') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  return query
    select r.id, r.body, r.told from public.referral r
     where r.id = any (ids) and r.id = r.referral_id and (r.person_id is null or r.person_id = any (persons));
end $$;

-- What was said of somebody who was never tied to a person is not kept for long after the end.
create function erase_untied_referrals(until_day timestamptz) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  erased integer;
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'not for this role' using errcode = '42501';
  end if;
  update public.referral f set body = null, told = null
   where f.id = f.referral_id and f.person_id is null and (f.body is not null or f.told is not null)
     and exists (select from public.referral r
                  where r.domain_id = f.domain_id and r.referral_id = f.id and r.known_until is null and r.person_id is null
                    and r.stage in ('declined', 'passed_on', 'withdrawn', 'ended') and r.known_from < until_day);
  get diagnostics erased = row_count;
  return erased;
end $$;
revoke all on function referral_bodies(uuid[], bigint), erase_untied_referrals(timestamptz) from public;
grant execute on function referral_bodies(uuid[], bigint) to sedd_web, sedd_jobs;
grant execute on function erase_untied_referrals(timestamptz) to sedd_jobs;

create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array['register_search', 'scope_touched', 'register_change', 'register_owner', 'register_occupation', 'register_unclear',
    'register_period', 'scope_decision', 'completion', 'enrolment', 'schooling', 'referral', 'message', 'message_stop', 'outreach_next',
    'outreach_contact', 'note',
    'person_contact', 'person_guardian', 'person_address', 'person_residence', 'person_residency', 'person_protection',
    'person_external_id', 'person_sex_change', 'person_name', 'person_identifier']
$$;

-- How full each team is, true for everybody: those whom one may not see take a place too, and are only counted.
set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;
create function access.count_referrals() returns table (team_id uuid, taken bigint, waiting bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.team_id, count(*) filter (where r.stage = 'accepted'), count(*) filter (where r.stage in ('offered', 'waiting'))
    from public.referral r
   where access.may('triage') and r.domain_id = access.domain_id() and r.known_until is null and r.stage in ('accepted', 'offered', 'waiting')
   group by r.team_id
$$;
revoke all on function access.count_referrals() from public;
grant execute on function access.count_referrals() to sedd_web, sedd_jobs;
set local role sedd_access;
revoke create on schema access from sedd_reach;
