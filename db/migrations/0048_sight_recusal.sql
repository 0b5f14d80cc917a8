-- Whoever says that they are jävig is shut out, and yet still stood as the one who answers for the case: the person was nobody's, and was
-- counted as somebody's. The case is let go in the same breath, so that whoever gives out cases finds it among those without an owner.

set local role sedd_owner;

-- Only those who give out cases change who answers for one, but for this one function, which takes away one's own.
alter policy changed_by_assigners on register_owner using ((select access.may('assign')) or current_user = 'sedd_owner');

-- Ends the actor's own answering for these, while they are still in the actor's reach. For access.recuse alone.
create function release_cases(persons uuid[]) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  released bigint;
begin
  update public.register_owner w set known_until = greatest(w.known_from, access.moment())
   where w.domain_id = access.domain_id() and w.person_id = any (persons) and w.account_id = access.account_id() and w.known_until is null;
  get diagnostics released = row_count;
  return released;
end $$;
revoke all on function release_cases(uuid[]) from public;
grant execute on function release_cases(uuid[]) to sedd_access;

set local role sedd_access;

create or replace function access.recuse(person uuid, why text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if access.claim(12) <> '' or access.actor_role() = 'machine' or access.sees(recuse.person, 'identity') is not true then
    return null;
  end if;
  if public.release_cases(array(select k.id from access.kin(recuse.person) k)) > 0 then
    perform trail.record('register.owner_assigned', null, recuse.person, '{"owner": null}');
  end if;
  insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at)
  values (access.claim(3)::uuid, recuse.person, access.account_id(), why, access.account_id(), access.moment())
  returning id into made;
  return made;
end $$;
