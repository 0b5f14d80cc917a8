-- A page about one young person asks the walls a hundred times of that one alone: what is kept of who is in reach may be narrowed to one, and
-- then holds nobody else. Who is hidden is kept whole.

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

drop function access.keep_reach();
create function access.keep_reach(only_one uuid default null) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  same   uuid[];
  near   uuid[];
  placed text[];
begin
  if access.claim(9) is distinct from 'assigned' or current_setting('transaction_read_only') <> 'on'
     or current_setting('transaction_isolation') <> 'repeatable read' then
    return;
  end if;
  if only_one is not null then same := array(select access.same_person(only_one)); end if;
  near := array(select w from access.within(false) w where only_one is null or w = any (same));
  perform access.keep('near', near);
  placed := access.units_of(access.domain_id(), nullif(access.claim(13), '')::uuid, access.moment());
  perform access.keep('wide', case when placed = '{}' then near
    else array(select w from access.within(true) w where only_one is null or w = any (same)) end);
  if access.hides() then perform access.keep('hidden', array(select access.hidden())); end if;
end $$;
revoke all on function access.keep_reach(uuid) from public;
grant execute on function access.keep_reach(uuid) to sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;

set local role sedd_access;
revoke create on schema access from sedd_reach;
