-- A way in to an account is all that the account can do. So an invitation for somebody whose role or sight takes two is itself asked for
-- by one and agreed to by another, and only the name that a domain gives its own staff links them to an identity provider.

set local role sedd_access;

alter table access.staff_change add column kind text not null default 'role' check (kind in ('role', 'sight', 'invitation'));
update access.staff_change set kind = 'sight' where raises_id is not null;
alter table access.staff_change add check ((kind = 'sight') = (raises_id is not null));
drop index access.staff_change_once;
create unique index staff_change_once on access.staff_change (domain_id, staff_id, role, kind) where decided_at is null;

create function access.account_takes_two(of_account uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.membership m
                  where m.domain_id = access.domain_id() and m.account_id = of_account and m.ended_at is null
                    and access.takes_two(m.role, m.sees_protected))
$$;

-- Good once, and void when another is made. Null when the account belongs to another domain as well: then nobody of one domain alone may open it.
create function access.make_invitation(for_account uuid, hours integer) returns text
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  token text := access.secret();
begin
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

create or replace function access.invite(for_account uuid, hours integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  if access.account_takes_two(for_account) and access.actor_role() <> 'machine' then
    raise exception 'another person must agree' using errcode = '42501';
  end if;
  return access.make_invitation(for_account, hours);
end $$;

create function access.ask_for_invitation(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, kind, asked_by, asked_at)
    select s.domain_id, s.id, m.role, m.title, m.sees_protected, 'invitation', access.account_id(), access.moment()
      from access.staff_to_change(target) s
      join access.membership m on m.domain_id = s.domain_id and m.account_id = s.account_id and m.ended_at is null
     where access.takes_two(m.role, m.sees_protected)
     order by m.started_at, m.id limit 1
    returning id;
end $$;

create or replace function access.ask_for_sight(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, kind, raises_id, asked_by, asked_at)
    select c.domain_id, s.id, c.role, c.title, true, 'sight', c.id, access.account_id(), access.moment()
      from access.membership_to_change(target) c join access.staff s on s.domain_id = c.domain_id and s.account_id = c.account_id
     where not c.sees_protected
    returning id;
end $$;

drop function access.decide_staff_change(uuid, boolean);
-- Agreed to, or not, by another than the one who asked and the one it is about, within fourteen days. `invitation`: its token, once.
create function access.decide_staff_change(target uuid, agreed boolean)
  returns table (staff_id uuid, membership_id uuid, kind text, role text, sees_protected boolean, invitation text)
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
  kind := asked.kind;
  role := asked.role;
  sees_protected := asked.sees_protected;
  if agreed and asked.kind = 'sight' then
    update access.membership m set sees_protected = true
     where m.domain_id = asked.domain_id and m.id = asked.raises_id and m.account_id = who.account_id and m.ended_at is null
     returning m.id into membership_id;
  elsif agreed and asked.kind = 'invitation' then
    invitation := access.make_invitation(who.account_id, 72);
  elsif agreed then
    membership_id := access.open_membership(who.account_id, asked.role, asked.title, asked.sees_protected, 'hand', asked.replaces_id);
  end if;
  return next;
end $$;

drop function access.staff_changes();
create function access.staff_changes() returns table (
  id uuid, staff_id uuid, display_name text, email text, kind text, role text, title text, sees_protected boolean,
  replaces_role text, asked_by_name text, asked_at timestamptz, about_oneself boolean, asked_oneself boolean, deciders bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.staff_id, s.display_name, s.email, c.kind, c.role, c.title, c.sees_protected, r.role,
         a.display_name, c.asked_at, s.account_id = access.account_id(), c.asked_by = access.account_id(),
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

-- The name that links somebody to an identity provider is not given anew, by one alone, to somebody who sees.
create or replace function access.change_staff(
  target uuid, new_user_name text, new_display_name text, new_email text, new_phone text) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null then return; end if;
  if lower(new_user_name) <> lower(who.user_name) and access.account_takes_two(who.account_id) and access.actor_role() <> 'machine' then
    raise exception 'the name is fixed while the role takes two' using errcode = '42501';
  end if;
  update access.staff s
     set user_name = new_user_name, display_name = new_display_name, email = new_email, phone = new_phone,
         changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  perform access.name_account(who.account_id, new_display_name);
  return next who.id;
end $$;

-- `names` is what the provider calls the person by the claim that the installation trusts to be a user name; null where it trusts
-- none. Then the one whom these domains alone (all when null) know by that name is linked. Null: nobody is known, or more than one.
create or replace function access.sign_in_with_oidc(secret text, by_issuer text, by_subject text, level integer, shown_at timestamptz,
  names text, in_domains text[], device text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used   access.attempt := access.use_attempt(secret, 'oidc', 'sign_in');
  holder uuid;
begin
  update access.identity d set last_used_at = now() where d.issuer = by_issuer and d.subject = by_subject returning d.account_id into holder;
  if holder is null and names is not null then
    select case when count(distinct a.id) = 1 then min(a.id::text)::uuid end into holder
      from access.staff s join access.account a on a.id = s.account_id and a.kind = 'staff' and a.active
      join access.domain d on d.id = s.domain_id
     where lower(s.user_name) = lower(names) and s.left_at is null and (in_domains is null or d.code = any (in_domains));
    if holder is not null and (
         exists (select from access.identity d where d.account_id = holder and d.issuer = by_issuer)
         or (in_domains is not null and exists (
           select from access.membership m join access.domain d on d.id = m.domain_id
            where m.account_id = holder and m.ended_at is null and d.code <> all (in_domains)))) then
      holder := null;
    end if;
    if holder is not null then
      insert into access.identity (account_id, issuer, subject, last_used_at) values (holder, by_issuer, by_subject, now());
    end if;
  end if;
  if holder is null then return null; end if;
  return access.make_session(holder, 'oidc', level, least(shown_at, now()), device);
end $$;

revoke all on function access.account_takes_two(uuid), access.make_invitation(uuid, integer), access.ask_for_invitation(uuid),
  access.decide_staff_change(uuid, boolean), access.staff_changes() from public;
grant execute on function access.ask_for_invitation(uuid), access.decide_staff_change(uuid, boolean), access.staff_changes()
  to sedd_web, sedd_jobs;
