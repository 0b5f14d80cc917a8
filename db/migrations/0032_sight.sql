-- Sight: who is let in to one person, who is shut out, access in an emergency, and why somebody sees what they see.
--
-- Written by the functions of the access schema, each of which asks for its right. What it answers with null was not there, or not
-- the actor's to do: the two are never told apart.

set local role sedd_owner;
create policy for_reach on person_identifier for select to sedd_reach using (true);
grant select (domain_id, id, person_id, number, known_until) on person_identifier to sedd_reach;
grant select (from_on) on register_owner to sedd_reach;
set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- A person and those merged with it, and whether one of them has protected identity.
create function access.kin(person uuid) returns table (id uuid, protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.protection <> 'none' from public.person p
   where p.domain_id = access.domain_id() and p.root_id = (
     select o.root_id from public.person o where o.domain_id = access.domain_id() and o.id = kin.person)
$$;

-- What ties a person to somebody outside the assignments: who answers for the case, and the units where the person studies today.
create function access.ties(person uuid) returns table (kind text, account_id uuid, unit_id uuid, since date, until date)
  language plpgsql stable security definer rows 5 set search_path = pg_catalog, pg_temp as $$
declare
  home  uuid := access.domain_id();
  today date := (access.moment() at time zone 'Europe/Stockholm')::date;
begin
  return query
  select 'owner', o.account_id, null::uuid, o.from_on, null::date
    from access.kin(person) k join public.register_owner o on o.domain_id = home and o.person_id = k.id and o.known_until is null
  union all
  select 'unit', null, u.id, e.starts_on, e.ends_before
    from access.kin(person) k
    join public.enrolment e on e.domain_id = home and e.person_id = k.id and e.known_until is null
     and e.starts_on <= today and (e.ends_before is null or e.ends_before > today)
    join public.unit u on u.domain_id = home and u.school_unit_code = e.school_unit_code;
end $$;

-- Whom a number is, or was, held by in this domain, whoever asks. For the functions below alone.
create function access.holder_of(wanted text) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.root_id
    from public.person_identifier i
    join public.person p on p.domain_id = i.domain_id and p.id = i.person_id
    join public.person r on r.domain_id = p.domain_id and r.id = p.root_id and r.known_until is null
   where i.domain_id = access.domain_id() and i.number = wanted
   order by i.known_until desc nulls first, i.id desc limit 1
$$;

-- Those whom somebody in the domain works with: a case that is owned, an assignment that lasts. For one who leads the work and sees
-- who everybody is, without the register.
create function access.worked_with() returns setof uuid
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
        and (a.until_at is null or a.until_at > moment));
end $$;

revoke all on function access.kin(uuid), access.ties(uuid), access.holder_of(text), access.worked_with() from public;
grant execute on function access.kin(uuid), access.ties(uuid), access.holder_of(text) to sedd_access;
grant execute on function access.worked_with() to sedd_web, sedd_jobs;

set local role sedd_access;
revoke create on schema access from sedd_reach;

-- Access in an emergency (nödåtkomst). Asked for in one transaction, which leaves the row whatever the number was; taken in the next,
-- against a row that has been committed: nobody can try numbers and roll the traces back.
create table access.glass (
  domain_id     uuid not null references access.domain,
  id            uuid not null default gen_random_uuid(),
  membership_id uuid not null,
  -- Nobody has the number; it is somebody hidden from who asked; one whom they reach already; it was given.
  outcome       text not null check (outcome in ('unknown', 'hidden', 'reached', 'given')),
  person_id     uuid check ((person_id is null) = (outcome = 'unknown')),
  reason        text not null check (length(reason) between 20 and 1000),
  minutes       integer not null check (minutes between 1 and 240),
  asked_at      timestamptz not null,
  asked_in      xid8 not null default pg_current_xact_id(),
  answered_at   timestamptz check (answered_at >= asked_at),
  assignment_id uuid check (assignment_id is null or outcome = 'given'),
  -- Granskning: a second person says whether it was right.
  due_at        timestamptz check ((due_at is null) = (outcome <> 'given')),
  verdict       text check (verdict in ('accepted', 'not_justified')),
  done          text check (length(done) <= 1000),
  reviewed_at   timestamptz,
  reviewed_by   uuid references access.account,
  -- The young person is told, unless that would be a danger to somebody.
  stop_reason   text check (length(stop_reason) between 10 and 400),
  stopped_at    timestamptz,
  stopped_by    uuid references access.account,
  told_at       timestamptz,
  told_by       uuid references access.account,
  primary key (domain_id, id),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id),
  foreign key (domain_id, assignment_id) references access.assignment (domain_id, id),
  check (num_nonnulls(verdict, reviewed_at, reviewed_by) in (0, 3)),
  check (verdict is distinct from 'not_justified' or length(done) >= 10),
  check (num_nonnulls(stop_reason, stopped_at, stopped_by) in (0, 3)),
  check (num_nonnulls(told_at, told_by) in (0, 2))
);
create index glass_membership on access.glass (domain_id, membership_id, asked_at);
create index glass_assignment on access.glass (domain_id, assignment_id);
create index glass_person on access.glass (domain_id, person_id);
create index glass_due on access.glass (due_at) where reviewed_at is null;
create index glass_reviewed_by on access.glass (reviewed_by);
create index glass_stopped_by on access.glass (stopped_by);
create index glass_told_by on access.glass (told_by);
alter table access.glass enable row level security;
alter table access.glass force row level security;
create policy owner_only on access.glass to sedd_access using (true) with check (true);

-- Why somebody sees a person: every ground of everybody in the domain, or only those of the one who asks. One from whom the person is
-- hidden has none. On a visit the ground is the share.
create function access.grounds(person uuid, mine boolean) returns table (
  kind text, membership_id uuid, account_id uuid, display_name text, role text, title text, assignment_id uuid, team_name text,
  unit_id uuid, domain_name text, topics text[], reason text, given_by text, since timestamptz, until timestamptz)
  language plpgsql stable security definer rows 20 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  home     uuid := access.claim(3)::uuid;
  own      uuid := nullif(access.claim(13), '')::uuid;
  visiting boolean := access.claim(9) = 'one';
  moment   timestamptz := access.moment();
begin
  if access.sees(grounds.person, 'identity') is not true then return; end if;
  return query
  with kin as materialized (select k.id, k.protected from access.kin(grounds.person) k),
  blocked as materialized (
    select b.account_id, b.except_ids from access.block b
     where b.domain_id = home and b.ended_at is null and b.person_id in (select k.id from kin k)),
  member as materialized (
    select m.id, m.account_id, a.display_name, m.role, m.title, r.reach
      from access.membership m
      join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
      join access.role r on r.code = m.role and r.reach <> 'none'
     where m.domain_id = home and m.ended_at is null and not visiting and (not mine or m.id = own)
       and (m.sees_protected or not exists (select from kin k where k.protected))
       and not exists (
         select from blocked b
          where b.account_id = m.account_id or (b.account_id is null and m.account_id <> all (b.except_ids)))),
  tie as materialized (select t.kind, t.account_id, t.unit_id, t.since, t.until from access.ties(grounds.person) t),
  assigned as materialized (
    select a.id, a.kind, a.membership_id, a.team_id, a.reason, a.given_by, a.from_at, a.until_at
      from access.assignment a
     where a.domain_id = home and a.person_id in (select k.id from kin k) and a.ended_at is null and a.from_at <= moment
       and (a.until_at is null or a.until_at > moment)),
  held as (
    select 'owner' as kind, m.id as member_id, null::uuid as assignment_id, null::uuid as team_id, null::uuid as unit_id, null::text as reason,
           null::uuid as given_by, t.since::timestamp at time zone 'Europe/Stockholm' as since, null::timestamptz as until
      from tie t join member m on m.account_id = t.account_id where t.kind = 'owner'
    union all
    select a.kind, m.id, a.id, null, null, a.reason, a.given_by, a.from_at, a.until_at
      from assigned a join member m on m.id = a.membership_id
    union all
    select 'team', m.id, a.id, a.team_id, null, a.reason, a.given_by, greatest(a.from_at, t.from_at), a.until_at
      from assigned a
      join access.team_member t on t.domain_id = home and t.team_id = a.team_id and t.ended_at is null and t.from_at <= moment
      join member m on m.id = t.membership_id
    union all
    select 'unit', m.id, null, null, t.unit_id, null, null, p.from_at, t.until::timestamp at time zone 'Europe/Stockholm'
      from tie t
      join access.placement p on p.domain_id = home and p.unit_id = t.unit_id and p.ended_at is null and p.from_at <= moment
      join member m on m.id = p.membership_id
     where t.kind = 'unit'
    union all
    select 'role', m.id, null, null, null, null, null, null, null from member m where m.reach = 'domain')
  select h.kind, m.id, m.account_id, m.display_name, m.role, m.title, h.assignment_id, e.name, h.unit_id, null::text, null::text[],
         h.reason, g.display_name, h.since, h.until
    from held h
    join member m on m.id = h.member_id
    left join access.team e on e.domain_id = home and e.id = h.team_id
    left join access.account g on g.id = h.given_by
  union all
  select 'share', null, null, null, null, null, null, null, null, d.name,
         case when s.accepted then s.topics || s.more_topics else s.topics end, s.purpose, a.display_name, s.from_at, s.until_at
    from access.share s
    join access.domain d on d.id = case when visiting then s.domain_id else s.to_domain_id end
    join access.account a on a.id = s.made_by
   where s.domain_id = home and s.person_id in (select k.id from kin k) and access.lasts(s, moment)
     and case when visiting then s.id in (
           select v.share_id from access.membership m
             cross join lateral access.visits(m.account_id, m.domain_id, moment) v where m.id = own)
         else not mine and (access.may('share') or access.may('assign')) and not exists (select from blocked b where b.account_id is null) end
   order by 4, 1;
end $$;

-- Whether the actor lets others in to a person whom they see: by right, or because the case is theirs. What opened in an emergency lets
-- nobody in for longer.
create function access.lets_in(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select access.claim(12) = '' and access.sees(person, 'identity')
     and case when access.actor_role() = 'machine' then true
         when access.may('assign') then exists (select from access.grounds(person, true) g where g.kind <> 'glass')
         else exists (select from access.grounds(person, true) g where g.kind = 'owner') end
$$;

-- Who may be let in to a person: staff whose role reaches those assigned to it, cleared for the protected where that is needed; and teams.
create function access.may_be_let_in(person uuid) returns table (
  membership_id uuid, team_id uuid, display_name text, role text, title text)
  language sql stable security definer rows 50 set search_path = pg_catalog, pg_temp as $$
  select m.id, null::uuid, a.display_name, m.role, m.title
    from access.membership m
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
    join access.role r on r.code = m.role and r.reach = 'assigned'
   where access.lets_in(person) and m.domain_id = access.domain_id() and m.ended_at is null
     and (m.sees_protected or not exists (select from access.kin(person) k where k.protected))
  union all
  select null, t.id, t.name, null, null
    from access.team t where access.lets_in(person) and t.domain_id = access.domain_id() and t.ended_at is null
   order by 3
$$;

-- Lets a member of staff or a team in to a person. Null: not the actor's to do, not one who may be let in, or let in already.
create function access.let_in(person uuid, to_membership uuid, to_team uuid, why text, until timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.claim(3)::uuid;
  moment timestamptz := access.moment();
  made   uuid;
begin
  if not exists (
    select from access.may_be_let_in(let_in.person) c where c.membership_id = to_membership or c.team_id = to_team) then
    return null;
  end if;
  -- One that has run out is over; it only never was said.
  update access.assignment a set ended_at = a.until_at, ended_by = access.account_id()
   where a.domain_id = home and a.person_id = let_in.person and a.kind = 'case' and a.ended_at is null and a.until_at <= moment;
  insert into access.assignment (domain_id, person_id, kind, membership_id, team_id, reason, given_by, from_at, until_at)
  values (home, let_in.person, 'case', to_membership, to_team, why, access.account_id(), moment, let_in.until)
  on conflict do nothing returning id into made;
  return made;
end $$;

-- Assignments that last, to staff and to teams: what may be ended.
create function access.let_in_to(person uuid) returns table (
  id uuid, kind text, display_name text, role text, title text, is_team boolean, reason text, given_by text, from_at timestamptz,
  until_at timestamptz)
  language plpgsql stable security definer rows 10 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if access.sees(let_in_to.person, 'identity') is not true then return; end if;
  return query
  select a.id, a.kind, coalesce(t.name, c.display_name), m.role, m.title, a.team_id is not null, a.reason, g.display_name, a.from_at, a.until_at
    from access.assignment a
    left join access.membership m on m.domain_id = a.domain_id and m.id = a.membership_id
    left join access.account c on c.id = m.account_id
    left join access.team t on t.domain_id = a.domain_id and t.id = a.team_id
    left join access.account g on g.id = a.given_by
   where a.domain_id = access.domain_id() and a.person_id in (select k.id from access.kin(let_in_to.person) k) and a.ended_at is null
     and (a.until_at is null or a.until_at > access.moment())
   order by 3, a.from_at;
end $$;

-- Whether an access in an emergency is the actor's to review: another's, of one whom they see. One whose role sees nobody reviews all.
create function access.reviews(by_membership uuid, person uuid, found_as text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select access.may('review')
     and not exists (
       select from access.membership m
        where m.domain_id = access.domain_id() and m.id = by_membership and m.account_id = access.account_id())
     and not exists (
       select from access.block b
        where b.domain_id = access.domain_id() and b.ended_at is null and b.account_id = access.account_id()
          and b.person_id in (select k.id from access.kin(person) k))
     and (access.claim(9) = 'none' or access.actor_role() = 'machine' or (found_as = 'given' and access.sees(person, 'identity')))
$$;

-- Ends an assignment, or an access in an emergency: by one who lets in, by the one who has it, and an emergency by those who review.
-- Answers whose it was.
create function access.end_let_in(which uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.claim(3)::uuid;
  person uuid;
begin
  if access.claim(12) <> '' then return null; end if;
  update access.assignment a set ended_at = greatest(access.moment(), a.from_at), ended_by = access.account_id()
   where a.domain_id = home and a.id = which and a.ended_at is null and (a.until_at is null or a.until_at > access.moment())
     and (a.membership_id = nullif(access.claim(13), '')::uuid or access.lets_in(a.person_id)
          or (a.kind = 'glass' and access.reviews(a.membership_id, a.person_id, 'given')))
  returning a.person_id into person;
  return person;
end $$;

-- Whether the actor may set blocks on a person: by right, on one whom they see. One whose role sees nobody, the data protection
-- officer, on everybody in the domain.
create function access.blocks_on(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select access.may('block')
     and case when access.claim(9) = 'none' then exists (select from access.kin(person)) else access.sees(person, 'identity') end
$$;

-- Shuts one account out from a person, or with none named everybody but some. Null: not the actor's to do, or so already.
create function access.set_block(person uuid, against uuid, excepts uuid[], why text) returns uuid
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
       select from access.membership m where m.domain_id = home and m.account_id = named and m.ended_at is null)) then
    return null;
  end if;
  if against is null and cardinality(excepts) = 0 then return null; end if;
  insert into access.block (domain_id, person_id, account_id, except_ids, reason, set_by, from_at)
  select home, set_block.person, against, case when against is null then excepts else '{}'::uuid[] end, why, access.account_id(), access.moment()
   where not exists (
     select from access.block b
      where b.domain_id = home and b.ended_at is null and b.person_id in (select k.id from access.kin(set_block.person) k)
        and b.account_id is not distinct from against)
  returning id into made;
  return made;
end $$;

-- The same by number: for one who sees nobody. Null as well when nobody has the number.
create function access.set_block_by_number(number text, against uuid, excepts uuid[], why text) returns table (block_id uuid, person_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('block');
  if access.claim(9) <> 'none' then return; end if;
  person_id := access.holder_of(set_block_by_number.number);
  if person_id is null then return; end if;
  block_id := access.set_block(person_id, against, excepts, why);
  return next;
end $$;

-- Jäv: one who knows a young person, or has something at stake, shuts themself out. Only somebody else can let them in again.
create function access.recuse(person uuid, why text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if access.claim(12) <> '' or access.actor_role() = 'machine' or access.sees(recuse.person, 'identity') is not true then
    return null;
  end if;
  insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at)
  values (access.claim(3)::uuid, recuse.person, access.account_id(), why, access.account_id(), access.moment())
  returning id into made;
  return made;
end $$;

-- Blocks that hold, of one person or of all whom the actor sets blocks on. Nobody is shown what shuts themself out.
create function access.blocks(of_person uuid) returns table (
  id uuid, person_id uuid, display_name text, excepted text[], reason text, set_by text, from_at timestamptz)
  language plpgsql stable security definer rows 20 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if access.may('block') is not true then return; end if;
  return query
  select b.id, b.person_id, c.display_name,
         array(select e.display_name from access.account e where e.id = any (b.except_ids) order by e.display_name),
         b.reason, s.display_name, b.from_at
    from access.block b
    left join access.account c on c.id = b.account_id
    join access.account s on s.id = b.set_by
   where b.domain_id = access.domain_id() and b.ended_at is null and b.account_id is distinct from access.account_id()
     and (of_person is null or b.person_id in (select k.id from access.kin(of_person) k))
     and access.blocks_on(b.person_id)
   order by b.from_at desc, b.id;
end $$;

create function access.lift_block(which uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
begin
  perform access.require_right('block');
  update access.block b set ended_at = greatest(access.moment(), b.from_at), ended_by = access.account_id()
   where b.domain_id = access.claim(3)::uuid and b.id = which and b.ended_at is null
     and b.account_id is distinct from access.account_id() and access.blocks_on(b.person_id)
  returning b.person_id into person;
  return person;
end $$;

-- Asks for access in an emergency, for some minutes, to whoever has the number. The answer is the row's id, whoever it is and whether
-- there is anybody; null when five have been asked for within a day.
create function access.ask_glass(number text, why text, minutes integer) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.claim(3)::uuid;
  own    uuid := nullif(access.claim(13), '')::uuid;
  moment timestamptz := access.moment();
  holder uuid;
  found_as text;
  made   uuid;
begin
  perform access.require_right('glass');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  -- Two at once are counted one after the other.
  perform from access.membership m where m.domain_id = home and m.id = own for no key update;
  if (select count(*) from access.glass g where g.domain_id = home and g.membership_id = own and g.asked_at > moment - interval '24 hours') >= 5 then
    return null;
  end if;
  holder := access.holder_of(ask_glass.number);
  found_as := case
    when holder is null then 'unknown'
    when access.hides() and holder in (select access.hidden()) then 'hidden'
    when holder in (select access.reach('note')) then 'reached'
    else 'given' end;
  insert into access.glass (domain_id, membership_id, outcome, person_id, reason, minutes, asked_at, due_at)
  values (home, own, found_as, holder, why, ask_glass.minutes, moment, case when found_as = 'given' then moment + interval '72 hours' end)
  returning id into made;
  return made;
end $$;

-- Takes what was asked for, once and within a minute, when the asking has been committed. Nothing: nobody there, or nobody to be seen.
create function access.take_glass(asked uuid) returns table (person_id uuid, assignment_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  moment timestamptz := access.moment();
  asking record;
begin
  perform access.require_right('glass');
  update access.glass g set answered_at = moment
   where g.domain_id = access.claim(3)::uuid and g.id = asked and g.membership_id = nullif(access.claim(13), '')::uuid
     and g.asked_in <> pg_current_xact_id() and g.answered_at is null
     and g.asked_at <= moment and g.asked_at > moment - interval '1 minute'
  returning g.* into asking;
  if not found or asking.outcome in ('unknown', 'hidden') then return; end if;
  person_id := asking.person_id;
  if asking.outcome = 'given' then
    insert into access.assignment (domain_id, person_id, kind, membership_id, reason, given_by, from_at, until_at)
    values (asking.domain_id, asking.person_id, 'glass', asking.membership_id, asking.reason, access.account_id(), moment,
            moment + make_interval(mins => asking.minutes))
    returning id into assignment_id;
    update access.glass g set assignment_id = take_glass.assignment_id where g.domain_id = asking.domain_id and g.id = asking.id;
  end if;
  return next;
end $$;

-- One's own access in an emergency that lasts: for the banner of every page.
create function access.running_glass() returns table (assignment_id uuid, person_id uuid, until_at timestamptz)
  language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select a.id, a.person_id, a.until_at from access.assignment a
   where a.domain_id = access.domain_id() and a.membership_id = nullif(access.claim(13), '')::uuid and a.kind = 'glass'
     and a.ended_at is null and a.from_at <= access.moment() and a.until_at > access.moment()
   order by a.until_at
$$;

-- Accesses in an emergency: one's own of the last month, or those one reviews. Attempts that came to nobody are shown to one who
-- reviews all, and to nobody else: not to who made them either.
create function access.glasses(own boolean, one uuid) returns table (
  id uuid, person_id uuid, outcome text, display_name text, role text, title text, reason text, minutes integer, asked_at timestamptz,
  assignment_id uuid, until_at timestamptz, ended_at timestamptz, due_at timestamptz, verdict text, done text,
  reviewed_at timestamptz, reviewed_by text, stop_reason text, stopped_by text, told_at timestamptz)
  language plpgsql stable security definer rows 20 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  me     uuid := nullif(access.claim(13), '')::uuid;
  moment timestamptz := access.moment();
begin
  if access.claim(12) <> '' then return; end if;
  return query
  select g.id, g.person_id, g.outcome, c.display_name, m.role, m.title, g.reason, g.minutes, g.asked_at, g.assignment_id, a.until_at, a.ended_at,
         g.due_at, g.verdict, g.done, g.reviewed_at, r.display_name, g.stop_reason, s.display_name, g.told_at
    from access.glass g
    join access.membership m on m.domain_id = g.domain_id and m.id = g.membership_id
    join access.account c on c.id = m.account_id
    left join access.assignment a on a.domain_id = g.domain_id and a.id = g.assignment_id
    left join access.account r on r.id = g.reviewed_by
    left join access.account s on s.id = g.stopped_by
   where g.domain_id = access.domain_id() and (one is null or g.id = one)
     and (g.reviewed_at is null or one is not null or g.asked_at > moment - interval '90 days')
     and case when own then g.membership_id = me and g.outcome = 'given' and g.asked_at > moment - interval '30 days'
         else g.outcome <> 'reached' and access.reviews(g.membership_id, g.person_id, g.outcome) end
   order by g.reviewed_at is not null, g.asked_at desc, g.id
   limit 500;
end $$;

-- A second person's word. What was not justified is ended at once, if it lasts. Answers whose it was.
create function access.review_glass(which uuid, said text, what_is_done text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  moment timestamptz := access.moment();
  home   uuid := access.claim(3)::uuid;
  opened record;
begin
  perform access.require_right('review');
  update access.glass g set verdict = said, done = what_is_done, reviewed_at = moment, reviewed_by = access.account_id()
   where g.domain_id = home and g.id = which and g.outcome = 'given' and g.reviewed_at is null
     and access.reviews(g.membership_id, g.person_id, g.outcome)
  returning g.person_id, g.assignment_id into opened;
  if said = 'not_justified' then
    update access.assignment a set ended_at = moment, ended_by = access.account_id()
     where a.domain_id = home and a.id = opened.assignment_id and a.ended_at is null and a.until_at > moment;
  end if;
  return opened.person_id;
end $$;

-- The young person is told; or not, because it would be a danger. Said by who took the access or by one who reviews it; only the
-- latter takes a stop away. Answers whose it was.
create function access.tell_of_glass(which uuid, told boolean, stop text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  moment timestamptz := access.moment();
  me     uuid := access.account_id();
  person uuid;
begin
  if access.claim(12) <> '' then return null; end if;
  update access.glass g
     set told_at = case when told then moment end, told_by = case when told then me end,
         stop_reason = case when not told then stop end, stopped_at = case when not told and stop is not null then moment end,
         stopped_by = case when not told and stop is not null then me end
   where g.domain_id = access.claim(3)::uuid and g.id = which and g.outcome = 'given' and g.told_at is null
     and (access.reviews(g.membership_id, g.person_id, g.outcome)
          or (g.membership_id = nullif(access.claim(13), '')::uuid and g.stop_reason is null))
  returning g.person_id into person;
  return person;
end $$;

-- How many wait for a review past their time, in all domains together: a figure for those who run Sedd, which speaks of nobody.
create function access.glass_overdue(at timestamptz) returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from access.glass g where g.outcome = 'given' and g.reviewed_at is null and g.due_at < at
$$;

revoke all on function access.grounds(uuid, boolean), access.lets_in(uuid), access.may_be_let_in(uuid),
  access.let_in(uuid, uuid, uuid, text, timestamptz), access.let_in_to(uuid), access.end_let_in(uuid), access.blocks_on(uuid),
  access.set_block(uuid, uuid, uuid[], text), access.set_block_by_number(text, uuid, uuid[], text), access.recuse(uuid, text),
  access.blocks(uuid), access.lift_block(uuid), access.ask_glass(text, text, integer), access.take_glass(uuid), access.running_glass(),
  access.reviews(uuid, uuid, text), access.glasses(boolean, uuid), access.review_glass(uuid, text, text),
  access.tell_of_glass(uuid, boolean, text), access.glass_overdue(timestamptz) from public;
grant execute on function access.grounds(uuid, boolean), access.lets_in(uuid), access.may_be_let_in(uuid),
  access.let_in(uuid, uuid, uuid, text, timestamptz), access.let_in_to(uuid), access.end_let_in(uuid), access.blocks_on(uuid),
  access.set_block(uuid, uuid, uuid[], text), access.set_block_by_number(text, uuid, uuid[], text), access.recuse(uuid, text),
  access.blocks(uuid), access.lift_block(uuid), access.ask_glass(text, text, integer), access.take_glass(uuid), access.running_glass(),
  access.glasses(boolean, uuid), access.review_glass(uuid, text, text), access.tell_of_glass(uuid, boolean, text),
  access.glass_overdue(timestamptz)
  to sedd_web, sedd_jobs;
