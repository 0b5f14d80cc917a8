-- Staff: whom a domain knows as its own, from where, with which roles; what takes a second person; who is reached how.
--
-- An account is somebody; a domain's staff is what that domain knows of them. Somebody who works in two domains is in each only
-- what that domain says: its name, its address, its roles. An administrator reaches the own domain's staff and nothing else, never
-- themself, and never gives alone what would let them see: see access.takes_two.

set local role sedd_owner;
grant select (domain_id, id, name, school_unit_code, ended_on) on unit to sedd_access;
grant select (code, county_code) on municipality to sedd_access;
set local role sedd_access;

alter table access.membership add column source text not null default 'hand' check (source in ('hand', 'scim'));

create table access.staff (
  domain_id    uuid not null references access.domain,
  id           uuid not null default gen_random_uuid(),
  account_id   uuid not null references access.account,
  -- What the organisation calls them where they sign in: an e-mail address, mostly.
  user_name    text not null check (length(user_name) between 1 and 200),
  external_id  text check (length(external_id) between 1 and 200),
  display_name text not null check (length(display_name) between 1 and 200),
  given_name   text check (length(given_name) <= 100),
  family_name  text check (length(family_name) <= 100),
  title        text check (length(title) <= 120),
  email        text check (length(email) between 3 and 254),
  phone        text check (length(phone) between 1 and 40),
  source       text not null check (source in ('hand', 'file', 'scim')),
  made_at      timestamptz not null,
  changed_at   timestamptz not null,
  version      integer not null default 1,
  -- Left: no role is open until they come back. Removed: as never heard of by those who provision from outside.
  left_at      timestamptz,
  removed_at   timestamptz check (removed_at is null or left_at is not null),
  -- Names of roles as the provisioner gave them; which role they are is said in access.scim_role.
  given_roles  text[] not null default '{}',
  primary key (domain_id, id)
);
create unique index staff_account on access.staff (domain_id, account_id);
create unique index staff_user_name on access.staff (domain_id, lower(user_name));
create index staff_external on access.staff (domain_id, external_id);
create index staff_of_account on access.staff (account_id);

insert into access.staff (domain_id, account_id, user_name, display_name, source, made_at, changed_at)
select m.domain_id, a.id, a.sign_in_name, a.display_name, 'hand', min(m.started_at), min(m.started_at)
  from access.membership m join access.account a on a.id = m.account_id and a.kind = 'staff'
 group by m.domain_id, a.id;

-- What one has asked for and another must agree to: a role, or to see protected persons.
create table access.staff_change (
  domain_id      uuid not null,
  id             uuid not null default gen_random_uuid(),
  staff_id       uuid not null,
  role           text not null references access.role (code),
  title          text,
  sees_protected boolean not null,
  -- A role that the new one takes the place of; a membership that is only to see more.
  replaces_id    uuid,
  raises_id      uuid,
  asked_by       uuid not null references access.account,
  asked_at       timestamptz not null,
  decided_by     uuid references access.account,
  decided_at     timestamptz,
  approved       boolean,
  primary key (domain_id, id),
  foreign key (domain_id, staff_id) references access.staff (domain_id, id),
  foreign key (domain_id, replaces_id) references access.membership (domain_id, id),
  foreign key (domain_id, raises_id) references access.membership (domain_id, id),
  check (num_nonnulls(decided_by, decided_at, approved) in (0, 3)),
  check (replaces_id is null or raises_id is null)
);
create index staff_change_staff on access.staff_change (domain_id, staff_id);
create index staff_change_role on access.staff_change (role);
create index staff_change_replaces on access.staff_change (domain_id, replaces_id);
create index staff_change_raises on access.staff_change (domain_id, raises_id);
create index staff_change_asked_by on access.staff_change (asked_by);
create index staff_change_decided_by on access.staff_change (decided_by);
create unique index staff_change_once on access.staff_change (domain_id, staff_id, role) where decided_at is null;

do $$
declare
  target text;
begin
  foreach target in array array['staff', 'staff_change'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- Roles that reach everybody, and rights to give access or to read the log: nobody gives them alone. src/access/accounts/rules.ts
-- says the same, and a test holds them together.
create function access.takes_two(wanted text, sees_protected boolean) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select sees_protected or exists (
    select from access.role r
     where r.code = wanted and (r.reach = 'domain' or r.rights && '{accounts,log,extract,retention}'))
$$;

-- What every function below begins with: the right, shown anew within five minutes to be oneself.
create function access.require_administrator() returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('accounts');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
end $$;

-- One of the own domain, locked, and never oneself. No row for anybody else.
create function access.staff_to_change(target uuid) returns setof access.staff
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select s.* from access.staff s
   where s.domain_id = access.domain_id() and s.id = target and s.account_id <> access.account_id()
     for update;
end $$;

-- An open membership of the own domain, of somebody else.
create function access.membership_to_change(target uuid) returns setof access.membership
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  return query
  select m.* from access.membership m join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id
   where m.domain_id = access.domain_id() and m.id = target and m.ended_at is null and m.account_id <> access.account_id()
     for update of m;
end $$;

create function access.drop_sessions(of_membership uuid) returns void
  language sql volatile set search_path = pg_catalog, pg_temp as $$
  update access.session set expires_at = least(expires_at, now())
   where domain_id = access.domain_id() and membership_id = of_membership
$$;

-- Units and teams go with a role that takes another's place. Those let in to single persons do not: that is decided anew.
create function access.open_membership(
  for_account uuid, new_role text, new_title text, new_sees_protected boolean, new_source text, replaced uuid) returns uuid
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  made   uuid;
begin
  if replaced is not null then
    update access.membership m set ended_at = moment
     where m.domain_id = home and m.id = replaced and m.account_id = for_account and m.ended_at is null;
    if not found then
      raise exception 'nothing to take the place of' using errcode = '42501';
    end if;
    perform access.drop_sessions(replaced);
  end if;
  insert into access.membership (domain_id, account_id, role, title, sees_protected, started_at, source)
    values (home, for_account, new_role, new_title, new_sees_protected, moment, new_source) returning id into made;
  insert into access.placement (domain_id, membership_id, unit_id, from_at)
    select home, made, p.unit_id, moment from access.placement p
     where p.domain_id = home and p.membership_id = replaced and p.ended_at is null;
  insert into access.team_member (domain_id, team_id, membership_id, from_at)
    select home, t.team_id, made, moment from access.team_member t
     where t.domain_id = home and t.membership_id = replaced and t.ended_at is null;
  return made;
end $$;

-- Into the domain of the transaction's own context, so that it stands in that domain's trail. For the machine.
create or replace function access.add_membership(for_account uuid, new_role text, new_title text, new_sees_protected boolean)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  insert into access.staff (domain_id, account_id, user_name, display_name, source, made_at, changed_at)
    select access.domain_id(), a.id, a.sign_in_name, a.display_name, 'hand', access.moment(), access.moment()
      from access.account a where a.id = for_account and a.kind = 'staff'
    on conflict (domain_id, account_id) do nothing;
  return access.open_membership(for_account, new_role, new_title, new_sees_protected, 'hand', null);
end $$;

-- A new account each time: whether somebody already has one elsewhere is not for this domain to know. They join them themselves.
create function access.insert_staff(
  new_user_name text, new_display_name text, new_given_name text, new_family_name text, new_title text, new_email text,
  new_phone text, new_source text) returns setof uuid
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  readable text := regexp_replace(translate(lower(split_part(new_user_name, '@', 1)), 'åäöéü', 'aaoeu'), '[^a-z0-9]+', '.', 'g');
  made     uuid;
begin
  if exists (select from access.staff s where s.domain_id = access.domain_id() and lower(s.user_name) = lower(new_user_name)) then
    return;
  end if;
  insert into access.account (kind, sign_in_name, display_name)
    values ('staff', 'u' || left(trim(both '.' from readable), 40) || '.' || left(replace(gen_random_uuid()::text, '-', ''), 8), new_display_name)
    returning id into made;
  return query
  insert into access.staff (domain_id, account_id, user_name, display_name, given_name, family_name, title, email, phone, source, made_at, changed_at)
    values (access.domain_id(), made, new_user_name, new_display_name, new_given_name, new_family_name, new_title, new_email,
            new_phone, new_source, access.moment(), access.moment())
    returning id;
end $$;

create function access.add_staff(
  new_user_name text, new_display_name text, new_email text, new_phone text, new_source text) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  select access.insert_staff(new_user_name, new_display_name, null, null, null, new_email, new_phone, new_source);
end $$;

-- The account's own name follows when no other domain knows it.
create function access.name_account(of_account uuid, new_name text) returns void
  language sql volatile set search_path = pg_catalog, pg_temp as $$
  update access.account a set display_name = new_name
   where a.id = of_account and a.display_name <> new_name
     and not exists (select from access.staff s where s.account_id = a.id and s.domain_id <> access.domain_id())
$$;

create function access.change_staff(
  target uuid, new_user_name text, new_display_name text, new_email text, new_phone text) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null then return; end if;
  update access.staff s
     set user_name = new_user_name, display_name = new_display_name, email = new_email, phone = new_phone,
         changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  perform access.name_account(who.account_id, new_display_name);
  return next who.id;
end $$;

-- A role, at once or as something another must agree to.
create function access.grant_membership(
  target uuid, new_role text, new_title text, new_sees_protected boolean, replaced uuid)
  returns table (membership_id uuid, change_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null or who.left_at is not null or new_role in ('machine', 'provisioner') then return; end if;
  if replaced is not null and not exists (
    select from access.membership m
     where m.domain_id = who.domain_id and m.id = replaced and m.account_id = who.account_id and m.ended_at is null) then return; end if;
  if access.takes_two(new_role, new_sees_protected) and access.actor_role() <> 'machine' then
    insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, replaces_id, asked_by, asked_at)
      values (who.domain_id, who.id, new_role, new_title, new_sees_protected, replaced, access.account_id(), access.moment())
      returning id into change_id;
  else
    membership_id := access.open_membership(who.account_id, new_role, new_title, new_sees_protected, 'hand', replaced);
  end if;
  return next;
end $$;

create function access.title_membership(target uuid, new_title text) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  update access.membership m set title = new_title from access.membership_to_change(target) c
   where m.domain_id = c.domain_id and m.id = c.id returning m.id;
end $$;

-- To see less is done at once; to see more waits for another's yes.
create function access.ask_for_sight(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, raises_id, asked_by, asked_at)
    select c.domain_id, s.id, c.role, c.title, true, c.id, access.account_id(), access.moment()
      from access.membership_to_change(target) c join access.staff s on s.domain_id = c.domain_id and s.account_id = c.account_id
     where not c.sees_protected
    returning id;
end $$;
create function access.lower_sight(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  update access.membership m set sees_protected = false from access.membership_to_change(target) c
   where m.domain_id = c.domain_id and m.id = c.id returning m.id;
end $$;

create function access.end_membership(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  perform access.drop_sessions(c.id) from access.membership_to_change(target) c;
  return query
  update access.membership m set ended_at = access.moment() from access.membership_to_change(target) c
   where m.domain_id = c.domain_id and m.id = c.id returning m.id;
end $$;

-- Everything that is open is ended at one moment, by which it is known again if they come back.
create function access.close_staff(who access.staff) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update access.session x set expires_at = least(x.expires_at, now())
   where x.domain_id = who.domain_id and x.account_id = who.account_id;
  update access.membership m set ended_at = access.moment()
   where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at is null;
  update access.staff s set left_at = access.moment(), changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = false
   where c.domain_id = who.domain_id and c.staff_id = who.id and c.decided_at is null;
end $$;

create function access.deactivate_staff(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null or who.left_at is not null then return; end if;
  perform access.close_staff(who);
  return next who.id;
end $$;

-- Roles that were open until the end are open again; those that take a second person wait for one.
create function access.reopen_staff(who access.staff, alone boolean) returns integer
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  waiting integer;
begin
  update access.staff s set left_at = null, removed_at = null, changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  if alone then
    update access.membership m set ended_at = null
     where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at = who.left_at
       and (access.actor_role() = 'machine' or not access.takes_two(m.role, m.sees_protected));
  end if;
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, asked_by, asked_at)
    select m.domain_id, who.id, m.role, m.title, m.sees_protected, access.account_id(), access.moment()
      from access.membership m
     where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at = who.left_at
       and (alone or m.source = 'hand')
    on conflict do nothing;
  get diagnostics waiting = row_count;
  return waiting;
end $$;

create function access.reactivate_staff(target uuid) returns table (waiting integer)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null or who.left_at is null then return; end if;
  waiting := access.reopen_staff(who, true);
  return next;
end $$;

-- Agreed to, or not, by another than the one who asked and the one it is about, within fourteen days.
create function access.decide_staff_change(target uuid, agreed boolean)
  returns table (staff_id uuid, membership_id uuid, role text, sees_protected boolean)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked access.staff_change;
  who   access.staff;
begin
  if (access.may('accounts') or access.may('log')) is not true or access.is_fresh() is not true then
    raise exception 'only an administrator or a data protection officer decides' using errcode = '42501';
  end if;
  select c.* into asked from access.staff_change c
   where c.domain_id = access.domain_id() and c.id = target and c.decided_at is null for update;
  if asked.id is null then return; end if;
  select * into who from access.staff_to_change(asked.staff_id);
  if who.id is null or asked.asked_by = access.account_id() then
    raise exception 'another person decides' using errcode = '42501';
  end if;
  if agreed and (who.left_at is not null or asked.asked_at < access.moment() - interval '14 days') then
    raise exception 'too late to agree' using errcode = '42501';
  end if;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = agreed
   where c.domain_id = asked.domain_id and c.id = asked.id;
  staff_id := who.id;
  role := asked.role;
  sees_protected := asked.sees_protected;
  if agreed and asked.raises_id is not null then
    update access.membership m set sees_protected = true
     where m.domain_id = asked.domain_id and m.id = asked.raises_id and m.account_id = who.account_id and m.ended_at is null
     returning m.id into membership_id;
  elsif agreed then
    membership_id := access.open_membership(who.account_id, asked.role, asked.title, asked.sees_protected, 'hand', asked.replaces_id);
  end if;
  return next;
end $$;

-- The units at which a member of staff is placed: these and no others.
create function access.place_membership(target uuid, units uuid[]) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  placed access.membership;
begin
  perform access.require_administrator();
  select * into placed from access.membership_to_change(target);
  if placed.id is null or exists (
    select from unnest(units) wanted (id) where not exists (
      select from public.unit u where u.domain_id = placed.domain_id and u.id = wanted.id and u.ended_on is null)) then return; end if;
  update access.placement p set ended_at = access.moment()
   where p.domain_id = placed.domain_id and p.membership_id = placed.id and p.ended_at is null and p.unit_id <> all (units);
  insert into access.placement (domain_id, membership_id, unit_id, from_at)
    select placed.domain_id, placed.id, wanted.id, access.moment() from (select distinct unnest(units)) wanted (id)
    on conflict do nothing;
  return next placed.id;
end $$;

create function access.make_team(new_name text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_administrator();
  insert into access.team (domain_id, name, made_at) values (access.domain_id(), new_name, access.moment()) returning id into made;
  return made;
end $$;
create function access.rename_team(target uuid, new_name text) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  update access.team t set name = new_name
   where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null returning t.id;
end $$;
create function access.end_team(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  update access.team_member m set ended_at = access.moment()
   where m.domain_id = access.domain_id() and m.team_id = target and m.ended_at is null;
  return query
  update access.team t set ended_at = access.moment()
   where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null returning t.id;
end $$;
create function access.add_team_member(target uuid, member uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  insert into access.team_member (domain_id, team_id, membership_id, from_at)
    select t.domain_id, t.id, m.id, access.moment()
      from access.team t cross join access.membership_to_change(member) m
     where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null
    on conflict do nothing
    returning id;
end $$;
create function access.end_team_member(target uuid, member uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  update access.team_member m set ended_at = access.moment() from access.membership_to_change(member) c
   where m.domain_id = c.domain_id and m.team_id = target and m.membership_id = c.id and m.ended_at is null returning m.id;
end $$;

-- Everybody's own: how colleagues reach them.
create function access.set_own_contact(new_email text, new_phone text) returns setof uuid
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update access.staff s set email = new_email, phone = new_phone, changed_at = access.moment(), version = s.version + 1
   where access.claim(12) = '' and s.domain_id = access.domain_id() and s.account_id = access.account_id() and s.left_at is null
  returning s.id
$$;
create function access.own_contact() returns table (display_name text, user_name text, email text, phone text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.display_name, s.user_name, s.email, s.phone from access.staff s
   where access.claim(12) = '' and s.domain_id = access.domain_id() and s.account_id = access.account_id()
$$;

-- The staff of the own domain with their roles, units and teams, for those who look after accounts.
create function access.staff_list(only_one uuid) returns table (
  id uuid, account_id uuid, user_name text, display_name text, email text, phone text, source text, made_at timestamptz,
  left_at timestamptz, memberships jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.account_id, s.user_name, s.display_name, s.email, s.phone, s.source, s.made_at, s.left_at,
         coalesce((select jsonb_agg(jsonb_build_object(
                    'id', m.id, 'role', m.role, 'title', m.title, 'seesProtected', m.sees_protected, 'source', m.source,
                    'units', coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id)
                                from access.placement p join public.unit u on u.domain_id = p.domain_id and u.id = p.unit_id
                               where p.domain_id = m.domain_id and p.membership_id = m.id and p.ended_at is null), '[]'),
                    'teams', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
                                from access.team_member tm join access.team t on t.domain_id = tm.domain_id and t.id = tm.team_id
                               where tm.domain_id = m.domain_id and tm.membership_id = m.id and tm.ended_at is null
                                 and t.ended_at is null), '[]')) order by m.started_at, m.id)
                     from access.membership m
                    where m.domain_id = s.domain_id and m.account_id = s.account_id and m.ended_at is null), '[]')
    from access.staff s
   where access.may('accounts') and s.domain_id = access.domain_id() and (only_one is null or s.id = only_one)
$$;

create function access.staff_changes() returns table (
  id uuid, staff_id uuid, display_name text, role text, title text, sees_protected boolean, replaces_role text, raises boolean,
  asked_by uuid, asked_by_name text, asked_at timestamptz, about_oneself boolean, asked_oneself boolean, deciders bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.staff_id, s.display_name, c.role, c.title, c.sees_protected, r.role, c.raises_id is not null,
         c.asked_by, a.display_name, c.asked_at, s.account_id = access.account_id(), c.asked_by = access.account_id(),
         (select count(distinct m.account_id) from access.membership m join access.role x on x.code = m.role
            join access.account k on k.id = m.account_id and k.active
           where m.domain_id = c.domain_id and m.ended_at is null and x.rights && '{accounts,log}'
             and m.account_id <> c.asked_by and m.account_id <> s.account_id)
    from access.staff_change c
    join access.staff s on s.domain_id = c.domain_id and s.id = c.staff_id
    join access.account a on a.id = c.asked_by
    left join access.membership r on r.domain_id = c.domain_id and r.id = c.replaces_id
   where (access.may('accounts') or access.may('log')) and c.domain_id = access.domain_id() and c.decided_at is null
   order by c.asked_at, c.id
$$;

create function access.teams() returns table (id uuid, name text, members bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.name,
         (select count(*) from access.team_member m join access.membership s on s.domain_id = m.domain_id and s.id = m.membership_id
           where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null and s.ended_at is null)
    from access.team t
   where (access.may('accounts') or access.may('assign')) and t.domain_id = access.domain_id() and t.ended_at is null
   order by t.name, t.id
$$;

create function access.placeable_units() returns table (id uuid, name text, school_unit_code text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, u.name, u.school_unit_code from public.unit u
   where access.may('accounts') and u.domain_id = access.domain_id() and u.ended_on is null
   order by u.name, u.id
$$;

-- How colleagues are reached, and across walls those who lead the work in the same municipality or county: of staff, never of the young.
create function access.directory() returns table (
  domain_name text, own boolean, display_name text, role text, title text, email text, phone text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.name, d.id = home.id, s.display_name, m.role, m.title, s.email, s.phone
    from access.domain home
    left join public.municipality h on h.code = home.municipality_code
    join access.domain d on true
    left join public.municipality p on p.code = d.municipality_code
    join access.membership m on m.domain_id = d.id and m.ended_at is null
    join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id and s.left_at is null
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
   where home.id = access.domain_id() and access.claim(12) = ''
     and (d.id = home.id
          or (m.role in ('project_leader', 'main_project_leader', 'regional_leader')
              and (h.county_code is null or p.county_code is null or p.county_code = h.county_code)))
   order by d.id <> home.id, d.name, s.display_name, m.role, s.id
$$;

-- A domain's own names, for its own pages and files.
create or replace function access.colleagues() returns table (
  account_id uuid, sign_in_name text, display_name text, role text, title text, current boolean, sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, s.user_name, s.display_name, m.role, m.title, m.ended_at is null and a.active, m.sees_protected
    from access.membership m
    join access.account a on a.id = m.account_id
    join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id
   where m.domain_id = access.claim(3)::uuid and a.kind = 'staff'
   order by s.display_name, a.id
$$;

revoke all on function access.takes_two(text, boolean), access.require_administrator(), access.staff_to_change(uuid),
  access.membership_to_change(uuid), access.drop_sessions(uuid), access.open_membership(uuid, text, text, boolean, text, uuid),
  access.insert_staff(text, text, text, text, text, text, text, text), access.name_account(uuid, text),
  access.close_staff(access.staff), access.reopen_staff(access.staff, boolean),
  access.add_staff(text, text, text, text, text), access.change_staff(uuid, text, text, text, text),
  access.grant_membership(uuid, text, text, boolean, uuid), access.title_membership(uuid, text), access.ask_for_sight(uuid),
  access.lower_sight(uuid), access.end_membership(uuid), access.deactivate_staff(uuid), access.reactivate_staff(uuid),
  access.decide_staff_change(uuid, boolean), access.place_membership(uuid, uuid[]), access.make_team(text),
  access.rename_team(uuid, text), access.end_team(uuid), access.add_team_member(uuid, uuid), access.end_team_member(uuid, uuid),
  access.set_own_contact(text, text), access.own_contact(), access.staff_list(uuid), access.staff_changes(), access.teams(),
  access.placeable_units(), access.directory() from public;
grant execute on function
  access.add_staff(text, text, text, text, text), access.change_staff(uuid, text, text, text, text),
  access.grant_membership(uuid, text, text, boolean, uuid), access.title_membership(uuid, text), access.ask_for_sight(uuid),
  access.lower_sight(uuid), access.end_membership(uuid), access.deactivate_staff(uuid), access.reactivate_staff(uuid),
  access.decide_staff_change(uuid, boolean), access.place_membership(uuid, uuid[]), access.make_team(text),
  access.rename_team(uuid, text), access.end_team(uuid), access.add_team_member(uuid, uuid), access.end_team_member(uuid, uuid),
  access.staff_list(uuid), access.staff_changes(), access.teams(), access.placeable_units() to sedd_web, sedd_jobs;
grant execute on function access.set_own_contact(text, text), access.own_contact(), access.directory()
  to sedd_web;
