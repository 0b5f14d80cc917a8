-- What OWASP's list showed could be held tighter: one's own e-mail, the sessions of a colleague, linking by a claim, hashes, lengths.

set local role sedd_access;

-- A new invitation goes to the address that stands here. So who has found an open screen cannot lead it to themself.
create or replace function access.set_own_contact(new_email text, new_phone text) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.is_fresh() is not true and exists (
       select from access.staff s
        where s.domain_id = access.domain_id() and s.account_id = access.account_id() and s.left_at is null
          and s.email is distinct from new_email) then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  return query
  update access.staff s set email = new_email, phone = new_phone, changed_at = access.moment(), version = s.version + 1
   where access.claim(12) = '' and s.domain_id = access.domain_id() and s.account_id = access.account_id() and s.left_at is null
  returning s.id;
end $$;

-- Ends every session of a colleague, wherever the account has one, and leaves the account: a device was lost.
create function access.end_staff_sessions(target uuid) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null then return; end if;
  update access.session s set expires_at = now()
   where s.account_id = who.account_id and s.purpose = 'web' and s.expires_at > now();
  return next who.id;
end $$;

-- An account that any provider knows already is not opened to another one by what that one calls the person.
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
  return access.make_session(holder, 'oidc', level, least(shown_at, now()), device);
end $$;

revoke all on function access.end_staff_sessions(uuid) from public;
grant execute on function access.end_staff_sessions(uuid) to sedd_web, sedd_jobs;

set local role sedd_trail;

-- The salt is what keeps an erased event from being guessed: 244 bits at random, as every secret of ours.
create or replace function trail.put(in_domain uuid, actor uuid, from_domain uuid, as_role text, as_title text, for_purpose text,
                          did text, of_object text, of_person uuid, with_detail jsonb) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  grain bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  made  bigint;
begin
  insert into trail.event (domain_id, actor_id, actor_domain_id, actor_role, actor_title, purpose, action, commitment)
    values (in_domain, actor, from_domain, as_role, as_title, for_purpose, did,
            sha256(grain || convert_to(jsonb_build_array(of_person, of_object, with_detail)::text, 'UTF8')))
    returning id into made;
  insert into trail.event_private (domain_id, event_id, person_id, object, detail, salt)
    values (in_domain, made, of_person, of_object, with_detail, grain);
  return made;
end $$;

set local role sedd_owner;

-- Which row stands how, as one hash.
create function row_print(shown text) returns text language sql immutable set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(convert_to(shown, 'UTF8')), 'hex')
$$;

create or replace function disposal_state(kind text, source text, subject text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids    uuid[];
  target text;
  part   text;
  said   text := '';
begin
  perform access.require_right('retention');
  if kind = 'person' then
    ids := public.disposal_ids(subject::uuid);
    foreach target in array public.disposal_tables() || 'person'::text loop
      execute format('select coalesce(string_agg(print, '','' order by print), '''')
                        from (select public.row_print(t::text) as print from public.%I t where t.%I = any ($1)) rows',
        target, case target when 'person' then 'id' else 'person_id' end) into part using ids;
      said := said || target || ':' || public.row_print(part) || ';';
    end loop;
  elsif kind = 'note' then
    select coalesce(string_agg(public.row_print(n::text), ',' order by n.id), '') into said from public.note n where n.note_id = subject::uuid;
  elsif kind = 'old_contact' then
    execute format('select coalesce(min(public.row_print(t::text)), '''') from public.%I t where t.id = $1',
      case source when 'person_address' then 'person_address' when 'person_contact' then 'person_contact' else 'person_guardian' end)
      into said using subject::bigint;
  elsif kind = 'delivery' then
    select coalesce(min(d.status || d.file_name || coalesce(d.reversed_at::text, '')), '') into said from public.delivery d where d.id = subject::uuid;
  elsif kind = 'review' then
    select coalesce(string_agg(v.id || v.outcome, ',' order by v.id), '') into said from public.review_verdict v where v.item_id = subject::uuid;
  else
    said := subject;
  end if;
  return public.row_print(said);
end $$;

revoke all on function row_print(text) from public;

-- As long as the form lets one write.
alter table scope_decision add check (length(evidence) <= 1000);
alter table register_occupation add check (length(source) <= 120);
