-- What the walls left to the program, held by the database itself.

-- A block goes before every role, that of whoever makes a register extract as well: blocked before it is begun there is nobody to make it
-- of, and blocked afterwards it is over.

grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Whether the one who acts is shut out from a person, under whichever of their ids the block was set. Who is one is known within a context
-- alone: the door to a visit asks of the id it was opened for, and each statement of the visit asks this.
create function access.shut_out(person uuid) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select access.actor_role() <> 'machine' and exists (
    select from access.block b
     where b.domain_id = access.domain_id() and b.ended_at is null and b.person_id in (select access.same_person(shut_out.person))
       and (b.account_id = access.account_id() or (b.account_id is null and access.account_id() <> all (b.except_ids))))
$$;
revoke all on function access.shut_out(uuid) from public;
grant execute on function access.shut_out(uuid) to sedd_access;

set local role sedd_access;
revoke create on schema access from sedd_reach;

-- A visit asks whom blocks hide, to a share and to an extract alike.
create or replace function access.hides() returns boolean language sql stable parallel restricted as $$
  select access.claim(14) operator(pg_catalog.=) 't' or access.claim(9) operator(pg_catalog.=) 'one' $$;

-- Null when there is nobody, and when there is nobody for the one who asks.
create or replace function access.open_extract(person uuid, minutes integer) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.claim(3)::uuid;
  made uuid;
begin
  perform access.require_right('extract');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  if not exists (select from access.person_ids(open_extract.person))
     or access.shut_out(open_extract.person) then
    return null;
  end if;
  insert into access.extract (domain_id, person_id, account_id, from_at, until_at)
    values (home, open_extract.person, access.account_id(), access.moment(), access.moment() + make_interval(mins => minutes))
    returning id into made;
  return made;
end $$;

create or replace function access.extract_person(which uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.person_id from access.extract e
   where e.id = which and e.domain_id = access.claim(3)::uuid and e.account_id = access.account_id()
     and e.from_at <= access.moment() and e.until_at > access.moment()
     and not access.shut_out(e.person_id)
$$;

create or replace function access.visited(visit uuid, acting uuid, by_account uuid, from_domain uuid, at timestamptz)
  returns table (domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.domain_id, v.person_id, v.topics, v.sees_protected from access.visits(acting, from_domain, at, visit) v
  union all
  select e.domain_id, e.person_id, '{*}'::text[], true
    from access.extract e
   where e.id = visit and e.account_id = by_account and e.domain_id = from_domain and e.from_at <= at and e.until_at > at
     and exists (select from access.membership m join access.role r on r.code = m.role and 'extract' = any (r.rights)
                  where m.domain_id = from_domain and m.id = acting)
     and not exists (
       select from access.block b
        where b.domain_id = e.domain_id and b.person_id = e.person_id and b.ended_at is null
          and (b.account_id = by_account or (b.account_id is null and by_account <> all (b.except_ids))))
$$;

create or replace function access.visit_stands() returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m
     cross join lateral access.visits(m.id, m.domain_id, access.moment()) v
     where m.id = nullif(access.claim(13), '')::uuid and m.account_id = access.claim(1)::uuid
       and v.domain_id = access.claim(3)::uuid and v.person_id = nullif(access.claim(12), '')::uuid
       and string_to_array(access.claim(11), ',') <@ v.topics)
  or exists (
    select from access.extract e
      join access.role r on r.code = access.claim(2) and 'extract' = any (r.rights)
     where e.account_id = access.claim(1)::uuid and e.domain_id = access.claim(3)::uuid
       and e.person_id = nullif(access.claim(12), '')::uuid and access.claim(11) = '*'
       and e.from_at <= access.moment() and e.until_at > access.moment()
       and not access.shut_out(e.person_id))
$$;

-- A domain's own names, for its own pages and files: on a visit to another domain nobody asks for them.
create or replace function access.colleagues() returns table (
  account_id uuid, sign_in_name text, display_name text, role text, title text, current boolean, sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, s.user_name, s.display_name, m.role, m.title, m.ended_at is null and a.active, m.sees_protected
    from access.membership m
    join access.account a on a.id = m.account_id
    join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id
   where m.domain_id = access.claim(3)::uuid and access.claim(12) = '' and a.kind = 'staff'
   order by s.display_name, a.id
$$;

-- Some grounds hold for the young alone (OSL 10 kap. 18 §, 28 §). The program says it before the form is sent; this holds whoever sends.
set local role sedd_owner;

-- Whether one whom the actor sees is younger today. Nobody is taken to be older than they certainly are.
create function is_below_age(person uuid, years integer) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from public.person p
      join public.person r on r.domain_id = p.domain_id and r.id = p.root_id
     where p.id = is_below_age.person
       and (r.latest_birth_date + make_interval(years => is_below_age.years))::date > (access.moment() at time zone 'Europe/Stockholm')::date)
$$;
revoke all on function is_below_age(uuid, integer) from public;
grant execute on function is_below_age(uuid, integer) to sedd_access;
