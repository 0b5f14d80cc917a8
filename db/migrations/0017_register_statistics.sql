-- After a great computation too the planner must know how much there is: what follows in the transaction counts and lists it.

set local role sedd_owner;

create function gather_register_statistics() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  analyze public.register_period, public.register_unclear, public.register_change;
end $$;
revoke all on function gather_register_statistics() from public;
grant execute on function gather_register_statistics() to sedd_web, sedd_jobs, sedd_import;
