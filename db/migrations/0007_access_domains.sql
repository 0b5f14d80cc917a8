-- Administration of secrecy domains from within: an administrator sees the domains of the same municipality (names and
-- kinds, no persons) and may correct the name of the own one. New domains are made on the command line, by whoever runs Sedd.

set local role sedd_access;

create function access.sibling_domains() returns setof access.domain
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.* from access.domain d
    join access.domain own on own.id = access.claim(3)::uuid
   where d.id = own.id or (d.municipality_code is not null and d.municipality_code = own.municipality_code)
   order by d.name, d.id
$$;

create function access.rename_domain(new_name text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update access.domain set name = new_name where id = access.claim(3)::uuid
$$;

revoke all on function access.sibling_domains(), access.rename_domain(text) from public;
grant execute on function access.sibling_domains(), access.rename_domain(text) to sedd_web, sedd_jobs;
