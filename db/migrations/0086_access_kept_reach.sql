-- Who is in reach, worked out once for a transaction that only reads. Each table asks the walls anew, and a page asks many tables: of a
-- page's time as a coach more than half was the same answer, worked out some hundred times. It is now kept as settings of the
-- transaction, each sealed together with the sealed context, so that it is of this transaction, this actor and this list, and made by
-- nobody but the walls. What is not sealed so is not believed: then it is worked out anew. Nothing is believed but where one snapshot holds
-- from the first question to the last and nothing is written: there the answer cannot have changed. The walls themselves ask as before.

set local role sedd_access;

-- `list`: near (reached whatever the topic) | wide (with the pupils of one's units) | hidden.
create function access.keep(list text, ids uuid[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  told text := array_to_string(ids, ',');
begin
  -- Thousands take as long to read back as to find.
  if cardinality(ids) > 5000 then return; end if;
  perform set_config('sedd.kept_' || list,
    told || encode(access.mac(list || '|' || current_setting('sedd.context') || '|' || told), 'hex'), true);
end $$;

-- What was kept of this list, or null: nothing was, or not in this transaction, or not by the walls.
create function access.kept(list text) returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  value   text := current_setting('sedd.kept_' || list, true);
  context text := current_setting('sedd.context', true);
  told    text := left(value, -64);
  parts   text[];
  made    bytea;
begin
  if value is null or value = '' then return null; end if;
  if current_setting('transaction_read_only') <> 'on' or current_setting('transaction_isolation') <> 'repeatable read' then
    return null;
  end if;
  -- access.mac() written out, as in access.claim(): this runs for every policy of every query.
  select sha256(k.opad || sha256(k.ipad || convert_to(list || '|' || context || '|' || told, 'UTF8'))) into made
    from access.key k where k.id = 1;
  if right(value, 64) is distinct from encode(made, 'hex') then return null; end if;
  parts := string_to_array(context, '|');
  if parts[6] is distinct from pg_backend_pid()::text or parts[7] is distinct from extract(epoch from now())::text then return null; end if;
  return string_to_array(told, ',')::uuid[];
end $$;
revoke all on function access.keep(text, uuid[]), access.kept(text) from public;
grant execute on function access.keep(text, uuid[]), access.kept(text) to sedd_reach;

grant create on schema access to sedd_reach;
set local role sedd_reach;

-- The units at which a membership is placed, by the codes that a pupil's enrolment carries.
create function access.units_of(home uuid, own uuid, moment timestamptz) returns text[]
  language sql stable parallel restricted set search_path = pg_catalog, pg_temp as $$
  select array(
    select u.school_unit_code from access.placement p join public.unit u on u.domain_id = home and u.id = p.unit_id
     where p.domain_id = home and p.membership_id = own and p.ended_at is null and p.from_at <= moment and u.school_unit_code is not null)
$$;

-- Whom the one who acts is let in to, on the topics of theirs, worked out. `wide`: with the pupils of one's units.
create function access.within(wide boolean) returns setof uuid
  language plpgsql stable parallel restricted rows 60 set search_path = pg_catalog, pg_temp as $$
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
    if wide then
      units := access.units_of(home, own, moment);
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

create or replace function access.reach(topic text) returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  wide   boolean := topic in ('identity', 'contact', 'schooling');
  ids    uuid[] := access.kept(case when wide then 'wide' else 'near' end);
  claims text[];
begin
  if ids is null and access.claim(1) is null then return; end if;
  claims := string_to_array(current_setting('sedd.context', true), '|');
  if claims[9] = 'none' or not (string_to_array(claims[11], ',') && array['*', topic]) then return; end if;
  if ids is null then return query select access.within(wide); else return query select unnest(ids); end if;
end $$;

create or replace function access.hidden() returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  ids     uuid[] := access.kept('hidden');
  account uuid;
  claims  text[];
  home    uuid;
  chosen  uuid[] := '{}';
begin
  if ids is not null then
    return query select unnest(ids);
    return;
  end if;
  account := access.claim(1)::uuid;
  claims := string_to_array(current_setting('sedd.context', true), '|');
  home := claims[3]::uuid;
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

-- Keeps who is in reach and who is hidden, for the rest of this transaction. Does nothing for whoever reaches everybody, nor on a visit, of
-- which each statement asks anew whether it stands, nor where something may be written.
create function access.keep_reach() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  near   uuid[];
  placed text[];
begin
  if access.claim(9) is distinct from 'assigned' or current_setting('transaction_read_only') <> 'on'
     or current_setting('transaction_isolation') <> 'repeatable read' then
    return;
  end if;
  near := array(select access.within(false));
  perform access.keep('near', near);
  placed := access.units_of(access.domain_id(), nullif(access.claim(13), '')::uuid, access.moment());
  perform access.keep('wide', case when placed = '{}' then near else array(select access.within(true)) end);
  if access.hides() then perform access.keep('hidden', array(select access.hidden())); end if;
end $$;
revoke all on function access.keep_reach(), access.units_of(uuid, uuid, timestamptz), access.within(boolean) from public;
grant execute on function access.keep_reach() 
  to sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;

set local role sedd_access;
revoke create on schema access from sedd_reach;
