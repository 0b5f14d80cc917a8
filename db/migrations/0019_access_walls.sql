-- Need to know. The domain wall says whose data it is; these walls say who within the domain may see whom.
--
-- A role has a reach (everybody of the domain, those assigned, nobody) and topics; an assignment, a team, a unit or the
-- ownership of a case brings a person within reach. Each wall is asked once for a statement, never once for a row.
-- A transaction may also be a visit: to one person whom another domain shares, or to one person whose extract is made. It is
-- read-only, and reaches that person and no other.

set local role sedd_access;

-- Roles as data; src/access/roles.ts says the same to the program, and a test holds them together.
create table access.role (
  code   text primary key,
  reach  text not null check (reach in ('domain', 'assigned', 'none')),
  topics text[] not null,
  rights text[] not null
);
insert into access.role (code, reach, topics, rights) values
  ('kaa_coordinator', 'domain', '{*}', '{assign,block,review,share,imports}'),
  ('team_lead', 'domain', '{identity,contact}', '{assign,review,share}'),
  ('coach', 'assigned', '{identity,contact,schooling,register,note}', '{glass,share}'),
  ('youth_consultant', 'assigned', '{identity,contact,schooling,register,note}', '{glass,share}'),
  ('supervisor', 'assigned', '{identity,contact,schooling,register,note}', '{glass,share}'),
  ('mentor', 'assigned', '{identity,contact,schooling,register,note}', '{glass,share}'),
  ('pupil_coordinator', 'assigned', '{identity,contact,schooling,register,note}', '{glass,share}'),
  ('school_host', 'assigned', '{identity,contact,schooling,register,note}', '{glass,share}'),
  ('counsellor', 'assigned', '{identity,contact,schooling,register,note}', '{glass,share}'),
  ('attendance_team', 'assigned', '{identity,contact,schooling,note}', '{glass,share}'),
  ('principal', 'assigned', '{identity,contact,schooling,note}', '{assign,glass}'),
  ('class_mentor', 'assigned', '{identity,contact,schooling}', '{}'),
  ('pupil_assistant', 'assigned', '{identity,contact,schooling}', '{}'),
  ('special_educator', 'assigned', '{identity,contact,schooling,note}', '{glass}'),
  ('social_pedagogue', 'assigned', '{identity,contact,schooling,note}', '{glass}'),
  ('welfare_counsellor', 'assigned', '{identity,contact,schooling,note}', '{glass,share}'),
  ('student_health_head', 'assigned', '{identity,contact,schooling,note}', '{assign,review,glass}'),
  ('social_worker', 'assigned', '{identity,contact,note}', '{glass,share}'),
  ('health_worker', 'assigned', '{identity,contact,note}', '{share}'),
  ('partner', 'assigned', '{identity,contact,note}', '{share}'),
  ('project_leader', 'none', '{}', '{}'),
  ('main_project_leader', 'none', '{}', '{}'),
  ('project_economist', 'none', '{}', '{}'),
  ('project_owner', 'none', '{}', '{}'),
  ('regional_leader', 'none', '{}', '{}'),
  ('communicator', 'none', '{}', '{}'),
  ('scientific_support', 'none', '{}', '{}'),
  ('decision_maker', 'none', '{}', '{}'),
  ('evaluator', 'none', '{}', '{}'),
  ('administrator', 'none', '{}', '{accounts,imports}'),
  ('data_protection_officer', 'none', '{}', '{log,review,block,extract,retention}'),
  ('machine', 'domain', '{*}', '{assign,block,review,share,imports,accounts,log,extract,retention}');
alter table access.membership add foreign key (role) references access.role (code);
create index membership_role on access.membership (role);

alter table access.session
  add column id uuid not null default gen_random_uuid(),
  add column method text not null default 'machine' check (method in ('machine', 'demo', 'passkey', 'oidc', 'invitation')),
  -- 1: who it is is likely; 2: shown with two factors or an e-legitimation on the third level of trust.
  add column assurance smallint not null default 1 check (assurance in (1, 2)),
  -- When this was last shown on the second level.
  add column strong_at timestamptz;
create unique index session_id on access.session (id);

-- People who work together around the young, and at which units a member of staff is placed.
create table access.team (
  domain_id uuid not null references access.domain,
  id        uuid not null default gen_random_uuid(),
  name      text not null check (length(name) between 1 and 80),
  made_at   timestamptz not null,
  ended_at  timestamptz check (ended_at >= made_at),
  primary key (domain_id, id)
);
create unique index team_name on access.team (domain_id, name) where ended_at is null;

create table access.team_member (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  team_id       uuid not null,
  membership_id uuid not null,
  from_at       timestamptz not null,
  ended_at      timestamptz check (ended_at >= from_at),
  primary key (domain_id, id),
  foreign key (domain_id, team_id) references access.team (domain_id, id),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id)
);
create index team_member_team on access.team_member (domain_id, team_id);
create index team_member_membership on access.team_member (domain_id, membership_id);
create unique index team_member_once on access.team_member (domain_id, team_id, membership_id) where ended_at is null;

create table access.placement (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  membership_id uuid not null,
  unit_id       uuid not null,
  from_at       timestamptz not null,
  ended_at      timestamptz check (ended_at >= from_at),
  primary key (domain_id, id),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id)
);
create index placement_membership on access.placement (domain_id, membership_id);
create unique index placement_once on access.placement (domain_id, membership_id, unit_id) where ended_at is null;

-- Who is let in to whom. `glass`: taken by oneself, with a reason, for some hours. Ownership of a case in the register is not
-- repeated here. The holder is a membership or a team.
create table access.assignment (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  person_id     uuid not null,
  kind          text not null check (kind in ('case', 'glass')),
  membership_id uuid,
  team_id       uuid,
  reason        text,
  given_by      uuid not null,
  from_at       timestamptz not null,
  until_at      timestamptz check (until_at > from_at),
  ended_at      timestamptz check (ended_at >= from_at),
  ended_by      uuid,
  primary key (domain_id, id),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id),
  foreign key (domain_id, team_id) references access.team (domain_id, id),
  check (num_nonnulls(membership_id, team_id) = 1),
  check (kind <> 'glass' or (membership_id is not null and length(reason) >= 20 and until_at <= from_at + interval '4 hours')),
  check ((ended_at is null) = (ended_by is null))
);
create index assignment_membership on access.assignment (domain_id, membership_id);
create index assignment_team on access.assignment (domain_id, team_id);
create index assignment_person on access.assignment (domain_id, person_id);
create unique index assignment_case on access.assignment (domain_id, person_id, membership_id) where ended_at is null and kind = 'case';
create unique index assignment_case_team on access.assignment (domain_id, person_id, team_id) where ended_at is null and kind = 'case';

-- Spärr: against one account (a relative, a conflict of interest), or against everybody but those named. It goes before every role,
-- assignment and break-glass.
create table access.block (
  domain_id  uuid not null references access.domain,
  id         uuid not null default gen_random_uuid(),
  person_id  uuid not null,
  account_id uuid references access.account,
  except_ids uuid[] not null default '{}',
  reason     text not null check (length(reason) between 3 and 400),
  set_by     uuid not null references access.account,
  from_at    timestamptz not null,
  ended_at   timestamptz check (ended_at >= from_at),
  ended_by   uuid references access.account,
  primary key (domain_id, id),
  check (account_id is null or except_ids = '{}'),
  check ((ended_at is null) = (ended_by is null))
);
create index block_person on access.block (domain_id, person_id);
create index block_account on access.block (account_id);
create index block_set_by on access.block (set_by);
create index block_ended_by on access.block (ended_by);

-- One person shared with another domain: what, to whom, on what ground, why, until when. `topics` from the beginning, `more_topics`
-- once the receiver has accepted. Only the domain that owns the person shares; a receiver cannot share on.
create table access.share (
  domain_id     uuid not null references access.domain,
  id            uuid not null default gen_random_uuid(),
  person_id     uuid not null,
  to_domain_id  uuid not null references access.domain,
  topics        text[] not null check (cardinality(topics) > 0 and topics <@ '{identity,contact,schooling,register,note}'),
  more_topics   text[] not null default '{}' check (more_topics <@ '{identity,contact,schooling,register,note}'),
  ground        text not null check (length(ground) between 1 and 60),
  ground_detail text not null check (length(ground_detail) between 3 and 400),
  purpose       text not null check (length(purpose) between 10 and 400),
  made_by       uuid not null references access.account,
  from_at       timestamptz not null,
  until_at      timestamptz not null check (until_at > from_at),
  answered_at   timestamptz,
  answered_by   uuid references access.account,
  accepted      boolean,
  revoked_at    timestamptz,
  revoked_by    uuid references access.account,
  primary key (domain_id, id),
  check (to_domain_id <> domain_id),
  check (num_nonnulls(answered_at, answered_by, accepted) in (0, 3)),
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index share_id on access.share (id);
create index share_person on access.share (domain_id, person_id);
create index share_to on access.share (to_domain_id);
create index share_made_by on access.share (made_by);
create index share_answered_by on access.share (answered_by);
create index share_revoked_by on access.share (revoked_by);

-- Leave to gather all that is known of one person (registerutdrag), for one account and a short while.
create table access.extract (
  domain_id  uuid not null references access.domain,
  id         uuid not null default gen_random_uuid(),
  person_id  uuid not null,
  account_id uuid not null references access.account,
  from_at    timestamptz not null,
  until_at   timestamptz not null check (until_at > from_at and until_at <= from_at + interval '1 hour'),
  primary key (domain_id, id)
);
create unique index extract_id on access.extract (id);
create index extract_account on access.extract (account_id);

do $$
declare
  target text;
begin
  foreach target in array array['role', 'team', 'team_member', 'placement', 'assignment', 'block', 'share', 'extract'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- The claims of this transaction, verified: 1 account | 2 role | 3 domain | 4 sees protected | 5 purpose | 6 backend |
-- 7 transaction start | 8 the moment it is for the rules | 9 reach | 10 assurance | 11 topics | 12 the one person of a visit |
-- 13 membership | 14 whether somebody may be hidden from this account | seal.
create or replace function access.claim(which integer) returns text
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  context text := coalesce(current_setting('sedd.context', true), '');
  parts   text[];
  made    bytea;
begin
  if context = '' then return null; end if; -- what an ended SET LOCAL leaves behind is '', not null
  parts := string_to_array(context, '|');
  if cardinality(parts) is distinct from 15 then return null; end if;
  -- access.mac() written out: this runs for every policy of every query.
  select sha256(k.opad || sha256(k.ipad || convert_to(array_to_string(parts[1:14], '|'), 'UTF8'))) into made from access.key k where k.id = 1;
  if parts[15] is distinct from encode(made, 'hex') then
    raise exception 'forged context' using errcode = '28000';
  end if;
  if parts[6] is distinct from pg_backend_pid()::text or parts[7] is distinct from extract(epoch from now())::text then
    raise exception 'replayed context' using errcode = '28000';
  end if;
  return parts[which];
end $$;

-- The moment the rules go by: the program's clock, sealed with the rest. Sessions and tickets go by the server's own.
create function access.moment() returns timestamptz language sql stable parallel restricted as $$
  select pg_catalog.to_timestamp(access.claim(8)::pg_catalog.float8) $$;
create function access.reaches_all(topic text) returns boolean language sql stable parallel restricted
  set search_path = pg_catalog, pg_temp as $$
  select access.claim(9) = 'domain' and string_to_array(access.claim(11), ',') && array['*', topic] $$;
-- False for nearly everybody who has the right to see the protected: then nobody need be looked up.
create function access.hides() returns boolean language sql stable parallel restricted as $$
  select access.claim(14) operator(pg_catalog.=) 't' $$;
create function access.has_topic(topic text) returns boolean language sql stable parallel restricted
  set search_path = pg_catalog, pg_temp as $$
  select string_to_array(access.claim(11), ',') && array['*', topic] $$;

-- Whether the role of this transaction carries a right that the database itself asks for. A visitor carries none.
create function access.may(wanted text) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select access.claim(12) = '' and exists (select from access.role r where r.code = access.claim(2) and wanted = any (r.rights))
$$;
create function access.require_right(wanted text) returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.may(wanted) is not true then
    raise exception 'the role does not carry the right %', wanted using errcode = '42501';
  end if;
end $$;
-- Signed in with two factors; and so within the last five minutes.
create function access.is_strong() returns boolean language sql stable parallel restricted
  set search_path = pg_catalog, pg_temp as $$ select access.claim(10) in ('2', '3') $$;
create function access.is_fresh() returns boolean language sql stable parallel restricted
  set search_path = pg_catalog, pg_temp as $$ select access.claim(10) = '3' $$;

drop function access.begin(text);

-- Opens the context of this transaction for the session that the token names. Roles are read afresh each time, so a
-- role that was taken away is gone at the next request. `visit` is a share that was made to the actor's domain, or leave to make an
-- extract. Answers what the program needs to know of the actor.
create function access.begin(token text, at timestamptz, visit uuid default null) returns table (
  account_id uuid, sign_in_name text, display_name text, language text, role text, title text, domain_id uuid,
  domain_code text, domain_name text, municipality_code text, sees_protected boolean, purpose text, membership_id uuid,
  reach text, assurance integer, session_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  topics  text[];
  person  uuid;
  hides   boolean;
  message text;
begin
  select a.id, a.sign_in_name, a.display_name, a.language, coalesce(m.role, 'machine'), m.title, d.id, d.code, d.name,
         d.municipality_code, coalesce(m.sees_protected, true), s.purpose, m.id, r.reach, r.topics, s.id,
         case when m.id is null then 3
              when s.assurance = 2 and s.strong_at > now() - interval '5 minutes' then 3
              else s.assurance end
    into account_id, sign_in_name, display_name, language, role, title, domain_id, domain_code, domain_name,
         municipality_code, sees_protected, purpose, membership_id, reach, topics, session_id, assurance
    from access.session s
    join access.account a on a.id = s.account_id and a.active
    join access.domain d on d.id = s.domain_id
    left join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id and m.ended_at is null
    join access.role r on r.code = coalesce(m.role, 'machine')
   where s.token_sha = sha256(convert_to(token, 'UTF8'))
     and s.expires_at > now()
     and (s.membership_id is null or m.id is not null)
     and (s.purpose <> 'web' or s.seen_at > now() - interval '15 minutes');
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  if visit is not null then
    if current_setting('transaction_read_only') <> 'on' then
      raise exception 'a visit only reads' using errcode = '28000';
    end if;
    select v.domain_id, v.person_id, v.topics, v.sees_protected, d.code, d.name, d.municipality_code
      into domain_id, person, topics, sees_protected, domain_code, domain_name, municipality_code
      from access.visited(visit, begin.account_id, begin.domain_id, begin.at) v join access.domain d on d.id = v.domain_id;
    if not found then
      raise exception 'no visit' using errcode = '28000';
    end if;
    reach := 'one';
    purpose := 'visit';
    hides := not sees_protected;
  else
    hides := not sees_protected or (role <> 'machine' and exists (
      select from access.block b
       where b.domain_id = begin.domain_id and b.ended_at is null
         and (b.account_id = begin.account_id or (b.account_id is null and begin.account_id <> all (b.except_ids)))));
  end if;
  message := array_to_string(array[account_id::text, role, domain_id::text, case when sees_protected then 't' else 'f' end,
    replace(purpose, '|', ' '), pg_backend_pid()::text, extract(epoch from now())::text, extract(epoch from at)::text, reach,
    assurance::text, array_to_string(topics, ','), coalesce(person::text, ''), coalesce(membership_id::text, ''),
    case when hides then 't' else 'f' end], '|');
  perform set_config('sedd.context', message || '|' || encode(access.mac(message), 'hex'), true);
  return next;
end $$;

-- What a visit opens: a share to the visitor's domain while it lasts, or the visitor's own leave to make an extract.
create function access.visited(visit uuid, by_account uuid, from_domain uuid, at timestamptz)
  returns table (domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.domain_id, s.person_id, case when s.accepted then s.topics || s.more_topics else s.topics end, false
    from access.share s
   where s.id = visit and s.to_domain_id = from_domain and s.revoked_at is null and s.accepted is distinct from false
     and s.from_at <= at and s.until_at > at
  union all
  select e.domain_id, e.person_id, '{*}'::text[], true
    from access.extract e
   where e.id = visit and e.account_id = by_account and e.domain_id = from_domain and e.from_at <= at and e.until_at > at
$$;

-- Demonstration accounts count as signed in with two factors: there is nobody to protect, and everything to be shown.
create or replace function access.open_demo_session(for_membership uuid, hours integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  token text := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance, strong_at)
    select sha256(convert_to(token, 'UTF8')), a.id, m.domain_id, m.id, 'web', now() + make_interval(hours => hours), 'demo', 2, now()
      from access.membership m
      join access.account a on a.id = m.account_id and a.active and a.demo_face is not null
     where m.id = for_membership and m.ended_at is null;
  if not found then
    raise exception 'no such demonstration account' using errcode = '28000';
  end if;
  return token;
end $$;

-- A session that is used lives on, ten hours at most. Called at most once a minute.
create function access.touch_session(token text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update access.session set seen_at = now()
   where token_sha = sha256(convert_to(token, 'UTF8')) and seen_at > now() - interval '15 minutes' and expires_at > now()
$$;

-- Need to know within the domain: the rows of a person are seen, and written, by those whom the person is in reach of.
-- Against those from whom the person is hidden, a wall that nothing widens. Both are asked once for a statement.
create procedure access.raise_person_wall(target regclass, columns text[], topic text)
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  surfaces text := 'sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation, sedd_owner';
  hidden   text := '';
  reached  text := '';
  name     text;
begin
  foreach name in array columns loop
    hidden := hidden || format(' and %I not in (select access.hidden())', name);
    reached := reached || format(' and %I in (select access.reach(%L))', name, topic);
  end loop;
  hidden := format('(not (select access.hides())) or (true%s)', hidden);
  reached := format('(select access.reaches_all(%L)) or (true%s)', topic, reached);
  execute format('drop policy if exists within_domain on %s', target);
  execute format('create policy hidden on %s as restrictive to %s using (%s) with check (%s)', target, surfaces, hidden, hidden);
  execute format('create policy need_to_know on %s to %s using (%s) with check (%s)', target, surfaces, reached, reached);
end $$;

revoke all on all routines in schema access from public;
grant execute on procedure access.raise_person_wall(regclass, text[], text) to sedd_owner;
grant execute on function access.begin(text, timestamptz, uuid), access.moment(), access.reaches_all(text), access.hides(),
  access.has_topic(text), access.may(text), access.require_right(text), access.is_strong(), access.is_fresh()
  to sedd_owner, sedd_reach, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
grant execute on function access.claim(integer), access.account_id(), access.actor_role(), access.domain_id(), access.sees_protected()
  to sedd_reach;
grant execute on function access.touch_session(text) to sedd_web;
grant usage on schema access to sedd_reach;

-- Who may be reached and who is hidden is answered by a role of its own, which owns no table and holds no key.
create policy for_reach on access.assignment for select to sedd_reach using (domain_id = (select access.domain_id()));
create policy for_reach on access.team_member for select to sedd_reach using (domain_id = (select access.domain_id()));
create policy for_reach on access.placement for select to sedd_reach using (domain_id = (select access.domain_id()));
create policy for_reach on access.block for select to sedd_reach using (domain_id = (select access.domain_id()));
grant select on access.assignment, access.team_member, access.placement, access.block to sedd_reach;
