-- After a great delivery the planner must know how much there is now, in the same transaction: the register is computed from
-- it at once. Statistics are the owner's to gather, and the role that imports owns nothing.

set local role sedd_owner;

create function gather_statistics() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  analyze public.person, public.person_identifier, public.person_name, public.person_address, public.person_contact,
          public.person_residence, public.person_protection, public.person_residency, public.person_external_id,
          public.schooling, public.enrolment, public.completion;
end $$;
revoke all on function gather_statistics() from public;
grant execute on function gather_statistics() to sedd_web, sedd_jobs, sedd_import;
