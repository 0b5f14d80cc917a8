-- Access: secrecy domains, accounts, sessions, the signed context of a transaction, and the trail.
--
-- A secrecy domain (a nämnd, an independent branch of one, or another organisation) is the tenant: OSL 8 kap. 1–2 §§ puts
-- secrecy between them. Every row of a person carries its domain, and every table has a RESTRICTIVE wall on it.
-- The context of a transaction is a claim signed with a key nobody but this schema's owner can read, bound to the
-- backend and to the transaction: SQL smuggled into a query can neither forge it nor replay it.

set local role sedd_access;

create table access.key (
  id   integer primary key check (id = 1),
  ipad bytea not null,
  opad bytea not null
);

create table access.domain (
  id                uuid primary key default gen_random_uuid(),
  code              text not null unique check (code ~ '^[A-Za-z0-9ÅÄÖåäö_-]{1,40}$'),
  name              text not null check (name <> ''),
  municipality_code text check (municipality_code ~ '^[0-9]{4}$'),
  kind              text not null check (kind in ('school_board', 'social_board', 'school_health', 'region', 'folk_high_school', 'other')),
  keeps_register    boolean not null,
  created_at        timestamptz not null default now(),
  check (not keeps_register or municipality_code is not null)
);
create index domain_municipality on access.domain (municipality_code);

create table access.account (
  id           uuid primary key default gen_random_uuid(),
  kind         text not null check (kind in ('staff', 'machine')),
  sign_in_name text not null unique check (sign_in_name ~ '^[a-z0-9][a-z0-9._:-]{0,63}$'),
  display_name text not null check (display_name <> ''),
  language     text not null default 'sv' check (language in ('sv', 'en')),
  active       boolean not null default true,
  demo_face    integer,
  created_at   timestamptz not null default now()
);

create table access.membership (
  domain_id      uuid not null references access.domain,
  id             uuid not null default gen_random_uuid(),
  account_id     uuid not null references access.account,
  role           text not null,
  title          text,
  sees_protected boolean not null default false,
  started_at     timestamptz not null default now(),
  ended_at       timestamptz,
  primary key (domain_id, id)
);
create unique index membership_one_open on access.membership (domain_id, account_id, role) where ended_at is null;
create index membership_account on access.membership (account_id);

create table access.session (
  token_sha     bytea primary key,
  account_id    uuid not null references access.account,
  domain_id     uuid not null,
  membership_id uuid,
  purpose       text not null,
  created_at    timestamptz not null default now(),
  seen_at       timestamptz not null default now(),
  expires_at    timestamptz not null,
  foreign key (domain_id, membership_id) references access.membership (domain_id, id),
  check (membership_id is not null or purpose <> 'web')
);
create index session_account on access.session (account_id);
create index session_membership on access.session (domain_id, membership_id);
create index session_expiry on access.session (expires_at);

-- Append-only. Detail holds ids, codes and counts, never a name or a number.
create table access.event (
  domain_id  uuid not null,
  id         bigint generated always as identity,
  at         timestamptz not null default clock_timestamp(),
  actor_id   uuid not null,
  actor_role text not null,
  purpose    text not null,
  action     text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  object     text,
  person_id  uuid,
  detail     jsonb,
  primary key (domain_id, id)
);
create index event_person on access.event (domain_id, person_id, id) where person_id is not null;
create index event_at on access.event (domain_id, at);

create function access.deny_rewrite() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the trail is append-only';
end $$;
create trigger no_rewrite before update or delete or truncate on access.event
  for each statement execute function access.deny_rewrite();

-- HMAC-SHA256 by hand: the key never leaves this schema.
create function access.mac(message text) returns bytea
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select sha256(k.opad || sha256(k.ipad || convert_to(message, 'UTF8'))) from access.key k where k.id = 1
$$;

-- The claims of this transaction, verified: account | role | domain | sees protected | purpose | backend | transaction start.
create function access.claim(which integer) returns text
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  context text := coalesce(current_setting('sedd.context', true), '');
  parts   text[];
  made    bytea;
begin
  if context = '' then return null; end if; -- what an ended SET LOCAL leaves behind is '', not null
  parts := string_to_array(context, '|');
  if cardinality(parts) is distinct from 8 then return null; end if;
  -- access.mac() written out: this runs for every policy of every query.
  select sha256(k.opad || sha256(k.ipad || convert_to(array_to_string(parts[1:7], '|'), 'UTF8'))) into made from access.key k where k.id = 1;
  if parts[8] is distinct from encode(made, 'hex') then
    raise exception 'forged context' using errcode = '28000';
  end if;
  if parts[6] is distinct from pg_backend_pid()::text or parts[7] is distinct from extract(epoch from now())::text then
    raise exception 'replayed context' using errcode = '28000';
  end if;
  return parts[which];
end $$;

-- Without settings of their own these are folded into the query that calls them; every name in them is whole.
create function access.account_id() returns uuid language sql stable parallel restricted as $$ select access.claim(1)::pg_catalog.uuid $$;
create function access.actor_role() returns text language sql stable parallel restricted as $$ select access.claim(2) $$;
create function access.domain_id() returns uuid language sql stable parallel restricted as $$ select access.claim(3)::pg_catalog.uuid $$;
create function access.sees_protected() returns boolean language sql stable parallel restricted as $$ select access.claim(4) operator(pg_catalog.=) 't' $$;

-- Opens the context of this transaction for the session that the token names. Roles are read afresh each time, so a
-- role that was taken away is gone at the next request. Answers what the program needs to know of the actor.
create function access.begin(token text) returns table (
  account_id uuid, sign_in_name text, display_name text, language text, role text, title text, domain_id uuid,
  domain_code text, domain_name text, municipality_code text, sees_protected boolean, purpose text)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  message text;
begin
  select a.id, a.sign_in_name, a.display_name, a.language, coalesce(m.role, 'machine'), m.title, d.id, d.code, d.name,
         d.municipality_code, coalesce(m.sees_protected, true), s.purpose
    into account_id, sign_in_name, display_name, language, role, title, domain_id, domain_code, domain_name,
         municipality_code, sees_protected, purpose
    from access.session s
    join access.account a on a.id = s.account_id and a.active
    join access.domain d on d.id = s.domain_id
    left join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id and m.ended_at is null
   where s.token_sha = sha256(convert_to(token, 'UTF8'))
     and s.expires_at > now()
     and (s.membership_id is null or m.id is not null);
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  message := array_to_string(array[account_id::text, role, domain_id::text, case when sees_protected then 't' else 'f' end,
    replace(purpose, '|', ' '), pg_backend_pid()::text, extract(epoch from now())::text], '|');
  perform set_config('sedd.context', message || '|' || encode(access.mac(message), 'hex'), true);
  return next;
end $$;

-- Records what the actor of this transaction does, in this transaction.
create function access.record(action text, object text, person_id uuid, detail jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.event (domain_id, actor_id, actor_role, purpose, action, object, person_id, detail)
  values (access.claim(3)::uuid, access.claim(1)::uuid, access.claim(2), access.claim(5), action, object, person_id, detail);
end $$;

-- A short-lived session of the machine itself, for one domain and a named purpose (nightly work, command line, import).
create function access.open_machine_session(for_domain uuid, for_purpose text, minutes integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  token   text := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
  machine uuid;
begin
  delete from access.session where expires_at < now() - interval '1 day' and account_id in (select id from access.account where kind = 'machine');
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'machine:' || for_purpose, 'Sedd (' || for_purpose || ')')
    on conflict (sign_in_name) do nothing;
  select id into machine from access.account where sign_in_name = 'machine:' || for_purpose;
  insert into access.session (token_sha, account_id, domain_id, purpose, expires_at)
    select sha256(convert_to(token, 'UTF8')), machine, d.id, for_purpose, now() + make_interval(mins => minutes)
      from access.domain d where d.id = for_domain;
  if not found then
    raise exception 'no such domain' using errcode = '28000';
  end if;
  return token;
end $$;

-- The domains of a municipality, or all of them: for the machine, which works domain by domain.
create function access.domains(of_municipality text) returns setof access.domain
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.* from access.domain d
   where of_municipality is null or d.municipality_code = of_municipality
   order by d.municipality_code, d.code
$$;

create function access.add_domain(new_code text, new_name text, new_kind text, new_municipality text, new_keeps_register boolean)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made    uuid;
  machine uuid;
begin
  insert into access.domain (code, name, kind, municipality_code, keeps_register)
    values (new_code, new_name, new_kind, new_municipality, new_keeps_register) returning id into made;
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'machine:setup', 'Sedd (setup)')
    on conflict (sign_in_name) do nothing;
  select id into machine from access.account where sign_in_name = 'machine:setup';
  insert into access.event (domain_id, actor_id, actor_role, purpose, action, object)
    values (made, machine, 'machine', 'setup', 'access.domain_added', made::text);
  return made;
end $$;

create function access.add_account(new_sign_in_name text, new_display_name text, new_face integer) returns uuid
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.account (kind, sign_in_name, display_name, demo_face) values ('staff', new_sign_in_name, new_display_name, new_face)
  returning id
$$;

-- Into the domain of the transaction's own context, so that it stands in that domain's trail.
create function access.add_membership(for_account uuid, new_role text, new_title text, new_sees_protected boolean) returns uuid
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.membership (domain_id, account_id, role, title, sees_protected)
  values (access.claim(3)::uuid, for_account, new_role, new_title, new_sees_protected)
  returning id
$$;

-- The accounts one may choose between on the sign-in page of a demonstration. Empty unless demo faces were made.
create function access.demo_accounts() returns table (
  membership_id uuid, display_name text, face integer, role text, title text, domain_name text, municipality_code text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id, a.display_name, a.demo_face, m.role, m.title, d.name, d.municipality_code
    from access.membership m
    join access.account a on a.id = m.account_id and a.active and a.demo_face is not null
    join access.domain d on d.id = m.domain_id
   where m.ended_at is null
   order by a.demo_face, m.role
$$;

-- Signs a demonstration account in. Refused for every account that is not one of the demonstration's.
create function access.open_demo_session(for_membership uuid, hours integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  token text := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at)
    select sha256(convert_to(token, 'UTF8')), a.id, m.domain_id, m.id, 'web', now() + make_interval(hours => hours)
      from access.membership m
      join access.account a on a.id = m.account_id and a.active and a.demo_face is not null
     where m.id = for_membership and m.ended_at is null;
  if not found then
    raise exception 'no such demonstration account' using errcode = '28000';
  end if;
  return token;
end $$;

create function access.close_session(token text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.session where token_sha = sha256(convert_to(token, 'UTF8'))
$$;

create function access.set_language(token text, chosen text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update access.account a set language = chosen from access.session s
   where s.account_id = a.id and s.token_sha = sha256(convert_to(token, 'UTF8')) and s.expires_at > now()
$$;

-- The staff of the actor's own domain: whom one may choose as owner, and whose name stands beside a row.
create function access.colleagues() returns table (
  account_id uuid, sign_in_name text, display_name text, role text, title text, current boolean, sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.sign_in_name, a.display_name, m.role, m.title, m.ended_at is null and a.active, m.sees_protected
    from access.membership m join access.account a on a.id = m.account_id
   where m.domain_id = access.claim(3)::uuid and a.kind = 'staff'
   order by a.display_name, a.id
$$;

-- The trail of the actor's own domain, newest first.
create function access.events(of_person uuid, most integer) returns table (
  id bigint, at timestamptz, actor_name text, actor_role text, purpose text, action text, object text, person_id uuid, detail jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.id, e.at, a.display_name, e.actor_role, e.purpose, e.action, e.object, e.person_id, e.detail
    from access.event e left join access.account a on a.id = e.actor_id
   where e.domain_id = access.claim(3)::uuid and (of_person is null or e.person_id = of_person)
   order by e.id desc limit most
$$;

-- The wall of a table: forced row security, the RESTRICTIVE domain wall, and the permission to see within one's domain.
create procedure access.raise_wall(target regclass) language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy domain_wall on %s as restrictive using (domain_id = (select access.domain_id()))
                  with check (domain_id = (select access.domain_id()))', target);
  execute format('create policy within_domain on %s using (true) with check (true)', target);
end $$;

-- The tables of this schema are reached only through the functions above; their owner is the one the policy is for
-- (otherwise nobody could begin a transaction).
do $$
declare
  target text;
begin
  foreach target in array array['key', 'domain', 'account', 'membership', 'session', 'event'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

insert into access.key (id, ipad, opad)
select 1, decode(string_agg(lpad(to_hex(get_byte(secret, n) # 54), 2, '0'), '' order by n), 'hex'),
          decode(string_agg(lpad(to_hex(get_byte(secret, n) # 92), 2, '0'), '' order by n), 'hex')
  from (select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) ||
               sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as secret) made,
       generate_series(0, 63) n;

revoke all on all functions in schema access from public;
revoke all on all routines in schema access from public;
grant usage on schema access to sedd_owner, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
grant execute on procedure access.raise_wall(regclass) to sedd_owner;
grant references (id) on access.domain to sedd_owner;
grant execute on function access.begin(text), access.claim(integer), access.account_id(), access.actor_role(),
  access.domain_id(), access.sees_protected()
  to sedd_owner, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
grant execute on function access.record(text, text, uuid, jsonb), access.colleagues(), access.events(uuid, integer)
  to sedd_web, sedd_jobs, sedd_import;
grant execute on function access.open_machine_session(uuid, text, integer), access.domains(text) to sedd_jobs, sedd_import;
grant execute on function access.add_domain(text, text, text, text, boolean), access.add_account(text, text, integer),
  access.add_membership(uuid, text, text, boolean) to sedd_jobs;
grant execute on function access.demo_accounts(), access.open_demo_session(uuid, integer), access.close_session(text),
  access.set_language(text, text) to sedd_web;
