-- What the data protection officer needs past the walls, one person at a time and by right: whom a number is held by, which ids the log
-- knows somebody by, who a review concerns, and leave to gather all that is known of one person.

set local role sedd_owner;

create policy numbers_for_reach on person_identifier for select to sedd_reach using (true);
create policy names_for_reach on person_name for select to sedd_reach using (true);
grant select (domain_id, id, person_id, number, known_until) on person_identifier to sedd_reach;
grant select (domain_id, person_id, given_name, family_name, known_until) on person_name to sedd_reach;

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Whom a number is or was held by: for the log and for extracts alone.
create function access.find_person(number text) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.may('log') is not true and access.may('extract') is not true then
    raise exception 'the role does not carry the right to the log' using errcode = '42501';
  end if;
  return (
    select p.root_id from public.person_identifier i
      join public.person p on p.domain_id = i.domain_id and p.id = i.person_id
     where i.domain_id = access.domain_id() and i.number = find_person.number
     order by i.known_until desc nulls first, i.id desc limit 1);
end $$;

-- Every id that stands for a person, those merged with it included.
create function access.person_ids(person uuid) returns table (id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('log');
  return query
  select k.id from public.person p join public.person k on k.domain_id = p.domain_id and k.root_id = p.root_id
   where p.domain_id = access.domain_id() and p.id = person_ids.person;
end $$;

-- Who a review concerns, so that a colleague can be asked. Of those with protected identity nothing but that they are, without the
-- right to see them.
create function access.identity_for_review(person uuid)
  returns table (given_name text, family_name text, number text, protected boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.domain_id();
  root uuid;
  veil boolean;
begin
  perform access.require_right('log');
  select p.root_id into root from public.person p where p.domain_id = home and p.id = identity_for_review.person;
  if root is null then return; end if;
  veil := exists (select from public.person p where p.domain_id = home and p.root_id = root and p.protection <> 'none');
  if veil and access.sees_protected() is not true then
    return query select null::text, null::text, null::text, true;
    return;
  end if;
  return query
  select (select n.given_name from public.person_name n where n.domain_id = home and n.person_id = root and n.known_until is null),
         (select n.family_name from public.person_name n where n.domain_id = home and n.person_id = root and n.known_until is null),
         (select i.number from public.person_identifier i
           where i.domain_id = home and i.known_until is null
             and i.person_id in (select p.id from public.person p where p.domain_id = home and p.root_id = root)
           order by length(i.number) desc, i.id desc limit 1),
         veil;
end $$;

revoke all on function access.find_person(text), access.person_ids(uuid), access.identity_for_review(uuid) from public;
grant execute on function access.find_person(text), access.person_ids(uuid), access.identity_for_review(uuid) to sedd_web, sedd_jobs;
grant execute on function access.person_ids(uuid) to sedd_access;

set local role sedd_access;
revoke create on schema access from sedd_reach;

-- Leave to gather all that is known of one person (registerutdrag, dataskyddsförordningen art. 15), for whoever asks and a short while.
create function access.open_extract(person uuid, minutes integer) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('extract');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  if not exists (select from access.person_ids(open_extract.person)) then
    return null;
  end if;
  insert into access.extract (domain_id, person_id, account_id, from_at, until_at)
    values (access.claim(3)::uuid, open_extract.person, access.account_id(), access.moment(),
            access.moment() + make_interval(mins => minutes))
    returning id into made;
  return made;
end $$;

-- Whether this transaction gathers all that is known of one person.
create function access.is_extract() returns boolean language sql stable parallel restricted
  set search_path = pg_catalog, pg_temp as $$
  select access.claim(9) = 'one' and '*' = any (string_to_array(access.claim(11), ','))
$$;

-- The actor's own leave that lasts still; null when there is none.
create function access.extract_person(which uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.person_id from access.extract e
   where e.id = which and e.domain_id = access.claim(3)::uuid and e.account_id = access.account_id()
     and e.from_at <= access.moment() and e.until_at > access.moment()
$$;

revoke all on function access.open_extract(uuid, integer), access.is_extract(), access.extract_person(uuid) from public;
grant execute on function access.open_extract(uuid, integer), access.extract_person(uuid) to sedd_web;
grant execute on function access.is_extract() to sedd_owner, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
