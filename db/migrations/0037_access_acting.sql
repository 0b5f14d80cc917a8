-- What the matrix of the walls found: a team that has ended let its members in; whoever had lost the right to extracts kept the leave
-- that was given; what an account sees on a visit was asked of all its roles and not of the one it acts in; whoever makes an extract saw
-- the pupils of their own unit as well; and a visitor saw more of the other domain than the person: its jobs, totals, mappings and
-- shared filters.

set local role sedd_access;

-- A team that has ended lets nobody in.
create policy for_reach on access.team for select to sedd_reach using (domain_id = (select access.domain_id()));
grant select on access.team to sedd_reach;
grant create on schema access to sedd_reach;
set local role sedd_reach;

create or replace function access.reach(topic text) returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  own    uuid := nullif(access.claim(13), '')::uuid;
  moment timestamptz := access.moment();
  today  date := (moment at time zone 'Europe/Stockholm')::date;
begin
  if home is null or not access.has_topic(topic) or access.claim(9) = 'none' then return; end if;
  return query
  with held as (
    select nullif(access.claim(12), '')::uuid as id where access.claim(9) = 'one'
    union all
    select o.person_id from public.register_owner o
     where access.claim(9) <> 'one' and o.domain_id = home and o.account_id = access.account_id() and o.known_until is null
    union all
    select a.person_id from access.assignment a
     where access.claim(9) <> 'one' and a.domain_id = home and a.ended_at is null and a.from_at <= moment
       and (a.until_at is null or a.until_at > moment)
       and (a.membership_id = own or a.team_id in (
         select t.team_id from access.team_member t
           join access.team g on g.domain_id = t.domain_id and g.id = t.team_id and g.ended_at is null
          where t.domain_id = home and t.membership_id = own and t.ended_at is null and t.from_at <= moment))
    union all
    select e.person_id from public.enrolment e
     where access.claim(9) <> 'one' and topic in ('identity', 'contact', 'schooling') and e.domain_id = home and e.known_until is null
       and e.starts_on <= today and (e.ends_before is null or e.ends_before > today)
       and e.school_unit_code in (
         select u.school_unit_code from access.placement p join public.unit u on u.domain_id = home and u.id = p.unit_id
          where p.domain_id = home and p.membership_id = own and p.ended_at is null and p.from_at <= moment)),
  root as materialized (
    select distinct p.root_id as id from public.person p where p.domain_id = home and p.id in (select h.id from held h))
  select r.id from root r
  union all
  select p.id from public.person p join root r on r.id = p.root_id where p.domain_id = home and p.root_id <> p.id;
end $$;

set local role sedd_access;
revoke create on schema access from sedd_reach;

-- Whether this transaction is at home, and no visit.
create function access.at_home() returns boolean language sql stable parallel restricted as $$
  select access.claim(12) operator(pg_catalog.=) '' $$;

drop function access.visits(uuid, uuid, timestamptz, uuid);
drop function access.visited(uuid, uuid, uuid, timestamptz);

-- Every share that a membership may look into, or only the one named. Before it is answered those who may answer see what it begins
-- with; accepted, those who were let in see all that it holds. Protected identity takes the right on both sides.
create function access.visits(acting uuid, from_domain uuid, at timestamptz, which uuid default null)
  returns table (share_id uuid, domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.domain_id, s.person_id, case when s.accepted then s.topics || s.more_topics else s.topics end,
         s.protected_reason is not null and m.sees_protected
    from access.membership m
    join access.share s on s.to_domain_id = m.domain_id
   where m.id = acting and m.domain_id = from_domain and m.ended_at is null
     and (which is null or s.id = which)
     and access.lasts(s, at) and not access.blocked(s, m.account_id)
     and (s.protected_reason is null or m.sees_protected)
     and case when s.accepted then exists (
           select from access.share_visitor v
            where v.domain_id = s.domain_id and v.share_id = s.id and v.ended_at is null and v.from_at <= at
              and (v.membership_id = m.id or v.team_id in (
                select t.team_id from access.team_member t
                  join access.team g on g.domain_id = t.domain_id and g.id = t.team_id and g.ended_at is null
                 where t.domain_id = m.domain_id and t.membership_id = m.id and t.ended_at is null and t.from_at <= at)))
         else exists (select from access.role r where r.code = m.role and r.rights && '{assign,share}') end
$$;

-- What a visit opens: a share to the visitor's domain while it lasts, or the visitor's own leave to make an extract, for as long as
-- the role that one acts in carries that right.
create function access.visited(visit uuid, acting uuid, by_account uuid, from_domain uuid, at timestamptz)
  returns table (domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.domain_id, v.person_id, v.topics, v.sees_protected from access.visits(acting, from_domain, at, visit) v
  union all
  select e.domain_id, e.person_id, '{*}'::text[], true
    from access.extract e
   where e.id = visit and e.account_id = by_account and e.domain_id = from_domain and e.from_at <= at and e.until_at > at
     and exists (select from access.membership m join access.role r on r.code = m.role and 'extract' = any (r.rights)
                  where m.domain_id = from_domain and m.id = acting)
$$;

-- Whether what this visit came in by still stands, asked by the policies themselves: not only when the visit began.
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
       and e.from_at <= access.moment() and e.until_at > access.moment())
$$;

create or replace function access.begin(token text, at timestamptz, visit uuid default null) returns table (
  account_id uuid, sign_in_name text, display_name text, language text, role text, title text, domain_id uuid,
  domain_code text, domain_name text, municipality_code text, sees_protected boolean, purpose text, membership_id uuid,
  reach text, assurance integer, session_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  topics  text[];
  person  uuid;
  hides   boolean;
  message text;
begin
  select a.id, a.sign_in_name, a.display_name, a.language, coalesce(m.role, 'machine'), m.title, d.id, d.code, d.name,
         d.municipality_code, coalesce(m.sees_protected, true), s.purpose, m.id, r.reach, r.topics, s.id,
         case when m.id is null then 3
              when s.assurance = 2 and s.strong_at > now() - interval '5 minutes' then 3
              else s.assurance end
    into account_id, sign_in_name, display_name, language, role, title, domain_id, domain_code, domain_name,
         municipality_code, sees_protected, purpose, membership_id, reach, topics, session_id, assurance
    from access.session s
    join access.account a on a.id = s.account_id and a.active
    join access.domain d on d.id = s.domain_id
    left join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id and m.ended_at is null
    join access.role r on r.code = coalesce(m.role, 'machine')
   where s.token_sha = sha256(convert_to(token, 'UTF8'))
     and s.expires_at > now()
     and (s.membership_id is null or m.id is not null)
     and (s.purpose <> 'web' or s.seen_at > now() - interval '15 minutes');
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  if visit is not null then
    if current_setting('transaction_read_only') <> 'on' then
      raise exception 'a visit only reads' using errcode = '28000';
    end if;
    select v.domain_id, v.person_id, v.topics, v.sees_protected, d.code, d.name, d.municipality_code
      into domain_id, person, topics, sees_protected, domain_code, domain_name, municipality_code
      from access.visited(visit, begin.membership_id, begin.account_id, begin.domain_id, begin.at) v join access.domain d on d.id = v.domain_id;
    if not found then
      raise exception 'no visit' using errcode = '28000';
    end if;
    reach := 'one';
    purpose := 'visit';
    hides := not sees_protected;
  else
    hides := not sees_protected or (role <> 'machine' and exists (
      select from access.block b
       where b.domain_id = begin.domain_id and b.ended_at is null
         and (b.account_id = begin.account_id or (b.account_id is null and begin.account_id <> all (b.except_ids)))));
  end if;
  message := array_to_string(array[account_id::text, role, domain_id::text, case when sees_protected then 't' else 'f' end,
    replace(purpose, '|', ' '), pg_backend_pid()::text, extract(epoch from now())::text, extract(epoch from at)::text, reach,
    assurance::text, array_to_string(topics, ','), coalesce(person::text, ''), coalesce(membership_id::text, ''),
    case when hides then 't' else 'f' end], '|');
  perform set_config('sedd.context', message || '|' || encode(access.mac(message), 'hex'), true);
  return next;
end $$;

create or replace function access.shares_to_us(which uuid default null) returns table (
  id uuid, from_domain_id uuid, from_name text, person_id uuid, topics text[], more_topics text[], ground text, paragraph text,
  ground_sv text, ground_en text, purpose text, made_by text, from_at timestamptz, until_at timestamptz, answered_at timestamptz,
  answered_by text, accepted boolean, answer text, revoked_at timestamptz, ended_at timestamptz, consent_withdrawn_at timestamptz,
  consent_until_at timestamptz, lasts boolean, may_open boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with actor as (
    select m.id, m.sees_protected from access.membership m
     where m.domain_id = access.domain_id() and m.id = nullif(access.claim(13), '')::uuid and access.claim(12) = ''),
  open as materialized (
    select v.share_id, v.person_id from access.visits(nullif(access.claim(13), '')::uuid, access.domain_id(), access.moment(), which) v)
  select s.id, s.domain_id, d.name, o.person_id, s.topics, s.more_topics, g.code, g.paragraph, g.label_sv, g.label_en, s.purpose,
         maker.display_name, s.from_at, s.until_at, s.answered_at, answerer.display_name, s.accepted, s.answer, s.revoked_at, s.ended_at,
         c.withdrawn_at, c.until_at, access.lasts(s, access.moment()), o.share_id is not null
    from access.share s
    join actor on true
    join access.domain d on d.id = s.domain_id
    join access.ground g on g.domain_id = s.domain_id and g.id = s.ground_id
    join access.account maker on maker.id = s.made_by
    left join access.account answerer on answerer.id = s.answered_by
    left join access.consent c on c.domain_id = s.domain_id and c.id = s.consent_id
    left join open o on o.share_id = s.id
   where s.to_domain_id = access.domain_id() and (which is null or s.id = which)
     and (o.share_id is not null
       or ((s.protected_reason is null or actor.sees_protected) and not access.blocked(s, access.account_id()) and s.from_at <= access.moment()
         and ((s.answered_at is not null and access.may('assign')) or s.answered_by = access.account_id() or exists (
           select from access.share_visitor v
            where v.domain_id = s.domain_id and v.share_id = s.id and v.membership_id = actor.id))))
   order by s.from_at desc, s.id
$$;

create or replace function access.answer_share(which uuid, accepts boolean, why text, memberships uuid[], teams uuid[]) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  moment timestamptz := access.moment();
begin
  if access.may('assign') is not true and access.may('share') is not true then
    raise exception 'the role does not answer shares' using errcode = '42501';
  end if;
  if accepts and (cardinality(memberships || teams) = 0 or exists (
    select from unnest(memberships || teams) wanted(id)
     where wanted.id not in (select coalesce(l.membership_id, l.team_id) from access.lettable() l))) then
    return false;
  end if;
  update access.share s set answered_at = moment, answered_by = access.account_id(), accepted = accepts, answer = why
   where s.id = which and s.to_domain_id = access.domain_id() and s.answered_at is null
     and exists (select from access.visits(nullif(access.claim(13), '')::uuid, access.domain_id(), moment, which));
  if not found then return false; end if;
  if accepts then
    insert into access.share_visitor (domain_id, share_id, to_domain_id, membership_id, team_id, given_by, from_at)
      select s.domain_id, s.id, s.to_domain_id, l.membership_id, l.team_id, access.account_id(), moment
        from access.share s
        join access.lettable() l on l.membership_id = any (memberships) or l.team_id = any (teams)
       where s.id = which and s.to_domain_id = access.domain_id();
  end if;
  return true;
end $$;

-- Why somebody sees a person: by the same grounds.
create or replace function access.grounds(person uuid, mine boolean) returns table (
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
      join access.team e on e.domain_id = home and e.id = t.team_id and e.ended_at is null
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
             cross join lateral access.visits(m.id, m.domain_id, moment) v where m.id = own)
         else not mine and (access.may('share') or access.may('assign')) and not exists (select from blocked b where b.account_id is null) end
   order by 4, 1;
end $$;

revoke all on function access.at_home(), access.visits(uuid, uuid, timestamptz, uuid),
  access.visited(uuid, uuid, uuid, uuid, timestamptz) from public;
grant execute on function access.at_home()
  to sedd_owner, sedd_reach, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
grant execute on function access.visited(uuid, uuid, uuid, uuid, timestamptz) to sedd_trail;

set local role sedd_trail;

create or replace function trail.put_visit(visit uuid, did text, of_object text, with_detail jsonb) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  actor    uuid := access.claim(1)::uuid;
  claims   text[] := string_to_array(current_setting('sedd.context', true), '|');
  home     uuid := claims[3]::uuid;
  title    text := case when claims[13] <> '' then access.title_of(home, claims[13]::uuid) end;
  detail   jsonb := coalesce(with_detail, '{}') || jsonb_build_object('visit', visit);
  visiting record;
begin
  select v.domain_id, v.person_id into visiting from access.visited(visit, nullif(claims[13], '')::uuid, actor, home, access.moment()) v;
  if not found then
    raise exception 'no visit' using errcode = '28000';
  end if;
  if visiting.domain_id <> home then
    perform trail.put(home, actor, home, claims[2], title, 'visit', did, of_object, visiting.person_id, detail);
  end if;
  return trail.put(visiting.domain_id, actor, home, claims[2], title, 'visit', did, of_object, visiting.person_id, detail);
end $$;

set local role sedd_owner;

-- What a domain keeps for itself is not for those who visit. Words stay: codes, organisations, units, and what is decided on notes.
do $$
declare
  target text;
begin
  foreach target in array array['register_total', 'job', 'work_progress', 'import_mapping', 'saved_filter', 'name_search',
      'form_submission', 'approval', 'approval_answer', 'approval_use', 'export_taken'] loop
    execute format('create policy at_home on %I as restrictive using ((select access.at_home()))', target);
  end loop;
end $$;
