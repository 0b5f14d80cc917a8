-- What holds at the time it is asked of: a ground for those below an age ends when they reach it, and so does what a guardian alone has said
-- yes to; the log says from which unit somebody read on that day; and what is kept of a form in a tab is kept under a key of its writer.

set local role sedd_owner;

-- The moment when one whom the actor sees reaches an age; null for whom nobody sees. Nobody is taken to be older than they certainly are.
create function below_age_until(person uuid, years integer) returns timestamptz
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (r.latest_birth_date + make_interval(years => below_age_until.years))::date::timestamp at time zone 'Europe/Stockholm'
    from public.person p
    join public.person r on r.domain_id = p.domain_id and r.id = p.root_id
   where p.id = below_age_until.person
$$;
revoke all on function below_age_until(uuid, integer) from public;
grant execute on function below_age_until(uuid, integer) to sedd_access;

set local role sedd_access;

create or replace function access.make_share(of_person uuid, to_domain uuid, wanted text[], on_ground uuid, detail text, why text, until timestamptz, by_consent uuid, although_protected text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  ground access.ground;
  -- What a consent was given for is what the share is for.
  said   text := why;
  made   uuid;
begin
  perform access.require_right('share');
  if access.may_share(of_person) is not true then return null; end if;
  if not (wanted @> '{identity}' and wanted <@ array(select s.topic from access.shareable(of_person) s)) then
    raise exception 'not one’s own to share' using errcode = '42501';
  end if;
  if access.is_protected(of_person) and (although_protected is null or access.sees_protected() is not true) then
    raise exception 'protected identity is not shared' using errcode = '42501';
  end if;
  if until > moment + interval '367 days' then
    raise exception 'a share lasts a year at most' using errcode = '22023';
  end if;
  select * into ground from access.ground g
   where g.domain_id = home and g.id = on_ground and g.valid_from <= access.today()
     and (g.valid_until is null or g.valid_until > access.today())
     and (g.from_kinds is null or (select d.kind from access.domain d where d.id = home) = any (g.from_kinds))
     and (g.to_kinds is null or (select d.kind from access.domain d where d.id = to_domain) = any (g.to_kinds))
     and (g.below_age is null or until <= public.below_age_until(of_person, g.below_age))
     and (g.confirmed_at is not null or not g.needs_confirmed)
     and (g.not_for = '{}' or not exists (
       select from access.secrecies(home) s where s.codes && g.not_for or s.codes = '{}'));
  if not found or (ground.needs_detail and length(coalesce(detail, '')) < 10) then
    raise exception 'no such ground here' using errcode = '22023';
  end if;
  if ground.needs_consent then
    select c.purpose into said from access.consent c
     where c.domain_id = home and c.id = by_consent and c.person_id in (select access.same_person(of_person))
       and c.to_domain_id = to_domain and wanted <@ c.topics and c.withdrawn_at is null and c.until_at >= until;
    if not found then
      raise exception 'no consent to this' using errcode = '22023';
    end if;
  end if;
  insert into access.share (domain_id, person_id, to_domain_id, topics, more_topics, ground_id, ground_detail, purpose, made_by, from_at,
                            until_at, consent_id, protected_reason)
    values (home, of_person, to_domain,
            array(select w from unnest(wanted) w where w in ('identity', 'contact')),
            array(select w from unnest(wanted) w where w not in ('identity', 'contact')),
            on_ground, detail, said, access.account_id(), moment, until,
            case when ground.needs_consent then by_consent end,
            case when access.is_protected(of_person) then although_protected end)
    returning id into made;
  return made;
end $$;

create or replace function access.add_consent(of_person uuid, to_domain uuid, to_topics text[], why text, from_person boolean, from_guardian boolean, one_is_enough text, given_how text, seen_by text, on_paper text, on_day date, until timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('share');
  if access.may_share(of_person) is not true then return null; end if;
  -- Who comes of age speaks for themself from that day.
  if not from_person and until > coalesce(public.below_age_until(of_person, 18), '-infinity') then
    raise exception 'a guardian alone says yes only until they are 18' using errcode = '22023';
  end if;
  insert into access.consent (domain_id, person_id, to_domain_id, topics, purpose, by_person, by_guardian, alone_reason, how, witness,
                              document, given_on, until_at, recorded_by, recorded_at)
    values (access.domain_id(), of_person, to_domain, to_topics, why, from_person, from_guardian, one_is_enough, given_how, seen_by,
            on_paper, on_day, until, access.account_id(), access.moment())
    returning id into made;
  return made;
end $$;

-- The units where somebody of the actor's own domain was placed in a role at a moment.
create function access.placed_then(account uuid, in_role text, at timestamptz) returns text[]
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct u.name order by u.name), '{}')
    from access.membership m
    join access.placement p on p.domain_id = m.domain_id and p.membership_id = m.id and p.from_at <= at and (p.ended_at is null or p.ended_at > at)
    join public.unit u on u.domain_id = p.domain_id and u.id = p.unit_id
   where m.domain_id = access.domain_id() and m.account_id = account and m.role = in_role
$$;

-- What the drafts of whoever is signed in are locked with in their tab. Nobody else is told it.
create function access.draft_key() returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(access.mac('draft|' || access.account_id()), 'base64')
$$;

revoke all on function access.placed_then(uuid, text, timestamptz), access.draft_key() from public;
grant execute on function access.placed_then(uuid, text, timestamptz) to sedd_trail;
grant execute on function access.draft_key() to sedd_web;

set local role sedd_owner;
drop function is_below_age(uuid, integer);

set local role sedd_trail;
drop function trail.events(uuid[], uuid, text[], timestamptz, timestamptz, bigint, integer);
create function trail.events(of_persons uuid[], by_actor uuid, did text[], from_at timestamptz, until_at timestamptz, before_id bigint, most integer) returns table (
  id bigint, at timestamptz, actor_id uuid, actor_name text, actor_role text, actor_title text, actor_domain_id uuid, purpose text, action text,
  object text, person_id uuid, detail jsonb, erased boolean, batch bigint, actor_units text[])
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
            case when k.kept is null then e.detail end, e.is_erased, l.batch,
            case when e.actor_domain_id = $1 then access.placed_then(e.actor_id, e.actor_role, e.at) else ''{}'' end
       from picked e
       left join unnest($9) k(kept) on k.kept = e.person_id
       left join access.names_of(array(select distinct c.actor_id from picked c)) a on a.id = e.actor_id
       left join trail.leaf l on l.domain_id = e.domain_id and l.event_id = e.id
      order by e.id desc'
    using home, of_persons, by_actor, did, from_at, until_at, before_id, most, array(select distinct unnest(shut));
end $$;
revoke all on function trail.events(uuid[], uuid, text[], timestamptz, timestamptz, bigint, integer) from public;
grant execute on function trail.events(uuid[], uuid, text[], timestamptz, timestamptz, bigint, integer) to sedd_import, sedd_jobs, sedd_web;
