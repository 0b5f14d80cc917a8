-- Signing in: passkeys, OpenID Connect, invitations, sessions of one's own, forms that met an ended session, and limits.
--
-- A session is made from a proof: an attempt that this schema opened with a secret of 244 bits, taken once, checked by the program and
-- used up by the function that makes the session. The database cannot check a signature by itself; so the functions that believe the
-- program are granted to the surface `sedd_sign_in` alone, which asks nothing but these. SQL smuggled into a page reaches none of them.

set local role sedd_access;

alter table access.session add column device text check (length(device) <= 60);
alter table access.membership add column last_used_at timestamptz;

create table access.passkey (
  id            uuid primary key default gen_random_uuid(),
  account_id    uuid not null references access.account,
  credential_id bytea not null unique check (length(credential_id) between 16 and 1023),
  public_key    bytea not null check (length(public_key) between 32 and 4096),
  counter       bigint not null check (counter >= 0),
  transports    text[] not null,
  backed_up     boolean not null,
  name          text not null check (length(name) between 1 and 60),
  made_at       timestamptz not null default now(),
  last_used_at  timestamptz
);
create index passkey_account on access.passkey (account_id);

-- Who somebody is to an identity provider: its own name for itself and for the person. Never an address of e-mail.
create table access.identity (
  id           uuid primary key default gen_random_uuid(),
  account_id   uuid not null references access.account,
  issuer       text not null check (length(issuer) between 8 and 400),
  subject      text not null check (length(subject) between 1 and 255),
  linked_at    timestamptz not null default now(),
  last_used_at timestamptz,
  unique (issuer, subject)
);
create unique index identity_account on access.identity (account_id, issuer);

create table access.invitation (
  id         uuid primary key default gen_random_uuid(),
  account_id uuid not null references access.account,
  token_sha  bytea not null unique,
  made_by    uuid not null references access.account,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= made_at + interval '14 days'),
  used_at    timestamptz
);
create index invitation_account on access.invitation (account_id);
create index invitation_made_by on access.invitation (made_by);

-- An attempt to show who one is. `secret_sha`: of the challenge of a passkey, or of the state that goes to the identity provider and
-- comes back. What is for a session, or for an invitation, is for that one alone.
create table access.attempt (
  secret_sha    bytea primary key,
  way           text not null check (way in ('passkey', 'oidc')),
  purpose       text not null check (purpose in ('sign_in', 'confirm', 'add', 'invitation')),
  session_sha   bytea,
  invitation_id uuid references access.invitation,
  browser_sha   bytea,
  kept          jsonb not null default '{}',
  made_at       timestamptz not null default now(),
  expires_at    timestamptz not null,
  taken_at      timestamptz,
  check ((session_sha is null) = (purpose in ('sign_in', 'invitation'))),
  check ((invitation_id is null) = (purpose <> 'invitation')),
  check ((way = 'oidc') = (browser_sha is not null))
);
create index attempt_expiry on access.attempt (expires_at);
create index attempt_invitation on access.attempt (invitation_id);

-- How often something was tried, by a name that cannot be read back.
create table access.rate (
  bucket   bytea primary key,
  taken    integer not null,
  until_at timestamptz not null
);
create index rate_until on access.rate (until_at);

-- A form that was sent when the session had ended, or when a fresher sign-in was needed: kept a day for the one who wrote it.
create table access.parked_form (
  id            uuid primary key default gen_random_uuid(),
  account_id    uuid not null references access.account,
  domain_id     uuid not null,
  membership_id uuid not null,
  path          text not null check (path ~ '^/' and length(path) <= 2000),
  came_from     text check (came_from ~ '^/' and length(came_from) <= 2000),
  fields        text not null check (length(fields) <= 600000),
  made_at       timestamptz not null default now(),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id)
);
create index parked_form_account on access.parked_form (account_id);
create index parked_form_membership on access.parked_form (domain_id, membership_id);
create index parked_form_made on access.parked_form (made_at);

do $$
declare
  target text;
begin
  foreach target in array array['passkey', 'identity', 'invitation', 'attempt', 'rate', 'parked_form'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- Not for any role that serves: each of these is called by functions of this schema, with its owner's rights.

create function access.sha(secret text) returns bytea language sql immutable set search_path = pg_catalog, pg_temp as $$
  select sha256(convert_to(secret, 'UTF8')) $$;
create function access.secret() returns text language sql volatile set search_path = pg_catalog, pg_temp as $$
  select encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex') $$;

-- The session of a token while it can be used; idle or over, there is none.
create function access.live_session(token text) returns access.session
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.* from access.session s join access.account a on a.id = s.account_id and a.active
    join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id and m.ended_at is null
   where s.token_sha = access.sha(token) and s.purpose = 'web' and s.expires_at > now()
     and s.seen_at > now() - interval '15 minutes'
$$;

-- A new session in the membership that was used last. Ten hours at most.
create function access.make_session(for_account uuid, by_method text, level integer, shown_at timestamptz, on_device text)
  returns text language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  token text := access.secret();
  used  uuid;
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance, strong_at, device)
    select access.sha(token), a.id, m.domain_id, m.id, 'web', now() + interval '10 hours', by_method, level,
           case when level = 2 then shown_at end, on_device
      from access.account a join access.membership m on m.account_id = a.id and m.ended_at is null
     where a.id = for_account and a.active and a.kind = 'staff'
     order by m.last_used_at desc nulls last, m.started_at, m.id limit 1
    returning membership_id into used;
  if used is null then
    raise exception 'no account to sign in to' using errcode = '28000';
  end if;
  update access.membership set last_used_at = now() where id = used;
  return token;
end $$;

-- The same session under another token, stronger: who holds the old token holds nothing.
create function access.strengthen(session_sha bytea, by_method text, shown_at timestamptz) returns text
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  token text := access.secret();
begin
  update access.session s set token_sha = access.sha(token), assurance = 2, strong_at = shown_at, seen_at = now(), method = by_method
   where s.token_sha = strengthen.session_sha;
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  return token;
end $$;

-- Uses up an attempt that was taken a moment ago; what was not taken, or was for something else, proves nothing.
create function access.use_attempt(secret text, by_way text, for_purpose text) returns access.attempt
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  used access.attempt;
begin
  delete from access.attempt a
   where a.secret_sha = access.sha(secret) and a.way = by_way and a.purpose = for_purpose and a.taken_at > now() - interval '1 minute'
  returning a.* into used;
  if used.secret_sha is null then
    raise exception 'no such attempt' using errcode = '28000';
  end if;
  return used;
end $$;

-- The account of a passkey, after its counter has been moved on. A counter that stands still or goes back is a copy's.
create function access.use_passkey(credential bytea, new_counter bigint) returns uuid
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  holder uuid;
begin
  update access.passkey p set counter = new_counter, last_used_at = now()
   where p.credential_id = credential and (new_counter > p.counter or (new_counter = 0 and p.counter = 0))
  returning p.account_id into holder;
  if holder is null then
    raise exception 'no such passkey' using errcode = '28000';
  end if;
  return holder;
end $$;

-- A new way in for an account that was invited. Ways in that it had before are gone: an invitation is for the first time, or for one
-- who has lost what one had. Answers the account.
create function access.use_invitation(invitation uuid) returns uuid
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  invited uuid;
begin
  update access.invitation i set used_at = now()
   where i.id = invitation and i.used_at is null and i.expires_at > now()
  returning i.account_id into invited;
  if invited is null then
    raise exception 'no such invitation' using errcode = '28000';
  end if;
  delete from access.passkey p where p.account_id = invited;
  delete from access.identity d where d.account_id = invited;
  update access.session s set expires_at = now() where s.account_id = invited and s.expires_at > now();
  return invited;
end $$;

-- For the surface that signs in.

-- Opens an attempt and gives its secret; with it, for a passkey, who it is for and which keys they have already.
create function access.open_attempt(by_way text, for_purpose text, token text, invitation text, browser text, kept jsonb)
  returns table (secret text, account_id uuid, sign_in_name text, display_name text, credentials bytea[])
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_session    bytea;
  of_invitation uuid;
begin
  delete from access.attempt a where a.expires_at < now();
  if for_purpose in ('confirm', 'add') then
    select s.token_sha, s.account_id into of_session, account_id from access.live_session(token) s;
  elsif for_purpose = 'invitation' then
    select i.id, i.account_id into of_invitation, account_id
      from access.invitation i join access.account a on a.id = i.account_id and a.active
     where i.token_sha = access.sha(invitation) and i.used_at is null and i.expires_at > now();
  end if;
  if for_purpose <> 'sign_in' and account_id is null then
    raise exception 'nobody to try for' using errcode = '28000';
  end if;
  select a.sign_in_name, a.display_name into sign_in_name, display_name from access.account a where a.id = open_attempt.account_id;
  credentials := array(select p.credential_id from access.passkey p where p.account_id = open_attempt.account_id);
  secret := access.secret();
  insert into access.attempt (secret_sha, way, purpose, session_sha, invitation_id, browser_sha, kept, expires_at)
    values (access.sha(secret), by_way, for_purpose, of_session, of_invitation, access.sha(browser), open_attempt.kept,
            now() + case by_way when 'oidc' then interval '10 minutes' else interval '5 minutes' end);
  return next;
end $$;

-- Takes an attempt, once: whatever comes of it, it cannot be tried again.
create function access.take_attempt(by_way text, secret text, browser text) returns table (purpose text, kept jsonb)
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update access.attempt a set taken_at = now()
   where a.secret_sha = access.sha(secret) and a.way = by_way and a.taken_at is null and a.expires_at > now()
     and a.browser_sha is not distinct from access.sha(browser)
  returning a.purpose, a.kept
$$;

-- What a passkey's answer is checked against. Who asks knows its id, which nobody can guess and no list tells.
create function access.passkey_of(credential bytea) returns table (account_id uuid, public_key bytea, counter bigint, transports text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.account_id, p.public_key, p.counter, p.transports
    from access.passkey p join access.account a on a.id = p.account_id and a.active
   where p.credential_id = credential
$$;

create function access.sign_in_with_passkey(secret text, credential bytea, new_counter bigint, device text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.use_attempt(secret, 'passkey', 'sign_in');
  return access.make_session(access.use_passkey(credential, new_counter), 'passkey', 2, now(), device);
end $$;

create function access.confirm_with_passkey(secret text, token text, credential bytea, new_counter bigint) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used access.attempt := access.use_attempt(secret, 'passkey', 'confirm');
  own  access.session := access.live_session(token);
begin
  if used.session_sha is distinct from own.token_sha or access.use_passkey(credential, new_counter) is distinct from own.account_id then
    raise exception 'another’s passkey' using errcode = '28000';
  end if;
  return access.strengthen(own.token_sha, 'passkey', now());
end $$;

create function access.put_passkey(holder uuid, credential bytea, new_public_key bytea, new_counter bigint, new_transports text[],
  is_backed_up boolean, new_name text) returns uuid
  language sql volatile set search_path = pg_catalog, pg_temp as $$
  insert into access.passkey (account_id, credential_id, public_key, counter, transports, backed_up, name)
  values (holder, credential, new_public_key, new_counter, new_transports, is_backed_up, new_name)
  on conflict (credential_id) do nothing
  returning id
$$;

-- One more passkey for the actor, who has shown who they are within the last five minutes. Null when it is registered already.
create function access.add_passkey(secret text, token text, credential bytea, new_public_key bytea, new_counter bigint,
  new_transports text[], is_backed_up boolean, new_name text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used access.attempt := access.use_attempt(secret, 'passkey', 'add');
  own  access.session := access.live_session(token);
begin
  if access.is_fresh() is not true or own.account_id is distinct from access.account_id()
     or used.session_sha is distinct from own.token_sha then
    raise exception 'not by this session' using errcode = '28000';
  end if;
  return access.put_passkey(own.account_id, credential, new_public_key, new_counter, new_transports, is_backed_up, new_name);
end $$;

-- Whom an invitation is for; nothing when it was used, replaced or forgotten.
create function access.invited(invitation text) returns table (account_id uuid, display_name text, domain_name text, expires_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name, d.name, i.expires_at
    from access.invitation i join access.account a on a.id = i.account_id and a.active
    join access.membership m on m.account_id = a.id and m.ended_at is null join access.domain d on d.id = m.domain_id
   where i.token_sha = access.sha(invitation) and i.used_at is null and i.expires_at > now()
   order by m.started_at limit 1
$$;

create function access.accept_with_passkey(secret text, credential bytea, new_public_key bytea, new_counter bigint,
  new_transports text[], is_backed_up boolean, new_name text, device text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used   access.attempt := access.use_attempt(secret, 'passkey', 'invitation');
  holder uuid := access.use_invitation(used.invitation_id);
begin
  if access.put_passkey(holder, credential, new_public_key, new_counter, new_transports, is_backed_up, new_name) is null then
    raise exception 'the passkey is another’s' using errcode = '28000';
  end if;
  return access.make_session(holder, 'passkey', 2, now(), device);
end $$;

-- `names` is what the provider calls the person by the claim that the installation trusts to be a sign-in name; null where it trusts
-- none. Then an account of these domains alone (all when null) that the provider does not know yet is linked. Null: nobody is known.
create function access.sign_in_with_oidc(secret text, by_issuer text, by_subject text, level integer, shown_at timestamptz,
  names text, in_domains text[], device text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used   access.attempt := access.use_attempt(secret, 'oidc', 'sign_in');
  holder uuid;
begin
  update access.identity d set last_used_at = now() where d.issuer = by_issuer and d.subject = by_subject returning d.account_id into holder;
  if holder is null and names is not null then
    select a.id into holder from access.account a
     where a.sign_in_name = lower(names) and a.kind = 'staff' and a.active
       and not exists (select from access.identity d where d.account_id = a.id and d.issuer = by_issuer)
       and (in_domains is null or not exists (
         select from access.membership m join access.domain d on d.id = m.domain_id
          where m.account_id = a.id and m.ended_at is null and d.code <> all (in_domains)));
    if holder is not null then
      insert into access.identity (account_id, issuer, subject, last_used_at) values (holder, by_issuer, by_subject, now());
    end if;
  end if;
  if holder is null then return null; end if;
  return access.make_session(holder, 'oidc', level, least(shown_at, now()), device);
end $$;

-- The provider showed anew who it is: not before the attempt was made (a minute is given to clocks), and the same person.
create function access.confirm_with_oidc(secret text, token text, by_issuer text, by_subject text, shown_at timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used access.attempt := access.use_attempt(secret, 'oidc', 'confirm');
  own  access.session := access.live_session(token);
begin
  if used.session_sha is distinct from own.token_sha or shown_at < used.made_at - interval '1 minute' or shown_at is null
     or not exists (
       select from access.identity d where d.issuer = by_issuer and d.subject = by_subject and d.account_id = own.account_id) then
    raise exception 'not shown anew' using errcode = '28000';
  end if;
  return access.strengthen(own.token_sha, 'oidc', least(shown_at, now()));
end $$;

create function access.accept_with_oidc(secret text, by_issuer text, by_subject text, level integer, shown_at timestamptz, device text)
  returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used   access.attempt := access.use_attempt(secret, 'oidc', 'invitation');
  holder uuid := access.use_invitation(used.invitation_id);
begin
  insert into access.identity (account_id, issuer, subject, last_used_at) values (holder, by_issuer, by_subject, now())
    on conflict (issuer, subject) do nothing;
  if not found then
    raise exception 'the identity is another’s' using errcode = '28000';
  end if;
  return access.make_session(holder, 'oidc', level, least(shown_at, now()), device);
end $$;

-- A demonstration account has nothing to show but the press of a button.
create function access.confirm_demo(token text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  own access.session := access.live_session(token);
begin
  if own.method is distinct from 'demo' then
    raise exception 'not a demonstration' using errcode = '28000';
  end if;
  return access.strengthen(own.token_sha, 'demo', now());
end $$;

-- Another of one's own memberships, under another token. Null when it is not one's own.
create function access.switch_membership(token text, wanted uuid) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  own   access.session := access.live_session(token);
  fresh text := access.secret();
begin
  update access.membership m set last_used_at = now()
   where m.id = wanted and m.account_id = own.account_id and m.ended_at is null;
  if not found then return null; end if;
  update access.session s set token_sha = access.sha(fresh), domain_id = m.domain_id, membership_id = m.id, seen_at = now()
    from access.membership m
   where s.token_sha = own.token_sha and m.id = wanted and m.account_id = own.account_id;
  return fresh;
end $$;

-- Ends a session. It is kept for a day, so that a form that was sent from it can be kept for the one who wrote it.
create or replace function access.close_session(token text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update access.session set expires_at = least(expires_at, now()) where token_sha = access.sha(token)
$$;

-- For everybody who is signed in, of themselves.

create function access.own_sessions() returns table (
  id uuid, method text, assurance smallint, device text, made_at timestamptz, seen_at timestamptz, domain_name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.method, s.assurance, s.device, s.created_at, s.seen_at, d.name
    from access.session s join access.domain d on d.id = s.domain_id
   where s.account_id = access.account_id() and s.purpose = 'web' and s.expires_at > now() and s.seen_at > now() - interval '15 minutes'
   order by s.seen_at desc
$$;

create function access.own_passkeys() returns table (id uuid, name text, backed_up boolean, made_at timestamptz, last_used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.name, p.backed_up, p.made_at, p.last_used_at
    from access.passkey p where p.account_id = access.account_id() order by p.made_at
$$;

create function access.own_identities() returns table (id uuid, issuer text, linked_at timestamptz, last_used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.issuer, d.linked_at, d.last_used_at
    from access.identity d where d.account_id = access.account_id() order by d.linked_at
$$;

create function access.own_memberships() returns table (id uuid, role text, title text, domain_name text, is_current boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id, m.role, m.title, d.name, m.id::text = access.claim(13)
    from access.membership m join access.domain d on d.id = m.domain_id
   where m.account_id = access.account_id() and m.ended_at is null
   order by d.name, m.role, m.id
$$;

create function access.rename_passkey(which uuid, new_name text) returns boolean
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with renamed as (
    update access.passkey p set name = new_name where p.id = which and p.account_id = access.account_id() returning p.id)
  select exists (select from renamed)
$$;

-- Takes a way in away, freshly shown; never the last one. 'gone', 'last' or 'done'.
create function access.remove_way_in(which uuid) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  own uuid := access.account_id();
begin
  if access.is_fresh() is not true then
    raise exception 'not shown anew' using errcode = '28000';
  end if;
  perform from access.account a where a.id = own for update;
  if not exists (select from access.passkey p where p.id = which and p.account_id = own)
     and not exists (select from access.identity d where d.id = which and d.account_id = own) then
    return 'gone';
  end if;
  if (select count(*) from access.passkey p where p.account_id = own)
     + (select count(*) from access.identity d where d.account_id = own) = 1 then
    return 'last';
  end if;
  delete from access.passkey p where p.id = which and p.account_id = own;
  delete from access.identity d where d.id = which and d.account_id = own;
  return 'done';
end $$;

-- One session of the actor's own, or all of them when none is named. How many there were.
create function access.end_sessions(which uuid) returns bigint
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with ended as (
    update access.session s set expires_at = now()
     where s.account_id = access.account_id() and s.purpose = 'web' and s.expires_at > now() and (which is null or s.id = which)
    returning s.id)
  select count(*) from ended
$$;

-- Keeps a form for the account of a session, ended or not. Twenty at most, and for a day.
create function access.park_form(token text, to_path text, from_path text, with_fields text) returns uuid
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.parked_form (account_id, domain_id, membership_id, path, came_from, fields)
  select s.account_id, s.domain_id, s.membership_id, to_path, from_path, with_fields
    from access.session s
   where s.token_sha = access.sha(token) and s.purpose = 'web'
     and (select count(*) from access.parked_form p where p.account_id = s.account_id and p.made_at > now() - interval '1 day') < 20
  returning id
$$;

-- The actor's own, written in the membership they are in now.
create function access.parked_forms() returns table (id uuid, path text, came_from text, fields text, made_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.path, p.came_from, p.fields, p.made_at
    from access.parked_form p
   where p.account_id = access.account_id() and p.domain_id = access.domain_id() and p.membership_id::text = access.claim(13)
     and p.made_at > now() - interval '1 day'
   order by p.made_at desc
$$;

create function access.drop_parked_form(which uuid) returns boolean
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with dropped as (
    delete from access.parked_form p
     where p.id = which and p.account_id = access.account_id() and p.membership_id::text = access.claim(13) returning p.id)
  select exists (select from dropped)
$$;

-- An invitation for an account of the actor's own domain: good once, and void when another is made. Null when the account is not there to
-- be invited, or belongs to another domain as well: then nobody of one domain alone may open it.
create function access.invite(for_account uuid, hours integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  token text := access.secret();
begin
  perform access.require_right('accounts');
  if access.is_fresh() is not true then
    raise exception 'not shown anew' using errcode = '28000';
  end if;
  perform from access.account a
    where a.id = for_account and a.kind = 'staff' and a.active and a.id <> access.account_id()
      and exists (select from access.membership m where m.account_id = a.id and m.domain_id = access.domain_id() and m.ended_at is null)
      and not exists (select from access.membership m where m.account_id = a.id and m.domain_id <> access.domain_id() and m.ended_at is null)
    for update;
  if not found then return null; end if;
  update access.invitation i set expires_at = least(i.expires_at, now()) where i.account_id = for_account and i.used_at is null;
  insert into access.invitation (account_id, token_sha, made_by, expires_at)
    values (for_account, access.sha(token), access.account_id(), now() + make_interval(hours => least(hours, 336)));
  return token;
end $$;

-- Limits.

-- Counts one more in the bucket; false when there were `most` within the time already. A day at most.
create function access.take(bucket text, most integer, seconds integer) returns boolean
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.rate as r (bucket, taken, until_at)
  values (access.mac('rate|' || bucket), 1, now() + make_interval(secs => least(seconds, 86400)))
  on conflict on constraint rate_pkey do update
    set taken = case when r.until_at <= now() then 1 else least(r.taken + 1, 1000000) end,
        until_at = case when r.until_at <= now() then excluded.until_at else r.until_at end
  returning r.taken <= most
$$;

-- Gives one back: what came out well is not counted.
create function access.give_back(bucket text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update access.rate r set taken = greatest(0, r.taken - 1) where r.bucket = access.mac('rate|' || give_back.bucket)
$$;

-- Seconds until the bucket is empty again.
create function access.seconds_left(bucket text) returns integer
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((
    select greatest(0, ceil(extract(epoch from r.until_at - now())))::integer
      from access.rate r where r.bucket = access.mac('rate|' || seconds_left.bucket)), 0)
$$;

-- Takes away what is over: attempts, counters, forms and sessions of the day before.
create function access.tidy_sign_in() returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.attempt where expires_at < now();
  delete from access.rate where until_at < now();
  delete from access.parked_form where made_at < now() - interval '1 day';
  delete from access.session
   where purpose = 'web' and (expires_at < now() - interval '1 day' or seen_at < now() - interval '1 day');
$$;

do $$
declare
  routine regprocedure;
begin
  for routine in select p.oid from pg_proc p where p.pronamespace = 'access'::regnamespace and p.proowner = 'sedd_access'::regrole loop
    execute format('revoke all on routine %s from public', routine);
  end loop;
end $$;
grant usage on schema access to sedd_sign_in;
grant execute on function access.begin(text, timestamptz, uuid), access.open_attempt(text, text, text, text, text, jsonb),
  access.take_attempt(text, text, text), access.passkey_of(bytea), access.sign_in_with_passkey(text, bytea, bigint, text),
  access.confirm_with_passkey(text, text, bytea, bigint),
  access.add_passkey(text, text, bytea, bytea, bigint, text[], boolean, text), access.invited(text),
  access.accept_with_passkey(text, bytea, bytea, bigint, text[], boolean, text, text),
  access.sign_in_with_oidc(text, text, text, integer, timestamptz, text, text[], text),
  access.confirm_with_oidc(text, text, text, text, timestamptz),
  access.accept_with_oidc(text, text, text, integer, timestamptz, text), access.confirm_demo(text),
  access.switch_membership(text, uuid)
  to sedd_sign_in;
grant execute on function access.own_sessions(), access.own_passkeys(), access.own_identities(), access.own_memberships(),
  access.rename_passkey(uuid, text), access.remove_way_in(uuid), access.end_sessions(uuid),
  access.park_form(text, text, text, text), access.parked_forms(), access.drop_parked_form(uuid)
  to sedd_web;
grant execute on function access.invite(uuid, integer) to sedd_web, sedd_jobs;
grant execute on function access.take(text, integer, integer), access.give_back(text), access.seconds_left(text)
  to sedd_web, sedd_sign_in;
grant execute on function access.tidy_sign_in() to sedd_jobs;

set local role sedd_trail;
grant usage on schema trail to sedd_sign_in;
grant execute on function trail.record(text, text, uuid, jsonb) to sedd_sign_in;
