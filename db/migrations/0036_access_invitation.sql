-- Whoever runs the installation may give a new way in to an account that belongs to several domains, none of which alone may open it.

set local role sedd_access;

create or replace function access.make_invitation(for_account uuid, hours integer) returns text
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  token text := access.secret();
begin
  perform from access.account a
    where a.id = for_account and a.kind = 'staff' and a.active and a.id <> access.account_id()
      and exists (select from access.membership m where m.account_id = a.id and m.domain_id = access.domain_id() and m.ended_at is null)
      and (access.actor_role() = 'machine' or not exists (
        select from access.membership m where m.account_id = a.id and m.domain_id <> access.domain_id() and m.ended_at is null))
    for update;
  if not found then return null; end if;
  update access.invitation i set expires_at = least(i.expires_at, now()) where i.account_id = for_account and i.used_at is null;
  insert into access.invitation (account_id, token_sha, made_by, expires_at)
    values (for_account, access.sha(token), access.account_id(), now() + make_interval(hours => least(hours, 336)));
  return token;
end $$;
