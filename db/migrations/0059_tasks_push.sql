-- Web push: the browsers that somebody has asked to tell them what is behind the bell, and the hours in which they may (RFC 8030, 8291, 8292).

set local role sedd_access;

-- A browser of somebody's, in one domain. Its address at a push service takes only what is signed with the key of the installation, which
-- lies in a file outside the database. `device_sha` is of the secret in the browser's cookie: signing out there forgets the row.
create table access.push_device (
  domain_id     uuid not null references access.domain,
  id            uuid not null default gen_random_uuid(),
  account_id    uuid not null references access.account,
  device_sha    bytea not null,
  endpoint      text not null check (endpoint ~ '^https://[^/?#@]+/' and length(endpoint) <= 1000),
  p256dh        text not null check (p256dh ~ '^[A-Za-z0-9_-]{87}$'),
  auth          text not null check (auth ~ '^[A-Za-z0-9_-]{22}$'),
  made_at       timestamptz not null,
  -- Up to which alert it has told; those from before it was asked to are not told of.
  seen_at       timestamptz not null check (seen_at >= made_at),
  -- When the push service last took something; null until it has.
  told_at       timestamptz check (told_at >= made_at),
  -- Since when it has taken nothing, though asked.
  failing_since timestamptz,
  primary key (domain_id, id),
  unique (domain_id, account_id, endpoint)
);
create index push_device_account on access.push_device (account_id);
create index push_device_device on access.push_device (device_sha);
create index push_device_endpoint on access.push_device (endpoint);

-- When somebody's browsers may tell, by the clock on the wall in Sweden. Who has chosen nothing has no row.
create table access.push_hours (
  domain_id  uuid not null references access.domain,
  account_id uuid not null references access.account,
  opens      text not null check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes     text not null check (closes ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and closes > opens),
  days       text not null check (days in ('workdays', 'all')),
  primary key (domain_id, account_id)
);
create index push_hours_account on access.push_hours (account_id);

do $$
declare
  target text;
begin
  foreach target in array array['push_device', 'push_hours'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- Lets a browser tell the one whose session it is. A browser tells one person: what another had asked of it is forgotten. 'too_many': as many
-- of theirs as there may be do so already.
create function access.add_push_device(device_secret text, at_endpoint text, with_key text, with_auth text, most integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.claim(3)::uuid;
  me     uuid := access.account_id();
  device bytea := access.sha(device_secret);
begin
  if access.claim(12) <> '' then return null; end if;
  delete from access.push_device d where (d.endpoint = at_endpoint or d.device_sha = device) and d.account_id <> me;
  delete from access.push_device d
   where d.domain_id = home and d.account_id = me and d.device_sha = device and d.endpoint <> at_endpoint;
  if (select count(*) from access.push_device d where d.domain_id = home and d.account_id = me and d.endpoint <> at_endpoint) >= most then
    return 'too_many';
  end if;
  -- The same browser in another domain of one's own has a new address there too.
  update access.push_device d set endpoint = at_endpoint, p256dh = with_key, auth = with_auth, failing_since = null
   where d.account_id = me and d.device_sha = device and d.domain_id <> home;
  insert into access.push_device (domain_id, account_id, device_sha, endpoint, p256dh, auth, made_at, seen_at)
    values (home, me, device, at_endpoint, with_key, with_auth, access.moment(), access.moment())
    on conflict (domain_id, account_id, endpoint) do update
      set device_sha = excluded.device_sha, p256dh = excluded.p256dh, auth = excluded.auth, failing_since = null;
  return 'added';
end $$;

create function access.remove_push_device(which uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.push_device d
   where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id() and d.id = which and access.claim(12) = '';
  return found;
end $$;

-- One's own browsers in this domain; `here` is the one that holds the secret.
create function access.push_devices(device_secret text) returns table (id uuid, made_at timestamptz, told_at timestamptz, here boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.made_at, d.told_at, d.device_sha is not distinct from access.sha(device_secret) from access.push_device d
   where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id() and access.claim(12) = ''
   order by d.made_at, d.id
$$;

create function access.set_push_hours(new_opens text, new_closes text, new_days text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into access.push_hours (domain_id, account_id, opens, closes, days)
    select access.claim(3)::uuid, access.account_id(), new_opens, new_closes, new_days where access.claim(12) = ''
    on conflict (domain_id, account_id) do update set opens = excluded.opens, closes = excluded.closes, days = excluded.days
$$;

create function access.own_push_hours() returns table (opens text, closes text, days text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select h.opens, h.closes, h.days from access.push_hours h
   where h.domain_id = access.claim(3)::uuid and h.account_id = access.account_id() and access.claim(12) = ''
$$;

-- Whether a colleague has a browser that tells: whether there is anything to do for whoever leaves them an alert.
create function access.has_push(for_account uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.push_device d
    where d.domain_id = access.claim(3)::uuid and d.account_id = for_account and access.claim(12) = '')
$$;

-- The browsers of one with something new to tell: an alert that is not read, after the last they told of. `newest` is when that was left.
-- Nothing for one who has left.
create function access.open_pushes(for_account uuid) returns table (
  id uuid, endpoint text, p256dh text, auth text, told_at timestamptz, newest timestamptz, unread bigint, language text, opens text, closes text, days text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.endpoint, d.p256dh, d.auth, d.told_at, n.newest, n.unread, a.language, h.opens, h.closes, h.days
    from access.push_device d
    join access.account a on a.id = d.account_id and a.active and a.kind = 'staff'
    left join access.push_hours h on h.domain_id = d.domain_id and h.account_id = d.account_id
   cross join lateral (
     select count(*) as unread, max(x.made_at) as newest from access.alert x
      where x.account_id = d.account_id and x.domain_id = d.domain_id and x.read_at is null) n
   where d.domain_id = access.claim(3)::uuid and d.account_id = for_account and access.actor_role() = 'machine'
     and n.newest > d.seen_at
     and exists (select from access.membership m where m.domain_id = d.domain_id and m.account_id = d.account_id and m.ended_at is null)
   order by d.id
$$;

-- What the push service answered: 'taken', with the alerts up to `told_of`; 'gone', and the browser is forgotten; or neither, and it is forgotten after a week of that.
create function access.note_push(to_device uuid, outcome text, told_of timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.claim(3)::uuid;
begin
  if access.actor_role() <> 'machine' then return false; end if;
  delete from access.push_device d
   where d.domain_id = home and d.id = to_device
     and (outcome = 'gone' or outcome <> 'taken' and d.failing_since < access.moment() - interval '7 days');
  update access.push_device d
     set seen_at = case when outcome = 'taken' then greatest(d.seen_at, told_of) else d.seen_at end,
         told_at = case when outcome = 'taken' then greatest(d.made_at, access.moment()) else d.told_at end,
         failing_since = case when outcome <> 'taken' then coalesce(d.failing_since, access.moment()) end
   where d.domain_id = home and d.id = to_device;
  return found;
end $$;

-- Signing out, with no session left to ask by: the browser is forgotten for everybody but the one whose session the token is.
create function access.forget_push_device(device_secret text, but_token text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.push_device d
   where d.device_sha = access.sha(device_secret)
     and not exists (select from access.session s where s.token_sha = access.sha(but_token) and s.account_id = d.account_id)
$$;

-- Of those who have left, and what has not been used for a quarter of a year.
create function access.tidy_push() returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.push_device d
   where coalesce(d.told_at, d.made_at) < now() - interval '90 days'
      or not exists (select from access.membership m join access.account a on a.id = m.account_id and a.active
                      where m.domain_id = d.domain_id and m.account_id = d.account_id and m.ended_at is null);
  delete from access.push_hours h
   where not exists (select from access.membership m join access.account a on a.id = m.account_id and a.active
                      where m.domain_id = h.domain_id and m.account_id = h.account_id and m.ended_at is null)
$$;

-- Who is signed out everywhere, by themself or by an administrator, and who leaves, is told nowhere any more.
create or replace function access.end_sessions(which uuid) returns bigint
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from access.push_device d where d.account_id = access.account_id() and which is null;
  with ended as (
    update access.session s set expires_at = now()
     where s.account_id = access.account_id() and s.purpose = 'web' and s.expires_at > now() and (which is null or s.id = which)
    returning s.id)
  select count(*) from ended
$$;

create or replace function access.end_staff_sessions(target uuid) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null then return; end if;
  delete from access.push_device d where d.account_id = who.account_id;
  update access.session s set expires_at = now()
   where s.account_id = who.account_id and s.purpose = 'web' and s.expires_at > now();
  return next who.id;
end $$;

create or replace function access.close_staff(who access.staff) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  delete from access.push_device d where d.domain_id = who.domain_id and d.account_id = who.account_id;
  delete from access.push_hours h where h.domain_id = who.domain_id and h.account_id = who.account_id;
  update access.session x set expires_at = least(x.expires_at, now())
   where x.domain_id = who.domain_id and x.account_id = who.account_id;
  perform access.close_membership(m.id) from access.membership m
    where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at is null;
  update access.staff s set left_at = access.moment(), changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = false
   where c.domain_id = who.domain_id and c.staff_id = who.id and c.decided_at is null;
end $$;

revoke all on function access.add_push_device(text, text, text, text, integer), access.remove_push_device(uuid), access.push_devices(text),
  access.set_push_hours(text, text, text), access.own_push_hours(), access.has_push(uuid), access.open_pushes(uuid),
  access.note_push(uuid, text, timestamptz), access.forget_push_device(text, text), access.tidy_push() from public;
grant execute on function access.add_push_device(text, text, text, text, integer), access.remove_push_device(uuid), access.push_devices(text),
  access.set_push_hours(text, text, text), access.own_push_hours(), access.forget_push_device(text, text) to sedd_web;
grant execute on function access.has_push(uuid) to sedd_web, sedd_jobs;
grant execute on function access.open_pushes(uuid), access.note_push(uuid, text, timestamptz), access.tidy_push() to sedd_jobs;

set local role sedd_owner;
