-- The name that would link somebody to an identity provider is not given anew from outside either, to one whose role takes two and
-- whom no provider knows yet: whoever holds a token could otherwise become them.
-- What is inserted is read in a statement of its own: no statement sees what it has itself written.

set local role sedd_access;

create or replace function access.save_scim_user(target uuid, given jsonb) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.domain_id();
  made uuid;
  who  access.staff;
begin
  perform access.require_right('provision');
  select s.* into who from access.staff s
   where s.domain_id = home and lower(s.user_name) = lower(given ->> 'userName') for update;
  if target is null and who.id is null then
    select i into made from access.insert_staff(given ->> 'userName', given ->> 'displayName', null, null, null, null, null, 'scim') i;
    select s.* into who from access.staff s where s.domain_id = home and s.id = made;
  elsif target is null and who.removed_at is null then
    return;
  elsif target is not null then
    if who.id is not null and who.id <> target then return; end if;
    select s.* into who from access.staff s where s.domain_id = home and s.id = target and s.removed_at is null for update;
    if who.id is null then return; end if;
    if lower(given ->> 'userName') <> lower(who.user_name) and access.account_takes_two(who.account_id)
       and not exists (select from access.identity i where i.account_id = who.account_id) then
      raise exception 'the name is fixed while the role takes two' using errcode = '42501';
    end if;
  end if;
  if (given ->> 'active')::boolean and who.left_at is not null then
    perform access.reopen_staff(who, false);
  elsif not (given ->> 'active')::boolean and who.left_at is null then
    perform access.close_staff(who);
  end if;
  update access.staff s
     set user_name = given ->> 'userName', external_id = given ->> 'externalId', display_name = given ->> 'displayName',
         given_name = given ->> 'givenName', family_name = given ->> 'familyName', title = given ->> 'title',
         email = given ->> 'email', phone = given ->> 'phone', removed_at = null, changed_at = access.moment(),
         given_roles = array(select jsonb_array_elements_text(given -> 'roles')),
         version = s.version + case when target is null then 0 else 1 end
   where s.domain_id = home and s.id = who.id;
  perform access.name_account(who.account_id, given ->> 'displayName');
  perform access.apply_provisioning(who.id);
  return next who.id;
end $$;

-- Read before it is changed: whether the name may be another.
create function access.scim_name_fixed(target uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select access.may('provision') and exists (
    select from access.staff s
     where s.domain_id = access.domain_id() and s.id = target and access.account_takes_two(s.account_id)
       and not exists (select from access.identity i where i.account_id = s.account_id))
$$;
revoke all on function access.scim_name_fixed(uuid) from public;
grant execute on function access.scim_name_fixed(uuid) to sedd_web;
