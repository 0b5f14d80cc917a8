-- Registerutdrag: what lies behind the walls of the access schema and in files that were read, of the one person whose extract is made.

set local role sedd_access;

-- Everything that this schema says of the person of an extract, table by table: whatever table comes with a person_id is in it.
create function access.extracted() returns table (source text, entry jsonb)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  target name;
begin
  if access.is_extract() is not true then return; end if;
  for target in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'access'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
     where c.relkind = 'r' order by c.relname
  loop
    return query execute format(
      'select %L::text, to_jsonb(t) from access.%I t
        where t.domain_id = access.domain_id() and t.person_id in (select access.reach(''identity''))', target, target);
  end loop;
end $$;

-- What the accounts and domains that an extract names are called: the young person is told of people, not of ids.
create function access.names_in_extract() returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.account_id, a.display_name from access.membership m join access.account a on a.id = m.account_id
   where access.is_extract() and m.domain_id = access.domain_id()
  union
  select m.id, a.display_name from access.membership m join access.account a on a.id = m.account_id
   where access.is_extract() and m.domain_id = access.domain_id()
  union
  select t.id, t.name from access.team t where access.is_extract() and t.domain_id = access.domain_id()
  union
  select d.id, d.name from access.domain d
   where access.is_extract() and (d.id = access.domain_id() or d.id in (
     select s.to_domain_id from access.share s where s.domain_id = access.domain_id()
     union select c.to_domain_id from access.consent c where c.domain_id = access.domain_id()))
$$;

revoke all on function access.extracted(), access.names_in_extract() from public;
grant execute on function access.extracted(), access.names_in_extract() to sedd_web;
