-- What one administrator does not do alone, more closely: a member for a team that works with young people already, and a way in to an
-- account that somebody has used or that works with somebody. Whoever is let in so reads what the team, or the account, reads.

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Whether an account answers for somebody's case. For the functions below alone.
create function access.owns_cases(of_account uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.register_owner o
                  where o.domain_id = access.domain_id() and o.account_id = of_account and o.known_until is null)
$$;
revoke all on function access.owns_cases(uuid) from public;
grant execute on function access.owns_cases(uuid) to sedd_access;

set local role sedd_access;
revoke create on schema access from sedd_reach;

alter table access.staff_change
  -- Of whom it is asked, for a team; where an invitation goes, as it was when it was asked for and is shown to the one who agrees.
  add column team_id   uuid,
  add column member_id uuid,
  add column email     text check (length(email) between 3 and 254),
  add foreign key (domain_id, team_id) references access.team (domain_id, id),
  add foreign key (domain_id, member_id) references access.membership (domain_id, id),
  drop constraint staff_change_kind_check,
  add constraint staff_change_kind_check check (kind in ('role', 'sight', 'invitation', 'team')),
  add check ((kind = 'team') = (team_id is not null)),
  add check ((team_id is null) = (member_id is null)),
  add check (email is null or kind = 'invitation');
update access.staff_change c set email = s.email
  from access.staff s where s.domain_id = c.domain_id and s.id = c.staff_id and c.kind = 'invitation';
create index staff_change_team on access.staff_change (domain_id, team_id);
create index staff_change_member on access.staff_change (domain_id, member_id);
drop index access.staff_change_once;
create unique index staff_change_once on access.staff_change (domain_id, staff_id, role, kind, team_id) nulls not distinct
  where decided_at is null;

-- Whether a team is let in to anybody, here or by another domain's share: who joins it sees them.
create function access.team_sees(of_team uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.assignment a
                  where a.domain_id = access.domain_id() and a.team_id = of_team and a.ended_at is null
                    and (a.until_at is null or a.until_at > access.moment()))
      or exists (select from access.share_visitor v join access.share s on s.domain_id = v.domain_id and s.id = v.share_id
                  where v.to_domain_id = access.domain_id() and v.team_id = of_team and v.ended_at is null
                    and s.revoked_at is null and s.ended_at is null and s.until_at > access.moment())
$$;

-- Whether somebody has ever signed in by an account.
create function access.is_in_use(of_account uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.membership m where m.account_id = of_account and m.last_used_at is not null)
      or exists (select from access.session s where s.account_id = of_account)
      or exists (select from access.passkey p where p.account_id = of_account)
      or exists (select from access.identity d where d.account_id = of_account)
$$;

-- Whether an account lets one see more than a new one does: its role or its sight takes two, somebody has signed in by it, or it works
-- with somebody. A new colleague's has nothing of this: the first way in is one person's to give.
create or replace function access.account_takes_two(of_account uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.staff s where s.domain_id = access.domain_id() and s.account_id = of_account) and (
      exists (select from access.membership m
                  where m.domain_id = access.domain_id() and m.account_id = of_account and m.ended_at is null
                    and access.takes_two(m.role, m.sees_protected))
      or access.is_in_use(of_account)
      or access.owns_cases(of_account)
      or exists (select from access.membership m join access.assignment a on a.domain_id = m.domain_id and a.membership_id = m.id
                  where m.account_id = of_account and m.ended_at is null and a.ended_at is null
                    and (a.until_at is null or a.until_at > access.moment()))
      or exists (select from access.membership m join access.share_visitor v on v.to_domain_id = m.domain_id and v.membership_id = m.id
                  where m.account_id = of_account and m.ended_at is null and v.ended_at is null)
      or exists (select from access.membership m join access.team_member t on t.domain_id = m.domain_id and t.membership_id = m.id
                  where m.account_id = of_account and m.ended_at is null and t.ended_at is null and access.team_sees(t.team_id)))
$$;

-- Whether an account is the one that asks: as itself, or by the token that it made for an identity provider, where that would let it
-- give alone what takes two.
create function access.is_asking(change access.staff_change, account uuid) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select change.asked_by = account or ((change.kind = 'team' or access.takes_two(change.role, change.sees_protected)) and exists (
    select from access.scim_token t join access.membership m on m.domain_id = t.domain_id and m.id = t.membership_id
     where t.domain_id = change.domain_id and m.account_id = change.asked_by and t.made_by = account))
$$;

-- Administrators and data protection officers of the own domain, but for the one whom it is about.
create function access.deciding(about uuid) returns table (account_id uuid, display_name text)
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select s.account_id, s.display_name from access.staff s
   where s.domain_id = access.domain_id() and s.left_at is null and s.account_id is distinct from about
     and exists (select from access.membership m join access.role x on x.code = m.role
                   join access.account k on k.id = m.account_id and k.active and k.kind = 'staff'
                  where m.domain_id = s.domain_id and m.account_id = s.account_id and m.ended_at is null and x.rights && '{accounts,log}')
   order by s.display_name, s.id
$$;

-- The names of those who may agree to what the actor asks of somebody.
create function access.deciders(about uuid) returns setof text
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.display_name from access.deciding(about) d
   where (access.may('accounts') or access.may('log')) and d.account_id <> access.account_id()
$$;

create or replace function access.ask_for_invitation(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, kind, email, asked_by, asked_at)
    select s.domain_id, s.id, m.role, m.title, m.sees_protected, 'invitation', s.email, access.account_id(), access.moment()
      from access.staff_to_change(target) s
      join access.membership m on m.domain_id = s.domain_id and m.account_id = s.account_id and m.ended_at is null
     where access.account_takes_two(s.account_id)
       and not exists (select from access.membership e
                        where e.account_id = s.account_id and e.domain_id <> s.domain_id and e.ended_at is null)
     order by access.takes_two(m.role, m.sees_protected) desc, m.started_at, m.id limit 1
    returning id;
end $$;

-- One that a single person made opens an account for the first time and no other.
alter table access.invitation add column by_two boolean not null default false;

drop function access.make_invitation(uuid, integer);
create function access.make_invitation(for_account uuid, hours integer, by_two boolean) returns text
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  token text := access.secret();
begin
  perform from access.account a
    where a.id = for_account and a.kind = 'staff' and a.active and a.id <> access.account_id()
      and exists (select from access.membership m where m.account_id = a.id and m.domain_id = access.domain_id() and m.ended_at is null)
      and (access.actor_role() = 'machine' or not exists (
        select from access.membership m where m.account_id = a.id and m.domain_id <> access.domain_id() and m.ended_at is null))
    for update;
  if not found then return null; end if;
  update access.invitation i set expires_at = least(i.expires_at, now()) where i.account_id = for_account and i.used_at is null;
  insert into access.invitation (account_id, token_sha, made_by, expires_at, by_two)
    values (for_account, access.sha(token), access.account_id(), now() + make_interval(hours => least(hours, 336)), make_invitation.by_two);
  return token;
end $$;

create or replace function access.invite(for_account uuid, hours integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  if access.account_takes_two(for_account) and access.actor_role() <> 'machine' then
    raise exception 'another person must agree' using errcode = '42501';
  end if;
  return access.make_invitation(for_account, hours, access.actor_role() = 'machine');
end $$;

create or replace function access.use_invitation(invitation uuid) returns uuid
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  invited uuid;
begin
  update access.invitation i set used_at = now()
   where i.id = invitation and i.used_at is null and i.expires_at > now() and (i.by_two or not access.is_in_use(i.account_id))
  returning i.account_id into invited;
  if invited is null then
    raise exception 'no such invitation' using errcode = '28000';
  end if;
  delete from access.passkey p where p.account_id = invited;
  delete from access.identity d where d.account_id = invited;
  update access.session s set expires_at = now() where s.account_id = invited and s.expires_at > now();
  return invited;
end $$;

create or replace function access.invited(invitation text) returns table (account_id uuid, display_name text, domain_name text, expires_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name, d.name, i.expires_at
    from access.invitation i join access.account a on a.id = i.account_id and a.active
    join access.membership m on m.account_id = a.id and m.ended_at is null join access.domain d on d.id = m.domain_id
   where i.token_sha = access.sha(invitation) and i.used_at is null and i.expires_at > now()
     and (i.by_two or not access.is_in_use(i.account_id))
   order by m.started_at limit 1
$$;

drop function access.add_team_member(uuid, uuid);
-- At once where the team is let in to nobody yet; else as something another must agree to.
create function access.add_team_member(target uuid, member uuid) returns table (member_id uuid, change_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  joins access.membership;
  team  uuid;
begin
  perform access.require_administrator();
  select * into joins from access.membership_to_change(member);
  select t.id into team from access.team t where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null for update;
  if joins.id is null or team is null or exists (
    select from access.team_member m
     where m.domain_id = joins.domain_id and m.team_id = team and m.membership_id = joins.id and m.ended_at is null) then return; end if;
  if access.team_sees(team) and access.actor_role() <> 'machine' then
    change_id := access.ask_for_team(team, joins);
  else
    insert into access.team_member (domain_id, team_id, membership_id, from_at)
      values (joins.domain_id, team, joins.id, access.moment()) returning id into member_id;
  end if;
  if num_nonnulls(member_id, change_id) = 1 then return next; end if;
end $$;

create function access.ask_for_team(team uuid, joins access.membership) returns uuid
  language sql volatile set search_path = pg_catalog, pg_temp as $$
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, kind, team_id, member_id, asked_by, asked_at)
    select s.domain_id, s.id, joins.role, joins.title, joins.sees_protected, 'team', team, joins.id, access.account_id(), access.moment()
      from access.staff s where s.domain_id = joins.domain_id and s.account_id = joins.account_id
    on conflict do nothing returning id
$$;

-- With the team goes what was asked for it.
create or replace function access.end_team(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  update access.team_member m set ended_at = access.moment()
   where m.domain_id = access.domain_id() and m.team_id = target and m.ended_at is null;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = false
   where c.domain_id = access.domain_id() and c.team_id = target and c.decided_at is null;
  return query
  update access.team t set ended_at = access.moment()
   where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null returning t.id;
end $$;

-- What a provider says puts nobody in a team that works with somebody: that is asked for, and not again for two weeks when it was refused.
create or replace function access.apply_provisioning(target uuid) returns void
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
    perform access.close_membership(each.id);
  end loop;
  perform access.open_membership(who.account_id, w.role, who.title, false, 'scim', null)
     from unnest(wanted) w (role)
    where not exists (select from access.membership m
                       where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.role = w.role)
      -- One who comes back to cases of their own waits for somebody here.
      and not (access.owns_cases(who.account_id)
               and exists (select from access.membership m where m.domain_id = home and m.account_id = who.account_id)
               and not exists (select from access.membership m where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null));
  update access.membership m set title = who.title
   where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.source = 'scim' and m.title is distinct from who.title;
  for each in select l.team_id, m as joins
                from access.team_listed l
                join access.team t on t.domain_id = l.domain_id and t.id = l.team_id and t.ended_at is null
                join access.membership m on m.domain_id = home and m.account_id = who.account_id and m.ended_at is null
               where l.domain_id = home and l.staff_id = who.id
                 and not exists (select from access.team_member tm
                                  where tm.domain_id = home and tm.team_id = l.team_id and tm.membership_id = m.id and tm.ended_at is null) loop
    if not access.team_sees(each.team_id) then
      insert into access.team_member (domain_id, team_id, membership_id, from_at)
        values (home, each.team_id, (each.joins).id, access.moment())
        on conflict do nothing;
    elsif not exists (select from access.staff_change c
                       where c.domain_id = home and c.team_id = each.team_id and c.member_id = (each.joins).id and not c.approved
                         and c.decided_at > access.moment() - interval '14 days') then
      perform access.ask_for_team(each.team_id, each.joins);
    end if;
  end loop;
end $$;

create or replace function access.decide_staff_change(target uuid, agreed boolean)
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
  if who.id is null or access.is_asking(asked, access.account_id()) then
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
    invitation := access.make_invitation(who.account_id, 72, true);
  elsif agreed and asked.kind = 'team' then
    insert into access.team_member (domain_id, team_id, membership_id, from_at)
      select m.domain_id, asked.team_id, m.id, access.moment() from access.membership m
       where m.domain_id = asked.domain_id and m.id = asked.member_id and m.account_id = who.account_id and m.ended_at is null
      on conflict do nothing;
    membership_id := asked.member_id;
  elsif agreed then
    membership_id := access.open_membership(who.account_id, asked.role, asked.title, asked.sees_protected, 'hand', asked.replaces_id);
  end if;
  return next;
end $$;

drop function access.staff_changes();
create function access.staff_changes() returns table (
  id uuid, staff_id uuid, display_name text, email text, kind text, role text, title text, sees_protected boolean,
  replaces_role text, team_id uuid, member_id uuid, team_name text, asked_by_name text, asked_at timestamptz, about_oneself boolean,
  asked_oneself boolean, deciders text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.staff_id, s.display_name, c.email, c.kind, c.role, c.title, c.sees_protected, r.role, c.team_id, c.member_id, t.name,
         a.display_name, c.asked_at, s.account_id = access.account_id(), access.is_asking(c, access.account_id()),
         array(select d.display_name from access.deciding(s.account_id) d where not access.is_asking(c, d.account_id))
    from access.staff_change c
    join access.staff s on s.domain_id = c.domain_id and s.id = c.staff_id
    join access.account a on a.id = c.asked_by
    left join access.membership r on r.domain_id = c.domain_id and r.id = c.replaces_id
    left join access.team t on t.domain_id = c.domain_id and t.id = c.team_id
   where (access.may('accounts') or access.may('log')) and c.domain_id = access.domain_id() and c.decided_at is null
   order by c.asked_at, c.id
$$;

drop function access.staff_list(uuid);
-- The staff of the own domain with their roles, units and teams, for those who look after accounts; `takes_two`: a new way in takes two.
create function access.staff_list(only_one uuid) returns table (
  id uuid, account_id uuid, user_name text, display_name text, email text, phone text, source text, made_at timestamptz,
  left_at timestamptz, takes_two boolean, memberships jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.account_id, s.user_name, s.display_name, s.email, s.phone, s.source, s.made_at, s.left_at,
         access.account_takes_two(s.account_id),
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

drop function access.teams();
create function access.teams() returns table (id uuid, name text, members bigint, takes_two boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.name,
         (select count(*) from access.team_member m join access.membership s on s.domain_id = m.domain_id and s.id = m.membership_id
           where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null and s.ended_at is null),
         access.team_sees(t.id)
    from access.team t
   where (access.may('accounts') or access.may('assign')) and t.domain_id = access.domain_id() and t.ended_at is null
   order by t.name, t.id
$$;

revoke all on function access.is_in_use(uuid), access.make_invitation(uuid, integer, boolean), access.team_sees(uuid), access.is_asking(access.staff_change, uuid), access.deciding(uuid), access.deciders(uuid),
  access.add_team_member(uuid, uuid), access.ask_for_team(uuid, access.membership), access.staff_changes(), access.staff_list(uuid),
  access.teams() from public;
grant execute on function access.deciders(uuid), access.add_team_member(uuid, uuid), access.staff_changes(),
  access.staff_list(uuid), access.teams() to sedd_web, sedd_jobs;

-- Nobody lets themself in, in no role of theirs and by no team of theirs: a colleague does. One whose case it is sees all of it already, and
-- lets in their own team.
create or replace function access.may_be_let_in(person uuid) returns table (
  membership_id uuid, team_id uuid, display_name text, role text, title text)
  language sql stable security definer rows 50 set search_path = pg_catalog, pg_temp as $$
  select m.id, null::uuid, a.display_name, m.role, m.title
    from access.membership m
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
    join access.role r on r.code = m.role and r.reach = 'assigned'
   where access.lets_in(person) and m.domain_id = access.domain_id() and m.ended_at is null and m.account_id <> access.account_id()
     and (m.sees_protected or not exists (select from access.kin(person) k where k.protected))
  union all
  select null, t.id, t.name, null, null
    from access.team t
   where access.lets_in(person) and t.domain_id = access.domain_id() and t.ended_at is null
     and (not exists (select from access.team_member o join access.membership m on m.domain_id = o.domain_id and m.id = o.membership_id
                       where o.domain_id = t.domain_id and o.team_id = t.id and o.ended_at is null
                         and m.account_id = access.account_id() and m.ended_at is null)
          or exists (select from access.grounds(person, true) g where g.kind = 'owner'))
   order by 3
$$;

-- With a role ends what it was let in to: single persons, visits to other domains' persons, teams, and what was asked for it. Whoever comes back,
-- or gets another role, is let in anew.
create function access.close_membership(of_membership uuid) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  actor  uuid := access.account_id();
begin
  perform access.drop_sessions(of_membership);
  update access.assignment a set ended_at = greatest(moment, a.from_at), ended_by = actor
   where a.domain_id = home and a.membership_id = of_membership and a.ended_at is null;
  update access.share_visitor v set ended_at = greatest(moment, v.from_at), ended_by = actor
   where v.to_domain_id = home and v.membership_id = of_membership and v.ended_at is null;
  update access.team_member t set ended_at = greatest(moment, t.from_at)
   where t.domain_id = home and t.membership_id = of_membership and t.ended_at is null;
  update access.staff_change c set decided_by = actor, decided_at = moment, approved = false
   where c.domain_id = home and c.decided_at is null and of_membership in (c.member_id, c.raises_id, c.replaces_id);
  update access.membership m set ended_at = moment where m.domain_id = home and m.id = of_membership and m.ended_at is null;
end $$;

create or replace function access.end_membership(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_administrator();
  return query
  select c.id from access.membership_to_change(target) c cross join lateral (select access.close_membership(c.id)) done;
end $$;

-- Units and teams go with a role that takes another's place. Those let in to single persons do not: that is decided anew.
create or replace function access.open_membership(
  for_account uuid, new_role text, new_title text, new_sees_protected boolean, new_source text, replaced uuid) returns uuid
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  made   uuid;
begin
  if replaced is not null then
    perform from access.membership m
      where m.domain_id = home and m.id = replaced and m.account_id = for_account and m.ended_at is null for update;
    if not found then
      raise exception 'nothing to take the place of' using errcode = '42501';
    end if;
  end if;
  insert into access.membership (domain_id, account_id, role, title, sees_protected, started_at, source)
    values (home, for_account, new_role, new_title, new_sees_protected, moment, new_source) returning id into made;
  insert into access.placement (domain_id, membership_id, unit_id, from_at)
    select home, made, p.unit_id, moment from access.placement p
     where p.domain_id = home and p.membership_id = replaced and p.ended_at is null;
  insert into access.team_member (domain_id, team_id, membership_id, from_at)
    select home, t.team_id, made, moment from access.team_member t
     where t.domain_id = home and t.membership_id = replaced and t.ended_at is null;
  if replaced is not null then perform access.close_membership(replaced); end if;
  return made;
end $$;

-- Everything that is open is ended at one moment, by which it is known again if they come back.
create or replace function access.close_staff(who access.staff) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  update access.session x set expires_at = least(x.expires_at, now())
   where x.domain_id = who.domain_id and x.account_id = who.account_id;
  perform access.close_membership(m.id) from access.membership m
    where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at is null;
  update access.staff s set left_at = access.moment(), changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = false
   where c.domain_id = who.domain_id and c.staff_id = who.id and c.decided_at is null;
end $$;

-- Roles that were open until the end are open again; those that take a second person wait for one, and all do while they answer for a case:
-- the role would open it.
create or replace function access.reopen_staff(who access.staff, alone boolean) returns integer
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  owns    boolean := access.owns_cases(who.account_id);
  waiting integer;
begin
  update access.staff s set left_at = null, removed_at = null, changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  if alone then
    update access.membership m set ended_at = null
     where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at = who.left_at
       and (access.actor_role() = 'machine' or not (owns or access.takes_two(m.role, m.sees_protected)));
  end if;
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, asked_by, asked_at)
    select m.domain_id, who.id, m.role, m.title, m.sees_protected, access.account_id(), access.moment()
      from access.membership m
     where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at = who.left_at
       and (alone or owns or m.source = 'hand')
    on conflict do nothing;
  get diagnostics waiting = row_count;
  return waiting;
end $$;

-- What was left open by roles that have ended before this.
update access.assignment a set ended_at = greatest(m.ended_at, a.from_at), ended_by = m.account_id
  from access.membership m where m.domain_id = a.domain_id and m.id = a.membership_id and m.ended_at is not null and a.ended_at is null;
update access.share_visitor v set ended_at = greatest(m.ended_at, v.from_at), ended_by = m.account_id
  from access.membership m where m.domain_id = v.to_domain_id and m.id = v.membership_id and m.ended_at is not null and v.ended_at is null;
update access.team_member t set ended_at = greatest(m.ended_at, t.from_at)
  from access.membership m where m.domain_id = t.domain_id and m.id = t.membership_id and m.ended_at is not null and t.ended_at is null;

revoke all on function access.close_membership(uuid) from public;

-- The name of the own domain is an administrator's to correct, and no visitor's.
create or replace function access.rename_domain(new_name text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('accounts');
  update access.domain set name = new_name where id = access.claim(3)::uuid and access.claim(12) = '';
end $$;

-- More notes for one reader than what holds from the beginning takes a second person: a request that another has approved, used once, and for
-- no less than what is set.
set local role sedd_owner;
alter table note_setting
  add column approval_id uuid,
  add foreign key (domain_id, approval_id) references approval_use (domain_id, approval_id);
create index note_setting_approval on note_setting (domain_id, approval_id);
create policy of_budgets on approval for select to sedd_owner using (kind = 'notes.budget');

create function note_budget_agreed(approval uuid, short integer, day integer) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (short <= 60 and day <= 300) or exists (
    select from public.approval a
     where a.domain_id = access.domain_id() and a.id = note_budget_agreed.approval and a.kind = 'notes.budget'
       and (a.detail ->> 'mostShort')::integer >= short and (a.detail ->> 'mostDay')::integer >= day)
$$;
revoke all on function note_budget_agreed(uuid, integer, integer) from public;
grant execute on function note_budget_agreed(uuid, integer, integer) to sedd_web;
create policy agreed_by_two on note_setting as restrictive for insert with check (note_budget_agreed(approval_id, most_short, most_day));
create policy raised_by_two on note_setting as restrictive for update using (true)
  with check (note_budget_agreed(approval_id, most_short, most_day));
set local role sedd_access;
