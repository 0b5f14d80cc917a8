-- A provider that does not say when somebody showed who they are has vouched for nothing new: a session from it is not fresh.
set local role sedd_access;

create or replace function access.sign_in_with_oidc(secret text, by_issuer text, by_subject text, level integer, shown_at timestamptz,
  names text, in_domains text[], device text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used   access.attempt := access.use_attempt(secret, 'oidc', 'sign_in');
  holder uuid;
begin
  update access.identity d set last_used_at = now() where d.issuer = by_issuer and d.subject = by_subject returning d.account_id into holder;
  if holder is null and names is not null then
    select case when count(distinct a.id) = 1 then min(a.id::text)::uuid end into holder
      from access.staff s join access.account a on a.id = s.account_id and a.kind = 'staff' and a.active
      join access.domain d on d.id = s.domain_id
     where lower(s.user_name) = lower(names) and s.left_at is null and (in_domains is null or d.code = any (in_domains));
    if holder is not null and (
         exists (select from access.identity d where d.account_id = holder)
         or (in_domains is not null and exists (
           select from access.membership m join access.domain d on d.id = m.domain_id
            where m.account_id = holder and m.ended_at is null and d.code <> all (in_domains)))) then
      holder := null;
    end if;
    if holder is not null then
      insert into access.identity (account_id, issuer, subject, last_used_at) values (holder, by_issuer, by_subject, now());
    end if;
  end if;
  if holder is null then return null; end if;
  return access.make_session(holder, 'oidc', level, case when shown_at is not null then least(shown_at, now()) end, device);
end $$;

create or replace function access.accept_with_oidc(secret text, by_issuer text, by_subject text, level integer, shown_at timestamptz, device text)
  returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  used   access.attempt := access.use_attempt(secret, 'oidc', 'invitation');
  holder uuid := access.use_invitation(used.invitation_id);
begin
  insert into access.identity (account_id, issuer, subject, last_used_at) values (holder, by_issuer, by_subject, now())
    on conflict (issuer, subject) do nothing;
  if not found then
    raise exception 'the identity is another’s' using errcode = '28000';
  end if;
  return access.make_session(holder, 'oidc', level, case when shown_at is not null then least(shown_at, now()) end, device);
end $$;
