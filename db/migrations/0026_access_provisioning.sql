-- Provisioning from outside (SCIM 2.0, RFC 7643 and 7644): an identity provider tells who works here and in which groups.
--
-- Its bearer token opens a role of its own, which sees nobody and may only provision. What it says becomes staff and teams;
-- roles come of it only as an administrator has mapped names to them, never a role that takes two, never sight of the protected,
-- and it ends no role but those it gave, unless somebody leaves.

set local role sedd_access;

insert into access.role (code, reach, topics, rights) values ('provisioner', 'none', '{}', '{provision}');

create table access.scim_token (
  domain_id     uuid not null references access.domain,
  id            uuid not null default gen_random_uuid(),
  name          text not null check (length(name) between 1 and 80),
  token_sha     bytea not null,
  membership_id uuid not null,
  made_by       uuid not null references access.account,
  made_at       timestamptz not null default now(),
  until_at      timestamptz not null check (until_at > made_at and until_at <= made_at + interval '2 years'),
  used_at       timestamptz,
  revoked_at    timestamptz,
  revoked_by    uuid references access.account,
  primary key (domain_id, id),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id),
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index scim_token_sha on access.scim_token (token_sha);
create index scim_token_membership on access.scim_token (domain_id, membership_id);
create index scim_token_made_by on access.scim_token (made_by);
create index scim_token_revoked_by on access.scim_token (revoked_by);

-- Which role the name of a group, or of a role as the provider says it, stands for.
create table access.scim_role (
  domain_id uuid not null references access.domain,
  id        uuid not null default gen_random_uuid(),
  name      text not null check (length(name) between 1 and 120),
  role      text not null references access.role (code),
  primary key (domain_id, id)
);
create unique index scim_role_name on access.scim_role (domain_id, lower(name));
create index scim_role_role on access.scim_role (role);

alter table access.team
  add column external_id text check (length(external_id) between 1 and 200),
  add column changed_at timestamptz,
  add column version integer not null default 1;

-- Members as the provider gives them: somebody without a role is one too, and is of the team once there is a role.
create table access.team_listed (
  domain_id uuid not null,
  team_id   uuid not null,
  staff_id  uuid not null,
  primary key (domain_id, team_id, staff_id),
  foreign key (domain_id, team_id) references access.team (domain_id, id),
  foreign key (domain_id, staff_id) references access.staff (domain_id, id)
);
create index team_listed_staff on access.team_listed (domain_id, staff_id);

do $$
declare
  target text;
begin
  foreach target in array array['scim_token', 'scim_role', 'team_listed'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- Tokens: made by an administrator, shown once, kept as a hash. The server's own clock decides how long they last.
create function access.add_scim_token(new_name text, new_sha bytea, days integer) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made    uuid := gen_random_uuid();
  machine uuid;
  member  uuid;
begin
  perform access.require_administrator();
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'scim:' || made, 'SCIM (' || new_name || ')')
    returning id into machine;
  insert into access.membership (domain_id, account_id, role) values (access.domain_id(), machine, 'provisioner') returning id into member;
  insert into access.scim_token (domain_id, id, name, token_sha, membership_id, made_by, until_at)
    values (access.domain_id(), made, new_name, new_sha, member, access.account_id(), now() + make_interval(days => days));
  return made;
end $$;

create function access.revoke_scim_token(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  member uuid;
begin
  perform access.require_administrator();
  update access.scim_token t set revoked_at = now(), revoked_by = access.account_id()
   where t.domain_id = access.domain_id() and t.id = target and t.revoked_at is null returning t.membership_id into member;
  if not found then return; end if;
  update access.membership m set ended_at = now() where m.domain_id = access.domain_id() and m.id = member;
  perform access.drop_sessions(member);
  return next target;
end $$;

create function access.scim_tokens() returns table (
  id uuid, name text, made_by_name text, made_at timestamptz, until_at timestamptz, used_at timestamptz, revoked_at timestamptz, lasts boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.name, a.display_name, t.made_at, t.until_at, t.used_at, t.revoked_at, t.revoked_at is null and t.until_at > now()
    from access.scim_token t join access.account a on a.id = t.made_by
   where access.may('accounts') and t.domain_id = access.domain_id()
   order by t.made_at desc, t.id
$$;

-- A session of one request for whoever holds a token that lasts. No row for any other.
create function access.open_scim_session(bearer text) returns table (token text, token_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_token access.scim_token;
  holder      uuid;
begin
  select t.* into found_token from access.scim_token t
   where t.token_sha = sha256(convert_to(bearer, 'UTF8')) and t.revoked_at is null and t.until_at > now();
  if found_token.id is null then return; end if;
  select m.account_id into holder from access.membership m
   where m.domain_id = found_token.domain_id and m.id = found_token.membership_id and m.ended_at is null;
  if holder is null then return; end if;
  delete from access.session s where s.account_id = holder and s.expires_at < now();
  update access.scim_token t set used_at = now()
   where t.domain_id = found_token.domain_id and t.id = found_token.id and (t.used_at is null or t.used_at < now() - interval '1 minute');
  token := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
  token_id := found_token.id;
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at)
    values (sha256(convert_to(token, 'UTF8')), holder, found_token.domain_id, found_token.membership_id, 'scim', now() + interval '1 minute');
  return next;
end $$;

-- Roles and teams of one person as what is listed and mapped says today.
create function access.apply_provisioning(target uuid) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  who    access.staff;
  wanted text[];
  each   record;
begin
  select s.* into who from access.staff s where s.domain_id = home and s.id = target for update;
  if who.id is null or who.left_at is not null then return; end if;
  select coalesce(array_agg(distinct r.role), '{}') into wanted
    from access.scim_role r
   where r.domain_id = home and not access.takes_two(r.role, false)
     and (lower(r.name) in (select lower(g) from unnest(who.given_roles) g)
          or lower(r.name) in (select lower(t.name) from access.team_listed l join access.team t on t.domain_id = l.domain_id and t.id = l.team_id
                                where l.domain_id = home and l.staff_id = who.id and t.ended_at is null));
  for each in select m.id from access.membership m
               where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.source = 'scim' and m.role <> all (wanted) loop
    perform access.drop_sessions(each.id);
    update access.membership m set ended_at = access.moment() where m.domain_id = home and m.id = each.id;
  end loop;
  perform access.open_membership(who.account_id, w.role, who.title, false, 'scim', null)
     from unnest(wanted) w (role)
    where not exists (select from access.membership m
                       where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.role = w.role);
  update access.membership m set title = who.title
   where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.source = 'scim' and m.title is distinct from who.title;
  insert into access.team_member (domain_id, team_id, membership_id, from_at)
    select home, l.team_id, m.id, access.moment()
      from access.team_listed l
      join access.team t on t.domain_id = l.domain_id and t.id = l.team_id and t.ended_at is null
      join access.membership m on m.domain_id = home and m.account_id = who.account_id and m.ended_at is null
     where l.domain_id = home and l.staff_id = who.id
    on conflict do nothing;
end $$;

create function access.map_scim_role(new_name text, new_role text) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_administrator();
  if access.takes_two(new_role, false) or new_role in ('machine', 'provisioner') then return; end if;
  insert into access.scim_role (domain_id, name, role) values (access.domain_id(), new_name, new_role)
    on conflict (domain_id, lower(name)) do update set role = excluded.role returning id into made;
  perform access.apply_provisioning(s.id) from access.staff s where s.domain_id = access.domain_id() and s.left_at is null;
  return next made;
end $$;
create function access.unmap_scim_role(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  delete from access.scim_role r where r.domain_id = access.domain_id() and r.id = target;
  if not found then return; end if;
  perform access.apply_provisioning(s.id) from access.staff s where s.domain_id = access.domain_id() and s.left_at is null;
  return next target;
end $$;
create function access.scim_roles() returns table (id uuid, name text, role text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.name, r.role from access.scim_role r
   where access.may('accounts') and r.domain_id = access.domain_id() order by lower(r.name)
$$;

-- Users.
create function access.scim_users(only_id uuid, only_user_name text, only_external_id text) returns table (
  id uuid, user_name text, external_id text, display_name text, given_name text, family_name text, title text, email text,
  phone text, roles text[], active boolean, made_at timestamptz, changed_at timestamptz, version integer, groups jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.user_name, s.external_id, s.display_name, s.given_name, s.family_name, s.title, s.email, s.phone, s.given_roles,
         s.left_at is null, s.made_at, s.changed_at, s.version,
         coalesce((select jsonb_agg(jsonb_build_object('value', t.id, 'display', t.name) order by t.name, t.id)
                     from access.team t
                    where t.domain_id = s.domain_id and t.ended_at is null
                      and (exists (select from access.team_listed l where l.domain_id = t.domain_id and l.team_id = t.id and l.staff_id = s.id)
                           or exists (select from access.team_member m join access.membership p on p.domain_id = m.domain_id and p.id = m.membership_id
                                       where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null
                                         and p.ended_at is null and p.account_id = s.account_id))), '[]')
    from access.staff s
   where access.may('provision') and s.domain_id = access.domain_id() and s.removed_at is null
     and (only_id is null or s.id = only_id)
     and (only_user_name is null or lower(s.user_name) = lower(only_user_name))
     and (only_external_id is null or s.external_id = only_external_id)
$$;

-- What is read after this is what is changed.
create function access.lock_scim_user(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('provision');
  return query
  select s.id from access.staff s
   where s.domain_id = access.domain_id() and s.id = target and s.removed_at is null for update;
end $$;

-- Null when the name is another's already.
create function access.save_scim_user(target uuid, given jsonb) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.domain_id();
  who  access.staff;
begin
  perform access.require_right('provision');
  select s.* into who from access.staff s
   where s.domain_id = home and lower(s.user_name) = lower(given ->> 'userName') for update;
  if target is null and who.id is null then
    select s.* into who from access.staff s
     where s.domain_id = home and s.id = (
       select i from access.insert_staff(given ->> 'userName', given ->> 'displayName', null, null, null, null, null, 'scim') i);
  elsif target is null and who.removed_at is null then
    return;
  elsif target is not null then
    if who.id is not null and who.id <> target then return; end if;
    select s.* into who from access.staff s where s.domain_id = home and s.id = target and s.removed_at is null for update;
    if who.id is null then return; end if;
  end if;
  if (given ->> 'active')::boolean and who.left_at is not null then
    perform access.reopen_staff(who, false);
  elsif not (given ->> 'active')::boolean and who.left_at is null then
    perform access.close_staff(who);
  end if;
  update access.staff s
     set user_name = given ->> 'userName', external_id = given ->> 'externalId', display_name = given ->> 'displayName',
         given_name = given ->> 'givenName', family_name = given ->> 'familyName', title = given ->> 'title',
         email = given ->> 'email', phone = given ->> 'phone', removed_at = null, changed_at = access.moment(),
         given_roles = array(select jsonb_array_elements_text(given -> 'roles')),
         version = s.version + case when target is null then 0 else 1 end
   where s.domain_id = home and s.id = who.id;
  perform access.name_account(who.account_id, given ->> 'displayName');
  perform access.apply_provisioning(who.id);
  return next who.id;
end $$;

create function access.remove_scim_user(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.domain_id();
  who  access.staff;
begin
  perform access.require_right('provision');
  select s.* into who from access.staff s where s.domain_id = home and s.id = target and s.removed_at is null for update;
  if who.id is null then return; end if;
  if who.left_at is null then perform access.close_staff(who); end if;
  delete from access.team_listed l where l.domain_id = home and l.staff_id = who.id;
  update access.team_member m set ended_at = access.moment()
   where m.domain_id = home and m.ended_at is null
     and m.membership_id in (select p.id from access.membership p where p.domain_id = home and p.account_id = who.account_id);
  update access.staff s set removed_at = access.moment(), given_roles = '{}' where s.domain_id = home and s.id = who.id;
  return next who.id;
end $$;

-- Groups are teams.
create function access.scim_groups(only_id uuid, only_name text) returns table (
  id uuid, name text, external_id text, made_at timestamptz, changed_at timestamptz, version integer, members jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.name, t.external_id, t.made_at, coalesce(t.changed_at, t.made_at), t.version,
         coalesce((select jsonb_agg(jsonb_build_object('value', s.id, 'display', s.display_name) order by s.display_name, s.id)
                     from access.staff s
                    where s.domain_id = t.domain_id and s.removed_at is null
                      and (exists (select from access.team_listed l where l.domain_id = t.domain_id and l.team_id = t.id and l.staff_id = s.id)
                           or exists (select from access.team_member m join access.membership p on p.domain_id = m.domain_id and p.id = m.membership_id
                                       where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null
                                         and p.ended_at is null and p.account_id = s.account_id))), '[]')
    from access.team t
   where access.may('provision') and t.domain_id = access.domain_id() and t.ended_at is null
     and (only_id is null or t.id = only_id) and (only_name is null or lower(t.name) = lower(only_name))
$$;

create function access.lock_scim_group(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('provision');
  return query
  select t.id from access.team t where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null for update;
end $$;

-- Whoever is taken away loses what the group gave; whoever is put in gets it. Null when the name is taken, or a member is nobody here.
create function access.save_scim_group(target uuid, new_name text, new_external_id text, members uuid[]) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home    uuid := access.domain_id();
  team    uuid := target;
  renamed boolean := true;
  before  uuid[];
begin
  perform access.require_right('provision');
  if exists (select from access.team t where t.domain_id = home and lower(t.name) = lower(new_name) and t.ended_at is null and t.id is distinct from target)
     or exists (select from unnest(members) wanted (id) where not exists (
       select from access.staff s where s.domain_id = home and s.id = wanted.id and s.removed_at is null)) then return; end if;
  if target is null then
    insert into access.team (domain_id, name, external_id, made_at) values (home, new_name, new_external_id, access.moment()) returning id into team;
  else
    select lower(t.name) <> lower(new_name) into renamed from access.team t where t.domain_id = home and t.id = target and t.ended_at is null for update;
    if not found then return; end if;
    update access.team t set name = new_name, external_id = new_external_id, changed_at = access.moment(), version = t.version + 1
     where t.domain_id = home and t.id = target;
  end if;
  before := access.team_staff(team);
  delete from access.team_listed l where l.domain_id = home and l.team_id = team and l.staff_id <> all (members);
  insert into access.team_listed (domain_id, team_id, staff_id) select home, team, unnest(members) on conflict do nothing;
  update access.team_member m set ended_at = access.moment()
   where m.domain_id = home and m.team_id = team and m.ended_at is null and not exists (
     select from access.membership p join access.staff s on s.domain_id = p.domain_id and s.account_id = p.account_id
      where p.domain_id = home and p.id = m.membership_id and s.id = any (members));
  -- Everybody when the name, which a role may hang on, is another; else those who came and those who went.
  perform access.apply_provisioning(t.id) from (select distinct unnest(before || members)) t (id)
    where renamed or not (t.id = any (before) and t.id = any (members));
  return next team;
end $$;

create function access.team_staff(of_team uuid) returns uuid[]
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(s.id), '{}') from access.staff s
   where s.domain_id = access.domain_id()
     and (exists (select from access.team_listed l where l.domain_id = s.domain_id and l.team_id = of_team and l.staff_id = s.id)
          or exists (select from access.team_member m join access.membership p on p.domain_id = m.domain_id and p.id = m.membership_id
                      where m.domain_id = s.domain_id and m.team_id = of_team and m.ended_at is null and p.account_id = s.account_id))
$$;

create function access.remove_scim_group(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  before uuid[];
begin
  perform access.require_right('provision');
  before := access.team_staff(target);
  update access.team t set ended_at = access.moment()
   where t.domain_id = home and t.id = target and t.ended_at is null;
  if not found then return; end if;
  delete from access.team_listed l where l.domain_id = home and l.team_id = target;
  update access.team_member m set ended_at = access.moment() where m.domain_id = home and m.team_id = target and m.ended_at is null;
  perform access.apply_provisioning(b) from unnest(before) b;
  return next target;
end $$;

revoke all on function access.add_scim_token(text, bytea, integer), access.revoke_scim_token(uuid), access.scim_tokens(),
  access.open_scim_session(text), access.apply_provisioning(uuid), access.map_scim_role(text, text), access.unmap_scim_role(uuid),
  access.scim_roles(), access.scim_users(uuid, text, text), access.lock_scim_user(uuid), access.save_scim_user(uuid, jsonb),
  access.remove_scim_user(uuid), access.scim_groups(uuid, text), access.lock_scim_group(uuid),
  access.save_scim_group(uuid, text, text, uuid[]), access.team_staff(uuid), access.remove_scim_group(uuid) from public;
grant execute on function access.add_scim_token(text, bytea, integer), access.revoke_scim_token(uuid), access.scim_tokens(),
  access.open_scim_session(text), access.map_scim_role(text, text), access.unmap_scim_role(uuid), access.scim_roles(),
  access.scim_users(uuid, text, text), access.lock_scim_user(uuid), access.save_scim_user(uuid, jsonb),
  access.remove_scim_user(uuid), access.scim_groups(uuid, text), access.lock_scim_group(uuid),
  access.save_scim_group(uuid, text, text, uuid[]), access.remove_scim_group(uuid) to sedd_web;
