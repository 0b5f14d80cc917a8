-- What a review of the walls found of the log, extracts and retention.

-- Gallring waits for whoever is writing about what it is to delete, and compares afterwards: what they have written by then is new, and is left
-- out.

set local role sedd_access;

-- Nothing here has a key to persons that those who write would hold: the tables themselves are held until the deletion is over.
create function access.hold_still() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('retention');
  lock table access.assignment, access.block, access.consent, access.extract, access.glass, access.share, access.share_visitor
    in share row exclusive mode;
end $$;
revoke all on function access.hold_still() from public;
grant execute on function access.hold_still() to sedd_owner;

set local role sedd_owner;

-- Holds what a list names, until the transaction is over. Whoever writes about a person holds the person, and whoever writes another wording
-- or another verdict holds what it is of.
create function disposal_hold(kind text, source text, subject text) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  if kind = 'person' then
    perform from public.person p where p.id = subject::uuid for update;
    perform from public.person p where p.id = any (public.disposal_ids(subject::uuid)) order by p.id for update;
  elsif kind = 'note' then
    perform from public.note n where n.note_id = subject::uuid order by n.id for update;
  elsif kind = 'old_contact' then
    execute format('select from public.%I t where t.id = $1 for update',
      case source when 'person_address' then 'person_address' when 'person_contact' then 'person_contact' else 'person_guardian' end)
      using subject::bigint;
  elsif kind = 'delivery' then
    perform from public.delivery d where d.id = subject::uuid for update;
  elsif kind = 'review' then
    perform from public.review_item i where i.id = subject::uuid for update;
  end if;
end $$;
revoke all on function disposal_hold(text, text, text) from public;

create or replace function dispose_next(run uuid, most integer, out deleted integer, out rows bigint, out left_out integer)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  listed public.retention_run;
  item   public.retention_item;
  next   public.retention_item[];
  gone   bigint;
  fits   boolean;
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself deletes' using errcode = '42501';
  end if;
  perform access.require_right('retention');
  select * into listed from public.retention_run r where r.id = run for update;
  if listed.id is null or listed.ordered_at is null or listed.done_at is not null or not exists (
       select from public.approval a
         join public.approval_answer w on w.domain_id = a.domain_id and w.approval_id = a.id and w.approved
         join public.approval_use u on u.domain_id = a.domain_id and u.approval_id = a.id
        where a.id = listed.approval_id and a.kind = 'retention.run' and a.object = run::text
          and a.detail ->> 'fingerprint' = listed.fingerprint and u.used_at < a.asked_at + interval '15 days') then
    raise exception 'no approved list' using errcode = '42501';
  end if;
  -- The list itself is checked when the first of it is taken: afterwards subjects are gone from it.
  if not exists (select from public.retention_item i where i.run_id = run and i.outcome is not null)
     and public.disposal_fingerprint(run) is distinct from listed.fingerprint then
    raise exception 'the list is not the one that was approved' using errcode = '42501';
  end if;
  deleted := 0; rows := 0; left_out := 0;
  next := array(
    select i from public.retention_item i
     where i.run_id = run and i.outcome is null and i.hindrance is null order by i.id limit most);
  -- Everything is held before anything is compared, and each comparison is a statement of its own, which sees what was waited for. Persons
  -- first, in the order of their ids, as those who write take them.
  foreach item in array array(select n from unnest(next) n order by n.record_type <> 'person', n.subject) loop
    perform public.disposal_hold(item.record_type, item.source, item.subject);
  end loop;
  perform access.hold_still() from unnest(next) n where n.record_type = 'person' limit 1;
  foreach item in array next loop
    fits := public.disposal_state(item.record_type, item.source, item.subject) = item.state
      and (item.record_type <> 'person' or public.disposal_hindrance(item.subject::uuid) is null);
    if fits then
      gone := case item.record_type
        when 'person' then public.dispose_of_person(item.subject::uuid, coalesce((listed.rules -> 'person' ->> 'erasesTrail')::boolean, false))
        else public.dispose_of_other(item.record_type, item.source, item.subject) end;
      insert into public.tombstone (domain_id, run_id, record_type, rows, deleted_on)
        values (item.domain_id, run, item.record_type, gone, (access.moment() at time zone 'Europe/Stockholm')::date);
      update public.retention_item i set outcome = 'deleted', subject = null where i.domain_id = item.domain_id and i.id = item.id;
      deleted := deleted + 1;
      rows := rows + gone;
    else
      update public.retention_item i set outcome = 'left_out' where i.domain_id = item.domain_id and i.id = item.id;
      left_out := left_out + 1;
    end if;
  end loop;
end $$;

-- Registerutdrag: what the ids that stand in an extract are called, and no others: the young person is told who has dealt with them, and not
-- who works here.

set local role sedd_access;

drop function access.names_in_extract();
create function access.names_in_extract(ids uuid[]) returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.account_id, a.display_name from access.membership m join access.account a on a.id = m.account_id
   where access.is_extract() and m.domain_id = access.domain_id() and m.account_id = any (ids)
  union
  select m.id, a.display_name from access.membership m join access.account a on a.id = m.account_id
   where access.is_extract() and m.domain_id = access.domain_id() and m.id = any (ids)
  union
  select t.id, t.name from access.team t where access.is_extract() and t.domain_id = access.domain_id() and t.id = any (ids)
  union
  select d.id, d.name from access.domain d
   where access.is_extract() and d.id = any (ids) and (d.id = access.domain_id() or d.id in (
     select s.to_domain_id from access.share s where s.domain_id = access.domain_id()
     union select c.to_domain_id from access.consent c where c.domain_id = access.domain_id()))
$$;
revoke all on function access.names_in_extract(uuid[]) from public;
grant execute on function access.names_in_extract(uuid[]) to sedd_web;

-- Small figures and ids. How many have protected identity is told from five on, as pages tell it: nobody needs it before. Asked at home; a
-- visitor has one person to see, and no register.

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

create or replace function access.count_register(on_day date) returns table (members bigint, protected bigint, unclear bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (select count(*) from public.register_period p
           where p.domain_id = access.domain_id() and p.known_until is null
             and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day)),
         (select case when count(*) < 5 then 0 else count(*) end from public.person n
           where n.domain_id = access.domain_id() and n.protection <> 'none' and exists (
             select from public.register_period p
              where p.domain_id = n.domain_id and p.person_id = n.id and p.known_until is null
                and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day))),
         (select count(distinct u.person_id) from public.register_unclear u
           where u.domain_id = access.domain_id() and u.known_until is null
             and (u.from_on is null or u.from_on <= on_day) and (u.until_on is null or u.until_on > on_day))
   where access.claim(12) = ''
$$;

create or replace function access.worked_with() returns setof uuid
  language plpgsql stable security definer rows 500 set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
begin
  if access.reaches_all('identity') is not true then return; end if;
  return query
  select distinct p.root_id from public.person p
   where p.domain_id = home and p.id in (
     select o.person_id from public.register_owner o where o.domain_id = home and o.known_until is null
     union all
     select a.person_id from access.assignment a
      where a.domain_id = home and a.kind = 'case' and a.ended_at is null and a.from_at <= moment
        and (a.until_at is null or a.until_at > moment))
     and p.root_id not in (select access.hidden());
end $$;

set local role sedd_access;
revoke create on schema access from sedd_reach;

set local role sedd_owner;

-- The wall is lifted for the owner while this is done: it is about every domain.
alter table register_total no force row level security;
update register_total set protected = 0 where protected < 5;
alter table register_total force row level security;
alter table register_total add constraint register_total_protected check (protected = 0 or protected >= 5);

-- What a dry run lists is shown by kind and day, and not by whose it is: only Sedd itself reads that.
revoke select on retention_item from sedd_web;
grant select (domain_id, id, run_id, record_type, event_on, due_on, hindrance, outcome) on retention_item to sedd_web;

-- Protected identity is for those who have been given the right to see it: the right to make extracts, or to read the log, is not that
-- right. Whoever lacks it has nobody by the number.

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Whether a person is kept from the one who acts, for whatever they have a right to besides: by a block, or by protected identity.
create function access.withheld(person uuid) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select access.shut_out(withheld.person) or (access.sees_protected() is not true and access.is_protected(withheld.person))
$$;

create or replace function access.find_person(number text) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  found uuid;
begin
  if access.may('log') is not true and access.may('extract') is not true then
    raise exception 'the role does not carry the right to the log' using errcode = '42501';
  end if;
  select p.root_id into found
    from public.person_identifier i
    join public.person p on p.domain_id = i.domain_id and p.id = i.person_id
   where i.domain_id = access.domain_id() and i.number = find_person.number
   order by i.known_until desc nulls first, i.id desc limit 1;
  return case when access.withheld(found) then null else found end;
end $$;

revoke all on function access.withheld(uuid) from public;
grant execute on function access.withheld(uuid) to sedd_access;

set local role sedd_access;
revoke create on schema access from sedd_reach;

create or replace function access.open_extract(person uuid, minutes integer) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.claim(3)::uuid;
  made uuid;
begin
  perform access.require_right('extract');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  if not exists (select from access.person_ids(open_extract.person))
     or access.withheld(open_extract.person) then
    return null;
  end if;
  insert into access.extract (domain_id, person_id, account_id, from_at, until_at)
    values (home, open_extract.person, access.account_id(), access.moment(), access.moment() + make_interval(mins => minutes))
    returning id into made;
  return made;
end $$;

create or replace function access.extract_person(which uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.person_id from access.extract e
   where e.id = which and e.domain_id = access.claim(3)::uuid and e.account_id = access.account_id()
     and e.from_at <= access.moment() and e.until_at > access.moment()
     and not access.withheld(e.person_id)
$$;

-- Whoever is at the door of an extract sees the protected as the membership does in which they act. Who is protected is known within a
-- context alone: each statement of the visit asks that.
create or replace function access.visited(visit uuid, acting uuid, by_account uuid, from_domain uuid, at timestamptz)
  returns table (domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.domain_id, v.person_id, v.topics, v.sees_protected from access.visits(acting, from_domain, at, visit) v
  union all
  select e.domain_id, e.person_id, '{*}'::text[], m.sees_protected
    from access.extract e
    join access.membership m on m.domain_id = from_domain and m.id = acting
    join access.role r on r.code = m.role and 'extract' = any (r.rights)
   where e.id = visit and e.account_id = by_account and e.domain_id = from_domain and e.from_at <= at and e.until_at > at
     and not exists (
       select from access.block b
        where b.domain_id = e.domain_id and b.person_id = e.person_id and b.ended_at is null
          and (b.account_id = by_account or (b.account_id is null and by_account <> all (b.except_ids))))
$$;

create or replace function access.visit_stands() returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m
     cross join lateral access.visits(m.id, m.domain_id, access.moment()) v
     where m.id = nullif(access.claim(13), '')::uuid and m.account_id = access.claim(1)::uuid
       and v.domain_id = access.claim(3)::uuid and v.person_id = nullif(access.claim(12), '')::uuid
       and string_to_array(access.claim(11), ',') <@ v.topics)
  or exists (
    select from access.extract e
      join access.role r on r.code = access.claim(2) and 'extract' = any (r.rights)
     where e.account_id = access.claim(1)::uuid and e.domain_id = access.claim(3)::uuid
       and e.person_id = nullif(access.claim(12), '')::uuid and access.claim(11) = '*'
       and e.from_at <= access.moment() and e.until_at > access.moment()
       and not access.withheld(e.person_id))
$$;

-- A block goes before the log, its review, other blocks and the review of emergencies too. Whoever is shut out from somebody finds nobody by
-- number or id there, and reads in the log that something was done, when and by whom, and not about whom.

set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- Everybody from whom the one who acts is shut out, by all their ids.
create function access.kept_from() returns setof uuid
  language plpgsql stable parallel restricted security definer rows 5 set search_path = pg_catalog, pg_temp as $$
declare
  account uuid := access.account_id();
  home    uuid := access.domain_id();
begin
  if account is null or access.actor_role() = 'machine' then return; end if;
  return query
  select k.id
    from access.block b
    join public.person p on p.domain_id = home and p.id = b.person_id
    join public.person k on k.domain_id = home and k.root_id = p.root_id
   where b.domain_id = home and b.ended_at is null
     and (b.account_id = account or (b.account_id is null and account <> all (b.except_ids)));
end $$;

create or replace function access.person_ids(person uuid) returns table (id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('log');
  if access.shut_out(person_ids.person) then return; end if;
  return query
  select k.id from public.person p join public.person k on k.domain_id = p.domain_id and k.root_id = p.root_id
   where p.domain_id = access.domain_id() and p.id = person_ids.person;
end $$;

create or replace function access.identity_for_review(person uuid)
  returns table (given_name text, family_name text, number text, protected boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.domain_id();
  root uuid;
  veil boolean;
begin
  perform access.require_right('log');
  select p.root_id into root from public.person p where p.domain_id = home and p.id = identity_for_review.person;
  if root is null or access.shut_out(root) then return; end if;
  veil := exists (select from public.person p where p.domain_id = home and p.root_id = root and p.protection <> 'none');
  if veil and access.sees_protected() is not true then
    return query select null::text, null::text, null::text, true;
    return;
  end if;
  return query
  select (select n.given_name from public.person_name n where n.domain_id = home and n.person_id = root and n.known_until is null),
         (select n.family_name from public.person_name n where n.domain_id = home and n.person_id = root and n.known_until is null),
         (select i.number from public.person_identifier i
           where i.domain_id = home and i.known_until is null
             and i.person_id in (select p.id from public.person p where p.domain_id = home and p.root_id = root)
           order by length(i.number) desc, i.id desc limit 1),
         veil;
end $$;

revoke all on function access.kept_from() from public;
grant execute on function access.kept_from() to sedd_trail, sedd_owner, sedd_web, sedd_jobs;

set local role sedd_access;
revoke create on schema access from sedd_reach;

create or replace function access.blocks_on(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select access.may('block') and not access.shut_out(person)
     and case when access.claim(9) = 'none' then exists (select from access.kin(person)) else access.sees(person, 'identity') end
$$;

-- Whoever is shut out lifts no block: one against everybody but some leaves somebody who can.
create or replace function access.set_block(person uuid, against uuid, excepts uuid[], why text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.claim(3)::uuid;
  made uuid;
begin
  perform access.require_right('block');
  if access.blocks_on(set_block.person) is not true then return null; end if;
  if exists (
    select from unnest(array_append(excepts, against)) named
     where named is not null and not exists (
       select from access.membership m
        where m.account_id = named and m.ended_at is null
          and (m.domain_id = home or m.domain_id in (
            select s.to_domain_id from access.share s
             where s.domain_id = home and s.person_id in (select k.id from access.kin(set_block.person) k)
               and access.lasts(s, access.moment()))))) then
    return null;
  end if;
  if against is null and not exists (
    select from access.membership m
      join access.role r on r.code = m.role and 'block' = any (r.rights)
      join access.account a on a.id = m.account_id and a.active
     where m.domain_id = home and m.account_id = any (excepts) and m.ended_at is null) then
    return null;
  end if;
  insert into access.block (domain_id, person_id, account_id, except_ids, reason, set_by, from_at)
  select home, set_block.person, against, case when against is null then excepts else '{}'::uuid[] end, why, access.account_id(), access.moment()
   where not exists (
     select from access.block b
      where b.domain_id = home and b.ended_at is null and b.person_id in (select k.id from access.kin(set_block.person) k)
        and b.account_id is not distinct from against)
  returning id into made;
  return made;
end $$;

create or replace function access.set_block_by_number(number text, against uuid, excepts uuid[], why text)
  returns table (block_id uuid, person_id uuid) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  holder uuid;
begin
  perform access.require_right('block');
  if access.claim(9) <> 'none' then return; end if;
  holder := access.holder_of(set_block_by_number.number);
  if holder is null or access.blocks_on(holder) is not true then return; end if;
  person_id := holder;
  block_id := access.set_block(holder, against, excepts, why);
  return next;
end $$;

create or replace function access.reviews(by_membership uuid, person uuid, found_as text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select access.may('review')
     and not exists (
       select from access.membership m
        where m.domain_id = access.domain_id() and m.id = by_membership and m.account_id = access.account_id())
     and not access.shut_out(person)
     and (access.claim(9) = 'none' or access.actor_role() = 'machine' or (found_as = 'given' and access.sees(person, 'identity')))
$$;

set local role sedd_trail;

create or replace function trail.events(of_persons uuid[], by_actor uuid, did text[], from_at timestamptz, until_at timestamptz,
                                        before_id bigint, most integer)
  returns table (id bigint, at timestamptz, actor_id uuid, actor_name text, actor_role text, actor_title text,
                 actor_domain_id uuid, purpose text, action text, object text, person_id uuid, detail jsonb, erased boolean,
                 batch bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  shut   uuid[];
  picked text := 'select e.*, p.event_id is null as is_erased, p.object, p.person_id, p.detail from trail.event e';
begin
  if access.claim(12) is distinct from '' then return; end if;
  if access.may('log') is not true and (of_persons is null or exists (
       select from unnest(of_persons) p(id) where access.sees(p.id, 'identity') is not true)) then
    return;
  end if;
  shut := array(select access.kept_from());
  if of_persons && shut then return; end if;
  -- Planned for what is asked each time: one plan for every question would be slow for each of them.
  picked := picked || case when of_persons is null then ' left' else '' end ||
    ' join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
      where e.domain_id = $1 and ($2 is null or p.person_id = any ($2)) and ($3 is null or e.actor_id = $3)
        and ($4 is null or e.action = any ($4)) and ($5 is null or e.at >= $5) and ($6 is null or e.at < $6)
        and ($7 is null or e.id < $7)
      order by e.id desc limit $8';
  return query execute
    'with picked as materialized (' || picked || ')
     select e.id, e.at, e.actor_id, a.display_name, e.actor_role, e.actor_title, e.actor_domain_id, e.purpose, e.action,
            case when k.kept is null then e.object end, case when k.kept is null then e.person_id end,
            case when k.kept is null then e.detail end, e.is_erased, l.batch
       from picked e
       left join unnest($9) k(kept) on k.kept = e.person_id
       left join access.names_of(array(select distinct c.actor_id from picked c)) a on a.id = e.actor_id
       left join trail.leaf l on l.domain_id = e.domain_id and l.event_id = e.id
      order by e.id desc'
    using home, of_persons, by_actor, did, from_at, until_at, before_id, most, array(select distinct unnest(shut));
end $$;

set local role sedd_owner;

create policy not_shut_out on review_item as restrictive
  using (person_id is null or person_id not in (select access.kept_from()));
create policy of_seen_item on review_verdict as restrictive using (item_id in (select i.id from review_item i));
