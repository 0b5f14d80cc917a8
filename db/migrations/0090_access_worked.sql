-- Who leads the work sees where young people study only of those whom somebody works with; and a membership of a team holds from when it
-- begins, also for what is shared with the team.

set local role sedd_access;

-- A role that reaches everybody may know a topic of those alone whom somebody works with.
update access.role set topics = array_replace(topics, 'schooling', 'worked.schooling') where code = 'team_lead';

create or replace function access.own_teams() returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id, t.name from access.team t
   where t.domain_id = access.domain_id() and t.ended_at is null and access.claim(12) = '' and exists (
     select from access.team_member m join access.membership s on s.domain_id = m.domain_id and s.id = m.membership_id
      where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null and m.from_at <= access.moment()
        and s.ended_at is null and s.account_id = access.account_id())
   order by t.name, t.id
$$;

grant create on schema access to sedd_reach;
set local role sedd_reach;

-- All numbers of those whom somebody of the domain works with: as owner, or by an assignment to a case.
create function access.worked_among() returns setof uuid
  language plpgsql stable parallel restricted rows 500 set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
begin
  return query
  select m.id from public.person m
   where m.domain_id = home and m.root_id in (
     select p.root_id from public.person p
      where p.domain_id = home and p.id in (
        select o.person_id from public.register_owner o where o.domain_id = home and o.known_until is null
        union all
        select a.person_id from access.assignment a
         where a.domain_id = home and a.kind = 'case' and a.ended_at is null and a.from_at <= moment
           and (a.until_at is null or a.until_at > moment)));
end $$;
revoke all on function access.worked_among() from public;

create or replace function access.worked_with() returns setof uuid
  language plpgsql stable security definer rows 500 set search_path = pg_catalog, pg_temp as $$
begin
  if access.reaches_all('identity') is not true then return; end if;
  return query
  select p.id from public.person p
   where p.domain_id = access.domain_id() and p.root_id = p.id and p.id in (select access.worked_among())
     and p.id not in (select access.hidden());
end $$;

create or replace function access.reach(topic text) returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  wide   boolean := topic in ('identity', 'contact', 'schooling');
  ids    uuid[] := access.kept(case when wide then 'wide' else 'near' end);
  claims text[];
  known  text[];
begin
  if ids is null and access.claim(1) is null then return; end if;
  claims := string_to_array(current_setting('sedd.context', true), '|');
  known := string_to_array(claims[11], ',');
  if claims[9] = 'domain' and 'worked.' || topic = any (known) then return query select access.worked_among(); return; end if;
  if claims[9] = 'none' or not (known && array['*', topic]) then return; end if;
  if ids is null then return query select access.within(wide); else return query select unnest(ids); end if;
end $$;

set local role sedd_access;
revoke create on schema access from sedd_reach;
