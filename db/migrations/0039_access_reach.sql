-- Who is in reach, for less: each statement of those who do not reach everybody asks it anew. The claims are taken apart once, after the
-- seal over all of them has been checked; pupils of a unit are looked for by those who are placed at one; and whether somebody held is
-- merged is asked of the few who are, not of everybody. The answers are the same.

set local role sedd_owner;
create index person_merged_id on person (domain_id, id) include (root_id) where root_id <> id;

set local role sedd_access;

-- Every name in it is said in full, so that it needs no search path of its own and is folded into what asks.
create or replace function access.reaches_all(topic text) returns boolean language sql stable parallel restricted as $$
  select access.claim(9) operator(pg_catalog.=) 'domain'
     and pg_catalog.string_to_array(access.claim(11), ',') operator(pg_catalog.&&) array['*', topic] $$;

grant create on schema access to sedd_reach;
set local role sedd_reach;

create or replace function access.reach(topic text) returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  account uuid := access.claim(1)::uuid; -- with it the seal over all of them is checked
  claims  text[] := string_to_array(current_setting('sedd.context', true), '|');
  home    uuid := claims[3]::uuid;
  own     uuid := nullif(claims[13], '')::uuid;
  moment  timestamptz := to_timestamp(claims[8]::float8);
  today   date := (moment at time zone 'Europe/Stockholm')::date;
  teams   uuid[];
  held    uuid[];
  units   text[];
begin
  if account is null or claims[9] = 'none' or not (string_to_array(claims[11], ',') && array['*', topic]) then return; end if;
  if claims[9] = 'one' then
    if access.visit_stands() is not true then return; end if;
    held := array[nullif(claims[12], '')::uuid];
  else
    teams := array(
      select t.team_id from access.team_member t
        join access.team g on g.domain_id = home and g.id = t.team_id and g.ended_at is null
       where t.domain_id = home and t.membership_id = own and t.ended_at is null and t.from_at <= moment);
    held := array(
      select o.person_id from public.register_owner o
       where o.domain_id = home and o.account_id = account and o.known_until is null
      union all
      select a.person_id from access.assignment a
       where a.domain_id = home and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
         and (a.membership_id = own or a.team_id = any (teams)));
    if topic in ('identity', 'contact', 'schooling') then
      units := array(
        select u.school_unit_code from access.placement p join public.unit u on u.domain_id = home and u.id = p.unit_id
         where p.domain_id = home and p.membership_id = own and p.ended_at is null and p.from_at <= moment
           and u.school_unit_code is not null);
      if cardinality(units) > 0 then
        held := held || array(
          select e.person_id from public.enrolment e
           where e.domain_id = home and e.school_unit_code = any (units) and e.known_until is null
             and e.starts_on <= today and (e.ends_before is null or e.ends_before > today));
      end if;
    end if;
  end if;
  -- With a person come those merged with it: first the ones they stand under, then all who stand under these.
  held := held || array(select m.root_id from public.person m where m.domain_id = home and m.id = any (held) and m.root_id <> m.id);
  return query
  select unnest(held)
  union
  select p.id from public.person p where p.domain_id = home and p.root_id = any (held) and p.root_id <> p.id;
end $$;

create or replace function access.hidden() returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  account uuid := access.claim(1)::uuid;
  claims  text[] := string_to_array(current_setting('sedd.context', true), '|');
  home    uuid := claims[3]::uuid;
  chosen  uuid[] := '{}';
begin
  if account is null or access.hides() is not true then return; end if;
  if claims[4] <> 't' then
    chosen := array(select p.root_id from public.person p where p.domain_id = home and p.protection <> 'none');
  end if;
  if claims[2] <> 'machine' then
    chosen := chosen || array(
      select p.root_id from access.block b join public.person p on p.domain_id = home and p.id = b.person_id
       where b.domain_id = home and b.ended_at is null
         and (b.account_id = account or (b.account_id is null and account <> all (b.except_ids))));
  end if;
  if cardinality(chosen) = 0 then return; end if;
  return query
  select unnest(chosen)
  union
  select p.id from public.person p where p.domain_id = home and p.root_id = any (chosen) and p.root_id <> p.id;
end $$;

set local role sedd_access;
revoke create on schema access from sedd_reach;
drop function access.has_topic(text);
